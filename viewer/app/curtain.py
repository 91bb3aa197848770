"""A picture in front of a window that is being furnished."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class Curtain(QWidget):
    """Covers `window` with `picture`; `painted()` tells, once, that it is on screen.

    A window that came up in another size than it was left in has a plain curtain.
    """

    painted = Signal()

    def __init__(self, picture: QImage, window: QWidget) -> None:
        super().__init__(window)
        self._picture = picture
        self._told = False
        self.resize(window.size())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.deviceIndependentSize().toSize() == self.size():
            with QPainter(self) as painter:
                painter.drawImage(0, 0, self._picture)
        if not self._told:
            self._told = True
            self.painted.emit()
