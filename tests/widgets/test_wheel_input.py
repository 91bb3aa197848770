"""Wheel and touchpad: one event is one request; a gesture is a pan or a zoom from its beginning to its end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.widgets.wheel_input import (
    PAN_PER_NOTCH_PX,
    STREAM_MS,
    ZOOM_PER_NOTCH,
    Gesture,
    Pan,
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
