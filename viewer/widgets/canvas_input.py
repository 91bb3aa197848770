"""Input of the timeline: wheel, touchpad, mouse, touch and Escape become requests to move, clicks and drags."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from viewer.state import Span
from viewer.timeline.metrics import METRICS
from viewer.widgets.canvas import TimelineCanvas
from viewer.widgets.gesture_input import Pan, Pinch, TouchInput, WheelInput, Zoom
from viewer.widgets.lane_header_input import AUTOSCROLL_MS, AUTOSCROLL_SHARE, LaneDrag

MIN_BAND_PX = 4.0  # a narrower rubber band was a click
MAX_AUTOSCROLL_PX = 40.0


class CanvasInput(QObject):
    """Handles the events of `widget`, which shows `canvas`. Everything it requests is a signal."""

    zoom_requested = Signal(float, float)  # a ratio (below 1: closer), and the day to keep in place
    pan_requested = Signal(float)  # days
    scroll_requested = Signal(float)  # the new scroll offset in px
    window_requested = Signal(float, float)  # exactly these days
    clicked = Signal(QPointF, QPoint, bool)  # a position, the same on the screen, and whether Ctrl was pressed
    double_clicked = Signal(QPointF)
    menu_requested = Signal(QPointF, QPoint)
    hovered = Signal(QPointF)
    left = Signal()

    def __init__(self, widget: QWidget, canvas: TimelineCanvas, scroll_bar: QScrollBar) -> None:
        super().__init__(widget)
        self._widget, self._canvas, self._scroll_bar = widget, canvas, scroll_bar
        self.lane_drag = LaneDrag(canvas)
        self.lane_drag.scrolled.connect(self.scroll_by)
        self._wheel = WheelInput()
        self.touch = TouchInput(widget)
        self.touch.pinched.connect(self._on_pinch)
        self.touch.tapped.connect(self._on_tap)
        self.touch.long_pressed.connect(self.menu_requested)
        self.touch.ended.connect(self._end_drag)
        self._pressed: QPointF | None = None  # on the screen
        self._dragged_to: QPointF | None = None
        self._button = Qt.MouseButton.NoButton
        self._on_headers = False  # where the button was pressed
        self._before_drag: tuple[Span, float] | None = None  # window and scroll offset
        self._beyond = 0.0  # px that a rubber band is pulled over an edge; negative at the left
        self._autoscroll = QTimer(self, interval=AUTOSCROLL_MS)
        self._autoscroll.timeout.connect(self._extend_over_edge)
        self._position = QPointF(-1.0, -1.0)  # where the pointer was last
        self._before_smart_zoom: Span | None = None
        scroll_bar.actionTriggered.connect(lambda: self.scroll_requested.emit(float(scroll_bar.sliderPosition())))
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.setMouseTracking(True)
        widget.installEventFilter(self)

    @property
    def is_dragging(self) -> bool:
        """True while a mouse button or a rubber band is held."""
        return self._pressed is not None or self._canvas.rubber_band is not None

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        """Handle an event of the widget; False for those that are the widget's own."""
        if not self._canvas.is_ready:
            return False
        if isinstance(event, (QTouchEvent, QMouseEvent)) and self.touch.handle(event):
            return True
        match event:
            case QMouseEvent():
                return self._on_mouse(event)
            case QKeyEvent():
                return self._on_key(event)
            case QWheelEvent():
                request = self._wheel.wheel(event)
                if not self.is_dragging and not self.touch.is_touched:
                    self.request(request)
            case QNativeGestureEvent():
                self._on_gesture(event)
            case _:
                if event.type() == QEvent.Type.Leave:
                    self._hover("")
                    self.left.emit()
                return False
        event.accept()
        return True

    def _on_gesture(self, event: QNativeGestureEvent) -> None:
        """A gesture of a touchpad. A smart zoom frames what is there, and goes back from it."""
        if event.gestureType() != Qt.NativeGestureType.SmartZoomNativeGesture:
            self.request(self._wheel.pinch(event))
            return
        before, window = self._before_smart_zoom, self._canvas.state.window
        if before is not None and before.length > window.length:
            self.window_requested.emit(before.start, before.end)
            self._before_smart_zoom = None
        else:
            self._before_smart_zoom = window
            self.double_clicked.emit(event.position())

    def _on_pinch(self, pinch: Pinch) -> None:
        """The picture follows the fingers: it is stretched about their centre and moves with it."""
        self._canvas.held = True
        if pinch.ratio == 1.0:
            self.request(Pan(pinch.dx, pinch.dy))
            return
        scale, before = self._canvas.scale(), self._canvas.state.window
        window = before.zoomed(pinch.ratio, scale.days(pinch.x))
        window = window.panned(-scale.length(pinch.dx) * window.length / before.length)
        self.window_requested.emit(window.start, window.end)
        self.request(Pan(0.0, pinch.dy))

    def _on_tap(self, position: QPointF, on_screen: QPoint, double: bool) -> None:
        if double:
            self.double_clicked.emit(position)
        else:
            self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
            self.clicked.emit(position, on_screen, False)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Escape cancels a drag before it is anybody's shortcut. Shift shows where a rubber band would begin."""
        dragging = self._canvas.rubber_band is not None or self._dragged_to is not None
        if event.key() == Qt.Key.Key_Escape and dragging:
            if event.type() != QEvent.Type.KeyRelease:
                self.cancel_drag()
            event.accept()
            return True
        if event.key() == Qt.Key.Key_Shift and event.type() != QEvent.Type.ShortcutOverride:
            self._update_cursor(event.type() == QEvent.Type.KeyPress)
        return False

    def _on_mouse(self, event: QMouseEvent) -> bool:
        handlers = {
            QEvent.Type.MouseButtonPress: self._on_press,
            QEvent.Type.MouseMove: self._on_move,
            QEvent.Type.MouseButtonRelease: self._on_release,
            QEvent.Type.MouseButtonDblClick: self._on_double_click,
        }
        if event.type() not in handlers:
            return False
        event.setAccepted(handlers[event.type()](event))
        return True

    def _on_press(self, event: QMouseEvent) -> bool:
        button = event.button()
        if button not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return False
        if self.is_dragging:
            return True  # another button is down already
        x, left, state = event.position().x(), button == Qt.MouseButton.LeftButton, self._canvas.state
        self._button, self._on_headers = button, x < METRICS.header_px
        self._before_drag = state.window, state.scroll_px
        if left and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not self._on_headers:
            day = self._canvas.scale().days(x)
            self._canvas.rubber_band = day, day
            self._canvas.held = True
            return True
        self._pressed, self._dragged_to = event.globalPosition(), None
        if left and self._on_headers:
            self.lane_drag.press(event.position())
        return True

    def _on_move(self, event: QMouseEvent) -> bool:
        if event.buttons() == Qt.MouseButton.NoButton and self._button != Qt.MouseButton.NoButton:
            self._end_drag()  # the release went elsewhere
        if self._canvas.rubber_band is not None:
            self._extend_band(event.position().x())
        elif self._pressed is not None:
            self._drag(event, self._pressed)
        else:
            self._position = event.position()
            self._hover(self._canvas.scene().hit(self._position.x(), self._position.y()))
            self._update_cursor(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            self.hovered.emit(self._position)
        return True

    def _drag(self, event: QMouseEvent, pressed: QPointF) -> None:
        """Drag the lane or the picture. Positions on the screen: what moves below the pointer does not disturb."""
        here = event.globalPosition()
        moved = here - pressed
        far = moved.manhattanLength() >= QApplication.startDragDistance()
        if self.lane_drag.pressed and event.buttons() & Qt.MouseButton.LeftButton:
            if far:
                self._dragged_to = here  # no click any more
            self.lane_drag.move(event.position(), moved.y())
            if self.lane_drag.dragging:
                self._canvas.held = True
                self._widget.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._widget.update()
                self.hovered.emit(QPointF(-1.0, -1.0))
        elif far or self._dragged_to is not None:
            last = self._dragged_to or pressed
            self._dragged_to, self._canvas.held = here, True
            self._widget.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.request(Pan(0.0 if self._on_headers else here.x() - last.x(), here.y() - last.y()))

    def _on_release(self, event: QMouseEvent) -> bool:
        if event.button() != self._button:
            return False
        band, pressed, clicked = self._canvas.rubber_band, self._pressed, self._dragged_to is None
        self.lane_drag.drop(event.position())
        self._end_drag()
        if band is not None:
            start, end = sorted(band)
            if self._canvas.scale().x(end) - self._canvas.scale().x(start) >= MIN_BAND_PX:
                self.window_requested.emit(start, end)
        elif pressed is not None and clicked and event.button() == Qt.MouseButton.LeftButton:
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.clicked.emit(event.position(), event.globalPosition().toPoint(), ctrl)
        return True

    def _on_double_click(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        self._end_drag()
        self.double_clicked.emit(event.position())
        return True

    def cancel_drag(self) -> None:
        """Restore everything as it was when the button was pressed."""
        before, of_lane = self._before_drag, self.lane_drag.dragging
        dragged = self._dragged_to is not None or self._canvas.rubber_band is not None
        self._end_drag()
        if before is not None and dragged:
            if not of_lane:
                self.window_requested.emit(before[0].start, before[0].end)
            if not of_lane or before[1] != self._canvas.state.scroll_px:
                self.scroll_requested.emit(before[1])

    def _end_drag(self) -> None:
        self._pressed = self._dragged_to = self._canvas.rubber_band = None
        self._button = Qt.MouseButton.NoButton
        self._canvas.held = False
        self.lane_drag.cancel()
        self._autoscroll.stop()
        self._update_cursor()
        self._widget.update()

    def _extend_band(self, x: float) -> None:
        """Move the loose end of the rubber band to `x`. Over an edge the window follows."""
        assert self._canvas.rubber_band is not None
        inside = min(max(x, METRICS.header_px), self._canvas.size.width)
        self._beyond = x - inside
        self._canvas.rubber_band = self._canvas.rubber_band[0], self._canvas.scale().days(inside)
        if not self._beyond:
            self._autoscroll.stop()
        elif not self._autoscroll.isActive():
            self._autoscroll.start()
        self._widget.update()

    def _extend_over_edge(self) -> None:
        edge = METRICS.header_px if self._beyond < 0 else self._canvas.size.width
        step = min(max(self._beyond * AUTOSCROLL_SHARE, -MAX_AUTOSCROLL_PX), MAX_AUTOSCROLL_PX)
        self.request(Pan(-step, 0.0))
        self._extend_band(edge + self._beyond)

    def _hover(self, ref: str) -> None:
        if ref != self._canvas.hover:
            self._canvas.hover = ref
            self._widget.update()

    def _update_cursor(self, shift: bool = False) -> None:
        """A pointing hand over what can be clicked, an open hand over what can be dragged, a beam for a rubber band."""
        x, y = self._position.x(), self._position.y()
        if self._pressed is not None and self._dragged_to is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._canvas.rubber_band is not None or (shift and x >= METRICS.header_px):
            shape = Qt.CursorShape.IBeamCursor
        elif self._canvas.hover:
            shape = Qt.CursorShape.PointingHandCursor
        elif x >= METRICS.header_px and y >= METRICS.axis_px:
            shape = Qt.CursorShape.OpenHandCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        if shape != self._widget.cursor().shape():
            self._widget.setCursor(shape)

    def request(self, request: Zoom | Pan | None) -> None:
        """Emit the signals of a request."""
        scale = self._canvas.scale()
        if isinstance(request, Zoom):
            self.zoom_requested.emit(request.ratio, scale.days(max(request.x, METRICS.header_px)))
        elif isinstance(request, Pan):
            if request.dx:
                self.pan_requested.emit(-scale.length(request.dx))
            if request.dy and self._scroll_bar.maximum():
                self.scroll_by(-request.dy)

    def scroll_by(self, px: float) -> None:
        """Request to scroll down by `px`, not beyond either end; from the state's offset, painted yet or not."""
        end = float(self._scroll_bar.maximum())
        before = min(self._canvas.state.scroll_px, end)
        if (after := min(max(before + px, 0.0), end)) != before:
            self.scroll_requested.emit(after)
