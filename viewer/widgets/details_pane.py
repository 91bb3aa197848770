"""The pane beside the timeline: one HTML body at a time, whose links are requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDesktopServices, QHelpEvent, QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from viewer.i18n import _
from viewer.ref import kind_of

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

MARGIN_PX, MIN_PICTURE_PX = 18, 120

Picture = Callable[[str, int, float], QImage]
"""Takes an address ("picture/trend/ce7-launch"), a width in px and a device pixel ratio. A null image: no picture."""


class DetailsPane(QTextBrowser):
    """Shows what `report.details` wrote; web links open in the browser when clicked.

    It loads nothing by itself: `picture` provides the pictures, as wide as the pane has room for. `sentence` provides
    the tooltip of a link within the programme.
    """

    link_requested = Signal(str)  # an address within the programme: "mission/chang-e-7"

    def __init__(self, picture: Picture, sentence: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent, openLinks=False)
        self._picture, self._sentence = picture, sentence
        self._html = self._style = ""
        self._layout_px = 0  # the width of the present layout
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(self._fit_pictures)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(MARGIN_PX)
        self.setMinimumWidth(240)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._follow)

    def show_body(self, html: str, style: str) -> None:
        """Show `html`, styled by the style sheet `style`, from its top."""
        self._html, self._style = html, style
        self._lay_out()

    def _lay_out(self) -> None:
        # A scroll bar that disappears and appears again would cause two more layouts.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._layout_px = self.viewport().width()
        self.document().clear()  # its pictures too
        self.document().setDefaultStyleSheet(self._style)
        self.setHtml(self._html)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """A picture of the program, or None: no file and no web address is ever fetched for a pane."""
        address = name if isinstance(name, str) else name.toString()
        if type != QTextDocument.ResourceType.ImageResource.value or kind_of(address) != "picture":
            return None
        width = max(MIN_PICTURE_PX, self.viewport().width() - 2 * MARGIN_PX)
        image = self._picture(address, width, self.devicePixelRatioF())
        return QImage(1, 1, QImage.Format.Format_Alpha8) if image.isNull() else image

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if "picture/" in self._html:
            self._resized.start()  # Qt is in the middle of its own layout

    def _fit_pictures(self) -> None:
        if self._layout_px != self.viewport().width():
            offset = self.verticalScrollBar().value()
            self._lay_out()
            self.verticalScrollBar().setValue(offset)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            from html import escape

            text = self.tooltip_of(self.anchorAt(event.pos()))
            QToolTip.showText(event.globalPos(), f"<qt>{escape(text)}</qt>" if text else "", self)  # "" hides it
            return True
        return super().event(event)

    def tooltip_of(self, target: str) -> str:
        """Where a web link leads; of another link the citation of its source or the sentence of its event."""
        if "://" in target:
            return _("Opens in the browser: {address}", address=target)
        return self._sentence(target) if target else ""

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
        elif not url.scheme():
            self.link_requested.emit(url.toString())
