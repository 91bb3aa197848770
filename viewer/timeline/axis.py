"""The axis and what it rules: ticks in two tiers, the grid, today, the as-of day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from viewer.i18n import _, day_words
from viewer.model.calendar import day_number
from viewer.timeline.frame import Frame
from viewer.timeline.metrics import METRICS
from viewer.timeline.scene import Band, Box, Label, Role, Rule, Shape
from viewer.timeline.ticks import Tick, Ticks

CHIP_PAD = 8.0
CHIP_PX = 16.0


def grid(frame: Frame, ticks: Ticks, top: float, foot: float) -> Iterator[Shape]:
    """A rule at every tick, from `top` to `foot`."""
    upper = {tick.start for tick in ticks.upper}
    for tick in ticks.lower:
        x = frame.scale.x(tick.start)
        if frame.scale.left < x < frame.scale.right:
            role = Role.GRID_MAJOR if tick.start in upper else Role.GRID
            yield Rule(x, top, x, foot, role)


def day_x(frame: Frame, day: date) -> float | None:
    """Where the line of a day stands: its start; None out of view."""
    x = frame.scale.x(day_number(day))
    return x if frame.scale.left <= x <= frame.scale.right else None


def day_lines(frame: Frame, today: date, top: float, foot: float) -> Iterator[Shape]:
    """The thin line of today; another where the programme is seen from another day, and a veil beyond it."""
    day = frame.programme.day
    if day is not None and day != today:
        x = max(frame.scale.x(day_number(day) + 1.0), frame.scale.left)
        if x < frame.scale.right:
            yield Band(Box(x, top, frame.scale.right - x, foot - top), Role.AS_OF)
        if (at := day_x(frame, day)) is not None:
            yield Rule(at, top, at, foot, Role.AS_OF)
    if (at := day_x(frame, today)) is not None:
        yield Rule(at, top, at, foot, Role.TODAY)


def axis(frame: Frame, ticks: Ticks, today: date) -> Iterator[Shape]:
    """The axis itself: its ground, its texts, the chips of today and of the as-of day."""
    left, right = frame.scale.left, frame.scale.right
    yield Band(Box(0.0, 0.0, frame.size.width, METRICS.axis_px), Role.GROUND)
    chips = list(_chips(frame, today))
    taken = [(chip.box.x, chip.box.right) for chip in chips if isinstance(chip, Band)]
    for tick in ticks.upper:
        x = frame.scale.x(tick.start)
        if left < x < right:
            yield Rule(x, 0.0, x, METRICS.axis_px, Role.GRID_MAJOR)
        yield from _upper_text(frame, tick, taken)
    for tick in ticks.lower:
        x = frame.scale.x(tick.start)
        if left < x < right:
            yield Rule(x, METRICS.tier_px, x, METRICS.axis_px, Role.HAIRLINE)
        yield from _lower_text(frame, tick)
    yield Rule(0.0, METRICS.axis_px, frame.size.width, METRICS.axis_px, Role.HAIRLINE)
    yield from chips


def _upper_text(frame: Frame, tick: Tick, taken: list[tuple[float, float]]) -> Iterator[Shape]:
    """Left-aligned in the part of its stretch that is in view, past the chips; nothing where it does not fit."""
    width = frame.width(tick.text, Role.AXIS_MAJOR)
    x = max(frame.scale.x(tick.start), frame.scale.left) + 5.0
    for x1, x2 in sorted(taken):
        if x < x2 + 5.0 and x + width > x1 - 5.0:
            x = x2 + 5.0
    if x + width <= min(frame.scale.x(tick.end), frame.scale.right) - 3.0:
        yield Label(Box(x, 0.0, width, METRICS.tier_px), tick.text, Role.AXIS_MAJOR)


def _lower_text(frame: Frame, tick: Tick) -> Iterator[Shape]:
    """In the middle of what it names, or right of its tick; nothing where the view cuts it."""
    width = frame.width(tick.text, Role.AXIS_MINOR)
    x1, x2 = frame.scale.x(tick.start), frame.scale.x(tick.end)
    if tick.stretch:
        x1, x2 = max(x1, frame.scale.left), min(x2, frame.scale.right)
        x, align = (x1 + x2 - width) / 2, "centre"
        if x2 - x1 < width + 4.0:
            return
    else:
        x, align = x1 + 4.0, "left"
        if x < frame.scale.left or x + width > frame.scale.right - 2.0:
            return
    yield Label(
        Box(x, METRICS.tier_px, width, METRICS.axis_px - METRICS.tier_px),
        tick.text,
        Role.AXIS_MINOR,
        align=align,
    )


def _chips(frame: Frame, today: date) -> Iterator[Shape]:
    """The chip of today, then that of the as-of day, which gives way to it."""
    day = frame.programme.day
    wanted = [(today, _("today"), Role.TODAY)]
    if day is not None and day != today:
        wanted.append((day, day_words(day), Role.AS_OF))
    taken: Box | None = None
    for when, text, role in wanted:
        x = day_x(frame, when)
        if x is None:
            continue
        width = frame.width(text, role) + 2 * CHIP_PAD
        left = min(max(x - width / 2, frame.scale.left + 2.0), frame.scale.right - width - 2.0)
        if taken is not None and left < taken.right + 4.0 and left + width > taken.x - 4.0:
            left = taken.x - 4.0 - width if when < today else taken.right + 4.0
        box = Box(left, (METRICS.tier_px - CHIP_PX) / 2, width, CHIP_PX)
        taken = box
        yield Band(box, role)
        yield Label(box, text, role, align="centre")
