"""The desk joins store, window and settings: states go down, wishes come up, a next start begins where one ended."""

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
    desk = MainController(folder, load_programme(folder), TODAY, Settings(), view=view)
    qtbot.addWidget(desk.window)
    desk.window.show()
    return desk


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> MainController:
    return desk_on(qtbot, data_folder())


def test_it_begins_at_home_with_nothing_selected(desk: MainController) -> None:
    assert desk.state == ViewState(home(desk.store.whole))
    assert "What is next" in desk.window.pane.toPlainText()


def test_every_command_has_a_meaning_and_every_key_one_command() -> None:
    keys = [(command.scope, key) for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert {command.menu for command in COMMANDS} - {""} == {title for title, _parent in MENUS}


def test_single_letters_belong_to_the_timeline() -> None:
    for command in COMMANDS:
        if any(len(key) == 1 for key in command.keys):
            assert command.scope == "timeline", command.id


def test_selecting_opens_the_pane_and_back_leads_back(desk: MainController) -> None:
    desk.select("event/ce6-launch")
    desk.select("mission/chang-e-6")
    assert "嫦娥六号" in desk.window.pane.toPlainText()
    desk.window.actions_by_id["back"].trigger()
    assert desk.state.selection == "event/ce6-launch"
    assert "3 May 2024" in desk.window.pane.toPlainText()
    desk.window.actions_by_id["forward"].trigger()
    assert desk.state.selection == "mission/chang-e-6"
    assert not desk.window.actions_by_id["forward"].isEnabled()


def test_an_event_not_yet_spoken_of_closes_with_those_words(desk: MainController) -> None:
    desk.select("event/ce7-scrub")
    assert "called off" in desk.window.pane.toPlainText()
    desk.window.as_of.day_requested.emit(date(2024, 6, 27))
    text = desk.window.pane.toPlainText()
    assert "27 June 2024" in text
    assert "called off" not in text.casefold()


def test_speaking_chinese_changes_window_pane_and_timeline_at_once(desk: MainController) -> None:
    desk.window.actions_by_id["lang-zh"].trigger()
    assert desk.window.menuBar().actions()[0].text() != "&File"
    assert "嫦娥七号" in desk.window.pane.toPlainText()
    labels = [getattr(shape, "text", "") for shape in desk.window.timeline.scene().shapes]
    assert "嫦娥六号发射" in labels


def test_each_theme_dresses_the_window(desk: MainController) -> None:
    grounds = set()
    for name in ("light", "dark", "high-contrast"):
        desk.window.actions_by_id[f"theme-{name}"].trigger()
        grounds.add(desk.window.grab().toImage().pixelColor(300, 300).name())
    assert len(grounds) == 3


def test_the_next_start_begins_where_the_last_one_ended(desk: MainController, qtbot: QtBot) -> None:
    desk.looks.choose_theme("dark")
    desk.select("partner/esa")
    desk.nav.zoom(0.5)
    left = desk.state
    desk.window.close()
    again = desk_on(qtbot, data_folder())
    assert again.state == left
    assert again.looks.theme_name == "dark"


def test_a_remembered_view_that_makes_no_sense_is_forgotten(qtbot: QtBot, qapp: QApplication) -> None:
    Settings().remember(Settings.view_key(data_folder()), "window=nonsense")
    desk = desk_on(qtbot, data_folder())
    assert desk.state == ViewState(home(desk.store.whole))


def test_a_programme_with_faults_opens_with_what_is_sound_and_says_so(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    copytree(data_folder(), folder)
    events = folder / "events" / "policy.yaml"
    events.write_text(events.read_text("utf-8").replace("importance: 5", "importance: 9", 1), "utf-8")
    desk = desk_on(qtbot, folder)
    assert desk.window.banner.isVisible()
    assert "importance" in desk.window.banner.text()
    desk.window.actions_by_id["problems"].trigger()
    assert "policy.yaml" in desk.window.pane.toPlainText()


def test_a_folder_without_a_programme_leaves_the_present_one(
    desk: MainController, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: told.append(text))
    before = desk.store.whole
    desk.opening.open(tmp_path)
    assert desk.store.whole is before
    assert len(told) == 1
    assert "programme.yaml" in told[0]


def test_opening_another_programme_starts_a_new_history(
    desk: MainController, tmp_path: Path, qtbot: QtBot
) -> None:
    copytree(data_folder(), tmp_path / "other")
    desk.select("partner/esa")
    with qtbot.waitSignal(desk.store.replaced, timeout=60_000):
        desk.opening.open(tmp_path / "other")
    assert desk.state.selection == ""
    assert not desk.window.actions_by_id["back"].isEnabled()
    assert desk.settings.recent() == (tmp_path / "other",)


def test_the_map_of_sites_is_offered_only_with_sites_on_a_body_that_has_a_map(
    desk: MainController, qtbot: QtBot, tmp_path: Path
) -> None:
    action, panels = desk.window.actions_by_id["site-map"], desk.window.panels
    number = panels.count() - 1
    assert (action.isVisible(), panels.isTabVisible(number), panels.tabText(number)) == (True, True, "Moon")
    copytree(data_folder(), tmp_path / "other")
    for file in (tmp_path / "other" / "missions").iterdir():
        file.write_text(file.read_text("utf-8").replace("body: moon", "body: mars"), "utf-8")
    with qtbot.waitSignal(desk.store.replaced, timeout=60_000):
        desk.opening.open(tmp_path / "other")
    assert (action.isVisible(), action.isEnabled(), panels.isTabVisible(number)) == (False, False, False)


def test_the_list_follows_the_selection_and_selects(desk: MainController) -> None:
    desk.window.actions_by_id["list"].trigger()
    assert desk.window.panels.isVisible()
    desk.window.panels.select_requested.emit("event/ce7-launch")
    assert desk.state.selection == "event/ce7-launch"
    desk.window.actions_by_id["list"].trigger()
    assert not desk.window.panels.isVisible()


@pytest.mark.parametrize("raised", [False, True])
def test_more_in_the_pane_leads_to_the_list_of_all_of_it(
    desk: MainController, raised: bool, qtbot: QtBot
) -> None:
    if raised:
        desk.window.actions_by_id["list"].trigger()
    desk.window.pane.link_requested.emit("list/missions/chang-e-6")
    shown = desk.window.panels.currentWidget().findChild(EventTable)
    assert shown is not None
    qtbot.waitUntil(shown.isVisible)
    assert all("chang-e-6" in event.missions for event in desk.store.shown.events)
    assert shown.model().rowCount() == len(desk.store.shown.events)


def test_escape_closes_the_selection_first_and_then_leaves_the_full_screen(desk: MainController) -> None:
    desk.window.actions_by_id["full-screen"].trigger()
    desk.select("event/ce6-launch")
    desk.window.actions_by_id["deselect"].trigger()
    assert (desk.state.selection, desk.window.isFullScreen()) == ("", True)
    desk.window.actions_by_id["deselect"].trigger()
    assert not desk.window.isFullScreen()
    assert not desk.window.actions_by_id["full-screen"].isChecked()


@pytest.mark.parametrize("name", ["list", "moves", "matrix", "site-map"])
def test_a_tab_that_is_raised_has_the_keys_and_gives_them_back(
    desk: MainController, qtbot: QtBot, name: str
) -> None:
    desk.window.activateWindow()
    desk.window.timeline.setFocus()
    desk.window.actions_by_id[name].trigger()
    panels = desk.window.panels
    qtbot.waitUntil(lambda: panels.isAncestorOf(desk.window.focusWidget()))
    qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_F)  # no letter of the timeline's is heard there
    assert desk.state == ViewState(home(desk.store.whole))
    desk.window.actions_by_id[name].trigger()
    assert desk.window.focusWidget() is desk.window.timeline


def test_the_first_promise_is_what_comes_next(desk: MainController) -> None:
    desk.window.actions_by_id["next"].trigger()
    first = desk.state.selection
    desk.window.actions_by_id["next"].trigger()
    assert first.startswith("event/")
    assert desk.state.selection not in ("", first)


def test_the_page_of_keys_names_every_key(desk: MainController) -> None:
    desk.window.actions_by_id["keys"].trigger()
    text = desk.window.pane.toPlainText()
    for words in ("Zoom in", "Ctrl+O", "What is next", "F1"):
        assert words in text


def test_a_refused_day_is_told_in_the_status_line(desk: MainController) -> None:
    desk.window.as_of.refused.emit("June")
    assert "June" in desk.window.statusBar().currentMessage()


def test_what_the_filter_leaves_is_drawn_listed_told_and_undone_by_back(desk: MainController) -> None:
    window = desk.window
    window.actions_by_id["list"].trigger()
    before = len(desk.store.shown.events)
    desk.filtering.ask(desk.state.filter.toggled("kinds", "launch"))
    launches = [event for event in desk.store.programme.events if event.kind == "launch"]
    assert len(desk.store.shown.events) == len(launches) < before
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
    assert len(desk.store.shown.events) == before


def test_a_filtered_view_is_remembered(desk: MainController, qtbot: QtBot) -> None:
    desk.filtering.overdue()
    desk.window.close()
    again = desk_on(qtbot, data_folder())
    assert again.state.filter == desk.state.filter
    assert again.window.chip.isVisible()


def test_what_is_hidden_by_the_filter_still_opens(desk: MainController) -> None:
    desk.filtering.overdue()
    desk.select("event/ce6-launch")
    assert "3 May 2024" in desk.window.pane.toPlainText()
    desk.nav.next()
    desk.filtering.reset()
    assert not desk.state.filter


def test_clicks_in_the_panel_filter(desk: MainController) -> None:
    desk.window.actions_by_id["filter"].trigger()
    panel = desk.filtering.panel
    panel.value_requested.emit("missions", "chang-e-7")
    panel.two_sources_requested.emit(True)
    panel.importance_requested.emit(4)
    panel.text_requested.emit("launch")
    asked = desk.state.filter
    assert (asked.missions, asked.two_sources, asked.importance, asked.text) == (
        frozenset({"chang-e-7"}), True, 4, "launch",
    )  # fmt: skip
    panel.reset_requested.emit()
    assert not desk.state.filter
    panel.close()


def lines_of(desk: MainController) -> list[str]:
    return [line.address for line in desk.window.search.list.hits.lines]


def test_what_is_found_is_grouped_marked_on_the_timeline_and_opened(
    desk: MainController, qtbot: QtBot
) -> None:
    box = desk.window.search
    box.setFocus()
    qtbot.keyClicks(box, "ceqh")
    qtbot.waitUntil(lambda: "event/ce7-launch" in lines_of(desk))
    assert lines_of(desk)[:2] == ["", "mission/chang-e-7"]
    assert "event/ce7-launch" in desk.window.timeline._lit
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert desk.state.selection == "mission/chang-e-7"
    box.clear()
    assert desk.window.timeline._lit == ()


def test_a_search_ends_with_its_window(desk: MainController, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer.app.search_controller.SLICE_S", 0.0)  # as on a machine that has much to do
    desk.finding.search("launch")
    desk.window.actions_by_id["palette"].trigger()
    desk.finding.palette.search_requested.emit("launch")
    assert [run.searching for run in desk.finding.runs] == [True, True]
    desk.window.close()
    assert [run.searching for run in desk.finding.runs] == [False, False]


@pytest.mark.parametrize("text", ["2024-06", "June 2024", "2024年6月"])
def test_a_date_that_is_typed_is_gone_to(desk: MainController, qtbot: QtBot, text: str) -> None:
    desk.window.search.setText(text)
    desk.finding.search(text)
    assert lines_of(desk)[0] == f"date/{text}"
    assert "June 2024" in desk.window.search.list.hits.lines[0].title
    desk.go(f"date/{text}")
    assert desk.state.window.length < 60


@pytest.mark.parametrize("text", ["chang'e 7", "7", "esa 2", "launch of queqiao-2"])
def test_what_is_no_date_offers_none(desk: MainController, text: str) -> None:
    desk.finding.search(text)
    assert not any(line.startswith("date/") for line in lines_of(desk))


def test_the_palette_knows_every_command_and_everything_with_a_name(
    desk: MainController, qtbot: QtBot
) -> None:
    desk.window.actions_by_id["palette"].trigger()
    palette = desk.finding.palette
    known = {line.address for line in palette.list.hits.lines}
    enabled = {f"command/{c.id}" for c in COMMANDS if desk.window.actions_by_id[c.id].isEnabled()}
    assert enabled - {"command/palette"} <= known
    assert "view/programme-0" in known
    qtbot.keyClicks(palette.line, "thdk")
    qtbot.keyClicks(palette.line, "")
    palette.line.clear()
    qtbot.keyClicks(palette.line, "dark")
    qtbot.waitUntil(lambda: palette.list.current() == "command/theme-dark")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert desk.looks.theme_name == "dark"
    desk.window.actions_by_id["palette"].trigger()
    qtbot.keyClicks(palette.line, "chang e 7 offers")
    qtbot.waitUntil(lambda: palette.list.current().startswith("event/"))
    palette.hide()


def test_own_views_are_kept_found_opened_and_forgotten(desk: MainController, qtbot: QtBot) -> None:
    desk.filtering.overdue()
    kept = desk.state
    desk.views.keep("What is late")
    desk.filtering.reset()
    palette = desk.finding.palette
    desk.window.actions_by_id["palette"].trigger()
    qtbot.keyClicks(palette.line, "what is late")
    qtbot.waitUntil(lambda: palette.list.current() == "view/own-0")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert desk.state == kept
    desk.window.views.aboutToShow.emit()
    assert "What is late" in [action.text() for action in desk.window.views.actions()]
    desk.views.forget("What is late")
    assert desk.views.own() == []


def test_every_view_of_the_programme_opens(desk: MainController) -> None:
    for number, view in enumerate(desk.store.whole.head.views):
        desk.go(f"view/programme-{number}")
        assert desk.state == ViewState.from_text(view.view)


@pytest.mark.parametrize(
    ("form", "suffix"), [("png", "png"), ("svg", "svg"), ("csv", "csv"), ("json", "json")]
)
def test_what_is_seen_is_exported(
    desk: MainController, qtbot: QtBot, tmp_path: Path, form: str, suffix: str
) -> None:
    path = tmp_path / f"seen.{suffix}"
    with qtbot.waitSignal(desk.exports.task.ended, timeout=20_000):
        desk.exports.export(path, format_by_id(form))
    assert path.stat().st_size > 1000
    assert str(path) in desk.window.statusBar().currentMessage()


def test_what_a_format_cannot_hold_is_told(
    desk: MainController, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "information", lambda _parent, _title, text: told.append(text))
    with qtbot.waitSignal(desk.exports.task.ended, timeout=20_000):
        desk.exports.export(tmp_path / "plan.ics", format_by_id("ics"))
    assert len(told) == 1


def test_an_export_that_cannot_be_written_says_why_and_leaves_nothing(
    desk: MainController, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: told.append(text))
    with qtbot.waitSignal(desk.exports.task.ended, timeout=20_000):
        desk.exports.export(tmp_path / "nowhere" / "seen.csv", format_by_id("csv"))
    assert len(told) == 1
    assert "No such file" in told[0]


def test_moving_the_day_says_what_changed_and_a_page_tells_it_in_full(
    desk: MainController, qtbot: QtBot
) -> None:
    desk.store.set(desk.state.on(date(2024, 6, 27)))
    qtbot.waitUntil(lambda: "27 June 2024" in desk.window.statusBar().currentMessage())
    desk.store.set(desk.state.on(date(2024, 12, 1)))
    desk.store.set(desk.state.on(date(2025, 4, 24)))
    qtbot.waitUntil(lambda: "27 June 2024 to 24 April 2025" in desk.window.statusBar().currentMessage())
    assert "2 dates moved" in desk.window.statusBar().currentMessage()
    desk.window.actions_by_id["changes"].trigger()
    text = desk.window.pane.toPlainText()
    assert "What changed from 27 June 2024 to 24 April 2025" in text
    assert "Launch of Chang'e-8: 2028 → around 2029, +1 year" in text
    desk.window.pane.link_requested.emit("event/ce8-launch")
    assert desk.state.selection == "event/ce8-launch"


def test_a_line_about_one_day_goes_with_that_day(desk: MainController) -> None:
    desk.tell("Nothing is promised after this day.")
    desk.window.actions_by_id["zoom-in"].trigger()
    assert desk.window.statusBar().currentMessage()
    desk.window.actions_by_id["earlier-change"].trigger()
    assert desk.window.statusBar().currentMessage() == ""


def test_the_day_steps_from_change_to_change(desk: MainController) -> None:
    desk.window.actions_by_id["earlier-change"].trigger()
    last = desk.state.as_of
    assert last is not None
    desk.window.actions_by_id["earlier-change"].trigger()
    assert desk.state.as_of is not None
    assert desk.state.as_of < last
    desk.window.actions_by_id["later-change"].trigger()
    assert desk.state.as_of == last


def test_since_the_last_look_tells_what_became_known(desk: MainController, qtbot: QtBot) -> None:
    desk.window.actions_by_id["since-last"].trigger()
    assert "not looked at before" in desk.window.statusBar().currentMessage()
    desk.window.close()
    key = Settings.view_key(data_folder()).replace("view/", "looked/", 1)
    assert Settings().text(key) == "2026-11-22 2026-10-09"
    Settings().remember(key, "2026-09-01 2026-08-23")
    again = desk_on(qtbot, data_folder())
    again.window.actions_by_id["since-last"].trigger()
    text = again.window.pane.toPlainText()
    assert "What changed from 23 August 2026 to 22 November 2026" in text
    assert "2027?" in text


def test_what_is_overdue_leads_from_the_status_line_to_itself(desk: MainController) -> None:
    assert "command/overdue" in desk.window.age.text()
    desk.window.age.linkActivated.emit("command/overdue")
    assert {desk.store.shown.standing(e.id).status for e in desk.store.shown.events} == {Status.OVERDUE}
    assert "2 of 244" in desk.window.chip.count.text() or "overdue" in desk.window.chip.what.text()


def test_a_link_is_copied_and_leads_back(desk: MainController) -> None:
    desk.select("event/ce7-launch")
    desk.store.set(desk.state.on(date(2024, 6, 27)))
    desk.filtering.ask(desk.state.filter.toggled("kinds", "launch"))
    left = desk.state
    desk.window.actions_by_id["copy-link"].trigger()
    text = QApplication.clipboard().text()
    assert text.startswith("farside:event/ce7-launch?as-of=2024-06-27&view=window=")
    desk.filtering.reset()
    desk.store.set(desk.state.on(None).selecting(""))
    desk.window.search.setText(text)
    desk.finding.search(text)
    assert lines_of(desk)[0] == text
    desk.go(text)
    assert desk.state == left


@pytest.mark.parametrize(
    "text", ["farside:event/gone", "farside:x", "farside:event/ce7-launch?as-of=2001-01-01"]
)
def test_a_link_that_leads_nowhere_is_told_and_nothing_moves(desk: MainController, text: str) -> None:
    before = desk.state
    desk.go(text)
    assert desk.state == before
    assert desk.window.statusBar().currentMessage()


def test_citations_of_a_source_and_of_an_event_are_copied(desk: MainController) -> None:
    desk.window.actions_by_id["cite-text"].trigger()
    assert "Select a source" in desk.window.statusBar().currentMessage()
    desk.select("source/cgtn-2024-06-27")
    desk.window.pane.link_requested.emit("command/cite-bibtex")
    assert QApplication.clipboard().text().startswith("@misc{cgtn-2024-06-27,")
    desk.select("event/ce8-launch")
    desk.window.actions_by_id["cite-markdown"].trigger()
    assert QApplication.clipboard().text().count("\n") >= 1
    desk.window.actions_by_id["report-mistake"].trigger()
    assert "Launch of Chang'e-8" in QApplication.clipboard().text()


def test_a_numbered_citation_says_its_source_where_the_pointer_is(desk: MainController) -> None:
    tip = desk.window.pane.tip_of("source/cgtn-2024-06-27")
    assert tip.startswith("CGTN: ")
    assert "https" in desk.window.pane.tip_of("https://example.org")
    assert desk.window.pane.tip_of("") == ""


def test_an_event_that_the_filter_hides_is_opened_with_those_words(desk: MainController) -> None:
    desk.filtering.overdue()
    desk.go("event/ce6-launch")
    assert "The filter hides it" in desk.window.statusBar().currentMessage()
    assert desk.state.selection == "event/ce6-launch"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_in_a_menu_each_letter_stands_for_one_entry(desk: MainController, lang: str) -> None:
    desk.looks.speak(lang)
    for menu in desk.window.menus.values():
        titles = [action.text() for action in menu.actions() if action.text()]
        letters = [title[title.index("&") + 1].casefold() for title in titles if "&" in title]
        twice = {letter for letter in letters if letters.count(letter) > 1}
        assert not twice, (menu.title(), twice, titles)
