"""What the painter draws from cached images looks as what it draws anew, at every place and pixel ratio."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from viewer.paint import qt_painter
from viewer.paint.fonts import font_for
from viewer.paint.pens import pixel_grid
from viewer.paint.primitives import NO_GRID, Circle, PixelGrid, PlacedSymbol, Rect, Symbol, Text, stroke
from viewer.paint.qt_painter import SUBPIXELS, _Painter
from viewer.theme import HIGH_CONTRAST, LIGHT, Theme
from viewer.timeline.scene import Bar, Box, Role, Style

DISC = Symbol(
    (
        Circle(0.0, 0.0, 7.0, LIGHT.accent(0), stroke(LIGHT.palette["ground"], 1.0)),
        Rect(Box(0.0, 0.0, 5.0, 5.0), LIGHT.palette["today"]),
    ),
    9.0,
)


def image_of(ratio: float, paint: Callable[[QPainter], None]) -> bytes:
    image = QImage(round(60 * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        paint(painter)
    return bytes(image.constBits())


def max_difference(first: bytes, second: bytes) -> int:
    """The largest difference of a channel."""
    return max(abs(a - b) for a, b in zip(first, second, strict=True))


def draw_symbol(painter: QPainter, x: float, y: float, grid: PixelGrid | None = None) -> None:
    _Painter(painter, LIGHT, grid or pixel_grid(painter))._symbol(PlacedSymbol(DISC, x, y))


def draw_bars(painter: QPainter, bars: list[Bar], theme: Theme, grid: PixelGrid | None = None) -> None:
    _Painter(painter, theme, grid or pixel_grid(painter))._bars(bars)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize(("x", "y"), [(20.0, 20.0), (20.2, 19.4), (31.75, 20.5), (22.9, 18.1)])
def test_a_copied_symbol_looks_as_one_that_is_drawn(qtbot: QtBot, ratio: float, x: float, y: float) -> None:
    step = SUBPIXELS * ratio
    near_x, near_y = round(x * step) / step, round(y * step) / step
    drawn = image_of(ratio, lambda painter: draw_symbol(painter, near_x, near_y, NO_GRID))
    for _time in range(2):  # the second copy is of a cached image
        copied = image_of(ratio, lambda painter: draw_symbol(painter, x, y))
        assert max_difference(copied, drawn) <= 3
    moved = image_of(ratio, lambda painter: draw_symbol(painter, near_x + 1, near_y, NO_GRID))
    assert max_difference(drawn, moved) > 50


def test_a_symbol_is_drawn_once_for_all_places_that_are_alike(qtbot: QtBot) -> None:
    qt_painter._symbol_image.cache_clear()

    def row(painter: QPainter) -> None:
        for x in range(10, 50, 5):
            draw_symbol(painter, float(x), 20.0)

    image_of(1.0, row)
    assert qt_painter._symbol_image.cache_info().currsize == 1


def test_the_caches_are_bounded() -> None:
    for cache in (qt_painter._symbol_image, qt_painter._bar_ends, qt_painter._thread.static_text):
        assert 0 < (cache.cache_info().maxsize or 0) <= 2000


@pytest.mark.parametrize("text", ["Chang'e-6", "+12", "嫦娥六号", "ffi, 2024–2030"])
def test_a_cached_text_looks_as_one_that_is_drawn(qtbot: QtBot, text: str) -> None:
    label = Text(text, Role.LABEL, 3.3, 20.0, LIGHT.style(Role.LABEL).colour)

    def cached(painter: QPainter) -> None:
        _Painter(painter, LIGHT, pixel_grid(painter))._texts((label,))

    def drawn(painter: QPainter) -> None:
        painter.setFont(font_for(Role.LABEL))
        painter.setPen(QColor(LIGHT.style(Role.LABEL).colour))
        painter.drawText(QPointF(3.3, 25.0), text)

    for _time in range(2):
        assert max_difference(image_of(1.0, cached), image_of(1.0, drawn)) == 0


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("width", [8.0, 30.0, 41.3])
@pytest.mark.parametrize("theme", [LIGHT, HIGH_CONTRAST], ids=lambda theme: theme.name)
def test_a_bar_of_cached_ends_looks_as_a_rounded_rectangle(
    qtbot: QtBot, ratio: float, width: float, theme: Theme
) -> None:
    bar = Bar(Box(7.3, 9.2, width, 17.0), 0.0, 0.0, "event/x", Role.EVENT, Style())

    def snapped(painter: QPainter) -> None:
        box = pixel_grid(painter).outline(bar.box)
        whole = Bar(box, 0.0, 0.0, bar.ref, bar.role, bar.style)
        draw_bars(painter, [whole], theme, NO_GRID)

    parts = image_of(ratio, lambda painter: draw_bars(painter, [bar], theme))
    assert max_difference(parts, image_of(ratio, snapped)) <= 3


def test_bars_on_a_bar_of_the_same_style_look_as_bars_drawn_one_by_one(qtbot: QtBot) -> None:
    def bar(x: float, width: float, lane: int = 0) -> Bar:
        return Bar(Box(x, 9.0, width, 17.0), 0.0, 0.0, "event/x", Role.CLUSTER, Style(lane, False))

    bars = [bar(3.0, 52.0), bar(20.0, 30.0), bar(30.0, 40.0)]

    def together(painter: QPainter) -> None:
        draw_bars(painter, bars, LIGHT)

    def alone(painter: QPainter) -> None:
        for single in bars:
            draw_bars(painter, [single], LIGHT)

    assert image_of(1.0, together) == image_of(1.0, alone)
    bars.insert(1, bar(10.0, 30.0, 1))  # the next bar covers a part of it
    assert image_of(1.0, together) == image_of(1.0, alone)
