"""What the pane beside the timeline tells: of a small programme at once, of a very large one as soon as it is made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from viewer.model.programme import Programme
from viewer.widgets.beside import AT_ONCE, Beside, in_one

PATIENCE_MS = 250
"""What takes longer says that it is being looked for."""


class DetailsLoader(QObject):
    """Makes the pane's body beside the window and hands it to `show_body`; the last wish wins."""

    def __init__(self, show_body: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show_body = show_body
        self._beside = Beside(self)
        self._asked: tuple[Programme, str] | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._wait)

    @property
    def busy(self) -> bool:
        return self._beside.busy

    def show(self, programme: Programme, address: str) -> None:
        """Tell what stands at `address`; for "" the overview."""
        from viewer.report.details import details_html

        self._asked = programme, address
        small = len(programme.unfiltered.events) <= AT_ONCE
        self._beside.begin(in_one(lambda: details_html(programme, address)), self._take, at_once=small)
        if not small:
            self._patience.start()

    def cancel(self) -> None:
        """Something else is shown: nobody waits any more."""
        self._patience.stop()
        self._beside.cancel()

    def _take(self, html: str) -> None:
        self._patience.stop()
        self._show_body(html)

    def _wait(self) -> None:
        from viewer.report.details import loading_html

        if self._asked is not None:
            self._show_body(loading_html(*self._asked))
