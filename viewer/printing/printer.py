"""A document on any paged device: a printer, or Qt's PDF writer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from viewer.export_request import ExportRequest
from viewer.i18n import in_language
from viewer.page_options import MIN_MARGIN_MM, PAPERS, PageOptions
from viewer.paint.fonts import load_fonts
from viewer.printing.document import PrintDocument
from viewer.progress import Cancelled, ProgressCallback, ignore_progress, part_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

POINTS_PER_PX = 72 / 96
LAYOUT_SHARE = 0.6  # of the time that printing takes


class PrintArea(Struct, frozen=True):
    """The area within the margins in page pixels, and its place on the page in points."""

    width: float
    height: float
    left_pt: float
    top_pt: float
    page_height_pt: float

    def pdf_x(self, x: float) -> float:
        """Page pixels to points from the left edge of the page."""
        return self.left_pt + x * POINTS_PER_PX

    def pdf_y(self, y: float) -> float:
        """Page pixels from the top to points from the bottom edge of the page, as PDF counts."""
        return self.page_height_pt - self.top_pt - y * POINTS_PER_PX


def print_area(device: QPagedPaintDevice) -> PrintArea:
    """The area that `device` prints on."""
    layout = device.pageLayout()
    area = layout.paintRect(QPageLayout.Unit.Point)
    page = layout.fullRect(QPageLayout.Unit.Point)
    return PrintArea(area.width() / POINTS_PER_PX, area.height() / POINTS_PER_PX, area.x(), area.y(), page.height())


def paint_pages(
    device: QPagedPaintDevice, document: PrintDocument, numbers: Sequence[int], progress: ProgressCallback
) -> None:
    """Paint the pages with these numbers (from 0) on `device`.

    OSError where the device cannot be painted on or takes no further page.
    """
    load_fonts()
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the printer does not begin")
    try:
        scale = painter.viewport().width() / document.width
        for done, number in enumerate(numbers):
            progress(done / len(numbers))
            if done and not device.newPage():
                raise OSError("the printer takes no further page")
            painter.save()
            painter.scale(scale, scale)
            document.paint(painter, number)
            painter.restore()
    finally:
        painter.end()


def page_layout(options: PageOptions) -> QPageLayout:
    """Paper, orientation and margins as a QPageLayout."""
    size = QPageSize(QSizeF(*PAPERS[options.paper]), QPageSize.Unit.Millimeter, options.paper)
    portrait, landscape = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
    margins = QMarginsF(*[options.margin_mm] * 4)
    return QPageLayout(size, portrait if options.portrait else landscape, margins, QPageLayout.Unit.Millimeter)


def printer_names() -> tuple[str, ...]:
    """The names of the installed printers, the default one first."""
    from PySide6.QtPrintSupport import QPrinterInfo

    default = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != default, name.casefold())))


def printer_for(name: str, request: ExportRequest) -> QPrinter:
    """The printer `name`, set to the paper and colours of the request."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    printer.setDocName(request.title)
    printer.setCreator("Farside")
    printer.setPageLayout(page_layout(request.pages))
    grey, colour = QPrinter.ColorMode.GrayScale, QPrinter.ColorMode.Color
    printer.setColorMode(grey if request.pages.black else colour)
    return printer


def print_document(printer: QPrinter, request: ExportRequest, progress: ProgressCallback = ignore_progress) -> int:
    """Print the pages of the request, the same as in its PDF; returns how many were printed.

    The paper is that of the printer (`printer_for` sets it), the range of pages that of the options within that
    of the printer. OSError where the printer fails, ValueError where the range names no page. A job that is
    cancelled is aborted.
    """
    try:
        with in_language(request.language):
            # Use at least MIN_MARGIN_MM: the margins of a printer only say where it can print at all.
            margins = printer.pageLayout().margins(QPageLayout.Unit.Millimeter)
            sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
            wide = QMarginsF(*(max(side, MIN_MARGIN_MM) for side in sides))
            printer.setPageMargins(wide, QPageLayout.Unit.Millimeter)
            area = print_area(printer)
            document = PrintDocument(request, area.width, area.height, part_of(progress, 0.0, LAYOUT_SHARE))
            first, last = max(printer.fromPage(), 1), printer.toPage() or document.count
            numbers = [number for number in document.page_numbers() if first <= number + 1 <= last]
            paint_pages(printer, document, numbers, part_of(progress, LAYOUT_SHARE, 1.0))
            return len(numbers)
    except Cancelled:
        printer.abort()
        raise
