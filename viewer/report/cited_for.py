"""What a source is cited for: every claim, fact, payload, role and quotation that rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from viewer.i18n import _, language
from viewer.model.entities import Mission
from viewer.model.programme import Programme
from viewer.report import facts
from viewer.report.citations import Citations
from viewer.report.dates import claim_date
from viewer.report.digest import first
from viewer.report.pane_rows import Link
from viewer.report.sentences import partner_name


def claims_citing(programme: Programme, source_id: str) -> tuple[tuple[Link, ...], int]:
    """The events whose claims cite the source, each with the dates that it is cited for; and how many more."""
    found = []
    told, more = first(programme.events_citing.get(source_id, ()))
    for event in told:
        standing = programme.standing(event.id)
        dates = [
            claim_date(programme, claim)
            for claim in (*standing.claims, *standing.undated)
            if source_id in claim.sources
        ]
        words = facts.listed(list(dict.fromkeys(dates)))
        found.append(Link(f"event/{event.id}", event.title(language()), words))
    return tuple(found), more


def facts_citing(programme: Programme, source_id: str) -> tuple[Link, ...]:
    """What else rests on the source, in the order of missions and partners: words, and whose they are."""
    found: list[Link] = []
    for mission in programme.missions:
        name, address = mission.name(language()), f"mission/{mission.id}"
        found += [
            Link(address, words, name)
            for words, cited in _of_mission(programme, mission)
            if source_id in cited
        ]
    for offer in programme.head.offers:
        mission_of = programme.mission(offer.mission)
        if source_id in offer.sources and mission_of is not None:
            words = facts.offer_line(offer, Citations(programme)).text
            found.append(Link(f"mission/{offer.mission}", words, mission_of.name(language())))
    for partner in programme.partners:
        name, address = partner_name(programme, partner.id), f"partner/{partner.id}"
        if source_id in partner.sources:
            found.append(Link(address, _("what it is"), name))
        found += [
            Link(address, role.text(language()), name) for role in partner.roles if source_id in role.sources
        ]
    for quote in programme.quotes:
        if source_id in quote.sources:
            said = facts.quote_line(programme, quote, Citations(programme))
            address = f"event/{quote.event}" if quote.event is not None else f"source/{source_id}"
            found.append(Link(address, _("“{quotation}”", quotation=said.text), said.lead))
    return tuple(found)


def _of_mission(programme: Programme, mission: Mission) -> Iterator[tuple[str, Iterable[str]]]:
    """What is said of a mission beside its dates, with the sources of each."""
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
