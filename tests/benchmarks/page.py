"""Writes figures to `docs/performance.md`, and their picture."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log10
from pathlib import Path

from tests.benchmarks.figures import Figure, table
from tests.benchmarks.frames import SIZES
from viewer.paint.fonts import font_measure
from viewer.paint.svg_writer import SvgTexts, svg_text
from viewer.theme import LIGHT
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Band, Box, Label, Mark, Role, Rule, Scene, Shape, Style

DOCS = Path(__file__).resolve().parents[2] / "docs"
WIDTH, HEIGHT = 720.0, 320.0
LEFT, RIGHT, TOP, FOOT = 70.0, 670.0, 34.0, 270.0
TEXT_PX = 16.0
CURVES = (("median", 0), ("p95", 1))


def write(figures: Sequence[Figure]) -> None:
    """Write the page and the picture anew, from the figures of all pieces."""
    from viewer.app.main_controller import make_application

    make_application()
    (DOCS / "performance.svg").write_text(picture(figures, font_measure()), encoding="utf-8")
    page = DOCS / "performance.md"
    before, _marker, _old = page.read_text(encoding="utf-8").partition(MARKER)
    page.write_text(f"{before}{MARKER}\n\n{machine()}\n\n{table(figures)}", encoding="utf-8")


MARKER = "<!-- below: written by ./test bench --write -->"


def machine() -> str:
    """The machine in words that do not name the host."""
    import PySide6

    kibibytes = int(Path("/proc/meminfo").read_text().split()[1])
    return (
        f"Measured on {platform.system()}, {os.cpu_count()} plain cores ({platform.machine()}), "
        f"{round(kibibytes / 2**20)} GB, no GPU; Python {platform.python_version()}, PySide6 {PySide6.__version__}."
    )


def picture(figures: Sequence[Figure], measure: Measure) -> str:
    """How the cost of a frame grows with the number of events, both by powers of ten."""
    values = {figure.name: figure.value for figure in figures}
    curves = {kind: [values[f"a frame of {size:,} events, {kind}"] for size in SIZES] for kind, _accent in CURVES}
    shapes = tuple(_shapes(curves, values["an empty frame (ground, grid, axis)"], measure))
    scene = Scene(WIDTH, HEIGHT, 0.0, 0.0, HEIGHT, shapes)
    title = "What a frame costs, from 200 to 1,000,000 events"
    description = "; ".join(f"{kind}: {', '.join(f'{ms:.1f} ms' for ms in curve)}" for kind, curve in curves.items())
    return svg_text(scene, LIGHT, measure, SvgTexts(title, description, "en", lambda _ref: "", lambda _ref: ""))


def _x(events: float) -> float:
    first, last = log10(SIZES[0]), log10(SIZES[-1])
    return LEFT + (log10(events) - first) / (last - first) * (RIGHT - LEFT)


def _y(ms: float) -> float:
    """From 1 to 100 ms."""
    return FOOT - log10(max(ms, 1.0)) / 2 * (FOOT - TOP)


def _text(text: str, x: float, y: float, measure: Measure, align: str = "left") -> Label:
    width = measure(text, Role.LABEL_MUTED)
    start = x if align == "left" else x - width / 2 if align == "centre" else x - width
    return Label(Box(start, y - TEXT_PX / 2, width, TEXT_PX), text, Role.LABEL_MUTED)


def _shapes(curves: dict[str, list[float]], empty: float, measure: Measure) -> Iterator[Shape]:
    yield Band(Box(0.0, 0.0, WIDTH, HEIGHT), Role.GROUND)
    for ms in (1, 2, 5, 10, 20, 50, 100):
        yield Rule(LEFT, _y(ms), RIGHT, _y(ms), Role.GRID)
        yield _text(f"{ms} ms", LEFT - 8.0, _y(ms), measure, "right")
    for size in SIZES:
        yield Rule(_x(size), TOP, _x(size), FOOT, Role.GRID)
        yield _text(f"{size:,}", _x(size), FOOT + 16.0, measure, "centre")
    yield Rule(LEFT, _y(empty), RIGHT, _y(empty), Role.PREVIOUS_DATE, dotted=True)
    yield _text("an empty frame", RIGHT, _y(empty) + 10.0, measure, "right")
    for kind, accent in CURVES:
        points = [(_x(size), _y(ms)) for size, ms in zip(SIZES, curves[kind], strict=True)]
        for (x1, y1), (x2, y2) in pairwise(points):
            yield Rule(x1, y1, x2, y2, Role.TREND, accent)
        for x, y in points:
            yield Mark(Box(x - 6, y - 6, 12, 12), "circle", "", Role.EVENT, Style(accent))
        yield _text(kind, points[1][0] + 10.0, points[1][1] - 12.0, measure)
    yield _text("events in the programme; cost of a frame, built and painted", LEFT, TOP - 20.0, measure)
