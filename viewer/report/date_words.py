"""Dates in words: "around 2026", "no earlier than August 2026", "2026 or 2027", "3 May – 25 June 2024".

Patterns of dates are messages like any other: "{day} {month} {year}" is "{year}年{month}{day}日" in Chinese.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from viewer.i18n import N_, _, day_words, language, month_name
from viewer.model.calendar import Days, date_of
from viewer.model.edtf import parse
from viewer.model.edtf_codes import YEAR_PARTS
from viewer.model.edtf_date import CalendarUnit, Edge, EdtfDate, Precision, Range


def date_words(when: EdtfDate, doubted: bool = False) -> str:
    """The date in words: "around 2026", "no earlier than August 2026", "by 2035", "2026 or 2027", "2027?".

    `doubted` adds the question mark also where the date carries none of its own (its sources are weak).
    Instants are given in UTC. "no date" for `unknown`, which is never doubted.
    """
    return _cached_words(when.text, doubted, language())


@lru_cache(maxsize=8192)
def _cached_words(text: str, doubted: bool, _language: str) -> str:
    when = parse(text)  # the same object again: `parse` keeps every date
    if not when.is_dated:
        return _("no date")
    words = _words(when)
    return _("{date}?", date=words) if doubted and not when.uncertain else words


def _words(when: EdtfDate) -> str:
    if when.is_instant:
        return _instant(when.core_earliest, when.precision)
    if when.is_interval:
        return _interval(when)
    if when.is_one_of_several:
        return _one_of(when.ranges)
    return _range(when.ranges[0])


def _instant(start: Days, precision: Precision) -> str:
    """An instant in UTC, to the hour, minute or second."""
    days, seconds = divmod(round(start * 86400), 86400)
    day, hour = day_words(date_of(days)), f"{seconds // 3600:02}"
    if precision is Precision.HOUR:
        return _("{day}, {hour} h UTC", day=day, hour=hour)
    time = f"{hour}:{seconds // 60 % 60:02}"
    if precision is Precision.SECOND:
        time += f":{seconds % 60:02}"
    return _("{day}, {time} UTC", day=day, time=time)


def _interval(when: EdtfDate) -> str:
    """It lasts: "3 May – 25 June 2024", "from 2035 on", "until 2035, start unknown"."""
    start, end = when.ranges[0]
    if start and end:
        return _shared(start, end, 0) or _("{start} – {end}", start=_unit(start), end=_unit(end))
    if start:
        words = _unit(start, article=True)
        if when.end_edge is Edge.OPEN:
            return _("from {date} on", date=words)
        return _("from {date}, end unknown", date=words)
    assert end is not None
    words = _unit(end, article=True)
    if when.start_edge is Edge.OPEN:
        return _("until {date}", date=words)
    return _("until {date}, start unknown", date=words)


def _one_of(ranges: tuple[Range, ...]) -> str:
    """ "2026 or 2027", "7 or 8 May 2024", "2026, 2027 or 2028"."""
    if len(ranges) == 2:
        (first, first_end), (last, last_end) = ranges
        if first is first_end and last is last_end and first and last and (words := _shared(first, last, 2)):
            return words
    words = _range(ranges[-1])
    for index, each in enumerate(reversed(ranges[:-1])):
        pattern = _("{one} or {other}") if index == 0 else _("{one}, {other}")
        words = pattern.format(one=_range(each), other=words)
    return words


def _range(pair: Range) -> str:
    """One unit, `a..b`, `a..` or `..b`."""
    start, end = pair
    if start and end:
        if start is end:
            return _unit(start)
        return _shared(start, end, 1) or _(
            "between {start} and {end}", start=_unit(start, article=True), end=_unit(end, article=True)
        )
    if start:
        return _("no earlier than {date}", date=_unit(start, article=True))
    assert end is not None
    return _("by {date}", date=_unit(end, article=True))


_SHARED = {
    # what both ends have in common: "from … to", "between … and", "one or the other"
    "month": (
        N_("{first}–{last} {month} {year}"),
        N_("between {first} and {last} {month} {year}"),
        N_("{first} or {last} {month} {year}"),
    ),
    "year of days": (
        N_("{first} {first_month} – {last} {month} {year}"),
        N_("between {first} {first_month} and {last} {month} {year}"),
        N_("{first} {first_month} or {last} {month} {year}"),
    ),
    "year of months": (
        N_("{first_month} – {month} {year}"),
        N_("between {first_month} and {month} {year}"),
        N_("{first_month} or {month} {year}"),
    ),
}


def _shared(start: CalendarUnit, end: CalendarUnit, form: int) -> str:
    """Two days or two months of one year, without marks: what they have in common is said once. Else ""."""
    plain = all(
        unit.precision in (Precision.MONTH, Precision.DAY) and not unit.mark and unit.unspecified is None
        for unit in (start, end)
    )
    if not plain or start.precision is not end.precision or start.year != end.year:
        return ""
    days = start.precision is Precision.DAY
    shared = ("month" if start.code == end.code else "year of days") if days else "year of months"
    return _(
        _SHARED[shared][form],
        first=start.day,
        last=end.day,
        first_month=month_name(start.code),
        month=month_name(end.code),
        year=start.year,
    )


def _unit(unit: CalendarUnit, article: bool = False) -> str:
    """One unit with its mark; with `article` the form after a preposition: "the first half of 2026"."""
    words = _unmarked(unit, article or unit.approximate)
    if unit.approximate:
        words = _("around {date}", date=words)
    return _("{date}?", date=words) if unit.uncertain else words


def _unmarked(unit: CalendarUnit, article: bool) -> str:
    if unit.precision is Precision.CENTURY:
        return _("the years {first} to {last}", first=f"{unit.year:04}", last=f"{unit.year + 99:04}")
    if unit.precision is Precision.DECADE:
        century, tens = unit.year // 100 + 1, f"{unit.year % 100:02}"
        return _("the {decade}s", decade=unit.year, century=century, tens=tens)
    if unit.code in YEAR_PARTS:
        part = YEAR_PARTS[unit.code]
        words = _(part.words, year=unit.year)
        return _("the {date}", date=words) if article and part.article else words
    if unit.day:
        return day_words(date(unit.year, unit.code, unit.day))
    if unit.unspecified is Precision.MONTH:
        return _("a month in {year}", year=unit.year)
    words = (
        _("{month} {year}", month=month_name(unit.code), year=unit.year)
        if unit.code
        else _("{year}", year=unit.year)
    )
    return _("a day in {date}", date=words) if unit.unspecified is Precision.DAY else words
