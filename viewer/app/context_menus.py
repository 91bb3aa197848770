"""The context menus of the timeline: of an event, of a cluster, of the background. Their commands are in the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from viewer.app.commands import CONTEXT_MENUS
from viewer.app.lane_controller import LaneController
from viewer.app.main_window import AppContext, add_action, menu_text
from viewer.app.navigation import Navigation
from viewer.i18n import _
from viewer.ref import kind_of
from viewer.timeline.scene import Cluster

MAX_MEMBERS = 30
MAX_SENTENCE_PX = 420  # a sentence in a menu is elided to this width


class ClusterMenu(QMenu):
    """Opens at the first click on a cluster. It has grabbed the mouse when the second click of a double click comes."""

    double_clicked = Signal()

    def __init__(self, position: QPoint, parent: QWidget) -> None:
        super().__init__(parent)
        self._position = position  # on the screen
        self._clock = QElapsedTimer()
        self._clock.start()

    def event(self, event: QEvent) -> bool:
        """Take the press and the release of a second click."""
        if isinstance(event, QMouseEvent) and self._is_second_click(event):
            if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
                self.close()
                self.double_clicked.emit()
            return True
        return super().event(event)

    def _is_second_click(self, event: QMouseEvent) -> bool:
        hints = QGuiApplication.styleHints()
        distance = (event.globalPosition().toPoint() - self._position).manhattanLength()
        is_near = distance <= hints.mouseDoubleClickDistance()
        is_left = event.button() == Qt.MouseButton.LeftButton
        return is_left and is_near and self._clock.elapsed() < hints.mouseDoubleClickInterval()


class ContextMenus:
    """Shows the menus. The event of a menu is selected first, so that commands are about it."""

    def __init__(
        self, context: AppContext, navigation: Navigation, lanes: LaneController, select: Callable[[str], None]
    ) -> None:
        """`select` selects what is at an address and shows its details."""
        self._store, self._window, self._navigation, self._lanes = context.store, context.window, navigation, lanes
        self._select = select
        self._window.timeline.menu_requested.connect(self.show)
        self._window.timeline.members_requested.connect(self.show_cluster)

    def show(self, address: str, lane: str, position: QPoint) -> None:
        """Show the menu of the event at `address`; of "" that of the background in `lane`."""
        before = self._store.requested.selection
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if address:
            self._navigation.select(address)
            menu.addAction(self._sentence_text(menu, address)).setEnabled(False)
            menu.addSeparator()
        self._add_commands(menu, CONTEXT_MENUS["event" if address else "ground"])
        if address and kind_of(before) == "event" and before != address:

            def measure() -> None:
                self._store.set(self._store.requested.selecting(before).measured_to(address))

            second_separator = [action for action in menu.actions() if action.isSeparator()][1]
            action = add_action(menu, _("&Measure from the event selected before"), measure)
            menu.insertAction(second_separator, action)
        if lane:
            title = menu_text(self._lanes.title(lane))
            self._lanes.fill_menu(menu.addMenu(_("La&ne: {lane}", lane=title)), lane)
        menu.popup(position)

    def show_cluster(self, cluster: Cluster, position: QPoint) -> None:
        """Show a menu of the events of a cluster, each of which can be selected, and a command that frames it."""
        menu = ClusterMenu(position, self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        frame = partial(self._navigation.frame_days, cluster.first, cluster.last)
        menu.double_clicked.connect(frame)
        for address in cluster.refs[:MAX_MEMBERS]:
            add_action(menu, self._sentence_text(menu, address), partial(self._select, address))
        if cluster.count > min(len(cluster.refs), MAX_MEMBERS):
            menu.addAction(_("… {n} in all", n=cluster.count)).setEnabled(False)
        menu.addSeparator()
        add_action(menu, _("Zoom to these {n}", n=cluster.count), frame)
        menu.popup(position + QPoint(2, 8))  # not below the pointer

    def _sentence_text(self, menu: QMenu, address: str) -> str:
        from viewer.report.sentences import sentence_at

        sentence, right = sentence_at(self._store.programme, address), Qt.TextElideMode.ElideRight
        return menu_text(menu.fontMetrics().elidedText(sentence, right, MAX_SENTENCE_PX))

    def _add_commands(self, menu: QMenu, ids: tuple[str, ...]) -> None:
        for id in ids:
            if not id:
                menu.addSeparator()
            elif id in self._window.menus:
                menu.addAction(self._window.menus[id].menuAction())  # `addMenu` would change its parent
            elif id != "members" or self._window.timeline.cluster_of_selection() is not None:
                menu.addAction(self._window.actions_by_id[id])
        menu.addSeparator()
