"""The longest pause of the window while 100,000 events are exported, and the time until a cancelled export stops.

`python -m tests.benchmarks.exporting FORMAT …` measures other formats than those with a bar.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QMessageBox

from tests.benchmarks.event_loop import measure_work, open_window
from tests.benchmarks.figures import Figure, write_figures
from tests.generated_programme import generate_programme
from viewer.app.export_controller import ExportController
from viewer.export.registry import ExportFormat, format_by_id

EVENTS = 100_000
FORMATS = ("png", "svg", "html", "csv")
MAX_PAUSE_MS = 200
CANCEL_AT = 0.25
"""The share of an export after which it is cancelled."""


def measure(format_ids: tuple[str, ...]) -> list[Figure]:
    """Pause, duration and time to stop of an export in each format."""
    window = open_window(generate_programme(EVENTS))
    controller = window.exports
    QMessageBox.information = lambda *_arguments: QMessageBox.StandardButton.Ok  # type: ignore[method-assign]
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        for file_format in map(format_by_id, format_ids):
            figures += _measure_format(controller, file_format, Path(folder))
    window.window.close()
    return figures


def _measure_format(controller: ExportController, file_format: ExportFormat, folder: Path) -> list[Figure]:
    name, path = file_format.id.upper(), folder / f"a.{file_format.suffix}"
    work = measure_work(
        lambda: controller.export(path, file_format), lambda: path.exists() and not controller.task.busy
    )
    path.write_text("before")
    stopped = _seconds_to_stop(controller, path, file_format)
    assert path.read_text() == "before"
    return [
        Figure(f"exporting {EVENTS:,} events as {name}: the longest pause", work.pause_ms, "ms", MAX_PAUSE_MS),
        Figure(f"exporting {EVENTS:,} events as {name}", work.shown_ms / 1000, "s"),
        Figure("the same, from Cancel until its thread is free", stopped, "s"),
    ]


def _seconds_to_stop(controller: ExportController, path: Path, file_format: ExportFormat) -> float:
    """How long the thread of an export goes on after it was cancelled at CANCEL_AT."""
    task, loop = controller.task, QEventLoop()
    cancelled = 0.0

    def cancel(share: float) -> None:
        nonlocal cancelled
        if share >= CANCEL_AT and not cancelled:
            cancelled = perf_counter()
            task.cancel()
            task.run(lambda _progress: perf_counter(), lambda _now: loop.quit())

    task.progressed.connect(cancel)
    QTimer.singleShot(0, lambda: controller.export(path, file_format))
    loop.exec()
    task.progressed.disconnect(cancel)
    return perf_counter() - cancelled


if __name__ == "__main__":
    write_figures(measure(tuple(sys.argv[1:]) or FORMATS))
