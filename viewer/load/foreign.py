"""What other timelines keep, read as rows: tables (CSV) and the JSON of TimelineJS.

Nothing is guessed. A row without a title, or with a date that is no EDTF, is a fault with its number and, where
one is known, its cure; the other rows are read all the same.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import StringIO
from typing import Any

from viewer.i18n import _
from viewer.model.edtf import EdtfError, parse
from viewer.model.entities import Outcome, Text

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


_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "unique id", "key"),
    "title": ("title", "headline", "event", "name", "what", "subject", "标题", "事件"),
    "title_en": ("title en",),
    "title_zh": ("title zh",),
    "when": ("when", "edtf"),
    "date": ("date", "day", "日期", "时间"),
    "start": ("start", "start date", "from", "begin", "开始"),
    "end": ("end", "end date", "to", "until", "finish", "结束"),
    "year": ("year", "start year", "年"),
    "month": ("month", "start month", "月"),
    "of_month": ("day of month", "start day"),
    "time": ("time", "start time"),
    "end_year": ("end year",),
    "end_month": ("end month",),
    "end_day": ("end day",),
    "end_time": ("end time",),
    "lane": ("lane", "group", "category", "track", "分组"),
    "kind": ("kind", "type", "类型"),
    "importance": ("importance", "priority"),
    "summary": ("summary", "description", "text", "notes", "说明"),
    "summary_en": ("summary en",),
    "summary_zh": ("summary zh",),
    "status": ("status", "outcome", "状态"),
    "url": ("url", "urls", "link", "source", "sources"),
}
"""What the columns may be called, in lower case; "_" and "-" count as a space."""
_TOLD_ANEW = frozenset(
    {
        "missions",
        "partners",
        "first day",
        "last day",
        "doubted",
        "known",
        "by",
        "conflicts",
        "moved",
        "claims",
    }
) | {"sentence", "sources", ""}
"""What our own tables hold besides, and every programme tells anew."""
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names}
_OUTCOMES = {outcome.value: outcome.value for outcome in Outcome} | {
    "under-way": Outcome.DONE.value,
    "planned": "plan",
    "overdue": "plan",
    "undated": "plan",
}
_URL = re.compile(r"https?://[^\s<>\";|]+")


# ── tables ──────────────────────────────────────────────────────────────────────────────────────


def read_csv(data: bytes) -> Sheet:
    """The events of a table: its first line names the columns; commas, semicolons or tabs."""
    sheet = Sheet()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        sheet.faults.append(Fault(0, _("this is no UTF-8"), _("save it as “CSV UTF-8”")))
        return sheet
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        heads = next(reader, [])
        columns = _columns(heads)
        if not {"title", "title_en", "title_zh"} & set(columns.values()):
            cure = _("name the columns in the first line: title, when, kind, lane, summary, url")
            sheet.faults.append(Fault(1, _("no column is called title"), cure))
            return sheet
        sheet.unread = tuple(
            head
            for number, head in enumerate(heads)
            if number not in columns and _plain(head) not in _TOLD_ANEW
        )
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                values = {
                    column: _bare(cells[number]) for number, column in columns.items() if number < len(cells)
                }
                _take(sheet, line, values)
            line = reader.line_num + 1
    except csv.Error as error:
        cure = _("put cells that hold quotes between quotes, and double the quotes within")
        sheet.faults.append(Fault(reader.line_num, _("the table breaks off: {reason}", reason=error), cure))
    return sheet


def _plain(head: str) -> str:
    return " ".join(head.replace("_", " ").replace("-", " ").lower().split())


def _columns(heads: list[str]) -> dict[int, str]:
    """By number of column what it means; of two that mean the same, the one that `_NAMES` names first."""
    found: dict[str, tuple[int, int]] = {}
    names = [_plain(head) for head in heads]
    for number, name in enumerate(names):
        column = "of_month" if name == "day" and "year" in names else _COLUMNS.get(name)
        if column is not None:
            rank = (_NAMES[column].index(name) if name in _NAMES[column] else 0, number)
            found[column] = min(found.get(column, rank), rank)
    return {number: column for column, (_rank, number) in found.items()}


def _bare(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r") else cell


def _take(sheet: Sheet, number: int, values: Mapping[str, str]) -> None:
    """One row of a table into the sheet, or its fault."""
    english = values.get("title_en") or values.get("title", "")
    title = Text(english, values.get("title_zh", ""))
    if not (title.en or title.zh):
        sheet.faults.append(
            Fault(number, _("an event without a title"), _("write one, or leave the row out"))
        )
        return
    rank = values.get("importance") or "3"
    if rank not in ("1", "2", "3", "4", "5"):
        fault = Fault(number, _("an importance of {rank}", rank=rank), _("write 5 (most) to 1 (least)"))
        sheet.faults.append(fault)
        return
    written = values.get("when") or _written(values) or values.get("date", "")
    when = _sound(sheet, number, written)
    if when is None:
        return
    sheet.times += bool(values.get("time")) or bool(values.get("end_time"))
    summary = Text(values.get("summary_en") or values.get("summary", ""), values.get("summary_zh", ""))
    sheet.rows.append(
        Row(
            number,
            title,
            when,
            id=values.get("id", ""),
            lane=values.get("lane", ""),
            kind=values.get("kind", ""),
            importance=int(rank),
            summary=summary if summary.en or summary.zh else None,
            outcome=_OUTCOMES.get(values.get("status", "").lower(), ""),
            links=tuple((url, "") for url in dict.fromkeys(_URL.findall(values.get("url", "")))),
        )
    )


def _written(values: Mapping[str, str]) -> str:
    """The date that start and end, or years, months and days, write together; "" for none."""
    start = values.get("start") or _parts(values.get("year"), values.get("month"), values.get("of_month"))
    end = values.get("end") or _parts(values.get("end_year"), values.get("end_month"), values.get("end_day"))
    if start and end and end != start:
        return f"{start}/{end}"
    return start or (f"/{end}" if end else "")


def _parts(year: object, month: object, day: object) -> str:
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


def _sound(sheet: Sheet, number: int, text: str) -> str | None:
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


# ── TimelineJS ──────────────────────────────────────────────────────────────────────────────────


def read_timelinejs(data: bytes) -> Sheet:
    """The slides of a TimelineJS JSON; eras are left out, as is what only dresses a slide."""
    sheet = Sheet()
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        at = getattr(error, "lineno", 0)
        sheet.faults.append(Fault(at, _("this is no JSON: {reason}", reason=getattr(error, "msg", error))))
        return sheet
    if isinstance(whole, dict) and whole.get("format") == "farside-programme":
        cure = _("open the folder that it was made of, or import a CSV")
        sheet.faults.append(Fault(0, _("this is an export of Farside's own, which is not read back"), cure))
        return sheet
    events = whole.get("events") if isinstance(whole, dict) else None
    if not isinstance(events, list):
        cure = _("export it from TimelineJS, or as CSV")
        sheet.faults.append(Fault(0, _("there is no list of events in here"), cure))
        return sheet
    head = _told(_part(whole, "title"))
    sheet.title, sheet.about = head[0], head[1]
    for number, slide in enumerate(events, 1):
        if isinstance(slide, dict):
            _take_slide(sheet, number, slide)
        else:
            sheet.faults.append(Fault(number, _("this is no event")))
    return sheet


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = whole.get(name)
    return found if isinstance(found, dict) else {}


def _told(slide: Mapping[str, Any]) -> tuple[str, str, tuple[Link, ...]]:
    """Headline, text and links of a slide, without their markup."""
    text = _part(slide, "text")
    headline, body = _Markup(str(text.get("headline") or "")), _Markup(str(text.get("text") or ""))
    return headline.text, body.text, tuple(dict.fromkeys((*headline.links, *body.links)))


def _take_slide(sheet: Sheet, number: int, slide: Mapping[str, Any]) -> None:
    headline, body, links = _told(slide)
    if not headline:
        sheet.faults.append(Fault(number, _("an event without a title"), _("write a headline")))
        return
    start, end = _part(slide, "start_date"), _part(slide, "end_date")
    first = _parts(start.get("year"), start.get("month"), start.get("day"))
    last = _parts(end.get("year"), end.get("month"), end.get("day"))
    when = _sound(sheet, number, f"{first}/{last}" if first and last and first != last else first)
    if when is None:
        return
    sheet.times += any(str(one.get("hour") or "") for one in (start, end))
    sheet.rows.append(
        Row(
            number,
            Text(headline),
            when,
            id=str(slide.get("unique_id") or ""),
            lane=str(slide.get("group") or ""),
            summary=Text(body) if body else None,
            links=links,
        )
    )


class _Markup(HTMLParser):
    """The words of a piece of HTML, paragraphs joined by spaces, and the addresses that it links to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._words: list[str] = []
        self._open: str | None = None
        self._called: list[str] = []
        self._links: list[Link] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        return " ".join("".join(self._words).split())

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(self._links)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "br", "li", "div"):
            self._words.append(" ")
        address = dict(attrs).get("href") or ""
        if tag == "a" and _URL.fullmatch(address):
            self._open, self._called = address, []

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open is not None:
            self._links.append((self._open, " ".join("".join(self._called).split())))
            self._open = None

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        self._called.append(data)
