"""The second pass over a PDF, with pypdf: what Qt's writer cannot do, and what would differ from time to time.

Bookmarks, links within, the language, a description, the data attached; dates and id that hang on the content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from viewer.i18n import LANGUAGES, _, day_words, language
from viewer.load.files import File
from viewer.printing.document import Pages, Place
from viewer.printing.printer import Sheet

if TYPE_CHECKING:
    from pypdf import PdfWriter


def finished(
    raw: bytes, pages: Pages, sheet: Sheet, version: str, kept: Sequence[int], files: Sequence[File]
) -> bytes:
    """The file of which `raw` is the first writing; `kept` are the sheets that its pages hold, in order."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import (
        ArrayObject,
        BooleanObject,
        ByteStringObject,
        DictionaryObject,
        NameObject,
        TextStringObject,
    )

    page_of = {number: page for page, number in enumerate(kept)}

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
    root[NameObject("/Lang")] = TextStringObject(LANGUAGES[language()].html)
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    for page in writer.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            _mend_text(font.get_object())
    _lead_on(writer, pages, sheet, page_of)
    _bookmark(writer, pages, sheet, page_of)
    _attach(writer, files)
    for page in writer.pages:
        page.pop("/LastModified", None)
    content = raw_content(writer) + b"".join(file.data or b"" for file in files)
    digest = ByteStringObject(sha256(content).digest()[:16])
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


def _attach(writer: PdfWriter, files: Sequence[File]) -> None:
    """The files of the data, as what the pages were made of: "events--relay.yaml" is events/relay.yaml.

    Names with folders in them are what programs that save all attachments at once stumble over.
    """
    from pypdf.generic import ArrayObject, NameObject, NullObject, TextStringObject

    sources = ArrayObject()
    for file in sorted(files):
        made = writer.add_attachment(file.path.replace("/", "--"), file.data or b"")
        made.description = TextStringObject(file.path)
        made.subtype = NameObject("/application/yaml")
        made.associated_file_relationship = NameObject("/Source")
        holder: Any = made.pdf_object["/EF"]
        reference = holder.raw_get("/F")
        writer._replace_object(reference, reference.get_object().flate_encode())
        sources.append(made.pdf_object.indirect_reference or NullObject())
    if sources:
        writer.root_object[NameObject("/AF")] = sources


def _bookmark(writer: PdfWriter, pages: Pages, sheet: Sheet, page_of: Mapping[int, int]) -> None:
    parents: dict[int, Any] = {}
    for place in pages.outline():
        if place.sheet not in page_of:
            continue
        above = [level for level in parents if level < place.level]
        parent = parents[max(above)] if above else None
        item = writer.add_outline_item(
            title=place.title,
            page_number=page_of[place.sheet],
            parent=parent,
            fit=_fit(sheet, place.y),
            is_open=place.level < 2,
        )
        parents = {level: kept for level, kept in parents.items() if level < place.level}
        parents[place.level] = item


def _lead_on(writer: PdfWriter, pages: Pages, sheet: Sheet, page_of: Mapping[int, int]) -> None:
    """Turn links to addresses into jumps, drop those that lead nowhere, add those of the drawn shapes."""
    from pypdf.annotations import Link as PdfLink
    from pypdf.generic import ArrayObject, FloatObject, NameObject

    places: dict[str, Place] = {
        address: place for address, place in pages.places().items() if place.sheet in page_of
    }
    for page in writer.pages:
        kept = ArrayObject()
        for reference in page.get("/Annots", ArrayObject()):
            annotation = reference.get_object()
            address = str(annotation.get("/A", {}).get("/URI", ""))
            if address.startswith(("http://", "https://")):
                kept.append(reference)
            elif (place := places.get(address)) is not None:
                del annotation["/A"]
                target = writer.pages[page_of[place.sheet]].indirect_reference
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
        if place is None or place.sheet == number or number not in page_of:
            continue
        rect = (
            sheet.along(link.x),
            sheet.up(link.y + link.height),
            sheet.along(link.x + link.width),
            sheet.up(link.y),
        )
        writer.add_annotation(
            page_of[number],
            PdfLink(
                rect=rect, target_page_index=page_of[place.sheet], fit=_fit(sheet, place.y), border=[0, 0, 0]
            ),
        )
