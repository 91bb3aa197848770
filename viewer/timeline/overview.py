"""The overview: the whole programme in a strip, one thin line a lane, and the window that is looked at.

┌ header ┬──────────────┌────────────┐──────────────────┐
│ years  │  ▪ ▪▪  ▬▬▬   │  ▪▪▪▪ ▬▬▬▬ │                  │   one line a lane
└────────┴────2020──────└─2025───────┘──2030────────────┘   years below
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import isfinite

from viewer.model.calendar import date_of, day_number
from viewer.model.programme import Programme
from viewer.state import Span
from viewer.timeline.scale import TimeScale
from viewer.timeline.scene import Box

YEARS_PX = 16.0
"""Height of the line of years at the foot of the strip."""
PADDING_PX = 8.0
MARK_PX = 2.0
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
YEAR_PX = 56.0
"""The least distance between two years that are written."""


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A finished strip, in pixels. `marks` are (box, lane index), in lane order, done ones first."""

    scale: TimeScale
    marks: tuple[tuple[Box, int], ...]
    ticks: tuple[Tick, ...]
    window: Box
    today_x: float


def whole_span(programme: Programme) -> Span:
    """From the first day to the last that any event names, never less than the home window, rounded to years.

    Open ends do not count: what goes on for ever is drawn to the edge.
    """
    home = programme.head.home
    days = [home.core_earliest, home.core_latest]
    for event in programme.events:
        when = programme.standing(event.id).holder.when
        days.extend(day for day in (when.earliest, when.latest) if isfinite(day))
    first, last = date_of(min(days)), date_of(max(days))
    return Span(day_number(date(first.year, 1, 1)), day_number(date(last.year + 1, 1, 1)))


def build_overview(
    programme: Programme, window: Span, width: float, height: float, header_px: float, today: float
) -> Overview:
    """The strip of `programme` (as of a day) for a widget of that size; `window` is drawn at least 6 px wide."""
    whole = whole_span(programme)
    span = Span(min(whole.start, window.start), max(whole.end, window.end))
    scale = TimeScale(span, header_px + PADDING_PX, width - PADDING_PX)
    foot = height - YEARS_PX
    x1, x2 = scale.x(window.start), scale.x(window.end)
    middle, half = (x1 + x2) / 2, max(x2 - x1, 6.0) / 2
    return Overview(
        scale,
        _marks(programme, span, scale, foot),
        _ticks(span, scale),
        Box(middle - half, 3.0, 2 * half, foot - 3.0),
        scale.x(today),
    )


def _marks(programme: Programme, span: Span, scale: TimeScale, foot: float) -> tuple[tuple[Box, int], ...]:
    """One small box an event; those that would fall on the same pixels of a lane are drawn once."""
    lanes = {lane.id: index for index, lane in enumerate(programme.head.lanes)}
    line = (foot - 2 * PADDING_PX) / max(1, len(lanes))
    seen: dict[tuple[int, int, int], Box] = {}
    for event in programme.events:
        lane = lanes.get(programme.lane_of(event), 0)
        when = programme.standing(event.id).holder.when
        start = max(when.earliest, span.start) if isfinite(when.earliest) else when.core_latest - 30.0
        if not isfinite(start):
            continue
        end = when.latest if isfinite(when.latest) else span.end
        x = scale.x(start)
        width = max(MARK_PX, scale.x(min(end, span.end)) - x)
        key = (lane, round(x), round(width))
        seen.setdefault(key, Box(x, PADDING_PX + lane * line, width, max(2.0, line - 2.0)))
    return tuple((box, key[0]) for key, box in sorted(seen.items()))


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
