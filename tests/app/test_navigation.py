"""Navigation: the span that is shown for a date."""

from __future__ import annotations

import pytest

from viewer.app.navigation import YEAR, span_of
from viewer.model.edtf import parse
from viewer.state import Span


def days(text: str) -> float:
    return parse(text).earliest


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2036", "2036-01-01", "2037-01-01"),
        ("2024-05-03", "2024-05-03", "2024-05-04"),
        ("2024-05-03/2024-06-25", "2024-05-03", "2024-06-26"),
        ("2026~", "2025-01-01", "2028-01-01"),
    ],
)
def test_a_date_is_shown_as_wide_as_it_is_known(text: str, start: str, end: str) -> None:
    assert span_of(parse(text)) == Span(days(start), days(end))


def test_an_open_side_ends_a_year_from_the_other() -> None:
    start = days("2035-01-01")
    assert span_of(parse("2035/..")) == Span(start, start + YEAR)
    assert span_of(parse("[..2035]")) == Span(days("2036-01-01") - YEAR, days("2036-01-01"))


def test_an_instant_is_shown_for_a_minute() -> None:
    span = span_of(parse("2024-05-03T09:27:29Z"))
    assert span is not None
    assert span.length == pytest.approx(1 / 1440)


def test_a_date_without_days_has_no_span() -> None:
    assert span_of(parse("unknown")) is None
