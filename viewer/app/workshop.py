"""Long work beside a window that stays alive: a thread, how far it is, and the end of what nobody waits for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Signal

from viewer.widgets.beside import turns

LAST_S = 0.5
"""So long the program waits for its threads when it ends."""
Told: TypeAlias = Callable[[float], None]
"""Hears which share (0 to 1) of the work is done."""
Work: TypeAlias = Callable[[Told], Any]
"""What is done beside the window; it touches no widget."""


class Stopped(SystemExit):
    """Nobody waits for it any more. It ends its thread in silence, and is no `Exception` that work would catch."""


class Workshop(QObject):
    """One piece of work at a time: `progress(done, of)` while it is done, then `done(result)` or `broke(Exception)`.

    What was begun before is given up, and never heard of again: it ends when it next tells how far it is, or, where it
    is `pure`, wherever it is.
    """

    progress = Signal(int, int)
    done = Signal(object)
    broke = Signal(object)
    stopped = Signal()
    _came = Signal(object, object, object)  # the thread, its result, or why there is none

    def __init__(self, parent: QObject | None = None, pure: bool = False) -> None:
        """`pure`: the work only reckons; it opens no file and leaves nothing half done."""
        super().__init__(parent)
        self._pure = pure
        self._worker: _Worker | None = None
        self._came.connect(self._take)

    @property
    def busy(self) -> bool:
        return self._worker is not None

    def begin(self, work: Work) -> None:
        """Do `work` beside the window."""
        if self._worker is not None:
            self._worker.stop(self._pure)
            turns.leave()
        turns.enter()
        self._worker = _Worker(self, work)
        self._worker.start()

    def cancel(self) -> None:
        """Give up what is being done."""
        if self._worker is not None:
            self._worker.stop(self._pure)
            self._worker = None
            turns.leave()
            self.stopped.emit()

    def close(self) -> None:
        """Give up what is being done, and wait a little until it has ended: the program is about to."""
        worker = self._worker
        self.cancel()
        if worker is not None:
            worker.join(LAST_S)

    def _take(self, worker: _Worker, result: object, error: Exception | None) -> None:
        if worker is not self._worker:
            return
        self._worker = None
        turns.leave()
        if error is None:
            self.done.emit(result)
        else:
            self.broke.emit(error)


class _Worker(Thread):
    """A daemon: a program that ends does not wait for it."""

    def __init__(self, workshop: Workshop, work: Work) -> None:
        super().__init__(daemon=True)
        self._workshop, self._work = workshop, work
        self._told = 0
        self._wanted, self._over = True, False

    def run(self) -> None:
        result, error = None, None
        with suppress(Stopped):
            try:
                result = self._work(self._tell)
            except (
                Exception
            ) as raised:  # a thread that ends without a word leaves the window waiting for ever
                error = raised
            self._over = True
            with suppress(RuntimeError):  # Qt is gone
                self._workshop._came.emit(self, result, error)

    def stop(self, anywhere: bool) -> None:
        """End it when it next tells how far it is, or at its next step in Python."""
        self._wanted = False
        if anywhere and not self._over and self.ident is not None:
            from ctypes import c_ulong, py_object, pythonapi

            pythonapi.PyThreadState_SetAsyncExc(c_ulong(self.ident), py_object(Stopped))

    def _tell(self, share: float) -> None:
        if not self._wanted:
            raise Stopped
        told = round(1000 * share)
        if told != self._told:
            self._told = told
            try:
                self._workshop.progress.emit(told, 1000)
            except RuntimeError:  # Qt is gone
                raise Stopped from None
