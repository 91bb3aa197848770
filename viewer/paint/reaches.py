"""Upright claims in ink: the bands of the chart of how dates moved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter

from viewer.paint.pens import DOTS, Grid, brush, colour, pen
from viewer.theme import GHOST_SHARE, Theme, reach_share
from viewer.timeline.draw_order import reach_coats
from viewer.timeline.scene import Box, Reach

PAPER_PX = 0.5
"""The outline that an extent has on paper."""


def ink_reaches(painter: QPainter, reaches: Sequence[Reach], theme: Theme, grid: Grid) -> None:
    """All of them: extents lie below cores, whoever said them. The painter's pen and brush are changed."""
    for part, reach, box in reach_coats(reaches):
        area = _snapped(box, grid)
        if part == "outline":
            painter.setPen(pen(theme.tint(reach.accent, GHOST_SHARE), 1.0, DOTS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
            continue
        share = reach_share(theme, reach, part)
        fades = reach.fades and part == "extent"
        fill = _fade(reach, area, theme, share) if fades else brush(theme.tint(reach.accent, share))
        painter.fillRect(area, fill)
        if theme.hatched and part == "extent" and not reach.fades:  # light tints are lost on paper
            painter.setPen(pen(theme.tint(reach.accent, GHOST_SHARE), PAPER_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area)


def _fade(reach: Reach, area: QRectF, theme: Theme, share: float) -> QBrush:
    """From the bound that is known to nothing."""
    accent = theme.accent(reach.accent)
    gradient = QLinearGradient(0.0, area.top(), 0.0, area.bottom())
    up = reach.fades == "top"
    gradient.setColorAt(0.0, colour(accent, 0.0 if up else share))
    gradient.setColorAt(1.0, colour(accent, share if up else 0.0))
    return QBrush(gradient)


def _snapped(box: Box, grid: Grid) -> QRectF:
    x1, y1 = grid.edge_x(box.x), grid.edge_y(box.y)
    return QRectF(x1, y1, grid.edge_x(box.right) - x1, grid.edge_y(box.bottom) - y1)
