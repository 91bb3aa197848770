"""What a million events take in the real window, above the window without any."""

from __future__ import annotations

import gc
from pathlib import Path

from tests.benchmarks.figures import Figure, hand_over
from tests.benchmarks.made import made
from tests.benchmarks.windows import empty_window, shown
from viewer.state import ViewState, home

EVENTS = 1_000_000


def resident_bytes() -> int:
    """What of this process is in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def figures() -> list[Figure]:
    controller = empty_window()
    shown(controller)
    before = resident_bytes()
    gc.disable()
    programme = made(EVENTS)
    controller.store.replace(programme, ViewState(home(programme)))
    gc.freeze()
    shown(controller)
    for direction in ("right", "down", "right"):
        controller.navigation.walk(direction)
        shown(controller)
    per_event = (resident_bytes() - before) / EVENTS
    return [Figure("memory of an event of 1,000,000, above the empty window", per_event, "B", 1000.0)]


if __name__ == "__main__":
    hand_over(figures())
