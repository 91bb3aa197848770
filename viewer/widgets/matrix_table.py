"""Partners × missions in a real table: the cells are inked by the same shapes as the printed Scene.

Keys: arrows move, Enter opens what the cell says (of the totals: the partner, the mission), Shift+Enter the partner,
Ctrl+Enter the mission, + and - open and close the parts of a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import (
    QEvent,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTableView,
    QToolTip,
    QWidget,
)

from viewer.paint.fonts import font_measure
from viewer.report.matrix import (
    Matrix,
)
from viewer.theme import LIGHT, Theme
from viewer.timeline.matrix_cells import cell_shapes, tally_shapes
from viewer.timeline.matrix_scene import ALL_PX, HEAD_PX, NAME_PX, Line, line_height, widths
from viewer.timeline.scene import Box, Label, Mark, Shape
from viewer.widgets.matrix_ink import CellInk, Heads
from viewer.widgets.matrix_model import TOTALS, MatrixModel


class MatrixTable(QTableView):
    """The table itself. It wishes, it lights up; it changes nothing."""

    select_requested = Signal(str)
    open_requested = Signal(str)  # a partner whose parts are to be opened or closed
    events_hovered = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = MatrixModel(self)
        self.theme: Theme = LIGHT
        self.lanes: tuple[str, ...] = ()
        self.hovered: tuple[int, int] = (-1, -1)
        self._lit: tuple[str, ...] = ()
        self.setModel(self.cells)
        self.setItemDelegate(CellInk(self))
        self.setHorizontalHeader(Heads(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(Heads(Qt.Orientation.Vertical, self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)

    def show_matrix(self, matrix: Matrix, lanes: tuple[str, ...], opened: frozenset[str]) -> None:
        """Show it; the current cell stays with its partner and mission where they are still there."""
        here = self.currentIndex()
        kept = self.partner_at(here.row()), here.column()
        self.lanes = lanes
        self.clearSpans()
        self.cells.show_matrix(matrix, opened)
        for row, line in enumerate(self.cells.lines):
            if line.title:
                self.setSpan(row, 0, 1, self.cells.columnCount())
            if line.row is not None and kept == (line.row.partner, kept[1]):
                self.setCurrentIndex(self.cells.index(row, min(kept[1], self.cells.columnCount() - 1)))
        self.fit()

    def fit(self) -> None:
        """Widths and heights for the present size."""
        measure = font_measure()
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2
        across = widths(self.cells.matrix, room, measure)
        self.verticalHeader().setFixedWidth(round(NAME_PX))
        self.horizontalHeader().setFixedHeight(round(HEAD_PX))
        edge, left = 0.0, 0
        for column, wide in enumerate((ALL_PX, *across)):
            edge += wide
            if column < self.cells.columnCount():
                self.setColumnWidth(column, round(edge) - left)
            left = round(edge)
        for row, line in enumerate(self.cells.lines):
            self.setRowHeight(row, round(line_height(self.cells.matrix, line, across, measure)))

    def accent(self, column: int) -> int:
        """The lane of a mission's column, -1 of the totals."""
        if column == TOTALS:
            return -1
        lane = self.cells.matrix.columns[column - 1].lane
        return self.lanes.index(lane) if lane in self.lanes else -1

    def shapes(self, row: int, column: int) -> Iterator[Shape]:
        """What is inked in a cell, its top left corner as origin."""
        line, matrix, measure = self.cells.lines[row], self.cells.matrix, font_measure()
        box = Box(0, 0, self.columnWidth(column), self.rowHeight(row))
        if line.title:
            return
        if line.row is not None and column == TOTALS:
            yield from tally_shapes(line.row.tally, box, self.address(row, column), -1, measure)
        elif line.row is not None:
            cell = line.row.cells[column - 1]
            yield from cell_shapes(cell, box, self.accent(column), line.row.partner, measure)
        elif column == TOTALS:
            yield from tally_shapes(matrix.tally, box, "", -1, measure)
        else:
            head = matrix.columns[column - 1]
            ref = self.address(row, column)
            yield from tally_shapes(head.tally, box, ref, self.accent(column), measure, head.allotment)

    def partner_at(self, row: int) -> str:
        """The id of the partner in a line, "" where there is none."""
        line = self.cells.lines[row] if 0 <= row < len(self.cells.lines) else Line()
        return line.row.partner if line.row is not None else ""

    def address(self, row: int, column: int) -> str:
        """What a cell leads to as a whole: its only or first payload's latest event, else partner or mission."""
        cell = self.cells.cell(row, column)
        if cell is not None and cell.items:
            return cell.items[0].address
        if partner := self.partner_at(row):
            return f"partner/{partner}"
        return self.mission_address(column) if not self.cells.lines[row].title else ""

    def mission_address(self, column: int) -> str:
        return f"mission/{self.cells.matrix.columns[column - 1].mission}" if column > TOTALS else ""

    def address_at(self, place: QPoint) -> str:
        """What lies under a point of the viewport: the line of a payload, else the cell as a whole."""
        index = self.indexAt(place)
        if not index.isValid():
            return ""
        corner = self.visualRect(index).topLeft()
        x, y = place.x() - corner.x(), place.y() - corner.y()
        for shape in self.shapes(index.row(), index.column()):
            if isinstance(shape, (Label, Mark)) and shape.ref and shape.box.y <= y < shape.box.bottom:
                within = isinstance(shape, Label) and shape.box.contains(x, y)
                if within or shape.ref.startswith("event/"):
                    return shape.ref
        cell = self.cells.cell(index.row(), index.column())
        return "" if cell is not None and cell.empty else self.address(index.row(), index.column())

    # ── hover, click, keys ──────────────────────────────────────────────────────────────────────

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.hover(index.row(), index.column(), self.address_at(event.position().toPoint()))

    def hover(self, row: int, column: int, address: str = "") -> None:
        """Light a line and a column up, and say which events they are about; -1 for none."""
        lit: tuple[str, ...] = ()
        if row >= 0 and column >= 0:
            lit = self.cells.events(row, column)
            cell = self.cells.cell(row, column)
            items = [item for item in cell.items if item.address == address] if cell is not None else []
            if items:
                lit = tuple(dict.fromkeys(name for item in items for name in item.events))
        elif row >= 0:
            lit = self.cells.events(row, TOTALS)
        elif column > TOTALS:
            lit = self.cells.matrix.columns[column - 1].events
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if address else Qt.CursorShape.ArrowCursor
        )
        if (row, column) != self.hovered:
            self.hovered = (row, column)
            for part in (
                self.viewport(),
                self.horizontalHeader().viewport(),
                self.verticalHeader().viewport(),
            ):
                part.update()
        if lit != self._lit:
            self._lit = lit
            self.events_hovered.emit(lit)

    def leaveEvent(self, event: QEvent) -> None:
        self.hover(-1, -1)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.wish(self.address_at(event.position().toPoint()))

    def wish(self, address: str) -> None:
        if address:
            self.select_requested.emit(address)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        partner = self.partner_at(here.row()) if here.isValid() else ""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here.isValid():
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.wish(f"partner/{partner}" if partner else "")
            elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.wish(self.mission_address(here.column()))
            else:
                self.wish(self.address(here.row(), here.column()))
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus) and partner:
            if (event.key() == Qt.Key.Key_Minus) == (partner in self.cells.opened):
                self.open_requested.emit(partner)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            words = self.tip(index.row(), index.column()) if index.isValid() else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def tip(self, row: int, column: int) -> str:
        """Everything a cell says and the latest event of each payload, as HTML of escaped lines."""
        if self.cells.lines[row].title:
            return ""
        told = self.cells.words(row, column)
        cell = self.cells.cell(row, column)
        if cell is not None:
            told += [item.sentence for item in cell.items if item.sentence]
        return "".join(f"<p>{escape(line)}</p>" for line in dict.fromkeys(told))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def sizeHintForRow(self, row: int) -> int:
        return self.rowHeight(row)
