"""LaneController: lanes are moved, pinned, hidden and grouped; each change is one step that Back takes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from tests.qt import popup_menu, status_text, trigger
from viewer.app.commands import without_mnemonic
from viewer.app.main_controller import MainController
from viewer.timeline.scene import Band


def lanes(controller: MainController) -> list[str]:
    """The lanes that are drawn, from the top."""
    shapes = controller.window.timeline.scene().shapes
    bands = sorted((shape for shape in shapes if isinstance(shape, Band) and shape.ref), key=lambda band: band.box.y)
    return [band.ref.removeprefix("lane/") for band in bands]


def test_a_lane_moves_by_one_place_and_all_return_to_theirs(controller: MainController) -> None:
    before = lanes(controller)
    controller.lanes.move("policy", -1)
    assert lanes(controller)[-2:] == ["policy", before[-2]]
    controller.lanes.move("policy", 1)
    assert lanes(controller) == before
    controller.lanes.move("policy", 1)
    assert lanes(controller) == before
    controller.store.set(controller.state.pinning("policy"))
    controller.lanes.move("policy", 1)
    assert lanes(controller)[0] == "policy"
    controller.store.set(controller.state.hiding("chang-e-6"))
    assert "chang-e-6" not in lanes(controller)
    trigger(controller, "all-lanes")
    assert lanes(controller) == before
    assert not controller.window.actions_by_id["all-lanes"].isEnabled()


def test_all_lanes_are_opened_and_made_compact(controller: MainController) -> None:
    action = controller.window.actions_by_id["lanes"]
    action.trigger()
    assert controller.state.open_lanes == frozenset(controller.lanes.visible())
    assert action.isChecked()
    action.trigger()
    assert controller.state.open_lanes == frozenset()
    assert not action.isChecked()


@pytest.mark.parametrize("grouping", ["missions", "countries", "kinds"])
def test_lanes_are_grouped_by_menu_and_back_again(controller: MainController, grouping: str) -> None:
    before = lanes(controller)
    trigger(controller, f"group-{grouping}")
    assert lanes(controller)[0] not in before or grouping == "missions"
    assert controller.window.actions_by_id[f"group-{grouping}"].isChecked()
    controller.store.back()
    assert lanes(controller) == before
    assert controller.window.actions_by_id["group-lanes"].isChecked()


def test_a_message_says_how_a_hidden_lane_returns_and_the_last_lane_stays(controller: MainController) -> None:
    ids = [lane.id for lane in controller.store.whole.head.lanes]
    for lane in ids:
        controller.lanes.toggle_hidden(lane)
    assert controller.state.hidden_lanes == frozenset(ids[:-1])
    assert "has to stay" in status_text(controller)
    controller.lanes.toggle_hidden(ids[0])
    assert ids[0] not in controller.state.hidden_lanes
    controller.lanes.toggle_hidden(ids[0])
    assert "hidden" in status_text(controller)
    controller.store.back()
    assert "hidden" not in status_text(controller)


def test_a_dragged_lane_is_one_step_that_back_takes_back(controller: MainController) -> None:
    visible = controller.lanes.visible
    before, steps = visible(), len(controller.store.history.entries)
    controller.window.timeline.lane_moved.emit(before[3], before[1])
    assert visible() == [before[0], before[3], before[1], before[2], *before[4:]]
    assert len(controller.store.history.entries) == steps + 1
    controller.window.timeline.lane_moved.emit(before[0], "")
    assert visible() == [before[3], before[1], before[2], *before[4:], before[0]]
    controller.store.back()
    controller.store.back()
    assert visible() == before


def test_a_lane_that_is_dropped_where_it_was_is_no_step(controller: MainController) -> None:
    ids, history = controller.lanes.visible(), controller.store.history
    for lane, below in ((ids[1], ids[2]), (ids[1], ids[1]), (ids[-1], ""), ("none", ids[0])):
        controller.window.timeline.lane_moved.emit(lane, below)
    assert controller.store.history == history


def test_pinned_lanes_move_among_themselves_and_hidden_ones_stay_hidden(controller: MainController) -> None:
    first, second, third, fourth, *rest = controller.lanes.visible()
    for lane in (third, fourth):
        controller.store.set(controller.state.pinning(lane))
    controller.lanes.toggle_hidden(rest[0])
    controller.lanes.move_before(third, second)
    assert controller.lanes.visible() == [fourth, third, first, second, *rest[1:]]
    controller.lanes.move_before(second, fourth)
    assert controller.lanes.visible() == [fourth, third, second, first, *rest[1:]]
    assert controller.state.hidden_lanes == {rest[0]}


def test_a_lane_that_was_hidden_meanwhile_returns_to_its_place(controller: MainController) -> None:
    first, second, third, *rest = controller.lanes.visible()
    controller.lanes.toggle_hidden(first)
    controller.lanes.move_before(third, second)
    assert controller.lanes.visible() == [third, second, *rest]
    controller.store.set(controller.state.hiding(first))
    assert controller.lanes.visible() == [first, third, second, *rest]


@pytest.mark.parametrize("grouping", ["countries", "kinds"])
def test_lanes_of_every_grouping_can_be_moved(controller: MainController, grouping: str) -> None:
    controller.lanes.group(grouping)
    first, second, *rest = controller.lanes.visible()
    controller.window.timeline.lane_moved.emit(first, "")
    assert controller.lanes.visible() == [second, *rest, first]
    controller.store.back()
    assert controller.lanes.visible() == [first, second, *rest]


def test_the_menu_of_a_lane_opens_pins_and_hides_it(controller: MainController) -> None:
    for entry, field in (("All rows", "open_lanes"), ("Pin to the top", "pinned_lanes"), ("Hide", "hidden_lanes")):
        controller.window.timeline.lane_menu_requested.emit("policy", QPoint(300, 300))
        menu = popup_menu()
        assert menu.actions()[0].text() == "Policy"
        next(action for action in menu.actions() if without_mnemonic(action.text()) == entry).trigger()
        menu.close()
        assert getattr(controller.state, field) == {"policy"}


def test_the_menu_of_all_lanes_brings_a_hidden_one_back(controller: MainController) -> None:
    controller.lanes.toggle_hidden("policy")
    controller.window.timeline.lane_menu_requested.emit("", QPoint(300, 300))
    menu = popup_menu()
    titles = [without_mnemonic(action.text()) for action in menu.actions()]
    assert titles[0] == "Show Policy"
    assert "Hide" not in titles
    menu.actions()[0].trigger()
    menu.close()
    assert controller.state.hidden_lanes == frozenset()
