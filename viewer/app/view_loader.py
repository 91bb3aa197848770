"""What is seen next, made beside the window where that may take long: what it costs, and how it is made.

::

    wish ── as of a day ── filter ── lanes ── rows ── look-ups ── strip ── picture ── shown in one step
            └─────────── made on a thread, each kept where it is looked for ──────┘
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from viewer.app.workshop import Told, Workshop
from viewer.model.calendar import day_number
from viewer.model.programme import Programme
from viewer.state import ViewState
from viewer.timeline.lane_model import Wishes, made_plan, plan_of
from viewer.timeline.metrics import METRICS, Size
from viewer.timeline.overview import build_overview
from viewer.widgets.overview_painter import MarkedGround, marked_ground
from viewer.widgets.plate import Glass, Plate, exposed

AT_ONCE_MS = 40.0
"""What is reckoned to take no longer is made at once, in the event handler that asks for it."""
AS_OF, FILTER, LANES, ROWS, LOOK_UPS, STRIP = 12.0, 10.0, 10.0, 6.0, 6.0, 4.0
"""What the steps cost, in µs an event, on a plain core."""
SHOWN = LANES + ROWS + LOOK_UPS + STRIP
MANY, PICTURE_MS = 5_000, 60.0
"""With more events than these, a first picture of another day or of other lanes costs so much."""


class Place(Struct, frozen=True):
    """Where it will be shown."""

    glass: Glass | None  # None: no picture is wished for
    room_px: float  # for lanes
    strip: Size  # of the overview


class Kept(Struct, frozen=True):
    """What is there already of a view: the programme as of its day, and what its filter leaves of that."""

    seen: Programme | None = None
    shown: Programme | None = None


NOTHING_KEPT = Kept()


class Prepared(Struct, frozen=True):
    """All that a window needs to show `view` of `whole` at once."""

    whole: Programme
    view: ViewState
    seen: Programme
    shown: Programme
    place: Place
    plate: Plate | None
    ground: MarkedGround | None  # of the overview


def made_of(view: ViewState, wish: ViewState) -> ViewState:
    """`wish` with all that has to be made as it is in `view`; its window, scroll and selection are its own."""
    return replace(
        wish,
        as_of=view.as_of, filter=view.filter, slips=view.slips, grouping=view.grouping, open_lanes=view.open_lanes,
        lane_order=view.lane_order, hidden_lanes=view.hidden_lanes, pinned_lanes=view.pinned_lanes,
    )  # fmt: skip


def cost_ms(whole: Programme, view: ViewState, kept: Kept) -> float:
    """What making `view` of `whole` is reckoned to take, by what is there already: no clock has a say."""
    return _missing_ms(whole, view, kept) + (PICTURE_MS if len(whole.events) > MANY else 0.0)


def _missing_ms(whole: Programme, view: ViewState, kept: Kept) -> float:
    if kept.seen is None:
        return len(whole.events) * (AS_OF + FILTER * bool(view.filter) + SHOWN) / 1000
    if kept.shown is None:
        return len(kept.seen.events) * (FILTER + SHOWN) / 1000
    plan = made_plan(kept.shown, view.slips, view.grouping)
    if plan is None:
        return len(kept.shown.events) * SHOWN / 1000
    return plan.unpacked(Wishes.of(view)) * ROWS / 1000


def prepare(
    whole: Programme,
    view: ViewState,
    today: date,
    place: Place,
    kept: Kept = NOTHING_KEPT,
    told: Told | None = None,
) -> Prepared:
    """Make all that a first frame, a first step by key, the overview and the status line need of `view`."""
    gone, way = 0.0, AS_OF + FILTER + SHOWN

    def tell(cost: float) -> None:
        nonlocal gone
        gone += cost
        if told is not None:
            told(gone / way)

    seen = kept.seen or whole.as_of(view.as_of or today)
    tell(AS_OF)
    shown = kept.shown or view.filter.programme(seen)
    tell(FILTER)
    plan = plan_of(shown, view.slips, view.grouping)
    tell(LANES)
    for lane in plan.arranged(place.room_px, Wishes.of(view)).lanes:
        for row in lane.rows:
            row.prepare()
    tell(ROWS)
    for programme in {id(seen): seen, id(shown): shown}.values():
        _made = programme.event(""), programme.fates, programme.events_of_mission, programme.events_needing
    _found = [lane.middles for lane in plan.lanes], whole.days_of_change
    tell(LOOK_UPS)
    size, glass, plate, ground = place.strip, place.glass, None, None
    strip = build_overview(shown, view.window, size.width, size.height, METRICS.header_px, day_number(today))
    tell(STRIP)
    if glass is not None:
        plate = exposed(shown, view, glass)
        width, height = round(size.width), round(size.height)
        ground = marked_ground(strip.marks, glass.theme, width, height, glass.ratio, METRICS.header_px)
    return Prepared(whole, view, seen, shown, place, plate, ground)


class Preparing(Workshop):
    """Makes one view after another; only the newest wish counts. `begun()` tells that one is being made."""

    begun = Signal()

    def __init__(self, place: Callable[[bool], Place], parent: QObject | None = None) -> None:
        """`place` tells where something will be shown, filtered or not, each time anew."""
        super().__init__(parent, pure=True)
        self._place = place

    def place(self, view: ViewState) -> Place:
        """Where `view` would be shown now."""
        return self._place(bool(view.filter))

    def prepare(self, whole: Programme, view: ViewState, today: date, kept: Kept) -> None:
        """Begin to make `view` of `whole`, `kept` of which is there: `done(Prepared)` follows."""
        self.begin(partial(prepare, whole, view, today, self.place(view), kept))
        self.begun.emit()
