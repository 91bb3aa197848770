"""A long list of events told in short: what is next, what is overdue, what weighs most, and where the rest stands."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from typing import TypeVar

from msgspec import Struct

from viewer.i18n import _
from viewer.model.claims import Status, status
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.report.pane_rows import Link, event_links

Thing = TypeVar("Thing")

ALL, SOME = 100, 50
"""So many are listed one by one; of more, only what matters, or the first so many."""
NEXT, LATE, WEIGHTY = 8, 8, 40
"""So many of what is next, of what is overdue, of the most important."""
WORTH = 3
"""Events below this importance are not what is next."""


def first(things: Sequence[Thing]) -> tuple[Sequence[Thing], int]:
    """All of `things`, or of very many the first; and how many more there are."""
    return (things, 0) if len(things) <= ALL else (things[:SOME], len(things) - SOME)


class Digest(Struct, frozen=True):
    """Titles with their events, in the order of reading; how many more there are, and the address that lists all."""

    parts: tuple[tuple[str, tuple[Link, ...]], ...]
    more: int = 0
    address: str = ""


def digest(programme: Programme, title: str, events: Sequence[Event], address: str) -> Digest:
    """`events`, in order of time, under `title`; of very many only what matters, and the link `address` to all."""
    if len(events) <= ALL:
        return Digest(((title, event_links(programme, events)),))
    day = programme.day or programme.current_to
    coming: list[int] = []
    late: list[int] = []
    for number, event in enumerate(events):
        fate = status(programme.held(event), day, programme.current_to)
        if fate is Status.OVERDUE:
            late.append(number)
        elif fate is Status.PLANNED and event.importance >= WORTH and len(coming) < NEXT:
            coming.append(number)
    late = late[-LATE:]
    told = {*coming, *late}
    others = (number for number in range(len(events)) if number not in told)
    weighty = sorted(nlargest(WEIGHTY, others, key=lambda number: (events[number].importance, number)))
    parts = (
        (_("What is next"), coming),
        (_("Overdue"), late),
        (_("The most important"), weighty),
    )
    return Digest(
        tuple((name, event_links(programme, (events[n] for n in numbers))) for name, numbers in parts),
        len(events) - len(told) - len(weighty),
        address,
    )
