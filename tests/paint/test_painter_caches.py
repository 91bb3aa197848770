"""What the painter draws from cached images looks as what it draws anew, at every place and pixel ratio."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from viewer.paint.fonts import font_for
from viewer.paint.pens import pixel_grid
from viewer.paint.primitives import NO_GRID, PixelGrid
from viewer.paint.qt_painter import SUBPIXELS, paint_shapes
from viewer.theme import HIGH_CONTRAST, LIGHT, Theme
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Shape, Style


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


def draw(painter: QPainter, shapes: Sequence[Shape], theme: Theme = LIGHT, grid: PixelGrid | None = None) -> None:
    """Draw shapes to the pixels of the device; with NO_GRID as they are drawn on paper, without any cached image."""
    paint_shapes(painter, shapes, theme, grid or pixel_grid(painter))


def mark(x: float, y: float) -> Mark:
    """A mark with its centre at a point."""
    return Mark(Box(x - 8.0, y - 8.0, 16.0, 16.0), "up", "event/x", Role.EVENT, Style())


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize(("x", "y"), [(20.0, 20.0), (20.2, 19.4), (31.75, 20.5), (22.9, 18.1)])
def test_a_copied_symbol_looks_as_one_that_is_drawn(qtbot: QtBot, ratio: float, x: float, y: float) -> None:
    step = SUBPIXELS * ratio
    near_x, near_y = round(x * step) / step, round(y * step) / step
    drawn = image_of(ratio, lambda painter: draw(painter, [mark(near_x, near_y)], grid=NO_GRID))
    for _time in range(2):  # the second copy is of a cached image
        copied = image_of(ratio, lambda painter: draw(painter, [mark(x, y)]))
        assert max_difference(copied, drawn) <= 3
    moved = image_of(ratio, lambda painter: draw(painter, [mark(near_x + 1, near_y)], grid=NO_GRID))
    assert max_difference(drawn, moved) > 50


@pytest.mark.parametrize("text", ["Chang'e-6", "+12", "嫦娥六号", "ffi, 2024–2030"])
def test_a_cached_text_looks_as_one_that_is_drawn(qtbot: QtBot, text: str) -> None:
    label = Label(Box(3.3, 12.0, 50.0, 16.0), text, Role.LABEL)

    def cached(painter: QPainter) -> None:
        draw(painter, [label])

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
        draw(painter, [whole], theme, NO_GRID)

    parts = image_of(ratio, lambda painter: draw(painter, [bar], theme))
    assert max_difference(parts, image_of(ratio, snapped)) <= 3


def test_bars_on_a_bar_of_the_same_style_look_as_bars_drawn_one_by_one(qtbot: QtBot) -> None:
    def bar(x: float, width: float, lane: int = 0) -> Bar:
        return Bar(Box(x, 9.0, width, 17.0), 0.0, 0.0, "event/x", Role.CLUSTER, Style(lane, False))

    bars = [bar(3.0, 52.0), bar(20.0, 30.0), bar(30.0, 40.0)]

    def together(painter: QPainter) -> None:
        draw(painter, bars)

    def alone(painter: QPainter) -> None:
        for single in bars:
            draw(painter, [single])

    assert image_of(1.0, together) == image_of(1.0, alone)
    bars.insert(1, bar(10.0, 30.0, 1))  # the next bar covers a part of it
    assert image_of(1.0, together) == image_of(1.0, alone)


def test_the_columns_of_a_cluster_look_on_paper_as_on_whole_pixels(qtbot: QtBot) -> None:
    strip = Cluster(Box(5.0, 8.0, 40.0, 24.0), 30, 0.0, 9.0, (), 0, "cluster/a/0/0", histogram=(1, 16, 4, 9))
    on_screen = image_of(1.0, lambda painter: draw(painter, [strip]))
    on_paper = image_of(1.0, lambda painter: draw(painter, [strip], grid=NO_GRID))
    same = sum(abs(first - second) < 48 for first, second in zip(on_screen, on_paper, strict=True))
    assert len(set(on_screen)) > 2
    assert same / len(on_screen) > 0.97
