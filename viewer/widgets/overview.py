"""The overview strip on screen: drag the window, pull its edges, click to go there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.i18n import _, day_words
from viewer.model.calendar import date_of, day_number
from viewer.model.programme import Programme
from viewer.state import Span
from viewer.theme import Theme
from viewer.timeline.overview import Overview, build_overview
from viewer.widgets.overview_painter import OverviewPainter
from viewer.widgets.wheel_input import Pan, WheelInput, Zoom

GRIP_PX = 6.0
"""How near to an edge of the window a pull takes hold of it."""

STEP, ZOOM = 0.1, 1.5
"""What a key moves, as a share of the window, and how much it zooms."""


class OverviewStrip(QWidget):
    """Shows where the window lies in the whole. Its wishes are windows: `window_requested(start, end)` in days."""

    window_requested = Signal(float, float)
    whole_requested = Signal()

    def __init__(self, header_px: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header_px = header_px
        self._programme: Programme | None = None
        self._window = Span(0.0, 1.0)
        self._today = 0.0
        self._theme: Theme | None = None
        self._strip: Overview | None = None
        self._painter = OverviewPainter(header_px)
        self._wheel = WheelInput()
        self._grip = ""
        self._held: tuple[float, Span] | None = None  # where, and the window then
        self._before = self._window  # where it goes back to when a drag is given up
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the present language."""
        self._name()
        self.setAccessibleDescription(
            _("Arrows move the frame, with Shift its end, with Ctrl its start; + and - zoom; Home: all.")
        )
        self.setToolTip(_("Drag the window or pull its edges. Double-click: all of it."))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 72)

    def show_programme(self, programme: Programme, window: Span, today: date) -> None:
        self._programme, self._window, self._today = programme, window, day_number(today)
        self._strip = None
        if self.hasFocus() or QAccessible.isActive():
            self._name()
        self.update()

    def _name(self) -> None:
        """What a screen reader says: the name, and, as its value, what the frame shows."""
        if self._programme is None:
            self.setAccessibleName(_("Overview"))
        else:
            first, last = date_of(self._window.start), date_of(self._window.end - 1e-6)
            self.setAccessibleName(
                _("Overview: {first} to {last}", first=day_words(first), last=day_words(last))
            )

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._painter.invalidate()
        self.update()

    def strip(self) -> Overview:
        """What is drawn now. Only after `show_programme`."""
        if self._strip is None:
            assert self._programme is not None
            width, height = float(self.width()), float(self.height())
            self._strip = build_overview(
                self._programme, self._window, width, height, self._header_px, self._today
            )
        return self._strip

    def resizeEvent(self, event: object) -> None:
        self._strip = None
        self._painter.invalidate()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._programme is None or self._theme is None:
            return
        with QPainter(self) as painter:
            self._painter.paint(painter, self.strip(), self._theme, self.size(), self.font(), self.hasFocus())

    # ── hands ─────────────────────────────────────────────────────────────────────────────────────

    def _grip_at(self, x: float) -> str:
        """Which part of the window lies at `x`: "start", "end", "window" or "" for none."""
        window = self.strip().window
        to_start, to_end = abs(x - window.x), abs(x - window.right)
        if min(to_start, to_end) <= GRIP_PX:
            return "start" if to_start < to_end or (to_start == to_end and x < window.x) else "end"
        return "window" if window.x < x < window.right else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if event.button() != Qt.MouseButton.LeftButton or x < self._header_px:
            event.ignore()
            return
        self._before = self._window
        self._grip = self._grip_at(x)
        if not self._grip:
            half = self._window.length / 2
            day = self.strip().scale.days(x)
            self.window_requested.emit(day - half, day + half)
            self._grip = "window"
        self._held = (x, self._window)
        self._update_cursor(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if event.buttons() == Qt.MouseButton.NoButton:
            self._held, self._grip = None, ""  # the release may have gone elsewhere
        if self._held is None:
            self._update_cursor(x)
            return
        scale = self.strip().scale
        from_x, window = self._held
        moved = scale.days(x) - scale.days(from_x)
        least = scale.length(2 * GRIP_PX)
        if self._grip == "start":
            self.window_requested.emit(min(window.start + moved, window.end - least), window.end)
        elif self._grip == "end":
            self.window_requested.emit(window.start, max(window.end + moved, window.start + least))
        else:
            self.window_requested.emit(window.start + moved, window.end + moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held, self._grip = None, ""
        self._update_cursor(event.position().x())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """All of the programme."""
        self._held, self._grip = None, ""
        if event.button() == Qt.MouseButton.LeftButton:
            self.whole_requested.emit()

    def _update_cursor(self, x: float) -> None:
        """Arrows over an edge, a hand over the frame, closed while it is dragged."""
        grip = self._grip or (self._grip_at(x) if x >= self._header_px else "")
        if grip in ("start", "end"):
            shape = Qt.CursorShape.SizeHorCursor
        elif grip:
            held = self._held is not None
            shape = Qt.CursorShape.ClosedHandCursor if held else Qt.CursorShape.OpenHandCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        if shape != self.cursor().shape():
            self.setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """As on the timeline: a wheel zooms, about the day beneath it where the frame is; sideways it moves."""
        event.accept()
        self._turn(self._wheel.wheel(event))

    def _turn(self, wish: Zoom | Pan | None) -> None:
        window = self._window
        if self._held is not None or wish is None:
            return
        if isinstance(wish, Zoom):
            day = self.strip().scale.days(wish.x)
            window = window.zoomed(wish.ratio, day if window.overlaps(day, day) else window.middle)
        else:
            window = window.panned(-wish.dx * window.length / (self.width() - self._header_px))
        if window != self._window:
            self.window_requested.emit(window.start, window.end)

    def event(self, event: QEvent) -> bool:
        """A pinch zooms. Esc while the frame is held puts it back, before it is anyone's shortcut."""
        if isinstance(event, QNativeGestureEvent):
            self._turn(self._wheel.pinch(event))
            event.accept()
            return True
        if self._held is not None and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                self._held, self._grip = None, ""
                self.window_requested.emit(self._before.start, self._before.end)
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the frame by a tenth, with Shift its end, with Ctrl its start; the pages by a whole;
        plus and minus zoom; Home: all of it."""
        window, step = self._window, STEP * self._window.length
        keys = event.modifiers()
        ways = {
            Qt.Key.Key_Left: -step,
            Qt.Key.Key_Right: step,
            Qt.Key.Key_PageUp: -window.length,
            Qt.Key.Key_PageDown: window.length,
        }
        zooms = {Qt.Key.Key_Plus: 1 / ZOOM, Qt.Key.Key_Equal: 1 / ZOOM, Qt.Key.Key_Minus: ZOOM}
        key = Qt.Key(event.key())
        if key in ways:
            moved = window.panned(ways[key])
            start = window.start if keys & Qt.KeyboardModifier.ShiftModifier else moved.start
            end = window.end if keys & Qt.KeyboardModifier.ControlModifier else moved.end
            if start < end:
                self.window_requested.emit(start, end)
        elif key in zooms:
            zoomed = window.zoomed(zooms[key], window.middle)
            self.window_requested.emit(zoomed.start, zoomed.end)
        elif key == Qt.Key.Key_Home:
            self.whole_requested.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._name()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
