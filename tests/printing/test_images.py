"""Images as files."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.paint.sample import sample_scene
from viewer.printing.images import png_bytes, scene_image
from viewer.theme import DARK, LIGHT, Theme
from viewer.timeline.scene import Scene


def png(theme: Theme, scale: float = 1.0, texts: Mapping[str, str] | None = None) -> bytes:
    return png_bytes(scene_image(sample_scene(), theme, scale), scale, texts or {})


def read(data: bytes) -> QImage:
    image = QImage()
    assert image.loadFromData(data)
    return image


@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.0])
def test_a_picture_read_back_is_the_one_drawn(qtbot: QtBot, ratio: float) -> None:
    drawn = scene_image(sample_scene(), DARK, ratio)
    drawn.setDevicePixelRatio(1.0)
    saved = read(png(DARK, ratio)).convertToFormat(QImage.Format.Format_RGB32)
    assert (saved.width(), saved.height()) == (round(900 * ratio), round(620 * ratio))
    assert bytes(saved.constBits()) == bytes(drawn.constBits())


def test_a_larger_picture_prints_at_the_same_size(qtbot: QtBot) -> None:
    for ratio in (1.0, 2.0):
        saved = read(png(LIGHT, ratio))
        assert saved.width() / saved.dotsPerMeterX() == pytest.approx(900 / 96 * 0.0254, rel=0.001)


def test_texts_are_saved_in_the_picture(qtbot: QtBot) -> None:
    saved = read(png(LIGHT, 1.0, {"Title": "To the far side", "Source": "data"}))
    assert saved.text("Title") == "To the far side"


def test_equal_scenes_give_equal_bytes(qtbot: QtBot) -> None:
    assert png(LIGHT) == png(LIGHT)
    assert png(LIGHT) != png(DARK)


@pytest.mark.parametrize("size", [(0.0, 10.0), (50_000.0, 10.0)])
def test_a_picture_too_large_or_empty_is_refused(qtbot: QtBot, size: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no picture of"):
        scene_image(Scene(*size, 0, 0, 0, ()), LIGHT)


def test_a_picture_without_pixels_cannot_be_written(qtbot: QtBot) -> None:
    with pytest.raises(OSError, match="could not be written"):
        png_bytes(QImage(), 1.0, {})
