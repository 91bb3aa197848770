"""The matrix as a table model: what every cell says in full, and which events it is about."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import (
    QWidget,
)

from viewer.i18n import _
from viewer.report.contributions import allotment_words, count_words, fate_words, mass_words
from viewer.report.matrix import (
    NOTHING,
    Cell,
    Contribution,
    Matrix,
)
from viewer.timeline.matrix_scene import (
    Line,
    lines,
)

Index = QModelIndex | QPersistentModelIndex

TOTALS = 0
"""The line of all partners, and the column of all missions."""


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
