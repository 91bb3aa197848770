"""The overview: the whole programme in a strip, one thin line a lane, and a frame around the window.

┌ header ┬──────────────┌────────────┐──────────────────┐
│ years  │  ▪ ▪▪  ▬▬▬   │  ▪▪▪▪ ▬▬▬▬ │                  │   one line a lane
└────────┴────2020──────└─2025───────┘──2030────────────┘   years below
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from math import inf, log1p

from msgspec import Struct

from viewer.limits import SMALL
from viewer.model.calendar import Days, date_of, day_number
from viewer.model.programme import Programme
from viewer.state import GROUPINGS, Span
from viewer.timeline.lane_events import group_lanes
from viewer.timeline.scene import Box
from viewer.timeline.time_scale import YEAR, TimeScale

YEARS_PX = 16.0  # height of the line of years at the bottom of the strip
PADDING_PX = 8.0
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
YEAR_PX = 56.0  # between two years, at least
CELL_PX = 3.0  # a narrower extent is counted in a cell of this width, whose colour tells how many it counts
CELLS = 4096  # the extents of a large programme are rounded to this many parts of the whole time
SHADES = 24  # steps of the density of a cell

OverviewMarks = dict[tuple[int, float], list[Box]]
"""Boxes by the index of their lane and their density: 0 of bars, up to 1 of cells. Bars come first."""


class Overview(Struct, frozen=True):
    """A finished strip, in pixels."""

    scale: TimeScale
    marks: OverviewMarks
    ticks: tuple[tuple[float, str], ...]  # place and text of the years
    window: Box
    today_x: float
    as_of_x: float | None = None  # the as-of day, if that is not today


LaneExtent = tuple[int, Days, Days]
"""The index of a lane, start and end in days. The end of an open extent is infinite."""


class EventExtents(Struct, frozen=True, eq=False):
    """The extents of all events with their numbers of events, and the whole span of time."""

    span: Span  # the years that hold all days that any event names, and the home window; open ends do not count
    counts: dict[LaneExtent, int]


def event_extents(programme: Programme) -> EventExtents:
    """The extents of the events of `programme`, computed once."""
    return programme.derived("event extents", lambda: _event_extents(programme))


def _event_extents(programme: Programme) -> EventExtents:
    indices = {lane.id: index for index, lane in enumerate(programme.head.lanes)}
    lane_of = group_lanes(programme, GROUPINGS[0]).lane_of
    home = programme.head.home
    whens = [programme.current_claim(event).when for event in programme.events]
    first = min((when.earliest if when.earliest > -inf else when.latest for when in whens), default=inf)
    last = max((when.latest if when.latest < inf else when.earliest for when in whens), default=-inf)
    first, last = min(first, home.core_earliest), max(last, home.core_latest)
    span = Span(day_number(date(date_of(first).year, 1, 1)), day_number(date(date_of(last).year + 1, 1, 1)))
    cell = span.length / CELLS if len(whens) > SMALL else None

    def extents() -> Iterator[LaneExtent]:
        for event, when in zip(programme.events, whens, strict=True):
            # A date with an end only is drawn from a month before it.
            start, end = when.earliest if when.earliest > -inf else when.core_latest - 30.0, when.latest
            if start == inf:
                continue  # unknown
            if cell is not None:
                start, end = start // cell * cell, end // cell * cell + cell if end < inf else inf
            yield indices.get(lane_of(event), 0), start, end

    return EventExtents(span, Counter(extents()))


def build_overview(
    programme: Programme, window: Span, width: float, height: float, header_px: float, today: float
) -> Overview:
    """The strip of `programme` (as of a day) for a widget of that size; `window` is drawn at least 6 px wide."""
    extents = event_extents(programme)
    as_of = today if programme.day is None else day_number(programme.day)
    span = Span(min(extents.span.start, window.start), max(extents.span.end, window.end))
    scale = TimeScale(span, header_px + PADDING_PX, width - PADDING_PX)
    bottom = height - YEARS_PX
    x1, x2 = scale.x(window.start), scale.x(window.end)
    middle, half = (x1 + x2) / 2, max(x2 - x1, 6.0) / 2
    marks = _marks(extents, scale, bottom, max(1, len(programme.head.lanes)))
    frame, as_of_x = Box(middle - half, 3.0, 2 * half, bottom - 3.0), None if as_of == today else scale.x(as_of)
    return Overview(scale, marks, _ticks(scale), frame, scale.x(today), as_of_x)


@lru_cache(maxsize=4)
def _marks(extents: EventExtents, scale: TimeScale, bottom: float, lanes: int) -> OverviewMarks:
    """A small bar for what is wide, once if several cover the same pixels; cells for all the rest."""
    line, start, end = (bottom - 2 * PADDING_PX) / lanes, scale.span.start, scale.span.end
    left, px_per_day, height = scale.left, scale.px_per_day, max(2.0, line - 2.0)
    bars: dict[tuple[int, int, int], tuple[float, float]] = {}
    cells: dict[tuple[int, int], int] = defaultdict(int)
    for (lane, first, last), count in extents.counts.items():
        x = left + (first - start) * px_per_day if first > start else left
        width = left + ((last if last < end else end) - start) * px_per_day - x
        if width <= CELL_PX:
            cells[lane, int(x // CELL_PX)] += count
        else:
            bars.setdefault((lane, round(x), round(width)), (x, width))
    marks: OverviewMarks = defaultdict(list)
    for (lane, _x, _width), (x, width) in bars.items():
        marks[lane, 0.0].append(Box(x, PADDING_PX + lane * line, width, height))
    most = log1p(max(cells.values(), default=1))
    for (lane, cell), count in cells.items():
        density = round(SHADES * (log1p(count) / most)) / SHADES
        marks[lane, density].append(Box(cell * CELL_PX, PADDING_PX + lane * line, CELL_PX, height))
    return marks


def _ticks(scale: TimeScale) -> tuple[tuple[float, str], ...]:
    span = scale.span
    room = max(1.0, (scale.right - scale.left) / YEAR_PX)
    step = next((step for step in YEAR_STEPS if span.length / YEAR / step <= room), 1000)
    years = range(-(-date_of(span.start).year // step) * step, date_of(span.end).year + 1, step)
    starts = {year: day_number(date(max(1, min(9999, year)), 1, 1)) for year in years}
    return tuple((scale.x(start), str(year)) for year, start in starts.items() if span.start <= start < span.end)
