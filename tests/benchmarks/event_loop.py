"""How long a window takes to show a change, and the longest pause of its event loop meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter

from msgspec import Struct
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.benchmarks.frames import MOST_EMPTY_FRAMES, REFRESH_MS, SIZE, frame_cost
from tests.generated_programme import TODAY, generate_programme
from tests.qt import run_event_loop
from viewer.app.main_controller import MainController, make_application
from viewer.app.settings import Settings
from viewer.app.store import load_view
from viewer.load.loader import LoadResult
from viewer.model.programme import Programme
from viewer.resources import data_folder
from viewer.state import ViewState, home

BEAT_MS = 2
WATCHED_S = 0.4
"""The window is watched for so long after a change is shown: for what is painted last, and for animations."""
MOST_S = 120.0


PLAIN_FRAME_MS = REFRESH_MS / MOST_EMPTY_FRAMES
"""An empty frame on plain cores: six of them may take as long as the screen shows one."""


@cache
def empty_programme() -> Programme:
    return generate_programme(0).as_of(TODAY)


def empty_frame_ms() -> float:
    """The wall-clock time of a frame with nothing but ground, grid and axis."""
    image = QImage(int(SIZE.width), int(SIZE.height), QImage.Format.Format_ARGB32_Premultiplied)
    return frame_cost(empty_programme(), home(empty_programme()), image, perf_counter).whole


def scaled(bar_ms: float, frames_ms: Iterable[float]) -> float:
    """`bar_ms`, or more where empty frames of the same run, which took `frames_ms`, are slower than on plain cores."""
    return bar_ms * max(1.0, median(frames_ms) / PLAIN_FRAME_MS)


class Change(Struct, frozen=True):
    """How long a change took to be shown, and the longest pause of the event loop meanwhile."""

    shown_ms: float
    pause_ms: float


class _Paints(QObject):
    """Counts the paint events of a widget."""

    count = 0

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def open_window(programme: Programme | None = None, folder: Path | None = None) -> MainController:
    """A window of 1920 × 1080 with `programme`, as it is once it was read in the background."""
    make_application()
    controller = MainController(folder or data_folder(), LoadResult(None), TODAY, Settings())
    controller.window.resize(1920, 1080)
    controller.window.show()
    run_event_loop(50)
    if programme is not None:
        state = ViewState(home(programme))
        snapshot = load_view(programme, state, TODAY, controller.store.frame_preparer())
        controller.store.replace(programme, state, snapshot)
        run_event_loop(200)
    return controller


def is_idle(controller: MainController) -> bool:
    """True when nothing is computed in the background."""
    parts = controller.store, controller.details, controller.opening, controller.filters, controller.appearance
    return not any(part.task.busy for part in parts)


def measure_work(action: Callable[[], object], done: Callable[[], bool]) -> Change:
    """Call `action` from the event loop and wait until `done()`; then watch the loop a little longer."""
    loop, beat = QEventLoop(), QTimer(interval=BEAT_MS)
    start = last = perf_counter()
    done_s = longest = 0.0
    started = False

    def run_action() -> None:
        nonlocal start, started
        start, started = perf_counter(), True
        action()

    def tick() -> None:
        nonlocal last, done_s, longest
        now = perf_counter()
        if started:
            longest = max(longest, now - last)
            if not done_s and done():
                done_s = now - start
            if (done_s and now - start - done_s > WATCHED_S) or now - start > MOST_S:
                loop.quit()
        last = now

    beat.timeout.connect(tick)
    beat.start()
    QTimer.singleShot(0, run_action)
    loop.exec()
    beat.stop()
    assert done_s, f"not done after {MOST_S} s"
    return Change(1000 * done_s, 1000 * longest)


def measure_change(
    controller: MainController,
    change: Callable[[], object],
    shown: Callable[[], bool] = lambda: True,
    painted: QWidget | None = None,
) -> Change:
    """Call `change` and wait until nothing is requested, `shown()` holds and `painted` (the timeline) was painted."""
    widget, paints = painted or controller.window.timeline, _Paints()
    incomplete_count = 0  # paint events when the change was last seen incomplete

    def run_change() -> None:
        nonlocal incomplete_count
        incomplete_count = paints.count
        change()

    def is_shown() -> bool:
        nonlocal incomplete_count
        if not (controller.store.task.busy or controller.appearance.task.busy) and shown():
            return paints.count > incomplete_count
        incomplete_count = paints.count
        return False

    widget.installEventFilter(paints)
    result = measure_work(run_change, is_shown)
    widget.removeEventFilter(paints)
    return result
