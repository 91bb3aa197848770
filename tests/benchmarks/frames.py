"""The cost of a frame, built and painted, while zooming and panning in programmes of every size.

It is the CPU time of the thread, the least of nine for each frame in three rounds, so that other programs and slow
phases of the machine count less. All programmes are measured alternately at the same zooms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from statistics import median, quantiles
from time import thread_time

from msgspec import Struct
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from tests.benchmarks.figures import Figure, write_figures
from tests.curated import curated_data
from tests.generated_programme import FIRST, LAST, TODAY, generate_programme
from viewer.model.calendar import day_number
from viewer.model.programme import Programme
from viewer.paint.fonts import font_measure
from viewer.paint.qt_painter import paint_scene
from viewer.state import Span, ViewState, home
from viewer.theme import LIGHT
from viewer.timeline.metrics import Size
from viewer.timeline.scene_builder import build_scene

SIZES = (200, 10_000, 100_000, 1_000_000)
SIZE = Size(1920.0, 1080.0)
ZOOMS = 48
SHORTEST = 3 / 1440  # three minutes
ROUNDS, REPEATS = 3, 3
REFRESH_MS = 16.7
MOST_EMPTY_FRAMES = 6.0
CURATED = "the curated programme"


class Cost(Struct, frozen=True):
    """CPU time of a frame in ms, and the part for painting."""

    whole: float
    paint: float


def zoom_windows(start: float, end: float) -> list[Span]:
    """From the whole span to minutes; at each zoom one window, and two that are panned by a twentieth."""
    random = Random(7)
    whole = end - start
    spans = []
    for step in range(ZOOMS):
        length = whole * (SHORTEST / whole) ** (step / (ZOOMS - 1))
        left = start + random.random() * (day_number(TODAY) - start - length) if length < whole / 2 else start
        spans += [Span(left, left + length).panned(length * share) for share in (0.0, 0.05, 0.1)]
    return spans


def windows() -> list[Span]:
    """Those of the generated programmes."""
    return zoom_windows(day_number(FIRST), day_number(LAST))


def frame_cost(programme: Programme, window: Span, image: QImage, clock: Callable[[], float] = thread_time) -> Cost:
    """The least cost of REPEATS frames by a clock; the first makes the caches of texts ready."""
    costs = []
    for _ in range(REPEATS):
        start = clock()
        scene = build_scene(programme, ViewState(window), SIZE, font_measure(), TODAY)
        built = clock()
        with QPainter(image) as painter:
            paint_scene(painter, scene, LIGHT)
        end = clock()
        costs.append(Cost(1000 * (end - start), 1000 * (end - built)))
    return least(costs)


def least(costs: Iterable[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.whole)


def measure() -> dict[str, list[Cost]]:
    """The cost of each frame by programme: "0 events" has nothing but ground, grid and axis."""
    app = QGuiApplication([])
    image = QImage(int(SIZE.width), int(SIZE.height), QImage.Format.Format_ARGB32_Premultiplied)
    curated = curated_data().programme
    assert curated is not None
    programmes = {f"{size:,} events": generate_programme(size).as_of(TODAY) for size in (0, *SIZES)}
    programmes[CURATED] = curated.as_of(TODAY)
    spans = {name: windows() for name in programmes}
    range_of_home = home(curated)
    spans[CURATED] = zoom_windows(range_of_home.start, range_of_home.end)
    rounds: dict[str, list[list[Cost]]] = {name: [[] for _ in spans[name]] for name in programmes}
    for _ in range(ROUNDS):
        for number in range(len(windows())):
            for name, programme in programmes.items():
                rounds[name][number].append(frame_cost(programme, spans[name][number], image))
    app.quit()
    return {name: [least(some) for some in frames] for name, frames in rounds.items()}


def p95(values: Iterable[float]) -> float:
    return quantiles(values, n=20)[-1]


def figures(costs: dict[str, list[Cost]]) -> list[Figure]:
    whole = {name: [cost.whole for cost in some] for name, some in costs.items()}
    empty = median(whole.pop("0 events"))
    rows = [Figure("an empty frame (ground, grid, axis)", empty, "ms")]
    for name, some in whole.items():
        rows.append(Figure(f"a frame of {name}, median", median(some), "ms"))
        rows.append(Figure(f"a frame of {name}, p95", p95(some), "ms"))
    largest, middle = f"{SIZES[-1]:,} events", f"{SIZES[1]:,} events"
    building = p95(cost.whole - cost.paint for cost in costs[largest])
    rows.append(Figure(f"a frame of {largest}, building alone: p95", building, "ms"))
    rows.append(Figure(f"a frame of {largest}, painting alone: p95", p95(cost.paint for cost in costs[largest]), "ms"))
    most = max(MOST_EMPTY_FRAMES, REFRESH_MS / empty)  # a fast machine may use all the time that it has
    rows.append(Figure(f"frames: p95 of {CURATED} to an empty one", p95(whole[CURATED]) / empty, "×", most))
    ratio = median(whole[largest]) / median(whole[middle])
    rows.append(Figure("frames: median of 1,000,000 to that of 10,000", ratio, "×", 1.5))
    rows.append(Figure("frames: p95 of 1,000,000 to an empty one", p95(whole[largest]) / empty, "×", 12.0))
    return rows


if __name__ == "__main__":
    write_figures(figures(measure()))
