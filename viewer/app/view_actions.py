"""Actions on the timeline: legend, animation, going to a date, measuring, the members of a cluster."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

from viewer.app.main_window import MainWindow
from viewer.app.navigation import Navigation, span_of
from viewer.app.settings import Settings
from viewer.app.store import Store
from viewer.i18n import _, day_words
from viewer.model.calendar import date_of
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfError
from viewer.ref import kind_of
from viewer.report.dates import date_words
from viewer.state import Span
from viewer.timeline.measure_tool import measure_words
from viewer.widgets.animation import GLIDE_MS

NEXT = frozenset({"next", "what is next", "what's next", "下一个", "接下来"})
"""What the user may type for the event that is planned next."""


def desktop_allows_animation() -> bool:
    """False if the desktop asks for reduced motion, as far as Qt can tell.

    From Qt 6.12 on the preference itself is known. Before that Qt knows of desktops that switch all effects off
    (Windows, qt6ct): the duration of animations of the style is then 0. GNOME and KDE do not tell Qt.
    """
    if QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) <= 0:
        return False
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
    preference = getattr(accessibility(), "motionPreference", None) if accessibility is not None else None
    reduced = getattr(getattr(Qt, "MotionPreference", None), "ReducedMotion", None)
    return preference is None or reduced is None or preference() != reduced


class ViewActions:
    """Connects these actions to store, window and settings. `show_message` writes to the status bar."""

    def __init__(
        self,
        store: Store,
        window: MainWindow,
        navigation: Navigation,
        settings: Settings,
        show_message: Callable[[str], None],
    ) -> None:
        self._store, self._window, self._navigation = store, window, navigation
        self._settings, self._show_message = settings, show_message
        self._legend_delay = QTimer(window, singleShot=True, interval=GLIDE_MS + 20)
        self._legend_delay.timeout.connect(self._fill_legend)
        timeline = window.timeline
        timeline.window_requested.connect(navigation.look_at)
        timeline.event_framed.connect(self._frame)
        timeline.measure_requested.connect(self._measure)
        window.overview.whole_requested.connect(self._show_whole)
        store.changed.connect(self._update_legend)
        store.replaced.connect(self._update_legend)
        self.set_animated(settings.flag("animate", True))
        self._follow_desktop()
        self.show_legend(settings.flag("legend", False))

    # ── legend and animation ──────────────────────────────────────────────────────────────────────

    def show_legend(self, shown: bool) -> None:
        self._window.legend.setVisible(shown)
        self._window.actions_by_id["legend"].setChecked(shown)
        self._settings.remember("legend", shown)
        self._update_legend()

    def toggle_legend(self) -> None:
        self.show_legend(not self._window.legend.isVisibleTo(self._window))

    def _update_legend(self) -> None:
        """Update a visible legend once the picture is at rest."""
        if self._window.legend.isVisibleTo(self._window):
            self._legend_delay.start()

    def _fill_legend(self) -> None:
        self._window.legend.show_scene(self._window.timeline.scene(), self._store.whole.head.body)

    def set_animated(self, animated: bool) -> None:
        """Animate the timeline, unless the desktop asks for reduced motion."""
        self._settings.remember("animate", animated)
        self._window.actions_by_id["animate"].setChecked(animated)
        self._window.timeline.show_animated(animated and desktop_allows_animation())

    def toggle_animated(self) -> None:
        self.set_animated(not self._settings.flag("animate", True))

    def _follow_desktop(self) -> None:
        """Follow the desktop when its preference for motion changes (from Qt 6.12 on)."""
        accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
        changed = accessibility and getattr(accessibility(), "motionPreferenceChanged", None)
        if changed is not None:
            changed.connect(lambda: self.set_animated(self._settings.flag("animate", True)))

    # ── going to a date ───────────────────────────────────────────────────────────────────────────

    def ask_date(self) -> None:
        """Open the box for a date over the timeline."""
        from viewer.widgets.go_to_date import GoToDateBox

        box = GoToDateBox(self._interpret, self._window.timeline)
        box.chosen.connect(self.go_to_date)
        box.open_over(self._window.timeline)

    def go_to_date(self, text: str) -> None:
        """Show the date that `text` means, in EDTF or in words."""
        if _means_next(text):
            self.go_to_next()
            return
        span, words = self._span_of(text)
        if span is not None:
            self._store.set(self._store.requested.framed(span))
        elif words:
            self._show_message(words)

    def _interpret(self, text: str) -> tuple[bool, str]:
        """Whether `text` means a date, and which date, or why it means none."""
        if _means_next(text):
            return True, _("What is next")
        span, words = self._span_of(text)
        return span is not None, words

    def _span_of(self, text: str) -> tuple[Span | None, str]:
        """The span of time that `text` means, and its words; None and an error message if it means none."""
        from viewer.model.edtf_suggestions import suggest
        from viewer.query.relative_dates import relative_date
        from viewer.widgets.go_to_date import HINT

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
            return None, _("“{text}” is no date. {hint}", text=text.strip(), hint=_(HINT))
        return span_of(date), date_words(date)

    def go_to_next(self) -> None:
        """Go to the event that is planned next."""
        if not self._navigation.go_to_next_planned():
            self._show_message(_("Nothing is promised after this day."))

    # ── the selected event ────────────────────────────────────────────────────────────────────────

    def list_members(self) -> None:
        """List the cluster that holds the selected event."""
        if kind_of(self._store.requested.selection) != "event":
            self._show_message(_("Select an event first."))
        elif not self._window.timeline.request_members():
            self._show_message(_("The selected event stands alone."))

    def _show_whole(self) -> None:
        """Show all events, from the first year to the last."""
        from viewer.timeline.overview import full_span

        span = full_span(self._store.shown)
        self._navigation.look_at(span.start, span.end)

    def _frame(self, address: str) -> None:
        self._navigation.select(address)
        self._navigation.frame_selection()

    def measure(self, direction: str) -> None:
        """Measure to the event next to the one that is measured to; at first to the one next to the selected one."""
        state = self._store.requested
        if kind_of(state.selection) != "event":
            self._show_message(_("Select an event first."))
            return
        address = self._navigation.next_to_measured(direction)
        if address == state.selection:
            self._store.set(state.selecting(address))
        elif address and address != state.measure_to:
            self._measure(address)
            self._window.timeline.reveal(address)

    def _measure(self, address: str) -> None:
        """Measure from the selected event to another; a second time ends it."""
        state = self._store.requested
        if kind_of(state.selection) != "event":
            self._navigation.select(address)
            return
        self._store.set(state.measured_to(address))
        measured = self._store.requested.measure_to
        if measured:
            words = measure_words(self._store.programme, state.selection, measured)
            self._show_message(words or _("Nothing to measure: one of the two has no date."))


def _means_next(text: str) -> bool:
    return text.strip().casefold() in NEXT
