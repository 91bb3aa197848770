"""The table of events: everything the timeline shows, in a form that is native to screen readers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from math import inf
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from viewer.i18n import N_, _, language
from viewer.model.calendar import Days
from viewer.model.claims import known_claims, status_of
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, tracked
from viewer.report.dates import claim_date, said_words
from viewer.report.labels import label_of_event, status_label
from viewer.report.sentences import event_date, speaker
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.widgets.sortable_table import ADDRESS, Column, SortableTable, SortableTableModel


class EventColumn(Column, frozen=True, kw_only=True):
    """A column with its words, and the key to sort by (None: the words, without case)."""

    text: Callable[[Programme, Event], str]
    key: Callable[[Programme, Event], Any] | None = None


def _missions(programme: Programme, event: Event) -> str:
    missions = (programme.mission(name) for name in event.missions)
    return ", ".join(mission.name(language()) for mission in missions if mission is not None)


def _said(programme: Programme, event: Event) -> str:
    said = programme.current_claim(event).said
    return said_words(said) if said is not None else ""


def _said_key(programme: Programme, event: Event) -> tuple[Days, Days]:
    said = programme.current_claim(event).said
    return (said.core_earliest, said.core_latest) if said is not None else (-inf, -inf)


def _status(programme: Programme, event: Event) -> str:
    day = programme.day or programme.current_to
    return status_label(status_of(programme.current_claim(event), day, programme.current_to))


def _claim_count(programme: Programme, event: Event) -> int:
    return len(known_claims(event, programme.day or programme.current_to, programme.current_to))


COLUMNS = (
    EventColumn(N_("When"), 190, text=event_date),
    EventColumn(N_("Event"), 300, text=lambda _programme, event: event.title(language())),
    EventColumn(N_("Status"), 90, text=_status),
    EventColumn(N_("Kind"), 110, text=label_of_event),
    EventColumn(N_("Mission"), 150, text=_missions),
    EventColumn(N_("Said"), 150, text=_said, key=_said_key),
    EventColumn(
        N_("By"), 150, text=lambda programme, event: speaker(programme, programme.current_claim(event))
    ),
    EventColumn(
        N_("Claims"), 60, text=lambda programme, event: str(_claim_count(programme, event)), key=_claim_count
    ),
)
WHEN = 0


class EventContent(Struct, frozen=True, eq=False):
    """The events of a programme, in order of time."""

    programme: Programme

    def __len__(self) -> int:
        return len(self.programme.events)

    def text(self, number: int, column: int) -> str:
        return COLUMNS[column].text(self.programme, self.programme.events[number])

    def sort_key(self, column: int) -> Callable[[int], Any] | None:
        programme, key, text = self.programme, COLUMNS[column].key, COLUMNS[column].text
        if column == WHEN:
            return None
        if key is not None:
            return lambda number: key(programme, programme.events[number])
        return lambda number: text(programme, programme.events[number]).casefold()

    def tab_separated(self, numbers: Sequence[int], progress: ProgressCallback) -> str:
        """The rows of these events below the titles, columns separated by tabs."""
        lines = ["\t".join(_(column.title) for column in COLUMNS)]
        lines += [
            "\t".join(self.text(number, column) for column in range(len(COLUMNS)))
            for number in tracked(numbers, progress)
        ]
        return "\n".join(lines)


class EventTableModel(SortableTableModel):
    """A row for each event. A doubted date looks weaker."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, WHEN, Qt.SortOrder.AscendingOrder)

    @property
    def programme(self) -> Programme | None:
        """The programme that is shown, which is the previous one while another is being sorted."""
        return self.content.programme if isinstance(self.content, EventContent) else None

    def row_of_address(self, address: str) -> int:
        """The row of "event/ID"; -1 where it is not shown."""
        kind, _slash, event_id = address.partition("/")
        return self.row_of(self.programme.index_of(event_id)) if self.programme and kind == "event" else -1

    def item_data(self, number: int, column: int, role: int) -> object:
        assert self.programme is not None
        event = self.programme.events[number]
        if role == ADDRESS:
            return f"event/{event.id}"
        if role == Qt.ItemDataRole.ForegroundRole and self.programme.status(event.id).doubted:
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        if role == Qt.ItemDataRole.FontRole and self.programme.status(event.id).doubted:
            italic = QFont(QGuiApplication.font())
            italic.setItalic(True)
            return italic
        if role == Qt.ItemDataRole.ToolTipRole:
            return claim_date(self.programme, self.programme.status(event.id).current_claim)
        return super().item_data(number, column, role)


class EventTable(SortableTable):
    """Shows the selection of the timeline; `select_requested(address)` when the user picks a row."""

    select_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.events = EventTableModel()
        super().__init__(self.events, parent)
        self._programme: Programme | None = None  # is shown, or will be once it is sorted
        self._selection = ""
        self.horizontalHeader().setStretchLastSection(True)
        self.activated.connect(self._request_selection)
        self.clicked.connect(self._request_selection)
        self.copy_requested.connect(self.copy)
        self.events.modelReset.connect(lambda: self.show_selection(self._selection))
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(_("List of events"))
        self.events.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self.viewport().update()

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show the events of `programme` and the selection of `state`. Emits nothing."""
        self._selection = state.selection
        if self._programme is programme:
            self.show_selection(state.selection)
        else:
            self._programme = programme
            self.events.show_content(EventContent(programme))

    def show_theme(self, theme: Theme) -> None:
        """Do nothing: a table has the colours of the palette."""

    def show_selection(self, address: str) -> None:
        """Select the row of `address` and scroll to it. Emits nothing."""
        self._selection = address
        row = self.events.row_of_address(address)
        if row < 0:
            self.clearSelection()
            return
        index = self.events.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(QItemSelection(index, index), flags)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def copy(self) -> None:
        """Put the selected rows on the clipboard with titles, columns separated by tabs."""
        if isinstance(content := self.events.content, EventContent):
            self.copy_rows(self.selected_numbers(), content.tab_separated)

    def _request_selection(self, index: QModelIndex) -> None:
        self.select_requested.emit(str(index.data(ADDRESS)))
