"""What tests and measurements of the window share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.load.loader import LoadResult
from viewer.model.programme import Programme
from viewer.report.sentences import sentence_at
from viewer.resources import data_folder
from viewer.state import Span, ViewState, home
from viewer.theme import THEMES
from viewer.timeline.scene import Box, Cluster, Label
from viewer.widgets.filter_panel import KEY, FacetTree
from viewer.widgets.timeline_view import TimelineView

TODAY = date(2026, 11, 22)
EARLIER = date(2024, 6, 27)
"""A day on which less was known of the curated programme."""


def open_window(
    qtbot: QtBot,
    folder: Path | None = None,
    loaded: LoadResult | None = None,
    view: ViewState | None = None,
    today: date = TODAY,
) -> MainController:
    """The controller of a visible window after its start; by default on the curated programme."""
    controller = MainController(folder or data_folder(), loaded or curated_data(), today, Settings(), view)
    qtbot.addWidget(controller.window)
    controller.window.show()
    controller.finish_startup()
    return controller


def image_of(widget: QWidget) -> QImage:
    """The widget as it is painted now."""
    return widget.grab().toImage()


def status_text(controller: MainController) -> str:
    """The message in the status bar."""
    return controller.window.statusBar().currentMessage()


def trigger(controller: MainController, *commands: str) -> None:
    """Run commands as a menu or a key does."""
    for command in commands:
        controller.window.actions_by_id[command].trigger()


def facet_item(tree: FacetTree, field: str, key: str) -> QTreeWidgetItem | None:
    """The item of a value in the filter panel; None if the value is not listed."""
    items = tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    return next((item for item in items if item.data(0, KEY) == (field, key)), None)


def popup_menu() -> QMenu:
    """The menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def tooltip_at(widget: QWidget, position: QPoint) -> str:
    """The tooltip that `widget` shows for a pointer that rests at `position`; "" for none."""
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, position, widget.mapToGlobal(position)))
    return QToolTip.text()


def turn_wheel(
    widget: QWidget, position: QPointF, angle: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Turn the wheel of a mouse at `position`; 120 is one notch."""
    no_button, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(position, widget.mapToGlobal(position), QPoint(), angle, no_button, keys, phase, False)
    QApplication.sendEvent(widget, event)


def run_event_loop(milliseconds: int = 0) -> None:
    """Handle all events that are due, and those of the next `milliseconds`."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class TimelineDriver:
    """A timeline whose requests to move are applied to `state`, and a record of all its requests."""

    def __init__(self, qtbot: QtBot, programme: Programme, height: int = 600) -> None:
        self.programme, self.state = programme, ViewState(home(programme))
        self.requests: list[tuple[object, ...]] = []
        self.view = view = TimelineView(lambda address: sentence_at(programme, address))
        qtbot.addWidget(view)
        view.resize(900, height)
        view.show_theme(THEMES["light"])
        view.zoom_requested.connect(lambda ratio, day: self._apply("zoom", self.state.zoomed(ratio, day)))
        view.pan_requested.connect(lambda days: self._apply("pan", self.state.panned(days)))
        view.scroll_requested.connect(lambda px: self._apply("scroll", self.state.scrolled(px)))
        view.window_requested.connect(
            lambda start, end: self._apply("window", self.state.framed(Span(start, end), 0.0))
        )
        view.select_requested.connect(lambda ref: self.requests.append(("select", ref)))
        view.event_framed.connect(lambda ref: self.requests.append(("frame", ref)))
        view.frame_requested.connect(lambda *days: self.requests.append(("frame", *days)))
        view.members_requested.connect(lambda cluster, _at: self.requests.append(("members", cluster.ref)))
        view.menu_requested.connect(lambda ref, _lane, _at: self.requests.append(("menu", ref)))
        view.lane_menu_requested.connect(lambda lane, _at: self.requests.append(("lane menu", lane)))
        view.lane_requested.connect(lambda lane: self.requests.append(("lane", lane)))
        view.lane_moved.connect(lambda lane, before: self.requests.append(("lane moved", lane, before)))
        self.show(self.state)
        view.show()
        qtbot.waitExposed(view)
        view.grab()

    def _apply(self, kind: str, state: ViewState) -> None:
        self.requests.append((kind,))
        self.show(state)

    def show(self, state: ViewState, programme: Programme | None = None) -> None:
        """Show `state`, of another snapshot of the programme if one is given."""
        self.state = state
        self.view.show_programme(programme or self.programme, state, TODAY)
        self.view.scene()

    @property
    def kinds(self) -> set[object]:
        """The kinds of the requests."""
        return {request[0] for request in self.requests}

    def day_at(self, x: float) -> float:
        return self.view.canvas.scale().days(x)

    def label(self, address: str) -> QPoint:
        """The middle of the label of an event."""
        for shape in self.view.scene().shapes:
            if isinstance(shape, Label) and shape.ref == address:
                return QPoint(*map(round, shape.box.centre))
        raise LookupError(f"no label for {address}")

    def cluster(self) -> Cluster:
        """A cluster of several events that is drawn."""
        clusters = (shape for shape in self.view.scene().shapes if isinstance(shape, Cluster))
        return next(cluster for cluster in clusters if cluster.count > 3)

    @property
    def headers(self) -> dict[str, Box]:
        """The headers of the lanes in view, from the top."""
        return dict(sorted(self.view.canvas.headers().items(), key=lambda header: header[1].y))

    def move(
        self,
        position: QPoint,
        buttons: Qt.MouseButton = Qt.MouseButton.NoButton,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> Qt.CursorShape:
        """Move the pointer; return the cursor there."""
        point, no_button = QPointF(position), Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, point, self.view.mapToGlobal(point), no_button, buttons, keys)
        QApplication.sendEvent(self.view, event)
        return self.view.cursor().shape()

    def wheel(
        self,
        x: float,
        angle: QPoint,
        pixels: QPoint | None = None,
        phase: Qt.ScrollPhase = Qt.ScrollPhase.NoScrollPhase,
        ctrl: bool = False,
    ) -> None:
        """Turn the wheel, or move two fingers on a touchpad, in the middle of the lanes."""
        position = QPointF(x, 300.0)
        keys = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        event = QWheelEvent(
            position, self.view.mapToGlobal(position), pixels or QPoint(), angle,
            Qt.MouseButton.NoButton, keys, phase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.view, event)
