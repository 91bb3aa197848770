"""How high each lane is: compact ones share the room there is, open ones take what they need.

::

    compact lane   5–4   ◆  ③   ▭▭▭▭▭   one row with labels, one more for long bars that need it
                   3     ◆②   ◆          one row
                   2–1   ④  ◆            one row
    with more room: rows for long bars, ghosts of plans, lines of labels, then all rows of an open lane

It depends on the programme and on the height of the viewport, never on the window in time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from msgspec import Struct

from viewer.caching import cached_property
from viewer.state import ViewState
from viewer.timeline.lane_events import LARGE, LaneEvents, LaneRows
from viewer.timeline.rows import MOST_LABEL_LINES, OPEN, Allowance

MOST_PINNED = 0.6
"""Pinned lanes stay in place as long as they take no more than this share of the height."""


Stage = Callable[[Allowance], Allowance]


def _with(three: tuple[int, int, int], tier: int, count: int) -> tuple[int, int, int]:
    """`three` with at least `count` for the tier."""
    first, second, third = (max(it, count) if index == tier else it for index, it in enumerate(three))
    return first, second, third


def _rows(tier: int, count: int) -> Stage:
    def more(now: Allowance) -> Allowance:
        return replace(now, rows=_with(now.rows or (1, 1, 1), tier, count))

    return more


def _lines(tier: int, count: int) -> Stage:
    def more(now: Allowance) -> Allowance:
        return replace(now, lines=_with(now.lines, tier, count))

    return more


def _sides(rank: int) -> Stage:
    return lambda now: replace(now, sides=rank)


STAGES: tuple[Stage, ...] = (
    _rows(0, 3),
    _sides(1),
    _rows(0, 4),
    _rows(0, 5),
    _sides(2),
    *(_lines(0, count) for count in range(3, MOST_LABEL_LINES + 1)),
    _lines(1, 1),
    *(_rows(1, count) for count in (2, 3)),
    _rows(2, 2),
    _sides(3),
    lambda _now: OPEN,
)
"""What room is spent on, the first before all; a stage is offered to one lane after another."""


@dataclass(frozen=True)
class Arrangement:
    """The lanes as they are shown in a viewport, from the top."""

    lanes: tuple[LaneRows, ...]
    pinned: int = 0  # so many from the top stay while the others scroll

    @cached_property
    def content_px(self) -> float:
        """Of all lanes together."""
        return sum(lane.height for lane in self.lanes)


class Wishes(Struct, frozen=True):
    """What of the lanes is wished for, all by their ids."""

    open: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()  # those not named follow as they stand
    hidden: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()

    @classmethod
    def of(cls, state: ViewState) -> Wishes:
        return cls(state.open_lanes, state.lane_order, state.hidden_lanes, state.pinned_lanes)


NOTHING_WISHED = Wishes()


def chosen(lanes: Sequence[LaneEvents], wishes: Wishes) -> tuple[LaneEvents, ...]:
    """The lanes that are shown, from the top: the pinned ones before all, each in the wished order."""
    places = {id: place for place, id in enumerate(wishes.order)}
    shown = [lane for lane in lanes if lane.lane.id not in wishes.hidden]
    shown.sort(key=lambda it: (it.lane.id not in wishes.pinned, places.get(it.lane.id, len(places))))
    return tuple(shown)


def arranged(lanes: Sequence[LaneEvents], room_px: float, wishes: Wishes) -> Arrangement:
    """The chosen `lanes` in a viewport of `room_px`: the opened ones whole, the others as far as there is room."""
    open_lanes = wishes.open
    shown = [
        replace(lane.shown(OPEN), open=True) if lane.lane.id in open_lanes else lane.shown(lane.least)
        for lane in lanes
    ]
    allowed = {place: lane.least for place, lane in enumerate(lanes) if lane.lane.id not in open_lanes}
    spare = room_px - sum(it.height for it in shown)
    for stage in STAGES:
        for index, now in allowed.items():
            lane = lanes[index]
            if len(lane.order) > LARGE or spare < 0.0:
                continue
            more = lane.shown(stage(now))
            cost = more.height - shown[index].height
            if cost <= spare:
                allowed[index] = stage(now)
                shown[index] = more
                spare -= cost
    pinned = [it for it in shown if it.of.lane.id in wishes.pinned]
    sticks = sum(it.height for it in pinned) <= MOST_PINNED * room_px
    placed = tuple([it if it.place == place else replace(it, place=place) for place, it in enumerate(shown)])
    return Arrangement(placed, len(pinned) if sticks else 0)
