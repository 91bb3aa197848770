"""The memory of a million events in the open window, above the window without any."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.event_loop import is_idle, open_window
from tests.benchmarks.figures import Figure, write_figures
from tests.generated_programme import TODAY, generate_programme
from tests.qt import run_event_loop
from viewer.app.store import load_view
from viewer.state import ViewState, home

EVENTS = 1_000_000


def resident_bytes() -> int:
    """The resident memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def figures() -> list[Figure]:
    controller = open_window()
    before = resident_bytes()
    programme = generate_programme(EVENTS)
    state = ViewState(home(programme))
    controller.store.replace(programme, state, load_view(programme, state, TODAY, controller.store.frame_preparer()))
    for direction in ("right", "down", "right"):
        controller.navigation.walk(direction)
        run_event_loop(20)
        while not is_idle(controller):
            run_event_loop(20)
    per_event = (resident_bytes() - before) / EVENTS
    return [Figure("memory of an event of 1,000,000, above the empty window", per_event, "B", 1000.0)]


if __name__ == "__main__":
    write_figures(figures())
