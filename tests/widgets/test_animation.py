"""A glide begins where it is, ends where it must, and keeps the day under the pointer in between."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from viewer.state import Span
from viewer.widgets.animation import GLIDE_MS, Glide

WINDOWS = st.builds(
    lambda start, length: Span(start, start + length), st.floats(15000, 25000), st.floats(0.01, 20000)
)


@given(WINDOWS, WINDOWS)
def test_a_glide_begins_at_its_start_and_arrives_exactly(one: Span, other: Span) -> None:
    glide = Glide(one, other)
    assert glide.at(0).start == pytest.approx(one.start, abs=1e-3)
    assert glide.at(0).length == pytest.approx(one.length)
    assert glide.at(GLIDE_MS) == glide.at(1e9) == other


@given(WINDOWS, st.floats(0.05, 20.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_the_day_under_the_pointer_stays_there_all_the_way(
    window: Span, ratio: float, place: float, share: float
) -> None:
    assume(abs(ratio - 1.0) > 0.01)
    day = window.start + window.length * place
    shown = Glide(window, window.zoomed(ratio, day)).at(share * GLIDE_MS)
    assert (day - shown.start) / shown.length == pytest.approx(place, abs=1e-4)


def test_a_window_that_only_moves_keeps_its_length() -> None:
    shown = Glide(Span(0.0, 10.0), Span(100.0, 110.0)).at(GLIDE_MS / 2)
    assert shown.length == pytest.approx(10.0)
    assert 50.0 < shown.start < 100.0
