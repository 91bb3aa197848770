"""How high each lane is: compact ones share the room there is, open ones take what they need.

::

    compact lane   5–4   ◆  ③   ▭▭▭▭▭   one row with labels, one more for long bars that need it
                   3     ◆②   ◆          one row
                   2–1   ④  ◆            one row
    with more room: rows for long bars, ghosts of plans, lines of labels, then all rows of an open lane

It depends on the programme and on the height of the viewport, never on the window in time.
"""

from __future__ import annotations

import weakref
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf

from msgspec import Struct

from viewer.i18n import language
from viewer.model.claims import holder, known_claims, standing
from viewer.model.edtf import Days, Kind
from viewer.model.entities import Claim, Event, Lane
from viewer.model.ordering import in_order
from viewer.model.programme import Programme, order_key
from viewer.state import GROUPINGS, ViewState
from viewer.timeline.extent import Extent, extent, middle
from viewer.timeline.ghosts import Side, sides_of
from viewer.timeline.grouping import grouped
from viewer.timeline.metrics import METRICS
from viewer.timeline.rows import (
    MOST_LABEL_LINES,
    OPEN,
    Allowance,
    Placed,
    Row,
    Tier,
    in_tiers,
    needed,
    pack,
)

LARGE = 5000
"""A lane with more events keeps its least height until it is opened: packing it often would be slow."""
MOST_PINNED = 0.6
"""Pinned lanes stay in place as long as they take no more than this share of the height."""
KEPT = 64
"""So many arrangements of a programme are remembered."""


@dataclass(frozen=True)
class LaneRows:
    """One lane as it is shown: its rows from the top."""

    of: LaneEvents
    rows: tuple[Row, ...]
    least_px: float
    open: bool = False  # by wish, not for want of neighbours
    place: int = 0  # from the top, among those that are shown

    @cached_property
    def whole(self) -> bool:
        """Whether all is shown that an open lane would show; of a large one never, until it is opened."""
        return self.open or (len(self.of.order) <= LARGE and self.rows == self.of.rows)

    @cached_property
    def rows_px(self) -> float:
        """Of all rows together."""
        return sum(row.height for row in self.rows)

    @cached_property
    def height(self) -> float:
        """Of the lane in px, when nothing stretches it."""
        return max(self.least_px, 2 * METRICS.lane_pad + self.rows_px)


@dataclass(frozen=True)
class LaneEvents:
    """What stands on one lane: by tier in time, without a date, and all of it in order of time."""

    lane: Lane
    index: int
    tiers: tuple[Tier, ...]
    undated: tuple[Event, ...]
    order: tuple[str, ...]  # ids
    days: Sequence[Days]  # by which they are in order
    seen: Programme  # without its events: what tells of earlier dates
    slips: bool
    _shown: dict[Allowance, LaneRows] = field(default_factory=dict, compare=False, repr=False)

    def shown(self, wished: Allowance) -> LaneRows:
        """The lane within an allowance; made once. A large one has ghosts of the most important events only."""
        if wished not in self._shown:
            allowance = wished
            least = METRICS.least_lane_px if allowance.tight else METRICS.lane_px
            if len(self.order) > LARGE:
                allowance = replace(allowance, sides=min(allowance.sides, 2))
            rows = pack(self.index, self.tiers, allowance, self._sides)
            self._shown[wished] = LaneRows(self, rows, least)
        return self._shown[wished]

    def packed(self, opened: bool) -> bool:
        """Whether its rows are made: those of an open lane, or those of a compact one at its least."""
        return (OPEN if opened else self.__dict__.get("least")) in self._shown

    def forget(self) -> None:
        """Let go of the rows: they know their lane, and nothing else would part the two."""
        self._shown.clear()

    def _sides(self, event: Event, where: Extent, rank: int) -> Sequence[Side]:
        """The lines of ghosts that an event needs, up to a rank."""
        if len(event.claims) == 1 or (rank < 3 and event.importance < 5):
            return ()
        assert self.seen.day is not None
        found = standing(event, self.seen.day, self.seen.current_to, self.seen.source)
        assert found is not None
        sides = sides_of(self.seen, event, found, where, self.slips)
        return [side for side in sides if side.rank <= rank]

    def position(self, event: Event, holder: Claim) -> int:
        """Where `event` stands in the lane's order; ValueError when it stands elsewhere."""
        day = order_key(event, holder)[0]
        return self.order.index(event.id, bisect_left(self.days, day), bisect_right(self.days, day))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Of the open lane."""
        return self.shown(OPEN).rows

    @cached_property
    def middles(self) -> tuple[Sequence[Days], tuple[str, ...]]:
        """The middle of each event's stretch (an open side ends a year from the other), ascending, and their ids.

        The undated stand at the end of time.
        """
        placed = [(middle(where), event.id) for tier in self.tiers for event, where in tier]
        ordered = in_order(placed, lambda it: it) + sorted((inf, event.id) for event in self.undated)
        return array("d", [it[0] for it in ordered]), tuple([it[1] for it in ordered])

    @cached_property
    def least(self) -> Allowance:
        """One row a tier, two for the highest where long bars need them."""
        first = min(max(needed(self.tiers[0], tight=True), 1), 2)
        return Allowance((first, 1, 1), (2, 0, 0), 0, tight=True)


Stage = Callable[[Allowance], Allowance]


def _with(three: tuple[int, int, int], tier: int, count: int) -> tuple[int, int, int]:
    """`three` with at least `count` for the tier."""
    first, second, third = (max(it, count) if index == tier else it for index, it in enumerate(three))
    return first, second, third


def _rows(tier: int, count: int) -> Stage:
    def more(now: Allowance) -> Allowance:
        return replace(now, rows=_with(now.rows or (1, 1, 1), tier, count))

    return more


def _lines(tier: int, count: int) -> Stage:
    def more(now: Allowance) -> Allowance:
        return replace(now, lines=_with(now.lines, tier, count))

    return more


def _sides(rank: int) -> Stage:
    return lambda now: replace(now, sides=rank)


STAGES: tuple[Stage, ...] = (
    _rows(0, 3),
    _sides(1),
    _rows(0, 4),
    _rows(0, 5),
    _sides(2),
    *(_lines(0, count) for count in range(3, MOST_LABEL_LINES + 1)),
    _lines(1, 1),
    *(_rows(1, count) for count in (2, 3)),
    _rows(2, 2),
    _sides(3),
    lambda _now: OPEN,
)
"""What room is spent on, the first before all; a stage is offered to one lane after another."""


@dataclass(frozen=True)
class Arrangement:
    """The lanes as they are shown in a viewport, from the top."""

    lanes: tuple[LaneRows, ...]
    pinned: int = 0  # so many from the top stay while the others scroll

    @cached_property
    def content_px(self) -> float:
        """Of all lanes together."""
        return sum(lane.height for lane in self.lanes)


class Wishes(Struct, frozen=True):
    """What of the lanes is wished for, all by their ids."""

    open: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()  # those not named follow as they stand
    hidden: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()

    @classmethod
    def of(cls, state: ViewState) -> Wishes:
        return cls(state.open_lanes, state.lane_order, state.hidden_lanes, state.pinned_lanes)


NOTHING_WISHED = Wishes()


@dataclass(frozen=True)
class Plan:
    """What stands on all lanes, from the top."""

    lanes: tuple[LaneEvents, ...]
    lane_of: Callable[[Event], str]  # the id of the lane that an event stands on
    _kept: dict[tuple[float, Wishes], Arrangement] = field(default_factory=dict, compare=False, repr=False)

    def chosen(self, wishes: Wishes) -> tuple[LaneEvents, ...]:
        """The lanes that are shown, from the top: the pinned ones before all, each in the wished order."""
        places = {id: place for place, id in enumerate(wishes.order)}
        shown = [lane for lane in self.lanes if lane.lane.id not in wishes.hidden]
        shown.sort(key=lambda it: (it.lane.id not in wishes.pinned, places.get(it.lane.id, len(places))))
        return tuple(shown)

    def unpacked(self, wishes: Wishes) -> int:
        """How many events stand on the lanes that `arranged` would have to pack before all."""
        lanes = self.chosen(wishes)
        return sum(len(it.order) for it in lanes if not it.packed(it.lane.id in wishes.open))

    def arranged(self, room_px: float, wishes: Wishes = NOTHING_WISHED) -> Arrangement:
        """The lanes in a viewport of `room_px`: the opened ones whole, the others as far as there is room."""
        key = room_px, wishes
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[key] = self._arranged(room_px, wishes)
        return self._kept[key]

    def _arranged(self, room_px: float, wishes: Wishes) -> Arrangement:
        lanes, open_lanes = self.chosen(wishes), wishes.open
        shown = [
            replace(lane.shown(OPEN), open=True) if lane.lane.id in open_lanes else lane.shown(lane.least)
            for lane in lanes
        ]
        allowed = {place: lane.least for place, lane in enumerate(lanes) if lane.lane.id not in open_lanes}
        spare = room_px - sum(it.height for it in shown)
        for stage in STAGES:
            for index, now in allowed.items():
                lane = lanes[index]
                if len(lane.order) > LARGE or spare < 0.0:
                    continue
                more = lane.shown(stage(now))
                cost = more.height - shown[index].height
                if cost <= spare:
                    allowed[index] = stage(now)
                    shown[index] = more
                    spare -= cost
        pinned = [it for it in shown if it.of.lane.id in wishes.pinned]
        sticks = sum(it.height for it in pinned) <= MOST_PINNED * room_px
        placed = tuple(
            [it if it.place == place else replace(it, place=place) for place, it in enumerate(shown)]
        )
        return Arrangement(placed, len(pinned) if sticks else 0)


def plan(programme: Programme, slips: bool, grouping: str = GROUPINGS[0]) -> Plan:
    """What stands on every lane of a programme as of its day; a lane without events keeps its place.

    `slips`: with lines for the earlier dates. An event of a lane that the programme does not list is left out.
    """
    day, current_to = programme.day, programme.current_to
    assert day is not None
    by = grouped(programme, grouping)
    placed: dict[str, list[Placed]] = {lane.id: [] for lane in by.lanes}
    undated: dict[str, list[Event]] = defaultdict(list)
    order: dict[str, list[str]] = defaultdict(list)
    days: dict[str, array[float]] = defaultdict(lambda: array("d"))
    extents: dict[
        int, Extent
    ] = {}  # of like dates one: by the identity of the date, which the programme keeps
    for event in programme.events:
        lane = by.lane_of(event)
        if lane not in placed:
            continue
        alone = len(event.claims) == 1
        held = event.claims[0] if alone else holder(known_claims(event, day, current_to))
        order[lane].append(event.id)
        days[lane].append(order_key(event, held)[0])
        where = extents.get(id(held.when))
        if where is None:
            where = extent(held, current_to, day)
            if where is not None and held.when.kind is Kind.POINT:
                extents[id(held.when)] = where
        if where is None:
            undated[lane].append(event)
        else:
            placed[lane].append((event, where))
    seen = replace(programme, events=())
    return Plan(
        tuple(
            LaneEvents(
                lane,
                index,
                in_tiers(placed.pop(lane.id)),
                tuple(undated[lane.id]),
                tuple(order[lane.id]),
                days[lane.id],
                seen,
                slips,
            )
            for index, lane in enumerate(by.lanes)
        ),
        by.lane_of,
    )


PlanKey = tuple[int, bool, str, str]
_plans: dict[PlanKey, tuple[weakref.ref[Programme], Plan]] = {}


def plan_of(programme: Programme, slips: bool = True, grouping: str = GROUPINGS[0]) -> Plan:
    """The plan of this very programme, made once and forgotten with it.

    Kept by identity: comparing two programmes would compare every event of theirs.
    """
    made = made_plan(programme, slips, grouping)
    if made is None:
        key = _plan_key(programme, slips, grouping)
        made = plan(programme, slips, grouping)
        _plans[key] = weakref.ref(programme, lambda _gone: _forget(key)), made
    return made


def made_plan(programme: Programme, slips: bool, grouping: str) -> Plan | None:
    """What `plan_of` would give at once; None where it would have to be made."""
    kept = _plans.get(_plan_key(programme, slips, grouping))
    return kept[1] if kept is not None and kept[0]() is programme else None


def _plan_key(programme: Programme, slips: bool, grouping: str) -> PlanKey:
    return id(programme), slips, grouping, "" if grouping == GROUPINGS[0] else language()


def _forget(key: PlanKey) -> None:
    kept = _plans.pop(key, None)
    for lane in kept[1].lanes if kept is not None else ():
        lane.forget()
