"""What is painted over a painted scene without painting it again: highlights, a rubber band, a dragged lane.

Highlights differ without colour: the selected shape has a solid ring and a tint, the hovered one a tint alone, the
focused one a dashed ring further out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPixmap

from viewer.paint.fonts import font_for, font_measure, load_fonts, metrics_for
from viewer.paint.pens import brush, pen, pixel_grid
from viewer.theme import Theme
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Scene

HitShape = Bar | Mark | Cluster | Label
NO_PEN, NO_BRUSH = QPen(Qt.PenStyle.NoPen), QBrush()


class Highlights(Struct, frozen=True):
    """The refs of the shapes to highlight; "" for none."""

    selection: str = ""
    hover: str = ""
    focus: str = ""
    related: frozenset[str] = frozenset()  # look hovered too, a cluster with any of its members


def paint_highlights(painter: QPainter, scene: Scene, theme: Theme, highlights: Highlights) -> None:
    """Paint the highlights over the lanes of a painted scene."""
    if highlights == Highlights():
        return
    by_ref: dict[str, list[HitShape]] = defaultdict(list)
    for shape in scene.shapes:
        if isinstance(shape, (Bar, Mark, Cluster, Label)) and shape.ref:
            by_ref[shape.ref].append(shape)
    related = [ref for ref, shapes in by_ref.items() if _is_related(shapes, highlights.related)]
    grid, foreground, focus = pixel_grid(painter), theme.palette["foreground"], theme.palette["focus"]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lanes = QRectF(0, scene.axis_px, scene.width, scene.height - scene.axis_px)
    painter.setClipRect(lanes, Qt.ClipOperation.IntersectClip)
    for refs, ring, fill, outset, radius in (
        ((*related, highlights.hover), NO_PEN, brush(foreground, 0.13), 3, 5),
        ((highlights.selection,), pen(focus, 2.0), brush(focus, 0.12), 3, 5),
        ((highlights.focus,), pen(foreground, 1.5, (2.5, 2.0)), NO_BRUSH, 6, 7),
    ):
        painter.setPen(ring)
        painter.setBrush(fill)
        for box in (box for ref in refs for box in _boxes(by_ref.get(ref, ()))):
            x1, x2 = grid.edge_x(box.x - outset), grid.edge_x(box.right + outset)
            y1, y2 = grid.edge_y(box.y - outset), grid.edge_y(box.bottom + outset)
            painter.drawRoundedRect(QRectF(x1, y1, x2 - x1, y2 - y1), radius, radius)
    painter.restore()


def _is_related(shapes: Sequence[HitShape], related: frozenset[str]) -> bool:
    """True if the shapes of one ref are, or hold, one of the related."""
    if not related or shapes[0].ref in related:
        return bool(related)
    return any(isinstance(shape, Cluster) and not related.isdisjoint(shape.refs) for shape in shapes)


def _boxes(shapes: Sequence[HitShape]) -> list[Box]:
    """The boxes of an event's bars and marks, or of a cluster; of an event in a cluster that of its label."""
    boxes = [
        shape.box
        for shape in shapes
        if isinstance(shape, Cluster) or (not isinstance(shape, Label) and shape.role is Role.EVENT)
    ]
    return boxes or [shape.box for shape in shapes]


CHIP_PX, CHIP_PADDING_PX = 20.0, 10.0


def paint_rubber_band(painter: QPainter, theme: Theme, area: QRectF, text: str) -> None:
    """Tint `area` between two strong lines, with `text` on a chip at its top."""
    load_fonts()
    focus = theme.palette["focus"]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(area, brush(focus, 0.16))
    painter.setPen(pen(focus, 1.5))
    for x in (area.left(), area.right()):
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
    width = font_measure()(text, Role.MEASURE) + 2 * CHIP_PADDING_PX
    chip = QRectF(max((area.left() + area.right() - width) / 2, 2.0), area.top() + 6.0, width, CHIP_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush(focus))
    painter.drawRoundedRect(chip, CHIP_PX / 2, CHIP_PX / 2)
    _metrics, ascent, descent = metrics_for(Role.MEASURE)
    painter.setFont(font_for(Role.MEASURE))
    painter.setPen(pen(theme.palette["ground"]))
    baseline = chip.y() + (CHIP_PX - ascent - descent) / 2 + ascent
    painter.drawText(QPointF(chip.x() + CHIP_PADDING_PX, baseline), text)
    painter.restore()


HEADER_LINE_PX, LANE_LINE_PX, KNOB_PX = 3.0, 2.0, 4.0
CORNER_PX = 6.0
SHADOW_PX, SHADOW_OPACITY = 4, 0.06  # rings of the shadow below the image, and the opacity of each
SOURCE_OPACITY = 0.62  # of the ground over the lane that is dragged
ALLOWED_OPACITY, FORBIDDEN_OPACITY = 0.93, 0.5  # of the image where the lane can be dropped, and elsewhere


class DropLine(Struct, frozen=True):
    """A line across the lanes where the lane would be dropped: stronger over the headers, with a knob at its start."""

    y: float
    header_px: float
    width: float


class DraggedLane(Struct, frozen=True, eq=False):
    """An image of a lane's header and its place; `source` is the place of the lane, `drop` where it can go."""

    image: QPixmap
    place: QPointF
    source: QRectF | None
    drop: DropLine | None
    is_allowed: bool  # whether the lane can be dropped there


def paint_dragged_lane(painter: QPainter, theme: Theme, lane: DraggedLane) -> None:
    """Fade the source, and paint the line and the image over the timeline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if lane.source is not None:
        painter.fillRect(lane.source, brush(theme.palette["ground"], SOURCE_OPACITY))
    if lane.drop is not None:
        focus, grid, drop = theme.palette["focus"], pixel_grid(painter), lane.drop
        lane_y, header_y = grid.line_y(drop.y, LANE_LINE_PX), grid.line_y(drop.y, HEADER_LINE_PX)
        painter.setPen(pen(focus, LANE_LINE_PX))
        painter.drawLine(QPointF(drop.header_px, lane_y), QPointF(drop.width, lane_y))
        painter.setPen(pen(focus, HEADER_LINE_PX))
        painter.drawLine(QPointF(KNOB_PX, header_y), QPointF(drop.header_px, header_y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush(focus))
        painter.drawEllipse(QPointF(KNOB_PX + 1.0, header_y), KNOB_PX, KNOB_PX)
    box = QRectF(lane.place, QSizeF(lane.image.deviceIndependentSize()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush("#000000", SHADOW_OPACITY))
    for ring in range(SHADOW_PX, 0, -1):
        painter.drawRoundedRect(box.adjusted(-ring, 1 - ring, ring, 1 + ring), CORNER_PX + ring, CORNER_PX + ring)
    painter.setOpacity(ALLOWED_OPACITY if lane.is_allowed else FORBIDDEN_OPACITY)
    shape = QPainterPath()
    shape.addRoundedRect(box, CORNER_PX, CORNER_PX)
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.drawPixmap(lane.place, lane.image)
    painter.restore()
    painter.setPen(pen(theme.palette["focus"] if lane.is_allowed else theme.palette["muted"], 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, CORNER_PX, CORNER_PX)
    painter.restore()
