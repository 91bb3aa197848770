"""The events of one lane and one tier of importance in order of time, stored as columns.

A column takes a third of the memory that an object for each event would take.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from viewer.model.calendar import Days
from viewer.model.entities import Event
from viewer.timeline.extent import Extent

TIER_OF = {5: 0, 4: 0, 3: 1, 2: 2, 1: 2}
"""Importance -> tier. Events of different tiers never share a row or a cluster."""
HIGHEST = (5, 3, 2)
"""The highest importance within each tier: the members that give a cluster its name."""


class EventColumns:
    """Equally long columns: the events, when each starts and ends, whether it is a point, its left end on a row.

    All times are in days. An open side is infinite. The left end of a point is its centre.
    """

    __slots__ = ("ends", "events", "lefts", "points", "starts")

    def __init__(
        self,
        events: tuple[Event, ...],
        starts: array[Days],
        ends: array[Days],
        points: bytes,
        lefts: array[Days],
    ) -> None:
        self.events, self.starts, self.ends, self.points, self.lefts = events, starts, ends, points, lefts

    def __len__(self) -> int:
        return len(self.events)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, EventColumns):
            return NotImplemented
        return self is other or (self.events, self.starts, self.ends) == (
            other.events,
            other.starts,
            other.ends,
        )

    __hash__ = None  # type: ignore[assignment]

    def extent(self, index: int) -> Extent:
        """When the event at `index` starts and ends."""
        return Extent(self.starts[index], self.ends[index], bool(self.points[index]))

    @property
    def rights(self) -> Sequence[Days]:
        """The right end of each event on a row. Of a point it is its centre."""
        if 0 not in self.points:
            return self.lefts
        columns = zip(self.lefts, self.ends, self.points, strict=True)
        return array("d", [left if point else end for left, end, point in columns])

    def select(self, indices: Sequence[int]) -> EventColumns:
        """The events at `indices`, in that order."""
        return EventColumns(
            tuple(map(self.events.__getitem__, indices)),
            array("d", map(self.starts.__getitem__, indices)),
            array("d", map(self.ends.__getitem__, indices)),
            bytes(map(self.points.__getitem__, indices)),
            array("d", map(self.lefts.__getitem__, indices)),
        )


Entry = tuple[Days, int, Days, str, Days, Days, bool, Event]
"""Left end, importance (negative), right end, id, start, end, whether a point, event: in the order to sort by."""


def entry(event: Event, start: Days, end: Days, point: bool) -> Entry:
    """The entry of an event that is drawn from `start` to `end`."""
    if point:
        centre = (start + end) / 2
        return centre, -event.importance, centre, event.id, start, end, point, event
    return start, -event.importance, end, event.id, start, end, point, event


def columns_of(entries: list[Entry]) -> EventColumns:
    """The columns of `entries`, sorted by left end, then by importance (5 first), right end and id."""
    if not entries:
        return EventColumns((), array("d"), array("d"), b"", array("d"))
    entries.sort()  # ids differ: events are never compared
    lefts, _importance, _rights, _ids, starts, ends, points, events = zip(*entries, strict=True)
    return EventColumns(events, array("d", starts), array("d", ends), bytes(points), array("d", lefts))


def columns_by_tier(placed: Iterable[tuple[Event, Extent]]) -> tuple[EventColumns, ...]:
    """The events of one lane, tier by tier. The order of `placed` does not matter."""
    tiers: tuple[list[Entry], ...] = ([], [], [])
    for event, extent in placed:
        tiers[TIER_OF[event.importance]].append(entry(event, extent.start, extent.end, extent.point))
    return tuple(columns_of(entries) for entries in tiers)
