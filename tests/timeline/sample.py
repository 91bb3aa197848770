"""Small programmes for the tests of the layout, and a measure that needs no font."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from viewer.model.edtf import parse
from viewer.model.entities import Claim, Event, EventKind, Head, Lane, Outcome, Source, SourceKind, Text
from viewer.model.programme import Programme
from viewer.timeline.scene import Role

TODAY = date(2026, 11, 22)
SOURCE = Source(
    id="agency",
    title=Text("Notice"),
    publisher="Agency",
    published=parse("2020-01-01"),
    kind=SourceKind.AGENCY,
)


def measure(text: str, role: Role) -> float:
    """6.5 px a character, 12 a Chinese one."""
    return sum(12.0 if ord(character) > 0x2E7F else 6.5 for character in text)


def claim(
    when: str, said: str | None = "2024-01-01", outcome: Outcome | None = None, replaces: bool = True
) -> Claim:
    return Claim(
        when=parse(when),
        said=None if said is None else parse(said),
        outcome=outcome,
        replaces=replaces,
        sources=("agency",),
    )


def done(when: str) -> Claim:
    return claim(when, None, Outcome.DONE)


def event(
    id: str, *claims: Claim, lane: str = "a", importance: int = 3, kind: EventKind = EventKind.LAUNCH
) -> Event:
    return Event(
        id=id,
        title=Text(f"Event {id}", f"事件{id}"),
        lane=lane,
        kind=kind,
        importance=importance,
        claims=claims,
    )


def programme(events: Sequence[Event], lanes: Sequence[str] = ("a", "b"), day: date = TODAY) -> Programme:
    head = Head(
        title=Text("Sample"),
        home=parse("2024-01/2035-12"),
        lanes=tuple(Lane(id=id, title=Text(f"Lane {id}", f"泳道{id}")) for id in lanes),
        current_to=parse("2026-10-09"),
    )
    return Programme(head=head, sources=(SOURCE,), events=tuple(events)).as_of(day)
