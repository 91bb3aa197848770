"""One box to find anything by name: hits drop down in their groups, the chosen one is a wish."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from viewer.caching import cached_property
from viewer.i18n import _

if TYPE_CHECKING:
    from viewer.widgets.search_results import HitList, ResultLine

DROP_PX = 460
"""The least width of the list below the box."""
MOST_PX = 520


class SearchBox(QLineEdit):
    """`search_requested(text)` while a user types; `chosen(address)` when one is picked."""

    search_requested = Signal(str)
    chosen = Signal(str)
    choose_requested = Signal()  # Enter: call `choose` once the search has ended
    left = Signal()  # Escape: back to the timeline

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self.search_requested)
        self.textChanged.connect(self._emptied)
        self.retranslate()

    @cached_property
    def drop(self) -> QFrame:
        """What drops down below the box; made, as its list, when something is found for the first time."""
        drop = QFrame(self, Qt.WindowType.ToolTip)
        drop.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        drop.setObjectName("drop")
        return drop

    @cached_property
    def list(self) -> HitList:
        from viewer.widgets.search_results import HitList

        found = HitList(self.drop)
        column = QVBoxLayout(self.drop)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(found)
        found.chosen.connect(self._choose)
        return found

    def _found(self) -> bool:
        """Whether anything was ever looked for."""
        return "list" in self.__dict__

    def retranslate(self) -> None:
        """Set every text in the present language."""
        self.setPlaceholderText(_("Search missions, partners, events …"))
        self.setAccessibleName(_("Search"))

    def show_results(self, lines: Sequence[ResultLine], searching: bool = False) -> None:
        """Drop the list with these lines; `searching`: more may come, so that nothing is not yet nothing."""
        if not lines and searching:
            return
        if not lines:
            from viewer.widgets.search_results import ResultLine

            lines = (ResultLine("", _("Nothing found")),)
        self.list.show_lines(lines)
        if not searching:
            self.list.tell()
        if self.hasFocus() and self.text().strip():
            width = max(self.width(), DROP_PX)
            height = min(self.list.content_px() + 12, MOST_PX)
            place = self.mapToGlobal(QPoint(0, self.height() + 3))
            screen = self.screen().availableGeometry()
            self.drop.setGeometry(min(place.x(), max(screen.right() - width, 0)), place.y(), width, height)
            self.drop.show()

    def event(self, event: QEvent) -> bool:
        """Ctrl+K is the palette's: Qt would delete to the end of the line."""
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
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._found() and self.drop.isVisible():
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.text().strip():
                self.choose_requested.emit()
        else:
            super().keyPressEvent(event)

    def choose(self) -> None:
        """Choose the current line of the list."""
        self.list.choose()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._found():
            self.drop.hide()

    def _emptied(self, text: str) -> None:
        if not text.strip():
            if self._found():
                self.list.show_lines(())
                self.drop.hide()
            self.search_requested.emit("")

    def _choose(self, address: str) -> None:
        self.drop.hide()
        self.chosen.emit(address)
