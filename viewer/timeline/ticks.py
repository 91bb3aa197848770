"""Ticks of the calendar, from centuries to seconds, in two tiers: what the axis writes and the grid rules.

The steps are a table, after d3-time's `ticks.js`; which one is used follows from the px a step takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import count, pairwise
from math import floor

from msgspec import Struct

from viewer.i18n import _, day_words, month_name
from viewer.model.calendar import Days, date_of, month_start
from viewer.state import Span
from viewer.timeline.extent import MONTH

SECOND: Days = 1 / 86400


class Unit(StrEnum):
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_LENGTH: dict[Unit, Days] = {
    Unit.SECOND: SECOND,
    Unit.MINUTE: 60 * SECOND,
    Unit.HOUR: 3600 * SECOND,
    Unit.DAY: 1.0,
    Unit.MONTH: MONTH,
    Unit.YEAR: 12 * MONTH,
}


class Step(Struct, frozen=True):
    """Every `count` units a tick, where that takes at least `least_px`."""

    unit: Unit
    count: int
    least_px: float

    @property
    def length(self) -> Days:
        """On average."""
        return self.count * _LENGTH[self.unit]

    @property
    def names_a_stretch(self) -> bool:
        """Whether its text names the whole stretch ("2024"), not the moment at which it starts ("09:30")."""
        return self.count == 1 and self.unit in (Unit.DAY, Unit.MONTH, Unit.YEAR)


STEPS: tuple[tuple[Step, Step | None], ...] = (
    # lower tier, from fine to coarse     upper tier: where the lower one lies
    *((Step(Unit.SECOND, count, 66.0), Step(Unit.DAY, 1, 0.0)) for count in (1, 5, 15, 30)),
    *((Step(Unit.MINUTE, count, 50.0), Step(Unit.DAY, 1, 0.0)) for count in (1, 5, 15, 30)),
    *((Step(Unit.HOUR, count, 50.0), Step(Unit.DAY, 1, 0.0)) for count in (1, 3, 6, 12)),
    *((Step(Unit.DAY, count, 24.0), Step(Unit.MONTH, 1, 0.0)) for count in (1, 5, 10)),
    *((Step(Unit.MONTH, count, 36.0), Step(Unit.YEAR, 1, 0.0)) for count in (1, 3)),
    *((Step(Unit.YEAR, count, 44.0), Step(Unit.YEAR, 10, 0.0)) for count in (1, 2, 5)),
    *((Step(Unit.YEAR, count, 44.0), Step(Unit.YEAR, 100, 0.0)) for count in (10, 20, 50)),
    (Step(Unit.YEAR, 100, 0.0), None),
)


class Tick(Struct, frozen=True, gc=False):
    """The stretch from one tick to the next, and its text; `stretch`: the text names all of it."""

    start: Days
    end: Days
    text: str
    stretch: bool
    shorter: tuple[str, ...] = ()  # what else names it, where the text does not fit


class Ticks(Struct, frozen=True, gc=False):
    """The ticks whose stretches meet a span, from left to right; `upper` may be empty, `lower` never is."""

    lower: tuple[Tick, ...]
    upper: tuple[Tick, ...]


def chosen(px_per_day: float) -> tuple[Step, Step | None]:
    """The finest step for which there is room, and the one above it."""
    return next(it for it in STEPS if it[0].length * px_per_day >= it[0].least_px)


def ticks(span: Span, px_per_day: float) -> Ticks:
    """The two tiers over `span`."""
    lower, upper = chosen(px_per_day)
    return Ticks(_tier(lower, span, False), () if upper is None else _tier(upper, span, True))


def _tier(step: Step, span: Span, upper: bool) -> tuple[Tick, ...]:
    starts = list(starts_of(step, span))
    named = step.names_a_stretch or upper
    return tuple(
        Tick(start, end, _text(step, start, upper), named, _shorter(step, start) if upper else ())
        for start, end in pairwise(starts)
    )


def starts_of(step: Step, span: Span) -> Iterator[Days]:
    """Where the ticks of `step` are: from the last one at or before the span to the first at or after its end."""
    moments = _moments(step, span.start)
    here = next(moments)
    for following in moments:  # pragma: no branch (endless)
        if following > span.start:
            yield here
            if here >= span.end:
                return
        here = following


def _moments(step: Step, start: Days) -> Iterator[Days]:
    """The ticks of `step` without end, from one at or before `start`."""
    if step.unit in (Unit.MONTH, Unit.YEAR):
        months = step.count * (12 if step.unit is Unit.YEAR else 1)
        first = _month_before(start) // months * months
        yield from (month_start(index) for index in count(first, months))
    elif step.unit is Unit.DAY and step.count > 1:
        for index in count(
            _month_before(start)
        ):  # pragma: no branch (endless): days 1, 1 + count, … but none near the next month's first
            yield from (month_start(index) + day for day in range(0, 31 - step.count, step.count))
    else:
        seconds = round(step.length / SECOND)
        yield from (number * seconds / 86400 for number in count(floor(start / step.length) - 1))


def _month_before(start: Days) -> int:
    """The index of a month that begins at or before `start`, and not long before."""
    return floor(start / MONTH + 1970 * 12) - 1


def _shorter(step: Step, start: Days) -> tuple[str, ...]:
    """Of the upper tier: a month in short with its year, and without; a January gives its year alone."""
    if step.unit is not Unit.MONTH:
        return ()
    day = date_of(start)
    short = month_name(day.month, short=True)
    return _("{month} {year}", month=short, year=day.year), str(day.year) if day.month == 1 else short


def _text(step: Step, start: Days, upper: bool) -> str:
    """What is written at a tick; hours and finer are UTC."""
    day = date_of(start)
    if step.unit is Unit.YEAR:
        year = floor(start / (12 * MONTH) + 1970 + 0.5)
        if upper and step.count == 10:
            return _("{decade}s", decade=year, century=year // 100 + 1, tens=f"{year % 100:02}")
        if upper and step.count == 100:
            return _("{first}–{last}", first=year, last=year + 99)
        return _("{year}", year=year) if upper else str(year)
    if step.unit is Unit.MONTH:
        return (
            _("{month} {year}", month=month_name(day.month), year=day.year)
            if upper
            else month_name(day.month, short=True)
        )
    if step.unit is Unit.DAY:
        return _("{day} UTC", day=day_words(day)) if upper else str(day.day)
    seconds = round((start - floor(start)) / SECOND) % 86400
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return f"{text}:{seconds % 60:02}" if step.unit is Unit.SECOND else text
