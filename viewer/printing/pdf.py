"""A document as a PDF: text that can be copied, links, bookmarks, a language; equal bytes for equal requests.

Qt's PDF writer makes the pages. A second pass adds what it cannot write: bookmarks, links within the document, the
language, a description, attached data; and replaces what would differ from run to run. Fonts are written in the order
of a hash: `viewer.paint.fonts` fixes its seed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import escape
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    Fit,
    FloatObject,
    NameObject,
    NullObject,
    TextStringObject,
)
from PySide6.QtCore import QBuffer, QUuid
from PySide6.QtGui import QPdfWriter

from viewer.export_request import MADE_BY, ExportedFile, ExportRequest
from viewer.i18n import day_words
from viewer.load.files import File, read_files
from viewer.printing.document import PrintDocument
from viewer.printing.printer import PrintArea, page_layout, paint_pages, print_area
from viewer.progress import ProgressCallback, part_of
from viewer.report.document import html_language

RESOLUTION_DPI = 1200  # Qt rounds positions to dots


def write(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    """The PDF of the request, with the files of its folder attached.

    ValueError where the options name no page that there is.
    """
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
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
    files = [file for file in read_files(request.folder).files if file.data is not None] if request.folder else []
    pdf = _postprocessed(bytes(buffer.data().data()), document, area, files, part_of(progress, 0.7, 1.0))
    return ExportedFile(pdf)


def _postprocessed(
    raw: bytes, document: PrintDocument, area: PrintArea, files: Sequence[File], progress: ProgressCallback
) -> bytes:
    """The finished file of `raw`, which Qt wrote, with `files` attached."""
    pdf_pages = {number: page for page, number in enumerate(document.page_numbers())}
    progress(0.0)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(raw)))
    _describe(writer, document)
    for page in writer.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            _correct_text(font.get_object())
    progress(0.2)
    _add_links(writer, document, area, pdf_pages)
    progress(0.4)
    _add_bookmarks(writer, document, area, pdf_pages)
    progress(0.6)
    _attach(writer, files)
    for page in writer.pages:
        page.pop("/LastModified", None)
    contents = (page.get_contents() for page in writer.pages)
    drawing = b"\x00".join(content.get_data() if content is not None else b"" for content in contents)
    digest = ByteStringObject(sha256(drawing + b"".join(file.data or b"" for file in files)).digest()[:16])
    writer._ID = ArrayObject((digest, digest))
    progress(0.8)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _describe(writer: PdfWriter, document: PrintDocument) -> None:
    """Write title, day, program and language."""
    request = document.request
    date = request.day.strftime("D:%Y%m%d000000Z")
    writer.metadata = None
    writer.add_metadata(
        {
            "/Title": f"{request.title} ({day_words(request.day)})",
            "/Subject": request.known_on,
            "/Creator": MADE_BY,
            "/Producer": MADE_BY,
            "/CreationDate": date,
            "/ModDate": date,
        }
    )
    root = writer.root_object
    description: Any = root["/Metadata"].get_object()
    description.set_data(_xmp(request.title, request.day.isoformat()))
    root[NameObject("/Lang")] = TextStringObject(html_language())
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})


def _xmp(title: str, day: str) -> bytes:
    """The description as XMP (ISO 16684-1), in place of Qt's own, which has the time of the clock."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmp:CreatorTool="{escape(MADE_BY)}" xmp:CreateDate="{day}" xmp:ModifyDate="{day}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>""".encode()


def _correct_text(font: Any) -> None:
    """Correct what text the glyphs of a font stand for when it is copied.

    Qt writes tabs for spaces, and for figures of equal width the codes that tools/make_fonts.py gave them (U+E000
    above ASCII).
    """
    table = font.get("/ToUnicode")
    if table is not None:
        stream: Any = table.get_object()
        data = stream.get_data()
        corrected = re.sub(rb"<E0([0-7][0-9A-F])>", rb"<00\1>", data.replace(b"> <0009>", b"> <0020>"))
        corrected = re.sub(rb"(?<=[\[ ])<0009>(?= )", b"<0020>", corrected)
        if corrected != data:
            stream.set_data(corrected)


def _destination(area: PrintArea, y: float) -> Any:
    """A destination `y` px below the top of the page, at the zoom of the reader."""
    return Fit.xyz(left=0, top=area.pdf_y(y) + 6, zoom=0)


def _attach(writer: PdfWriter, files: Sequence[File]) -> None:
    """Attach the files as the source of the document; "events--relay.yaml" is events/relay.yaml.

    Programs that save all attachments at once fail on names with folders.
    """
    sources = ArrayObject()
    for file in sorted(files):
        attachment = writer.add_attachment(file.path.replace("/", "--"), file.data or b"")
        attachment.description = TextStringObject(file.path)
        attachment.subtype = NameObject("/application/yaml")
        attachment.associated_file_relationship = NameObject("/Source")
        embedded: Any = attachment.pdf_object["/EF"]
        reference = embedded.raw_get("/F")
        writer._replace_object(reference, reference.get_object().flate_encode())
        sources.append(attachment.pdf_object.indirect_reference or NullObject())
    if sources:
        writer.root_object[NameObject("/AF")] = sources


def _add_bookmarks(writer: PdfWriter, document: PrintDocument, area: PrintArea, pdf_pages: Mapping[int, int]) -> None:
    """Add the outline of the document; `pdf_pages` maps pages of the document to those of the file."""
    parents: dict[int, Any] = {}
    for anchor in document.outline():
        if anchor.page not in pdf_pages:
            continue
        above = [level for level in parents if level < anchor.level]
        item = writer.add_outline_item(
            title=anchor.title,
            page_number=pdf_pages[anchor.page],
            parent=parents[max(above)] if above else None,
            fit=_destination(area, anchor.y),
            is_open=anchor.level < 2,
        )
        parents = {level: parent for level, parent in parents.items() if level < anchor.level}
        parents[anchor.level] = item


def _add_links(writer: PdfWriter, document: PrintDocument, area: PrintArea, pdf_pages: Mapping[int, int]) -> None:
    """Turn links to addresses into jumps, remove those without a target, add those of the drawn shapes."""
    anchors = {address: anchor for address, anchor in document.anchors().items() if anchor.page in pdf_pages}
    references = [page.indirect_reference for page in writer.pages]
    targets = {
        address: (references[pdf_pages[anchor.page]], round(area.pdf_y(anchor.y) + 6, 2))
        for address, anchor in anchors.items()
    }
    for page in writer.pages:
        _resolve_links(page, targets)
    for number, link in document.links():
        anchor = anchors.get(link.address)
        if anchor is None or anchor.page == number or number not in pdf_pages:
            continue
        left, right = area.pdf_x(link.x), area.pdf_x(link.x + link.width)
        bottom, top = area.pdf_y(link.y + link.height), area.pdf_y(link.y)
        target, fit = pdf_pages[anchor.page], _destination(area, anchor.y)
        writer.add_annotation(
            pdf_pages[number],
            Link(rect=(left, bottom, right, top), target_page_index=target, fit=fit, border=[0, 0, 0]),
        )


def _resolve_links(page: Any, targets: Mapping[str, tuple[Any, float]]) -> None:
    """Make the links of a page jump to the page and height of their address; remove those without a target."""
    links = ArrayObject()
    for reference in page.get("/Annots", ArrayObject()):
        annotation = reference.get_object()
        address = str(annotation.get("/A", {}).get("/URI", ""))
        if address.startswith(("http://", "https://")):
            links.append(reference)
        elif address in targets:
            target, top = targets[address]
            del annotation["/A"]
            annotation[NameObject("/Dest")] = ArrayObject(
                [target, NameObject("/XYZ"), FloatObject(0), FloatObject(top), FloatObject(0)]
            )
            links.append(reference)
    if links:
        page[NameObject("/Annots")] = links
    else:
        page.pop("/Annots", None)
