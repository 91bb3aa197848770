"""What stands on one lane, and its rows within any room: made once, in time."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from viewer.caching import cached_property
from viewer.model.calendar import Days
from viewer.model.claims import holder, known_claims, standing
from viewer.model.entities import Claim, Event, Lane
from viewer.model.ordering import FARTHEST, PIECE, Pieces, in_pieces
from viewer.model.parting import MANY, let_go
from viewer.model.programme import Programme, order_key
from viewer.timeline.event_columns import TIER, Columns, Tier
from viewer.timeline.extent import Extent, extent, middle
from viewer.timeline.metrics import METRICS
from viewer.timeline.previous_dates import Side, sides_of
from viewer.timeline.row_packing import Packing, crowded
from viewer.timeline.rows import OPEN, Allowance, Row

LARGE = 5000
"""A lane with more events keeps its least height until it is opened: packing it often would be slow."""


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
    _shown: dict[Allowance, LaneRows] = field(init=False, default_factory=dict, compare=False, repr=False)
    _known_sides: dict[str, tuple[Side, ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def shown(self, wished: Allowance) -> LaneRows:
        """The lane within an allowance; made once. A large one has ghosts of the most important events only."""
        if wished not in self._shown:
            allowance = wished
            least = METRICS.least_lane_px if allowance.tight else METRICS.lane_px
            if len(self.order) > LARGE:
                allowance = replace(allowance, sides=min(allowance.sides, 2))
            rows = self._packing.rows(allowance, self._sides)
            self._shown[wished] = LaneRows(self, rows, least)
        return self._shown[wished]

    @cached_property
    def _packing(self) -> Packing:
        return Packing(self.index, self.tiers)

    def packed(self, opened: bool) -> bool:
        """Whether its rows are made: those of an open lane, or those of a compact one at its least."""
        return (OPEN if opened else self.__dict__.get("least")) in self._shown

    def forget(self) -> None:
        """Let go of the rows: they know their lane, and nothing else would part the two."""
        rows = list(self._shown.values())
        self._shown.clear()
        if len(self.order) > MANY:
            of_rows = [row.events for it in rows for row in it.rows]
            let_go(rows, list(self.__dict__.values()), [tier.events for tier in self.tiers], of_rows)

    def with_slips(self, slips: bool) -> LaneEvents:
        """The same with, or without, lines for the earlier dates."""
        other = replace(self, slips=slips)
        for name in ("least", "middles"):
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        return other

    def _sides(self, event: Event, where: Extent, rank: int) -> Sequence[Side]:
        """The lines of ghosts that an event with several claims needs, up to a rank."""
        if rank < 3 and event.importance < 5:
            return ()
        sides = self._known_sides.get(event.id)
        if sides is None:
            assert self.seen.day is not None
            found = standing(event, self.seen.day, self.seen.current_to, self.seen.source)
            assert found is not None
            sides = self._known_sides[event.id] = sides_of(self.seen, event, found, where, self.slips)
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
        pieces: Pieces[tuple[Days, str]] = Pieces()
        for tier in self.tiers:
            own = tier.extents
            for event, start, end, point in zip(tier.events, own.starts, own.ends, own.points, strict=True):
                finite = start > -inf and end < inf
                at = (start + end) / 2 if finite else middle(Extent(start, end, bool(point)))
                pieces[at // PIECE if -FARTHEST < at < FARTHEST else FARTHEST].append((at, event.id))
        days, ids = array("d"), list[str]()
        for piece in in_pieces(pieces):
            days.extend([it[0] for it in piece])
            ids += [it[1] for it in piece]
        days.extend([inf] * len(self.undated))
        return days, (*ids, *sorted(event.id for event in self.undated))

    @cached_property
    def least(self) -> Allowance:
        """One row a tier, two for the highest where long bars need them."""
        return Allowance((2 if crowded(self.tiers[0]) else 1, 1, 1), (2, 0, 0), 0, tight=True)


class _Columns:
    """What stands on one lane, as it comes."""

    __slots__ = ("days", "order", "tiers", "undated")

    def __init__(self) -> None:
        self.order: list[str] = []
        self.days = array("d")
        self.undated: list[Event] = []
        self.tiers = (Columns(), Columns(), Columns())


def events_of_lanes(
    programme: Programme, lanes: Sequence[Lane], lane_of: Callable[[Event], str], slips: bool
) -> tuple[LaneEvents, ...]:
    """What stands on each of `lanes` (`lane_of` an event is the id of one); what stands on none is left out."""
    day, current_to = programme.day, programme.current_to
    assert day is not None
    by_lane = {lane.id: _Columns() for lane in lanes}
    for event in programme.events:  # written out: there may be a million
        own = by_lane.get(lane_of(event))
        if own is None:
            continue
        held = event.claims[0] if len(event.claims) == 1 else holder(known_claims(event, day, current_to))
        when = held.when
        own.order.append(event.id)
        own.days.append(when.sort_day)
        if not when.is_dated:
            own.undated.append(event)
            continue
        if when.is_single:
            start, end, point = when.earliest, when.latest, when.is_exact
        else:
            where = extent(held, current_to, day)
            assert where is not None
            start, end, point = where.start, where.end, where.point
        own.tiers[TIER[event.importance]].add(event, start, end, point)
    seen = replace(programme, events=())
    made = []
    for index, lane in enumerate(lanes):
        own = by_lane.pop(lane.id)
        tiers = tuple(columns.tier() for columns in own.tiers)
        order, undated = tuple(own.order), tuple(own.undated)
        made.append(LaneEvents(lane, index, tiers, undated, order, own.days, seen, slips))
    return tuple(made)
