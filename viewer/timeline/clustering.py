"""Level of detail: which events of a row are drawn alone and which cluster, by bisection, whatever the row holds.

A frame takes at most width / least_bar_px steps a row: each step draws one event, or clusters all that start within
a few pixels and jumps behind them.

::

    ◆  ◆     alone            ③──────  a stack: its events last, and it shows as far as they reach
    ③        a cluster        ▁▃▂▅▁▂   a histogram: many clusters that touch
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import inf

from msgspec import Struct

from viewer.model.calendar import Days
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_packing import Row
from viewer.timeline.time_scale import TimeScale

CLUSTER_PX, HALF_MARK_PX, LEAST_BAR_PX = METRICS.cluster_px, METRICS.mark_px / 2, METRICS.least_bar_px
MAX_STEPS_BACK = 64  # so many events before the window may begin a cluster: panning does not regroup
MIN_HISTOGRAM = 5  # so many clusters that touch become one histogram
TOUCHING_PX = 10.0
CROWDED = 12
"""In a row with more clusters than this in view clusters touch at CROWDED_TOUCHING_PX, and lone marks join them."""
CROWDED_TOUCHING_PX = 40.0
DIGIT_PX = 7.4  # the width that each further digit adds to a number
NUMBER_PX = tuple(CLUSTER_PX + DIGIT_PX * max(digits - 1, 0) for digits in range(9))
"""The width of the number of a cluster by the count of its digits."""
STACK_PX = 3 * CLUSTER_PX  # a cluster whose events take more than this is a stack
OUT_PX = 4.0  # a stack that ends so far before the window, and the width of its number, is not drawn
MAX_MEASURED = 12  # of a larger cluster only the first and the last event tell how far it reaches
MAX_CARRIED = 8  # so many marks may stand on a long bar; it clusters with more


class ClusterRange(Struct, frozen=True, gc=False):
    """Events `first` … `last` (exclusive) of a row; more than one are drawn as a cluster.

    `x1` … `x2` is the mark, the bar, the number or the histogram, unclipped.
    """

    first: int
    last: int
    x1: float
    x2: float
    histogram: tuple[int, ...] = ()  # counts from left to right
    stack_x2: float = 0.0  # of a stack: the px that its events reach, its number stands at the left


def cluster_row(row: Row, scale: TimeScale) -> tuple[ClusterRange, ...]:
    """What is drawn of `row` between `scale.left` and `scale.right`, from left to right."""
    return tuple(_with_histograms(_RowClusters(row, scale).ranges()))


class _RowClusters:
    """A walk along a row from left to right."""

    def __init__(self, row: Row, scale: TimeScale) -> None:
        self.starts, self.ends, self.points = row.lefts, row.columns.ends, row.columns.points
        self.latest_rights = row.latest_rights
        self.scale, self.left, self.right = scale, scale.left, scale.right
        self.origin, self.px_per_day = scale.span.start, scale.px_per_day
        self.number_days = [(px + CLUSTER_PX / 2) / scale.px_per_day for px in NUMBER_PX]  # with half a cluster

    def ranges(self) -> list[ClusterRange]:
        """One event at a time, or all that start before it has room to end."""
        starts, ends, points, count = self.starts, self.ends, self.points, len(self.starts)
        left, right, origin, px_per_day = self.left, self.right, self.origin, self.px_per_day
        near_days, least_days = (HALF_MARK_PX + METRICS.near_px) / px_per_day, LEAST_BAR_PX / px_per_day
        until = bisect_right(starts, self.scale.days(right + CLUSTER_PX / 2))
        # A cluster whose events end before this day is left of the view, however wide its number is.
        hidden_day = origin - (NUMBER_PX[-1] + OUT_PX + max(HALF_MARK_PX, LEAST_BAR_PX)) / px_per_day
        index, free_x = self._first_index(), -inf  # no number is drawn left of `free_x`
        ranges: list[ClusterRange] = []
        while index < until:  # a wide window takes a thousand rounds: no call for an event that stands alone
            start, last = starts[index], index + 1
            near_day = start + (near_days if points[index] else least_days)
            if not points[index] and ends[index] > near_day:
                near_day = ends[index]
            if last < count and starts[last] < near_day:
                last = self._cluster_end(index, near_day)
            if last == index + 1:
                x1 = left + (start - origin) * px_per_day
                if points[index]:
                    x1, x2 = x1 - HALF_MARK_PX, x1 + HALF_MARK_PX
                else:
                    x2 = max(x1 + LEAST_BAR_PX, left + (ends[index] - origin) * px_per_day)
                if x2 > left and x1 < right:
                    ranges.append(ClusterRange(index, last, x1, x2))
            elif (
                near_day >= hidden_day
                or ends[last - 1] >= hidden_day
                or (last - index <= MAX_MEASURED and self.latest_rights[last - 1] >= hidden_day)
            ):
                cluster = self._cluster(index, last, near_day, free_x)
                if cluster is not None:
                    free_x = cluster.x2 + 1.0
                    if cluster.x2 > left and cluster.x1 < right:
                        ranges.append(cluster)
            index = last
        return ranges

    def _first_index(self) -> int:
        """The first event that reaches the window, or one before it that may begin its cluster."""
        margin, starts = self.scale.length(CLUSTER_PX), self.starts
        index = bisect_left(self.latest_rights, self.origin - margin)
        stop = max(0, index - MAX_STEPS_BACK)
        following = starts[min(index, len(starts) - 1)]
        if following - starts[stop] < margin:  # no gap on the whole way
            return stop
        while index > stop and following - (before := starts[index - 1]) < margin:
            following = before
            index -= 1
        return index

    def _cluster_end(self, index: int, near_day: Days) -> int:
        """The end of the cluster that begins at `index`, where an event follows before `near_day`.

        `index + 1` if the event stays alone. The wider the number, the more events it covers and takes in.
        """
        starts, points, last, number_days = self.starts, self.points, index + 2, self.number_days
        start = starts[index]
        if (near_day - start) * self.px_per_day > STACK_PX and self._carries_marks(index, near_day):
            return index + 1
        is_pair = last == len(starts) or starts[last] >= near_day
        if is_pair and self._without_wide_bar(index, last) == index + 1:
            return index + 1
        if points[index]:
            start -= HALF_MARK_PX / self.px_per_day
        day = start + number_days[1]
        if near_day < day:
            near_day = day
        while True:
            last = bisect_left(starts, near_day)  # without a first index: the probes of all calls share cache lines
            end = last if points[last - 1] else self._without_wide_bar(index, last)
            day = start + number_days[len(str(end - index))]
            if day <= near_day:
                return end
            near_day = day

    def _carries_marks(self, index: int, near_day: Days) -> bool:
        """True if a long bar has room for what starts before `near_day`: a few marks, none near its start."""
        starts, first = self.starts, index + 1
        if starts[first] < starts[index] + STACK_PX / 2 / self.px_per_day:
            return False
        end = bisect_left(starts, near_day, first, min(first + MAX_CARRIED + 1, len(starts)))
        return end - first <= MAX_CARRIED and 0 not in self.points[first:end]

    def _without_wide_bar(self, index: int, end: int) -> int:
        """`end`, or one less if the last event before it is a bar that has room of its own."""
        last = end - 1
        if last == index or self.points[last] or (start := self.starts[last]) < self.latest_rights[last - 1]:
            return end
        return last if (self.ends[last] - start) * self.px_per_day >= CLUSTER_PX else end

    def _cluster(self, first: int, last: int, near_day: Days, free_x: float) -> ClusterRange | None:
        """The cluster of `first` … `last`; None if it is neither in view nor in the way of what is."""
        width, reach_x = NUMBER_PX[len(str(last - first))], self._reach(first, last)
        if reach_x + width + OUT_PX < self.left:
            return None
        x1 = self.left + (self.starts[first] - self.origin) * self.px_per_day
        if self.points[first]:
            x1 -= HALF_MARK_PX
        x1, x2 = (x1 if x1 > self.left else self.left), (reach_x if reach_x < self.right else self.right)
        if x2 - x1 > STACK_PX:
            x1 = max(x1, free_x)
            return ClusterRange(first, last, x1, x1 + width, (), reach_x)
        x1 = (x1 + x2 - width) / 2
        if last < len(self.starts) and self.starts[last] >= near_day:  # off what follows
            next_x = self.left + (self.starts[last] - self.origin) * self.px_per_day - HALF_MARK_PX
            if next_x - width - 1.0 < x1:
                x1 = next_x - width - 1.0
        if x1 < free_x:
            x1 = free_x
        return ClusterRange(first, last, x1, x1 + width)

    def _reach(self, first: int, last: int) -> float:
        """The px that the events reach."""
        starts, ends, points, reach_x = self.starts, self.ends, self.points, -inf
        left, origin, px_per_day = self.left, self.origin, self.px_per_day
        for index in range(first, last) if last - first <= MAX_MEASURED else (first, last - 1):
            x2 = left + (starts[index] - origin) * px_per_day + (HALF_MARK_PX if points[index] else LEAST_BAR_PX)
            if x2 > reach_x:
                reach_x = x2
            if not points[index] and (x2 := left + (ends[index] - origin) * px_per_day) > reach_x:
                reach_x = x2
        return reach_x


def _with_histograms(ranges: Sequence[ClusterRange]) -> Sequence[ClusterRange]:
    """The ranges with runs of at least MIN_HISTOGRAM clusters that touch joined to histograms."""
    clusters = sum([part.last - part.first > 1 for part in ranges])
    if clusters < MIN_HISTOGRAM:
        return ranges
    crowded = clusters > CROWDED
    touching_px = CROWDED_TOUCHING_PX if crowded else TOUCHING_PX
    joined: list[ClusterRange] = []
    run: list[ClusterRange] = []
    for part in ranges:
        joins = part.last - part.first > 1 or (crowded and part.x2 - part.x1 <= CLUSTER_PX)
        if run and not (joins and part.x1 - run[-1].x2 < touching_px):
            joined += _histogram(run)
            run = []
        if joins:
            run.append(part)
        else:
            joined.append(part)
    return joined + _histogram(run)


def _histogram(run: list[ClusterRange]) -> list[ClusterRange]:
    """A run of clusters joined to a histogram if it is long enough."""
    if len(run) < MIN_HISTOGRAM:
        return run
    counts = tuple([part.last - part.first for part in run])
    return [ClusterRange(run[0].first, run[-1].last, run[0].x1, run[-1].x2, counts)]
