"""Paper: the same pages on a printer as in the PDF, on any size of paper."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from pytestqt.qtbot import QtBot

from tests.printing.sample import pdf_of, request, small_programme
from viewer.page_options import PageOptions
from viewer.printing.document import PrintDocument
from viewer.printing.printer import print_document
from viewer.progress import Cancelled

MARGIN_MM = PageOptions().margin_mm


def printer_to(path: Path, size: QPageSize.PageSizeId, orientation: QPageLayout.Orientation) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    printer.setPageLayout(QPageLayout(QPageSize(size), orientation, margins, QPageLayout.Unit.Millimeter))
    return printer


A4, LETTER = QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter
LANDSCAPE, PORTRAIT = QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait


def squeezed(reader: PdfReader) -> list[str]:
    """The words of every page without blanks; figures of equal width are lost on Qt's own road, so no digits."""
    return ["".join(letter for letter in page.extract_text() if letter.isalpha()) for page in reader.pages]


def test_the_printer_gets_the_pages_of_the_pdf(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    count = print_document(printer_to(path, A4, LANDSCAPE), request(small_programme(60)))
    printed = PdfReader(path)
    exported = PdfReader(BytesIO(pdf_of(small_programme(60))))
    assert len(printed.pages) == len(exported.pages) == count
    assert squeezed(printed) == squeezed(exported)


@pytest.mark.parametrize("size", [A4, LETTER])
@pytest.mark.parametrize("orientation", [LANDSCAPE, PORTRAIT])
def test_pages_fill_any_paper(
    qtbot: QtBot, tmp_path: Path, size: QPageSize.PageSizeId, orientation: QPageLayout.Orientation
) -> None:
    path = tmp_path / "paper.pdf"
    count = print_document(printer_to(path, size, orientation), request(small_programme(60)))
    reader = PdfReader(path)
    assert len(reader.pages) == count >= 2
    box = reader.pages[0].mediabox
    assert (box.width > box.height) == (orientation is LANDSCAPE)
    assert "Launch" in reader.pages[0].extract_text()


def test_a_cancelled_job_is_aborted(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printer = printer_to(tmp_path / "paper.pdf", A4, LANDSCAPE)
    aborted: list[bool] = []
    monkeypatch.setattr(printer, "abort", lambda: aborted.append(True))

    def cancel_at_second_page(share: float) -> None:
        if share > 0.6:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_document(printer, request(small_programme(60)), cancel_at_second_page)
    assert aborted == [True]


def test_pages_have_a_margin_on_every_printer(qtbot: QtBot, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "paper.pdf", A4, LANDSCAPE)
    printer.setPageMargins(QMarginsF(2, 2, 2, 25), QPageLayout.Unit.Millimeter)
    print_document(printer, request())
    margins = printer.pageLayout().margins(QPageLayout.Unit.Millimeter)
    assert (margins.left(), margins.bottom()) == pytest.approx((5, 25), abs=0.2)


def test_a_range_of_pages_is_printed_alone(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    printer = printer_to(path, A4, LANDSCAPE)
    printer.setFromTo(3, 3)
    count = print_document(printer, request(small_programme(60)))
    reader = PdfReader(path)
    assert count == 1
    assert len(reader.pages) == 1
    assert "Whathashappened" in squeezed(reader)[0]


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_a_printer_that_does_not_begin_is_an_error(qtbot: QtBot, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "absent" / "paper.pdf", A4, LANDSCAPE)
    with pytest.raises(OSError, match="does not begin"):
        print_document(printer, request())


def test_a_printer_that_takes_no_further_page_is_an_error(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = printer_to(tmp_path / "paper.pdf", A4, LANDSCAPE)
    monkeypatch.setattr(printer, "newPage", lambda: False)
    with pytest.raises(OSError, match="takes no further page"):
        print_document(printer, request(small_programme(60)))


@pytest.mark.parametrize(("width", "height"), [(1032.0, 703.0), (703.0, 1032.0), (1032.0, 180.0)])
def test_every_lane_is_on_some_sheet(qtbot: QtBot, width: float, height: float) -> None:
    document = PrintDocument(request(), width, height)
    drawn = {link.address for _sheet, link in document.links()}
    assert drawn == {"event/six-launch", "event/seven-launch"}
    for sheet, link in document.links():
        assert 0 <= sheet < document.count
        assert 0 <= link.x < link.x + link.width <= width + 0.01
        assert 0 <= link.y < link.y + link.height <= height


def test_entries_are_on_later_pages_than_shapes(qtbot: QtBot) -> None:
    document = PrintDocument(request(), 1032.0, 703.0)
    anchors = document.anchors()
    assert anchors["event/six-launch"].page == 2
    assert {anchor.title for anchor in document.outline()} >= {"Timeline", "Two missions", "Sources"}


def test_the_preview_shows_every_page(qtbot: QtBot) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(A4))
    printer.setPageOrientation(LANDSCAPE)
    preview = QPrintPreviewWidget(printer)
    qtbot.addWidget(preview)
    counts: list[int] = []
    programme = small_programme(60)
    preview.paintRequested.connect(lambda paper: counts.append(print_document(paper, request(programme))))
    preview.resize(800, 600)
    preview.show()
    preview.updatePreview()
    assert counts[-1] >= 3
    assert preview.pageCount() == counts[-1]
