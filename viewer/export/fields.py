"""Values that several formats write in the same way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import isfinite

from viewer.model.calendar import FIRST_DAY, LAST_DAY, Days, date_of, last_day
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Claim
from viewer.model.programme import Programme
from viewer.report.citations import safe_url
from viewer.report.sentences import claim_sources


def first_and_last_day(when: EdtfDate) -> tuple[str, str]:
    """The first and the last day of the extent, YYYY-MM-DD; "" on an open side and for `unknown`."""
    return _iso(when.earliest, date_of), _iso(when.latest, last_day)


def _iso(days: Days, to_date: Callable[[Days], date]) -> str:
    return to_date(days).isoformat() if isfinite(days) and FIRST_DAY <= days <= LAST_DAY + 1 else ""


def day_after(day: str) -> date:
    """The day after a day of `first_and_last_day`; the last day of the calendar stands for the day after it."""
    parsed = date.fromisoformat(day)
    return parsed if parsed == date.max else parsed + timedelta(days=1)


def first_source_url(programme: Programme, claim: Claim) -> str:
    """The address of the first source of a claim that has one; "" without one."""
    urls = (safe_url(source.url) for source in claim_sources(programme, claim))
    return next(filter(None, urls), "")
