"""The shared model of tables: order, filter, selection."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.report.sample import programme
from viewer.limits import SMALL
from viewer.progress import Cancelled, ProgressCallback, ignore_progress
from viewer.widgets.sortable_table import Column, SortableTable, SortableTableModel, TableContent, arrange

WORD, LENGTH = 0, 1
COLUMNS: tuple[Column[str], ...] = (
    Column("Word", 100, lambda _programme, word: word),
    Column("Length", 60, lambda _p, word: str(len(word)), lambda _p, word: len(word), is_number=True),
)


def words(*items: str) -> TableContent[str]:
    """A content: words in their natural order, and their lengths."""
    return TableContent(programme(), items, COLUMNS, event_id=str, natural_column=WORD)


FRUIT = words("apple", "fig", "banana", "kiwi", "pear", "plum")


def with_a(_progress: ProgressCallback) -> Sequence[int]:
    return [number for number, word in enumerate(FRUIT.items) if "a" in word]


@pytest.fixture
def model(qtbot: QtBot) -> SortableTableModel:
    model = SortableTableModel(COLUMNS, WORD, Qt.SortOrder.AscendingOrder)
    model.show_content(FRUIT)
    return model


def column(model: SortableTableModel, number: int = WORD) -> list[str]:
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def test_equal_keys_keep_the_natural_order_both_ways() -> None:
    up = arrange(FRUIT, None, LENGTH, False, ignore_progress)
    down = arrange(FRUIT, None, LENGTH, True, ignore_progress)
    assert [FRUIT.items[number] for number in up.numbers] == ["fig", "kiwi", "pear", "plum", "apple", "banana"]
    assert [FRUIT.items[number] for number in down.numbers] == ["banana", "apple", "kiwi", "pear", "plum", "fig"]


def test_each_item_knows_its_row_and_a_filtered_one_has_none() -> None:
    shown = arrange(FRUIT, with_a, LENGTH, False, ignore_progress)
    assert [FRUIT.items[number] for number in shown.numbers] == ["pear", "apple", "banana"]
    assert list(shown.rows) == [1, -1, 2, -1, 0, -1]


def test_arranging_can_be_cancelled() -> None:
    def cancel(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        arrange(FRUIT, None, LENGTH, False, cancel)


def test_the_natural_order_can_be_reversed(model: SortableTableModel) -> None:
    model.sort(WORD, Qt.SortOrder.DescendingOrder)
    assert column(model) == list(FRUIT.items[::-1])
    assert model.row_of(0) == 5


def test_sorting_and_filtering_pass_the_model_tester(model: SortableTableModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(LENGTH, Qt.SortOrder.DescendingOrder)
    model.show_filter(with_a)
    assert column(model) == ["banana", "apple", "pear"]
    model.sort(WORD)
    model.show_filter(None)
    assert column(model) == list(FRUIT.items)
    del tester


def test_persistent_indexes_follow_their_item(model: SortableTableModel) -> None:
    kiwi, pear = (QPersistentModelIndex(model.index(row, LENGTH)) for row in (3, 4))
    model.sort(LENGTH)
    assert (kiwi.row(), kiwi.column()) == (1, LENGTH)
    model.show_filter(with_a)
    assert not kiwi.isValid()
    assert (pear.row(), pear.column()) == (0, LENGTH)


def test_numbers_are_aligned_right(model: SortableTableModel) -> None:
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    role = Qt.ItemDataRole.TextAlignmentRole
    assert model.index(0, LENGTH).data(role) == right
    assert model.headerData(LENGTH, Qt.Orientation.Horizontal, role) == right
    assert model.index(0, WORD).data(role) is None


def test_all_rows_stay_selected_under_another_filter(model: SortableTableModel, qtbot: QtBot) -> None:
    table = SortableTable(model)
    qtbot.addWidget(table)
    table.selectAll()
    model.show_filter(with_a)
    assert table.selected_count() == model.rowCount() == 3
    table.clearSelection()  # an earlier test may have left Ctrl pressed, with which a row joins the selected ones
    table.selectRow(1)
    model.show_filter(None)
    assert table.selected_numbers() == [2]


def test_many_rows_keep_their_order_until_they_are_sorted(model: SortableTableModel, qtbot: QtBot) -> None:
    many = words(*("x" * (number % 7) for number in range(SMALL + 1)))
    model.show_content(many)
    assert model.content is many
    model.sort(LENGTH)
    assert model.task.busy
    assert column(model) == list(many.items)
    model.sort(LENGTH, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: not model.task.busy)
    assert column(model, LENGTH) == sorted(map(str, map(len, many.items)), reverse=True)


def test_where_there_is_no_row_there_is_no_data(model: SortableTableModel) -> None:
    assert model.data(QModelIndex()) is None
