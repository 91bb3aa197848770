"""The table of partners × missions: its model, and its view, drawn with the same shapes as the printed scene.

Keys: arrows move, Enter opens what the cell says (of the totals: the partner, the mission), Shift+Enter the partner,
Ctrl+Enter the mission, + and - expand and collapse the parts of a partner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QEvent, QLineF, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from viewer.i18n import _
from viewer.paint.fonts import font_measure
from viewer.paint.pens import colour, pen, pixel_grid
from viewer.paint.qt_painter import paint_shapes
from viewer.ref import kind_of, make_ref
from viewer.report.contributions import allocation_words, count_words, mass_words, payload_status_words
from viewer.report.matrix import Contribution, Matrix, MatrixCell
from viewer.theme import LIGHT, Theme
from viewer.timeline.matrix_scene import (
    HEAD_PX,
    INDENT_PX,
    NAME_PX,
    SIDE_PX,
    TOTALS,
    TOTALS_PX,
    MatrixLayout,
    MatrixLine,
    column_widths,
    matrix_lines,
)
from viewer.timeline.scene import Box, Label, Mark, Role, Shape
from viewer.widgets.sortable_table import NO_PARENT, Index

BRANCH_PX = 18  # the branch indicator before a name, which expands and collapses the parts of a partner


class MatrixModel(QAbstractTableModel):
    """A row for each line, a column for the totals and one for each mission. Screen readers read the full text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = Matrix()
        self.lines: tuple[MatrixLine, ...] = ()

    def show_matrix(self, matrix: Matrix, expanded: frozenset[str]) -> None:
        """Show the matrix with the parts of these partners."""
        self.beginResetModel()
        self.matrix = matrix
        self.lines = matrix_lines(matrix, expanded) if matrix.columns else ()
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else 1 + len(self.matrix.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_title = index.isValid() and self.lines[index.row()].title
        return Qt.ItemFlag.NoItemFlags if is_title else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return "; ".join(self.cell_texts(index.row(), index.column()))
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            return self.tooltip(index.row(), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal:
            name = _("All missions") if section == TOTALS else self.matrix.columns[section - 1].name
        else:
            name = self.lines[section].name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{escape(name)}</p>"
        return name if role == Qt.ItemDataRole.DisplayRole else None

    def line(self, row: int) -> MatrixLine:
        """The line of a row; an empty one for -1."""
        return self.lines[row] if 0 <= row < len(self.lines) else MatrixLine()

    def cell(self, row: int, column: int) -> MatrixCell | None:
        """The contributions of a partner to a mission; None for totals, titles and -1."""
        partner = self.line(row).row
        return partner.cells[column - 1] if partner is not None and column > TOTALS else None

    def mission_address(self, column: int) -> str:
        """The address of a column's mission; "" for the totals."""
        return make_ref("mission", self.matrix.columns[column - 1].mission) if column > TOTALS else ""

    def address(self, row: int, column: int) -> str:
        """The address that a cell as a whole leads to: of its first payload's event, else its partner or mission."""
        cell, line = self.cell(row, column), self.lines[row]
        if cell is not None and cell.contributions:
            return cell.contributions[0].address
        return line.address or ("" if line.title else self.mission_address(column))

    def cell_texts(self, row: int, column: int) -> list[str]:
        """The full text of a cell, in lines."""
        line, cell = self.lines[row], self.cell(row, column)
        if line.title:
            return [line.title]
        if cell is not None:
            return [*map(contribution_words, cell.contributions), *cell.roles]
        mission = self.matrix.columns[column - 1] if line.row is None and column > TOTALS else None
        totals = (line.row or mission or self.matrix).totals
        allocation = mission.allocation if mission is not None else None
        texts = (count_words(totals), mass_words(totals), allocation_words(allocation) if allocation else "")
        return list(filter(None, texts))

    def tooltip(self, row: int, column: int) -> str:
        """The full text of a cell and the latest event of each payload, as HTML of escaped lines."""
        cell, lines = self.cell(row, column), self.cell_texts(row, column)
        if self.lines[row].title:
            return ""
        if cell is not None:
            lines += [item.sentence for item in cell.contributions if item.sentence]
        return "".join(f"<p>{escape(line)}</p>" for line in dict.fromkeys(lines))

    def event_ids(self, row: int, column: int, address: str = "") -> tuple[str, ...]:
        """The ids of the events that a cell is about, or only those of its payloads with this address.

        `row` -1 is the head of a column, `column` -1 the head of a row.
        """
        line, cell = self.line(row), self.cell(row, column)
        if cell is not None:
            items = [item for item in cell.contributions if item.address == address]
            return tuple({event: None for item in items for event in item.event_ids}) if items else cell.event_ids
        if line.row is not None:
            return line.row.event_ids
        return self.matrix.columns[column - 1].event_ids if column > TOTALS and not line.title else ()


def contribution_words(item: Contribution) -> str:
    """ "DORN: Detection of Outgassing RadoN, 4.5 kg (flown)"."""
    text = _("{one}, {other}", one=item.name, other=item.mass) if item.mass else item.name
    return _("{words} ({attribution})", words=text, attribution=payload_status_words(item.status))


class MatrixTable(QTableView):
    """Emits what the user selects and hovers over; changes nothing itself."""

    select_requested = Signal(str)
    expand_requested = Signal(str)  # a partner whose parts are to be shown or hidden
    events_hovered = Signal(tuple)  # ids

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, showGrid=False, cornerButtonEnabled=False)
        self.cells = MatrixModel(self)
        self.matrix_layout = MatrixLayout(self.cells.matrix, (), font_measure())
        self.theme: Theme = LIGHT
        self.hovered: tuple[int, int] = (-1, -1)  # row and column, -1 for none
        self._hovered_events: tuple[str, ...] = ()
        self.setModel(self.cells)
        self.setItemDelegate(MatrixDelegate(self))
        self.setHorizontalHeader(MatrixHeader(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(MatrixHeader(Qt.Orientation.Vertical, self))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)

    def show_matrix(self, matrix: Matrix, expanded: frozenset[str]) -> None:
        """Show the matrix; the current cell keeps its partner and mission as long as they have a cell."""
        current = self.currentIndex()
        partner, column = self.cells.line(current.row()).partner, current.column()
        self.clearSpans()
        self.cells.show_matrix(matrix, expanded)
        self.matrix_layout = MatrixLayout(matrix, (), font_measure(), expanded)
        for row, line in enumerate(self.cells.lines):
            if line.title:
                self.setSpan(row, 0, 1, self.cells.columnCount())
            if partner and line.partner == partner:
                self.setCurrentIndex(self.cells.index(row, min(column, self.cells.columnCount() - 1)))
        self._fit()

    def _fit(self) -> None:
        """Set the widths and heights for the present size."""
        width = self.width() - self.verticalScrollBar().sizeHint().width() - 2
        widths = column_widths(self.cells.matrix, width, font_measure())
        if widths and widths == self.matrix_layout.widths:
            return
        self.matrix_layout = replace(self.matrix_layout, widths=widths)
        self.verticalHeader().setFixedWidth(round(NAME_PX))
        self.horizontalHeader().setFixedHeight(round(HEAD_PX))
        right, left = 0.0, 0
        for column, column_px in zip(range(self.cells.columnCount()), (TOTALS_PX, *widths), strict=True):
            right += column_px
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

    def address_at(self, position: QPoint) -> str:
        """The address at a point of the viewport: of the payload there, else of the cell."""
        index = self.indexAt(position)
        if not index.isValid():
            return ""
        point = position - self.visualRect(index).topLeft()
        for shape in self.shapes(index.row(), index.column()):
            if isinstance(shape, (Label, Mark)) and shape.ref and shape.box.y <= point.y() < shape.box.bottom:
                inside = isinstance(shape, Label) and shape.box.contains(point.x(), point.y())
                if inside or kind_of(shape.ref) == "event":
                    return shape.ref
        cell = self.cells.cell(index.row(), index.column())
        return "" if cell is not None and cell.is_empty else self.cells.address(index.row(), index.column())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.hover(index.row(), index.column(), self.address_at(event.position().toPoint()))

    def hover(self, row: int, column: int, address: str = "") -> None:
        """Highlight a row and a column (-1 for none) and emit the events that they, or `address`, are about."""
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if address else Qt.CursorShape.ArrowCursor)
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
        partner = self.cells.line(current.row()).partner
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class MatrixDelegate(QStyledItemDelegate):
    """Paints a cell's shapes, tints the hovered row and column, and frames the current cell."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, rect, row, column = self._table, QRect(option.rect), index.row(), index.column()
        is_title = bool(table.cells.lines[row].title)
        tint = "hover" if row == table.hovered[0] else "stripe" if column == table.hovered[1] else "ground"
        _paint_cell(painter, rect, table.shapes(row, column), table.theme, "ground" if is_title else tint, is_title)
        if table.hasFocus() and index == table.currentIndex():
            painter.save()
            painter.setPen(pen(table.theme.palette["focus"], 2.0))
            painter.drawRect(QRectF(rect).adjusted(2, 2, -2, -2))
            painter.restore()


def _paint_cell(painter: QPainter, rect: QRect, shapes: Iterable[Shape], theme: Theme, tint: str, strong: bool) -> None:
    """Paint the shapes on the tint and below a hairline, clipped to `rect`, whose top left corner is their origin."""
    painter.save()
    painter.setClipRect(rect)
    painter.fillRect(rect, colour(theme.palette[tint]))
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.translate(rect.topLeft())
    grid = pixel_grid(painter)
    painter.setPen(pen(theme.palette["hairline" if strong else "grid"]))
    y = grid.line_y(0, 1.0)
    painter.drawLine(QLineF(0, y, rect.width(), y))
    paint_shapes(painter, tuple(shapes), theme, grid)
    painter.restore()


class MatrixHeader(QHeaderView):
    """The names of the missions, or those of the partners. A click selects one.

    A click on the branch indicator before the name of a partner expands its parts.
    """

    def __init__(self, orientation: Qt.Orientation, table: MatrixTable) -> None:
        super().__init__(orientation, table, highlightSections=False, minimumSectionSize=12)
        self._table = table
        self._has_missions = orientation == Qt.Orientation.Horizontal
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMouseTracking(True)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        table, layout, box = self._table, self._table.matrix_layout, Box(0, 0, rect.width(), rect.height())
        shapes: Iterable[Shape]
        if not self._has_missions:
            shapes = layout.name_shapes(table.cells.lines[section], box)
        elif section == TOTALS:
            label_box = Box(SIDE_PX, 3, box.width - SIDE_PX, box.height - 3)
            shapes = (Label(label_box, _("All missions"), Role.LABEL_MUTED),)
        else:
            shapes = layout.head_shapes(section, box)
        is_title = not self._has_missions and bool(table.cells.lines[section].title)
        is_hovered = section == table.hovered[self._has_missions] and not is_title
        tint = "ground" if not is_hovered else "stripe" if self._has_missions else "hover"
        _paint_cell(painter, rect, shapes, table.theme, tint, self._has_missions or is_title)

    def leaveEvent(self, event: QEvent) -> None:
        self._table.hover(-1, -1)
        super().leaveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        section = self.logicalIndexAt(event.position().toPoint())
        self._table.hover(*((-1, section) if self._has_missions else (section, -1)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        position, cells = event.position().toPoint(), self._table.cells
        section = self.logicalIndexAt(position)
        line = cells.line(section)
        branch_right = SIDE_PX + BRANCH_PX + INDENT_PX * (len(line.row.ancestors) if line.row is not None else 0)
        if self._has_missions:
            self._table.request(cells.mission_address(section))
        elif line.row is not None and line.row.has_parts and position.x() < branch_right:
            self._table.expand_requested.emit(line.partner)
        else:
            self._table.request(line.address)
