"""What the mouse and the arrow keys cost among a million events: which shape is hit, which event comes next."""

from __future__ import annotations

import gc
from random import Random
from statistics import median
from time import thread_time

from tests.benchmarks.figures import Figure, hand_over
from tests.benchmarks.frames import SIZE, windows
from tests.benchmarks.made import TODAY, made
from viewer.app.main import make_application
from viewer.app.view_loader import load_view
from viewer.paint.fonts import font_measure
from viewer.state import ViewState, home
from viewer.timeline.keyboard_navigation import Direction, next_event
from viewer.timeline.scene_builder import METRICS, build_scene

EVENTS = 1_000_000
ASKED = 300


def figures() -> list[Figure]:
    app = make_application()
    gc.disable()
    whole = made(EVENTS)
    room_px = SIZE.height - METRICS.axis_px
    programme = load_view(whole, ViewState(home(whole)), TODAY, room_px).shown
    random = Random(3)
    hits, steps = [], []
    for window in windows()[::12]:
        scene = build_scene(programme, ViewState(window), SIZE, font_measure(), TODAY)
        points = [(random.uniform(0, SIZE.width), random.uniform(0, SIZE.height)) for _ in range(ASKED)]
        begun = thread_time()
        for x, y in points:
            scene.hit(x, y)
        hits.append((thread_time() - begun) / ASKED)
    refs = [f"event/event-{random.randrange(EVENTS)}" for _ in range(ASKED)]
    for direction in Direction:
        begun = thread_time()
        for ref in refs:
            next_event(programme, ref, direction)
        steps.append((thread_time() - begun) / ASKED)
    app.quit()
    return [
        Figure("hit test among 1,000,000 events, median of all zooms", 1000 * median(hits), "ms", 1.0),
        Figure("step by key among 1,000,000 events, slowest direction", 1000 * max(steps), "ms", 1.0),
    ]


if __name__ == "__main__":
    hand_over(figures())
