"""The timeline under hands: wheel, touchpad, mouse and keys become wishes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from viewer.timeline.build import METRICS, scroll_to
from viewer.timeline.scene import Band, Cluster, Role
from viewer.widgets.canvas import Canvas
from viewer.widgets.gestures import Pan, Touch, Touchpad, Wheel, Zoom, pinch_wish, wheel_wish

Sentence = Callable[[str], str]
"""An address within the programme -> the one sentence that tells it."""
LEAST_BAND_PX = 4.0
"""A rubber band narrower than this was a click."""


class TimelineView(Canvas):
    """One Tab stop. Everything it wants is a signal; `show_programme` and `show_theme` never emit."""

    zoom_wished = Signal(float, float)  # ratio (below 1: closer), the day to keep in place
    pan_wished = Signal(float)  # days
    scroll_wished = Signal(float)  # the new offset in px
    select_wished = Signal(str)  # an address, "" for nothing
    frame_wished = Signal(float, float)  # a stretch of days, with room around it
    window_wished = Signal(float, float)  # exactly these days
    event_framed = Signal(str)  # an event to be framed
    measure_wished = Signal(str)  # an event to measure to
    lane_menu_wished = Signal(str, QPoint)  # a lane ("" for the corner), where on the screen
    lane_wished = Signal(str)  # the id of a lane to open, or to make compact again
    members_wished = Signal(object, QPoint)  # a Cluster, where on the screen

    def __init__(self, sentence: Sentence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self._touch = Touchpad()
        self._pressed: QPointF | None = None
        self._dragged_to: QPointF | None = None
        self._scroll_bar.actionTriggered.connect(
            lambda: self.scroll_wished.emit(float(self._scroll_bar.sliderPosition()))
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    # ── up: what the hands wish ───────────────────────────────────────────────────────────────────

    def wheelEvent(self, event: QWheelEvent) -> None:
        keys, phase = event.modifiers(), event.phase()
        ctrl = bool(keys & Qt.KeyboardModifier.ControlModifier)
        touchpad = (
            phase != Qt.ScrollPhase.NoScrollPhase
            or not event.pixelDelta().isNull()
            or event.device().type() == QInputDevice.DeviceType.TouchPad
        )
        if phase != Qt.ScrollPhase.NoScrollPhase:
            self._touch = self._touch.turned(ctrl, begins=phase == Qt.ScrollPhase.ScrollBegin)
            ctrl = self._touch.doing is Touch.ZOOM
        wheel = Wheel(
            angle=(event.angleDelta().x(), event.angleDelta().y()),
            pixels=(event.pixelDelta().x(), event.pixelDelta().y()),
            x=event.position().x(),
            over_headers=event.position().x() < METRICS.header_px,
            ctrl=ctrl,
            shift=bool(keys & Qt.KeyboardModifier.ShiftModifier),
            touchpad=touchpad,
        )
        if self._pressed is None and self._band is None:
            self._wish(wheel_wish(wheel))
        if phase == Qt.ScrollPhase.ScrollEnd:
            self._touch = self._touch.left()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            kind = event.gestureType()
            if kind == Qt.NativeGestureType.ZoomNativeGesture and self._touch.doing is not Touch.PAN:
                self._touch = self._touch.pinched()
                self._wish(pinch_wish(event.value(), event.position().x()))
                return True
            if kind == Qt.NativeGestureType.EndNativeGesture:
                self._touch = self._touch.left()
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        elif isinstance(event, QKeyEvent) and self._band is not None and event.key() == Qt.Key.Key_Escape:
            self._let_go()  # not the command of that key
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        x = event.position().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and x >= METRICS.header_px:
            self._band = x, x
            self.setCursor(Qt.CursorShape.IBeamCursor)
            return
        self._pressed = event.globalPosition()
        self._dragged_to = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._band is not None:
            x = min(max(event.position().x(), METRICS.header_px), self._size().width)
            self._band = self._band[0], x
            self.update()
            return
        here = event.globalPosition()  # global: what moves under the mouse does not disturb the drag
        if self._pressed is not None:
            far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if self._dragged_to is not None or far:
                last = self._dragged_to or self._pressed
                self._dragged_to, self._held = here, True
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._wish(Pan(here.x() - last.x(), here.y() - last.y()))
            return
        self._hover_over(self.scene().hit(event.position().x(), event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        band, pressed, clicked = self._band, self._pressed, self._dragged_to is None
        self._let_go()
        if band is not None:
            x1, x2 = sorted(band)
            if x2 - x1 >= LEAST_BAND_PX:
                self.window_wished.emit(self.scale().days(x1), self.scale().days(x2))
        elif pressed is not None and clicked:
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._click(event.position(), event.globalPosition().toPoint(), ctrl)

    def _click(self, place: QPointF, on_screen: QPoint, ctrl: bool) -> None:
        ref = self.scene().hit(place.x(), place.y())
        if ref.startswith("cluster/"):
            self.members_wished.emit(self.cluster(ref), on_screen)
        elif ref.startswith("lane/"):
            self.lane_wished.emit(ref.removeprefix("lane/"))
        elif not ctrl:
            self.select_wished.emit(ref)
        elif ref.startswith("event/"):
            self.measure_wished.emit(ref)

    def _let_go(self) -> None:
        """Nothing is held any more."""
        self._pressed = self._dragged_to = self._band = None
        self._held = False
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._hover else Qt.CursorShape.ArrowCursor)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._let_go()
        ref = self.scene().hit(event.position().x(), event.position().y())
        if ref.startswith("cluster/"):
            cluster = self.cluster(ref)
            self.frame_wished.emit(cluster.first, cluster.last)
        elif ref.startswith("event/"):
            self.event_framed.emit(ref)
        elif not ref and event.position().x() >= METRICS.header_px:
            self._wish(Zoom(0.5, event.position().x()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.ask_lane_menu()
        elif event.pos().x() < METRICS.header_px:
            ref = self.scene().hit(float(event.pos().x()), float(event.pos().y()))
            lane = ref.removeprefix("lane/") if ref.startswith("lane/") else ""
            self.lane_menu_wished.emit(lane, event.globalPos())
        else:
            event.ignore()

    def ask_lane_menu(self) -> None:
        """Wish for the menu of the lane that the selection is on."""
        assert self._state is not None
        box = self.scene().box_of(self._state.selection)
        y = (
            METRICS.axis_px + 8.0
            if box is None
            else min(max(box.centre[1], METRICS.axis_px), self.height() - 1.0)
        )
        ref = self.scene().hit(METRICS.header_px - 1.0, y)
        where = self.mapToGlobal(QPoint(round(METRICS.header_px / 2), round(y)))
        self.lane_menu_wished.emit(ref.removeprefix("lane/"), where)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover_over("")

    def ask_members(self) -> bool:
        """Wish for the list of the cluster that the selection is folded into; False where it stands alone."""
        assert self._state is not None
        ref = self._state.selection
        for shape in self.scene().shapes:
            if isinstance(shape, Cluster) and ref in shape.refs:
                x, y = shape.box.centre
                self.members_wished.emit(shape, self.mapToGlobal(QPoint(round(x), round(y))))
                return True
        return False

    def cluster(self, ref: str) -> Cluster:
        """The cluster of that address in the present scene. KeyError when there is none."""
        for shape in self.scene().shapes:
            if isinstance(shape, Cluster) and shape.ref == ref:
                return shape
        raise KeyError(ref)

    def _hover_over(self, ref: str) -> None:
        if ref != self._hover:
            self._hover = ref
            self.setCursor(Qt.CursorShape.PointingHandCursor if ref else Qt.CursorShape.ArrowCursor)
            self.update()

    def _tell(self, event: QHelpEvent) -> None:
        from viewer.widgets.tips import cluster_tip, event_tip, lane_tip

        assert self._programme is not None
        ref = self.scene().hit(float(event.pos().x()), float(event.pos().y()))
        if not ref or self._pressed is not None or self._band is not None:
            QToolTip.hideText()
        elif ref.startswith("lane/"):
            QToolTip.showText(event.globalPos(), lane_tip(), self)
        elif ref.startswith("cluster/"):
            QToolTip.showText(event.globalPos(), cluster_tip(self.cluster(ref), self._sentence), self)
        else:
            QToolTip.showText(event.globalPos(), event_tip(self._programme, ref, self._sentence), self)

    def _wish(self, wish: Zoom | Pan | None) -> None:
        scale = self.scale()
        if isinstance(wish, Zoom):
            self.zoom_wished.emit(wish.ratio, scale.days(max(wish.x, METRICS.header_px)))
        elif isinstance(wish, Pan):
            if wish.dx:
                self.pan_wished.emit(scale.days(0.0) - scale.days(wish.dx))
            if wish.dy and self._scroll_bar.maximum():
                offset = min(max(self._scroll_bar.value() - wish.dy, 0.0), float(self._scroll_bar.maximum()))
                self.scroll_wished.emit(offset)

    def reveal(self, ref: str) -> None:
        """Wish to be scrolled so far that the row of `ref` is in sight; nothing where it is."""
        assert self._programme is not None
        assert self._state is not None
        scene = self.scene()
        box = scene.box_of(ref)
        if box is None:  # its lane is out of sight, or its time is
            kind, _slash, id = ref.partition("/")
            offset = scroll_to(self._programme, self._state, self._size(), id) if kind == "event" else None
            if offset is not None:
                self.scroll_wished.emit(min(offset, float(self._scroll_bar.maximum())))
            return
        pinned = [it.box for it in scene.shapes if isinstance(it, Band) and it.role is Role.GROUND]
        top = max((it.bottom for it in pinned if it.y == scene.axis_px), default=scene.axis_px)
        bottom = scene.height
        if box.y < top and not scene.hit(*box.centre):  # above, or beneath the pinned lanes
            self.scroll_wished.emit(max(0.0, self._state.scroll_px - (top - box.y) - 12))
        elif box.y + box.height > bottom:
            self.scroll_wished.emit(self._state.scroll_px + box.y + box.height - bottom + 12)

    def page(self, step: int) -> None:
        """Wish to be scrolled a page down (+1) or up (-1)."""
        offset = self._scroll_bar.value() + step * self._scroll_bar.pageStep() * 0.9
        self.scroll_wished.emit(min(max(offset, 0.0), float(self._scroll_bar.maximum())))
