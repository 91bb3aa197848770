"""The one place where what is looked at may change."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from viewer.model.programme import Programme
from viewer.query.filter import Filter
from viewer.state import ViewHistory, ViewState


class Store(QObject):
    """Holds the programme and the state; tells who listens when one of them became another.

    `whole` is the programme as written, `programme` the same as of the state's day (of `today` for "now"),
    `shown` what the state's filter leaves of that: what is drawn, listed, printed and exported.
    """

    changed = Signal(object, object)  # the ViewState before, the ViewState after
    replaced = Signal()  # another programme

    def __init__(self, whole: Programme, state: ViewState, today: date) -> None:
        super().__init__()
        self.today = today
        self.whole = whole
        self.history = ViewHistory((state,), 0)
        self._clock = QElapsedTimer()
        self._clock.start()
        self._seen: dict[date, Programme] = {}
        self._left: tuple[Programme, Filter, Programme] | None = None

    @property
    def state(self) -> ViewState:
        return self.history.present

    @property
    def programme(self) -> Programme:
        """The programme as of the state's day; the last few days looked at are kept."""
        day = self.state.as_of or self.today
        if day not in self._seen:
            if len(self._seen) > 8:
                self._seen.clear()
            self._seen[day] = self.whole.as_of(day)
        return self._seen[day]

    @property
    def shown(self) -> Programme:
        """What the filter leaves of `programme`; the same object as long as both are the same."""
        programme, asked = self.programme, self.state.filter
        if self._left is None or self._left[0] is not programme or self._left[1] != asked:
            self._left = programme, asked, asked.programme(programme)
        return self._left[2]

    def set(self, state: ViewState) -> None:
        """Look at `state`; a step of its own in the history unless it follows the last one at once."""
        self._move(self.history.visit(state, self._clock.elapsed()))

    def back(self) -> None:
        self._move(self.history.back())

    def forward(self) -> None:
        self._move(self.history.forward())

    def replace(self, whole: Programme, state: ViewState, seen: Programme | None = None) -> None:
        """Look at another programme; its history begins anew. `seen` is what it gives as of a day, if that is made."""
        self.whole = whole
        self._seen.clear()
        if seen is not None and seen.day is not None:
            self._seen[seen.day] = seen
        self.history = ViewHistory((state,), 0)
        self.replaced.emit()

    def _move(self, history: ViewHistory) -> None:
        old, self.history = self.history.present, history
        if history.present != old:
            self.changed.emit(old, history.present)
