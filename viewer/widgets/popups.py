"""What drops over the window: results of a search, the command palette, going to a date."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from viewer.i18n import N_, _
from viewer.widgets.accessible import announce
from viewer.widgets.layouts import fill

DATE_HINT = N_("A day, month, year or span, in words or as EDTF: June 2024, next year, around 2026, 2026/2028")
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}

NOTE = Qt.ItemDataRole.UserRole  # the role of the note of a line
ROW_PX, HEADING_PX, MARGIN_PX, GAP_PX = 26, 24, 10, 12
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

Interpretation = Callable[[str], tuple[bool, str]]
"""Takes what the user typed; returns whether it means a date, and that date in words or why it means none."""


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
        if (row := self.currentRow()) >= 0:
            line = self.lines[row]
            announce(self, _("{one}, {other}", one=line.title, other=line.note) if line.note else line.title)

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


class ResultDrop(QFrame):
    """The list of results below a search box, which keeps the focus."""

    MIN_WIDTH_PX, MAX_HEIGHT_PX = 460, 520

    def __init__(self, box: QWidget) -> None:
        super().__init__(box, Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setObjectName("drop")
        self.list = ResultList(self)
        fill(QVBoxLayout(self), self.list, margins=(1, 4, 1, 4))
        self.list.retranslate()

    def show_below(self, box: QWidget) -> None:
        """Show the list below `box`, as high as its lines need."""
        width = max(box.width(), self.MIN_WIDTH_PX)
        height = min(self.list.content_px() + 12, self.MAX_HEIGHT_PX)
        corner = box.mapToGlobal(QPoint(0, box.height() + 3))
        right = box.screen().availableGeometry().right()
        self.setGeometry(min(corner.x(), max(right - width, 0)), corner.y(), width, height)
        self.show()


class PopupBox(QFrame):
    """A popup with a line of input above `content`. Emits `chosen` with what the user chose."""

    chosen = Signal(str)

    def __init__(self, line: QLineEdit, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.line = line
        fill(QVBoxLayout(self), line, content, grows=content, margins=(10, 10, 10, 8), spacing=6)

    def _show_over(self, widget: QWidget, top_px: int) -> None:
        """Show the box in the middle of `widget`, below its top, ready to type."""
        self.move(widget.mapToGlobal(QPoint((widget.width() - self.width()) // 2, top_px)))
        self.show()
        self.line.setFocus()


class PaletteLine(QLineEdit):
    """The line of the palette. Up, Down, PgUp and PgDown go to the list."""

    def __init__(self, results: ResultList) -> None:
        super().__init__()
        self._results = results

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in STEPS:
            self._results.step(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class CommandPalette(PopupBox):
    """Runs commands, opens views and goes to anything of the programme by name.

    Emits `search_requested(text)` while the user types, and with "" when it opens; it closes when a line is chosen.
    """

    search_requested = Signal(str)
    choose_requested = Signal()  # Enter: call `list.choose` once the search has ended
    WIDTH_PX, HEIGHT_PX, TOP_PX = 620, 440, 72

    def __init__(self, parent: QWidget | None = None) -> None:
        self.list = ResultList()
        super().__init__(PaletteLine(self.list), self.list, parent)
        self.line.returnPressed.connect(self.choose_requested)
        self.line.textEdited.connect(self.search_requested)
        self.list.chosen.connect(self._on_chosen)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Everything by name"))
        self.line.setPlaceholderText(_("A command, a view, a mission, an event …"))
        self.line.setAccessibleName(_("Everything by name"))
        self.list.retranslate()

    def open_over(self, window: QWidget) -> None:
        """Show the empty palette in the upper middle of `window`."""
        self.resize(min(self.WIDTH_PX, window.width() - 24), min(self.HEIGHT_PX, window.height() - self.TOP_PX - 24))
        self.line.clear()
        self.list.show_lines(())
        self._show_over(window, self.TOP_PX)
        self.search_requested.emit("")

    def show_results(self, lines: Sequence[ResultLine], searching: bool = False) -> None:
        """Show these lines; `searching`: more may follow."""
        self.list.show_results(lines, searching)

    def _on_chosen(self, address: str) -> None:
        self.hide()
        self.chosen.emit(address)


class GoToDateBox(PopupBox):
    """Says what the typed words mean. Emits `chosen(text)` when Enter is pressed on a date, and closes."""

    WIDTH_PX, TOP_PX = 420, 56

    def __init__(self, interpret: Interpretation, parent: QWidget | None = None) -> None:
        self.hint = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        super().__init__(QLineEdit(placeholderText=_("Go to date")), self.hint, parent)
        self._interpret = interpret
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Go to date"))
        self.line.setAccessibleName(_("Go to date"))
        self.hint.setContentsMargins(6, 0, 6, 2)
        self.line.textEdited.connect(self._show_hint)
        self.line.returnPressed.connect(self._on_return)
        self._show_hint("")

    def open_over(self, widget: QWidget) -> None:
        """Show the box in the upper middle of `widget`."""
        self.setFixedWidth(min(self.WIDTH_PX, widget.width() - 24))
        self.adjustSize()
        self._show_over(widget, self.TOP_PX)

    def _show_hint(self, text: str) -> None:
        is_date, words = self._interpret(text) if text.strip() else (False, _(DATE_HINT))
        self.hint.setText(_("Enter: {date}", date=words) if is_date else words)
        self.line.setAccessibleDescription(self.hint.text())
        self.adjustSize()

    def _on_return(self) -> None:
        text = self.line.text().strip()
        if not text:
            self.close()
        elif self._interpret(text)[0]:
            self.close()
            self.chosen.emit(text)
