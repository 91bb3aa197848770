"""A touch screen under a widget: Qt's touch events become stretches, taps and long presses."""

from __future__ import annotations

import sys

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QEventPoint, QGuiApplication, QInputDevice, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

from viewer.widgets.fingers import Finger, Fingers

ECHO_MS = 700
"""So long after a touch, mouse events that the system makes of it are still on their way."""


class TouchScreen(QObject):
    """Takes the touch events of `widget`; every one it takes is accepted, so that Qt makes no mouse event of it.

    `stretched` carries a `Stretch`; `tapped` a place and where that is on the screen, and whether it is the second
    of two; `rested` the same after a long press; `ended` tells that no finger is down.
    """

    stretched = Signal(object)
    tapped = Signal(QPointF, QPoint, bool)
    rested = Signal(QPointF, QPoint)
    ended = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._fingers = Fingers()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._left_ms = -ECHO_MS
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._rested)
        if sys.platform != "darwin":  # there it would turn the touchpad into raw touches, without scrolling
            widget.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    @property
    def touched(self) -> bool:
        """Whether a finger is on the screen."""
        return bool(self._fingers.down)

    @property
    def recent(self) -> bool:
        """Whether one was there just now, so that what happens may be its doing."""
        return self.touched or self._clock.elapsed() - self._left_ms < ECHO_MS

    def takes(self, event: QEvent) -> bool:
        """Whether `event` was one of a touch screen, or the echo of one as a mouse; then it is dealt with."""
        if isinstance(event, QTouchEvent):
            if event.device().type() != QInputDevice.DeviceType.TouchScreen or self._is_for_a_child(event):
                return False
            self._touch(event)
            event.accept()
            return True
        if isinstance(event, QMouseEvent) and self._is_echo(event):
            event.accept()
            return True
        return False

    def _is_for_a_child(self, event: QTouchEvent) -> bool:
        """Whether it begins on a scroll bar or a button, which leave it to their parent but know the mouse well."""
        begins = event.type() == QEvent.Type.TouchBegin
        return begins and self._widget.childAt(event.points()[0].position().toPoint()) is not None

    def _is_echo(self, event: QMouseEvent) -> bool:
        if event.device().type() == QInputDevice.DeviceType.TouchScreen:
            return True
        made = event.source() == Qt.MouseEventSource.MouseEventSynthesizedBySystem
        return made and self.recent

    def _touch(self, event: QTouchEvent) -> None:
        if event.type() == QEvent.Type.TouchCancel:
            self._end(Fingers())
            return
        now = tuple(
            Finger(point.id(), point.position().x(), point.position().y())
            for point in event.points()
            if point.state() != QEventPoint.State.Released
        )
        hints = QGuiApplication.styleHints()
        if not now:
            at_ms = self._clock.elapsed()
            fingers, tap = self._fingers.lifted(at_ms, hints.mouseDoubleClickInterval())
            self._end(fingers)
            if tap is not None:
                self.tapped.emit(*self._where(tap.x, tap.y), tap.twice)
            return
        self._fingers, stretch = self._fingers.put(now)
        if not self._fingers.may_rest:
            self._rest.stop()
        elif event.type() == QEvent.Type.TouchBegin:
            self._rest.start(hints.mousePressAndHoldInterval())
        if stretch is not None:
            self.stretched.emit(stretch)

    def _end(self, fingers: Fingers) -> None:
        self._rest.stop()
        self._fingers, self._left_ms = fingers, self._clock.elapsed()
        self.ended.emit()

    def _rested(self) -> None:
        if self._fingers.may_rest:
            finger = self._fingers.down[0]
            self._fingers = self._fingers.rested()
            self.rested.emit(*self._where(finger.x, finger.y))

    def _where(self, x: float, y: float) -> tuple[QPointF, QPoint]:
        place = QPointF(x, y)
        return place, self._widget.mapToGlobal(place).toPoint()
