"""What the window shows: one frozen value with its pure changes and its text form, and the history of such values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from math import inf, isfinite

from msgspec import Struct
from msgspec.structs import replace

from viewer.model.calendar import FIRST_DAY, LAST_DAY, Days, date_of, day_number
from viewer.model.programme import Programme
from viewer.query.filter import EVERYTHING, PARTS, Filter

EARLIEST, LATEST = FIRST_DAY, LAST_DAY + 1.0  # the window stays within the years 1 to 9999
SHORTEST: Days = 1 / 1440  # one minute: no window is shorter
LONGEST: Days = 400 * 365.2425  # four centuries: no window is longer
DECADE: Days = 3652.0
MERGE_MS = 700  # visits that follow each other within this time are one step of the history
GROUPINGS = ("lanes", "missions", "countries", "kinds")
"""What lanes may stand for; the first: the lanes that the programme itself names."""


class Span(Struct, frozen=True):
    """A span of time, `start` < `end`, in days since 1970-01-01. ValueError for anything else."""

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
        """Change the length by `ratio` (below 1: shorter), within SHORTEST and LONGEST; `centre` keeps its place."""
        length = min(max(self.length * ratio, SHORTEST), LONGEST)
        start = centre - (centre - self.start) * (length / self.length)
        return Span(start, start + length)

    def panned(self, days: Days) -> Span:
        """Move by `days`, later if positive."""
        return Span(self.start + days, self.end + days)

    def padded(self, share: float) -> Span:
        """Add `share` of the length on either side."""
        margin = self.length * share
        return Span(self.start - margin, self.end + margin)

    def fitted(self, start: Days, end: Days) -> Span:
        """Move into `start` … `end` without a change of length; a longer span becomes `start` … `end`."""
        if self.length >= end - start:
            return Span(start, end)
        return self.panned(max(start - self.start, 0.0) + min(end - self.end, 0.0))

    def overlaps(self, start: Days, end: Days) -> bool:
        """True if half-open `start` … `end` shares a moment with this span; `start` == `end` is that moment."""
        return start < self.end and (end > self.start or start == end >= self.start)


class ViewState(Struct, frozen=True):
    """Window, vertical scroll, selection, as-of day, lanes, filter. Equal states draw equal pictures."""

    window: Span
    selection: str = ""  # a ref ("event/ce7-launch", "partner/esa"), "" for nothing
    as_of: date | None = None  # None is "now": the day that the program was given as today
    scroll_px: float = 0.0
    slips: bool = True  # earlier dates are drawn, with arrows
    open_lanes: frozenset[str] = frozenset()  # ids of lanes that show all their rows
    measure_to: str = ""  # the ref of a second event: the time between it and `selection` is shown
    grouping: str = GROUPINGS[0]  # what a lane stands for
    lane_order: tuple[str, ...] = ()  # ids of lanes from the top; the others follow in their own order
    hidden_lanes: frozenset[str] = frozenset()
    pinned_lanes: frozenset[str] = frozenset()  # they stay at the top while the others scroll
    filter: Filter = EVERYTHING  # which events are shown

    def zoomed(self, ratio: float, centre: Days) -> ViewState:
        """Zoom the window about `centre`; at the ends of the calendar `centre` moves."""
        return replace(self, window=self.window.zoomed(ratio, centre).fitted(EARLIEST, LATEST))

    def panned(self, days: Days) -> ViewState:
        """Move the window by `days`, later if positive; it stops at the ends of the calendar."""
        return replace(self, window=self.window.panned(days).fitted(EARLIEST, LATEST))

    def framed(self, span: Span, padding: float = 0.08) -> ViewState:
        """Show `span` with `padding` of its length on either side, within the limits of a window."""
        padded = span.padded(padding)
        return replace(self, window=padded.zoomed(1.0, padded.middle).fitted(EARLIEST, LATEST))

    def centred(self, day: Days) -> ViewState:
        """Move the window so that `day` is in its middle."""
        return self.panned(day - self.window.middle)

    def selecting(self, ref: str) -> ViewState:
        """Select what `ref` names, and measure nothing."""
        return replace(self, selection=ref, measure_to="")

    def measured_to(self, ref: str) -> ViewState:
        """Measure from the selected event to another; end that for the same one, and for the selected one."""
        return replace(self, measure_to="" if ref in (self.measure_to, self.selection) else ref)

    def on(self, day: date | None) -> ViewState:
        """As of `day`; None: now."""
        return replace(self, as_of=day)

    def scrolled(self, px: float) -> ViewState:
        """Scroll down to `px`, never above the top. The scene stops at its own bottom."""
        return replace(self, scroll_px=max(px, 0.0))

    def with_slips(self, shown: bool) -> ViewState:
        return replace(self, slips=shown)

    def toggled(self, lane_id: str) -> ViewState:
        """Open the lane to all its rows, or make it compact again."""
        return replace(self, open_lanes=self.open_lanes ^ {lane_id})

    def grouped(self, grouping: str) -> ViewState:
        """Group lanes in another way. What was said of single lanes is dropped: they are others now."""
        if grouping == self.grouping:
            return self
        none: frozenset[str] = frozenset()
        return replace(
            self,
            grouping=grouping, lane_order=(), open_lanes=none, hidden_lanes=none, pinned_lanes=none, scroll_px=0.0,
        )  # fmt: skip

    def hiding(self, lane_id: str) -> ViewState:
        """Hide the lane, or show it again."""
        return replace(self, hidden_lanes=self.hidden_lanes ^ {lane_id})

    def pinning(self, lane_id: str) -> ViewState:
        """Pin the lane to the top, or unpin it."""
        return replace(self, pinned_lanes=self.pinned_lanes ^ {lane_id})

    def filtered(self, filter: Filter) -> ViewState:
        """With another filter; the selection stays, even if the filter hides it."""
        return replace(self, filter=filter)

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
        """One line that `from_text` reads back to an equal state, without what has its default.

        "window=2024-01-01/2036-01-01;as-of=2025-04-24;select=event/ce7-launch;scroll=120;slips=off;open=policy"
        """
        parts = {
            "window": f"{_moment_text(self.window.start)}/{_moment_text(self.window.end)}",
            "as-of": self.as_of and self.as_of.isoformat(),
            "select": _escaped(self.selection) or None,
            "scroll": f"{self.scroll_px!r}".removesuffix(".0") if self.scroll_px else None,
            "slips": None if self.slips else "off",
            "open": _list_text(sorted(self.open_lanes)),
            "hide": _list_text(sorted(self.hidden_lanes)),
            "pin": _list_text(sorted(self.pinned_lanes)),
            "order": _list_text(self.lane_order),
            "beside": _escaped(self.measure_to) or None,
            "group": self.grouping if self.grouping != GROUPINGS[0] else None,
            **{name: _list_text(keys) for name, keys in self.filter.parts().items()},
        }
        return ";".join(f"{name}={text}" for name, text in parts.items() if text is not None)

    @classmethod
    def from_text(cls, text: str) -> ViewState:
        """The state that `text` writes; `window` is needed, the order is free. ValueError, one clear sentence, else."""
        parts: dict[str, str] = {}
        for part in text.strip().split(";"):
            name, equals, value = part.partition("=")
            if not equals or name not in _PARTS:
                raise ValueError(f"no part of a view: {part!r} (known: {', '.join(_PARTS)})")
            if name in parts:
                raise ValueError(f"a view names {name} twice: {text!r}")
            parts[name] = value
        if "window" not in parts:
            raise ValueError(f"a view needs window=START/END: {text!r}")
        window = _read_window(parts["window"])
        as_of = read_day(parts["as-of"]) if "as-of" in parts else None
        scroll_px = _read_pixels(parts["scroll"]) if "scroll" in parts else 0.0
        slips, grouping = parts.get("slips", "on"), parts.get("group", GROUPINGS[0])
        if slips not in ("on", "off"):
            raise ValueError(f"slips is on or off, not {slips!r}")
        if grouping not in GROUPINGS:
            raise ValueError(f"lanes are grouped as {', '.join(GROUPINGS)}, not {grouping!r}")
        lists = {name: tuple(map(_unescaped, value.split(","))) for name, value in parts.items()}
        return cls(
            window,
            selection=_unescaped(parts.get("select", "")),
            as_of=as_of,
            scroll_px=scroll_px,
            slips=slips == "on",
            open_lanes=frozenset(lists.get("open", ())),
            measure_to=_unescaped(parts.get("beside", "")),
            grouping=grouping,
            lane_order=lists.get("order", ()),
            hidden_lanes=frozenset(lists.get("hide", ())),
            pinned_lanes=frozenset(lists.get("pin", ())),
            filter=Filter.from_parts(lists),
        )


def home(programme: Programme) -> Span:
    """The window that Home shows: what `programme.yaml` names; open sides end a decade from the other."""
    when = programme.head.home
    start, end = when.core_earliest, when.core_latest
    if start == -inf:
        start = end - DECADE if isfinite(end) else day_number(programme.current_to) - DECADE / 2
    return Span(start, end if isfinite(end) else start + DECADE)


class ViewHistory(Struct, frozen=True):
    """The states that were shown, and which of them is shown now: what Back and Forward go through."""

    entries: tuple[ViewState, ...]
    index: int = 0
    visited_ms: int | None = None  # when the present entry was last visited; None: no visit replaces it

    @property
    def present(self) -> ViewState:
        return self.entries[self.index]

    def visit(self, state: ViewState, at_ms: int) -> ViewHistory:
        """Show `state` at `at_ms` (of any monotonic clock); the entries after the present one are dropped.

        Within MERGE_MS of the last visit it replaces the present entry, so a gesture is one step. The first entry is
        never replaced, nor one that Back or Forward went to, nor one that differs in more than a gesture changes
        (window, scroll, as-of day, the text of the filter).
        """
        if state == self.present:
            return self
        merges = self.visited_ms is not None and at_ms - self.visited_ms <= MERGE_MS
        merges = merges and _without_gestures(state) == _without_gestures(self.present)
        earlier = self.entries[: self.index if merges else self.index + 1]
        return ViewHistory((*earlier, state), len(earlier), at_ms)

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


def _without_gestures(state: ViewState) -> ViewState:
    """`state` without what one gesture changes many times."""
    return replace(state, window=Span(0.0, 1.0), scroll_px=0.0, as_of=None, filter=state.filter.without("text"))


_PARTS = (
    "window", "as-of", "select", "scroll", "slips", "open", "hide", "pin", "order", "beside", "group", *PARTS,
)  # fmt: skip
# Compiled when they are first used.
_DAY = r"\d{4}-\d\d-\d\d"
_INSTANT = r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)Z"
_NUMBER = r"d(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)"
_ESCAPES = r"[%;,\x00-\x20\x7f\x85\u2028\u2029]"
_ESCAPED = r"%([0-9A-F]+)\."


def read_day(text: str) -> date:
    try:
        if re.fullmatch(_DAY, text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(f"as-of is a day such as 2025-04-24, not {text!r}")


def _read_window(text: str) -> Span:
    try:
        start, end = map(_read_moment, text.split("/"))
        return Span(start, end)
    except ValueError:
        raise ValueError(f"a window is START/END, two days in order, not {text!r}") from None


def _read_pixels(text: str) -> float:
    try:
        if isfinite(px := float(text)) and px >= 0:
            return px
    except ValueError:
        pass
    raise ValueError(f"scroll is a number of pixels, not {text!r}")


def _moment_text(days: Days) -> str:
    """A day, an instant to the second, or "d" and the number of days where neither is exact."""
    if EARLIEST <= days < LATEST:
        day = date_of(days)
        if days == day_number(day):
            return day.isoformat()
        seconds = round((days - day_number(day)) * 86400)
        text = f"{day.isoformat()}T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}Z"
        if seconds < 86400 and _read_moment(text) == days:
            return text
    return f"d{days!r}"


def _read_moment(text: str) -> Days:
    """The moment that `_moment_text` wrote; ValueError for anything else."""
    if re.fullmatch(_DAY, text, re.ASCII):
        return day_number(date.fromisoformat(text))
    if match := re.fullmatch(_INSTANT, text, re.ASCII):
        hours, minutes, seconds = (int(part) for part in match.groups()[1:])
        if hours < 24 and minutes < 60 and seconds < 60:
            return day_number(date.fromisoformat(match[1])) + (hours * 3600 + minutes * 60 + seconds) / 86400
    if match := re.fullmatch(_NUMBER, text, re.ASCII):
        return float(match[1])
    raise ValueError(f"no moment: {text!r}")


def _list_text(texts: Sequence[str]) -> str | None:
    return ",".join(map(_escaped, texts)) if texts else None


def _escaped(text: str) -> str:
    """`text` without characters that would end its part or its line: "%3B." is a semicolon."""
    return re.sub(_ESCAPES, lambda match: f"%{ord(match[0]):X}.", text)


def _unescaped(text: str) -> str:
    return re.sub(_ESCAPED, lambda match: chr(int(match[1], 16)), text)
