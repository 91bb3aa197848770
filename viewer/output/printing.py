"""The pages on any paged device: a printer's queue, the print preview, Qt's PDF writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPainter

from viewer.i18n import language, use
from viewer.model.programme import Programme
from viewer.output.pages import Pages
from viewer.paint.measure import load_fonts
from viewer.state import ViewState

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

POINTS = 72 / 96  # a sheet pixel in points
LEAST_MARGIN_MM = 10.0

Progress = Callable[[int, int], bool]
"""Called before each sheet with how many are done, of how many; an answer of False stops."""


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


class Stopped(Exception):
    """The user wanted no more of it; nothing was written."""


def paint_pages(
    device: QPagedPaintDevice,
    pages: Pages,
    first: int = 0,
    last: int | None = None,
    progress: Progress | None = None,
) -> None:
    """Paint the sheets `first` to `last` (counted from 0, both included) on `device`, a page each.

    OSError when the device cannot be painted on, or does not take another page; Stopped by `progress`.
    """
    load_fonts()
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the printer does not begin")
    end = pages.count if last is None else min(last + 1, pages.count)
    try:
        scale = painter.viewport().width() / pages.width
        for sheet in range(first, end):
            if progress is not None and not progress(sheet - first, end - first):
                raise Stopped
            if sheet > first and not device.newPage():
                raise OSError("the printer takes no further page")
            painter.save()
            painter.scale(scale, scale)
            pages.paint(painter, sheet)
            painter.restore()
    finally:
        painter.end()


def print_pages(
    printer: QPrinter,
    programme: Programme,
    state: ViewState,
    *,
    today: date,
    lang: str | None = None,
    progress: Progress | None = None,
) -> int:
    """Print the pages that the PDF has on `printer`, in its paper size and range; gives their number.

    Works on a preview's printer as on a real queue. OSError when the printer fails; Stopped by `progress`,
    the job then being aborted.
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
        pages = Pages(programme, state, today, sheet.width, sheet.height)
        first, last = printer.fromPage(), printer.toPage()
        paint_pages(printer, pages, max(first - 1, 0), last - 1 if last else None, going_on)
        return pages.count
    finally:
        use(before)


def _widen_margins(printer: QPrinter) -> None:
    """Never less than LEAST_MARGIN_MM: a queue's own margins only say what it can ink at all."""
    unit = QPageLayout.Unit.Millimeter
    wide = printer.pageLayout().margins(unit)
    sides = (wide.left(), wide.top(), wide.right(), wide.bottom())
    printer.setPageMargins(QMarginsF(*(max(side, LEAST_MARGIN_MM) for side in sides)), unit)
