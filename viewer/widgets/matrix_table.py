"""The table of partners × missions, drawn with the same shapes as the printed scene.

Keys: arrows move, Enter opens what the cell says (of the totals: the partner, the mission), Shift+Enter the partner,
Ctrl+Enter the mission, + and - expand and collapse the parts of a partner.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QLineF, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from viewer.i18n import _
from viewer.paint.fonts import font_measure
from viewer.paint.pens import Grid, colour, pen
from viewer.paint.qt_painter import paint_shapes
from viewer.report.matrix import Matrix
from viewer.theme import LIGHT, Theme
from viewer.timeline.matrix_cells import INDENT_PX, SIDE_PX
from viewer.timeline.matrix_scene import (
    HEAD_PX,
    NAME_PX,
    TOTALS,
    TOTALS_PX,
    MatrixLayout,
    MatrixLine,
    column_widths,
)
from viewer.timeline.scene import Box, Label, Mark, Role, Shape
from viewer.widgets.matrix_model import Index, MatrixModel

BRANCH_PX = 18
"""The width of the branch indicator before a name, which expands and collapses the parts of a partner."""


class MatrixTable(QTableView):
    """Emits what the user selects and hovers over; changes nothing itself."""

    select_requested = Signal(str)
    expand_requested = Signal(str)  # a partner whose parts are to be shown or hidden
    events_hovered = Signal(tuple)  # ids

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = MatrixModel(self)
        self.matrix_layout = MatrixLayout(self.cells.matrix, (), (), font_measure())
        self.theme: Theme = LIGHT
        self.hovered: tuple[int, int] = (-1, -1)  # row and column, -1 for none
        self._hovered_events: tuple[str, ...] = ()
        self.setModel(self.cells)
        self.setItemDelegate(MatrixDelegate(self))
        self.setHorizontalHeader(MissionHeader(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(PartnerHeader(Qt.Orientation.Vertical, self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)

    def show_matrix(self, matrix: Matrix, lanes: tuple[str, ...], expanded: frozenset[str]) -> None:
        """Show the matrix; the current cell keeps its partner and mission as long as they have a cell."""
        current = self.currentIndex()
        partner, column = self.partner_at(current.row()), current.column()
        self.clearSpans()
        self.cells.show_matrix(matrix, expanded)
        self.matrix_layout = MatrixLayout(matrix, (), lanes, font_measure(), expanded)
        for row, line in enumerate(self.cells.lines):
            if line.title:
                self.setSpan(row, 0, 1, self.cells.columnCount())
            if line.row is not None and line.row.partner == partner:
                self.setCurrentIndex(self.cells.index(row, min(column, self.cells.columnCount() - 1)))
        self._fit()

    def _fit(self) -> None:
        """Set the widths and heights for the present size."""
        width = self.width() - self.verticalScrollBar().sizeHint().width() - 2
        widths = column_widths(self.cells.matrix, width, font_measure())
        self.matrix_layout = replace(self.matrix_layout, widths=widths)
        self.verticalHeader().setFixedWidth(round(NAME_PX))
        self.horizontalHeader().setFixedHeight(round(HEAD_PX))
        right, left = 0.0, 0
        for column, column_px in enumerate((TOTALS_PX, *widths)):
            right += column_px
            if column < self.cells.columnCount():
                self.setColumnWidth(column, round(right) - left)
            left = round(right)
        for row, line in enumerate(self.cells.lines):
            self.setRowHeight(row, round(self.matrix_layout.line_height(line)))

    def show_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._update_all()

    def _update_all(self) -> None:
        for area in (self, self.horizontalHeader(), self.verticalHeader()):
            area.viewport().update()

    def shapes(self, row: int, column: int) -> Iterator[Shape]:
        """The shapes of a cell, with its top left corner as origin."""
        box = Box(0, 0, self.columnWidth(column), self.rowHeight(row))
        return self.matrix_layout.cell_shapes(self.cells.lines[row], column, box)

    def partner_at(self, row: int) -> str:
        """The id of the partner in a row, "" where there is none."""
        line = self.cells.lines[row] if 0 <= row < len(self.cells.lines) else MatrixLine()
        return line.row.partner if line.row is not None else ""

    def address_at(self, position: QPoint) -> str:
        """The address at a point of the viewport: of the payload there, else of the cell."""
        index = self.indexAt(position)
        if not index.isValid():
            return ""
        corner = self.visualRect(index).topLeft()
        x, y = position.x() - corner.x(), position.y() - corner.y()
        for shape in self.shapes(index.row(), index.column()):
            if isinstance(shape, (Label, Mark)) and shape.ref and shape.box.y <= y < shape.box.bottom:
                inside = isinstance(shape, Label) and shape.box.contains(x, y)
                if inside or shape.ref.startswith("event/"):
                    return shape.ref
        cell = self.cells.cell(index.row(), index.column())
        return "" if cell is not None and cell.is_empty else self.cells.address(index.row(), index.column())

    # ── hover, click, keys ──────────────────────────────────────────────────────────────────────

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.hover(index.row(), index.column(), self.address_at(event.position().toPoint()))

    def hover(self, row: int, column: int, address: str = "") -> None:
        """Highlight a row and a column (-1 for none) and emit the events that they, or `address`, are about."""
        pointing = Qt.CursorShape.PointingHandCursor if address else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(pointing)
        if (row, column) != self.hovered:
            self.hovered = (row, column)
            self._update_all()
        event_ids = self.cells.event_ids(row, column, address)
        if event_ids != self._hovered_events:
            self._hovered_events = event_ids
            self.events_hovered.emit(event_ids)

    def leaveEvent(self, event: QEvent) -> None:
        self.hover(-1, -1)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.request(self.address_at(event.position().toPoint()))

    def request(self, address: str) -> None:
        """Emit `select_requested` for an address, if there is one."""
        if address:
            self.select_requested.emit(address)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current, key = self.currentIndex(), event.key()
        partner = self.partner_at(current.row())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.request(self.cells.lines[current.row()].address)
            elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.request(self.cells.mission_address(current.column()))
            else:
                self.request(self.cells.address(current.row(), current.column()))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus) and partner:
            if (key == Qt.Key.Key_Minus) == (partner in self.matrix_layout.expanded):
                self.expand_requested.emit(partner)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            tooltip = self.tooltip(index.row(), index.column()) if index.isValid() else ""
            QToolTip.showText(event.globalPos(), tooltip, self)
            return True
        return super().viewportEvent(event)

    def tooltip(self, row: int, column: int) -> str:
        """The full text of a cell and the latest event of each payload, as HTML of escaped lines."""
        if self.cells.lines[row].title:
            return ""
        lines = self.cells.cell_texts(row, column)
        cell = self.cells.cell(row, column)
        if cell is not None:
            lines += [item.sentence for item in cell.contributions if item.sentence]
        return "".join(f"<p>{escape(line)}</p>" for line in dict.fromkeys(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHintForRow(self, row: int) -> int:
        return self.rowHeight(row)


class MatrixDelegate(QStyledItemDelegate):
    """Paints a cell's shapes, tints the hovered row and column, and frames the current cell."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, rect = self._table, QRect(option.rect)
        row, column, palette = index.row(), index.column(), table.theme.palette
        is_title = bool(table.cells.lines[row].title)
        tint = "hover" if row == table.hovered[0] else "stripe" if column == table.hovered[1] else "ground"
        painter.save()
        painter.fillRect(rect, colour(palette["ground" if is_title else tint]))
        _paint_cell(painter, rect, table.shapes(row, column), table.theme, strong=is_title)
        if table.hasFocus() and index == table.currentIndex():
            painter.setPen(pen(palette["focus"], 2.0))
            painter.drawRect(QRectF(rect).adjusted(2, 2, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._table.columnWidth(index.column()), self._table.rowHeight(index.row()))


def _paint_cell(painter: QPainter, rect: QRect, shapes: Iterator[Shape], theme: Theme, strong: bool) -> None:
    """Paint the shapes with the top left corner of `rect` as origin, clipped to it, below a hairline."""
    painter.save()
    painter.setClipRect(rect)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.translate(rect.topLeft())
    grid = Grid.of(painter)
    painter.setPen(pen(theme.palette["hairline" if strong else "grid"]))
    y = grid.line_y(0, 1.0)
    painter.drawLine(QLineF(0, y, rect.width(), y))
    paint_shapes(painter, tuple(shapes), theme, grid)
    painter.restore()


class _MatrixHeader(QHeaderView):
    """What the headers of missions and of partners share."""

    def __init__(self, orientation: Qt.Orientation, table: MatrixTable) -> None:
        super().__init__(orientation, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(12)
        self.setMouseTracking(True)

    def leaveEvent(self, event: QEvent) -> None:
        self._table.hover(-1, -1)
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            section = self.logicalIndexAt(event.pos())
            name = str(self.model().headerData(section, self.orientation())) if section >= 0 else ""
            QToolTip.showText(event.globalPos(), f"<p>{escape(name)}</p>" if name else "", self)
            return True
        return super().viewportEvent(event)


class MissionHeader(_MatrixHeader):
    """The names of the missions. A click selects one."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        table, box = self._table, Box(0, 0, rect.width(), rect.height())
        tint = "stripe" if section == table.hovered[1] else "ground"
        painter.fillRect(rect, colour(table.theme.palette[tint]))
        if section == TOTALS:
            label_box = Box(SIDE_PX, 3, box.width - SIDE_PX, box.height - 3)
            shapes: Iterator[Shape] = iter((Label(label_box, _("All missions"), Role.LABEL_MUTED),))
        else:
            shapes = table.matrix_layout.head_shapes(section, box)
        _paint_cell(painter, rect, shapes, table.theme, strong=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._table.hover(-1, self.logicalIndexAt(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        section = self.logicalIndexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton:
            self._table.request(self._table.cells.mission_address(section))


class PartnerHeader(_MatrixHeader):
    """The names of the partners. A click selects one; on the branch indicator before a name it expands its parts."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        table, line = self._table, self._table.cells.lines[section]
        tint = "hover" if section == table.hovered[0] and not line.title else "ground"
        painter.fillRect(rect, colour(table.theme.palette[tint]))
        shapes = table.matrix_layout.name_shapes(line, Box(0, 0, rect.width(), rect.height()))
        _paint_cell(painter, rect, shapes, table.theme, strong=bool(line.title))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._table.hover(self.logicalIndexAt(event.position().toPoint()), -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        section = self.logicalIndexAt(position)
        row = self._table.cells.lines[section].row if section >= 0 else None
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if row.has_parts and position.x() < SIDE_PX + BRANCH_PX + INDENT_PX * len(row.ancestors):
            self._table.expand_requested.emit(row.partner)
        else:
            self._table.request(f"partner/{row.partner}")
