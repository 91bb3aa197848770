"""The timeline under hands: what a place means, and how an event is brought into sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QPointF, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from viewer.model.programme import Programme
from viewer.state import ViewState
from viewer.timeline.offscreen_hints import AWAY
from viewer.timeline.scene import Band, Bar, Cluster, Mark, Role
from viewer.timeline.scene_builder import METRICS, scroll_to
from viewer.widgets.lane_button import LaneButton
from viewer.widgets.lane_drag import LaneDrag
from viewer.widgets.wheel_input import Zoom

Sentence = Callable[[str], str]
"""An address within the programme -> the one sentence that tells it."""
SLOW_MS = 200
"""A busy window may hear of a second click this much later than it came."""
FINGER_PX = 9.0
"""A finger that hits nothing means what lies so near to it."""


class TimelineView(LaneDrag):
    """One Tab stop. Everything it wants is a signal; `show_programme` and `show_theme` never emit."""

    select_requested = Signal(str)  # an address, "" for nothing
    visit_requested = Signal(str)  # an event out of view, to be brought there
    frame_requested = Signal(float, float)  # a stretch of days, with room around it
    event_framed = Signal(str)  # an event to be framed
    measure_requested = Signal(str)  # an event to measure to
    menu_requested = Signal(str, str, QPoint)  # an event ("" for the ground), its lane, where on the screen
    lane_menu_requested = Signal(str, QPoint)  # a lane ("" for the corner), where on the screen
    lane_requested = Signal(str)  # the id of a lane to open, or to make compact again
    members_requested = Signal(object, QPoint)  # a Cluster, where on the screen
    selected = Signal(str)  # what is shown as selected now; for those who say it, nobody decides by it

    def __init__(self, sentence: Sentence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self._meant = ""  # by the last click
        self._since_click = QElapsedTimer()
        self._lane_button = LaneButton(self)
        self._lane_button.asked.connect(self.lane_menu_requested)
        self.clicked.connect(self._click)
        self.clicked_twice.connect(self._frame)
        self.menu_asked.connect(self._ask_menu)

    # ── for those who hear it ─────────────────────────────────────────────────────────────────────

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        before = self.selection
        if self._state is not None and self._state.layout_key() != state.layout_key():
            self._lane_button.hide()  # its lane may lie elsewhere
        super().show_programme(programme, state, today)
        if state.selection != before:
            self.selected.emit(state.selection)

    @property
    def selection(self) -> str:
        """The address of what is selected, "" for nothing."""
        return "" if self._state is None else self._state.selection

    def accessible_text(self, ref: str) -> str:
        """What is at `ref`, in words: the one sentence of an event, how many a cluster holds and its first ones."""
        if not ref.startswith("cluster/"):
            return self._sentence(ref)
        from viewer.widgets.tooltips import cluster_words

        return cluster_words(self.cluster(ref), self._sentence)

    def activate(self, ref: str) -> None:
        """What a click on `ref` does, without a pointer."""
        if ref.startswith("cluster/"):
            cluster = self.cluster(ref)
            x, y = cluster.box.centre
            self.members_requested.emit(cluster, self.mapToGlobal(QPoint(round(x), round(y))))
        else:
            self.select_requested.emit(ref)

    # ── what a place means ────────────────────────────────────────────────────────────────────────

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    def ref_at(self, place: QPointF) -> str:
        """What lies at `place`, or, for fingers, as near as they can aim; "" for nothing."""
        x, y = place.x(), place.y()
        ref = self.scene().hit(x, y)
        if ref or not self._screen.recent:
            return ref
        around = ((x, y - FINGER_PX), (x, y + FINGER_PX), (x - FINGER_PX, y), (x + FINGER_PX, y))
        found = (self.scene().hit(*near) for near in around)
        return next((it for it in found if it and not it.startswith("lane/")), "")

    def _click(self, place: QPointF, on_screen: QPoint, ctrl: bool) -> None:
        ref = self._meant = self.ref_at(place)
        self._since_click.restart()
        if ref.startswith("cluster/"):
            self.members_requested.emit(self.cluster(ref), on_screen)
        elif ref.startswith("lane/"):
            self.lane_requested.emit(ref.removeprefix("lane/"))
        elif ref.startswith(AWAY):
            self.visit_requested.emit(ref.removeprefix(AWAY))
        elif not ctrl:
            self.select_requested.emit(ref)
        elif ref.startswith("event/"):
            self.measure_requested.emit(ref)

    def _frame(self, place: QPointF) -> None:
        """What the first of two clicks meant: it may have opened the details, and all lies elsewhere by now."""
        most_ms = QApplication.doubleClickInterval() + SLOW_MS
        just_now = self._since_click.isValid() and self._since_click.elapsed() < most_ms
        ref = self._meant if just_now else self.ref_at(place)
        if ref.startswith("cluster/"):
            if ref in {it.ref for it in self.scene().shapes if isinstance(it, Cluster)}:
                cluster = self.cluster(ref)
                self.frame_requested.emit(cluster.first, cluster.last)
        elif ref.startswith("event/"):
            self.event_framed.emit(ref)
        elif not ref and place.x() >= METRICS.header_px:
            self._wish(Zoom(0.5, place.x()))

    def _rest_on(self, place: QPointF, shift: bool) -> None:
        super()._rest_on(place, shift)
        lane = self._hover if self._hover.startswith("lane/") and place.x() < METRICS.header_px else ""
        bands = (it.box for it in self.scene().shapes if isinstance(it, Band) and it.ref == lane)
        self._lane_button.show_on(lane.removeprefix("lane/"), next(bands, None) if lane else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._lane_button.hide()

    def _pick_up(self, lane: str) -> None:
        super()._pick_up(lane)
        self._lane_button.hide()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._carried is not None:
            self._give_up()
        elif event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.request_menu()
        elif not self._screen.recent:  # after a long press the menu is open already
            self._ask_menu(QPointF(event.pos()), event.globalPos())

    def _ask_menu(self, place: QPointF, on_screen: QPoint) -> None:
        ref = self.ref_at(place)
        if ref.startswith("lane/") or place.x() < METRICS.header_px:
            self.lane_menu_requested.emit(ref.removeprefix("lane/"), on_screen)
        elif ref.startswith("cluster/"):
            self.members_requested.emit(self.cluster(ref), on_screen)
        else:
            self.menu_requested.emit(ref.removeprefix(AWAY), self.lane_at(place.y()), on_screen)

    def request_menu(self) -> None:
        """Wish for the menu of the selected event, where it is; of the ground where none is in sight."""
        assert self._state is not None
        box = self.scene().box_of(self._state.selection)
        x, y = box.centre if box is not None else (METRICS.header_px + 24.0, METRICS.axis_px + 24.0)
        x = min(max(x, METRICS.header_px), self._size().width)
        y = min(max(y, METRICS.axis_px), self.height() - 1.0)
        where = self.mapToGlobal(QPoint(round(x), round(y)))
        self.menu_requested.emit(self._state.selection if box is not None else "", self.lane_at(y), where)

    def request_lane_menu(self) -> None:
        """Wish for the menu of the lane that the selection is on."""
        assert self._state is not None
        box = self.scene().box_of(self._state.selection)
        y = (
            METRICS.axis_px + 8.0
            if box is None
            else min(max(box.centre[1], METRICS.axis_px), self.height() - 1.0)
        )
        where = self.mapToGlobal(QPoint(round(METRICS.header_px / 2), round(y)))
        self.lane_menu_requested.emit(self.lane_at(y), where)

    def request_members(self) -> bool:
        """Wish for the list of the cluster that the selection is folded into; False where it stands alone."""
        shape = self.cluster_of_selection()
        if shape is not None:
            x, y = shape.box.centre
            self.members_requested.emit(shape, self.mapToGlobal(QPoint(round(x), round(y))))
        return shape is not None

    def cluster_of_selection(self) -> Cluster | None:
        """The cluster that the selection is folded into, None where it stands alone."""
        assert self._state is not None
        ref = self._state.selection
        clusters = (shape for shape in self.scene().shapes if isinstance(shape, Cluster))
        return next((shape for shape in clusters if ref in shape.refs), None)

    def first_in_view(self, last: bool = False) -> str:
        """The earliest event in the topmost lane with any in sight; `last`: the latest in the lowest. "" for none.

        Of those that are folded together it is the one that a walk would come to first.
        """
        scene = self.scene()
        lanes = [it.box for it in scene.shapes if isinstance(it, Band) and it.ref.startswith("lane/")]
        found: list[tuple[float, float, Bar | Mark | Cluster]] = []
        for shape in scene.shapes:
            drawn = isinstance(shape, Cluster) or (
                isinstance(shape, (Bar, Mark)) and shape.role is Role.EVENT
            )
            if isinstance(shape, (Bar, Mark, Cluster)) and drawn and shape.ref:
                y = shape.box.centre[1]
                tops = [box.y for box in lanes if box.y <= y < box.bottom]
                found += [(top, shape.box.x, shape) for top in tops[:1]]
        found.sort(key=lambda it: it[:2], reverse=last)
        for _top, _x, shape in found:
            if scene.hit(*shape.box.centre) == shape.ref:  # not beneath headers or pinned lanes
                return shape.ref if not isinstance(shape, Cluster) else shape.refs[-1 if last else 0]
        return ""

    def cluster(self, ref: str) -> Cluster:
        """The cluster of that address in the present scene. KeyError when there is none."""
        for shape in self.scene().shapes:
            if isinstance(shape, Cluster) and shape.ref == ref:
                return shape
        raise KeyError(ref)

    def _tell(self, event: QHelpEvent) -> None:
        from viewer.widgets.tooltips import cluster_tip, event_tip, lane_tip

        assert self._programme is not None
        ref = self.scene().hit(float(event.pos().x()), float(event.pos().y()))
        if not ref or self._pressed is not None or self._held:
            QToolTip.hideText()
        elif ref.startswith("lane/"):
            QToolTip.showText(event.globalPos(), lane_tip(), self)
        elif ref.startswith("cluster/"):
            QToolTip.showText(event.globalPos(), cluster_tip(self.cluster(ref), self._sentence), self)
        else:
            tip = event_tip(self._programme, ref.removeprefix(AWAY), self._sentence)
            QToolTip.showText(event.globalPos(), tip, self)

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
                self.scroll_requested.emit(min(offset, float(self._scroll_bar.maximum())))
            return
        top, bottom = self.lanes_top, scene.height
        if box.y < top and not scene.hit(*box.centre):  # above, or beneath the pinned lanes
            self.scroll_requested.emit(max(0.0, self._state.scroll_px - (top - box.y) - 12))
        elif box.y + box.height > bottom:
            self.scroll_requested.emit(self._state.scroll_px + box.y + box.height - bottom + 12)

    def page(self, step: int) -> None:
        """Wish to be scrolled a page down (+1) or up (-1)."""
        self._scroll_by(step * self._scroll_bar.pageStep() * 0.9)
