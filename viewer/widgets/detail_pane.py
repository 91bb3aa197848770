"""The pane beside the timeline: one HTML body at a time; its links are wishes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHelpEvent
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from viewer.i18n import _


class DetailPane(QTextBrowser):
    """Shows what `report.panes` wrote. It loads nothing by itself; web links open in the browser when clicked."""

    link_wished = Signal(str)  # an address within the programme: "mission/chang-e-7"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(18)
        self.setMinimumWidth(240)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._follow)

    def show_body(self, html: str, style: str) -> None:
        """Show `html`, dressed by the style sheet `style`, from its top."""
        self.document().setDefaultStyleSheet(style)
        self.setHtml(html)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Nothing: no file and no address is ever fetched for a pane."""
        return None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            target = self.anchorAt(event.pos())
            tip = _("Opens in the browser: {address}", address=target) if "://" in target else ""
            if tip:
                QToolTip.showText(event.globalPos(), tip, self)
                return True
        return super().event(event)

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
        elif not url.scheme():
            self.link_wished.emit(url.toString())
