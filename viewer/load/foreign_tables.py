"""Tables of other timelines, their columns called as people call them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO

from viewer.i18n import LANGUAGES, SOURCE_LANGUAGE, Text, _
from viewer.load.foreign import URL, Fault, Row, Sheet, parts, sound
from viewer.model.entities import Outcome
from viewer.spreadsheet import unescape_formula

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
    **{f"summary_{code}": (f"summary {code}",) for code in LANGUAGES},
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
        if not {"title", *(f"title_{code}" for code in LANGUAGES)} & set(columns.values()):
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
    return unescape_formula(cell.strip())


def _take(sheet: Sheet, number: int, values: Mapping[str, str]) -> None:
    """One row of a table into the sheet, or its fault."""
    title, summary = _text(values, "title"), _text(values, "summary")
    if title is None:
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
    when = sound(sheet, number, written)
    if when is None:
        return
    sheet.times += bool(values.get("time")) or bool(values.get("end_time"))
    sheet.rows.append(
        Row(
            number,
            title,
            when,
            id=values.get("id", ""),
            lane=values.get("lane", ""),
            kind=values.get("kind", ""),
            importance=int(rank),
            summary=summary,
            outcome=_OUTCOMES.get(values.get("status", "").lower(), ""),
            links=tuple((url, "") for url in dict.fromkeys(URL.findall(values.get("url", "")))),
        )
    )


def _text(values: Mapping[str, str], name: str) -> Text | None:
    """The text of the columns `name`, `name_en`, `name_zh`; None where all are empty."""
    text = {code: values.get(f"{name}_{code}", "") for code in LANGUAGES}
    text[SOURCE_LANGUAGE] = text[SOURCE_LANGUAGE] or values.get(name, "")
    return Text(**text) if any(text.values()) else None


def _written(values: Mapping[str, str]) -> str:
    """The date that start and end, or years, months and days, write together; "" for none."""
    start = values.get("start") or parts(values.get("year"), values.get("month"), values.get("of_month"))
    end = values.get("end") or parts(values.get("end_year"), values.get("end_month"), values.get("end_day"))
    if start and end and end != start:
        return f"{start}/{end}"
    return start or (f"/{end}" if end else "")
