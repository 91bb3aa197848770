"""The grammar of Farside's EDTF profile: `parse_strict(text) -> EdtfDate`.

The profile is Level 1 and part of Level 2 of the Library of Congress' Extended Date/Time Format (ISO 8601-2),
with three extensions: `? ~ %` on codes for parts of a year, such codes in intervals and sets, and instants that end
at the minute or hour. Everything else is refused.
"""

from __future__ import annotations

import re

from viewer.i18n import N_, _
from viewer.model.calendar import Days, month_length, month_start
from viewer.model.edtf_date import UNIT_MONTHS, YEAR_PARTS, CalendarUnit, DateKind, Edge, EdtfDate, EdtfError, Precision

MAX_LENGTH = 240  # Characters. A longer text is refused unread; the longest real date is a set of a few elements.

# Compiled when they are first used.
_UNIT = r"(\d\d)(\dX|XX|\d\d)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%]?)"
_INSTANT = r"(\d{4})-(\d\d)-(\d\d)T(\d\d)(?::(\d\d)(?::(\d\d))?)?(?:Z|([+-])(\d\d)(?::(\d\d))?)"
_LARGEST_OFFSET_MINUTES = 14 * 60
_OPEN_SIDES = {"": Edge.UNKNOWN, "..": Edge.OPEN}

WHERE_X_STANDS = N_("X stands only in `202X`, `20XX`, `2026-XX`, `2026-XX-XX` and `2026-08-XX`")


def parse_strict(text: str) -> EdtfDate:
    """The date that `text` writes. The EdtfError of any other text names the broken rule, or nothing."""
    if len(text) > MAX_LENGTH:
        raise EdtfError(_("a text of {count} characters", count=len(text)))
    if match := re.fullmatch(_UNIT, text, re.ASCII):
        unit = _calendar_unit(match)
        return EdtfDate.of_units(text, DateKind.POINT, ((unit, unit),))
    if text == "unknown":
        return EdtfDate.unknown(text)
    if match := re.fullmatch(_INSTANT, text, re.ASCII):
        return _instant(text, match)
    if text[:1] == "[" and text[-1:] == "]":
        return _set(text)
    if text.count("/") == 1:
        return _interval(text)
    raise EdtfError("")


def _write(date: str) -> str:
    return _("write `{date}`", date=date)


def _unit(text: str) -> CalendarUnit:
    """The unit `text`, a part of an interval or a set."""
    if match := re.fullmatch(_UNIT, text, re.ASCII):
        return _calendar_unit(match)
    raise EdtfError(_("`{text}` is no date", text=text[:20]) if text else _("a date is missing"))


def _calendar_unit(match: re.Match[str]) -> CalendarUnit:
    """The unit that _UNIT has matched."""
    century, tens, part, day, mark = match.groups()
    year, precision = int((century + tens).replace("X", "0")), Precision.YEAR
    if "X" in tens:
        precision = Precision.CENTURY if tens == "XX" else Precision.DECADE
    if year == 0:
        raise EdtfError(_("years run from 0001 to 9999"))
    if part is None:
        return _months(year, 1, precision, mark)
    if precision is not Precision.YEAR or (part == "XX" and day not in (None, "XX")):
        raise EdtfError(_(WHERE_X_STANDS))
    if part == "XX":
        unspecified = Precision.DAY if day else Precision.MONTH
        return _months(year, 1, Precision.YEAR, mark, unspecified=unspecified)
    code = int(part)
    if 1 <= code <= 12:
        if day is not None and day != "XX":
            return _day(year, code, int(day), mark)
        return _months(year, code, Precision.MONTH, mark, code, Precision.DAY if day else None)
    year_part = YEAR_PARTS.get(code)
    if year_part is None:
        raise EdtfError(_("{code} is no month (01 to 12) and no sub-year code (21 to 41)", code=part))
    if day is not None:
        raise EdtfError(_("no day stands after the code {code}", code=part), _write(f"{century}{tens}-{part}{mark}"))
    return _months(year, year_part.first_month, year_part.precision, mark, code)


def _months(
    year: int, first_month: int, precision: Precision, mark: str, code: int = 0, unspecified: Precision | None = None
) -> CalendarUnit:
    """A unit of a month or longer; `~` and `%` widen it by its own length."""
    index, months = year * 12 + first_month - 1, UNIT_MONTHS[precision]
    margin = months if mark in ("~", "%") else 0
    return CalendarUnit(
        year=year,
        code=code,
        unspecified=unspecified,
        precision=precision,
        mark=mark,
        start=month_start(index),
        end=month_start(index + months),
        earliest=month_start(index - margin),
        latest=month_start(index + months + margin),
    )


def _day(year: int, month: int, day: int, mark: str) -> CalendarUnit:
    start = _day_start(year, month, day)
    margin = 1.0 if mark in ("~", "%") else 0.0
    return CalendarUnit(
        year=year,
        code=month,
        day=day,
        precision=Precision.DAY,
        mark=mark,
        start=start,
        end=start + 1.0,
        earliest=start - margin,
        latest=start + 1.0 + margin,
    )


def _day_start(year: int, month: int, day: int) -> Days:
    if not 1 <= day <= 28 and not 29 <= day <= month_length(year, month):
        length = month_length(year, month)
        raise EdtfError(
            _("{month} has the days 01 to {last}", month=f"{year:04}-{month:02}", last=length),
            _write(f"{year:04}-{month:02}-XX"),
        )
    return month_start(year * 12 + month - 1) + (day - 1)


def _instant(text: str, match: re.Match[str]) -> EdtfDate:
    """An instant to the second, minute or hour; its core is that second, minute or hour, in UTC."""
    year, month, day, hour, minute, second = (int(digits or 0) for digits in match.groups()[:6])
    if year == 0:
        raise EdtfError(_("years run from 0001 to 9999"))
    if not 1 <= month <= 12:
        raise EdtfError(_("{code} is no month (01 to 12)", code=match[2]))
    start = _day_start(year, month, day)
    if hour > 23:
        raise EdtfError(_("hours run from 00 to 23"))
    if minute > 59:
        raise EdtfError(_("minutes run from 00 to 59"))
    if second > 59:
        raise EdtfError(_("seconds run from 00 to 59; leap seconds are not kept"))
    seconds = (hour * 60 + minute - _offset_minutes(match)) * 60 + second
    precision, length = Precision.HOUR, 3600
    if match[5]:
        precision, length = (Precision.SECOND, 1) if match[6] else (Precision.MINUTE, 60)
    return EdtfDate.instant(text, start + seconds / 86400, start + (seconds + length) / 86400, precision)


def _offset_minutes(match: re.Match[str]) -> int:
    """The offset from UTC of an instant, in minutes; east is positive."""
    sign, hours, minutes = match.groups()[6:]
    if not sign:
        return 0
    offset = int(hours) * 60 + int(minutes or 0)
    if int(minutes or 0) > 59 or offset > _LARGEST_OFFSET_MINUTES:
        raise EdtfError(_("offsets run from -14:00 to +14:00"))
    return -offset if sign == "-" else offset


def _interval(text: str) -> EdtfDate:
    """`a/b`, `a/..`, `a/`, `../b`, `/b`: each end is widened by its own mark."""
    left, right = text.split("/")
    if left in _OPEN_SIDES and right in _OPEN_SIDES:
        raise EdtfError(_("nothing stands on either side"), _write("unknown"))
    if "T" in text:
        raise EdtfError(_("an interval has no times of day"))
    start, end = (None if side in _OPEN_SIDES else _unit(side) for side in (left, right))
    if start and end and start.start >= end.end:
        raise EdtfError(_("it starts after its end"), _write(f"{right}/{left}"))
    missing = _OPEN_SIDES.get(left if start is None else right, Edge.NONE)
    return EdtfDate.of_units(text, DateKind.INTERVAL, ((start, end),), missing)


def _set(text: str) -> EdtfDate:
    """`[a,b]`, `[a..b]`, `[a,b..c]`: one of these; `[..b]`, `[a..]`: bounded on one side. Never widened."""
    inside = text[1:-1]
    if inside in ("", ".."):
        raise EdtfError(_("nothing stands inside"), _write("unknown"))
    if any(mark in inside for mark in "?~%"):
        raise EdtfError(_("no `? ~ %` stands inside a set"))
    if "T" in inside:
        raise EdtfError(_("a set has no times of day"))
    if inside.startswith(".."):
        return EdtfDate.of_units(text, DateKind.BEFORE, ((None, _only_unit(inside[2:])),))
    if inside.endswith(".."):
        return EdtfDate.of_units(text, DateKind.AFTER, ((_only_unit(inside[:-2]), None),))
    elements = inside.split(",")
    ranges: list[tuple[CalendarUnit, CalendarUnit]] = []
    for element in elements:
        first, last = _range(element, alone=len(elements) == 1)
        if ranges and (first.start <= ranges[-1][0].start or last.end <= ranges[-1][1].end):
            raise EdtfError(_("its elements are not in order, each later than the one before"))
        ranges.append((first, last))
    return EdtfDate.of_units(text, DateKind.SET, tuple(ranges))


def _range(element: str, alone: bool) -> tuple[CalendarUnit, CalendarUnit]:
    """One element of a set, `a` or `a..b`; `alone`: its only one."""
    first, dots, last = element.partition("..")
    start = _unit(first)
    if not dots:
        if alone:
            raise EdtfError(_("a set has two elements or more"), _write(first))
        return start, start
    end = _unit(last)
    if first == last:
        raise EdtfError(_("both ends are the same"), _write(first))
    if start.start >= end.end:
        raise EdtfError(_("it starts after its end"), _write(f"[{last}..{first}]") if alone else "")
    return start, end


def _only_unit(bound: str) -> CalendarUnit:
    """The one date of a set that is open on one side."""
    if "," in bound or ".." in bound:
        raise EdtfError(_("a set that is open on one side has one date: `[..2035]`, `[2026-08..]`"))
    return _unit(bound)
