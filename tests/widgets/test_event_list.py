"""The list is another road to the same selection."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from viewer.load.folder import load_programme
from viewer.model.programme import Programme
from viewer.resources import data_folder
from viewer.state import ViewState, home
from viewer.widgets.event_list import ADDRESS, COLUMNS, EventList, EventModel


@pytest.fixture(scope="module")
def programme() -> Programme:
    loaded = load_programme(data_folder())
    assert loaded.programme is not None
    return loaded.programme.as_of(date(2026, 11, 22))


@pytest.fixture
def events(qtbot: QtBot, programme: Programme) -> EventList:
    events = EventList()
    qtbot.addWidget(events)
    events.resize(1000, 400)
    events.show_programme(programme, ViewState(home(programme)), date(2026, 11, 22))
    return events


def test_the_model_keeps_qts_rules(programme: Programme, qtbot: QtBot) -> None:
    model = EventModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_programme(programme)
    assert model.rowCount() == len(programme.events)
    del tester


def test_rows_stand_in_order_of_time(events: EventList, programme: Programme) -> None:
    model = events.model()
    shown = [model.index(row, 0).data(ADDRESS) for row in range(model.rowCount())]
    assert shown == [f"event/{event.id}" for event in programme.events]


def test_claims_sort_as_numbers(events: EventList) -> None:
    events.sortByColumn(len(COLUMNS) - 1, Qt.SortOrder.DescendingOrder)
    model = events.model()
    counts = [int(model.index(row, len(COLUMNS) - 1).data()) for row in range(model.rowCount())]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 9


def test_a_click_is_a_wish_and_showing_is_not(events: EventList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(events.select_wished):
        events.show_selection("event/ce7-launch")
    assert events.currentIndex().data(ADDRESS) == "event/ce7-launch"
    other = events.model().index(0, 1)
    events.scrollTo(other)
    with qtbot.waitSignal(events.select_wished) as wish:
        qtbot.mouseClick(events.viewport(), Qt.MouseButton.LeftButton, pos=events.visualRect(other).center())
    assert wish.args == [other.data(ADDRESS)]


def test_selecting_what_is_no_event_selects_nothing(events: EventList) -> None:
    events.show_selection("event/ce7-launch")
    events.show_selection("partner/esa")
    assert events.selectionModel().selectedRows() == []


def test_copied_rows_are_what_is_shown(events: EventList, qtbot: QtBot) -> None:
    events.show_selection("event/ce7-launch")
    qtbot.keyClick(events, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    title, row = QGuiApplication.clipboard().text().split("\n")
    assert title.split("\t")[1] == "Event"
    assert row.split("\t")[:2] == ["2027?", "Launch of Chang'e-7"]


def test_what_rests_on_weak_sources_looks_weaker(programme: Programme, qtbot: QtBot) -> None:
    model = EventModel()
    model.show_programme(programme)
    for row, event in enumerate(programme.events):
        font = model.data(model.index(row, 1), Qt.ItemDataRole.FontRole)
        doubted = programme.standing(event.id).doubted
        assert (isinstance(font, QFont) and font.italic()) is doubted
        assert (model.data(model.index(row, 1), Qt.ItemDataRole.ForegroundRole) is not None) is doubted
