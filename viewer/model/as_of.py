"""Seeing a programme from a day: nothing is known before it was known (docs/dates-and-claims.md, 2).

An item with sources is known from its `said`, else from its earliest source; an event from its first claim. A
partner or a mission is there once something known names it, once a source of its own or an item of its own is
known, and at the latest on `current_to`. What stays loses the sources that were published later, but for the
earliest one where nothing else supports it. The description of a partner or a mission appears with the first source
of its own.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from math import ceil, inf
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from viewer.model.calendar import Days, day_number, last_day
from viewer.model.claims import (
    OrderKey,
    current_claim,
    current_claim_on,
    end_in_order,
    item_known_end,
    known_claims,
    known_end,
    order_key,
    undated_claims,
)
from viewer.model.entities import Claim, Event, Mission, Offer, Partner, Quote, Sourced, Statement
from viewer.progress import ProgressCallback, ignore_progress, tracked

if TYPE_CHECKING:
    from viewer.model.programme import Programme

Item = TypeVar("Item", bound=Sourced)
Cited = TypeVar("Cited", bound=Sourced | Claim)
Value = TypeVar("Value", bound=Struct)


def as_of(programme: Programme, day: date, progress: ProgressCallback = ignore_progress) -> Programme:
    """What was known on `day`, events in order. ValueError when `programme` was seen from an earlier day."""
    if programme.day is not None and programme.day < day:
        raise ValueError(f"as of {programme.day} nobody knows what was known on {day}")
    return _SnapshotBuilder(programme, day, progress).build()


def days_of_change(programme: Programme) -> tuple[date, ...]:
    """Every day on which a claim, an item or a source became known, ascending."""
    current_to = programme.current_to
    ends: set[Days | None] = set()
    for event in programme.events:
        known = {known_end(claim) for claim in event.claims}
        ends |= known if len(known) == 1 else known - {None}
    if None in ends:  # an event whose claims are all `said: unknown`
        ends.add(day_number(current_to) + 1.0)
    ends |= {item_known_end(item.said, filter(None, map(programme.source, item.sources))) for item in _items(programme)}
    ends |= {source.published.core_latest for source in programme.sources if source.published.is_dated}
    return tuple(sorted({min(last_day(end), current_to) for end in ends if end is not None}))


def _items(programme: Programme) -> Iterator[Sourced]:
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


class _Chronology(Struct, frozen=True, eq=False):
    """The events of a programme in the order of its last day, and when each of them is complete."""

    events: tuple[Event, ...]
    complete_from: array[Days]
    """The end of the day from which all claims of the event and all their sources are known; inf for an event with
    undated claims or with claims that are not in the order in which they became known."""

    @classmethod
    def of(cls, programme: Programme, published: Mapping[str, Days]) -> _Chronology:
        """`published` has the end of the day on which a source became known, by its id."""
        current_to = programme.current_to
        last = day_number(current_to) + 1.0

        def complete_from(event: Event) -> Days:
            end = end_in_order(event.claims)
            if end is None:
                return inf
            cited = [published.get(source, inf) for claim in event.claims for source in claim.sources]
            return max([min(end, last), *cited])

        events = programme.events
        if programme.day is None:
            keys = [order_key(event, current_claim_on(event, current_to, current_to)) for event in events]
            by_start = defaultdict[Days, list[int]](list)  # one sort of all would hold the interpreter for long
            for index, key in enumerate(keys):
                by_start[key[0]].append(index)
            # The list frees its keys in the order of their creation. Freed in another order, as by `sorted(events,
            # key=...)`, a few that Python keeps for reuse would hold most of their memory.
            order = (sorted(by_start[start], key=keys.__getitem__) for start in sorted(by_start))
            events = tuple([events[index] for index in chain.from_iterable(order)])
        return cls(events, array("d", map(complete_from, events)))


class _SnapshotBuilder:
    """Selects what of a programme was known on a day, and the later sources that it cannot do without."""

    def __init__(self, programme: Programme, day: date, progress: ProgressCallback) -> None:
        self.programme, self.day, self.progress = programme, day, progress
        self.complete, self.end_of_day = day >= programme.current_to, day_number(day) + 1.0
        last = day_number(programme.current_to) + 1.0
        # By id of a source, the end of the day of its publication; -inf where it is unknown.
        self.published = {
            source.id: ceil(min(source.published.core_latest, last)) if source.published.is_dated else -inf
            for source in programme.sources
        }
        self.early = {id for id, published in self.published.items() if published <= self.end_of_day}
        self.late: set[str] = set()  # published later, but nothing else supports what is shown
        self.named_missions: set[str] = set()
        self.named_partners: set[str] = set()

    def build(self) -> Programme:
        whole = self.programme
        offers, quotes = self.known(whole.head.offers), self.known(whole.quotes)
        events = self.events()
        linked_missions = set(chain.from_iterable(event.missions for event in events))
        linked_partners = set(chain.from_iterable(event.partners for event in events))
        linked_payloads = set(chain.from_iterable(event.payloads for event in events))
        linked_events = set(chain.from_iterable(event.needs for event in events))
        linked_events |= {event.part_of for event in events if event.part_of}
        self.named_missions |= linked_missions
        self.named_partners |= linked_partners
        if not self.complete:  # else all partners are there
            self.named_partners.update(claim.by.plain for event in events for claim in event.claims if claim.by)
        roles = {partner.id: self.known(partner.roles) for partner in whole.partners}
        missions = self.missions(offers, roles)
        partners = self.partners(roles, quotes)
        known_missions, known_partners = {mission.id for mission in missions}, {partner.id for partner in partners}
        known_payloads = {payload.id for mission in missions for payload in mission.payloads}
        known_events = {event.id for event in events} if linked_events or quotes else set()

        def linked_event(event: Event) -> Event:
            return _changed(
                event,
                missions=_among(event.missions, known_missions),
                partners=_among(event.partners, known_partners),
                payloads=_among(event.payloads, known_payloads),
                needs=_among(event.needs, known_events),
                part_of=_if_known(event.part_of, known_events),
            )

        if not (
            linked_missions <= known_missions
            and linked_partners <= known_partners
            and linked_payloads <= known_payloads
            and linked_events <= known_events
        ):
            events = [linked_event(event) for event in events]

        def linked_statements(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
            return tuple(_changed(each, mission=_if_known(each.mission, known_missions)) for each in statements)

        def linked_mission(mission: Mission) -> Mission:
            payloads = tuple(
                _changed(
                    payload,
                    partners=_among(payload.partners, known_partners),
                    results=linked_statements(payload.results),
                )
                for payload in mission.payloads
            )
            return _changed(mission, payloads=payloads, needs=_among(mission.needs, known_missions))

        def linked_partner(partner: Partner) -> Partner:
            part_of = _if_known(partner.part_of, known_partners)
            return _changed(partner, part_of=part_of, roles=linked_statements(partner.roles))

        cited = self.early | self.late
        return replace(
            whole,
            head=_changed(whole.head, offers=offers),
            sources=tuple([source for source in whole.sources if source.id in cited]),
            partners=tuple(map(linked_partner, partners)),
            missions=tuple(map(linked_mission, missions)),
            events=tuple(events),
            quotes=tuple(_changed(quote, event=_if_known(quote.event, known_events)) for quote in quotes),
            day=self.day,
        )

    def events(self) -> list[Event]:
        """The known events with their known claims, in order; notes the missions and partners that they name."""
        whole, day, current_to = self.programme, self.day, self.programme.current_to
        chronology = whole.derived("chronology", lambda: _Chronology.of(whole, self.published))
        events: list[Event] = []
        moved: list[tuple[OrderKey, Event]] = []  # those that stand elsewhere than in the chronology
        steps = tracked(chronology.events, self.progress)
        for event, complete_from in zip(steps, chronology.complete_from, strict=True):
            if complete_from <= self.end_of_day:
                events.append(event)
                continue
            known = known_claims(event, day, current_to)
            if not known:
                continue
            claims = tuple(map(self.supported, known + undated_claims(event, day, current_to)))
            snapshot = event if claims == event.claims else replace(event, claims=claims)
            current = current_claim(known)
            if current is current_claim_on(event, current_to, current_to):
                events.append(snapshot)
            else:
                moved.append((order_key(event, current), snapshot))

        def key(event: Event) -> OrderKey:
            return order_key(event, current_claim_on(event, day, current_to))

        moved.sort(key=itemgetter(0))
        ordered: list[Event] = []
        start = 0
        for place, event in moved:
            end = bisect_left(events, place, start, key=key)
            ordered += events[start:end]
            ordered.append(event)
            start = end
        return ordered + events[start:]

    def missions(self, offers: tuple[Offer, ...], roles: dict[str, tuple[Statement, ...]]) -> list[Mission]:
        """The missions that are there, with their known items; notes what those name."""
        known = [
            _changed(
                mission,
                facts=self.known(mission.facts),
                components=self.known(mission.components),
                sites=self.known(mission.sites),
                payloads=tuple(
                    _changed(payload, results=self.known(payload.results)) for payload in self.known(mission.payloads)
                ),
            )
            for mission in self.programme.missions
        ]
        self.named_missions.update(offer.mission for offer in offers)
        results = (payload.results for mission in known for payload in mission.payloads)
        for statement in chain.from_iterable((*results, *roles.values())):
            if statement.mission:
                self.named_missions.add(statement.mission)
        missions = []
        for mission in known:
            is_published = not self.early.isdisjoint(mission.sources)
            items = mission.facts or mission.components or mission.sites or mission.payloads
            if self.complete or is_published or mission.id in self.named_missions or items:
                objective = mission.objective if is_published or not mission.sources else None
                sources = _among(mission.sources, self.early)
                missions.append(_changed(mission, objective=objective, sources=sources))
                self.named_partners.update(*(payload.partners for payload in mission.payloads))
        return missions

    def partners(self, roles: dict[str, tuple[Statement, ...]], quotes: tuple[Quote, ...]) -> list[Partner]:
        """The partners that are there, with their known roles, and those that one of them is part of."""
        named = self.named_partners.union(quote.by.plain for quote in quotes)
        published = {partner.id for partner in self.programme.partners if not self.early.isdisjoint(partner.sources)}
        known: set[str] = set()
        for partner in self.programme.partners:
            if self.complete or partner.id in named or partner.id in published or roles[partner.id]:
                above: Partner | None = partner
                while above is not None and above.id not in known:
                    known.add(above.id)
                    above = self.programme.partner(above.part_of) if above.part_of else None
        return [
            _changed(
                partner,
                about=partner.about if partner.id in published or not partner.sources else None,
                roles=roles[partner.id],
                sources=_among(partner.sources, self.early),
            )
            for partner in self.programme.partners
            if partner.id in known
        ]

    def known(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """Those of `items` that were known, with the sources that support them on the day."""
        return tuple([self.supported(item) for item in items if self.complete or self.is_known(item)])

    def is_known(self, item: Item) -> bool:
        end = item_known_end(item.said, filter(None, map(self.programme.source, item.sources)))
        return end is None or end <= self.end_of_day

    def supported(self, item: Cited) -> Cited:
        """`item` with its sources published by the day; where there is none, with its earliest one."""
        early = _among(item.sources, self.early)
        if early is item.sources:
            return item
        if not early and (later := [cited for cited in item.sources if cited in self.published]):
            early = (min(later, key=self.published.__getitem__),)
            self.late.update(early)
        return replace(item, sources=early)


def _among(ids: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    """Those of `ids` that are known; `ids` itself where all are."""
    return ids if known.issuperset(ids) else tuple(link for link in ids if link in known)


def _if_known(id: str | None, known: set[str]) -> str | None:
    return id if id in known else None


def _changed(value: Value, **fields: object) -> Value:
    """`value` with `fields`; itself where nothing differs, so that equal days share their parts."""
    for name, field in fields.items():
        if getattr(value, name) != field:
            return replace(value, **fields)
    return value
