"""A turn of the wheel is one wish, the same for the same turn."""

import pytest

from viewer.widgets.gestures import PAN_PER_NOTCH_PX, ZOOM_PER_NOTCH, Pan, Wheel, Zoom, pinch_wish, wheel_wish


@pytest.mark.parametrize(
    ("wheel", "wish"),
    [
        (Wheel((0, 120), x=40), Zoom(1 / ZOOM_PER_NOTCH, 40)),
        (Wheel((0, -240), x=40), Zoom(ZOOM_PER_NOTCH**2, 40)),
        (Wheel((0, 120), shift=True), Pan(PAN_PER_NOTCH_PX, 0)),
        (Wheel((120, 0)), Pan(PAN_PER_NOTCH_PX, 0)),
        (Wheel((0, -120), over_headers=True), Pan(0, -PAN_PER_NOTCH_PX)),
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
    assert wheel_wish(wheel) == wish


def test_spreading_two_fingers_shortens_the_window() -> None:
    assert pinch_wish(0.25, 9) == Zoom(0.8, 9)
    assert pinch_wish(-0.2, 9) == Zoom(1.25, 9)


def test_a_pinch_to_nothing_stays_finite() -> None:
    assert pinch_wish(-1.0, 0).ratio == pytest.approx(10)
