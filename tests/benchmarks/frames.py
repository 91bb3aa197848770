"""What a frame costs, built and painted, while zooming and panning through programmes of every size.

The time of the measuring thread itself is taken, of each frame the least of three: what else runs on the machine does
not count. All sizes are measured in turns on the same windows.
"""

from __future__ import annotations

import gc
from random import Random
from statistics import median, quantiles
from time import thread_time

from PySide6.QtGui import QGuiApplication, QImage, QPainter

from tests.benchmarks.figures import Figure, hand_over
from tests.benchmarks.made import FIRST, LAST, TODAY, made
from viewer.model.calendar import day_number
from viewer.model.programme import Programme
from viewer.paint.measure import font_measure
from viewer.paint.painter import paint_scene
from viewer.state import Span, ViewState
from viewer.theme import LIGHT
from viewer.timeline.build import Size, build_scene

SIZES = (200, 10_000, 100_000, 1_000_000)
SIZE = Size(1920.0, 1080.0)
ZOOMS = 48
SHORTEST = 3 / 1440  # three minutes
TRIES = 3


def windows() -> list[Span]:
    """From the whole to minutes; at each zoom one frame and two that are panned by a twentieth."""
    random = Random(7)
    first, last = day_number(FIRST), day_number(LAST)
    whole = last - first
    found = []
    for step in range(ZOOMS):
        length = whole * (SHORTEST / whole) ** (step / (ZOOMS - 1))
        start = (
            first + random.random() * (day_number(TODAY) - first - length) if length < whole / 2 else first
        )
        found += [Span(start, start + length).panned(length * share) for share in (0.0, 0.05, 0.1)]
    return found


def frame_ms(programme: Programme, window: Span, picture: QImage) -> float:
    best = float("inf")
    for _ in range(TRIES):
        begun = thread_time()
        scene = build_scene(programme, ViewState(window), SIZE, font_measure(), TODAY)
        with QPainter(picture) as painter:
            paint_scene(painter, scene, LIGHT)
        best = min(best, thread_time() - begun)
    return 1000 * best


def measure() -> dict[int, list[float]]:
    """By number of events (0: nothing but ground, grid and axis) the cost of each frame in ms."""
    app = QGuiApplication([])
    picture = QImage(int(SIZE.width), int(SIZE.height), QImage.Format.Format_ARGB32_Premultiplied)
    gc.disable()
    programmes = {size: made(size).as_of(TODAY) for size in (0, *SIZES)}
    gc.freeze()  # as the window does once something is read
    gc.enable()
    found: dict[int, list[float]] = {size: [] for size in programmes}
    for programme in programmes.values():
        frame_ms(programme, windows()[0], picture)
    for window in windows():
        for size, programme in programmes.items():
            found[size].append(frame_ms(programme, window, picture))
    app.quit()
    return found


def figures(found: dict[int, list[float]]) -> list[Figure]:
    empty = median(found[0])
    told = [Figure("an empty frame (ground, grid, axis)", empty, "ms")]
    for size in SIZES:
        told.append(Figure(f"a frame of {size:,} events, median", median(found[size]), "ms"))
        told.append(Figure(f"a frame of {size:,} events, p95", quantiles(found[size], n=20)[-1], "ms"))
    largest = found[SIZES[-1]]
    ratio = median(largest) / median(found[10_000])
    told.append(Figure("frames: median of 1,000,000 to that of 10,000", ratio, "×", 1.5))
    told.append(
        Figure("frames: p95 of 1,000,000 to an empty one", quantiles(largest, n=20)[-1] / empty, "×", 12.0)
    )
    return told


if __name__ == "__main__":
    hand_over(figures(measure()))
