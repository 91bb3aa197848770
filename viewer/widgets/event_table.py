"""The table of events: everything the timeline shows, in a form that is native to screen readers."""

from __future__ import annotations

from datetime import date
from math import inf
from operator import attrgetter

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from viewer.i18n import N_, _, language
from viewer.model.calendar import Days
from viewer.model.claims import known_claims
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.ref import id_of
from viewer.report.dates import claim_date, said_words
from viewer.report.labels import label_of, label_of_event
from viewer.report.sentences import event_date, speaker
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.widgets.sortable_table import Column, SortableTable, SortableTableModel, TableContent


def _missions(programme: Programme, event: Event) -> str:
    missions = (programme.mission(name) for name in event.missions)
    return ", ".join(mission.name(language()) for mission in missions if mission is not None)


def _said(programme: Programme, event: Event) -> str:
    said = programme.current_claim(event).said
    return said_words(said) if said is not None else ""


def _said_key(programme: Programme, event: Event) -> tuple[Days, Days]:
    said = programme.current_claim(event).said
    return (said.core_earliest, said.core_latest) if said is not None else (-inf, -inf)


def _claim_count(programme: Programme, event: Event) -> int:
    return len(known_claims(event, programme.day or programme.current_to, programme.current_to))


COLUMNS: tuple[Column[Event], ...] = (
    Column(N_("When"), 190, text=event_date),
    Column(N_("Event"), 300, text=lambda _programme, event: event.title(language())),
    Column(N_("Status"), 90, text=lambda programme, event: label_of(programme.status_of(event))),
    Column(N_("Kind"), 110, text=label_of_event),
    Column(N_("Mission"), 150, text=_missions),
    Column(N_("Said"), 150, text=_said, key=_said_key),
    Column(N_("By"), 150, text=lambda programme, event: speaker(programme, programme.current_claim(event))),
    Column(N_("Claims"), 60, text=lambda *event: str(_claim_count(*event)), key=_claim_count),
)
WHEN = 0


def event_content(programme: Programme) -> TableContent[Event]:
    """The events of a programme, in order of time."""
    return TableContent(programme, programme.events, COLUMNS, attrgetter("id"), natural_column=WHEN)


class EventTableModel(SortableTableModel):
    """A row for each event. A doubted date is muted and in italics."""

    roles = SortableTableModel.roles | {
        Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.FontRole, Qt.ItemDataRole.ForegroundRole,
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__(COLUMNS, WHEN, Qt.SortOrder.AscendingOrder)

    @property
    def programme(self) -> Programme | None:
        """The programme that is shown, which is the previous one while another is being sorted."""
        return self.content.programme if self.content is not None else None

    def row_of_address(self, address: str) -> int:
        """The row of "event/ID"; -1 where it is not shown."""
        event_id = id_of(address, "event")
        return self.row_of(self.programme.index_of(event_id)) if self.programme and event_id else -1

    def item_data(self, number: int, column: int, role: int) -> object:
        if role in SortableTableModel.roles:
            return super().item_data(number, column, role)
        assert self.content is not None
        programme = self.content.programme
        status = programme.status(programme.events[number].id)
        if role == Qt.ItemDataRole.ToolTipRole:
            return claim_date(programme, status.current_claim)
        if not status.doubted:
            return None
        if role == Qt.ItemDataRole.ForegroundRole:
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        italic = QFont(QGuiApplication.font())
        italic.setItalic(True)
        return italic


class EventTable(SortableTable):
    """Shows the selection of the timeline; a click on a row requests it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.events = EventTableModel()
        super().__init__(self.events, parent)
        self._programme: Programme | None = None  # is shown, or will be once it is sorted
        self._selection = ""
        self.horizontalHeader().setStretchLastSection(True)
        self.clicked.connect(self._request_selection)
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
            self.events.show_content(event_content(programme))

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
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
