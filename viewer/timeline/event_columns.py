"""Events of like weight on one lane, in order of time, by column: an object each would take three times as much."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import overload

from viewer.model.calendar import Days
from viewer.model.entities import Event
from viewer.model.ordering import FARTHEST, PIECE
from viewer.timeline.extent import Extent

TIER = {5: 0, 4: 0, 3: 1, 2: 2, 1: 2}
"""Importance -> tier."""
HIGHER = (5, 3, 2)
"""The higher importance of each tier: what a fold is named after."""

Placed = tuple[Event, Extent]


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

    def some(self, indices: Sequence[int]) -> Tier:
        """Those at `indices`, which ascend; itself for all."""
        return self if len(indices) == len(self.events) else self._taken(indices)

    def sorted(self) -> Tier:
        """In order of time; of those that begin together the most important before all.

        Sorted a piece of time at a time: the keys of all at once would stay in memory.
        """
        events, lefts, ends, points = self.events, self.lefts, self.extents.ends, self.extents.points

        def key(index: int) -> tuple[Days, int, Days, str, int]:
            left = lefts[index]
            event = events[index]
            return left, -event.importance, left if points[index] else ends[index], event.id, index

        pieces: defaultdict[float, array[int]] = defaultdict(lambda: array("I"))
        for index, left in enumerate(lefts):
            piece = left // PIECE if -FARTHEST < left < FARTHEST else FARTHEST if left > 0 else -FARTHEST
            pieces[piece].append(index)
        order = array("I")
        for number in sorted(pieces):
            order.extend(sorted(pieces.pop(number), key=key))
        return self._taken(order)

    def _taken(self, indices: Sequence[int]) -> Tier:
        own = self.extents
        starts = array("d", map(own.starts.__getitem__, indices))
        ends = array("d", map(own.ends.__getitem__, indices))
        return Tier(
            tuple(map(self.events.__getitem__, indices)),
            Extents(starts, ends, bytes(map(own.points.__getitem__, indices))),
            array("d", map(self.lefts.__getitem__, indices)),
        )

    @property
    def rights(self) -> Sequence[Days]:
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


class Columns:
    """A tier that is not in order yet."""

    __slots__ = ("ends", "events", "lefts", "points", "starts")

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.lefts, self.starts, self.ends = array("d"), array("d"), array("d")
        self.points = bytearray()

    def add(self, event: Event, start: Days, end: Days, point: bool) -> None:
        self.events.append(event)
        self.lefts.append((start + end) / 2 if point else start)
        self.starts.append(start)
        self.ends.append(end)
        self.points.append(point)

    def tier(self) -> Tier:
        extents = Extents(self.starts, self.ends, bytes(self.points))
        return Tier(tuple(self.events), extents, self.lefts).sorted()


def in_tiers(placed: Iterable[Placed]) -> tuple[Tier, ...]:
    """What stands on a lane, tier by tier; the order of `placed` does not matter."""
    tiers = (Columns(), Columns(), Columns())
    for event, where in placed:
        tiers[TIER[event.importance]].add(event, where.start, where.end, where.point)
    return tuple(columns.tier() for columns in tiers)
