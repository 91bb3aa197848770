"""Seeing a programme from a day: nothing is known before it was known (docs/dates-and-claims.md, 2).

An item with sources is known from its `said`, else from its earliest source; an event from its first claim. A
partner or a mission is there once something known names it, once a source of its own or an item of its own is
known, and at the latest on `current_to`. What stays loses the sources that were published later, but for the
earliest one where nothing else supports it; what a partner or a mission is stays untold until a source of its own
was published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from viewer.model.calendar import Days, day_number, last_day
from viewer.model.claims import current_claim, known_claims, known_end, known_from, undated_claims
from viewer.model.entities import (
    Claim,
    Component,
    Event,
    Fact,
    Mission,
    Offer,
    Partner,
    Payload,
    Quote,
    Site,
    Statement,
)
from viewer.model.programme import OrderKey, Programme, order_key
from viewer.progress import ProgressCallback, ignore_progress, tracked

Item = TypeVar("Item", Fact, Component, Site, Payload, Statement, Offer, Quote)
"""What carries its own `said` and `sources`."""
Cited = TypeVar("Cited", Fact, Component, Site, Payload, Statement, Offer, Quote, Claim)  # What carries `sources`


def as_of(programme: Programme, day: date, progress: ProgressCallback = ignore_progress) -> Programme:
    """What was known on `day`, events in order. ValueError when `programme` was seen from an earlier day."""
    if programme.day is not None and programme.day < day:
        raise ValueError(f"as of {programme.day} nobody knows what was known on {day}")
    return _View(programme, day, progress).seen()


def days_of_change(programme: Programme) -> tuple[date, ...]:
    """Every day on which a claim, an item or a source became known, ascending."""
    current_to = programme.current_to
    ends: set[Days] = set()
    undated = False
    for event in programme.events:
        if len(event.claims) == 1:
            end = known_end(event.claims[0])
            if end is None:
                undated = True
            else:
                ends.add(end)
        else:
            known = {known_end(claim) for claim in event.claims}
            undated = undated or known == {None}
            ends.update(it for it in known if it is not None)
    found: set[date | None] = {min(last_day(end), current_to) for end in ends}
    if undated:
        found.add(current_to)
    sources = {source.id: source for source in programme.sources}
    for item in _items(programme):
        found.add(known_from(item.said, [sources[cited] for cited in item.sources if cited in sources], current_to))
    found |= {known_from(None, (source,), current_to) for source in programme.sources}
    return tuple(sorted(day for day in found if day is not None))


def _items(programme: Programme) -> Iterator[Fact | Component | Site | Payload | Statement | Offer | Quote]:
    yield from programme.head.offers
    yield from programme.quotes
    for partner in programme.partners:
        yield from partner.roles
    for mission in programme.missions:
        yield from mission.facts
        yield from mission.components
        yield from mission.sites
        yield from mission.payloads
        for payload in mission.payloads:
            yield from payload.results


class _View:
    """One look at a programme from a day: what it keeps, and which late sources it cannot do without."""

    def __init__(self, programme: Programme, day: date, progress: ProgressCallback) -> None:
        self.programme, self.progress = programme, progress
        self.day = day
        self.complete = day >= programme.current_to
        self.published: dict[str, date] = {}  # the sources that exist; date.min where no day is known
        self.early: set[str] = set()  # those published by the day
        for source in programme.sources:
            published = known_from(None, (source,), programme.current_to) or date.min
            self.published[source.id] = published
            if published <= day:
                self.early.add(source.id)
        self.late: set[str] = set()  # published later, but nothing else supports what is shown
        self.named_missions: set[str] = set()
        self.named_partners: set[str] = set()

    def seen(self) -> Programme:
        whole = self.programme
        offers = self.known(whole.head.offers)
        quotes = self.known(whole.quotes)
        events = self.events()
        roles = {partner.id: self.known(partner.roles) for partner in whole.partners}
        missions = self.missions(offers, roles)
        partners = self.partners(roles, quotes)
        known_events = {event.id for event in events}
        known_missions = {mission.id for mission in missions}
        known_payloads = {payload.id for mission in missions for payload in mission.payloads}
        known_partners = {partner.id for partner in partners}

        all_missions, all_partners = known_missions.issuperset, known_partners.issuperset

        def links_of_event(event: Event) -> Event:
            if (
                all_missions(event.missions)
                and all_partners(event.partners)
                and (not event.payloads or known_payloads.issuperset(event.payloads))
                and (not event.needs or known_events.issuperset(event.needs))
                and (event.part_of is None or event.part_of in known_events)
            ):
                return event
            return replace(
                event,
                missions=_among(event.missions, known_missions),
                partners=_among(event.partners, known_partners),
                payloads=_among(event.payloads, known_payloads),
                needs=_among(event.needs, known_events),
                part_of=event.part_of if event.part_of in known_events else None,
            )

        def links_of_mission(mission: Mission) -> Mission:
            payloads = tuple(
                _changed(
                    payload,
                    partners=_among(payload.partners, known_partners),
                    results=tuple(linked(result) for result in payload.results),
                )
                for payload in mission.payloads
            )
            return _changed(mission, payloads=payloads, needs=_among(mission.needs, known_missions))

        def links_of_partner(partner: Partner) -> Partner:
            part_of = partner.part_of if partner.part_of in known_partners else None
            return _changed(partner, part_of=part_of, roles=tuple(linked(role) for role in partner.roles))

        def linked(statement: Statement) -> Statement:
            mission = statement.mission if statement.mission in known_missions else None
            return _changed(statement, mission=mission)

        return replace(
            whole,
            head=_changed(whole.head, offers=offers),
            sources=tuple(s for s in whole.sources if s.id in self.early or s.id in self.late),
            partners=tuple(links_of_partner(partner) for partner in partners),
            missions=tuple(links_of_mission(mission) for mission in missions),
            events=tuple([links_of_event(event) for event in events]),
            quotes=tuple(
                _changed(quote, event=quote.event if quote.event in known_events else None) for quote in quotes
            ),
            day=self.day,
        )

    def events(self) -> list[Event]:
        """The events somebody had spoken of, each with its known claims, in their order."""
        current_to, day, complete = self.programme.current_to, self.day, self.complete
        is_early = self.early.issuperset
        until = day_number(day) + 1.0
        by_start = defaultdict[Days, list[tuple[OrderKey, Event]]](list)  # one sort of all would hold the interpreter
        for event in tracked(self.programme.events, self.progress):
            whole = claims = event.claims
            if len(claims) == 1:
                held = claims[0]
                if not complete:
                    end = known_end(held)
                    if end is None or end > until:
                        continue
                if not is_early(held.sources):
                    claims = (self.supported(held),)
            else:
                claims = known_claims(event, day, current_to)
                if not claims:
                    continue
                held = current_claim(claims)
                claims += undated_claims(event, day, current_to)
                if not all(is_early(claim.sources) for claim in claims):
                    claims = tuple([self.supported(claim) for claim in claims])
            if claims is not whole and claims != whole:
                event = replace(event, claims=claims)
            key = order_key(event, held)
            by_start[key[0]].append((key, event))
        events = [event for start in sorted(by_start) for _key, event in sorted(by_start[start], key=itemgetter(0))]
        if not complete:  # on a complete day all missions and partners are there, named or not
            self.named_missions.update(chain.from_iterable(event.missions for event in events))
            self.named_partners.update(chain.from_iterable(event.partners for event in events))
            self.named_partners.update(
                claim.by.plain for event in events for claim in event.claims if claim.by is not None
            )
        return events

    def missions(self, offers: tuple[Offer, ...], roles: dict[str, tuple[Statement, ...]]) -> list[Mission]:
        """The missions that are there, with their known items; names what those name."""
        known = []
        for mission in self.programme.missions:
            payloads = tuple(
                _changed(payload, results=self.known(payload.results)) for payload in self.known(mission.payloads)
            )
            known.append(
                _changed(
                    mission,
                    facts=self.known(mission.facts),
                    components=self.known(mission.components),
                    sites=self.known(mission.sites),
                    payloads=payloads,
                )
            )
        self.named_missions.update(offer.mission for offer in offers)
        results = (result for mission in known for payload in mission.payloads for result in payload.results)
        statements = [*results, *(role for known_roles in roles.values() for role in known_roles)]
        self.named_missions.update(statement.mission for statement in statements if statement.mission)
        found = []
        for mission in known:
            told = self.told(mission.sources)
            if (
                self.complete
                or told
                or mission.id in self.named_missions
                or mission.facts
                or mission.components
                or mission.sites
                or mission.payloads
            ):
                objective = mission.objective if told or not mission.sources else None
                sources = _among(mission.sources, self.early)
                found.append(_changed(mission, objective=objective, sources=sources))
                for payload in mission.payloads:
                    self.named_partners.update(payload.partners)
        return found

    def partners(self, roles: dict[str, tuple[Statement, ...]], quotes: tuple[Quote, ...]) -> list[Partner]:
        """The partners that are there, with their known roles, and those that one of them is part of."""
        whole = self.programme
        self.named_partners.update(quote.by.plain for quote in quotes)
        kept: set[str] = set()
        for partner in whole.partners:
            if self.complete or partner.id in self.named_partners or roles[partner.id] or self.told(partner.sources):
                above: Partner | None = partner
                while above is not None and above.id not in kept:
                    kept.add(above.id)
                    above = whole.partner(above.part_of) if above.part_of else None
        found = []
        for partner in whole.partners:
            if partner.id in kept:
                about = partner.about if self.told(partner.sources) or not partner.sources else None
                sources = _among(partner.sources, self.early)
                found.append(_changed(partner, about=about, roles=roles[partner.id], sources=sources))
        return found

    def told(self, sources: tuple[str, ...]) -> bool:
        """Whether one of `sources` was published by the day."""
        return not self.early.isdisjoint(sources)

    def known(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """Those of `items` that were known, with the sources that support them on the day."""
        return tuple(self.supported(item) for item in items if self.is_known(item)) if items else items

    def is_known(self, item: Fact | Component | Site | Payload | Statement | Offer | Quote) -> bool:
        sources = [found for cited in item.sources if (found := self.programme.source(cited))]
        known = known_from(item.said, sources, self.programme.current_to)
        return known is None or known <= self.day

    def supported(self, item: Cited) -> Cited:
        """`item` with its sources published by the day; where there is none, with its earliest one."""
        early = _among(item.sources, self.early)
        if early is item.sources:
            return item
        if not early:
            later = [cited for cited in item.sources if cited in self.published]
            early = (min(later, key=self.published.__getitem__),) if later else ()
            self.late.update(early)
        return replace(item, sources=early)


def _among(ids: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    """Those of `ids` that are known; `ids` itself where all are."""
    return ids if known.issuperset(ids) else tuple(link for link in ids if link in known)


Value = TypeVar("Value", bound=Struct)


def _changed(value: Value, **fields: object) -> Value:
    """`value` with `fields`; itself where nothing differs, so that equal days share their parts."""
    if all(getattr(value, name) == field for name, field in fields.items()):
        return value
    return replace(value, **fields)
