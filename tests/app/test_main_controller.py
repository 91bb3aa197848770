"""MainController: states go down to the widgets, requests up to the store; a start restores the last view."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.qt import EARLIER, open_window, status_text, trigger
from viewer.app.main_controller import MainController, problems_line
from viewer.app.settings import Settings
from viewer.export.registry import format_by_id
from viewer.load.files import Diagnostic
from viewer.load.loader import LoadResult, load_programme
from viewer.resources import data_folder
from viewer.state import ViewState, home


def test_the_first_start_shows_the_home_window_with_nothing_selected(controller: MainController) -> None:
    assert controller.state == ViewState(home(controller.store.whole))
    assert "What is next" in controller.window.pane.toPlainText()


def test_a_selection_opens_its_details_and_back_returns(controller: MainController) -> None:
    controller.select("event/ce6-launch")
    controller.select("mission/chang-e-6")
    assert "嫦娥六号" in controller.window.pane.toPlainText()
    trigger(controller, "back")
    assert controller.state.selection == "event/ce6-launch"
    assert "3 May 2024" in controller.window.pane.toPlainText()
    trigger(controller, "forward")
    assert controller.state.selection == "mission/chang-e-6"
    assert not controller.window.actions_by_id["forward"].isEnabled()


def test_details_of_an_event_that_was_not_known_yet_say_so(controller: MainController) -> None:
    controller.select("event/ce7-scrub")
    assert "called off" in controller.window.pane.toPlainText()
    controller.window.as_of.day_requested.emit(EARLIER)
    text = controller.window.pane.toPlainText()
    assert "27 June 2024" in text
    assert "called off" not in text.casefold()


def test_the_next_start_restores_view_and_theme(controller: MainController, qtbot: QtBot) -> None:
    controller.appearance.choose_theme("dark")
    controller.select("partner/esa")
    controller.navigation.zoom(0.5)
    before = controller.state
    controller.window.close()
    again = open_window(qtbot)
    assert again.state == before
    assert again.appearance.theme_name == "dark"


def test_a_start_may_name_view_and_day(qtbot: QtBot, qapp: QApplication) -> None:
    whole = load_programme(data_folder()).programme
    assert whole is not None
    view = ViewState(home(whole), selection="partner/esa")
    controller = MainController(data_folder(), LoadResult(whole), date(2026, 11, 22), Settings(), view, EARLIER)
    qtbot.addWidget(controller.window)
    assert controller.state == view.on(EARLIER)


def test_a_saved_view_that_cannot_be_read_is_replaced_by_the_home_view(qtbot: QtBot, qapp: QApplication) -> None:
    Settings().save(Settings.key("view", data_folder()), "window=nonsense")
    controller = open_window(qtbot)
    assert controller.state == ViewState(home(controller.store.whole))


def test_a_banner_describes_the_problems_of_a_programme(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    copytree(data_folder(), folder)
    events = folder / "events" / "policy.yaml"
    events.write_text(events.read_text("utf-8").replace("importance: 5", "importance: 9", 1), "utf-8")
    controller = open_window(qtbot, folder, load_programme(folder))
    assert controller.window.banner.isVisible()
    assert "importance" in controller.window.banner.text()
    trigger(controller, "problems")
    assert "policy.yaml" in controller.window.pane.toPlainText()


def test_the_banner_names_the_first_problem_and_what_was_left_out() -> None:
    diagnostic = Diagnostic("a.yaml", 1, 2, "no title")
    assert problems_line(LoadResult(None)) == ""
    assert problems_line(LoadResult(None, (diagnostic,))) == f"1 problem in the data: {diagnostic}"
    line = problems_line(LoadResult(None, (diagnostic, diagnostic), tuple("abcdef")))
    assert line == f"2 problems in the data: {diagnostic}. Left out: a, b, c, d, e"


def test_the_site_map_is_offered_only_with_sites_on_a_body_that_has_a_map(
    controller: MainController, qtbot: QtBot, tmp_path: Path
) -> None:
    action, tabs = controller.window.actions_by_id["site-map"], controller.window.tabs
    index = tabs.count() - 1
    assert (action.isVisible(), tabs.isTabVisible(index), tabs.tabText(index)) == (True, True, "Moon")
    copytree(data_folder(), tmp_path / "other")
    for file in (tmp_path / "other" / "missions").iterdir():
        file.write_text(file.read_text("utf-8").replace("body: moon", "body: mars"), "utf-8")
    with qtbot.waitSignal(controller.store.replaced, timeout=60_000):
        controller.opening.open(tmp_path / "other")
    assert (action.isVisible(), action.isEnabled(), tabs.isTabVisible(index)) == (False, False, False)


def test_a_row_of_the_list_selects(controller: MainController) -> None:
    trigger(controller, "list")
    assert controller.window.tabs.isVisible()
    controller.window.tabs.select_requested.emit("event/ce7-launch")
    assert controller.state.selection == "event/ce7-launch"
    trigger(controller, "list")
    assert not controller.window.tabs.isVisible()


def test_links_of_the_pane_have_tooltips(controller: MainController) -> None:
    tooltip = controller.window.pane.tooltip_of
    assert tooltip("source/cgtn-2024-06-27").startswith("CGTN: ")
    assert "https" in tooltip("https://example.org")
    assert tooltip("") == ""


def test_a_message_about_a_day_is_cleared_with_that_day(controller: MainController) -> None:
    controller.show_message("Nothing is promised after this day.")
    trigger(controller, "zoom-in")
    assert status_text(controller)
    trigger(controller, "earlier-change")
    assert status_text(controller) == ""


@pytest.mark.parametrize("format_id", ["png", "svg", "csv", "json"])
def test_what_is_shown_is_exported(controller: MainController, qtbot: QtBot, tmp_path: Path, format_id: str) -> None:
    path = tmp_path / f"shown.{format_id}"
    with qtbot.waitSignal(controller.exports.task.ended, timeout=20_000):
        controller.exports.export(path, format_by_id(format_id))
    assert path.stat().st_size > 1000
    assert str(path) in status_text(controller)


def test_about_shows_the_licence_of_the_data(controller: MainController, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    monkeypatch.setattr(QMessageBox, "about", lambda _parent, _title, text: texts.append(text))
    trigger(controller, "about")
    assert controller.store.whole.head.licence in texts[0]
