"""What is looked at: one frozen value, and the pure changes of it."""

from __future__ import annotations

from datetime import date
from math import inf, isfinite

from msgspec import Struct
from msgspec.structs import replace

from viewer.model.calendar import Days, day_number
from viewer.model.programme import Programme
from viewer.query.filter import EVERYTHING, PARTS, Filter
from viewer.state_text import EARLIEST, LATEST, escaped, moment, moment_text, read_day, read_pixels, unescaped

SHORTEST: Days = 1 / 1440
"""One minute: no window is shorter."""
LONGEST: Days = 400 * 365.2425
"""Four centuries: no window is longer."""
MERGE_MS = 700
"""Visits that follow each other within this time are one step of the history."""


class Span(Struct, frozen=True):
    """A stretch of time, `start` < `end`, in days since 1970-01-01. ValueError for anything else."""

    start: Days
    end: Days

    def __post_init__(self) -> None:
        if not (isfinite(self.start) and isfinite(self.end) and self.start < self.end):
            raise ValueError(f"no span: {self.start} to {self.end}")

    @property
    def length(self) -> Days:
        return self.end - self.start

    @property
    def middle(self) -> Days:
        return (self.start + self.end) / 2

    def zoomed(self, ratio: float, centre: Days) -> Span:
        """`ratio` times as long (below 1: closer); `centre` keeps its place, wherever it lies.

        The length stays between SHORTEST and LONGEST: at a limit the span comes back as near as it may.
        """
        wished = min(max(self.length * ratio, SHORTEST), LONGEST)
        factor = wished / self.length
        start = centre - (centre - self.start) * factor
        return Span(start, start + wished)

    def panned(self, days: Days) -> Span:
        """Moved by `days`, later if positive."""
        return Span(self.start + days, self.end + days)

    def padded(self, share: float) -> Span:
        """Longer on either side by `share` of the length."""
        margin = self.length * share
        return Span(self.start - margin, self.end + margin)

    def fitted(self, start: Days, end: Days) -> Span:
        """Moved, not scaled, to lie within `start` … `end`; cut to them where it is longer than they are."""
        if self.length >= end - start:
            return Span(start, end)
        return self.panned(max(start - self.start, 0.0) + min(end - self.end, 0.0))

    def overlaps(self, start: Days, end: Days) -> bool:
        """Whether half-open `start` … `end` shares a moment with this span; an instant (start == end) may."""
        return start < self.end and (end > self.start or start == end >= self.start)


GROUPINGS = ("lanes", "missions", "countries", "kinds")
"""What lanes may stand for; the first: the lanes that the programme itself names."""


class ViewState(Struct, frozen=True):
    """Window, vertical scroll, selection, as-of day, switches. Equal states draw equal pictures.

    `selection` is an address within the programme: "event/ce7-launch", "mission/chang-e-7", "partner/esa",
    "source/…", or "" for nothing. `as_of` None means "now": the day the program was given as today.
    """

    window: Span
    selection: str = ""
    as_of: date | None = None
    scroll_px: float = 0.0
    slips: bool = True  # ghosts and arrows of earlier dates
    open_lanes: frozenset[str] = frozenset()  # ids of lanes that show all their rows
    measure_to: str = ""  # a second event, as an address: the time between it and `selection` is shown
    grouping: str = GROUPINGS[0]  # what a lane stands for
    lane_order: tuple[str, ...] = ()  # ids of lanes from the top; those not named follow as they stand
    hidden_lanes: frozenset[str] = frozenset()
    pinned_lanes: frozenset[str] = frozenset()  # they stay at the top while the others scroll
    filter: Filter = EVERYTHING  # what of the programme is shown

    def zoomed(self, ratio: float, centre: Days) -> ViewState:
        """The window `ratio` times as long (below 1: closer), between a minute and four centuries.

        `centre` keeps its place under the cursor, except at the ends of the calendar.
        """
        return replace(self, window=self.window.zoomed(ratio, centre).fitted(EARLIEST, LATEST))

    def panned(self, days: Days) -> ViewState:
        """The window moved by `days`, later if positive; it stops at the ends of the calendar."""
        return replace(self, window=self.window.panned(days).fitted(EARLIEST, LATEST))

    def framed(self, span: Span, padding: float = 0.08) -> ViewState:
        """The window on `span` with `padding` of its length on either side, within the limits."""
        wished = span.padded(padding)
        return replace(self, window=wished.zoomed(1.0, wished.middle).fitted(EARLIEST, LATEST))

    def centred(self, day: Days) -> ViewState:
        """The window of the same length with `day` in its middle."""
        return self.panned(day - self.window.middle)

    def selecting(self, address: str) -> ViewState:
        """Another selection; nothing is measured to any more."""
        return replace(self, selection=address, measure_to="")

    def measured_to(self, address: str) -> ViewState:
        """A second event beside the selected one; taken away where it is that already, or the selected one."""
        return replace(self, measure_to="" if address in (self.measure_to, self.selection) else address)

    def on(self, day: date | None) -> ViewState:
        """As of `day`; None: now."""
        return replace(self, as_of=day)

    def scrolled(self, px: float) -> ViewState:
        """Scrolled down to `px`; never above the top. The scene stops at its own bottom."""
        return replace(self, scroll_px=max(px, 0.0))

    def with_slips(self, shown: bool) -> ViewState:
        return replace(self, slips=shown)

    def toggled(self, lane_id: str) -> ViewState:
        """The lane opened to all its rows, or compact again."""
        return replace(self, open_lanes=self.open_lanes ^ {lane_id})

    def grouped(self, grouping: str) -> ViewState:
        """Lanes of another meaning: order, opened, hidden and pinned ones are those of the old, and go."""
        if grouping == self.grouping:
            return self
        none: frozenset[str] = frozenset()
        return replace(
            self,
            grouping=grouping, lane_order=(), open_lanes=none, hidden_lanes=none, pinned_lanes=none, scroll_px=0.0,
        )  # fmt: skip

    def hiding(self, lane_id: str) -> ViewState:
        """The lane out of sight, or back in it."""
        return replace(self, hidden_lanes=self.hidden_lanes ^ {lane_id})

    def pinning(self, lane_id: str) -> ViewState:
        """The lane kept at the top, or let go."""
        return replace(self, pinned_lanes=self.pinned_lanes ^ {lane_id})

    def filtered(self, asked: Filter) -> ViewState:
        """With what `asked` leaves; the selection stays, whether it is among that or not."""
        return replace(self, filter=asked)

    def with_position_of(self, other: ViewState) -> ViewState:
        """This content (day, filter, lanes) at the position of `other`: its window, scroll and selection.

        Content may take long to compute; a position never does.
        """
        return replace(
            self, window=other.window, scroll_px=other.scroll_px, selection=other.selection, measure_to=other.measure_to
        )

    def layout_key(self) -> ViewState:
        """All that the scene depends on: everything but the selection and what is measured to."""
        return replace(self, selection="", measure_to="")

    def to_text(self) -> str:
        """One line that `from_text` reads back to an equal state; what has its default is left out.

        "window=2024-01-01/2036-01-01;as-of=2025-04-24;select=event/ce7-launch;scroll=120;slips=off;open=policy"
        """
        parts = [f"window={moment_text(self.window.start)}/{moment_text(self.window.end)}"]
        if self.as_of is not None:
            parts.append(f"as-of={self.as_of.isoformat()}")
        if self.selection:
            parts.append(f"select={escaped(self.selection)}")
        if self.scroll_px:
            parts.append(f"scroll={self.scroll_px!r}".removesuffix(".0"))
        if not self.slips:
            parts.append("slips=off")
        lanes = ("open", sorted(self.open_lanes)), ("hide", sorted(self.hidden_lanes))
        orders = ("pin", sorted(self.pinned_lanes)), ("order", self.lane_order)
        parts += [f"{name}=" + ",".join(map(escaped, ids)) for name, ids in (*lanes, *orders) if ids]
        if self.measure_to:
            parts.append(f"beside={escaped(self.measure_to)}")
        if self.grouping != GROUPINGS[0]:
            parts.append(f"group={self.grouping}")
        parts += [f"{name}=" + ",".join(map(escaped, keys)) for name, keys in self.filter.parts().items()]
        return ";".join(parts)

    @classmethod
    def from_text(cls, text: str) -> ViewState:
        """The state that `text` writes; `window` is needed, the order is free.

        ValueError with one clear sentence for anything else.
        """
        given: dict[str, str] = {}
        for part in text.strip().split(";"):
            name, equals, value = part.partition("=")
            if not equals or name not in _READERS:
                raise ValueError(f"no part of a view: {part!r} (known: {', '.join(_READERS)})")
            if name in given:
                raise ValueError(f"a view names {name} twice: {text!r}")
            given[name] = value
        if "window" not in given:
            raise ValueError(f"a view needs window=START/END: {text!r}")
        window = _read_window(given["window"])
        as_of = read_day(given["as-of"]) if "as-of" in given else None
        scroll_px = read_pixels(given["scroll"]) if "scroll" in given else 0.0
        slips = given.get("slips", "on")
        if slips not in ("on", "off"):
            raise ValueError(f"slips is on or off, not {slips!r}")
        grouping = given.get("group", GROUPINGS[0])
        if grouping not in GROUPINGS:
            raise ValueError(f"lanes are grouped as {', '.join(GROUPINGS)}, not {grouping!r}")
        ids = {
            name: tuple(map(unescaped, given[name].split(","))) if name in given else ()
            for name in ("open", "hide", "pin", "order")
        }
        return cls(
            window,
            selection=unescaped(given.get("select", "")),
            as_of=as_of,
            scroll_px=scroll_px,
            slips=slips == "on",
            open_lanes=frozenset(ids["open"]),
            measure_to=unescaped(given.get("beside", "")),
            grouping=grouping,
            lane_order=ids["order"],
            hidden_lanes=frozenset(ids["hide"]),
            pinned_lanes=frozenset(ids["pin"]),
            filter=Filter.from_parts(
                {name: tuple(map(unescaped, given[name].split(","))) for name in PARTS if name in given}
            ),
        )


def home(programme: Programme) -> Span:
    """The window that Home shows: what `programme.yaml` names; open sides end a decade from the other."""
    when = programme.head.home
    start, end = when.core_earliest, when.core_latest
    if start == -inf:
        start = end - 3652.0 if isfinite(end) else day_number(programme.current_to) - 1826.0
    return Span(start, end if isfinite(end) else start + 3652.0)


class ViewHistory(Struct, frozen=True):
    """The states that were looked at, and which of them is shown; the one memory of back and forward."""

    entries: tuple[ViewState, ...]
    index: int = 0
    visited_ms: int | None = None  # when the present entry was last visited; None: it is not to be merged

    @property
    def present(self) -> ViewState:
        return self.entries[self.index]

    def visit(self, state: ViewState, at_ms: int) -> ViewHistory:
        """Look at `state` at `at_ms` (of any clock that only goes on); what lay ahead is forgotten.

        Within MERGE_MS of the last visit it takes that one's place, so a gesture is one step. The first
        entry, one that was come back to, and one that differs in more than what a gesture changes (window,
        scroll, as-of day, the text that is being typed) are never replaced.
        """
        if state == self.present:
            return self
        at_once = self.visited_ms is not None and at_ms - self.visited_ms <= MERGE_MS
        follows = at_once and _but_for_gestures(state) == _but_for_gestures(self.present)
        kept = self.entries[: self.index if follows else self.index + 1]
        return ViewHistory((*kept, state), len(kept), at_ms)

    def back(self) -> ViewHistory:
        return ViewHistory(self.entries, max(self.index - 1, 0))

    def forward(self) -> ViewHistory:
        return ViewHistory(self.entries, min(self.index + 1, len(self.entries) - 1))

    @property
    def can_go_back(self) -> bool:
        return self.index > 0

    @property
    def can_go_forward(self) -> bool:
        return self.index < len(self.entries) - 1


def _but_for_gestures(state: ViewState) -> ViewState:
    """`state` without what one gesture changes many times."""
    return replace(state, window=Span(0.0, 1.0), scroll_px=0.0, as_of=None, filter=state.filter.without("text"))


_READERS = (
    "window", "as-of", "select", "scroll", "slips", "open", "hide", "pin", "order", "beside", "group", *PARTS,
)  # fmt: skip


def _read_window(text: str) -> Span:
    try:
        start, end = (moment(part) for part in text.split("/"))
        return Span(start, end)
    except ValueError:
        raise ValueError(f"a window is START/END, two days in order, not {text!r}") from None
