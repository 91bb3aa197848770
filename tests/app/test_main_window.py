"""MainWindow: focus of the tabs, tooltips of the toolbar, side buttons of the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.qt import EARLIER, TODAY, trigger
from viewer.app.main_controller import MainController
from viewer.paint.fonts import font_measure
from viewer.state import ViewState, home
from viewer.timeline.scene_builder import cached_scene


@pytest.mark.parametrize("name", ["list", "moves", "matrix", "site-map"])
def test_a_raised_tab_has_the_focus_and_gives_it_back(controller: MainController, qtbot: QtBot, name: str) -> None:
    window = controller.window
    window.activateWindow()
    window.timeline.setFocus()
    trigger(controller, name)
    qtbot.waitUntil(lambda: window.tabs.isAncestorOf(window.focusWidget()))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F)  # the timeline does not receive it
    assert controller.state == ViewState(home(controller.store.whole))
    trigger(controller, name)
    assert window.focusWidget() is window.timeline


def test_what_a_frame_needs_can_be_computed_before_it_is_painted(controller: MainController) -> None:
    window, store = controller.window, controller.store
    programme, state = store.whole.as_of(EARLIER), store.state.on(EARLIER)
    window.frame_preparer()(programme, state, TODAY)
    scene = cached_scene(programme, state, window.timeline.canvas.size, font_measure(), TODAY)
    window.timeline.show_programme(programme, state, TODAY)
    assert window.timeline.scene() is scene


def test_the_side_buttons_of_the_mouse_go_back_and_forward(controller: MainController, qtbot: QtBot) -> None:
    controller.select("event/ce6-launch")
    qtbot.mouseClick(controller.window, Qt.MouseButton.BackButton)
    assert controller.state.selection == ""
    qtbot.mouseClick(controller.window, Qt.MouseButton.ForwardButton)
    assert controller.state.selection == "event/ce6-launch"


def test_tooltips_name_the_command_and_its_key(controller: MainController) -> None:
    actions = controller.window.actions_by_id
    assert actions["print"].toolTip() == "Print (Ctrl+P)"
    assert actions["overdue"].toolTip() == "Only what is overdue"


@pytest.mark.parametrize("width", [1100, 900])
def test_a_narrow_window_hides_the_name_of_the_program(controller: MainController, qtbot: QtBot, width: int) -> None:
    name = controller.window.toolbar.actions()[0]
    controller.window.resize(width, 700)
    qtbot.waitUntil(lambda: name.isVisible() is (width >= 1000))
