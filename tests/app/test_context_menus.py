"""The menus of the timeline: what they offer, and that it is meant for what lies there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from tests.qt import run_event_loop
from viewer import i18n
from viewer.app.commands import COMMANDS, CONTEXT, MENUS, plain
from viewer.app.context_menus import MemberMenu
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.resources import data_folder
from viewer.timeline.scene import Cluster

TODAY = date(2026, 11, 22)


@pytest.fixture
def controller(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainController]:
    monkeypatch.setenv("FARSIDE_SETTINGS", str(tmp_path / "settings.ini"))
    before = i18n.language()
    made = MainController(data_folder(), curated_data(), TODAY, Settings())
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    i18n.use(before)


def shown() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def words(menu: QMenu) -> list[str]:
    return [plain(action.text()) for action in menu.actions() if not action.isSeparator()]


def choose(name: str) -> None:
    menu = shown()
    next(action for action in menu.actions() if plain(action.text()) == name).trigger()
    menu.close()


def test_menus_hold_nothing_but_commands_and_menus_of_the_table() -> None:
    known = {command.id for command in COMMANDS} | {title for title, _parent in MENUS} | {""}
    for ids in CONTEXT.values():
        assert set(ids) <= known


def test_the_menu_of_an_event_is_meant_for_that_event(controller: MainController) -> None:
    controller.window.timeline.menu_requested.emit("event/ce6-launch", "chang-e-6", QPoint(300, 300))
    assert controller.state.selection == "event/ce6-launch"
    assert words(shown())[0] == "Launch of Chang'e-6: 3 May 2024, 09:27:29 UTC"
    choose("Copy the sentence")
    assert QApplication.clipboard().text() == "Launch of Chang'e-6: 3 May 2024, 09:27:29 UTC"
    controller.window.timeline.menu_requested.emit("event/ce6-landing", "chang-e-6", QPoint(300, 300))
    choose("Measure from the event selected before")
    assert (controller.state.selection, controller.state.measure_to) == (
        "event/ce6-launch",
        "event/ce6-landing",
    )


def test_the_menu_of_the_ground_selects_nothing_and_knows_the_lane(controller: MainController) -> None:
    controller.window.timeline.menu_requested.emit("", "policy", QPoint(300, 300))
    assert controller.state.selection == ""
    assert "Copy the picture" in words(shown())
    assert words(shown())[-1] == "Lane: Policy"


def test_menus_come_again_and_again_with_their_submenus(controller: MainController, qtbot: QtBot) -> None:
    for _time in range(2):
        controller.window.timeline.menu_requested.emit("event/ce6-launch", "chang-e-6", QPoint(300, 300))
        menu = shown()
        assert "Citation" in words(menu)
        menu.close()
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
        run_event_loop()
    assert len(controller.window.menus["C&itation"].actions()) == 3


def cluster(controller: MainController) -> tuple[Cluster, QPoint]:
    shapes = controller.window.timeline.scene().shapes
    found = next(it for it in shapes if isinstance(it, Cluster) and it.ref.count("/") > 2)
    return found, QPoint(*(round(it) for it in found.box.centre))


def test_a_cluster_lists_its_members_and_each_is_selected(controller: MainController) -> None:
    found, place = cluster(controller)
    QTest.mouseClick(controller.window.timeline, Qt.MouseButton.LeftButton, pos=place)
    assert len(words(shown())) == found.count + 1
    shown().actions()[1].trigger()
    assert controller.state.selection == found.refs[1]


def test_the_second_click_on_a_cluster_zooms_to_it_though_the_list_is_open(
    controller: MainController,
) -> None:
    found, place = cluster(controller)
    QTest.mouseClick(controller.window.timeline, Qt.MouseButton.LeftButton, pos=place)
    menu = shown()
    assert isinstance(menu, MemberMenu)
    there = menu.mapFromGlobal(controller.window.timeline.mapToGlobal(QPointF(place)).toPoint())
    QTest.mousePress(menu, Qt.MouseButton.LeftButton, pos=there)
    assert not menu.isVisible()
    window = controller.state.window
    assert window.start < found.first < found.last < window.end
    assert window.length < 2 * max(found.last - found.first, 2.0)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_in_a_menu_of_the_timeline_each_letter_stands_for_one_entry(
    controller: MainController, lang: str
) -> None:
    controller.appearance.set_language(lang)
    for address in ("event/ce6-launch", ""):
        controller.window.timeline.menu_requested.emit(address, "policy", QPoint(300, 300))
        titles = [action.text() for action in shown().actions() if "&" in action.text()]
        letters = [title[title.index("&") + 1].casefold() for title in titles]
        assert len(letters) == len(set(letters)), titles
        shown().close()


def test_a_hidden_lane_says_how_it_comes_back_and_the_last_one_stays(controller: MainController) -> None:
    lanes = [lane.id for lane in controller.store.whole.head.lanes]
    for lane in lanes:
        controller.lanes.toggle_hidden(lane)
    assert controller.state.hidden_lanes == frozenset(lanes[:-1])
    assert "has to stay" in controller.window.statusBar().currentMessage()
    controller.lanes.toggle_hidden(lanes[0])
    assert lanes[0] not in controller.state.hidden_lanes
    controller.lanes.toggle_hidden(lanes[0])
    assert "hidden" in controller.window.statusBar().currentMessage()
    controller.store.back()
    assert "hidden" not in controller.window.statusBar().currentMessage()


def test_a_lane_that_is_put_elsewhere_is_one_step_that_back_takes_back(controller: MainController) -> None:
    shown = controller.lanes.visible
    before, steps = shown(), len(controller.store.history.entries)
    controller.window.timeline.lane_moved.emit(before[3], before[1])
    assert shown() == [before[0], before[3], before[1], before[2], *before[4:]]
    assert len(controller.store.history.entries) == steps + 1
    controller.window.timeline.lane_moved.emit(before[0], "")
    assert shown() == [before[3], before[1], before[2], *before[4:], before[0]]
    controller.store.back()
    controller.store.back()
    assert shown() == before


def test_a_lane_that_is_put_where_it_is_is_no_step(controller: MainController) -> None:
    before, history = controller.lanes.visible(), controller.store.history
    for lane, below in (
        (before[1], before[2]),
        (before[1], before[1]),
        (before[-1], ""),
        ("none", before[0]),
    ):
        controller.window.timeline.lane_moved.emit(lane, below)
    assert controller.store.history == history


def test_pinned_lanes_are_put_among_themselves_and_hidden_ones_stay_hidden(
    controller: MainController,
) -> None:
    first, second, third, fourth, *rest = controller.lanes.visible()
    for lane in (third, fourth):
        controller.store.set(controller.state.pinning(lane))
    controller.lanes.toggle_hidden(rest[0])
    controller.lanes.move_before(third, second)
    assert controller.lanes.visible() == [fourth, third, first, second, *rest[1:]]
    controller.lanes.move_before(second, fourth)
    assert controller.lanes.visible() == [fourth, third, second, first, *rest[1:]]
    assert controller.state.hidden_lanes == {rest[0]}


def test_a_lane_that_was_hidden_meanwhile_comes_back_where_it_was(controller: MainController) -> None:
    first, second, third, *rest = controller.lanes.visible()
    controller.lanes.toggle_hidden(first)
    controller.lanes.move_before(third, second)
    assert controller.lanes.visible() == [third, second, *rest]
    controller.store.set(controller.state.hiding(first))
    assert controller.lanes.visible() == [first, third, second, *rest]


@pytest.mark.parametrize("grouping", ["countries", "kinds"])
def test_lanes_of_every_grouping_can_be_put_elsewhere(controller: MainController, grouping: str) -> None:
    controller.lanes.group(grouping)
    first, second, *rest = controller.lanes.visible()
    controller.window.timeline.lane_moved.emit(first, "")
    assert controller.lanes.visible() == [second, *rest, first]
    controller.store.back()
    assert controller.lanes.visible() == [first, second, *rest]
