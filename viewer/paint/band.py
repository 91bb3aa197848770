"""The rubber band: a stretch of time between two fingers of a drag, with its words on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from viewer.paint.fonts import font_for, font_measure, load_fonts, metrics_for
from viewer.paint.pens import brush, pen
from viewer.theme import Theme
from viewer.timeline.scene import Role

CHIP_PX, PAD_PX = 20.0, 10.0


def paint_band(
    painter: QPainter, theme: Theme, x1: float, x2: float, top: float, bottom: float, words: str
) -> None:
    """A wash from `x1` to `x2` with strong edges, `words` on a chip at its head."""
    load_fonts()
    focus = theme.palette["focus"]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(x1, top, x2 - x1, bottom - top), brush(focus, 0.16))
    painter.setPen(pen(focus, 1.5))
    for x in (x1, x2):
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    width = font_measure()(words, Role.MEASURE) + 2 * PAD_PX
    chip = QRectF(max((x1 + x2 - width) / 2, 2.0), top + 6.0, width, CHIP_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush(focus))
    painter.drawRoundedRect(chip, CHIP_PX / 2, CHIP_PX / 2)
    _metrics, ascent, descent = metrics_for(Role.MEASURE)
    painter.setFont(font_for(Role.MEASURE))
    painter.setPen(pen(theme.palette["ground"]))
    painter.drawText(QPointF(chip.x() + PAD_PX, chip.y() + (CHIP_PX - ascent - descent) / 2 + ascent), words)
    painter.restore()
