"""Pens, brushes and paths, made once: what a style costs is paid on its first use."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPaintEngine, QPainter, QPainterPath, QPen, QPolygonF

from viewer.timeline.symbols import OUTLINES

DOTS = (1.0, 1.5)  # squares: round ones cost Qt ten times as much
DASHES = (3.5, 2.5)

_RASTER = QPaintEngine.Type.Raster


@lru_cache(maxsize=1024)
def colour(name: str, opacity: float = 1.0) -> QColor:
    made = QColor(name)
    made.setAlphaF(opacity)
    return made


@lru_cache(maxsize=1024)
def brush(name: str, opacity: float = 1.0) -> QBrush:
    return QBrush(colour(name, opacity))


@lru_cache(maxsize=1024)
def pen(name: str, width: float = 1.0, dash: tuple[float, ...] = ()) -> QPen:
    """A pen with flat ends and mitred corners; `dash` in widths."""
    made = QPen(colour(name), width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dash:
        made.setDashPattern(list(dash))
    return made


@lru_cache(maxsize=512)
def polygon(shape: str, diameter: float) -> QPolygonF:
    """A mark's form around the origin."""
    radius = diameter / 2
    points = OUTLINES.get(shape, OUTLINES["diamond"])
    return QPolygonF([QPointF(x * radius, y * radius) for x, y in (*points, points[0])])


@lru_cache(maxsize=512)
def left_half(shape: str, diameter: float) -> QPainterPath:
    """The left half of a mark's form: what is filled when something succeeded in part."""
    whole, half = QPainterPath(), QPainterPath()
    whole.addPolygon(polygon(shape, diameter))
    half.addRect(-diameter, -diameter, diameter, 2 * diameter)
    return whole.intersected(half)


class Grid(Struct, frozen=True):
    """The pixels of the device, for lines to fall on; a printer or a PDF has none that matter."""

    ratio: float  # device pixels in one of ours; 0: no snapping
    dx: float = 0.0
    dy: float = 0.0

    @classmethod
    def of(cls, painter: QPainter) -> Grid:
        transform = painter.deviceTransform()
        if painter.paintEngine().type() != _RASTER or transform.isRotating():
            return cls(0.0)
        return cls(transform.m11(), transform.dx(), transform.dy())

    def edge_x(self, x: float) -> float:
        """The nearest border between two pixels."""
        return (round(x * self.ratio + self.dx) - self.dx) / self.ratio if self.ratio else x

    def edge_y(self, y: float) -> float:
        return (round(y * self.ratio + self.dy) - self.dy) / self.ratio if self.ratio else y

    def line_x(self, x: float, width: float) -> float:
        """Where a vertical line of `width` runs so that it covers whole pixels."""
        return self.edge_x(x) + self._half(width)

    def line_y(self, y: float, width: float) -> float:
        return self.edge_y(y) + self._half(width)

    def whole(self, width: float) -> bool:
        """Whether a line of `width` can cover whole pixels."""
        pixels = width * self.ratio
        return pixels >= 1.0 and pixels == round(pixels)

    def _half(self, width: float) -> float:
        return 0.5 / self.ratio if self.ratio and round(width * self.ratio) % 2 else 0.0
