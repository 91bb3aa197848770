"""Where in time a claim is drawn: finite or open, a point or a stretch."""

from __future__ import annotations

from datetime import date
from math import inf, isfinite

from msgspec import Struct

from viewer.model.calendar import Days, day_number
from viewer.model.claims import known_day
from viewer.model.edtf_codes import UNIT_MONTHS
from viewer.model.edtf_date import Edge, Precision
from viewer.model.entities import Claim
from viewer.model.programme import Programme

MONTH: Days = 30.436875  # a twelfth of the Gregorian year of 365.2425 days
_FINE = {Precision.DAY: 1.0, Precision.HOUR: 1 / 24, Precision.MINUTE: 1 / 1440, Precision.SECOND: 1 / 86400}
_UNITS: tuple[Days, ...] = tuple(_FINE.get(it) or UNIT_MONTHS[it] * MONTH for it in Precision)
"""By precision: its number is the place."""


def unit(precision: Precision) -> Days:
    """How long one unit of `precision` lasts; of a month or coarser, on average."""
    return _UNITS[precision]


class Extent(Struct, frozen=True, gc=False):
    """Half-open `start` … `end`, ±inf where it goes on for ever; a `point` is known to the day or finer."""

    start: Days
    end: Days
    point: bool

    @property
    def centre(self) -> Days:
        """The middle of a finite extent: where a point's mark stands."""
        return (self.start + self.end) / 2

    @property
    def left(self) -> Days:
        """Where it begins on its row: of a point its centre."""
        return self.centre if self.point else self.start

    @property
    def right(self) -> Days:
        return self.centre if self.point else self.end


def extent(claim: Claim, current_to: date, day: date) -> Extent | None:
    """Where `claim` is drawn as of `day`; None for `unknown`, which has no place in time.

    ``[..b]``  from its known day to *b*: nothing is promised before it is said; at least one unit
    ``[a..]``  *a* and one unit after it, then the arrow
    ``a/..``   to the end of time; ``../b`` from its beginning
    ``a/``     *a* and one unit after it; if it is reported, at least up to `day`
    ``/b``     one unit before *b*, and *b*
    """
    when, one = claim.when, unit(claim.when.precision)
    if not when.is_dated:
        return None
    start, end = when.earliest, when.latest
    if when.is_upper_bound:
        said = known_day(claim, current_to)
        start = end - one if said is None else min(day_number(said), end - one)
    elif when.is_lower_bound:
        end = start + 2 * one
    if when.start_edge is Edge.UNKNOWN:
        start = end - 2 * one
    if when.end_edge is Edge.UNKNOWN:
        end = when.start_latest + one
        if claim.outcome is not None:
            end = max(end, day_number(day) + 1.0)
    return Extent(start, end, when.is_exact)


def finite(start: Days, end: Days, one: Days) -> tuple[Days, Days]:
    """The same stretch with an open side cut off `one` unit from the other; both open: the first unit of 1970."""
    if start == -inf:
        start = end - one if isfinite(end) else 0.0
    return start, (end if isfinite(end) else start + one)


def middle(where: Extent) -> Days:
    """The middle of an extent, an open side cut off a year from the other."""
    start, end = finite(where.start, where.end, 12 * MONTH)
    return (start + end) / 2


def event_extent(programme: Programme, event_id: str) -> Extent | None:
    """Where the event is drawn by the claim that holds; None without a date. KeyError when it is not there."""
    assert programme.day is not None
    return extent(programme.status(event_id).current_claim, programme.current_to, programme.day)
