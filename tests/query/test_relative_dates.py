"""Dates told from today are whole calendar units; what they are told in is English or Chinese."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.calendar import date_of
from viewer.query.relative_dates import UNITS, relative_date

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("today", date(2026, 11, 22), date(2026, 11, 23)),
        ("Tomorrow", date(2026, 11, 23), date(2026, 11, 24)),
        ("昨天", date(2026, 11, 21), date(2026, 11, 22)),
        ("this week", date(2026, 11, 16), date(2026, 11, 23)),
        ("下周", date(2026, 11, 23), date(2026, 11, 30)),
        ("next month", date(2026, 12, 1), date(2027, 1, 1)),
        ("上个月", date(2026, 10, 1), date(2026, 11, 1)),
        ("last  quarter", date(2026, 7, 1), date(2026, 10, 1)),
        ("明年", date(2027, 1, 1), date(2028, 1, 1)),
        ("this decade", date(2020, 1, 1), date(2030, 1, 1)),
        ("next century", date(2100, 1, 1), date(2200, 1, 1)),
        ("in 3 weeks", date(2026, 12, 7), date(2026, 12, 14)),
        ("2 years ago", date(2024, 1, 1), date(2025, 1, 1)),
        ("3个月后", date(2027, 2, 1), date(2027, 3, 1)),
        ("10天前", date(2026, 11, 12), date(2026, 11, 13)),
    ],
)
def test_a_relative_date_is_a_whole_unit_of_the_calendar(text: str, first: date, after: date) -> None:
    found = relative_date(text, SUNDAY)
    assert found is not None
    assert (date_of(found[0]), date_of(found[1])) == (first, after)


@pytest.mark.parametrize("text", ["", "next", "June 2024", "next Tuesday", "in weeks", "9999 years ago", "2026"])
def test_other_texts_are_no_relative_date(text: str) -> None:
    assert relative_date(text, SUNDAY) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(sorted(UNITS)))
def test_last_this_and_next_are_adjacent_and_this_contains_today(today: date, unit: str) -> None:
    spans = [relative_date(f"{step} {unit}", today) for step in ("last", "this", "next")]
    (_start, before), (start, end), (after, _end) = (span for span in spans if span is not None)
    assert before == start
    assert end == after
    assert date_of(start) <= today < date_of(end)
