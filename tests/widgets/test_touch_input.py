"""Touch on a touch screen: the picture hangs on them; taps, double taps and long presses are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.state import Span
from viewer.timeline.time_scale import TimeScale
from viewer.widgets.touch_input import LEAST_DISTANCE_PX, SLOP_PX, Finger, Pinch, Tap, Touch

SPREADS = st.floats(LEAST_DISTANCE_PX, 800.0)
PLACES = st.floats(150.0, 950.0)


def after(window: Span, pinch: Pinch, left: float, right: float) -> Span:
    """The window once the picture was stretched so."""
    scale = TimeScale(window, left, right)
    zoomed = window.zoomed(pinch.ratio, scale.days(pinch.x))
    return zoomed.panned(-pinch.dx * zoomed.length / (right - left))


@given(PLACES, PLACES, SPREADS, SPREADS, st.floats(0.1, 5000.0))
def test_the_days_under_two_fingers_stay_under_them(
    one: float, one_then: float, spread: float, spread_then: float, length: float
) -> None:
    two, two_then = one + spread, one_then + spread_then
    window = Span(0.0, length)
    touch, _none = Touch().update((Finger(1, one, 50.0), Finger(2, two, 50.0)))
    _fingers, pinch = touch.update((Finger(1, one_then, 80.0), Finger(2, two_then, 80.0)))
    assert pinch is not None
    before = TimeScale(window, 150.0, 950.0)
    now = TimeScale(after(window, pinch, 150.0, 950.0), 150.0, 950.0)
    assert now.x(before.days(one)) == pytest.approx(one_then, abs=1e-4)
    assert now.x(before.days(two)) == pytest.approx(two_then, abs=1e-4)
    assert pinch.dy == pytest.approx(30.0)


@given(st.lists(st.tuples(PLACES, PLACES), min_size=1, max_size=20))
def test_one_finger_moves_the_picture_as_far_as_it_goes_and_zooms_nothing(
    way: list[tuple[float, float]],
) -> None:
    start = Finger(7, 500.0, 500.0)
    touch, _none = Touch().update((start,))
    x = y = 0.0
    for place in way:
        touch, pinch = touch.update((Finger(7, *place),))
        if pinch is not None:
            assert pinch.ratio == 1.0
            x, y = x + pinch.dx, y + pinch.dy
    if touch.may_be_tap:
        assert (x, y) == (0.0, 0.0)
    else:
        assert x == pytest.approx(way[-1][0] - 500.0)
        assert y == pytest.approx(way[-1][1] - 500.0)


def test_a_finger_that_comes_or_goes_moves_nothing() -> None:
    touch, _none = Touch().update((Finger(1, 200.0, 50.0),))
    touch, came = touch.update((Finger(1, 200.0, 50.0), Finger(2, 600.0, 50.0)))
    touch, went = touch.update((Finger(2, 600.0, 50.0),))
    assert came in (None, Pinch(1.0, 200.0, 0.0, 0.0))
    assert went in (None, Pinch(1.0, 600.0, 0.0, 0.0))


def touched(touch: Touch, x: float, at_ms: int) -> tuple[Touch, Tap | None]:
    touch, _none = touch.update((Finger(at_ms, x, 50.0),))
    return touch.release(at_ms, 400)


def test_two_taps_soon_after_each_other_and_near_are_one_double_tap() -> None:
    touch, one = touched(Touch(), 200.0, 1000)
    touch, two = touched(touch, 210.0, 1300)
    touch, three = touched(touch, 210.0, 1400)
    assert [tap is not None and tap.double for tap in (one, two, three)] == [False, True, False]


@pytest.mark.parametrize(("x", "at_ms"), [(200.0, 1500), (300.0, 1200)])
def test_too_late_or_too_far_is_another_tap(x: float, at_ms: int) -> None:
    touch, _one = touched(Touch(), 200.0, 1000)
    assert touched(touch, x, at_ms)[1] == Tap(x, 50.0, double=False)


@pytest.mark.parametrize("rest", [True, False])
def test_who_moved_pinched_or_rested_does_not_tap(rest: bool) -> None:
    touch, _none = Touch().update((Finger(1, 200.0, 50.0),))
    if rest:
        assert touch.may_be_tap
        touch = touch.long_press()
    else:
        touch, _stretch = touch.update((Finger(1, 200.0 + SLOP_PX, 50.0),))
        touch, _stretch = touch.update((Finger(1, 200.0, 50.0),))
    assert not touch.may_be_tap
    assert touch.release(1000, 400)[1] is None


def test_after_a_long_press_the_finger_moves_nothing() -> None:
    touch, _none = Touch().update((Finger(1, 200.0, 50.0),))
    touch, pinch = touch.long_press().update((Finger(1, 400.0, 50.0),))
    assert pinch is None
    assert not touch.may_be_tap
