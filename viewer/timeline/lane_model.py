"""The lanes of a programme with their rows and heights in a viewport.

::

    compact lane   5–4   ◆  ③   ▭▭▭▭▭   one row with labels, one more for long bars that need it
                   3     ◆②   ◆          one row
                   2–1   ④  ◆            one row
    with more room: rows for long bars, previous dates of plans, lines of labels, then all rows of an open lane

Heights depend on the programme and on the height of the viewport, never on the window in time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from viewer.caching import cached_property
from viewer.i18n import language
from viewer.limits import SMALL
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.state import GROUPINGS, ViewState
from viewer.timeline.extent import Extent
from viewer.timeline.lane_events import LaneEvents, events_of_lanes
from viewer.timeline.lane_grouping import group_lanes
from viewer.timeline.metrics import METRICS
from viewer.timeline.previous_dates import PreviousDates, previous_dates
from viewer.timeline.row_packing import (
    MOST_LABEL_LINES,
    OPEN,
    Row,
    RowBudget,
    RowPacker,
    needs_second_row,
)

KEPT_LAYOUTS = 64
"""A lane model remembers this many layouts."""
MOST_PINNED = 0.6
"""Pinned lanes stay in place while they take no more than this share of the viewport's height."""


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


DEFAULT_OPTIONS = LaneOptions()


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
        """The id of the lane."""
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


Step = Callable[[RowBudget], RowBudget]


def _at_least(counts: tuple[int, int, int], tier: int, count: int) -> tuple[int, int, int]:
    first, second, third = (max(old, count) if index == tier else old for index, old in enumerate(counts))
    return first, second, third


def _more_rows(tier: int, count: int) -> Step:
    return lambda budget: replace(budget, rows=_at_least(budget.rows or (1, 1, 1), tier, count))


def _more_label_lines(tier: int, count: int) -> Step:
    return lambda budget: replace(budget, label_lines=_at_least(budget.label_lines, tier, count))


def _more_dates(rank: int) -> Step:
    return lambda budget: replace(budget, date_rank=rank)


GROWTH: tuple[Step, ...] = (
    _more_rows(0, 3),
    _more_dates(1),
    _more_rows(0, 4),
    _more_rows(0, 5),
    _more_dates(2),
    *(_more_label_lines(0, count) for count in range(3, MOST_LABEL_LINES + 1)),
    _more_label_lines(1, 1),
    *(_more_rows(1, count) for count in (2, 3)),
    _more_rows(2, 2),
    _more_dates(3),
    lambda _budget: OPEN,
)
"""What spare room is spent on, in this order. Each step is offered to one compact lane after another."""


class LaneModel:
    """The lanes of a programme as of a day under one grouping. Rows and layouts are computed once and kept."""

    def __init__(self, programme: Programme, grouping: str = GROUPINGS[0]) -> None:
        """ValueError for a programme without a day, KeyError for an unknown grouping."""
        groups = group_lanes(programme, grouping)
        self.lane_of: Callable[[Event], str] = groups.lane_of
        """The id of the lane of an event."""
        self.lanes = events_of_lanes(programme, groups.lanes, groups.lane_of)
        """All lanes from the top. A lane without events keeps its place."""
        self._context = replace(programme, events=())  # not the programme: it keeps this model
        self._packers: dict[tuple[str, bool], RowPacker] = {}
        self._rows: dict[tuple[str, bool, RowBudget], LaneRows] = {}
        self._layouts: dict[tuple[float, LaneOptions], LaneLayout] = {}

    def visible(self, options: LaneOptions = DEFAULT_OPTIONS) -> tuple[LaneEvents, ...]:
        """The lanes that are not hidden, from the top: pinned lanes first, then the chosen order."""
        places = {id: place for place, id in enumerate(options.order)}
        lanes = [lane for lane in self.lanes if lane.lane.id not in options.hidden]
        lanes.sort(
            key=lambda lane: (lane.lane.id not in options.pinned, places.get(lane.lane.id, len(places)))
        )
        return tuple(lanes)

    def layout(self, room_px: float, options: LaneOptions = DEFAULT_OPTIONS) -> LaneLayout:
        """The visible lanes in a viewport of `room_px`: open lanes whole, the others as far as there is room."""
        key = room_px, options
        if key not in self._layouts:
            if len(self._layouts) >= KEPT_LAYOUTS:
                self._layouts.clear()
            self._layouts[key] = self._layout(room_px, options)
        return self._layouts[key]

    def rows(self, lane: LaneEvents, budget: RowBudget = OPEN, slips: bool = True) -> LaneRows:
        """The rows of a lane within a budget.

        A large lane shows previous dates of importance 5 only, and is never complete unless it is open.
        """
        key = lane.lane.id, slips, budget
        if key not in self._rows:
            packer_key = lane.lane.id, slips
            if packer_key not in self._packers:
                dates = _PreviousDates(self._context, slips)
                self._packers[packer_key] = RowPacker(lane.index, lane.tiers, dates.of)
            large = len(lane.events) > SMALL
            rank = min(budget.date_rank, 2) if large else budget.date_rank
            rows = self._packers[packer_key].rows(replace(budget, date_rank=rank))
            complete = budget == OPEN or (not large and rows == self.rows(lane, OPEN, slips).rows)
            least_px = METRICS.least_lane_px if budget.tight else METRICS.lane_px
            self._rows[key] = LaneRows(lane, rows, least_px, False, complete)
        return self._rows[key]

    def _layout(self, room_px: float, options: LaneOptions) -> LaneLayout:
        lanes = self.visible(options)
        is_open = [lane.lane.id in options.open for lane in lanes]
        budgets = [
            OPEN if opened else compact_budget(lane) for lane, opened in zip(lanes, is_open, strict=True)
        ]
        displayed = [
            self.rows(lane, budget, options.slips) for lane, budget in zip(lanes, budgets, strict=True)
        ]
        spare_px = room_px - sum(rows.height for rows in displayed)
        for grow in GROWTH:
            for place, lane in enumerate(lanes):
                if is_open[place] or len(lane.events) > SMALL or spare_px < 0.0:
                    continue
                budget = grow(budgets[place])
                rows = self.rows(lane, budget, options.slips)
                cost_px = rows.height - displayed[place].height
                if cost_px <= spare_px:
                    budgets[place], displayed[place] = budget, rows
                    spare_px -= cost_px
        placed = [
            replace(rows, place=place, open=opened)
            for place, (rows, opened) in enumerate(zip(displayed, is_open, strict=True))
        ]
        pinned = [rows for rows in placed if rows.id in options.pinned]
        fits = sum(rows.height for rows in pinned) <= MOST_PINNED * room_px
        return LaneLayout(tuple(placed), len(pinned) if fits else 0)


def compact_budget(lane: LaneEvents) -> RowBudget:
    """The least budget: one row a tier, two for the first where long bars need them."""
    return RowBudget((2 if needs_second_row(lane.tiers[0]) else 1, 1, 1), (2, 0, 0), 0, tight=True)


class _PreviousDates:
    """The previous dates of the events of a programme, computed once for each event."""

    def __init__(self, programme: Programme, slips: bool) -> None:
        self._programme, self._slips = programme, slips
        self._known: dict[str, tuple[PreviousDates, ...]] = {}

    def of(self, event: Event, extent: Extent, rank: int) -> Sequence[PreviousDates]:
        """Those of an event with a rank of at most `rank`."""
        if rank < 3 and event.importance < 5:
            return ()
        dates = self._known.get(event.id)
        if dates is None:
            status = self._programme.compute_status(event)
            dates = self._known[event.id] = previous_dates(
                self._programme, event, status, extent, self._slips
            )
        return [entry for entry in dates if entry.rank <= rank]


def lane_model(programme: Programme, grouping: str = GROUPINGS[0]) -> LaneModel:
    """The lane model of `programme`, computed once for a grouping (and a language, where names depend on it)."""
    key = "lane model", grouping, "" if grouping == GROUPINGS[0] else language()
    return programme.derived(key, lambda: LaneModel(programme, grouping))
