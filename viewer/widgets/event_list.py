"""All events in a real table: the second road to everything the timeline shows, native to screen readers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from viewer.i18n import _
from viewer.model.programme import Programme
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.widgets.beside import AT_ONCE, Beside
from viewer.widgets.copying import MOST_COPIED, copied_words
from viewer.widgets.event_model import ADDRESS, COLUMNS, WHEN, EventModel, copied
from viewer.widgets.kept_selection import KeptSelection


class EventList(QTableView):
    """Bound to the same selection as the timeline: `select_requested(address)` when a row is picked by hand."""

    select_requested = Signal(str)
    told = Signal(str)  # a line for the status bar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.events = EventModel(self)
        self._beside = Beside(self)
        self.setModel(self.events)
        self._kept = KeptSelection(self, self.events)
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
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the present language."""
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

    # ── the clipboard ─────────────────────────────────────────────────────────────────────────────

    def copy(self) -> None:
        """Put the selected rows on the clipboard as they stand, columns parted by tabs, with their titles."""
        programme, count = self.events.programme, self._kept.count()
        chosen = [self.events.events[number] for number in self._kept.numbers(MOST_COPIED)]
        if programme is not None and chosen:
            self._beside.begin(
                copied(programme, chosen),
                lambda text: self._put(text, len(chosen), count),
                at_once=len(chosen) <= AT_ONCE,
            )

    def _put(self, text: str, copied: int, of: int) -> None:
        QGuiApplication.clipboard().setText(text)
        self.told.emit(copied_words(copied, of))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _wish(self, index: QModelIndex) -> None:
        self.select_requested.emit(str(index.data(ADDRESS)))
