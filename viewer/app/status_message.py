"""The line that tells, below everything, what came of a command: for a while, and only while it is true."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QStatusBar

from viewer.app.store import Store
from viewer.state import Span, ViewState

TOLD_MS = 8000


class Told:
    """What is told of a state goes with it. Moving in time, or from lane to lane, leaves it true."""

    def __init__(self, store: Store, bar: QStatusBar) -> None:
        self._store, self._bar = store, bar
        self._of: ViewState | None = None
        self._text = ""
        store.wished.connect(self._look)
        store.replaced.connect(self._end)

    def tell(self, text: str) -> None:
        """Say so, of the present state: what changes it for the sake of `text` has done so already."""
        self._of, self._text = _but_for_place(self._store.state), text
        self._bar.showMessage(text, TOLD_MS)

    def _look(self) -> None:
        if self._of is not None and _but_for_place(self._store.state) != self._of:
            self._end()

    def _end(self) -> None:
        if self._of is not None and self._bar.currentMessage() == self._text:
            self._bar.clearMessage()
        self._of = None


def _but_for_place(state: ViewState) -> ViewState:
    return replace(state, window=Span(0.0, 1.0), scroll_px=0.0)
