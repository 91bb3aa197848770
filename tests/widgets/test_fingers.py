"""Fingers on a touch screen: the picture hangs on them; taps, double taps and long presses are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.state import Span
from viewer.timeline.time_scale import TimeScale
from viewer.widgets.fingers import LEAST_SPREAD_PX, SLOP_PX, Finger, Fingers, Stretch, Tap

SPREADS = st.floats(LEAST_SPREAD_PX, 800.0)
PLACES = st.floats(150.0, 950.0)


def after(window: Span, stretch: Stretch, left: float, right: float) -> Span:
    """The window once the picture was stretched so."""
    scale = TimeScale(window, left, right)
    zoomed = window.zoomed(stretch.ratio, scale.days(stretch.x))
    return zoomed.panned(-stretch.dx * zoomed.length / (right - left))


@given(PLACES, PLACES, SPREADS, SPREADS, st.floats(0.1, 5000.0))
def test_the_days_under_two_fingers_stay_under_them(
    one: float, one_then: float, spread: float, spread_then: float, length: float
) -> None:
    two, two_then = one + spread, one_then + spread_then
    window = Span(0.0, length)
    fingers, _none = Fingers().put((Finger(1, one, 50.0), Finger(2, two, 50.0)))
    _fingers, stretch = fingers.put((Finger(1, one_then, 80.0), Finger(2, two_then, 80.0)))
    assert stretch is not None
    before = TimeScale(window, 150.0, 950.0)
    now = TimeScale(after(window, stretch, 150.0, 950.0), 150.0, 950.0)
    assert now.x(before.days(one)) == pytest.approx(one_then, abs=1e-4)
    assert now.x(before.days(two)) == pytest.approx(two_then, abs=1e-4)
    assert stretch.dy == pytest.approx(30.0)


@given(st.lists(st.tuples(PLACES, PLACES), min_size=1, max_size=20))
def test_one_finger_moves_the_picture_as_far_as_it_goes_and_zooms_nothing(
    way: list[tuple[float, float]],
) -> None:
    start = Finger(7, 500.0, 500.0)
    fingers, _none = Fingers().put((start,))
    x = y = 0.0
    for place in way:
        fingers, stretch = fingers.put((Finger(7, *place),))
        if stretch is not None:
            assert stretch.ratio == 1.0
            x, y = x + stretch.dx, y + stretch.dy
    if fingers.may_rest:
        assert (x, y) == (0.0, 0.0)
    else:
        assert x == pytest.approx(way[-1][0] - 500.0)
        assert y == pytest.approx(way[-1][1] - 500.0)


def test_a_finger_that_comes_or_goes_moves_nothing() -> None:
    fingers, _none = Fingers().put((Finger(1, 200.0, 50.0),))
    fingers, came = fingers.put((Finger(1, 200.0, 50.0), Finger(2, 600.0, 50.0)))
    fingers, went = fingers.put((Finger(2, 600.0, 50.0),))
    assert came in (None, Stretch(1.0, 200.0, 0.0, 0.0))
    assert went in (None, Stretch(1.0, 600.0, 0.0, 0.0))


def touched(fingers: Fingers, x: float, at_ms: int) -> tuple[Fingers, Tap | None]:
    fingers, _none = fingers.put((Finger(at_ms, x, 50.0),))
    return fingers.lifted(at_ms, 400)


def test_two_taps_soon_after_each_other_and_near_are_one_double_tap() -> None:
    fingers, one = touched(Fingers(), 200.0, 1000)
    fingers, two = touched(fingers, 210.0, 1300)
    fingers, three = touched(fingers, 210.0, 1400)
    assert [tap is not None and tap.twice for tap in (one, two, three)] == [False, True, False]


@pytest.mark.parametrize(("x", "at_ms"), [(200.0, 1500), (300.0, 1200)])
def test_too_late_or_too_far_is_another_tap(x: float, at_ms: int) -> None:
    fingers, _one = touched(Fingers(), 200.0, 1000)
    assert touched(fingers, x, at_ms)[1] == Tap(x, 50.0, twice=False)


@pytest.mark.parametrize("rest", [True, False])
def test_who_moved_pinched_or_rested_does_not_tap(rest: bool) -> None:
    fingers, _none = Fingers().put((Finger(1, 200.0, 50.0),))
    if rest:
        assert fingers.may_rest
        fingers = fingers.rested()
    else:
        fingers, _stretch = fingers.put((Finger(1, 200.0 + SLOP_PX, 50.0),))
        fingers, _stretch = fingers.put((Finger(1, 200.0, 50.0),))
    assert not fingers.may_rest
    assert fingers.lifted(1000, 400)[1] is None


def test_after_a_long_press_the_finger_moves_nothing() -> None:
    fingers, _none = Fingers().put((Finger(1, 200.0, 50.0),))
    fingers, stretch = fingers.rested().put((Finger(1, 400.0, 50.0),))
    assert stretch is None
    assert not fingers.may_rest
