"""The tab of date changes: the table of every change, and the milestone trend chart.

::

    ┌ All dates that moved      □ only what is selected ┬ Every mission ▾  Every move ▾  [text]   81 moves  Copy ┐
    │ trend chart                                       │ Said │ Event │ From │ To │ By how much │ Move │ …       │
    └───────────────────────────────────────────────────┴────────────────────────────────────────────────────────┘
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
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

from viewer.i18n import _, language, ngettext_
from viewer.limits import SMALL
from viewer.model.date_history import MAJOR_CHANGES, ChangeKind, has_trend
from viewer.model.programme import Programme
from viewer.paint.fonts import ui_font
from viewer.progress import ProgressCallback
from viewer.query.normalize import normalize
from viewer.report.labels import change_label
from viewer.report.slip_report import REPORTED_CHANGES, DateChangeList, date_change_list
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.widgets.background_task import BackgroundTask
from viewer.widgets.slip_table import EVENT, SlipContent, SlipFilter, SlipTable, SlipTableModel
from viewer.widgets.sortable_table import ADDRESS, RowFilter
from viewer.widgets.trend_chart import TrendChart

WIDE = 1.9
"""From this ratio of width to height on, chart and table are side by side."""


class SlipPanel(QWidget):
    """`select_requested("event/…")` by double click or Enter on a row, or a name in the chart; `claim_requested` by
    a point.

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
        self.model = SlipTableModel()
        self.table = SlipTable(self.model, self)
        self.chart = TrendChart(self)
        self.heading = QLabel(self)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        strong = ui_font()
        strong.setWeight(QFont.Weight.DemiBold)
        self.heading.setFont(strong)
        self.only_selected = QCheckBox(self)
        self.only_selected.setChecked(True)
        self.mission = QComboBox(self)
        self.kinds = QComboBox(self)
        self.text = QLineEdit(self)
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(90)
        self.count = QLabel(self)
        self.copy_all = QToolButton(self)
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        self.split.addWidget(_column((self.heading, None, self.only_selected), self.chart))
        bar = (self.mission, self.kinds, self.text, None, self.count, self.copy_all)
        self.split.addWidget(_column(bar, self.pages))
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)

    def _connect(self) -> None:
        self.mission.activated.connect(self._filter)
        self.kinds.activated.connect(self._filter)
        self.text.textEdited.connect(self._filter)
        self.only_selected.clicked.connect(self._show_chart)
        self.copy_all.clicked.connect(self.copy_shown)
        self.model.modelReset.connect(self._show_count)
        self.model.reordered.connect(self._show_count)
        self.table.activated.connect(self._request_selection)
        self.table.copy_requested.connect(self.copy_selected)
        self.table.status_message.connect(self.status_message)
        self.chart.claim_requested.connect(self.claim_requested)
        self.chart.select_requested.connect(self.select_requested)

    @property
    def busy(self) -> bool:
        """True while the changes are being looked for, sorted or filtered."""
        return self._task.busy or self.model.task.busy

    # ── what is shown ─────────────────────────────────────────────────────────────────────────────

    def retranslate(self) -> None:
        self.only_selected.setText(_("Only what is selected"))
        self.only_selected.setToolTip(_("The chart follows the event or mission that is selected"))
        self.text.setPlaceholderText(_("Filter by words …"))
        self.copy_all.setText(_("Copy as CSV"))
        self.copy_all.setToolTip(_("The rows shown, as “farside slips --format csv” writes them"))
        for widget, name in (
            (self.mission, _("Mission")),
            (self.kinds, _("Kind of move")),
            (self.text, _("Filter by words")),
            (self.table, _("Every move of every date")),
        ):
            widget.setAccessibleName(name)
        current = self.kinds.currentIndex()
        self.kinds.clear()
        self.kinds.addItem(_("Every move"), ())
        self.kinds.addItem(_("Later, earlier, withdrawn"), MAJOR_CHANGES)
        self.kinds.insertSeparator(2)
        for kind in REPORTED_CHANGES:
            self.kinds.addItem(change_label(kind), (kind,))
        self.kinds.setCurrentIndex(max(current, 0))
        self.chart.retranslate()
        self._programme = None
        self._refresh()

    def show_theme(self, theme: Theme) -> None:
        self.chart.show_theme(theme)
        self.model.show_theme(theme)

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show every change known on the programme's day. Those of the selected event are in strong type."""
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
            self.split.setSizes([size * 9 // 20, size * 11 // 20] if is_wide else [size // 2, size // 2])

    def _refresh(self) -> None:
        """Bring table and chart up to date, unless the panel is hidden."""
        if self._shown is None or not self.isVisible():
            return
        programme, state, _today = self._shown
        if programme is not self._programme:
            self._programme = programme
            if self._changes is None:
                events = len(programme.events)
                self.empty.setText(
                    ngettext_("Looking through {n} event …", "Looking through {n} events …", events)
                )
                self.pages.setCurrentWidget(self.empty)
            self._task.run(
                lambda progress: date_change_list(programme, progress),
                self._show_changes,
                synchronous=len(programme.events) <= SMALL,
            )
        kind, _slash, name = state.selection.partition("/")
        if self.model.show_selection(name if kind == "event" else ""):
            self._scroll_to(name)
        self._show_chart()

    def _show_changes(self, changes: DateChangeList) -> None:
        self._changes = changes
        self._list_missions(changes)
        self.model.show_content(SlipContent(changes), self._row_filter())
        self._show_chart()

    def _scroll_to(self, event_id: str) -> None:
        """Scroll to the first change of the event, unless one of its changes is in view."""
        rows = self.model.rows_of_event(event_id)
        first, last = (self.table.rowAt(y) for y in (0, self.table.viewport().height() - 1))
        if rows and not any(first <= row and (row <= last or last < 0) for row in rows):
            self.table.scrollTo(self.model.index(rows[0], EVENT))

    def _list_missions(self, changes: DateChangeList) -> None:
        """List the missions with a change. The current one stays if it is among them."""
        current = self.mission.currentData()
        self.mission.clear()
        self.mission.addItem(_("Every mission"), "")
        for mission in changes.missions():
            self.mission.addItem(mission.name(language()), mission.id)
        self.mission.setCurrentIndex(max(self.mission.findData(current), 0))

    def charted(self) -> tuple[tuple[str, ...], str]:
        """The ids of the events in the chart, and its heading: the selection, else all dates that changed."""
        if self._shown is None or self._changes is None:
            return (), ""
        changes, programme, state = self._changes, self._changes.programme, self._shown[1]
        kind, _slash, name = state.selection.partition("/")
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
            kind, _slash, name = state.selection.partition("/")
            focus = name if kind == "event" and name in events and len(events) > 1 else ""
            charted = self._changes.programme if self._changes is not None else programme
            self.chart.show_programme(charted, events, today, focus)

    # ── what the user does ────────────────────────────────────────────────────────────────────────

    def _row_filter(self) -> RowFilter | None:
        """The filter of the table; None for every change."""
        kinds: Collection[ChangeKind] = self.kinds.currentData() or ()
        words = tuple(normalize(self.text.text()).split())
        slip_filter = SlipFilter(self.mission.currentData() or "", frozenset(kinds), words)
        changes = self._changes
        if changes is None or not slip_filter:
            return None

        def numbers(progress: ProgressCallback) -> Sequence[int]:
            return slip_filter.numbers(changes, progress)

        return numbers

    def _filter(self) -> None:
        self.model.show_filter(self._row_filter())
        self._show_chart()

    def _show_count(self) -> None:
        """Say how many changes the filter leaves."""
        shown, total = self.model.rowCount(), self.model.total
        words = ngettext_("{n} move", "{n} moves", total)
        self.count.setText(words if shown == total else _("{n} of {words}", n=shown, words=words))
        self.empty.setText(_("No move fits.") if total else _("No date has moved by this day."))
        self.pages.setCurrentWidget(self.table if shown else self.empty)
        self.copy_all.setEnabled(bool(shown))

    def _request_selection(self, index: QModelIndex) -> None:
        self.select_requested.emit(str(index.data(ADDRESS)))

    def copy_shown(self) -> None:
        """Put the rows that the filter leaves on the clipboard, as `farside slips --format csv` writes them."""
        self._copy(self.model.numbers(), ",")

    def copy_selected(self) -> None:
        """Put the selected rows on the clipboard, separated by tabs: spreadsheets paste them into cells."""
        self._copy(self.table.selected_numbers(), "\t")

    def _copy(self, numbers: Sequence[int], delimiter: str) -> None:
        """Copy in the order of the report."""
        if (changes := self.model.changes) is not None:
            self.table.copy_rows(
                sorted(numbers), lambda copied, progress: changes.csv(copied, delimiter, progress)
            )


def _column(bar: tuple[QWidget | None, ...], below: QWidget) -> QWidget:
    """A row of controls above a widget; None stands for what stretches."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    row = QHBoxLayout()
    row.setContentsMargins(10, 5, 8, 5)
    row.setSpacing(6)
    for widget in bar:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    layout.addLayout(row)
    layout.addWidget(below, 1)
    return column
