"""What a wheel or a pinch asks for, as values: no widget, no state."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

WHEEL_NOTCH = 120.0
"""Qt's angle delta for one notch of a wheel: eighths of a degree (QWheelEvent.angleDelta)."""
ZOOM_PER_NOTCH = 1.25
PAN_PER_NOTCH_PX = 90.0


class Zoom(Struct, frozen=True):
    """Make the window `ratio` times as long (below 1: closer), keeping the time at `x` in place."""

    ratio: float
    x: float


class Pan(Struct, frozen=True):
    """Move the picture by so many pixels, right and down positive."""

    dx: float
    dy: float


class Wheel(Struct, frozen=True):
    """What Qt tells of one turn: a touchpad has pixel deltas and phases, a mouse only angles."""

    angle: tuple[float, float]
    pixels: tuple[float, float] = (0.0, 0.0)
    x: float = 0.0
    over_headers: bool = False
    ctrl: bool = False
    shift: bool = False
    touchpad: bool = False


def wheel_wish(wheel: Wheel) -> Zoom | Pan | None:
    """A mouse wheel zooms, with Shift it pans, over the lane headers it scrolls; a touchpad pans both ways.

    Ctrl always zooms. One turn gives one wish: never a zoom and a pan at once. None for a turn of nothing.
    """
    angle_x, angle_y = wheel.angle
    if wheel.ctrl:
        turn = angle_y or angle_x
        return Zoom(ZOOM_PER_NOTCH ** (-turn / WHEEL_NOTCH), wheel.x) if turn else None
    if wheel.touchpad:
        dx, dy = wheel.pixels if wheel.pixels != (0.0, 0.0) else (angle_x / 2, angle_y / 2)
        return Pan(dx, dy) if (dx, dy) != (0.0, 0.0) else None
    notches = (angle_y or angle_x) / WHEEL_NOTCH
    if not notches:
        return None
    if wheel.over_headers:
        return Pan(0.0, notches * PAN_PER_NOTCH_PX)
    if wheel.shift or not angle_y:
        return Pan(notches * PAN_PER_NOTCH_PX, 0.0)
    return Zoom(ZOOM_PER_NOTCH**-notches, wheel.x)


def pinch_wish(value: float, x: float) -> Zoom:
    """The wish of a native zoom gesture: `value` is Qt's relative change (0.1: ten per cent larger)."""
    return Zoom(1.0 / max(0.1, 1.0 + value), x)


class Touch(StrEnum):
    """What the fingers on a touchpad are doing."""

    NOTHING = ""
    PAN = "pan"
    ZOOM = "zoom"


class Touchpad(Struct, frozen=True):
    """Keeps one touch to one thing: who began to pan goes on panning, who began to zoom goes on zooming.

    Each method answers the touchpad after an event. Qt tells a touch by phases: it begins, goes on, ends, and
    may run on (momentum) after the fingers have left.
    """

    doing: Touch = Touch.NOTHING

    def turned(self, ctrl: bool, begins: bool = False) -> Touchpad:
        """Two fingers moved along; Ctrl counts at the beginning only, and nothing while they pinch."""
        if self.doing is Touch.NOTHING or begins:
            return Touchpad(Touch.ZOOM if ctrl else Touch.PAN)
        return self

    def pinched(self) -> Touchpad:
        return Touchpad(Touch.ZOOM)

    def left(self) -> Touchpad:
        """The fingers are gone, and nothing runs on."""
        return Touchpad()
