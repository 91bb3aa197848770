"""The space of a lane: what is taken by marks, bars, labels and leaders, and what is free for another label."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence

from viewer.timeline.layout_context import LayoutContext
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_packing import Row
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Rule, Shape

LEADER_PX = 1.0  # what a leader takes to either side
MIN_STEP_PX = 1e-6  # the least step of a search, so that rounding does not hold it
MARK_GAP_PX = 3.0  # between a mark on a bar and the label of the bar


class LineSpace:
    """A line of text or of marks: its top, its height, and the intervals of it that are taken.

    No interval lies inside another, so both their starts and their ends are in order.
    """

    def __init__(self, y: float, height: float, left: float, right: float) -> None:
        self.y, self.height, self.left, self.right = y, height, left, right
        self._starts: list[float] = []
        self._ends: list[float] = []
        self.leaders: list[float] = []  # where leader lines pass, ascending
        self._marks: list[tuple[float, float]] = []

    def reserve(self, x1: float, x2: float) -> None:
        """Take `x1` … `x2`."""
        first = bisect_left(self._starts, x1)
        if first and self._ends[first - 1] >= x2:
            return
        last = max(first, bisect_right(self._ends, x2))
        self._starts[first:last] = [x1]
        self._ends[first:last] = [x2]

    def release(self, x: float) -> None:
        """Free the interval that starts at `x` and touches no other."""
        at = bisect_left(self._starts, x)
        del self._starts[at], self._ends[at]

    def add_mark(self, x1: float, x2: float) -> None:
        """Take `x1` … `x2` for a mark, which may stand on a bar."""
        insort(self._marks, (x1, x2))
        self.reserve(x1, x2)

    def gap_between_marks(self, x1: float, x2: float, width: float) -> tuple[float, float]:
        """The first gap between the marks from `x1` to `x2` that is at least `width` wide, else the widest."""
        gaps, start = [], x1
        first = max(bisect_left(self._marks, (x1,)) - 1, 0)
        for left, right in self._marks[first : bisect_left(self._marks, (x2,))]:
            if right > start:
                gaps.append((start, left - MARK_GAP_PX))
                start = right + MARK_GAP_PX
        gaps.append((start, x2))
        wide = (gap for gap in gaps if gap[1] - gap[0] >= width)
        return next(wide, None) or max(gaps, key=lambda gap: gap[1] - gap[0])

    def free_until(self, x: float, clear: float = METRICS.clear_px, leader: float | None = None) -> float:
        """The right end of the free space at `x`, `clear` off everything but the leader at `leader`.

        `x` or less if `x` is taken.
        """
        starts, leaders, until = self._starts, self.leaders, self.right
        at = bisect_right(self._ends, x - clear)
        if at < len(starts) and starts[at] - clear < until:
            until = starts[at] - clear
        if leaders:
            clear += LEADER_PX
            at = bisect_right(leaders, x - clear)
            while at < len(leaders) and leaders[at] == leader:
                at += 1
            if at < len(leaders) and leaders[at] - clear < until:
                until = leaders[at] - clear
        return until

    def is_free(self, x1: float, x2: float, clear: float = METRICS.clear_px, leader: float | None = None) -> bool:
        """True if `x1` … `x2` is in view and `clear` off everything but the leader at `leader`."""
        return x1 >= self.left and x2 <= self.free_until(x1, clear, leader)

    def first_free(self, x: float, width: float, until: float) -> float | None:
        """The first place from `x` to `until` at which `width` px are free."""
        clear, by_leader = METRICS.clear_px, METRICS.clear_px + LEADER_PX
        x = max(x, self.left)
        while x <= until and x + width <= self.right:
            at = bisect_right(self._ends, x - clear)
            if at < len(self._ends) and self._starts[at] < x + width + clear:
                x = max(self._ends[at] + clear, x + MIN_STEP_PX)
                continue
            at = bisect_right(self.leaders, x - by_leader)
            if at == len(self.leaders) or self.leaders[at] >= x + width + by_leader:
                return x
            x = max(self.leaders[at] + by_leader, x + MIN_STEP_PX)
        return None

    def has_start_between(self, x1: float, x2: float) -> bool:
        """True if an interval starts after `x1` and before `x2`."""
        at = bisect_right(self._starts, x1)
        return at < len(self._starts) and self._starts[at] < x2

    def without_covered_ends(self, x1: float, x2: float, max_px: float) -> tuple[float, float]:
        """`x1` … `x2` without what intervals narrower than `max_px` cover at its ends."""
        for x in (x1, x2):
            at = bisect_right(self._ends, x)
            if at < len(self._ends) and self._starts[at] < x and self._ends[at] - self._starts[at] < max_px:
                x1, x2 = (self._ends[at], x2) if x == x1 else (x1, self._starts[at])
        return x1, x2


class LaneSpace:
    """The space of a lane in view, between `top` and `bottom`: all its lines, those of previous dates too."""

    def __init__(self, context: LayoutContext, top: float, bottom: float) -> None:
        self.top, self.bottom = top, bottom
        self.left, self.right = context.text_x
        self.lines: list[LineSpace] = []

    def add_line(self, y: float, height: float) -> LineSpace:
        line = LineSpace(y, height, self.left, self.right)
        self.lines.append(line)
        return line

    def add_previous_dates(self, y: float, count: int, shapes: Sequence[Shape]) -> None:
        """Add `count` lines of previous dates from `y` on, and what stands on them."""
        for index in range(count):
            line = self.add_line(y + index * METRICS.date_line, METRICS.date_line)
            for shape in shapes:
                if isinstance(shape, Rule):
                    line.reserve(min(shape.x1, shape.x2), max(shape.x1, shape.x2))
                elif line.y <= shape.box.centre[1] < line.y + line.height:
                    line.reserve(shape.box.x, shape.box.right)

    def add_margins(self, top: float, bottom: float) -> None:
        """Add a line above the rows, which reach from `top` to `bottom`, and one below, if there is room."""
        height = METRICS.label_line
        if top - height >= self.top:
            self.add_line(self.top, height)
        if bottom + height <= self.bottom:
            self.add_line(self.bottom - height, height)

    def _across(self, y1: float, y2: float) -> Iterator[LineSpace]:
        return (line for line in self.lines if line.y < y2 and line.y + line.height > y1)

    def free_until(self, x: float, y1: float, y2: float, clear: float) -> float:
        """The right end of the free space at `x` from `y1` to `y2`; `x` or less if that is taken."""
        return min((line.free_until(x, clear) for line in self._across(y1, y2)), default=self.right)

    def is_free(self, x1: float, x2: float, y1: float, y2: float, clear: float) -> bool:
        return x1 >= self.left and x2 <= self.free_until(x1, y1, y2, clear)

    def reserve(self, box: Box) -> None:
        for line in self._across(box.y, box.bottom):
            line.reserve(box.x, box.right)


class RowSpace:
    """The lines of one row whose top is at `y`: `above` from the nearest to the marks upward, and that of the marks."""

    def __init__(self, row: Row, y: float, lane: LaneSpace) -> None:
        count, height = row.label_lines, row.label_px
        self.lane = lane
        self.above = [lane.add_line(y + height * (count - 1 - index), height) for index in range(count)]
        self.marks = lane.add_line(y + height * count, row.line_px)
        self.bottom = self.marks.y + row.line_px
        self.middle = self.marks.y + row.line_px / 2

    def reserve(self, shapes: Sequence[Shape]) -> None:
        """Keep labels off the bars, marks, clusters, and the "or" between them."""
        for shape in shapes:
            if isinstance(shape, (Mark, Cluster)):
                self.marks.add_mark(shape.box.x, shape.box.right)
            elif isinstance(shape, (Bar, Label)) and shape.role is not Role.CLUSTER:
                self.marks.reserve(shape.box.x, shape.box.right)
