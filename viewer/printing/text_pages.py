"""Pages of text in columns: sections of the summary with their sources numbered anew, questions of a worksheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from msgspec.structs import replace
from PySide6.QtGui import QPainter

from viewer.i18n import _, language
from viewer.model.programme import Programme
from viewer.printing.print_job import PageAnchor, PageSection, PrintJob, to_grey
from viewer.printing.text_flow import TextFlow
from viewer.progress import ProgressCallback, part_of
from viewer.ref import event_ref, make_ref
from viewer.report.citations import CitedSource
from viewer.report.document import Document, Section, html_body, style
from viewer.report.sentences import event_date
from viewer.report.summary import summarise, summary_document

COLUMN_GAP_PX = 34.0
COLUMN_PX = 480.0  # the width that columns come close to: about 90 letters
LARGE_PAGE_PX = 1123.0  # pages whose short side is longer (A2 and up) get larger type instead of more columns
PART_OF_SECTION: dict[str, str] = {
    "missions": "missions",
    "payloads": "partners",
    "roles": "partners",
    "agreements": "partners",
    "slips": "slips",
    "chains": "slips",
}
"""The part of PARTS that a section of the summary belongs to; all others belong to "events"."""


class TextPages(PageSection):
    """Pages of text in columns."""

    def __init__(self, job: PrintJob, html: str, sources: tuple[CitedSource, ...], progress: ProgressCallback) -> None:
        """`sources` are those listed in `html` under the names "source-NUMBER"."""
        self._zoom = max(min(job.width, job.height) / LARGE_PAGE_PX, 1.0)
        width, height = job.width / self._zoom, job.height / self._zoom
        self._columns = max(round(width / COLUMN_PX), 1)  # columns of a page
        column_px = (width - COLUMN_GAP_PX * (self._columns - 1)) / self._columns
        css = style("paper.css")
        if job.request.pages.black:
            css = re.sub(r"#[0-9a-fA-F]{6}", lambda match: to_grey(match[0]), css)
        self._sources = {make_ref("source", source.id): f"source-{source.number}" for source in sources}
        self._text = TextFlow(html, css, (column_px, height - 4), job.theme, progress)
        self.count = -(-self._text.count // self._columns)

    def paint(self, painter: QPainter, page: int) -> None:
        painter.save()
        painter.scale(self._zoom, self._zoom)
        first = page * self._columns
        for column in range(first, min(first + self._columns, self._text.count)):
            painter.save()
            painter.translate((column - first) * (self._text.width + COLUMN_GAP_PX), 0)
            self._text.paint(painter, column)
            painter.restore()
        painter.restore()

    def anchors(self) -> dict[str, PageAnchor]:
        """The entry of each event and mission, and "source/ID" in the list of sources."""
        anchors = {name: self._anchor(*place) for name, place in self._text.anchors().items()}
        sources = {address: anchors[name] for address, name in self._sources.items() if name in anchors}
        return anchors | sources

    def outline(self) -> Iterator[PageAnchor]:
        """Every heading."""
        for heading in self._text.headings():
            yield replace(self._anchor(heading.column, heading.y), title=heading.text, level=heading.level)

    def _anchor(self, column: int, y: float) -> PageAnchor:
        return PageAnchor(column // self._columns, y * self._zoom)


def summary_pages(job: PrintJob, progress: ProgressCallback) -> TextPages | None:
    """The sections of the summary that the options name; None where there are none."""
    summary = summary_document(summarise(job.programme, job.request.day))
    document = with_parts(summary, job.request.pages.parts)
    if not document.sections:
        return None
    progress(0.3)
    return TextPages(job, html_body(document), document.sources, part_of(progress, 0.4, 1.0))


def with_parts(summary: Document, parts: tuple[str, ...]) -> Document:
    """The document with the sections of `parts` and the sources that these cite, numbered in their order."""
    sections = [section for section in summary.sections if PART_OF_SECTION.get(section.id, "events") in parts]
    numbers: dict[int, int] = {}
    renumbered = tuple(_renumbered(section, numbers) for section in sections)
    by_number = {source.number: source for source in summary.sources}
    sources = tuple(replace(by_number[old], number=new) for old, new in numbers.items())
    return replace(summary, sections=renumbered, sources=sources if "sources" in parts else ())


def _renumbered(section: Section, numbers: dict[int, int]) -> Section:
    """The section with new numbers of sources; `numbers` maps old to new ones and is added to."""

    def cites(old: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(numbers.setdefault(number, len(numbers) + 1) for number in old)

    return replace(
        section,
        paragraphs=tuple(
            replace(part, lines=tuple(replace(line, cites=cites(line.cites)) for line in part.lines))
            for part in section.paragraphs
        ),
        payloads=tuple(replace(row, cites=cites(row.cites)) for row in section.payloads),
        items=tuple(replace(item, cites=cites(item.cites)) for item in section.items),
    )


def questions_html(programme: Programme, numbers: Mapping[str, int], blank: str, answers: bool) -> str:
    """The questions about the events in `numbers` as HTML, with their answers or with room for them."""
    events = [event for event in programme.events if event_ref(event.id) in numbers]
    dates = {event.id: event_date(programme, event) for event in events}
    titles = {event.id: event.title(language()) for event in events}
    if blank == "dates":
        task = _("When was it, or when is it promised? Read the timeline and write the date.")
        asked, expected, names = titles, dates, list[str]()
    else:
        task = _("Which event belongs to which number? Write the name beside its date.")
        asked, expected, names = dates, titles, sorted(titles[event.id] for event in events)
    rows = ""
    for event in events:
        answer = escape(expected[event.id] if answers else "") or "&nbsp;"
        rows += f"<tr><td>{numbers[event_ref(event.id)]}</td><td>{escape(asked[event.id])}</td><td>{answer}</td></tr>"
    title = _("Answers") if answers else _("Questions")
    intro = "" if answers else f"<p>{escape(task)}</p>"
    choices = ""
    if names and not answers:
        choices = f"<h2>{escape(_('The names'))}</h2><p>{escape(' · '.join(names))}</p>"
    return f'<h1>{escape(title)}</h1>{intro}<table class="questions"><tbody>{rows}</tbody></table>{choices}'
