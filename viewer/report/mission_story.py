"""How a mission stands on the day, in a few lines: what of it has flown, what came last, what is next, what moved."""

from __future__ import annotations

from msgspec import Struct

from viewer.history import short_chain
from viewer.i18n import _, language
from viewer.model.claims import Status
from viewer.model.entities import Event, Mission
from viewer.model.programme import Programme
from viewer.report.facts import launches
from viewer.report.pane_rows import Link, event_link
from viewer.report.sentence import chain_words, event_date, status_words

BEGUN = (Status.DONE, Status.PARTIAL, Status.FAILED, Status.UNDER_WAY)
WEIGHTY = 3
"""Events below this importance are neither the last nor the next thing to tell."""


class StatusRow(Struct, frozen=True):
    """A line of the status: what it is about, and the event that tells it."""

    label: str
    event: Link


class History(Struct, frozen=True):
    """How the date of an event of the mission moved."""

    event: Link
    id: str
    chain: str


def status_rows(programme: Programme, mission: Mission) -> tuple[StatusRow, ...]:
    """The launch with its status, then what came last and what is next; of a mission without events nothing."""
    rows = [
        StatusRow(
            _("Launch {status}", status=status_words(programme.standing(event.id).status)),
            _dated(programme, event),
        )
        for event in launches(programme, mission)
    ]
    told = {row.event.address for row in rows}
    events = [
        event
        for event in programme.events_of_mission.get(mission.id, ())
        if event.importance >= WEIGHTY and f"event/{event.id}" not in told
    ]
    happened = [event for event in events if programme.standing(event.id).status in BEGUN]
    ahead = [event for event in events if programme.standing(event.id).status is Status.PLANNED]
    if happened:
        last = _day(programme, happened[-1])
        of_the_day = (event for event in happened if _day(programme, event) == last)
        rows.append(
            StatusRow(_("Last"), _dated(programme, max(of_the_day, key=lambda event: event.importance)))
        )
    if ahead:
        rows.append(StatusRow(_("Next"), _dated(programme, ahead[0])))
    return tuple(rows)


def _day(programme: Programme, event: Event) -> float:
    return programme.standing(event.id).holder.when.core_latest // 1


def _dated(programme: Programme, event: Event) -> Link:
    return Link(f"event/{event.id}", event.title(language()), event_date(programme, event))


def histories(programme: Programme, mission: Mission) -> tuple[History, ...]:
    """The dates of the mission that moved, the weightiest first, each as its short chain."""
    moved = [
        event
        for event in programme.events_of_mission.get(mission.id, ())
        if len(short_chain(event, programme).claims) > 1
    ]
    moved.sort(key=lambda event: -event.importance)
    return tuple(
        History(event_link(programme, event), event.id, chain_words(programme, event)) for event in moved
    )


def conflicts(programme: Programme, mission: Mission) -> tuple[Event, ...]:
    """The events of the mission that are told in ways which exclude each other."""
    return tuple(
        event
        for event in programme.events_of_mission.get(mission.id, ())
        if programme.standing(event.id).conflicts
    )
