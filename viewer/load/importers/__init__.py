"""Files of other timelines, read as rows.

A format is one function in `readers` and one row of `import_programme.READERS`. Nothing is guessed: a row without a
title, or with a date that is no EDTF, is a fault with its number and, where one is known, its cure; the other rows are
read.
"""

from __future__ import annotations

import re

from msgspec import Struct

from viewer.i18n import Text, _
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfError

URL = re.compile(r"https?://[^\s<>\";|]+")
Link = tuple[str, str]  # An address and its title, "" where it has none


class RowFault(Struct, frozen=True):
    """What could not be read. `row` counts from 1: the line of a table, the event of a JSON; 0: the whole file."""

    row: int
    message: str
    cure: str = ""

    def under(self, name: str) -> str:
        """FILE:ROW: message; cure."""
        place = f"{name}:{self.row}" if self.row else name
        return f"{place}: {self.message}" + (f"; {self.cure}" if self.cure else "")


class ImportedRow(Struct, frozen=True, kw_only=True):
    """One event as the file has it."""

    number: int
    title: Text
    when: str  # a date of the EDTF profile
    id: str = ""
    lane: str = ""
    kind: str = ""
    importance: int = 3
    summary: Text | None = None
    outcome: str = ""  # an Outcome, "plan", or "" where the file does not say
    links: tuple[Link, ...] = ()


class ImportedTable(Struct):
    """All rows of a file, and the faults of those that could not be read."""

    rows: list[ImportedRow] = []
    faults: list[RowFault] = []
    title: str = ""
    about: str = ""
    unread_columns: tuple[str, ...] = ()  # columns with an unknown name
    times_dropped: int = 0  # rows whose time of day was left out, because its zone is unknown

    def fault(self, row: int, message: str, cure: str = "") -> None:
        self.faults.append(RowFault(row, message, cure))

    def checked_date(self, row: int, text: str) -> str | None:
        """`text` if it is a date of the profile; else None, after adding a fault."""
        if not text:
            cure = _("write what is known, such as 2026~ or [2026-08..], or unknown")
            self.fault(row, _("an event without a date"), cure)
            return None
        try:
            return parse(text).text
        except EdtfError as error:
            self.fault(row, str(error), error.cure or _("write it as EDTF: 2024-05-03, 2026~, 2027"))
            return None


def join_date(year: object, month: object, day: object) -> str:
    """ "2024-05-03" of a year and what else is there; what is no number stays, and is a fault later."""
    text = str(year or "").strip()
    if not text:
        return ""
    text = text.zfill(4) if text.isdecimal() else text
    for number in (month, day):
        digits = str(number or "").strip()
        if not digits:
            break
        text += f"-{digits.zfill(2)}"
    return text


def join_interval(start: str, end: str) -> str:
    """The date from `start` to `end`, each a date or ""."""
    if start and end and end != start:
        return f"{start}/{end}"
    return start or (f"/{end}" if end else "")
