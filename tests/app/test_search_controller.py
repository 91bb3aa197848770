"""SearchController: hits in the list, marks on the timeline, dates and links, and the command palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.qt import image_of, trigger
from viewer.app.commands import COMMANDS
from viewer.app.main_controller import MainController


def addresses(controller: MainController) -> list[str]:
    """The addresses of the list below the search box."""
    return [line.address for line in controller.window.search.list.lines]


def test_hits_are_grouped_marked_on_the_timeline_and_opened(controller: MainController, qtbot: QtBot) -> None:
    box = controller.window.search
    box.setFocus()
    qtbot.keyClicks(box, "ceqh")
    qtbot.waitUntil(lambda: "event/ce7-launch" in addresses(controller))
    assert addresses(controller)[:2] == ["", "mission/chang-e-7"]
    marked = image_of(controller.window.timeline)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert controller.state.selection == "mission/chang-e-7"
    box.clear()
    assert image_of(controller.window.timeline) != marked


def test_closing_the_window_cancels_a_search(controller: MainController, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer.app.store.SMALL", 0)
    controller.search.search("launch")
    busy = controller.search.task.busy
    controller.window.close()
    assert [busy, controller.search.task.busy] == [True, False]


def test_enter_chooses_the_first_hit_of_a_search_that_is_still_running(
    controller: MainController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.app.store.SMALL", 0)
    box = controller.window.search
    box.setFocus()
    qtbot.keyClicks(box, "ceqh")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: controller.state.selection == "mission/chang-e-7")


@pytest.mark.parametrize("text", ["2024-06", "June 2024", "2024年6月"])
def test_a_date_is_offered_and_shown(controller: MainController, text: str) -> None:
    controller.window.search.setText(text)
    controller.search.search(text)
    assert addresses(controller)[0] == f"date/{text}"
    assert "June 2024" in controller.window.search.list.lines[0].title
    controller.open_result(f"date/{text}")
    assert controller.state.window.length < 60


@pytest.mark.parametrize("text", ["chang'e 7", "7", "esa 2", "launch of queqiao-2"])
def test_no_date_is_offered_for_other_text(controller: MainController, text: str) -> None:
    controller.search.search(text)
    assert not any(address.startswith("date/") for address in addresses(controller))


def test_the_palette_lists_every_enabled_command_and_finds_all_names(controller: MainController, qtbot: QtBot) -> None:
    trigger(controller, "palette")
    palette = controller.search.palette
    listed = {line.address for line in palette.list.lines}
    enabled = {f"command/{c.id}" for c in COMMANDS if controller.window.actions_by_id[c.id].isEnabled()}
    assert enabled - {"command/palette"} <= listed
    assert "view/programme-0" in listed
    qtbot.keyClicks(palette.line, "thdk")
    palette.line.clear()
    qtbot.keyClicks(palette.line, "dark")
    qtbot.waitUntil(lambda: palette.list.current() == "command/theme-dark")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert controller.appearance.theme_name == "dark"
    trigger(controller, "palette")
    qtbot.keyClicks(palette.line, "chang e 7 offers")
    qtbot.waitUntil(lambda: palette.list.current().startswith("event/"))
    palette.hide()
