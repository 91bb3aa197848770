"""What a frame costs, built and painted, while zooming and panning through programmes of every size.

The time of the measuring thread itself is taken, of each frame the least of three: what else runs on the machine does
not count. All sizes are measured in turns on the same windows.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from statistics import median, quantiles
from time import thread_time

from PySide6.QtGui import QGuiApplication, QImage, QPainter

from tests.benchmarks.figures import Figure, hand_over
from tests.benchmarks.made import FIRST, LAST, TODAY, made
from viewer.model.calendar import day_number
from viewer.model.programme import Programme
from viewer.paint.fonts import font_measure
from viewer.paint.qt_painter import paint_scene
from viewer.state import Span, ViewState
from viewer.theme import LIGHT
from viewer.timeline.scene_builder import Size, build_scene

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


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a frame, in ms: of the least of several tries, and what of that was painting."""

    whole: float
    paint: float


def frame_ms(programme: Programme, window: Span, picture: QImage) -> Cost:
    tries = []
    for _ in range(TRIES):
        begun = thread_time()
        scene = build_scene(programme, ViewState(window), SIZE, font_measure(), TODAY)
        built = thread_time()
        with QPainter(picture) as painter:
            paint_scene(painter, scene, LIGHT)
        done = thread_time()
        tries.append(Cost(1000 * (done - begun), 1000 * (done - built)))
    return min(tries, key=lambda it: it.whole)


def measure() -> dict[int, list[Cost]]:
    """By number of events (0: nothing but ground, grid and axis) the cost of each frame."""
    app = QGuiApplication([])
    picture = QImage(int(SIZE.width), int(SIZE.height), QImage.Format.Format_ARGB32_Premultiplied)
    gc.disable()
    programmes = {size: made(size).as_of(TODAY) for size in (0, *SIZES)}
    found: dict[int, list[Cost]] = {size: [] for size in programmes}
    for programme in programmes.values():
        frame_ms(programme, windows()[0], picture)
    gc.freeze()  # as the window does once something is read and laid out
    gc.enable()
    for window in windows():
        for size, programme in programmes.items():
            found[size].append(frame_ms(programme, window, picture))
    app.quit()
    return found


def p95(costs: Iterable[float]) -> float:
    return quantiles(costs, n=20)[-1]


def figures(costs: dict[int, list[Cost]]) -> list[Figure]:
    found = {size: [it.whole for it in some] for size, some in costs.items()}
    empty = median(found[0])
    told = [Figure("an empty frame (ground, grid, axis)", empty, "ms")]
    for size in SIZES:
        told.append(Figure(f"a frame of {size:,} events, median", median(found[size]), "ms"))
        told.append(Figure(f"a frame of {size:,} events, p95", p95(found[size]), "ms"))
    largest = found[SIZES[-1]]
    for part, some in (
        ("building", [it.whole - it.paint for it in costs[SIZES[-1]]]),
        ("painting", [it.paint for it in costs[SIZES[-1]]]),
    ):
        told.append(Figure(f"of that, {part}: p95", p95(some), "ms"))
    ratio = median(largest) / median(found[10_000])
    told.append(Figure("frames: median of 1,000,000 to that of 10,000", ratio, "×", 1.5))
    told.append(Figure("frames: p95 of 1,000,000 to an empty one", p95(largest) / empty, "×", 12.0))
    return told


if __name__ == "__main__":
    hand_over(figures(measure()))
