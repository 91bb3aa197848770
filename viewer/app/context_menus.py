"""The menus of the timeline itself: of an event, of a cluster, of the ground; their commands are the table's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from viewer.app.commands import CONTEXT
from viewer.app.lane_controller import LaneController
from viewer.app.main_window import MainWindow
from viewer.app.navigation import Navigation
from viewer.app.store import Store
from viewer.i18n import _
from viewer.ref import kind_of
from viewer.state import Span
from viewer.timeline.scene import Cluster

MEMBERS_SHOWN = 30
SENTENCE_PX = 420
"""A sentence at the head of a menu is cut off here."""


class MemberMenu(QMenu):
    """Opens at the first click on a cluster; a second one on the same place means what a double click means there.

    The menu has taken the mouse by then, so the timeline never hears of it.
    """

    clicked_twice = Signal()

    def __init__(self, place: QPoint, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place  # on the screen
        self._clock = QElapsedTimer()
        self._clock.start()

    def event(self, event: QEvent) -> bool:
        """Presses and releases of that second click are not the menu's."""
        if isinstance(event, QMouseEvent) and self._again(event):
            if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
                self.close()
                self.clicked_twice.emit()
            return True
        return super().event(event)

    def _again(self, event: QMouseEvent) -> bool:
        hints = QGuiApplication.styleHints()
        way = event.globalPosition().toPoint() - self._place
        near = way.manhattanLength() <= hints.mouseDoubleClickDistance()
        left = event.button() == Qt.MouseButton.LeftButton
        return left and near and self._clock.elapsed() < hints.mouseDoubleClickInterval()


class ContextMenus:
    """Shows what can be done with what lies at a place; what is asked for is selected first, so commands mean it."""

    def __init__(
        self,
        store: Store,
        window: MainWindow,
        nav: Navigation,
        lanes: LaneController,
        select: Callable[[str], None],
        sentence: Callable[[str], str],
    ) -> None:
        """`select` selects what stands at an address and shows its details; `sentence` tells it."""
        self._store, self._window, self._nav, self._lanes = store, window, nav, lanes
        self._select, self._sentence = select, sentence
        window.timeline.menu_requested.connect(self.show)
        window.timeline.members_requested.connect(self.list_members)

    def show(self, address: str, lane: str, where: QPoint) -> None:
        """The menu of the event at `address`, of the ground of `lane` where that is ""."""
        before = self._store.requested.selection
        if address:
            self._nav.select(address)
        menu = self._new(self._sentence(address) if address else "")
        self._fill(menu, CONTEXT["event" if address else "ground"])
        if address and kind_of(before) == "event" and before != address:
            words = _("&Measure from the event selected before")
            menu.insertAction(self._second_rule(menu), self._measure(menu, words, before, address))
        if lane:
            title = self._lanes.title(lane).replace("&", "&&")
            self._lanes.fill_menu(menu.addMenu(_("La&ne: {lane}", lane=title)), lane)
        menu.popup(where)

    def list_members(self, cluster: Cluster, where: QPoint) -> None:
        """The events that a cluster stands for, each to be selected; and the way into it."""
        menu = MemberMenu(where, self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def frame() -> None:
            self._nav.frame(Span(cluster.first, max(cluster.last, cluster.first + 1)))

        menu.clicked_twice.connect(frame)
        for address in cluster.refs[:MEMBERS_SHOWN]:
            menu.addAction(self._cut(menu, self._sentence(address))).triggered.connect(
                lambda _checked=False, address=address: self._select(address)
            )
        if len(cluster.refs) > MEMBERS_SHOWN or cluster.count > len(cluster.refs):
            menu.addAction(_("… {n} in all", n=cluster.count)).setEnabled(False)
        menu.addSeparator()
        menu.addAction(_("Zoom to these {n}", n=cluster.count)).triggered.connect(frame)
        menu.popup(where + QPoint(2, 8))  # not beneath the pointer

    def _measure(self, menu: QMenu, words: str, one: str, other: str) -> QAction:
        action = QAction(words, menu)
        action.triggered.connect(
            lambda: self._store.set(self._store.requested.selecting(one).measured_to(other))
        )
        return action

    def _new(self, heading: str) -> QMenu:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if heading:
            menu.addAction(self._cut(menu, heading)).setEnabled(False)
            menu.addSeparator()
        return menu

    def _cut(self, menu: QMenu, text: str) -> str:
        return (
            menu.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, SENTENCE_PX).replace("&", "&&")
        )

    def _fill(self, menu: QMenu, ids: tuple[str, ...]) -> None:
        for id in ids:
            if not id:
                menu.addSeparator()
            elif id in self._window.menus:
                menu.addAction(self._window.menus[id].menuAction())  # addMenu would take it over
            elif id != "members" or self._window.timeline.cluster_of_selection() is not None:
                menu.addAction(self._window.actions_by_id[id])
        menu.addSeparator()

    @staticmethod
    def _second_rule(menu: QMenu) -> QAction:
        return [action for action in menu.actions() if action.isSeparator()][1]
