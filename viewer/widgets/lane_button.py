"""The button in the header of the lane below the pointer, which opens the menu of that lane."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QWidget

from viewer.i18n import _
from viewer.timeline.metrics import METRICS
from viewer.timeline.scene import Box

SIZE_PX, EDGE_PX, TOP_PX = 22, 6, 28
DOT_PX, DOTS_APART_PX = 1.4, 4.5


class LaneButton(QAbstractButton):
    """Three dots. There is a key for the menu, so the button takes no focus."""

    menu_requested = Signal(str, QPoint)
    """The id of the lane, and a position on the screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lane = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.resize(self.sizeHint())
        self.hide()
        self.pressed.connect(self._request_menu)

    def sizeHint(self) -> QSize:
        return QSize(SIZE_PX, SIZE_PX)

    def show_on(self, lane: str, header: Box | None) -> None:
        """Show the button in the `header` of `lane`; hide it without one, or if that is too low."""
        self._lane = lane
        if header is None or header.height < TOP_PX + SIZE_PX:
            self.hide()
            return
        text = _("Hide, move, pin or group lanes")
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.move(round(METRICS.header_px) - SIZE_PX - EDGE_PX, round(header.y) + TOP_PX)
        self.show()

    def _request_menu(self) -> None:
        self.setDown(False)
        self.menu_requested.emit(self._lane, self.mapToGlobal(QPoint(0, SIZE_PX)))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if self.underMouse():
                painter.setBrush(self.palette().color(QPalette.ColorRole.Button))
                painter.drawRoundedRect(self.rect(), 5, 5)
            painter.setBrush(self.palette().color(QPalette.ColorRole.WindowText))
            for step in (-1, 0, 1):
                painter.drawEllipse(QPointF(SIZE_PX / 2 + step * DOTS_APART_PX, SIZE_PX / 2), DOT_PX, DOT_PX)
