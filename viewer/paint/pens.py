"""Colours, brushes and pens, created once: Qt takes longer to create them than to use them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPagedPaintDevice, QPainter, QPen

from viewer.paint.primitives import PixelGrid


@lru_cache(maxsize=1024)
def colour(name: str, opacity: float = 1.0) -> QColor:
    result = QColor(name)
    result.setAlphaF(opacity)
    return result


@lru_cache(maxsize=1024)
def brush(name: str, opacity: float = 1.0) -> QBrush:
    return QBrush(colour(name, opacity))


@lru_cache(maxsize=1024)
def pen(name: str, width: float = 1.0, dash: tuple[float, ...] = ()) -> QPen:
    """A pen with flat ends and mitred corners; `dash` is on and off in widths."""
    result = QPen(colour(name), width)
    result.setCapStyle(Qt.PenCapStyle.FlatCap)
    result.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dash:
        result.setDashPattern(list(dash))
    return result


def pixel_grid(painter: QPainter) -> PixelGrid:
    """The pixels that the painter draws on; none on paper, in a PDF, or where it is rotated."""
    transform = painter.deviceTransform()
    if isinstance(painter.device(), QPagedPaintDevice) or transform.isRotating():
        return PixelGrid(0.0)
    return PixelGrid(transform.m11(), transform.dx(), transform.dy())
