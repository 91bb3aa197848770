"""Touch screens: Qt's touch events become pinches, taps and long presses of a widget."""

from __future__ import annotations

import sys
from math import hypot

from msgspec import Struct
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QEventPoint, QGuiApplication, QInputDevice, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

ECHO_MS = 700  # mouse events that the system makes of a touch may arrive this long after it
SLOP_PX = 10.0  # a finger that moves less has not moved: Qt's startDragDistance
MIN_DISTANCE_PX = 24.0  # two fingers nearer than this zoom as if they were this far apart
DOUBLE_TAP_PX = 40.0  # two taps nearer than this are a double tap: a finger is broader than a pointer


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
            if point.state() != QEventPoint.State.Released
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
