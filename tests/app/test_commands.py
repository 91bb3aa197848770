"""The table of commands: every command can be run, every key and every mnemonic has one meaning."""

from __future__ import annotations

import inspect
from operator import attrgetter

import pytest

from tests.qt import status_text, trigger
from viewer.app.commands import COMMANDS, CONTEXT_MENUS, MENUS, Command, without_mnemonic
from viewer.app.main_controller import MainController


@pytest.mark.parametrize("title", ["&Open programme…", "打开(&O)…"])
def test_a_title_is_shown_without_its_mnemonic(title: str) -> None:
    assert without_mnemonic(title) in ("Open programme", "打开")


def test_every_command_names_a_method_that_takes_its_argument(controller: MainController) -> None:
    for command in COMMANDS:
        method, _space, argument = command.run.partition(" ")
        function = attrgetter(method)(controller)
        if not inspect.isbuiltin(function):  # methods of Qt have no signature
            inspect.signature(function).bind(*([argument] if argument else []))


def test_every_command_has_its_own_id_and_key() -> None:
    keys = [(command.scope, key) for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_every_menu_has_commands() -> None:
    assert {command.menu for command in COMMANDS} - {""} == set(MENUS)


def test_context_menus_contain_only_commands_and_menus_of_the_table() -> None:
    for ids in CONTEXT_MENUS.values():
        assert set(ids) <= {command.id for command in COMMANDS} | set(MENUS) | {""}


def test_single_letters_belong_to_the_timeline() -> None:
    for command in COMMANDS:
        if any(len(key) == 1 for key in command.keys):
            assert command.scope == "timeline", command.id


def test_a_command_is_run_with_its_argument(controller: MainController) -> None:
    controller.run(Command("test", "navigation.go_to event/ce6-launch", "", ""))
    assert controller.state.selection == "event/ce6-launch"
    controller.run(Command("test", "store.back", "", ""))
    assert controller.state.selection == ""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_mnemonic_stands_for_one_entry_of_its_menu(controller: MainController, lang: str) -> None:
    controller.appearance.set_language(lang)
    for menu in controller.window.menus.values():
        titles = [action.text() for action in menu.actions() if action.text()]
        letters = [title[title.index("&") + 1].casefold() for title in titles if "&" in title]
        assert len(letters) == len(set(letters)), (menu.title(), titles)


def test_escape_closes_the_selection_and_then_leaves_the_full_screen(controller: MainController) -> None:
    trigger(controller, "full-screen")
    controller.select("event/ce6-launch")
    trigger(controller, "deselect")
    assert (controller.state.selection, controller.window.isFullScreen()) == ("", True)
    trigger(controller, "deselect")
    assert not controller.window.isFullScreen()
    assert not controller.window.actions_by_id["full-screen"].isChecked()


def test_the_page_of_keys_names_every_key(controller: MainController) -> None:
    trigger(controller, "keys")
    text = controller.window.pane.toPlainText()
    for words in ("Zoom in", "Ctrl+O", "What is next", "F1"):
        assert words in text


def test_slips_are_hidden_and_shown(controller: MainController) -> None:
    action = controller.window.actions_by_id["slips"]
    before = action.isChecked()
    action.trigger()
    assert controller.state.slips is action.isChecked() is not before
    action.trigger()
    assert controller.state.slips is action.isChecked() is before


def test_a_refused_day_is_explained_in_the_status_bar(controller: MainController) -> None:
    controller.window.as_of.refused.emit("June")
    assert "June" in status_text(controller)
