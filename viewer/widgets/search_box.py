"""The search box of the toolbar, and the list of results in groups that it shares with the command palette."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from viewer.i18n import _

NOTE = Qt.ItemDataRole.UserRole  # the role of the note of a line
ROW_PX, HEADING_PX, MARGIN_PX, GAP_PX = 26, 24, 10, 12
MIN_WIDTH_PX, MAX_HEIGHT_PX = 460, 520  # of the list below the box
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ResultLine(Struct, frozen=True):
    """A line of the list. A heading has no address and cannot be chosen."""

    address: str
    title: str
    note: str = ""


class ResultDelegate(QStyledItemDelegate):
    """Paints the title at the left and the note in grey at the right; headings small and grey."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, ROW_PX if index.flags() & Qt.ItemFlag.ItemIsEnabled else HEADING_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        palette: QPalette = option.palette
        title, note, grey = str(index.data()), str(index.data(NOTE)), palette.color(QPalette.ColorRole.PlaceholderText)
        box, font = rect.adjusted(MARGIN_PX, 0, -MARGIN_PX - 1, 0), QFont(option.font)
        painter.save()
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            font.setPixelSize(11)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(grey)
            box.adjust(0, 3, 0, 0)
            painter.drawText(box, LEFT, title)
            painter.drawText(box, RIGHT, note)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            background = palette.color(QPalette.ColorRole.Highlight)
            background.setAlphaF(0.18)
            painter.fillRect(rect, background)
        painter.setFont(font)
        metrics, width = painter.fontMetrics(), box.width()
        note = metrics.elidedText(note, Qt.TextElideMode.ElideRight, width * 2 // 5)
        note_px = metrics.horizontalAdvance(note)
        painter.setPen(grey)
        painter.drawText(box.adjusted(width - note_px, 0, 1, 0), LEFT, note)
        box.setWidth(width - note_px - (GAP_PX if note else 0))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(box, LEFT, metrics.elidedText(title, Qt.TextElideMode.ElideRight, box.width()))
        painter.restore()


class ResultList(QListWidget):
    """Emits `chosen(address)` when a line is chosen. The keys come from the box above it (`step`, `choose`)."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[ResultLine, ...] = ()
        self._first = ""  # the address of the first line that can be chosen
        self.setItemDelegate(ResultDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemEntered.connect(self._on_entered)
        self.itemClicked.connect(lambda item: self._choose(self.lines[self.row(item)].address))

    def show_results(self, lines: Sequence[ResultLine], searching: bool = False) -> None:
        """Show these lines, or that there are none; `searching`: more may follow."""
        if lines or not searching:
            self.show_lines(lines or [ResultLine("", _("Nothing found"))])
        if not searching:
            self.announce()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Found"))

    def show_lines(self, lines: Sequence[ResultLine]) -> None:
        """Show these lines. The current line stays current if it is still there, unless it was the first."""
        if tuple(lines) == self.lines:
            return
        current = self.current()
        self.lines = tuple(lines)
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.title, self)
            item.setData(NOTE, line.note)
            item.setToolTip(line.title)
            words = f"{line.title}, {line.note}" if line.note else line.title
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            if not line.address:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        rows = self._rows()
        same = [row for row in rows if self.lines[row].address == current != self._first]
        if rows:
            self.setCurrentRow((same or rows)[0])
            self._first = self.lines[rows[0]].address
        if not same:
            self.scrollToTop()

    def current(self) -> str:
        """The address of the current line; "" without one."""
        row = self.currentRow()
        return self.lines[row].address if 0 <= row < len(self.lines) else ""

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) line that can be chosen; after the last comes the first."""
        if rows := self._rows():
            row = self.currentRow()
            index = rows.index(row) + by if row in rows else 0
            self.setCurrentRow(rows[index % len(rows)])
            self.announce()

    def announce(self) -> None:
        """Let screen readers say the current line."""
        if QAccessible.isActive() and (row := self.currentRow()) >= 0:
            line = self.lines[row]
            words = _("{one}, {other}", one=line.title, other=line.note) if line.note else line.title
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def choose(self) -> None:
        """Choose the current line."""
        self._choose(self.current())

    def content_px(self) -> int:
        """The height of all lines."""
        return sum(ROW_PX if line.address else HEADING_PX for line in self.lines)

    def _rows(self) -> list[int]:
        """The lines that can be chosen."""
        return [row for row, line in enumerate(self.lines) if line.address]

    def _on_entered(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.setCurrentItem(item)

    def _choose(self, address: str) -> None:
        if address:
            self.chosen.emit(address)


class SearchBox(QLineEdit):
    """Emits `search_requested(text)` while the user types, and `chosen(address)` when a result is chosen."""

    search_requested = Signal(str)
    chosen = Signal(str)
    choose_requested = Signal()  # Enter: call `list.choose` once the search has ended
    left = Signal()  # Escape: back to the timeline

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self.drop = QFrame(self, Qt.WindowType.ToolTip)
        self.drop.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.drop.setObjectName("drop")
        self.list = ResultList(self.drop)
        column = QVBoxLayout(self.drop)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(self.list)
        self.list.chosen.connect(self._on_chosen)
        self.textEdited.connect(self.search_requested)
        self.textChanged.connect(self._on_text_changed)
        self.retranslate()

    def retranslate(self) -> None:
        self.setPlaceholderText(_("Search missions, partners, events …"))
        self.setAccessibleName(_("Search"))
        self.list.retranslate()

    def show_results(self, lines: Sequence[ResultLine], searching: bool = False) -> None:
        """Drop the list with these lines; `searching`: more may follow."""
        if not lines and searching:
            return
        self.list.show_results(lines, searching)
        if self.hasFocus() and self.text().strip():
            width = max(self.width(), MIN_WIDTH_PX)
            height = min(self.list.content_px() + 12, MAX_HEIGHT_PX)
            corner = self.mapToGlobal(QPoint(0, self.height() + 3))
            right = self.screen().availableGeometry().right()
            self.drop.setGeometry(min(corner.x(), max(right - width, 0)), corner.y(), width, height)
            self.drop.show()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+K to the command palette: Qt would delete to the end of the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() == Qt.Key.Key_K:
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.drop.isVisible():
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.text().strip():
            self.choose_requested.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.drop.hide()

    def _on_text_changed(self, text: str) -> None:
        if not text.strip():
            self.list.show_lines(())
            self.drop.hide()
            self.search_requested.emit("")

    def _on_chosen(self, address: str) -> None:
        self.drop.hide()
        self.chosen.emit(address)
