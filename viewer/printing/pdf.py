"""A document as a PDF: text that can be copied, links, bookmarks, a language; equal bytes for equal requests.

Qt's PDF writer makes the pages; `pdf_postprocess` adds what it cannot make. Fonts are written in the order of a
hash: `viewer.paint.fonts` fixes its seed.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUuid
from PySide6.QtGui import QPdfWriter

from viewer.export_request import ExportedFile, ExportRequest
from viewer.load.loader import File, read_files
from viewer.printing.document import PrintDocument
from viewer.printing.pdf_postprocess import postprocessed
from viewer.printing.printer import page_layout, paint_pages, print_area
from viewer.progress import ProgressCallback, part_of

RESOLUTION_DPI = 1200  # Qt rounds positions to dots


def write(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    """The PDF of the request, with the files of its folder attached.

    ValueError where the options name no page that there is.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION_DPI)
    writer.setPageLayout(page_layout(request.pages))
    writer.setDocumentId(QUuid())
    area = print_area(writer)
    document = PrintDocument(request, area.width, area.height, part_of(progress, 0.0, 0.5))
    numbers = document.page_numbers()
    writer.setTitle(request.title)
    writer.setCreator("Farside")
    paint_pages(writer, document, numbers, part_of(progress, 0.5, 0.7))
    del writer  # writes the end of the file
    buffer.close()
    files = _attachments(request)
    pdf = postprocessed(bytes(data.data()), document, area, files, part_of(progress, 0.7, 1.0))
    return ExportedFile(pdf)


def _attachments(request: ExportRequest) -> tuple[File, ...]:
    """The files of the data that can be read; none without a folder."""
    if request.folder is None:
        return ()
    return tuple(file for file in read_files(request.folder).files if file.data is not None)
