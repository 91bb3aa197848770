"""The pages on any paged device: a printer's queue, the print preview, Qt's PDF writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from viewer.i18n import _, language, use
from viewer.model.programme import Programme
from viewer.page_options import LEAST_MARGIN_MM, PAPERS, PageOptions
from viewer.paint.fonts import load_fonts
from viewer.printing.document import Pages
from viewer.printing.print_job import Progress, Stopped
from viewer.state import ViewState

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

__all__ = ["Progress", "Stopped", "print_pages"]

POINTS = 72 / 96  # a sheet pixel in points


@dataclass(frozen=True, slots=True)
class Sheet:
    """The printable area of a page in sheet pixels, and where it lies on the page."""

    width: float
    height: float
    left_pt: float
    top_pt: float
    page_height_pt: float

    def along(self, x: float) -> float:
        """Sheet pixels to points from the page's left edge."""
        return self.left_pt + x * POINTS

    def up(self, y: float) -> float:
        """Sheet pixels from the top to points from the page's bottom edge, as PDF counts."""
        return self.page_height_pt - self.top_pt - y * POINTS


def sheet_of(device: QPagedPaintDevice) -> Sheet:
    """The area that `device` prints on."""
    layout = device.pageLayout()
    area = layout.paintRect(QPageLayout.Unit.Point)
    full = layout.fullRect(QPageLayout.Unit.Point)
    return Sheet(area.width() / POINTS, area.height() / POINTS, area.x(), area.y(), full.height())


def paint_pages(
    device: QPagedPaintDevice,
    pages: Pages,
    numbers: Sequence[int],
    progress: Progress | None = None,
) -> None:
    """Paint the sheets with these numbers (from 0) on `device`, a page each.

    OSError when the device cannot be painted on, or does not take another page; Stopped by `progress`.
    """
    load_fonts()
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the printer does not begin")
    try:
        scale = painter.viewport().width() / pages.width
        for done, sheet in enumerate(numbers):
            if progress is not None and not progress(done, len(numbers)):
                raise Stopped
            if done and not device.newPage():
                raise OSError("the printer takes no further page")
            painter.save()
            painter.scale(scale, scale)
            pages.paint(painter, sheet)
            painter.restore()
    finally:
        painter.end()


def page_layout(options: PageOptions) -> QPageLayout:
    """Paper, orientation and margins as Qt takes them."""
    size = QPageSize(QSizeF(*PAPERS[options.paper]), QPageSize.Unit.Millimeter, options.paper)
    way = QPageLayout.Orientation.Portrait if options.portrait else QPageLayout.Orientation.Landscape
    margin = options.margin_mm
    margins = QMarginsF(margin, margin, margin, margin)
    return QPageLayout(size, way, margins, QPageLayout.Unit.Millimeter)


def printer_names() -> tuple[str, ...]:
    """The queues that there are, the one that is used by default first."""
    from PySide6.QtPrintSupport import QPrinterInfo

    names = list(QPrinterInfo.availablePrinterNames())
    default = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(names, key=lambda name: (name != default, name.casefold())))


def printer_for(name: str, options: PageOptions, title: str) -> QPrinter:
    """The queue `name`, its paper and colours as `options` say; `title` is what the job is called there."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    printer.setDocName(title)
    printer.setCreator("Farside")
    printer.setPageLayout(page_layout(options))
    mode = QPrinter.ColorMode.GrayScale if options.black else QPrinter.ColorMode.Color
    printer.setColorMode(mode)
    return printer


def print_pages(
    printer: QPrinter,
    programme: Programme,
    state: ViewState,
    *,
    today: date,
    lang: str | None = None,
    progress: Progress | None = None,
    options: PageOptions = PageOptions(),
    data: str = "",
    version: str = "",
) -> int:
    """Print the pages that the PDF has on `printer`; gives how many were printed.

    The paper is the printer's own (`printer_for` sets it from options), the range that of the options within that
    of the printer. OSError when the printer fails, ValueError when the range names no page; Stopped by
    `progress`, the job then being aborted.
    """

    def going_on(done: int, of: int) -> bool:
        if progress is None or progress(done, of):
            return True
        printer.abort()
        return False

    before = language()
    use(lang or before)
    try:
        _widen_margins(printer)
        sheet = sheet_of(printer)
        pages = Pages(programme, state, today, sheet.width, sheet.height, options, data, version)
        first, last = max(printer.fromPage(), 1), printer.toPage() or pages.count
        numbers = [number for number in options.chosen(pages.count) if first <= number + 1 <= last]
        if not numbers:
            raise ValueError(_("there is no page {pages}: there are {n}", pages=options.pages, n=pages.count))
        paint_pages(printer, pages, numbers, going_on)
        return len(numbers)
    finally:
        use(before)


def _widen_margins(printer: QPrinter) -> None:
    """Never less than LEAST_MARGIN_MM: a queue's own margins only say what it can ink at all."""
    unit = QPageLayout.Unit.Millimeter
    wide = printer.pageLayout().margins(unit)
    sides = (wide.left(), wide.top(), wide.right(), wide.bottom())
    printer.setPageMargins(QMarginsF(*(max(side, LEAST_MARGIN_MM) for side in sides)), unit)
