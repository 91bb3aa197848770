"""How a mission stands on the day, in a few lines: what of it has flown, what came last, what is next, what moved."""

from __future__ import annotations

from heapq import nlargest

from msgspec import Struct

from viewer.i18n import _, language
from viewer.model.claims import Status, status
from viewer.model.date_history import date_history
from viewer.model.entities import Event, Mission
from viewer.model.programme import Programme
from viewer.report.facts import launches
from viewer.report.labels import status_label
from viewer.report.pane_rows import Link, event_link
from viewer.report.sentences import event_date, history_words

BEGUN = (Status.DONE, Status.PARTIAL, Status.FAILED, Status.UNDER_WAY)
WEIGHTY = 3
"""Events below this importance are neither the last nor the next thing to tell."""
MOST_TOLD = 12
"""So many launches, conflicts, moved dates are told of a mission; of more, how many there are."""


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
            _("Launch {status}", status=status_label(programme.standing(event.id).status)),
            _dated(programme, event),
        )
        for event in launches(programme, mission)[:MOST_TOLD]
    ]
    told = {row.event.address for row in rows}
    fates = [
        (_fate(programme, event), event)
        for event in programme.events_of_mission.get(mission.id, ())
        if event.importance >= WEIGHTY and f"event/{event.id}" not in told
    ]
    happened = [event for fate, event in fates if fate in BEGUN]
    ahead = [event for fate, event in fates if fate is Status.PLANNED]
    if happened:
        last = _day(programme, happened[-1])
        of_the_day = (event for event in happened if _day(programme, event) == last)
        rows.append(
            StatusRow(_("Last"), _dated(programme, max(of_the_day, key=lambda event: event.importance)))
        )
    if ahead:
        rows.append(StatusRow(_("Next"), _dated(programme, ahead[0])))
    return tuple(rows)


def _fate(programme: Programme, event: Event) -> Status:
    return status(programme.held(event), programme.day or programme.current_to, programme.current_to)


def _day(programme: Programme, event: Event) -> float:
    return programme.held(event).when.core_latest // 1


def _dated(programme: Programme, event: Event) -> Link:
    return Link(f"event/{event.id}", event.title(language()), event_date(programme, event))


def histories(programme: Programme, mission: Mission) -> tuple[tuple[History, ...], int]:
    """The dates of the mission that moved, the weightiest first, each as its short chain; and how many more."""
    moved = [
        event
        for event in programme.events_of_mission.get(mission.id, ())
        if len(event.claims) > 1 and len(date_history(programme, event).claims) > 1
    ]
    moved.sort(key=lambda event: -event.importance)
    told = moved[:MOST_TOLD]
    return tuple(
        History(event_link(programme, event), event.id, history_words(programme, event)) for event in told
    ), len(moved) - len(told)


def conflicts(programme: Programme, mission: Mission) -> tuple[tuple[Event, ...], int]:
    """The events of the mission that are told in ways which exclude each other; and how many more, lesser ones."""
    found = [
        event
        for event in programme.events_of_mission.get(mission.id, ())
        if len(event.claims) > 1 and programme.glance(event).conflicts
    ]
    told = (
        found if len(found) <= MOST_TOLD else nlargest(MOST_TOLD, found, key=lambda event: event.importance)
    )
    return tuple(told), len(found) - len(told)
