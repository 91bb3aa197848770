"""All events in a real table: the second road to everything the timeline shows, native to screen readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from viewer.i18n import N_, _, language
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.report.kinds import kind_words
from viewer.report.sentence import claim_date, event_date, said_words, speaker, status_words
from viewer.state import ViewState
from viewer.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Words = Callable[[Programme, Event], str]


def _said(programme: Programme, event: Event) -> str:
    said = programme.standing(event.id).holder.said
    return said_words(said) if said is not None else ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list: its title, its words, and the key to sort by (None: the words)."""

    title: str
    words: Words
    width_px: int


COLUMNS: tuple[Column, ...] = (
    Column(N_("When"), event_date, 190),
    Column(N_("Event"), lambda _programme, event: event.title(language()), 300),
    Column(N_("Status"), lambda p, e: status_words(p.standing(e.id).status), 90),
    Column(N_("Kind"), lambda _programme, event: kind_words(event.kind), 110),
    Column(
        N_("Mission"),
        lambda p, e: ", ".join(m.name(language()) for i in e.missions if (m := p.mission(i)) is not None),
        150,
    ),
    Column(N_("Said"), _said, 150),
    Column(N_("By"), lambda p, e: speaker(p, p.standing(e.id).holder), 150),
    Column(N_("Claims"), lambda p, e: str(len(p.standing(e.id).claims)), 60),
)
WHEN = 0
SORT = Qt.ItemDataRole.UserRole
ADDRESS = Qt.ItemDataRole.UserRole + 1


class EventModel(QAbstractTableModel):
    """The events of a programme in the order of time; rows are made of words only when they are looked at.

    What rests on doubtful words, or on no source that is better than weak or relayed, looks weaker.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.programme: Programme | None = None
        self._events: tuple[Event, ...] = ()

    def show_programme(self, programme: Programme) -> None:
        self.beginResetModel()
        self.programme, self._events = programme, programme.events
        self.endResetModel()

    def row_of(self, address: str) -> int:
        """The row of "event/ID", -1 where it is not there."""
        kind, _slash, id = address.partition("/")
        return self.programme.index_of(id) if self.programme is not None and kind == "event" else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own default
        return 0 if parent.isValid() else len(self._events)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.programme is None:
            return None
        event = self._events[index.row()]
        if role == ADDRESS:
            return f"event/{event.id}"
        if role == SORT and index.column() == WHEN:
            return index.row()
        if role in (Qt.ItemDataRole.DisplayRole, SORT):
            words = COLUMNS[index.column()].words(self.programme, event)
            return int(words) if role == SORT and words.isdigit() else words
        if role == Qt.ItemDataRole.ForegroundRole and self.programme.standing(event.id).doubted:
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        if role == Qt.ItemDataRole.FontRole and self.programme.standing(event.id).doubted:
            italic = QFont(QGuiApplication.font())
            italic.setItalic(True)
            return italic
        if role == Qt.ItemDataRole.ToolTipRole:
            return claim_date(self.programme, self.programme.standing(event.id).holder)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _(COLUMNS[section].title)
        return None


class EventList(QTableView):
    """Bound to the same selection as the timeline: `select_wished(address)` when a row is picked by hand."""

    select_wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._events = EventModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._events)
        self._sorted.setSortRole(SORT)
        self._sorted.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._sorted)
        self.setSortingEnabled(True)
        self.sortByColumn(WHEN, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
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
        self.dress()

    def dress(self) -> None:
        """Words in the present language."""
        self.setAccessibleName(_("List of events"))
        self._events.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self.viewport().update()

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show the events of `programme` and the selection of `state`; nothing is wished."""
        if self._events.programme is not programme:
            self._events.show_programme(programme)
        self.show_selection(state.selection)

    def show_theme(self, theme: Theme) -> None:
        """Nothing of its own: the palette dresses tables."""

    def show_selection(self, address: str) -> None:
        """Mark the row of `address` and bring it into view; nothing is wished."""
        row = self._events.row_of(address)
        if row < 0:
            self.clearSelection()
            return
        index = self._sorted.mapFromSource(self._events.index(row, 0))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(QItemSelection(index, index), flags)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def copied(self) -> str:
        """The selected rows as they stand, columns parted by tabs, with their titles."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [[_(column.title) for column in COLUMNS]]
        lines.extend([str(self._sorted.index(row, n).data()) for n in range(len(COLUMNS))] for row in rows)
        return "\n".join("\t".join(line) for line in lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
        else:
            super().keyPressEvent(event)

    def _wish(self, index: QModelIndex) -> None:
        self.select_wished.emit(str(index.data(ADDRESS)))
