"""The plot of the milestone trend chart: two time scales, their ticks and texts.

::

    0    left                       right      width
    │     date promised                          │  top row, with titles only
    │2028 ├────────────────────────┤             │  plot: promised, later is up
    │2027 ├────────────────────────┤  names      │
    │      2021   2022   2023         said on    │  one row of ticks, two where they are finer than a year
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, floor

from msgspec import Struct

from viewer.i18n import _
from viewer.model.calendar import Days, month_start
from viewer.state import Span
from viewer.timeline.metrics import Measure, Size
from viewer.timeline.scene import Box, Label, Role, Rule, Shape
from viewer.timeline.time_scale import MONTH, YEAR, Tick, TimeScale, Unit, steps_for, ticks

ROW_PX = 15.0
PAD_PX = 8.0
TICK_PX = 4.0
GAP_PX = 6.0
LINE_PX = 13.0  # the height of a text on the vertical axis
SMALL_DENSITY, LARGE_DENSITY = 3.25, 2.45
"""How much denser the ticks of the vertical axis may be, whose texts lie above each other: small chart, large one."""
YEARS_FROM: Days = 3.2 * YEAR  # a longer axis has no ticks finer than years, however large it is
MAX_PX_PER_DAY_FOR_YEARS = 35.0 / (3 * MONTH)  # up to this scale the calendar's ticks are years, not quarters
YEAR_TOLERANCE = 0.003  # in years: calendar years and the average year differ by less, so a year is not begun by a day
TEXT_OFFSET: dict[Unit, Days] = {Unit.YEAR: 6 * MONTH, Unit.MONTH: MONTH / 2, Unit.DAY: 0.5}
"""From a tick to the middle of the year, month or day that its text names."""


class AxisTicks(Struct, frozen=True):
    """The ticks of one axis: the finer tier, and the coarser one where the finer does not name years."""

    fine: tuple[Tick, ...]
    coarse: tuple[Tick, ...]
    text_offset: Days  # of the finer tier

    @classmethod
    def of(cls, span: Span, px_per_day: float) -> AxisTicks:
        """The ticks of a time span at a scale."""
        if span.length > YEARS_FROM:
            px_per_day = min(px_per_day, MAX_PX_PER_DAY_FOR_YEARS)
        tiers = ticks(span, px_per_day)
        lower, _upper = steps_for(px_per_day)
        return cls(tiers.lower, () if lower.unit is Unit.YEAR else tiers.upper, TEXT_OFFSET.get(lower.unit, 0.0))

    @classmethod
    def vertical(cls, span: Span, px_per_day: float, is_titled: bool) -> AxisTicks:
        return cls.of(span, px_per_day * (LARGE_DENSITY if is_titled else SMALL_DENSITY))


class Plot(Struct, frozen=True):
    """The area of the chart with its scales. `promised` runs from the bottom to the top, in -y."""

    box: Box
    said: TimeScale
    promised: TimeScale
    is_titled: bool

    def x(self, said: Days) -> float:
        return self.said.x(said)

    def y(self, promised: Days) -> float:
        return -self.promised.x(promised)

    def clamped_y(self, promised: Days) -> float:
        """The same, within the edges of the plot."""
        return min(max(self.y(promised), self.box.y), self.box.bottom)


def whole_years(first: Days, last: Days) -> Span:
    """The calendar years that `first` … `last` touch, at least one."""
    start = floor(first / MONTH / 12 + YEAR_TOLERANCE)
    end = max(ceil(last / MONTH / 12 - YEAR_TOLERANCE), start + 1)
    return Span(month_start((start + 1970) * 12), month_start((end + 1970) * 12))


def plot_of(said: Span, promised: Span, size: Size, measure: Measure, names_px: float, is_titled: bool) -> Plot:
    """The plot in a picture of this size, with `names_px` free to its right; with room for titles if `is_titled`."""
    top = PAD_PX + (ROW_PX if is_titled else 0.0)
    bottom = size.height - PAD_PX - ROW_PX - TICK_PX
    vertical = AxisTicks.vertical(promised, max(bottom - top, 1.0) / promised.length, is_titled)
    left = PAD_PX + GAP_PX + _widest(vertical.fine, measure)
    if vertical.coarse:
        left += _widest(vertical.coarse, measure) + GAP_PX
    right = max(size.width - max(names_px, PAD_PX), left + 1.0)
    if AxisTicks.of(said, (right - left) / said.length).coarse:
        bottom -= ROW_PX
    bottom = max(bottom, top + 1.0)
    box = Box(left, top, right - left, bottom - top)
    return Plot(box, TimeScale(said, left, right), TimeScale(promised, -bottom, -top), is_titled)


def _widest(tier: Iterable[Tick], measure: Measure) -> float:
    return max((measure(tick.text, Role.AXIS_MAJOR) for tick in tier), default=0.0)


def axis_shapes(plot: Plot, measure: Measure, width: float) -> Iterator[Shape]:
    """Grid, ticks and texts; the titles of both axes if the plot has titles and there is room."""
    box = plot.box
    horizontal = AxisTicks.of(plot.said.span, plot.said.px_per_day)
    vertical = AxisTicks.vertical(plot.promised.span, plot.promised.px_per_day, plot.is_titled)
    for tick in vertical.fine:
        y = plot.y(tick.start)
        if box.y - 0.5 < y < box.bottom:
            yield Rule(box.x, y, box.right, y, Role.GRID)
    yield Rule(box.x, box.bottom, box.right, box.bottom, Role.HAIRLINE)
    for tick in horizontal.fine:
        x = plot.x(tick.start)
        if box.x <= x <= box.right:
            yield Rule(x, box.bottom, x, box.bottom + TICK_PX, Role.HAIRLINE)
    right = box.x - GAP_PX
    yield from _vertical_texts(plot, vertical.fine, vertical.text_offset, measure, right)
    yield from _vertical_texts(plot, vertical.coarse, 0.0, measure, right - _widest(vertical.fine, measure) - GAP_PX)
    row_y = box.bottom + TICK_PX
    yield from _horizontal_texts(plot, horizontal.fine, horizontal.text_offset, measure, row_y)
    yield from _horizontal_texts(plot, horizontal.coarse, 0.0, measure, row_y + ROW_PX)
    for text, x, y in ((_("date promised"), PAD_PX, 2.0), (_("day it was said"), box.right + PAD_PX, row_y)):
        title_box = Box(x, y, measure(text, Role.NOTE), ROW_PX)
        if plot.is_titled and (y != row_y or title_box.right <= width):
            yield Label(title_box, text, Role.NOTE)


def _horizontal_texts(plot: Plot, tier: Iterable[Tick], offset: Days, measure: Measure, y: float) -> Iterator[Shape]:
    """The texts of one tier below the plot, in the middle of what they name; texts that do not fit are left out."""
    for tick in tier:
        text_px = measure(tick.text, Role.AXIS_MAJOR)
        if tick.names_interval:
            left, right = max(plot.x(tick.start), plot.box.x), min(plot.x(tick.end), plot.box.right)
            x = (left + right - text_px) / 2
            fits = text_px + 4.0 <= right - left
        else:
            x = plot.x(tick.start + offset) - text_px / 2
            fits = plot.box.x <= x and x + text_px <= plot.box.right
        if fits:
            yield Label(Box(x, y, text_px, ROW_PX), tick.text, Role.AXIS_MAJOR, align="centre")


def _vertical_texts(plot: Plot, tier: Iterable[Tick], offset: Days, measure: Measure, right: float) -> Iterator[Shape]:
    """The texts of one tier left of the plot, from the bottom up, with their right ends at `right`."""
    occupied_y = plot.box.bottom + LINE_PX / 2
    for tick in tier:
        text_px = measure(tick.text, Role.AXIS_MAJOR)
        if tick.names_interval:
            bottom, top = plot.clamped_y(tick.start), plot.clamped_y(tick.end)
            middle = (bottom + top) / 2
            fits = bottom - top >= LINE_PX - 2.5
        else:
            middle = plot.y(tick.start + offset)
            fits = plot.box.y <= middle <= plot.box.bottom
        y = middle - LINE_PX / 2
        if fits and y + LINE_PX <= occupied_y + 0.01:
            occupied_y = y
            yield Label(Box(right - text_px, y, text_px, LINE_PX), tick.text, Role.AXIS_MAJOR, align="right")
