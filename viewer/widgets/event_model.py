"""The events of a programme as a table that words only the cells that are looked at, and sorts beside the window."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from viewer.i18n import N_, _, language
from viewer.model.calendar import Days
from viewer.model.claims import known_claims, status
from viewer.model.entities import Event
from viewer.model.ordering import order_of, places_of
from viewer.model.programme import Programme
from viewer.report.dates import claim_date, said_words
from viewer.report.labels import label_of_event, status_label
from viewer.report.sentences import event_date, speaker
from viewer.widgets.beside import AT_ONCE, Beside, Steps

Index = QModelIndex | QPersistentModelIndex
Key = Callable[[Event], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list: its title, its words, and what gives the keys to sort by (None: the order of time)."""

    title: str
    words: Callable[[Programme, Event], str]
    keys: Callable[[Programme], Key] | None
    width_px: int


def _said(programme: Programme, event: Event) -> str:
    said = programme.standing(event.id).holder.said
    return said_words(said) if said is not None else ""


def _missions(programme: Programme, event: Event) -> str:
    return ", ".join(m.name(language()) for i in event.missions if (m := programme.mission(i)) is not None)


def _said_keys(programme: Programme) -> Key:
    def key(event: Event) -> tuple[Days, Days]:
        said = programme.held(event).said
        return (said.core_earliest, said.core_latest) if said is not None else (-inf, -inf)

    return key


def _status_keys(programme: Programme) -> Key:
    day = programme.day or date.max

    def key(event: Event) -> str:
        return status_label(status(programme.held(event), day, programme.current_to))

    return key


def _count_keys(programme: Programme) -> Key:
    day = programme.day or date.max

    def key(event: Event) -> int:
        return len(known_claims(event, day, programme.current_to)) if len(event.claims) > 1 else 1

    return key


def _once(given: Callable[[Event], Hashable], words: Callable[[Event], str]) -> Key:
    """Words folded to sort by, made once for each of the few things that are `given`."""
    made: dict[Hashable, str] = {}

    def key(event: Event) -> str:
        what = given(event)
        found = made.get(what)
        if found is None:
            found = made[what] = words(event).casefold()
        return found

    return key


def _speaker_keys(programme: Programme) -> Key:
    def given(event: Event) -> Hashable:
        held = programme.held(event)
        return held.by, held.sources

    return _once(given, lambda event: speaker(programme, programme.held(event)))


COLUMNS: tuple[Column, ...] = (
    Column(N_("When"), event_date, None, 190),
    Column(
        N_("Event"),
        lambda _programme, event: event.title(language()),
        lambda _programme: lambda event: event.title(language()).casefold(),
        300,
    ),
    Column(N_("Status"), lambda p, e: status_label(p.standing(e.id).status), _status_keys, 90),
    Column(
        N_("Kind"),
        label_of_event,
        lambda programme: _once(
            lambda event: (event.kind, event.place and event.place.body),
            lambda event: label_of_event(programme, event),
        ),
        110,
    ),
    Column(
        N_("Mission"),
        _missions,
        lambda programme: _once(lambda event: event.missions, lambda event: _missions(programme, event)),
        150,
    ),
    Column(N_("Said"), _said, _said_keys, 150),
    Column(N_("By"), lambda p, e: speaker(p, p.standing(e.id).holder), _speaker_keys, 150),
    Column(N_("Claims"), lambda p, e: str(len(p.standing(e.id).claims)), _count_keys, 60),
)
WHEN = 0
ADDRESS = Qt.ItemDataRole.UserRole + 1


class EventModel(QAbstractTableModel):
    """A row an event, in the order asked for; until another order is made beside the window, the last one stays.

    What rests on doubtful words, or on no source that is better than weak or relayed, looks weaker.
    """

    order_begins = Signal()  # another order is there, and is about to be taken
    ordered = Signal()  # it was taken

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.programme: Programme | None = None
        self.events: tuple[Event, ...] = ()
        self._order: Sequence[int] = range(0)  # the number of the event in each row
        self._places: Sequence[int] = range(0)  # the row of each event
        self._wished = (WHEN, Qt.SortOrder.AscendingOrder)
        self._beside = Beside(self)

    @property
    def sorting(self) -> bool:
        """Whether another order is being made."""
        return self._beside.busy

    def show_programme(self, programme: Programme) -> None:
        self._beside.cancel()
        self.beginResetModel()
        self.programme, self.events = programme, programme.events
        self._order = self._places = range(len(self.events))
        self.endResetModel()
        if self._wished != (WHEN, Qt.SortOrder.AscendingOrder):
            self.sort(*self._wished)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by `column`; of very many events beside the window."""
        self._wished = column, order
        count, down = len(self.events), order == Qt.SortOrder.DescendingOrder
        keys = COLUMNS[column].keys if column >= 0 else None
        if self.programme is None:
            return
        if keys is None:
            self._beside.cancel()
            straight = range(count)[:: -1 if down else 1]
            self._take((straight, straight))
        else:
            steps = _order_steps(self.events, keys(self.programme), down)
            self._beside.begin(steps, self._take, at_once=count <= AT_ONCE)

    def _take(self, made: tuple[Sequence[int], Sequence[int]]) -> None:
        self.order_begins.emit()
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        numbers = [self._order[index.row()] for index in kept]
        self._order, self._places = made
        self.changePersistentIndexList(
            kept, [self.index(self._places[n], i.column()) for n, i in zip(numbers, kept, strict=True)]
        )
        self.layoutChanged.emit()
        self.ordered.emit()

    def numbers(self, first: int, last: int) -> Sequence[int]:
        """The places, in the order of time, of the events in the rows `first` to `last`."""
        return self._order[first : last + 1]

    def rows_of(self, numbers: Iterable[int]) -> list[int]:
        return [self._places[number] for number in numbers]

    def row_of(self, address: str) -> int:
        """The row of "event/ID", -1 where it is not there."""
        kind, _slash, id = address.partition("/")
        number = self.programme.index_of(id) if self.programme is not None and kind == "event" else -1
        return self._places[number] if number >= 0 else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own default
        return 0 if parent.isValid() else len(self.events)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.programme is None:
            return None
        event = self.events[self._order[index.row()]]
        if role == ADDRESS:
            return f"event/{event.id}"
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[index.column()].words(self.programme, event)
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


def _order_steps(events: Sequence[Event], key: Key, reverse: bool) -> Steps[tuple[array[int], array[int]]]:
    order = yield from order_of(map(key, events), reverse)
    places = yield from places_of(order)
    return order, places


def copied(programme: Programme, events: Iterable[Event]) -> Steps[str]:
    """The rows of `events` with their titles, columns parted by tabs, in steps."""
    lines = ["\t".join(_(column.title) for column in COLUMNS)]
    for event in events:
        lines.append("\t".join(column.words(programme, event) for column in COLUMNS))
        yield
    return "\n".join(lines)
