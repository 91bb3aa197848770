"""The search box of the toolbar, with a list of results that drops down below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from viewer.caching import cached_property
from viewer.i18n import _

if TYPE_CHECKING:
    from viewer.widgets.search_results import ResultLine, ResultList

MIN_WIDTH_PX, MAX_HEIGHT_PX = 460, 520  # of the list below the box


class SearchBox(QLineEdit):
    """Emits `search_requested(text)` while the user types, and `chosen(address)` when a result is chosen."""

    search_requested = Signal(str)
    chosen = Signal(str)
    choose_requested = Signal()  # Enter: call `choose` once the search has ended
    left = Signal()  # Escape: back to the timeline

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self.search_requested)
        self.textChanged.connect(self._on_text_changed)
        self.retranslate()

    @cached_property
    def drop(self) -> QFrame:
        """The frame of the list, created with it for the first results."""
        drop = QFrame(self, Qt.WindowType.ToolTip)
        drop.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        drop.setObjectName("drop")
        return drop

    @cached_property
    def list(self) -> ResultList:
        from viewer.widgets.search_results import ResultList

        results = ResultList(self.drop)
        column = QVBoxLayout(self.drop)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(results)
        results.chosen.connect(self._on_chosen)
        return results

    @property
    def _has_list(self) -> bool:
        return "list" in self.__dict__

    def retranslate(self) -> None:
        """Set every text in the present language."""
        self.setPlaceholderText(_("Search missions, partners, events …"))
        self.setAccessibleName(_("Search"))

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

    def choose(self) -> None:
        """Choose the current line of the list."""
        self.list.choose()

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
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._has_list and self.drop.isVisible():
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.text().strip():
            self.choose_requested.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._has_list:
            self.drop.hide()

    def _on_text_changed(self, text: str) -> None:
        if not text.strip():
            if self._has_list:
                self.list.show_lines(())
                self.drop.hide()
            self.search_requested.emit("")

    def _on_chosen(self, address: str) -> None:
        self.drop.hide()
        self.chosen.emit(address)
