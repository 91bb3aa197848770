"""Input on the headers of lanes: a header is dragged to another place, its button opens the menu of the lane."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from viewer.i18n import _
from viewer.paint.overlays import DraggedLane, DropLine, paint_dragged_lane
from viewer.timeline.lane_model import LaneOptions, lane_model
from viewer.timeline.metrics import METRICS
from viewer.timeline.scene import Box
from viewer.widgets.canvas import TimelineCanvas

AUTOSCROLL_MS, AUTOSCROLL_SHARE = 16, 0.25
"""Autoscrolling moves this often, by this share of how far the pointer is beyond where it starts."""
STRAY_PX = 24.0  # the pointer may leave the headers by this much
EDGE_PX = 40.0  # autoscrolling starts this near to the first and the last lane in view
MAX_IMAGE_PX = 84.0  # of a higher header only the upper part is dragged
IMAGE_OFFSET = QPointF(10.0, 0.0)  # the head of the drop line stays visible
BUTTON_PX, BUTTON_RIGHT_PX, BUTTON_TOP_PX = (22, 6, 28)  # size of the button, distance from the edges of the header
DOT_PX, DOT_DISTANCE_PX = 1.4, 4.5


class LaneButton(QAbstractButton):
    """Three dots in the header of a lane. There is a key for the menu, so the button takes no focus."""

    menu_requested = Signal(str, QPoint)  # the id of the lane, and a position on the screen

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lane = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.resize(self.sizeHint())
        self.hide()
        self.pressed.connect(self._request_menu)

    def sizeHint(self) -> QSize:
        return QSize(BUTTON_PX, BUTTON_PX)

    def show_on(self, lane: str, header: Box | None) -> None:
        """Show the button in the `header` of `lane`; hide it without one, or if that is too low."""
        self._lane = lane
        if header is None or header.height < BUTTON_TOP_PX + BUTTON_PX:
            self.hide()
            return
        text = _("Hide, move, pin or group lanes")
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.move(round(METRICS.header_px) - BUTTON_PX - BUTTON_RIGHT_PX, round(header.y) + BUTTON_TOP_PX)
        self.show()

    def _request_menu(self) -> None:
        self.setDown(False)
        self.menu_requested.emit(self._lane, self.mapToGlobal(QPoint(0, BUTTON_PX)))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if self.underMouse():
                painter.setBrush(self.palette().color(QPalette.ColorRole.Button))
                painter.drawRoundedRect(self.rect(), 5, 5)
            painter.setBrush(self.palette().color(QPalette.ColorRole.WindowText))
            for dx in (-DOT_DISTANCE_PX, 0.0, DOT_DISTANCE_PX):
                painter.drawEllipse(QPointF(BUTTON_PX / 2 + dx, BUTTON_PX / 2), DOT_PX, DOT_PX)


class DragState(Struct, frozen=True):
    """The dragged lane, the image of its header, and where in that the pointer holds it."""

    lane: str
    image: QPixmap
    grip: QPointF


class LaneDrag(QObject):
    """Drags lanes. A press on a header that does not move remains a click. The scene stays as it is meanwhile.

    A lane that cannot be anywhere else is not dragged: its header moves the lanes, as a wheel does.
    """

    lane_moved = Signal(str, str)  # a lane, and the one that it is put before; "" for the last place
    scrolled = Signal(float)  # px that the lanes shall scroll down

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._pressed_lane = ""
        self._pressed_at = self._pointer = QPointF()
        self._drag: DragState | None = None
        self._drop: tuple[float, str] | None = None  # the y of the drop line, and the lane below it
        self._autoscroll = QTimer(self, interval=AUTOSCROLL_MS)
        self._autoscroll.timeout.connect(self._scroll_on)

    @property
    def pressed(self) -> bool:
        """True while a header is pressed that can be dragged."""
        return bool(self._pressed_lane)

    @property
    def dragging(self) -> bool:
        return self._drag is not None

    def press(self, position: QPointF) -> None:
        """The header at `position` is pressed."""
        lane = self._canvas.lane_at(position.y())
        siblings = self._siblings(lane) if lane else []
        self._pressed_lane = lane if lane in siblings and len(siblings) > 1 else ""
        self._pressed_at = position

    def move(self, position: QPointF, moved_y: float) -> None:
        """The pointer is at `position`, `moved_y` px from the press: start the drag, or go on with it."""
        if self._drag is None and abs(moved_y) >= QApplication.startDragDistance():
            self._start(self._pressed_lane)
        if self._drag is not None:
            self._pointer = position
            self._find_drop_target()
            if self._scroll_px() and not self._autoscroll.isActive():
                self._autoscroll.start()

    def drop(self, position: QPointF) -> None:
        """Drop the dragged lane at `position`."""
        self._pointer = position
        self._find_drop_target()
        drag, drop = self._drag, self._drop
        self.cancel()
        if drag is not None and drop is not None:
            self.lane_moved.emit(drag.lane, drop[1])

    def cancel(self) -> None:
        """End the drag, or forget the press; nothing moves."""
        self._pressed_lane, self._drag, self._drop = "", None, None
        self._autoscroll.stop()

    def lanes_changed(self) -> None:
        """Other lanes are shown: go on if the dragged one is still among them."""
        if self._drag is not None and self._drag.lane in self._siblings(self._drag.lane):
            self._find_drop_target()
        else:
            self.cancel()

    def _start(self, lane: str) -> None:
        box, pressed = self._visible_header(lane), self._pressed_at
        if box is None:
            return
        pixmap, height = self._canvas.rendered().pixmap, min(box.height, MAX_IMAGE_PX)
        ratio = pixmap.devicePixelRatio()
        part = QRectF(box.x * ratio, box.y * ratio, box.width * ratio, height * ratio).toRect()
        grip = QPointF(pressed.x() - box.x, min(pressed.y() - box.y, height * 0.75))
        self._drag = DragState(lane, pixmap.copy(part.intersected(QRect(pixmap.rect()))), grip)

    def _siblings(self, lane: str) -> list[str]:
        """The lanes that `lane` can change places with, and itself, from the top. Pinned lanes stay together."""
        state = self._canvas.state
        lanes = lane_model(self._canvas.programme, state.grouping).visible(LaneOptions.of(state))
        pinned = lane in state.pinned_lanes
        return [entry.lane.id for entry in lanes if (entry.lane.id in state.pinned_lanes) == pinned]

    def _top(self, lane: str) -> float:
        """Where the lanes among which `lane` can move begin."""
        return METRICS.axis_px if lane in self._canvas.state.pinned_lanes else self._canvas.lanes_top

    def _visible_header(self, lane: str) -> Box | None:
        """The visible part of a header; None if it is scrolled away."""
        box = self._canvas.headers().get(lane)
        if box is None:
            return None
        top = max(box.y, self._top(lane))
        height = min(box.bottom, self._canvas.size.height) - top
        return Box(box.x, top, box.width, height) if height > 0 else None

    def _over_headers(self) -> bool:
        headers = QRectF(0.0, 0.0, METRICS.header_px, self._canvas.size.height)
        return headers.adjusted(-STRAY_PX, -STRAY_PX, STRAY_PX, STRAY_PX).contains(self._pointer)

    def _find_drop_target(self) -> None:
        """Find the line between two lanes that is nearest to the pointer; none where nothing would move."""
        self._drop = None
        if self._drag is None or not self._over_headers():
            return
        lane, headers = self._drag.lane, self._canvas.headers()
        siblings = self._siblings(lane)
        following = dict(zip(siblings, [*siblings[1:], ""], strict=True))
        lines = [(headers[id].y, id) for id in siblings if id in headers]
        lines += [(headers[id].bottom, following[id]) for id in siblings if id in headers]
        y, before = min(lines, key=lambda line: abs(line[0] - self._pointer.y()), default=(0.0, lane))
        if before not in (lane, following[lane]):
            self._drop = min(max(y, self._top(lane) + 2.0), self._canvas.size.height - 2.0), before

    def _scroll_px(self) -> float:
        """How far the next step scrolls. Only in the direction of the drag, and not among pinned lanes."""
        lanes_top = self._canvas.lanes_top
        if self._drag is None or not self._over_headers() or self._top(self._drag.lane) != lanes_top:
            return 0.0
        y, start = self._pointer.y(), self._pressed_at.y()
        above, below = lanes_top + EDGE_PX - y, y - (self._canvas.size.height - EDGE_PX)
        if above > 0 and y < start:
            return -min(above, EDGE_PX) * AUTOSCROLL_SHARE
        return min(below, EDGE_PX) * AUTOSCROLL_SHARE if below > 0 and y > start else 0.0

    def _scroll_on(self) -> None:
        if px := self._scroll_px():
            self.scrolled.emit(px)
        else:
            self._autoscroll.stop()

    def paint(self, painter: QPainter) -> None:
        """Paint the dragged header, the place it was taken from and the drop line."""
        if self._drag is None:
            return
        scene, box = self._canvas.scene(), self._visible_header(self._drag.lane)
        lane = DraggedLane(
            self._drag.image,
            self._pointer - self._drag.grip + IMAGE_OFFSET,
            None if box is None else QRectF(0.0, box.y, scene.width, box.height),
            None if self._drop is None else DropLine(self._drop[0], scene.header_px, scene.width),
            self._over_headers(),
        )
        paint_dragged_lane(painter, self._canvas.theme, lane)
