"""A line for a date over the timeline: it says while one types what the words are taken for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from viewer.i18n import N_, _

WIDTH_PX, TOP_PX = 420, 56
HINT = N_("A day, month, year or span, in words or as EDTF: June 2024, next year, around 2026, 2026/2028")

Reading = Callable[[str], tuple[bool, str]]
"""What is typed -> whether it can be gone to, and what it is taken for, or why not."""


class GoToDateBox(QFrame):
    """`chosen(text)` when Enter is pressed on what can be gone to; it closes then, on Esc, on a click elsewhere."""

    chosen = Signal(str)

    def __init__(self, read: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._read = read
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Go to date"))
        self.line, self.hint = QLineEdit(), QLabel()
        self.line.setPlaceholderText(_("Go to date"))
        self.line.setAccessibleName(_("Go to date"))
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(6, 0, 6, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.hint)
        self.line.textEdited.connect(self._tell)
        self.line.returnPressed.connect(self._enter)
        self._tell("")

    def open_over(self, widget: QWidget) -> None:
        """Show it in the upper middle of `widget`, ready to type."""
        self.setFixedWidth(min(WIDTH_PX, widget.width() - 24))
        self.adjustSize()
        self.move(widget.mapToGlobal(QPoint((widget.width() - self.width()) // 2, TOP_PX)))
        self.show()
        self.line.setFocus()

    def _tell(self, text: str) -> None:
        if text.strip():
            good, words = self._read(text)
            self.hint.setText(_("Enter: {date}", date=words) if good else words)
        else:
            self.hint.setText(_(HINT))
        self.line.setAccessibleDescription(self.hint.text())
        self.adjustSize()

    def _enter(self) -> None:
        text = self.line.text().strip()
        if not text:
            self.close()
        elif self._read(text)[0]:
            self.close()
            self.chosen.emit(text)
