"""Hits in their groups: a list that drops below the search box, and stands in the palette."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from viewer.i18n import _

Index = QModelIndex | QPersistentModelIndex
NOTE = Qt.ItemDataRole.UserRole
ROW_PX, HEAD_PX, MARGIN_PX = 26, 24, 10


class ResultLine(Struct, frozen=True):
    """A line of the list: what it says, beside it in grey, and where it leads; a heading leads nowhere."""

    address: str
    title: str
    note: str = ""


class HitModel(QAbstractListModel):
    """Lines; headings and the line for nothing cannot be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[ResultLine, ...] = ()

    def show_lines(self, lines: Sequence[ResultLine]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == NOTE:
            return line.note
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.title}, {line.note}" if line.note else line.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.lines[index.row()].address:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class HitDelegate(QStyledItemDelegate):
    """A title at the left, its note in grey at the right; headings small and grey."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW_PX if index.flags() & Qt.ItemFlag.ItemIsEnabled else HEAD_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        palette: QPalette = option.palette
        title, note = str(index.data()), str(index.data(NOTE))
        left, right = rect.left() + MARGIN_PX, rect.right() - MARGIN_PX
        painter.save()
        font = QFont(option.font)
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            font.setPixelSize(11)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            box = QRect(left, rect.top() + 3, right - left, rect.height() - 3)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), note)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            wash = QColor(palette.color(QPalette.ColorRole.Highlight))
            wash.setAlphaF(0.18)
            painter.fillRect(rect, wash)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        most = (right - left) * 2 // 5
        note = metrics.elidedText(note, Qt.TextElideMode.ElideRight, most)
        note_px = metrics.horizontalAdvance(note)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(
            QRect(right - note_px, rect.top(), note_px + 1, rect.height()),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            note,
        )
        room = right - left - note_px - (12 if note else 0)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(
            QRect(left, rect.top(), room, rect.height()),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            metrics.elidedText(title, Qt.TextElideMode.ElideRight, room),
        )
        painter.restore()


class HitList(QListView):
    """`chosen(address)` when a line is picked; the keys come from the box above it (`step`, `choose`)."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = HitModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entered.connect(self._point)
        self.clicked.connect(self._pick)
        self.setAccessibleName(_("Found"))

    def show_lines(self, lines: Sequence[ResultLine]) -> None:
        """Show them; the line that was current stays so if it is still there, else the first one is."""
        address = self.current()
        if tuple(lines) == self.hits.lines:
            return
        self.hits.show_lines(lines)
        rows = list(self._rows())
        kept = next((row for row in rows if address and self.hits.lines[row].address == address), None)
        if rows:
            row = rows[0] if kept is None or address == self._first else kept
            self.setCurrentIndex(self.hits.index(row, 0))
            self._first = self.hits.lines[rows[0]].address
        if kept is None:
            self.scrollToTop()

    _first = ""
    """What stood first: as long as nobody moved away from it, the first line stays current."""

    def current(self) -> str:
        """The address of the current line; "" where there is none."""
        row = self.currentIndex().row()
        return self.hits.lines[row].address if 0 <= row < len(self.hits.lines) else ""

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) line that can be chosen, round the ends."""
        rows = list(self._rows())
        if rows:
            now = self.currentIndex().row()
            at = rows.index(now) + by if now in rows else 0
            self.setCurrentIndex(self.hits.index(rows[at % len(rows)], 0))
            self.tell()

    def tell(self) -> None:
        """Say the current line to whoever listens instead of looking."""
        if QAccessible.isActive() and (row := self.currentIndex().row()) >= 0:
            line = self.hits.lines[row]
            words = _("{one}, {other}", one=line.title, other=line.note) if line.note else line.title
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def choose(self) -> None:
        """Pick the current line."""
        if address := self.current():
            self.chosen.emit(address)

    def content_px(self) -> int:
        """How high it would be to show everything."""
        return sum(ROW_PX if line.address else HEAD_PX for line in self.hits.lines)

    def _rows(self) -> Iterator[int]:
        return (row for row, line in enumerate(self.hits.lines) if line.address)

    def _point(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.setCurrentIndex(index)

    def _pick(self, index: QModelIndex) -> None:
        if address := self.hits.lines[index.row()].address:
            self.chosen.emit(address)
