"""The ledger as a Qt model: one row a move, columns that sort by what they mean, a filter beside."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from html import escape
from math import inf

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont

from viewer.history import MoveClass
from viewer.i18n import N_, _
from viewer.model.edtf import Kind
from viewer.model.entities import Claim
from viewer.paint.measure import ui_font
from viewer.query import folded
from viewer.report.ledger import Ledger, Row
from viewer.theme import Theme

Index = QModelIndex | QPersistentModelIndex
SORT = Qt.ItemDataRole.UserRole
ADDRESS = Qt.ItemDataRole.UserRole + 1
ORDER = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the ledger: its title, its words, what it sorts by, its width; figures stand to the right."""

    title: str
    words: Callable[[Row], str]
    key: Callable[[Row], str | float]
    width_px: int
    figures: bool = False


def _text(words: Callable[[Row], str]) -> Callable[[Row], str | float]:
    return lambda row: folded(words(row))


COLUMNS: tuple[Column, ...] = (
    Column(N_("Said"), lambda row: row.said, lambda row: row.said_day, 146),
    Column(N_("Event"), lambda row: row.title, _text(lambda row: row.title), 188),
    Column(N_("From"), lambda row: row.old, lambda row: _core(row.move.old), 132),
    Column(N_("To"), lambda row: row.new, lambda row: _core(row.move.new), 132),
    Column(N_("By how much"), lambda row: row.size, lambda row: _size(row), 132, figures=True),
    Column(N_("Move"), lambda row: row.kind, _text(lambda row: row.kind), 130),
    Column(N_("Said by"), lambda row: row.by, _text(lambda row: row.by), 150),
    Column(N_("In the words"), lambda row: row.quoted, _text(lambda row: row.quoted), 220),
    Column(N_("Sources"), lambda row: str(row.sources), lambda row: float(row.sources), 64, figures=True),
)
SAID, EVENT, SIZE = 0, 1, 4


def _core(claim: Claim | None) -> float:
    """The end of what a claim says; what has none, and what is open, comes first or last."""
    return -inf if claim is None or claim.when.kind is Kind.UNKNOWN else claim.when.core_latest


def _size(row: Row) -> float:
    return -inf if row.size_days is None else row.size_days


class SlipModel(QAbstractTableModel):
    """Every move of every date, in the order of the ledger."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ledger: Ledger | None = None
        self._selected = ""
        self._theme: Theme | None = None
        self._strong = QFont(ui_font())
        self._strong.setWeight(QFont.Weight.DemiBold)

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.ledger.rows if self.ledger is not None else ()

    def show_ledger(self, ledger: Ledger) -> None:
        self.beginResetModel()
        self.ledger = ledger
        self.endResetModel()

    def show_selection(self, event_id: str) -> bool:
        """The title of this event is set in strong type; whether it is another than before."""
        if event_id == self._selected:
            return False
        self._selected = event_id
        self._changed(Qt.ItemDataRole.FontRole)
        return True

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._changed(Qt.ItemDataRole.DecorationRole)

    def _changed(self, role: Qt.ItemDataRole) -> None:
        if self.rows:
            last = self.index(len(self.rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [role])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.ledger is None:
            return None
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.words(row)
            case Qt.ItemDataRole.ToolTipRole:
                return f"<qt>{escape(self.ledger.slips.slips[row.order].sentence)}</qt>"
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.figures else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole if index.column() == EVENT and row.event == self._selected:
                return self._strong
            case Qt.ItemDataRole.DecorationRole if index.column() == EVENT and self._theme is not None:
                return QColor(self._theme.accent(row.lane))
        if role == SORT:
            return column.key(row)
        if role == ADDRESS:
            return f"event/{row.event}"
        return row.order if role == ORDER else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section].figures:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class SlipFilter(QSortFilterProxyModel):
    """The rows of one mission, of some classes of moves, with every word of a text; all where these are empty."""

    def __init__(self, model: SlipModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._mission = ""
        self._classes: frozenset[MoveClass] = frozenset()
        self._words: tuple[str, ...] = ()
        self.setSourceModel(model)
        self.setSortRole(SORT)

    def show_only(self, mission: str, classes: Collection[MoveClass], text: str) -> None:
        wanted = (mission, frozenset(classes), tuple(folded(text).split()))
        if wanted != (self._mission, self._classes, self._words):
            self.beginFilterChange()
            self._mission, self._classes, self._words = wanted
            self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        row = self._model.rows[source_row]
        if self._mission and self._mission not in row.missions:
            return False
        if self._classes and row.cls not in self._classes:
            return False
        if not self._words:
            return True
        told = folded(" \n ".join(column.words(row) for column in COLUMNS))
        return all(word in told for word in self._words)
