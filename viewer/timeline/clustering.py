"""Level of detail: what of a row is drawn alone and what folds, by bisection, whatever the row holds.

A context takes at most width / least_px steps a row: each step draws one event, or folds all that start within
a few pixels and jumps behind them.
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

STEPS_BACK = 64
"""How far before the window the folding looks for a gap to begin at, so that panning does not regroup."""
DENSE = 5
"""So many clusters that touch become one density strip."""
TOUCHING_PX = 10.0
CROWDED = 12
"""A row with more clusters than this in view is read as a whole: what touches, at TOUCHING_CROWDED_PX, is one strip,
lone marks among the clusters too."""
TOUCHING_CROWDED_PX = 40.0


DIGIT_PX = 7.4
"""What another digit adds to a cluster."""
STACKED_PX = 3 * METRICS.cluster_px
"""A cluster whose events take more than this is a stack: it is shown as far as they reach."""
OUT_PX = 4.0
"""What ends so far before the window, and the width of its number, has no number at the edge of it."""
MOST_STACKED = 12
"""A fold of more is a crowd, whose ends tell nothing."""

MOST_CARRIED = 8
"""So many marks may stand on a long bar; it folds with more."""


class Fold(Struct, frozen=True, gc=False):
    """Events `first` … `last` (exclusive) of a row; more than one are drawn as a cluster.

    `x1` … `x2` is what is drawn, unclipped; of a strip `parts` are the counts from left to right. Events that
    last folded together are a stack: they take the px from `x1` to `end_x`, their number stands at the left.
    """

    first: int
    last: int
    x1: float
    x2: float
    parts: tuple[int, ...] = ()
    end_x: float = 0.0

    @property
    def count(self) -> int:
        return self.last - self.first


def folds(row: Row, scale: TimeScale) -> tuple[Fold, ...]:
    """What is drawn of `row` between `scale.left` and `scale.right`, from left to right."""
    return tuple(_with_strips(_folds(row, scale)))


def _first(row: Row, scale: TimeScale) -> int:
    """The index to begin at: the first event that reaches the window, or one before it that opens its fold."""
    margin, starts = scale.length(METRICS.cluster_px), row.lefts
    index = bisect_left(row.latest_rights, scale.span.start - margin)
    stop = max(0, index - STEPS_BACK)
    following = starts[min(index, len(starts) - 1)]
    if following - starts[stop] < margin:  # no gap on the whole way
        return stop
    while index > stop and following - (before := starts[index - 1]) < margin:
        following = before
        index -= 1
    return index


def _folds(row: Row, scale: TimeScale) -> list[Fold]:
    """One event, or all that start before it has room to end; a wide bar at the end of those stays alone."""
    starts, ends, points, many = row.lefts, row.columns.ends, row.columns.points, len(row.lefts)
    left, right, half, near_px = scale.left, scale.right, METRICS.mark_px / 2, METRICS.near_px
    least_px, cluster_px = METRICS.least_bar_px, METRICS.cluster_px
    origin, px_per_day = scale.span.start, scale.px_per_day
    until = bisect_right(starts, scale.days(right + cluster_px / 2))
    index, free = _first(row, scale), -inf  # no number is drawn left of `free`
    reach, stacked_days = row.latest_rights, STACKED_PX / 2 / px_per_day
    found: list[Fold] = []

    def without_bar(after: int) -> int:
        """`after`, or without the event before it if that is a bar with room of its own."""
        at = after - 1
        alone = at > index and not points[at] and starts[at] >= reach[at - 1]
        return at if alone and max((ends[at] - starts[at]) * px_per_day, least_px) >= cluster_px else after

    while index < until:  # written out: a wide window takes a thousand rounds
        start = starts[index]
        x1 = left + (start - origin) * px_per_day
        if points[index]:
            x1, x2 = x1 - half, x1 + half
            near = x2 + near_px
        else:
            x2 = left + (ends[index] - origin) * px_per_day
            if x2 < x1 + least_px:
                x2 = x1 + least_px
            near = x2
        near_day = origin + (near - left) / px_per_day
        after = index + 1
        if after < many and (following := starts[after]) < near_day:
            if (
                x2 - x1 > STACKED_PX
                and following >= start + stacked_days
                and points[after]
                and _carries(row, index, start + stacked_days, near_day)
            ):
                pass  # its marks stand on it
            elif after + 1 < many and starts[after + 1] < near_day:
                after += 1  # at least two fold with it
            else:
                after = without_bar(after + 1)
        end_x = 0.0
        if after > index + 1:
            if near < x1 + 1.5 * cluster_px:
                near = x1 + 1.5 * cluster_px
            behind = bisect_left(starts, origin + (near - left) / px_per_day, after)
            after, reached = without_bar(behind), cluster_px
            width = pill_px(after - index)
            while width > reached and x1 + width + cluster_px / 2 > near:  # a wider number takes more with it
                reached, near = width, x1 + width + cluster_px / 2
                behind = bisect_left(starts, origin + (near - left) / px_per_day, behind)
                after = without_bar(behind)
                width = pill_px(after - index)
        if after > index + 1:
            reached, behind = x2, after - 1  # of a crowd the later end of the two at its ends
            for it in range(index + 1 if after - index <= MOST_STACKED else behind, after):
                it_x = left + (starts[it] - origin) * px_per_day
                if points[it]:
                    it_x += half
                else:
                    it_x = max(left + (ends[it] - origin) * px_per_day, it_x + least_px)
                if it_x > reached:
                    reached = it_x
            if reached + width + OUT_PX < left:  # nothing of it is in view, nor in the way of what is
                index = after
                continue
            shown_1, shown_2 = (x1 if x1 > left else left), (reached if reached < right else right)
            if shown_2 - shown_1 > STACKED_PX:
                x1, end_x = max(shown_1, free), reached
            else:
                x1 = (shown_1 + shown_2 - width) / 2
                if after < many and starts[after] >= near_day:  # off what follows
                    x1 = min(x1, left + (starts[after] - origin) * px_per_day - half - width - 1.0)
                x1 = max(x1, free)
            x2 = x1 + width
            free = x2 + 1.0
        if x2 > left and x1 < right:
            found.append(Fold(index, after, x1, x2, (), end_x))
        index = after
    return found


_PILLS = tuple(METRICS.cluster_px + DIGIT_PX * (len(str(count)) - 1) for count in range(1000))


def _carries(row: Row, index: int, from_day: Days, until_day: Days) -> bool:
    """Whether all that starts before `until_day` are marks, a few, and none before `from_day`: they have room on it."""
    starts, points, most = row.lefts, row.columns.points, index + MOST_CARRIED
    for it in range(index + 1, min(most + 2, len(starts))):
        if starts[it] >= until_day:
            return True
        if it > most or starts[it] < from_day or not points[it]:
            return False
    return True


def pill_px(count: int) -> float:
    """How wide the number of a cluster is drawn."""
    return _PILLS[count] if count < 1000 else METRICS.cluster_px + DIGIT_PX * (len(str(count)) - 1)


def _with_strips(alone: Sequence[Fold]) -> Sequence[Fold]:
    """The folds, but runs of at least DENSE clusters that touch joined to strips."""
    clusters = 0
    for fold in alone:
        if fold.last - fold.first > 1:
            clusters += 1
    if clusters < DENSE:
        return alone
    crowded = clusters > CROWDED
    touching, widest = TOUCHING_CROWDED_PX if crowded else TOUCHING_PX, METRICS.cluster_px
    found: list[Fold] = []
    run: list[Fold] = []
    end_x = 0.0
    for fold in alone:
        folds_in = fold.last - fold.first > 1 or (crowded and fold.x2 - fold.x1 <= widest)
        if run and (not folds_in or fold.x1 - end_x >= touching):
            _close(run, found)
            run = []
        if folds_in:
            run.append(fold)
            end_x = fold.x2
        else:
            found.append(fold)
    _close(run, found)
    return found


def _close(run: list[Fold], found: list[Fold]) -> None:
    if len(run) < DENSE:
        found += run
    else:
        parts = tuple([fold.last - fold.first for fold in run])
        found.append(Fold(run[0].first, run[-1].last, run[0].x1, run[-1].x2, parts))
