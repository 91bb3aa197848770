"""A table whose rows can be sorted and filtered: its model and its view. Cells get their words when they are shown.

Orders of many rows are computed in a background task; until then the last order stays. Why this is no
QSortFilterProxyModel: docs/decisions/0049-tables.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from viewer.i18n import _, ngettext_
from viewer.limits import LARGE, SMALL
from viewer.progress import ProgressCallback, part_of, tracked
from viewer.widgets.background_task import BackgroundTask

Index = QModelIndex | QPersistentModelIndex
ADDRESS = Qt.ItemDataRole.UserRole + 1
"""The role of the address of a row: "event/ID"."""
ROW_HEIGHT_PX = 24
LAYOUT_SIGNATURE = "QList<QPersistentModelIndex>,QAbstractItemModel::LayoutChangeHint"


class Column(Struct, frozen=True):
    """The title of a column (a message), its initial width, and whether its cells are numbers, aligned right."""

    title: str
    width_px: int
    is_number: bool = False


class TableContent(Protocol):
    """What a table shows: items numbered from 0, in their natural order. Immutable."""

    def __len__(self) -> int: ...

    def text(self, number: int, column: int) -> str:
        """The words of a cell."""

    def sort_key(self, column: int) -> Callable[[int], Any] | None:
        """The key of an item, by its number, to sort by that column; None: the natural order."""


RowFilter = Callable[[ProgressCallback], Sequence[int]]
"""Gives the numbers of the items that pass, ascending. Runs on a worker thread."""


class Arrangement(Struct, frozen=True, eq=False):
    """A content with the items that are shown, in their order."""

    content: TableContent | None = None
    numbers: Sequence[int] = ()  # the item in each row
    rows: Sequence[int] = ()  # the row of each item, -1: not shown


def arrange(
    content: TableContent,
    row_filter: RowFilter | None,
    column: int,
    descending: bool,
    progress: ProgressCallback,
) -> Arrangement:
    """The items that pass, sorted by `column`. Items with equal keys keep their natural order, also if descending."""
    numbers = row_filter(part_of(progress, 0.0, 0.5)) if row_filter is not None else range(len(content))
    key = content.sort_key(column)
    if key is None:
        numbers = numbers[::-1] if descending else numbers
    else:
        keys = {number: key(number) for number in tracked(numbers, part_of(progress, 0.5, 0.9))}
        numbers = sorted(numbers, key=keys.__getitem__, reverse=descending)
    if isinstance(numbers, range):  # the natural order, or its reverse, which is its own inverse
        return Arrangement(content, numbers, numbers)
    rows = [-1] * len(content)
    for row, number in enumerate(numbers):
        rows[number] = row
    return Arrangement(content, numbers, rows)


class SortableTableModel(QAbstractTableModel):
    """The rows of a content, filtered, and sorted by one column."""

    reordering = Signal()  # the rows of the content are about to get another order or another filter
    reordered = Signal()

    def __init__(self, columns: Sequence[Column], column: int, order: Qt.SortOrder) -> None:
        """`column` and `order` are those of the first arrangement."""
        super().__init__()
        self.columns = columns
        self.task = BackgroundTask(self)
        self.sort_by = column, order
        self._requested: TableContent | None = None
        self._row_filter: RowFilter | None = None
        self._shown = Arrangement()

    @property
    def content(self) -> TableContent | None:
        """The content that is shown, which is the previous one while another is being arranged."""
        return self._shown.content

    # ── what is shown, and in which order ─────────────────────────────────────────────────────────

    def show_content(self, content: TableContent, row_filter: RowFilter | None = None) -> None:
        """Show the items of `content` that pass `row_filter`, in the present order."""
        self._requested, self._row_filter = content, row_filter
        self._arrange()

    def show_filter(self, row_filter: RowFilter | None) -> None:
        """Show other items of the same content."""
        self._row_filter = row_filter
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sort_by = max(column, 0), order
        self._arrange()

    def _arrange(self) -> None:
        content, row_filter = self._requested, self._row_filter
        if content is None:
            return
        column, order = self.sort_by
        is_natural = row_filter is None and content.sort_key(column) is None
        self.task.run(
            lambda progress: arrange(
                content, row_filter, column, order == Qt.SortOrder.DescendingOrder, progress
            ),
            self._show,
            synchronous=is_natural or len(content) <= SMALL,
        )

    def _show(self, arrangement: Arrangement) -> None:
        if arrangement.content is self._shown.content:
            self._reorder(arrangement)
        else:
            self.beginResetModel()
            self._shown = arrangement
            self.endResetModel()

    def _reorder(self, arrangement: Arrangement) -> None:
        """Take another order of the same items. Qt keeps the selection with the persistent indexes."""
        self.reordering.emit()
        self._emit_sorted(self.layoutAboutToBeChanged)
        old = self.persistentIndexList()
        numbers = [self._shown.numbers[index.row()] for index in old]
        self._shown = arrangement
        new = [
            self.index(arrangement.rows[number], index.column())
            for number, index in zip(numbers, old, strict=True)
        ]
        self.changePersistentIndexList(old, new)
        self._emit_sorted(self.layoutChanged)
        self.reordered.emit()

    def _emit_sorted(self, layout_signal: Any) -> None:
        """Emit with the hint for sorted rows: Qt then keeps one index for each selected row, not for each cell."""
        layout_signal[LAYOUT_SIGNATURE].emit([], QAbstractItemModel.LayoutChangeHint.VerticalSortHint)

    # ── rows and items ────────────────────────────────────────────────────────────────────────────

    def numbers(self, first: int = 0, last: int | None = None) -> Sequence[int]:
        """The items in the rows `first` to `last` (None: the last one)."""
        return self._shown.numbers[first : None if last is None else last + 1]

    def row_of(self, number: int) -> int:
        """The row of an item; -1 where it is not shown."""
        return self._shown.rows[number] if 0 <= number < len(self._shown.rows) else -1

    def refresh(self, role: Qt.ItemDataRole) -> None:
        """Have the cells in view ask for that role again."""
        if self._shown.numbers:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [role])

    # ── Qt ────────────────────────────────────────────────────────────────────────────────────────

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own default
        return 0 if parent.isValid() else len(self._shown.numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._shown.content is None:
            return None
        return self.item_data(self._shown.numbers[index.row()], index.column(), role)

    def item_data(self, number: int, column: int, role: int) -> object:
        """The data of a cell by the number of its item."""
        assert self._shown.content is not None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown.content.text(number, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[column].is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class SortableTable(QTableView):
    """The view: sorted by a click on a title, selected by whole rows.

    Double click and Enter emit `activated`, Ctrl+C `copy_requested`. Up to SMALL selected rows, or all of them,
    stay selected in another order; Qt would take too long for more.
    """

    copy_requested = Signal()
    status_message = Signal(str)

    def __init__(self, model: SortableTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        model.setParent(self)
        self.setModel(model)
        self._model = model
        self._copy_task = BackgroundTask(self)
        self._all_selected = False
        model.reordering.connect(self._before_reordering)
        model.reordered.connect(self._after_reordering)
        column, order = model.sort_by
        self.setSortingEnabled(True)
        self.sortByColumn(column, order)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        # A header asks each time it is painted whether every row is selected: this one has nothing to ask.
        header.setSelectionModel(QItemSelectionModel(model, self))
        for number, item in enumerate(model.columns):
            self.setColumnWidth(number, item.width_px)

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self._selected_spans())

    def selected_numbers(self) -> list[int]:
        """The items in the selected rows, from the top."""
        return [
            number
            for first, last in sorted(self._selected_spans())
            for number in self._model.numbers(first, last)
        ]

    def _selected_spans(self) -> list[tuple[int, int]]:
        """The first and the last row of each part of the selection."""
        selection = self.selectionModel().selection()  # its ranges do not outlive it
        return [(span.top(), span.bottom()) for span in map(selection.at, range(selection.size()))]

    def _before_reordering(self) -> None:
        count = self.selected_count()
        self._all_selected = count > 0 and count == self._model.rowCount()
        if self._all_selected or count > SMALL:
            self.clearSelection()

    def _after_reordering(self) -> None:
        if self._all_selected:
            self.selectAll()

    def copy_rows(
        self, numbers: Sequence[int], write: Callable[[Sequence[int], ProgressCallback], str]
    ) -> None:
        """Put what `write` makes of these items on the clipboard, and say how many; only the first LARGE."""
        copied = numbers[:LARGE]

        def deliver(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            message = ngettext_("{n} row was copied.", "{n} rows were copied.", len(copied))
            if len(copied) < len(numbers):
                message = _(
                    "The first {copied} of {n} rows were copied; an export writes all.",
                    copied=len(copied),
                    n=len(numbers),
                )
            self.status_message.emit(message)

        if numbers:
            is_small = len(copied) <= SMALL
            self._copy_task.run(lambda progress: write(copied, progress), deliver, synchronous=is_small)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        else:
            super().keyPressEvent(event)
