"""Which row each event of a lane stands on. Rows are packed in time, so zooming and panning move nothing.

::

    lane ┬ tier 5–4 ┬ ◆    ◆◆       ◆   ▭▭▭▭▭▭▭    all points, and the bars that fit between them
         │          ├ ▭▭▭▭▭    ▭▭▭▭▭▭▭▭▭▭▭▭        bars that overlap them, or one another, in time
         │          └     ▭▭▭▭▭▭
         ├ tier 3   ┬ …
         └ tier 2–1 ┴ …

Tiers are never mixed, so a cluster holds events of similar importance.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from math import inf

from msgspec import Struct

from viewer.caching import cached_property
from viewer.model.calendar import Days
from viewer.model.entities import Event
from viewer.timeline.extent import Extent, PreviousDates
from viewer.timeline.lane_events import HIGHEST, EventColumns
from viewer.timeline.metrics import METRICS

SURE_ROWS = (5, 4, 3)  # rows that each tier of an open lane may have; another tier may take those that one leaves
MAX_ROWS = sum(SURE_ROWS)  # of an open lane; the last row of a tier takes all that does not fit elsewhere
LONG: Days = 180.0  # in a tight row a bar that lasts at least this long is among the points only if it overlaps none
DATE_LINES = 3  # the most lines of previous dates below a row; what does not fit is not drawn
LABEL_LINES = (2, 1, 0)  # lines of labels above a row with points, by tier
MAX_LABEL_LINES = 4  # a row of the first tier gets a line for each point of importance 5, up to this number


class RowBudget(Struct, frozen=True):
    """How much room the rows of a lane may take. The default is the budget of an open lane."""

    rows: tuple[int, int, int] | None = None  # by tier; None: as many as are needed, MAX_ROWS in all
    label_lines: tuple[int, int, int] = (MAX_LABEL_LINES, 1, 0)  # the most lines of labels above a row, by tier
    date_rank: int = 3  # previous dates are shown up to this `PreviousDates.rank`; 0 shows none
    tight: bool = False  # short bars stand among the points and cluster with them; every line is lower


OPEN = RowBudget()


class Row(Struct, frozen=True, dict=True):
    """Events side by side in order of their left ends.

    They do not overlap, except on the last row of a tier and on a tight row.
    """

    lane: int
    tier: int
    columns: EventColumns
    date_lines: tuple[tuple[PreviousDates, ...], ...] = ()  # below the row, each in order and free of overlaps
    max_label_lines: int = MAX_LABEL_LINES
    tight: bool = False

    @property
    def events(self) -> tuple[Event, ...]:
        return self.columns.events

    @property
    def lefts(self) -> Sequence[Days]:
        """The left ends, ascending."""
        return self.columns.lefts

    @cached_property
    def latest_rights(self) -> Sequence[Days]:
        """For each event the latest right end so far: ascending even where bars overlap."""
        return array("d", accumulate(self.columns.rights, max))

    @cached_property
    def most_important(self) -> Sequence[int]:
        """The indices of the events of the highest importance of the tier, ascending."""
        highest = HIGHEST[self.tier]
        if self.tier == 1:  # the only tier of a single importance
            return range(len(self.events))
        return array("I", [index for index, event in enumerate(self.events) if event.importance == highest])

    @cached_property
    def label_lines(self) -> int:
        """How many lines of labels are kept free above the marks."""
        points = self.columns.points
        if 1 not in points:
            return 0
        needed = 0 if self.tier else sum(points[index] for index in self.most_important)
        return min(max(LABEL_LINES[self.tier], needed), self.max_label_lines)

    @cached_property
    def label_px(self) -> float:
        """Height of a line of labels."""
        return METRICS.tight_label_line if self.tight else METRICS.label_line

    @cached_property
    def line_px(self) -> float:
        """Height of the line on which marks and bars stand."""
        if self.tight:
            return METRICS.tight_lines[self.tier]
        return METRICS.bar_line if 0 in self.columns.points else METRICS.mark_line

    @cached_property
    def bar_px(self) -> float:
        """Height of a bar."""
        return min(METRICS.bar_px, self.line_px - 2.0)

    @cached_property
    def height(self) -> float:
        return self.label_px * self.label_lines + self.line_px + METRICS.date_line * len(self.date_lines)


PreviousDatesOf = Callable[[Event, Extent], Sequence[PreviousDates]]


class RowPacker:
    """Packs the rows of one lane for any number of budgets. What budgets share is packed once.

    `previous_dates_of` gives the previous dates of an event with several claims.
    """

    def __init__(self, lane: int, tiers: Sequence[EventColumns], previous_dates_of: PreviousDatesOf) -> None:
        self._lane, self._tiers, self._previous_dates_of = lane, tiers, previous_dates_of
        self._previous_dates: dict[str, Sequence[PreviousDates]] = {}
        self._parts: dict[tuple[int, int, bool], tuple[EventColumns, ...]] = {}
        self._rows: dict[tuple[int, int, bool, int, int], tuple[Row, ...]] = {}

    def rows(self, budget: RowBudget = OPEN) -> tuple[Row, ...]:
        """The rows of all tiers from the top. Every tier that has events has a row."""
        rows: list[Row] = []
        for tier, count in enumerate(budget.rows or self._all_rows):
            key = tier, count, budget.tight, budget.label_lines[tier], budget.date_rank
            if key not in self._rows:
                self._rows[key] = self._rows_of_tier(*key)
            rows += self._rows[key]
        return tuple(rows)

    @cached_property
    def _all_rows(self) -> Sequence[int]:
        """How many rows each tier of an open lane has."""
        return shared_rows([max(row_numbers(columns, MAX_ROWS), default=-1) + 1 for columns in self._tiers])

    def _rows_of_tier(self, tier: int, count: int, tight: bool, lines: int, rank: int) -> tuple[Row, ...]:
        parts = self._parts.get((tier, count, tight))
        if parts is None:
            columns = self._tiers[tier]
            indices: list[list[int]] = [[] for _ in range(count)]
            for index, number in enumerate(row_numbers(columns, count, tight)):
                indices[number].append(index)
            used = [row for row in indices if row]
            parts = (columns,) if len(used) == 1 else tuple(map(columns.select, used))
            self._parts[tier, count, tight] = parts
        return tuple(Row(self._lane, tier, part, self._date_lines(part, tier, rank), lines, tight) for part in parts)

    def _date_lines(self, columns: EventColumns, tier: int, rank: int) -> tuple[tuple[PreviousDates, ...], ...]:
        """The lines below a row. Previous dates of a rank below 3 are of importance 5, in the first tier."""
        dates: list[PreviousDates] = []
        if rank == 3 or (rank and not tier):
            for index, event in enumerate(columns.events):
                if len(event.claims) > 1 and (rank == 3 or event.importance == 5):
                    if event.id not in self._previous_dates:
                        self._previous_dates[event.id] = self._previous_dates_of(event, columns.extent(index))
                    dates += (entry for entry in self._previous_dates[event.id] if entry.rank <= rank)
        return date_lines(dates)


def row_numbers(columns: EventColumns, count: int, tight: bool = False) -> Sequence[int]:
    """The row (below `count`) of each event: points on the first row, bars on the first where they fit.

    In a tight lane short bars stay on the first row too, whatever else stands there.
    """
    if count == 1:
        return bytes(len(columns))
    fixed, bars = _fixed_and_bars(columns, tight)
    starts, ends = columns.starts, columns.ends
    if tight:
        weighted = [(starts[index], ends[index], columns.events[index].importance) for index in bars]
        rows = fit_by_importance(weighted, count, fixed)
    else:
        rows = first_fit(((starts[index], ends[index]) for index in bars), count, fixed)
    numbers = bytearray(len(columns))
    for index, row in zip(bars, rows, strict=True):
        numbers[index] = row
    return numbers


def _fixed_and_bars(columns: EventColumns, tight: bool) -> tuple[array[Days], list[int]]:
    """The left ends of the events that always stand on the first row, and the indices of the others.

    Fixed are the points, in a tight lane the short bars too.
    """
    bars = [index for index, point in enumerate(columns.points) if not point]
    if tight:
        bars = [index for index in bars if columns.ends[index] - columns.starts[index] >= LONG]
    movable = set(bars)
    return array("d", [left for index, left in enumerate(columns.lefts) if index not in movable]), bars


def first_fit(bars: Iterable[tuple[Days, Days]], rows: int, points: Sequence[Days] = ()) -> list[int]:
    """The row of each bar (start and end; sorted by start): the first that is free, else the last of `rows`.

    `points`, ascending, stand on the first row.
    """
    ends: list[Days] = [-inf] if points else []
    numbers = []
    for start, end in bars:
        row = 1 if points and bisect_left(points, start) != bisect_left(points, end) else 0
        while row < len(ends) and ends[row] > start:
            row += 1
        if row == len(ends) < rows:
            ends.append(end)
        else:
            row = min(row, rows - 1)
            ends[row] = max(ends[row], end)
        numbers.append(row)
    return numbers


def fit_by_importance(bars: Sequence[tuple[Days, Days, int]], rows: int, fixed: Sequence[Days]) -> list[int]:
    """The row of each bar (start, end, importance). The most important choose first, then those that end first.

    `fixed`, ascending, stand on the first row. What fits nowhere goes to the last row: it is of little weight.
    """
    taken: list[list[tuple[Days, Days]]] = [[] for _ in range(rows)]
    numbers = [rows - 1] * len(bars)
    for index in sorted(range(len(bars)), key=lambda index: (-bars[index][2], bars[index][1])):
        start, end, _importance = bars[index]
        for row, intervals in enumerate(taken):
            at = bisect_left(intervals, (start, end))
            overlaps_before = at > 0 and intervals[at - 1][1] > start
            overlaps_after = at < len(intervals) and intervals[at][0] < end
            overlaps_fixed = row == 0 and bisect_left(fixed, start) != bisect_left(fixed, end)
            if not (overlaps_before or overlaps_after or overlaps_fixed):
                intervals.insert(at, (start, end))
                numbers[index] = row
                break
    return numbers


def needs_second_row(columns: EventColumns) -> bool:
    """True if a tight tier has a long bar that does not fit on the first row."""
    fixed, bars = _fixed_and_bars(columns, True)
    reached = -inf
    for index in bars:
        start, end = columns.starts[index], columns.ends[index]
        if start < reached or bisect_left(fixed, start) != bisect_left(fixed, end):
            return True
        reached = end
    return False


def shared_rows(needed: Sequence[int]) -> list[int]:
    """How many rows each tier gets: what it needs up to SURE_ROWS, more while others leave some, at least one."""
    counts = [min(need, sure) for need, sure in zip(needed, SURE_ROWS, strict=True)]
    for tier, need in enumerate(needed):
        counts[tier] += min(need - counts[tier], MAX_ROWS - sum(counts))
    return [max(1, count) for count in counts]


def date_lines(dates: Sequence[PreviousDates]) -> tuple[tuple[PreviousDates, ...], ...]:
    """Lines of previous dates without overlaps. What does not fit on DATE_LINES lines is left out."""
    ordered = sorted(dates, key=lambda entry: (entry.start, entry.end))
    numbers = first_fit(((entry.start, entry.end) for entry in ordered), DATE_LINES + 1)
    lines: list[list[PreviousDates]] = [[] for _ in range(DATE_LINES + 1)]
    for entry, number in zip(ordered, numbers, strict=True):
        lines[number].append(entry)
    return tuple(tuple(line) for line in lines[:DATE_LINES] if line)
