"""Loads the body of the details pane: at once for a small programme, in the background for a large one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from viewer.limits import SMALL
from viewer.model.programme import Programme
from viewer.ref import id_of
from viewer.theme import Theme
from viewer.widgets.background_task import BackgroundTask

DELAY_MS = 250
"""A body that takes longer is announced by a page that says so."""


class DetailsLoader(QObject):
    """Renders the page of an address and hands its HTML body to `show_body`. The latest request wins."""

    def __init__(self, show_body: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.task = BackgroundTask(self)
        self._show_body = show_body
        self._requested: tuple[Programme, str] | None = None
        self._delay = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._delay.timeout.connect(self._show_waiting)
        self.task.ended.connect(self._delay.stop)

    def load(self, programme: Programme, address: str) -> None:
        """Load the page of `address`; of "" the overview of the programme."""
        from viewer.report.details import details_html

        self._requested = programme, address
        small = len(programme.unfiltered.events) <= SMALL
        if not small:
            self._delay.start()
        self.task.run(lambda _progress: details_html(programme, address), self._show_body, synchronous=small)

    def cancel(self) -> None:
        """Cancel the load: the pane shows something else."""
        self._delay.stop()
        self.task.cancel()

    def _show_waiting(self) -> None:
        from viewer.report.details import loading_html

        if self._requested is not None:
            self._show_body(loading_html(*self._requested))


def details_image(programme: Programme, theme: Theme, name: str, width: int, ratio: float) -> QImage:
    """The image `name` of a details page, `width` px wide at `ratio` device pixels; null if there is none.

    "picture/trend/EVENT" is the small chart of a date, "picture/site-map/MISSION" the map of a mission's sites.
    """
    kind, _slash, id = id_of(name, "picture").partition("/")
    if kind == "trend":
        from viewer.paint.trend_image import trend_image

        return trend_image(programme, id, theme, width, ratio)
    if kind == "site-map":
        from viewer.widgets.site_map_view import mission_site_image

        return mission_site_image(programme, id, theme, width, ratio)
    return QImage()
