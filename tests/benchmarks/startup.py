"""From the start of the process to the first frame with events, measured in pairs with a bare window.

The ratio is the median of those of the pairs: the starts of a pair follow each other within a second, so a slow phase
of the machine mostly holds for both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from operator import truediv
from statistics import median
from time import CLOCK_MONOTONIC, clock_gettime

from tests.benchmarks.figures import Figure, write_figures

REPEATS = 21
BARE = """
import os, time
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("label", time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
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
from viewer import cli

def report_frames():
    from viewer.widgets import canvas
    paint_scene = canvas.paint_scene
    def paint_and_report(painter, scene, theme):
        paint_scene(painter, scene, theme)
        from viewer.timeline.scene import Bar, Cluster, Mark
        events = any(isinstance(shape, (Bar, Cluster, Mark)) for shape in scene.shapes)
        print("events" if events else "window", time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
        if events:
            os._exit(0)
    canvas.paint_scene = paint_and_report

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "viewer.app.main_controller":
            sys.meta_path.remove(self)
            report_frames()
sys.meta_path.insert(0, Finder())
sys.exit(cli.main([]))
"""
"""The program as it is. The import of the main controller replaces the function that paints by one that reports."""


def moments(code: str, environment: dict[str, str]) -> dict[str, float]:
    """By report of the process, the seconds from its start to the first such report."""
    start = clock_gettime(CLOCK_MONOTONIC)
    process = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60)
    lines = [line.split() for line in process.stdout.splitlines()]
    assert lines, process.stderr
    return {what: float(moment) - start for what, moment in reversed(lines)}


def figures() -> list[Figure]:
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    bare, ours, cold = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        warm = {**environment, "FARSIDE_CACHE": folder, "FARSIDE_SETTINGS": f"{folder}/settings.ini"}
        for code in (BARE, OURS, OURS):  # byte code, caches of the system, cache of the programme
            moments(code, warm)
        for _ in range(REPEATS):
            bare.append(moments(BARE, warm)["label"])
            ours.append(moments(OURS, warm)["events"])
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            first = moments(OURS, {**environment, "FARSIDE_CACHE": folder, "FARSIDE_SETTINGS": ""})
            cold.append(first["window"] / first["events"])
    return [
        Figure("start: a bare window with a label", 1000 * median(bare), "ms"),
        Figure("start: the window with events, which answers", 1000 * median(ours), "ms"),
        Figure("start: that to the bare window", median(map(truediv, ours, bare)), "×", 2.2),
        Figure("start without a cache: the window to the events", median(cold), "×", 0.9),
    ]


if __name__ == "__main__":
    write_figures(figures())
