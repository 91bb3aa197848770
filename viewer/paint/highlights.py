"""Selection, hover and keyboard focus: a second, cheap coat over a painted scene. It rebuilds nothing.

Three looks that differ without colour: the selected is ringed by a strong solid line upon a light wash,
the hovered is underlined by a wash alone, the focused has a dashed ring that stands further out.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from viewer.paint.pens import Grid, brush, pen
from viewer.theme import Theme
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Scene


def paint_emphasis(
    painter: QPainter,
    scene: Scene,
    theme: Theme,
    selection: str = "",
    hover: str = "",
    focus: str = "",
    lit: frozenset[str] = frozenset(),
) -> None:
    """Mark the shapes whose `ref` is one of the three; "" marks none. Clipped to the lanes.

    `lit`: many more, as if each were hovered; a cluster is lit with one of its members.
    """
    wanted = {ref for ref in (selection, hover, focus, *lit) if ref}
    if not wanted:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(
        QRectF(0, scene.axis_px, scene.width, scene.height - scene.axis_px), Qt.ClipOperation.IntersectClip
    )
    grid = Grid.of(painter)
    shapes = [
        shape
        for shape in scene.shapes
        if isinstance(shape, (Bar, Mark, Cluster, Label))
        and (shape.ref in wanted or (lit and isinstance(shape, Cluster) and not lit.isdisjoint(shape.refs)))
    ]
    if lit:
        of_lit: dict[str, list[Bar | Mark | Cluster | Label]] = {}
        for shape in shapes:
            if shape.ref in lit or isinstance(shape, Cluster):
                of_lit.setdefault(shape.ref, []).append(shape)
        for some in of_lit.values():
            for box in _rings(some):
                _hover(painter, box, theme, grid)
    for ref, ink in ((hover, _hover), (selection, _selection), (focus, _focus)):
        for box in _rings([shape for shape in shapes if ref and shape.ref == ref]):
            ink(painter, box, theme, grid)
    painter.restore()


def _rings(shapes: list[Bar | Mark | Cluster | Label]) -> list[Box]:
    """The boxes to ring: the event's own shapes, of one that is folded away its label."""
    own = [
        shape.box
        for shape in shapes
        if isinstance(shape, Cluster) or (not isinstance(shape, Label) and shape.role is Role.EVENT)
    ]
    return own or [shape.box for shape in shapes]


def _ring(box: Box, outset: float, grid: Grid) -> QRectF:
    x1, x2 = grid.edge_x(box.x - outset), grid.edge_x(box.x + box.width + outset)
    y1, y2 = grid.edge_y(box.y - outset), grid.edge_y(box.y + box.height + outset)
    return QRectF(x1, y1, x2 - x1, y2 - y1)


def _hover(painter: QPainter, box: Box, theme: Theme, grid: Grid) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush(theme.palette["ink"], 0.13))
    painter.drawRoundedRect(_ring(box, 3, grid), 5, 5)


def _selection(painter: QPainter, box: Box, theme: Theme, grid: Grid) -> None:
    painter.setPen(pen(theme.palette["focus"], 2.0))
    painter.setBrush(brush(theme.palette["focus"], 0.12))
    painter.drawRoundedRect(_ring(box, 3, grid), 5, 5)


def _focus(painter: QPainter, box: Box, theme: Theme, grid: Grid) -> None:
    painter.setPen(pen(theme.palette["ink"], 1.5, (2.5, 2.0)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(_ring(box, 6, grid), 7, 7)
