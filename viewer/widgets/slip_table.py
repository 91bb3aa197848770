"""The table of date changes: one row for each change, the latest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from math import inf
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QWidget

from viewer.i18n import N_, language
from viewer.model.calendar import day_number
from viewer.model.date_history import ChangeKind, DateChange
from viewer.model.entities import Claim
from viewer.model.programme import Programme
from viewer.paint.fonts import ui_font
from viewer.progress import ProgressCallback, tracked
from viewer.query.normalize import normalize
from viewer.report.labels import change_label
from viewer.report.sentences import speaker
from viewer.report.slip_report import DateChangeList, DateChangeRow
from viewer.theme import Theme
from viewer.widgets.sortable_table import ADDRESS, Column, SortableTable, SortableTableModel

CACHED_ROWS = 256
"""The rows whose words are kept: more than a screen shows."""


class SlipColumn(Column, frozen=True, kw_only=True):
    """A column with its words, and the key to sort by."""

    text: Callable[[DateChangeRow], str]
    key: Callable[[Programme, DateChange], Any]


def _title_key(programme: Programme, change: DateChange) -> str:
    event = programme.event(change.event_id)
    return normalize(event.title(language())) if event is not None else ""


def _date_key(claim: Claim | None) -> float:
    """The end of the date; no date sorts before, an open end after all others."""
    return -inf if claim is None or not claim.when.is_dated else claim.when.core_latest


def _size_key(_programme: Programme, change: DateChange) -> float:
    size = change.start_days if change.end_days is None else change.end_days
    return -inf if size is None else size


def _words_key(_programme: Programme, change: DateChange) -> str:
    return normalize(change.new.words(language())) if change.new.words is not None else ""


def _sources_key(programme: Programme, change: DateChange) -> int:
    return len({name for name in change.new.sources if programme.source(name) is not None})


COLUMNS = (
    SlipColumn(N_("Said"), 146, text=lambda row: row.said, key=lambda _p, change: day_number(change.day)),
    SlipColumn(N_("Event"), 188, text=lambda row: row.title, key=_title_key),
    SlipColumn(N_("From"), 132, text=lambda row: row.old, key=lambda _p, change: _date_key(change.old)),
    SlipColumn(N_("To"), 132, text=lambda row: row.new, key=lambda _p, change: _date_key(change.new)),
    SlipColumn(N_("By how much"), 132, is_number=True, text=lambda row: row.size, key=_size_key),
    SlipColumn(
        N_("Move"),
        130,
        text=lambda row: row.label,
        key=lambda _p, change: normalize(change_label(change.kind)),
    ),
    SlipColumn(
        N_("Said by"),
        150,
        text=lambda row: row.by,
        key=lambda programme, change: normalize(speaker(programme, change.new)),
    ),
    SlipColumn(N_("In the words"), 220, text=lambda row: row.quoted, key=_words_key),
    SlipColumn(N_("Sources"), 64, is_number=True, text=lambda row: str(len(row.cites)), key=_sources_key),
)
SAID, EVENT, SIZE = 0, 1, 4


class SlipContent:
    """The changes of a programme, by the day on which each became known."""

    def __init__(self, changes: DateChangeList) -> None:
        self.changes = changes
        self.row = lru_cache(CACHED_ROWS)(changes.row)

    def __len__(self) -> int:
        return len(self.changes.changes)

    def text(self, number: int, column: int) -> str:
        return COLUMNS[column].text(self.row(number))

    def sort_key(self, column: int) -> Callable[[int], Any]:
        key, programme, changes = COLUMNS[column].key, self.changes.programme, self.changes.changes
        return lambda number: key(programme, changes[number])


class SlipFilter(Struct, frozen=True):
    """The changes of one mission, of some kinds, with every word of a text in their cells; empty: all."""

    mission: str = ""
    kinds: frozenset[ChangeKind] = frozenset()
    words: tuple[str, ...] = ()  # folded

    def __bool__(self) -> bool:
        return self != SlipFilter()

    def numbers(self, changes: DateChangeList, progress: ProgressCallback) -> Sequence[int]:
        """The numbers of the changes that pass, ascending."""
        numbers = range(len(changes.changes))
        return [number for number in tracked(numbers, progress) if self._passes(changes, number)]

    def _passes(self, changes: DateChangeList, number: int) -> bool:
        change = changes.changes[number]
        if self.kinds and change.kind not in self.kinds:
            return False
        if self.mission:
            event = changes.programme.event(change.event_id)
            if event is None or self.mission not in event.missions:
                return False
        if not self.words:
            return True
        row = changes.row(number)
        text = normalize(" \n ".join(column.text(row) for column in COLUMNS))
        return all(word in text for word in self.words)


class SlipTableModel(SortableTableModel):
    """A row for each change. The title of the selected event is strong."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, SAID, Qt.SortOrder.DescendingOrder)
        self._selected_event = ""
        self._strong = QFont(ui_font())
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._theme: Theme | None = None

    @property
    def changes(self) -> DateChangeList | None:
        """The changes that are shown, which are the previous ones while others are being arranged."""
        return self.content.changes if isinstance(self.content, SlipContent) else None

    @property
    def total(self) -> int:
        """How many changes there are without a filter."""
        return len(self.changes.changes) if self.changes is not None else 0

    def rows_of_event(self, event_id: str) -> list[int]:
        """The rows of the changes of an event, from the top."""
        numbers = self.changes.numbers.get(event_id, ()) if self.changes is not None else ()
        return sorted(row for row in map(self.row_of, numbers) if row >= 0)

    def show_selection(self, event_id: str) -> bool:
        """Set the title of this event in strong type. True if another event was selected before."""
        if event_id == self._selected_event:
            return False
        self._selected_event = event_id
        self.refresh(Qt.ItemDataRole.FontRole)
        return True

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.refresh(Qt.ItemDataRole.DecorationRole)

    def item_data(self, number: int, column: int, role: int) -> object:
        content = self.content
        assert isinstance(content, SlipContent)
        event_id = content.changes.changes[number].event_id
        if role == ADDRESS:
            return f"event/{event_id}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<qt>{escape(content.row(number).sentence)}</qt>"
        if role == Qt.ItemDataRole.FontRole and column == EVENT and event_id == self._selected_event:
            return self._strong
        if role == Qt.ItemDataRole.DecorationRole and column == EVENT and self._theme is not None:
            return QColor(self._theme.accent(_lane_index(content.changes.programme, event_id)))
        return super().item_data(number, column, role)


def _lane_index(programme: Programme, event_id: str) -> int:
    """The index of the lane of an event; -1 without one."""
    event, lanes = programme.event(event_id), [lane.id for lane in programme.head.lanes]
    lane = programme.lane_of(event) if event is not None else ""
    return lanes.index(lane) if lane in lanes else -1


class SlipTable(SortableTable):
    """The view of the changes."""

    def __init__(self, model: SlipTableModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setIconSize(QSize(8, 8))
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
