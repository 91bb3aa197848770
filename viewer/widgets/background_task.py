"""The one way to do slow work beside a window that stays responsive.

::

    run(work) ──► worker thread: work(progress) ──► GUI thread: on_result(result)
        │                 │ progress(share) raises Cancelled once the work is cancelled or replaced
        └── a newer run() replaces an older one; the older one stops at its next report
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from queue import SimpleQueue
from time import perf_counter, sleep
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Signal
from shiboken6 import isValid

from viewer.progress import Cancelled, ProgressCallback, ignore_progress

Result = TypeVar("Result")
Work = Callable[[ProgressCallback], Result]  # runs on a worker thread and touches no widget
Delivery = Callable[[], None]  # hands over the result of work, or its exception

EXIT_TIMEOUT_S = 0.5  # the end of the program waits so long for each thread
PROGRESS_STEPS = 100  # `progressed` is emitted at most this many times for one run
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
        self.title = ""  # what the present work does, in words for the user
        self._worker: _Worker | None = None

    @property
    def busy(self) -> bool:
        """True until the latest request has been delivered, has failed or was cancelled."""
        return self._worker is not None and self._worker.request is not None

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

        def call(progress: ProgressCallback) -> Delivery:
            try:
                return partial(on_result, work(progress))
            except Exception as error:  # not to deliver it would leave the window waiting for ever
                return partial(on_error or _raise, error)

        self.title = title
        if synchronous:
            self.cancel()
            call(ignore_progress)()
            return
        if self._worker is None:
            self._worker = worker = _Worker()
            # The connection owns a lambda. Of a bound method it would own nothing, and the worker may be freed while
            # `destroyed` calls it.
            self.destroyed.connect(lambda: worker.stop())
        self._worker.submit(_Job(self, call))
        self.started.emit()

    def cancel(self) -> None:
        """Cancel the work. Its result is never delivered."""
        if self._worker is not None and self.busy:
            self._worker.request = None
            self.ended.emit()

    def _deliver(self, delivery: Delivery) -> None:
        assert self._worker is not None
        self._worker.request = None
        try:
            delivery()
        finally:
            if not self.busy:
                self.ended.emit()


def _raise(error: Exception) -> None:
    raise error


class _Job:
    """One piece of work with all that it refers to: the task, and the objects of whoever asked for it.

    The GUI thread empties it. The worker holds nothing else, so none of these objects is ever destroyed on its thread.
    """

    def __init__(self, task: BackgroundTask, call: Callable[[ProgressCallback], Delivery]) -> None:
        self.task, self.call = task, call
        self.delivery: Delivery | None = None

    def clear(self) -> None:
        del self.task, self.call, self.delivery


class _Worker(threading.Thread):
    """The thread of one task. It lasts from run to run: Qt keeps fonts, and what they lay out, for one thread.

    A daemon, so that the program ends even if some work does not stop; `_stop_workers` waits for the others.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.request: _Job | None = None  # the latest one, until it is delivered or cancelled
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._gui = _gui_thread()
        self.start()

    def submit(self, job: _Job) -> None:
        """Do `job` on the thread after the jobs before it, unless another one replaces it."""
        self.request = job
        self._jobs.put(job)

    def stop(self) -> None:
        """Cancel the work and end the thread."""
        self.request = None
        self._jobs.put(None)

    def run(self) -> None:
        dispatcher = QEventLoop()  # Qt's text layout starts timers, which need a dispatcher on their thread
        while (job := self._jobs.get()) is not None:
            self._do(job)
        del dispatcher

    def _do(self, job: _Job) -> None:
        reported, yielded = 0, perf_counter()

        def post(function: Callable[[], None]) -> None:
            with suppress(RuntimeError):  # the program ends and Qt is gone
                self._gui.posted.emit(function)

        def progress(share: float) -> None:
            nonlocal reported, yielded
            if self.request is not job:
                raise Cancelled
            if perf_counter() - yielded > YIELD_EVERY_S:
                sleep(YIELD_S)
                yielded = perf_counter()
            if (step := int(PROGRESS_STEPS * share)) != reported:
                reported = step
                post(lambda: self._report(job, share))

        with suppress(Cancelled):
            progress(0.0)  # it may be cancelled already
            job.delivery = job.call(progress)
        post(lambda: self._finish(job))

    def _report(self, job: _Job, share: float) -> None:
        if self.request is job and isValid(job.task):
            job.task.progressed.emit(share)

    def _finish(self, job: _Job) -> None:
        try:
            if self.request is job and job.delivery is not None and isValid(job.task):
                job.task._deliver(job.delivery)
        finally:
            job.clear()


class _GuiThread(QObject):
    """Calls functions on the GUI thread. It outlives every task, so a worker never emits on a deleted object."""

    posted = Signal(object)  # a function

    def __init__(self) -> None:
        super().__init__()
        self.posted.connect(self._call)

    def _call(self, function: Callable[[], None]) -> None:
        function()


@cache
def _gui_thread() -> _GuiThread:
    """The one `_GuiThread`. The first call, which creates it, comes from the GUI thread."""
    return _GuiThread()


@atexit.register
def _stop_workers() -> None:
    """Stop all workers before Qt and the interpreter are torn down below them."""
    workers = [thread for thread in threading.enumerate() if isinstance(thread, _Worker)]
    for worker in workers:
        worker.stop()
    for worker in workers:
        worker.join(EXIT_TIMEOUT_S)
