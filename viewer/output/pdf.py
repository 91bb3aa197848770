"""The pages as a PDF: text that can be copied, links that lead on, bookmarks, a language; equal bytes every time.

Qt's writer makes the pages; it cannot do bookmarks, `/Lang` or fixed dates and ids, so a second pass with
pypdf adds them. For equal bytes `QHashSeed.setDeterministicGlobalSeed()` must have been called before the
application object was made (fonts are written in the order of a hash).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

from viewer.i18n import _, day_words, language, use
from viewer.model.programme import Programme
from viewer.output.pages import Pages
from viewer.output.printing import Progress, Sheet, paint_pages, sheet_of
from viewer.state import ViewState
from viewer.writing import write_whole

if TYPE_CHECKING:
    from pypdf import PdfWriter

MARGIN_MM = 12.0
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
) -> None:
    """Write the pages of `programme` as `state` shows it to `path`, whole or not at all (OSError, Stopped).

    `lang` is the language of the pages, the one spoken now if None; `version` Farside's, for the file's
    own description. The same programme, state, today and language give the same bytes.
    """
    write_whole(path, pdf_bytes(programme, state, today=today, lang=lang, version=version, progress=progress))


def pdf_bytes(
    programme: Programme,
    state: ViewState,
    *,
    today: date,
    lang: str | None = None,
    version: str = "",
    progress: Progress | None = None,
) -> bytes:
    """The file that `export_pdf` writes."""
    with spoken(lang or language()):
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(RESOLUTION)
        writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Landscape,
                QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
                QPageLayout.Unit.Millimeter,
            )
        )
        writer.setDocumentId(QUuid())
        sheet = sheet_of(writer)
        pages = Pages(programme, state, today, sheet.width, sheet.height)
        writer.setTitle(pages.title)
        writer.setCreator("Farside")
        paint_pages(writer, pages, progress=progress)
        del writer
        buffer.close()
        return finished(bytes(data.data()), pages, sheet, version)


@contextmanager
def spoken(lang: str) -> Iterator[None]:
    """Speak `lang` for a while."""
    before = language()
    use(lang)
    try:
        yield
    finally:
        use(before)


def finished(raw: bytes, pages: Pages, sheet: Sheet, version: str) -> bytes:
    """The second pass: bookmarks, links within, language, description, fixed dates and id."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, ByteStringObject, NameObject, TextStringObject

    writer = PdfWriter(clone_from=PdfReader(BytesIO(raw)))
    day = pages.day.strftime("D:%Y%m%d000000Z")
    made_by = f"Farside {version}".strip()
    writer.metadata = None
    writer.add_metadata(
        {
            "/Title": f"{pages.title} ({day_words(pages.day)})",
            "/Subject": _("As known on {day}", day=day_words(pages.day)),
            "/Creator": made_by,
            "/Producer": made_by,
            "/CreationDate": day,
            "/ModDate": day,
        }
    )
    root = writer.root_object
    description: Any = root["/Metadata"].get_object()
    description.set_data(_xmp(pages.title, made_by, pages.day.isoformat()))
    root[NameObject("/Lang")] = TextStringObject("zh-Hans" if language() == "zh" else "en")
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    from pypdf.generic import BooleanObject, DictionaryObject

    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    for page in writer.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            _mend_text(font.get_object())
    _lead_on(writer, pages, sheet)
    _bookmark(writer, pages, sheet)
    for page in writer.pages:
        page.pop("/LastModified", None)
    digest = ByteStringObject(sha256(raw_content(writer)).digest()[:16])
    writer._ID = ArrayObject((digest, digest))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _xmp(title: str, made_by: str, day: str) -> bytes:
    """The description of the file for those who read XMP (ISO 16684-1), in the place of Qt's own with its clock."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmp:CreatorTool="{escape(made_by)}" xmp:CreateDate="{day}" xmp:ModifyDate="{day}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>""".encode()


def raw_content(writer: PdfWriter) -> bytes:
    """The drawing instructions of all pages, which tell one file from another."""
    parts: list[bytes] = []
    for page in writer.pages:
        content = page.get_contents()
        parts.append(content.get_data() if content is not None else b"")
    return b"\x00".join(parts)


def _mend_text(font: Any) -> None:
    """Say what the glyphs mean when text is copied: Qt writes tabs for blanks and, for figures of equal
    width, the codes that tools/make_fonts.py gave them (U+E000 above ASCII)."""
    table = font.get("/ToUnicode")
    if table is not None:
        stream: Any = table.get_object()
        data = stream.get_data()
        mended = re.sub(rb"<E0([0-7][0-9A-F])>", rb"<00\1>", data.replace(b"> <0009>", b"> <0020>"))
        mended = re.sub(rb"(?<=[\[ ])<0009>(?= )", b"<0020>", mended)
        if mended != data:
            stream.set_data(mended)


def _fit(sheet: Sheet, y: float) -> Any:
    """A destination `y` sheet pixels below the top of the sheet, the zoom as it is."""
    from pypdf.generic import Fit

    return Fit.xyz(left=0, top=sheet.up(y) + 6, zoom=0)


def _bookmark(writer: PdfWriter, pages: Pages, sheet: Sheet) -> None:
    parents: dict[int, Any] = {}
    for place in pages.outline():
        above = [level for level in parents if level < place.level]
        parent = parents[max(above)] if above else None
        item = writer.add_outline_item(
            title=place.title,
            page_number=place.sheet,
            parent=parent,
            fit=_fit(sheet, place.y),
            is_open=place.level < 2,
        )
        parents = {level: kept for level, kept in parents.items() if level < place.level}
        parents[place.level] = item


def _lead_on(writer: PdfWriter, pages: Pages, sheet: Sheet) -> None:
    """Turn links to addresses into jumps, drop those that lead nowhere, add those of the drawn shapes."""
    from pypdf.annotations import Link as PdfLink
    from pypdf.generic import ArrayObject, FloatObject, NameObject

    places = pages.places()
    for page in writer.pages:
        kept = ArrayObject()
        for reference in page.get("/Annots", ArrayObject()):
            annotation = reference.get_object()
            address = str(annotation.get("/A", {}).get("/URI", ""))
            if address.startswith(("http://", "https://")):
                kept.append(reference)
            elif (place := places.get(address)) is not None:
                del annotation["/A"]
                target = writer.pages[place.sheet].indirect_reference
                top = FloatObject(round(sheet.up(place.y) + 6, 2))
                annotation[NameObject("/Dest")] = ArrayObject(
                    [target, NameObject("/XYZ"), FloatObject(0), top, FloatObject(0)]
                )
                kept.append(reference)
        if kept:
            page[NameObject("/Annots")] = kept
        else:
            page.pop("/Annots", None)
    for number, link in pages.links():
        place = places.get(link.address)
        if place is None or place.sheet == number:
            continue
        rect = (
            sheet.along(link.x),
            sheet.up(link.y + link.height),
            sheet.along(link.x + link.width),
            sheet.up(link.y),
        )
        writer.add_annotation(
            number,
            PdfLink(rect=rect, target_page_index=place.sheet, fit=_fit(sheet, place.y), border=[0, 0, 0]),
        )
