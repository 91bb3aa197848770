"""The events of each lane: by tier in columns, and in order of time. Computed once for a programme and a grouping."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from math import inf

from msgspec import Struct

from viewer.caching import cached_property
from viewer.model.calendar import Days
from viewer.model.entities import Event, Lane
from viewer.model.programme import Programme
from viewer.timeline.event_columns import TIER_OF, Entry, EventColumns, columns_of, entry
from viewer.timeline.extent import extent, middle


class LaneEvents(Struct, frozen=True, dict=True, eq=False):
    """All events of one lane. `index` counts the lanes of the grouping and chooses the accent colour."""

    lane: Lane
    index: int
    tiers: tuple[EventColumns, ...]
    undated: tuple[Event, ...]
    events: tuple[Event, ...]
    """All events in order of time, undated ones at the end."""

    @cached_property
    def positions(self) -> dict[str, int]:
        """The index in `events` by the id of the event."""
        return {event.id: index for index, event in enumerate(self.events)}

    @cached_property
    def middles(self) -> tuple[Sequence[Days], tuple[str, ...]]:
        """The middle of each event in days, ascending, and the ids in that order.

        An open side ends a year from the other side. Undated events stand at the end of time.
        """
        entries: list[tuple[Days, str]] = []
        for columns in self.tiers:
            for index, event in enumerate(columns.events):
                entries.append((middle(columns.extent(index)), event.id))
        entries += [(inf, event.id) for event in self.undated]
        entries.sort()
        return array("d", [day for day, _id in entries]), tuple(id for _day, id in entries)


class _Builder:
    """The events of one lane while they are collected."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.undated: list[Event] = []
        self.tiers: tuple[list[Entry], ...] = ([], [], [])


def events_of_lanes(
    programme: Programme, lanes: Sequence[Lane], lane_of: Callable[[Event], str]
) -> tuple[LaneEvents, ...]:
    """The events of each of `lanes`; `lane_of` gives the id of an event's lane. Other events are left out.

    ValueError for a programme without a day.
    """
    day, current_to = programme.day, programme.current_to
    if day is None:
        raise ValueError("only a programme as of a day has events on lanes")
    builders = {lane.id: _Builder() for lane in lanes}
    for event in programme.events:
        builder = builders.get(lane_of(event))
        if builder is None:
            continue
        claim = event.claims[0] if len(event.claims) == 1 else programme.current_claim(event)
        when = claim.when
        builder.events.append(event)
        if not when.is_dated:
            builder.undated.append(event)
            continue
        if when.is_single:  # most events: spare them the detour of an Extent
            placed = entry(event, when.earliest, when.latest, when.is_exact)
        else:
            where = extent(claim, current_to, day)
            assert where is not None
            placed = entry(event, where.start, where.end, where.point)
        builder.tiers[TIER_OF[event.importance]].append(placed)
    return tuple(
        LaneEvents(
            lane,
            index,
            tuple(columns_of(entries) for entries in builders[lane.id].tiers),
            tuple(builders[lane.id].undated),
            tuple(builders[lane.id].events),
        )
        for index, lane in enumerate(lanes)
    )
