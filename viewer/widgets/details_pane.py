"""The pane beside the timeline: one HTML body at a time; its links are wishes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHelpEvent, QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from viewer.i18n import _
from viewer.ref import kind_of

MARGIN_PX = 18

Picture = Callable[[str, int, float], QImage]
"""A name ("picture/trend/ce7-launch"), a width in px, device pixels in one of these -> the picture or a null one."""


class DetailsPane(QTextBrowser):
    """Shows what `report.panes` wrote; web links open in the browser when clicked.

    It loads nothing by itself: pictures are asked of `picture`, as wide as the pane has room for.
    """

    link_requested = Signal(str)  # an address within the programme: "mission/chang-e-7"

    def __init__(
        self,
        picture: Picture | None = None,
        sentence: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`sentence` tells what stands at an address: what a link says while the pointer is on it."""
        super().__init__(parent)
        self._picture = picture
        self._sentence = sentence
        self._shown: tuple[str, str] | None = None
        self._laid_out_px = 0
        self._relayout = QTimer(self)
        self._relayout.setSingleShot(True)
        self._relayout.setInterval(0)
        self._relayout.timeout.connect(self._fit_pictures)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(MARGIN_PX)
        self.setMinimumWidth(240)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._follow)

    def show_body(self, html: str, style: str) -> None:
        """Show `html`, dressed by the style sheet `style`, from its top."""
        self._shown = html, style
        self._lay_out()

    def _lay_out(self) -> None:
        if self._shown is not None:
            html, style = self._shown
            # A scroll bar that goes and comes lays everything out twice more.
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            self._laid_out_px = self.viewport().width()
            self.document().clear()  # its pictures too
            self.document().setDefaultStyleSheet(style)
            self.setHtml(html)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """A picture of our own, or nothing: no file and no address is ever fetched for a pane."""
        address = name if isinstance(name, str) else name.toString()
        if type != QTextDocument.ResourceType.ImageResource.value or kind_of(address) != "picture":
            return None
        width = max(120, self.viewport().width() - 2 * MARGIN_PX)
        image = self._picture(address, width, self.devicePixelRatioF()) if self._picture else QImage()
        return image if not image.isNull() else QImage(1, 1, QImage.Format.Format_Alpha8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown is not None and "picture/" in self._shown[0]:
            self._relayout.start()  # not from here: Qt is in the middle of its own layout

    def _fit_pictures(self) -> None:
        if self._laid_out_px != self.viewport().width():
            place = self.verticalScrollBar().value()
            self._lay_out()
            self.verticalScrollBar().setValue(place)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = self.tooltip_of(self.anchorAt(event.pos()))
            if tip:
                from html import escape

                QToolTip.showText(event.globalPos(), f"<qt>{escape(tip)}</qt>", self)
                return True
        return super().event(event)

    def tooltip_of(self, target: str) -> str:
        """What a link says: where it leads in the browser, the citation of a source, the sentence of an event."""
        if "://" in target:
            return _("Opens in the browser: {address}", address=target)
        return self._sentence(target) if target and self._sentence else ""

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
        elif not url.scheme():
            self.link_requested.emit(url.toString())
