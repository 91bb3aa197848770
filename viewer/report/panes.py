"""The details beside the timeline, as HTML bodies for a QTextBrowser: event, mission, partner, source, overview.

Links within the programme are addresses ("event/ID", "mission/ID", "partner/ID", "source/ID"); all others are http
or https. Everything that comes from data is escaped by the templates. `programme` was seen from a day; what is not
there on that day gets a body that says so. `pane_css` dresses them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from viewer.i18n import _, day_words, language
from viewer.model.claims import Status
from viewer.model.date_history import date_history
from viewer.model.entities import Source
from viewer.model.kinds import KINDS
from viewer.model.participation import membership_event
from viewer.model.programme import Programme
from viewer.report import facts
from viewer.report.citations import CitationFormat, Citations, citation, safe_url
from viewer.report.cited_for import claims_citing, facts_citing
from viewer.report.date_words import date_words
from viewer.report.dates import claim_date
from viewer.report.digest import digest, first
from viewer.report.labels import kind_label, status_label
from viewer.report.mission_story import MOST_TOLD, conflicts, histories, status_rows
from viewer.report.pane_rows import (
    Link,
    claim_row,
    event_link,
    event_links,
    links,
    names,
    payload_line,
    quotes_of,
)
from viewer.report.sentences import (
    event_date_sentence,
    history_words,
    no_events_words,
    sentence_at,
    source_mark,
)
from viewer.report.templates import rendered, style

NEXT_SHOWN = 8
LISTED = 40
"""So many events that are overdue, or without a date, are listed when nothing is selected."""


def pane_css(palette: Mapping[str, str]) -> str:
    """The style sheet of a pane. `palette` as in `viewer.theme`, with "accent" for the lane if there is one."""
    return style("pane.css", {"accent": palette["ink"], **palette})


def body_html(programme: Programme, address: str) -> str:
    """The body for any address; the overview for ""."""
    if not address:
        return overview_html(programme)
    kind, _slash, name = address.partition("/")
    bodies = {"event": event_html, "mission": mission_html, "partner": partner_html, "source": source_html}
    return bodies[kind](programme, name) if kind in bodies else absent_html(programme, address)


def absent_html(programme: Programme, address: str) -> str:
    """What stands where nothing does: the thing was not yet spoken of on the day."""
    day = programme.day or programme.current_to
    return rendered("pane_absent.html", address=address, day=day_words(day))


def waiting_html(programme: Programme, address: str) -> str:
    """What stands there while the body for `address` is made."""
    title = sentence_at(programme, address) or programme.head.title(language())
    return rendered("pane_waiting.html", title=title, events=len(programme.events))


def event_html(programme: Programme, event_id: str) -> str:
    event = programme.event(event_id)
    if event is None:
        return absent_html(programme, f"event/{event_id}")
    standing, cite = programme.standing(event.id), Citations(programme)
    holding = (standing.holder, *standing.conflicts)
    sentence_cites = cite.numbers(name for claim in holding for name in claim.sources)
    rows = tuple(
        claim_row(programme, claim, standing.holder, standing.conflicts, cite) for claim in standing.claims
    )
    payloads = tuple(
        payload_line(programme, mission, payload, cite)
        for name in event.payloads
        if (payload := programme.payload(name)) and (mission := programme.mission_of_payload(name))
    )
    quotes = tuple(
        facts.quote_line(programme, quote, cite) for quote in quotes_of(programme, event_id=event.id)
    )
    parts, more_parts = first(programme.parts_of_event.get(event.id, ()))
    needing, more_needing = first(programme.events_needing.get(event.id, ()))
    chain = history_words(programme, event) if len(date_history(programme, event).claims) > 1 else ""
    return rendered(
        "pane_event.html",
        id=event.id,
        kind=kind_label(event.kind),
        **names(event.title),
        date=claim_date(programme, standing.holder),
        status=status_label(standing.status),
        doubted=standing.doubted,
        promise=event_date_sentence(programme, event),
        conflicts=len(standing.conflicts),
        sentence_cites=sentence_cites,
        summary=event.summary(language()) if event.summary else "",
        place=event.place.name(language()) if event.place else "",
        chain=chain,
        claims=rows,
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
        return absent_html(programme, f"mission/{mission_id}")
    cite, lang = Citations(programme), language()
    objective_cites = cite.numbers(mission.sources) if mission.objective else ()
    launches = facts.launches(programme, mission)
    launch_lines = [facts.launch_line(programme, event, cite) for event in launches[:MOST_TOLD]]
    offers = [facts.offer_line(offer, cite) for offer in programme.head.offers if offer.mission == mission.id]
    carried, more_payloads = first(mission.payloads)
    payloads = tuple(payload_line(programme, mission, payload, cite) for payload in carried)
    fact_rows = tuple(
        (fact.label(lang), facts.fact_value(fact), cite.numbers(fact.sources)) for fact in mission.facts
    )
    moved, more_moved = histories(programme, mission)
    in_conflict, more_in_conflict = conflicts(programme, mission)
    return rendered(
        "pane_mission.html",
        kind=_("mission"),
        **names(mission.name),
        status=status_rows(programme, mission),
        histories=moved,
        more_histories=more_moved,
        conflicts=tuple(
            (event_link(programme, event), event_date_sentence(programme, event)) for event in in_conflict
        ),
        more_conflicts=more_in_conflict,
        objective=mission.objective(lang) if mission.objective else "",
        objective_cites=objective_cites,
        launches=launch_lines,
        more_launches=len(launches) - MOST_TOLD,
        offers=offers,
        facts=fact_rows,
        components=[facts.component_line(component, cite) for component in mission.components],
        sites=[facts.site_line(site, cite) for site in mission.sites],
        id=mission.id,
        on_moon=any(site.body == "moon" and site.latitude is not None for site in mission.sites),
        payloads=payloads,
        more_payloads=more_payloads,
        needs=links(programme, "mission", mission.needs),
        needed_by=links(
            programme, "mission", (item.id for item in programme.missions if mission.id in item.needs)
        ),
        events=digest(
            programme,
            _("Events"),
            programme.events_of_mission.get(mission.id, ()),
            f"list/missions/{mission.id}",
        ),
        sources=cite.cited(),
    )


def partner_html(programme: Programme, partner_id: str) -> str:
    partner = programme.partner(partner_id)
    if partner is None:
        return absent_html(programme, f"partner/{partner_id}")
    cite, lang = Citations(programme), language()
    about_cites = cite.numbers(partner.sources) if partner.about else ()
    roles = tuple((role.text(lang), cite.numbers(role.sources)) for role in partner.roles)
    brought = [
        (mission, payload)
        for mission in programme.missions
        for payload in facts.payloads_of(programme, mission, partner.id)
    ]
    told, more_payloads = first(brought)
    payloads = tuple(payload_line(programme, mission, payload, cite) for mission, payload in told)
    said, more_said = first(quotes_of(programme, by=partner.id))
    quotes = tuple(facts.quote_line(programme, quote, cite) for quote in said)
    parts, more_parts = first(programme.parts_of.get(partner.id, ()))
    stands = tuple(
        (
            framework.name(lang),
            event_link(programme, state)
            if (state := membership_event(programme, partner.id, framework.id))
            else None,
        )
        for framework in programme.head.frameworks
    )
    events = programme.events_of_partner.get(partner.id, ())
    agreements = tuple(event for event in events if KINDS[event.kind].membership_rank)
    agreed, more_agreed = first(agreements)
    others = tuple(event for event in events if not KINDS[event.kind].membership_rank)
    title, listed = _("Other events") if agreements else _("Events"), f"list/partners/{partner.id}"
    return rendered(
        "pane_partner.html",
        kind=kind_label(partner.kind),
        **names(partner.name),
        short=partner.short(lang) if partner.short else "",
        about=partner.about(lang) if partner.about else "",
        about_cites=about_cites,
        part_of=links(programme, "partner", (partner.part_of,) if partner.part_of else ()),
        parts=tuple(Link(f"partner/{part.id}", part.name(lang)) for part in parts),
        more_parts=more_parts,
        stands=stands,
        roles=roles,
        payloads=payloads,
        more_payloads=more_payloads,
        agreements=event_links(programme, agreed),
        more_agreements=more_agreed,
        events=digest(programme, title, others, listed),
        listed=listed,
        quotes=quotes,
        more_quotes=more_said,
        sources=cite.cited(),
    )


def source_html(programme: Programme, source_id: str) -> str:
    source = programme.source(source_id)
    if source is None:
        return absent_html(programme, f"source/{source_id}")
    events, more_events = claims_citing(programme, source_id)
    rests, more_rests = first(facts_citing(programme, source_id))
    return rendered(
        "pane_source.html",
        kind=kind_label(source.kind),
        **names(source.title),
        publisher=source.publisher,
        published=date_words(source.published),
        accessed=date_words(source.accessed) if source.accessed else "",
        mark=source_mark(source),
        note=source.note(language()) if source.note else "",
        language=source.language,
        url=safe_url(source.url),
        read=read_words(source),
        citation=citation(source, CitationFormat.TEXT),
        events=events,
        more_events=more_events,
        facts=rests,
        more_facts=more_rests,
    )


def read_words(source: Source) -> str:
    """How the source was read: itself, through another one, or as a digest."""
    if source.relayed_via is not None:
        return _("not itself, but through {medium}", medium=source.relayed_via)
    if source.weak:
        return _("itself; it is a digest, a rewrite or has no sources of its own")
    return _("itself")


def overview_html(programme: Programme) -> str:
    """Nothing is selected: what comes next, what is overdue, the missions, and how to use the window."""
    promised = programme.fates[Status.PLANNED]
    overdue, undated = programme.fates[Status.OVERDUE], programme.fates[Status.UNDATED]
    missions, more_missions = first(programme.missions)
    weighty = tuple(islice((event for event in promised if event.importance >= 3), NEXT_SHOWN))
    return rendered(
        "pane_overview.html",
        kind=_("as of {day}", day=day_words(programme.day or programme.current_to)),
        **names(programme.head.title),
        about=programme.head.about(language()) if programme.head.about else "",
        nothing=no_events_words(programme),
        next=event_links(programme, weighty),
        more=len(promised) - len(weighty),
        overdue=event_links(programme, overdue[:LISTED]),
        more_overdue=len(overdue) - LISTED,
        undated=event_links(programme, undated[:LISTED]),
        more_undated=len(undated) - LISTED,
        missions=tuple(
            Link(f"mission/{mission.id}", mission.name(language()), facts.other_name(mission.name))
            for mission in missions
        ),
        more_missions=more_missions,
        events=len(programme.events),
        source_count=len(programme.sources),
    )
