"""A scene as a PNG."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter

from viewer.paint.qt_painter import paint_scene
from viewer.theme import Theme
from viewer.timeline.scene import Scene

MAX_SIDE_PX = 32_000
"""Qt paints no wider or higher images."""


def scene_image(scene: Scene, theme: Theme, scale: float = 1.0) -> QImage:
    """The scene in pixels, `scale` of them for one of the scene. ValueError for a size that Qt cannot paint."""
    width, height = round(scene.width * scale), round(scene.height * scale)
    if not (0 < width <= MAX_SIDE_PX and 0 < height <= MAX_SIDE_PX):
        raise ValueError(f"no picture of {width} × {height} pixels")
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    image.setDevicePixelRatio(scale)
    with QPainter(image) as painter:
        paint_scene(painter, scene, theme)
    return image


def png_bytes(image: QImage, scale: float, texts: Mapping[str, str]) -> bytes:
    """The image as PNG with text chunks; it prints as large at every scale. Equal images give equal bytes."""
    image.setDotsPerMeterX(round(96 * scale / 0.0254))
    image.setDotsPerMeterY(round(96 * scale / 0.0254))
    for key, value in texts.items():
        image.setText(key, value)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("the picture could not be written as PNG")
    buffer.close()
    return bytes(data.data())
