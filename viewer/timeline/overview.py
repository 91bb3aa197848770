"""The overview: the whole programme in a strip, one thin line a lane, and the window that is looked at.

┌ header ┬──────────────┌────────────┐──────────────────┐
│ years  │  ▪ ▪▪  ▬▬▬   │  ▪▪▪▪ ▬▬▬▬ │                  │   one line a lane
└────────┴────2020──────└─2025───────┘──2030────────────┘   years below
"""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, compress
from math import inf, log1p
from operator import not_

from msgspec import Struct

from viewer.model.calendar import Days, date_of, day_number
from viewer.model.claims import holder, known_claims
from viewer.model.programme import Programme
from viewer.state import GROUPINGS, Span
from viewer.timeline.event_columns import Extents
from viewer.timeline.lane_grouping import grouped
from viewer.timeline.lane_model import made_plan
from viewer.timeline.scene import Box
from viewer.timeline.time_scale import TimeScale

YEARS_PX = 16.0
"""Height of the line of years at the foot of the strip."""
PADDING_PX = 8.0
MARK_PX = 2.0
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
YEAR_PX = 56.0
"""The least distance between two years that are written."""


Marked = tuple[Box, int, float]
CELL_PX = 3.0
"""What is not wider falls into cells of this width, which tell how many lie in them."""


class Tick(Struct, frozen=True):
    x: float
    text: str


class Overview(Struct, frozen=True):
    """A finished strip, in pixels. `marks` are (box, lane index, density), in lane order, the wide ones first.

    The density of a bar is 0; of a cell of points it is above 0, and 1 where most of them lie.
    """

    scale: TimeScale
    marks: tuple[Marked, ...]
    ticks: tuple[Tick, ...]
    window: Box
    today_x: float
    as_of_x: float | None = None  # where the programme is seen from another day than today


FINE = 5000
"""A programme with more events is told by how it looks on a strip of CELLS, made once."""
CELLS = 4096

Stretch = tuple[int, Days, Days]
"""Index of the lane, start and end; ±inf where it goes on for ever."""


@dataclass(frozen=True, eq=False)
class Stretches:
    """What all events of a programme take of time, and the years from the first to the last. Told apart by identity."""

    span: Span
    found: Mapping[Stretch, int]  # how many events take it


def whole_span(programme: Programme) -> Span:
    """From the first day to the last that any event names, never less than the home window, rounded to years.

    Open ends do not count: what goes on for ever is drawn to the edge.
    """
    return stretches_of(programme).span


_kept: dict[int, tuple[weakref.ref[Programme], Stretches]] = {}


def stretches_of(programme: Programme) -> Stretches:
    """The stretches of this very programme, made once and forgotten with it."""
    key = id(programme)
    kept = _kept.get(key)
    if kept is None or kept[0]() is not programme:
        kept = weakref.ref(programme, lambda _gone: _kept.pop(key, None)), _stretches(programme)
        _kept[key] = kept
    return kept[1]


Alike = dict[tuple[int, Days, Days, Days], int]
"""How many events of a lane (its index) have one extent; last the end of its core, where nothing bounds its start."""
Points = tuple[int, Extents]
"""The index of a lane, and extents on it, of which only the points are meant."""


def _taken(programme: Programme) -> tuple[Alike, list[Points]]:
    """What events take of time: the points by the columns of a plan that is there already, all others one by one."""
    day, current_to = programme.day, programme.current_to
    assert day is not None
    grouping = GROUPINGS[0]
    places = {lane.id: index for index, lane in enumerate(programme.head.lanes)}
    made = made_plan(programme, True, grouping) or made_plan(programme, False, grouping)
    if made is not None and sum(len(lane.order) for lane in made.lanes) < len(programme.events):
        made = None  # some stand on no lane
    tiers = [(lane.index, tier) for lane in (made.lanes if made is not None else ()) for tier in lane.tiers]
    if made is None:
        lane_of = grouped(programme, grouping).lane_of
        numbered = ((places.get(lane_of(event), 0), event) for event in programme.events)
    else:
        bars = ((index, compress(tier.events, map(not_, tier.extents.points))) for index, tier in tiers)
        numbered = ((index, event) for index, events in bars for event in events)
    found: Alike = {}
    for index, event in numbered:
        claims = event.claims
        when = (claims[0] if len(claims) == 1 else holder(known_claims(event, day, current_to))).when
        earliest = when.earliest
        key = index, earliest, when.latest, 0.0 if earliest > -inf else when.core_latest
        found[key] = found.get(key, 0) + 1
    return found, [(index, tier.extents) for index, tier in tiers if 1 in tier.extents.points]


def _stretches(programme: Programme) -> Stretches:
    home = programme.head.home
    first, last = home.core_earliest, home.core_latest
    alike, points = _taken(programme)
    for _lane, earliest, latest, _core_latest in alike:
        if earliest > -inf:
            first, last = min(first, earliest), max(last, earliest)
        if latest < inf:
            first, last = min(first, latest), max(last, latest)
    for _lane, own in points:
        first = min(first, min(compress(own.starts, own.points)))
        last = max(last, max(compress(own.ends, own.points)))
    begin, end = date_of(first), date_of(last)
    span = Span(day_number(date(begin.year, 1, 1)), day_number(date(end.year + 1, 1, 1)))
    return Stretches(span, _counted(_each(alike, points), span))


def _each(alike: Alike, points: Iterable[Points]) -> Iterator[tuple[Stretch, int]]:
    for (lane, earliest, latest, core_latest), count in alike.items():
        start = earliest if earliest > -inf else core_latest - 30.0
        if -inf < start < inf:
            yield (lane, start, latest), count
    for lane, own in points:
        for start, latest in compress(zip(own.starts, own.ends, strict=True), own.points):
            yield (lane, start, latest), 1


def _counted(stretches: Iterable[tuple[Stretch, int]], span: Span) -> dict[Stretch, int]:
    """How many events take each stretch; of more than FINE stretches by cells."""
    found: dict[Stretch, int] = {}
    stretches = iter(stretches)
    for stretch, count in stretches:
        found[stretch] = found.get(stretch, 0) + count
        if len(found) > FINE:
            break
    else:
        return found
    cell = span.length / CELLS
    coarse: dict[Stretch, int] = {}
    for (lane, x, y), count in chain(found.items(), stretches):
        key = lane, x // cell * cell, y // cell * cell + cell
        coarse[key] = coarse.get(key, 0) + count
    return coarse


def build_overview(
    programme: Programme, window: Span, width: float, height: float, header_px: float, today: float
) -> Overview:
    """The strip of `programme` (as of a day) for a widget of that size; `window` is drawn at least 6 px wide."""
    stretches = stretches_of(programme)
    seen = today if programme.day is None else day_number(programme.day)
    whole = stretches.span
    span = Span(min(whole.start, window.start), max(whole.end, window.end))
    scale = TimeScale(span, header_px + PADDING_PX, width - PADDING_PX)
    foot = height - YEARS_PX
    x1, x2 = scale.x(window.start), scale.x(window.end)
    middle, half = (x1 + x2) / 2, max(x2 - x1, 6.0) / 2
    return Overview(
        scale,
        _marks(stretches, scale, foot, max(1, len(programme.head.lanes))),
        _ticks(span, scale),
        Box(middle - half, 3.0, 2 * half, foot - 3.0),
        scale.x(today),
        None if seen == today else scale.x(seen),
    )


@lru_cache(maxsize=8)
def _marks(stretches: Stretches, scale: TimeScale, foot: float, lanes: int) -> tuple[Marked, ...]:
    """A small bar for what is wide, once where several fall on the same pixels; cells for all the rest."""
    line, span = (foot - 2 * PADDING_PX) / lanes, scale.span
    height = max(2.0, line - 2.0)
    wide: dict[tuple[int, int, int], Box] = {}
    cells: Counter[tuple[int, int]] = Counter()
    for (lane, first, last), count in stretches.found.items():
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
            (
                Box(cell * CELL_PX, PADDING_PX + lane * line, CELL_PX, height),
                lane,
                log1p(cells[lane, cell]) / most,
            )
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
