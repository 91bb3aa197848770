"""The whole programme, and the whole programme as it was known on a day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from msgspec import Struct

from viewer.caching import cached_property
from viewer.model.calendar import last_day
from viewer.model.claims import EventStatus, OrderKey, Status, current_claim_on, event_status, order_key, status_of
from viewer.model.entities import Claim, Event, Head, Mission, Outcome, Partner, Payload, Quote, Source
from viewer.progress import ProgressCallback, ignore_progress

Key = TypeVar("Key", bound=Hashable)
T = TypeVar("T")


def grouped(pairs: Iterable[tuple[Key, T]]) -> dict[Key, tuple[T, ...]]:
    """By key, all values that are paired with it. Keys and values are in the order of `pairs`."""
    groups: dict[Key, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


class Programme(Struct, frozen=True, dict=True):
    """Everything that was said. `day` is None for the whole as written, else the day it was seen from.

    `as_of(day)` gives a programme without anything that was not known on `day`: no event, claim, fact,
    component, payload, site, role, quote, source. Ids that lead to something absent are removed too.
    Only a programme with a day answers `status`. Look-ups are built on first use.
    """

    head: Head
    sources: tuple[Source, ...] = ()
    partners: tuple[Partner, ...] = ()
    missions: tuple[Mission, ...] = ()
    events: tuple[Event, ...] = ()  # in the order of `order_key` once it has a day
    quotes: tuple[Quote, ...] = ()
    day: date | None = None

    def __hash__(self) -> int:
        """Cheap, so that a programme of a million events can be a key; equal ones hash alike."""
        return hash((self.day, self.head.title, len(self.events), len(self.sources), len(self.partners)))

    def derived(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The value of `key`: computed once, cached with this programme. It must not refer to the programme."""
        values: dict[Hashable, T] = self.__dict__.setdefault("derived_values", {})
        if key not in values:
            values[key] = compute()
        return values[key]

    @cached_property
    def current_to(self) -> date:
        """How far the data reach: the last day of the head's `current_to`."""
        return last_day(self.head.current_to.core_latest)

    def source(self, source_id: str) -> Source | None:
        return self._sources.get(source_id)

    def partner(self, partner_id: str) -> Partner | None:
        return self._partners.get(partner_id)

    def mission(self, mission_id: str) -> Mission | None:
        return self._missions.get(mission_id)

    def event(self, event_id: str) -> Event | None:
        return self._events.get(event_id)

    def payload(self, payload_id: str) -> Payload | None:
        payload, _mission = self._payloads.get(payload_id, (None, None))
        return payload

    def mission_of_payload(self, payload_id: str) -> Mission | None:
        _payload, mission = self._payloads.get(payload_id, (None, None))
        return mission

    def status(self, event_id: str) -> EventStatus:
        """The event as of `day`; computed once. KeyError for an unknown event; ValueError without a day.

        Events that `with_events` left out have a status too: what became of a payload may rest on them.
        """
        day, known = self.as_of_day, self._statuses.get(event_id)
        if known is None and self.unfiltered is not self:
            return self.unfiltered.status(event_id)
        if known is None:
            known = event_status(self._events[event_id], day, self.current_to, self.source)
            if known is None:
                raise KeyError(event_id)
            self._statuses[event_id] = known
        return known

    def current_claim(self, event: Event) -> Claim:
        """The current claim of one of `events`: quicker than `status`, and not cached. ValueError without a day."""
        day = self.as_of_day
        if len(event.claims) == 1:
            return event.claims[0]
        return current_claim_on(event, day, self.current_to)

    def compute_status(self, event: Event) -> EventStatus:
        """The status of one of `events`, not cached: for loops over very many. ValueError without a day."""
        day = self.as_of_day
        status = self._statuses.get(event.id) or event_status(event, day, self.current_to, self.source)
        assert status is not None  # an event of a programme with a day has a claim known on it
        return status

    def status_of(self, event: Event) -> Status:
        """What has become of one of `events`, without the rest of its `status`. ValueError without a day."""
        return status_of(self.current_claim(event), self.as_of_day, self.current_to)

    @property
    def as_of_day(self) -> date:
        """`day` of a programme that has one. ValueError without."""
        if self.day is None:
            raise ValueError("statuses as of a day need a programme seen from a day")
        return self.day

    @cached_property
    def events_by_status(self) -> Mapping[Status, tuple[Event, ...]]:
        """The events of every status but done, in order. ValueError without a day."""
        day, done = self.as_of_day, Outcome.DONE
        events: dict[Status, list[Event]] = {status: [] for status in Status if status is not Status.DONE}
        for event in self.events:
            claim = event.claims[0] if len(event.claims) == 1 else self.current_claim(event)
            if claim.outcome is done and not claim.when.is_interval:
                continue  # as most are
            status = status_of(claim, day, self.current_to)
            if status is not Status.DONE:
                events[status].append(event)
        return {status: tuple(of_status) for status, of_status in events.items()}

    def index_of(self, event_id: str) -> int:
        """Where the event stands among `events`, by bisection; -1 when it is not there. ValueError without a day."""
        event = self.unfiltered.event(event_id)
        if event is None:
            return -1

        def key(other: Event) -> OrderKey:
            return order_key(other, self.current_claim(other))

        at = bisect_left(self.events, key(event), key=key)
        return at if at < len(self.events) and self.events[at] is event else -1

    def lane_of(self, event: Event) -> str:
        """The id of the event's lane: its own, else that of its first mission; "" where neither is there."""
        if event.lane is not None:
            return event.lane
        first = self.mission(event.missions[0]) if event.missions else None
        return first.lane if first else ""

    @cached_property
    def events_of_mission(self) -> Mapping[str, tuple[Event, ...]]:
        """By mission id, in the order of `events`; missions without events are not among the keys."""
        return grouped((mission, event) for event in self.events for mission in dict.fromkeys(event.missions))

    @cached_property
    def events_needing(self) -> Mapping[str, tuple[str, ...]]:
        """By event id, the ids of the events that need it, in the order of `events`."""
        return grouped((need, event.id) for event in self.events for need in event.needs)

    @cached_property
    def parts_of_event(self) -> Mapping[str, tuple[Event, ...]]:
        """By event id, the events that are directly part of it, in the order of `events`."""
        return grouped((event.part_of, event) for event in self.events if event.part_of is not None)

    @cached_property
    def events_citing(self) -> Mapping[str, tuple[Event, ...]]:
        """By source id, the events of which a claim cites it, in the order of `events`."""

        def cited(event: Event) -> Iterable[str]:
            return dict.fromkeys(source for claim in event.claims for source in claim.sources)

        return grouped((source, event) for event in self.events for source in cited(event))

    @cached_property
    def events_of_payload(self) -> Mapping[str, tuple[Event, ...]]:
        """By payload id, in the order of `events`."""
        return grouped((payload, event) for event in self.events for payload in dict.fromkeys(event.payloads))

    @cached_property
    def events_of_partner(self) -> Mapping[str, tuple[Event, ...]]:
        """By partner id: events that name it, its payloads, or a partner that is part of it."""
        events = (event for event in self.events if event.partners or event.payloads)
        return grouped((partner, event) for event in events for partner in self.partners_of(event))

    def partners_of(self, event: Event) -> set[str]:
        """The ids of the partners of `event`, of its payloads, and of all they are part of."""
        ids = list(event.partners)
        for payload_id in event.payloads:
            if payload := self.payload(payload_id):
                ids.extend(payload.partners)
        involved: set[str] = set()
        for named in ids:
            above: str | None = named
            while above is not None and above not in involved:
                involved.add(above)
                partner = self.partner(above)
                above = partner.part_of if partner else None
        return involved

    @cached_property
    def parts_of(self) -> Mapping[str, tuple[Partner, ...]]:
        """By partner id: the partners that are directly part of it, in the order of `partners`."""
        return grouped((partner.part_of, partner) for partner in self.partners if partner.part_of is not None)

    @cached_property
    def days_of_change(self) -> tuple[date, ...]:
        """Every day on which something became known, ascending; as of a day: none after it."""
        from viewer.model.as_of import days_of_change

        return days_of_change(self)

    def as_of(self, day: date, progress: ProgressCallback = ignore_progress) -> Programme:
        """What was known on `day`, and nothing else. ValueError when this was seen from an earlier day."""
        from viewer.model.as_of import as_of

        return as_of(self, day, progress)

    def with_events(self, events: tuple[Event, ...]) -> Programme:
        """The same seen from the same day with only these of its events, in their order, for what is shown.

        What became of payloads and partners still follows from all events: see `unfiltered`.
        """
        shown = Programme(self.head, self.sources, self.partners, self.missions, events, self.quotes, self.day)
        shown.__dict__["_unfiltered"] = self.unfiltered
        return shown

    @property
    def unfiltered(self) -> Programme:
        """The programme of which `with_events` left some; itself where nothing was left out."""
        behind: Programme = self.__dict__.get("_unfiltered", self)
        return behind

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def _partners(self) -> dict[str, Partner]:
        return {partner.id: partner for partner in self.partners}

    @cached_property
    def _missions(self) -> dict[str, Mission]:
        return {mission.id: mission for mission in self.missions}

    @cached_property
    def _events(self) -> dict[str, Event]:
        return {event.id: event for event in self.events}

    @cached_property
    def _payloads(self) -> dict[str, tuple[Payload, Mission]]:
        return {payload.id: (payload, mission) for mission in self.missions for payload in mission.payloads}

    @cached_property
    def _statuses(self) -> dict[str, EventStatus]:
        return {}
