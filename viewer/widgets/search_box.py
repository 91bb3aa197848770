"""One box to find anything by name: hits drop down, the chosen one is a wish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from viewer.i18n import _

ADDRESS = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Found:
    """A line of the list: what it says, beside it in grey, and where it leads."""

    address: str
    title: str
    note: str


class SearchBox(QLineEdit):
    """`search_wished(text)` while a user types; `chosen(address)` when one is picked."""

    search_wished = Signal(str)
    chosen = Signal(str)
    left = Signal()  # Escape: back to the timeline

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = QStandardItemModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        completer.activated[QModelIndex].connect(self._choose)  # type: ignore[index]
        self.setCompleter(completer)
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self.search_wished)
        self.dress()

    def dress(self) -> None:
        """Words in the present language."""
        self.setPlaceholderText(_("Search missions, partners, events …"))
        self.setAccessibleName(_("Search"))

    def show_found(self, found: Sequence[Found]) -> None:
        self._found.clear()
        for hit in found:
            item = QStandardItem(f"{hit.title}   —   {hit.note}" if hit.note else hit.title)
            item.setData(hit.address, ADDRESS)
            self._found.appendRow(item)
        if not found:
            item = QStandardItem(_("Nothing found"))
            item.setEnabled(False)
            self._found.appendRow(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._found.rowCount():
            self._choose(self._found.index(0, 0))
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        address = index.data(ADDRESS)
        if address:
            self.chosen.emit(str(address))
