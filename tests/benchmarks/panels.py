"""How long the window stands still while panels and panes of 100,000 events are opened, sorted and selected."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from statistics import median

from PySide6.QtCore import Qt

from tests.benchmarks.figures import Figure, hand_over
from tests.benchmarks.made import TODAY, made
from tests.benchmarks.pauses import longest_pause_ms
from tests.benchmarks.windows import empty_window, shown
from viewer.app.main import make_application
from viewer.app.main_controller import MainController
from viewer.app.view_loader import load_view
from viewer.state import ViewState, home
from viewer.widgets.event_table import EventTable
from viewer.widgets.slip_panel import SlipPanel

EVENTS = 100_000
REPEATS = 3
TITLE = 1
"""The column that takes longest to sort: every title is another."""


def desk_with(events: int) -> MainController:
    """The window with so many events, as it stands once they were read beside it."""
    controller = empty_window()
    whole = made(events)
    view = ViewState(home(whole))
    controller.store.replace(whole, view, load_view(whole, view, TODAY, controller.store.lane_room()))
    gc.freeze()
    shown(controller)
    return controller


def figures() -> list[Figure]:
    make_application()
    controller = desk_with(EVENTS)
    panels, actions = controller.window.tabs, controller.window.actions_by_id
    pauses: dict[str, list[float]] = {}

    def timed(name: str, do: Callable[[], object], done: Callable[[], bool] = lambda: True) -> None:
        pauses.setdefault(name, []).append(longest_pause_ms(do, done))

    timed("opening the list", actions["list"].trigger, lambda: panels.findChild(EventTable) is not None)
    rows = panels.findChild(EventTable)
    assert rows is not None
    for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        timed("sorting the list", partial(rows.sortByColumn, TITLE, order), lambda: not rows.events.task.busy)
    for number in range(REPEATS):
        for kind in ("mission", "partner", "source"):
            address = f"{kind}/{kind}-{number}"
            timed(
                f"selecting a {kind}",
                partial(controller.select, address),
                lambda: not controller.details.task.busy,
            )
    controller.select("")
    timed("opening the slips", actions["moves"].trigger, lambda: slips_shown(controller))
    return [
        Figure(f"longest pause of the window, {name} of 100,000 events", median(found), "ms", 50.0)
        for name, found in pauses.items()
    ]


def slips_shown(controller: MainController) -> bool:
    slips = controller.window.tabs.findChild(SlipPanel)
    return slips is not None and not slips.busy


if __name__ == "__main__":
    hand_over(figures())
