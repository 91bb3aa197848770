"""Wheel, touchpad and pinch: Qt's events become requests to zoom or pan, each within the gesture it belongs to."""

from __future__ import annotations

from enum import StrEnum
from re import IGNORECASE, search

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputDevice, QNativeGestureEvent, QWheelEvent

from viewer.timeline.metrics import METRICS

WHEEL_NOTCH = 120.0  # Qt's angle delta for one notch of a wheel: eighths of a degree (QWheelEvent.angleDelta)
ZOOM_PER_NOTCH, PAN_PER_NOTCH_PX = 1.25, 90.0
STREAM_MS = 250  # wheel events without phases that follow each other within this time are one gesture
LOCK_PX = 12.0  # after this distance the direction of a pan is locked to one axis, or free
LOCK_RATIO = 2.0  # a pan that goes this much further along one axis than along the other is locked to it,
UNLOCK_PX = 48.0  # … until it has gone this far along the other
MIN_SCALE = 0.1  # of one step of a pinch


class Zoom(Struct, frozen=True):
    """Make the window `ratio` times as long (below 1: closer), keeping the time at `x` in place."""

    ratio: float
    x: float


class Pan(Struct, frozen=True):
    """Move the picture by so many pixels, right and down positive."""

    dx: float
    dy: float


class Wheel(Struct, frozen=True):
    """One QWheelEvent: its deltas, its position, its modifiers, and whether a touchpad sent it (`is_touchpad`)."""

    angle: tuple[float, float]
    pixels: tuple[float, float] = (0.0, 0.0)
    x: float = 0.0
    over_headers: bool = False
    ctrl: bool = False
    shift: bool = False
    touchpad: bool = False

    @property
    def fine(self) -> bool:
        """True if it is no whole number of notches: a high-resolution wheel, or a touchpad that looks like one."""
        return any(angle % WHEEL_NOTCH for angle in self.angle)


def is_touchpad(platform: str, phased: bool, pixels: bool, kind_is_touchpad: bool, name: str) -> bool:
    """True if two fingers on a touchpad sent a wheel event. Each platform needs its own test.

    `phased`: the event has a phase; `pixels`: it has a pixel delta; the device's type and `name` are Qt's.
    On Wayland and macOS only fingers have phases. A wheel on macOS has pixel deltas too, and counts as the touchpad
    once that was used (qnsview_mouse.mm). X11 has no phases, drivers put pixel deltas on wheels, and all scrolling
    devices are mice, so the name decides (qxcbconnection_xi2.cpp). On Windows a touchpad is a high-resolution wheel.
    """
    if phased:
        return True
    if platform == "xcb":
        return kind_is_touchpad or search(r"(touch|track)\s?pad", name, IGNORECASE) is not None
    return platform != "cocoa" and (kind_is_touchpad or pixels)


def wheel_request(wheel: Wheel) -> Zoom | Pan | None:
    """A mouse wheel zooms, with Shift it pans, over the lane headers it scrolls; a touchpad pans both ways.

    Ctrl always zooms. One event never zooms and pans at once. None for an event without a delta.
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


class Gesture(StrEnum):
    """What the fingers on a touchpad do."""

    NONE = ""
    PAN = "pan"
    ZOOM = "zoom"


class AxisLock(StrEnum):
    """The axes along which a touchpad pans."""

    UNDECIDED = ""
    HORIZONTAL = "x"
    VERTICAL = "y"
    BOTH = "xy"


class Touchpad(Struct, frozen=True):
    """Keeps one gesture to one thing: who began to pan goes on panning, who began to zoom goes on zooming.

    Each method returns the touchpad after an event. Qt reports a gesture by phases: it begins, goes on, ends, and
    may go on (momentum) after the fingers are up. Without phases, events that follow at once are one gesture.
    """

    gesture: Gesture = Gesture.NONE
    lock: AxisLock = AxisLock.UNDECIDED
    moved: tuple[float, float] = (0.0, 0.0)  # px that the fingers have moved, right and down positive
    scale: float = 1.0  # of a pinch, 1 at its beginning
    time_ms: int = -STREAM_MS

    def scrolled(self, ctrl: bool, begins: bool = False) -> Touchpad:
        """Two fingers moved. Ctrl counts at the beginning only, and nothing during a pinch."""
        if self.gesture is Gesture.NONE or begins:
            return Touchpad(Gesture.ZOOM if ctrl else Gesture.PAN)
        return self

    def scrolled_without_phase(self, wheel: Wheel, time_ms: int) -> tuple[Touchpad, Zoom | Pan | None]:
        """A wheel event without a phase, and its request: that of the gesture it belongs to.

        Whole notches of a wheel belong to no gesture: each does what the modifiers say.
        """
        request = wheel_request(wheel)
        if request is None or not (wheel.touchpad or wheel.fine):
            return self, request
        if self.gesture is Gesture.NONE or time_ms - self.time_ms >= STREAM_MS:
            gesture = Gesture.ZOOM if isinstance(request, Zoom) else Gesture.PAN
            return Touchpad(gesture, time_ms=time_ms), request
        zooms = self.gesture is Gesture.ZOOM
        if zooms is not isinstance(request, Zoom):
            angle = (0.0, wheel.angle[1]) if zooms else wheel.angle
            request = wheel_request(replace(wheel, ctrl=zooms, angle=angle))
        return replace(self, time_ms=time_ms), request if zooms is isinstance(request, Zoom) else None

    def panned(self, pan: Pan) -> tuple[Touchpad, Pan]:
        """The fingers moved by `pan`, and what of that counts: one axis if the pan is locked to it."""
        x, y = self.moved[0] + pan.dx, self.moved[1] + pan.dy
        short, long = sorted((abs(x), abs(y)))
        main, lock = AxisLock.HORIZONTAL if abs(x) >= abs(y) else AxisLock.VERTICAL, self.lock
        across = {AxisLock.HORIZONTAL: abs(y), AxisLock.VERTICAL: abs(x)}.get(lock, 0.0)
        if lock is AxisLock.UNDECIDED and long >= LOCK_PX:
            lock = main if long >= LOCK_RATIO * short else AxisLock.BOTH
        elif across >= UNLOCK_PX:
            lock = AxisLock.BOTH
        axis = main if lock is AxisLock.UNDECIDED else lock
        dx = 0.0 if axis is AxisLock.VERTICAL else pan.dx
        dy = 0.0 if axis is AxisLock.HORIZONTAL else pan.dy
        return replace(self, lock=lock, moved=(x, y)), Pan(dx, dy)

    def pinched(self, value: float, relative: bool) -> tuple[Touchpad, float]:
        """A step of a pinch by Qt's `value`, and how many times as large the picture becomes.

        `relative`: a share of the present size (macOS); else of the size at the beginning (Wayland, X11, where the
        values add up to the whole scale).
        """
        before = 1.0 if relative else self.scale
        after = max(before + value, MIN_SCALE * before)
        return Touchpad(Gesture.ZOOM, scale=1.0 if relative else after), after / before


class WheelInput:
    """Turns the wheel and pinch events of a widget into requests. Remembers the gesture that is going on."""

    def __init__(self) -> None:
        self._touchpad = Touchpad()

    def wheel(self, event: QWheelEvent) -> Zoom | Pan | None:
        """The request of a turn of the wheel, or of two fingers that move."""
        wheel, phase = wheel_of(event), event.phase()
        if phase == Qt.ScrollPhase.NoScrollPhase:
            self._touchpad, request = self._touchpad.scrolled_without_phase(wheel, event.timestamp())
        else:
            self._touchpad = self._touchpad.scrolled(wheel.ctrl, phase == Qt.ScrollPhase.ScrollBegin)
            zooms = self._touchpad.gesture is Gesture.ZOOM
            request = wheel_request(replace(wheel, ctrl=zooms))
            if zooms and phase == Qt.ScrollPhase.ScrollMomentum:
                request = None  # nobody can aim a zoom that goes on by itself
        if wheel.touchpad and isinstance(request, Pan):
            self._touchpad, request = self._touchpad.panned(request)
        if phase == Qt.ScrollPhase.ScrollEnd:
            self._touchpad = Touchpad()
        return request

    def pinch(self, event: QNativeGestureEvent) -> Zoom | None:
        """The request of a pinch. Fingers that began to pan go on panning until another gesture begins."""
        kind = event.gestureType()
        if kind in (Qt.NativeGestureType.BeginNativeGesture, Qt.NativeGestureType.EndNativeGesture):
            self._touchpad = Touchpad()
        elif kind == Qt.NativeGestureType.ZoomNativeGesture and self._touchpad.gesture is not Gesture.PAN:
            relative = QGuiApplication.platformName() == "cocoa"
            self._touchpad, factor = self._touchpad.pinched(event.value(), relative)
            return Zoom(1.0 / factor, event.position().x())
        return None


def wheel_of(event: QWheelEvent) -> Wheel:
    """The deltas, the modifiers and the device of a QWheelEvent."""
    modifiers, device = event.modifiers(), event.device()
    return Wheel(
        angle=(event.angleDelta().x(), event.angleDelta().y()),
        pixels=(event.pixelDelta().x(), event.pixelDelta().y()),
        x=event.position().x(),
        over_headers=event.position().x() < METRICS.header_px,
        ctrl=bool(modifiers & Qt.KeyboardModifier.ControlModifier),
        shift=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
        touchpad=is_touchpad(
            QGuiApplication.platformName(),
            event.phase() != Qt.ScrollPhase.NoScrollPhase,
            not event.pixelDelta().isNull(),
            device.type() == QInputDevice.DeviceType.TouchPad,
            device.name(),
        ),
    )
