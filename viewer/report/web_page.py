"""A programme as one page of HTML: picture, summary, tables, sources. It needs no script and loads nothing."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from viewer.i18n import _, day_words, language
from viewer.model.date_history import ChangeKind, all_date_changes
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.report.citations import Citations
from viewer.report.dates import claim_date
from viewer.report.document import days_words, html_language
from viewer.report.labels import status_label
from viewer.report.sentences import claim_sentence
from viewer.report.slip_report import date_change_row
from viewer.report.summary import summarise, summary_document


class ClaimItem(Struct, frozen=True):
    """A claim in one sentence."""

    text: str
    cites: tuple[int, ...]


class EventRow(Struct, frozen=True):
    """An event in the table of all events."""

    id: str
    date: str
    title: str
    status: str
    summary: str
    claims: tuple[ClaimItem, ...]
    cites: tuple[int, ...]


class Picture(Struct, frozen=True):
    """The timeline of the page: an element of SVG and the style sheet that colours it."""

    svg: str
    css: str
    caption: str = ""


def web_page(
    programme: Programme, today: date, picture: Picture, data: str = "", made_by: str = "Farside"
) -> str:
    """The page of a programme seen from a day (ValueError without one). Equal arguments give equal bytes.

    `data` is the number of the data, for the foot. The picture's links lead to "#row-" and an event's id.
    """
    if programme.day is None:
        raise ValueError("a page needs a programme seen from a day")
    from viewer.report.templates import rendered, style

    summary = summarise(programme, today)
    cite = Citations(programme)
    for source in summary.sources:  # the numbers that the summary gave stay
        cite.numbers((source.id,))
    moves = [
        (day_words(change.day), date_change_row(programme, change, cite))
        for change in all_date_changes(programme)
        if change.kind is not ChangeKind.RESTATED
    ]
    events = tuple(_event_row(programme, event, cite) for event in programme.events)
    told = summary_document(summary)
    told = replace(
        told,
        day_line=_("As known on {day}", day=day_words(programme.day)),  # a page is read on other days too
        sections=tuple(section for section in told.sections if section.id != "slips"),
        sources=cite.cited(),
    )
    foot = [told.day_line, told.data_line]
    foot += [_("data {number}", number=data)] * bool(data)
    return rendered(
        "page_timeline.html",
        lang=html_language(),
        style=style("page.css") + style("page_timeline.css") + picture.css,
        within=False,
        document=told,
        days=days_words(told),
        source_ids={source.number: source.id for source in told.sources},
        picture=_figure(picture),
        moves=moves,
        events=events,
        made_by=made_by,
        foot=" · ".join([*foot, made_by]),
    )


def _figure(picture: Picture) -> str:
    from html import escape

    name, caption = escape(_("Timeline")), escape(picture.caption)
    below = f"\n<figcaption>{caption}</figcaption>" if caption else ""
    region = f'<section class="timeline" tabindex="0" aria-label="{name}">'
    return f"<figure>\n{region}\n{picture.svg}</section>{below}\n</figure>"


def _event_row(programme: Programme, event: Event, cite: Citations) -> EventRow:
    standing = programme.standing(event.id)
    return EventRow(
        id=event.id,
        date=claim_date(programme, standing.holder),
        title=event.title(language()),
        status=status_label(standing.status),
        summary=event.summary(language()) if event.summary else "",
        claims=tuple(
            ClaimItem(claim_sentence(programme, claim, named=True), cite.numbers(claim.sources))
            for claim in (*standing.claims, *standing.undated)
        ),
        cites=cite.numbers(standing.holder.sources),
    )
