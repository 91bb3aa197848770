"""What of a row is taken by marks, bars, names and leaders, and what is free for another name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence

from viewer.timeline.frame import Frame
from viewer.timeline.metrics import METRICS
from viewer.timeline.rows import Row
from viewer.timeline.scene import Bar, Cluster, Label, Mark, Role, Shape

LEADER_PX = 1.0
"""What a leader takes to either side."""


class Line:
    """A line of text or of marks: its top, its height, and what of it is taken.

    Stretches are kept without one inside another, so that starts and ends are both in order.
    """

    def __init__(self, y: float, height: float, left: float, right: float) -> None:
        self.y, self.height, self.left, self.right = y, height, left, right
        self._starts: list[float] = []
        self._ends: list[float] = []
        self._leaders: list[float] = []

    def take(self, x1: float, x2: float) -> None:
        """Nothing else may stand from `x1` to `x2`."""
        first = bisect_left(self._starts, x1)
        if first and self._ends[first - 1] >= x2:
            return
        last = max(first, bisect_right(self._ends, x2))
        self._starts[first:last] = [x1]
        self._ends[first:last] = [x2]

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

    def first_free(self, x: float, width: float) -> float | None:
        """The first place from `x` to the right where `width` px are free; None where there is none."""
        clear, by_leader = METRICS.clear_px, METRICS.clear_px + LEADER_PX
        ends = [it + clear for it in self._ends] + [it + by_leader for it in self._leaders]
        places = (max(x, self.left), *sorted(it for it in ends if it > x))
        return next((it for it in places if self.free(it, it + width)), None)

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


class RowLines:
    """The lines of one row whose top is at `y`: `above` from the nearest to the marks upward, and that of the marks."""

    def __init__(self, frame: Frame, row: Row, y: float) -> None:
        left, right = frame.scale.left + 4.0, frame.scale.right - 4.0
        count, height = row.label_lines, row.label_px
        self.above = [Line(y + height * (count - 1 - index), height, left, right) for index in range(count)]
        own = row.line_px
        self.marks = Line(y + height * count, own, left, right)
        self.foot = self.marks.y + own
        self.middle = self.marks.y + own / 2

    def occupy(self, shapes: Sequence[Shape]) -> None:
        """Keep names off the bars, marks, clusters, and the "or" between them."""
        for shape in shapes:
            if isinstance(shape, (Bar, Mark, Cluster, Label)) and getattr(shape, "role", "") != Role.CLUSTER:
                self.marks.take(shape.box.x, shape.box.right)
