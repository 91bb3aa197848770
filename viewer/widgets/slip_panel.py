"""The tab of date changes: the table of every change, the latest first, and the milestone trend chart.

::

    ┌ All dates that moved      □ only what is selected ┬ Every mission ▾  Every move ▾  [text]   81 moves  Copy ┐
    │ trend chart                                       │ Said │ Event │ From │ To │ By how much │ Move │ …       │
    └───────────────────────────────────────────────────┴────────────────────────────────────────────────────────┘
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from html import escape
from math import inf
from operator import attrgetter

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.i18n import N_, _, day_words, language, ngettext_
from viewer.limits import SMALL
from viewer.model.date_history import MAJOR_CHANGES, ChangeKind, DateChange, has_trend
from viewer.model.entities import Claim
from viewer.model.programme import Programme
from viewer.paint.fonts import ui_font
from viewer.progress import ProgressCallback, tracked
from viewer.query.normalize import normalize
from viewer.ref import id_of, split_ref
from viewer.report.dates import claim_date, said_words, size_words
from viewer.report.labels import label_of
from viewer.report.sentences import change_sentence, change_title, claim_sources, speaker
from viewer.report.slip_report import REPORTED_CHANGES, DateChangeList, date_change_list
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.widgets.background_task import BackgroundTask
from viewer.widgets.layouts import fill
from viewer.widgets.sortable_table import Column, RowFilter, SortableTable, SortableTableModel, TableContent
from viewer.widgets.trend_chart import NO_CHANGE, TrendChart

WIDE = 1.9  # from this ratio of width to height on, chart and table are side by side


def _said(_programme: Programme, change: DateChange) -> str:
    """When the new date was said; of a report without that, its day."""
    return said_words(change.new.said) if change.new.said is not None else day_words(change.day)


def _date_key(claim: Claim | None) -> float:
    """The end of the date; no date sorts before, an open end after all others."""
    return -inf if claim is None or not claim.when.is_dated else claim.when.core_latest


def _size_key(_programme: Programme, change: DateChange) -> float:
    size = change.start_days if change.end_days is None else change.end_days
    return -inf if size is None else size


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
    Column(N_("In the words"), 220, lambda _p, change: change.new.words(language()) if change.new.words else ""),
    Column(N_("Sources"), 64, lambda *change: str(_source_count(*change)), key=_source_count, is_number=True),
)
SAID, EVENT, SIZE = 0, 1, 4


class SlipContent(TableContent[DateChange], frozen=True, eq=False, kw_only=True):
    """The changes of a programme, by the day on which each became known."""

    changes: DateChangeList

    def tab_separated(self, numbers: Sequence[int], progress: ProgressCallback) -> str:
        return self.changes.csv(numbers, "\t", progress)


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
        cells = (column.text(programme, change) for column in COLUMNS)
        text = normalize(" \n ".join(cells)) if self.words else ""
        return all(word in text for word in self.words)


class SlipTableModel(SortableTableModel):
    """A row for each change. The title of the selected event is in bold."""

    roles = SortableTableModel.roles | {
        Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.FontRole, Qt.ItemDataRole.DecorationRole,
    }  # fmt: skip

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


class SlipPanel(QWidget):
    """`select_requested("event/…")` by a row or a name in the chart, `claim_requested` by a point of the chart.

    `show_programme`, `show_theme` and `retranslate` never emit. A hidden panel only remembers what to show.
    """

    select_requested = Signal(str)
    claim_requested = Signal(str, int)
    status_message = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Programme, ViewState, date] | None = None
        self._programme: Programme | None = None  # the one that the table shows, or will show
        self._changes: DateChangeList | None = None
        self._task = BackgroundTask(self)
        # Each widget has its parent from the start: Qt styles it anew in another one.
        self.split = QSplitter(Qt.Orientation.Vertical, self, childrenCollapsible=False, handleWidth=1)
        upper, lower = QWidget(self.split), QWidget(self.split)
        self.pages = QStackedWidget(lower)
        self.model, self.chart = SlipTableModel(), TrendChart(upper)
        self.table = SortableTable(self.model, self.pages)
        self.table.setIconSize(QSize(8, 8))
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.heading, self.only_selected = QLabel(upper, textFormat=Qt.TextFormat.PlainText), QCheckBox(upper)
        self.heading.setFont(self.model.bold)
        self.only_selected.setChecked(True)
        self.mission, self.kinds = QComboBox(lower), QComboBox(lower)
        self.text = QLineEdit(lower, clearButtonEnabled=True)
        self.text.setMinimumWidth(90)
        self.count, self.copy_all = QLabel(lower), QToolButton(lower)
        self.empty = QLabel(self.pages, alignment=Qt.AlignmentFlag.AlignCenter)
        self.empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        filters = (self.mission, self.kinds, self.text, None, self.count, self.copy_all)
        heading = (self.heading, None, self.only_selected)
        for part, bar, below in ((upper, heading, self.chart), (lower, filters, self.pages)):
            row = fill(QHBoxLayout(), *bar, margins=(10, 5, 8, 5), spacing=6)
            fill(QVBoxLayout(part), row, below, grows=below, margins=(0, 0, 0, 0), spacing=0)
            self.split.setStretchFactor(self.split.indexOf(part), 1)
        fill(QVBoxLayout(self), self.split, margins=(0, 0, 0, 0))
        for signal in (self.mission.activated, self.kinds.activated, self.text.textEdited):
            signal.connect(self._filter)
        self.only_selected.clicked.connect(self._show_chart)
        self.copy_all.clicked.connect(self.copy_shown)
        self.model.modelReset.connect(self._show_count)
        self.model.layoutChanged.connect(self._show_count)
        self.table.select_requested.connect(self.select_requested)
        self.table.status_message.connect(self.status_message)
        self.chart.claim_requested.connect(self.claim_requested)
        self.chart.select_requested.connect(self.select_requested)
        self.retranslate()

    @property
    def busy(self) -> bool:
        """True while the changes are computed, sorted or filtered."""
        return self._task.busy or self.model.task.busy

    def retranslate(self) -> None:
        self.only_selected.setText(_("Only what is selected"))
        self.only_selected.setToolTip(_("The chart follows the event or mission that is selected"))
        self.text.setPlaceholderText(_("Filter by words …"))
        self.copy_all.setText(_("Copy as CSV"))
        self.copy_all.setToolTip(_("The rows shown, as “farside slips --format csv” writes them"))
        self.mission.setAccessibleName(_("Mission"))
        self.kinds.setAccessibleName(_("Kind of move"))
        self.text.setAccessibleName(_("Filter by words"))
        self.table.setAccessibleName(_("Every move of every date"))
        current = self.kinds.currentIndex()
        self.kinds.clear()
        self.kinds.addItem(_("Every move"), ())
        self.kinds.addItem(_("Later, earlier, withdrawn"), MAJOR_CHANGES)
        self.kinds.insertSeparator(2)
        for kind in REPORTED_CHANGES:
            self.kinds.addItem(label_of(kind), (kind,))
        self.kinds.setCurrentIndex(max(current, 0))
        self.chart.retranslate()
        self._programme = None
        self._refresh()

    def show_theme(self, theme: Theme) -> None:
        self.chart.show_theme(theme)
        self.model.theme = theme
        self.table.viewport().update()

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show every change known on the programme's day. Those of the selected event are in bold."""
        self._shown = (programme, state, today)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() > WIDE * self.height()
        orientation = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self.split.orientation() != orientation:
            self.split.setOrientation(orientation)
            size = self.width() if is_wide else self.height()
            self.split.setSizes([size * share // 20 for share in ((9, 11) if is_wide else (10, 10))])

    def _refresh(self) -> None:
        """Bring table and chart up to date, unless the panel is hidden."""
        if self._shown is None or not self.isVisible():
            return
        programme, state, _today = self._shown
        count = len(programme.events)
        if programme is not self._programme:
            self._programme = programme
            if self._changes is None:
                self.empty.setText(ngettext_("Looking through {n} event …", "Looking through {n} events …", count))
                self.pages.setCurrentWidget(self.empty)
            self._task.run(partial(date_change_list, programme), self._show_changes, synchronous=count <= SMALL)
        event_id = id_of(state.selection, "event")
        if event_id != self.model.selected_event:
            self.model.selected_event = event_id
            self.table.viewport().update()
            self._scroll_to(event_id)
        self._show_chart()

    def _show_changes(self, changes: DateChangeList) -> None:
        self._changes = changes
        current = self.mission.currentData()
        self.mission.clear()
        self.mission.addItem(_("Every mission"), "")
        for mission in changes.missions():
            self.mission.addItem(mission.name(language()), mission.id)
        self.mission.setCurrentIndex(max(self.mission.findData(current), 0))
        content = SlipContent(
            changes.programme, changes.changes, COLUMNS, attrgetter("event_id"), normalize=normalize, changes=changes
        )
        self.model.show_content(content, self._row_filter())
        self._show_chart()

    def _scroll_to(self, event_id: str) -> None:
        """Scroll to the first change of the event, unless one of its changes is in view."""
        numbers = self.model.changes.numbers.get(event_id, ()) if self.model.changes is not None else ()
        rows = sorted(row for row in map(self.model.row_of, numbers) if row >= 0)
        first, last = (self.table.rowAt(y) for y in (0, self.table.viewport().height() - 1))
        if rows and not any(first <= row and (row <= last or last < 0) for row in rows):
            self.table.scrollTo(self.model.index(rows[0], EVENT))

    def charted(self) -> tuple[tuple[str, ...], str]:
        """The ids of the events in the chart, and its heading: the selection, else all dates that changed."""
        if self._shown is None or self._changes is None:
            return (), ""
        changes, programme, state = self._changes, self._changes.programme, self._shown[1]
        kind, name = split_ref(state.selection)
        mission_id = self.mission.currentData() or ""
        if self.only_selected.isChecked():
            event = programme.event(name) if kind == "event" else None
            if event is not None and has_trend(programme, name):
                return (name,), event.title(language())
            if kind == "mission" and changes.charted(name)[0]:
                mission_id = name
        mission, (event_ids, count) = programme.mission(mission_id), changes.charted(mission_id)
        title = mission.name(language()) if mission is not None else _("All dates that moved")
        if len(event_ids) < count:
            title = _("{title}: the {n} most important of {of}", title=title, n=len(event_ids), of=count)
        return event_ids, title

    def _show_chart(self) -> None:
        if self._shown is not None:
            programme, state, today = self._shown
            events, heading = self.charted()
            self.heading.setText(heading)
            event_id = id_of(state.selection, "event")
            focus = event_id if event_id in events and len(events) > 1 else ""
            charted = self._changes.programme if self._changes is not None else programme
            self.chart.show_programme(charted, events, today, focus)

    def _row_filter(self) -> RowFilter | None:
        """The filter of the table; None for every change."""
        words = tuple(normalize(self.text.text()).split())
        slip_filter = SlipFilter(self.mission.currentData() or "", tuple(self.kinds.currentData() or ()), words)
        if self._changes is None or slip_filter == SlipFilter():
            return None
        return partial(slip_filter.numbers, self._changes)

    def _filter(self) -> None:
        self.model.show_filter(self._row_filter())
        self._show_chart()

    def _show_count(self) -> None:
        """Say how many changes the filter leaves."""
        changes, shown = self.model.changes, self.model.rowCount()
        total = len(changes.changes) if changes is not None else 0
        words = ngettext_("{n} move", "{n} moves", total)
        self.count.setText(words if shown == total else _("{n} of {words}", n=shown, words=words))
        self.empty.setText(_("No move fits.") if total else _(NO_CHANGE))
        self.pages.setCurrentWidget(self.table if shown else self.empty)
        self.copy_all.setEnabled(bool(shown))

    def copy_shown(self) -> None:
        """Copy the rows that the filter leaves, as `farside slips --format csv` writes them and in its order."""
        if (changes := self.model.changes) is not None:
            numbers = sorted(self.model.numbers())
            self.table.copy_rows(numbers, lambda numbers, progress: changes.csv(numbers, ",", progress))
