"""Navigation: every change of the window in time or of the selection that a command or a key requests."""

from __future__ import annotations

from math import isfinite

from msgspec.structs import replace

from viewer.app.main_window import AppContext
from viewer.i18n import _, day_words
from viewer.model.calendar import date_of, day_number
from viewer.model.claims import Status
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfDate, EdtfError
from viewer.ref import event_ref, id_of, kind_of
from viewer.report.dates import date_words
from viewer.state import SHORTEST, Span, ViewState, home
from viewer.timeline.extent import finite
from viewer.timeline.lane_model import next_event

ZOOM_STEPS = {"in": 1 / 1.5, "out": 1.5}  # the new length of the window as a ratio of the old one
PAN_STEPS = {"left": -0.15, "right": 0.15}  # as shares of the window
PAGE_STEPS = {"up": -1, "down": 1}
MIN_FRAME_DAYS = 2.0
YEAR = 365.0
NEXT = frozenset({"next", "what is next", "what's next", "下一个", "接下来"})  # what the user may type for `go_to_next`


class Navigation:
    """Changes window and selection of the store. The timeline of the window knows where an event is on screen."""

    def __init__(self, context: AppContext) -> None:
        self._store, self._timeline, self._show_message = context.store, context.window.timeline, context.show_message
        self._timeline.window_requested.connect(self.show_days)
        self._timeline.frame_requested.connect(self.frame_days)
        self._timeline.event_framed.connect(self._select_and_frame)
        self._timeline.measure_requested.connect(self._measure_to)
        context.window.overview.window_requested.connect(self.show_days)
        context.window.overview.whole_requested.connect(self._show_all_events)

    @property
    def _state(self) -> ViewState:
        return self._store.requested

    def select(self, address: str) -> None:
        self._store.set(self._state.selecting(address))

    def go_to(self, address: str) -> None:
        """Select what is at `address`. Bring its event into view."""
        self.select(address)
        span, window = self.span_at(address), self._state.window
        if span is None:
            return
        if not window.overlaps(span.start, span.end) and self._timeline.scene().box_of(address) is None:
            self._store.set(self._state.centred(min(span.middle, span.start + window.length / 3)))
        self._timeline.reveal(address)

    def span_at(self, address: str) -> Span | None:
        """The span of the event at `address`; None for anything else, and without a date."""
        event = self._store.programme.event(id_of(address, "event"))
        return span_of(self._store.programme.status(event.id).current_claim.when) if event else None

    def walk(self, direction: str) -> None:
        """Select the next event in the lane ("left", "right") or in the next lane ("up", "down").

        Without a visible selection it is the first event in view, for "left" and "up" the last one.
        """
        selection, address = self._state.selection, ""
        if self._store.shown.event(id_of(selection, "event")) is None:
            address = self._timeline.first_in_view(last=direction in ("left", "up"))
        address = address or self._next_to(selection, direction)
        if address and address != selection:
            self.go_to(address)

    def _next_to(self, address: str, direction: str) -> str:
        return next_event(self._store.shown, address, direction, self._store.state)

    def go_to_next(self) -> None:
        """Select the planned event after the selected one, else the first planned event."""
        planned = [event_ref(event.id) for event in self._store.shown.events_by_status[Status.PLANNED]]
        if planned:
            index = planned.index(self._state.selection) + 1 if self._state.selection in planned else 0
            self.go_to(planned[index % len(planned)])
        else:
            self._show_message(_("Nothing is promised after this day."))

    def list_cluster(self) -> None:
        """List the events of the cluster that holds the selected event."""
        if kind_of(self._state.selection) != "event":
            self._show_message(_("Select an event first."))
        elif not self._timeline.request_members():
            self._show_message(_("The selected event stands alone."))

    def measure(self, direction: str) -> None:
        """Measure to the event next to the one that is measured to; at first to the one next to the selected one."""
        state = self._state
        if kind_of(state.selection) != "event":
            self._show_message(_("Select an event first."))
            return
        address = self._next_to(state.measure_to or state.selection, direction)
        if address == state.selection:
            self.select(address)
        elif address and address != state.measure_to:
            self._measure_to(address)
            self._timeline.reveal(address)

    def _measure_to(self, address: str) -> None:
        """Measure from the selected event to another; a second time ends it."""
        state = self._state
        if kind_of(state.selection) != "event":
            self.select(address)
            return
        self._store.set(state.measured_to(address))
        if measure_to := self._state.measure_to:
            from viewer.timeline.selection_overlay import measure_words

            words = measure_words(self._store.programme, state.selection, measure_to)
            self._show_message(words or _("Nothing to measure: one of the two has no date."))

    def zoom_step(self, direction: str) -> None:
        """Zoom "in" or "out"."""
        self.zoom(ZOOM_STEPS[direction])

    def zoom(self, ratio: float) -> None:
        """Zoom about the selected event if it is in view, else about the middle."""
        span, window = self.span_at(self._state.selection), self._state.window
        in_view = span is not None and window.start <= span.middle <= window.end
        self._store.set(self._state.zoomed(ratio, span.middle if span is not None and in_view else window.middle))

    def pan(self, direction: str) -> None:
        """Move the window a step "left" or "right"."""
        self._store.set(self._state.panned(PAN_STEPS[direction] * self._state.window.length))

    def page(self, direction: str) -> None:
        """Scroll a page "up" or "down"."""
        self._timeline.page(PAGE_STEPS[direction])

    def frame(self, span: Span) -> None:
        """Show `span` with some room around it."""
        missing = max(0.0, MIN_FRAME_DAYS - span.length) / 2
        self._store.set(self._state.framed(Span(span.start - missing, span.end + missing)))

    def frame_days(self, start: float, end: float) -> None:
        """Show these days, or the day after `start` if that is longer, with some room around."""
        self.frame(Span(start, max(end, start + 1.0)))

    def frame_selection(self) -> None:
        """Frame the selected event; both events if one is measured to."""
        span, second = self.span_at(self._state.selection), self.span_at(self._state.measure_to)
        if span is not None and second is not None:
            self.frame(Span(min(span.start, second.start), max(span.end, second.end)).padded(0.15))
        elif span is not None:
            self.frame(span.padded(1.0))

    def _select_and_frame(self, address: str) -> None:
        self.select(address)
        self.frame_selection()

    def show_days(self, start: float, end: float) -> None:
        """Show exactly these days, within the calendar and at least a minute."""
        self._store.set(self._state.framed(Span(start, end), 0.0))

    def show_home(self) -> None:
        self._store.set(replace(self._state, window=home(self._store.whole), scroll_px=0.0))

    def show_today(self) -> None:
        self._store.set(self._state.centred(day_number(self._store.today)))

    def _show_all_events(self) -> None:
        """Show the years from the first event to the last."""
        from viewer.timeline.overview import event_extents

        self._store.set(self._state.framed(event_extents(self._store.shown).span, 0.0))

    def ask_date(self) -> None:
        """Open the box for a date over the timeline."""
        from viewer.widgets.popups import GoToDateBox

        box = GoToDateBox(self._interpret, self._timeline)
        box.chosen.connect(self.go_to_date)
        box.open_over(self._timeline)

    def go_to_date(self, text: str) -> None:
        """Show the date that `text` means, in EDTF or in words."""
        if text.strip().casefold() in NEXT:
            self.go_to_next()
            return
        span, words = self._span_of(text)
        if span is not None:
            self._store.set(self._state.framed(span))
        elif words:
            self._show_message(words)

    def _interpret(self, text: str) -> tuple[bool, str]:
        """Whether `text` means a date, and which date, or why it means none."""
        if text.strip().casefold() in NEXT:
            return True, _("What is next")
        span, words = self._span_of(text)
        return span is not None, words

    def _span_of(self, text: str) -> tuple[Span | None, str]:
        """The span of time that `text` means, and its words; None and an error message if it means none."""
        from viewer.model.edtf_suggestions import suggest
        from viewer.query.relative_dates import relative_date
        from viewer.widgets.popups import DATE_HINT

        days = relative_date(text, self._store.today)
        if days is not None:
            span = Span(*days)
            first, last = day_words(date_of(span.start)), day_words(date_of(span.end - 1))
            return span, first if first == last else f"{first} – {last}"
        try:
            date = parse(suggest(text) or text.strip())
        except EdtfError as error:
            if error.cure:
                return None, f"{error}. {error.cure}"
            return None, _("“{text}” is no date. {hint}", text=text.strip(), hint=_(DATE_HINT))
        return span_of(date), date_words(date)


def span_of(date: EdtfDate) -> Span | None:
    """The span to show for a date; an open side ends a year from the other. None for a date without days."""
    if not isfinite(date.earliest) and not isfinite(date.latest):
        return None
    start, end = finite(date.earliest, date.latest, YEAR)
    return Span(start, max(end, start + SHORTEST))
