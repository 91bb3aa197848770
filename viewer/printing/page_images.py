"""Pages as pictures: what the print preview shows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage, QPainter

from viewer.page_options import PX_PER_MM, PageOptions
from viewer.printing.document import Pages


@dataclass(frozen=True, slots=True)
class PageImages:
    """The sheets of `pages`, white paper and margins included, drawn when they are asked for."""

    pages: Pages
    options: PageOptions

    @property
    def count(self) -> int:
        return self.pages.count

    @property
    def size_mm(self) -> tuple[float, float]:
        return self.options.sheet_mm

    @property
    def across(self) -> int:
        """A poster's sheets lie side by side."""
        return max(self.options.poster[0], 1)

    def image(self, number: int, width_px: int) -> QImage:
        """One sheet, `width_px` pixels wide; grey when it will be printed so."""
        width, height = self.options.sheet_mm
        scale = width_px / (width * PX_PER_MM)
        image = QImage(
            max(width_px, 1), max(round(height * PX_PER_MM * scale), 1), QImage.Format.Format_RGB32
        )
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        painter.scale(scale, scale)
        margin = self.options.margin_mm * PX_PER_MM
        painter.translate(margin, margin)
        self.pages.paint(painter, number)
        painter.end()
        return image
