"""Events of like weight on one lane, in order of time, by column: an object each would take three times as much."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import overload

from viewer.model.edtf import Days
from viewer.model.entities import Event
from viewer.model.ordering import Pieces, in_pieces
from viewer.timeline.extent import Extent

TIER = {5: 0, 4: 0, 3: 1, 2: 2, 1: 2}
"""Importance -> tier."""
HIGHER = (5, 3, 2)
"""The higher importance of each tier: what a fold is named after."""

Placed = tuple[Event, Extent]
Entry = tuple[Days, int, Days, str, int, Event, Days, Days, bool]
"""What its place in order is told by (left, -importance, right, id, a number), then event, start, end, point."""


class Extents(Sequence[Extent]):
    """From when to when each event is drawn; `points` is 1 where it is a point, 0 where it is a bar."""

    __slots__ = ("ends", "points", "starts")

    def __init__(self, starts: array[Days], ends: array[Days], points: bytes) -> None:
        self.starts, self.ends, self.points = starts, ends, points

    @overload
    def __getitem__(self, index: int) -> Extent: ...
    @overload
    def __getitem__(self, index: slice) -> list[Extent]: ...
    def __getitem__(self, index: int | slice) -> Extent | list[Extent]:
        if isinstance(index, slice):
            return [self[it] for it in range(*index.indices(len(self)))]
        return Extent(self.starts[index], self.ends[index], bool(self.points[index]))

    def __len__(self) -> int:
        return len(self.points)


class Tier(Sequence[Placed]):
    """Events, where they are drawn, and where each begins on its row (`lefts`: of a point its centre)."""

    __slots__ = ("events", "extents", "lefts")

    def __init__(self, events: tuple[Event, ...], extents: Extents, lefts: array[Days]) -> None:
        self.events, self.extents, self.lefts = events, extents, lefts

    @classmethod
    def of(cls, pieces: Pieces[Entry]) -> Tier:
        """In order of time; of those that begin together the most important before all."""
        events: list[Event] = []
        lefts, starts, ends, points = array("d"), array("d"), array("d"), bytearray()
        for piece in in_pieces(pieces):
            events += [it[5] for it in piece]
            lefts.extend([it[0] for it in piece])
            starts.extend([it[6] for it in piece])
            ends.extend([it[7] for it in piece])
            points += bytes([it[8] for it in piece])
        return cls(tuple(events), Extents(starts, ends, bytes(points)), lefts)

    def some(self, indices: Sequence[int]) -> Tier:
        """Those at `indices`, which ascend; itself for all."""
        if len(indices) == len(self.events):
            return self
        own = self.extents
        starts = array("d", map(own.starts.__getitem__, indices))
        ends = array("d", map(own.ends.__getitem__, indices))
        return Tier(
            tuple(map(self.events.__getitem__, indices)),
            Extents(starts, ends, bytes(map(own.points.__getitem__, indices))),
            array("d", map(self.lefts.__getitem__, indices)),
        )

    @property
    def rights(self) -> Iterable[Days]:
        """Where each ends on its row: of a point its centre."""
        own = self.extents
        if 0 not in own.points:
            return self.lefts
        columns = zip(self.lefts, own.ends, own.points, strict=True)
        return [left if point else end for left, end, point in columns]

    @overload
    def __getitem__(self, index: int) -> Placed: ...
    @overload
    def __getitem__(self, index: slice) -> list[Placed]: ...
    def __getitem__(self, index: int | slice) -> Placed | list[Placed]:
        if isinstance(index, slice):
            return list(zip(self.events[index], self.extents[index], strict=True))
        return self.events[index], self.extents[index]

    def __len__(self) -> int:
        return len(self.events)

    def __eq__(self, other: object) -> bool:
        if self is other or not isinstance(other, Tier):
            return self is other
        one, two = self.extents, other.extents
        return (self.events, one.starts, one.ends) == (other.events, two.starts, two.ends)

    __hash__ = None  # type: ignore[assignment]


def entry(number: int, event: Event, start: Days, end: Days, point: bool) -> Entry:
    """What `Tier.of` is made of; `number` tells apart what is alike in all else."""
    if point:
        centre = (start + end) / 2
        return centre, -event.importance, centre, event.id, number, event, start, end, True
    return start, -event.importance, end, event.id, number, event, start, end, False


def in_tiers(placed: Iterable[Placed]) -> tuple[Tier, ...]:
    """What stands on a lane, tier by tier; the order of `placed` does not matter."""
    tiers: tuple[Pieces[Entry], ...] = (Pieces(), Pieces(), Pieces())
    for number, (event, where) in enumerate(placed):
        tiers[TIER[event.importance]].add(entry(number, event, where.start, where.end, where.point))
    return tuple(Tier.of(pieces) for pieces in tiers)
