"""Days and dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.calendar import date_of, day_number, last_day, month_index, month_length, month_start


@given(st.dates())
def test_a_date_and_its_day_number_convert_to_each_other(of: date) -> None:
    assert date_of(day_number(of)) == of
    assert date_of(day_number(of) + 0.999) == of


@given(st.dates(max_value=date(9999, 11, 30)))
def test_months_start_where_the_calendar_says(of: date) -> None:
    start = month_start(month_index(of.year, of.month))
    assert start == day_number(of.replace(day=1))
    assert month_length(of.year, of.month) == monthrange(of.year, of.month)[1]


def test_the_epoch_is_day_zero() -> None:
    assert day_number(date(1970, 1, 1)) == 0.0
    assert month_start(month_index(1970, 1)) == 0.0


def test_months_go_on_before_the_first_and_after_the_last_year() -> None:
    assert month_start(month_index(10000, 1)) == day_number(date.max) + 1
    assert month_start(month_index(1, 1)) == day_number(date.min)
    assert month_start(month_index(0, 12)) == day_number(date.min) - 31
    assert month_start(month_index(0, 3)) - month_start(month_index(0, 2)) == 29  # year 0 is a leap year


@pytest.mark.parametrize(("year", "leap"), [(2024, True), (2023, False), (1900, False), (2000, True)])
def test_leap_years(year: int, leap: bool) -> None:
    assert month_length(year, 2) == 28 + leap


@pytest.mark.parametrize(
    ("end", "last"),
    [
        (0.0, date(1969, 12, 31)),
        (0.5, date(1970, 1, 1)),
        (1.0, date(1970, 1, 1)),
        (inf, date.max),
        (-inf, date.min),
        (month_start(month_index(10000, 1)), date.max),
        (month_start(month_index(10200, 1)), date.max),
        (month_start(month_index(0, 1)), date.min),
    ],
)
def test_midnight_belongs_to_the_day_before(end: float, last: date) -> None:
    assert last_day(end) == last
