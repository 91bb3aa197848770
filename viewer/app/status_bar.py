"""The status bar: the age of the data, the days in view, messages, and the progress of background tasks."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from viewer.app.store import Store
from viewer.i18n import _, day_words
from viewer.model.calendar import date_of
from viewer.model.claims import Status
from viewer.model.programme import Programme
from viewer.report.dates import clock_time
from viewer.state import Span, ViewState
from viewer.widgets.background_task import BackgroundTask
from viewer.widgets.layouts import fill

MESSAGE_MS = 8000  # a message is shown this long
DELAY_MS = 400  # a task that takes longer shows its progress


class StatusMessage:
    """Shows a message until the state that it describes changes. Panning and scrolling keep it."""

    def __init__(self, store: Store, bar: QStatusBar) -> None:
        self._store, self._bar = store, bar
        self._state: ViewState | None = None  # that the message describes
        self._text = ""
        store.requested_changed.connect(self._check)
        store.replaced.connect(self._clear)

    def show(self, text: str) -> None:
        """Show `text`, which describes the requested state, for MESSAGE_MS at most."""
        self._state, self._text = self._store.requested, text
        self._bar.showMessage(text, MESSAGE_MS)

    def _check(self) -> None:
        state, requested = self._state, self._store.requested
        if state is not None and replace(state, window=requested.window, scroll_px=requested.scroll_px) != requested:
            self._clear()

    def _clear(self) -> None:
        if self._state is not None and self._bar.currentMessage() == self._text:
            self._bar.clearMessage()
        self._state = None


class ProgressIndicator(QWidget):
    """The title and progress of a busy background task, with a Cancel button. Hidden while nothing takes long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label, self.bar, self.cancel_button = QLabel(), QProgressBar(textVisible=False), QPushButton()
        self.bar.setFixedWidth(160)
        self.cancel_button.clicked.connect(self._cancel)
        fill(QHBoxLayout(self), self.label, self.bar, self.cancel_button, margins=(0, 0, 0, 0))
        self._delay = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._delay.timeout.connect(self.show)
        self._task: BackgroundTask | None = None  # whose progress is shown
        self._cancels: dict[BackgroundTask, Callable[[], None]] = {}
        self.hide()

    def watch(self, task: BackgroundTask, cancel: Callable[[], None] | None = None) -> None:
        """Show the progress of `task` whenever it is busy. The button calls `cancel`, by default the task's own."""
        self._cancels[task] = cancel or task.cancel
        task.started.connect(lambda: self._start(task))
        task.progressed.connect(lambda share: self._show_progress(task, share))
        task.ended.connect(lambda: self._end(task))

    def _start(self, task: BackgroundTask) -> None:
        if self._task is not None and self._task is not task and self._task.busy:
            return  # the first of two busy tasks is shown
        if self._task is None:
            self._delay.start()
        self._task = task
        self.label.setText(task.title)
        self.cancel_button.setText(_("Cancel"))
        self.bar.setRange(0, 0)  # no share is known yet

    def _show_progress(self, task: BackgroundTask, share: float) -> None:
        if task is self._task:
            self.bar.setRange(0, 100)
            self.bar.setValue(round(100 * share))

    def _cancel(self) -> None:
        if self._task is not None:
            self._cancels[self._task]()

    def _end(self, task: BackgroundTask) -> None:
        if task is self._task:
            self._task = None
            self._delay.stop()
            self.hide()


def age_html(programme: Programme, link_colour: str) -> str:
    """The last day of the data, what is overdue with a link to it, and how many events and sources there are."""
    from viewer.report.document import rendered

    day, overdue = day_words(programme.current_to), len(programme.events_by_status[Status.OVERDUE])
    counts = {"overdue": overdue, "events": len(programme.events), "sources": len(programme.sources)}
    return rendered("age.html", day=day, link=link_colour, **counts)


def window_words(window: Span) -> str:
    """The first and the last day in view; within less than three days with the times in UTC."""
    start, end = date_of(window.start), date_of(window.end - 1e-6)
    if window.length >= 3.0:
        return f"{day_words(start)} – {day_words(end)}"
    seconds = window.length < 5 / 1440
    from_time, to_time = clock_time(window.start, seconds), clock_time(window.end, seconds)
    if start == end:
        return _("{day}, {start} – {end} UTC", day=day_words(start), start=from_time, end=to_time)
    first = _("{day}, {clock}", day=day_words(start), clock=from_time)
    last = _("{day}, {clock}", day=day_words(date_of(window.end)), clock=to_time)
    return f"{first} – {last} UTC"
