"""The ledger as a Qt model: a row a move, worded when it is looked at; filtered and sorted beside the window."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import inf
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from viewer.i18n import N_, _, language
from viewer.model.calendar import day_number
from viewer.model.date_history import ChangeKind, DateChange
from viewer.model.entities import Claim
from viewer.model.ordering import order_of
from viewer.model.programme import Programme
from viewer.paint.fonts import ui_font
from viewer.query import folded
from viewer.report.labels import change_label
from viewer.report.sentences import change_sentence, speaker
from viewer.report.slip_report import DateChangeList, DateChangeRow
from viewer.theme import Theme
from viewer.widgets.beside import AT_ONCE, Beside, Steps

Index = QModelIndex | QPersistentModelIndex
SORT = Qt.ItemDataRole.UserRole
ADDRESS = Qt.ItemDataRole.UserRole + 1
ORDER = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the ledger: its title, its words, what a move sorts by, its width; figures stand to the right."""

    title: str
    words: Callable[[DateChangeRow], str]
    key: Callable[[Programme, DateChange], Any]
    width_px: int
    figures: bool = False


def _title(programme: Programme, move: DateChange) -> str:
    event = programme.event(move.event_id)
    return folded(event.title(language())) if event is not None else ""


def _quoted(_programme: Programme, move: DateChange) -> str:
    return folded(move.new.words(language())) if move.new.words is not None else ""


def _sources(programme: Programme, move: DateChange) -> int:
    return len({name for name in move.new.sources if programme.source(name) is not None})


def _core(claim: Claim | None) -> float:
    """The end of what a claim says; what has none, and what is open, comes first or last."""
    return claim.when.core_latest if claim is not None and claim.when.is_dated else -inf


def _size(_programme: Programme, move: DateChange) -> float:
    size = move.start_days if move.end_days is None else move.end_days
    return -inf if size is None else size


COLUMNS: tuple[Column, ...] = (
    Column(N_("Said"), lambda row: row.said, lambda _p, move: day_number(move.day), 146),
    Column(N_("Event"), lambda row: row.title, _title, 188),
    Column(N_("From"), lambda row: row.old, lambda _p, move: _core(move.old), 132),
    Column(N_("To"), lambda row: row.new, lambda _p, move: _core(move.new), 132),
    Column(N_("By how much"), lambda row: row.size, _size, 132, figures=True),
    Column(N_("Move"), lambda row: row.label, lambda _p, move: folded(change_label(move.kind)), 130),
    Column(N_("Said by"), lambda row: row.by, lambda p, move: folded(speaker(p, move.new)), 150),
    Column(N_("In the words"), lambda row: row.quoted, _quoted, 220),
    Column(N_("Sources"), lambda row: str(len(row.cites)), _sources, 64, figures=True),
)
SAID, EVENT, SIZE = 0, 1, 4


@dataclass(frozen=True, slots=True)
class Only:
    """Of all moves those of one mission, of some classes, with every word of a text; all where these are empty."""

    mission: str = ""
    classes: frozenset[ChangeKind] = frozenset()
    words: tuple[str, ...] = ()

    def steps(self, ledger: DateChangeList) -> Steps[array[int]]:
        """The places of those moves in the ledger, ascending."""
        found = array("I")
        for order, move in enumerate(ledger.changes):
            if self._fits(ledger, order, move):
                found.append(order)
            if order % 100 == 0:
                yield
        return found

    def _fits(self, ledger: DateChangeList, order: int, move: DateChange) -> bool:
        if self.classes and move.kind not in self.classes:
            return False
        if not self.mission and not self.words:
            return True
        event = ledger.programme.event(move.event_id)
        if self.mission and (event is None or self.mission not in event.missions):
            return False
        if not self.words:
            return True
        row = ledger.row(order)
        told = folded(" \n ".join(column.words(row) for column in COLUMNS))
        return all(word in told for word in self.words)


class SlipModel(QAbstractTableModel):
    """The moves that a filter leaves, in the order asked for; until these are found, the last ones stay."""

    order_begins = (
        Signal()
    )  # other rows, or another order, of the same ledger are there and about to be taken
    ordered = Signal()  # they were taken

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ledger: DateChangeList | None = None
        self._order: Sequence[int] = ()  # the place in the ledger of each row
        self._places: Sequence[int] = ()  # the row of each move, -1 for none
        self._only = Only()
        self._sorted = (SAID, Qt.SortOrder.DescendingOrder)
        self._beside = Beside(self)
        self._selected = ""
        self._theme: Theme | None = None
        self._strong = QFont(ui_font())
        self._strong.setWeight(QFont.Weight.DemiBold)

    @property
    def busy(self) -> bool:
        """Whether other rows, or another order, are being found."""
        return self._beside.busy

    @property
    def whole(self) -> int:
        """How many moves there are, whatever is shown."""
        return len(self.ledger.changes) if self.ledger is not None else 0

    # ── what is shown, and in which order ─────────────────────────────────────────────────────────

    def show_ledger(self, ledger: DateChangeList, only: Only) -> None:
        """Show of `ledger` what `only` leaves."""
        self._find(ledger, only)

    def show_only(self, only: Only) -> None:
        if self.ledger is not None and only != self._only:
            self._find(self.ledger, only)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = max(column, 0), order
        if self.ledger is not None:
            self._find(self.ledger, self._only)

    def _find(self, ledger: DateChangeList, only: Only) -> None:
        self._only = only
        column, order = self._sorted
        steps = _found(ledger, only, COLUMNS[column], order == Qt.SortOrder.DescendingOrder)
        self._beside.begin(
            steps, lambda made: self._take(ledger, *made), at_once=len(ledger.changes) <= AT_ONCE
        )

    def _take(self, ledger: DateChangeList, order: Sequence[int], places: Sequence[int]) -> None:
        same = ledger is self.ledger
        if same:
            self.order_begins.emit()
        self.beginResetModel()
        self.ledger, self._order, self._places = ledger, order, places
        self.endResetModel()
        if same:
            self.ordered.emit()

    def numbers(self, first: int, last: int) -> Sequence[int]:
        """The places in the ledger of the rows `first` to `last`."""
        return self._order[first : last + 1]

    def rows_of(self, numbers: Iterable[int]) -> list[int]:
        """The rows of the moves at these places that are shown; none of a place that the ledger does not have."""
        known = len(self._places)
        return [self._places[number] for number in numbers if number < known and self._places[number] >= 0]

    def rows_of_event(self, event_id: str) -> list[int]:
        """The rows of the moves of an event, from the top."""
        return sorted(self.rows_of(self.ledger.numbers.get(event_id, ()))) if self.ledger is not None else []

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
        if self._order:
            last = self.index(len(self._order) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [role])

    # ── Qt ────────────────────────────────────────────────────────────────────────────────────────

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own default
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.ledger is None:
            return None
        order, column = self._order[index.row()], COLUMNS[index.column()]
        move, programme = self.ledger.changes[order], self.ledger.programme
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.words(self.ledger.row(order))
            case Qt.ItemDataRole.ToolTipRole:
                return f"<qt>{escape(change_sentence(programme, move))}</qt>"
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.figures else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole if index.column() == EVENT and move.event_id == self._selected:
                return self._strong
            case Qt.ItemDataRole.DecorationRole if index.column() == EVENT and self._theme is not None:
                return QColor(self._theme.accent(self._lane(move.event_id)))
        if role == SORT:
            return column.key(programme, move)
        if role == ADDRESS:
            return f"event/{move.event_id}"
        return order if role == ORDER else None

    def _lane(self, event_id: str) -> int:
        assert self.ledger is not None
        programme = self.ledger.programme
        event, lanes = programme.event(event_id), [lane.id for lane in programme.head.lanes]
        lane = programme.lane_of(event) if event is not None else ""
        return lanes.index(lane) if lane in lanes else -1

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


def _found(
    ledger: DateChangeList, only: Only, column: Column, reverse: bool
) -> Steps[tuple[array[int], array[int]]]:
    """The places in the ledger in the order of the rows, and the row of each place."""
    left = yield from only.steps(ledger)
    keys = (column.key(ledger.programme, ledger.changes[order]) for order in left)
    order = yield from order_of(keys, reverse)
    shown = array("I")
    places = array("i", (-1,)) * len(ledger.changes)
    for row, number in enumerate(order):
        shown.append(left[number])
        places[left[number]] = row
        if row % 1_000 == 0:
            yield
    return shown, places
