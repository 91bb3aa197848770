"""The rows and lists of the details pane: links, claims, payloads, the state of a mission, what cites a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from typing import TypeVar

from msgspec import Struct

from viewer.i18n import Text, _, language
from viewer.model.claims import Status
from viewer.model.date_history import date_history
from viewer.model.entities import Claim, Event, Mission, Payload, Quote
from viewer.model.participation import payload_event
from viewer.model.programme import Programme
from viewer.ref import event_ref, make_ref
from viewer.report import facts
from viewer.report.citations import Citations
from viewer.report.dates import claim_date
from viewer.report.labels import status_label
from viewer.report.sentences import attribution, event_date, history_words, partner_name, sentence_at

Entry = TypeVar("Entry")

MOST_LISTED, SHORTENED = 100, 50
"""A list of more than MOST_LISTED entries is shortened: to the first SHORTENED, or to the events that matter."""
MOST_NEXT, MOST_OVERDUE, MOST_IMPORTANT = 8, 8, 40
"""The lengths of the parts of a shortened list of events."""
LEAST_IMPORTANCE = 3
"""Events of less importance are neither what is next nor what came last."""
MOST_OF_MISSION = 12
"""The launches, contradictions and changed dates of a mission that are listed; of more, their number."""


class Link(Struct, frozen=True):
    """A link to `address` with its words, and what stands before or after it."""

    address: str
    words: str
    note: str = ""


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


def first_of(entries: Sequence[Entry]) -> tuple[Sequence[Entry], int]:
    """All entries, or the first SHORTENED of a long list; and how many more there are."""
    return (entries, 0) if len(entries) <= MOST_LISTED else (entries[:SHORTENED], len(entries) - SHORTENED)


def name_fields(text: Text) -> dict[str, str]:
    """The fields `title` and `other` of a template: the name in the current language and in the other one."""
    return {"title": text(language()), "other": facts.other_name(text)}


def links(programme: Programme, kind: str, ids: Iterable[str]) -> tuple[Link, ...]:
    """Links in the order of `ids`. Events that are not known on the programme's day are left out."""
    if kind == "event":
        return event_links(programme, (event for name in ids if (event := programme.event(name)) is not None))
    if kind == "partner":
        return tuple(Link(make_ref("partner", name), partner_name(programme, name)) for name in ids)
    return tuple(Link(f"{kind}/{name}", sentence_at(programme, f"{kind}/{name}")) for name in ids)


def event_links(programme: Programme, events: Iterable[Event]) -> tuple[Link, ...]:
    return tuple(event_link(programme, event) for event in events)


def event_link(programme: Programme, event: Event) -> Link:
    """The title of the event, with its date as the note."""
    return Link(event_ref(event.id), event.title(language()), event_date(programme, event))


def quotes_of(programme: Programme, event_id: str = "", by: str = "") -> tuple[Quote, ...]:
    """The quotes that belong to the event or are by the partner, by the day they were said."""
    quotes = (
        quote
        for quote in programme.quotes
        if (event_id and quote.event == event_id) or (by and quote.by.plain == by)
    )
    return tuple(sorted(quotes, key=lambda quote: (quote.said.core_earliest, quote.id)))


def claim_rows(programme: Programme, event: Event, cite: Citations) -> tuple[ClaimRow, ...]:
    """A row for each claim known on the programme's day."""
    event_status = programme.status(event.id)
    conflicts = {id(claim) for claim in event_status.conflicts}
    return tuple(
        ClaimRow(
            date=_claim_date(programme, claim),
            holds=claim is event_status.current_claim,
            conflict=id(claim) in conflicts,
            lead=attribution(programme, claim),
            words=claim.words(language()) if claim.words else "",
            note="; ".join(_claim_notes(claim)),
            cites=cite.numbers(claim.sources),
        )
        for claim in event_status.claims
    )


def _claim_date(programme: Programme, claim: Claim) -> str:
    words = claim_date(programme, claim)
    if claim.outcome is None:
        return words
    return _("{date}, {status}", date=words, status=status_label(Status(claim.outcome.value)))


def _claim_notes(claim: Claim) -> list[str]:
    notes = [_("the date is worked out from the words")] if claim.computed else []
    if claim.note is not None:
        notes.append(claim.note(language()))
    return notes


def payload_line(programme: Programme, mission: Mission, payload: Payload, cite: Citations) -> PayloadLine:
    row = facts.payload_row(programme, mission, payload, cite)
    state = payload_event(programme, payload.id)
    return PayloadLine(
        name=row.name,
        partners=links(programme, "partner", payload.partners),
        mission=Link(make_ref("mission", mission.id), row.mission_name),
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


# ── long lists of events ────────────────────────────────────────────────────────────────────────


class EventDigest(Struct, frozen=True):
    """Titled lists of links in reading order; how many more events there are, and the address of the whole list."""

    parts: tuple[tuple[str, tuple[Link, ...]], ...]
    more: int = 0
    address: str = ""


def event_digest(programme: Programme, title: str, events: Sequence[Event], address: str) -> EventDigest:
    """`events`, in order of time, under `title`. A long list becomes what is next, overdue, and most important."""
    if len(events) <= MOST_LISTED:
        return EventDigest(((title, event_links(programme, events)),))
    coming: list[int] = []
    overdue: list[int] = []
    for number, event in enumerate(events):
        match programme.status_of(event):
            case Status.OVERDUE:
                overdue.append(number)
            case Status.PLANNED if event.importance >= LEAST_IMPORTANCE and len(coming) < MOST_NEXT:
                coming.append(number)
    overdue = overdue[-MOST_OVERDUE:]
    listed = {*coming, *overdue}
    others = (number for number in range(len(events)) if number not in listed)
    important = nlargest(MOST_IMPORTANT, others, key=lambda number: (events[number].importance, number))
    parts = (
        (_("What is next"), coming),
        (_("Overdue"), overdue),
        (_("The most important"), sorted(important)),
    )
    return EventDigest(
        tuple((name, event_links(programme, (events[n] for n in numbers))) for name, numbers in parts),
        len(events) - len(listed) - len(important),
        address,
    )


# ── the state of a mission ──────────────────────────────────────────────────────────────────────

BEGUN = (Status.DONE, Status.PARTIAL, Status.FAILED, Status.UNDER_WAY)


def mission_status(programme: Programme, mission: Mission) -> list[tuple[str, Link]]:
    """Labels and events: the launches with their status, then what came last and what is next."""
    launches = facts.launches(programme, mission)[:MOST_OF_MISSION]
    rows = [
        (
            _("Launch {status}", status=status_label(programme.status(event.id).status)),
            event_link(programme, event),
        )
        for event in launches
    ]
    events = [
        (programme.status_of(event), event)
        for event in programme.events_of_mission.get(mission.id, ())
        if event.importance >= LEAST_IMPORTANCE and event not in launches
    ]
    happened = [event for state, event in events if state in BEGUN]
    planned = [event for state, event in events if state is Status.PLANNED]
    if happened:
        last_day = _last_day(programme, happened[-1])
        of_that_day = (event for event in happened if _last_day(programme, event) == last_day)
        last = max(of_that_day, key=lambda event: event.importance)
        rows.append((_("Last"), event_link(programme, last)))
    if planned:
        rows.append((_("Next"), event_link(programme, planned[0])))
    return rows


def _last_day(programme: Programme, event: Event) -> float:
    return programme.current_claim(event).when.core_latest // 1


def mission_histories(programme: Programme, mission: Mission) -> tuple[list[tuple[str, Link, str]], int]:
    """The events of the mission whose date changed, the most important first, and how many more.

    Of each its id, its link, and how the date changed.
    """
    changed = [
        event
        for event in programme.events_of_mission.get(mission.id, ())
        if len(event.claims) > 1 and len(date_history(programme, event).claims) > 1
    ]
    changed.sort(key=lambda event: -event.importance)
    rows = [
        (event.id, event_link(programme, event), history_words(programme, event))
        for event in changed[:MOST_OF_MISSION]
    ]
    return rows, len(changed) - len(rows)


def conflict_events(programme: Programme, mission: Mission) -> tuple[tuple[Event, ...], int]:
    """The events of the mission with contradicting claims, the most important ones; and how many more."""
    events = [
        event
        for event in programme.events_of_mission.get(mission.id, ())
        if len(event.claims) > 1 and programme.compute_status(event).conflicts
    ]
    if len(events) <= MOST_OF_MISSION:
        return tuple(events), 0
    listed = nlargest(MOST_OF_MISSION, events, key=lambda event: event.importance)
    return tuple(listed), len(events) - len(listed)


# ── what cites a source ─────────────────────────────────────────────────────────────────────────


def claims_citing(programme: Programme, source_id: str) -> tuple[tuple[Link, ...], int]:
    """The events whose claims cite the source, each with the dates it is cited for; and how many more."""
    events, more = first_of(programme.events_citing.get(source_id, ()))
    return tuple(_citing_event(programme, event, source_id) for event in events), more


def _citing_event(programme: Programme, event: Event, source_id: str) -> Link:
    event_status = programme.status(event.id)
    claims = (*event_status.claims, *event_status.undated)
    dates = dict.fromkeys(claim_date(programme, claim) for claim in claims if source_id in claim.sources)
    return Link(event_ref(event.id), event.title(language()), facts.listed(list(dates)))


def facts_citing(programme: Programme, source_id: str) -> tuple[Link, ...]:
    """Everything but claims that cites the source, in the order of missions and partners: its words and subject."""
    return tuple(
        Link(address, words, subject)
        for address, words, subject, sources in _cited_facts(programme, source_id)
        if source_id in sources
    )


def _cited_facts(programme: Programme, source_id: str) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Address, words, subject and sources of everything that may cite the source."""
    for mission in programme.missions:
        for words, sources in _mission_facts(programme, mission):
            yield make_ref("mission", mission.id), words, mission.name(language()), sources
    for offer in programme.head.offers:
        offering = programme.mission(offer.mission)
        if offering is not None:
            words = facts.offer_line(offer, Citations(programme)).text
            yield make_ref("mission", offer.mission), words, offering.name(language()), offer.sources
    for partner in programme.partners:
        name, address = partner_name(programme, partner.id), make_ref("partner", partner.id)
        yield address, _("what it is"), name, partner.sources
        for role in partner.roles:
            yield address, role.text(language()), name, role.sources
    for quote in programme.quotes:
        if source_id in quote.sources:
            said = facts.quote_line(programme, quote, Citations(programme))
            address = event_ref(quote.event) if quote.event is not None else make_ref("source", source_id)
            yield address, _("“{quotation}”", quotation=said.text), said.lead, quote.sources


def _mission_facts(programme: Programme, mission: Mission) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is said of a mission besides its dates, with the sources of each."""
    cite, lang = Citations(programme), language()
    if mission.objective is not None:
        yield _("what it is for"), mission.sources
    for fact in mission.facts:
        yield facts.fact_line(fact, cite).text, fact.sources
    for component in mission.components:
        yield facts.component_line(component, cite).text, component.sources
    for site in mission.sites:
        yield facts.site_line(site, cite).text, site.sources
    for payload in mission.payloads:
        yield payload.name(lang), payload.sources
        for result in payload.results:
            yield result.text(lang), result.sources
