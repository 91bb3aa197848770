"""Faults and hints in the data, each with its place and, where one is known, its cure."""

from __future__ import annotations

import posixpath

from msgspec import Struct


class Diagnostic(Struct, frozen=True, order=True):
    """One fault or hint. Ordered by file, line and column.

    `path` is relative to the programme's folder, with "/" on every platform; "." is the folder itself.
    `line` and `column` count from 1, the column in characters. A hint never changes an exit code.
    """

    path: str
    line: int
    column: int
    message: str
    cure: str = ""
    hint: bool = False

    def __str__(self) -> str:
        return self.under("")

    def under(self, base: str) -> str:
        """FILE:LINE:COLUMN: message; cure, where FILE begins with `base`, a folder as the user typed it."""
        path = posixpath.normpath(posixpath.join(base, self.path)) if base else self.path
        line = f"{path}:{self.line}:{self.column}: {self.message}"
        return f"{line}; {self.cure}" if self.cure else line
