"""The command line: `farside [DIR]` opens the window, `farside COMMAND` prints, checks or writes files.

`parser` reads the arguments, `context` loads what they name, `commands` runs them, `export` has the two commands that
draw. Text commands never import Qt. An error is one line on standard error.
"""

from __future__ import annotations

from viewer.cli.commands import main

__all__ = ["main"]
