"""Moments, days and names as they stand in one line of text: what `--view`, settings and links are written in."""

from __future__ import annotations

import re
from datetime import date
from math import isfinite

from viewer.model.calendar import FIRST_DAY, LAST_DAY, Days, date_of, day_number

EARLIEST, LATEST = FIRST_DAY, LAST_DAY + 1.0  # The window stays within the years 1 to 9999

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)Z", re.ASCII)
_NUMBER = re.compile(r"d(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)", re.ASCII)
_ESCAPES = re.compile(r"[%;,\x00-\x20\x7f\x85\u2028\u2029]")
_ESCAPED = re.compile(r"%([0-9A-F]+)\.")


def moment_text(days: Days) -> str:
    """A day, an instant to the second, or "d" and the number of days where neither says it exactly."""
    if EARLIEST <= days < LATEST:
        day = date_of(days)
        if days == day_number(day):
            return day.isoformat()
        seconds = round((days - day_number(day)) * 86400)
        text = f"{day.isoformat()}T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}Z"
        if seconds < 86400 and moment(text) == days:
            return text
    return f"d{days!r}"


def moment(text: str) -> Days:
    """What `moment_text` wrote; ValueError for anything else."""
    if _DAY.fullmatch(text):
        return day_number(date.fromisoformat(text))
    if match := _INSTANT.fullmatch(text):
        hours, minutes, seconds = (int(part) for part in match.groups()[1:])
        if hours < 24 and minutes < 60 and seconds < 60:
            day = day_number(date.fromisoformat(match[1]))
            return day + (hours * 3600 + minutes * 60 + seconds) / 86400
    if match := _NUMBER.fullmatch(text):
        return float(match[1])
    raise ValueError(f"no moment: {text!r}")


def read_day(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(f"as-of is a day such as 2025-04-24, not {text!r}")


def read_pixels(text: str) -> float:
    try:
        if isfinite(px := float(text)) and px >= 0:
            return px
    except ValueError:
        pass
    raise ValueError(f"scroll is a number of pixels, not {text!r}")


def escaped(text: str) -> str:
    """`text` without what would end its part or its line: "%3B." is a semicolon."""
    return _ESCAPES.sub(lambda match: f"%{ord(match[0]):X}.", text)


def unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
