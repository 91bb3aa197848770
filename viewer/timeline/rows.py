"""Which row each event stands on: packed in time, so that zooming and panning move nothing.

::

    lane ┬ tier 5–4 ┬ points   ◆    ◆◆       ◆          one row for all
         │          ├ bars     ▭▭▭▭▭    ▭▭▭▭▭▭▭▭▭▭▭▭     those that overlap in time get rows of their own
         │          └ bars         ▭▭▭▭▭▭
         ├ tier 3   ┬ …
         └ tier 2–1 ┴ …

A tier is never mixed, so what folds together is of like weight.
"""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

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
BAR_ROWS = (4, 3, 2)
"""Rows of bars a tier may have; with its row of points that makes 12 a lane. The last takes the rest."""
LABEL_LINES = (2, 1, 0)
"""Lines of labels above a row of points; the least important are named beside their marks, if at all."""
SIDE_ROWS = 3
"""Lines of ghosts below a row; what finds no room on them is not shown."""


@dataclass(frozen=True)
class Row:
    """Events side by side, in order of their start. Points start and end at their centre."""

    lane: int
    tier: int
    points: bool
    events: tuple[Event, ...]
    extents: tuple[Extent, ...]
    sides: tuple[tuple[Side, ...], ...] = ()  # lines of ghosts below, each in order and free of overlaps

    @cached_property
    def starts(self) -> tuple[Days, ...]:
        return tuple(it.centre if self.points else it.start for it in self.extents)

    @cached_property
    def reach(self) -> tuple[Days, ...]:
        """The latest end so far: sorted even on a last row, where bars overlap."""
        if self.points:
            return self.starts
        latest, ends = float("-inf"), []
        for it in self.extents:
            latest = max(latest, it.end)
            ends.append(latest)
        return tuple(ends)

    @cached_property
    def tops(self) -> tuple[int, ...]:
        """Where the more important of the tier stand."""
        higher = HIGHER[self.tier]
        return tuple(index for index, event in enumerate(self.events) if event.importance == higher)

    @property
    def label_lines(self) -> int:
        return LABEL_LINES[self.tier] if self.points else 0

    @property
    def height(self) -> float:
        own = METRICS.label_line * self.label_lines + METRICS.mark_line if self.points else METRICS.bar_line
        return own + METRICS.side_line * len(self.sides)


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


def fit(stretches: Iterable[tuple[Days, Days]], rows: int) -> list[int]:
    """The row of each stretch (sorted by start), the first that is free; the last of `rows` takes the rest."""
    ends: list[Days] = []
    chosen = []
    for start, end in stretches:
        row = next((index for index, free in enumerate(ends) if free <= start), len(ends))
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


def _row(lane: int, tier: int, points: bool, placed: Sequence[Placed]) -> Row:
    sides = [side for _event, _extent, own in placed for side in own]
    return Row(
        lane, tier, points, tuple(it[0] for it in placed), tuple(it[1] for it in placed), _side_lines(sides)
    )


def pack(lane: int, placed: Iterable[Placed]) -> tuple[Row, ...]:
    """The rows of one lane: per tier one of points, then those of bars. The order of `placed` does not matter."""
    points: list[list[Placed]] = [[], [], []]
    bars: list[list[Placed]] = [[], [], []]
    for it in placed:
        (points if it[1].point else bars)[TIER[it[0].importance]].append(it)
    rows = []
    for tier in range(3):
        if points[tier]:
            points[tier].sort(key=lambda it: (it[1].centre, -it[0].importance, it[0].id))
            rows.append(_row(lane, tier, True, points[tier]))
        bars[tier].sort(key=lambda it: (it[1].start, -it[0].importance, it[1].end, it[0].id))
        own: list[list[Placed]] = [[] for _ in range(BAR_ROWS[tier])]
        stretches = ((it[1].start, it[1].end) for it in bars[tier])
        for it, row in zip(bars[tier], fit(stretches, BAR_ROWS[tier]), strict=True):
            own[row].append(it)
        rows.extend(_row(lane, tier, False, members) for members in own if members)
    return tuple(rows)


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
