"""Partners × missions, the panel: how it is grouped, the table, the legend of the marks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import (
    QEvent,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.i18n import N_, _, language
from viewer.model.programme import Programme
from viewer.paint.fonts import font_for, font_measure
from viewer.paint.pens import Grid, pen
from viewer.paint.qt_painter import paint_shapes
from viewer.report.matrix import (
    COUNTRY,
    GROUPINGS,
    Matrix,
    matrix_of,
    whole_rows,
)
from viewer.state import ViewState
from viewer.theme import LIGHT, Theme
from viewer.timeline.legend import SAMPLE_HEIGHT, SAMPLE_WIDTH
from viewer.timeline.matrix_scene import (
    matrix_legend,
)
from viewer.timeline.scene import Role, Shape
from viewer.widgets.beside import AT_ONCE, Beside, in_one
from viewer.widgets.matrix_table import MatrixTable

_GROUPING_WORDS = {COUNTRY: N_("By country"), "kind": N_("By kind")}
LEAST_LEGEND_PX = 250
"""A lower panel has rows of the table in place of the legend."""

CORNERS = """
QTableView {{ background: {ground}; }}
QTableCornerButton::section {{ background: {ground}; border: none; }}
QTableView::corner {{ background: {ground}; border: none; }}
QHeaderView {{ background: {ground}; }}
"""


class Legend(QWidget):
    """The marks in use with their words, in one line that wraps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix: Matrix | None = None
        self._theme: Theme = LIGHT

    def show_matrix(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self.setAccessibleName(_("Legend"))
        self.setAccessibleDescription("; ".join(entry.words for entry in matrix_legend(matrix)))
        self._settle()

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def _settle(self) -> None:
        self.setFixedHeight(
            round(max((y for _x, y, _entry in self._places()), default=0) + SAMPLE_HEIGHT + 8)
        )
        self.update()

    def _places(self) -> list[tuple[float, float, tuple[tuple[Shape, ...], str]]]:
        if self._matrix is None:
            return []
        measure, found, x, y = font_measure(), [], 4.0, 3.0
        entries = [(entry.shapes, entry.words) for entry in matrix_legend(self._matrix)]
        entries.append(((), _("+ ?: further mass, not known")))
        if self._matrix.silent:
            entries.append(
                ((), _("nothing known from partners: {names}", names=", ".join(self._matrix.silent)))
            )
        for shapes, words in entries:
            wide = (SAMPLE_WIDTH - 8 if shapes else 8) + measure(words, Role.NOTE)
            if x > 4 and x + wide > self.width():
                x, y = 4.0, y + 19.0
            found.append((x, y, (shapes, words)))
            x += wide + 12
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def paintEvent(self, event: QEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        for x, y, (shapes, words) in self._places():
            painter.save()
            painter.translate(x - 6, y)
            paint_shapes(painter, shapes, self._theme, Grid(0.0))
            painter.setFont(font_for(Role.NOTE))
            painter.setPen(pen(self._theme.palette["muted"]))
            left = SAMPLE_WIDTH - 8 if shapes else 8.0
            painter.drawText(QRectF(left, 0, 600, SAMPLE_HEIGHT), Qt.AlignmentFlag.AlignVCenter, words)
            painter.restore()
        painter.end()


class MatrixView(QWidget):
    """The panel: how it is grouped, the table, the legend."""

    select_requested = Signal(str)
    events_hovered = Signal(tuple)  # ids of events to light up; empty when the mouse leaves

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = MatrixTable(self)
        self.legend = Legend(self)
        self.grouping = COUNTRY
        self._opened: frozenset[str] = frozenset()
        self._programme: Programme | None = None
        self._language = ""
        self._beside = Beside(self)
        self._groups = QButtonGroup(self)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 2)
        for number, _grouping in enumerate(GROUPINGS):
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(number == 0)
            self._groups.addButton(button, number)
            bar.addWidget(button)
        self._parts = QToolButton()
        self._parts.setCheckable(True)
        bar.addSpacing(12)
        bar.addWidget(self._parts)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.legend)
        self._groups.idClicked.connect(self._group)
        self._parts.clicked.connect(self._open_all)
        self.table.select_requested.connect(self.select_requested)
        self.table.events_hovered.connect(self.events_hovered)
        self.table.open_requested.connect(self._open)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the present language."""
        for number, grouping in enumerate(GROUPINGS):
            self._groups.button(number).setText(_(_GROUPING_WORDS[grouping]))
        self._parts.setText(_("Show institutes"))
        self._parts.setToolTip(_("Show the institutes of every country"))
        self.table.setAccessibleName(_("Partners and missions"))
        self.table.setAccessibleDescription(
            _(
                "Enter opens what the cell says, Shift+Enter the partner, Ctrl+Enter the mission; + and - show parts."
            )
        )
        if self._programme is not None and self._language != language():
            self._show()

    def show_programme(self, programme: Programme, state: ViewState, today: date) -> None:
        """Show the matrix of `programme`, which was seen from a day; nothing is wished."""
        if programme is not self._programme:
            self._programme = programme
            self._show()

    def show_theme(self, theme: Theme) -> None:
        self.table.theme = theme
        self.table.setStyleSheet(CORNERS.format_map(theme.palette))
        self.legend.show_theme(theme)
        for part in (
            self.table.viewport(),
            self.table.horizontalHeader().viewport(),
            self.table.verticalHeader().viewport(),
        ):
            part.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.legend.setVisible(self.height() >= LEAST_LEGEND_PX)

    @property
    def matrix(self) -> Matrix:
        """What is shown, for paper: with `opened` and `lanes`."""
        return self.table.cells.matrix

    @property
    def opened(self) -> frozenset[str]:
        return self._opened

    def sizeHint(self) -> QSize:
        return QSize(900, 340)

    @property
    def busy(self) -> bool:
        """Whether the matrix is not yet what it will be."""
        return self._beside.busy

    def _show(self) -> None:
        """Make the matrix, of very many events beside the window: the last one stays until it is there."""
        programme = self._programme
        if programme is None:
            return
        self._language, grouping = language(), self.grouping
        small = len(programme.events) <= AT_ONCE
        self._beside.begin(in_one(lambda: matrix_of(programme, grouping)), self._take, at_once=small)

    def _take(self, matrix: Matrix) -> None:
        assert self._programme is not None
        wholes = whole_rows(matrix)
        self._parts.setVisible(bool(wholes))
        self._parts.setChecked(bool(wholes) and wholes <= self._opened)
        lanes = tuple(lane.id for lane in self._programme.head.lanes)
        self.table.show_matrix(matrix, lanes, self._opened)
        self.legend.show_matrix(matrix)

    def _group(self, number: int) -> None:
        self.grouping = GROUPINGS[number]
        self._show()

    def _open(self, partner: str) -> None:
        self._opened = self._opened ^ {partner}
        self._take(self.matrix)

    def _open_all(self, checked: bool) -> None:
        self._opened = whole_rows(self.matrix) if checked else frozenset()
        self._take(self.matrix)
