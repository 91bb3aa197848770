"""The cost of a hit test, and of a step with an arrow key, among a million events."""

from __future__ import annotations

from random import Random
from statistics import median
from time import thread_time

from tests.benchmarks.figures import Figure, write_figures
from tests.benchmarks.frames import SIZE, windows
from tests.generated_programme import TODAY, generate_programme
from viewer.app.main_controller import make_application
from viewer.app.store import load_snapshot
from viewer.paint.fonts import font_measure
from viewer.state import ViewState, home
from viewer.timeline.lane_model import Direction, next_event
from viewer.timeline.scene_builder import build_scene

EVENTS = 1_000_000
REPEATS = 300


def figures() -> list[Figure]:
    make_application()
    whole = generate_programme(EVENTS)
    programme = load_snapshot(whole, ViewState(home(whole)), TODAY).shown
    random = Random(3)
    hits, steps = [], []
    for window in windows()[::12]:
        scene = build_scene(programme, ViewState(window), SIZE, font_measure(), TODAY)
        points = [(random.uniform(0, SIZE.width), random.uniform(0, SIZE.height)) for _ in range(REPEATS)]
        start = thread_time()
        for x, y in points:
            scene.hit(x, y)
        hits.append((thread_time() - start) / REPEATS)
    refs = [f"event/event-{random.randrange(EVENTS)}" for _ in range(REPEATS)]
    for direction in Direction:
        for ref in refs:  # computes what the first step in each lane needs
            next_event(programme, ref, direction, ViewState(windows()[0]))
        start = thread_time()
        for ref in refs:
            next_event(programme, ref, direction, ViewState(windows()[0]))
        steps.append((thread_time() - start) / REPEATS)
    return [
        Figure("hit test among 1,000,000 events, median of all zooms", 1000 * median(hits), "ms", 1.0),
        Figure("step by key among 1,000,000 events, slowest direction", 1000 * max(steps), "ms", 1.0),
    ]


if __name__ == "__main__":
    write_figures(figures())
