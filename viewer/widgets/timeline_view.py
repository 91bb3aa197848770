"""The timeline widget: what a click, a menu or a tooltip at a position is about, and how an event comes into view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollBar, QToolTip, QWidget

from viewer.i18n import N_, _, language, ngettext_
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.ref import event_ref, id_of, kind_of, split_ref
from viewer.report.dates import zone_times
from viewer.report.labels import label_of_event
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.timeline.metrics import METRICS
from viewer.timeline.scene import Bar, Cluster, Mark, Role, Scene
from viewer.timeline.scene_builder import scroll_to
from viewer.widgets.canvas import TimelineCanvas
from viewer.widgets.canvas_input import CanvasInput
from viewer.widgets.gesture_input import Zoom
from viewer.widgets.lane_header_input import LaneButton

Sentence = Callable[[str], str]  # gives the one sentence that describes what is at an address
DELAY_MS = 200  # a busy window may receive a second click this much later than it came
TOUCH_SLOP_PX = 9.0  # a tap that hits nothing is about what is so near to it
TOOLTIP_PX = 380  # the width of a tooltip
MAX_MEMBERS, MAX_SPOKEN_MEMBERS = 10, 3  # of a cluster in its tooltip, and in its accessible text
LANE_TOOLTIP = N_(
    "Click: all rows of this lane, or as few as fit. Drag: to another place. Right click: hide, move, pin, group."
)
NEIGHBOURHOOD = ((0.0, 0.0), (0.0, -TOUCH_SLOP_PX), (0.0, TOUCH_SLOP_PX), (-TOUCH_SLOP_PX, 0.0), (TOUCH_SLOP_PX, 0.0))


class TimelineView(QWidget):
    """One Tab stop. Everything the user requests is a signal; `show_*` never emit one."""

    frame_requested = Signal(float, float)  # these days with room around them
    select_requested = Signal(str)  # an address; "" for nothing
    visit_requested = Signal(str)  # an event out of view, to be brought into view
    event_framed = Signal(str)
    measure_requested = Signal(str)
    menu_requested = Signal(str, str, QPoint)  # an event ("": the background), its lane, a position on the screen
    lane_menu_requested = Signal(str, QPoint)
    lane_requested = Signal(str)  # a lane to open, or to make compact
    members_requested = Signal(object, QPoint)  # a `Cluster`, and a position on the screen
    selected = Signal(str)  # what is shown as selected now: for screen readers
    painted = Signal()  # the first frame is on screen; emitted once

    def __init__(self, sentence: Sentence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self._was_painted = False
        self._clicked = ""  # the ref of the last click
        self._since_click = QElapsedTimer()
        self._scroll_bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.canvas = TimelineCanvas(self, self._scroll_bar)
        self.input = CanvasInput(self, self.canvas, self._scroll_bar)
        self._lane_button = LaneButton(self)
        self._lane_button.menu_requested.connect(self.lane_menu_requested)
        self.zoom_requested = self.input.zoom_requested
        self.pan_requested = self.input.pan_requested
        self.scroll_requested = self.input.scroll_requested
        self.window_requested = self.input.window_requested
        self.lane_moved = self.input.lane_drag.lane_moved
        self.input.clicked.connect(self._on_click)
        self.input.double_clicked.connect(self._on_double_click)
        self.input.menu_requested.connect(self._request_menu_at)
        self.input.hovered.connect(self._show_lane_button)
        self.input.left.connect(self._lane_button.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 200)

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show `programme`, a snapshot of its day, through `state`."""
        before = self.selection
        if self.canvas.show_programme(programme, state, today):
            self._lane_button.hide()  # its lane may be elsewhere
        self.input.lane_drag.lanes_changed()
        if state.selection != before:
            self.selected.emit(state.selection)

    def show_theme(self, theme: Theme) -> None:
        self.canvas.show_theme(theme)

    def show_animated(self, animated: bool) -> None:
        """Whether the window glides to a new position, or jumps."""
        self.canvas.animator.enabled = animated
        self.canvas.animator.finish()

    def show_lit(self, event_ids: tuple[str, ...]) -> None:
        """Highlight these events."""
        self.canvas.show_lit(frozenset(map(event_ref, event_ids)))

    def scene(self) -> Scene:
        """The scene that is shown. Only after `show_programme`."""
        return self.canvas.scene()

    @property
    def selection(self) -> str:
        return self.canvas.selection

    def _ref_at(self, position: QPointF) -> str:
        """The ref of what is at `position`, after a touch also of what is near to it; "" for nothing."""
        x, y, scene = position.x(), position.y(), self.scene()
        ref = scene.hit(x, y)
        if ref or not self.input.touch.is_recent:
            return ref
        refs = (scene.hit(x + dx, y + dy) for dx, dy in NEIGHBOURHOOD)
        return next((near for near in refs if near and kind_of(near) != "lane"), "")

    def activate(self, ref: str) -> None:
        """Do what a click on `ref` does, without a pointer."""
        if (cluster := self.canvas.cluster(ref)) is not None:
            self._request_members(cluster)
        else:
            self.select_requested.emit(ref)

    def _on_click(self, position: QPointF, on_screen: QPoint, ctrl: bool) -> None:
        ref = self._clicked = self._ref_at(position)
        self._since_click.restart()
        cluster, (kind, id) = self.canvas.cluster(ref), split_ref(ref)
        if cluster is not None:
            self.members_requested.emit(cluster, on_screen)
        elif kind == "lane":
            self.lane_requested.emit(id)
        elif kind == "away":
            self.visit_requested.emit(id)
        elif not ctrl:
            self.select_requested.emit(ref)
        elif kind == "event":
            self.measure_requested.emit(ref)

    def _on_double_click(self, position: QPointF) -> None:
        """Frame what the first of the two clicks hit: it may have opened the details and moved everything."""
        limit_ms = QApplication.doubleClickInterval() + DELAY_MS
        recent = self._since_click.isValid() and self._since_click.elapsed() < limit_ms
        ref = self._clicked if recent else self._ref_at(position)
        if (cluster := self.canvas.cluster(ref)) is not None:
            self.frame_requested.emit(cluster.first, cluster.last)
        elif kind_of(ref) == "event":
            self.event_framed.emit(ref)
        elif not ref and position.x() >= METRICS.header_px:
            self.input.request(Zoom(0.5, position.x()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.input.lane_drag.dragging:
            self.input.cancel_drag()
        elif event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._request_menu_of_selection()
        elif not self.input.touch.is_recent:  # after a long press the menu is open already
            self._request_menu_at(QPointF(event.pos()), event.globalPos())

    def _request_menu_at(self, position: QPointF, on_screen: QPoint) -> None:
        ref = self._ref_at(position)
        cluster, lane = self.canvas.cluster(ref), id_of(ref, "lane")
        if lane or position.x() < METRICS.header_px:
            self.lane_menu_requested.emit(lane, on_screen)
        elif cluster is not None:
            self.members_requested.emit(cluster, on_screen)
        else:
            self.menu_requested.emit(id_of(ref, "away") or ref, self.canvas.lane_at(position.y()), on_screen)

    def _request_menu_of_selection(self) -> None:
        """Request the menu of the selected event, at its place; that of the background if none is in view."""
        box = self.scene().box_of(self.selection)
        x, y = box.centre if box is not None else (METRICS.header_px + 24.0, METRICS.axis_px + 24.0)
        x, y = min(max(x, METRICS.header_px), self.canvas.size.width), self._within_lanes(y)
        address = self.selection if box is not None else ""
        self.menu_requested.emit(address, self.canvas.lane_at(y), self._on_screen(x, y))

    def request_lane_menu(self) -> None:
        """Request the menu of the lane that holds the selection."""
        box = self.scene().box_of(self.selection)
        y = METRICS.axis_px + 8.0 if box is None else self._within_lanes(box.centre[1])
        self.lane_menu_requested.emit(self.canvas.lane_at(y), self._on_screen(METRICS.header_px / 2, y))

    def request_members(self) -> bool:
        """Request the list of the cluster that holds the selection; False if it is in none."""
        if (cluster := self.cluster_of_selection()) is not None:
            self._request_members(cluster)
        return cluster is not None

    def _request_members(self, cluster: Cluster) -> None:
        self.members_requested.emit(cluster, self._on_screen(*cluster.box.centre))

    def cluster_of_selection(self) -> Cluster | None:
        """The cluster that holds the selection; None if it is in none."""
        clusters = (shape for shape in self.scene().shapes if isinstance(shape, Cluster))
        return next((cluster for cluster in clusters if self.selection in cluster.refs), None)

    def _within_lanes(self, y: float) -> float:
        return min(max(y, METRICS.axis_px), self.height() - 1.0)

    def _on_screen(self, x: float, y: float) -> QPoint:
        return self.mapToGlobal(QPoint(round(x), round(y)))

    def first_in_view(self, last: bool = False) -> str:
        """The earliest event in the topmost lane with any in view; `last`: the latest in the lowest. "" for none.

        Of a cluster it is the event that a walk reaches first.
        """
        scene, headers = self.scene(), self.canvas.headers().values()
        drawn: list[tuple[float, float, Bar | Mark | Cluster]] = []
        for shape in scene.shapes:
            if isinstance(shape, Cluster) or (
                isinstance(shape, (Bar, Mark)) and shape.role is Role.EVENT and shape.ref
            ):
                y = shape.box.centre[1]
                drawn += [(box.y, shape.box.x, shape) for box in headers if box.y <= y < box.bottom][:1]
        drawn.sort(key=lambda entry: entry[:2], reverse=last)
        for _top, _x, shape in drawn:
            if scene.hit(*shape.box.centre) == shape.ref:  # not below the headers or pinned lanes
                return shape.ref if not isinstance(shape, Cluster) else shape.refs[-1 if last else 0]
        return ""

    def reveal(self, ref: str) -> None:
        """Request to scroll until the row of `ref` is in view."""
        scene, state = self.scene(), self.canvas.state
        box, top = scene.box_of(ref), self.canvas.lanes_top
        if box is None:  # its lane is out of view, or its time is
            offset = scroll_to(self.canvas.programme, state, self.canvas.size, id_of(ref, "event"))
            if offset is not None:
                self.scroll_requested.emit(min(offset, float(self._scroll_bar.maximum())))
        elif box.y < top and not scene.hit(*box.centre):  # above, or below the pinned lanes
            self.scroll_requested.emit(max(0.0, state.scroll_px - (top - box.y) - 12))
        elif box.bottom > scene.height:
            self.scroll_requested.emit(state.scroll_px + box.bottom - scene.height + 12)

    def page(self, step: int) -> None:
        """Request to scroll a page down (+1) or up (-1)."""
        self.input.scroll_by(step * self._scroll_bar.pageStep() * 0.9)

    def accessible_text(self, ref: str) -> str:
        """What is at `ref` in words: the sentence of an event, the number of events in a cluster and its first."""
        if (cluster := self.canvas.cluster(ref)) is None:
            return self._sentence(ref)
        sentences = " ".join(map(self._sentence, cluster.refs[:MAX_SPOKEN_MEMBERS]))
        return f"{ngettext_('{n} event', '{n} events', cluster.count)}: {sentences}"

    def tooltip(self, ref: str) -> str:
        """The tooltip of a lane header, a cluster or an event, as rich text."""
        from html import escape

        cluster = self.canvas.cluster(ref)
        if kind_of(ref) == "lane":
            paragraphs = [escape(_(LANE_TOOLTIP))]
        elif cluster is not None:
            members = [escape(self._sentence(member)) for member in cluster.refs[:MAX_MEMBERS]]
            count = ngettext_("{n} event", "{n} events", cluster.count)
            hidden = cluster.count - len(members)
            more = ngettext_("… and {n} more", "… and {n} more", hidden) if hidden > 0 else ""
            hint = _("Click: list them. Double-click: zoom to them.")
            paragraphs = [f"<b>{escape(count)}</b>", *members, escape(more), f"<small>{escape(hint)}</small>"]
        else:
            paragraphs = [escape(self._sentence(ref))]
            event = self.canvas.programme.event(id_of(ref, "event"))
            if event is not None:
                title = escape(event.title(language()))
                paragraphs[0] = paragraphs[0].replace(title, f"<b>{title}</b>", 1)
                programme = self.canvas.programme
                times = zone_times(programme, programme.status(event.id).current_claim.when)
                paragraphs.append(escape(" · ".join(times)))
                paragraphs.append(f"<small>{escape(' · '.join(self._details(event)))}</small>")
        body = "".join(f"<p style='margin:2px 0'>{text}</p>" for text in paragraphs if text)
        return f"<table width='{TOOLTIP_PX}'><tr><td>{body}</td></tr></table>"

    def _details(self, event: Event) -> list[str]:
        """The kind of an event, its place and its partners."""
        programme, lang = self.canvas.programme, language()
        partners = (partner for id in event.partners if (partner := programme.partner(id)) is not None)
        place = [event.place.name(lang)] if event.place is not None else []
        names = [(partner.short or partner.name)(lang) for partner in partners]
        return [label_of_event(programme, event), *place, *names]

    def _show_lane_button(self, position: QPointF) -> None:
        """Show the button of the lane whose header is below the pointer."""
        lane = id_of(self.canvas.hover, "lane") if 0 <= position.x() < METRICS.header_px else ""
        self._lane_button.show_on(lane, self.canvas.headers().get(lane) if lane else None)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            ref = self.scene().hit(float(event.pos().x()), float(event.pos().y()))
            busy = self.input.is_dragging or self.canvas.held
            text = self.tooltip(id_of(ref, "away") or ref) if ref and not busy else ""
            QToolTip.showText(event.globalPos(), text, self)  # an empty text hides it
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.canvas.is_ready:
            with QPainter(self) as painter:
                self.canvas.paint(painter)
                self.input.lane_drag.paint(painter)
            if not self._was_painted:
                self._was_painted = True
                QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = self._scroll_bar.sizeHint().width()
        self._scroll_bar.setGeometry(self.width() - width, 0, width, self.height())
        self.canvas.resized()
