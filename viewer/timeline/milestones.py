"""What the milestone trend chart shows, in time: of each event its claims, when they were said, what they promised.

::

    promised   │      ┌──◆ 2027?          a stop a claim; the line runs through those that held
               │  ┌──◇┘                   a withdrawn date ends it, a new one starts it afresh
               │◇─┘
               └──────────── said
"""

from __future__ import annotations

from dataclasses import dataclass

from viewer.model.calendar import Days, day_number
from viewer.model.claims import doubted, known_day
from viewer.model.date_history import ChangeKind, current_claims, date_changes
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Claim, Event, Outcome
from viewer.model.programme import Programme
from viewer.report.sentences import claim_address
from viewer.timeline.extent import unit

MOVED = frozenset({ChangeKind.SLIP, ChangeKind.PULL_IN, ChangeKind.WITHDRAWN})
"""An event with one of these has moved."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a claim allows: `day` is where its point stands, all within `earliest` … `latest`, which are finite."""

    day: Days
    earliest: Days
    latest: Days
    cores: tuple[tuple[Days, Days], ...]
    fades: str = ""  # "top": no later bound; "bottom": no earlier one


@dataclass(frozen=True, slots=True)
class Stop:
    """One claim of a milestone. Without a promise the date was withdrawn, or the event cancelled."""

    ref: str
    said: Days
    promise: Promise | None
    held: bool  # at the end of the day on which it became known
    doubted: bool
    status: str  # "planned", an outcome, or "withdrawn"


@dataclass(frozen=True, slots=True)
class Milestone:
    """An event with everything that was said about its date, in the order of `Standing.claims`."""

    event: Event
    lane: int  # index
    stops: tuple[Stop, ...]

    @property
    def held(self) -> tuple[Stop, ...]:
        """The stops that its line runs through."""
        return tuple(stop for stop in self.stops if stop.held)


def moved_events(programme: Programme, mission: str | None = None) -> tuple[str, ...]:
    """The ids of the events (of a mission) whose date slipped, was pulled in or withdrawn, in the programme's order."""
    events = programme.events if mission is None else programme.events_of_mission.get(mission, ())
    return tuple(
        event.id
        for event in events
        if len(event.claims) > 1 and any(move.kind in MOVED for move in date_changes(programme, event))
    )


def milestone(programme: Programme, event_id: str) -> Milestone:
    """The milestone of an event. KeyError when it is not there; ValueError for a programme without a day."""
    standing = programme.standing(event_id)
    event = programme.event(event_id)
    assert event is not None
    held = {id(claim) for _day, claim in current_claims(programme, event)}
    by_end = _measured_by_end(standing.claims)
    stops = []
    for index, claim in enumerate(standing.claims):
        said = day_number(known_day(claim, programme.current_to) or programme.current_to)
        stops.append(
            Stop(
                ref=claim_address(event_id, index),
                said=said,
                promise=None if claim.outcome is Outcome.CANCELLED else promise(claim.when, said, by_end),
                held=id(claim) in held,
                doubted=doubted(claim, programme.source),
                status=_status(claim),
            )
        )
    lanes = [lane.id for lane in programme.head.lanes]
    lane = programme.lane_of(event)
    return Milestone(event, lanes.index(lane) if lane in lanes else -1, tuple(stops))


def _status(claim: Claim) -> str:
    if claim.outcome is not None:
        return claim.outcome.value
    return "planned" if claim.when.is_dated else "withdrawn"


def _measured_by_end(claims: tuple[Claim, ...]) -> bool:
    """Whether all are `/` from one and the same start, so that only their ends tell how the date moved."""
    whens = [claim.when for claim in claims if claim.when.is_dated]
    return (
        len({when.core_earliest for when in whens}) == 1
        and len({when.core_latest for when in whens}) > 1
        and all(when.is_interval and when.has_end for when in whens)
    )


def promise(when: EdtfDate, said: Days, by_end: bool = False) -> Promise | None:
    """Where a date said on `said` stands on the upright axis; None for `unknown`.

    A point stands in the middle of the core; of `[..b]` in the middle of the unit that *b* names, of `[a..]` of
    *a*, of `/` of the start (of its end where there is no start, or `by_end`): so "by 2028" and "2028" stand
    level, as they are measured. `[..b]` reaches down to the day on which it was said, but at least one unit,
    `[a..]` two units up.
    """
    one = unit(when.precision)
    if not when.is_dated:
        return None
    if when.is_upper_bound or (when.is_interval and (by_end or not when.has_start)):
        middle = when.core_latest - one / 2
        return Promise(middle, min(said, when.latest - one), when.latest, (), "bottom")
    start, end, latest = when.core_earliest, when.core_latest, when.latest
    if when.is_interval:
        end, latest = when.start_core_latest, when.start_latest
    if when.is_lower_bound:
        middle = (start + when.start_core_latest) / 2
        return Promise(middle, when.earliest, when.earliest + 2 * one, (), "top")
    return Promise((start + end) / 2, when.earliest, latest, when.members or ((start, end),))
