"""HTML: one page with picture, summary, tables and sources. It needs no script and loads nothing."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from msgspec import Struct
from msgspec.structs import replace

from viewer.export_request import MADE_BY, ExportedFile, ExportRequest
from viewer.i18n import _, day_words, language, localized
from viewer.model.date_history import ChangeKind, all_date_changes
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, part_of, tracked
from viewer.report.citations import Citations
from viewer.report.dates import change_words, claim_date
from viewer.report.document import Line, body_values, html_language, rendered_parts, style
from viewer.report.labels import label_of
from viewer.report.sentences import change_title, claim_sentence
from viewer.report.summary import summarise, summary_document


class EventRow(Struct, frozen=True, gc=False):
    """An event in the table of all events."""

    id: str
    date: str
    title: str
    status: str
    summary: str
    claims: tuple[Line, ...]
    cites: tuple[int, ...]


class ChangeRow(Struct, frozen=True, gc=False):
    """A change of a date in the table of all changes."""

    event: str  # id
    day: str  # on which it became known
    title: str
    old: str  # "" where there was no date
    new: str
    size: str  # or the kind of the change
    cites: tuple[int, ...]


class PageImage(Struct, frozen=True):
    """The timeline of the page: an SVG element, the style sheet with its colours, and its caption."""

    svg: str
    css: str
    caption: str = ""


def write(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    """The page with the picture of the timeline."""
    from viewer.export.pictures import inline_svg

    svg, css = inline_svg(request, part_of(progress, 0.0, 0.1))
    return ExportedFile(page_html(request, PageImage(svg, css, request.description), part_of(progress, 0.1, 1.0)))


def page_html(request: ExportRequest, image: PageImage, progress: ProgressCallback = ignore_progress) -> bytes:
    """The page. The links of the picture lead to the rows of events, "#row-" and the id of the event."""
    programme = request.shown
    summary = summarise(programme, request.today)
    progress(0.1)
    cite = Citations(programme)
    for source in summary.sources:  # the sources keep the numbers that the summary gave them
        cite.numbers((source.id,))
    changes = _change_rows(programme, cite, part_of(progress, 0.1, 0.2))
    for event in tracked(programme.events, part_of(progress, 0.2, 0.3)):
        event_status = programme.status(event.id)  # sources are numbered in the order in which the row cites them
        for claim in (*event_status.claims, *event_status.undated, event_status.current_claim):
            cite.numbers(claim.sources)
    page = summary_document(summary)
    sections = tuple(section for section in page.sections if section.id != "slips")
    # The day line is without "today": the page is read on other days too.
    page = replace(page, day_line=request.known_on, sections=sections, sources=cite.cited())
    name, caption = escape(_("Timeline")), escape(image.caption)
    region = f'<section class="timeline" tabindex="0" aria-label="{name}">\n{image.svg}</section>'
    below = f"\n<figcaption>{caption}</figcaption>" if caption else ""
    parts = rendered_parts(
        "page_timeline.html",
        lang=html_language(),
        style=style("page.css") + style("page_timeline.css") + image.css,
        **body_values(page, within=False),
        picture=f"<figure>\n{region}{below}\n</figure>",
        moves=changes,
        events=_event_rows(programme, cite, part_of(progress, 0.3, 1.0)),
        made_by=MADE_BY,
        foot=" · ".join(filter(None, (page.day_line, page.data_line, request.data_words, MADE_BY))),
    )
    return b"".join(part.encode() for part in parts)


def _change_rows(programme: Programme, cite: Citations, progress: ProgressCallback) -> list[ChangeRow]:
    """Every change of a date, in the order of the days on which they became known."""
    return [
        ChangeRow(
            event=change.event_id,
            day=day_words(change.day),
            title=change_title(programme, change),
            old=claim_date(programme, change.old) if change.old is not None else "",
            new=claim_date(programme, change.new),
            size=change_words(change),
            cites=cite.numbers(change.new.sources),
        )
        for change in all_date_changes(programme, progress)
        if change.kind is not ChangeKind.RESTATED
    ]


def _event_rows(programme: Programme, cite: Citations, progress: ProgressCallback) -> Iterator[EventRow]:
    """The rows of all events, one at a time while the page is written."""
    for event in tracked(programme.events, progress):
        event_status = programme.status(event.id)
        yield EventRow(
            id=event.id,
            date=claim_date(programme, event_status.current_claim),
            title=event.title(language()),
            status=label_of(event_status.status),
            summary=localized(event.summary),
            claims=tuple(
                Line(claim_sentence(programme, claim, named=True), cite.numbers(claim.sources))
                for claim in (*event_status.claims, *event_status.undated)
            ),
            cites=cite.numbers(event_status.current_claim.sources),
        )
