"""How much a table puts on the clipboard, and what it says of it."""

from __future__ import annotations

from viewer.i18n import _, ngettext_

MOST_COPIED = 50_000
"""A clipboard gets no more rows than these; an export writes all."""


def copied_words(copied: int, of: int) -> str:
    """So many rows of so many are on the clipboard now."""
    if copied < of:
        return _("The first {copied} of {n} rows were copied; an export writes all.", copied=copied, n=of)
    return ngettext_("{n} row was copied.", "{n} rows were copied.", copied)
