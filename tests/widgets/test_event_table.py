"""The table of events: rows, order, selection, clipboard."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from tests.generated_programme import TODAY, generate_programme
from viewer.limits import SMALL
from viewer.model.programme import Programme
from viewer.state import ViewState, home
from viewer.widgets import sortable_table
from viewer.widgets.event_table import COLUMNS, EventTable, EventTableModel, event_content
from viewer.widgets.sortable_table import ADDRESS


@pytest.fixture(scope="module")
def programme() -> Programme:
    loaded = curated_data()
    assert loaded.programme is not None
    return loaded.programme.as_of(date(2026, 11, 22))


@pytest.fixture
def events(qtbot: QtBot, programme: Programme) -> EventTable:
    events = EventTable()
    qtbot.addWidget(events)
    events.resize(1000, 400)
    events.show_programme(programme, ViewState(home(programme)), date(2026, 11, 22))
    return events


def test_the_model_passes_the_model_tester(programme: Programme, qtbot: QtBot) -> None:
    model = EventTableModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_content(event_content(programme))
    assert model.rowCount() == len(programme.events)
    del tester


def test_rows_are_in_order_of_time(events: EventTable, programme: Programme) -> None:
    model = events.model()
    shown = [model.index(row, 0).data(ADDRESS) for row in range(model.rowCount())]
    assert shown == [f"event/{event.id}" for event in programme.events]


def test_claims_sort_as_numbers(events: EventTable) -> None:
    events.sortByColumn(len(COLUMNS) - 1, Qt.SortOrder.DescendingOrder)
    model = events.model()
    counts = [int(model.index(row, len(COLUMNS) - 1).data()) for row in range(model.rowCount())]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 9


def test_a_click_requests_a_selection_and_showing_one_does_not(events: EventTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(events.select_requested):
        events.show_selection("event/ce7-launch")
    assert events.currentIndex().data(ADDRESS) == "event/ce7-launch"
    row_index = events.model().index(0, 1)
    events.scrollTo(row_index)
    with qtbot.waitSignal(events.select_requested) as request:
        qtbot.mouseClick(events.viewport(), Qt.MouseButton.LeftButton, pos=events.visualRect(row_index).center())
    assert request.args == [row_index.data(ADDRESS)]


def test_an_address_that_is_no_event_selects_nothing(events: EventTable) -> None:
    events.show_selection("event/ce7-launch")
    events.show_selection("partner/esa")
    assert events.selectionModel().selectedRows() == []


def test_copied_rows_are_what_is_shown(events: EventTable, qtbot: QtBot) -> None:
    events.show_selection("event/ce7-launch")
    qtbot.keyClick(events, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    title, row = QGuiApplication.clipboard().text().split("\n")
    assert title.split("\t")[1] == "Event"
    assert row.split("\t")[:2] == ["2027?", "Launch of Chang'e-7"]


def test_a_doubted_date_is_muted_and_in_italics(programme: Programme, qtbot: QtBot) -> None:
    model = EventTableModel()
    model.show_content(event_content(programme))
    for row, event in enumerate(programme.events):
        font = model.data(model.index(row, 1), Qt.ItemDataRole.FontRole)
        doubted = programme.status(event.id).doubted
        assert (isinstance(font, QFont) and font.italic()) is doubted
        assert (model.data(model.index(row, 1), Qt.ItemDataRole.ForegroundRole) is not None) is doubted


# ── order ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def many() -> Programme:
    return generate_programme(2 * SMALL).as_of(TODAY)


@pytest.fixture
def long_table(qtbot: QtBot, many: Programme) -> EventTable:
    events = EventTable()
    qtbot.addWidget(events)
    events.show_programme(many, ViewState(home(many)), TODAY)
    return events


def words(events: EventTable, column: int) -> list[str]:
    model = events.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def addresses(events: EventTable) -> list[str]:
    model = events.model()
    return [str(model.index(row, 0).data(ADDRESS)) for row in range(model.rowCount())]


def select(events: EventTable, rows: list[int]) -> None:
    selection = QItemSelection()
    for row in rows:
        selection.select(events.model().index(row, 0), events.model().index(row, len(COLUMNS) - 1))
    events.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def selected_addresses(events: EventTable) -> set[str]:
    return {str(index.data(ADDRESS)) for index in events.selectionModel().selectedRows()}


@pytest.mark.parametrize("column", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_every_column_of_words_sorts_by_its_words(events: EventTable, column: int, order: Qt.SortOrder) -> None:
    events.sortByColumn(column, order)
    cells = [cell.casefold() for cell in words(events, column)]
    assert cells == sorted(cells, reverse=order == Qt.SortOrder.DescendingOrder)


def test_said_sorts_by_the_day_not_by_its_words(events: EventTable, programme: Programme) -> None:
    events.sortByColumn(5, Qt.SortOrder.AscendingOrder)
    said = [programme.status(address[6:]).current_claim.said for address in addresses(events)]
    days = [when.core_earliest for when in said if when is not None]
    assert days == sorted(days)
    assert said[0] is None


def test_equal_cells_keep_the_order_of_time_both_ways(events: EventTable) -> None:
    in_time = addresses(events)
    for order in Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder:
        events.sortByColumn(3, order)
        kinds: dict[str, list[str]] = {}
        for kind, address in zip(words(events, 3), addresses(events), strict=True):
            kinds.setdefault(kind, []).append(address)
        assert all(alike == sorted(alike, key=in_time.index) for alike in kinds.values())


def test_many_events_keep_their_order_until_they_are_sorted(long_table: EventTable, qtbot: QtBot) -> None:
    before = addresses(long_table)
    long_table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert long_table.events.task.busy
    assert addresses(long_table) == before
    qtbot.waitUntil(lambda: not long_table.events.task.busy)
    titles = [title.casefold() for title in words(long_table, 1)]
    assert titles == sorted(titles)
    assert sorted(addresses(long_table)) == sorted(before)


def test_another_programme_is_sorted_by_the_same_column(
    events: EventTable, programme: Programme, many: Programme, qtbot: QtBot
) -> None:
    events.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    events.show_programme(many, ViewState(home(many)), TODAY)
    qtbot.waitUntil(lambda: not events.events.task.busy)
    titles = [title.casefold() for title in words(events, 1)]
    assert titles == sorted(titles, reverse=True)
    events.show_programme(programme, ViewState(home(programme)), TODAY)
    titles = [title.casefold() for title in words(events, 1)]
    assert titles == sorted(titles, reverse=True)


@pytest.mark.parametrize("rows", [[], [3], [3, 4, 9, 40], list(range(0, 200, 2))])
def test_selected_rows_stay_selected_in_another_order(events: EventTable, rows: list[int]) -> None:
    select(events, rows)
    before = selected_addresses(events)
    events.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert selected_addresses(events) == before
    assert len(before) == len(rows)


def test_all_rows_stay_selected_in_another_order(long_table: EventTable) -> None:
    long_table.selectAll()
    long_table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    selection = long_table.selectionModel().selection()
    assert selection.size() == 1
    assert (selection.at(0).top(), selection.at(0).bottom()) == (0, long_table.model().rowCount() - 1)


def test_more_rows_than_qt_can_move_quickly_are_deselected(long_table: EventTable, qtbot: QtBot) -> None:
    select(long_table, list(range(SMALL)))
    long_table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert long_table.selected_count() == SMALL
    select(long_table, list(range(SMALL + 1)))
    long_table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert long_table.selected_count() == 0


def test_the_selection_is_shown_once_many_events_are_sorted(
    long_table: EventTable, programme: Programme, many: Programme, qtbot: QtBot
) -> None:
    long_table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: not long_table.events.task.busy)
    fewer = many.with_events(many.events[1:])
    last = f"event/{many.events[-1].id}"
    long_table.show_programme(fewer, ViewState(home(many), last), TODAY)
    assert long_table.events.task.busy
    qtbot.waitUntil(lambda: not long_table.events.task.busy)
    assert selected_addresses(long_table) == {last}


def test_the_current_row_follows_its_event(events: EventTable) -> None:
    events.show_selection("event/ce7-launch")
    events.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert events.currentIndex().data(ADDRESS) == "event/ce7-launch"
    events.show_selection("event/ce6-launch")
    assert events.currentIndex().data(ADDRESS) == "event/ce6-launch"


def test_a_filtered_event_has_no_row(events: EventTable, programme: Programme) -> None:
    left = programme.with_events(tuple(e for e in programme.events if e.id != "ce7-launch"))
    events.show_programme(left, ViewState(home(programme), "event/ce7-launch"), date(2026, 11, 22))
    assert selected_addresses(events) == set()
    events.show_selection("event/ce6-launch")
    assert selected_addresses(events) == {"event/ce6-launch"}


# ── the clipboard ─────────────────────────────────────────────────────────────────────────────────


def test_many_rows_are_copied_in_their_order(long_table: EventTable, qtbot: QtBot) -> None:
    long_table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    long_table.selectAll()
    with qtbot.waitSignal(long_table.status_message) as message:
        long_table.copy()
    assert message.args == [f"{2 * SMALL} rows were copied."]
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[1] for line in lines[1:]] == words(long_table, 1)


def test_too_many_rows_are_cut_short_with_a_message(
    long_table: EventTable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sortable_table, "LARGE", 10)
    long_table.selectAll()
    with qtbot.waitSignal(long_table.status_message) as message:
        long_table.copy()
    assert message.args == [f"The first 10 of {2 * SMALL} rows were copied; an export writes all."]
    assert QGuiApplication.clipboard().text().count("\n") == 10


def test_nothing_selected_copies_nothing(events: EventTable) -> None:
    QGuiApplication.clipboard().setText("as it was")
    events.clearSelection()
    events.copy()
    assert QGuiApplication.clipboard().text() == "as it was"


def test_the_header_has_no_selection(long_table: EventTable) -> None:
    long_table.selectAll()
    assert not long_table.horizontalHeader().selectionModel().hasSelection()
    assert long_table.selectionModel().hasSelection()
