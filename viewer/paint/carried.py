"""A lane in the hand: the header that is carried, the place it was taken from, the line where it would land."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from viewer.paint.pens import Grid, brush, pen
from viewer.theme import Theme

LINE_PX, FINE_PX, KNOB_PX = 3.0, 2.0, 4.0
ROUND_PX = 6.0
SHADE_PX, SHADE = 4, 0.06
"""So many steps of shade lie below what is carried, each so dark."""
LEFT_BEHIND = 0.62
"""Of the ground over the lane that was taken."""
SOLID, FAINT = 0.93, 0.5
"""How much is seen of what is carried where it can land, and where it cannot."""


class Landing(Struct, frozen=True):
    """A line across the lanes; what is carried would lie there."""

    y: float
    header_px: float
    width: float


def paint_carried(
    painter: QPainter,
    theme: Theme,
    picture: QPixmap,
    at: QPointF,
    left_behind: QRectF | None,
    landing: Landing | None,
    within: bool,
) -> None:
    """`picture` with its corner `at` that place; fainter where it is not `within` what it can be moved in."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if left_behind is not None:
        painter.fillRect(left_behind, brush(theme.palette["ground"], LEFT_BEHIND))
    if landing is not None:
        _line(painter, theme, landing)
    box = QRectF(at, QSizeF(picture.deviceIndependentSize()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush("#000000", SHADE))
    for step in range(SHADE_PX, 0, -1):
        painter.drawRoundedRect(
            box.adjusted(-step, 1 - step, step, 1 + step), ROUND_PX + step, ROUND_PX + step
        )
    painter.setOpacity(SOLID if within else FAINT)
    shape = QPainterPath()
    shape.addRoundedRect(box, ROUND_PX, ROUND_PX)
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.drawPixmap(at, picture)
    painter.restore()
    painter.setPen(pen(theme.palette["focus"] if within else theme.palette["muted"], 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, ROUND_PX, ROUND_PX)
    painter.restore()


def _line(painter: QPainter, theme: Theme, landing: Landing) -> None:
    """Strong over the headers with a knob at its head, finer over the lanes."""
    focus, grid = theme.palette["focus"], Grid.of(painter)
    fine_y, y = grid.line_y(landing.y, FINE_PX), grid.line_y(landing.y, LINE_PX)
    painter.setPen(pen(focus, FINE_PX))
    painter.drawLine(QPointF(landing.header_px, fine_y), QPointF(landing.width, fine_y))
    painter.setPen(pen(focus, LINE_PX))
    painter.drawLine(QPointF(KNOB_PX, y), QPointF(landing.header_px, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush(focus))
    painter.drawEllipse(QPointF(KNOB_PX + 1.0, y), KNOB_PX, KNOB_PX)
