"""What may be done with lanes: open, hide, pin, move, group; by a menu on their headers, by View, by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from viewer.app.main_window import MainWindow
from viewer.app.store import Store
from viewer.i18n import _, language
from viewer.state import GROUPINGS, ViewState
from viewer.timeline.lane_model import Plan, Wishes, plan_of


class Lanes:
    """Joins the wishes about lanes to the store; every one is a step that Back takes back."""

    def __init__(self, store: Store, window: MainWindow, tell: Callable[[str], None]) -> None:
        self._store, self._window, self._tell = store, window, tell
        window.timeline.lane_requested.connect(lambda lane: store.set(store.state.toggled(lane)))
        window.timeline.lane_moved.connect(self.put)
        window.timeline.lane_menu_requested.connect(self.show_menu)
        store.wished.connect(lambda: self._check(store.state))
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
        shown = self.shown()
        here = shown.index(lane)
        if self._free(shown, lane, step):
            shown[here], shown[here + step] = shown[here + step], shown[here]
            self._order(shown)

    def put(self, lane: str, before: str) -> None:
        """The lane just above `before`, "" for the last place; among the pinned ones where it is one of them."""
        shown, pinned = self.shown(), self._store.state.pinned_lanes
        if lane not in shown or before == lane:
            return
        left = [it for it in shown if it != lane]
        place = left.index(before) if before in left else len(left)
        left.insert(place, lane)
        left.sort(key=lambda it: it not in pinned)
        if left != shown:
            self._order(left)

    def shown(self) -> list[str]:
        """The ids of the lanes that are shown, from the top."""
        return [it.lane.id for it in self._plan().chosen(Wishes.of(self._store.state))]

    def _order(self, shown: list[str]) -> None:
        """These lanes from the top; those that are hidden keep their places among them."""
        state, following = self._store.state, iter(shown)
        every = self._plan().chosen(Wishes.of(replace(state, hidden_lanes=frozenset())))
        ids = (it.lane.id for it in every)
        order = tuple(it if it in state.hidden_lanes else next(following) for it in ids)
        self._store.set(replace(state, lane_order=order))

    def ask(self) -> None:
        """The menu of the lane that the selection is on."""
        self._window.timeline.ask_lane_menu()

    def hide(self, lane: str) -> None:
        """Out of sight, or in sight again; how it comes back is told."""
        state = self._store.state
        if lane not in state.hidden_lanes and len(state.hidden_lanes) + 1 >= len(self._plan().lanes):
            self._tell(_("One lane has to stay."))
            return
        title = self.title(lane)
        self._store.set(state.hiding(lane))
        if lane in self._store.state.hidden_lanes:
            self._tell(
                _("“{lane}” is hidden: back, or a right click on any lane, shows it again.", lane=title)
            )

    def title(self, lane: str) -> str:
        """The name of a lane in the present language, "" of one that there is not."""
        return next((it.lane.title(language()) for it in self._plan().lanes if it.lane.id == lane), "")

    def show_menu(self, lane: str, where: QPoint) -> None:
        """What can be done with `lane`; with "" only what concerns them all."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.title(lane)
        if title:
            menu.addAction(title.replace("&", "&&")).setEnabled(False)
            menu.addSeparator()
        self.fill(menu, lane if title else "")
        menu.popup(where)

    def fill(self, menu: QMenu, lane: str) -> None:
        """Into `menu` what can be done with `lane`, "" for none, and with them all."""
        state, store = self._store.state, self._store
        if lane:
            shown = self.shown()
            opened, pinned = lane in state.open_lanes, lane in state.pinned_lanes
            for words, possible, wish in (
                (
                    _("&As few rows as fit") if opened else _("&All rows"),
                    True,
                    lambda: store.set(state.toggled(lane)),
                ),
                (
                    _("Un&pin") if pinned else _("&Pin to the top"),
                    True,
                    lambda: store.set(state.pinning(lane)),
                ),
                (_("Move &up"), self._free(shown, lane, -1), lambda: self.move(lane, -1)),
                (_("Move &down"), self._free(shown, lane, 1), lambda: self.move(lane, 1)),
                (_("&Hide"), len(shown) > 1, lambda: self.hide(lane)),
            ):
                action = menu.addAction(words)
                action.setEnabled(possible)
                action.triggered.connect(wish)
            menu.addSeparator()
        for hidden in (it.lane for it in self._plan().lanes if it.lane.id in state.hidden_lanes):
            words = _("Show {lane}", lane=hidden.title(language())).replace("&", "&&")
            menu.addAction(words).triggered.connect(
                lambda _checked=False, id=hidden.id: store.set(state.hiding(id))
            )
        menu.addAction(self._window.actions_by_id["all-lanes"])
        groups = menu.addMenu(_("&Group lanes by"))
        for grouping in GROUPINGS:
            groups.addAction(self._window.actions_by_id[f"group-{grouping}"])

    def _free(self, shown: list[str], lane: str, step: int) -> bool:
        """Whether the lane can go one place up or down: pinned ones stay among themselves."""
        pinned, there = self._store.state.pinned_lanes, shown.index(lane) + step
        return 0 <= there < len(shown) and (shown[there] in pinned) == (lane in pinned)

    def _plan(self) -> Plan:
        view = self._store.view
        return plan_of(self._store.shown, view.slips, view.grouping)
