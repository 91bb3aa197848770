"""Two looks at a programme compared: from two days, or at two versions of the data from one day."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.model.claims import Status, status
from viewer.model.date_history import ChangeKind, DateChange, change_between, date_changes
from viewer.model.entities import Event, Partner, Payload
from viewer.model.participation import membership_event, payload_event
from viewer.model.programme import Programme

KEPT = (ChangeKind.MET, ChangeKind.MISSED, ChangeKind.EARLY, ChangeKind.CANCELLED)


@dataclass(frozen=True, slots=True)
class Difference:
    """What the later look shows that the earlier did not; events in the order of the later one."""

    moved: tuple[DateChange, ...] = ()  # promises that say another date
    happened: tuple[Event, ...] = ()  # an outcome that was not told before, of events known before or not
    promised: tuple[Event, ...] = ()  # promises about which nobody had spoken before
    overdue: tuple[Event, ...] = ()  # passed without a report
    conflicts: tuple[Event, ...] = ()  # now told in ways that exclude each other
    payloads: tuple[
        tuple[Payload, Event], ...
    ] = ()  # what has become of a payload, where that is another event
    partners: tuple[tuple[Partner, str, Event], ...] = ()  # how a partner stands to a framework (its id)
    retold: tuple[Event, ...] = ()  # the date is told otherwise, and none of the above says how
    gone: tuple[Event, ...] = ()  # of the earlier look, in its order
    further_claims: int = 0  # on events that were known before
    new_sources: int = 0
    gone_sources: int = 0

    def __bool__(self) -> bool:
        return self != Difference()

    def measured(self, new: Programme, event: Event) -> DateChange | None:
        """The move that says whether what happened came as planned; None where no plan was known."""
        found = [move for move in date_changes(new, event) if move.kind in KEPT]
        return found[-1] if found else None


def difference(old: Programme, new: Programme) -> Difference:
    """What changed from `old` to `new`. ValueError where one of them was not seen from a day."""
    moved: list[DateChange] = []
    happened: list[Event] = []
    promised: list[Event] = []
    overdue: list[Event] = []
    conflicts: list[Event] = []
    retold: list[Event] = []
    further = 0
    for event in new.events:
        earlier_event = old.event(event.id)
        if earlier_event is event:  # nothing more was said of it: only time may have passed
            if _overdue(new, event) and not _overdue(old, event):
                overdue.append(event)
            continue
        standing = new.glance(event)
        outcome = standing.holder.outcome
        if earlier_event is None:
            (promised if outcome is None else happened).append(event)
            continue
        before = old.glance(earlier_event)
        further += max(0, len(standing.claims) - len(before.claims))
        move = change_between(old, new, event.id)
        told = True
        if outcome is not None and outcome is not before.holder.outcome:
            happened.append(event)
        elif move is not None:
            moved.append(move)
        else:
            told = False
        if standing.status is Status.OVERDUE and before.status is not Status.OVERDUE:
            overdue.append(event)
            told = True
        if len(standing.conflicts) > len(before.conflicts):
            conflicts.append(event)
            told = True
        if not told and standing.holder.when != before.holder.when:
            retold.append(event)
    names, earlier = {source.id for source in new.sources}, {source.id for source in old.sources}
    return Difference(
        moved=tuple(moved),
        happened=tuple(happened),
        promised=tuple(promised),
        overdue=tuple(overdue),
        conflicts=tuple(conflicts),
        payloads=tuple(_payloads(old, new)),
        partners=tuple(_partners(old, new)),
        retold=tuple(retold),
        gone=tuple(event for event in old.events if new.event(event.id) is None),
        further_claims=further,
        new_sources=len(names - earlier),
        gone_sources=len(earlier - names),
    )


def _overdue(programme: Programme, event: Event) -> bool:
    day = programme.day or programme.current_to
    return status(programme.held(event), day, programme.current_to) is Status.OVERDUE


def _payloads(old: Programme, new: Programme) -> list[tuple[Payload, Event]]:
    found = []
    for mission in new.missions:
        for payload in mission.payloads:
            state = payload_event(new, payload.id)
            before = payload_event(old, payload.id)
            if state is not None and (before is None or before.id != state.id):
                found.append((payload, state))
    return found


def _partners(old: Programme, new: Programme) -> list[tuple[Partner, str, Event]]:
    found = []
    for partner in new.partners:
        for framework in new.head.frameworks:
            state = membership_event(new, partner.id, framework.id)
            before = membership_event(old, partner.id, framework.id)
            if state is not None and (before is None or before.id != state.id):
                found.append((partner, framework.id, state))
    return found
