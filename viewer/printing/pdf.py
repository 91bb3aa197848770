"""The pages as a PDF: text that can be copied, links that lead on, bookmarks, a language; equal bytes every time.

Qt's writer makes the pages; it cannot do bookmarks, `/Lang` or fixed dates and ids, so a second pass with
pypdf adds them. For equal bytes `QHashSeed.setDeterministicGlobalSeed()` must have been called before the
application object was made (fonts are written in the order of a hash).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUuid
from PySide6.QtGui import QPdfWriter

from viewer.i18n import _, language, use
from viewer.load.files import File, read_files
from viewer.load.fingerprint import data_hash
from viewer.model.programme import Programme
from viewer.page_options import PageOptions
from viewer.printing.document import Pages
from viewer.printing.pdf_postprocess import finished
from viewer.printing.printer import Progress, page_layout, paint_pages, sheet_of
from viewer.state import ViewState
from viewer.writing import write_whole

RESOLUTION = 1200  # dots an inch: what Qt rounds positions to


def export_pdf(
    programme: Programme,
    state: ViewState,
    path: Path,
    *,
    today: date,
    lang: str | None = None,
    version: str = "",
    progress: Progress | None = None,
    options: PageOptions = PageOptions(),
    folder: Path | None = None,
) -> None:
    """Write the pages of `programme` as `state` shows it to `path`, whole or not at all (OSError, Stopped).

    `lang` is the language of the pages, the one spoken now if None; `version` Farside's, for the foot and the
    file's own description. From `folder` the data's files are attached, and their number stands in the foot.
    The same programme, state, today, language, options and files give the same bytes.
    """
    data = pdf_bytes(
        programme, state, today=today, lang=lang, version=version, progress=progress, options=options,
        folder=folder,
    )  # fmt: skip
    write_whole(path, data)


def pdf_bytes(
    programme: Programme,
    state: ViewState,
    *,
    today: date,
    lang: str | None = None,
    version: str = "",
    progress: Progress | None = None,
    options: PageOptions = PageOptions(),
    folder: Path | None = None,
) -> bytes:
    """The file that `export_pdf` writes. ValueError where the options name no page that there is."""
    with spoken(lang or language()):
        written = QByteArray()
        buffer = QBuffer(written)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(RESOLUTION)
        writer.setPageLayout(page_layout(options))
        writer.setDocumentId(QUuid())
        sheet = sheet_of(writer)
        data = data_hash(folder) if folder is not None else ""
        pages = Pages(programme, state, today, sheet.width, sheet.height, options, data, version)
        kept = options.chosen(pages.count)
        if not kept:
            raise ValueError(_("there is no page {pages}: there are {n}", pages=options.pages, n=pages.count))
        writer.setTitle(pages.title)
        writer.setCreator("Farside")
        paint_pages(writer, pages, kept, progress)
        del writer
        buffer.close()
        return finished(bytes(written.data()), pages, sheet, version, kept, attached(folder))


@contextmanager
def spoken(lang: str) -> Iterator[None]:
    """Speak `lang` for a while."""
    before = language()
    use(lang)
    try:
        yield
    finally:
        use(before)


def attached(folder: Path | None) -> tuple[File, ...]:
    """The data's files that can be read; none without a folder."""
    return tuple(file for file in read_files(folder).files if file.data is not None) if folder else ()
