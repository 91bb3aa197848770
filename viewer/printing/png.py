"""A scene as a picture file: PNG at one, two, three times its size."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter

from viewer.paint.qt_painter import paint_scene
from viewer.theme import Theme
from viewer.timeline.scene import Scene

LARGEST_PX = 32_000
"""Wider or higher pictures are refused: Qt's painter ends there."""


def scene_image(scene: Scene, theme: Theme, ratio: float = 1.0) -> QImage:
    """The scene in pixels, `ratio` of them in one of its own. ValueError when that is too large."""
    width, height = round(scene.width * ratio), round(scene.height * ratio)
    if not (0 < width <= LARGEST_PX and 0 < height <= LARGEST_PX):
        raise ValueError(f"no picture of {width} × {height} pixels")
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    paint_scene(painter, scene, theme)
    painter.end()
    return image


def png_bytes(scene: Scene, theme: Theme, ratio: float = 1.0, texts: dict[str, str] | None = None) -> bytes:
    """The picture as PNG; `texts` (title, source …) go into the file. Equal scenes give equal bytes."""
    image = scene_image(scene, theme, ratio)
    image.setDotsPerMeterX(round(96 * ratio / 0.0254))
    image.setDotsPerMeterY(round(96 * ratio / 0.0254))
    for key, value in (texts or {}).items():
        image.setText(key, value)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("the picture could not be written as PNG")
    buffer.close()
    return bytes(data.data())
