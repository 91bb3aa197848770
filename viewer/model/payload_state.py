"""What has become of a payload or a partner: no field tells, the latest event that names it does."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

from viewer.model.calendar import Days, day_number
from viewer.model.claims import known_day
from viewer.model.entities import Event, EventKind
from viewer.model.programme import Programme

PAYLOAD_KINDS = frozenset(
    {
        EventKind.SELECTION,
        EventKind.DELIVERY,
        EventKind.WITHDRAWAL,
        EventKind.PREPARATION,
        EventKind.TEST,
        EventKind.LAUNCH,
        EventKind.LANDING,
        EventKind.SURFACE,
        EventKind.RETURN,
        EventKind.SAMPLES,
        EventKind.SCIENCE,
    }
)
PARTNER_KINDS = (frozenset({EventKind.ACCESSION, EventKind.WITHDRAWAL}), frozenset({EventKind.AGREEMENT}))


def payload_state(programme: Programme, payload_id: str) -> Event | None:
    """The event that tells what has become of the payload on the programme's day; None where none does.

    The latest one that was reported (with an outcome); where none was, the latest that is planned. A filter of what
    is shown does not change what became of it.
    """
    programme = programme.unfiltered
    return _latest(
        programme,
        (e for e in programme.events_of_payload.get(payload_id, ()) if e.kind in PAYLOAD_KINDS),
    )


def partner_state(programme: Programme, partner_id: str, framework: str) -> Event | None:
    """How the partner stands to the framework: its accession or withdrawal, else an agreement; whatever is shown."""
    programme = programme.unfiltered
    named = [
        event
        for event in programme.events_of_partner.get(partner_id, ())
        if event.framework == framework and partner_id in event.partners
    ]
    for kinds in PARTNER_KINDS:
        if found := _latest(programme, (event for event in named if event.kind in kinds)):
            return found
    return None


def _latest(programme: Programme, events: Iterable[Event]) -> Event | None:
    """The last of `events` (in programme order) that was reported; the last plan where none was."""
    found: Event | None = None
    best: tuple[bool, Days] | None = None
    for event in events:
        held = programme.standing(event.id).holder
        start = held.when.core_earliest
        if not isfinite(start):
            start = day_number(known_day(held, programme.current_to) or programme.current_to)
        rank = held.outcome is not None, start
        if best is None or rank >= best:
            found, best = event, rank
    return found
