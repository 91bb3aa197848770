"""Gestures: events of wheels, touchpads and touch screens become requests to zoom, pan or pinch, taps and long presses.

What a gesture means is computed by frozen values without Qt (`Touchpad`, `Touch`); `WheelInput` and `TouchInput` feed
them with Qt's events.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from math import hypot
from re import IGNORECASE, search

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputDevice, QMouseEvent, QNativeGestureEvent, QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from viewer.timeline.metrics import METRICS

WHEEL_NOTCH = 120.0  # Qt's angle delta for one notch of a wheel: eighths of a degree (QWheelEvent.angleDelta)
ZOOM_PER_NOTCH, PAN_PER_NOTCH_PX = 1.25, 90.0
STREAM_MS = 250  # wheel events without phases that follow each other within this time are one gesture
LOCK_PX = 12.0  # after this distance the direction of a pan is locked to one axis, or free
LOCK_RATIO = 2.0  # a pan that goes this much further along one axis than along the other is locked to it,
UNLOCK_PX = 48.0  # … until it has gone this far along the other
MIN_SCALE = 0.1  # of one step of a pinch
ECHO_MS = 700  # mouse events that the system makes of a touch may arrive this long after it
SLOP_PX = 10.0  # a finger that moves less has not moved: Qt's startDragDistance
MIN_DISTANCE_PX = 24.0  # two fingers nearer than this zoom as if they were this far apart
DOUBLE_TAP_PX = 40.0  # two taps nearer than this are a double tap: a finger is broader than a pointer


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
        phase, modifiers, device = event.phase(), event.modifiers(), event.device()
        touchpad = is_touchpad(
            QGuiApplication.platformName(),
            phase != Qt.ScrollPhase.NoScrollPhase,
            not event.pixelDelta().isNull(),
            device.type() == QInputDevice.DeviceType.TouchPad,
            device.name(),
        )
        wheel = Wheel(
            angle=(event.angleDelta().x(), event.angleDelta().y()),
            pixels=(event.pixelDelta().x(), event.pixelDelta().y()),
            x=event.position().x(),
            over_headers=event.position().x() < METRICS.header_px,
            ctrl=bool(modifiers & Qt.KeyboardModifier.ControlModifier),
            shift=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
            touchpad=touchpad,
        )
        if phase == Qt.ScrollPhase.NoScrollPhase:
            self._touchpad, request = self._touchpad.scrolled_without_phase(wheel, event.timestamp())
        else:
            self._touchpad = self._touchpad.scrolled(wheel.ctrl, phase == Qt.ScrollPhase.ScrollBegin)
            zooms = self._touchpad.gesture is Gesture.ZOOM
            request = wheel_request(replace(wheel, ctrl=zooms))
            if zooms and phase == Qt.ScrollPhase.ScrollMomentum:
                request = None  # nobody can aim a zoom that goes on by itself
        if touchpad and isinstance(request, Pan):
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


class Finger(Struct, frozen=True, order=True):
    """A touch point: Qt's id while it is down, and its position in px of the widget."""

    id: int
    x: float
    y: float

    def distance(self, other: Finger) -> float:
        return hypot(self.x - other.x, self.y - other.y)


class Pinch(Struct, frozen=True):
    """Make the window `ratio` times as long about `x` (below 1: closer), then pan by `dx` and `dy` px."""

    ratio: float
    x: float
    dx: float
    dy: float


class Tap(Struct, frozen=True):
    """A short touch at one position; `double` if another tap went just before."""

    x: float
    y: float
    double: bool = False


class Touch(Struct, frozen=True):
    """The fingers that are down. Each method returns the touch after an event, and what the user asks for.

    A touch begins with the first finger and ends with the last. It is a tap if there was only one finger, which
    moved less than SLOP_PX, and no long press was recognized.
    """

    fingers: tuple[Finger, ...] = ()
    first: Finger | None = None  # where the first finger came down; None once the touch cannot be a tap
    long_pressed: bool = False  # nothing more follows from this touch
    last_tap: tuple[Tap, int] | None = None  # with its time in ms

    @property
    def may_be_tap(self) -> bool:
        """True if the touch can still become a tap or a long press."""
        return self.first is not None and not self.long_pressed

    def update(self, fingers: tuple[Finger, ...]) -> tuple[Touch, Pinch | None]:
        """These fingers are down now. The picture follows the first two that were down before."""
        if self.long_pressed:
            return Touch(fingers, long_pressed=True), None
        if not self.fingers:
            return Touch(fingers, fingers[0] if len(fingers) == 1 else None, last_tap=self.last_tap), None
        before = {finger.id: finger for finger in self.fingers}
        if self.first is not None:
            if len(fingers) == 1 and self.first.distance(fingers[0]) < SLOP_PX:
                return Touch(fingers, self.first, last_tap=self.last_tap), None
            before[self.first.id] = self.first  # catch up with what the finger moved within the slop
        pairs = sorted((before[finger.id], finger) for finger in fingers if finger.id in before)[:2]
        return Touch(fingers), _pinch(pairs) if pairs else None

    def release(self, time_ms: int, double_tap_ms: int) -> tuple[Touch, Tap | None]:
        """The last finger is up. A tap within `double_tap_ms` of another one is a double tap."""
        if not self.may_be_tap:
            return Touch(), None
        x, y = self.fingers[0].x, self.fingers[0].y
        double = (
            self.last_tap is not None
            and time_ms - self.last_tap[1] <= double_tap_ms
            and hypot(x - self.last_tap[0].x, y - self.last_tap[0].y) <= DOUBLE_TAP_PX
        )
        tap = Tap(x, y, double)
        return Touch(last_tap=None if double else (tap, time_ms)), tap

    def long_press(self) -> Touch:
        """The finger has stayed in its place long enough."""
        return Touch(self.fingers, long_pressed=True)


def _pinch(pairs: list[tuple[Finger, Finger]]) -> Pinch:
    """How the picture follows fingers from their positions before to those now: their centre stays below them."""
    n = len(pairs)
    x, y = sum(before.x for before, _now in pairs) / n, sum(before.y for before, _now in pairs) / n
    dx, dy = sum(now.x for _before, now in pairs) / n - x, sum(now.y for _before, now in pairs) / n - y
    if n == 1:
        return Pinch(1.0, x, dx, dy)
    (first, first_now), (second, second_now) = pairs
    before, now = first.distance(second), first_now.distance(second_now)
    return Pinch(max(before, MIN_DISTANCE_PX) / max(now, MIN_DISTANCE_PX), x, dx, dy)


class TouchInput(QObject):
    """Handles the touch events of `widget` and accepts them, so that Qt makes no mouse events of them."""

    pinched = Signal(Pinch)
    tapped = Signal(QPointF, QPoint, bool)  # a position, the same on the screen, and whether it is a double tap
    long_pressed = Signal(QPointF, QPoint)
    ended = Signal()  # no finger is down any more

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._touch = Touch()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._ended_ms = -ECHO_MS
        self._long_press = QTimer(self, singleShot=True)
        self._long_press.timeout.connect(self._on_long_press)
        if sys.platform != "darwin":  # there it would turn the touchpad into raw touches, without scrolling
            widget.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    @property
    def is_touched(self) -> bool:
        """True while a finger is on the screen."""
        return bool(self._touch.fingers)

    @property
    def is_recent(self) -> bool:
        """True while a finger is on the screen or was there just now."""
        return self.is_touched or self._clock.elapsed() - self._ended_ms < ECHO_MS

    def handle(self, event: QTouchEvent | QMouseEvent) -> bool:
        """Handle a touch event, or a mouse event that was made of one. False for any other event."""
        of_screen = event.device().type() == QInputDevice.DeviceType.TouchScreen
        if isinstance(event, QTouchEvent):
            begins = event.type() == QEvent.Type.TouchBegin
            # A scroll bar or a button leaves touches to its parent but handles the mouse events made of them.
            if not of_screen or (begins and self._widget.childAt(event.points()[0].position().toPoint())):
                return False
            self._on_touch(event)
        elif not of_screen:
            synthesized = event.source() == Qt.MouseEventSource.MouseEventSynthesizedBySystem
            if not (synthesized and self.is_recent):
                return False
        event.accept()
        return True

    def _on_touch(self, event: QTouchEvent) -> None:
        if event.type() == QEvent.Type.TouchCancel:
            self._end(Touch())
            return
        fingers = tuple(
            Finger(point.id(), point.position().x(), point.position().y())
            for point in event.points()
            if point.state() != point.State.Released
        )
        hints = QGuiApplication.styleHints()
        if not fingers:
            touch, tap = self._touch.release(self._clock.elapsed(), hints.mouseDoubleClickInterval())
            self._end(touch)
            if tap is not None:
                self.tapped.emit(*self._position(tap.x, tap.y), tap.double)
            return
        self._touch, pinch = self._touch.update(fingers)
        if not self._touch.may_be_tap:
            self._long_press.stop()
        elif event.type() == QEvent.Type.TouchBegin:
            self._long_press.start(hints.mousePressAndHoldInterval())
        if pinch is not None:
            self.pinched.emit(pinch)

    def _end(self, touch: Touch) -> None:
        self._long_press.stop()
        self._touch, self._ended_ms = touch, self._clock.elapsed()
        self.ended.emit()

    def _on_long_press(self) -> None:
        if self._touch.may_be_tap:
            finger = self._touch.fingers[0]
            self._touch = self._touch.long_press()
            self.long_pressed.emit(*self._position(finger.x, finger.y))

    def _position(self, x: float, y: float) -> tuple[QPointF, QPoint]:
        return QPointF(x, y), self._widget.mapToGlobal(QPointF(x, y)).toPoint()
