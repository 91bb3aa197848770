"""The shapes of one milestone in a trend chart: bands, the line through what held, points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from viewer.model.calendar import Days
from viewer.model.kinds import KINDS
from viewer.timeline.milestones import Milestone
from viewer.timeline.scene import Box, Mark, Reach, Role, Rule, Shape, Style
from viewer.timeline.trend_axes import Plot

HELD_PX, BESIDE_PX = 13.0, 11.0  # boxes that are hit; forms are four px smaller
REACH_PX, MANY_REACH_PX, THIN_REACH_PX = 7.0, 5.0, 3.0
LEAST_REACH_PX = 2.0
MITRE_PX = 0.8
SLOT_PX = 2.5
"""Lines that would run upon each other are told apart by this much."""


def reaches(plot: Plot, line: Milestone, alone: bool) -> Iterator[Shape]:
    """What each claim allows, upright; nothing where it is too short to be seen behind its point."""
    for stop in line.stops:
        if stop.promise is None or not (stop.held or alone):
            continue
        top, bottom = plot.y_within(stop.promise.latest), plot.y_within(stop.promise.earliest)
        if bottom - top < LEAST_REACH_PX:
            continue
        wide = (REACH_PX if alone else MANY_REACH_PX) if stop.held else THIN_REACH_PX
        cores = ((plot.y_within(end), plot.y_within(start)) for start, end in stop.promise.cores)
        yield Reach(
            Box(plot.x(stop.said) - wide / 2, top, wide, bottom - top),
            tuple(core for core in cores if core[1] > core[0]),
            Role.EVENT if stop.held else Role.CONFLICT,
            line.lane,
            stop.doubted and stop.held,
            stop.promise.fades,
        )


def slots(plot: Plot, lines: Sequence[Milestone], day: Days) -> list[int]:
    """Of each line how many places it gives way, so that none runs level upon another: 0, 1, -1, 2, -2 …"""
    taken: list[tuple[int, list[tuple[float, float, float]]]] = []
    for line in lines:
        levels = list(_levels(plot, line, day))
        slot = next(
            slot
            for slot in (0, *(sign * step for step in range(1, len(lines) + 1) for sign in (1, -1)))
            if not any(slot == other and _share(levels, there) for other, there in taken)
        )
        taken.append((slot, levels))
    return [slot for slot, _own in taken]


def _levels(plot: Plot, line: Milestone, day: Days) -> Iterator[tuple[float, float, float]]:
    """The level stretches of a line: from x, to x, at y."""
    for here, there in pairwise((*line.held, None)):
        if here is not None and here.promise is not None:
            end = there.said if there is not None else day if here.status == "planned" else here.said
            yield plot.x(here.said), plot.x(end), plot.y(here.promise.day)


def _share(one: Sequence[tuple[float, float, float]], other: Sequence[tuple[float, float, float]]) -> bool:
    return any(
        abs(y - v) < SLOT_PX and max(a, c) <= min(b, d) + SLOT_PX for a, b, y in one for c, d, v in other
    )


def path(plot: Plot, line: Milestone, day: Days, dy: float = 0.0, loud: bool = True) -> Iterator[Shape]:
    """Level from each claim to the next that held, then up or down to it; a gap after a withdrawal."""
    role, accent = (Role.TREND, line.lane) if loud else (Role.HAIRLINE, -1)
    for here, there in pairwise((*line.held, None)):
        if here is None or here.promise is None:
            continue
        x1, y1 = plot.x(here.said), plot.y(here.promise.day) + dy
        if there is None:
            if here.status == "planned" and here.said < day:
                yield Rule(x1, y1, plot.x(day), y1, role, accent, dotted=here.doubted)
            continue
        x2 = plot.x(there.said)
        up = there.promise is not None and there.promise.day != here.promise.day
        yield Rule(x1, y1, x2 + MITRE_PX * up, y1, role, accent, dotted=here.doubted)
        if there.promise is not None and up:
            yield Rule(x2, y1, x2, plot.y(there.promise.day) + dy, role, accent, dotted=there.doubted)


def marks(plot: Plot, line: Milestone, held: bool, dy: float = 0.0, loud: bool = True) -> Iterator[Shape]:
    """The points of what held, or of what was said beside it. A withdrawn date is crossed where it stood."""
    level: Days | None = None
    for stop in line.stops:
        if stop.promise is not None:
            where: Days | None = stop.promise.day
        else:
            where = level
        if stop.held and stop.promise is not None:
            level = stop.promise.day
        if stop.held is not held or where is None:
            continue
        reported = stop.status in ("done", "partial", "failed")
        status = "cancelled" if stop.status == "withdrawn" else stop.status
        shape = KINDS[line.event.kind].symbol if reported else "diamond"
        side = (HELD_PX + 2.0 if reported else HELD_PX) if held else BESIDE_PX
        box = Box(plot.x(stop.said) - side / 2, plot.y(where) + dy - side / 2, side, side)
        role = Role.EVENT if held and loud else Role.CONFLICT
        accent = line.lane if loud else -1
        yield Mark(box, shape, stop.ref, role, Style(accent, reported, stop.doubted, status))
