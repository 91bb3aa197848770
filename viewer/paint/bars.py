"""Windows of time in ink: extent, edges and trust of a bar (and nothing else about it)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPolygonF

from viewer.model.edtf_date import Edge
from viewer.paint.pens import DASHES, DOTS, Grid, brush, colour, pen
from viewer.paint.plain_bars import Looks, even_fill, ink_plain, is_plain, outline, rounded, snapped
from viewer.theme import Theme
from viewer.timeline.event_cards import STRIP_PX
from viewer.timeline.scene import Bar, Role
from viewer.timeline.symbols import BarForm, bar_form, hatching


def ink_bars(painter: QPainter, bars: Sequence[Bar], theme: Theme, grid: Grid) -> None:
    """Bars one over another. The painter's pen and brush are changed."""
    for plain, run in groupby(bars, is_plain):
        if plain and grid.ratio:
            ink_plain(painter, tuple(run), theme, grid)
        else:
            for bar in run:
                _ink_bar(painter, bar, theme, grid)


def _ink_bar(painter: QPainter, bar: Bar, theme: Theme, grid: Grid) -> None:
    style = bar.style
    if bar.role is Role.CARD:
        _ink_card(painter, bar, theme, grid)
        return
    width = theme.ink(bar.role).width
    ghost = bar.role is not Role.EVENT
    line = outline(theme, bar.role, style.accent)
    outline_dash = DOTS if style.dotted else (DASHES if bar.role is Role.GHOST else ())
    outline_width = width * 1.5 if style.dotted else width
    solid = pen(line, outline_width, outline_dash)
    bar = Bar(snapped(bar.box, grid), bar.core_x1, bar.core_x2, bar.ref, bar.role, bar.style)
    if style.start is style.end is Edge.KNOWN and not outline_dash:
        rounded(painter, bar.box, Looks(line, _even_fill(bar, theme), width))
        if style.status == "partial":
            _first_half(painter, bar, theme)
        return
    form = bar_form(bar)
    fill = None if bar.role is Role.GHOST else _fill(bar, form, theme)
    painter.setPen(Qt.PenStyle.NoPen)
    if fill is not None:
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in form.body]))
    if style.status == "partial":
        _first_half(painter, bar, theme)
    if form.heads:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush(line))
        for head in form.heads:
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in head]))
    if theme.hatched and form.faded and not ghost:
        painter.setPen(pen(line, width * 0.75))
        painter.drawLines(_lines(hatching(bar, form)))
    if form.solid:
        painter.setPen(solid)
        painter.drawLines(_lines(form.solid))
    if form.dashed:
        painter.setPen(pen(line, outline_width, DOTS if style.dotted else DASHES))
        painter.drawLines(_lines(form.dashed))
    if form.caps:
        painter.setPen(pen(line, width * 2, outline_dash))
        painter.drawLines(_lines(form.caps))
    if form.chevrons:
        painter.setPen(pen(line, width * 1.25))
        for chevron in form.chevrons:
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in chevron]))


def _ink_card(painter: QPainter, bar: Bar, theme: Theme, grid: Grid) -> None:
    """The ground of a card, within a hairline, a strip of accent at its left."""
    box = snapped(bar.box, grid)
    painter.setPen(pen(theme.ink(Role.CARD).colour, theme.ink(Role.CARD).width))
    painter.setBrush(brush(theme.palette["panel"]))
    painter.drawRect(QRectF(box.x, box.y, box.width, box.height))
    painter.fillRect(QRectF(box.x, box.y, STRIP_PX, box.height), colour(theme.accent(bar.style.accent)))


def _even_fill(bar: Bar, theme: Theme) -> str:
    style = bar.style
    return even_fill(theme, bar.role, style.accent, style.filled and style.status != "partial")


def _fill(bar: Bar, form: BarForm, theme: Theme) -> QBrush | None:
    style = bar.style
    if bar.role is Role.CONFLICT or not form.faded:
        return brush(_even_fill(bar, theme))
    share = theme.done if style.filled and style.status != "partial" else theme.planned
    share = max(share, theme.fading)
    if theme.hatched:
        return brush(theme.palette["ground"]) if not style.filled else None
    nil_1, full_1, full_2, nil_2 = form.fades
    gradient = QLinearGradient(nil_1, 0.0, nil_2, 0.0)
    length = max(nil_2 - nil_1, 0.001)
    accent = theme.accent(style.accent)
    nothing, full = (
        colour(accent, 0.0 if Edge.NONE in (style.start, style.end) else 0.03),
        colour(accent, share),
    )
    if full_1 > nil_1:
        gradient.setColorAt(0.0, nothing)
    gradient.setColorAt(min(1.0, (full_1 - nil_1) / length), full)
    gradient.setColorAt(min(1.0, (full_2 - nil_1) / length), full)
    if nil_2 > full_2:
        gradient.setColorAt(1.0, nothing)
    return QBrush(gradient)


def _first_half(painter: QPainter, bar: Bar, theme: Theme) -> None:
    """Fill the first half: it succeeded in part."""
    box, accent = bar.box, bar.style.accent
    half = QRectF(box.x + 0.5, box.y + 0.5, box.width / 2, box.height - 1)
    painter.fillRect(half, colour(theme.tint(accent, theme.done)))
    painter.setPen(pen(theme.accent(accent), 1.0))
    painter.drawLine(QLineF(half.right(), half.top(), half.right(), half.bottom()))


def _lines(lines: tuple[tuple[float, float, float, float], ...]) -> list[QLineF]:
    return [QLineF(*line) for line in lines]
