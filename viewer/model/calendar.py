"""The proleptic Gregorian calendar as day numbers: `Days` <-> `date`, months as one running count.

A *month index* is `year * 12 + month - 1`; it may lie outside the years 1 to 9999 that `date` knows, so that
widening `9999~` or `0001~` cannot overflow.
"""

from __future__ import annotations

from datetime import date
from math import floor

Days = float
"""Days since 1970-01-01T00:00Z; a whole number is the start of that day. Spans are half-open; open sides are ±inf."""

EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
FIRST_DAY: Days = float(date.min.toordinal() - EPOCH_ORDINAL)
LAST_DAY: Days = float(date.max.toordinal() - EPOCH_ORDINAL)

_DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def day_number(day: date) -> Days:
    """The start of `day`, in days since 1970-01-01; exact."""
    return float(day.toordinal() - EPOCH_ORDINAL)


def date_of(days: Days) -> date:
    """The calendar day that holds the moment `days`; beyond the years 1 to 9999, the nearest one."""
    return date.fromordinal(floor(min(max(days, FIRST_DAY), LAST_DAY)) + EPOCH_ORDINAL)


def last_day(end: Days) -> date:
    """The last calendar day of a half-open span that ends at `end`: midnight belongs to the day before."""
    end = min(max(end, FIRST_DAY), LAST_DAY + 1.0)
    return date_of(end - 1.0 if end == floor(end) else end)


def month_index(year: int, month: int) -> int:
    """The running count of a month; `month` is 1 to 12."""
    return year * 12 + month - 1


def month_start(index: int) -> Days:
    """The first day of the month `index`, for any year, 0 and 10000 included."""
    year, month = divmod(index, 12)
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400 + _DAYS_BEFORE_MONTH[month]
    if month > 1 and year % 4 == 0 and (year % 100 or year % 400 == 0):  # `calendar.isleap` would import `locale`
        days += 1
    return float(days + 1 - EPOCH_ORDINAL)


def month_length(year: int, month: int) -> int:
    """How many days the month has: 28 to 31."""
    index = month_index(year, month)
    return int(month_start(index + 1) - month_start(index))
