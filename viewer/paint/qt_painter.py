"""`paint_scene`: a finished picture in ink, on any paint device. Decides nothing about places or words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from viewer.paint.bars import ink_bars
from viewer.paint.fonts import font_for, font_measure, load_fonts, metrics_for
from viewer.paint.glyph_cache import write
from viewer.paint.highlights import paint_emphasis
from viewer.paint.marks import ink_bar_badge, ink_clusters, ink_mark
from viewer.paint.pens import DOTS, Grid, brush, colour, pen
from viewer.paint.reaches import ink_reaches
from viewer.theme import LEADER_SHARE, Theme
from viewer.timeline.draw_order import LINES_ON_TOP, blanks, depth, groups, in_margin, interrupted
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Reach, Role, Rule, Scene, Shape

__all__ = ["paint_emphasis", "paint_over", "paint_scene", "paint_shapes"]


def paint_scene(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Ink every shape of `scene`, its origin at the painter's. The painter comes back as it was.

    What happens in the lanes never reaches the headers or the axis: it is cut there, before these follow.
    """
    load_fonts()
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    grid = Grid.of(painter)
    painter.fillRect(QRectF(0, 0, scene.width, scene.height), colour(theme.palette["ground"]))
    lanes = QRectF(
        scene.header_px, scene.axis_px, scene.width - scene.header_px, scene.height - scene.axis_px
    )
    whole = QRectF(0, 0, scene.width, scene.height)
    margin = False
    shapes = scene.shapes
    if shapes and shapes[0] == Band(Box(0.0, 0.0, scene.width, scene.height), Role.GROUND):
        shapes = shapes[1:]  # was filled just now
    for group in groups(shapes):
        margin = margin or in_margin(group)
        painter.save()
        painter.setClipRect(whole if margin else lanes, Qt.ClipOperation.IntersectClip)
        paint_shapes(painter, group, theme, grid)
        painter.restore()
    painter.restore()


def paint_over(painter: QPainter, scene: Scene, shapes: Sequence[Shape], theme: Theme) -> None:
    """Ink `shapes` over the lanes of a painted scene: what belongs to a selection, and is not part of it."""
    if not shapes:
        return
    lanes = QRectF(
        scene.header_px, scene.axis_px, scene.width - scene.header_px, scene.height - scene.axis_px
    )
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setClipRect(lanes, Qt.ClipOperation.IntersectClip)
    paint_shapes(painter, shapes, theme, Grid.of(painter))
    painter.restore()


def paint_shapes(painter: QPainter, shapes: Sequence[Shape], theme: Theme, grid: Grid) -> None:
    """Ink one group from the ground up: bands, grid, bars, today, marks, clusters, words."""
    kinds: dict[type, list[Any]] = defaultdict(list)
    for shape in shapes:
        kinds[type(shape)].append(shape)
    rules: list[Rule] = kinds[Rule]
    bars: list[Bar] = kinds[Bar]
    marks: list[Mark] = kinds[Mark]
    clusters: list[Cluster] = kinds[Cluster]
    labels: list[Label] = kinds[Label]
    _ink_bands(painter, kinds[Band], frozenset(label.role for label in labels) & LINES_ON_TOP, theme, grid)
    _ink_rules(painter, [rule for rule in rules if rule.role not in LINES_ON_TOP], theme, grid)
    ink_reaches(painter, kinds[Reach], theme, grid)
    ink_bars(painter, sorted(bars, key=depth), theme, grid)
    if theme.hatched:
        _clear_hatching(painter, bars, labels, theme)
    boxes = [label.box for label in labels if label.role is not Role.MEASURE]
    on_top = [rule for rule in rules if rule.role in LINES_ON_TOP]
    _ink_rules(painter, [piece for rule in on_top for piece in interrupted(rule, boxes)], theme, grid)
    for bar in bars:
        ink_bar_badge(painter, bar, theme, grid)
    for mark in sorted(marks, key=depth):
        ink_mark(painter, mark, theme, grid)
    ink_clusters(painter, clusters, theme, grid)
    _ink_labels(painter, labels, theme, grid)


def _clear_hatching(painter: QPainter, bars: Sequence[Bar], labels: Sequence[Label], theme: Theme) -> None:
    """Words are not read through strokes: blank the hatching behind them."""
    ground = brush(theme.palette["ground"])
    for box in blanks(bars, labels):
        painter.fillRect(QRectF(box.x, box.y, box.width, box.height), ground)


def _ink_bands(
    painter: QPainter, bands: Sequence[Band], chips: frozenset[Role], theme: Theme, grid: Grid
) -> None:
    """Runs of like bands. A band whose role is in `chips` carries a word, and is drawn as a pill."""
    painter.setPen(Qt.PenStyle.NoPen)
    run: list[QRectF] = []
    style: tuple[Role, int] | None = None
    for band in (*bands, None):
        if band is None or (band.role, band.accent) != style:
            if style is not None:
                _ink_band_run(painter, run, *style, style[0] in chips, theme)
            run = []
            style = (band.role, band.accent) if band is not None else None
        if band is not None:
            x1, y1 = grid.edge_x(band.box.x), grid.edge_y(band.box.y)
            x2, y2 = grid.edge_x(band.box.x + band.box.width), grid.edge_y(band.box.y + band.box.height)
            run.append(QRectF(x1, y1, x2 - x1, y2 - y1))


def _ink_band_run(
    painter: QPainter, run: list[QRectF], role: Role, accent: int, chip: bool, theme: Theme
) -> None:
    if chip:
        painter.setBrush(brush(theme.ink(role).colour))
        for box in run:
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        return
    if role is Role.AS_OF:  # a veil over what nobody knew yet
        painter.setBrush(brush(theme.palette["ink"], 0.045))
    elif role is Role.DENSITY:
        painter.setBrush(brush(theme.tint(accent, 0.6)))
    elif accent >= 0:
        painter.setBrush(brush(theme.accent(accent)))
    else:
        painter.setBrush(brush(theme.ink(role).colour))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # they end on whole pixels
    painter.drawRects(run)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _ink_rules(painter: QPainter, rules: Sequence[Rule], theme: Theme, grid: Grid) -> None:
    """Runs of like rules; upright and level ones that cover whole pixels are filled, which costs the least."""
    lines: dict[tuple[str, float, tuple[float, ...]], list[QLineF]] = defaultdict(list)
    heads: dict[str, list[QPolygonF]] = defaultdict(list)
    filled: list[tuple[QRectF, str]] = []
    for rule in rules:
        tone, width, dash = _rule_looks(theme, rule.role, rule.accent)
        x1, y1, x2, y2 = rule.x1, rule.y1, rule.x2, rule.y2
        straight = True
        if x1 == x2:
            x1 = x2 = grid.line_x(x1, width)
        elif y1 == y2:
            y1 = y2 = grid.line_y(y1, width)
        else:
            straight = False
        if rule.arrow:
            x2, y2, head = _arrow(x1, y1, x2, y2)
            heads[tone].append(head)
            dash = ()
        if rule.dotted:
            lines[tone, width * 1.25, DOTS].append(QLineF(x1, y1, x2, y2))
        elif straight and not dash and grid.whole(width):
            filled.append((_pixels(x1, y1, x2, y2, width, grid), tone))
        else:
            lines[tone, width, dash].append(QLineF(x1, y1, x2, y2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for box, tone in filled:
        painter.fillRect(box, colour(tone))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for (tone, width, dash), some in lines.items():
        painter.setPen(pen(tone, width, dash))
        painter.drawLines(some)
    painter.setPen(Qt.PenStyle.NoPen)
    for tone, polygons in heads.items():
        painter.setBrush(brush(tone))
        for head in polygons:
            painter.drawPolygon(head)


@lru_cache(maxsize=512)
def _rule_looks(theme: Theme, role: Role, accent: int) -> tuple[str, float, tuple[float, ...]]:
    """The colour, the width and the dashes of a line."""
    ink = theme.ink(role)
    if role in (Role.LABEL, Role.LABEL_STRONG, Role.LABEL_MUTED):
        return theme.tint(accent, LEADER_SHARE), ink.width, ink.dash
    return theme.tint(accent, 0.85) if accent >= 0 else ink.colour, ink.width, ink.dash


def _pixels(x1: float, y1: float, x2: float, y2: float, width: float, grid: Grid) -> QRectF:
    """The whole pixels that an upright or level line of `width` covers."""
    half = width / 2
    if x1 == x2:
        top, bottom = grid.edge_y(min(y1, y2)), grid.edge_y(max(y1, y2))
        return QRectF(x1 - half, top, width, bottom - top)
    left, right = grid.edge_x(min(x1, x2)), grid.edge_x(max(x1, x2))
    return QRectF(left, y1 - half, right - left, width)


def _arrow(x1: float, y1: float, x2: float, y2: float) -> tuple[float, float, QPolygonF]:
    """Where the shaft ends, and the head from there to (x2, y2), six pixels long."""
    length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 0.001)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    foot_x, foot_y = x2 - ux * 6, y2 - uy * 6
    head = QPolygonF(
        [
            QPointF(x2, y2),
            QPointF(foot_x - uy * 2.6, foot_y + ux * 2.6),
            QPointF(foot_x + uy * 2.6, foot_y - ux * 2.6),
        ]
    )
    return foot_x, foot_y, head


def _ink_labels(painter: QPainter, labels: Sequence[Label], theme: Theme, grid: Grid) -> None:
    measure = font_measure()
    last: Role | None = None
    for label in sorted(labels, key=lambda label: label.role):
        if label.role is not last:
            last = label.role
            painter.setFont(font_for(label.role))
            painter.setPen(pen(label_colour(label, theme)))
            _metrics, ascent, descent = metrics_for(label.role)
        box, x = label.box, label.box.x
        if label.align != "left":
            free = box.width - measure(label.text, label.role)
            x += free / 2 if label.align == "centre" else free
        baseline = box.y + (box.height - ascent - descent) / 2 + ascent
        write(painter, label.text, label.role, x, baseline, ascent, grid)


def label_colour(label: Label, theme: Theme) -> str:
    """Words are ink, never accent: the shape beside them says the lane."""
    if label.role is Role.TODAY:
        return theme.palette["on-today"]
    if label.role in (Role.AS_OF, Role.MEASURE):
        return theme.palette["ground"]
    return theme.ink(label.role).colour
