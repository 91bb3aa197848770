"""What the user can do with lanes: open, hide, pin, move and group them, by menu, by key and by dragging."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from viewer.app.main_window import AppContext, add_action, menu_text
from viewer.i18n import _, language
from viewer.state import GROUPINGS, ViewState
from viewer.timeline.lane_model import LaneModel, LaneOptions, lane_model


class LaneController:
    """Changes the lanes of the store's state. Each change is a step in the history."""

    def __init__(self, context: AppContext) -> None:
        self._store, self._window, self._show_message = context.store, context.window, context.show_message
        timeline = self._window.timeline
        timeline.lane_requested.connect(lambda lane: self._store.set(self._state.toggled(lane)))
        timeline.lane_moved.connect(self.move_before)
        timeline.lane_menu_requested.connect(self.show_menu)
        self._store.requested_changed.connect(self._update_actions)
        self._update_actions()

    @property
    def _state(self) -> ViewState:
        return self._store.requested

    def _model(self) -> LaneModel:
        return lane_model(self._store.shown, self._store.state.grouping)

    def visible(self) -> list[str]:
        """The ids of the visible lanes from the top."""
        return [entry.lane.id for entry in self._model().visible(LaneOptions.of(self._state))]

    def _update_actions(self) -> None:
        state, actions = self._state, self._window.actions_by_id
        actions[f"group-{state.grouping}"].setChecked(True)
        actions["all-lanes"].setEnabled(bool(state.hidden_lanes or state.pinned_lanes or state.lane_order))

    def group(self, grouping: str) -> None:
        self._store.set(self._state.grouped(grouping))

    def show_all(self) -> None:
        """Show every lane in its own place."""
        self._store.set(replace(self._state, hidden_lanes=frozenset(), pinned_lanes=frozenset(), lane_order=()))

    def toggle_all(self) -> None:
        """Open all lanes; make all compact if they are open."""
        lanes = frozenset(entry.lane.id for entry in self._model().lanes)
        self._store.set(replace(self._state, open_lanes=lanes if self._state.open_lanes != lanes else frozenset()))

    def move(self, lane: str, step: int) -> None:
        """Move the lane one place up (-1) or down (+1). Pinned lanes stay among themselves."""
        lanes = self.visible()
        if self._can_move(lanes, lane, step):
            index = lanes.index(lane)
            lanes[index], lanes[index + step] = lanes[index + step], lanes[index]
            self._reorder(lanes)

    def move_before(self, lane: str, before: str) -> None:
        """Move the lane just above `before`; "" means the last place. Pinned lanes stay among themselves."""
        lanes, pinned = self.visible(), self._state.pinned_lanes
        if lane not in lanes or before == lane:
            return
        reordered = [other for other in lanes if other != lane]
        reordered.insert(reordered.index(before) if before in reordered else len(reordered), lane)
        reordered.sort(key=lambda id: id not in pinned)
        if reordered != lanes:
            self._reorder(reordered)

    def _can_move(self, lanes: list[str], lane: str, step: int) -> bool:
        pinned, index = self._state.pinned_lanes, lanes.index(lane) + step
        return 0 <= index < len(lanes) and (lanes[index] in pinned) == (lane in pinned)

    def _reorder(self, visible: list[str]) -> None:
        """Order the visible lanes like this. Hidden lanes keep their places among them."""
        state, remaining = self._state, iter(visible)
        entries = self._model().visible(LaneOptions.of(replace(state, hidden_lanes=frozenset())))
        order = (id if (id := entry.lane.id) in state.hidden_lanes else next(remaining) for entry in entries)
        self._store.set(replace(state, lane_order=tuple(order)))

    def toggle_hidden(self, lane: str) -> None:
        """Hide the lane, or show it again. A message says how a hidden lane comes back."""
        state = self._state
        hide = lane not in state.hidden_lanes
        if hide and len(state.hidden_lanes) + 1 >= len(self._model().lanes):
            self._show_message(_("One lane has to stay."))
            return
        self._store.set(state.hiding(lane))
        if hide:
            words = _("“{lane}” is hidden: back, or a right click on any lane, shows it again.", lane=self.title(lane))
            self._show_message(words)

    def title(self, lane: str) -> str:
        """The title of a lane in the interface language; "" of an unknown lane."""
        return next((entry.lane.title(language()) for entry in self._model().lanes if entry.lane.id == lane), "")

    def show_menu(self, lane: str, position: QPoint) -> None:
        """Show the menu of a lane at a position on the screen; of "" only what concerns all lanes."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if title := self.title(lane):
            menu.addAction(menu_text(title)).setEnabled(False)
            menu.addSeparator()
        self.fill_menu(menu, lane if title else "")
        menu.popup(position)

    def fill_menu(self, menu: QMenu, lane: str) -> None:
        """Add to `menu` what can be done with `lane` ("" for none) and with all lanes."""
        state, store, lanes = self._state, self._store, self.visible()
        if lane:
            open_text = _("&As few rows as fit") if lane in state.open_lanes else _("&All rows")
            pin_text = _("Un&pin") if lane in state.pinned_lanes else _("&Pin to the top")
            up, down = self._can_move(lanes, lane, -1), self._can_move(lanes, lane, 1)
            add_action(menu, open_text, lambda: store.set(state.toggled(lane)))
            add_action(menu, pin_text, lambda: store.set(state.pinning(lane)))
            add_action(menu, _("Move &up"), lambda: self.move(lane, -1)).setEnabled(up)
            add_action(menu, _("Move &down"), lambda: self.move(lane, 1)).setEnabled(down)
            add_action(menu, _("&Hide"), lambda: self.toggle_hidden(lane)).setEnabled(len(lanes) > 1)
            menu.addSeparator()
        for entry in self._model().lanes:
            if entry.lane.id in state.hidden_lanes:
                text = menu_text(_("Show {lane}", lane=entry.lane.title(language())))
                add_action(menu, text, partial(self.toggle_hidden, entry.lane.id))
        menu.addAction(self._window.actions_by_id["all-lanes"])
        groups = menu.addMenu(_("&Group lanes by"))
        for grouping in GROUPINGS:
            groups.addAction(self._window.actions_by_id[f"group-{grouping}"])
