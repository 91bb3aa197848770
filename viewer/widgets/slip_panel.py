"""The ledger of every move of every date, and the milestone trend chart beside it.

::

    ┌ All dates that moved      □ only what is selected ┬ Every mission ▾  Every move ▾  [text]   81 moves  Copy ┐
    │ trend chart                                       │ Said │ Event │ From │ To │ By how much │ Move │ …       │
    └───────────────────────────────────────────────────┴────────────────────────────────────────────────────────┘
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette, QResizeEvent, QShowEvent
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
from viewer.model.date_history import MAJOR_CHANGES, ChangeKind, has_trend
from viewer.model.programme import Programme
from viewer.paint.fonts import ui_font
from viewer.query import folded
from viewer.report.labels import change_label
from viewer.report.slip_report import REPORTED_CHANGES, ChangedEvents, DateChangeList, date_change_list
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.widgets.beside import AT_ONCE, Beside, in_one
from viewer.widgets.copying import MOST_COPIED, copied_words
from viewer.widgets.slip_model import ADDRESS, EVENT, Only, SlipModel
from viewer.widgets.slip_table import SlipTable
from viewer.widgets.trend_chart import TrendChart

WIDE = 1.9
"""From this ratio of width to height on, chart and table stand side by side."""


class SlipPanel(QWidget):
    """`select_requested("event/…")` by double click or Enter on a row, or a name in the chart; `claim_requested` by
    a point.

    `show_programme`, `show_theme` and `retranslate` never emit. A hidden panel only remembers what to show.
    """

    select_requested = Signal(str)
    claim_requested = Signal(str, int)
    told = Signal(str)  # a line for the status bar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Programme, ViewState, date] | None = None
        self._told: Programme | None = None  # the programme that the table tells, or will tell
        self._ledger: DateChangeList | None = None
        self._beside, self._copying = Beside(self), Beside(self)
        self._chart_soon = QTimer(self, singleShot=True, interval=0)
        self._chart_soon.timeout.connect(self._show_chart)
        self.model = SlipModel(self)
        self.chart = TrendChart(self)
        self.heading = QLabel(self)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        strong = ui_font()
        strong.setWeight(QFont.Weight.DemiBold)
        self.heading.setFont(strong)
        self.only_selected = QCheckBox(self)
        self.only_selected.setChecked(True)
        self.mission = QComboBox(self)
        self.move_class = QComboBox(self)
        self.text = QLineEdit(self)
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(90)
        self.count = QLabel(self)
        self.copy_all = QToolButton(self)
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.table = SlipTable(self.model, self)
        self._lay_out()
        self.mission.activated.connect(self._refilter)
        self.move_class.activated.connect(self._refilter)
        self.text.textEdited.connect(self._refilter)
        self.only_selected.clicked.connect(self._show_chart)
        self.copy_all.clicked.connect(self.copy_shown)
        self.model.modelReset.connect(self._count)
        self.table.activated.connect(self._wish)
        self.table.copy_requested.connect(self.copy_selected)
        self.chart.claim_requested.connect(self.claim_requested)
        self.chart.select_requested.connect(self.select_requested)
        self.retranslate()

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        self.split.addWidget(_column((self.heading, None, self.only_selected), self.chart))
        bar = (self.mission, self.move_class, self.text, None, self.count, self.copy_all)
        self.split.addWidget(_column(bar, self.pages))
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)

    # ── down: what to show ────────────────────────────────────────────────────────────────────────

    def retranslate(self) -> None:
        """Set every text in the present language."""
        self.only_selected.setText(_("Only what is selected"))
        self.only_selected.setToolTip(_("The chart follows the event or mission that is selected"))
        self.text.setPlaceholderText(_("Filter by words …"))
        self.copy_all.setText(_("Copy as CSV"))
        self.copy_all.setToolTip(_("The rows shown, as “farside slips --format csv” writes them"))
        for widget, name in (
            (self.mission, _("Mission")),
            (self.move_class, _("Kind of move")),
            (self.text, _("Filter by words")),
            (self.table, _("Every move of every date")),
        ):
            widget.setAccessibleName(name)
        chosen = self.move_class.currentIndex()
        self.move_class.clear()
        self.move_class.addItem(_("Every move"), ())
        self.move_class.addItem(_("Later, earlier, withdrawn"), tuple(MAJOR_CHANGES))
        self.move_class.insertSeparator(2)
        for cls in REPORTED_CHANGES:
            self.move_class.addItem(change_label(cls), (cls,))
        self.move_class.setCurrentIndex(max(chosen, 0))
        self.chart.retranslate()
        self._told = None
        self._refresh()

    def show_theme(self, theme: Theme) -> None:
        self.chart.show_theme(theme)
        self.model.show_theme(theme)

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show every move known on the programme's day; the moves of the selected event stand out."""
        self._shown = (programme, state, today)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > WIDE * self.height()
        wished = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.split.orientation() != wished:
            self.split.setOrientation(wished)
            whole = self.width() if wide else self.height()
            self.split.setSizes([whole * 9 // 20, whole * 11 // 20] if wide else [whole // 2, whole // 2])

    def _refresh(self) -> None:
        """Bring table and chart up to date; nothing while they cannot be seen."""
        if self._shown is None or not self.isVisible():
            return
        programme, state, _today = self._shown
        if programme is not self._told:
            self._told = programme
            if self._ledger is None:
                events = len(programme.events)
                self.empty.setText(
                    ngettext_("Looking through {n} event …", "Looking through {n} events …", events)
                )
                self.pages.setCurrentWidget(self.empty)
            self._beside.begin(
                in_one(lambda: date_change_list(programme)),
                self._take,
                at_once=len(programme.events) <= AT_ONCE,
            )
        kind, _slash, name = state.selection.partition("/")
        if self.model.show_selection(name if kind == "event" else ""):
            self._reveal(name)
        self._show_chart()

    @property
    def busy(self) -> bool:
        """Whether the table is not yet what it will be."""
        return self._beside.busy or self.model.busy

    def _take(self, ledger: DateChangeList) -> None:
        self._ledger = ledger
        self._list_missions(ledger)
        self.model.show_ledger(ledger, self._only())
        if len(ledger.programme.events) <= AT_ONCE:
            self._show_chart()
        else:
            self._chart_soon.start()  # the table first: both together would keep the window waiting

    def _reveal(self, event_id: str) -> None:
        """Bring the first move of the event into view, unless one of its moves is in view already."""
        own = self.model.rows_of_event(event_id)
        first, last = (self.table.rowAt(y) for y in (0, self.table.viewport().height() - 1))
        if own and not any(first <= row and (row <= last or last < 0) for row in own):
            self.table.scrollTo(self.model.index(own[0], EVENT))

    def _list_missions(self, ledger: DateChangeList) -> None:
        """The missions of which a date moved; the one chosen stays, if it is still there."""
        chosen = self.mission.currentData()
        self.mission.clear()
        self.mission.addItem(_("Every mission"), "")
        for mission in ledger.programme.missions:
            if mission.id in ledger.missions:
                self.mission.addItem(mission.name(language()), mission.id)
        self.mission.setCurrentIndex(max(self.mission.findData(chosen), 0))

    def charted(self) -> tuple[tuple[str, ...], str]:
        """The events whose chart is to be seen, and its heading: what is selected, else all that moved."""
        if self._shown is None or self._ledger is None:
            return (), ""
        ledger, programme, state = self._ledger, self._ledger.programme, self._shown[1]
        kind, _slash, name = state.selection.partition("/")
        if self.only_selected.isChecked():
            event = programme.event(name) if kind == "event" else None
            if event is not None and has_trend(programme, name):
                return (name,), event.title(language())
            mission = programme.mission(name) if kind == "mission" else None
            if mission is not None and name in ledger.charted:
                return ledger.charted[name].event_ids, _heading(
                    mission.name(language()), ledger.charted[name]
                )
        chosen = self.mission.currentData() or ""
        mission = programme.mission(chosen) if chosen else None
        title = mission.name(language()) if mission else _("All dates that moved")
        moved = ledger.charted.get(chosen, ChangedEvents())
        return moved.event_ids, _heading(title, moved)

    def _show_chart(self) -> None:
        if self._shown is not None:
            programme, state, today = self._shown
            events, heading = self.charted()
            self.heading.setText(heading)
            kind, _slash, name = state.selection.partition("/")
            focus = name if kind == "event" and name in events and len(events) > 1 else ""
            known = self._ledger.programme if self._ledger is not None else programme
            self.chart.show_programme(known, events, today, focus)

    # ── up: what the hands wish ───────────────────────────────────────────────────────────────────

    def _only(self) -> Only:
        """What is asked of the moves."""
        classes: Collection[ChangeKind] = self.move_class.currentData() or ()
        words = tuple(folded(self.text.text()).split())
        return Only(self.mission.currentData() or "", frozenset(classes), words)

    def _refilter(self) -> None:
        self.model.show_only(self._only())
        self._show_chart()

    def _count(self) -> None:
        """Other rows are shown: how many there are."""
        shown, whole = self.model.rowCount(), self.model.whole
        words = ngettext_("{n} move", "{n} moves", whole)
        self.count.setText(words if shown == whole else _("{n} of {words}", n=shown, words=words))
        self.empty.setText(_("No move fits.") if whole else _("No date has moved by this day."))
        self.pages.setCurrentWidget(self.table if shown else self.empty)
        self.copy_all.setEnabled(bool(shown))

    def _wish(self, index: QModelIndex) -> None:
        self.select_requested.emit(str(index.data(ADDRESS)))

    def shown_orders(self) -> Sequence[int]:
        """The places in the ledger of the rows that the filter leaves, as they stand."""
        return self.model.numbers(0, self.model.rowCount() - 1)

    def copy_shown(self) -> None:
        """Put the rows that the filter leaves on the clipboard, as `farside slips --format csv` writes them."""
        self._copy(self.shown_orders(), ",")

    def copy_selected(self) -> None:
        """Put the selected rows on the clipboard, parted by tabs: what spreadsheets paste into cells."""
        self._copy(self.table.kept.numbers(self.model.rowCount()), "\t")

    def _copy(self, orders: Sequence[int], delimiter: str) -> None:
        ledger = self.model.ledger
        if ledger is None or not orders:
            return
        copied = sorted(orders)[:MOST_COPIED]

        def put(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.told.emit(copied_words(len(copied), len(orders)))

        small = len(ledger.changes) <= AT_ONCE
        self._copying.begin(in_one(lambda: ledger.csv(copied, delimiter)), put, at_once=small)


def _heading(title: str, moved: ChangedEvents) -> str:
    """The title of the chart, and how many of the dates it shows where it cannot show all."""
    if len(moved.event_ids) == moved.count:
        return title
    return _("{title}: the {n} most important of {of}", title=title, n=len(moved.event_ids), of=moved.count)


def _column(bar: tuple[QWidget | None, ...], below: QWidget) -> QWidget:
    """A row of controls, None being what stretches, above a widget."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    row = QHBoxLayout()
    row.setContentsMargins(10, 5, 8, 5)
    row.setSpacing(6)
    for widget in bar:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    column.addLayout(row)
    column.addWidget(below, 1)
    return whole
