"""Where in time an event is drawn: its current claim, and its previous dates.

::

    row        ◆        ▭▭▭▭▭▭▭▭▭ Launch of …         the current claims
    date line  ┊2024┊──→┊around 2026┊──→ +3 years     where earlier claims stood, or claims in conflict
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import inf, isfinite

from msgspec import Struct

from viewer.model.calendar import Days, day_number
from viewer.model.claims import EventStatus, known_day
from viewer.model.date_history import DateHistory, date_history
from viewer.model.edtf_date import UNIT_MONTHS, Edge, Precision
from viewer.model.entities import Claim, Event
from viewer.model.programme import Programme
from viewer.timeline.time_scale import MONTH, YEAR

_FINE = {Precision.DAY: 1.0, Precision.HOUR: 1 / 24, Precision.MINUTE: 1 / 1440, Precision.SECOND: 1 / 86400}
UNIT_DAYS: tuple[Days, ...] = tuple(_FINE.get(unit) or UNIT_MONTHS[unit] * MONTH for unit in Precision)
"""The length of one unit of a precision, which is the index; of a month or coarser the mean length."""


class Extent(Struct, frozen=True, gc=False):
    """Half-open `start` … `end`, ±inf on an open side. A `point` is known to the day or finer."""

    start: Days
    end: Days
    point: bool

    @property
    def centre(self) -> Days:
        """The middle of a finite extent, where the mark of a point stands."""
        return (self.start + self.end) / 2

    @property
    def left(self) -> Days:
        """The left end on its row: of a point its centre."""
        return self.centre if self.point else self.start

    @property
    def right(self) -> Days:
        return self.centre if self.point else self.end

    @property
    def middle(self) -> Days:
        """The middle, also of an open extent: an open side ends a year from the other side."""
        start, end = finite(self.start, self.end, YEAR)
        return (start + end) / 2


def finite(start: Days, end: Days, length: Days) -> tuple[Days, Days]:
    """`start` and `end` with an open side set `length` from the other; with two open sides 1970-01-01 and after."""
    if start == -inf:
        start = end - length if isfinite(end) else 0.0
    return start, (end if isfinite(end) else start + length)


def extent(claim: Claim, current_to: date, day: date) -> Extent | None:
    """Where `claim` is drawn as of `day`; None for `unknown`, which has no place in time.

    ``[..b]``  from the day on which it was said to *b*, at least one unit
    ``[a..]``  *a* and one unit after it, then the arrow
    ``a/..``   to the end of time; ``../b`` from its beginning
    ``a/``     *a* and one unit after it; if it is reported, at least up to `day`
    ``/b``     one unit before *b*, and *b*
    """
    when, unit_days = claim.when, UNIT_DAYS[claim.when.precision]
    if not when.is_dated:
        return None
    start, end = when.earliest, when.latest
    if when.is_upper_bound:
        said = known_day(claim, current_to)
        start = end - unit_days if said is None else min(day_number(said), end - unit_days)
    elif when.is_lower_bound:
        end = start + 2 * unit_days
    if when.start_edge is Edge.UNKNOWN:
        start = end - 2 * unit_days
    if when.end_edge is Edge.UNKNOWN:
        end = when.start_latest + unit_days
        if claim.outcome is not None:
            end = max(end, day_number(day) + 1.0)
    return Extent(start, end, when.is_exact)


def event_extent(programme: Programme, event_id: str) -> Extent | None:
    """Where the current claim of the event is drawn; None without a date. KeyError for an unknown event."""
    return extent(programme.status(event_id).current_claim, programme.current_to, programme.as_of_day)


class PreviousDate(Struct, frozen=True):
    """A claim that is not the current one, and where in time it is drawn."""

    claim: Claim
    extent: Extent


class PreviousDates(Struct, frozen=True):
    """One line below an event: its earlier dates, or the dates that contradict it (`conflict`)."""

    event: Event
    dates: tuple[PreviousDate, ...]  # in the order in which they were said
    present: Extent  # of the current claim: the arrow leads there
    conflict: bool
    planned: bool
    history: DateHistory | None = None  # of earlier dates

    @property
    def rank(self) -> int:
        """1: of a plan of importance 5, 2: of what happened, 3: of less importance."""
        return 3 if self.event.importance < 5 else 1 if self.planned else 2

    @property
    def start(self) -> Days:
        return min(date.extent.start for date in self.dates)

    @property
    def end(self) -> Days:
        """The end of all that is drawn. The arrow of earlier dates leads as far as the present date."""
        last = max(date.extent.end for date in self.dates)
        return last if self.conflict else max(last, self.present.centre if self.present.point else last)


def previous_dates(
    programme: Programme, event: Event, status: EventStatus, present: Extent, slips: bool
) -> tuple[PreviousDates, ...]:
    """The lines below an event: one for claims in conflict, and with `slips` one for earlier dates."""
    lines = []
    planned = status.current_claim.outcome is None
    if conflicts := _with_extents(programme, status.conflicts):
        lines.append(PreviousDates(event, conflicts, present, True, planned))
    history = date_history(programme, event) if slips else None
    if history is not None and len(history.claims) > 1:
        claims = (claim for claim in history.claims if claim is not status.current_claim)
        if earlier := _with_extents(programme, claims):
            lines.append(PreviousDates(event, earlier, present, False, planned, history))
    return tuple(lines)


def _with_extents(programme: Programme, claims: Iterable[Claim]) -> tuple[PreviousDate, ...]:
    """The claims that have a place in time."""
    extents = ((claim, extent(claim, programme.current_to, programme.as_of_day)) for claim in claims)
    return tuple(PreviousDate(claim, where) for claim, where in extents if where is not None)
