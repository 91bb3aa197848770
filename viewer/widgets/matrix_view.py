"""Partners × missions in a real table: the cells are inked by the same shapes as the printed Scene.

Keys: arrows move, Enter opens what the cell says (of the totals: the partner, the mission), Shift+Enter the partner,
Ctrl+Enter the mission, + and - open and close the parts of a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QLineF,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from viewer.i18n import N_, _, language
from viewer.model.programme import Programme
from viewer.paint.measure import font_for, font_measure
from viewer.paint.painter import paint_shapes
from viewer.paint.pens import Grid, colour, pen
from viewer.report.contributions import allotment_words, count_words, fate_words, mass_words
from viewer.report.matrix import (
    COUNTRY,
    GROUPINGS,
    NOTHING,
    Cell,
    Contribution,
    Matrix,
    matrix_of,
    whole_rows,
)
from viewer.state import ViewState
from viewer.theme import LIGHT, Theme
from viewer.timeline.legend import SAMPLE_HEIGHT, SAMPLE_WIDTH
from viewer.timeline.matrix_scene import (
    ALL_PX,
    HEAD_PX,
    NAME_PX,
    SIDE_PX,
    Line,
    cell_shapes,
    head_shapes,
    line_height,
    lines,
    matrix_legend,
    name_shapes,
    tally_shapes,
    widths,
)
from viewer.timeline.scene import Box, Label, Mark, Role, Shape

Index = QModelIndex | QPersistentModelIndex

_GROUPING_WORDS = {COUNTRY: N_("By country"), "kind": N_("By kind")}
TOTALS = 0
"""The line of all partners, and the column of all missions."""


CORNERS = """
QTableView {{ background: {ground}; }}
QTableCornerButton::section {{ background: {ground}; border: none; }}
QTableView::corner {{ background: {ground}; border: none; }}
QHeaderView {{ background: {ground}; }}
"""


class MatrixModel(QAbstractTableModel):
    """Lines down; all missions, then each mission across. What is read aloud is the whole of a cell in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = Matrix((), (), NOTHING, ())
        self.opened: frozenset[str] = frozenset()
        self.lines: tuple[Line, ...] = ()

    def show_matrix(self, matrix: Matrix, opened: frozenset[str]) -> None:
        self.beginResetModel()
        self.matrix, self.opened = matrix, opened
        self.lines = lines(matrix, opened) if matrix.columns else ()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(self.matrix.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.lines[index.row()].title:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "; ".join(self.words(index.row(), index.column()))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return _("All missions") if section == TOTALS else self.matrix.columns[section - 1].name
        line = self.lines[section]
        return line.title or (line.row.full if line.row is not None else _("All partners"))

    def cell(self, row: int, column: int) -> Cell | None:
        """None of totals and titles."""
        partner = self.lines[row].row
        return partner.cells[column - 1] if partner is not None and column != TOTALS else None

    def words(self, row: int, column: int) -> list[str]:
        """What a cell says in full, in lines."""
        line = self.lines[row]
        if line.title:
            return [line.title]
        cell = self.cell(row, column)
        if cell is not None:
            return [*(item_words(item) for item in cell.items), *cell.roles]
        if line.row is not None:
            counted, offer = line.row.tally, None
        elif column == TOTALS:
            counted, offer = self.matrix.tally, None
        else:
            counted, offer = self.matrix.columns[column - 1].tally, self.matrix.columns[column - 1].allotment
        said = [count_words(counted), mass_words(counted), allotment_words(offer) if offer else ""]
        return [words for words in said if words]

    def events(self, row: int, column: int) -> tuple[str, ...]:
        """The ids of the events that a cell is about: of totals all of the partner, or of the mission."""
        line, cell = self.lines[row], self.cell(row, column)
        if cell is not None:
            return cell.events
        if line.row is not None:
            return line.row.events
        return self.matrix.columns[column - 1].events if column != TOTALS and not line.title else ()


def item_words(item: Contribution) -> str:
    """ "DORN: Detection of Outgassing RadoN, 4.5 kg (flown)"."""
    named = _("{one}, {other}", one=item.full, other=item.mass) if item.mass else item.full
    return _("{words} ({attribution})", words=named, attribution=fate_words(item.fate))


class MatrixTable(QTableView):
    """The table itself. It wishes, it lights up; it changes nothing."""

    select_wished = Signal(str)
    open_wished = Signal(str)  # a partner whose parts are to be opened or closed
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
            self.select_wished.emit(address)

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
                self.open_wished.emit(partner)
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
            self._table.open_wished.emit(row.partner)
        else:
            self._table.wish(f"partner/{row.partner}")

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            section = self.logicalIndexAt(event.pos())
            name = str(self.model().headerData(section, self.orientation())) if section >= 0 else ""
            QToolTip.showText(event.globalPos(), f"<p>{escape(name)}</p>" if name else "", self)
            return True
        return super().viewportEvent(event)


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

    select_wished = Signal(str)
    events_hovered = Signal(tuple)  # ids of events to light up; empty when the mouse leaves

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = MatrixTable(self)
        self.legend = Legend(self)
        self.grouping = COUNTRY
        self._opened: frozenset[str] = frozenset()
        self._programme: Programme | None = None
        self._language = ""
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
        self.table.select_wished.connect(self.select_wished)
        self.table.events_hovered.connect(self.events_hovered)
        self.table.open_wished.connect(self._open)
        self.dress()

    def dress(self) -> None:
        """Words in the present language."""
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

    @property
    def matrix(self) -> Matrix:
        """What is shown, for paper: with `opened` and `lanes`."""
        return self.table.cells.matrix

    @property
    def opened(self) -> frozenset[str]:
        return self._opened

    def sizeHint(self) -> QSize:
        return QSize(900, 340)

    def _show(self) -> None:
        if self._programme is None:
            return
        self._language = language()
        matrix = matrix_of(self._programme, self.grouping)
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
        self._show()

    def _open_all(self, checked: bool) -> None:
        self._opened = whole_rows(self.matrix) if checked else frozenset()
        self._show()
