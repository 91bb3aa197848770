"""The overview: the whole programme in a strip, one thin line a lane, and the window that is looked at.

┌ header ┬──────────────┌────────────┐──────────────────┐
│ years  │  ▪ ▪▪  ▬▬▬   │  ▪▪▪▪ ▬▬▬▬ │                  │   one line a lane
└────────┴────2020──────└─2025───────┘──2030────────────┘   years below
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache
from math import inf, isfinite, log1p

from msgspec import Struct

from viewer.limits import SMALL
from viewer.model.calendar import Days, date_of, day_number
from viewer.model.programme import Programme
from viewer.state import GROUPINGS, Span
from viewer.timeline.lane_events import group_lanes
from viewer.timeline.scene import Box
from viewer.timeline.time_scale import TimeScale

YEARS_PX = 16.0
"""Height of the line of years at the foot of the strip."""
PADDING_PX = 8.0
MARK_PX = 2.0
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
YEAR_PX = 56.0
"""The least distance between two years that are written."""
CELL_PX = 3.0
"""A narrower extent is counted in a cell of this width. The colour of a cell tells how many lie in it."""
CELLS = 4096
"""The extents of a large programme are rounded to this many parts of the whole time."""

OverviewMark = tuple[Box, int, float]
"""A box, the index of its lane, its density. The density of a bar is 0, that of a cell is above 0 and at most 1."""


class Tick(Struct, frozen=True):
    """A year at the foot of the strip."""

    x: float
    text: str


class Overview(Struct, frozen=True):
    """A finished strip, in pixels. `marks` are in the order of the lanes, bars before cells."""

    scale: TimeScale
    marks: tuple[OverviewMark, ...]
    ticks: tuple[Tick, ...]
    window: Box
    today_x: float
    as_of_x: float | None = None  # the day the programme is seen from, if that is not today


LaneExtent = tuple[int, Days, Days]
"""The index of a lane, start and end in days. The end is infinite where it is open."""


class EventExtents(Struct, frozen=True, eq=False):
    """The extents of all events with their numbers of events, and the whole years that hold them."""

    span: Span
    counts: dict[LaneExtent, int]


def full_span(programme: Programme) -> Span:
    """From the first day to the last that any event names, rounded to years; never less than the home window.

    Open ends do not count: they are drawn to the edge.
    """
    return event_extents(programme).span


def event_extents(programme: Programme) -> EventExtents:
    """The extents of the events of `programme`, computed once."""
    return programme.derived("event extents", lambda: _event_extents(programme))


def _event_extents(programme: Programme) -> EventExtents:
    indices = {lane.id: index for index, lane in enumerate(programme.head.lanes)}
    lane_of = group_lanes(programme, GROUPINGS[0]).lane_of
    home = programme.head.home
    days = [home.core_earliest, home.core_latest]
    extents: list[LaneExtent] = []
    for event in programme.events:
        when = (event.claims[0] if len(event.claims) == 1 else programme.current_claim(event)).when
        start, end = when.earliest, when.latest
        days += (start, end)
        if start == -inf:  # by a date: a month before it
            start = when.core_latest - 30.0
        if -inf < start < inf:
            extents.append((indices.get(lane_of(event), 0), start, end))
    finite = list(filter(isfinite, days))
    first, last = min(finite), max(finite)
    span = Span(day_number(date(date_of(first).year, 1, 1)), day_number(date(date_of(last).year + 1, 1, 1)))
    if len(extents) > SMALL:
        cell = span.length / CELLS
        extents = [(lane, start // cell * cell, end // cell * cell + cell) for lane, start, end in extents]
    return EventExtents(span, Counter(extents))


def build_overview(
    programme: Programme, window: Span, width: float, height: float, header_px: float, today: float
) -> Overview:
    """The strip of `programme` (as of a day) for a widget of that size; `window` is drawn at least 6 px wide."""
    extents = event_extents(programme)
    seen = today if programme.day is None else day_number(programme.day)
    whole = extents.span
    span = Span(min(whole.start, window.start), max(whole.end, window.end))
    scale = TimeScale(span, header_px + PADDING_PX, width - PADDING_PX)
    foot = height - YEARS_PX
    x1, x2 = scale.x(window.start), scale.x(window.end)
    middle, half = (x1 + x2) / 2, max(x2 - x1, 6.0) / 2
    return Overview(
        scale,
        _marks(extents, scale, foot, max(1, len(programme.head.lanes))),
        _ticks(span, scale),
        Box(middle - half, 3.0, 2 * half, foot - 3.0),
        scale.x(today),
        None if seen == today else scale.x(seen),
    )


@lru_cache(maxsize=4)
def _marks(extents: EventExtents, scale: TimeScale, foot: float, lanes: int) -> tuple[OverviewMark, ...]:
    """A small bar for what is wide, once where several fall on the same pixels; cells for all the rest."""
    line, span = (foot - 2 * PADDING_PX) / lanes, scale.span
    height = max(2.0, line - 2.0)
    wide: dict[tuple[int, int, int], Box] = {}
    cells: Counter[tuple[int, int]] = Counter()
    for (lane, first, last), count in extents.counts.items():
        x = scale.x(max(first, span.start))
        width = max(MARK_PX, scale.x(min(last, span.end)) - x)
        if width <= CELL_PX:
            cells[lane, int(x // CELL_PX)] += count
        else:
            wide.setdefault((lane, round(x), round(width)), Box(x, PADDING_PX + lane * line, width, height))
    most = log1p(max(cells.values(), default=1))
    bars = [(wide[key], key[0], 0.0) for key in sorted(wide)]
    return (
        *bars,
        *(
            (Box(cell * CELL_PX, PADDING_PX + lane * line, CELL_PX, height), lane, log1p(cells[lane, cell]) / most)
            for lane, cell in sorted(cells)
        ),
    )


def _ticks(span: Span, scale: TimeScale) -> tuple[Tick, ...]:
    years = (span.end - span.start) / 365.2425
    room = max(1.0, (scale.x(span.end) - scale.x(span.start)) / YEAR_PX)
    step = next((step for step in YEAR_STEPS if years / step <= room), 1000)
    first = date_of(span.start).year
    return tuple(
        Tick(scale.x(_year_start(year)), str(year))
        for year in range(-(-first // step) * step, date_of(span.end).year + 1, step)
        if span.start <= _year_start(year) < span.end
    )


@lru_cache(maxsize=512)
def _year_start(year: int) -> float:
    return day_number(date(max(1, min(9999, year)), 1, 1))
