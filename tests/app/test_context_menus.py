"""The context menus of the timeline: what they offer, and that their commands are about what is at the position."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.qt import popup_menu
from viewer.app.commands import without_mnemonic
from viewer.app.context_menus import ClusterMenu
from viewer.app.main_controller import MainController
from viewer.timeline.scene import Cluster

POSITION = QPoint(300, 300)


def entries(menu: QMenu) -> list[str]:
    return [without_mnemonic(action.text()) for action in menu.actions() if not action.isSeparator()]


def choose(entry: str) -> None:
    menu = popup_menu()
    next(action for action in menu.actions() if without_mnemonic(action.text()) == entry).trigger()
    menu.close()


def test_the_menu_of_an_event_is_about_that_event(controller: MainController) -> None:
    controller.window.timeline.menu_requested.emit("event/ce6-launch", "chang-e-6", POSITION)
    assert controller.state.selection == "event/ce6-launch"
    assert entries(popup_menu())[0] == "Launch of Chang'e-6: 3 May 2024, 09:27:29 UTC"
    choose("Copy the sentence")
    assert QApplication.clipboard().text() == "Launch of Chang'e-6: 3 May 2024, 09:27:29 UTC"
    controller.window.timeline.menu_requested.emit("event/ce6-landing", "chang-e-6", POSITION)
    choose("Measure from the event selected before")
    state = controller.state
    assert (state.selection, state.measure_to) == ("event/ce6-launch", "event/ce6-landing")


def test_the_menu_of_the_background_selects_nothing_and_includes_its_lane(controller: MainController) -> None:
    controller.window.timeline.menu_requested.emit("", "policy", POSITION)
    assert controller.state.selection == ""
    assert "Copy the picture" in entries(popup_menu())
    assert entries(popup_menu())[-1] == "Lane: Policy"


def test_a_menu_opens_again_with_its_submenus(controller: MainController, qtbot: QtBot) -> None:
    for _time in range(2):
        controller.window.timeline.menu_requested.emit("event/ce6-launch", "chang-e-6", POSITION)
        menu = popup_menu()
        assert "Citation" in entries(menu)
        with qtbot.waitSignal(menu.destroyed):
            menu.close()
    assert len(controller.window.menus["C&itation"].actions()) == 3


def cluster(controller: MainController) -> tuple[Cluster, QPoint]:
    """A cluster of several events, and its middle."""
    shapes = controller.window.timeline.scene().shapes
    cluster = next(shape for shape in shapes if isinstance(shape, Cluster) and shape.ref.count("/") > 2)
    return cluster, QPoint(*map(round, cluster.box.centre))


def test_a_cluster_lists_its_events_and_each_can_be_selected(controller: MainController) -> None:
    shape, position = cluster(controller)
    QTest.mouseClick(controller.window.timeline, Qt.MouseButton.LeftButton, pos=position)
    assert len(entries(popup_menu())) == shape.count + 1
    popup_menu().actions()[1].trigger()
    assert controller.state.selection == shape.refs[1]


def test_the_second_click_on_a_cluster_frames_it_though_the_list_is_open(controller: MainController) -> None:
    shape, position = cluster(controller)
    timeline = controller.window.timeline
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=position)
    menu = popup_menu()
    assert isinstance(menu, ClusterMenu)
    on_menu = menu.mapFromGlobal(timeline.mapToGlobal(QPointF(position)).toPoint())
    QTest.mousePress(menu, Qt.MouseButton.LeftButton, pos=on_menu)
    assert not menu.isVisible()
    window = controller.state.window
    assert window.start < shape.first < shape.last < window.end
    assert window.length < 2 * max(shape.last - shape.first, 2.0)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_mnemonic_stands_for_one_entry_of_a_context_menu(controller: MainController, lang: str) -> None:
    controller.appearance.set_language(lang)
    for address in ("event/ce6-launch", ""):
        controller.window.timeline.menu_requested.emit(address, "policy", POSITION)
        titles = [action.text() for action in popup_menu().actions() if "&" in action.text()]
        letters = [title[title.index("&") + 1].casefold() for title in titles]
        assert len(letters) == len(set(letters)), titles
        popup_menu().close()


def test_a_large_cluster_lists_its_first_events_and_counts_all(controller: MainController) -> None:
    shape, position = cluster(controller)
    large = replace(shape, events=controller.store.programme.events, count=40, start=0, named=40)
    controller.window.timeline.members_requested.emit(large, position)
    menu = popup_menu()
    assert len(entries(menu)) == 32
    assert [action.text() for action in menu.actions() if action.text()][-2] == "… 40 in all"
    assert not next(action for action in menu.actions() if action.text() == "… 40 in all").isEnabled()


def test_the_release_after_the_second_click_on_a_cluster_does_nothing(controller: MainController) -> None:
    _shape, position = cluster(controller)
    timeline = controller.window.timeline
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=position)
    menu = popup_menu()
    before = controller.state
    on_menu = menu.mapFromGlobal(timeline.mapToGlobal(QPointF(position)).toPoint())
    QTest.mouseRelease(menu, Qt.MouseButton.LeftButton, pos=on_menu)
    assert menu.isVisible()
    assert controller.state == before


def test_an_event_that_is_on_no_lane_has_a_menu_without_one(controller: MainController) -> None:
    controller.select("event/ce6-launch")
    controller.window.timeline.menu_requested.emit("event/ce6-landing", "", POSITION)
    assert not [entry for entry in entries(popup_menu()) if entry.startswith("Lane")]
