"""The formats that are imported: a function each, from the bytes of a file to rows, and one row of
`import_programme.READERS`.

Tables have the names of columns that people use. The JSON of TimelineJS (https://timeline.knightlab.com/docs/json-format.html)
is read without its markup. Nothing is guessed: a row without a title, or with a date that is no EDTF, is a fault with
its number and, where one is known, its cure; the other rows are read.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from io import StringIO
from typing import Any

from msgspec import Struct

from viewer.i18n import LANGUAGES, SOURCE_LANGUAGE, Text, _
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfError
from viewer.model.entities import Outcome
from viewer.spreadsheet import unescape_formula

_URL = re.compile(r"https?://[^\s<>\";|]+")
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


_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "unique id", "key"),
    "title": ("title", "headline", "event", "name", "what", "subject", "标题", "事件"),
    **{f"title_{code}": (f"title {code}",) for code in LANGUAGES},
    "when": ("when", "edtf"),
    "date": ("date", "day", "日期", "时间"),
    "start": ("start", "start date", "from", "begin", "开始"),
    "end": ("end", "end date", "to", "until", "finish", "结束"),
    "year": ("year", "start year", "年"),
    "month": ("month", "start month", "月"),
    "day_of_month": ("day of month", "start day"),
    "time": ("time", "start time"),
    "end_year": ("end year",),
    "end_month": ("end month",),
    "end_day": ("end day",),
    "end_time": ("end time",),
    "lane": ("lane", "group", "category", "track", "分组"),
    "kind": ("kind", "type", "类型"),
    "importance": ("importance", "priority"),
    "summary": ("summary", "description", "text", "notes", "说明"),
    **{f"summary_{code}": (f"summary {code}",) for code in LANGUAGES},
    "status": ("status", "outcome", "状态"),
    "url": ("url", "urls", "link", "source", "sources"),
}
"""By column, the names that it may have, in lower case; "_" and "-" count as a space."""
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names}
_DERIVED = frozenset(
    ["missions", "partners", "doubted", "known", "by", "conflicts", "moved", "claims", "sentence", "sources"]
) | {"first day", "last day", ""}
"""Columns of Farside's own tables that every programme computes anew."""
_OUTCOMES = {outcome.value: outcome.value for outcome in Outcome} | {
    "under-way": Outcome.DONE.value,
    "planned": "plan",
    "overdue": "plan",
    "undated": "plan",
}


def read_csv(data: bytes) -> ImportedTable:
    """The events of a table. Its first line names the columns; commas, semicolons or tabs separate them."""
    table = ImportedTable()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        table.fault(0, _("this is no UTF-8"), _("save it as “CSV UTF-8”"))
        return table
    first_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        heads = next(reader, [])
        columns = _columns(heads)
        if not {"title", *(f"title_{code}" for code in LANGUAGES)} & set(columns.values()):
            cure = _("name the columns in the first line: title, when, kind, lane, summary, url")
            table.fault(1, _("no column is called title"), cure)
            return table
        table.unread_columns = tuple(
            head for number, head in enumerate(heads) if number not in columns and _normalized(head) not in _DERIVED
        )
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                used = ((column, number) for number, column in columns.items() if number < len(cells))
                _add_row(table, line, {column: unescape_formula(cells[number].strip()) for column, number in used})
            line = reader.line_num + 1
    except csv.Error as error:
        cure = _("put cells that hold quotes between quotes, and double the quotes within")
        table.fault(reader.line_num, _("the table breaks off: {reason}", reason=error), cure)
    return table


def _normalized(head: str) -> str:
    return " ".join(head.replace("_", " ").replace("-", " ").lower().split())


def _columns(heads: list[str]) -> dict[int, str]:
    """By number of column its meaning; of two with the same meaning, the one that `_NAMES` lists first."""
    ranks: dict[str, tuple[int, int]] = {}
    names = [_normalized(head) for head in heads]
    for number, name in enumerate(names):
        column = "day_of_month" if name == "day" and "year" in names else _COLUMNS.get(name)
        if column is not None:
            rank = (_NAMES[column].index(name) if name in _NAMES[column] else 0, number)
            ranks[column] = min(ranks.get(column, rank), rank)
    return {number: column for column, (_rank, number) in ranks.items()}


def _add_row(table: ImportedTable, number: int, values: Mapping[str, str]) -> None:
    """Add a row, or the fault that keeps it out."""
    title, summary = _text(values, "title"), _text(values, "summary")
    if title is None:
        table.fault(number, _("an event without a title"), _("write one, or leave the row out"))
        return
    importance = values.get("importance") or "3"
    if importance not in ("1", "2", "3", "4", "5"):
        table.fault(number, _("an importance of {rank}", rank=importance), _("write 5 (most) to 1 (least)"))
        return
    when = table.checked_date(number, values.get("when") or _date(values) or values.get("date", ""))
    if when is None:
        return
    table.times_dropped += bool(values.get("time")) or bool(values.get("end_time"))
    row = ImportedRow(
        number=number,
        title=title,
        when=when,
        id=values.get("id", ""),
        lane=values.get("lane", ""),
        kind=values.get("kind", ""),
        importance=int(importance),
        summary=summary,
        outcome=_OUTCOMES.get(values.get("status", "").lower(), ""),
        links=tuple((url, "") for url in dict.fromkeys(_URL.findall(values.get("url", "")))),
    )
    table.rows.append(row)


def _text(values: Mapping[str, str], name: str) -> Text | None:
    """The text in the column `name` and in `name` with the code of a language; None where all are empty."""
    texts = {code: values.get(f"{name}_{code}", "") for code in LANGUAGES}
    texts[SOURCE_LANGUAGE] = texts[SOURCE_LANGUAGE] or values.get(name, "")
    return Text(**texts) if any(texts.values()) else None


def _date(values: Mapping[str, str]) -> str:
    """The date that start and end, or years, months and days, write together; "" for none."""
    start = values.get("start") or _join_date(values.get("year"), values.get("month"), values.get("day_of_month"))
    end = values.get("end") or _join_date(values.get("end_year"), values.get("end_month"), values.get("end_day"))
    return start if end in ("", start) else f"{start}/{end}"


def _join_date(year: object, month: object, day: object) -> str:
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


def read_timelinejs(data: bytes) -> ImportedTable:
    """The slides of a TimelineJS JSON. Eras and the styles of slides are left out."""
    table = ImportedTable()
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", error)
        table.fault(getattr(error, "lineno", 0), _("this is no JSON: {reason}", reason=reason))
        return table
    if isinstance(document, dict) and document.get("format") == "farside-programme":
        cure = _("open the folder that it was made of, or import a CSV")
        table.fault(0, _("this is an export of Farside's own, which is not read back"), cure)
        return table
    slides = document.get("events") if isinstance(document, dict) else None
    if not isinstance(slides, list):
        table.fault(0, _("there is no list of events in here"), _("export it from TimelineJS, or as CSV"))
        return table
    table.title, table.about, _links = _slide_text(_part(document, "title"))
    for number, slide in enumerate(slides, 1):
        if isinstance(slide, dict):
            _add_slide(table, number, slide)
        else:
            table.fault(number, _("this is no event"))
    return table


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def _slide_text(slide: Mapping[str, Any]) -> tuple[str, str, tuple[Link, ...]]:
    """Headline, text and links of a slide, without markup."""
    text = _part(slide, "text")
    headline, body = _Markup(str(text.get("headline") or "")), _Markup(str(text.get("text") or ""))
    return headline.text, body.text, tuple(dict.fromkeys((*headline.links, *body.links)))


def _add_slide(table: ImportedTable, number: int, slide: Mapping[str, Any]) -> None:
    headline, body, links = _slide_text(slide)
    if not headline:
        table.fault(number, _("an event without a title"), _("write a headline"))
        return
    start, end = _part(slide, "start_date"), _part(slide, "end_date")
    first = _join_date(start.get("year"), start.get("month"), start.get("day"))
    last = _join_date(end.get("year"), end.get("month"), end.get("day"))
    when = table.checked_date(number, f"{first}/{last}" if first and last and first != last else first)
    if when is None:
        return
    table.times_dropped += any(str(side.get("hour") or "") for side in (start, end))
    row = ImportedRow(
        number=number,
        title=Text(headline),
        when=when,
        id=str(slide.get("unique_id") or ""),
        lane=str(slide.get("group") or ""),
        summary=Text(body) if body else None,
        links=links,
    )
    table.rows.append(row)


class _Markup(HTMLParser):
    """The words of a piece of HTML, with paragraphs joined by spaces, and the addresses that it links to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._words: list[str] = []
        self._open_link: str | None = None
        self._link_words: list[str] = []
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
            self._open_link, self._link_words = address, []

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open_link is not None:
            self._links.append((self._open_link, " ".join("".join(self._link_words).split())))
            self._open_link = None

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        self._link_words.append(data)
