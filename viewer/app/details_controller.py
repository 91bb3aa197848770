"""The content of the details pane: the page of the selection, and pages about the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence

from viewer.app.commands import COMMANDS, without_mnemonic
from viewer.app.store import Store
from viewer.i18n import _
from viewer.load.loader import LoadResult
from viewer.model.programme import Programme
from viewer.ref import id_of, split_ref
from viewer.theme import Theme
from viewer.widgets.background_task import BackgroundTask
from viewer.widgets.details_pane import DetailsPane

DELAY_MS = 250  # a page that takes longer is announced by a page that says so
MAX_PROBLEMS = 200


class DetailsController(QObject):
    """Renders pages and shows them in the pane, the latest one if several are requested. `theme` gives the theme."""

    page_shown = Signal()  # another page than that of the selection

    def __init__(self, store: Store, pane: DetailsPane, theme: Callable[[], Theme]) -> None:
        super().__init__(pane)
        self._store, self._pane, self._theme = store, pane, theme
        self.task = BackgroundTask(self)
        self._delay = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._delay.timeout.connect(self._show_loading)
        self.task.ended.connect(self._delay.stop)

    def show_selection(self) -> None:
        """Show the page of the selection; without one, the overview of what the filter leaves."""
        from viewer.report.details import details_html

        programme, address = self._subject()
        if not self._store.is_small:
            self._delay.start()
        self.task.run(lambda _progress: details_html(programme, address), self._show, synchronous=self._store.is_small)

    def _subject(self) -> tuple[Programme, str]:
        address = self._store.state.selection
        return (self._store.programme if address else self._store.shown), address

    def _show_loading(self) -> None:
        from viewer.report.details import loading_html

        self._show(loading_html(*self._subject()))

    def show_page(self, html: str) -> None:
        """Show another page instead of that of the selection."""
        self.task.cancel()
        self._show(html)
        self.page_shown.emit()

    def show_keys(self) -> None:
        from viewer.report.document import rendered

        native = QKeySequence.SequenceFormat.NativeText
        keys = [
            (", ".join(QKeySequence(key).toString(native) for key in command.keys), without_mnemonic(_(command.title)))
            for command in COMMANDS
            if command.keys
        ]
        self.show_page(rendered("pane_keys.html", keys=keys))

    def show_problems(self, loaded: LoadResult) -> None:
        from viewer.report.document import rendered

        problems = [str(diagnostic) for diagnostic in loaded.diagnostics[:MAX_PROBLEMS]]
        self.show_page(rendered("pane_problems.html", problems=problems, left_out=loaded.left_out))

    def image(self, name: str, width: int, ratio: float) -> QImage:
        """The image `name` of a page, `width` px wide at `ratio` device pixels; null if there is none.

        "picture/trend/EVENT" is the small chart of a date, "picture/site-map/MISSION" the map of a mission's sites.
        """
        kind, _slash, id = id_of(name, "picture").partition("/")
        programme, theme = self._store.programme, self._theme()
        if kind == "trend":
            from viewer.paint.trend_image import trend_image

            return trend_image(programme, id, theme, width, ratio)
        if kind == "site-map":
            from viewer.widgets.site_map_view import mission_site_image

            return mission_site_image(programme, id, theme, width, ratio)
        return QImage()

    def _show(self, html: str) -> None:
        from viewer.report.details import details_css

        self._pane.show_body(html, details_css({**self._theme().palette, "accent": self._accent()}))

    def _accent(self) -> str:
        """The colour of the lane that the selection belongs to; the foreground without one."""
        programme, theme, lane = self._store.programme, self._theme(), ""
        kind, id = split_ref(self._store.state.selection)
        if kind == "event" and (event := programme.event(id)) is not None:
            lane = programme.lane_of(event)
        elif kind == "mission" and (mission := programme.mission(id)) is not None:
            lane = mission.lane
        lanes = [row.id for row in programme.head.lanes]
        return theme.accent(lanes.index(lane)) if lane in lanes else theme.palette["foreground"]
