"""EDTF dates of Farside's profile: `parse(text) -> When`.

The profile is Level 1 and part of Level 2 of the Library of Congress' Extended Date/Time Format (ISO 8601-2),
with three extensions: `? ~ %` on sub-year codes, sub-year codes in intervals and sets, and instants cut off
at the minute or hour. Everything else is refused; `viewer.model.edtf_cure` says what to write instead.
"""

from __future__ import annotations

import re
from functools import cache
from math import inf
from typing import NamedTuple

from viewer.i18n import N_, _
from viewer.model.calendar import month_length, month_start
from viewer.model.edtf_table import SUB_YEARS, UNIT_MONTHS
from viewer.model.when import Days, Edge, EdtfError, Kind, Precision, When

__all__ = ["Days", "Edge", "EdtfError", "Kind", "Precision", "When", "parse"]

MAX_LENGTH = 240  # of a text that can be a date; the longest real one is a set of a few elements

_POINT = re.compile(r"(\d\d)(\dX|XX|\d\d)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%]?)", re.ASCII)
_INSTANT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d)(?::(\d\d)(?::(\d\d))?)?(?:Z|([+-])(\d\d)(?::(\d\d))?)", re.ASCII
)
_LARGEST_OFFSET_MINUTES = 14 * 60

WHERE_X_STANDS = N_("X stands only in `202X`, `20XX`, `2026-XX`, `2026-XX-XX` and `2026-08-XX`")


class _Point(NamedTuple):
    """One date without time: its core, the core widened by one unit, how it is marked."""

    start: Days
    end: Days
    wide_start: Days  # the same as start, end unless the mark is ~ or %
    wide_end: Days
    precision: Precision
    mark: str  # "", "?", "~" or "%"


@cache
def parse(text: str) -> When:
    """The date that `text` writes; interned: equal texts give the same object.

    Raises EdtfError with a cure where one is known; never guesses.
    """
    try:
        return read(text)
    except EdtfError as fault:
        from viewer.model.edtf_cure import refusal

        raise refusal(text, str(fault), fault.cure, MAX_LENGTH) from None


def read(text: str) -> When:
    """`parse` without memory and without cures for prose; its EdtfError names the broken rule, or nothing."""
    if len(text) > MAX_LENGTH:
        raise EdtfError(_("a text of {count} characters", count=len(text)))
    if match := _POINT.fullmatch(text):
        return _single(text, match)
    if text == "unknown":
        edge = Edge.UNKNOWN
        return When(
            text, Kind.UNKNOWN, Precision.CENTURY, -inf, inf, -inf, inf, inf, edge, edge, False, False
        )
    if match := _INSTANT.fullmatch(text):
        return _instant(text, match)
    if text[:1] == "[" and text[-1:] == "]":
        return _set(text)
    if text.count("/") == 1:
        return _interval(text)
    raise EdtfError("")


def _write(date: str) -> str:
    return _("write `{date}`", date=date)


def _element(text: str) -> _Point:
    """The date `text`, a part of an interval or a set."""
    if match := _POINT.fullmatch(text):
        return _point(match)
    raise EdtfError(_("`{text}` is no date", text=text[:20]) if text else _("a date is missing"))


def _point(match: re.Match[str]) -> _Point:
    """The date that _POINT has matched."""
    century, tens, part, day, mark = match.groups()
    if tens == "XX":
        year, precision = int(century) * 100, Precision.CENTURY
    elif tens[1] == "X":
        year, precision = int(century + tens[0]) * 10, Precision.DECADE
    else:
        year, precision = int(century + tens), Precision.YEAR
    if year == 0:
        raise EdtfError(_("years run from 0001 to 9999"))
    index = year * 12
    if part is not None:
        if precision is not Precision.YEAR or (part == "XX" and day not in (None, "XX")):
            raise EdtfError(_(WHERE_X_STANDS))
        if part != "XX":
            number = int(part)
            if 1 <= number <= 12:
                index += number - 1
                precision = Precision.MONTH
                if day is not None and day != "XX":
                    return _day(year, number, int(day), mark)
            elif sub_year := SUB_YEARS.get(number):
                if day is not None:
                    raise EdtfError(
                        _("no day stands after the code {code}", code=part),
                        _write(f"{century}{tens}-{part}{mark}"),
                    )
                index += sub_year.first_month - 1
                precision = sub_year.precision
            else:
                raise EdtfError(_("{code} is no month (01 to 12) and no sub-year code (21 to 41)", code=part))
    months = UNIT_MONTHS[precision]
    start, end = month_start(index), month_start(index + months)
    if mark == "~" or mark == "%":
        return _Point(
            start, end, month_start(index - months), month_start(index + 2 * months), precision, mark
        )
    return _Point(start, end, start, end, precision, mark)


def _day(year: int, month: int, day: int, mark: str) -> _Point:
    start = _day_start(year, month, day)
    wide = 1.0 if mark == "~" or mark == "%" else 0.0
    return _Point(start, start + 1.0, start - wide, start + 1.0 + wide, Precision.DAY, mark)


def _day_start(year: int, month: int, day: int) -> Days:
    if not 1 <= day <= 28 and not 29 <= day <= month_length(year, month):
        length = month_length(year, month)
        raise EdtfError(
            _("{month} has the days 01 to {last}", month=f"{year:04}-{month:02}", last=length),
            _write(f"{year:04}-{month:02}-XX"),
        )
    return month_start(year * 12 + month - 1) + (day - 1)


def _single(text: str, match: re.Match[str]) -> When:
    point = _point(match)
    about = point.mark == "~" or point.mark == "%"
    edge = Edge.ABOUT if about else Edge.KNOWN
    return When(
        text,
        Kind.POINT,
        point.precision,
        point.start,
        point.end,
        point.wide_start,
        point.wide_end,
        point.wide_end,
        edge,
        edge,
        about,
        point.mark == "?" or point.mark == "%",
    )


def _instant(text: str, match: re.Match[str]) -> When:
    """An instant to the second, minute or hour; its core is that second, minute or hour, in UTC."""
    year, month, day, hour, minute, second, sign, off_hours, off_minutes = match.groups()
    numbers = int(year), int(month), int(day)
    if numbers[0] == 0:
        raise EdtfError(_("years run from 0001 to 9999"))
    if not 1 <= numbers[1] <= 12:
        raise EdtfError(_("{code} is no month (01 to 12)", code=month))
    start = _day_start(*numbers)
    if int(hour) > 23:
        raise EdtfError(_("hours run from 00 to 23"))
    if int(minute or 0) > 59:
        raise EdtfError(_("minutes run from 00 to 59"))
    if int(second or 0) > 59:
        raise EdtfError(_("seconds run from 00 to 59; leap seconds are not kept"))
    shift = 0
    if sign:
        shift = int(off_hours) * 60 + int(off_minutes or 0)
        if int(off_minutes or 0) > 59 or shift > _LARGEST_OFFSET_MINUTES:
            raise EdtfError(_("offsets run from -14:00 to +14:00"))
        if sign == "-":
            shift = -shift
    seconds = (int(hour) * 60 + int(minute or 0) - shift) * 60 + int(second or 0)
    precision, unit = (
        (Precision.SECOND, 1) if second else (Precision.MINUTE, 60) if minute else (Precision.HOUR, 3600)
    )
    begin, end = start + seconds / 86400, start + (seconds + unit) / 86400
    known = Edge.KNOWN
    return When(text, Kind.POINT, precision, begin, end, begin, end, end, known, known, False, False)


def _interval(text: str) -> When:
    """`a/b`, `a/..`, `a/`, `../b`, `/b`: each end is widened by its own mark."""
    left, right = text.split("/")
    open_ends = {"": Edge.UNKNOWN, "..": Edge.OPEN}
    if left in open_ends and right in open_ends:
        raise EdtfError(_("nothing stands on either side"), _write("unknown"))
    if "T" in text:
        raise EdtfError(_("an interval has no times of day"))
    start = None if left in open_ends else _element(left)
    end = None if right in open_ends else _element(right)
    if start and end and start.start >= end.end:
        raise EdtfError(_("it starts after its end"), _write(f"{right}/{left}"))
    ends = [point for point in (start, end) if point]
    marks = "".join(point.mark for point in ends)
    latest = end.wide_end if end else inf
    return When(
        text,
        Kind.INTERVAL,
        min(point.precision for point in ends),
        start.start if start else -inf,
        end.end if end else inf,
        start.wide_start if start else -inf,
        latest,
        start.wide_end if start else latest,
        _edge(start) if start else open_ends[left],
        _edge(end) if end else open_ends[right],
        "~" in marks or "%" in marks,
        "?" in marks or "%" in marks,
        start_core_latest=start.end if start else inf,
    )


def _edge(point: _Point) -> Edge:
    return Edge.ABOUT if point.mark in ("~", "%") else Edge.KNOWN


def _set(text: str) -> When:
    """`[a,b]`, `[a..b]`, `[a,b..c]`: one of these; `[..b]`, `[a..]`: bounded on one side. Never widened."""
    inside = text[1:-1]
    if inside in ("", ".."):
        raise EdtfError(_("nothing stands inside"), _write("unknown"))
    if any(mark in inside for mark in "?~%"):
        raise EdtfError(_("no `? ~ %` stands inside a set"))
    if "T" in inside:
        raise EdtfError(_("a set has no times of day"))
    known = Edge.KNOWN
    if inside.startswith(".."):
        bound = _element(_alone(inside[2:]))
        core = -inf, bound.end
        return When(
            text, Kind.BEFORE, bound.precision, *core, *core, bound.end, Edge.NONE, known, False, False
        )
    if inside.endswith(".."):
        bound = _element(_alone(inside[:-2]))
        core, none = (bound.start, inf), Edge.NONE
        return When(
            text, Kind.AFTER, bound.precision, *core, *core, inf, known, none, False, False, (), bound.end
        )
    elements = inside.split(",")
    members: list[tuple[Days, Days]] = []
    precision = Precision.SECOND
    for element in elements:
        first, dots, last = element.partition("..")
        begin = _element(first)
        end = _element(last) if dots else begin
        if dots and first == last:
            raise EdtfError(_("both ends are the same"), _write(first))
        if dots and begin.start >= end.end:
            raise EdtfError(
                _("it starts after its end"), _write(f"[{last}..{first}]") if len(elements) == 1 else ""
            )
        if members and (begin.start <= members[-1][0] or end.end <= members[-1][1]):
            raise EdtfError(_("its elements are not in order, each later than the one before"))
        members.append((begin.start, end.end))
        precision = min(precision, begin.precision, end.precision)
    if len(elements) == 1 and not dots:
        raise EdtfError(_("a set has two elements or more"), _write(first))
    core = members[0][0], members[-1][1]
    listed = tuple(members) if len(members) > 1 else ()
    return When(text, Kind.SET, precision, *core, *core, core[1], known, known, False, False, listed)


def _alone(bound: str) -> str:
    """`bound`, the one date of a set that is open on one side."""
    if "," in bound or ".." in bound:
        raise EdtfError(_("a set that is open on one side has one date: `[..2035]`, `[2026-08..]`"))
    return bound
