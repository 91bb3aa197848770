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

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import inf
from typing import overload

from viewer.model.edtf import Days
from viewer.model.entities import Event
from viewer.model.ordering import in_order
from viewer.timeline.extent import Extent
from viewer.timeline.ghosts import Side
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
LONG: Days = 180.0
"""A bar that lasts at least so long has no place among the points of a tight row, unless it is free of them."""
SIDE_ROWS = 3
"""Lines of ghosts below a row; what finds no room on them is not shown."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much room a lane may take; the defaults are those of an open lane.

    `tight`: short bars stand among the points, so that they fold with them, and every line is lower.
    """

    rows: tuple[int, int, int] | None = None  # per tier; None: what it needs, MOST_ROWS in all
    lines: tuple[int, int, int] = (MOST_LABEL_LINES, 1, 0)  # of labels, per tier
    sides: int = 3  # 0: none, 1: of plans of importance 5, 2: of all of importance 5, 3: all
    tight: bool = False


OPEN = Allowance()


@dataclass(frozen=True)
class Row:
    """Events side by side, in order of their start; none overlap but on the last row of a tier or a tight one."""

    lane: int
    tier: int
    events: tuple[Event, ...]
    extents: tuple[Extent, ...]
    sides: tuple[tuple[Side, ...], ...] = ()  # lines of ghosts below, each in order and free of overlaps
    most_lines: int = MOST_LABEL_LINES
    tight: bool = False

    @cached_property
    def starts(self) -> Sequence[Days]:
        """Of points their centre."""
        return array("d", (it.left for it in self.extents))

    @cached_property
    def reach(self) -> Sequence[Days]:
        """The latest end so far: sorted even on a last row, where bars overlap."""
        return array("d", accumulate((it.right for it in self.extents), max))

    @cached_property
    def has_points(self) -> bool:
        return any(it.point for it in self.extents)

    @cached_property
    def has_bars(self) -> bool:
        return not all(it.point for it in self.extents)

    @cached_property
    def tops(self) -> Sequence[int]:
        """Where the more important of the tier stand."""
        higher = HIGHER[self.tier]
        return array("L", (index for index, event in enumerate(self.events) if event.importance == higher))

    @cached_property
    def label_lines(self) -> int:
        """How many lines of labels are kept free above the marks."""
        if not self.has_points:
            return 0
        first = 0 if self.tier else sum(self.extents[it].point for it in self.tops)
        return min(max(LABEL_LINES[self.tier], first), self.most_lines)

    def prepare(self) -> None:
        """Make now what a first frame would make."""
        _made = self.starts, self.reach, self.tops, self.label_lines, self.has_bars

    @property
    def label_px(self) -> float:
        """Height of a line of labels."""
        return METRICS.tight_label_line if self.tight else METRICS.label_line

    @property
    def line_px(self) -> float:
        """Height of the line on which marks and bars stand."""
        if self.tight:
            return METRICS.tight_lines[self.tier]
        return METRICS.bar_line if self.has_bars else METRICS.mark_line

    @property
    def bar_px(self) -> float:
        """Height of a bar."""
        return min(METRICS.bar_px, self.line_px - 2.0)

    @property
    def height(self) -> float:
        return self.label_px * self.label_lines + self.line_px + METRICS.side_line * len(self.sides)


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


Placed = tuple[Event, Extent]


class Tier(Sequence[Placed]):
    """Events of like weight on one lane, in order of time, in two columns: pairs would take as much again."""

    __slots__ = ("events", "extents")

    def __init__(self, placed: Iterable[Placed]) -> None:
        """`placed` is in order."""
        pairs = list(placed)
        self.events = tuple([it[0] for it in pairs])
        self.extents = tuple([it[1] for it in pairs])

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


def in_tiers(placed: Iterable[Placed]) -> tuple[Tier, ...]:
    """What stands on a lane, tier by tier, each in order of time; the order of `placed` does not matter."""
    tiers: tuple[list[Placed], ...] = ([], [], [])
    for it in placed:
        tiers[TIER[it[0].importance]].append(it)
    return tuple(Tier(in_order(members, _key)) for members in tiers)


def _key(it: Placed) -> tuple[Days, int, Days, str]:
    event, where = it
    return where.left, -event.importance, where.right, event.id


SidesOf = Callable[[Event, Extent, int], Sequence[Side]]
"""The lines below an event, of a rank at most."""


def _no_sides(event: Event, where: Extent, rank: int) -> Sequence[Side]:
    return ()


def pack(
    lane: int, tiers: Sequence[Tier], allowance: Allowance = OPEN, sides_of: SidesOf = _no_sides
) -> tuple[Row, ...]:
    """The rows of one lane, tier by tier, within `allowance`; every tier that has events has a row."""
    allowed = allowance.rows or allowances([needed(members) for members in tiers])
    rows: list[Row] = []
    for tier, members in enumerate(tiers):
        own: list[list[int]] = [[] for _ in range(allowed[tier])]
        for index, row in enumerate(_chosen(members, allowed[tier], allowance.tight)):
            own[row].append(index)
        for on_row in own:
            if on_row:
                events = tuple([members.events[it] for it in on_row])
                extents = tuple([members.extents[it] for it in on_row])
                sides: list[Side] = []
                if allowance.sides:
                    for event, where in zip(events, extents, strict=True):
                        sides += sides_of(event, where, allowance.sides)
                lines = allowance.lines[tier]
                rows.append(Row(lane, tier, events, extents, _side_lines(sides), lines, allowance.tight))
    return tuple(rows)


def _chosen(members: Tier, rows: int, tight: bool = False) -> Sequence[int]:
    """The row of each of `members`: points on the first, bars where they fit.

    On a tight lane short bars stay on the first too, whatever else stands there.
    """
    firm = array("d")
    bars: list[int] = []
    for index, where in enumerate(members.extents):
        if where.point or (tight and where.end - where.start < LONG):
            firm.append(where.left)
        else:
            bars.append(index)
    chosen = bytearray(len(members))
    choose = fit_by_importance if tight else _fit_in_order
    for index, row in zip(bars, choose([members[it] for it in bars], rows, firm), strict=True):
        chosen[index] = row
    return chosen


def _fit_in_order(bars: Sequence[Placed], rows: int, firm: Sequence[Days]) -> list[int]:
    return fit(((it[1].start, it[1].end) for it in bars), rows, firm)


def fit_by_importance(bars: Sequence[Placed], rows: int, firm: Sequence[Days]) -> list[int]:
    """As `fit`, but the most important choose first, then those that end first: the rest is of little weight."""
    taken: list[list[tuple[Days, Days]]] = [[] for _ in range(rows)]
    chosen = [rows - 1] * len(bars)
    by_importance: dict[int, list[int]] = defaultdict(list)
    for index, bar in enumerate(bars):
        by_importance[-bar[0].importance].append(index)
    for importance in sorted(by_importance):
        for index in in_order(by_importance[importance], lambda it: (bars[it][1].end, it)):
            start, end = bars[index][1].start, bars[index][1].end
            for row, others in enumerate(taken):
                at = bisect_left(others, (start, end))
                before = at == 0 or others[at - 1][1] <= start
                after = at == len(others) or others[at][0] >= end
                points = row == 0 and bisect_left(firm, start) != bisect_left(firm, end)
                if before and after and not points:
                    others.insert(at, (start, end))
                    chosen[index] = row
                    break
    return chosen


def needed(members: Tier, tight: bool = False) -> int:
    """How many rows a tier would like to have, MOST_ROWS at most."""
    return max(_chosen(members, MOST_ROWS, tight), default=-1) + 1


def allowances(needed: Sequence[int]) -> list[int]:
    """How many rows each tier gets: what it needs, ROWS for certain, more while others leave some, never none."""
    allowed = [min(need, sure) for need, sure in zip(needed, ROWS, strict=True)]
    for tier, need in enumerate(needed):
        allowed[tier] += min(need - allowed[tier], MOST_ROWS - sum(allowed))
    return [max(1, it) for it in allowed]
