"""Days <-> px over one span of time, and the ticks of the calendar on it, from centuries to seconds.

Ticks come in two tiers: the lower one in the finest step that has room, the upper one says where those lie. The
steps are a table, as in d3-time's `ticks.js`.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import count, pairwise
from math import floor

from msgspec import Struct
from msgspec.structs import force_setattr

from viewer.i18n import _, day_words, month_name
from viewer.model.calendar import Days, date_of, month_start
from viewer.report.dates import clock_time
from viewer.state import Span

SECOND: Days = 1 / 86400
MONTH: Days = 30.436875  # a twelfth of the Gregorian year of 365.2425 days
YEAR: Days = 12 * MONTH


class TimeScale(Struct, frozen=True):
    """`span` lies between `left` and `right` (px, left < right).

    Nothing is clamped: days outside the span lie outside the px, ±inf stays ±inf.
    """

    span: Span
    left: float
    right: float
    px_per_day: float = 0.0  # computed

    def __post_init__(self) -> None:
        force_setattr(self, "px_per_day", (self.right - self.left) / self.span.length)

    def x(self, days: Days) -> float:
        """The place of the moment `days` in px."""
        return self.left + (days - self.span.start) * self.px_per_day

    def days(self, x: float) -> Days:
        """The moment at `x`: `scale.days(scale.x(d)) == d`, but for rounding."""
        return self.span.start + (x - self.left) / self.px_per_day

    def length(self, px: float) -> Days:
        """How long `px` pixels last."""
        return px / self.px_per_day


class Unit(Enum):
    """A unit of the calendar. The value is its mean length in days."""

    SECOND = SECOND
    MINUTE = 60 * SECOND
    HOUR = 3600 * SECOND
    DAY = 1.0
    MONTH = MONTH
    YEAR = YEAR


class Step(Struct, frozen=True):
    """A tick every `count` units, if that is at least `least_px` wide."""

    unit: Unit
    count: int
    least_px: float = 0.0

    @property
    def length(self) -> Days:
        return self.count * self.unit.value

    @property
    def names_interval(self) -> bool:
        """True if its text names the interval up to the next tick ("2024"), not the moment of the tick ("09:30")."""
        return self.count == 1 and self.unit in (Unit.DAY, Unit.MONTH, Unit.YEAR)


STEPS: tuple[tuple[Step, Step | None], ...] = (
    *((Step(Unit.SECOND, count, 66.0), Step(Unit.DAY, 1)) for count in (1, 5, 15, 30)),
    *((Step(Unit.MINUTE, count, 50.0), Step(Unit.DAY, 1)) for count in (1, 5, 15, 30)),
    *((Step(Unit.HOUR, count, 50.0), Step(Unit.DAY, 1)) for count in (1, 3, 6, 12)),
    *((Step(Unit.DAY, count, 24.0), Step(Unit.MONTH, 1)) for count in (1, 5, 10)),
    *((Step(Unit.MONTH, count, 36.0), Step(Unit.YEAR, 1)) for count in (1, 3)),
    *((Step(Unit.YEAR, count, 44.0), Step(Unit.YEAR, 10)) for count in (1, 2, 5)),
    *((Step(Unit.YEAR, count, 44.0), Step(Unit.YEAR, 100)) for count in (10, 20, 50)),
    (Step(Unit.YEAR, 100), None),
)
"""The steps of the lower tier from fine to coarse, each with that of the upper tier."""


class Tick(Struct, frozen=True, gc=False):
    """The interval from one tick to the next."""

    start: Days
    end: Days
    text: str
    names_interval: bool  # the text names all of the interval, not its start
    shorter: tuple[str, ...] = ()  # shorter texts, for an interval that is too narrow


class Ticks(Struct, frozen=True, gc=False):
    """The ticks whose intervals meet a span, from left to right. `upper` may be empty, `lower` never is."""

    lower: tuple[Tick, ...]
    upper: tuple[Tick, ...]


def steps_for(px_per_day: float) -> tuple[Step, Step | None]:
    """The finest step that has room, and that of the upper tier."""
    return next(steps for steps in STEPS if steps[0].length * px_per_day >= steps[0].least_px)


def ticks(span: Span, px_per_day: float) -> Ticks:
    """The two tiers over `span`."""
    lower, upper = steps_for(px_per_day)
    return Ticks(_tier(lower, span, False), () if upper is None else _tier(upper, span, True))


def _tier(step: Step, span: Span, is_upper: bool) -> tuple[Tick, ...]:
    names_interval, has_shorter = step.names_interval or is_upper, is_upper and step.unit is Unit.MONTH
    return tuple(
        Tick(start, end, _text(step, start, is_upper), names_interval, _shorter(start) if has_shorter else ())
        for start, end in pairwise(tick_starts(step, span))
    )


def tick_starts(step: Step, span: Span) -> Iterator[Days]:
    """The ticks of `step`, from the last one at or before the span to the first at or after its end."""
    for start, following in pairwise(_endless_starts(step, span.start)):  # pragma: no branch (endless)
        if following > span.start:
            yield start
            if start >= span.end:
                return


def _endless_starts(step: Step, start: Days) -> Iterator[Days]:
    """The ticks of `step` without end, from one at or before `start`."""
    month = floor(start / MONTH + 1970 * 12) - 1  # it begins at or before `start`, and not long before
    if step.unit in (Unit.MONTH, Unit.YEAR):
        months = step.count * (12 if step.unit is Unit.YEAR else 1)
        yield from (month_start(index) for index in count(month // months * months, months))
    elif step.unit is Unit.DAY and step.count > 1:  # days 1, 1 + count, … but none near the next month's first
        for index in count(month):  # pragma: no branch (endless)
            yield from (month_start(index) + day for day in range(0, 31 - step.count, step.count))
    else:
        seconds = round(step.length / SECOND)
        yield from (number * seconds / 86400 for number in count(floor(start / step.length) - 1))


def _shorter(start: Days) -> tuple[str, ...]:
    """Shorter names of a month: in short with its year, and without; for a January the year alone."""
    day = date_of(start)
    short = month_name(day.month, short=True)
    return _("{month} {year}", month=short, year=day.year), str(day.year) if day.month == 1 else short


def _text(step: Step, start: Days, is_upper: bool) -> str:
    """The text of a tick. Hours and finer are UTC."""
    day = date_of(start)
    if step.unit is Unit.YEAR:
        year = floor(start / YEAR + 1970 + 0.5)
        if not is_upper:
            return str(year)
        if step.count == 10:
            return _("{decade}s", decade=year, century=year // 100 + 1, tens=f"{year % 100:02}")
        return _("{first}–{last}", first=year, last=year + 99) if step.count == 100 else _("{year}", year=year)
    if step.unit is Unit.MONTH:
        if not is_upper:
            return month_name(day.month, short=True)
        return _("{month} {year}", month=month_name(day.month), year=day.year)
    if step.unit is Unit.DAY:
        return _("{day} UTC", day=day_words(day)) if is_upper else str(day.day)
    return clock_time(start, step.unit is Unit.SECOND)
