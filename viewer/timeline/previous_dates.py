"""The previous dates of an event: where earlier claims stood, and where claims that contradict the current one stand.

::

    row        ◆        ▭▭▭▭▭▭▭▭▭ Launch of …
    date line  ┊2024┊──→┊around 2026┊──→ +3 years
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from viewer.model.calendar import Days
from viewer.model.claims import EventStatus
from viewer.model.date_history import DateHistory, date_history
from viewer.model.entities import Claim, Event
from viewer.model.programme import Programme
from viewer.timeline.extent import Extent, extent


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
        if self.event.importance < 5:
            return 3
        return 1 if self.planned else 2

    @property
    def start(self) -> Days:
        return min(date.extent.start for date in self.dates)

    @property
    def end(self) -> Days:
        """The end of all that is drawn. The arrow of earlier dates leads as far as the present date."""
        last = max(date.extent.end for date in self.dates)
        return last if self.conflict else max(last, self.present.centre if self.present.point else last)


def previous_dates(
    programme: Programme, event: Event, event_status: EventStatus, present: Extent, slips: bool
) -> tuple[PreviousDates, ...]:
    """The lines below an event: one for claims in conflict, and with `slips` one for earlier dates."""
    lines = []
    planned = event_status.current_claim.outcome is None
    conflicts = _with_extents(programme, event_status.conflicts)
    if conflicts:
        lines.append(PreviousDates(event, conflicts, present, True, planned))
    if slips:
        history = date_history(programme, event)
        earlier = _with_extents(
            programme, (claim for claim in history.claims if claim is not event_status.current_claim)
        )
        if earlier and len(history.claims) > 1:
            lines.append(PreviousDates(event, earlier, present, False, planned, history))
    return tuple(lines)


def _with_extents(programme: Programme, claims: Iterable[Claim]) -> tuple[PreviousDate, ...]:
    """The claims that have a place in time. ValueError without a day."""
    if programme.day is None:
        raise ValueError("only a programme as of a day has previous dates")
    extents = ((claim, extent(claim, programme.current_to, programme.day)) for claim in claims)
    return tuple(PreviousDate(claim, where) for claim, where in extents if where is not None)
