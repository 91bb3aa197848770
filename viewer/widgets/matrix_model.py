"""The matrix as a table model: the full text of every cell, and the events that it is about."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from viewer.i18n import _
from viewer.report.contributions import allocation_words, count_words, mass_words, payload_status_words
from viewer.report.matrix import Contribution, Matrix, MatrixCell
from viewer.timeline.matrix_scene import TOTALS, MatrixLine, matrix_lines

Index = QModelIndex | QPersistentModelIndex


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

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(self.matrix.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.lines[index.row()].title:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return "; ".join(self.cell_texts(index.row(), index.column()))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return _("All missions") if section == TOTALS else self.matrix.columns[section - 1].name
        line = self.lines[section]
        return line.title or (line.row.name if line.row is not None else _("All partners"))

    def cell(self, row: int, column: int) -> MatrixCell | None:
        """The contributions of a partner to a mission; None for totals and titles."""
        partner = self.lines[row].row
        return partner.cells[column - 1] if partner is not None and column != TOTALS else None

    def mission_address(self, column: int) -> str:
        """The address of a column's mission; "" for the totals."""
        return f"mission/{self.matrix.columns[column - 1].mission}" if column > TOTALS else ""

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
            return [*(contribution_words(item) for item in cell.contributions), *cell.roles]
        allocation = None
        if line.row is not None:
            totals = line.row.totals
        elif column == TOTALS:
            totals = self.matrix.totals
        else:
            totals = self.matrix.columns[column - 1].totals
            allocation = self.matrix.columns[column - 1].allocation
        texts = [count_words(totals), mass_words(totals), allocation_words(allocation) if allocation else ""]
        return [text for text in texts if text]

    def event_ids(self, row: int, column: int, address: str = "") -> tuple[str, ...]:
        """The ids of the events that a cell is about, or only those of its payloads with this address.

        `row` -1 stands for the head of a column, `column` -1 for the head of a row.
        """
        line = self.lines[row] if row >= 0 else MatrixLine()
        cell = self.cell(row, column) if row >= 0 and column >= 0 else None
        if cell is not None:
            items = [item for item in cell.contributions if item.address == address]
            payload_events = dict.fromkeys(event for item in items for event in item.event_ids)
            return tuple(payload_events) if items else cell.event_ids
        if line.row is not None:
            return line.row.event_ids
        return self.matrix.columns[column - 1].event_ids if column > TOTALS and not line.title else ()


def contribution_words(item: Contribution) -> str:
    """ "DORN: Detection of Outgassing RadoN, 4.5 kg (flown)"."""
    text = _("{one}, {other}", one=item.name, other=item.mass) if item.mass else item.name
    return _("{words} ({attribution})", words=text, attribution=payload_status_words(item.status))
