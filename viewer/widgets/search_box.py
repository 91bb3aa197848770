"""The search box and the filter chip of the window. What they open is created when it is first needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from viewer.caching import cached_property
from viewer.i18n import _
from viewer.widgets.layouts import fill

if TYPE_CHECKING:
    from viewer.widgets.popups import ResultDrop, ResultLine, ResultList


class SearchBox(QLineEdit):
    """Emits `search_requested(text)` while the user types, and `chosen(address)` when a result is chosen."""

    search_requested = Signal(str)
    chosen = Signal(str)
    choose_requested = Signal()  # Enter: call `list.choose` once the search has ended
    left = Signal()  # Escape: back to the timeline

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, clearButtonEnabled=True)
        self.textEdited.connect(self.search_requested)
        self.textChanged.connect(self._on_text_changed)
        self.retranslate()

    @cached_property
    def drop(self) -> ResultDrop:
        from viewer.widgets.popups import ResultDrop

        drop = ResultDrop(self)
        drop.list.chosen.connect(self._on_chosen)
        return drop

    @property
    def list(self) -> ResultList:
        return self.drop.list

    def retranslate(self) -> None:
        self.setPlaceholderText(_("Search missions, partners, events …"))
        self.setAccessibleName(_("Search"))
        if self._has_drop:
            self.list.retranslate()

    def show_results(self, lines: Sequence[ResultLine], searching: bool = False) -> None:
        """Drop the list with these lines; `searching`: more may follow."""
        if not lines and searching:
            return
        self.list.show_results(lines, searching)
        if self.hasFocus() and self.text().strip():
            self.drop.show_below(self)

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
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._has_drop and self.drop.isVisible():
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.text().strip():
            self.choose_requested.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hide_drop()

    @property
    def _has_drop(self) -> bool:
        return "drop" in self.__dict__

    def _hide_drop(self) -> None:
        if self._has_drop:
            self.drop.hide()

    def _on_text_changed(self, text: str) -> None:
        if not text.strip():
            if self._has_drop:
                self.list.show_lines(())
            self._hide_drop()
            self.search_requested.emit("")

    def _on_chosen(self, address: str) -> None:
        self._hide_drop()
        self.chosen.emit(address)


class FilterChip(QFrame):
    """Says how much is shown and why; hidden while everything is shown. A click requests the panel."""

    filter_requested = Signal()
    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.count, self.what = (QLabel(textFormat=Qt.TextFormat.PlainText) for _number in range(2))
        self.count.setObjectName("count")
        self.what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.reset = QToolButton()
        self.reset.clicked.connect(self.reset_requested)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        fill(QHBoxLayout(self), self.count, self.what, self.reset, grows=self.what, margins=(12, 3, 8, 3))
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.reset.setText(_("Show all") + " ✕")
        self.reset.setAccessibleName(_("Show all"))
        self.setToolTip(_("Not everything is shown: click to see what is asked for"))

    def show_filter(self, count: str, what: str) -> None:
        """Show how many events the filter leaves, and the filter in words; "" for both: everything is shown."""
        is_new = count != self.count.text()
        self.count.setText(count)
        self.what.setText(what)
        self.setVisible(bool(count))
        if is_new:
            from viewer.widgets.accessible import announce

            announce(self, count or _("Everything is shown"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.filter_requested.emit()
