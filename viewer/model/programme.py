"""The whole programme, and the whole programme as it was known on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from viewer.model.claims import Standing
from viewer.model.entities import Event, Head, Mission, Partner, Payload, Quote, Source


@dataclass(frozen=True)
class Programme:
    """Everything that was said. `day` is None for the whole as written, else the day it was seen from.

    `as_of(day)` gives a programme without anything that was not known on `day`: no event, claim, fact,
    component, payload, site, role, quote, source. Ids that lead to something absent are removed too.
    Only a programme with a day answers `standing`.
    """

    head: Head
    sources: tuple[Source, ...] = ()
    partners: tuple[Partner, ...] = ()
    missions: tuple[Mission, ...] = ()
    events: tuple[Event, ...] = ()  # in the order of data.md 7 once it has a day
    quotes: tuple[Quote, ...] = ()
    day: date | None = None

    @cached_property
    def current_to(self) -> date:
        """How far the data reach."""
        raise NotImplementedError

    def source(self, id: str) -> Source | None: raise NotImplementedError
    def partner(self, id: str) -> Partner | None: raise NotImplementedError
    def mission(self, id: str) -> Mission | None: raise NotImplementedError
    def event(self, id: str) -> Event | None: raise NotImplementedError
    def payload(self, id: str) -> Payload | None: raise NotImplementedError
    def mission_of_payload(self, id: str) -> Mission | None: raise NotImplementedError

    def standing(self, event_id: str) -> Standing:
        """How the event stands on `day`. KeyError when it is not there; ValueError without a day."""
        raise NotImplementedError

    def lane_of(self, event: Event) -> str:
        """The id of the event's lane: its own, else that of its first mission."""
        raise NotImplementedError

    @cached_property
    def events_of_mission(self) -> Mapping[str, tuple[Event, ...]]: raise NotImplementedError
    @cached_property
    def events_of_partner(self) -> Mapping[str, tuple[Event, ...]]:
        """By partner id: events that name it, its payloads, or a partner that is part of it."""
        raise NotImplementedError

    @cached_property
    def days_of_change(self) -> tuple[date, ...]:
        """Every day on which something became known, ascending (of the whole, as written)."""
        raise NotImplementedError

    def as_of(self, day: date) -> Programme: raise NotImplementedError
