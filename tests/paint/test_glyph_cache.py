"""A stamp looks as the form itself does, at every place and ratio, and few are kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from viewer.paint import glyph_cache
from viewer.paint.fonts import font_for, metrics_for
from viewer.paint.glyph_cache import stamp, write
from viewer.paint.pens import Grid
from viewer.paint.plain_bars import Looks, even_fill, ink_plain, rounded, snapped
from viewer.theme import HIGH_CONTRAST, LIGHT, Theme
from viewer.timeline.scene import Bar, Box, Role, Style


def pictured(ratio: float, ink: Callable[[QPainter], None]) -> bytes:
    image = QImage(round(60 * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        ink(painter)
    return bytes(image.constBits())


def worst(one: bytes, other: bytes) -> int:
    """The largest difference of a channel."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def disc(painter: QPainter, x: float, y: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#204060"))
    painter.drawEllipse(QPointF(x, y), 7.0, 7.0)
    painter.fillRect(QRectF(x, y, 5.0, 5.0), QColor("#E0B040"))


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize(("x", "y"), [(20.0, 20.0), (20.2, 19.4), (31.75, 20.5), (22.9, 18.1)])
def test_a_stamp_looks_as_the_form_itself(qtbot: QtBot, ratio: float, x: float, y: float) -> None:
    step = glyph_cache.PARTS * ratio
    near_x, near_y = round(x * step) / step, round(y * step) / step
    form = pictured(ratio, lambda painter: disc(painter, near_x, near_y))

    def stamped(painter: QPainter) -> None:
        stamp(painter, Grid.of(painter), x, y, 9.0, "disc", disc)

    assert worst(pictured(ratio, stamped), form) <= 3
    assert worst(pictured(ratio, stamped), form) <= 3  # the kept one too
    assert worst(form, pictured(ratio, lambda painter: disc(painter, near_x + 1, near_y))) > 50


def test_a_form_is_inked_once_for_all_its_like_places(qtbot: QtBot) -> None:
    inked: list[float] = []

    def ink(painter: QPainter, x: float, y: float) -> None:
        inked.append(x)
        disc(painter, x, y)

    def row(painter: QPainter) -> None:
        for x in range(10, 50, 5):
            stamp(painter, Grid.of(painter), float(x), 20.0, 9.0, object, ink)

    pictured(1.0, row)
    assert len(inked) == 1


def test_where_no_pixels_matter_the_form_itself_is_inked_in_its_place(qtbot: QtBot) -> None:
    places: list[tuple[float, float]] = []
    pictured(
        1.0,
        lambda painter: stamp(
            painter, Grid(0.0), 7.3, 8.1, 9.0, "it", lambda _p, x, y: places.append((x, y))
        ),
    )
    assert places == [(7.3, 8.1)]


def test_no_more_stamps_and_texts_are_kept_than_most(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyph_cache, "MOST", 5)
    monkeypatch.setattr(glyph_cache, "_stamps", {})
    monkeypatch.setattr(glyph_cache._own, "texts", {})

    def many(painter: QPainter) -> None:
        for number in range(12):
            stamp(painter, Grid.of(painter), 20.0, 20.0, 9.0, number, disc)
            write(painter, str(number), Role.LABEL, 5.0, 20.0, 10.0, Grid.of(painter))

    pictured(1.0, many)
    assert 0 < len(glyph_cache._stamps) <= 5
    assert 0 < len(glyph_cache._own.texts) <= 5


@pytest.mark.parametrize("text", ["Chang'e-6", "+12", "嫦娥六号", "ffi, 2024–2030"])
def test_a_text_laid_out_once_looks_as_one_drawn_anew(qtbot: QtBot, text: str) -> None:
    _metrics, ascent, _descent = metrics_for(Role.LABEL)

    def anew(painter: QPainter) -> None:
        painter.setFont(font_for(Role.LABEL))
        painter.drawText(QPointF(3.3, 25.0), text)

    def written(painter: QPainter) -> None:
        painter.setFont(font_for(Role.LABEL))
        write(painter, text, Role.LABEL, 3.3, 25.0, ascent, Grid.of(painter))

    assert worst(pictured(1.0, written), pictured(1.0, anew)) == 0


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("width", [8.0, 30.0, 41.3])
@pytest.mark.parametrize("theme", [LIGHT, HIGH_CONTRAST], ids=lambda theme: theme.name)
def test_a_bar_made_of_ends_and_fills_looks_as_a_rounded_rectangle(
    qtbot: QtBot, ratio: float, width: float, theme: Theme
) -> None:
    bar = Bar(Box(7.3, 9.2, width, 17.0), 0.0, 0.0, "event/x", Role.EVENT, Style())
    looks = Looks(theme.accent(0), even_fill(theme, Role.EVENT, 0, True), theme.ink(Role.EVENT).width)

    def whole(painter: QPainter) -> None:
        rounded(painter, snapped(bar.box, Grid.of(painter)), looks)

    def parts(painter: QPainter) -> None:
        ink_plain(painter, [bar], theme, Grid.of(painter))

    assert worst(pictured(ratio, parts), pictured(ratio, whole)) <= 3


def test_bars_upon_one_that_looks_the_same_look_as_bars_drawn_one_by_one(qtbot: QtBot) -> None:
    def bar(x: float, width: float, accent: int = 0) -> Bar:
        return Bar(Box(x, 9.0, width, 17.0), 0.0, 0.0, "event/x", Role.CLUSTER, Style(accent, False))

    bars = [bar(3.0, 52.0), bar(20.0, 30.0), bar(30.0, 40.0)]

    def together(painter: QPainter) -> None:
        ink_plain(painter, bars, LIGHT, Grid.of(painter))

    def alone(painter: QPainter) -> None:
        for it in bars:
            ink_plain(painter, [it], LIGHT, Grid.of(painter))

    assert pictured(1.0, together) == pictured(1.0, alone)
    bars.insert(1, bar(10.0, 30.0, 1))  # which the next covers in part
    assert pictured(1.0, together) == pictured(1.0, alone)
