"""How long the window stands still: the longest time between two beats of a timer in its thread."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QTimer

from viewer.app.run import make_application

BEAT_MS = 2
AFTER_S = 0.2
"""So long it is watched after all is done: for what is painted last."""


def longest_pause_ms(do: Callable[[], object], done: Callable[[], bool]) -> float:
    """The longest time in which the window did nothing from `do()` until `done()` and a little longer."""
    app = make_application()
    app.processEvents()
    pauses: list[float] = []
    last = perf_counter()
    beat = QTimer(interval=BEAT_MS)

    def tick() -> None:
        nonlocal last
        now = perf_counter()
        pauses.append(now - last)
        last = now

    beat.timeout.connect(tick)
    beat.start()
    do()
    until = perf_counter() + AFTER_S
    while perf_counter() < until:
        app.processEvents()
        if not done():
            until = perf_counter() + AFTER_S
    beat.stop()
    tick()
    return 1000 * max(pauses)
