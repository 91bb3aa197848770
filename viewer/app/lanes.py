"""What may be done with lanes: open, hide, pin, move, group; by a menu on their headers, by View, by keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from viewer.app.main_window import MainWindow
from viewer.app.store import Store
from viewer.i18n import _, language
from viewer.state import GROUPINGS, ViewState
from viewer.timeline.lanes import Plan, Wishes, plan_of


class Lanes:
    """Joins the wishes about lanes to the store; every one is a step that Back takes back."""

    def __init__(self, store: Store, window: MainWindow) -> None:
        self._store, self._window = store, window
        window.timeline.lane_wished.connect(lambda lane: store.set(store.state.toggled(lane)))
        window.timeline.lane_menu_wished.connect(self.show_menu)
        store.changed.connect(lambda _old, state: self._check(state))
        store.replaced.connect(lambda: self._check(store.state))
        self._check(store.state)

    def _check(self, state: ViewState) -> None:
        self._window.actions_by_id[f"group-{state.grouping}"].setChecked(True)
        changed = bool(state.hidden_lanes or state.pinned_lanes or state.lane_order)
        self._window.actions_by_id["all-lanes"].setEnabled(changed)

    def group(self, grouping: str) -> None:
        self._store.set(self._store.state.grouped(grouping))

    def show_all(self) -> None:
        """Every lane in its own place again."""
        none: frozenset[str] = frozenset()
        self._store.set(replace(self._store.state, hidden_lanes=none, pinned_lanes=none, lane_order=()))

    def move(self, lane: str, step: int) -> None:
        """The lane one place up (-1) or down (+1); among the pinned ones where it is one of them."""
        state = self._store.state
        shown = [it.lane.id for it in self._plan().chosen(Wishes.of(state))]
        here = shown.index(lane)
        there = here + step
        if 0 <= there < len(shown) and (shown[there] in state.pinned_lanes) == (lane in state.pinned_lanes):
            shown[here], shown[there] = shown[there], shown[here]
            hidden = [it.lane.id for it in self._plan().lanes if it.lane.id in state.hidden_lanes]
            self._store.set(replace(state, lane_order=(*shown, *hidden)))

    def ask(self) -> None:
        """The menu of the lane that the selection is on."""
        self._window.timeline.ask_lane_menu()

    def show_menu(self, lane: str, where: QPoint) -> None:
        """What can be done with `lane`; with "" only what concerns them all."""
        state, store = self._store.state, self._store
        titles = {it.lane.id: it.lane.title(language()) for it in self._plan().lanes}
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if lane in titles:
            menu.addAction(titles[lane].replace("&", "&&")).setEnabled(False)
            menu.addSeparator()
            opened, pinned = lane in state.open_lanes, lane in state.pinned_lanes
            for words, wish in (
                (
                    _("&As few rows as fit") if opened else _("&All rows"),
                    lambda: store.set(state.toggled(lane)),
                ),
                (_("Un&pin") if pinned else _("&Pin to the top"), lambda: store.set(state.pinning(lane))),
                (_("Move &up"), lambda: self.move(lane, -1)),
                (_("Move &down"), lambda: self.move(lane, 1)),
                (_("&Hide"), lambda: store.set(state.hiding(lane))),
            ):
                menu.addAction(words).triggered.connect(wish)
            menu.addSeparator()
        for hidden in (it for it in titles if it in state.hidden_lanes):
            words = _("Show {lane}", lane=titles[hidden]).replace("&", "&&")
            menu.addAction(words).triggered.connect(
                lambda _checked=False, hidden=hidden: store.set(state.hiding(hidden))
            )
        menu.addAction(self._window.actions_by_id["all-lanes"])
        groups = menu.addMenu(_("&Group lanes by"))
        for grouping in GROUPINGS:
            groups.addAction(self._window.actions_by_id[f"group-{grouping}"])
        menu.popup(where)

    def _plan(self) -> Plan:
        state = self._store.state
        return plan_of(self._store.shown, state.slips, state.grouping)
