"""What is asked of the canvas itself: legend, motion, copying it, going to a date, measuring, what is folded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QApplication, QStyle

from viewer.app.main_window import MainWindow
from viewer.app.navigation import Navigation, span_of
from viewer.app.settings import Settings
from viewer.app.store import Store
from viewer.app.stylesheet import theme_of
from viewer.i18n import _, day_words
from viewer.model.calendar import date_of
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfError
from viewer.report.dates import date_words
from viewer.state import Span
from viewer.timeline.measure_tool import measure_words
from viewer.widgets.glide import GLIDE_MS

COPIED_RATIO = 2.0
"""Pixels in a copied picture to one on screen."""


def motion_is_welcome() -> bool:
    """False where the desktop asks for less motion, as far as Qt can tell.

    The preference itself is told from Qt 6.12 on. Before that Qt knows of desktops that switch all effects off
    (Windows, qt6ct): our style then lets animations last no time. GNOME and KDE keep theirs from it.
    """
    if QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) <= 0:
        return False
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
    preference = getattr(accessibility(), "motionPreference", None) if accessibility is not None else None
    reduced = getattr(getattr(Qt, "MotionPreference", None), "ReducedMotion", None)
    return preference is None or reduced is None or preference() != reduced


NEXT = frozenset({"next", "what is next", "what's next", "下一个", "接下来"})
"""Words for the event that is promised next."""


def _means_next(text: str) -> bool:
    return text.strip().casefold() in NEXT


class ViewActions:
    """Joins the commands of the canvas to the store and the window; `tell` writes to the status line."""

    def __init__(
        self,
        store: Store,
        window: MainWindow,
        nav: Navigation,
        settings: Settings,
        tell: Callable[[str], None],
    ) -> None:
        self._store, self._window, self._nav, self._settings, self._tell = store, window, nav, settings, tell
        self._later = QTimer(window, singleShot=True, interval=GLIDE_MS + 20)
        self._later.timeout.connect(self._show_legend)
        timeline = window.timeline
        timeline.window_requested.connect(nav.look_at)
        timeline.event_framed.connect(self._frame)
        timeline.measure_requested.connect(self._measure)
        window.overview.whole_requested.connect(self._show_whole)
        store.changed.connect(self.show)
        store.replaced.connect(self.show)
        self.animate(settings.flag("animate", True))
        self._follow_desktop()
        self.show_legend(settings.flag("legend", False))

    # ── down ──────────────────────────────────────────────────────────────────────────────────────

    def show(self) -> None:
        """The state is another: the legend follows, once what is seen has come to rest."""
        if self._window.legend.isVisibleTo(self._window):
            self._later.start()

    def _show_legend(self) -> None:
        self._window.legend.show_scene(self._window.timeline.scene(), self._store.whole.head.body)

    # ── up ────────────────────────────────────────────────────────────────────────────────────────

    def show_legend(self, shown: bool) -> None:
        self._window.legend.setVisible(shown)
        self._window.actions_by_id["legend"].setChecked(shown)
        self._settings.remember("legend", shown)
        self.show()

    def toggle_legend(self) -> None:
        self.show_legend(not self._window.legend.isVisibleTo(self._window))

    def animate(self, wished: bool) -> None:
        """Let the window glide to where it is wished, unless the desktop asks for rest."""
        self._settings.remember("animate", wished)
        self._window.actions_by_id["animate"].setChecked(wished)
        self._window.timeline.show_motion(wished and motion_is_welcome())

    def _follow_desktop(self) -> None:
        """Glide or jump as the desktop says, also when it says otherwise meanwhile (from Qt 6.12 on)."""
        accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
        changed = (
            getattr(accessibility(), "motionPreferenceChanged", None) if accessibility is not None else None
        )
        if changed is not None:
            changed.connect(lambda: self.animate(self._settings.flag("animate", True)))

    def toggle_motion(self) -> None:
        self.animate(not self._settings.flag("animate", True))

    def copy_picture(self, theme_name: str) -> None:
        """The timeline as it stands, at twice its size, to the clipboard."""
        from viewer.paint.qt_painter import paint_over
        from viewer.printing.png import scene_image

        timeline, theme = self._window.timeline, theme_of(theme_name)
        image = scene_image(timeline.scene(), theme, COPIED_RATIO)
        with QPainter(image) as painter:
            paint_over(painter, timeline.scene(), timeline.over(), theme)
        QApplication.clipboard().setImage(image)
        self._tell(_("The picture is copied: {width} × {height}", width=image.width(), height=image.height()))

    def copy_sentence(self, theme_name: str) -> None:
        """What the selection says in one sentence, to the clipboard; the picture where nothing is selected."""
        from viewer.report.sentences import sentence_at

        text = sentence_at(self._store.programme, self._store.requested.selection)
        if text:
            QApplication.clipboard().setText(text)
            self._tell(_("Copied: {text}", text=text))
        else:
            self.copy_picture(theme_name)

    # ── going to a date ───────────────────────────────────────────────────────────────────────────

    def ask_date(self) -> None:
        """Show the box for a date over the timeline; it says at once what it takes the words for."""
        from viewer.widgets.go_to_date import GoToDateBox

        box = GoToDateBox(self._read, self._window.timeline)
        box.chosen.connect(self.go_to_date)
        box.open_over(self._window.timeline)

    def go_to_date(self, text: str) -> None:
        """Look at the date that `text` writes, or that its words may mean; it changes no data."""
        if _means_next(text):
            self.go_to_next()
            return
        span, words = self._meant(text)
        if span is not None:
            self._store.set(self._store.requested.framed(span))
        elif words:
            self._tell(words)

    def _read(self, text: str) -> tuple[bool, str]:
        """Whether `text` can be gone to, and what it is taken for, or why it cannot."""
        if _means_next(text):
            return True, _("What is next")
        span, words = self._meant(text)
        return span is not None, words

    def _meant(self, text: str) -> tuple[Span | None, str]:
        """The stretch of time that `text` means, and its words; None and what is wrong with it."""
        from viewer.model.edtf_suggestions import suggest
        from viewer.query.relative_dates import relative_date
        from viewer.widgets.go_to_date import HINT

        days = relative_date(text, self._store.today)
        if days is not None:
            span = Span(*days)
            first, last = day_words(date_of(span.start)), day_words(date_of(span.end - 1))
            return span, first if first == last else f"{first} – {last}"
        try:
            when = parse(suggest(text) or text.strip())
        except EdtfError as error:
            if error.cure:
                return None, f"{error}. {error.cure}"
            return None, _("“{text}” is no date. {hint}", text=text.strip(), hint=_(HINT))
        return span_of(when), date_words(when)

    def go_to_next(self) -> None:
        if not self._nav.go_to_next_planned():
            self._tell(_("Nothing is promised after this day."))

    def list_members(self) -> None:
        """The list of those that the selected event is folded with."""
        if not self._store.requested.selection.startswith("event/"):
            self._tell(_("Select an event first."))
        elif not self._window.timeline.request_members():
            self._tell(_("The selected event stands alone."))

    def _show_whole(self) -> None:
        """Everything, from the first year to the last."""
        from viewer.timeline.overview import full_span

        span = full_span(self._store.shown)
        self._nav.look_at(span.start, span.end)

    def _frame(self, address: str) -> None:
        self._nav.select(address)
        self._nav.frame_selection()

    def measure(self, direction: str) -> None:
        """To the neighbour of the event that is measured to, beginning at the selected one."""
        if not self._store.requested.selection.startswith("event/"):
            self._tell(_("Select an event first."))
            return
        address = self._nav.next_to_measured(direction)
        if address == self._store.requested.selection:
            self._store.set(self._store.requested.selecting(address))
        elif address and address != self._store.requested.measure_to:
            self._measure(address)
            self._window.timeline.reveal(address)

    def _measure(self, address: str) -> None:
        """What lies between the selected event and another; the same again takes it away."""
        state = self._store.requested
        if not state.selection.startswith("event/"):
            self._nav.select(address)
            return
        self._store.set(state.measured_to(address))
        beside = self._store.requested.measure_to
        if beside:
            words = measure_words(self._store.programme, state.selection, beside)
            self._tell(words or _("Nothing to measure: one of the two has no date."))
