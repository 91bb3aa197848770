"""What is asked of the canvas itself: legend, motion, copying it, going to a date, measuring, what is folded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QApplication

from viewer.app.dress import theme_of
from viewer.app.main_window import MainWindow
from viewer.app.navigation import Navigation, span_of
from viewer.app.settings import Settings
from viewer.app.store import Store
from viewer.i18n import _
from viewer.model.edtf import EdtfError, parse
from viewer.timeline.measuring import measure_words
from viewer.widgets.glide import GLIDE_MS

COPIED_RATIO = 2.0
"""Pixels in a copied picture to one on screen."""


def motion_is_welcome() -> bool:
    """False where the desktop asks for less motion, as far as Qt can tell (from Qt 6.12 on)."""
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
    preference = getattr(accessibility(), "motionPreference", None) if accessibility is not None else None
    reduced = getattr(getattr(Qt, "MotionPreference", None), "ReducedMotion", None)
    return preference is None or reduced is None or preference() != reduced


class Looking:
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
        timeline.window_wished.connect(nav.look_at)
        timeline.event_framed.connect(self._frame)
        timeline.measure_wished.connect(self._measure)
        window.overview.whole_wished.connect(self._show_whole)
        store.changed.connect(self.show)
        store.replaced.connect(self.show)
        self.animate(settings.flag("animate", True))
        self.show_legend(settings.flag("legend", False))

    # ── down ──────────────────────────────────────────────────────────────────────────────────────

    def show(self) -> None:
        """The state is another: the legend follows, once what is seen has come to rest."""
        if self._window.legend.isVisibleTo(self._window):
            self._later.start()

    def _show_legend(self) -> None:
        self._window.legend.show_scene(self._window.timeline.scene())

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

    def toggle_motion(self) -> None:
        self.animate(not self._settings.flag("animate", True))

    def copy_picture(self, theme_name: str) -> None:
        """The timeline as it stands, at twice its size, to the clipboard."""
        from viewer.output.image import scene_image
        from viewer.paint.painter import paint_over

        timeline, theme = self._window.timeline, theme_of(theme_name)
        image = scene_image(timeline.scene(), theme, COPIED_RATIO)
        with QPainter(image) as painter:
            paint_over(painter, timeline.scene(), timeline.over(), theme)
        QApplication.clipboard().setImage(image)
        self._tell(_("The picture is copied: {width} × {height}", width=image.width(), height=image.height()))

    def ask_date(self) -> None:
        from PySide6.QtWidgets import QInputDialog

        words = _("A day, month, year or span, in words or as EDTF: June 2024, around 2026, 2026/2028")
        text, good = QInputDialog.getText(self._window, _("Go to date"), words)
        if good and text.strip():
            self.go_to_date(text.strip())

    def go_to_date(self, text: str) -> None:
        """Look at the date that `text` writes, or that its words may mean; it changes no data."""
        from viewer.model.edtf_prose import reading

        try:
            when = parse(reading(text) or text)
        except EdtfError as error:
            self._tell(f"{error}. {error.cure}".rstrip(". "))
            return
        span = span_of(when)
        if span is not None:
            self._store.set(self._store.state.framed(span))

    def list_members(self) -> None:
        """The list of those that the selected event is folded with."""
        if not self._window.timeline.ask_members():
            self._tell(_("The selected event stands alone."))

    def _show_whole(self) -> None:
        """Everything, from the first year to the last."""
        from viewer.timeline.overview import whole_span

        span = whole_span(self._store.shown)
        self._nav.look_at(span.start, span.end)

    def _frame(self, address: str) -> None:
        self._nav.select(address)
        self._nav.frame_selection()

    def _measure(self, address: str) -> None:
        """What lies between the selected event and another; the same again takes it away."""
        state = self._store.state
        if not state.selection.startswith("event/"):
            self._nav.select(address)
            return
        self._store.set(state.measured_to(address))
        beside = self._store.state.beside
        if beside:
            words = measure_words(self._store.programme, state.selection, beside)
            self._tell(words or _("Nothing to measure: one of the two has no date."))
