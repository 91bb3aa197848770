"""Search among a million titles: when the first hits come, and how long the window is kept waiting at a time."""

from __future__ import annotations

import gc
from statistics import median
from time import perf_counter

from tests.benchmarks.figures import Figure, hand_over
from tests.benchmarks.made import TODAY, made
from viewer.query.search import Index

EVENTS = 1_000_000
WORDS = ("lander", "rover 99", "发射", "institute 7", "launch of seismometer")
SLICES = 400
"""So many answers of each search are timed; the window looks at the clock after each."""


def figures() -> list[Figure]:
    gc.disable()
    programme = made(EVENTS).as_of(TODAY)
    first, longest = [], []
    for words in WORDS:
        begun = last = perf_counter()
        found = None
        pauses = []
        for hit in Index(programme).search(words):
            now = perf_counter()
            pauses.append(now - last)
            last = now
            if hit is not None and found is None:
                found = now - begun
            if found is not None and len(pauses) >= SLICES:
                break
        first.append(found if found is not None else float("inf"))
        longest.append(max(pauses))
    return [
        Figure("search among 1,000,000 titles: first hit, slowest word", 1000 * max(first), "ms", 100.0),
        Figure("search: longest without an answer, median of words", 1000 * median(longest), "ms", 50.0),
    ]


if __name__ == "__main__":
    hand_over(figures())
