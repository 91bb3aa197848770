"""How long the window stands still while 100,000 events are seen from another day, grouped, filtered, selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any

from msgspec.structs import replace

from tests.benchmarks.figures import Figure, hand_over
from tests.benchmarks.made import TODAY, made
from tests.benchmarks.pauses import AFTER_S, longest_pause_ms
from tests.benchmarks.windows import empty_window, shown
from viewer.app.view_loader import load_view
from viewer.model.claims import Status
from viewer.model.kinds import EventKind
from viewer.query.filter import EVERYTHING, Filter
from viewer.state import GROUPINGS, ViewState, home

EVENTS = 100_000
DAYS = (date(2025, 10, 9), date(2024, 3, 1), date(2026, 2, 14))
"""Each is looked from once: what is kept of a day would flatter the next round."""
FILTERS = (
    Filter(kinds=frozenset({EventKind.LAUNCH})),
    Filter(text="lander"),
    Filter(statuses=frozenset({Status.OVERDUE})),
    EVERYTHING,
)
Wish = Callable[[], None]


def figures() -> list[Figure]:
    controller = empty_window()
    store = controller.store
    whole = made(EVENTS)
    store.replace(
        whole,
        ViewState(home(whole)),
        load_view(whole, ViewState(home(whole)), TODAY, controller.store.lane_room()),
    )
    shown(controller)

    def seeing(**fields: Any) -> Wish:
        return lambda: store.set(replace(store.requested, **fields))

    def selecting(address: str) -> Wish:
        return lambda: controller.select(address)

    def seen() -> bool:
        return not (store.task.busy or controller.details.task.busy)

    def worst(wishes: Sequence[Wish]) -> float:
        return max(longest_pause_ms(wish, seen) for wish in wishes)

    pauses: dict[str, list[float]] = {}
    waits: list[float] = []
    for round_, day in enumerate(DAYS):
        begun = perf_counter()
        found = {"another day": worst([seeing(as_of=day)])}
        waits.append(perf_counter() - begun - AFTER_S)
        groupings = [*GROUPINGS[1:], GROUPINGS[0]]
        found["other lanes"] = worst([seeing(grouping=it) for it in groupings])
        found["a filter"] = worst([seeing(filter=it) for it in FILTERS])
        event, partner = store.shown.events[EVENTS // (5 + round_)], whole.partners[round_]
        addresses = f"event/{event.id}", f"mission/{event.missions[0]}", f"partner/{partner.id}", ""
        found["a selection"] = worst([selecting(address) for address in addresses])
        for name, value in found.items():
            pauses.setdefault(name, []).append(value)
    return [
        *(
            Figure(f"longest pause, {name} of 100,000 events", median(each), "ms", 50.0)
            for name, each in pauses.items()
        ),
        Figure("another day of 100,000 events is seen after", median(waits), "s"),
    ]


if __name__ == "__main__":
    hand_over(figures())
