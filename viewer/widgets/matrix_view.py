"""The panel of partners × missions: the choice of grouping, the table, and the legend of the marks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from viewer.i18n import N_, _
from viewer.limits import SMALL
from viewer.model.programme import Programme
from viewer.paint.fonts import font_for, font_measure
from viewer.paint.pens import pen
from viewer.paint.primitives import NO_GRID
from viewer.paint.qt_painter import paint_shapes
from viewer.report.matrix import Matrix, MatrixGrouping, build_matrix
from viewer.state import ViewState
from viewer.theme import Theme
from viewer.timeline.legend import SAMPLE_HEIGHT, SAMPLE_WIDTH, Entry
from viewer.timeline.matrix_scene import matrix_legend
from viewer.timeline.scene import Role
from viewer.widgets.background_task import BackgroundTask
from viewer.widgets.layouts import ThemedWidget, fill
from viewer.widgets.matrix_table import MatrixTable

_GROUPING_TITLES = {MatrixGrouping.COUNTRY: N_("By country"), MatrixGrouping.KIND: N_("By kind")}
MIN_HEIGHT_WITH_LEGEND_PX = 250  # a lower panel shows rows of the table in place of the legend

STYLESHEET = """
QTableView, QHeaderView {{ background: {ground}; }}
QTableCornerButton::section, QTableView::corner {{ background: {ground}; border: none; }}
"""


class MatrixView(QWidget):
    """Builds the matrix of a programme and shows it. Programmes above `SMALL` are built in the background."""

    select_requested = Signal(str)
    events_hovered = Signal(tuple)  # ids of the events to highlight; empty when the mouse leaves

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.legend = MatrixTable(self), MatrixLegend(self)
        self.matrix = Matrix()
        self.expanded: frozenset[str] = frozenset()
        self._grouping = MatrixGrouping.COUNTRY
        self._programme: Programme | None = None
        self.task = BackgroundTask(self)
        exclusive = QButtonGroup(self)
        self._group_buttons = {grouping: QToolButton() for grouping in MatrixGrouping}
        for grouping, button in self._group_buttons.items():
            button.setCheckable(True)
            button.setChecked(grouping is self._grouping)
            button.clicked.connect(lambda _checked, grouping=grouping: self._group_by(grouping))
            exclusive.addButton(button)
        self._expand_button = QToolButton()
        self._expand_button.setCheckable(True)
        self._expand_button.clicked.connect(
            lambda checked: self._expand(self.matrix.expandable if checked else frozenset())
        )
        buttons = (*self._group_buttons.values(), 12, self._expand_button, None)
        bar = fill(QHBoxLayout(), *buttons, margins=(8, 4, 8, 2))
        fill(QVBoxLayout(self), bar, self.table, self.legend, grows=self.table, margins=(0, 0, 0, 0), spacing=0)
        self.table.select_requested.connect(self.select_requested)
        self.table.events_hovered.connect(self.events_hovered)
        self.table.expand_requested.connect(lambda partner: self._expand(self.expanded ^ {partner}))
        self.retranslate()

    def retranslate(self) -> None:
        for grouping, button in self._group_buttons.items():
            button.setText(_(_GROUPING_TITLES[grouping]))
        self._expand_button.setText(_("Show institutes"))
        self._expand_button.setToolTip(_("Show the institutes of every country"))
        self.table.setAccessibleName(_("Partners and missions"))
        self.table.setAccessibleDescription(
            _("Enter opens what the cell says, Shift+Enter the partner, Ctrl+Enter the mission; + and - show parts.")
        )
        self._group_by(self._grouping)

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show the matrix of `programme`, which is as of a day."""
        if programme is not self._programme:
            self._build(programme)

    def show_theme(self, theme: Theme) -> None:
        self.table.setStyleSheet(STYLESHEET.format_map(theme.palette))
        self.table.show_theme(theme)
        self.legend.show_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.legend.setVisible(self.height() >= MIN_HEIGHT_WITH_LEGEND_PX)

    def sizeHint(self) -> QSize:
        return QSize(900, 340)

    def _build(self, programme: Programme) -> None:
        self._programme, grouping = programme, self._grouping
        self.task.run(
            lambda progress: build_matrix(programme, grouping, progress),
            self._show_matrix,
            synchronous=len(programme.events) <= SMALL,
        )

    def _show_matrix(self, matrix: Matrix) -> None:
        self.matrix, can_expand = matrix, bool(matrix.expandable)
        self._expand_button.setVisible(can_expand)
        self._expand_button.setChecked(can_expand and matrix.expandable <= self.expanded)
        self.table.show_matrix(matrix, self.expanded)
        self.legend.show_matrix(matrix)

    def _group_by(self, grouping: MatrixGrouping) -> None:
        self._grouping = grouping
        if self._programme is not None:
            self._build(self._programme)

    def _expand(self, partners: frozenset[str]) -> None:
        self.expanded = partners
        self._show_matrix(self.matrix)


class MatrixLegend(ThemedWidget):
    """The marks in use and their meaning, one after another, wrapped to the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def show_matrix(self, matrix: Matrix) -> None:
        marks = matrix_legend(matrix)
        self._entries = (*marks, Entry((), _("+ ?: further mass, not known")))
        if matrix.other_missions:
            note = _("nothing known from partners: {names}", names=", ".join(matrix.other_missions))
            self._entries += (Entry((), note),)
        self.setAccessibleName(_("Legend"))
        self.setAccessibleDescription("; ".join(entry.words for entry in marks))
        self._fit()

    def _fit(self) -> None:
        """Set the height that the entries need in the present width."""
        bottom = max((y for _x, y, _entry in self._placed_entries()), default=0.0)
        self.setFixedHeight(round(bottom + SAMPLE_HEIGHT + 8))
        self.update()

    def _placed_entries(self) -> list[tuple[float, float, Entry]]:
        """The entries with their top left corners in px."""
        placed, x, y = [], 4.0, 3.0
        for entry in self._entries:
            entry_px = _text_left(entry) + font_measure()(entry.words, Role.NOTE)
            if x > 4 and x + entry_px > self.width():
                x, y = 4.0, y + 19.0
            placed.append((x, y, entry))
            x += entry_px + 12
        return placed

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            for x, y, entry in self._placed_entries():
                painter.save()
                painter.translate(x - 6, y)
                paint_shapes(painter, entry.shapes, self.theme, NO_GRID)
                painter.setFont(font_for(Role.NOTE))
                painter.setPen(pen(self.theme.palette["muted"]))
                text_box = QRectF(_text_left(entry), 0, 600, SAMPLE_HEIGHT)
                painter.drawText(text_box, Qt.AlignmentFlag.AlignVCenter, entry.words)
                painter.restore()


def _text_left(entry: Entry) -> float:
    """The distance of an entry's text from its left edge in px."""
    return SAMPLE_WIDTH - 8 if entry.shapes else 8.0
