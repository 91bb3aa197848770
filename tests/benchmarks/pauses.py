"""How long the window stands still: the longest time between two beats of a timer in its thread."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

BEAT_MS = 2
AFTER_S = 0.4
"""So long it is watched after all is done: for what is painted last, and what moves."""


def longest_pause_ms(do: Callable[[], object], done: Callable[[], bool]) -> float:
    """The longest time in which the window did nothing from `do()` until `done()` and a little longer."""
    QCoreApplication.processEvents()
    loop, beat = QEventLoop(), QTimer(interval=BEAT_MS)
    pauses = [0.0]
    last = ended = perf_counter()

    def tick() -> None:
        nonlocal last, ended
        now = perf_counter()
        pauses.append(now - last)
        last = now
        if not done():
            ended = now
        elif now - ended > AFTER_S:
            loop.quit()

    beat.timeout.connect(tick)
    beat.start()
    QTimer.singleShot(0, do)
    loop.exec()
    beat.stop()
    return 1000 * max(pauses)
