"""Lanes under hands: a header is picked up, carried over the others, and put down between two of them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from viewer.model.programme import Programme
from viewer.paint.carried import Landing, paint_carried
from viewer.state import ViewState
from viewer.timeline.lane_model import LaneOptions, lane_model
from viewer.timeline.scene import Band, Box, Role
from viewer.timeline.scene_builder import METRICS
from viewer.widgets.canvas_input import EDGE_MS, EDGE_SHARE, Hands

BESIDE_PX = 24.0
"""A hand that carries may stray so far from the headers."""
NEAR_EDGE_PX = 40.0
"""So near to the first or last lane in sight others come into it."""
MOST_CARRIED_PX = 84.0
"""Of a higher header its upper part is carried."""
LIFTED_PX = 10.0
"""So far to the right of where it lay: the head of the line stays in sight beside it."""


class Carried(Struct, frozen=True):
    """What is in the hand: a lane, the picture of its header, and where in that it is held."""

    lane: str
    picture: QPixmap
    grip: QPointF


class LaneDrag(Hands):
    """A press on a header that stays where it is remains a click. While one is carried the scene stays as it is.

    A lane that could go nowhere else cannot be picked up: its header moves the lanes, as a wheel does.
    """

    lane_moved = Signal(str, str)  # a lane, and the one that it is put before; "": after all others

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grasped = ""  # the lane whose header is pressed
        self._grasped_at = self._carried_to = QPointF()
        self._carried: Carried | None = None
        self._landing: tuple[float, str] | None = None  # the line, and the lane below it
        self._creep = QTimer(self, interval=EDGE_MS)
        self._creep.timeout.connect(self._creep_on)

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        super().show_programme(programme, state, today)
        if self._carried is not None:
            if self._carried.lane in self._kin(self._carried.lane):
                self._seek_landing()
            else:
                self._let_go()

    # ── where lanes are ───────────────────────────────────────────────────────────────────────────

    def lane_at(self, y: float) -> str:
        """The id of the lane at that height, "" for none."""
        return self.scene().hit(METRICS.header_px - 1.0, y).removeprefix("lane/")

    @property
    def lanes_top(self) -> float:
        """Where the lanes that scroll begin: below the axis and the lanes that stay."""
        scene = self.scene()
        grounds = (it.box for it in scene.shapes if isinstance(it, Band) and it.role is Role.GROUND)
        return max((it.bottom for it in grounds if it.y == scene.axis_px), default=scene.axis_px)

    def _kin(self, lane: str) -> list[str]:
        """The lanes that `lane` can change places with, and itself, from the top: pinned ones stay together."""
        assert self._programme is not None
        assert self._state is not None
        state = self._state
        shown = lane_model(self._programme, state.grouping).visible(LaneOptions.of(state))
        pinned = lane in state.pinned_lanes
        return [it.lane.id for it in shown if (it.lane.id in state.pinned_lanes) == pinned]

    def _headers(self) -> dict[str, Box]:
        """The headers in sight by their lanes, as high as these are."""
        bands = (it for it in self.scene().shapes if isinstance(it, Band) and it.ref.startswith("lane/"))
        return {it.ref.removeprefix("lane/"): it.box for it in bands}

    def _stays(self, lane: str) -> bool:
        """Whether the lane stays in its place while others scroll."""
        assert self._state is not None
        return lane in self._state.pinned_lanes and self.lanes_top > METRICS.axis_px

    def _in_sight(self, lane: str) -> Box | None:
        """What is seen of a header, None where it is scrolled away."""
        box = self._headers().get(lane)
        if box is None:
            return None
        top = max(box.y, METRICS.axis_px if self._stays(lane) else self.lanes_top)
        height = min(box.bottom, self.scene().height) - top
        return Box(box.x, top, box.width, height) if height > 0 else None

    # ── the hand ──────────────────────────────────────────────────────────────────────────────────

    def mousePressEvent(self, event: QMouseEvent) -> None:
        held = self._pressed is not None
        super().mousePressEvent(event)
        left = self._button == Qt.MouseButton.LeftButton
        if left and not held and self._pressed is not None and self._on_headers:
            lane = self.lane_at(event.position().y())
            kin = self._kin(lane) if lane else []
            self._grasped = lane if lane in kin and len(kin) > 1 else ""
            self._grasped_at = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grasped and self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            way = event.globalPosition() - self._pressed
            if way.manhattanLength() >= QApplication.startDragDistance():
                self._dragged_to = event.globalPosition()  # no click any more
            if self._carried is None and abs(way.y()) >= QApplication.startDragDistance():
                self._pick_up(self._grasped)
            if self._carried is not None:
                self._carry(event.position())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._carried is None or event.button() != self._button:
            super().mouseReleaseEvent(event)
            return
        self._carry(event.position())
        lane, landing = self._carried.lane, self._landing
        super().mouseReleaseEvent(event)
        if landing is not None:
            self.lane_moved.emit(lane, landing[1])

    def _pick_up(self, lane: str) -> None:
        box = self._in_sight(lane)
        if box is None or self._theme is None:
            return
        shot = self._exact(self._theme)
        height = min(box.height, MOST_CARRIED_PX)
        ratio = shot.picture.devicePixelRatio()
        part = QRectF(box.x * ratio, box.y * ratio, box.width * ratio, height * ratio).toRect()
        grip = QPointF(self._grasped_at.x() - box.x, min(self._grasped_at.y() - box.y, height * 0.75))
        self._carried = Carried(lane, shot.picture.copy(part.intersected(QRect(shot.picture.rect()))), grip)
        self._held = True
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _carry(self, place: QPointF) -> None:
        self._carried_to = place
        self._seek_landing()
        if self._creep_px() and not self._creep.isActive():
            self._creep.start()
        self.update()

    def _over_headers(self) -> bool:
        """Whether the hand is where it can put something down."""
        room = QRectF(0.0, 0.0, METRICS.header_px, self.height())
        return room.adjusted(-BESIDE_PX, -BESIDE_PX, BESIDE_PX, BESIDE_PX).contains(self._carried_to)

    def _seek_landing(self) -> None:
        """The line between two lanes that is nearest to the hand; none where nothing would move."""
        self._landing = None
        if self._carried is None or not self._over_headers():
            return
        lane, y = self._carried.lane, self._carried_to.y()
        kin, boxes = self._kin(lane), self._headers()
        lines = [
            (edge, before)
            for id, after in zip(kin, [*kin[1:], ""], strict=True)
            if id in boxes
            for edge, before in ((boxes[id].y, id), (boxes[id].bottom, after))
        ]
        if not lines:
            return
        edge, before = min(lines, key=lambda it: abs(it[0] - y))
        place = kin.index(lane)
        if before not in (lane, kin[place + 1] if place + 1 < len(kin) else ""):
            top = METRICS.axis_px if self._stays(lane) else self.lanes_top
            self._landing = min(max(edge, top + 2.0), self.scene().height - 2.0), before

    def _creep_px(self) -> float:
        """How far the lanes go at the next tick; only to where the hand went, and not among lanes that stay."""
        if self._carried is None or not self._over_headers() or self._stays(self._carried.lane):
            return 0.0
        y, began = self._carried_to.y(), self._grasped_at.y()
        above, below = self.lanes_top + NEAR_EDGE_PX - y, y - (self.scene().height - NEAR_EDGE_PX)
        if above > 0 and y < began:
            return -min(above, NEAR_EDGE_PX) * EDGE_SHARE
        return min(below, NEAR_EDGE_PX) * EDGE_SHARE if below > 0 and y > began else 0.0

    def _creep_on(self) -> None:
        px = self._creep_px()
        if px:
            self._scroll_by(px)
        else:
            self._creep.stop()

    def _give_up(self) -> None:
        if self._carried is None:
            super()._give_up()
            return
        before = self._set_out_from
        self._let_go()
        if before is not None and self._state is not None and before[1] != self._state.scroll_px:
            self.scroll_requested.emit(before[1])

    def _let_go(self) -> None:
        self._grasped, self._carried, self._landing = "", None, None
        self._creep.stop()
        super()._let_go()

    # ── paint ─────────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._carried is None or self._theme is None:
            return
        scene, box, landing = self.scene(), self._in_sight(self._carried.lane), self._landing
        with QPainter(self) as painter:
            paint_carried(
                painter,
                self._theme,
                self._carried.picture,
                self._carried_to - self._carried.grip + QPointF(LIFTED_PX, 0.0),
                None if box is None else QRectF(0.0, box.y, scene.width, box.height),
                None if landing is None else Landing(landing[0], scene.header_px, scene.width),
                self._over_headers(),
            )
