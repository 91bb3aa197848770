"""Gestures: one event is one request; a gesture is a pan or a zoom to its end; the picture follows fingers; taps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.state import Span
from viewer.timeline.time_scale import TimeScale
from viewer.widgets.gesture_input import (
    MIN_DISTANCE_PX,
    PAN_PER_NOTCH_PX,
    SLOP_PX,
    STREAM_MS,
    ZOOM_PER_NOTCH,
    Finger,
    Gesture,
    Pan,
    Pinch,
    Tap,
    Touch,
    Touchpad,
    Wheel,
    Zoom,
    is_touchpad,
    wheel_request,
)

DELTAS = st.integers(-400, 400).map(float)
WHEELS = st.builds(
    Wheel,
    st.tuples(DELTAS, DELTAS),
    st.tuples(DELTAS, DELTAS),
    x=st.floats(150, 900),
    over_headers=st.booleans(),
    ctrl=st.booleans(),
    shift=st.booleans(),
    touchpad=st.booleans(),
)


@pytest.mark.parametrize(
    ("wheel", "requested"),
    [
        (Wheel((0, 120), x=40), Zoom(1 / ZOOM_PER_NOTCH, 40)),
        (Wheel((0, -240), x=40), Zoom(ZOOM_PER_NOTCH**2, 40)),
        (Wheel((0, 30), x=40), Zoom(ZOOM_PER_NOTCH**-0.25, 40)),
        (Wheel((0, 120), shift=True), Pan(PAN_PER_NOTCH_PX, 0)),
        (Wheel((120, 0)), Pan(PAN_PER_NOTCH_PX, 0)),
        (Wheel((120, 30)), Pan(PAN_PER_NOTCH_PX, 0)),
        (Wheel((0, -120), over_headers=True), Pan(0, -PAN_PER_NOTCH_PX)),
        (Wheel((120, 0), over_headers=True), Pan(PAN_PER_NOTCH_PX, 0)),
        (Wheel((6, -9), pixels=(3, -5), touchpad=True), Pan(3, -5)),
        (Wheel((6, -8), touchpad=True), Pan(3, -4)),
        (Wheel((0, 120), pixels=(0, 15), touchpad=True, ctrl=True, x=7), Zoom(1 / ZOOM_PER_NOTCH, 7)),
        (Wheel((120, 0), ctrl=True, x=7), Zoom(1 / ZOOM_PER_NOTCH, 7)),
        (Wheel((0, 0)), None),
        (Wheel((0, 0), ctrl=True), None),
        (Wheel((0, 0), touchpad=True), None),
    ],
)
def test_a_turn_of_the_wheel_is_one_request(wheel: Wheel, requested: Zoom | Pan | None) -> None:
    assert wheel_request(wheel) == requested


@pytest.mark.parametrize(
    ("platform", "phased", "pixels", "kind", "name", "expected"),
    [
        ("wayland", True, True, False, "", True),
        ("wayland", False, True, False, "", True),  # a button held on a trackpoint: continuous, without phases
        ("wayland", False, False, False, "", False),
        ("cocoa", True, True, True, "", True),
        ("cocoa", False, True, True, "trackpad or magic mouse", False),  # a wheel, after the trackpad was used
        ("xcb", False, True, False, "Logitech USB Mouse", False),  # pixel deltas that the driver made up
        ("xcb", False, False, False, "SynPS/2 Synaptics TouchPad", True),
        ("xcb", False, False, False, "Apple Inc. Magic Trackpad", True),
        ("xcb", False, False, True, "bcm5974", True),
        ("windows", False, False, False, "core pointer", False),
    ],
)
def test_a_touchpad_is_recognized_on_every_platform(
    platform: str, phased: bool, pixels: bool, kind: bool, name: str, expected: bool
) -> None:
    assert is_touchpad(platform, phased, pixels, kind, name) is expected


def test_a_pan_remains_a_pan_until_another_gesture_begins() -> None:
    touchpad = Touchpad().scrolled(ctrl=False, begins=True).scrolled(ctrl=True)
    assert touchpad.gesture is Gesture.PAN
    assert touchpad.scrolled(ctrl=True, begins=True).gesture is Gesture.ZOOM


def test_moving_during_a_pinch_does_not_pan() -> None:
    touchpad, _factor = Touchpad().pinched(0.1, relative=True)
    assert touchpad.scrolled(ctrl=False).gesture is Gesture.ZOOM


@given(st.lists(WHEELS, min_size=1, max_size=30), st.integers(0, STREAM_MS - 1))
def test_events_without_phases_in_a_short_time_never_both_pan_and_zoom(wheels: list[Wheel], gap: int) -> None:
    touchpad, kinds = Touchpad(), set()
    for number, wheel in enumerate(wheels):
        if wheel.touchpad or wheel.fine:
            touchpad, requested = touchpad.scrolled_without_phase(wheel, 1000 + number * gap)
            kinds.add(type(requested))
    assert len(kinds - {type(None)}) <= 1


def test_after_a_pause_another_gesture_begins() -> None:
    touchpad, pan = Touchpad().scrolled_without_phase(Wheel((0, 8), touchpad=True), 1000)
    touchpad, too_soon = touchpad.scrolled_without_phase(Wheel((0, 8), touchpad=True, ctrl=True), 1000 + STREAM_MS - 1)
    _touchpad, zoom = touchpad.scrolled_without_phase(Wheel((0, 8), touchpad=True, ctrl=True), 1000 + 2 * STREAM_MS)
    assert (type(pan), type(too_soon), type(zoom)) == (Pan, Pan, Zoom)


def test_a_touchpad_that_looks_like_a_wheel_keeps_to_its_gesture() -> None:
    touchpad, zoom = Touchpad().scrolled_without_phase(Wheel((0, 8)), 1000)
    touchpad, sideways = touchpad.scrolled_without_phase(Wheel((20, 0)), 1010)
    _touchpad, further = touchpad.scrolled_without_phase(Wheel((20, 8), x=5), 1020)
    assert isinstance(zoom, Zoom)
    assert sideways is None
    assert further == wheel_request(Wheel((0, 8), x=5))


def test_each_notch_of_a_wheel_follows_the_modifiers() -> None:
    touchpad, zoom = Touchpad().scrolled_without_phase(Wheel((0, 120)), 1000)
    _touchpad, pan = touchpad.scrolled_without_phase(Wheel((0, 120), shift=True), 1010)
    assert (type(zoom), type(pan)) == (Zoom, Pan)


def follow(steps: list[tuple[float, float]]) -> tuple[float, float]:
    """How far the picture moves in all, if the fingers move by these steps."""
    touchpad, x, y = Touchpad(Gesture.PAN), 0.0, 0.0
    for dx, dy in steps:
        touchpad, pan = touchpad.panned(Pan(dx, dy))
        x, y = x + pan.dx, y + pan.dy
    return x, y


def test_a_pan_along_one_axis_is_locked_to_it() -> None:
    assert follow([(10.0, 1.0)] * 10) == (100.0, 0.0)
    assert follow([(-1.0, 10.0)] * 10) == (0.0, 100.0)


def test_a_slanted_pan_and_one_that_turns_follow_both_axes() -> None:
    x, y = follow([(10.0, 8.0)] * 10)
    assert x == 100.0
    assert y == pytest.approx(80.0, abs=10.0)
    x, y = follow([(10.0, 0.0)] * 10 + [(0.0, 10.0)] * 10)
    assert x == 100.0
    assert y == pytest.approx(100.0, abs=50.0)


def test_a_pinch_of_relative_steps_multiplies_and_one_of_absolute_steps_adds_up() -> None:
    touchpad, factor = Touchpad(), 1.0
    for _step in range(4):
        touchpad, step = touchpad.pinched(0.5, relative=False)
        factor *= step
    assert factor == pytest.approx(3.0)
    _touchpad, step = Touchpad().pinched(-0.2, relative=True)
    assert step == pytest.approx(0.8)


def test_a_pinch_to_nothing_stays_finite() -> None:
    for relative in (True, False):
        _touchpad, factor = Touchpad().pinched(-1.0, relative)
        assert factor == pytest.approx(0.1)


# ── touch screens ─────────────────────────────────────────────────────────────────────────────────

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
