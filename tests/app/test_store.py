"""Store: what is shown stays until the requested state is computed; it can be moved meanwhile, and cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from viewer.app import store as store_module
from viewer.app.store import Snapshot, Store, load_view
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.query.filter import Filter
from viewer.state import GROUPINGS, ViewState, home

TODAY = date(2026, 11, 22)
EARLIER, LONG_AGO = date(2024, 6, 27), date(2023, 1, 1)
LAUNCHES = Filter(kinds=frozenset({EventKind.LAUNCH}))
TIMEOUT_S = 20


@pytest.fixture(scope="module")
def whole() -> Programme:
    programme = curated_data().programme
    assert programme is not None
    return programme


@pytest.fixture
def store(qtbot: QtBot, whole: Programme) -> Iterator[Store]:
    store = Store(whole, ViewState(home(whole)), TODAY)
    yield store
    store.task.cancel()


@pytest.fixture
def gate(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Every change is computed in the background, and waits for this event."""
    gate = Event()

    def waiting(*arguments: object) -> Snapshot:
        gate.wait(TIMEOUT_S)
        return load_view(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(store_module, "SMALL", 0)
    monkeypatch.setattr(store_module, "load_view", waiting)
    yield gate
    gate.set()


CHANGES: dict[str, Callable[[ViewState], ViewState]] = {
    "day": lambda state: state.on(EARLIER),
    "filter": lambda state: state.filtered(LAUNCHES),
    "slips": lambda state: state.with_slips(False),
    **{name: lambda state, name=name: state.grouped(name) for name in GROUPINGS[1:]},  # type: ignore[misc]
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_small_programme_is_changed_synchronously(store: Store, change: str) -> None:
    state = CHANGES[change](store.state)
    store.set(state)
    assert store.state == store.requested == state
    assert not store.task.busy


def test_what_is_shown_is_the_filtered_programme_of_the_day(store: Store, whole: Programme) -> None:
    store.set(store.requested.on(EARLIER).filtered(LAUNCHES))
    assert store.programme == whole.as_of(EARLIER)
    assert store.shown.events == LAUNCHES.events(store.programme)
    store.set(store.requested.filtered(Filter()))
    assert store.shown is store.programme


def test_the_state_stays_until_the_requested_one_is_computed(store: Store, gate: Event, qtbot: QtBot) -> None:
    before, shown = store.state, store.shown
    changes = list[tuple[ViewState, ViewState]]()
    store.changed.connect(lambda old, new: changes.append((old, new)))
    requested = before.on(EARLIER).filtered(LAUNCHES).with_slips(False)
    store.set(requested)
    assert (store.requested, store.state, store.task.busy) == (requested, before, True)
    assert store.shown is shown
    assert changes == []
    with qtbot.waitSignal(store.changed):
        gate.set()
    assert changes == [(before, requested)]
    assert (store.requested, store.state, store.task.busy) == (requested, requested, False)
    assert store.shown.events == LAUNCHES.events(store.whole.as_of(EARLIER))


def test_the_position_changes_at_once_while_a_change_is_pending(store: Store, gate: Event, qtbot: QtBot) -> None:
    before = store.state
    store.set(before.on(EARLIER))
    store.set(store.requested.panned(90.0))
    store.set(store.requested.selecting("event/ce7-launch"))
    moved = before.panned(90.0).selecting("event/ce7-launch")
    assert (store.state, store.requested) == (moved, moved.on(EARLIER))
    with qtbot.waitSignal(store.task.ended):
        gate.set()
    assert store.state == moved.on(EARLIER)


def test_changes_of_different_kinds_add_up_while_they_are_pending(store: Store, gate: Event, qtbot: QtBot) -> None:
    before = store.state
    store.set(store.requested.on(EARLIER))
    store.set(store.requested.with_slips(False))
    assert store.requested == before.on(EARLIER).with_slips(False)
    with qtbot.waitSignal(store.task.ended):
        gate.set()
    assert store.state == before.on(EARLIER).with_slips(False)


def test_only_the_latest_request_is_shown(store: Store, gate: Event, qtbot: QtBot) -> None:
    days = list[date | None]()
    store.changed.connect(lambda _old, new: days.append(new.as_of))
    for day in (LONG_AGO, date(2023, 6, 1), EARLIER):
        store.set(store.requested.on(day))
    with qtbot.waitSignal(store.task.ended):
        gate.set()
    assert days == [EARLIER]


def test_a_request_for_what_is_shown_cancels_the_pending_one(store: Store, gate: Event) -> None:
    before = store.state
    store.set(before.on(EARLIER))
    busy = store.task.busy
    store.set(store.requested.on(None))
    assert [busy, store.task.busy] == [True, False]
    assert store.state == store.requested == before


def test_back_and_forward_step_through_what_is_pending(store: Store, gate: Event, qtbot: QtBot) -> None:
    gate.set()
    start = store.state
    for state in (start.grouped("kinds"), start.grouped("kinds").on(EARLIER).with_slips(False)):
        with qtbot.waitSignal(store.changed):
            store.set(state)
    last = store.state
    gate.clear()
    store.back()
    assert (store.state, store.requested) == (last, start.grouped("kinds"))
    assert store.history.can_go_forward
    store.forward()
    assert (store.state, store.requested, store.task.busy) == (last, last, False)
    store.back()
    store.back()
    assert not store.history.can_go_back
    with qtbot.waitSignal(store.task.ended):
        gate.set()
    assert store.state == start


def test_cancel_leaves_what_is_shown(store: Store, gate: Event) -> None:
    start = store.state
    store.set(start.grouped("kinds"))
    store.set(store.requested.on(EARLIER))
    store.set(store.requested.panned(200.0))
    store.cancel()
    assert not store.task.busy
    assert store.state == store.requested == start.panned(200.0)
    store.back()
    assert store.state == start
    assert not store.history.can_go_back


def test_an_error_leaves_what_is_shown_and_is_raised(
    store: Store, gate: Event, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> Snapshot:
        raise ArithmeticError("cannot be computed")

    monkeypatch.setattr(store_module, "load_view", broken)
    before = store.state
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(store.task.ended):
        store.set(before.on(EARLIER))
    assert [str(error) for _type, error, _traceback in raised] == ["cannot be computed"]
    assert store.state == store.requested == before


def test_another_programme_cancels_the_pending_change(store: Store, gate: Event, whole: Programme) -> None:
    replaced = list[ViewState]()
    store.replaced.connect(lambda: replaced.append(store.state))
    store.set(store.requested.on(EARLIER))
    store.replace(whole, ViewState(home(whole)))
    assert not store.task.busy
    assert replaced == [ViewState(home(whole))]
    assert not store.history.can_go_back
