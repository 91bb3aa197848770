"""Dates relative to today, for navigation only: "next month", "in 3 weeks", "明年" -> a span of days.

In data they would be no claim: they mean another day tomorrow.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from viewer.model.calendar import Days, day_number, month_index, month_start

UNITS = {
    "day": "day", "天": "day", "日": "day",
    "week": "week", "周": "week", "星期": "week",
    "month": "month", "月": "month", "个月": "month",
    "quarter": "quarter", "季度": "quarter", "个季度": "quarter",
    "year": "year", "年": "year",
    "decade": "decade", "century": "century", "centurie": "century",
}  # fmt: skip
UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS = {
    "today": 0, "now": 0, "今天": 0, "今日": 0, "现在": 0,
    "tomorrow": 1, "明天": 1, "yesterday": -1, "昨天": -1,
}  # fmt: skip
YEARS = {"今年": 0, "明年": 1, "后年": 2, "去年": -1, "前年": -2}
STEPS = {
    "this": 0, "the": 0, "本": 0, "这": 0, "这个": 0,
    "next": 1, "下": 1, "下个": 1, "下一": 1, "下一个": 1,
    "last": -1, "previous": -1, "上": -1, "上个": -1, "上一": -1, "上一个": -1,
}  # fmt: skip
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_STEP = "|".join(sorted(STEPS, key=len, reverse=True))
_NEIGHBOUR = re.compile(rf"(?P<step>{_STEP}) ?(?P<unit>{_UNIT})")
_DISTANCES = (
    (re.compile(rf"in (\d{{1,4}}) ({_UNIT})s?|(\d{{1,4}}) ?({_UNIT})(?:之|以)?后"), 1),
    (re.compile(rf"(\d{{1,4}}) ({_UNIT})s? ago|(\d{{1,4}}) ?({_UNIT})(?:之|以)?前"), -1),
)


def relative_date(text: str, today: date) -> tuple[Days, Days] | None:
    """The first day and the day after the last of what `text` means, in days since 1970; None for other texts.

    Weeks start on Monday. A span outside the years 1 to 9999 is None too.
    """
    text = " ".join(text.casefold().split())
    try:
        if text in DAYS:
            return _span(today, "day", DAYS[text])
        if text in YEARS:
            return _span(today, "year", YEARS[text])
        if match := _NEIGHBOUR.fullmatch(text):
            return _span(today, UNITS[match["unit"]], STEPS[match["step"]])
        for pattern, sign in _DISTANCES:
            if match := pattern.fullmatch(text):
                number, unit = match[1] or match[3], match[2] or match[4]
                return _span(today, UNITS[unit], sign * int(number))
    except (ValueError, OverflowError):
        pass
    return None


def _span(today: date, unit: str, step: int) -> tuple[Days, Days]:
    """The `unit` that is `step` units after the one that contains `today`."""
    if unit in ("day", "week"):
        length = 1 if unit == "day" else 7
        first = today - timedelta(days=today.weekday() if unit == "week" else 0)
        first += timedelta(days=step * length)
        return day_number(first), day_number(first + timedelta(days=length))
    length = UNIT_MONTHS[unit]
    start = (month_index(today.year, today.month) // length + step) * length
    if not month_index(1, 1) <= start <= month_index(9999, 12) - length:
        raise ValueError
    return month_start(start), month_start(start + length)
