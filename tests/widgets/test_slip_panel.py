"""The ledger in the window: what is copied is what the command prints, filters and order never change a word."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.benchmarks.made import TODAY, made
from tests.curated import curated_data
from viewer import cli
from viewer.i18n import use
from viewer.model.date_history import ChangeKind
from viewer.model.programme import Programme
from viewer.report.slip_report import MOST_CHARTED
from viewer.state import ViewState, home
from viewer.theme import DARK, LIGHT
from viewer.timeline.trend_data import moved_events
from viewer.widgets import slip_panel
from viewer.widgets.beside import AT_ONCE
from viewer.widgets.slip_model import ADDRESS, COLUMNS, EVENT, SAID, SIZE, SORT
from viewer.widgets.slip_panel import SlipPanel

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def whole() -> Programme:
    programme = curated_data().programme
    assert programme is not None
    return programme


@pytest.fixture
def panel(qtbot: QtBot, whole: Programme) -> SlipPanel:
    panel = SlipPanel()
    qtbot.addWidget(panel)
    panel.resize(1300, 360)
    panel.show_theme(LIGHT)
    show(panel, whole)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def show(panel: SlipPanel, whole: Programme, selection: str = "", day: date = DAY) -> None:
    panel.show_programme(whole.as_of(day), ViewState(home(whole), selection), DAY)


def choose(panel: SlipPanel, box: str, data: object) -> None:
    """Choose in one of the boxes as a user would."""
    combo = getattr(panel, box)
    index = next(i for i in range(combo.count()) if combo.itemData(i) == data)
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def column(panel: SlipPanel, number: int) -> list[str]:
    rows = range(panel.model.rowCount())
    return [str(panel.model.index(row, number).data()) for row in rows]


def copied(panel: SlipPanel) -> str:
    panel.copy_all.click()
    return clipboard()


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("day", [DAY, date(2024, 6, 27)])
def test_the_copy_is_what_the_command_prints(
    panel: SlipPanel, whole: Programme, day: date, capsys: pytest.CaptureFixture[str]
) -> None:
    show(panel, whole, day=day)
    panel.copy_all.click()
    cli.main(["slips", "--format", "csv", "--as-of", day.isoformat()])
    printed = capsys.readouterr().out
    assert clipboard() == printed


def test_the_copy_of_one_mission_is_what_the_command_prints_of_it(
    panel: SlipPanel, capsys: pytest.CaptureFixture[str]
) -> None:
    choose(panel, "mission", "chang-e-7")
    panel.copy_all.click()
    cli.main(["slips", "--mission", "chang-e-7", "--format", "csv", "--as-of", DAY.isoformat()])
    assert clipboard() == capsys.readouterr().out


def test_selected_rows_are_copied_as_cells(panel: SlipPanel, qtbot: QtBot) -> None:
    panel.table.selectRow(3)
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    rows = list(csv.reader(StringIO(clipboard()), delimiter="\t"))
    assert len(rows) == 2
    assert f"event/{rows[1][1]}" == panel.model.index(3, 0).data(ADDRESS)


@pytest.mark.parametrize("number", range(len(COLUMNS)))
def test_every_column_sorts_both_ways_and_loses_no_row(panel: SlipPanel, number: int) -> None:
    before = copied(panel)
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        panel.table.sortByColumn(number, order)
        keys = [panel.model.index(row, number).data(SORT) for row in range(panel.model.rowCount())]
        assert keys == sorted(keys, reverse=order == Qt.SortOrder.DescendingOrder)
    assert copied(panel) == before, "what is copied keeps the order of the ledger"


def test_the_latest_move_comes_first(panel: SlipPanel) -> None:
    days = [panel.model.index(row, SAID).data(SORT) for row in range(panel.model.rowCount())]
    assert days == sorted(days, reverse=True)


def test_the_largest_slip_is_found_by_sorting(panel: SlipPanel) -> None:
    panel.table.sortByColumn(SIZE, Qt.SortOrder.DescendingOrder)
    assert column(panel, SIZE)[0].startswith("+")


def test_filters_leave_what_they_say(panel: SlipPanel, qtbot: QtBot) -> None:
    choose(panel, "move_class", (ChangeKind.WITHDRAWN,))
    assert set(column(panel, 5)) == {"date withdrawn"}
    assert panel.count.text() == f"{panel.model.rowCount()} of {panel.model.whole} moves"
    qtbot.keyClicks(panel.text, "landing")
    assert column(panel, EVENT) == ["Landing of Chang'e-7"]
    qtbot.keyClicks(panel.text, " nonsense")
    assert panel.pages.currentWidget() is panel.empty
    assert panel.empty.text() == "No move fits."
    assert not panel.copy_all.isEnabled()


def test_enter_and_double_click_wish_for_the_event(panel: SlipPanel, qtbot: QtBot) -> None:
    wished: list[str] = []
    panel.select_requested.connect(wished.append)
    panel.table.setCurrentIndex(panel.model.index(2, EVENT))
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    place = panel.table.visualRect(panel.model.index(4, EVENT)).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wished == [panel.model.index(row, EVENT).data(ADDRESS) for row in (2, 4)]


def test_showing_wishes_for_nothing_and_keeps_the_filter(
    panel: SlipPanel, qtbot: QtBot, whole: Programme
) -> None:
    choose(panel, "mission", "chang-e-8")
    with qtbot.assertNotEmitted(panel.select_requested), qtbot.assertNotEmitted(panel.claim_requested):
        show(panel, whole, "event/ce8-launch", date(2025, 4, 24))
        panel.show_theme(DARK)
        panel.retranslate()
    assert panel.mission.currentData() == "chang-e-8"
    assert "Launch of Chang'e-8" in column(panel, EVENT)
    ledger = panel.model.ledger
    assert ledger is not None
    chang_e_8 = {event.id for event in ledger.programme.events_of_mission["chang-e-8"]}
    assert {ledger.changes[order].event_id for order in panel.shown_orders()} <= chang_e_8


def test_the_chart_follows_the_selection_unless_told_otherwise(panel: SlipPanel, whole: Programme) -> None:
    every = panel.charted()
    assert {"ce6-launch", "ce7-launch", "ce8-launch"} <= set(every[0])
    show(panel, whole, "event/ce7-launch")
    assert panel.charted() == (("ce7-launch",), "Launch of Chang'e-7")
    show(panel, whole, "mission/chang-e-8")
    assert panel.charted()[0] == ("ce8-launch",)
    show(panel, whole, "source/cgtn-2024-06-27")
    assert panel.charted() == every
    show(panel, whole, "event/ce7-launch")
    panel.only_selected.click()
    assert panel.charted() == every


def test_on_a_day_before_any_move_it_says_so(panel: SlipPanel, whole: Programme) -> None:
    show(panel, whole, day=date(2018, 1, 1))
    assert panel.pages.currentWidget() is panel.empty
    assert panel.empty.text() == "No date has moved by this day."
    assert panel.charted()[0] == ()


def test_hidden_it_waits_and_shown_it_is_right(panel: SlipPanel, whole: Programme) -> None:
    panel.hide()
    show(panel, whole, day=date(2018, 1, 1))
    assert panel.model.whole, "nothing is reckoned for what nobody sees"
    panel.show()
    assert not panel.model.whole


def test_it_speaks_the_language_that_is_spoken(panel: SlipPanel) -> None:
    use("zh")
    try:
        panel.retranslate()
        assert "嫦娥七号发射" in column(panel, EVENT)
    finally:
        use("en")
        panel.retranslate()
    assert "Launch of Chang'e-7" in column(panel, EVENT)


def test_wide_it_stands_beside_tall_above(panel: SlipPanel) -> None:
    assert panel.split.orientation() == Qt.Orientation.Horizontal
    panel.resize(700, 800)
    assert panel.split.orientation() == Qt.Orientation.Vertical


def test_the_moves_of_what_is_selected_come_into_view_and_stand_out(
    panel: SlipPanel, whole: Programme
) -> None:
    assert panel.table.rowAt(0) == 0
    show(panel, whole, "event/ce6-launch")
    last = panel.table.rowAt(panel.table.viewport().height() - 1)
    seen = column(panel, EVENT)[panel.table.rowAt(0) : last + 1]
    assert "Launch of Chang'e-6" in seen
    row = column(panel, EVENT).index("Launch of Chang'e-6")
    assert panel.model.index(row, EVENT).data(Qt.ItemDataRole.FontRole).bold()
    before = panel.table.verticalScrollBar().value()
    show(panel, whole, "event/ce6-launch", date(2026, 11, 21))
    assert panel.model.index(row, SAID).data(Qt.ItemDataRole.FontRole) is None
    assert before > 0


# ── very many moves ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def many() -> Programme:
    return made(2 * AT_ONCE).as_of(TODAY)


@pytest.fixture
def long_panel(panel: SlipPanel, many: Programme, qtbot: QtBot) -> SlipPanel:
    panel.show_programme(many, ViewState(home(many)), TODAY)
    qtbot.waitUntil(lambda: not panel.busy)
    return panel


def test_until_the_moves_of_very_many_events_are_found_the_last_ones_stay(
    panel: SlipPanel, many: Programme, qtbot: QtBot
) -> None:
    before = column(panel, EVENT)
    panel.show_programme(many, ViewState(home(many)), TODAY)
    assert panel.busy
    assert column(panel, EVENT) == before
    qtbot.waitUntil(lambda: not panel.busy)
    days = [panel.model.index(row, SAID).data(SORT) for row in range(panel.model.rowCount())]
    assert days == sorted(days, reverse=True)
    assert panel.count.text() == f"{len(days)} moves"
    assert set(before).isdisjoint(column(panel, EVENT))


def test_a_first_look_at_very_many_says_that_it_looks(qtbot: QtBot, many: Programme) -> None:
    panel = SlipPanel()
    qtbot.addWidget(panel)
    panel.show_theme(LIGHT)
    panel.show()
    panel.show_programme(many, ViewState(home(many)), TODAY)
    assert panel.pages.currentWidget() is panel.empty
    assert panel.empty.text() == f"Looking through {2 * AT_ONCE} events …"
    qtbot.waitUntil(lambda: not panel.busy)
    assert panel.pages.currentWidget() is panel.table


def test_words_and_missions_filter_very_many_alike(
    long_panel: SlipPanel, qtbot: QtBot, many: Programme
) -> None:
    ledger = long_panel.model.ledger
    assert ledger is not None
    first = many.event(ledger.changes[0].event_id)
    assert first is not None
    mission, word = first.missions[0], first.title.en.partition(" ")[0]
    choose(long_panel, "mission", mission)
    qtbot.keyClicks(long_panel.text, word.lower())
    qtbot.waitUntil(lambda: not long_panel.busy)
    wanted = {
        number
        for event in many.events
        if mission in event.missions and word in event.title.en
        for number in ledger.numbers.get(event.id, ())
    }
    assert set(long_panel.shown_orders()) == wanted
    assert wanted


def test_a_chart_of_too_many_says_how_many_it_leaves_out(
    long_panel: SlipPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    events, heading = long_panel.charted()
    every = len(moved_events(long_panel.model.ledger.programme))  # type: ignore[union-attr]
    assert len(events) == MOST_CHARTED < every
    assert heading == f"All dates that moved: the {MOST_CHARTED} most important of {every}"


def test_selected_moves_stay_selected_while_others_are_filtered_away(panel: SlipPanel, qtbot: QtBot) -> None:
    row = column(panel, EVENT).index("Landing of Chang'e-7")
    panel.table.selectRow(row)
    panel.table.sortByColumn(EVENT, Qt.SortOrder.AscendingOrder)
    qtbot.keyClicks(panel.text, "landing")
    chosen = panel.table.selectionModel().selectedRows(EVENT)
    assert [index.data() for index in chosen] == ["Landing of Chang'e-7"]
    qtbot.keyClicks(panel.text, " nonsense")
    assert not panel.table.selectionModel().selectedRows(EVENT)


def test_very_many_rows_are_copied_beside_the_window_and_cut_short(
    long_panel: SlipPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slip_panel, "MOST_COPIED", 10)
    with qtbot.waitSignal(long_panel.told) as told:
        long_panel.copy_all.click()
    assert told.args[0].startswith("The first 10 of ")
    ledger = long_panel.model.ledger
    assert ledger is not None
    assert clipboard() == ledger.csv(range(10))
