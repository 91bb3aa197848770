"""MainController: states go down to the widgets, requests up to the store; a start restores the last view."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from viewer import i18n
from viewer.app.commands import COMMANDS, MENUS
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.export.registry import format_by_id
from viewer.load.loader import load_programme
from viewer.model.claims import Status
from viewer.resources import data_folder
from viewer.state import ViewState, home
from viewer.widgets.event_table import EventTable

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _settings_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("FARSIDE_SETTINGS", str(tmp_path / "settings.ini"))
    before = i18n.language()
    yield
    i18n.use(before)


def desk_on(qtbot: QtBot, folder: Path, view: ViewState | None = None) -> MainController:
    controller = MainController(folder, load_programme(folder), TODAY, Settings(), view=view)
    qtbot.addWidget(controller.window)
    controller.window.show()
    return controller


@pytest.fixture
def controller(qtbot: QtBot, qapp: QApplication) -> MainController:
    return desk_on(qtbot, data_folder())


def test_it_begins_at_home_with_nothing_selected(controller: MainController) -> None:
    assert controller.state == ViewState(home(controller.store.whole))
    assert "What is next" in controller.window.pane.toPlainText()


def test_every_command_has_a_meaning_and_every_key_one_command() -> None:
    keys = [(command.scope, key) for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert {command.menu for command in COMMANDS} - {""} == {title for title, _parent in MENUS}


def test_single_letters_belong_to_the_timeline() -> None:
    for command in COMMANDS:
        if any(len(key) == 1 for key in command.keys):
            assert command.scope == "timeline", command.id


def test_selecting_opens_the_pane_and_back_leads_back(controller: MainController) -> None:
    controller.select("event/ce6-launch")
    controller.select("mission/chang-e-6")
    assert "嫦娥六号" in controller.window.pane.toPlainText()
    controller.window.actions_by_id["back"].trigger()
    assert controller.state.selection == "event/ce6-launch"
    assert "3 May 2024" in controller.window.pane.toPlainText()
    controller.window.actions_by_id["forward"].trigger()
    assert controller.state.selection == "mission/chang-e-6"
    assert not controller.window.actions_by_id["forward"].isEnabled()


def test_an_event_not_yet_spoken_of_closes_with_those_words(controller: MainController) -> None:
    controller.select("event/ce7-scrub")
    assert "called off" in controller.window.pane.toPlainText()
    controller.window.as_of.day_requested.emit(date(2024, 6, 27))
    text = controller.window.pane.toPlainText()
    assert "27 June 2024" in text
    assert "called off" not in text.casefold()


def test_speaking_chinese_changes_window_pane_and_timeline_at_once(controller: MainController) -> None:
    controller.window.actions_by_id["lang-zh"].trigger()
    assert controller.window.menuBar().actions()[0].text() != "&File"
    assert "嫦娥七号" in controller.window.pane.toPlainText()
    labels = [getattr(shape, "text", "") for shape in controller.window.timeline.scene().shapes]
    assert "嫦娥六号发射" in labels


def test_each_theme_dresses_the_window(controller: MainController) -> None:
    grounds = set()
    for name in ("light", "dark", "high-contrast"):
        controller.window.actions_by_id[f"theme-{name}"].trigger()
        grounds.add(controller.window.grab().toImage().pixelColor(300, 300).name())
    assert len(grounds) == 3


def test_the_next_start_begins_where_the_last_one_ended(controller: MainController, qtbot: QtBot) -> None:
    controller.appearance.choose_theme("dark")
    controller.select("partner/esa")
    controller.navigation.zoom(0.5)
    left = controller.state
    controller.window.close()
    again = desk_on(qtbot, data_folder())
    assert again.state == left
    assert again.appearance.theme_name == "dark"


def test_a_remembered_view_that_makes_no_sense_is_forgotten(qtbot: QtBot, qapp: QApplication) -> None:
    Settings().remember(Settings.view_key(data_folder()), "window=nonsense")
    controller = desk_on(qtbot, data_folder())
    assert controller.state == ViewState(home(controller.store.whole))


def test_a_programme_with_faults_opens_with_what_is_sound_and_says_so(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    copytree(data_folder(), folder)
    events = folder / "events" / "policy.yaml"
    events.write_text(events.read_text("utf-8").replace("importance: 5", "importance: 9", 1), "utf-8")
    controller = desk_on(qtbot, folder)
    assert controller.window.banner.isVisible()
    assert "importance" in controller.window.banner.text()
    controller.window.actions_by_id["problems"].trigger()
    assert "policy.yaml" in controller.window.pane.toPlainText()


def test_a_folder_without_a_programme_leaves_the_present_one(
    controller: MainController, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warnings: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: warnings.append(text))
    before = controller.store.whole
    with qtbot.waitSignal(controller.opening.task.ended):
        controller.opening.open(tmp_path)
    assert controller.store.whole is before
    assert len(warnings) == 1
    assert "programme.yaml" in warnings[0]


def test_opening_another_programme_starts_a_new_history(
    controller: MainController, tmp_path: Path, qtbot: QtBot
) -> None:
    copytree(data_folder(), tmp_path / "other")
    controller.select("partner/esa")
    with qtbot.waitSignal(controller.store.replaced, timeout=60_000):
        controller.opening.open(tmp_path / "other")
    assert controller.state.selection == ""
    assert not controller.window.actions_by_id["back"].isEnabled()
    assert controller.settings.recent() == (tmp_path / "other",)


def test_the_map_of_sites_is_offered_only_with_sites_on_a_body_that_has_a_map(
    controller: MainController, qtbot: QtBot, tmp_path: Path
) -> None:
    action, panels = controller.window.actions_by_id["site-map"], controller.window.tabs
    number = panels.count() - 1
    assert (action.isVisible(), panels.isTabVisible(number), panels.tabText(number)) == (True, True, "Moon")
    copytree(data_folder(), tmp_path / "other")
    for file in (tmp_path / "other" / "missions").iterdir():
        file.write_text(file.read_text("utf-8").replace("body: moon", "body: mars"), "utf-8")
    with qtbot.waitSignal(controller.store.replaced, timeout=60_000):
        controller.opening.open(tmp_path / "other")
    assert (action.isVisible(), action.isEnabled(), panels.isTabVisible(number)) == (False, False, False)


def test_the_list_follows_the_selection_and_selects(controller: MainController) -> None:
    controller.window.actions_by_id["list"].trigger()
    assert controller.window.tabs.isVisible()
    controller.window.tabs.select_requested.emit("event/ce7-launch")
    assert controller.state.selection == "event/ce7-launch"
    controller.window.actions_by_id["list"].trigger()
    assert not controller.window.tabs.isVisible()


@pytest.mark.parametrize("raised", [False, True])
def test_more_in_the_pane_leads_to_the_list_of_all_of_it(
    controller: MainController, raised: bool, qtbot: QtBot
) -> None:
    if raised:
        controller.window.actions_by_id["list"].trigger()
    controller.window.pane.link_requested.emit("list/missions/chang-e-6")
    shown = controller.window.tabs.currentWidget().findChild(EventTable)
    assert shown is not None
    qtbot.waitUntil(shown.isVisible)
    assert all("chang-e-6" in event.missions for event in controller.store.shown.events)
    assert shown.model().rowCount() == len(controller.store.shown.events)


def test_escape_closes_the_selection_first_and_then_leaves_the_full_screen(
    controller: MainController,
) -> None:
    controller.window.actions_by_id["full-screen"].trigger()
    controller.select("event/ce6-launch")
    controller.window.actions_by_id["deselect"].trigger()
    assert (controller.state.selection, controller.window.isFullScreen()) == ("", True)
    controller.window.actions_by_id["deselect"].trigger()
    assert not controller.window.isFullScreen()
    assert not controller.window.actions_by_id["full-screen"].isChecked()


@pytest.mark.parametrize("name", ["list", "moves", "matrix", "site-map"])
def test_a_tab_that_is_raised_has_the_keys_and_gives_them_back(
    controller: MainController, qtbot: QtBot, name: str
) -> None:
    controller.window.activateWindow()
    controller.window.timeline.setFocus()
    controller.window.actions_by_id[name].trigger()
    panels = controller.window.tabs
    qtbot.waitUntil(lambda: panels.isAncestorOf(controller.window.focusWidget()))
    qtbot.keyClick(
        controller.window.focusWidget(), Qt.Key.Key_F
    )  # no letter of the timeline's is heard there
    assert controller.state == ViewState(home(controller.store.whole))
    controller.window.actions_by_id[name].trigger()
    assert controller.window.focusWidget() is controller.window.timeline


def test_the_first_promise_is_what_comes_next(controller: MainController) -> None:
    controller.window.actions_by_id["next"].trigger()
    first = controller.state.selection
    controller.window.actions_by_id["next"].trigger()
    assert first.startswith("event/")
    assert controller.state.selection not in ("", first)


def test_the_page_of_keys_names_every_key(controller: MainController) -> None:
    controller.window.actions_by_id["keys"].trigger()
    text = controller.window.pane.toPlainText()
    for words in ("Zoom in", "Ctrl+O", "What is next", "F1"):
        assert words in text


def test_a_refused_day_is_told_in_the_status_line(controller: MainController) -> None:
    controller.window.as_of.refused.emit("June")
    assert "June" in controller.window.statusBar().currentMessage()


def test_what_the_filter_leaves_is_drawn_listed_told_and_undone_by_back(controller: MainController) -> None:
    window = controller.window
    window.actions_by_id["list"].trigger()
    before = len(controller.store.shown.events)
    controller.filters.set(controller.state.filter.toggled("kinds", "launch"))
    launches = [event for event in controller.store.programme.events if event.kind == "launch"]
    assert len(controller.store.shown.events) == len(launches) < before
    assert f"{len(launches)} of {before} events shown" in window.chip.count.text()
    assert window.chip.isVisible()
    refs = {
        ref
        for shape in window.timeline.scene().shapes
        if (ref := getattr(shape, "ref", "")).startswith("event/")
    }
    assert refs <= {f"event/{event.id}" for event in launches}
    assert f"{len(launches)} events" in window.pane.toPlainText()
    window.actions_by_id["back"].trigger()
    assert not window.chip.isVisible()
    assert len(controller.store.shown.events) == before


def test_a_filtered_view_is_remembered(controller: MainController, qtbot: QtBot) -> None:
    controller.filters.show_overdue()
    controller.window.close()
    again = desk_on(qtbot, data_folder())
    assert again.state.filter == controller.state.filter
    assert again.window.chip.isVisible()


def test_what_is_hidden_by_the_filter_still_opens(controller: MainController) -> None:
    controller.filters.show_overdue()
    controller.select("event/ce6-launch")
    assert "3 May 2024" in controller.window.pane.toPlainText()
    controller.navigation.go_to_next_planned()
    controller.filters.reset()
    assert not controller.state.filter


def test_clicks_in_the_panel_filter(controller: MainController) -> None:
    controller.window.actions_by_id["filter"].trigger()
    panel = controller.filters.panel
    panel.value_requested.emit("missions", "chang-e-7")
    panel.two_sources_requested.emit(True)
    panel.importance_requested.emit(4)
    panel.text_requested.emit("launch")
    asked = controller.state.filter
    assert (asked.missions, asked.two_sources, asked.importance, asked.text) == (
        frozenset({"chang-e-7"}), True, 4, "launch",
    )  # fmt: skip
    panel.reset_requested.emit()
    assert not controller.state.filter
    panel.close()


def lines_of(controller: MainController) -> list[str]:
    return [line.address for line in controller.window.search.list.hits.lines]


def test_what_is_found_is_grouped_marked_on_the_timeline_and_opened(
    controller: MainController, qtbot: QtBot
) -> None:
    box = controller.window.search
    box.setFocus()
    qtbot.keyClicks(box, "ceqh")
    qtbot.waitUntil(lambda: "event/ce7-launch" in lines_of(controller))
    assert lines_of(controller)[:2] == ["", "mission/chang-e-7"]
    lit = controller.window.timeline.grab().toImage()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert controller.state.selection == "mission/chang-e-7"
    box.clear()
    assert controller.window.timeline.grab().toImage() != lit


def test_closing_the_window_cancels_a_search(
    controller: MainController, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.app.search_controller.SMALL", 0)
    controller.search.search("launch")
    busy = controller.search.task.busy
    controller.window.close()
    assert [busy, controller.search.task.busy] == [True, False]


def test_enter_chooses_the_first_hit_of_a_search_that_is_still_running(
    controller: MainController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.app.search_controller.SMALL", 0)
    box = controller.window.search
    box.setFocus()
    qtbot.keyClicks(box, "ceqh")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: controller.state.selection == "mission/chang-e-7")


@pytest.mark.parametrize("text", ["2024-06", "June 2024", "2024年6月"])
def test_a_date_that_is_typed_is_gone_to(controller: MainController, qtbot: QtBot, text: str) -> None:
    controller.window.search.setText(text)
    controller.search.search(text)
    assert lines_of(controller)[0] == f"date/{text}"
    assert "June 2024" in controller.window.search.list.hits.lines[0].title
    controller.open_result(f"date/{text}")
    assert controller.state.window.length < 60


@pytest.mark.parametrize("text", ["chang'e 7", "7", "esa 2", "launch of queqiao-2"])
def test_what_is_no_date_offers_none(controller: MainController, text: str) -> None:
    controller.search.search(text)
    assert not any(line.startswith("date/") for line in lines_of(controller))


def test_the_palette_knows_every_command_and_everything_with_a_name(
    controller: MainController, qtbot: QtBot
) -> None:
    controller.window.actions_by_id["palette"].trigger()
    palette = controller.search.palette
    known = {line.address for line in palette.list.hits.lines}
    enabled = {f"command/{c.id}" for c in COMMANDS if controller.window.actions_by_id[c.id].isEnabled()}
    assert enabled - {"command/palette"} <= known
    assert "view/programme-0" in known
    qtbot.keyClicks(palette.line, "thdk")
    qtbot.keyClicks(palette.line, "")
    palette.line.clear()
    qtbot.keyClicks(palette.line, "dark")
    qtbot.waitUntil(lambda: palette.list.current() == "command/theme-dark")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert controller.appearance.theme_name == "dark"
    controller.window.actions_by_id["palette"].trigger()
    qtbot.keyClicks(palette.line, "chang e 7 offers")
    qtbot.waitUntil(lambda: palette.list.current().startswith("event/"))
    palette.hide()


def test_own_views_are_kept_found_opened_and_forgotten(controller: MainController, qtbot: QtBot) -> None:
    controller.filters.show_overdue()
    kept = controller.state
    controller.saved_views.keep("What is late")
    controller.filters.reset()
    palette = controller.search.palette
    controller.window.actions_by_id["palette"].trigger()
    qtbot.keyClicks(palette.line, "what is late")
    qtbot.waitUntil(lambda: palette.list.current() == "view/own-0")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert controller.state == kept
    controller.window.views.aboutToShow.emit()
    assert "What is late" in [action.text() for action in controller.window.views.actions()]
    controller.saved_views.forget("What is late")
    assert controller.saved_views.own() == []


def test_every_view_of_the_programme_opens(controller: MainController) -> None:
    for number, view in enumerate(controller.store.whole.head.views):
        controller.open_result(f"view/programme-{number}")
        assert controller.state == ViewState.from_text(view.view)


@pytest.mark.parametrize(
    ("form", "suffix"), [("png", "png"), ("svg", "svg"), ("csv", "csv"), ("json", "json")]
)
def test_what_is_seen_is_exported(
    controller: MainController, qtbot: QtBot, tmp_path: Path, form: str, suffix: str
) -> None:
    path = tmp_path / f"seen.{suffix}"
    with qtbot.waitSignal(controller.exports.task.ended, timeout=20_000):
        controller.exports.export(path, format_by_id(form))
    assert path.stat().st_size > 1000
    assert str(path) in controller.window.statusBar().currentMessage()


def test_what_a_format_cannot_hold_is_told(
    controller: MainController, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "information", lambda _parent, _title, text: told.append(text))
    with qtbot.waitSignal(controller.exports.task.ended, timeout=20_000):
        controller.exports.export(tmp_path / "plan.ics", format_by_id("ics"))
    assert len(told) == 1


def test_an_export_that_cannot_be_written_says_why_and_leaves_nothing(
    controller: MainController, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: told.append(text))
    with qtbot.waitSignal(controller.exports.task.ended, timeout=20_000):
        controller.exports.export(tmp_path / "nowhere" / "seen.csv", format_by_id("csv"))
    assert len(told) == 1
    assert "No such file" in told[0]


def test_moving_the_day_says_what_changed_and_a_page_tells_it_in_full(
    controller: MainController, qtbot: QtBot
) -> None:
    controller.store.set(controller.store.requested.on(date(2024, 6, 27)))
    qtbot.waitUntil(lambda: "27 June 2024" in controller.window.statusBar().currentMessage())
    controller.store.set(controller.store.requested.on(date(2024, 12, 1)))
    controller.store.set(controller.store.requested.on(date(2025, 4, 24)))
    qtbot.waitUntil(lambda: "27 June 2024 to 24 April 2025" in controller.window.statusBar().currentMessage())
    assert "2 dates moved" in controller.window.statusBar().currentMessage()
    controller.window.actions_by_id["changes"].trigger()
    text = controller.window.pane.toPlainText()
    assert "What changed from 27 June 2024 to 24 April 2025" in text
    assert "Launch of Chang'e-8: 2028 → around 2029, +1 year" in text
    controller.window.pane.link_requested.emit("event/ce8-launch")
    assert controller.state.selection == "event/ce8-launch"


def test_a_line_about_one_day_goes_with_that_day(controller: MainController) -> None:
    controller.show_message("Nothing is promised after this day.")
    controller.window.actions_by_id["zoom-in"].trigger()
    assert controller.window.statusBar().currentMessage()
    controller.window.actions_by_id["earlier-change"].trigger()
    assert controller.window.statusBar().currentMessage() == ""


def test_the_day_steps_from_change_to_change(controller: MainController) -> None:
    controller.window.actions_by_id["earlier-change"].trigger()
    last = controller.state.as_of
    assert last is not None
    controller.window.actions_by_id["earlier-change"].trigger()
    assert controller.state.as_of is not None
    assert controller.state.as_of < last
    controller.window.actions_by_id["later-change"].trigger()
    assert controller.state.as_of == last


def test_since_the_last_look_tells_what_became_known(controller: MainController, qtbot: QtBot) -> None:
    controller.window.actions_by_id["since-last"].trigger()
    assert "not looked at before" in controller.window.statusBar().currentMessage()
    controller.window.close()
    key = Settings.view_key(data_folder()).replace("view/", "looked/", 1)
    assert Settings().text(key) == "2026-11-22 2026-10-09"
    Settings().remember(key, "2026-09-01 2026-08-23")
    again = desk_on(qtbot, data_folder())
    again.window.actions_by_id["since-last"].trigger()
    text = again.window.pane.toPlainText()
    assert "What changed from 23 August 2026 to 22 November 2026" in text
    assert "2027?" in text


def test_what_is_overdue_leads_from_the_status_line_to_itself(controller: MainController) -> None:
    assert "command/overdue" in controller.window.age.text()
    controller.window.age.linkActivated.emit("command/overdue")
    assert {controller.store.shown.status(e.id).status for e in controller.store.shown.events} == {
        Status.OVERDUE
    }
    assert (
        "2 of 244" in controller.window.chip.count.text() or "overdue" in controller.window.chip.what.text()
    )


def test_a_link_is_copied_and_leads_back(controller: MainController) -> None:
    controller.select("event/ce7-launch")
    controller.store.set(controller.store.requested.on(date(2024, 6, 27)))
    controller.filters.set(controller.state.filter.toggled("kinds", "launch"))
    left = controller.state
    controller.window.actions_by_id["copy-link"].trigger()
    text = QApplication.clipboard().text()
    assert text.startswith("farside:event/ce7-launch?as-of=2024-06-27&view=window=")
    controller.filters.reset()
    controller.store.set(controller.store.requested.on(None).selecting(""))
    controller.window.search.setText(text)
    controller.search.search(text)
    assert lines_of(controller)[0] == text
    controller.open_result(text)
    assert controller.state == left


@pytest.mark.parametrize(
    "text", ["farside:event/gone", "farside:x", "farside:event/ce7-launch?as-of=2001-01-01"]
)
def test_a_link_that_leads_nowhere_is_told_and_nothing_moves(controller: MainController, text: str) -> None:
    before = controller.state
    controller.open_result(text)
    assert controller.state == before
    assert controller.window.statusBar().currentMessage()


def test_citations_of_a_source_and_of_an_event_are_copied(controller: MainController) -> None:
    controller.window.actions_by_id["cite-text"].trigger()
    assert "Select a source" in controller.window.statusBar().currentMessage()
    controller.select("source/cgtn-2024-06-27")
    controller.window.pane.link_requested.emit("command/cite-bibtex")
    assert QApplication.clipboard().text().startswith("@misc{cgtn-2024-06-27,")
    controller.select("event/ce8-launch")
    controller.window.actions_by_id["cite-markdown"].trigger()
    assert QApplication.clipboard().text().count("\n") >= 1
    controller.window.actions_by_id["report-mistake"].trigger()
    assert "Launch of Chang'e-8" in QApplication.clipboard().text()


def test_a_numbered_citation_says_its_source_where_the_pointer_is(controller: MainController) -> None:
    tip = controller.window.pane.tip_of("source/cgtn-2024-06-27")
    assert tip.startswith("CGTN: ")
    assert "https" in controller.window.pane.tip_of("https://example.org")
    assert controller.window.pane.tip_of("") == ""


def test_an_event_that_the_filter_hides_is_opened_with_those_words(controller: MainController) -> None:
    controller.filters.show_overdue()
    controller.open_result("event/ce6-launch")
    assert "The filter hides it" in controller.window.statusBar().currentMessage()
    assert controller.state.selection == "event/ce6-launch"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_in_a_menu_each_letter_stands_for_one_entry(controller: MainController, lang: str) -> None:
    controller.appearance.set_language(lang)
    for menu in controller.window.menus.values():
        titles = [action.text() for action in menu.actions() if action.text()]
        letters = [title[title.index("&") + 1].casefold() for title in titles if "&" in title]
        twice = {letter for letter in letters if letters.count(letter) > 1}
        assert not twice, (menu.title(), twice, titles)
