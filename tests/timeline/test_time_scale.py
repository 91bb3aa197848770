"""Days to px and back, and the ticks of the calendar."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer import i18n
from viewer.model.calendar import day_number
from viewer.state import Span, ViewState
from viewer.timeline.time_scale import STEPS, TimeScale, tick_starts, ticks

SCALES = st.builds(
    lambda start, length, left, width: TimeScale(Span(start, start + length), left, left + width),
    st.floats(-100_000.0, 100_000.0),
    st.floats(1 / 1440, 150_000.0),
    st.floats(0.0, 300.0),
    st.floats(10.0, 4000.0),
)


@given(SCALES, st.floats(-2.0, 3.0))
def test_days_to_px_can_be_inverted(scale: TimeScale, share: float) -> None:
    days = scale.span.start + share * scale.span.length
    assert scale.days(scale.x(days)) == pytest.approx(days, abs=1e-6)


@given(SCALES)
def test_the_span_lies_between_left_and_right(scale: TimeScale) -> None:
    assert scale.x(scale.span.start) == scale.left
    assert scale.x(scale.span.end) == pytest.approx(scale.right, abs=1e-3)


def test_nothing_is_clamped() -> None:
    scale = TimeScale(Span(0.0, 10.0), 100.0, 200.0)
    assert scale.x(-10.0) == 0.0
    assert scale.days(300.0) == 20.0
    assert (scale.x(inf), scale.x(-inf)) == (inf, -inf)
    assert scale.length(5.0) == 0.5


@given(SCALES, st.floats(0.1, 10.0), st.floats(0.0, 1.0))
def test_zoom_keeps_the_day_under_the_cursor(scale: TimeScale, ratio: float, share: float) -> None:
    x = scale.left + share * (scale.right - scale.left)
    day = scale.days(x)
    after = TimeScale(ViewState(scale.span).zoomed(ratio, day).window, scale.left, scale.right)
    assert after.x(day) == pytest.approx(x, abs=0.01)


# ── ticks ──────────────────────────────────────────────────────────────────────────────────────────

WIDTH = 750.0


def page(start: str, length: float) -> tuple[str, str]:
    first = day_number(date.fromisoformat(start[:10])) + float(start[11:] or 0) / 24
    shown = ticks(Span(first, first + length), WIDTH / length)
    return " ".join(tick.text for tick in shown.lower), " | ".join(tick.text for tick in shown.upper)


@pytest.mark.parametrize(
    ("start", "length", "lower", "upper"),
    [
        ("1850-01-01", 146000, "1850 1900 1950 2000 2050 2100 2150 2200",
         "1800–1899 | 1900–1999 | 2000–2099 | 2100–2199 | 2200–2299"),
        ("1950-01-01", 36524, "1950 1960 1970 1980 1990 2000 2010 2020 2030 2040", "1900–1999 | 2000–2099"),
        ("2001-06-01", 20000, "2000 2005 2010 2015 2020 2025 2030 2035 2040 2045 2050 2055",
         "2000s | 2010s | 2020s | 2030s | 2040s | 2050s"),
        ("2024-01-01", 4383, "2024 2025 2026 2027 2028 2029 2030 2031 2032 2033 2034 2035", "2020s | 2030s"),
        ("2023-11-15", 700, "Oct Jan Apr Jul Oct Jan Apr Jul Oct", "2023 | 2024 | 2025"),
        ("2024-01-01", 400, "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Jan Feb", "2024 | 2025"),
        ("2024-02-10", 90, "6 11 16 21 26 1 6 11 16 21 26 1 6 11 16 21 26 1 6",
         "February 2024 | March 2024 | April 2024 | May 2024"),
        ("2024-02-25", 12, "25 26 27 28 29 1 2 3 4 5 6 7", "February 2024 | March 2024"),
        ("2024-06-01T12", 3, "12:00 18:00 00:00 06:00 12:00 18:00 00:00 06:00 12:00 18:00 00:00 06:00",
         "1 June 2024 UTC | 2 June 2024 UTC | 3 June 2024 UTC | 4 June 2024 UTC"),
        ("2024-06-01T22", 0.1, "22:00 22:15 22:30 22:45 23:00 23:15 23:30 23:45 00:00 00:15",
         "1 June 2024 UTC | 2 June 2024 UTC"),
        ("2024-06-01T22", 1 / 1440, "22:00:00 22:00:15 22:00:30 22:00:45", "1 June 2024 UTC"),
    ],
)  # fmt: skip
def test_a_page_of_ticks(start: str, length: float, lower: str, upper: str) -> None:
    assert page(start, length) == (lower, upper)


def test_months_are_in_chinese() -> None:
    i18n.use("zh")
    try:
        lower, _upper = page("2024-01-01", 400)
    finally:
        i18n.use("en")
    assert lower.startswith("1月 2月 3月")


@given(st.floats(-700_000.0, 2_900_000.0), st.floats(1 / 1440, 146_000.0))
def test_ticks_cover_the_window_and_leave_room_for_their_texts(start: float, length: float) -> None:
    span = Span(start, start + length)
    shown = ticks(span, WIDTH / length)
    for tier in (shown.lower, shown.upper or shown.lower):
        assert tier[0].start <= span.start < tier[0].end
        assert tier[-1].start < span.end <= tier[-1].end
        assert all(one.end == other.start for one, other in pairwise(tier))
    assert len(shown.lower) <= WIDTH / 20 + 2


@given(st.sampled_from([step for step, _upper in STEPS]), st.floats(0.0, 40_000.0))
def test_a_tick_is_at_the_same_moment_wherever_the_window_begins(step: object, start: float) -> None:
    assert hasattr(step, "length")
    one = Span(start, start + 6 * step.length)
    other = one.panned(2 * step.length)
    common = {shape for shape in tick_starts(step, one) if other.start < shape < one.end}  # type: ignore[arg-type]
    assert common <= set(tick_starts(step, other))  # type: ignore[arg-type]


def test_a_narrow_month_has_a_short_name() -> None:
    shown = ticks(Span(20000.0, 20200.0), 2.5)
    november = next(tick for tick in shown.upper if tick.text.startswith("November"))
    assert november.shorter == ("Nov 2024", "Nov")
    january = next(tick for tick in shown.upper if tick.text.startswith("January"))
    assert january.shorter == ("Jan 2025", "2025")
    assert all(tick.shorter == () for tick in shown.lower)
