"""A turn of the wheel is one wish, the same for the same turn; a touch is one thing from beginning to end."""

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
    ("wheel", "wish"),
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
def test_a_turn_is_one_wish(wheel: Wheel, wish: Zoom | Pan | None) -> None:
    assert wheel_request(wheel) == wish


@pytest.mark.parametrize(
    ("platform", "phased", "pixels", "kind", "name", "fingers"),
    [
        ("wayland", True, True, False, "", True),
        (
            "wayland",
            False,
            True,
            False,
            "",
            True,
        ),  # a button held on a trackpoint: continuous, without phases
        ("wayland", False, False, False, "", False),
        ("cocoa", True, True, True, "", True),
        (
            "cocoa",
            False,
            True,
            True,
            "trackpad or magic mouse",
            False,
        ),  # a wheel, after the trackpad was used
        ("xcb", False, True, False, "Logitech USB Mouse", False),  # pixel deltas that the driver made up
        ("xcb", False, False, False, "SynPS/2 Synaptics TouchPad", True),
        ("xcb", False, False, False, "Apple Inc. Magic Trackpad", True),
        ("xcb", False, False, True, "bcm5974", True),
        ("windows", False, False, False, "core pointer", False),
    ],
)
def test_every_platform_tells_a_touchpad_its_own_way(
    platform: str, phased: bool, pixels: bool, kind: bool, name: str, fingers: bool
) -> None:
    assert is_touchpad(platform, phased, pixels, kind, name) is fingers


def test_who_began_to_pan_goes_on_panning_until_another_gesture_begins() -> None:
    touch = Touchpad().scrolled(ctrl=False, begins=True).scrolled(ctrl=True)
    assert touch.gesture is Gesture.PAN
    assert touch.scrolled(ctrl=True, begins=True).gesture is Gesture.ZOOM


def test_while_two_fingers_pinch_what_they_move_along_does_not_pan() -> None:
    touch, _larger = Touchpad().pinched(0.1, relative=True)
    assert touch.scrolled(ctrl=False).gesture is Gesture.ZOOM


@given(st.lists(WHEELS, min_size=1, max_size=30), st.integers(0, STREAM_MS - 1))
def test_what_follows_at_once_without_phases_never_both_pans_and_zooms(wheels: list[Wheel], gap: int) -> None:
    touch, done = Touchpad(), set()
    for number, wheel in enumerate(wheels):
        if wheel.touchpad or wheel.fine:
            touch, wish = touch.scrolled_without_phase(wheel, 1000 + number * gap)
            done.add(type(wish))
    assert len(done - {type(None)}) <= 1


def test_after_a_pause_the_same_fingers_may_do_the_other_thing() -> None:
    touch, pan = Touchpad().scrolled_without_phase(Wheel((0, 8), touchpad=True), 1000)
    touch, still = touch.scrolled_without_phase(Wheel((0, 8), touchpad=True, ctrl=True), 1000 + STREAM_MS - 1)
    _touch, zoom = touch.scrolled_without_phase(Wheel((0, 8), touchpad=True, ctrl=True), 1000 + 2 * STREAM_MS)
    assert (type(pan), type(still), type(zoom)) == (Pan, Pan, Zoom)


def test_a_touchpad_that_seems_a_wheel_zooms_or_pans_but_does_not_change_over() -> None:
    touch, zoom = Touchpad().scrolled_without_phase(Wheel((0, 8)), 1000)
    touch, aside = touch.scrolled_without_phase(Wheel((20, 0)), 1010)
    _touch, on = touch.scrolled_without_phase(Wheel((20, 8), x=5), 1020)
    assert isinstance(zoom, Zoom)
    assert aside is None
    assert on == wheel_request(Wheel((0, 8), x=5))


def test_each_notch_of_a_wheel_does_what_the_keys_say() -> None:
    touch, zoom = Touchpad().scrolled_without_phase(Wheel((0, 120)), 1000)
    _touch, pan = touch.scrolled_without_phase(Wheel((0, 120), shift=True), 1010)
    assert (type(zoom), type(pan)) == (Zoom, Pan)


def follow(steps: list[tuple[float, float]]) -> tuple[float, float]:
    """Where fingers that go so get the picture."""
    touch, x, y = Touchpad(Gesture.PAN), 0.0, 0.0
    for dx, dy in steps:
        touch, kept = touch.panned(Pan(dx, dy))
        x, y = x + kept.dx, y + kept.dy
    return x, y


def test_fingers_that_mean_one_axis_move_nothing_along_the_other() -> None:
    assert follow([(10.0, 1.0)] * 10) == (100.0, 0.0)
    assert follow([(-1.0, 10.0)] * 10) == (0.0, 100.0)


def test_on_a_slant_and_after_a_turn_both_axes_follow() -> None:
    x, y = follow([(10.0, 8.0)] * 10)
    assert x == 100.0
    assert y == pytest.approx(80.0, abs=10.0)
    x, y = follow([(10.0, 0.0)] * 10 + [(0.0, 10.0)] * 10)
    assert x == 100.0
    assert y == pytest.approx(100.0, abs=50.0)


def test_a_pinch_of_relative_steps_multiplies_and_one_of_absolute_steps_adds_up() -> None:
    touch, larger = Touchpad(), 1.0
    for _step in range(4):
        touch, step = touch.pinched(0.5, relative=False)
        larger *= step
    assert larger == pytest.approx(3.0)
    _touch, step = Touchpad().pinched(-0.2, relative=True)
    assert step == pytest.approx(0.8)


def test_a_pinch_to_nothing_stays_finite() -> None:
    for relative in (True, False):
        _touch, larger = Touchpad().pinched(-1.0, relative)
        assert larger == pytest.approx(0.1)
