"""Every kind of change: the time until it is shown, and the longest pause of the window, by size of the programme."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from statistics import median

from msgspec.structs import replace
from PySide6.QtCore import Qt

from tests.benchmarks.event_loop import (
    Change,
    empty_frame_ms,
    is_idle,
    measure_change,
    measure_work,
    open_window,
    scaled,
)
from tests.benchmarks.figures import Figure, write_figures
from tests.curated import curated_data
from tests.generated_programme import generate_programme
from tests.qt import run_event_loop
from viewer.app.main_controller import MainController
from viewer.model.claims import Status
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.query.filter import EVERYTHING, Filter
from viewer.state import GROUPINGS
from viewer.widgets.event_table import EventTable
from viewer.widgets.slip_panel import SlipPanel

DAYS = (date(2025, 10, 9), date(2024, 3, 1), date(2026, 2, 14))
"""Each is requested once: with a known snapshot the change would take no time."""
FILTERS = (
    Filter(kinds=frozenset({EventKind.LAUNCH})),
    Filter(text="lander"),
    Filter(statuses=frozenset({Status.OVERDUE})),
    EVERYTHING,
)
TITLE = 1
"""The column that takes longest to sort: every title is different."""

Named = tuple[str, Callable[[], object], Callable[[], bool]]


def changes(controller: MainController) -> Iterator[Named]:
    """Each change: its name, what makes it, and whether it is shown."""
    store, actions = controller.store, controller.window.actions_by_id

    def request(**fields: object) -> Callable[[], object]:
        return lambda: store.set(replace(store.requested, **fields))

    def reached(name: str, value: object) -> Callable[[], bool]:
        return lambda: getattr(store.state, name) == value

    def always() -> bool:
        return True

    for day in DAYS:
        yield "another day", request(as_of=day), reached("as_of", day)
    for grouping in (*GROUPINGS[1:], GROUPINGS[0]):
        yield "another grouping", request(grouping=grouping), reached("grouping", grouping)
    for event_filter in FILTERS:
        yield "a filter", request(filter=event_filter), reached("filter", event_filter)
    for slips in (False, True):
        yield "earlier dates on and off", request(slips=slips), reached("slips", slips)
    for _ in range(2):
        yield "all lanes open and compact", actions["lanes"].trigger, always
    for theme in ("dark", "light"):
        yield "a theme", actions[f"theme-{theme}"].trigger, always
    for language in ("zh", "en"):
        yield "a language", actions[f"lang-{language}"].trigger, always
    yield "opening the list", actions["list"].trigger, always


def refs(programme: Programme) -> Iterator[str]:
    for number in range(3):
        event = programme.events[len(programme.events) // (3 + number)]
        yield from (f"event/{event.id}", f"partner/{programme.partners[number].id}", "")
        yield from (f"mission/{mission}" for mission in event.missions)


def measure_selection(controller: MainController, ref: str) -> Change:
    """Until the pane shows it too."""

    def is_shown() -> bool:
        return controller.state.selection == ref and is_idle(controller)

    return measure_work(partial(controller.select, ref), is_shown)


def measure(programme: Programme) -> tuple[dict[str, list[Change]], list[float]]:
    """All changes of `programme` by name, and how long empty frames took meanwhile in ms."""
    controller = open_window(programme)
    results: dict[str, list[Change]] = {}
    frames_ms: list[float] = []

    def add(name: str, change: Change) -> None:
        results.setdefault(name, []).append(change)
        frames_ms.append(empty_frame_ms())
        while not is_idle(controller):
            run_event_loop(10)

    for name, change, shown in changes(controller):
        add(name, measure_change(controller, change, shown))
    for ref in refs(controller.store.programme):
        add("a selection", measure_selection(controller, ref))
    tabs = controller.window.tabs
    table = tabs.findChild(EventTable)
    assert table is not None
    for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
        sort = partial(table.sortByColumn, TITLE, order)
        add("sorting the list", measure_change(controller, sort, lambda: not table.events.task.busy, table.viewport()))
    actions = controller.window.actions_by_id

    def slips_are_shown() -> bool:
        slips = tabs.findChild(SlipPanel)
        return slips is not None and not slips.busy

    add("opening the slips", measure_work(actions["moves"].trigger, slips_are_shown))
    add("opening the matrix", measure_work(actions["matrix"].trigger, lambda: is_idle(controller)))
    controller.window.close()
    controller.window.deleteLater()  # else a theme restyles this window too while the next programme is measured
    run_event_loop(10)
    return results, frames_ms


SLOW_CHANGES = {"another day": 2200.0, "another grouping": 1600.0, "a filter": 1600.0}
"""What changes of 100,000 events may take, in ms: what they took when every picture was painted in the background."""


def figures(events: int) -> list[Figure]:
    """The figures of the curated programme (0 events) or of a generated one."""
    programme = generate_programme(events) if events else curated_data().programme
    assert programme is not None
    results, frames_ms = measure(programme)
    of = f"of {events:,} events" if events else "of the curated programme"
    shown = {name: median(change.shown_ms for change in found) for name, found in results.items()}
    pauses = {name: median(change.pause_ms for change in found) for name, found in results.items()}
    if events >= 100_000:
        slow = ((name, scaled(bar, frames_ms)) for name, bar in SLOW_CHANGES.items())
        rows = [Figure(f"{name} {of}: shown after", shown[name], "ms", bar) for name, bar in slow]
    else:
        slowest = max(shown, key=shown.__getitem__)
        bar = scaled(400.0 if events else 100.0, frames_ms)
        rows = [Figure(f"any change {of}: shown after ({slowest})", shown[slowest], "ms", bar)]
        rows += [Figure(f"{name} {of}: shown after", shown[name], "ms") for name in SLOW_CHANGES]
    rows.insert(0, Figure(f"an empty frame, beside the changes {of}", median(frames_ms), "ms"))
    longest = max(pauses, key=pauses.__getitem__)
    if events:
        bar = scaled(200.0 if events >= 100_000 else 50.0, frames_ms)
        rows.append(Figure(f"any change {of}: longest pause ({longest})", pauses[longest], "ms", bar))
    if "--all" in sys.argv:
        rows += [Figure(f"{name}: {of}", shown[name], "ms") for name in shown]
        rows += [Figure(f"{name}: {of}: pause", pauses[name], "ms") for name in pauses]
    return rows


if __name__ == "__main__":
    sizes = [int(argument) for argument in sys.argv[1:] if argument.isdigit()] or [0, 10_000, 100_000]
    write_figures([figure for size in sizes for figure in figures(size)])
