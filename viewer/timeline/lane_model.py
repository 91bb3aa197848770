"""The lanes of a programme with their rows and heights in a viewport, and the keyboard's way through their events.

::

    compact lane   5–4   ◆  ③   ▭▭▭▭▭   one row with labels, one more for long bars that need it
                   3     ◆②   ◆          one row
                   2–1   ④  ◆            one row
    with more room: rows for long bars, previous dates of plans, lines of labels, then all rows of an open lane

Heights depend on the programme and on the height of the viewport, never on the window in time.
"""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum
from functools import partial
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from viewer.caching import cached_property
from viewer.i18n import language
from viewer.limits import SMALL
from viewer.model.claims import OrderKey, order_key
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.ref import event_ref, id_of
from viewer.state import GROUPINGS, ViewState
from viewer.timeline.extent import Extent, PreviousDates, event_extent, previous_dates
from viewer.timeline.lane_events import LaneEvents, events_of_lanes, group_lanes
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_packing import OPEN, Row, RowBudget, RowPacker, needs_second_row

MAX_LAYOUTS = 64  # that a lane model remembers
MAX_PINNED_SHARE = 0.6  # of the viewport's height: pinned lanes that take more scroll like the others
GROWTH = (
    ("rows", 0, 3), ("date_rank", 0, 1), ("rows", 0, 4), ("rows", 0, 5), ("date_rank", 0, 2), ("label_lines", 0, 3),
    ("label_lines", 0, 4), ("label_lines", 1, 1), ("rows", 1, 2), ("rows", 1, 3), ("rows", 2, 2), ("date_rank", 0, 3),
    ("all", 0, 0),
)  # fmt: skip
"""What spare room is spent on, in this order: a field of the budget, a tier, the new value.

Each step is offered to one compact lane after another.
"""


class LaneOptions(Struct, frozen=True):
    """What the user chose for the lanes. All lanes are named by their ids."""

    open: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()  # lanes that are not named follow in their own order
    hidden: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    slips: bool = True  # show the earlier dates of events

    @classmethod
    def of(cls, state: ViewState) -> LaneOptions:
        """The options of a view state."""
        return cls(state.open_lanes, state.lane_order, state.hidden_lanes, state.pinned_lanes, state.slips)


class LaneRows(Struct, frozen=True, dict=True, eq=False):
    """One lane as it is displayed: its rows from the top, and its height in px before spare room is shared."""

    events: LaneEvents
    rows: tuple[Row, ...]
    least_px: float
    open: bool = False  # opened by the user
    complete: bool = False  # shows all that an open lane would show
    place: int = 0  # counted from the top among the displayed lanes

    @property
    def id(self) -> str:
        return self.events.lane.id

    @cached_property
    def rows_px(self) -> float:
        """The height of all rows."""
        return sum(row.height for row in self.rows)

    @cached_property
    def height(self) -> float:
        return max(self.least_px, 2 * METRICS.lane_pad + self.rows_px)


class LaneLayout(Struct, frozen=True, dict=True, eq=False):
    """The displayed lanes of a viewport from the top. The first `pinned` lanes stay while the others scroll."""

    lanes: tuple[LaneRows, ...]
    pinned: int = 0

    @cached_property
    def content_px(self) -> float:
        """The height of all lanes."""
        return sum(lane.height for lane in self.lanes)


class LaneModel:
    """The lanes of a programme as of a day under one grouping. Rows and layouts are computed once."""

    def __init__(self, programme: Programme, grouping: str = GROUPINGS[0]) -> None:
        """ValueError for a programme without a day, KeyError for an unknown grouping."""
        groups = group_lanes(programme, grouping)
        self.lane_of = groups.lane_of  # the id of the lane of an event
        self.lanes = events_of_lanes(programme, groups)  # all from the top; a lane without events keeps its place
        self._context = replace(programme, events=())  # not the programme: it keeps this model
        self._packers: dict[tuple[str, bool], RowPacker] = {}
        self._layouts: dict[tuple[float, LaneOptions], LaneLayout] = {}

    def visible(self, options: LaneOptions) -> tuple[LaneEvents, ...]:
        """The lanes that are not hidden, from the top: pinned lanes first, then the chosen order."""
        places = {id: place for place, id in enumerate(options.order)}
        lanes = [lane for lane in self.lanes if lane.lane.id not in options.hidden]
        lanes.sort(key=lambda lane: (lane.lane.id not in options.pinned, places.get(lane.lane.id, len(places))))
        return tuple(lanes)

    def layout(self, room_px: float, options: LaneOptions) -> LaneLayout:
        """The visible lanes in a viewport of `room_px`: open lanes whole, the others as far as there is room."""
        key = room_px, options
        if key not in self._layouts:
            if len(self._layouts) >= MAX_LAYOUTS:
                self._layouts.clear()
            self._layouts[key] = self._layout(room_px, options)
        return self._layouts[key]

    def rows(self, lane: LaneEvents, budget: RowBudget = OPEN, slips: bool = True) -> LaneRows:
        """The rows of a lane within a budget.

        A large lane shows previous dates of importance 5 only, and is never complete unless it is open.
        """
        key = lane.lane.id, slips
        if key not in self._packers:
            self._packers[key] = RowPacker(lane.index, lane.tiers, partial(self._previous_dates, slips))
        packer, is_large = self._packers[key], len(lane.events) > SMALL
        rank = min(budget.date_rank, 2) if is_large else budget.date_rank
        rows = packer.rows(replace(budget, date_rank=rank))
        complete = budget == OPEN or (not is_large and rows == packer.rows(OPEN))
        least_px = METRICS.least_lane_px if budget.tight else METRICS.lane_px
        return LaneRows(lane, rows, least_px, False, complete)

    def _previous_dates(self, slips: bool, event: Event, where: Extent) -> tuple[PreviousDates, ...]:
        return previous_dates(self._context, event, self._context.compute_status(event), where, slips)

    def _layout(self, room_px: float, options: LaneOptions) -> LaneLayout:
        lanes = self.visible(options)
        is_open = [lane.lane.id in options.open for lane in lanes]
        budgets = [OPEN if opened else compact_budget(lane) for lane, opened in zip(lanes, is_open, strict=True)]
        displayed = [self.rows(lane, budget, options.slips) for lane, budget in zip(lanes, budgets, strict=True)]
        spare_px = room_px - sum(rows.height for rows in displayed)
        for field, tier, value in GROWTH:
            for place, lane in enumerate(lanes):
                if is_open[place] or len(lane.events) > SMALL or spare_px < 0.0:
                    continue
                budget = _grown(budgets[place], field, tier, value)
                rows = self.rows(lane, budget, options.slips)
                cost_px = rows.height - displayed[place].height
                if cost_px <= spare_px:
                    budgets[place], displayed[place] = budget, rows
                    spare_px -= cost_px
        opened = zip(displayed, is_open, strict=True)
        placed = [replace(rows, place=place, open=is_opened) for place, (rows, is_opened) in enumerate(opened)]
        pinned = [rows for rows in placed if rows.id in options.pinned]
        fits = sum(rows.height for rows in pinned) <= MAX_PINNED_SHARE * room_px
        return LaneLayout(tuple(placed), len(pinned) if fits else 0)


def compact_budget(lane: LaneEvents) -> RowBudget:
    """The least budget: one row a tier, two for the first where long bars need them."""
    return RowBudget((2 if needs_second_row(lane.tiers[0]) else 1, 1, 1), (2, 0, 0), 0, tight=True)


def _grown(budget: RowBudget, field: str, tier: int, value: int) -> RowBudget:
    """The budget after a step of GROWTH."""
    if field == "all":
        return OPEN
    if field == "date_rank":
        return replace(budget, date_rank=value)
    values = list(getattr(budget, field))
    values[tier] = max(values[tier], value)
    return replace(budget, **{field: tuple(values)})


def lane_model(programme: Programme, grouping: str = GROUPINGS[0]) -> LaneModel:
    """The lane model of `programme`, computed once for a grouping (and a language, where names depend on it)."""
    key = "lane model", grouping, "" if grouping == GROUPINGS[0] else language()
    return programme.derived(key, lambda: LaneModel(programme, grouping))


class Direction(StrEnum):
    LEFT = "left"  # earlier in the lane
    RIGHT = "right"  # later in the lane
    UP = "up"  # the nearest in time in the lane above that has any
    DOWN = "down"


def next_event(programme: Programme, ref: str, direction: Direction | str, state: ViewState) -> str:
    """The ref of the event next to `ref`: in order of time within its lane, or in the next lane that `state` shows.

    `ref` itself at an end; from anything but a shown event the first event of the first lane; "" if nothing is shown.
    """
    model, event = lane_model(programme, state.grouping), programme.event(id_of(ref, "event"))
    lanes = model.visible(LaneOptions.of(state))
    ids = [lane.lane.id for lane in lanes]
    if event is None or model.lane_of(event) not in ids:
        return next((event_ref(lane.events[0].id) for lane in lanes if lane.events), "")

    def order_of(event: Event) -> OrderKey:
        return order_key(event, programme.current_claim(event))

    index = ids.index(model.lane_of(event))
    step = Direction(direction)
    if step in (Direction.LEFT, Direction.RIGHT):
        events = lanes[index].events
        place = bisect_left(events, order_of(event), key=order_of) + (1 if step is Direction.RIGHT else -1)
        return event_ref(events[min(max(place, 0), len(events) - 1)].id)
    where = event_extent(programme, event.id)
    for lane in lanes[index + 1 :] if step is Direction.DOWN else lanes[:index][::-1]:
        if lane.events:
            return event_ref(lane.nearest(inf if where is None else where.middle))
    return ref
