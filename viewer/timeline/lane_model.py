"""What stands on all lanes of a programme, arranged in a viewport: made once, and forgotten with it."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass, field

from viewer.i18n import language
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.state import GROUPINGS
from viewer.timeline.lane_events import LARGE, LaneEvents, LaneRows, events_of_lanes
from viewer.timeline.lane_grouping import grouped
from viewer.timeline.lane_heights import NOTHING_WISHED, Arrangement, Wishes, arranged, chosen

__all__ = [
    "LARGE",
    "NOTHING_WISHED",
    "Arrangement",
    "LaneEvents",
    "LaneRows",
    "Plan",
    "Wishes",
    "made_plan",
    "plan",
    "plan_of",
]

KEPT = 64
"""So many arrangements of a programme are remembered."""


@dataclass(frozen=True)
class Plan:
    """What stands on all lanes, from the top."""

    lanes: tuple[LaneEvents, ...]
    lane_of: Callable[[Event], str]  # the id of the lane that an event stands on
    _kept: dict[tuple[float, Wishes], Arrangement] = field(default_factory=dict, compare=False, repr=False)

    def chosen(self, wishes: Wishes) -> tuple[LaneEvents, ...]:
        """The lanes that are shown, from the top: the pinned ones before all, each in the wished order."""
        return chosen(self.lanes, wishes)

    def unpacked(self, wishes: Wishes) -> int:
        """How many events stand on the lanes that `arranged` would have to pack before all."""
        lanes = self.chosen(wishes)
        return sum(len(it.order) for it in lanes if not it.packed(it.lane.id in wishes.open))

    def arranged(self, room_px: float, wishes: Wishes = NOTHING_WISHED) -> Arrangement:
        """The lanes in a viewport of `room_px`: the opened ones whole, the others as far as there is room."""
        key = room_px, wishes
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[key] = arranged(self.chosen(wishes), room_px, wishes)
        return self._kept[key]


def plan(programme: Programme, slips: bool, grouping: str = GROUPINGS[0]) -> Plan:
    """What stands on every lane of a programme as of its day; a lane without events keeps its place.

    `slips`: with lines for the earlier dates. An event of a lane that the programme does not list is left out.
    """
    by = grouped(programme, grouping)
    return Plan(events_of_lanes(programme, by.lanes, by.lane_of, slips), by.lane_of)


PlanKey = tuple[int, bool, str, str]
_plans: dict[PlanKey, tuple[weakref.ref[Programme], Plan]] = {}


def plan_of(programme: Programme, slips: bool = True, grouping: str = GROUPINGS[0]) -> Plan:
    """The plan of this very programme, made once and forgotten with it.

    Kept by identity: comparing two programmes would compare every event of theirs.
    """
    made = made_plan(programme, slips, grouping)
    if made is None:
        key = _plan_key(programme, slips, grouping)
        other = made_plan(programme, not slips, grouping)
        if other is None:
            made = plan(programme, slips, grouping)
        else:  # which differs in nothing but the lines below the rows
            made = Plan(tuple(lane.with_slips(slips) for lane in other.lanes), other.lane_of)
        _plans[key] = weakref.ref(programme, lambda _gone: _forget(key)), made
    return made


def made_plan(programme: Programme, slips: bool, grouping: str) -> Plan | None:
    """What `plan_of` would give at once; None where it would have to be made."""
    kept = _plans.get(_plan_key(programme, slips, grouping))
    return kept[1] if kept is not None and kept[0]() is programme else None


def _plan_key(programme: Programme, slips: bool, grouping: str) -> PlanKey:
    return id(programme), slips, grouping, "" if grouping == GROUPINGS[0] else language()


def _forget(key: PlanKey) -> None:
    kept = _plans.pop(key, None)
    for lane in kept[1].lanes if kept is not None else ():
        lane.forget()
