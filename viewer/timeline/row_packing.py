"""Which row of its tier each event stands on: chosen once, in time, so that zooming and panning move nothing."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import inf

from viewer.model.calendar import Days
from viewer.model.entities import Event
from viewer.timeline.event_columns import Tier
from viewer.timeline.extent import Extent
from viewer.timeline.previous_dates import Side
from viewer.timeline.rows import OPEN, Allowance, Row

ROWS = (5, 4, 3)
"""Rows that each tier may have in any case; what one does not need another may take. The last takes the rest."""
MOST_ROWS = sum(ROWS)
"""Of a lane."""
LONG: Days = 180.0
"""A bar that lasts at least so long has no place among the points of a tight row, unless it is free of them."""
SIDE_ROWS = 3
"""Lines of ghosts below a row; what finds no room on them is not shown."""


def fit(stretches: Iterable[tuple[Days, Days]], rows: int, points: Sequence[Days] = ()) -> list[int]:
    """The row of each stretch (sorted by start): the first that is free; the last of `rows` takes the rest.

    `points`, in order, stand on the first row.
    """
    ends: list[Days] = [-inf] if points else []
    chosen = []
    for start, end in stretches:
        row = 0
        if points and bisect_left(points, start) != bisect_left(points, end):
            row = 1
        many = len(ends)
        while row < many and ends[row] > start:
            row += 1
        if row == many < rows:
            ends.append(end)
        else:
            row = min(row, rows - 1)
            if ends[row] < end:
                ends[row] = end
        chosen.append(row)
    return chosen


def side_lines(sides: Sequence[Side]) -> tuple[tuple[Side, ...], ...]:
    """Lines of ghosts: no two on a line overlap; what does not fit on SIDE_ROWS lines is left out."""
    ordered = sorted(sides, key=lambda side: (side.start, side.end))
    lines: dict[int, list[Side]] = defaultdict(list)
    for side, line in zip(ordered, fit(((it.start, it.end) for it in ordered), SIDE_ROWS + 1), strict=True):
        lines[line].append(side)
    return tuple(tuple(lines[line]) for line in sorted(lines) if line < SIDE_ROWS)


def chosen_rows(members: Tier, rows: int, tight: bool = False) -> Sequence[int]:
    """The row of each of `members`: points on the first, bars where they fit.

    On a tight lane short bars stay on the first too, whatever else stands there.
    """
    if rows == 1:
        return bytes(len(members))
    firm, bars = _parted(members, tight)
    chosen = bytearray(len(members))
    starts, ends = members.extents.starts, members.extents.ends
    if tight:
        found = fit_by_importance(
            [(starts[it], ends[it], members.events[it].importance) for it in bars], rows, firm
        )
    else:
        found = fit(((starts[it], ends[it]) for it in bars), rows, firm)
    for index, row in zip(bars, found, strict=True):
        chosen[index] = row
    return chosen


def _parted(members: Tier, tight: bool) -> tuple[array[Days], list[int]]:
    """Where the points stand (on a tight lane short bars too), and the indices of the other bars."""
    own = members.extents
    bars = [index for index, point in enumerate(own.points) if not point]
    if tight:
        bars = [it for it in bars if own.ends[it] - own.starts[it] >= LONG]
    lefts, taken = members.lefts, set(bars)
    return array("d", [left for index, left in enumerate(lefts) if index not in taken]), bars


def fit_by_importance(bars: Sequence[tuple[Days, Days, int]], rows: int, firm: Sequence[Days]) -> list[int]:
    """As `fit`, but the most important choose first, then those that end first: the rest is of little weight.

    `bars` are start, end and importance.
    """
    taken: list[list[tuple[Days, Days]]] = [[] for _ in range(rows)]
    chosen = [rows - 1] * len(bars)
    for index in sorted(range(len(bars)), key=lambda it: (-bars[it][2], bars[it][1])):
        start, end, _importance = bars[index]
        for row, others in enumerate(taken):
            at = bisect_left(others, (start, end))
            if (at and others[at - 1][1] > start) or (at < len(others) and others[at][0] < end):
                continue
            if row == 0 and bisect_left(firm, start) != bisect_left(firm, end):
                continue
            others.insert(at, (start, end))
            chosen[index] = row
            break
    return chosen


def needed(members: Tier) -> int:
    """How many rows a tier would like to have, MOST_ROWS at most."""
    return max(chosen_rows(members, MOST_ROWS), default=-1) + 1


def crowded(members: Tier) -> bool:
    """Whether a tight tier has a long bar that finds no place on the first row."""
    firm, bars = _parted(members, True)
    starts, ends = members.extents.starts, members.extents.ends
    reached = -inf
    for index in bars:
        start, end = starts[index], ends[index]
        if start < reached or bisect_left(firm, start) != bisect_left(firm, end):
            return True
        reached = end
    return False


def allowances(needed: Sequence[int]) -> list[int]:
    """How many rows each tier gets: what it needs, ROWS for certain, more while others leave some, never none."""
    allowed = [min(need, sure) for need, sure in zip(needed, ROWS, strict=True)]
    for tier, need in enumerate(needed):
        allowed[tier] += min(need - allowed[tier], MOST_ROWS - sum(allowed))
    return [max(1, it) for it in allowed]


SidesOf = Callable[[Event, Extent, int], Sequence[Side]]
"""The lines below an event with several claims, of a rank at most."""


def _no_sides(event: Event, where: Extent, rank: int) -> Sequence[Side]:
    return ()


class Packing:
    """The rows of one lane, however much room it is given; what one allowance shares with another is packed once."""

    def __init__(self, lane: int, tiers: Sequence[Tier]) -> None:
        self.lane, self.tiers = lane, tiers
        self._parts: dict[tuple[int, int, bool], tuple[Tier, ...]] = {}
        self._rows: dict[tuple[int, int, bool, int, int], tuple[Row, ...]] = {}

    def rows(self, allowance: Allowance, sides_of: SidesOf) -> tuple[Row, ...]:
        """Tier by tier, within `allowance`; every tier that has events has a row."""
        allowed = allowance.rows or allowances([needed(members) for members in self.tiers])
        rows: list[Row] = []
        for tier in range(len(self.tiers)):
            lines, sides = allowance.lines[tier], allowance.sides
            key = tier, allowed[tier], allowance.tight, lines, sides
            made = self._rows.get(key)
            if made is None:
                parts = self._parted(tier, allowed[tier], allowance.tight)
                made = self._rows[key] = tuple(
                    Row(
                        self.lane,
                        tier,
                        part,
                        _lines_below(part, tier, sides, sides_of),
                        lines,
                        allowance.tight,
                    )
                    for part in parts
                )
            rows += made
        return tuple(rows)

    def forget(self) -> None:
        self._parts.clear()
        self._rows.clear()

    def _parted(self, tier: int, rows: int, tight: bool) -> tuple[Tier, ...]:
        """The members of a tier, row by row."""
        key = tier, rows, tight
        found = self._parts.get(key)
        if found is None:
            members = self.tiers[tier]
            own: list[list[int]] = [[] for _ in range(rows)]
            if rows == 1:
                parts = [members] if len(members) else []
            else:
                for index, row in enumerate(chosen_rows(members, rows, tight)):
                    own[row].append(index)
                parts = [members.some(some) for some in own if some]
            found = self._parts[key] = tuple(parts)
        return found


def _lines_below(members: Tier, tier: int, rank: int, sides_of: SidesOf) -> tuple[tuple[Side, ...], ...]:
    """The lines of ghosts below a row; a `rank` below 3 asks for those of importance 5 only, of the first tier."""
    if not rank or (rank < 3 and tier):
        return ()
    sides: list[Side] = []
    for index, event in enumerate(members.events):
        if len(event.claims) > 1:
            sides += sides_of(event, members.extents[index], rank)
    return side_lines(sides)


def pack(
    lane: int, tiers: Sequence[Tier], allowance: Allowance = OPEN, sides_of: SidesOf = _no_sides
) -> tuple[Row, ...]:
    """The rows of one lane, packed once."""
    return Packing(lane, tiers).rows(allowance, sides_of)
