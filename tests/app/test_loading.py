"""A programme is read beside the window: it tells how far it is, and can be given up."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.app.loading import LoadingBar, Opened, opened
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.app.view_loader import Place
from viewer.app.workshop import Told, Workshop
from viewer.load.loader import LoadResult
from viewer.model.programme import Programme
from viewer.resources import data_folder
from viewer.state import ViewState, home
from viewer.timeline.metrics import Size

TODAY = date(2026, 11, 22)
EARLIER = date(2024, 6, 27)
PLACES = Place(None, 700.0, Size(1200.0, 72.0)), Place(None, 660.0, Size(1200.0, 72.0))
PATIENCE_S = 20


@pytest.fixture(autouse=True)
def _nothing_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FARSIDE_SETTINGS", "")
    monkeypatch.setenv("FARSIDE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def empty_desk(qtbot: QtBot, qapp: QApplication) -> MainController:
    """As it stands before the first programme is read."""
    desk = MainController(data_folder(), LoadResult(None), TODAY, Settings(), at_once=False)
    qtbot.addWidget(desk.window)
    desk.window.show()
    return desk


def seen_earlier(whole: Programme) -> ViewState:
    return ViewState(home(whole)).on(EARLIER)


def test_what_is_read_comes_with_what_is_seen_first() -> None:
    told: list[float] = []
    found = opened(data_folder(), seen_earlier, TODAY, PLACES, told.append)
    whole, prepared = found.loaded.programme, found.prepared
    assert whole is not None
    assert prepared is not None
    assert prepared.view == seen_earlier(whole)
    assert prepared.seen == prepared.shown == whole.as_of(EARLIER)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)


def test_a_reader_that_stumbles_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_given: object, **_named: object) -> LoadResult:
        raise RecursionError("too deep")

    monkeypatch.setattr("viewer.app.loading.load_cached", stumble)
    found = opened(data_folder(), seen_earlier, TODAY, PLACES, lambda _share: None)
    assert found.loaded.programme is None
    assert "too deep" in str(found.loaded.diagnostics[0])


def test_what_cannot_be_read_leaves_nothing_to_see(tmp_path: Path) -> None:
    found = opened(tmp_path, seen_earlier, TODAY, PLACES, lambda _share: None)
    assert found == Opened(tmp_path, found.loaded, None)
    assert "programme.yaml" in str(found.loaded.diagnostics[0])


def test_the_window_stands_before_its_programme_is_read(empty_desk: MainController, qtbot: QtBot) -> None:
    desk = empty_desk
    assert desk.store.whole.events == ()
    with qtbot.waitSignal(desk.opening.began, timeout=60_000):
        desk.opening.read(data_folder(), as_of=EARLIER)
    assert desk.state.as_of == EARLIER
    assert len(desk.store.programme.events) > 100
    assert desk.window.loading.isHidden()


def test_what_is_shown_first_was_painted_beside_the_window(
    empty_desk: MainController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = empty_desk
    qtbot.waitExposed(desk.window)
    with qtbot.waitSignal(desk.opening.began, timeout=60_000):
        desk.opening.read(data_folder())
    monkeypatch.setattr("viewer.widgets.canvas.build_scene", lambda *_given: pytest.fail("built again"))
    monkeypatch.setattr("viewer.widgets.canvas.picture_of", lambda *_given: pytest.fail("painted again"))
    desk.window.timeline.grab()
    assert len(desk.window.timeline.scene().shapes) > 100


def test_a_window_of_another_size_by_then_has_its_picture_made_once_more(
    empty_desk: MainController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = empty_desk
    desk.window.resize(1300, 800)
    qtbot.waitExposed(desk.window)
    with qtbot.waitSignal(desk.opening.began, timeout=60_000):
        desk.opening.read(data_folder())
        desk.window.resize(1100, 760)
        qtbot.waitUntil(lambda: desk.window.width() == 1100)
    for name in ("canvas.build_scene", "canvas.picture_of", "overview_painter.marked_ground"):
        monkeypatch.setattr(f"viewer.widgets.{name}", lambda *_given: pytest.fail("made again"))
    desk.window.grab()


def test_opening_another_gives_up_the_one_that_is_read(
    empty_desk: MainController, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(empty_desk.opening.failed, timeout=60_000) as failed:
        empty_desk.opening.read(data_folder())
        empty_desk.opening.read(tmp_path)
    assert "programme.yaml" in str(failed.args[0].diagnostics[0])
    assert empty_desk.store.whole.events == ()


def test_the_first_programme_that_cannot_be_read_is_told_to_whoever_began(
    empty_desk: MainController, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(empty_desk.opening.failed, timeout=60_000) as failed:
        empty_desk.opening.read(tmp_path)
    assert failed.args is not None
    assert "programme.yaml" in str(failed.args[0].diagnostics[0])


@pytest.fixture
def bar(qtbot: QtBot, qapp: QApplication) -> LoadingBar:
    bar = LoadingBar()
    qtbot.addWidget(bar)
    return bar


def test_the_bar_shows_itself_when_it_has_taken_a_while(qtbot: QtBot, bar: LoadingBar) -> None:
    moon, goes_on = Workshop(), Event()
    bar.watch(moon, moon.cancel)

    def work(tell: Told) -> None:
        tell(0.3)
        goes_on.wait(PATIENCE_S)

    moon.begin(work)
    bar.begin(moon, "Opening moon …")
    assert bar.isHidden()
    qtbot.waitUntil(bar.isVisible)
    assert bar.label.text() == "Opening moon …"
    assert (bar.bar.value(), bar.bar.maximum()) == (300, 1000)
    with qtbot.waitSignal(moon.stopped):
        bar.cancel.click()
    assert bar.isHidden()
    goes_on.set()


def test_the_bar_tells_of_one_until_that_has_ended(qtbot: QtBot, bar: LoadingBar) -> None:
    one, other, goes_on = Workshop(), Workshop(), Event()
    for workshop in (one, other):
        bar.watch(workshop, workshop.cancel)
    one.begin(lambda _tell: goes_on.wait(PATIENCE_S))
    bar.begin(one, "one")
    with qtbot.waitSignal(other.done):
        other.begin(lambda tell: tell(0.7))
        bar.begin(other, "other")
    assert bar.label.text() == "one"
    assert bar.bar.maximum() == 0  # nothing is told of the other
    qtbot.waitUntil(bar.isVisible)
    with qtbot.waitSignal(one.done):
        goes_on.set()
    assert bar.isHidden()


def test_what_is_wished_again_and_again_is_told_of_all_the_same(qtbot: QtBot, bar: LoadingBar) -> None:
    dragged, goes_on = Workshop(), Event()
    bar.watch(dragged, dragged.cancel)

    def wish() -> bool:
        dragged.begin(lambda _tell: goes_on.wait(PATIENCE_S))
        bar.begin(dragged, "Working …")
        return bar.isVisible()

    qtbot.waitUntil(wish)
    goes_on.set()
    qtbot.waitUntil(bar.isHidden)
