"""The lanes of a grouping and the events of each, in order of time, stored as columns by tier of importance.

A lane stands for a lane of the programme, a mission, a partner's country or a kind of event; every event is on one
lane. Among countries the host is the one that takes part most often. What it does alone is on its own lane, what it
does with one other country on that country's lane, what several do on "Several countries".
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import inf

from msgspec import Struct

from viewer.caching import cached_property
from viewer.i18n import Text, _
from viewer.model.calendar import Days
from viewer.model.entities import Event, Lane, PartnerKind
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.report.labels import event_kind_label
from viewer.timeline.extent import Extent, extent

NONE, SEVERAL = "none", "several"  # the lanes of events without a mission or country, and of several countries
TIER_OF = {5: 0, 4: 0, 3: 1, 2: 2, 1: 2}  # by importance; events of different tiers never share a row or a cluster
HIGHEST = (5, 3, 2)  # the highest importance within each tier: the members that give a cluster its name


class Grouping(Struct, frozen=True):
    """Lanes from the top, and the id of the lane of an event; "" for none."""

    lanes: tuple[Lane, ...]
    lane_of: Callable[[Event], str]


def group_lanes(programme: Programme, grouping: str) -> Grouping:
    """The lanes of a programme by one of `viewer.state.GROUPINGS`, in the current language. KeyError for another."""
    groupings = {"lanes": _by_lane, "missions": _by_mission, "countries": _by_country, "kinds": _by_kind}
    return groupings[grouping](programme)


def _by_lane(programme: Programme) -> Grouping:
    lanes = {mission.id: mission.lane for mission in programme.missions}

    def lane_of(event: Event) -> str:
        if event.lane is not None:
            return event.lane
        return lanes.get(event.missions[0], "") if event.missions else ""

    return Grouping(programme.head.lanes, lane_of)


def _by_mission(programme: Programme) -> Grouping:
    lanes = [Lane(id=mission.id, title=mission.name) for mission in programme.missions]
    lanes.append(Lane(id=NONE, title=Text(_("No mission"))))
    return _used(programme, lanes, lambda event: event.missions[0] if event.missions else NONE)


def _by_kind(programme: Programme) -> Grouping:
    body = programme.head.body
    lanes = [Lane(id=kind.value, title=Text(event_kind_label(kind, body))) for kind in EventKind]
    return _used(programme, lanes, lambda event: event.kind.value)


def _by_country(programme: Programme) -> Grouping:
    by_partner = {partner.id: partner.country for partner in programme.partners if partner.country}

    def countries_of(event: Event) -> set[str]:
        return {by_partner[partner] for partner in event.partners if partner in by_partner}

    counts = Counter(code for event in programme.events for code in countries_of(event))
    codes = sorted(counts, key=lambda code: (-counts[code], code))
    names = {
        partner.country: partner.name
        for partner in programme.partners
        if partner.kind is PartnerKind.COUNTRY and partner.country
    }
    lanes = [Lane(id=code, title=names.get(code, Text(code))) for code in codes]
    lanes.insert(1, Lane(id=SEVERAL, title=Text(_("Several countries"))))
    lanes.append(Lane(id=NONE, title=Text(_("No country"))))

    def lane_of(event: Event) -> str:
        countries = countries_of(event)
        guests = countries.difference(codes[:1])
        if len(guests) > 1:
            return SEVERAL
        return next(iter(guests or countries), NONE)

    return _used(programme, lanes, lane_of)


def _used(programme: Programme, lanes: Iterable[Lane], lane_of: Callable[[Event], str]) -> Grouping:
    """The grouping without the lanes that have no event."""
    used = {lane_of(event) for event in programme.events}
    return Grouping(tuple(lane for lane in lanes if lane.id in used), lane_of)


Entry = tuple[Days, int, Days, str, Days, Days, bool, Event]
"""Left end, importance (negative), right end, id, start, end, whether a point, event: in the order to sort by."""


class EventColumns(Struct, frozen=True):
    """The events of one lane and one tier in equally long columns: a third of the memory of an object for each.

    In order of the left end, then of importance (5 first), right end and id. All times are in days; an open side is
    infinite.
    """

    events: tuple[Event, ...]
    starts: array[Days]
    ends: array[Days]
    points: bytes  # 1 for a point
    lefts: array[Days]  # the left end on a row: the centre of a point

    @classmethod
    def of(cls, entries: list[Entry]) -> EventColumns:
        """The columns of `entries`."""
        if not entries:
            return cls((), array("d"), array("d"), b"", array("d"))
        # A copy is sorted: entries freed in the order of their creation return their memory. Ids differ, so events are
        # never compared.
        lefts, _importance, _rights, _ids, starts, ends, points, events = zip(*sorted(entries), strict=True)
        return cls(events, array("d", starts), array("d", ends), bytes(points), array("d", lefts))

    def __len__(self) -> int:
        return len(self.events)

    def extent(self, index: int) -> Extent:
        return Extent(self.starts[index], self.ends[index], bool(self.points[index]))

    @property
    def rights(self) -> Sequence[Days]:
        """The right end of each event on a row: the centre of a point."""
        if 0 not in self.points:
            return self.lefts
        columns = zip(self.lefts, self.ends, self.points, strict=True)
        return array("d", [left if point else end for left, end, point in columns])

    def select(self, indices: Sequence[int]) -> EventColumns:
        """The events at `indices`, in that order."""
        columns = self.starts, self.ends, self.lefts
        starts, ends, lefts = (array("d", map(column.__getitem__, indices)) for column in columns)
        events, points = map(self.events.__getitem__, indices), map(self.points.__getitem__, indices)
        return EventColumns(tuple(events), starts, ends, bytes(points), lefts)


class LaneEvents(Struct, frozen=True, dict=True, eq=False):
    """All events of one lane. `index` counts the lanes of the grouping and chooses the accent colour."""

    lane: Lane
    index: int
    tiers: tuple[EventColumns, ...]
    undated: tuple[Event, ...]
    events: tuple[Event, ...]  # all in the order of the programme, the undated ones at the end

    def nearest(self, day: Days) -> str:
        """The id of the event whose middle is nearest to `day`. Undated events are at the end of time."""
        after = bisect_left(self._middles, (day, ""))
        around = self._middles[max(after - 1, 0) : after + 1]
        return min(around, key=lambda middle: abs(middle[0] - day) if middle[0] != day else 0.0)[1]

    @cached_property
    def _middles(self) -> list[tuple[Days, str]]:
        """The middle and the id of each event, in order."""
        dated = ((columns, index) for columns in self.tiers for index in range(len(columns)))
        middles = [(columns.extent(index).middle, columns.events[index].id) for columns, index in dated]
        return sorted(middles + [(inf, event.id) for event in self.undated])


def events_of_lanes(programme: Programme, grouping: Grouping) -> tuple[LaneEvents, ...]:
    """The events of each lane; those on no lane are left out. ValueError for a programme without a day."""
    day, current_to, lane_of = programme.as_of_day, programme.current_to, grouping.lane_of
    lists: dict[str, tuple[list[Event], list[Event], tuple[list[Entry], ...]]]
    lists = {lane.id: ([], [], ([], [], [])) for lane in grouping.lanes}
    for event in programme.events:
        lane = lists.get(lane_of(event))
        if lane is None:
            continue
        events, undated, tiers = lane
        events.append(event)
        claim = event.claims[0] if len(event.claims) == 1 else programme.current_claim(event)
        when, importance = claim.when, event.importance
        start, end, is_point = when.earliest, when.latest, when.is_exact
        if not when.is_single:  # most events are: spare them the detour of an Extent
            where = extent(claim, current_to, day)
            if where is None:
                undated.append(event)
                continue
            start, end = where.start, where.end
        left, right = ((start + end) / 2,) * 2 if is_point else (start, end)
        tiers[TIER_OF[importance]].append((left, -importance, right, event.id, start, end, is_point, event))
    return tuple(
        LaneEvents(lane, index, tuple(map(EventColumns.of, tiers)), tuple(undated), tuple(events))
        for index, lane in enumerate(grouping.lanes)
        for events, undated, tiers in (lists[lane.id],)
    )
