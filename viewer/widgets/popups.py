"""Boxes with one line of input over the window: the command palette, and going to a date."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from viewer.i18n import N_, _
from viewer.widgets.search_box import ResultLine, ResultList

DATE_HINT = N_("A day, month, year or span, in words or as EDTF: June 2024, next year, around 2026, 2026/2028")
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}

Interpretation = Callable[[str], tuple[bool, str]]
"""Takes what the user typed; returns whether it means a date, and that date in words or why it means none."""


class PopupBox(QFrame):
    """A popup with a line of input above `content`. Emits `chosen` with what the user chose."""

    chosen = Signal(str)

    def __init__(self, line: QLineEdit, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.line = line
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(6)
        column.addWidget(line)
        column.addWidget(content, 1)

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
        self.hint = QLabel()
        super().__init__(QLineEdit(), self.hint, parent)
        self._interpret = interpret
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Go to date"))
        self.line.setPlaceholderText(_("Go to date"))
        self.line.setAccessibleName(_("Go to date"))
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
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
        is_date = bool(text) and self._interpret(text)[0]
        if is_date or not text:
            self.close()
        if is_date:
            self.chosen.emit(text)
