"""Everything by name: a box over the window that runs commands, opens views, and jumps to what the programme holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from viewer.i18n import _
from viewer.widgets.search_results import HitList, ResultLine

WIDTH_PX, HEIGHT_PX, TOP_PX = 620, 440, 72


class PaletteLine(QLineEdit):
    """The line of the palette; Up, Down and the pages go to the list."""

    def __init__(self, hits: HitList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits = hits

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if event.key() in steps:
            self._hits.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class CommandPalette(QFrame):
    """`search_requested(text)` while a user types, and with "" when it opens; `chosen(address)`, then it is gone."""

    search_requested = Signal(str)
    chosen = Signal(str)
    choose_requested = Signal()  # Enter: call `choose` once the search has ended

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.list = HitList(self)
        self.line = PaletteLine(self.list, self)
        self.line.returnPressed.connect(self.choose_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        self.line.textEdited.connect(self.search_requested)
        self.list.chosen.connect(self._choose)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the present language."""
        self.setAccessibleName(_("Everything by name"))
        self.line.setPlaceholderText(_("A command, a view, a mission, an event …"))
        self.line.setAccessibleName(_("Everything by name"))

    def open_over(self, window: QWidget) -> None:
        """Show it empty, in the upper middle of `window`."""
        width = min(WIDTH_PX, window.width() - 24)
        self.resize(width, min(HEIGHT_PX, window.height() - TOP_PX - 24))
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, TOP_PX)))
        self.line.clear()
        self.list.show_lines(())
        self.show()
        self.line.setFocus()
        self.search_requested.emit("")

    def show_results(self, lines: Sequence[ResultLine], searching: bool = False) -> None:
        """Show these lines; `searching`: more may come."""
        if lines or not searching:
            self.list.show_lines(lines or [ResultLine("", _("Nothing found"))])
        if not searching:
            self.list.tell()

    def choose(self) -> None:
        """Choose the current line of the list."""
        self.list.choose()

    def _choose(self, address: str) -> None:
        self.hide()
        self.chosen.emit(address)
