"""What a wheel, a touchpad or a pinch asks for, as values: no widget, no state."""

from __future__ import annotations

from enum import StrEnum
from re import IGNORECASE, search

from msgspec import Struct
from msgspec.structs import replace

WHEEL_NOTCH = 120.0
"""Qt's angle delta for one notch of a wheel: eighths of a degree (QWheelEvent.angleDelta)."""
ZOOM_PER_NOTCH = 1.25
PAN_PER_NOTCH_PX = 90.0
STREAM_MS = 250
"""Turns without phases that follow each other within this time are one touch."""
RAIL_PX = 12.0
"""So far two fingers go before it is clear whether they mean one axis or both."""
RAIL_RATIO = 2.0
"""Fingers that go this much further along one axis than the other mean that one alone …"""
STRAY_PX = 48.0
"""… until they have strayed so far from it."""
LEAST_SCALE = 0.1
"""One step of a pinch makes nothing smaller than this share."""


class Zoom(Struct, frozen=True):
    """Make the window `ratio` times as long (below 1: closer), keeping the time at `x` in place."""

    ratio: float
    x: float


class Pan(Struct, frozen=True):
    """Move the picture by so many pixels, right and down positive."""

    dx: float
    dy: float


class Wheel(Struct, frozen=True):
    """What Qt tells of one turn, and which of its deltas count (`is_touchpad`)."""

    angle: tuple[float, float]
    pixels: tuple[float, float] = (0.0, 0.0)
    x: float = 0.0
    over_headers: bool = False
    ctrl: bool = False
    shift: bool = False
    touchpad: bool = False

    @property
    def fine(self) -> bool:
        """Whether it is less than a notch, or no whole ones: a wheel of high resolution, a touchpad in disguise."""
        return any(angle % WHEEL_NOTCH for angle in self.angle)


def is_touchpad(platform: str, phased: bool, pixels: bool, kind_is_touchpad: bool, name: str) -> bool:
    """Whether two fingers on a touchpad, and not a wheel, were turned; every platform tells it its own way.

    `phased`: the event has a phase; `pixels`: it has a pixel delta; the device's own kind and `name` as Qt gives them.
    On Wayland and macOS only fingers have phases. A wheel on macOS has pixel deltas too, and is taken for the
    touchpad once that was used (qnsview_mouse.mm). On X11 there are no phases, drivers put pixel deltas on wheels as
    they like, and scrolling devices are all mice, so the name must tell (qxcbconnection_xi2.cpp). Windows tells
    nothing: there a touchpad is a wheel of high resolution.
    """
    if phased:
        return True
    if platform == "cocoa":
        return False
    if platform == "xcb":
        return kind_is_touchpad or search(r"(touch|track)\s?pad", name, IGNORECASE) is not None
    return kind_is_touchpad or pixels


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
    sideways = abs(angle_x) > abs(angle_y)
    notches = (angle_x if sideways else angle_y) / WHEEL_NOTCH
    if not notches:
        return None
    if wheel.over_headers and not sideways:
        return Pan(0.0, notches * PAN_PER_NOTCH_PX)
    if wheel.shift or sideways:
        return Pan(notches * PAN_PER_NOTCH_PX, 0.0)
    return Zoom(ZOOM_PER_NOTCH**-notches, wheel.x)


class Touch(StrEnum):
    """What the fingers on a touchpad are doing."""

    NOTHING = ""
    PAN = "pan"
    ZOOM = "zoom"


class Rail(StrEnum):
    """Along which axis fingers pan."""

    OPEN = ""  # not clear yet
    TIME = "x"
    LANES = "y"
    BOTH = "xy"


class Touchpad(Struct, frozen=True):
    """Keeps one touch to one thing: who began to pan goes on panning, who began to zoom goes on zooming.

    Each method answers the touchpad after an event. Qt tells a touch by phases: it begins, goes on, ends, and
    may run on (momentum) after the fingers have left. Where there are no phases, what follows at once is the
    same touch.
    """

    doing: Touch = Touch.NOTHING
    rail: Rail = Rail.OPEN
    gone: tuple[float, float] = (0.0, 0.0)  # px that the fingers have moved, right and down positive
    scale: float = 1.0  # how far they are spread, 1 when they began
    at_ms: int = -STREAM_MS

    def turned(self, ctrl: bool, begins: bool = False) -> Touchpad:
        """Two fingers moved along; Ctrl counts at the beginning only, and nothing while they pinch."""
        if self.doing is Touch.NOTHING or begins:
            return Touchpad(Touch.ZOOM if ctrl else Touch.PAN)
        return self

    def streamed(self, wheel: Wheel, at_ms: int) -> tuple[Touchpad, Zoom | Pan | None]:
        """A turn without a phase at `at_ms`, and what it asks for: what the stream it belongs to began with.

        Whole notches of a wheel belong to no stream: each does what the keys say.
        """
        wish = wheel_wish(wheel)
        if wish is None or not (wheel.touchpad or wheel.fine):
            return self, wish
        if self.doing is Touch.NOTHING or at_ms - self.at_ms >= STREAM_MS:
            return Touchpad(Touch.ZOOM if isinstance(wish, Zoom) else Touch.PAN, at_ms=at_ms), wish
        zooms = self.doing is Touch.ZOOM
        if zooms is not isinstance(wish, Zoom):
            wish = wheel_wish(
                replace(wheel, ctrl=zooms, angle=(0.0, wheel.angle[1]) if zooms else wheel.angle)
            )
        kept = wish if zooms is isinstance(wish, Zoom) else None
        return replace(self, at_ms=at_ms), kept

    def panned(self, pan: Pan) -> tuple[Touchpad, Pan]:
        """The fingers went on by `pan`; what of that counts: one axis where they mean one, both on a slant."""
        x, y = self.gone[0] + pan.dx, self.gone[1] + pan.dy
        long, short = max(abs(x), abs(y)), min(abs(x), abs(y))
        ahead = Rail.TIME if abs(x) >= abs(y) else Rail.LANES
        rail = self.rail
        if rail is Rail.OPEN and long >= RAIL_PX:
            rail = ahead if long >= RAIL_RATIO * short else Rail.BOTH
        elif (rail is Rail.TIME and abs(y) >= STRAY_PX) or (rail is Rail.LANES and abs(x) >= STRAY_PX):
            rail = Rail.BOTH
        used = ahead if rail is Rail.OPEN else rail
        kept = Pan(0.0 if used is Rail.LANES else pan.dx, 0.0 if used is Rail.TIME else pan.dy)
        return replace(self, rail=rail, gone=(x, y)), kept

    def pinched(self, value: float, relative: bool) -> tuple[Touchpad, float]:
        """The fingers spread by `value` of Qt's zoom gesture; the second: how many times as large the picture gets.

        `relative`: a share of the present size (macOS); else of the size when they began (Wayland, X11, where
        the values add up to the whole scale).
        """
        before = 1.0 if relative else self.scale
        after = max(before + value, LEAST_SCALE * before)
        return Touchpad(Touch.ZOOM, scale=1.0 if relative else after), after / before

    def left(self) -> Touchpad:
        """The fingers are gone, and nothing runs on."""
        return Touchpad()
