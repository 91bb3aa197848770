"""The one way to do slow work beside a window that stays responsive.

::

    run(work) ──► worker thread: work(progress) ──► GUI thread: on_result(result)
        │                 │ progress(share) raises Cancelled once the work is cancelled or replaced
        └── a newer run() replaces an older one; the older one stops at its next report
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from queue import SimpleQueue
from threading import Thread
from time import perf_counter, sleep
from typing import Any, Generic, TypeVar
from weakref import finalize

from PySide6.QtCore import QEventLoop, QObject, Signal
from shiboken6 import isValid

from viewer.progress import Cancelled, ProgressCallback, ignore_progress

Result = TypeVar("Result")
Work = Callable[[ProgressCallback], Result]
"""Runs on a worker thread and touches no widget."""

CLOSE_TIMEOUT_S = 0.5
"""`close` waits this long for the worker thread to end."""
PROGRESS_STEPS = 100
"""`progressed` is emitted at most this many times for one run."""
YIELD_EVERY_S, YIELD_S = 0.002, 0.0002
"""A worker that reports progress sleeps so often and so long. Without that the GUI thread would wait 5 ms, which is how
long Python lets a thread compute, after each call into Qt that releases the interpreter."""


class BackgroundTask(QObject):
    """Runs one piece of work at a time, all of it on one thread of its own. The latest request wins.

    `started` is emitted when the task becomes busy or its work is replaced, `progressed` with the share that is
    done (0 to 1), `ended` when the task is idle again: after the result was delivered, or it failed, or it was
    cancelled. All signals and callbacks arrive on the GUI thread.
    """

    started = Signal()
    progressed = Signal(float)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = ""
        """What the present work does, in words for the user."""
        self._running: _Run[Any] | None = None  # on its thread, perhaps cancelled
        self._waiting: _Run[Any] | None = None  # starts when `_running` has ended
        self._worker: _Worker | None = None
        if parent is not None:
            parent.destroyed.connect(_canceller(self))

    @property
    def busy(self) -> bool:
        """True until the latest request has been delivered, has failed or was cancelled."""
        return self._waiting is not None or (self._running is not None and not self._running.cancelled)

    def run(
        self,
        work: Work[Result],
        on_result: Callable[[Result], None],
        on_error: Callable[[Exception], None] | None = None,
        *,
        title: str = "",
        synchronous: bool = False,
    ) -> None:
        """Run `work` and hand its result to `on_result`; cancel the work of an earlier call.

        `on_error` receives an exception of the work. Without it the exception is raised on the GUI thread.
        `synchronous`: do all this before `run` returns, without a thread: for work that is known to be short.
        """
        was_busy = self.busy
        self._cancel_work()
        self.title = title
        if synchronous:
            if was_busy:
                self.ended.emit()
            run = _Run(work, on_result, on_error)
            run.call(ignore_progress)
            run.deliver()
            return
        self._waiting = _Run(work, on_result, on_error)
        if self._running is None:
            self._start_waiting()
        self.started.emit()

    def cancel(self) -> None:
        """Cancel the work. Its result is never delivered."""
        if self.busy:
            self._cancel_work()
            self.ended.emit()

    def close(self) -> None:
        """Cancel the work and wait briefly for the worker thread: the program is about to end."""
        self.cancel()
        if self._worker is not None:
            self._worker.stop()
            self._worker.join(CLOSE_TIMEOUT_S)
            self._worker = None

    def _cancel_work(self) -> None:
        self._waiting = None
        if self._running is not None:
            self._running.cancelled = True

    def _start_waiting(self) -> None:
        self._running, self._waiting = self._waiting, None
        if self._running is not None:
            if self._worker is None:
                self._worker = _Worker()
                finalize(self, self._worker.stop)
            self._running.start(self, self._worker)

    def _on_progress(self, run: _Run[Any], share: float) -> None:
        if run is self._running and not run.cancelled:
            self.progressed.emit(share)

    def _on_end(self, run: _Run[Any]) -> None:
        cancelled = run.cancelled
        self._start_waiting()
        if cancelled:
            return
        try:
            run.deliver()
        finally:
            if not self.busy:
                self.ended.emit()


class _Run(Generic[Result]):
    """One call of `BackgroundTask.run`: its work, where the result goes, and whether it is cancelled."""

    def __init__(
        self,
        work: Work[Result],
        on_result: Callable[[Result], None],
        on_error: Callable[[Exception], None] | None,
    ) -> None:
        self.cancelled = False
        self._work, self._on_result, self._on_error = work, on_result, on_error
        self._outcome: list[Result] = []
        self._error: Exception | None = None

    def start(self, task: BackgroundTask, worker: _Worker) -> None:
        """Run on the thread of `worker`."""
        gui = _gui_thread()
        worker.call(lambda: self._run(task, gui))

    def call(self, progress: ProgressCallback) -> None:
        """Do the work and keep its result or its exception."""
        try:
            self._outcome.append(self._work(progress))
        except Exception as error:  # an unreported exception would leave the window waiting for ever
            self._error = error

    def deliver(self) -> None:
        """Hand over the result, or the exception."""
        if self._error is None:
            self._on_result(self._outcome.pop())
        elif self._on_error is not None:
            self._on_error(self._error)
        else:
            raise self._error

    def _run(self, task: BackgroundTask, gui: _GuiThread) -> None:
        reported, yielded = 0, perf_counter()

        def progress(share: float) -> None:
            nonlocal reported, yielded
            if self.cancelled:
                raise Cancelled
            if perf_counter() - yielded > YIELD_EVERY_S:
                sleep(YIELD_S)
                yielded = perf_counter()
            step = int(PROGRESS_STEPS * share)
            if step != reported:
                reported = step
                gui.post(lambda: task._on_progress(self, share) if isValid(task) else None)

        try:
            self.call(progress)
        except Cancelled:
            self.cancelled = True
        gui.post(lambda: task._on_end(self) if isValid(task) else None)


class _Worker:
    """The thread of one task. It lasts from run to run: Qt keeps fonts, and what they lay out, for one thread."""

    def __init__(self) -> None:
        self._functions: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = Thread(target=self._loop, daemon=True)  # a program that ends does not wait for it
        self._thread.start()

    def call(self, function: Callable[[], None]) -> None:
        """Call `function` on the thread after those before it."""
        self._functions.put(function)

    def stop(self) -> None:
        """End the thread after the functions that were put before."""
        self._functions.put(None)

    def join(self, timeout_s: float) -> None:
        """Wait until the thread ends, at most `timeout_s` seconds."""
        self._thread.join(timeout_s)

    def _loop(self) -> None:
        dispatcher = (
            QEventLoop()
        )  # Qt's text layout starts timers, which warns on a thread without a dispatcher
        while (function := self._functions.get()) is not None:
            function()
            del function  # it holds the task, which must not live until the next run
        del dispatcher


class _GuiThread(QObject):
    """Calls functions on the GUI thread. It outlives every task, so a worker never emits on a deleted object."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._posted.connect(self._call)

    def post(self, function: Callable[[], None]) -> None:
        """Call `function` in a later turn of the event loop. May be called on any thread."""
        try:
            self._posted.emit(function)
        except RuntimeError:  # the program ends and Qt is gone
            raise SystemExit from None

    def _call(self, function: Callable[[], None]) -> None:
        function()


@cache
def _gui_thread() -> _GuiThread:
    """The one `_GuiThread`. The first call, which creates it, comes from the GUI thread."""
    return _GuiThread()


def _canceller(task: BackgroundTask) -> Callable[[], None]:
    """A slot that cancels the work of `task`, whose window is gone."""

    def cancel() -> None:
        task._cancel_work()
        if task._worker is not None:
            task._worker.stop()

    return cancel
