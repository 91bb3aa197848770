"""What the panes are made of: links, rows of claims, rows of payloads."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from viewer.i18n import _, language
from viewer.model.claims import Status
from viewer.model.entities import Claim, Event, Mission, Payload, Quote, Text
from viewer.model.participation import payload_event
from viewer.model.programme import Programme
from viewer.report import facts
from viewer.report.citations import Citations
from viewer.report.dates import claim_date
from viewer.report.labels import status_label
from viewer.report.sentences import attribution, event_date, partner_name, sentence_at


class Link(Struct, frozen=True):
    """A line that leads somewhere: its address, its words, and what stands before or after it."""

    address: str
    words: str
    note: str = ""
    muted: bool = False


class ClaimRow(Struct, frozen=True):
    """A row of the table of claims."""

    date: str
    holds: bool
    conflict: bool
    lead: str  # "said 27 June 2024 by CGTN"
    words: str  # the source's own few words
    note: str  # how the date was worked out, and the author's note
    cites: tuple[int, ...]


class PayloadLine(Struct, frozen=True):
    """A row of a table of payloads."""

    name: str
    partners: tuple[Link, ...]
    mission: Link
    mass: str
    measures: str
    carried_by: str
    note: str
    results: tuple[facts.Line, ...]
    state: Link | None  # the event that tells what has become of it
    cites: tuple[int, ...]


def claim_row(
    programme: Programme, claim: Claim, holder: Claim, conflicts: tuple[Claim, ...], cite: Citations
) -> ClaimRow:
    notes = [_("the date is worked out from the words")] if claim.computed else []
    if claim.note is not None:
        notes.append(claim.note(language()))
    words = claim_date(programme, claim)
    if claim.outcome is not None:
        words = _("{date}, {status}", date=words, status=status_label(Status(claim.outcome.value)))
    return ClaimRow(
        date=words,
        holds=claim is holder,
        conflict=any(claim is other for other in conflicts),
        lead=attribution(programme, claim),
        words=claim.words(language()) if claim.words else "",
        note="; ".join(notes),
        cites=cite.numbers(claim.sources),
    )


def payload_line(programme: Programme, mission: Mission, payload: Payload, cite: Citations) -> PayloadLine:
    row = facts.payload_row(programme, mission, payload, cite)
    state = payload_event(programme, payload.id)
    return PayloadLine(
        name=row.name,
        partners=links(programme, "partner", payload.partners),
        mission=Link(f"mission/{mission.id}", row.mission_name),
        mass=row.mass,
        measures=row.measures,
        carried_by=row.carried_by,
        note=payload.note(language()) if payload.note else "",
        results=tuple(
            facts.Line(result.text(language()), cite.numbers(result.sources)) for result in payload.results
        ),
        state=None if state is None else event_link(programme, state),
        cites=row.cites,
    )


def names(text: Text) -> dict[str, str]:
    return {"title": text(language()), "other": facts.other_name(text)}


def links(programme: Programme, kind: str, ids: Iterable[str]) -> tuple[Link, ...]:
    """Links in the order of `ids`; a programme seen from a day names nothing that is not there."""
    if kind == "event":
        return tuple(
            event_link(programme, event) for name in ids if (event := programme.event(name)) is not None
        )
    if kind == "partner":
        return tuple(Link(f"partner/{name}", partner_name(programme, name)) for name in ids)
    return tuple(Link(f"{kind}/{name}", sentence_at(programme, f"{kind}/{name}")) for name in ids)


def event_links(programme: Programme, events: Iterable[Event]) -> tuple[Link, ...]:
    return tuple(event_link(programme, event) for event in events)


def event_link(programme: Programme, event: Event) -> Link:
    return Link(f"event/{event.id}", event.title(language()), event_date(programme, event))


def quotes_of(programme: Programme, event_id: str = "", by: str = "") -> tuple[Quote, ...]:
    found = (
        quote
        for quote in programme.quotes
        if (event_id and quote.event == event_id) or (by and quote.by.en == by)
    )
    return tuple(sorted(found, key=lambda quote: (quote.said.core_earliest, quote.id)))
