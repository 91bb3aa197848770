"""Small forms inked once and stamped from then on: the curves of a mark or a disc cost only the first time.

A stamp falls on parts of a pixel of the device: no eye sees it from the form itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from math import ceil
from threading import local

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QStaticText, QTransform

from viewer.paint.fonts import font_for
from viewer.paint.pens import Grid
from viewer.timeline.scene import Role

PARTS = 4
"""A stamp falls on quarters of a pixel of the device."""
MOST = 2000
"""So many stamps, and so many texts, are kept; then it begins anew."""

Ink = Callable[..., None]
"""Draws a form around a point, from what it is, a painter, x and y; the painter's pen and brush are changed."""

_stamps: dict[tuple[Hashable, float, int, int], QImage] = {}


class _Own(local):
    """The texts of a thread: their glyphs are those of its own fonts (see `viewer.paint.fonts`)."""

    def __init__(self) -> None:
        self.texts: dict[tuple[str, Role], QStaticText] = {}


_own = _Own()


def stamp(
    painter: QPainter, grid: Grid, x: float, y: float, reach: float, key: Hashable, ink: Ink, *what: object
) -> None:
    """What `ink` draws of `what` within `reach` px of (x, y), kept under `key`; on paper the form itself."""
    ratio = grid.ratio
    if ratio < 1.0:
        ink(*what, painter, x, y)
        return
    left, part_x = divmod(round(PARTS * (x * ratio + grid.dx)), PARTS)
    top, part_y = divmod(round(PARTS * (y * ratio + grid.dy)), PARTS)
    whole = key, ratio, part_x, part_y
    image = _stamps.get(whole)
    if image is None:
        if len(_stamps) >= MOST:
            _stamps.clear()
        image = _stamps[whole] = _inked(ratio, part_x, part_y, reach, ink, what)
    middle = image.width() // 2
    painter.drawImage(QPointF((left - middle - grid.dx) / ratio, (top - middle - grid.dy) / ratio), image)


def _inked(
    ratio: float, part_x: int, part_y: int, reach: float, ink: Ink, what: tuple[object, ...]
) -> QImage:
    middle = ceil(reach * ratio)
    image = QImage(2 * middle + 1, 2 * middle + 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(middle + part_x / PARTS, middle + part_y / PARTS)
        painter.scale(ratio, ratio)
        ink(*what, painter, 0.0, 0.0)
    image.setDevicePixelRatio(ratio)
    return image


def write(
    painter: QPainter, text: str, role: Role, x: float, baseline: float, ascent: float, grid: Grid
) -> None:
    """`text` in the painter's pen and font, which is that of `role`, its glyphs chosen and placed once."""
    if grid.ratio:
        painter.drawStaticText(QPointF(x, grid.edge_y(baseline) - ascent), _laid_out(text, role))
    else:  # on paper a text stays a text
        painter.drawText(QPointF(x, baseline), text)


def _laid_out(text: str, role: Role) -> QStaticText:
    texts = _own.texts
    found = texts.get((text, role))
    if found is None:
        if len(texts) >= MOST:
            texts.clear()
        found = QStaticText(text)
        found.setTextFormat(Qt.TextFormat.PlainText)
        found.prepare(QTransform(), font_for(role))
        texts[text, role] = found
    return found
