"""Dates in words: "around 2026", "no earlier than August 2026", "2026 or 2027", "3 May – 25 June 2024"; the size of a
date change, "+14 months"; times on the clocks of the programme's time zones.

Patterns of dates are messages like any other: "{day} {month} {year}" is "{year}年{month}{day}日" in Chinese.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from viewer.i18n import N_, _, day_words, language, month_name, ngettext_
from viewer.model.calendar import Days, date_of
from viewer.model.claims import is_doubted
from viewer.model.date_history import ChangeKind, DateChange, SizeUnit, size_range, size_unit
from viewer.model.edtf import parse
from viewer.model.edtf_date import YEAR_PARTS, CalendarUnit, Edge, EdtfDate, Precision, Range
from viewer.model.entities import Claim, Zone
from viewer.model.programme import Programme
from viewer.report.labels import label_of


def date_words(when: EdtfDate, doubted: bool = False) -> str:
    """The date in words: "around 2026", "no earlier than August 2026", "by 2035", "2026 or 2027", "2027?".

    `doubted` adds the question mark also where the date carries none of its own (its sources are weak).
    Instants are given in UTC. "no date" for `unknown`, which is never doubted.
    """
    return _cached_words(when.text, doubted, language())


@lru_cache(maxsize=8192)
def _cached_words(text: str, doubted: bool, _language: str) -> str:
    when = parse(text)  # the same object again: `parse` caches every date
    if not when.is_dated:
        return _("no date")
    if when.is_instant:
        words = _instant(when)
    else:
        words = _interval(when) if when.is_interval else _one_of(when.ranges)
    return _("{date}?", date=words) if doubted and not when.uncertain else words


def _instant(when: EdtfDate) -> str:
    """An instant in UTC, to the hour, minute or second."""
    start = when.core_earliest
    day, time = day_words(date_of(start + 0.5 / 86400)), clock_time(start, when.precision is Precision.SECOND)
    if when.precision is Precision.HOUR:
        return _("{day}, {hour} h UTC", day=day, hour=time[:2])
    return _("{day}, {time} UTC", day=day, time=time)


def _interval(when: EdtfDate) -> str:
    """It lasts: "3 May – 25 June 2024", "from 2035 on", "until 2035, start unknown"."""
    start, end = when.ranges[0]
    if start and end:
        return _shared(start, end, 0) or _("{start} – {end}", start=_unit(start), end=_unit(end))
    if start:
        pattern = _("from {date} on") if when.end_edge is Edge.OPEN else _("from {date}, end unknown")
        return pattern.format(date=_unit(start, article=True))
    assert end is not None
    pattern = _("until {date}") if when.start_edge is Edge.OPEN else _("until {date}, start unknown")
    return pattern.format(date=_unit(end, article=True))


def _one_of(ranges: tuple[Range, ...]) -> str:
    """ "2026 or 2027", "7 or 8 May 2024", "2026, 2027 or 2028"."""
    if len(ranges) == 2:
        (first, first_end), (last, last_end) = ranges
        if first is first_end and last is last_end and first and last and (words := _shared(first, last, 2)):
            return words
    words = _range(ranges[-1])
    for index, pair in enumerate(reversed(ranges[:-1])):
        pattern = _("{one} or {other}") if index == 0 else _("{one}, {other}")
        words = pattern.format(one=_range(pair), other=words)
    return words


def _range(pair: Range) -> str:
    """One unit, `a..b`, `a..` or `..b`."""
    start, end = pair
    if start is not None and start is end:
        return _unit(start)
    first, last = (_unit(unit, article=True) if unit else "" for unit in pair)
    if start and end:
        return _shared(start, end, 1) or _("between {start} and {end}", start=first, end=last)
    return _("no earlier than {date}", date=first) if start else _("by {date}", date=last)


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
    year = unit.year
    if unit.precision is Precision.CENTURY:
        return _("the years {first} to {last}", first=f"{year:04}", last=f"{year + 99:04}")
    if unit.precision is Precision.DECADE:
        return _("the {decade}s", decade=year, century=year // 100 + 1, tens=f"{year % 100:02}")
    if unit.code in YEAR_PARTS:
        part = YEAR_PARTS[unit.code]
        words = _(part.words, year=year)
        return _("the {date}", date=words) if article and part.article else words
    if unit.day:
        return day_words(date(year, unit.code, unit.day))
    if unit.unspecified is Precision.MONTH:
        return _("a month in {year}", year=year)
    words = _("{year}", year=year)
    if unit.code:
        words = _("{month} {year}", month=month_name(unit.code), year=year)
    return _("a day in {date}", date=words) if unit.unspecified is Precision.DAY else words


def claim_date(programme: Programme, claim: Claim) -> str:
    """The date of the claim, with "?" where it is doubted: "around 2026", "2027?"."""
    return date_words(claim.when, is_doubted(claim, programme.source))


def said_words(said: EdtfDate) -> str:
    """A date as it follows "said": "27 June 2024", "in June 2021", "around June 2021"."""
    words = date_words(said)
    if said.is_single and not said.is_exact and not said.approximate:
        return _("in {date}", date=words)
    return words


def change_words(change: DateChange) -> str:
    """The size of the change, "+2 years", or its kind, "made more exact".

    A change that is neither later nor earlier has no size: it would suggest that it is.
    """
    is_sized = change.kind not in (ChangeKind.FIRMED, ChangeKind.LOOSENED, ChangeKind.MET)
    return (size_words(change) if is_sized else "") or label_of(change.kind)


def size_words(change: DateChange) -> str:
    """The size of the change: "+14 months", "+4 to +16 months", "+5 months or more".

    One number when both ends agree, else a range; "or more" where the end is open. In years, months or days as
    the two dates are known; in days where months would round to nothing. "" where nothing can be measured or
    nothing changed.
    """
    if change.old is None or not (change.start_days or change.end_days):
        return ""
    low, high = size_range(change)
    unit = size_unit(change.old.when, change.new.when)
    if not low and not high:
        days = [round(days) for days in (change.start_days, change.end_days) if days is not None]
        low, high, unit = min(days), max(days), "days"
        if not low and not high:
            return _("by less than a day")
    words = _span_words(low, high, unit)
    return _("{shift} or more", shift=words) if change.end_days is None else words


def _span_words(low: int, high: int, unit: SizeUnit) -> str:
    near, far = (high, low) if high <= 0 else (low, high)  # −4 to −16 months: the nearer end first
    number = _signed(low) if low == high else _("{low} to {high}", low=_signed(near), high=_signed(far))
    count = max(abs(low), abs(high))
    if unit == "years":
        return ngettext_("{shift} year", "{shift} years", count, shift=number)
    if unit == "months":
        return ngettext_("{shift} month", "{shift} months", count, shift=number)
    return ngettext_("{shift} day", "{shift} days", count, shift=number)


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


def utc_offset(zone: Zone) -> Days:
    """How far the clocks of `zone` are ahead of UTC: "+08:00" is a third of a day."""
    sign = -1.0 if zone.offset.startswith("-") else 1.0
    hours, _colon, minutes = zone.offset.lstrip("+-").partition(":")
    return sign * (int(hours) * 60 + int(minutes or 0)) / 1440


def clock_time(days: Days, seconds: bool) -> str:
    """The time of day: "06:30", with `seconds` "06:30:05"."""
    at = round(days * 86400) % 86400
    text = f"{at // 3600:02}:{at // 60 % 60:02}"
    return f"{text}:{at % 60:02}" if seconds else text


def zone_times(programme: Programme, when: EdtfDate, short: bool = False) -> tuple[str, ...]:
    """The same moment on the clocks of each zone: "17:27:29 Beijing, 3 May 2024"; none for a day or coarser.

    `short`: without the day where it is that of UTC.
    """
    if not when.is_instant:
        return ()
    times = []
    for zone in programme.head.zones:
        local = when.core_earliest + utc_offset(zone)
        day = date_of(local + 0.5 / 86400)
        clock, label = clock_time(local, when.precision is Precision.SECOND), zone.label(language())
        if short and day == date_of(when.core_earliest):
            times.append(_("{clock} {zone}", clock=clock, zone=label))
        else:
            times.append(_("{clock} {zone}, {day}", clock=clock, zone=label, day=day_words(day)))
    return tuple(times)
