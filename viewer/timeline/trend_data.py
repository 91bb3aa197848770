"""What the milestone trend chart shows: the claims about an event's date, when they were said and what they promised.

::

    promised   │      ┌──◆ 2027?          one point per claim; the line runs through the claims that were current
               │  ┌──◇┘                   a withdrawn date ends it, a new date starts it again
               │◇─┘
               └──────────── said
"""

from __future__ import annotations

from msgspec import Struct

from viewer.model.calendar import Days, day_number
from viewer.model.claims import is_doubted, known_day
from viewer.model.date_history import current_claims
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Event, Outcome
from viewer.model.programme import Programme
from viewer.report.sentences import claim_address
from viewer.timeline.extent import UNIT_DAYS


class PromisedRange(Struct, frozen=True):
    """The days that a claim allows: its point stands at `day`, within `earliest` … `latest`, which are finite."""

    day: Days
    earliest: Days
    latest: Days
    cores: tuple[tuple[Days, Days], ...]
    fades: str = ""  # to the side without a bound: "top" (later) or "bottom" (earlier)


class TrendPoint(Struct, frozen=True):
    """One claim. Without a range it withdrew the date, or cancelled the event."""

    ref: str
    said: Days
    promised: PromisedRange | None
    is_current: bool  # at the end of the day on which it became known
    is_doubted: bool
    status: str  # "planned", an outcome, or "withdrawn"


class TrendLine(Struct, frozen=True):
    """An event with all claims about its date, in the order of `EventStatus.claims`."""

    event: Event
    accent: int  # index of its lane, -1 for none
    points: tuple[TrendPoint, ...]

    @property
    def current_points(self) -> tuple[TrendPoint, ...]:
        """The points that the line runs through."""
        return tuple(point for point in self.points if point.is_current)


def trend_line(programme: Programme, event: Event) -> TrendLine:
    """The line of an event. ValueError for a programme without a day."""
    claims = programme.status(event.id).claims
    current = {id(claim) for _day, claim in current_claims(programme, event)}
    dates = [claim.when for claim in claims if claim.when.is_dated]
    starts, ends = {when.core_earliest for when in dates}, {when.core_latest for when in dates}
    # Of intervals from the same start only their ends tell how the date moved.
    by_end = len(starts) == 1 and len(ends) > 1 and all(when.is_interval and when.has_end for when in dates)
    points = []
    for index, claim in enumerate(claims):
        said = day_number(known_day(claim, programme.current_to) or programme.current_to)
        promised = None if claim.outcome is Outcome.CANCELLED else promised_range(claim.when, said, by_end)
        is_current, doubted = id(claim) in current, is_doubted(claim, programme.source)
        status = "planned" if claim.when.is_dated else "withdrawn"
        if claim.outcome is not None:
            status = claim.outcome.value
        points.append(TrendPoint(claim_address(event.id, index), said, promised, is_current, doubted, status))
    return TrendLine(event, programme.head.lane_index(programme.lane_of(event)), tuple(points))


def promised_range(when: EdtfDate, said: Days, by_end: bool = False) -> PromisedRange | None:
    """Where a date that was said on `said` stands on the vertical axis; None for `unknown`.

    A point stands in the middle of the core; of `[..b]` in the middle of the unit that *b* names, of `[a..]` of *a*,
    of `/` of the start (of its end where it has no start, or if `by_end`): "by 2028" and "2028" stand at the same
    height. `[..b]` reaches down to the day on which it was said, but at least one unit, `[a..]` two units up.
    """
    unit_days = UNIT_DAYS[when.precision]
    if not when.is_dated:
        return None
    if when.is_upper_bound or (when.is_interval and (by_end or not when.has_start)):
        earliest = min(said, when.latest - unit_days)
        return PromisedRange(when.core_latest - unit_days / 2, earliest, when.latest, (), "bottom")
    start, end, latest = when.core_earliest, when.core_latest, when.latest
    if when.is_interval:
        end, latest = when.start_core_latest, when.start_latest
    if when.is_lower_bound:
        middle = (start + when.start_core_latest) / 2
        return PromisedRange(middle, when.earliest, when.earliest + 2 * unit_days, (), "top")
    return PromisedRange((start + end) / 2, when.earliest, latest, when.members or ((start, end),))
