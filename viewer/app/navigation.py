"""Ways through the programme: every move of the window or the selection that a command or a key asks for."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

from viewer.app.store import Store
from viewer.model.calendar import day_number
from viewer.model.claims import Status
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Event
from viewer.state import Span, home
from viewer.timeline.keyboard_navigation import neighbour
from viewer.timeline.lane_model import plan_of
from viewer.widgets.timeline_view import TimelineView

ZOOM_STEP = 1.5
PAN_STEP = 0.15
"""What one key press moves: a share of the window."""
LEAST_FRAME = 2.0
"""Framing never closes in on less than these many days by itself."""


def span_of(when: EdtfDate) -> Span | None:
    """What a date asks to see; an open side shows a year, None for no date at all."""
    start, end = when.earliest, when.latest
    if not isfinite(start) and not isfinite(end):
        return None
    start = start if isfinite(start) else end - 365.0
    end = end if isfinite(end) else start + 365.0
    return Span(start, max(end, start + 1 / 1440))


class Navigation:
    """Moves the store's state; `timeline` tells where an event lies on screen."""

    def __init__(self, store: Store, timeline: TimelineView) -> None:
        self._store, self._timeline = store, timeline

    def event(self) -> Event | None:
        """The selected event, None where something else or nothing is selected."""
        kind, _slash, id = self._store.state.selection.partition("/")
        return self._store.programme.event(id) if kind == "event" else None

    def select(self, address: str) -> None:
        self._store.set(self._store.state.selecting(address))

    def go_to(self, address: str) -> None:
        """Select what stands at `address`; an event out of sight is brought into view."""
        self.select(address)
        span, window = self.selected_span(), self._store.state.window
        if span is None:
            return
        seen = window.overlaps(span.start, span.end) or self._timeline.scene().box_of(address) is not None
        if not seen:
            self._store.set(self._store.state.centred(min(span.middle, span.start + window.length / 3)))
        self._timeline.reveal(address)

    def selected_span(self) -> Span | None:
        return self._span_of(self._store.state.selection)

    def _span_of(self, address: str) -> Span | None:
        """Where the event at `address` stands in time, None for anything else, and without a date."""
        kind, _slash, id = address.partition("/")
        event = self._store.programme.event(id) if kind == "event" else None
        return span_of(self._store.programme.standing(event.id).holder.when) if event else None

    def walk(self, direction: str) -> None:
        """To the neighbour of the selected event: "left", "right" in its lane, "up", "down" between lanes.

        From nothing, or what is not shown, to the first event in sight, or backwards to the last.
        """
        view, event = self._store.view, self.event()
        if event is None or self._store.shown.event(event.id) is None:
            address = self._timeline.in_sight(last=direction in ("left", "up"))
            if address:
                self.go_to(address)
                return
        address = neighbour(self._store.shown, view.selection, direction, view)
        if address and address != view.selection:
            self.go_to(address)

    def beside(self, direction: str) -> str:
        """The neighbour of the event that is measured to, else of the selected one; "" where there is none."""
        state = self._store.state
        return neighbour(self._store.shown, state.beside or state.selection, direction, state)

    def zoom(self, ratio: float) -> None:
        """Zoom about the selected event if it is in sight, else about the middle."""
        state, span = self._store.state, self.selected_span()
        window = state.window
        seen = span is not None and window.start <= span.middle <= window.end
        self._store.set(state.zoomed(ratio, span.middle if seen and span is not None else window.middle))

    def pan(self, share: float) -> None:
        self._store.set(self._store.state.panned(share * self._store.state.window.length))

    def frame(self, span: Span) -> None:
        short = max(0.0, LEAST_FRAME - span.length) / 2
        self._store.set(self._store.state.framed(Span(span.start - short, span.end + short)))

    def frame_selection(self) -> None:
        """On the selected event with room around it; on both where one is measured to."""
        span, beside = self.selected_span(), self._span_of(self._store.state.beside)
        if span is not None and beside is not None:
            self.frame(Span(min(span.start, beside.start), max(span.end, beside.end)).padded(0.15))
        elif span is not None:
            self.frame(span.padded(1.0))

    def look_at(self, start: float, end: float) -> None:
        """The window exactly on those days, within the calendar, and a minute at least."""
        self._store.set(self._store.state.framed(Span(start, end), 0.0))

    def home(self) -> None:
        self._store.set(replace(self._store.state, window=home(self._store.whole), scroll_px=0.0))

    def open_lanes(self) -> None:
        """All lanes with all their rows; all compact again where they are open."""
        state, view = self._store.state, self._store.view
        lanes = frozenset(it.lane.id for it in plan_of(self._store.shown, view.slips, view.grouping).lanes)
        self._store.set(replace(state, open_lanes=frozenset() if state.open_lanes == lanes else lanes))

    def today(self) -> None:
        self._store.set(self._store.state.centred(day_number(self._store.today)))

    def next(self) -> bool:
        """Go to what is promised next after the day looked from; False when nothing is."""
        programme = self._store.shown
        seen = self._store.state.selection
        plans = [f"event/{event.id}" for event in programme.fates[Status.PLANNED]]
        if not plans:
            return False
        after = plans.index(seen) + 1 if seen in plans else 0
        self.go_to(plans[after % len(plans)])
        return True
