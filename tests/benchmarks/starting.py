"""From the start of the process to the first frame that shows events, beside a bare window with a label, in turns.

The first such frame is the picture kept from last time; how long it takes until the window behind it answers
is told as well.
"""

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
from viewer.cli import main
import viewer.app.curtain as curtain, viewer.app.main as run

def tell(what):
    print(what, time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)

draw = curtain.Curtain.paintEvent
def drawn(self, event):
    draw(self, event)
    tell("picture")
curtain.Curtain.paintEvent = drawn

furnish = run._furnished
def furnished(*parts):
    import viewer.widgets.canvas as canvas
    inked = canvas.paint_scene
    def paint_scene(painter, scene, theme):
        inked(painter, scene, theme)
        from viewer.timeline.scene import Bar, Cluster, Mark
        events = any(isinstance(shape, (Bar, Cluster, Mark)) for shape in scene.shapes)
        tell("events" if events else "window")
        if events and KEEP:
            from PySide6.QtCore import QTimer
            QTimer.singleShot(0, parts[0].close)
        elif events:
            os._exit(0)
    canvas.paint_scene = paint_scene
    return furnish(*parts)
run._furnished = furnished
sys.exit(main([]))
"""
KEEPING, STARTING = (OURS.replace("KEEP", word) for word in ("True", "False"))
"""The first is closed as a user would close it, and keeps its picture for the next; the second is not."""


def moments(code: str, environment: dict[str, str]) -> dict[str, float]:
    """From the start of a process to each thing that it tells, the first time, in seconds."""
    begun = clock_gettime(CLOCK_MONOTONIC)
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60
    )
    told = [line.split() for line in done.stdout.splitlines()]
    assert told, done.stderr
    return {what: float(moment) - begun for what, moment in reversed(told)}


def figures() -> list[Figure]:
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    bare, pictures, living, cold = [], [], [], []
    with tempfile.TemporaryDirectory() as place:
        warm = {**environment, "FARSIDE_CACHE": place, "FARSIDE_SETTINGS": f"{place}/settings.ini"}
        for code in (BARE, KEEPING, KEEPING):  # byte code, caches of the system, typed cache, picture
            moments(code, warm)
        for _ in range(REPEATS):
            bare.append(moments(BARE, warm)["label"])
            ours = moments(STARTING, warm)
            pictures.append(ours["picture"])
            living.append(ours["events"])
    for _ in range(3):
        with tempfile.TemporaryDirectory() as place:
            ours = moments(STARTING, {**environment, "FARSIDE_CACHE": place, "FARSIDE_SETTINGS": ""})
            cold.append(ours["window"] / ours["events"])
    return [
        Figure("start: a bare window with a label", 1000 * median(bare), "ms"),
        Figure("start: the first frame with events, kept from last time", 1000 * median(pictures), "ms"),
        Figure("start: that to the bare one", median(pictures) / median(bare), "×", 1.5),
        Figure("start: the window behind it, which answers", 1000 * median(living), "ms"),
        Figure("start: that to the bare one, answering", median(living) / median(bare), "×"),
        Figure("start, cold cache: the window to the events", median(cold), "×", 0.9),
    ]


if __name__ == "__main__":
    hand_over(figures())
