"""Selection, hover and keyboard focus over a painted scene, without painting it again.

They differ without colour: the selected shape has a solid ring and a tint, the hovered one a tint alone, the focused
one a dashed ring further out.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from viewer.paint.pens import brush, pen, pixel_grid
from viewer.paint.primitives import PixelGrid
from viewer.theme import Theme
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Scene


class Highlights(Struct, frozen=True):
    """The refs of the shapes to highlight; "" for none."""

    selection: str = ""
    hover: str = ""
    focus: str = ""
    related: frozenset[str] = frozenset()
    """Shapes that look hovered too; a cluster is one of them with any of its members."""

    def include(self, shape: Bar | Mark | Cluster | Label) -> bool:
        return shape.ref != "" and (shape.ref in (self.selection, self.hover, self.focus) or self.is_related(shape))

    def is_related(self, shape: Bar | Mark | Cluster | Label) -> bool:
        if not self.related:
            return False
        return shape.ref in self.related or (isinstance(shape, Cluster) and not self.related.isdisjoint(shape.refs))


def paint_highlights(painter: QPainter, scene: Scene, theme: Theme, highlights: Highlights) -> None:
    """Paint the highlights over the lanes of a painted scene."""
    if highlights == Highlights():
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lanes = QRectF(0, scene.axis_px, scene.width, scene.height - scene.axis_px)
    painter.setClipRect(lanes, Qt.ClipOperation.IntersectClip)
    grid = pixel_grid(painter)
    shapes = [
        shape for shape in scene.shapes if isinstance(shape, (Bar, Mark, Cluster, Label)) and highlights.include(shape)
    ]
    related: dict[str, list[Bar | Mark | Cluster | Label]] = {}
    for shape in shapes:
        if highlights.is_related(shape):
            related.setdefault(shape.ref, []).append(shape)
    for same_ref in related.values():
        for box in _boxes(same_ref):
            _paint_hover(painter, box, theme, grid)
    for ref, paint in (
        (highlights.hover, _paint_hover),
        (highlights.selection, _paint_selection),
        (highlights.focus, _paint_focus),
    ):
        for box in _boxes([shape for shape in shapes if shape.ref == ref]):
            paint(painter, box, theme, grid)
    painter.restore()


def _boxes(shapes: Sequence[Bar | Mark | Cluster | Label]) -> list[Box]:
    """The boxes of an event's own shapes; of an event in a cluster that of its label."""
    boxes = [
        shape.box
        for shape in shapes
        if isinstance(shape, Cluster) or (not isinstance(shape, Label) and shape.role is Role.EVENT)
    ]
    return boxes or [shape.box for shape in shapes]


def _ring(box: Box, outset: float, grid: PixelGrid) -> QRectF:
    x1, x2 = grid.edge_x(box.x - outset), grid.edge_x(box.x + box.width + outset)
    y1, y2 = grid.edge_y(box.y - outset), grid.edge_y(box.y + box.height + outset)
    return QRectF(x1, y1, x2 - x1, y2 - y1)


def _paint_hover(painter: QPainter, box: Box, theme: Theme, grid: PixelGrid) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush(theme.palette["ink"], 0.13))
    painter.drawRoundedRect(_ring(box, 3, grid), 5, 5)


def _paint_selection(painter: QPainter, box: Box, theme: Theme, grid: PixelGrid) -> None:
    painter.setPen(pen(theme.palette["focus"], 2.0))
    painter.setBrush(brush(theme.palette["focus"], 0.12))
    painter.drawRoundedRect(_ring(box, 3, grid), 5, 5)


def _paint_focus(painter: QPainter, box: Box, theme: Theme, grid: PixelGrid) -> None:
    painter.setPen(pen(theme.palette["ink"], 1.5, (2.5, 2.0)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(_ring(box, 6, grid), 7, 7)
