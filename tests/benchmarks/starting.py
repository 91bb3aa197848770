"""From the start of the process to the first picture, beside a bare window with a label, in turns."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from statistics import median
from time import CLOCK_MONOTONIC, clock_gettime

from tests.benchmarks.figures import Figure, hand_over

REPEATS = 11
BARE = """
import os, time
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
        os._exit(0)
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(Label("bare"))
window.resize(1440, 900)
window.show()
app.exec()
"""
OURS = """
import os, sys, time
from viewer.cli import get_ready, main
get_ready()  # as the command does
import viewer.widgets.canvas as canvas
inked = canvas.paint_scene
def paint_scene(painter, scene, theme):
    inked(painter, scene, theme)
    from viewer.timeline.scene import Bar, Cluster, Mark
    events = any(isinstance(shape, (Bar, Cluster, Mark)) for shape in scene.shapes)
    print(time.clock_gettime(time.CLOCK_MONOTONIC), int(events), flush=True)
    if events:
        os._exit(0)
canvas.paint_scene = paint_scene
sys.exit(main([]))
"""


def seconds(code: str, environment: dict[str, str]) -> list[float]:
    """From the start of a process to each moment that it tells."""
    begun = clock_gettime(CLOCK_MONOTONIC)
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60
    )
    moments = [float(line.split()[0]) for line in done.stdout.splitlines()]
    assert moments, done.stderr
    return [moment - begun for moment in moments]


def figures() -> list[Figure]:
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for code in (BARE, OURS, OURS):  # byte code, caches of the system, and the typed cache
        seconds(code, environment)
    bare, ours, cold = [], [], []
    for _ in range(REPEATS):
        bare.append(seconds(BARE, environment)[-1])
        ours.append(seconds(OURS, environment)[-1])
    for _ in range(3):
        with tempfile.TemporaryDirectory() as place:
            moments = seconds(OURS, {**environment, "FARSIDE_CACHE": place})
            cold.append(moments[0] / moments[-1])
    return [
        Figure("start: a bare window with a label", 1000 * median(bare), "ms"),
        Figure("start: the first frame with events, warm", 1000 * median(ours), "ms"),
        Figure("start: ours to the bare one", median(ours) / median(bare), "×", 1.5),
        Figure("start, cold cache: the window to the events", median(cold), "×", 0.9),
    ]


if __name__ == "__main__":
    hand_over(figures())
