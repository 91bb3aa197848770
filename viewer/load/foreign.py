"""What other timelines keep, read as rows: tables (`foreign_tables`) and the slides of TimelineJS (`foreign_slides`).

Nothing is guessed. A row without a title, or with a date that is no EDTF, is a fault with its number and, where
one is known, its cure; the other rows are read all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from viewer.i18n import Text, _
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfError

URL = re.compile(r"https?://[^\s<>\";|]+")
Link = tuple[str, str]
"""An address and what it is called ("" where nobody says)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read. `row` counts from 1: the line of a table, the event of a JSON; 0: the whole file."""

    row: int
    message: str
    cure: str = ""

    def under(self, name: str) -> str:
        """FILE:ROW: message; cure."""
        place = f"{name}:{self.row}" if self.row else name
        return f"{place}: {self.message}" + (f"; {self.cure}" if self.cure else "")


@dataclass(frozen=True, slots=True)
class Row:
    """One event as the file tells it; `when` is sound EDTF."""

    number: int
    title: Text
    when: str
    id: str = ""
    lane: str = ""
    kind: str = ""
    importance: int = 3
    summary: Text | None = None
    outcome: str = ""  # an Outcome, "plan", or "" where the file does not say
    links: tuple[Link, ...] = ()


@dataclass
class Sheet:
    """All rows of a file, and what was wrong with the others."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    title: str = ""
    about: str = ""
    unread: tuple[str, ...] = ()  # columns that mean nothing to us
    times: int = 0  # times of day that were left out, because nobody says in which zone


def parts(year: object, month: object, day: object) -> str:
    """ "2024-05-03" of a year and what else is there; what is no number stays, and is complained of later."""
    text = str(year or "").strip()
    if not text:
        return ""
    text = text.zfill(4) if text.isdecimal() else text
    for part in (month, day):
        found = str(part or "").strip()
        if not found:
            break
        text += f"-{found.zfill(2)}"
    return text


def sound(sheet: Sheet, number: int, text: str) -> str | None:
    """`text` if it is a date of our profile; else None, and a fault."""
    if not text:
        cure = _("write what is known, such as 2026~ or [2026-08..], or unknown")
        sheet.faults.append(Fault(number, _("an event without a date"), cure))
        return None
    try:
        return parse(text).text
    except EdtfError as error:
        sheet.faults.append(
            Fault(number, str(error), error.cure or _("write it as EDTF: 2024-05-03, 2026~, 2027"))
        )
        return None
