"""All events in a real table: the second road to everything the timeline shows, native to screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from viewer.i18n import _, ngettext_
from viewer.model.programme import Programme
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.widgets.beside import AT_ONCE, Beside
from viewer.widgets.event_model import ADDRESS, COLUMNS, WHEN, EventModel, copied

MOST_COPIED = 50_000
"""A clipboard gets no more rows than these; an export writes all."""
MOST_KEPT = 2_000
"""So many selected rows, or all, stay selected in another order."""


class EventList(QTableView):
    """Bound to the same selection as the timeline: `select_wished(address)` when a row is picked by hand."""

    select_wished = Signal(str)
    told = Signal(str)  # a line for the status bar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.events = EventModel(self)
        self._beside = Beside(self)
        self._kept: (
            Sequence[int] | None
        ) = ()  # the events that are selected while the order changes; None: all
        self.setModel(self.events)
        self.setSortingEnabled(True)
        self.sortByColumn(WHEN, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for number, column in enumerate(COLUMNS):
            self.setColumnWidth(number, column.width_px)
        self.activated.connect(self._wish)
        self.clicked.connect(self._wish)
        self.events.order_begins.connect(self._keep)
        self.events.ordered.connect(self._bring_back)
        self.dress()

    def dress(self) -> None:
        """Words in the present language."""
        self.setAccessibleName(_("List of events"))
        self.events.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self.viewport().update()

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show the events of `programme` and the selection of `state`; nothing is wished."""
        if self.events.programme is not programme:
            self.events.show_programme(programme)
        self.show_selection(state.selection)

    def show_theme(self, theme: Theme) -> None:
        """Nothing of its own: the palette dresses tables."""

    def show_selection(self, address: str) -> None:
        """Mark the row of `address` and bring it into view; nothing is wished."""
        row = self.events.row_of(address)
        if row < 0:
            self.clearSelection()
            return
        index = self.events.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(QItemSelection(index, index), flags)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    # ── another order ─────────────────────────────────────────────────────────────────────────────

    def _selected(self, most: int) -> list[int]:
        """The numbers of the selected events from the top down, `most` at most."""
        found: list[int] = []
        for first, last in sorted((it.top(), it.bottom()) for it in self._ranges()):
            found += self.events.numbers(first, min(last, first + most - len(found) - 1))
        return found

    def _count(self) -> int:
        return sum(span.height() for span in self._ranges())

    def _ranges(self) -> list[QItemSelectionRange]:
        chosen = self.selectionModel().selection()
        return [chosen.at(number) for number in range(chosen.size())]

    def _keep(self) -> None:
        """Qt would follow every cell of the selection by itself, which takes long for many."""
        count = self._count()
        if count == self.events.rowCount() and count:
            self._kept = None
        else:
            self._kept = self._selected(MOST_KEPT) if count <= MOST_KEPT else ()
        self.selectionModel().clearSelection()

    def _bring_back(self) -> None:
        last = self.events.columnCount() - 1
        chosen = QItemSelection()
        rows = (
            range(self.events.rowCount()) if self._kept is None else sorted(self.events.rows_of(self._kept))
        )
        for top, bottom in _spans(rows) if self._kept is not None else ((0, len(rows) - 1),):
            chosen.select(self.events.index(top, 0), self.events.index(bottom, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # ── the clipboard ─────────────────────────────────────────────────────────────────────────────

    def copy(self) -> None:
        """Put the selected rows on the clipboard as they stand, columns parted by tabs, with their titles."""
        programme, count = self.events.programme, self._count()
        chosen = [self.events.events[number] for number in self._selected(MOST_COPIED)]
        if programme is not None and chosen:
            self._beside.begin(
                copied(programme, chosen),
                lambda text: self._put(text, len(chosen), count),
                at_once=len(chosen) <= AT_ONCE,
            )

    def _put(self, text: str, copied: int, of: int) -> None:
        QGuiApplication.clipboard().setText(text)
        if copied < of:
            self.told.emit(
                _("The first {copied} of {n} rows were copied; an export writes all.", copied=copied, n=of)
            )
        elif copied > AT_ONCE:
            self.told.emit(ngettext_("{n} row was copied.", "{n} rows were copied.", copied))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _wish(self, index: QModelIndex) -> None:
        self.select_wished.emit(str(index.data(ADDRESS)))


def _spans(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Rows, ascending, as spans from the first to the last of those that follow each other."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    return found
