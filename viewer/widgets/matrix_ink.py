"""How the table of the matrix is inked: its cells, and the names of missions and partners along its edges."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QLineF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from viewer.i18n import _
from viewer.paint.fonts import font_measure
from viewer.paint.pens import Grid, colour, pen
from viewer.paint.qt_painter import paint_shapes
from viewer.theme import Theme
from viewer.timeline.matrix_cells import SIDE_PX, head_shapes, name_shapes
from viewer.timeline.matrix_scene import Line
from viewer.timeline.scene import Box, Label, Role, Shape
from viewer.widgets.matrix_model import TOTALS, Index

if TYPE_CHECKING:
    from viewer.widgets.matrix_table import MatrixTable


class CellInk(QStyledItemDelegate):
    """Inks a cell's shapes; the line and column under the mouse are tinted, the current cell is framed."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, rect = self._table, QRect(option.rect)
        theme, row, column = table.theme, index.row(), index.column()
        line = table.cells.lines[row]
        painter.save()
        tint = "hover" if row == table.hovered[0] else "stripe" if column == table.hovered[1] else "ground"
        painter.fillRect(rect, colour(theme.palette["ground" if line.title else tint]))
        ink_cell(painter, rect, tuple(table.shapes(row, column)), theme, bool(line.title))
        if table.hasFocus() and index == table.currentIndex():
            painter.setPen(pen(theme.palette["focus"], 2.0))
            painter.drawRect(QRectF(rect).adjusted(2, 2, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._table.columnWidth(index.column()), self._table.rowHeight(index.row()))


def ink_cell(
    painter: QPainter, rect: QRect, shapes: tuple[Shape, ...], theme: Theme, strong: bool = False
) -> None:
    """The shapes with the corner of `rect` as origin, cut to it, and a hairline above."""
    painter.save()
    painter.setClipRect(rect)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.translate(rect.topLeft())
    grid = Grid.of(painter)
    painter.setPen(pen(theme.palette["hairline" if strong else "grid"]))
    y = grid.line_y(0, 1.0)
    painter.drawLine(QLineF(0, y, rect.width(), y))
    paint_shapes(painter, shapes, theme, grid)
    painter.restore()


class Heads(QHeaderView):
    """The names: missions across, partners down. A click is a wish; before a whole's name it opens its parts."""

    def __init__(self, orientation: Qt.Orientation, table: MatrixTable) -> None:
        super().__init__(orientation, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(12)
        self.setMouseTracking(True)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        table = self._table
        across = self.orientation() == Qt.Orientation.Horizontal
        lit = section == table.hovered[1 if across else 0]
        line = Line() if across else table.cells.lines[section]
        tint = "stripe" if across else "hover"
        painter.fillRect(rect, colour(table.theme.palette[tint if lit and not line.title else "ground"]))
        ink_cell(painter, rect, tuple(self.shapes(section, rect)), table.theme, across or bool(line.title))

    def shapes(self, section: int, rect: QRect) -> Iterator[Shape]:
        """What is inked in a head, its top left corner as origin."""
        table, measure = self._table, font_measure()
        box = Box(0, 0, rect.width(), rect.height())
        if self.orientation() == Qt.Orientation.Horizontal:
            if section == TOTALS:
                place = Box(SIDE_PX, 3, box.width - SIDE_PX, box.height - 3)
                yield Label(place, _("All missions"), Role.LABEL_MUTED)
            else:
                column = table.cells.matrix.columns[section - 1]
                yield from head_shapes(column, box, table.accent(section), measure)
            return
        line = table.cells.lines[section]
        if line.title:
            yield Label(Box(SIDE_PX, 4, box.width, box.height - 4), line.title, Role.LANE_SUBTITLE)
        elif line.row is None:
            yield Label(Box(SIDE_PX, 5, box.width, 20), _("All partners"), Role.LABEL_STRONG)
        else:
            yield from name_shapes(line.row, box, line.row.partner in table.cells.opened, measure)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self.orientation() == Qt.Orientation.Horizontal:
            self._table.hover(-1, self.logicalIndexAt(place))
        else:
            self._table.hover(self.logicalIndexAt(place), -1)

    def leaveEvent(self, event: QEvent) -> None:
        self._table.hover(-1, -1)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        section = self.logicalIndexAt(place)
        if event.button() != Qt.MouseButton.LeftButton or section < 0:
            return
        if self.orientation() == Qt.Orientation.Horizontal:
            self._table.wish(self._table.mission_address(section))
            return
        row = self._table.cells.lines[section].row
        if row is None:
            return
        indent = SIDE_PX + 18 + 14 * len(row.above)
        if row.parts and place.x() < indent:
            self._table.open_requested.emit(row.partner)
        else:
            self._table.wish(f"partner/{row.partner}")

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            section = self.logicalIndexAt(event.pos())
            name = str(self.model().headerData(section, self.orientation())) if section >= 0 else ""
            QToolTip.showText(event.globalPos(), f"<p>{escape(name)}</p>" if name else "", self)
            return True
        return super().viewportEvent(event)
