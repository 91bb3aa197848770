"""The timeline on screen: shows a scene, turns hands into wishes. It keeps no state but the hover."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QScrollBar, QToolTip, QWidget

from viewer.i18n import _
from viewer.model.programme import Programme
from viewer.paint.measure import font_measure
from viewer.paint.painter import paint_emphasis, paint_scene
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.timeline.build import Size, build_scene
from viewer.timeline.scale import TimeScale
from viewer.timeline.scene import Cluster, Scene
from viewer.widgets.gestures import Pan, Wheel, Zoom, pinch_wish, wheel_wish

Sentence = Callable[[str], str]
"""An address within the programme -> the one sentence that tells it."""


class TimelineView(QWidget):
    """One Tab stop. Everything it wants is a signal; `show_programme` and `show_theme` never emit."""

    zoom_wished = Signal(float, float)  # ratio (below 1: closer), the day to keep in place
    pan_wished = Signal(float)  # days
    scroll_wished = Signal(float)  # the new offset in px
    select_wished = Signal(str)  # an address, "" for nothing
    frame_wished = Signal(float, float)  # a stretch of days
    lane_wished = Signal(str)  # the id of a lane to open, or to make compact again
    members_wished = Signal(object, QPoint)  # a Cluster, where on the screen

    def __init__(self, sentence: Sentence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self._programme: Programme | None = None
        self._state: ViewState | None = None
        self._theme: Theme | None = None
        self._today = date.min
        self._scene: Scene | None = None
        self._picture: QPixmap | None = None
        self._hover = ""
        self._lit: tuple[str, ...] = ()
        self._pressed: QPointF | None = None
        self._dragged_to: QPointF | None = None
        self._scroll_bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._scroll_bar.actionTriggered.connect(
            lambda: self.scroll_wished.emit(float(self._scroll_bar.sliderPosition()))
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 200)

    # ── down: what to show ────────────────────────────────────────────────────────────────────────

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show `programme` (as of its day) through `state`."""
        before, self._state, self._today = self._state, state, today
        if programme is not self._programme or before is None or before.layout_key() != state.layout_key():
            self._programme = programme
            self._forget_scene()
        self.update()

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._picture = None
        self.update()

    def show_lit(self, event_ids: tuple[str, ...]) -> None:
        """Light up these events while the mouse rests on what they have in common elsewhere."""
        self._lit = tuple(f"event/{event_id}" for event_id in event_ids)
        self.update()

    def show_language(self) -> None:
        """The interface language changed: texts are laid out anew."""
        self._forget_scene()
        self.update()

    def scene(self) -> Scene:
        """The picture as it is on screen now. Only after `show_programme`."""
        if self._scene is None:
            assert self._programme is not None
            assert self._state is not None
            size = Size(float(self.width() - self._bar_width()), float(self.height()))
            self._scene = build_scene(self._programme, self._state, size, font_measure(), self._today)
            self._dress_scroll_bar(self._scene)
        return self._scene

    def scale(self) -> TimeScale:
        """Days to pixels of this widget."""
        assert self._state is not None
        scene = self.scene()
        return TimeScale(self._state.window, scene.header_px, scene.width)

    def _forget_scene(self) -> None:
        self._scene = self._picture = None

    def _bar_width(self) -> int:
        return self._scroll_bar.sizeHint().width()

    def _dress_scroll_bar(self, scene: Scene) -> None:
        assert self._state is not None
        page = scene.height - scene.axis_px
        self._scroll_bar.setRange(0, max(0, round(scene.content_px - page)))
        self._scroll_bar.setPageStep(round(page))
        self._scroll_bar.setSingleStep(40)
        self._scroll_bar.setValue(round(self._state.scroll_px))
        self._scroll_bar.setVisible(scene.content_px > page)

    # ── paint ─────────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._programme is None or self._state is None or self._theme is None:
            return
        scene, ratio = self.scene(), self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatioF() != ratio:
            self._picture = QPixmap((self.size().toSizeF() * ratio).toSize())
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(self._theme.palette["ground"])
            with QPainter(self._picture) as painter:
                paint_scene(painter, scene, self._theme)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            for ref in self._lit:
                paint_emphasis(painter, scene, self._theme, selection="", hover=ref, focus="")
            focus = self._state.selection if self.hasFocus() else ""
            paint_emphasis(
                painter, scene, self._theme, selection=self._state.selection, hover=self._hover, focus=focus
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = self._bar_width()
        self._scroll_bar.setGeometry(self.width() - width, 0, width, self.height())
        self._forget_scene()

    # ── up: what the hands wish ───────────────────────────────────────────────────────────────────

    def wheelEvent(self, event: QWheelEvent) -> None:
        keys = event.modifiers()
        touchpad = event.phase() != Qt.ScrollPhase.NoScrollPhase or not event.pixelDelta().isNull()
        self._wish(
            wheel_wish(
                Wheel(
                    angle=(event.angleDelta().x(), event.angleDelta().y()),
                    pixels=(event.pixelDelta().x(), event.pixelDelta().y()),
                    x=event.position().x(),
                    over_headers=event.position().x() < self.scene().header_px,
                    ctrl=bool(keys & Qt.KeyboardModifier.ControlModifier),
                    shift=bool(keys & Qt.KeyboardModifier.ShiftModifier),
                    touchpad=touchpad,
                )
            )
        )
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._wish(pinch_wish(event.value(), event.position().x()))
                return True
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition()
            self._dragged_to = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.globalPosition()  # global: what moves under the mouse does not disturb the drag
        if self._pressed is not None:
            far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if self._dragged_to is not None or far:
                last = self._dragged_to or self._pressed
                self._dragged_to = here
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._wish(Pan(here.x() - last.x(), here.y() - last.y()))
            return
        self._hover_over(self.scene().hit(event.position().x(), event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        clicked = self._dragged_to is None
        self._pressed = self._dragged_to = None
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._hover else Qt.CursorShape.ArrowCursor)
        if clicked:
            ref = self.scene().hit(event.position().x(), event.position().y())
            if ref.startswith("cluster/"):
                self.members_wished.emit(self.cluster(ref), event.globalPosition().toPoint())
            elif ref.startswith("lane/"):
                self.lane_wished.emit(ref.removeprefix("lane/"))
            else:
                self.select_wished.emit(ref)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        ref = self.scene().hit(event.position().x(), event.position().y())
        if ref.startswith("cluster/"):
            cluster = self.cluster(ref)
            self.frame_wished.emit(cluster.first, cluster.last)
        elif not ref:
            self._wish(Zoom(0.5, event.position().x()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover_over("")

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
        ref = self.scene().hit(float(event.pos().x()), float(event.pos().y()))
        if ref.startswith("lane/"):
            QToolTip.showText(event.globalPos(), _("Click: all rows of this lane, or as few as fit"), self)
            return
        if not ref:
            QToolTip.hideText()
            return
        text = (
            "\n".join(self._sentence(member) for member in self.cluster(ref).refs[:12])
            if ref.startswith("cluster/")
            else self._sentence(ref)
        )
        QToolTip.showText(event.globalPos(), text, self)

    def _wish(self, wish: Zoom | Pan | None) -> None:
        scale = self.scale()
        if isinstance(wish, Zoom):
            self.zoom_wished.emit(wish.ratio, scale.days(max(wish.x, self.scene().header_px)))
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
        if box is None:
            return
        top, bottom = scene.axis_px, scene.height
        if box.y < top:
            self.scroll_wished.emit(max(0.0, self._state.scroll_px - (top - box.y) - 12))
        elif box.y + box.height > bottom:
            self.scroll_wished.emit(self._state.scroll_px + box.y + box.height - bottom + 12)

    def page(self, step: int) -> None:
        """Wish to be scrolled a page down (+1) or up (-1)."""
        offset = self._scroll_bar.value() + step * self._scroll_bar.pageStep() * 0.9
        self.scroll_wished.emit(min(max(offset, 0.0), float(self._scroll_bar.maximum())))
