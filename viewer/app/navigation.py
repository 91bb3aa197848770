"""Navigation: every change of the window in time or of the selection that a command or a key requests."""

from __future__ import annotations

from math import isfinite

from msgspec.structs import replace

from viewer.app.store import Store
from viewer.model.calendar import day_number
from viewer.model.claims import Status
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Event
from viewer.ref import event_ref, id_of
from viewer.state import Span, ViewState, home
from viewer.timeline.keyboard_navigation import next_event
from viewer.timeline.lane_model import lane_model
from viewer.widgets.timeline_view import TimelineView

ZOOM_STEP = 1.5
PAN_STEP = 0.15
"""What one key press moves, as a share of the window."""
SHORTEST_FRAME = 2.0
"""Framing shows at least this many days."""
YEAR = 365.0


def span_of(date: EdtfDate) -> Span | None:
    """The span to show for a date; an open side ends a year from the other. None for a date without days."""
    start, end = date.earliest, date.latest
    if not isfinite(start) and not isfinite(end):
        return None
    start = start if isfinite(start) else end - YEAR
    end = end if isfinite(end) else start + YEAR
    return Span(start, max(end, start + 1 / 1440))


class Navigation:
    """Changes window and selection of the store. `timeline` knows where an event is on screen."""

    def __init__(self, store: Store, timeline: TimelineView) -> None:
        self._store, self._timeline = store, timeline

    @property
    def _state(self) -> ViewState:
        """The state that changes are derived from."""
        return self._store.requested

    # ── the selection ─────────────────────────────────────────────────────────────────────────────

    def selected_event(self) -> Event | None:
        """The selected event; None if something else or nothing is selected."""
        return self._store.programme.event(id_of(self._state.selection, "event"))

    def select(self, address: str) -> None:
        self._store.set(self._state.selecting(address))

    def go_to(self, address: str) -> None:
        """Select what is at `address`. Bring its event into view."""
        self.select(address)
        span, window = self.selected_span(), self._state.window
        if span is None:
            return
        in_view = window.overlaps(span.start, span.end) or self._timeline.scene().box_of(address) is not None
        if not in_view:
            self._store.set(self._state.centred(min(span.middle, span.start + window.length / 3)))
        self._timeline.reveal(address)

    def selected_span(self) -> Span | None:
        """The span of the selected event."""
        return self._span_at(self._state.selection)

    def _span_at(self, address: str) -> Span | None:
        """The span of the event at `address`; None for anything else, and without a date."""
        event = self._store.programme.event(id_of(address, "event"))
        return span_of(self._store.programme.status(event.id).current_claim.when) if event else None

    def walk(self, direction: str) -> None:
        """Select the next event: "left" and "right" in the lane, "up" and "down" in the next lane.

        If the selection is not shown, it is the first event in view, or for "left" and "up" the last.
        """
        event = self.selected_event()
        if event is None or self._store.shown.event(event.id) is None:
            address = self._timeline.first_in_view(last=direction in ("left", "up"))
            if address:
                self.go_to(address)
                return
        address = self._next_to(self._state.selection, direction)
        if address and address != self._state.selection:
            self.go_to(address)

    def next_to_measured(self, direction: str) -> str:
        """The event next to the one that is measured to, else to the selected one; "" if there is none."""
        return self._next_to(self._state.measure_to or self._state.selection, direction)

    def _next_to(self, address: str, direction: str) -> str:
        return next_event(self._store.shown, address, direction, self._store.state)

    def go_to_next_planned(self) -> bool:
        """Select the planned event after the selected one, else the first. False if there is none."""
        planned = [event_ref(event.id) for event in self._store.shown.events_by_status[Status.PLANNED]]
        if not planned:
            return False
        selection = self._state.selection
        index = planned.index(selection) + 1 if selection in planned else 0
        self.go_to(planned[index % len(planned)])
        return True

    # ── the window in time ────────────────────────────────────────────────────────────────────────

    def zoom(self, ratio: float) -> None:
        """Zoom about the selected event if it is in view, else about the middle."""
        span, window = self.selected_span(), self._state.window
        in_view = span is not None and window.start <= span.middle <= window.end
        centre = span.middle if span is not None and in_view else window.middle
        self._store.set(self._state.zoomed(ratio, centre))

    def pan(self, share: float) -> None:
        """Pan by a share of the window, to later days if positive."""
        self._store.set(self._state.panned(share * self._state.window.length))

    def frame(self, span: Span) -> None:
        """Show `span` with some room around it."""
        missing = max(0.0, SHORTEST_FRAME - span.length) / 2
        self._store.set(self._state.framed(Span(span.start - missing, span.end + missing)))

    def frame_selection(self) -> None:
        """Frame the selected event; both events if one is measured to."""
        span, other = self.selected_span(), self._span_at(self._state.measure_to)
        if span is not None and other is not None:
            self.frame(Span(min(span.start, other.start), max(span.end, other.end)).padded(0.15))
        elif span is not None:
            self.frame(span.padded(1.0))

    def look_at(self, start: float, end: float) -> None:
        """Show exactly these days, within the calendar and at least a minute."""
        self._store.set(self._state.framed(Span(start, end), 0.0))

    def home(self) -> None:
        """Show the home window of the programme."""
        self._store.set(replace(self._state, window=home(self._store.whole), scroll_px=0.0))

    def today(self) -> None:
        """Show today in the middle."""
        self._store.set(self._state.centred(day_number(self._store.today)))

    def toggle_all_lanes(self) -> None:
        """Open all lanes; make all compact if they are open."""
        model = lane_model(self._store.shown, self._store.state.grouping)
        all_lanes = frozenset(lane.lane.id for lane in model.lanes)
        opened = frozenset() if self._state.open_lanes == all_lanes else all_lanes
        self._store.set(replace(self._state, open_lanes=opened))
