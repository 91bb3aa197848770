"""Dates told from today, for looking only: "next month", "in 3 weeks", "明年" -> a stretch of days.

In data they would be no claim: they mean another day tomorrow.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from viewer.model.calendar import Days, day_number

UNITS = {
    "day": "day", "天": "day", "日": "day",
    "week": "week", "周": "week", "星期": "week",
    "month": "month", "月": "month", "个月": "month",
    "quarter": "quarter", "季度": "quarter", "个季度": "quarter",
    "year": "year", "年": "year",
    "decade": "decade", "century": "century", "centurie": "century",
}  # fmt: skip
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
NAMED = {
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
BESIDE = re.compile(rf"(?P<step>{_STEP}) ?(?P<unit>{_UNIT})")
AHEAD = re.compile(
    rf"in (?P<n>\d{{1,4}}) (?P<unit>{_UNIT})s?|(?P<m>\d{{1,4}}) ?(?P<measure>{_UNIT})(?:之|以)?后"
)
AGO = re.compile(
    rf"(?P<n>\d{{1,4}}) (?P<unit>{_UNIT})s? ago|(?P<m>\d{{1,4}}) ?(?P<measure>{_UNIT})(?:之|以)?前"
)


def near_date(text: str, today: date) -> tuple[Days, Days] | None:
    """First day and the day after the last of what `text` means, in days since 1970; None where it means nothing.

    Weeks begin on Monday. What would lie outside the years 1 … 9999 means nothing.
    """
    text = " ".join(text.casefold().split())
    try:
        if text in NAMED:
            return _stretch(today, "day", NAMED[text])
        if text in YEARS:
            return _stretch(today, "year", YEARS[text])
        if match := BESIDE.fullmatch(text):
            return _stretch(today, UNITS[match["unit"]], STEPS[match["step"]])
        for pattern, sign in ((AHEAD, 1), (AGO, -1)):
            if match := pattern.fullmatch(text):
                number, unit = int(match["n"] or match["m"]), UNITS[match["unit"] or match["measure"]]
                return _stretch(today, unit, sign * number)
    except (ValueError, OverflowError):
        pass
    return None


def _stretch(today: date, unit: str, step: int) -> tuple[Days, Days]:
    """The `unit` that lies `step` of them after the one that holds `today`."""
    if unit in ("day", "week"):
        length = 1 if unit == "day" else 7
        first = today - timedelta(days=today.weekday() if unit == "week" else 0)
        first += timedelta(days=step * length)
        return day_number(first), day_number(first + timedelta(days=length))
    length = MONTHS[unit]
    months = today.year * 12 + today.month - 1
    start = (months // length + step) * length
    return day_number(_month(start)), day_number(_month(start + length))


def _month(months: int) -> date:
    """The first day of a month counted from January of the year 0."""
    return date(months // 12, months % 12 + 1, 1)
