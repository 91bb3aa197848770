"""The tab of date changes: table, filters, chart, clipboard."""

from __future__ import annotations

import csv
from datetime import date
from html import escape
from io import StringIO
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.builders import moved_events
from tests.curated import curated_data
from tests.generated_programme import TODAY, generate_programme
from viewer import cli
from viewer.i18n import use
from viewer.limits import SMALL
from viewer.model.date_history import ChangeKind
from viewer.model.programme import Programme
from viewer.report.slip_report import MOST_CHARTED
from viewer.state import ViewState, home
from viewer.theme import DARK, LIGHT
from viewer.widgets import sortable_table
from viewer.widgets.slip_panel import COLUMNS, EVENT, SAID, SIZE, SlipPanel
from viewer.widgets.sortable_table import ADDRESS

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


def choose_value(panel: SlipPanel, box: str, data: object) -> None:
    """Choose in one of the boxes as a user would."""
    combo = getattr(panel, box)
    index = next(i for i in range(combo.count()) if combo.itemData(i) == data)
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def column(panel: SlipPanel, number: int) -> list[str]:
    rows = range(panel.model.rowCount())
    return [str(panel.model.index(row, number).data()) for row in rows]


def keys(panel: SlipPanel, number: int) -> list[Any]:
    """What the rows are sorted by, from the top."""
    assert panel.model.content is not None
    key = panel.model.content.sort_key(number)
    assert key is not None
    return [key(change) for change in panel.model.numbers()]


def total(panel: SlipPanel) -> int:
    """How many changes there are without a filter."""
    return len(panel.model.changes.changes) if panel.model.changes is not None else 0


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
    choose_value(panel, "mission", "chang-e-7")
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
def test_every_column_sorts_both_ways_and_keeps_all_rows(panel: SlipPanel, number: int) -> None:
    before = copied(panel)
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        panel.table.sortByColumn(number, order)
        column_keys = keys(panel, number)
        assert column_keys == sorted(column_keys, reverse=order == Qt.SortOrder.DescendingOrder)
    assert copied(panel) == before, "the copy is in the order of the report"


def test_the_cells_of_a_change_have_its_words(panel: SlipPanel) -> None:
    assert panel.model.content is not None
    content, changes = panel.model.content, panel.model.content.items
    withdrawn = next(
        number
        for number, change in enumerate(changes)
        if change.event_id == "ce7-launch" and change.kind is ChangeKind.WITHDRAWN
    )
    cells = [content.text(withdrawn, number) for number in range(len(COLUMNS))]
    assert cells[0] == "23 August 2026"
    assert cells[3:7] == ["no date", "", "date withdrawn", "CMSA"]
    assert "planned window" in cells[7]
    assert cells[8] == str(len(changes[withdrawn].new.sources))


def test_the_latest_change_comes_first(panel: SlipPanel) -> None:
    days = keys(panel, SAID)
    assert days == sorted(days, reverse=True)


def test_the_largest_slip_comes_first_when_sorted_by_size(panel: SlipPanel) -> None:
    panel.table.sortByColumn(SIZE, Qt.SortOrder.DescendingOrder)
    assert column(panel, SIZE)[0].startswith("+")


def test_filters_by_kind_and_words(panel: SlipPanel, qtbot: QtBot) -> None:
    choose_value(panel, "kinds", (ChangeKind.WITHDRAWN,))
    assert set(column(panel, 5)) == {"date withdrawn"}
    assert panel.count.text() == f"{panel.model.rowCount()} of {total(panel)} moves"
    qtbot.keyClicks(panel.text, "landing")
    assert column(panel, EVENT) == ["Landing of Chang'e-7"]
    qtbot.keyClicks(panel.text, " nonsense")
    assert panel.pages.currentWidget() is panel.empty
    assert panel.empty.text() == "No move fits."
    assert not panel.copy_all.isEnabled()


def test_enter_and_double_click_request_the_event(panel: SlipPanel, qtbot: QtBot) -> None:
    requests: list[str] = []
    panel.select_requested.connect(requests.append)
    panel.table.setCurrentIndex(panel.model.index(2, EVENT))
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    position = panel.table.visualRect(panel.model.index(4, EVENT)).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=position)
    qtbot.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=position)
    assert requests == [panel.model.index(row, EVENT).data(ADDRESS) for row in (2, 4)]


def test_showing_emits_nothing_and_keeps_the_filter(panel: SlipPanel, qtbot: QtBot, whole: Programme) -> None:
    choose_value(panel, "mission", "chang-e-8")
    with qtbot.assertNotEmitted(panel.select_requested), qtbot.assertNotEmitted(panel.claim_requested):
        show(panel, whole, "event/ce8-launch", date(2025, 4, 24))
        panel.show_theme(DARK)
        panel.retranslate()
    assert panel.mission.currentData() == "chang-e-8"
    assert "Launch of Chang'e-8" in column(panel, EVENT)
    changes = panel.model.changes
    assert changes is not None
    chang_e_8 = {event.id for event in changes.programme.events_of_mission["chang-e-8"]}
    assert {changes.changes[order].event_id for order in panel.model.numbers()} <= chang_e_8


def test_the_chart_follows_the_selection_unless_unchecked(panel: SlipPanel, whole: Programme) -> None:
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


def test_a_hidden_panel_waits_until_it_is_shown(panel: SlipPanel, whole: Programme) -> None:
    panel.hide()
    show(panel, whole, day=date(2018, 1, 1))
    assert total(panel), "a hidden panel computes nothing"
    panel.show()
    assert not total(panel)


def test_the_table_is_translated(panel: SlipPanel) -> None:
    use("zh")
    try:
        panel.retranslate()
        assert "嫦娥七号发射" in column(panel, EVENT)
    finally:
        use("en")
        panel.retranslate()
    assert "Launch of Chang'e-7" in column(panel, EVENT)


def test_chart_and_table_are_side_by_side_in_a_wide_panel(panel: SlipPanel) -> None:
    assert panel.split.orientation() == Qt.Orientation.Horizontal
    panel.resize(700, 800)
    assert panel.split.orientation() == Qt.Orientation.Vertical


def test_the_changes_of_the_selected_event_come_into_view_in_bold(panel: SlipPanel, whole: Programme) -> None:
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


# ── very many changes ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def many() -> Programme:
    return generate_programme(2 * SMALL).as_of(TODAY)


@pytest.fixture
def long_panel(panel: SlipPanel, many: Programme, qtbot: QtBot) -> SlipPanel:
    panel.show_programme(many, ViewState(home(many)), TODAY)
    qtbot.waitUntil(lambda: not panel.busy)
    return panel


def test_the_previous_changes_stay_until_those_of_many_events_are_computed(
    panel: SlipPanel, many: Programme, qtbot: QtBot
) -> None:
    before = column(panel, EVENT)
    panel.show_programme(many, ViewState(home(many)), TODAY)
    assert panel.busy
    assert column(panel, EVENT) == before
    qtbot.waitUntil(lambda: not panel.busy)
    days = keys(panel, SAID)
    assert days == sorted(days, reverse=True)
    assert panel.count.text() == f"{len(days)} moves"
    assert set(before).isdisjoint(column(panel, EVENT))


def test_a_panel_without_changes_says_that_it_is_looking(qtbot: QtBot, many: Programme) -> None:
    panel = SlipPanel()
    qtbot.addWidget(panel)
    panel.show_theme(LIGHT)
    panel.show()
    panel.show_programme(many, ViewState(home(many)), TODAY)
    assert panel.pages.currentWidget() is panel.empty
    assert panel.empty.text() == f"Looking through {2 * SMALL} events …"
    qtbot.waitUntil(lambda: not panel.busy)
    assert panel.pages.currentWidget() is panel.table


def test_words_and_missions_filter_many_changes(long_panel: SlipPanel, qtbot: QtBot, many: Programme) -> None:
    changes = long_panel.model.changes
    assert changes is not None
    first = many.event(changes.changes[0].event_id)
    assert first is not None
    mission, word = first.missions[0], first.title.en.partition(" ")[0]
    choose_value(long_panel, "mission", mission)
    qtbot.keyClicks(long_panel.text, word.lower())
    qtbot.waitUntil(lambda: not long_panel.busy)
    expected = {
        number
        for event in many.events
        if mission in event.missions and word in event.title.en
        for number in changes.numbers.get(event.id, ())
    }
    assert set(long_panel.model.numbers()) == expected
    assert expected


def test_the_heading_says_how_many_events_the_chart_leaves_out(
    long_panel: SlipPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    events, heading = long_panel.charted()
    every = len(moved_events(long_panel.model.changes.programme))  # type: ignore[union-attr]
    assert len(events) == MOST_CHARTED < every
    assert heading == f"All dates that moved: the {MOST_CHARTED} most important of {every}"


def test_selected_changes_stay_selected_under_a_filter(panel: SlipPanel, qtbot: QtBot) -> None:
    row = column(panel, EVENT).index("Landing of Chang'e-7")
    panel.table.selectRow(row)
    panel.table.sortByColumn(EVENT, Qt.SortOrder.AscendingOrder)
    qtbot.keyClicks(panel.text, "landing")
    selected = panel.table.selectionModel().selectedRows(EVENT)
    assert [index.data() for index in selected] == ["Landing of Chang'e-7"]
    qtbot.keyClicks(panel.text, " nonsense")
    assert not panel.table.selectionModel().selectedRows(EVENT)


def test_many_rows_are_copied_in_the_background_and_cut_short(
    long_panel: SlipPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sortable_table, "LARGE", 10)
    with qtbot.waitSignal(long_panel.status_message) as message:
        long_panel.copy_all.click()
    assert message.args[0].startswith("The first 10 of ")
    changes = long_panel.model.changes
    assert changes is not None
    assert clipboard() == changes.csv(range(10))


def test_the_tooltip_of_a_row_is_the_sentence_of_its_change(panel: SlipPanel) -> None:
    index = panel.model.index(0, EVENT)
    tooltip = str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert tooltip.startswith("<qt>")
    assert escape(str(index.data())) in tooltip
