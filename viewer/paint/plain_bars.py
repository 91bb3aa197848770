"""Bars with plain sides in ink: their rounded ends are pictures made once, what lies between them is filled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from viewer.model.edtf_date import Edge
from viewer.paint.pens import Grid, brush, colour, pen
from viewer.theme import GHOST_SHARE, SHEET_SHARE, Theme
from viewer.timeline.scene import Bar, Box, Role

CORNER_PX = 2.0
END_PX = 4.0
"""So much of a bar is its end."""
SHORT_PX = 3 * END_PX
"""A bar that is not longer is drawn as a whole."""


class Looks(Struct, frozen=True):
    """The outline and the fill of a bar, the width of its outline."""

    line: str
    fill: str
    width: float


def is_plain(bar: Bar) -> bool:
    """Whether its outline runs round it in one go, and nothing is drawn within."""
    style = bar.style
    return (
        style.start is Edge.KNOWN
        and style.end is Edge.KNOWN
        and not style.dotted
        and style.status != "partial"
        and bar.role is not Role.GHOST
        and bar.role is not Role.CARD
    )


@lru_cache(maxsize=512)
def even_fill(theme: Theme, role: Role, accent: int, filled: bool) -> str:
    """The colour of a bar that does not fade: what is done is full, what is planned or done in part is light."""
    share = theme.done if filled else theme.planned
    return theme.palette["ground"] if role is Role.CONFLICT or not share else theme.tint(accent, share)


@lru_cache(maxsize=512)
def outline(theme: Theme, role: Role, accent: int) -> str:
    """The colour of the outline of a bar."""
    if role is Role.EVENT:
        return theme.accent(accent)
    return theme.tint(accent, SHEET_SHARE if role is Role.CLUSTER else GHOST_SHARE)


@lru_cache(maxsize=512)
def _looks(theme: Theme, role: Role, accent: int, filled: bool) -> Looks:
    fill = even_fill(theme, role, accent, filled)
    return Looks(outline(theme, role, accent), fill, theme.ink(role).width)


def ink_plain(painter: QPainter, bars: Sequence[Bar], theme: Theme, grid: Grid) -> None:
    """Plain bars one over another. The painter's pen and brush are changed."""
    ratio, dx, dy = grid.ratio, grid.dx, grid.dy
    middle = grid.line_x(0.0, 1.0) - grid.edge_x(0.0)  # of a line of one px, in which an outline runs
    inked: dict[tuple[float, float], tuple[Looks, float, float]] = {}  # the last on each line that was filled
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for bar in bars:
        looks, box = _looks(theme, bar.role, bar.style.accent, bar.style.filled), bar.box
        width = looks.width
        before, behind = (middle - width / 2) * ratio, (middle + width / 2) * ratio
        if not grid.whole(width) or before != round(before) or box.width <= SHORT_PX:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rounded(painter, snapped(box, grid), looks)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            continue
        left, right = round(box.x * ratio + dx) + before, round((box.x + box.width) * ratio + dx) + behind
        top, bottom = round(box.y * ratio + dy) + before, round((box.y + box.height) * ratio + dy) + behind
        first, last = _ends(looks, round(bottom - top), ratio)
        y, height, end = (top - dy) / ratio, (bottom - top) / ratio, first.width()
        painter.drawImage(QPointF((left - dx) / ratio, y), first)
        painter.drawImage(QPointF((right - end - dx) / ratio, y), last)
        below, first_x, last_x = inked.get((top, bottom), (None, 0.0, 0.0))
        if below is looks and first_x <= left and right <= last_x:
            continue  # upon one that looks the same: nothing but its ends is seen
        inked[top, bottom] = looks, left, right
        x, length = (left + end - dx) / ratio, (right - left - 2 * end) / ratio
        painter.fillRect(QRectF(x, y, length, height), colour(looks.line))
        painter.fillRect(QRectF(x, y + width, length, height - 2 * width), colour(looks.fill))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


@lru_cache(maxsize=512)
def _ends(looks: Looks, height: int, ratio: float) -> tuple[QImage, QImage]:
    """The left and the right end of a bar of `height` pixels of the device, its outline included."""
    length, width = round(END_PX * ratio), looks.width
    found = []
    for left in (0.0, -SHORT_PX + length / ratio):
        image = QImage(length, height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(ratio, ratio)
            box = Box(left + width / 2, width / 2, SHORT_PX - width, height / ratio - width)
            rounded(painter, box, looks)
        image.setDevicePixelRatio(ratio)
        found.append(image)
    return found[0], found[1]


def rounded(painter: QPainter, box: Box, looks: Looks) -> None:
    """A whole bar, its outline in the middle of the sides of `box`."""
    painter.setPen(pen(looks.line, looks.width))
    painter.setBrush(brush(looks.fill))
    painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), CORNER_PX, CORNER_PX)


def snapped(box: Box, grid: Grid) -> Box:
    """The box with its sides in the middle of whole pixels, for an outline of one px to run in."""
    if not grid.ratio:
        return box
    x1, x2 = grid.line_x(box.x, 1.0), grid.line_x(box.right, 1.0)
    y1, y2 = grid.line_y(box.y, 1.0), grid.line_y(box.bottom, 1.0)
    return Box(x1, y1, x2 - x1, y2 - y1)
