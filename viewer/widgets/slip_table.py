"""The table of date changes: one row for each change, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import inf
from operator import attrgetter

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont

from viewer.i18n import N_, day_words, language
from viewer.model.date_history import ChangeKind, DateChange
from viewer.model.entities import Claim
from viewer.model.programme import Programme
from viewer.paint.fonts import ui_font
from viewer.progress import ProgressCallback, tracked
from viewer.query.normalize import normalize
from viewer.report.dates import claim_date, said_words, size_words
from viewer.report.labels import label_of
from viewer.report.sentences import change_sentence, change_title, claim_sources, speaker
from viewer.report.slip_report import DateChangeList
from viewer.theme import Theme
from viewer.widgets.sortable_table import Column, SortableTableModel, TableContent


def _said(_programme: Programme, change: DateChange) -> str:
    """When the new date was said; of a report without that, its day."""
    return said_words(change.new.said) if change.new.said is not None else day_words(change.day)


def _date_key(claim: Claim | None) -> float:
    """The end of the date; no date sorts before, an open end after all others."""
    return -inf if claim is None or not claim.when.is_dated else claim.when.core_latest


def _size_key(_programme: Programme, change: DateChange) -> float:
    size = change.start_days if change.end_days is None else change.end_days
    return -inf if size is None else size


def _words(_programme: Programme, change: DateChange) -> str:
    return change.new.words(language()) if change.new.words is not None else ""


def _source_count(programme: Programme, change: DateChange) -> int:
    return len({source.id for source in claim_sources(programme, change.new)})


COLUMNS: tuple[Column[DateChange], ...] = (
    Column(N_("Said"), 146, _said, key=lambda _p, change: change.day),
    Column(N_("Event"), 188, change_title),
    Column(
        N_("From"),
        132,
        lambda p, change: claim_date(p, change.old) if change.old is not None else "",
        key=lambda _p, change: _date_key(change.old),
    ),
    Column(N_("To"), 132, lambda p, change: claim_date(p, change.new), key=lambda _p, change: _date_key(change.new)),
    Column(N_("By how much"), 132, lambda _p, change: size_words(change), key=_size_key, is_number=True),
    Column(N_("Move"), 130, lambda _p, change: label_of(change.kind)),
    Column(N_("Said by"), 150, lambda p, change: speaker(p, change.new)),
    Column(N_("In the words"), 220, _words),
    Column(N_("Sources"), 64, lambda *change: str(_source_count(*change)), key=_source_count, is_number=True),
)
SAID, EVENT, SIZE = 0, 1, 4


class SlipContent(TableContent[DateChange], frozen=True, eq=False, kw_only=True):
    """The changes of a programme, by the day on which each became known."""

    changes: DateChangeList

    def tab_separated(self, numbers: Sequence[int], progress: ProgressCallback) -> str:
        return self.changes.csv(numbers, "\t", progress)


def slip_content(changes: DateChangeList) -> SlipContent:
    event_id = attrgetter("event_id")
    return SlipContent(changes.programme, changes.changes, COLUMNS, event_id, normalize=normalize, changes=changes)


class SlipFilter(Struct, frozen=True):
    """The changes of one mission, of some kinds, with every word of a text in their cells; empty: all."""

    mission: str = ""
    kinds: tuple[ChangeKind, ...] = ()
    words: tuple[str, ...] = ()  # normalized

    def numbers(self, changes: DateChangeList, progress: ProgressCallback) -> Sequence[int]:
        """The numbers of the changes that pass, ascending."""
        numbers = range(len(changes.changes))
        return [n for n in tracked(numbers, progress) if self._passes(changes.programme, changes.changes[n])]

    def _passes(self, programme: Programme, change: DateChange) -> bool:
        event = programme.event(change.event_id)
        if self.kinds and change.kind not in self.kinds:
            return False
        if self.mission and (event is None or self.mission not in event.missions):
            return False
        if not self.words:
            return True
        text = normalize(" \n ".join(column.text(programme, change) for column in COLUMNS))
        return all(word in text for word in self.words)


class SlipTableModel(SortableTableModel):
    """A row for each change. The title of the selected event is in bold."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, SAID, Qt.SortOrder.DescendingOrder)
        self.selected_event = ""  # id
        self.theme: Theme | None = None
        self.bold = ui_font()
        self.bold.setWeight(QFont.Weight.DemiBold)

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

    def item_data(self, number: int, column: int, role: int) -> object:
        assert isinstance(self.content, SlipContent)
        programme, change = self.content.programme, self.content.items[number]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<qt>{escape(change_sentence(programme, change))}</qt>"
        if column == EVENT and role == Qt.ItemDataRole.FontRole:
            return self.bold if change.event_id == self.selected_event else None
        if column == EVENT and role == Qt.ItemDataRole.DecorationRole and self.theme is not None:
            event = programme.event(change.event_id)
            lane = programme.head.lane_index(programme.lane_of(event)) if event is not None else -1
            return QColor(self.theme.accent(lane))
        return super().item_data(number, column, role)
