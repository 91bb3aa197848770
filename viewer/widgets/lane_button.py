"""Three dots in the header of the lane that the pointer is over: what can be done with that lane."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QWidget

from viewer.i18n import _
from viewer.timeline.scene import Box
from viewer.timeline.scene_builder import METRICS

SIZE_PX, EDGE_PX, TOP_PX = 22, 6, 28
DOT_PX, DOTS_APART_PX = 1.4, 4.5


class LaneButton(QAbstractButton):
    """`asked(lane, where)` when it is pressed. By key the menu is asked for otherwise, so it takes no focus."""

    asked = Signal(str, QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lane = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.resize(self.sizeHint())
        self.hide()
        self.pressed.connect(self._ask)

    def sizeHint(self) -> QSize:
        return QSize(SIZE_PX, SIZE_PX)

    def show_on(self, lane: str, header: Box | None) -> None:
        """Stand in the `header` of `lane`; nowhere without one, or where it is too low."""
        self._lane = lane
        if header is None or header.height < TOP_PX + SIZE_PX:
            self.hide()
            return
        words = _("Hide, move, pin or group lanes")
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.move(round(METRICS.header_px) - SIZE_PX - EDGE_PX, round(header.y) + TOP_PX)
        self.show()

    def _ask(self) -> None:
        self.setDown(False)
        self.asked.emit(self._lane, self.mapToGlobal(QPoint(0, SIZE_PX)))

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
