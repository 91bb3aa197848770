"""The rows that are selected in a table stay selected while its model puts them in another order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QObject,
    SignalInstance,
)
from PySide6.QtWidgets import QTableView

MOST_KEPT = 2_000
"""So many selected rows, or all, stay selected in another order."""


class Ordered(Protocol):
    """A model whose rows stand for numbers that last, in an order that may become another."""

    order_begins: SignalInstance  # another order is there, and is about to be taken
    ordered: SignalInstance  # it was taken

    def numbers(self, first: int, last: int) -> Sequence[int]:
        """What the rows `first` to `last` stand for."""

    def rows_of(self, numbers: Iterable[int]) -> list[int]:
        """The rows of those numbers that have one."""


class KeptSelection(QObject):
    """Qt would follow every cell of the selection by itself, which takes long for many."""

    def __init__(self, table: QTableView, model: Ordered) -> None:
        super().__init__(table)
        self._table, self._model = table, model
        # A header asks of every row whether it is selected, each time it is painted: it gets nothing to ask.
        table.horizontalHeader().setSelectionModel(QItemSelectionModel(table.model(), table))
        self._kept: Sequence[int] | None = ()  # None: all
        self._current: Sequence[int] = ()
        model.order_begins.connect(self._keep)
        model.ordered.connect(self._bring_back)

    def numbers(self, most: int) -> list[int]:
        """What the selected rows stand for, from the top down, `most` at most."""
        found: list[int] = []
        for first, last in sorted(self._spans()):
            found += self._model.numbers(first, min(last, first + most - len(found) - 1))
        return found

    def count(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self._spans())

    def _spans(self) -> list[tuple[int, int]]:
        """The first and the last row of each part; Qt's own ranges do not outlive the selection."""
        chosen = self._table.selectionModel().selection()
        return [(span.top(), span.bottom()) for span in map(chosen.at, range(chosen.size()))]

    def _keep(self) -> None:
        count, here = self.count(), self._table.currentIndex()
        self._current = self._model.numbers(here.row(), here.row()) if here.isValid() else ()
        if count and count == self._table.model().rowCount():
            self._kept = None
        else:
            self._kept = self.numbers(MOST_KEPT) if count <= MOST_KEPT else ()
        self._table.selectionModel().clear()

    def _bring_back(self) -> None:
        model = self._table.model()
        rows: Sequence[int] = range(model.rowCount())
        if self._kept is not None:
            rows = sorted(self._model.rows_of(self._kept))
        chosen = QItemSelection()
        for top, bottom in _spans(rows):
            chosen.select(model.index(top, 0), model.index(bottom, model.columnCount() - 1))
        selection = self._table.selectionModel()
        selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for row in self._model.rows_of(self._current):
            selection.setCurrentIndex(model.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate)


def _spans(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rows, ascending, as spans from the first to the last of those that follow each other."""
    if isinstance(rows, range):
        return [(rows[0], rows[-1])] if rows else []
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    return found
