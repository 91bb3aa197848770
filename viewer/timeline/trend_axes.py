"""The plot of the milestone trend chart: two scales of time, their ticks and texts.

::

    0    left                       right      width
    │     date promised                          │  top row, with titles only
    │2028 ├────────────────────────┤             │  plot: promised, later is up
    │2027 ├────────────────────────┤  names      │
    │      2021   2022   2023         said on    │  one row of ticks, two where they are finer than a year
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor

from viewer.i18n import _
from viewer.model.calendar import Days, month_start
from viewer.state import Span
from viewer.timeline.extent import MONTH
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Box, Label, Role, Rule, Shape
from viewer.timeline.ticks import Tick, Unit, chosen, ticks
from viewer.timeline.time_scale import TimeScale

ROW_PX = 15.0
PAD_PX = 8.0
TICK_PX = 4.0
GAP_PX = 6.0
LINE_PX = 13.0
"""The height of a text on the upright axis."""
DENSE, CALM = 3.25, 2.45
"""Ticks may stand this much nearer on the upright axis, where texts lie above each other: small chart, large one."""
YEARS_FROM: Days = 3.2 * 12 * MONTH
"""A longer axis has nothing finer than years, however large it is."""
MOST_FOR_YEARS = 35.0 / (3 * MONTH)
"""With so many px a day the calendar's ticks are years yet, no quarters."""
NEARLY = 0.003
"""A year is not begun by a day: calendar years and the average year drift apart by less."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where everything said on a day and promised for a day stands. `up` runs from the bottom to the top, in -y."""

    box: Box
    across: TimeScale
    up: TimeScale
    nearer: float  # how much nearer its ticks may stand than those across

    def x(self, said: Days) -> float:
        return self.across.x(said)

    def y(self, promised: Days) -> float:
        return -self.up.x(promised)

    def y_within(self, promised: Days) -> float:
        """The same, no further than the edges of the plot."""
        return min(max(self.y(promised), self.box.y), self.box.bottom)


def _tiers(span: Span, px_per_day: float) -> tuple[tuple[Tick, ...], tuple[Tick, ...], Unit]:
    """Lower and upper ticks of one axis, the upper ones only where the lower do not name years, and their unit."""
    if span.length > YEARS_FROM:
        px_per_day = min(px_per_day, MOST_FOR_YEARS)
    found = ticks(span, px_per_day)
    lower, _upper = chosen(px_per_day)
    return found.lower, () if lower.unit is Unit.YEAR else found.upper, lower.unit


def whole_years(first: Days, last: Days) -> Span:
    """The years that `first` … `last` touch, at least one, so that each has its full height."""
    start = floor(first / MONTH / 12 + NEARLY)
    end = max(ceil(last / MONTH / 12 - NEARLY), start + 1)
    return Span(month_start((start + 1970) * 12), month_start((end + 1970) * 12))


def plot_of(
    said: Span, promised: Span, width: float, height: float, measure: Measure, names_px: float, titled: bool
) -> Plot:
    """The plot in a picture of this size, with `names_px` free to the right of it."""
    top = PAD_PX + (ROW_PX if titled else 0.0)
    right = width - max(names_px, PAD_PX)
    bottom = height - PAD_PX - ROW_PX - TICK_PX
    nearer = CALM if titled else DENSE
    up = _tiers(promised, max(bottom - top, 1.0) / promised.length * nearer)
    left = PAD_PX + GAP_PX + sum(_widest(tier, measure) for tier in up[:2])
    left += GAP_PX if up[1] else 0.0
    right = max(right, left + 1.0)
    if _tiers(said, (right - left) / said.length)[1]:
        bottom -= ROW_PX
    bottom = max(bottom, top + 1.0)
    box = Box(left, top, right - left, bottom - top)
    return Plot(box, TimeScale(said, left, right), TimeScale(promised, -bottom, -top), nearer)


def _widest(tier: Iterable[Tick], measure: Measure) -> float:
    return max((measure(tick.text, Role.AXIS_MAJOR) for tick in tier), default=0.0)


def axes(plot: Plot, measure: Measure, titled: bool, width: float) -> Iterator[Shape]:
    """Grid, ticks and texts; the titles of both axes where there is room for them."""
    box = plot.box
    across, across_above, across_unit = _tiers(plot.across.span, plot.across.px_per_day)
    up, up_above, up_unit = _tiers(plot.up.span, plot.up.px_per_day * plot.nearer)
    for tick in up:
        y = plot.y(tick.start)
        if box.y - 0.5 < y < box.bottom:
            yield Rule(box.x, y, box.right, y, Role.GRID)
    yield Rule(box.x, box.bottom, box.right, box.bottom, Role.HAIRLINE)
    for tick in across:
        x = plot.x(tick.start)
        if box.x <= x <= box.right:
            yield Rule(x, box.bottom, x, box.bottom + TICK_PX, Role.HAIRLINE)
    edge = box.x - GAP_PX
    yield from _upright(plot, up, _MIDDLE.get(up_unit, 0.0), measure, edge)
    yield from _upright(plot, up_above, 0.0, measure, edge - _widest(up, measure) - GAP_PX)
    row = box.bottom + TICK_PX
    yield from _row(plot, across, _MIDDLE.get(across_unit, 0.0), measure, row)
    yield from _row(plot, across_above, 0.0, measure, row + ROW_PX)
    if titled:
        text = _("date promised")
        yield Label(Box(PAD_PX, 2.0, measure(text, Role.NOTE), ROW_PX), text, Role.NOTE)
        text = _("day it was said")
        room = Box(box.right + PAD_PX, row, measure(text, Role.NOTE), ROW_PX)
        if room.right <= width:
            yield Label(room, text, Role.NOTE)


_MIDDLE: dict[Unit, Days] = {Unit.YEAR: 6 * MONTH, Unit.MONTH: MONTH / 2, Unit.DAY: 0.5}
"""From a tick to the middle of the year, month or day that its text names."""


def _row(plot: Plot, tier: Iterable[Tick], half: Days, measure: Measure, y: float) -> Iterator[Shape]:
    """The texts of one tier below the plot, in the middle of what they name; none cut. The calendar parts them."""
    for tick in tier:
        wide = measure(tick.text, Role.AXIS_MAJOR)
        x1, x2 = plot.x(tick.start), plot.x(tick.end)
        if tick.stretch:
            x1, x2 = max(x1, plot.box.x), min(x2, plot.box.right)
            x = (x1 + x2 - wide) / 2
            fits = wide + 4.0 <= x2 - x1
        else:
            x = plot.x(tick.start + half) - wide / 2
            fits = plot.box.x <= x and x + wide <= plot.box.right
        if fits:
            yield Label(Box(x, y, wide, ROW_PX), tick.text, Role.AXIS_MAJOR, align="centre")


def _upright(plot: Plot, tier: Iterable[Tick], half: Days, measure: Measure, right: float) -> Iterator[Shape]:
    """The texts of one tier left of the plot, from the bottom up, their right ends at `right`."""
    taken = plot.box.bottom + LINE_PX / 2
    for tick in tier:
        wide = measure(tick.text, Role.AXIS_MAJOR)
        y1, y2 = plot.y_within(tick.start), plot.y_within(tick.end)
        middle = (y1 + y2) / 2 if tick.stretch else plot.y(tick.start + half)
        fits = y1 - y2 >= LINE_PX - 2.5 if tick.stretch else plot.box.y <= middle <= plot.box.bottom
        y = middle - LINE_PX / 2
        if fits and y + LINE_PX <= taken + 0.01:
            taken = y
            yield Label(Box(right - wide, y, wide, LINE_PX), tick.text, Role.AXIS_MAJOR, align="right")
