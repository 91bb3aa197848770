"""The events that state what has become of a mission, a payload or a partner: no field says so."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

from viewer.model.calendar import Days, day_number
from viewer.model.claims import known_day
from viewer.model.entities import Event
from viewer.model.kinds import KINDS
from viewer.model.programme import Programme


def mission_launches(programme: Programme, mission_id: str) -> tuple[Event, ...]:
    """The launches of the mission itself: those of the highest importance."""
    events = programme.events_of_mission.get(mission_id, ())
    return tuple(event for event in events if KINDS[event.kind].represents_mission and event.importance == 5)


def payload_event(programme: Programme, payload_id: str) -> Event | None:
    """The event that tells what has become of the payload on the programme's day; None where none does.

    The latest reported one of the kinds with a payload status, else the latest planned one. A filter of the
    programme does not change the answer.
    """
    programme = programme.unfiltered
    events = programme.events_of_payload.get(payload_id, ())
    return _latest(programme, (event for event in events if KINDS[event.kind].payload_status is not None))


def membership_event(programme: Programme, partner_id: str, framework: str) -> Event | None:
    """The event that tells whether the partner belongs to the framework; None where none does.

    Its accession or withdrawal, else an agreement. A filter of the programme does not change the answer.
    """
    programme = programme.unfiltered
    events = [
        event
        for event in programme.events_of_partner.get(partner_id, ())
        if event.framework == framework and partner_id in event.partners
    ]
    for rank in (1, 2):
        latest = _latest(programme, (event for event in events if KINDS[event.kind].membership_rank == rank))
        if latest is not None:
            return latest
    return None


def _latest(programme: Programme, events: Iterable[Event]) -> Event | None:
    """The last of `events` (in programme order) that was reported; the last plan where none was."""

    def rank(event: Event) -> tuple[bool, Days]:
        claim = programme.status(event.id).current_claim
        start = claim.when.core_earliest
        if not isfinite(start):
            start = day_number(known_day(claim, programme.current_to) or programme.current_to)
        return claim.outcome is not None, start

    return max(reversed([*events]), key=rank, default=None)  # of equals the last
