"""The axis and the lines that it rules: ticks in two tiers, the grid, today, the as-of day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from viewer.i18n import _, day_words, language, month_name
from viewer.model.calendar import date_of, day_number
from viewer.model.entities import Zone
from viewer.report.dates import clock_time, utc_offset
from viewer.timeline.layout_context import LayoutContext
from viewer.timeline.metrics import METRICS
from viewer.timeline.scene import Band, Box, Label, Role, Rule, Shape
from viewer.timeline.time_scale import SECOND, Tick, Ticks

CHIP_PAD = 8.0
CHIP_PX = 16.0
MAX_CLOCK_DAYS = 0.51  # ticks that lie nearer than this have times of day

TextRow = tuple[float, float]  # top and bottom of a row of texts


def grid(context: LayoutContext, calendar: Ticks, top: float, bottom: float) -> Iterator[Shape]:
    """A rule at every tick, from `top` to `bottom`."""
    upper = {tick.start for tick in calendar.upper}
    for tick in calendar.lower:
        yield from _tick_rule(context, tick, top, bottom, Role.GRID_MAJOR if tick.start in upper else Role.GRID)


def _tick_rule(context: LayoutContext, tick: Tick, top: float, bottom: float, role: Role) -> Iterator[Shape]:
    """The rule of a tick within the view."""
    x = context.scale.x(tick.start)
    if context.scale.left < x < context.scale.right:
        yield Rule(x, top, x, bottom, role)


def day_lines(context: LayoutContext, top: float, bottom: float) -> Iterator[Shape]:
    """The thin line of today; another one at the as-of day, and a veil after it."""
    if context.as_of is not None:
        x = max(context.scale.x(day_number(context.as_of) + 1.0), context.scale.left)
        if x < context.scale.right:
            yield Band(Box(x, top, context.scale.right - x, bottom - top), Role.AS_OF)
    for day, role in ((context.as_of, Role.AS_OF), (context.today, Role.TODAY)):
        if day is not None and (line_x := context.day_x(day)) is not None:
            yield Rule(line_x, top, line_x, bottom, role)


def axis_shapes(context: LayoutContext, calendar: Ticks) -> Iterator[Shape]:
    """The axis: its ground, its texts, the chips of today and of the as-of day.

    ::

        two    │ 2024              three  │ 1 June 2024 UTC        with a zone, where days are shown in hours
        rows   │ Jan │ Apr │ Jul   rows   │ 18:00 │ 00:00       UTC
                                          │ 02:00 │ 08:00       Beijing
    """
    zones, axis_px = context.programme.head.zones, METRICS.axis_px
    has_zone = bool(zones) and calendar.lower[0].end - calendar.lower[0].start <= MAX_CLOCK_DAYS
    upper_px, lower_px = (axis_px / 3, 2 * axis_px / 3) if has_zone else (METRICS.tier_px, axis_px)
    upper_row, lower_row, zone_row = (0.0, upper_px), (upper_px, lower_px), (lower_px, axis_px)
    yield Band(Box(0.0, 0.0, context.size.width, axis_px), Role.GROUND)
    chips = list(_chips(context, upper_px))
    level = max((_level(context, tick) for tick in calendar.upper), default=0)
    taken = sorted((chip.box.x, chip.box.right) for chip in chips if isinstance(chip, Band))
    for tick in calendar.upper:
        yield from _tick_rule(context, tick, 0.0, axis_px, Role.GRID_MAJOR)
        yield from _upper_text(context, tick, taken, upper_row, level)
    for tick in calendar.lower:
        yield from _tick_rule(context, tick, upper_px, axis_px, Role.HAIRLINE)
        yield from _lower_text(context, tick, tick.text, Role.AXIS_MINOR, lower_row)
    if has_zone:
        yield from _zone_texts(context, calendar, zones[0], zone_row)
        zone, span = zones[0].label(language()), context.scale.span
        day = _zone_day(span.start, zones[0])
        if day == _zone_day(span.end, zones[0]):  # all over the view
            zone = _("{zone}, {day}", zone=zone, day=_short_day(day))
        names = ("UTC", Role.AXIS_MINOR, lower_row), (zone, Role.AXIS_MAJOR, zone_row)
        for text, role, (top, bottom) in names:
            width = context.measure(text, role)
            yield Label(Box(context.scale.left - 8.0 - width, top, width, bottom - top), text, role)
    yield Rule(0.0, axis_px, context.size.width, axis_px, Role.HAIRLINE)
    yield from chips


def _zone_texts(context: LayoutContext, calendar: Ticks, zone: Zone, row: TextRow) -> Iterator[Shape]:
    """The time in `zone` at each tick; at the first of a day with the day, if that fits and is not the day in UTC."""
    span, last_day = context.scale.span, None
    has_several_days = _zone_day(span.start, zone) != _zone_day(span.end, zone)
    for tick in calendar.lower:
        text = clock_time(tick.start + utc_offset(zone), len(tick.text) > len("00:00"))
        day = _zone_day(tick.start, zone)
        if has_several_days and tick.start >= span.start and day not in (last_day, date_of(tick.start + SECOND / 2)):
            dated = _("{day}, {clock}", day=_short_day(day), clock=text)
            room_px = min(context.scale.x(tick.end), context.scale.right) - context.scale.x(tick.start) - 8.0
            if context.measure(dated, Role.AXIS_MAJOR) <= room_px:
                text, last_day = dated, day
        yield from _lower_text(context, tick, text, Role.AXIS_MAJOR, row)


def _zone_day(days: float, zone: Zone) -> date:
    """The day in `zone`, to the half second."""
    return date_of(days + utc_offset(zone) + SECOND / 2)


def _short_day(day: date) -> str:
    return _("{day} {month}", day=day.day, month=month_name(day.month, short=True))


def _level(context: LayoutContext, tick: Tick) -> int:
    """The index of the longest of its texts that fits into its interval; 0 for one that the view cuts."""
    x1, x2 = context.scale.x(tick.start), context.scale.x(tick.end)
    if x1 < context.scale.left or x2 > context.scale.right:
        return 0
    fits = [context.measure(text, Role.AXIS_MAJOR) <= x2 - x1 - 8.0 for text in (tick.text, *tick.shorter)]
    return fits.index(True) if True in fits else len(fits) - 1


def _upper_text(
    context: LayoutContext, tick: Tick, taken: list[tuple[float, float]], row: TextRow, level: int
) -> Iterator[Shape]:
    """Left-aligned in the part of its interval that is in view, past the chips; from `level` on the first that fits."""
    for text in (tick.text, *tick.shorter)[level:]:
        width = context.measure(text, Role.AXIS_MAJOR)
        x = max(context.scale.x(tick.start), context.scale.left) + 5.0
        for x1, x2 in taken:
            if x < x2 + 5.0 and x + width > x1 - 5.0:
                x = x2 + 5.0
        if x + width <= min(context.scale.x(tick.end), context.scale.right) - 3.0:
            yield Label(Box(x, row[0], width, row[1] - row[0]), text, Role.AXIS_MAJOR)
            return


def _lower_text(context: LayoutContext, tick: Tick, text: str, role: Role, row: TextRow) -> Iterator[Shape]:
    """In the middle of the interval that it names, or right of its tick; nothing if the view cuts it."""
    left, right, width = context.scale.left, context.scale.right, context.measure(text, role)
    x1, x2 = context.scale.x(tick.start), context.scale.x(tick.end)
    if tick.names_interval:
        x1, x2 = max(x1, left), min(x2, right)
        x, fits, align = (x1 + x2 - width) / 2, x2 - x1 >= width + 4.0, "centre"
    else:
        x, fits, align = x1 + 4.0, left <= x1 + 4.0 and x1 + 4.0 + width <= right - 2.0, "left"
    if fits:
        yield Label(Box(x, row[0], width, row[1] - row[0]), text, role, align=align)


def _chips(context: LayoutContext, row_px: float) -> Iterator[Shape]:
    """The chip of today, then that of the as-of day, which gives way to it."""
    chips = [(context.today, _("today"), Role.TODAY)]
    if context.as_of is not None:
        chips.append((context.as_of, day_words(context.as_of), Role.AS_OF))
    taken: Box | None = None
    for day, text, role in chips:
        x = context.day_x(day)
        if x is None:
            continue
        width = context.measure(text, role) + 2 * CHIP_PAD
        left = min(max(x - width / 2, context.scale.left + 2.0), context.scale.right - width - 2.0)
        if taken is not None and left < taken.right + 4.0 and left + width > taken.x - 4.0:
            left = taken.x - 4.0 - width if day < context.today else taken.right + 4.0
        taken = Box(left, max((row_px - CHIP_PX) / 2, 0.0), width, min(CHIP_PX, row_px))
        yield Band(taken, role)
        yield Label(taken, text, role, align="centre")
