"""What may take long is made beside the window: what is seen stays and can be moved until it is there, or given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.app import view_loader
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.app.view_loader import NOTHING_KEPT, Kept, Place, Prepared, cost_ms, made_of, prepare
from viewer.load.cache import load_cached
from viewer.load.loader import LoadResult
from viewer.model.claims import Status
from viewer.model.kinds import EventKind
from viewer.query.filter import EVERYTHING, Filter
from viewer.resources import data_folder
from viewer.state import GROUPINGS, ViewState, home
from viewer.timeline.lane_model import plan_of
from viewer.timeline.metrics import Size

TODAY = date(2026, 11, 22)
EARLIER, LONG_AGO = date(2024, 6, 27), date(2023, 1, 1)
PLACE = Place(None, 700.0, Size(1200.0, 72.0))
LAUNCHES = Filter(kinds=frozenset({EventKind.LAUNCH}))
PATIENCE_S = 20


@pytest.fixture(scope="module")
def loaded() -> LoadResult:
    return load_cached(data_folder())


@pytest.fixture
def desk(
    qtbot: QtBot, qapp: QApplication, loaded: LoadResult, monkeypatch: pytest.MonkeyPatch
) -> MainController:
    monkeypatch.setenv("FARSIDE_SETTINGS", "")
    desk = MainController(data_folder(), loaded, TODAY, Settings())
    qtbot.addWidget(desk.window)
    desk.window.timeline.show_motion(False)
    desk.window.show()
    qtbot.waitExposed(desk.window)
    qtbot.waitUntil(lambda: desk.window.timeline.glass() is not None)
    return desk


@pytest.fixture
def slow(desk: MainController, monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Nothing is made at once, and nothing is made before the event is set."""
    goes_on, real = Event(), view_loader.prepare

    def waiting(*given: object, **named: object) -> Prepared:
        goes_on.wait(PATIENCE_S)
        return real(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("viewer.app.store.AT_ONCE_MS", 0.0)
    monkeypatch.setattr("viewer.app.view_loader.prepare", waiting)
    yield goes_on
    goes_on.set()
    desk.preparing.cancel()


def test_what_is_kept_costs_nothing_and_all_else_by_the_number_of_events(loaded: LoadResult) -> None:
    whole = loaded.programme
    assert whole is not None
    events, view = len(whole.events), ViewState(home(whole))
    assert cost_ms(whole, view, NOTHING_KEPT) == pytest.approx(events * 0.038)
    assert cost_ms(whole, view.filtered(LAUNCHES), NOTHING_KEPT) == pytest.approx(events * 0.048)
    made = prepare(whole, view, TODAY, PLACE)
    kept = Kept(made.seen, made.shown)
    assert cost_ms(whole, view, kept) == 0.0
    assert cost_ms(whole, view.panned(400.0).selecting("event/ce7-launch").scrolled(9.0), kept) == 0.0
    assert cost_ms(whole, view.filtered(LAUNCHES), Kept(made.seen)) == pytest.approx(events * 0.036)
    assert cost_ms(whole, view.with_slips(False), kept) == pytest.approx(events * 0.026)
    assert cost_ms(whole, view.grouped("kinds"), kept) == pytest.approx(events * 0.026)
    lane = max(plan_of(made.shown).lanes, key=lambda it: len(it.order))
    opened = view.toggled(lane.lane.id)
    assert cost_ms(whole, view.hiding(lane.lane.id), kept) == 0.0
    prepare(whole, opened, TODAY, PLACE, kept)
    assert cost_ms(whole, opened, kept) == 0.0


def test_the_curated_programme_is_reckoned_to_be_made_at_once(loaded: LoadResult) -> None:
    assert loaded.programme is not None
    view = ViewState(home(loaded.programme)).filtered(LAUNCHES)
    assert cost_ms(loaded.programme, view, NOTHING_KEPT) <= view_loader.AT_ONCE_MS


@pytest.mark.parametrize(
    "wish",
    [
        lambda state: state.on(EARLIER),
        lambda state: state.filtered(LAUNCHES),
        lambda state: state.with_slips(False),
        *[lambda state, it=it: state.grouped(it) for it in GROUPINGS[1:]],
    ],
)
def test_a_small_programme_is_seen_otherwise_in_the_same_handler(
    desk: MainController, wish: Callable[[ViewState], ViewState]
) -> None:
    wished = wish(desk.state)
    desk.store.set(wished)
    assert desk.store.view == desk.state == wished
    assert not desk.preparing.busy
    assert desk.window.timeline._state == wished


def test_what_is_seen_stays_until_the_next_is_there(desk: MainController, slow: Event, qtbot: QtBot) -> None:
    store, timeline = desk.store, desk.window.timeline
    before, shown = store.view, store.shown
    seen: list[tuple[ViewState, ViewState]] = []
    store.changed.connect(lambda old, new: seen.append((old, new)))
    wish = store.state.on(EARLIER).filtered(LAUNCHES).with_slips(False)
    store.set(wish)
    assert (store.state, store.view) == (wish, before)
    assert store.shown is shown
    assert desk.window.as_of.field.text() == EARLIER.isoformat()  # what is wished for shows at once
    assert not desk.window.actions_by_id["slips"].isChecked()
    assert desk.window.actions_by_id["filter"].isChecked()
    assert desk.window.chip.isHidden()
    qtbot.waitUntil(desk.window.loading.isVisible)
    assert seen == []
    assert timeline._programme is shown
    slow.set()
    with qtbot.waitSignal(store.changed):
        pass
    assert seen == [(before, wish)]
    assert store.view == wish
    assert store.programme == store.whole.as_of(EARLIER)
    assert store.shown.events == LAUNCHES.events(store.programme)
    assert timeline._programme is store.shown
    assert desk.window.loading.isHidden()
    assert desk.window.chip.isVisible()


@pytest.mark.parametrize(
    "wish",
    [
        lambda state: state.on(EARLIER).grouped("kinds"),
        lambda state: state.filtered(LAUNCHES),  # the timeline is lower, below what tells of the filter
    ],
)
def test_the_next_comes_painted(
    desk: MainController,
    slow: Event,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    wish: Callable[[ViewState], ViewState],
) -> None:
    slow.set()
    desk.window.grab()
    with qtbot.waitSignal(desk.store.changed):
        desk.store.set(wish(desk.state))
    for name in ("canvas.build_scene", "canvas.picture_of", "overview_painter.marked_ground"):
        monkeypatch.setattr(f"viewer.widgets.{name}", lambda *_given: pytest.fail("made again"))
    desk.window.grab()


def test_what_is_seen_can_be_moved_meanwhile(desk: MainController, slow: Event, qtbot: QtBot) -> None:
    store = desk.store
    before = store.view
    store.set(store.state.on(EARLIER))
    store.set(store.state.panned(90.0))
    desk.select("event/ce7-launch")
    assert store.view == before.panned(90.0).selecting("event/ce7-launch")
    assert desk.window.timeline._state == store.view
    slow.set()
    qtbot.waitUntil(lambda: not desk.preparing.busy and store.view == store.state)
    assert store.view == before.panned(90.0).selecting("event/ce7-launch").on(EARLIER)


def test_only_the_newest_wish_is_seen(desk: MainController, slow: Event, qtbot: QtBot) -> None:
    seen: list[date | None] = []
    desk.store.changed.connect(lambda _old, new: seen.append(new.as_of))
    for day in (LONG_AGO, date(2023, 6, 1), EARLIER):
        desk.store.set(desk.state.on(day))
    slow.set()
    qtbot.waitUntil(lambda: desk.store.view == desk.state)
    assert seen == [EARLIER]


def test_a_wish_that_goes_back_to_what_is_seen_ends_the_making(desk: MainController, slow: Event) -> None:
    before = desk.store.view
    busy = []
    for day in (EARLIER, None):
        desk.store.set(desk.state.on(day))
        busy.append(desk.preparing.busy)
    assert busy == [True, False]
    assert desk.store.view == desk.state == before


def test_back_and_forward_are_one_history_while_it_is_made(
    desk: MainController, slow: Event, qtbot: QtBot
) -> None:
    store = desk.store
    start = store.state
    slow.set()
    for wish in (start.grouped("kinds"), start.grouped("kinds").on(EARLIER).with_slips(False)):
        with qtbot.waitSignal(store.changed):
            store.set(wish)
    last = store.state
    slow.clear()
    store._looks.clear()
    store.back()
    assert desk.preparing.busy
    assert store.view == last
    assert desk.window.actions_by_id["forward"].isEnabled()
    store.forward()
    assert store.state == store.view == last
    store.back()
    store.back()
    assert not desk.window.actions_by_id["back"].isEnabled()
    slow.set()
    qtbot.waitUntil(lambda: store.view == store.state)
    assert store.view == start


def test_cancel_leaves_what_is_seen_as_if_nothing_had_been_wished(
    desk: MainController, slow: Event, qtbot: QtBot
) -> None:
    store = desk.store
    start = store.state
    store.set(start.grouped("kinds"))
    store.set(store.state.on(EARLIER))
    store.set(store.state.panned(200.0))
    qtbot.waitUntil(desk.window.loading.isVisible)
    desk.window.loading.cancel.click()
    assert not desk.preparing.busy
    assert desk.window.loading.isHidden()
    assert store.state == store.view == start.panned(200.0)
    assert desk.window.as_of.field.text() == TODAY.isoformat()
    assert desk.window.actions_by_id["group-lanes"].isChecked()
    store.back()
    assert store.state == start
    assert not store.history.can_go_back


def test_what_cannot_be_made_is_not_seen(
    desk: MainController, slow: Event, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> Prepared:
        raise ArithmeticError("beyond reckoning")

    monkeypatch.setattr("viewer.app.view_loader.prepare", broken)
    before = desk.store.state
    with qtbot.captureExceptions() as raised:
        desk.store.set(desk.state.on(EARLIER))
        qtbot.waitUntil(lambda: not desk.preparing.busy)
    assert [str(it[1]) for it in raised] == ["beyond reckoning"]
    assert desk.store.state == desk.store.view == before


def test_another_programme_ends_the_making(desk: MainController, slow: Event, loaded: LoadResult) -> None:
    assert loaded.programme is not None
    desk.store.set(desk.state.on(EARLIER))
    desk.store.replace(loaded.programme, ViewState(home(loaded.programme)))
    assert not desk.preparing.busy
    assert desk.store.state == desk.store.view == ViewState(home(loaded.programme))


def test_the_answers_of_the_filter_are_counted_beside_the_window(
    desk: MainController, slow: Event, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.app.filter_controller.FEW", 0)
    slow.set()
    desk.filtering.open()
    panel = desk.filtering.panel
    row = panel.tree.row("kinds", "launch")
    assert row is not None
    assert row.text(1) == ""
    qtbot.waitUntil(lambda: (found := panel.tree.row("kinds", "launch")) is not None and found.text(1) != "")
    slow.clear()
    panel.value_requested.emit("statuses", Status.PLANNED.value)
    ticked = panel.tree.row("statuses", Status.PLANNED.value)
    assert ticked is not None
    assert ticked.checkState(0).name == "Checked"  # the tick does not wait
    assert desk.store.view.filter == EVERYTHING
    slow.set()
    qtbot.waitUntil(lambda: desk.store.view.filter != EVERYTHING and not desk.filtering._counting.busy)
    panel.close()


def test_what_has_to_be_made_is_of_the_view_all_else_of_the_wish() -> None:
    span = home(load_cached(data_folder()).programme)  # type: ignore[arg-type]
    view = ViewState(span, as_of=EARLIER, slips=False, filter=LAUNCHES, grouping="kinds")
    wish = ViewState(span.panned(9.0), selection="mission/x", beside="event/y", scroll_px=3.0)
    got = made_of(view, wish)
    assert got == ViewState(
        span.panned(9.0), "mission/x", EARLIER, 3.0, slips=False, beside="event/y", grouping="kinds", filter=LAUNCHES
    )  # fmt: skip


def test_a_big_programme_is_shown_thing_by_thing(
    desk: MainController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.app.main_controller.FEW", 0)
    told = desk.window.age.text()
    desk.store.set(desk.state.on(EARLIER))
    assert desk.window.age.text() == told
    qtbot.waitUntil(lambda: desk.window.age.text() != told)
