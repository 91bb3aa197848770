"""Days to px and back."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.state import Span, ViewState
from viewer.timeline.time_scale import TimeScale

SCALES = st.builds(
    lambda start, length, left, width: TimeScale(Span(start, start + length), left, left + width),
    st.floats(-100_000.0, 100_000.0),
    st.floats(1 / 1440, 150_000.0),
    st.floats(0.0, 300.0),
    st.floats(10.0, 4000.0),
)


@given(SCALES, st.floats(-2.0, 3.0))
def test_days_come_back_from_their_px(scale: TimeScale, share: float) -> None:
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
