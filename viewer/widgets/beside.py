"""What takes long is made beside the window: in steps, in a thread, and only the last wish counts."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Generator
from functools import partial
from threading import Thread
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

Made = TypeVar("Made")
Steps = Generator[None, None, Made]
"""Work in steps, after each of which it may be given up; what it returns is what was made."""

AT_ONCE = 1_500
"""A programme of no more events than these is looked through at once: nobody sees that it took time."""
LOOK_MS = 4
"""So often the window looks whether the work is done."""
SWITCH_S = 0.0005
"""So long a thread keeps the interpreter; else the window would wait ten times as long."""


def in_one(make: Callable[[], Made]) -> Steps[Made]:
    """`make()` as work of a single step."""
    yield
    return make()


class Beside(QObject):
    """One work at a time; a new one takes the place of the last, which is given up.

    `take` is called with what was made, from the event loop, in the thread of this object; an exception of the
    work is raised there too. The thread touches nothing of Qt.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: _Work | None = None
        self._next: tuple[Steps[Any], Callable[[Any], None]] | None = None
        self._take: Callable[[Any], None] = _nobody
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._looked)
        self._inside: list[bool] = []  # one entry while `turns` counts this one
        self.destroyed.connect(partial(_leave, self._inside))

    @property
    def busy(self) -> bool:
        return self._look.isActive()

    def begin(self, steps: Steps[Made], take: Callable[[Made], None], at_once: bool = False) -> None:
        """Make what `steps` returns and hand it to `take`; `at_once`: before this returns."""
        self.cancel()
        if at_once:
            take(_run(steps))
        elif self._work is not None:  # it ends after its present step
            self._next = steps, take
            self._look.start()
        else:
            self._start(steps, take)

    def cancel(self) -> None:
        """Nobody waits for it any more."""
        self._next, self._take = None, _nobody
        if self._work is not None:
            self._work.wanted = False

    def _start(self, steps: Steps[Any], take: Callable[[Any], None]) -> None:
        self._take = take
        turns.enter()
        self._inside.append(True)
        self._work = _Work(steps)
        self._work.start()
        self._look.start()

    def _looked(self) -> None:
        work = self._work
        if work is not None and not work.ended:
            return
        take, self._work, self._take = self._take, None, _nobody
        _leave(self._inside)
        if self._next is not None:
            (steps, next_take), self._next = self._next, None
            self._start(steps, next_take)
            return
        self._look.stop()
        if work is not None and work.error is not None and work.wanted:
            raise work.error
        if work is not None and work.wanted:
            take(work.made)


class _Work(Thread):
    """A daemon: a program that ends does not wait for it."""

    def __init__(self, steps: Steps[Any]) -> None:
        super().__init__(daemon=True)
        self.wanted = True
        self.ended = False
        self.made: object = None
        self.error: Exception | None = None
        self._steps = steps

    def run(self) -> None:
        try:
            while self.wanted:
                next(self._steps)
        except StopIteration as end:
            self.made = end.value
        except Exception as error:
            self.error = error
        finally:
            self._steps.close()
            self.ended = True


def _run(steps: Steps[Made]) -> Made:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: Made = end.value
            return made


def _leave(inside: list[bool], _object: object = None) -> None:
    """The work is done, or the window in which it was wished for is gone."""
    if inside:
        inside.clear()
        turns.leave()


def _nobody(_made: object) -> None:
    """For work that nobody waits for."""


class Turns:
    """While anything is made beside the window, turns are short and no garbage is looked for.

    One count for all that is made so, entered and left in the thread of the window.
    """

    def __init__(self) -> None:
        self._working = 0
        self._before = 0.005, True

    def enter(self) -> None:
        if not self._working:
            self._before = sys.getswitchinterval(), gc.isenabled()
            sys.setswitchinterval(SWITCH_S)
            gc.disable()
        self._working += 1

    def leave(self) -> None:
        """What was made stays: to look through it for garbage would stop the window."""
        self._working -= 1
        gc.freeze()
        if not self._working:
            interval, collecting = self._before
            sys.setswitchinterval(interval)
            if collecting:
                gc.enable()

    def collect(self) -> None:
        """From now on garbage is looked for, once nothing is made beside the window any more."""
        gc.freeze()
        if self._working:
            self._before = self._before[0], True
        else:
            gc.enable()


turns = Turns()
