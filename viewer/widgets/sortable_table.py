"""A table whose rows can be sorted and filtered: its model and its view. Cells get their words when they are shown.

Orders of many rows are computed in a background task; until then the last order stays. Why this is no
QSortFilterProxyModel: docs/decisions/0021-tables.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar, cast

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from viewer.i18n import _, ngettext_
from viewer.limits import LARGE, SMALL
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, part_of, tracked
from viewer.ref import event_ref
from viewer.widgets.background_task import BackgroundTask

Item = TypeVar("Item")
Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
ADDRESS = Qt.ItemDataRole.UserRole + 1  # the role of the address of a row: "event/ID"
ROW_HEIGHT_PX = 24
ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LAYOUT_SIGNATURE = "QList<QPersistentModelIndex>,QAbstractItemModel::LayoutChangeHint"


class Column(Struct, Generic[Item], frozen=True):
    """A column: its title (a message), its initial width, the words of a cell, and the key to sort by."""

    title: str
    width_px: int
    text: Callable[[Programme, Item], str]
    key: Callable[[Programme, Item], Any] | None = None  # None: the words
    is_number: bool = False  # aligned right


class TableContent(Struct, Generic[Item], frozen=True, eq=False):
    """What a table shows: the items of a programme, in their natural order and numbered from 0."""

    programme: Programme
    items: Sequence[Item]
    columns: Sequence[Column[Item]]
    event_id: Callable[[Item], str]  # of the event that a row leads to
    natural_column: int = -1  # sorting by this column gives the natural order
    normalize: Callable[[str], str] = str.casefold  # what makes words comparable

    def text(self, number: int, column: int) -> str:
        """The words of a cell."""
        return self.columns[column].text(self.programme, self.items[number])

    def sort_key(self, column: int) -> Callable[[int], Any] | None:
        """The key of an item, by its number, to sort by that column; None: the natural order."""
        key = self.columns[column].key
        if column == self.natural_column:
            return None
        if key is not None:
            return lambda number: key(self.programme, self.items[number])
        return lambda number: self.normalize(self.text(number, column))

    def tab_separated(self, numbers: Sequence[int], progress: ProgressCallback) -> str:
        """These rows for the clipboard, below the titles."""
        columns = range(len(self.columns))
        rows = [[self.text(number, column) for column in columns] for number in tracked(numbers, progress)]
        return "\n".join(map("\t".join, [[_(column.title) for column in self.columns], *rows]))


RowFilter = Callable[[ProgressCallback], Sequence[int]]
"""Gives the numbers of the items that pass, ascending. Runs on a worker thread."""


class Arrangement(Struct, frozen=True, eq=False):
    """A content with the items that are shown, in their order."""

    content: TableContent[Any] | None = None
    numbers: Sequence[int] = ()  # the item in each row
    rows: Sequence[int] = ()  # the row of each item, -1: not shown


def arrange(
    content: TableContent[Any], row_filter: RowFilter | None, column: int, descending: bool, progress: ProgressCallback
) -> Arrangement:
    """The items that pass, sorted by `column`. Items with equal keys keep their natural order, also if descending."""
    numbers = row_filter(part_of(progress, 0.0, 0.5)) if row_filter is not None else range(len(content.items))
    key = content.sort_key(column)
    if key is None:
        numbers = numbers[::-1] if descending else numbers
    else:
        keys = {number: key(number) for number in tracked(numbers, part_of(progress, 0.5, 0.9))}
        numbers = sorted(numbers, key=keys.__getitem__, reverse=descending)
    if isinstance(numbers, range):  # the natural order, or its reverse, which is its own inverse
        return Arrangement(content, numbers, numbers)
    rows = [-1] * len(content.items)
    for row, number in enumerate(numbers):
        rows[number] = row
    return Arrangement(content, numbers, rows)


class SortableTableModel(QAbstractTableModel):
    """The rows of a content, filtered, and sorted by one column."""

    roles = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole, ADDRESS})  # of `item_data`

    def __init__(self, columns: Sequence[Column[Any]], column: int, order: Qt.SortOrder) -> None:
        """`column` and `order` are those of the first arrangement."""
        super().__init__()
        self.columns = columns
        self.task = BackgroundTask(self)
        self.sort_by = column, order
        self._requested: TableContent[Any] | None = None
        self._row_filter: RowFilter | None = None
        self._shown = Arrangement()

    @property
    def content(self) -> TableContent[Any] | None:
        """The content that is shown, which is the previous one while another is being arranged."""
        return self._shown.content

    def show_content(self, content: TableContent[Any], row_filter: RowFilter | None = None) -> None:
        """Show the items of `content` that pass `row_filter`, in the present order."""
        self._requested = content
        self.show_filter(row_filter)

    def show_filter(self, row_filter: RowFilter | None) -> None:
        """Show other items of the same content."""
        self._row_filter = row_filter
        self.sort(*self.sort_by)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sort_by = max(column, 0), order
        content, row_filter, by = self._requested, self._row_filter, self.sort_by[0]
        if content is not None:
            descending = order == Qt.SortOrder.DescendingOrder
            is_natural = row_filter is None and content.sort_key(by) is None
            self.task.run(
                lambda progress: arrange(content, row_filter, by, descending, progress),
                self._show,
                synchronous=is_natural or len(content.items) <= SMALL,
            )

    def _show(self, arrangement: Arrangement) -> None:
        if arrangement.content is not self._shown.content:
            self.beginResetModel()
            self._shown = arrangement
            self.endResetModel()
            return
        # The hint for sorted rows: Qt then keeps one persistent index for each selected row, not for each cell.
        hint = QAbstractTableModel.LayoutChangeHint.VerticalSortHint
        signals = self.layoutAboutToBeChanged, self.layoutChanged
        before, after = (cast(Any, signal)[LAYOUT_SIGNATURE] for signal in signals)
        before.emit([], hint)
        old = self.persistentIndexList()
        numbers = [self._shown.numbers[index.row()] for index in old]
        self._shown = arrangement
        rows = [arrangement.rows[number] for number in numbers]
        new = [self.index(row, index.column()) for row, index in zip(rows, old, strict=True)]
        self.changePersistentIndexList(old, new)
        after.emit([], hint)

    def numbers(self) -> Sequence[int]:
        """The item in each row."""
        return self._shown.numbers

    def row_of(self, number: int) -> int:
        """The row of an item; -1 where it is not shown."""
        return self._shown.rows[number] if 0 <= number < len(self._shown.rows) else -1

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown.numbers)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in self.roles or not index.isValid() or self._shown.content is None:  # a cell is asked for all
            return None
        return self.item_data(self._shown.numbers[index.row()], index.column(), role)

    def item_data(self, number: int, column: int, role: int) -> object:
        """The data of a cell by the number of its item."""
        assert self.content is not None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.content.text(number, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[column].is_number:
            return ALIGN_RIGHT
        return event_ref(self.content.event_id(self.content.items[number])) if role == ADDRESS else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].is_number:
            return ALIGN_RIGHT
        return _(self.columns[section].title) if role == Qt.ItemDataRole.DisplayRole else None


class SortableTable(QTableView):
    """The view: sorted by a click on a title, selected by whole rows.

    Double click and Enter request the address of the row, Ctrl+C copies the selected rows. Up to SMALL selected rows,
    or all of them, stay selected in another order; Qt would take too long for more.
    """

    select_requested = Signal(str)
    status_message = Signal(str)

    def __init__(self, model: SortableTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent, showGrid=False, wordWrap=False)
        model.setParent(self)
        self._model, first_order = model, model.sort_by
        self._copy_task = BackgroundTask(self)
        self._all_selected = False
        model.layoutAboutToBeChanged.connect(self._before_reordering)  # before Qt's own slots
        self.setModel(model)
        model.layoutChanged.connect(self._after_reordering)
        self.activated.connect(self._request_selection)
        self.setSortingEnabled(True)
        self.sortByColumn(*first_order)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        # A header asks each time it is painted whether every row is selected: this one has nothing to ask.
        header.setSelectionModel(QItemSelectionModel(model, self))
        for number, column in enumerate(model.columns):
            self.setColumnWidth(number, column.width_px)

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self._selected_spans())

    def selected_numbers(self) -> list[int]:
        """The items in the selected rows, from the top."""
        numbers = self._model.numbers()
        return [number for first, last in sorted(self._selected_spans()) for number in numbers[first : last + 1]]

    def _selected_spans(self) -> list[tuple[int, int]]:
        """The first and the last row of each part of the selection."""
        selection = self.selectionModel().selection()  # its ranges do not outlive it
        return [(span.top(), span.bottom()) for span in map(selection.at, range(selection.size()))]

    def _before_reordering(self) -> None:
        count = self.selected_count()
        self._all_selected = 0 < count == self._model.rowCount()
        if self._all_selected or count > SMALL:
            self.clearSelection()

    def _after_reordering(self) -> None:
        if self._all_selected:
            self.selectAll()

    def _request_selection(self, index: QModelIndex) -> None:
        self.select_requested.emit(str(index.data(ADDRESS)))

    def copy(self) -> None:
        """Put the selected rows on the clipboard, separated by tabs: spreadsheets paste them into cells."""
        if self._model.content is not None:
            self.copy_rows(self.selected_numbers(), self._model.content.tab_separated)

    def copy_rows(self, numbers: Sequence[int], write: Callable[[Sequence[int], ProgressCallback], str]) -> None:
        """Put what `write` makes of these items on the clipboard, and say how many; only the first LARGE."""
        copied, count = numbers[:LARGE], len(numbers)

        def deliver(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            if len(copied) == count:
                message = ngettext_("{n} row was copied.", "{n} rows were copied.", count)
            else:
                message = _("The first {copied} of {n} rows were copied; an export writes all.", copied=LARGE, n=count)
            self.status_message.emit(message)

        if numbers:
            self._copy_task.run(partial(write, copied), deliver, synchronous=len(copied) <= SMALL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)
