"""The canvas under hands: wheel, touchpad, mouse and fingers become wishes to move, and places that are meant."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from viewer.state import Span
from viewer.timeline.scene_builder import METRICS
from viewer.widgets.canvas import Canvas
from viewer.widgets.fingers import Stretch
from viewer.widgets.touch_input import TouchScreen
from viewer.widgets.turning import Turning
from viewer.widgets.wheel_input import Pan, Zoom

LEAST_BAND_PX = 4.0
"""A rubber band narrower than this was a click."""
EDGE_MS = 16
"""A band that is pulled over an edge moves the window so often …"""
EDGE_SHARE, EDGE_PX = 0.25, 40.0
"""… by this share of how far over it is, and at most by so much."""


class Hands(Canvas):
    """Everything it wants is a signal. What a place means is for those to say who listen to the last three."""

    zoom_requested = Signal(float, float)  # ratio (below 1: closer), the day to keep in place
    pan_requested = Signal(float)  # days
    scroll_requested = Signal(float)  # the new offset in px
    window_requested = Signal(float, float)  # exactly these days
    clicked = Signal(QPointF, QPoint, bool)  # a place, where it is on the screen, whether with Ctrl
    clicked_twice = Signal(QPointF)
    menu_asked = Signal(QPointF, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turning = Turning()
        self._screen = TouchScreen(self)
        self._screen.stretched.connect(self._stretch)
        self._screen.tapped.connect(self._tap)
        self._screen.rested.connect(self.menu_asked)
        self._screen.ended.connect(self._let_go)
        self._pressed: QPointF | None = None  # on the screen
        self._dragged_to: QPointF | None = None
        self._button = Qt.MouseButton.NoButton
        self._on_headers = False  # where the drag began
        self._set_out_from: tuple[Span, float] | None = None  # window and scroll when it began
        self._beyond = 0.0  # px that a band is pulled over an edge, left negative
        self._edge = QTimer(self, interval=EDGE_MS)
        self._edge.timeout.connect(self._pull_on)
        self._place = QPointF(-1.0, -1.0)  # where the pointer rested last
        self._smart: Span | None = None  # the window that a smart zoom came from
        self._scroll_bar.actionTriggered.connect(
            lambda: self.scroll_requested.emit(float(self._scroll_bar.sliderPosition()))
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    # ── wheel and touchpad ────────────────────────────────────────────────────────────────────────

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        wish = self._turning.turned(event)
        if self._pressed is None and self._band is None and not self._screen.touched:
            self._wish(wish)

    def _gesture(self, event: QNativeGestureEvent) -> None:
        """What the system has understood of fingers on a touchpad."""
        if event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
            self._zoom_smartly(event.position())
        else:
            self._wish(self._turning.spread(event))

    def _zoom_smartly(self, place: QPointF) -> None:
        """Two fingers tapped twice: to what lies there, and back again from it."""
        assert self._state is not None
        if self._smart is not None and self._smart.length > self._state.window.length:
            self.window_requested.emit(self._smart.start, self._smart.end)
            self._smart = None
        else:
            self._smart = self._state.window
            self.clicked_twice.emit(place)

    # ── fingers on the screen ─────────────────────────────────────────────────────────────────────

    def _stretch(self, stretch: Stretch) -> None:
        """The picture hangs on the fingers: it is stretched about their centre and goes with it."""
        assert self._state is not None
        self._held = True
        if stretch.ratio == 1.0:
            self._wish(Pan(stretch.dx, stretch.dy))
            return
        scale, before = self.scale(), self._state.window
        window = before.zoomed(stretch.ratio, scale.days(stretch.x))
        window = window.panned(-scale.length(stretch.dx) * window.length / before.length)
        self.window_requested.emit(window.start, window.end)
        self._wish(Pan(0.0, stretch.dy))

    def _tap(self, place: QPointF, on_screen: QPoint, twice: bool) -> None:
        if twice:
            self.clicked_twice.emit(place)
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.clicked.emit(place, on_screen, False)

    # ── mouse ─────────────────────────────────────────────────────────────────────────────────────

    def event(self, event: QEvent) -> bool:
        if isinstance(event, (QTouchEvent, QMouseEvent)) and self._screen.takes(event):
            return True
        if isinstance(event, QNativeGestureEvent):
            self._gesture(event)
            event.accept()
            return True
        if isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and (self._band is not None or self._dragged_to is not None):
                if event.type() != QEvent.Type.KeyRelease:
                    self._give_up()  # not the command of that key
                event.accept()
                return True
            if event.key() == Qt.Key.Key_Shift and event.type() != QEvent.Type.ShortcutOverride:
                self._update_cursor(event.type() == QEvent.Type.KeyPress)
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            event.ignore()
            return
        if self._pressed is not None or self._band is not None:
            return  # another button is down already
        assert self._state is not None
        x, left = event.position().x(), event.button() == Qt.MouseButton.LeftButton
        self._button, self._on_headers = event.button(), x < METRICS.header_px
        self._set_out_from = self._state.window, self._state.scroll_px
        if left and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not self._on_headers:
            day = self.scale().days(x)
            self._band = day, day
            self._held = True
            return
        self._pressed, self._dragged_to = event.globalPosition(), None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton and self._button != Qt.MouseButton.NoButton:
            self._let_go()  # the release went elsewhere
        if self._band is not None:
            self._pull(event.position().x())
            return
        here = event.globalPosition()  # global: what moves under the mouse does not disturb the drag
        if self._pressed is not None:
            far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if self._dragged_to is not None or far:
                last = self._dragged_to or self._pressed
                self._dragged_to, self._held = here, True
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._wish(Pan(0.0 if self._on_headers else here.x() - last.x(), here.y() - last.y()))
            return
        self._rest_on(event.position(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != self._button:
            event.ignore()
            return
        band, pressed, clicked = self._band, self._pressed, self._dragged_to is None
        self._let_go()
        if band is not None:
            start, end = sorted(band)
            if self.scale().x(end) - self.scale().x(start) >= LEAST_BAND_PX:
                self.window_requested.emit(start, end)
        elif pressed is not None and clicked and event.button() == Qt.MouseButton.LeftButton:
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.clicked.emit(event.position(), event.globalPosition().toPoint(), ctrl)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._let_go()
        self.clicked_twice.emit(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._hover_over("")

    def _pull(self, x: float) -> None:
        """The loose end of the band to `x`; over an edge the window comes along."""
        assert self._band is not None
        right = self._size().width
        within = min(max(x, METRICS.header_px), right)
        self._beyond = x - within
        self._band = self._band[0], self.scale().days(within)
        if self._beyond and not self._edge.isActive():
            self._edge.start()
        elif not self._beyond:
            self._edge.stop()
        self.update()

    def _pull_on(self) -> None:
        if self._band is None:
            self._edge.stop()
            return
        beyond = self._beyond
        edge = METRICS.header_px if beyond < 0 else self._size().width
        self._wish(Pan(-min(max(beyond * EDGE_SHARE, -EDGE_PX), EDGE_PX), 0.0))
        self._pull(edge + beyond)

    def _give_up(self) -> None:
        """Everything as it was when the button went down."""
        before, dragged = self._set_out_from, self._dragged_to is not None or self._band is not None
        self._let_go()
        if before is not None and dragged:
            self.window_requested.emit(before[0].start, before[0].end)
            self.scroll_requested.emit(before[1])

    def _let_go(self) -> None:
        """Nothing is held any more."""
        self._pressed = self._dragged_to = self._band = None
        self._button = Qt.MouseButton.NoButton
        self._held = False
        self._edge.stop()
        self._update_cursor()
        self.update()

    # ── where the pointer rests ───────────────────────────────────────────────────────────────────

    def _rest_on(self, place: QPointF, shift: bool) -> None:
        self._hover_over(self.scene().hit(place.x(), place.y()))
        self._place = place
        self._update_cursor(shift)

    def _hover_over(self, ref: str) -> None:
        if ref != self._hover:
            self._hover = ref
            self.update()

    def _update_cursor(self, shift: bool = False) -> None:
        """A finger over what can be clicked, a hand over what can be dragged, a beam where a band would begin."""
        x, y = self._place.x(), self._place.y()
        if self._pressed is not None and self._dragged_to is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._band is not None or (shift and x >= METRICS.header_px):
            shape = Qt.CursorShape.IBeamCursor
        elif self._hover:
            shape = Qt.CursorShape.PointingHandCursor
        elif x >= METRICS.header_px and y >= METRICS.axis_px:
            shape = Qt.CursorShape.OpenHandCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        if shape != self.cursor().shape():
            self.setCursor(shape)

    # ── up ────────────────────────────────────────────────────────────────────────────────────────

    def _wish(self, wish: Zoom | Pan | None) -> None:
        scale = self.scale()
        if isinstance(wish, Zoom):
            self.zoom_requested.emit(wish.ratio, scale.days(max(wish.x, METRICS.header_px)))
        elif isinstance(wish, Pan):
            if wish.dx:
                self.pan_requested.emit(-scale.length(wish.dx))
            if wish.dy and self._scroll_bar.maximum():
                self._scroll_by(-wish.dy)

    def _scroll_by(self, px: float) -> None:
        """Wish to be scrolled down by `px`, not beyond either end; from where the state is, painted yet or not."""
        assert self._state is not None
        end = float(self._scroll_bar.maximum())
        before = min(self._state.scroll_px, end)
        after = min(max(before + px, 0.0), end)
        if after != before:
            self.scroll_requested.emit(after)
