"""The details pane beside the timeline as HTML bodies for a QTextBrowser: event, mission, partner, source, overview.

Links within the programme are addresses ("event/ID", "mission/ID", "partner/ID", "source/ID"); all others are http
or https. The templates escape everything that comes from data. `programme` is one as of a day; for what is not known
on that day the body says so. `details_css` is their style.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from viewer.i18n import _, day_words, language
from viewer.model.claims import Status
from viewer.model.date_history import date_history
from viewer.model.entities import Mission, Partner, Source
from viewer.model.kinds import KINDS
from viewer.model.participation import membership_event
from viewer.model.programme import Programme
from viewer.ref import event_ref, make_ref, split_ref
from viewer.report import facts
from viewer.report.bodies import bodies, mapped_body, sites_on
from viewer.report.citations import CitationFormat, Citations, citation, safe_url
from viewer.report.dates import claim_date, date_words
from viewer.report.details_rows import (
    LEAST_IMPORTANCE,
    MOST_NEXT,
    MOST_OF_MISSION,
    Link,
    claim_rows,
    claims_citing,
    conflict_events,
    event_digest,
    event_link,
    event_links,
    facts_citing,
    first_of,
    links,
    mission_histories,
    mission_status,
    name_fields,
    payload_line,
    quotes_of,
)
from viewer.report.labels import kind_label, label_of_event, status_label
from viewer.report.sentences import (
    event_date_sentence,
    history_words,
    no_events_words,
    sentence_at,
    source_mark,
)
from viewer.report.templates import rendered, style

MOST_IN_OVERVIEW = 40
"""The overdue events, and those without a date, that the overview lists."""


def details_css(palette: Mapping[str, str]) -> str:
    """The style sheet of the details. `palette` as in `viewer.theme`, with "accent" for the lane if there is one."""
    return style("pane.css", {"accent": palette["ink"], **palette})


def details_html(programme: Programme, address: str) -> str:
    """The body for any address; the overview for ""."""
    if not address:
        return overview_html(programme)
    kind, name = split_ref(address)
    bodies = {"event": event_html, "mission": mission_html, "partner": partner_html, "source": source_html}
    return bodies[kind](programme, name) if kind in bodies else not_known_html(programme, address)


def not_known_html(programme: Programme, address: str) -> str:
    """The body for an address that is not known on the programme's day."""
    day = programme.day or programme.current_to
    return rendered("pane_absent.html", address=address, day=day_words(day))


def loading_html(programme: Programme, address: str) -> str:
    """The body while that for `address` is being made."""
    title = sentence_at(programme, address) or programme.head.title(language())
    return rendered("pane_waiting.html", title=title, events=len(programme.events))


def event_html(programme: Programme, event_id: str) -> str:
    event = programme.event(event_id)
    if event is None:
        return not_known_html(programme, event_ref(event_id))
    event_status, cite = programme.status(event.id), Citations(programme)
    sentence_cites = cite.event_numbers(event.id)
    claims = claim_rows(programme, event, cite)
    payloads = tuple(
        payload_line(programme, mission, payload, cite)
        for name in event.payloads
        if (payload := programme.payload(name)) and (mission := programme.mission_of_payload(name))
    )
    quotes = tuple(
        facts.quote_line(programme, quote, cite) for quote in quotes_of(programme, event_id=event.id)
    )
    parts, more_parts = first_of(programme.parts_of_event.get(event.id, ()))
    needing, more_needing = first_of(programme.events_needing.get(event.id, ()))
    history = history_words(programme, event) if len(date_history(programme, event).claims) > 1 else ""
    return rendered(
        "pane_event.html",
        id=event.id,
        kind=label_of_event(programme, event),
        **name_fields(event.title),
        date=claim_date(programme, event_status.current_claim),
        status=status_label(event_status.status),
        doubted=event_status.doubted,
        promise=event_date_sentence(programme, event),
        conflicts=len(event_status.conflicts),
        sentence_cites=sentence_cites,
        summary=event.summary(language()) if event.summary else "",
        place=event.place.name(language()) if event.place else "",
        chain=history,
        claims=claims,
        missions=links(programme, "mission", event.missions),
        partners=links(programme, "partner", event.partners),
        payloads=payloads,
        part_of=links(programme, "event", (event.part_of,) if event.part_of else ()),
        parts=event_links(programme, parts),
        more_parts=more_parts,
        needs=links(programme, "event", event.needs),
        needed_by=links(programme, "event", needing),
        more_needed_by=more_needing,
        quotes=quotes,
        sources=cite.cited(),
    )


def mission_html(programme: Programme, mission_id: str) -> str:
    mission = programme.mission(mission_id)
    if mission is None:
        return not_known_html(programme, make_ref("mission", mission_id))
    cite, lang = Citations(programme), language()
    # The lines are made in the order in which they are read, for the numbers of the sources.
    objective_cites = cite.numbers(mission.sources) if mission.objective else ()
    launches = facts.launches(programme, mission)
    launch_lines = [facts.launch_line(programme, event, cite) for event in launches[:MOST_OF_MISSION]]
    offers = [facts.offer_line(offer, cite) for offer in programme.head.offers if offer.mission == mission.id]
    listed_payloads, more_payloads = first_of(mission.payloads)
    payloads = tuple(payload_line(programme, mission, payload, cite) for payload in listed_payloads)
    fact_rows = tuple(
        (fact.label(lang), facts.fact_value(fact), cite.numbers(fact.sources)) for fact in mission.facts
    )
    histories, more_histories = mission_histories(programme, mission)
    conflicts, more_conflicts = conflict_events(programme, mission)
    needed_by = (other.id for other in programme.missions if mission.id in other.needs)
    events = programme.events_of_mission.get(mission.id, ())
    return rendered(
        "pane_mission.html",
        kind=_("mission"),
        **name_fields(mission.name),
        status=mission_status(programme, mission),
        histories=histories,
        more_histories=more_histories,
        conflicts=tuple(
            (event_link(programme, event), event_date_sentence(programme, event)) for event in conflicts
        ),
        more_conflicts=more_conflicts,
        objective=mission.objective(lang) if mission.objective else "",
        objective_cites=objective_cites,
        launches=launch_lines,
        more_launches=len(launches) - MOST_OF_MISSION,
        offers=offers,
        facts=fact_rows,
        components=[facts.component_line(component, cite) for component in mission.components],
        sites=[facts.site_line(site, cite) for site in mission.sites],
        id=mission.id,
        map_caption=_map_caption(programme, mission),
        payloads=payloads,
        more_payloads=more_payloads,
        needs=links(programme, "mission", mission.needs),
        needed_by=links(programme, "mission", needed_by),
        events=event_digest(programme, _("Events"), events, make_ref("list", f"missions/{mission.id}")),
        sources=cite.cited(),
    )


def _map_caption(programme: Programme, mission: Mission) -> str:
    """The text for the map of the mission's sites, "Where on the Moon"; "" where no site is on the map."""
    body = mapped_body(programme)
    if not body or not any(site.is_located for site in sites_on(programme, mission, body)):
        return ""
    return bodies()[body].location(language())


def partner_html(programme: Programme, partner_id: str) -> str:
    partner = programme.partner(partner_id)
    if partner is None:
        return not_known_html(programme, make_ref("partner", partner_id))
    cite, lang = Citations(programme), language()
    # The lines are made in the order in which they are read, for the numbers of the sources.
    about_cites = cite.numbers(partner.sources) if partner.about else ()
    roles = tuple((role.text(lang), cite.numbers(role.sources)) for role in partner.roles)
    listed_payloads, more_payloads = first_of(
        [
            (mission, payload)
            for mission in programme.missions
            for payload in facts.payloads_of(programme, mission, partner.id)
        ]
    )
    payloads = tuple(payload_line(programme, mission, payload, cite) for mission, payload in listed_payloads)
    listed_quotes, more_quotes = first_of(quotes_of(programme, by=partner.id))
    quotes = tuple(facts.quote_line(programme, quote, cite) for quote in listed_quotes)
    parts, more_parts = first_of(programme.parts_of.get(partner.id, ()))
    events = programme.events_of_partner.get(partner.id, ())
    agreements = tuple(event for event in events if KINDS[event.kind].membership_rank)
    others = tuple(event for event in events if not KINDS[event.kind].membership_rank)
    listed_agreements, more_agreements = first_of(agreements)
    title, list_address = (
        _("Other events") if agreements else _("Events"),
        make_ref("list", f"partners/{partner.id}"),
    )
    return rendered(
        "pane_partner.html",
        kind=kind_label(partner.kind),
        **name_fields(partner.name),
        short=partner.short(lang) if partner.short else "",
        about=partner.about(lang) if partner.about else "",
        about_cites=about_cites,
        part_of=links(programme, "partner", (partner.part_of,) if partner.part_of else ()),
        parts=tuple(Link(make_ref("partner", part.id), part.name(lang)) for part in parts),
        more_parts=more_parts,
        stands=_memberships(programme, partner),
        roles=roles,
        payloads=payloads,
        more_payloads=more_payloads,
        agreements=event_links(programme, listed_agreements),
        more_agreements=more_agreements,
        events=event_digest(programme, title, others, list_address),
        listed=list_address,
        quotes=quotes,
        more_quotes=more_quotes,
        sources=cite.cited(),
    )


def _memberships(programme: Programme, partner: Partner) -> tuple[tuple[str, Link | None], ...]:
    """The name of each framework, and the event that tells whether the partner belongs to it."""
    events = (
        (framework, membership_event(programme, partner.id, framework.id))
        for framework in programme.head.frameworks
    )
    return tuple(
        (framework.name(language()), event_link(programme, event) if event else None)
        for framework, event in events
    )


def source_html(programme: Programme, source_id: str) -> str:
    source = programme.source(source_id)
    if source is None:
        return not_known_html(programme, make_ref("source", source_id))
    events, more_events = claims_citing(programme, source_id)
    cited_for, more_cited_for = first_of(facts_citing(programme, source_id))
    return rendered(
        "pane_source.html",
        kind=kind_label(source.kind),
        **name_fields(source.title),
        publisher=source.publisher,
        published=date_words(source.published),
        accessed=date_words(source.accessed) if source.accessed else "",
        mark=source_mark(source),
        note=source.note(language()) if source.note else "",
        language=source.language,
        url=safe_url(source.url),
        read=_read_words(source),
        citation=citation(source, CitationFormat.TEXT),
        events=events,
        more_events=more_events,
        facts=cited_for,
        more_facts=more_cited_for,
    )


def _read_words(source: Source) -> str:
    """How the source was read: itself, through another one, or as a digest."""
    if source.relayed_via is not None:
        return _("not itself, but through {medium}", medium=source.relayed_via)
    if source.weak:
        return _("itself; it is a digest, a rewrite or has no sources of its own")
    return _("itself")


def overview_html(programme: Programme) -> str:
    """The body without a selection: what is next, what is overdue, the missions, and how to use the window."""
    planned = programme.events_by_status[Status.PLANNED]
    overdue, undated = programme.events_by_status[Status.OVERDUE], programme.events_by_status[Status.UNDATED]
    missions, more_missions = first_of(programme.missions)
    important = (event for event in planned if event.importance >= LEAST_IMPORTANCE)
    coming = tuple(islice(important, MOST_NEXT))
    return rendered(
        "pane_overview.html",
        kind=_("as of {day}", day=day_words(programme.day or programme.current_to)),
        **name_fields(programme.head.title),
        about=programme.head.about(language()) if programme.head.about else "",
        nothing=no_events_words(programme),
        next=event_links(programme, coming),
        more=len(planned) - len(coming),
        overdue=event_links(programme, overdue[:MOST_IN_OVERVIEW]),
        more_overdue=len(overdue) - MOST_IN_OVERVIEW,
        undated=event_links(programme, undated[:MOST_IN_OVERVIEW]),
        more_undated=len(undated) - MOST_IN_OVERVIEW,
        missions=tuple(
            Link(make_ref("mission", mission.id), mission.name(language()), facts.other_name(mission.name))
            for mission in missions
        ),
        more_missions=more_missions,
        events=len(programme.events),
        source_count=len(programme.sources),
    )
