"""The details pane beside the timeline as HTML bodies for a QTextBrowser: event, mission, partner, source, overview.

Links within the programme are addresses ("event/ID", "mission/ID", "partner/ID", "source/ID"); all others are http
or https. The templates pane_*.html call the functions of this package by their names; they number sources in the order
in which they are read, and escape everything that comes from data. `programme` is one as of a day; for what is not
known on that day the body says so. `details_css` is their style.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import islice
from typing import TypeVar

from msgspec import Struct

from viewer.i18n import _, day_words, language, localized
from viewer.model import participation
from viewer.model.claims import Status
from viewer.model.date_history import date_history
from viewer.model.entities import Event, Mission, Source
from viewer.model.kinds import KINDS
from viewer.model.programme import Programme
from viewer.ref import event_ref, make_ref, split_ref
from viewer.report import dates, labels, sentences
from viewer.report.citations import CitationFormat, Citations, citation, safe_url
from viewer.report.contributions import contributed
from viewer.report.document import rendered, style
from viewer.report.labels import bodies, mapped_body, sites_on

Entry = TypeVar("Entry")

MOST_LISTED, SHORTENED = 100, 50
"""A list of more than MOST_LISTED entries is shortened: to the first SHORTENED, or to the events that matter."""
MOST_NEXT, MOST_OVERDUE, MOST_IMPORTANT = 8, 8, 40
"""The lengths of the parts of a shortened list of events."""
MOST_OF_MISSION = 12  # launches, contradictions and changed dates of a mission; of more, their number
MOST_IN_OVERVIEW = 40  # the overdue events, and those without a date, that the overview lists
LEAST_IMPORTANCE = 3  # events of less importance are neither what is next nor what came last


def shortened(entries: Sequence[Entry]) -> Sequence[Entry]:
    """All entries, or the first SHORTENED of a long list."""
    return entries if len(entries) <= MOST_LISTED else entries[:SHORTENED]


def _page(template: str, programme: Programme, **values: object) -> str:
    functions = {"make_ref": make_ref, "safe_url": safe_url, "shortened": shortened}
    modules = {"dates": dates, "labels": labels, "participation": participation, "sentences": sentences}
    cite, lang = Citations(programme), language()
    return rendered(template, programme=programme, lang=lang, cite=cite, **functions, **modules, **values)


def details_css(palette: Mapping[str, str]) -> str:
    """The style sheet of the details. `palette` as in `viewer.theme`, with "accent" for the lane if there is one."""
    return style("pane.css", {"accent": palette["foreground"], **palette})


def details_html(programme: Programme, address: str) -> str:
    """The body for any address; the overview for ""."""
    if not address:
        return overview_html(programme)
    kind, id = split_ref(address)
    pages = {"event": event_html, "mission": mission_html, "partner": partner_html, "source": source_html}
    return pages[kind](programme, id) if kind in pages else not_known_html(programme, address)


def not_known_html(programme: Programme, address: str) -> str:
    """The body for an address that is not known on the programme's day."""
    return rendered("pane_absent.html", address=address, day=day_words(programme.day or programme.current_to))


def loading_html(programme: Programme, address: str) -> str:
    """The body while that for `address` is being rendered."""
    title = sentences.sentence_at(programme, address) or programme.head.title(language())
    return rendered("pane_waiting.html", title=title, events=len(programme.events))


def event_html(programme: Programme, event_id: str) -> str:
    event = programme.event(event_id)
    if event is None:
        return not_known_html(programme, event_ref(event_id))
    return _page(
        "pane_event.html",
        programme,
        event=event,
        status=programme.status(event.id),
        has_history=len(date_history(programme, event).claims) > 1,
        payloads=_known(programme.payload, event.payloads),
        part_of=_known(programme.event, (event.part_of,) if event.part_of else ()),
        parts=programme.parts_of_event.get(event.id, ()),
        needs=_known(programme.event, event.needs),
        needed_by=_known(programme.event, programme.events_needing.get(event.id, ())),
        quotes=sentences.in_order_said(quote for quote in programme.quotes if quote.event == event.id),
    )


def _known(look_up: Callable[[str], Entry | None], ids: Sequence[str]) -> list[Entry]:
    """The items with these ids that are known on the programme's day."""
    return [item for id in ids if (item := look_up(id)) is not None]


def mission_html(programme: Programme, mission_id: str) -> str:
    mission = programme.mission(mission_id)
    if mission is None:
        return not_known_html(programme, make_ref("mission", mission_id))
    events = programme.events_of_mission.get(mission.id, ())
    disputable = [event for event in events if len(event.claims) > 1]
    by_importance = sorted(disputable, key=lambda event: -event.importance)
    conflicts = [event for event in disputable if programme.compute_status(event).conflicts]
    if len(conflicts) > MOST_OF_MISSION:
        conflicts.sort(key=lambda event: -event.importance)
    body = mapped_body(programme)
    has_map = bool(body) and any(site.is_located for site in sites_on(programme, mission, body))
    return _page(
        "pane_mission.html",
        programme,
        mission=mission,
        status=mission_status(programme, mission),
        launches=participation.mission_launches(programme, mission.id),
        offers=[offer for offer in programme.head.offers if offer.mission == mission.id],
        histories=[event for event in by_importance if len(date_history(programme, event).claims) > 1],
        conflicts=conflicts,
        most=MOST_OF_MISSION,
        map_caption=bodies()[body].location(language()) if has_map else "",  # "Where on the Moon"
        needs=_known(programme.mission, mission.needs),
        needed_by=[dependent for dependent in programme.missions if mission.id in dependent.needs],
        digest=event_digest(programme, _("Events"), events, make_ref("list", f"missions/{mission.id}")),
    )


def mission_status(programme: Programme, mission: Mission) -> list[tuple[str, Event]]:
    """Labels and events: the launches with their status, then what came last and what is next."""
    launches = participation.mission_launches(programme, mission.id)[:MOST_OF_MISSION]
    rows = [(_("Launch {status}", status=labels.label_of(programme.status_of(event))), event) for event in launches]
    events = [
        (programme.status_of(event), event)
        for event in programme.events_of_mission.get(mission.id, ())
        if event.importance >= LEAST_IMPORTANCE and event not in launches
    ]
    begun = (Status.DONE, Status.PARTIAL, Status.FAILED, Status.UNDER_WAY)
    happened = [event for status, event in events if status in begun]
    last_days = [programme.current_claim(event).when.core_latest // 1 for event in happened]
    if happened:
        of_last_day = (event for event, day in zip(happened, last_days, strict=True) if day == last_days[-1])
        rows.append((_("Last"), max(of_last_day, key=lambda event: event.importance)))
    return rows + [(_("Next"), event) for status, event in events if status is Status.PLANNED][:1]


class EventDigest(Struct, frozen=True):
    """Titled lists of events in reading order; how many more events there are, and the address of the whole list."""

    parts: tuple[tuple[str, Sequence[Event]], ...]
    more: int = 0
    address: str = ""


def event_digest(programme: Programme, title: str, events: Sequence[Event], address: str) -> EventDigest:
    """`events`, in order of time, under `title`. A long list becomes what is next, overdue, and most important."""
    if len(events) <= MOST_LISTED:
        return EventDigest(((title, events),))
    statuses = [programme.status_of(event) for event in events]
    overdue = [number for number, status in enumerate(statuses) if status is Status.OVERDUE][-MOST_OVERDUE:]
    planned = (number for number, status in enumerate(statuses) if status is Status.PLANNED)
    coming = list(islice((n for n in planned if events[n].importance >= LEAST_IMPORTANCE), MOST_NEXT))
    others = set(range(len(events))).difference(coming, overdue)
    important = nlargest(MOST_IMPORTANT, others, key=lambda number: (events[number].importance, number))
    parts = ((_("What is next"), coming), (_("Overdue"), overdue), (_("The most important"), sorted(important)))
    return EventDigest(
        tuple((name, [events[number] for number in numbers]) for name, numbers in parts),
        len(others) - len(important),
        address,
    )


def partner_html(programme: Programme, partner_id: str) -> str:
    partner = programme.partner(partner_id)
    if partner is None:
        return not_known_html(programme, make_ref("partner", partner_id))
    events = programme.events_of_partner.get(partner.id, ())
    agreements = [event for event in events if KINDS[event.kind].membership_rank]
    others = [event for event in events if not KINDS[event.kind].membership_rank]
    title, address = (_("Other events") if agreements else _("Events"), make_ref("list", f"partners/{partner.id}"))
    return _page(
        "pane_partner.html",
        programme,
        partner=partner,
        payloads=[payload for _mission, payload in contributed(programme, partner_id=partner.id)],
        agreements=agreements,
        list_address=address,
        digest=event_digest(programme, title, others, address),
        parts=programme.parts_of.get(partner.id, ()),
        quotes=sentences.in_order_said(quote for quote in programme.quotes if quote.by.plain == partner.id),
    )


Row = tuple[str, str, str]
"""A row of a table: a note, the address of a link, and its words."""


def source_html(programme: Programme, source_id: str) -> str:
    source = programme.source(source_id)
    if source is None:
        return not_known_html(programme, make_ref("source", source_id))
    events = programme.events_citing.get(source_id, ())
    return _page(
        "pane_source.html",
        programme,
        source=source,
        read=_read_words(source),
        citation=citation(source, CitationFormat.TEXT),
        event_rows=[_citing_event(programme, event, source_id) for event in shortened(events)],
        event_count=len(events),
        fact_rows=[row for row, sources in _sourced_facts(programme, source_id) if source_id in sources],
    )


def _read_words(source: Source) -> str:
    """How the source was read: itself, through another one, or as a digest."""
    if source.relayed_via is not None:
        return _("not itself, but through {medium}", medium=source.relayed_via)
    if source.weak:
        return _("itself; it is a digest, a rewrite or has no sources of its own")
    return _("itself")


def _citing_event(programme: Programme, event: Event, source_id: str) -> Row:
    """An event with the dates that the source is cited for."""
    status = programme.status(event.id)
    claims = (claim for claim in (*status.claims, *status.undated) if source_id in claim.sources)
    words = dict.fromkeys(dates.claim_date(programme, claim) for claim in claims)
    return sentences.listed(list(words)), event_ref(event.id), event.title(language())


def _sourced_facts(programme: Programme, source_id: str) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Everything but claims that may cite the source, with its subject, in the order of missions and partners."""
    for mission in programme.missions:
        for words, sources in _mission_facts(mission):
            yield (mission.name(language()), make_ref("mission", mission.id), words), sources
    for offer in programme.head.offers:
        offering = programme.mission(offer.mission)
        if offering is not None:
            name = offering.name(language())
            yield (name, make_ref("mission", offer.mission), sentences.offer_sentence(offer)), offer.sources
    for partner in programme.partners:
        name, address = sentences.partner_name(programme, partner.id), make_ref("partner", partner.id)
        yield (name, address, _("what it is")), partner.sources
        for role in partner.roles:
            yield (name, address, role.text(language())), role.sources
    for quote in filter(lambda quote: source_id in quote.sources, programme.quotes):
        address = event_ref(quote.event) if quote.event is not None else make_ref("source", source_id)
        words = _("“{quotation}”", quotation=quote.text(language()))
        yield (sentences.quote_lead(programme, quote), address, words), quote.sources


def _mission_facts(mission: Mission) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is said of a mission besides its dates, with the sources of each."""
    if mission.objective is not None:
        yield _("what it is for"), mission.sources
    yield from ((sentences.fact_sentence(fact), fact.sources) for fact in mission.facts)
    yield from ((sentences.component_sentence(component), component.sources) for component in mission.components)
    yield from ((sentences.site_sentence(site), site.sources) for site in mission.sites)
    for payload in mission.payloads:
        yield payload.name(language()), payload.sources
        yield from ((result.text(language()), result.sources) for result in payload.results)


def overview_html(programme: Programme) -> str:
    """The body without a selection: what is next, what is overdue, the missions, and how to use the window."""
    planned = programme.events_by_status[Status.PLANNED]
    important = (event for event in planned if event.importance >= LEAST_IMPORTANCE)
    return _page(
        "pane_overview.html",
        programme,
        day=day_words(programme.day or programme.current_to),
        about=localized(programme.head.about),
        nothing=labels.no_events_words(programme),
        coming=list(islice(important, MOST_NEXT)),
        planned_count=len(planned),
        overdue=programme.events_by_status[Status.OVERDUE],
        undated=programme.events_by_status[Status.UNDATED],
        most=MOST_IN_OVERVIEW,
    )
