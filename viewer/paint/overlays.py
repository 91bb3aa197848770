"""What a gesture shows over the timeline: the rubber band of a zoom, and the lane that is dragged."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from viewer.paint.fonts import font_for, font_measure, load_fonts, metrics_for
from viewer.paint.pens import brush, pen, pixel_grid
from viewer.theme import Theme
from viewer.timeline.scene import Role

# ── the rubber band ─────────────────────────────────────────────────────────────────────────────

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


# ── a dragged lane ──────────────────────────────────────────────────────────────────────────────

HEADER_LINE_PX, LANE_LINE_PX, KNOB_PX = 3.0, 2.0, 4.0
CORNER_PX = 6.0
SHADOW_PX, SHADOW_OPACITY = 4, 0.06  # rings of the shadow below the image, and the opacity of each
SOURCE_OPACITY = 0.62  # of the ground over the lane that is dragged
ALLOWED_OPACITY, FORBIDDEN_OPACITY = 0.93, 0.5  # of the image where the lane can be dropped, and elsewhere


class DropLine(Struct, frozen=True):
    """A line across the lanes where the lane would be dropped."""

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
        _paint_drop_line(painter, theme, lane.drop)
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


def _paint_drop_line(painter: QPainter, theme: Theme, drop: DropLine) -> None:
    """Paint the line, stronger over the headers and with a knob at its start."""
    focus, grid = theme.palette["focus"], pixel_grid(painter)
    lane_y, header_y = grid.line_y(drop.y, LANE_LINE_PX), grid.line_y(drop.y, HEADER_LINE_PX)
    painter.setPen(pen(focus, LANE_LINE_PX))
    painter.drawLine(QPointF(drop.header_px, lane_y), QPointF(drop.width, lane_y))
    painter.setPen(pen(focus, HEADER_LINE_PX))
    painter.drawLine(QPointF(KNOB_PX, header_y), QPointF(drop.header_px, header_y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush(focus))
    painter.drawEllipse(QPointF(KNOB_PX + 1.0, header_y), KNOB_PX, KNOB_PX)
