"""Which row each event stands on: packed in time, so that zooming and panning move nothing.

::

    lane ┬ tier 5–4 ┬ ◆    ◆◆       ◆   ▭▭▭▭▭▭▭    all points, and the bars that find room between them
         │          ├ ▭▭▭▭▭    ▭▭▭▭▭▭▭▭▭▭▭▭        bars that overlap them, or one another, in time
         │          └     ▭▭▭▭▭▭
         ├ tier 3   ┬ …
         └ tier 2–1 ┴ …

A tier is never mixed, so what folds together is of like weight.
"""

from __future__ import annotations

import weakref
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import inf

from viewer.model.edtf import Days
from viewer.model.entities import Event, Lane
from viewer.model.programme import Programme
from viewer.timeline.extent import Extent, extent
from viewer.timeline.ghosts import Side, sides_of
from viewer.timeline.metrics import METRICS

TIER = {5: 0, 4: 0, 3: 1, 2: 2, 1: 2}
"""Importance -> tier."""
HIGHER = (5, 3, 2)
"""The higher importance of each tier: what a fold is named after."""
ROWS = (5, 4, 3)
"""Rows that each tier may have in any case; what one does not need another may take. The last takes the rest."""
MOST_ROWS = sum(ROWS)
"""Of a lane."""
LABEL_LINES = (2, 1, 0)
"""Lines of labels above a row with points; the least important are named beside their marks, if at all."""
MOST_LABEL_LINES = 4
"""A row with more points of importance 5 than LABEL_LINES gets a line for each, up to this."""
SIDE_ROWS = 3
"""Lines of ghosts below a row; what finds no room on them is not shown."""


@dataclass(frozen=True)
class Row:
    """Events side by side, in order of their start; none overlap but on a last row."""

    lane: int
    tier: int
    events: tuple[Event, ...]
    extents: tuple[Extent, ...]
    sides: tuple[tuple[Side, ...], ...] = ()  # lines of ghosts below, each in order and free of overlaps

    @cached_property
    def starts(self) -> tuple[Days, ...]:
        """Of points their centre."""
        return tuple(it.left for it in self.extents)

    @cached_property
    def reach(self) -> tuple[Days, ...]:
        """The latest end so far: sorted even on a last row, where bars overlap."""
        return tuple(accumulate((it.right for it in self.extents), max))

    @cached_property
    def has_points(self) -> bool:
        return any(it.point for it in self.extents)

    @cached_property
    def has_bars(self) -> bool:
        return not all(it.point for it in self.extents)

    @cached_property
    def tops(self) -> tuple[int, ...]:
        """Where the more important of the tier stand."""
        higher = HIGHER[self.tier]
        return tuple(index for index, event in enumerate(self.events) if event.importance == higher)

    @cached_property
    def label_lines(self) -> int:
        """How many lines of labels are kept free above the marks."""
        if not self.has_points:
            return 0
        first = sum(self.events[it].importance == 5 and self.extents[it].point for it in self.tops)
        return min(max(LABEL_LINES[self.tier], first), MOST_LABEL_LINES)

    @property
    def line_px(self) -> float:
        """Height of the line on which marks and bars stand."""
        return METRICS.bar_line if self.has_bars else METRICS.mark_line

    @property
    def height(self) -> float:
        return METRICS.label_line * self.label_lines + self.line_px + METRICS.side_line * len(self.sides)


@dataclass(frozen=True)
class LaneRows:
    """One lane: its rows from the top, its events without a date, and all of them in order of time."""

    lane: Lane
    index: int
    rows: tuple[Row, ...]
    undated: tuple[Event, ...]
    order: tuple[str, ...]  # ids

    @cached_property
    def rows_px(self) -> float:
        """Of all rows together."""
        return sum(row.height for row in self.rows)

    @cached_property
    def height(self) -> float:
        """Of the lane in px, when nothing stretches it."""
        return max(METRICS.lane_px, 2 * METRICS.lane_pad + self.rows_px)


@dataclass(frozen=True)
class Plan:
    """All lanes, from the top."""

    lanes: tuple[LaneRows, ...]

    @cached_property
    def content_px(self) -> float:
        return sum(lane.height for lane in self.lanes)

    @cached_property
    def places(self) -> dict[str, tuple[int, int]]:
        """Event id -> (index of its lane, index in the lane's order)."""
        return {
            event_id: (lane.index, position)
            for lane in self.lanes
            for position, event_id in enumerate(lane.order)
        }


def fit(stretches: Iterable[tuple[Days, Days]], rows: int, points: Sequence[Days] = ()) -> list[int]:
    """The row of each stretch (sorted by start): the first that is free; the last of `rows` takes the rest.

    `points`, in order, stand on the first row.
    """
    ends: list[Days] = [-inf] if points else []
    chosen = []
    for start, end in stretches:
        taken = bool(points) and bisect_left(points, start) != bisect_left(points, end)
        row = next(
            (index for index, free in enumerate(ends) if free <= start and not (taken and index == 0)),
            len(ends),
        )
        if row == len(ends) < rows:
            ends.append(end)
        row = min(row, rows - 1)
        ends[row] = max(ends[row], end)
        chosen.append(row)
    return chosen


def _side_lines(sides: Sequence[Side]) -> tuple[tuple[Side, ...], ...]:
    """Lines of ghosts: no two on a line overlap; what does not fit on SIDE_ROWS lines is left out."""
    ordered = sorted(sides, key=lambda side: (side.start, side.end))
    lines: dict[int, list[Side]] = defaultdict(list)
    for side, line in zip(ordered, fit(((it.start, it.end) for it in ordered), SIDE_ROWS + 1), strict=True):
        lines[line].append(side)
    return tuple(tuple(lines[line]) for line in sorted(lines) if line < SIDE_ROWS)


Placed = tuple[Event, Extent, tuple[Side, ...]]


def _row(lane: int, tier: int, placed: Sequence[Placed]) -> Row:
    sides = [side for _event, _extent, own in placed for side in own]
    return Row(lane, tier, tuple(it[0] for it in placed), tuple(it[1] for it in placed), _side_lines(sides))


def _key(it: Placed) -> tuple[Days, int, Days, str]:
    event, where, _sides = it
    return where.left, -event.importance, where.right, event.id


def pack(lane: int, placed: Iterable[Placed]) -> tuple[Row, ...]:
    """The rows of one lane, tier by tier; the order of `placed` does not matter."""
    tiers: list[list[Placed]] = [[], [], []]
    for it in sorted(placed, key=_key):
        tiers[TIER[it[0].importance]].append(it)
    allowed = allowances([_needed(members) for members in tiers])
    rows: list[Row] = []
    for tier, members in enumerate(tiers):
        own: list[list[Placed]] = [[] for _ in range(allowed[tier])]
        for it, row in zip(members, _chosen(members, allowed[tier]), strict=True):
            own[row].append(it)
        rows.extend(_row(lane, tier, on_row) for on_row in own if on_row)
    return tuple(rows)


def _chosen(members: Sequence[Placed], rows: int) -> list[int]:
    """The row of each of `members`, which are in order: points on the first, bars where they fit."""
    stretches = ((it[1].start, it[1].end) for it in members if not it[1].point)
    bars = iter(fit(stretches, rows, [it[1].left for it in members if it[1].point]))
    return [0 if it[1].point else next(bars) for it in members]


def _needed(members: Sequence[Placed]) -> int:
    return max(_chosen(members, MOST_ROWS), default=-1) + 1


def allowances(needed: Sequence[int]) -> list[int]:
    """How many rows each tier gets: what it needs, ROWS for certain, more while others leave some, never none."""
    allowed = [min(need, sure) for need, sure in zip(needed, ROWS, strict=True)]
    for tier, need in enumerate(needed):
        allowed[tier] += min(need - allowed[tier], MOST_ROWS - sum(allowed))
    return [max(1, it) for it in allowed]


def plan(programme: Programme, slips: bool) -> Plan:
    """The rows of every lane of a programme as of its day; a lane without events keeps its place.

    `slips`: with lines for the earlier dates. An event of a lane that the programme does not list is left out.
    """
    assert programme.day is not None
    placed: dict[str, list[Placed]] = {lane.id: [] for lane in programme.head.lanes}
    undated: dict[str, list[Event]] = defaultdict(list)
    order: dict[str, list[str]] = defaultdict(list)
    for event in programme.events:
        lane = programme.lane_of(event)
        if lane not in placed:
            continue
        order[lane].append(event.id)
        standing = programme.standing(event.id)
        where = extent(standing.holder, programme.current_to, programme.day)
        if where is None:
            undated[lane].append(event)
        else:
            sides = sides_of(programme, event, standing, where, slips) if len(standing.claims) > 1 else ()
            placed[lane].append((event, where, sides))
    return Plan(
        tuple(
            LaneRows(
                lane, index, pack(index, placed[lane.id]), tuple(undated[lane.id]), tuple(order[lane.id])
            )
            for index, lane in enumerate(programme.head.lanes)
        )
    )


_plans: dict[tuple[int, bool], tuple[weakref.ref[Programme], Plan]] = {}


def plan_of(programme: Programme, slips: bool = True) -> Plan:
    """The plan of this very programme, made once and forgotten with it.

    Kept by identity: comparing two programmes would compare every event of theirs.
    """
    key = (id(programme), slips)
    kept = _plans.get(key)
    if kept is None or kept[0]() is not programme:
        kept = weakref.ref(programme, lambda _gone: _plans.pop(key, None)), plan(programme, slips)
        _plans[key] = kept
    return kept[1]
