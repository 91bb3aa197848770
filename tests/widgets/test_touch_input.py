"""Touch: the picture follows fingers; taps, double taps and long presses are distinguished."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.state import Span
from viewer.timeline.time_scale import TimeScale
from viewer.widgets.touch_input import MIN_DISTANCE_PX, SLOP_PX, Finger, Pinch, Tap, Touch

DISTANCES = st.floats(MIN_DISTANCE_PX, 800.0)
POSITIONS = st.floats(150.0, 950.0)


def after(window: Span, pinch: Pinch, left: float, right: float) -> Span:
    """The window after a pinch."""
    scale = TimeScale(window, left, right)
    zoomed = window.zoomed(pinch.ratio, scale.days(pinch.x))
    return zoomed.panned(-pinch.dx * zoomed.length / (right - left))


@given(POSITIONS, POSITIONS, DISTANCES, DISTANCES, st.floats(0.1, 4000.0))  # no window reaches LONGEST
def test_the_days_below_two_fingers_stay_below_them(
    first: float, first_now: float, distance: float, distance_now: float, length: float
) -> None:
    second, second_now = first + distance, first_now + distance_now
    window = Span(0.0, length)
    touch, _none = Touch().update((Finger(1, first, 50.0), Finger(2, second, 50.0)))
    _fingers, pinch = touch.update((Finger(1, first_now, 80.0), Finger(2, second_now, 80.0)))
    assert pinch is not None
    before = TimeScale(window, 150.0, 950.0)
    now = TimeScale(after(window, pinch, 150.0, 950.0), 150.0, 950.0)
    assert now.x(before.days(first)) == pytest.approx(first_now, abs=1e-4)
    assert now.x(before.days(second)) == pytest.approx(second_now, abs=1e-4)
    assert pinch.dy == pytest.approx(30.0)


@given(st.lists(st.tuples(POSITIONS, POSITIONS), min_size=1, max_size=20))
def test_one_finger_pans_as_far_as_it_moves_and_does_not_zoom(path: list[tuple[float, float]]) -> None:
    start = Finger(7, 500.0, 500.0)
    touch, _none = Touch().update((start,))
    x = y = 0.0
    for position in path:
        touch, pinch = touch.update((Finger(7, *position),))
        if pinch is not None:
            assert pinch.ratio == 1.0
            x, y = x + pinch.dx, y + pinch.dy
    if touch.may_be_tap:
        assert (x, y) == (0.0, 0.0)
    else:
        assert x == pytest.approx(path[-1][0] - 500.0)
        assert y == pytest.approx(path[-1][1] - 500.0)


def test_a_finger_that_goes_down_or_up_moves_nothing() -> None:
    touch, _none = Touch().update((Finger(1, 200.0, 50.0),))
    touch, second_down = touch.update((Finger(1, 200.0, 50.0), Finger(2, 600.0, 50.0)))
    touch, first_up = touch.update((Finger(2, 600.0, 50.0),))
    assert second_down in (None, Pinch(1.0, 200.0, 0.0, 0.0))
    assert first_up in (None, Pinch(1.0, 600.0, 0.0, 0.0))


def tap(touch: Touch, x: float, at_ms: int) -> tuple[Touch, Tap | None]:
    touch, _none = touch.update((Finger(at_ms, x, 50.0),))
    return touch.release(at_ms, 400)


def test_two_near_taps_in_a_short_time_are_a_double_tap() -> None:
    touch, first = tap(Touch(), 200.0, 1000)
    touch, second = tap(touch, 210.0, 1300)
    touch, third = tap(touch, 210.0, 1400)
    assert [tap is not None and tap.double for tap in (first, second, third)] == [False, True, False]


@pytest.mark.parametrize(("x", "at_ms"), [(200.0, 1500), (300.0, 1200)])
def test_a_late_or_far_tap_is_a_single_one(x: float, at_ms: int) -> None:
    touch, _first = tap(Touch(), 200.0, 1000)
    assert tap(touch, x, at_ms)[1] == Tap(x, 50.0, double=False)


@pytest.mark.parametrize("pressed", [True, False])
def test_a_moved_or_long_pressed_finger_does_not_tap(pressed: bool) -> None:
    touch, _none = Touch().update((Finger(1, 200.0, 50.0),))
    if pressed:
        assert touch.may_be_tap
        touch = touch.long_press()
    else:
        touch, _pinch = touch.update((Finger(1, 200.0 + SLOP_PX, 50.0),))
        touch, _pinch = touch.update((Finger(1, 200.0, 50.0),))
    assert not touch.may_be_tap
    assert touch.release(1000, 400)[1] is None


def test_after_a_long_press_the_finger_moves_nothing() -> None:
    touch, _none = Touch().update((Finger(1, 200.0, 50.0),))
    touch, pinch = touch.long_press().update((Finger(1, 400.0, 50.0),))
    assert pinch is None
    assert not touch.may_be_tap
