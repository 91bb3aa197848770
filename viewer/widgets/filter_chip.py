"""The line that says that not everything is shown, what was asked, and leads back to everything."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from viewer.i18n import _


class FilterChip(QFrame):
    """Hidden while everything is shown. A click asks for the filter, its button for everything."""

    filter_requested = Signal()
    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.count = QLabel(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setObjectName("count")
        self.what = QLabel(self)
        self.what.setTextFormat(Qt.TextFormat.PlainText)
        self.what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.reset = QToolButton(self)
        self.reset.clicked.connect(self.reset_requested)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.addWidget(self.count)
        row.addWidget(self.what, 1)
        row.addWidget(self.reset)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the present language."""
        self.reset.setText(_("Show all") + " ✕")
        self.reset.setAccessibleName(_("Show all"))
        self.setToolTip(_("Not everything is shown: click to see what is asked for"))

    def show_filter(self, count: str, what: str) -> None:
        """Say how much is shown and why; "" for both: everything is."""
        told = self.count.text()
        self.count.setText(count)
        self.what.setText(what)
        self.setVisible(bool(count))
        if count != told:
            self._announce(count or _("Everything is shown"))

    def _announce(self, words: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.filter_requested.emit()
