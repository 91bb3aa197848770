"""Points of time in ink: marks by kind, clusters with their count, and the badges that tell a status by form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from viewer.paint.fonts import font_for, font_measure, metrics_for
from viewer.paint.glyph_cache import stamp, write
from viewer.paint.pens import Grid, brush, left_half, pen, polygon
from viewer.theme import GHOST_SHARE, Theme
from viewer.timeline.scene import Bar, Box, Cluster, Mark, Role
from viewer.timeline.symbols import diameter_px

BADGE_PX = 9.0
DOTTED = (1.3, 1.3)  # round a mark, where dots with gaps between them would lose its form


def ink_mark(painter: QPainter, mark: Mark, theme: Theme, grid: Grid) -> None:
    """One mark: filled when it happened, hollow when it is planned; ghosts thin and dashed."""
    style, diameter = mark.style, diameter_px(mark.box)
    looks = style.accent, style.filled, style.dotted, style.status
    key = "mark", theme, mark.role, mark.shape, diameter, looks
    x, y = mark.box.centre
    stamp(painter, grid, x, y, diameter + BADGE_PX, key, _ink_mark, mark, theme)


def _ink_mark(mark: Mark, theme: Theme, painter: QPainter, x: float, y: float) -> None:
    style, diameter = mark.style, diameter_px(mark.box)
    accent, ground = theme.accent(style.accent), theme.palette["ground"]
    if mark.role is not Role.EVENT:
        line = theme.tint(style.accent, GHOST_SHARE)
        painter.setPen(pen(line, 1.0, (1.8, 1.4) if mark.role is Role.GHOST else ()))
        painter.setBrush(brush(ground) if mark.role is Role.CONFLICT else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(polygon(mark.shape, diameter - 2).translated(x, y))
        return
    whole = style.filled and style.status not in ("partial", "cancelled")
    form = polygon(mark.shape, diameter if whole and not style.dotted else diameter - 1).translated(x, y)
    if whole and not style.dotted:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush(accent))
    else:
        painter.setPen(pen(accent, 1.1, DOTTED) if style.dotted else pen(accent, 1.5))
        share = 0.45 if whole else 0.15 if style.dotted else 0.0
        painter.setBrush(brush(theme.tint(style.accent, share)))
    painter.drawPolygon(form)
    if style.status == "partial":
        painter.fillPath(left_half(mark.shape, diameter - 1).translated(x, y), brush(accent))
    elif style.status == "cancelled":
        reach = diameter * 0.52
        painter.setPen(pen(theme.palette["ink"], 1.5))
        painter.drawLines(_cross(x, y, reach))
    elif style.status in ("overdue", "failed", "under-way"):
        _ink_badge(style.status, theme, accent, painter, x + diameter * 0.55, y - diameter * 0.5)


def ink_bar_badge(painter: QPainter, bar: Bar, theme: Theme, grid: Grid) -> None:
    """The badge of a bar's status, on the corner above its end (under way: above its start)."""
    status = bar.style.status
    if status not in ("overdue", "cancelled", "failed", "under-way"):
        return
    box = bar.box
    x = box.x + 1 if status == "under-way" else box.x + box.width - 1
    accent = theme.accent(bar.style.accent)
    key = "badge", theme, status, accent
    stamp(painter, grid, x, box.y + 1, BADGE_PX, key, _ink_badge, status, theme, accent)


def _ink_badge(status: str, theme: Theme, accent: str, painter: QPainter, x: float, y: float) -> None:
    """A sign of BADGE_PX across, around (x, y), upon a rim of ground that sets it off."""
    radius, ground, ink = BADGE_PX / 2, theme.palette["ground"], theme.palette["ink"]
    painter.setPen(pen(ground, 2.0))
    if status == "overdue":
        sign = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        today = theme.palette["today"]
        painter.setBrush(brush(today))
        painter.drawEllipse(sign.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.setPen(pen(theme.palette["on-today"], 1.5))
        painter.drawLines([QLineF(x, y - 2.9, x, y + 0.7), QLineF(x, y + 1.7, x, y + 3.1)])
    elif status == "under-way":
        painter.setBrush(brush(accent))
        tip = QPolygonF([QPointF(x - 3.2, y - 4.2), QPointF(x + 4.4, y), QPointF(x - 3.2, y + 4.2)])
        painter.drawPolygon(tip)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(tip)
    else:
        filled = status == "failed"
        painter.setBrush(brush(ink if filled else ground))
        painter.drawRect(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
        if not filled:
            painter.setPen(pen(ink, 1.0))
            painter.drawRect(QRectF(x - radius + 0.5, y - radius + 0.5, 2 * radius - 1, 2 * radius - 1))
        painter.setPen(pen(ground if filled else ink, 1.25))
        painter.drawLines(_cross(x, y, 2.2))


def ink_clusters(painter: QPainter, clusters: Sequence[Cluster], theme: Theme, grid: Grid) -> None:
    """Strips of density, and over them discs (pills where the number is wide) with the count of what is folded."""
    discs: list[Cluster] = []
    for cluster in clusters:
        if cluster.profile:
            _ink_density(painter, cluster, theme, grid)
        else:
            discs.append(cluster)
    if not discs:
        return
    painter.setFont(font_for(Role.COUNT))
    metrics, ascent, _descent = metrics_for(Role.COUNT)
    cap_px, measure = metrics.capHeight(), font_measure()
    accent = None
    for cluster in discs:
        box, text = cluster.box, str(cluster.count)
        wide, height = measure(text, Role.COUNT), min(box.width, box.height)
        pill, (x, y) = cluster_box(box, wide, height), box.centre
        key = "cluster", theme, cluster.accent, pill.width, height
        stamp(painter, grid, x, y, pill.width / 2 + 2.0, key, _ink_pill, pill, theme, cluster.accent)
        if cluster.accent != accent or not grid.ratio:  # a stamp leaves the pen as it was
            accent = cluster.accent
            painter.setPen(pen(theme.on_accent(accent)))
        write(painter, text, Role.COUNT, x - wide / 2, y + cap_px / 2, ascent, grid)


def _ink_pill(pill: Box, theme: Theme, accent: int, painter: QPainter, x: float, y: float) -> None:
    radius = pill.height / 2
    painter.setPen(pen(theme.palette["ground"], 1.0))  # a rim where discs touch
    painter.setBrush(brush(theme.accent(accent)))
    painter.drawRoundedRect(QRectF(x - pill.width / 2, y - radius, pill.width, pill.height), radius, radius)


def _ink_density(painter: QPainter, cluster: Cluster, theme: Theme, grid: Grid) -> None:
    """A strip of columns, as high as there are events in their stretch of time (by the root: few still show)."""
    box, root = cluster.box, max(cluster.profile) ** 0.5
    ratio, dx, dy = grid.ratio, grid.dx, grid.dy
    cell = box.width / len(cluster.profile)
    gap = cell > 3
    x2, bottom, foot = grid.edge_x(box.x), grid.edge_y(box.bottom), box.bottom
    low, more = box.height * 0.25, box.height * 0.75 / root
    columns: list[QRectF] = []
    for index, count in enumerate(cluster.profile, 1):  # written out: a wide window has a thousand of them
        x1, x2 = x2, box.x + index * cell
        top = foot - low - more * count**0.5
        if ratio:
            x2, top = (round(x2 * ratio + dx) - dx) / ratio, (round(top * ratio + dy) - dy) / ratio
        if count:
            columns.append(QRectF(x1, top, max(x2 - x1 - gap, 1.0), bottom - top))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush(theme.tint(cluster.accent, 0.7)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not ratio)  # they end on whole pixels
    painter.drawRects(columns)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def cluster_box(box: Box, text_px: float, height: float) -> Box:
    """The drawn pill: `height` high, as wide as its number needs, around the centre of `box`."""
    x, y = box.centre
    width = max(height, text_px + height * 0.55)
    return Box(x - width / 2, y - height / 2, width, height)


def _cross(x: float, y: float, reach: float) -> list[QLineF]:
    return [
        QLineF(x - reach, y - reach, x + reach, y + reach),
        QLineF(x - reach, y + reach, x + reach, y - reach),
    ]
