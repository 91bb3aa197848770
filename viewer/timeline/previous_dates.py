"""Where earlier claims stood and where other claims stand: ghosts below the row of their event.

::

    row        ◆        ▭▭▭▭▭▭▭▭▭ Launch of …
    side line  ┊2024┊──→┊around 2026┊──→ +3 years
"""

from __future__ import annotations

from msgspec import Struct

from viewer.model.calendar import Days
from viewer.model.claims import Standing
from viewer.model.date_history import DateHistory, date_history
from viewer.model.entities import Claim, Event
from viewer.model.programme import Programme
from viewer.timeline.extent import Extent, extent


class Ghost(Struct, frozen=True):
    """A claim that does not hold, and where in time it is drawn."""

    claim: Claim
    extent: Extent


class Side(Struct, frozen=True):
    """What stands on a line below an event: its earlier dates, or the dates that contradict it."""

    event: Event
    ghosts: tuple[Ghost, ...]  # in the order in which they were said
    present: Extent  # of the claim that holds: where the arrow leads
    conflict: bool
    planned: bool
    chain: DateHistory | None = None  # of earlier dates

    @property
    def rank(self) -> int:
        """1: of a plan of importance 5, 2: of what happened, 3: of less importance."""
        if self.event.importance < 5:
            return 3
        return 1 if self.planned else 2

    @property
    def start(self) -> Days:
        return min(ghost.extent.start for ghost in self.ghosts)

    @property
    def end(self) -> Days:
        """The end of the last of all that is drawn; the arrow leads as far as the present date."""
        last = max(ghost.extent.end for ghost in self.ghosts)
        return last if self.conflict else max(last, self.present.centre if self.present.point else last)


def sides_of(
    programme: Programme, event: Event, standing: Standing, present: Extent, slips: bool
) -> tuple[Side, ...]:
    """The lines an event needs below it: one for claims in conflict, one for earlier dates if `slips`."""
    assert programme.day is not None
    sides = []
    planned = standing.holder.outcome is None
    others = _ghosts(programme, standing.conflicts)
    if others:
        sides.append(Side(event, others, present, True, planned))
    if slips:
        chain = date_history(programme, event)
        earlier = _ghosts(programme, tuple(claim for claim in chain.claims if claim is not standing.holder))
        if earlier and len(chain.claims) > 1:
            sides.append(Side(event, earlier, present, False, planned, chain))
    return tuple(sides)


def _ghosts(programme: Programme, claims: tuple[Claim, ...]) -> tuple[Ghost, ...]:
    assert programme.day is not None
    drawn = ((claim, extent(claim, programme.current_to, programme.day)) for claim in claims)
    return tuple(Ghost(claim, where) for claim, where in drawn if where is not None)
