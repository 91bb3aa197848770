"""What of a row is taken by marks, bars, names and leaders, and what is free for another name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence

from viewer.timeline.layout_context import LayoutContext
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_packing import Row
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Rule, Shape

LEADER_PX = 1.0
"""What a leader takes to either side."""
LEAST_STEP_PX = 1e-6
"""What a search goes on by, where a rounding would hold it."""
SPOT_PX = 3.0
"""Between a mark upon a bar and the name of the bar."""


class Line:
    """A line of text or of marks: its top, its height, and what of it is taken.

    Stretches are kept without one inside another, so that starts and ends are both in order.
    """

    def __init__(self, y: float, height: float, left: float, right: float) -> None:
        self.y, self.height, self.left, self.right = y, height, left, right
        self._starts: list[float] = []
        self._ends: list[float] = []
        self._leaders: list[float] = []
        self._spots: list[tuple[float, float]] = []

    def take(self, x1: float, x2: float) -> None:
        """Nothing else may stand from `x1` to `x2`."""
        first = bisect_left(self._starts, x1)
        if first and self._ends[first - 1] >= x2:
            return
        last = max(first, bisect_right(self._ends, x2))
        self._starts[first:last] = [x1]
        self._ends[first:last] = [x2]

    def spot(self, x1: float, x2: float) -> None:
        """A mark stands from `x1` to `x2`, maybe upon a bar."""
        insort(self._spots, (x1, x2))
        self.take(x1, x2)

    def gap(self, x1: float, x2: float, width: float) -> tuple[float, float]:
        """Of the stretches between the marks from `x1` to `x2` the first of that `width`, else the widest."""
        gaps, start = [], x1
        first = max(bisect_left(self._spots, (x1,)) - 1, 0)
        for left, right in self._spots[first : bisect_left(self._spots, (x2,))]:
            if right > start:
                gaps.append((start, left - SPOT_PX))
                start = right + SPOT_PX
        gaps.append((start, x2))
        fitting = (it for it in gaps if it[1] - it[0] >= width)
        return next(fitting, None) or max(gaps, key=lambda it: it[1] - it[0])

    def give(self, x: float) -> None:
        """What was taken from `x` on, and lies beside everything else, is free again."""
        at = bisect_left(self._starts, x)
        del self._starts[at], self._ends[at]

    def unlead(self, x: float) -> None:
        """The leader at `x` passes no more."""
        self._leaders.remove(x)

    def lead(self, x: float) -> None:
        """A leader passes at `x`."""
        insort(self._leaders, x)

    def free(self, x1: float, x2: float, clear: float = METRICS.clear_px, own: float | None = None) -> bool:
        """Whether nothing taken, and no leader but that at `own`, comes nearer than `clear`."""
        if x1 < self.left or x2 > self.right:
            return False
        at = bisect_right(self._ends, x1 - clear)
        if at < len(self._ends) and self._starts[at] < x2 + clear:
            return False
        at = bisect_right(self._leaders, x1 - clear - LEADER_PX)
        while at < len(self._leaders) and self._leaders[at] < x2 + clear + LEADER_PX:
            if self._leaders[at] != own:
                return False
            at += 1
        return True

    def room_right(self, x: float, clear: float = METRICS.clear_px, own: float | None = None) -> float:
        """How far one can write from `x` to the right; nothing or less where `x` is taken."""
        at = bisect_right(self._ends, x - clear)
        until = self._starts[at] - clear if at < len(self._starts) else self.right
        at = bisect_right(self._leaders, x - clear - LEADER_PX)
        ahead = next((it for it in self._leaders[at:] if it != own), self.right + clear + LEADER_PX)
        return min(until, ahead - clear - LEADER_PX, self.right) - x

    def first_free(self, x: float, width: float, until: float) -> float | None:
        """The first place from `x` to `until` from which `width` px are free; None where there is none."""
        clear, by_leader = METRICS.clear_px, METRICS.clear_px + LEADER_PX
        x = max(x, self.left)
        while x <= until and x + width <= self.right:
            at = bisect_right(self._ends, x - clear)
            if at < len(self._ends) and self._starts[at] < x + width + clear:
                x = max(self._ends[at] + clear, x + LEAST_STEP_PX)
                continue
            at = bisect_right(self._leaders, x - by_leader)
            if at == len(self._leaders) or self._leaders[at] >= x + width + by_leader:
                return x
            x = max(self._leaders[at] + by_leader, x + LEAST_STEP_PX)
        return None

    def begins_between(self, x1: float, x2: float) -> bool:
        """Whether something on the line begins after `x1` and before `x2`."""
        at = bisect_right(self._starts, x1)
        return at < len(self._starts) and self._starts[at] < x2

    def ends_off(self, x1: float, x2: float, widest: float) -> tuple[float, float]:
        """`x1` … `x2` without what things narrower than `widest` cover at its ends."""
        for x in (x1, x2):
            at = bisect_right(self._ends, x)
            if at < len(self._ends) and self._starts[at] < x and self._ends[at] - self._starts[at] < widest:
                x1, x2 = (self._ends[at], x2) if x == x1 else (x1, self._starts[at])
        return x1, x2


class LaneRoom:
    """What is free of a lane in view, between `top` and `bottom`: all its lines, those of ghosts too."""

    def __init__(self, context: LayoutContext, top: float, bottom: float) -> None:
        self.top, self.bottom = top, bottom
        self.left, self.right = context.scale.left + 4.0, context.scale.right - 4.0
        self.lines: list[Line] = []

    def previous_dates(self, y: float, count: int, shapes: Sequence[Shape]) -> None:
        """`count` lines of ghosts from `y` on, and what stands on them."""
        for index in range(count):
            line = Line(y + index * METRICS.date_line, METRICS.date_line, self.left, self.right)
            for shape in shapes:
                if isinstance(shape, Rule):
                    line.take(min(shape.x1, shape.x2), max(shape.x1, shape.x2))
                elif line.y <= shape.box.centre[1] < line.y + line.height:
                    line.take(shape.box.x, shape.box.right)
            self.lines.append(line)

    def spare(self, top: float, bottom: float) -> None:
        """What the lane has above its rows, which reach from `top` to `bottom`, and below them."""
        height = METRICS.label_line
        if top - height >= self.top:
            self.lines.append(Line(self.top, height, self.left, self.right))
        if bottom + height <= self.bottom:
            self.lines.append(Line(self.bottom - height, height, self.left, self.right))

    def _across(self, y1: float, y2: float) -> Iterator[Line]:
        return (line for line in self.lines if line.y < y2 and line.y + line.height > y1)

    def free(self, x1: float, x2: float, y1: float, y2: float, clear: float) -> bool:
        """Whether nothing comes nearer than `clear` to what stands there; not beyond the view."""
        if x1 < self.left or x2 > self.right:
            return False
        return all(line.free(x1, x2, clear) for line in self._across(y1, y2))

    def room_right(self, x: float, y1: float, y2: float, clear: float) -> float:
        """How wide something may be that begins at `x`; nothing or less where that is taken."""
        free = (line.room_right(x, clear) for line in self._across(y1, y2))
        return min(free, default=self.right - x)

    def take(self, box: Box) -> None:
        for line in self._across(box.y, box.bottom):
            line.take(box.x, box.right)


class RowLines:
    """The lines of one row whose top is at `y`: `above` from the nearest to the marks upward, and that of the marks."""

    def __init__(self, context: LayoutContext, row: Row, y: float, room: LaneRoom) -> None:
        left, right = context.scale.left + 4.0, context.scale.right - 4.0
        count, height = row.label_lines, row.label_px
        self.above = [Line(y + height * (count - 1 - index), height, left, right) for index in range(count)]
        own = row.line_px
        self.marks = Line(y + height * count, own, left, right)
        self.foot = self.marks.y + own
        self.middle = self.marks.y + own / 2
        self.room = room
        room.lines += (*self.above, self.marks)

    def occupy(self, shapes: Sequence[Shape]) -> None:
        """Keep names off the bars, marks, clusters, and the "or" between them."""
        for shape in shapes:
            if isinstance(shape, (Mark, Cluster)):
                self.marks.spot(shape.box.x, shape.box.right)
            elif isinstance(shape, (Bar, Label)) and shape.role is not Role.CLUSTER:
                self.marks.take(shape.box.x, shape.box.right)
