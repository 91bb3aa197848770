"""Images: a scene as PNG, and the pages of a document for the print preview."""

from __future__ import annotations

from collections.abc import Mapping
from threading import local

from msgspec import Struct
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage, QPainter

from viewer.export_request import ExportRequest
from viewer.i18n import in_language
from viewer.page_options import PX_PER_MM
from viewer.paint.qt_painter import paint_scene
from viewer.printing.document import PrintDocument
from viewer.progress import ProgressCallback, ignore_progress
from viewer.theme import Theme
from viewer.timeline.scene import Scene

MAX_SIDE_PX = 32_000  # Qt paints no wider or higher images


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
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("the picture could not be written as PNG")
    buffer.close()
    return bytes(buffer.data().data())


class PageImages(Struct, frozen=True, eq=False):
    """The pages of a request on white paper with their margins, drawn when they are asked for."""

    request: ExportRequest
    count: int

    @property
    def page_mm(self) -> tuple[float, float]:
        """Width and height of a page."""
        return self.request.pages.page_mm

    @property
    def columns(self) -> int:
        """How many pages are shown side by side: those of a poster."""
        return max(self.request.pages.poster[0], 1)

    def image(self, number: int, width_px: int) -> QImage:
        """The page with this number from 0, `width_px` pixels wide."""
        options = self.request.pages
        width, height = options.page_mm
        scale = width_px / (width * PX_PER_MM)
        image = QImage(max(width_px, 1), max(round(height * PX_PER_MM * scale), 1), QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        document = _document(self.request)
        with in_language(self.request.language), QPainter(image) as painter:
            painter.scale(scale, scale)
            margin = options.margin_mm * PX_PER_MM
            painter.translate(margin, margin)
            document.paint(painter, number)
        return image


def page_images(request: ExportRequest, progress: ProgressCallback) -> PageImages:
    """The pages of a request, laid out on this thread."""
    return PageImages(request, _document(request, progress).count)


_thread = local()


def _document(request: ExportRequest, progress: ProgressCallback = ignore_progress) -> PrintDocument:
    """The document of a request, kept on this thread until another one is asked for.

    Qt draws and frees text on the thread on which it was laid out.
    """
    document: PrintDocument | None = getattr(_thread, "document", None)
    if document is None or document.request is not request:
        with in_language(request.language):
            document = PrintDocument(request, *request.pages.area_px, progress)
        _thread.document = document
    return document
