"""The axis and what it rules: ticks in two tiers, the grid, today, the as-of day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from viewer.i18n import _, day_words, language, month_name
from viewer.model.calendar import date_of, day_number
from viewer.model.entities import Zone
from viewer.report.dates import clock_time, utc_offset
from viewer.timeline.layout_context import LayoutContext
from viewer.timeline.metrics import METRICS
from viewer.timeline.scene import Band, Box, Label, Role, Rule, Shape
from viewer.timeline.time_scale import Tick, Ticks

CHIP_PAD = 8.0
CHIP_PX = 16.0
LONGEST_CLOCK = 0.51
"""Ticks that lie nearer than half a day have times of day."""


def grid(context: LayoutContext, ticks: Ticks, top: float, foot: float) -> Iterator[Shape]:
    """A rule at every tick, from `top` to `foot`."""
    upper = {tick.start for tick in ticks.upper}
    for tick in ticks.lower:
        x = context.scale.x(tick.start)
        if context.scale.left < x < context.scale.right:
            role = Role.GRID_MAJOR if tick.start in upper else Role.GRID
            yield Rule(x, top, x, foot, role)


def day_x(context: LayoutContext, day: date) -> float | None:
    """Where the line of a day stands: its start; None out of view."""
    x = context.scale.x(day_number(day))
    return x if context.scale.left <= x <= context.scale.right else None


def day_lines(context: LayoutContext, today: date, top: float, foot: float) -> Iterator[Shape]:
    """The thin line of today; another where the programme is seen from another day, and a veil beyond it."""
    day = context.programme.day
    if day is not None and day != today:
        x = max(context.scale.x(day_number(day) + 1.0), context.scale.left)
        if x < context.scale.right:
            yield Band(Box(x, top, context.scale.right - x, foot - top), Role.AS_OF)
        if (at := day_x(context, day)) is not None:
            yield Rule(at, top, at, foot, Role.AS_OF)
    if (at := day_x(context, today)) is not None:
        yield Rule(at, top, at, foot, Role.TODAY)


class Tiers(Struct, frozen=True):
    """Where the rows of text are, from the top: a second row of clock times only where days are told in hours.

    ::

        two    │ 2024              three  │ 1 June 2024 UTC
               │ Jan │ Apr │ Jul          │ 18:00 │ 00:00       UTC
                                          │ 02:00 │ 08:00       Beijing
    """

    upper: tuple[float, float]
    lower: tuple[float, float]
    zone: Zone | None = None
    zone_row: tuple[float, float] = (0.0, 0.0)

    @classmethod
    def of(cls, context: LayoutContext, ticks: Ticks) -> Tiers:
        zones = context.programme.head.zones
        finest = ticks.lower[0].end - ticks.lower[0].start
        if not zones or finest > LONGEST_CLOCK:
            return cls((0.0, METRICS.tier_px), (METRICS.tier_px, METRICS.axis_px))
        row = METRICS.axis_px / 3
        return cls((0.0, row), (row, 2 * row), zones[0], (2 * row, METRICS.axis_px))


def axis(context: LayoutContext, ticks: Ticks, today: date) -> Iterator[Shape]:
    """The axis itself: its ground, its texts, the chips of today and of the as-of day."""
    left, right = context.scale.left, context.scale.right
    tiers = Tiers.of(context, ticks)
    yield Band(Box(0.0, 0.0, context.size.width, METRICS.axis_px), Role.GROUND)
    chips = list(_chips(context, today, tiers.upper[1]))
    taken = [(chip.box.x, chip.box.right) for chip in chips if isinstance(chip, Band)]
    level = max((_level(context, tick) for tick in ticks.upper), default=0)
    for tick in ticks.upper:
        x = context.scale.x(tick.start)
        if left < x < right:
            yield Rule(x, 0.0, x, METRICS.axis_px, Role.GRID_MAJOR)
        yield from _upper_text(context, tick, taken, tiers.upper, level)
    for tick in ticks.lower:
        x = context.scale.x(tick.start)
        if left < x < right:
            yield Rule(x, tiers.lower[0], x, METRICS.axis_px, Role.HAIRLINE)
        yield from _lower_text(context, tick, tick.text, Role.AXIS_MINOR, tiers.lower)
    if tiers.zone is not None:
        yield from _there(context, ticks, tiers.zone, tiers.zone_row)
        zone = _zone_label(context, tiers.zone)
        for words, role, (top, foot) in (
            ("UTC", Role.AXIS_MINOR, tiers.lower),
            (zone, Role.AXIS_MAJOR, tiers.zone_row),
        ):
            width = context.measure(words, role)
            yield Label(Box(left - 8.0 - width, top, width, foot - top), words, role)
    yield Rule(0.0, METRICS.axis_px, context.size.width, METRICS.axis_px, Role.HAIRLINE)
    yield from chips


def _there(context: LayoutContext, ticks: Ticks, zone: Zone, row: tuple[float, float]) -> Iterator[Shape]:
    """The clock of `zone` at each tick; with the day, if it fits, from where that is not the day in UTC."""
    span, told_day = context.scale.span, None
    several = _day(span.start, zone) != _day(span.end, zone)
    for tick in ticks.lower:
        told, day = (clock_time(tick.start + utc_offset(zone), len(tick.text) > len("00:00")), _day(tick.start, zone))
        if several and tick.start >= span.start and day not in (told_day, date_of(tick.start + 0.5 / 86400)):
            dated = _("{day}, {clock}", day=_short_day(day), clock=told)
            x = context.scale.x(tick.start)
            if context.measure(dated, Role.AXIS_MAJOR) <= min(context.scale.x(tick.end), context.scale.right) - x - 8.0:
                told, told_day = dated, day
        yield from _lower_text(context, tick, told, Role.AXIS_MAJOR, row)


def _day(days: float, zone: Zone) -> date:
    """The day in `zone`, to the half second."""
    return date_of(days + utc_offset(zone) + 0.5 / 86400)


def _short_day(day: date) -> str:
    return _("{day} {month}", day=day.day, month=month_name(day.month, short=True))


def _zone_label(context: LayoutContext, zone: Zone) -> str:
    """The name of `zone`, with the day there where that is the same all over the view."""
    label, span = zone.label(language()), context.scale.span
    day = _day(span.start, zone)
    if day != _day(span.end, zone):
        return label
    return _("{zone}, {day}", zone=label, day=_short_day(day))


def _level(context: LayoutContext, tick: Tick) -> int:
    """Which of its texts, the longest before all, fits into its stretch; 0 for one that the view cuts."""
    x1, x2 = context.scale.x(tick.start), context.scale.x(tick.end)
    if x1 < context.scale.left or x2 > context.scale.right:
        return 0
    room = x2 - x1 - 8.0
    texts = (tick.text, *tick.shorter)
    return next((it for it, text in enumerate(texts) if context.measure(text, Role.AXIS_MAJOR) <= room), len(texts) - 1)


def _upper_text(
    context: LayoutContext, tick: Tick, taken: list[tuple[float, float]], row: tuple[float, float], level: int
) -> Iterator[Shape]:
    """Left-aligned in the part of its stretch that is in view, past the chips, as long as fits; else nothing."""
    for text in (tick.text, *tick.shorter)[level:]:
        width = context.measure(text, Role.AXIS_MAJOR)
        x = max(context.scale.x(tick.start), context.scale.left) + 5.0
        for x1, x2 in sorted(taken):
            if x < x2 + 5.0 and x + width > x1 - 5.0:
                x = x2 + 5.0
        if x + width <= min(context.scale.x(tick.end), context.scale.right) - 3.0:
            yield Label(Box(x, row[0], width, row[1] - row[0]), text, Role.AXIS_MAJOR)
            return


def _lower_text(context: LayoutContext, tick: Tick, text: str, role: Role, row: tuple[float, float]) -> Iterator[Shape]:
    """In the middle of what it names, or right of its tick; nothing where the view cuts it."""
    width = context.measure(text, role)
    x1, x2 = context.scale.x(tick.start), context.scale.x(tick.end)
    if tick.names_interval:
        x1, x2 = max(x1, context.scale.left), min(x2, context.scale.right)
        x, align = (x1 + x2 - width) / 2, "centre"
        if x2 - x1 < width + 4.0:
            return
    else:
        x, align = x1 + 4.0, "left"
        if x < context.scale.left or x + width > context.scale.right - 2.0:
            return
    yield Label(Box(x, row[0], width, row[1] - row[0]), text, role, align=align)


def _chips(context: LayoutContext, today: date, tier_px: float) -> Iterator[Shape]:
    """The chip of today, then that of the as-of day, which gives way to it."""
    day = context.programme.day
    wanted = [(today, _("today"), Role.TODAY)]
    if day is not None and day != today:
        wanted.append((day, day_words(day), Role.AS_OF))
    taken: Box | None = None
    for when, text, role in wanted:
        x = day_x(context, when)
        if x is None:
            continue
        width = context.measure(text, role) + 2 * CHIP_PAD
        left = min(max(x - width / 2, context.scale.left + 2.0), context.scale.right - width - 2.0)
        if taken is not None and left < taken.right + 4.0 and left + width > taken.x - 4.0:
            left = taken.x - 4.0 - width if when < today else taken.right + 4.0
        box = Box(left, max((tier_px - CHIP_PX) / 2, 0.0), width, min(CHIP_PX, tier_px))
        taken = box
        yield Band(box, role)
        yield Label(box, text, role, align="centre")
