"""The command line: `farside [DIR]` opens the window, `farside COMMAND` prints, checks or writes files.

`parser` reads the arguments, `context` loads what they name, `commands` runs them, `export` has the two commands that
draw. Text commands never import Qt. An error is one line on standard error.
"""

from __future__ import annotations

from collections.abc import Sequence

from viewer.caching import collect_garbage_seldom


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (default: those of the process) name; returns the exit code."""
    collect_garbage_seldom(after=200_000)  # a start creates fewer, and looking at them would take an eighth of it
    from viewer.cli.commands import run_command

    return run_command(arguments)
