"""OpenController: the window is there before the programme; the latest request wins; problems are reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.app.main_controller import MainController
from viewer.app.open_controller import OpenedProgramme, open_programme
from viewer.app.settings import Settings
from viewer.load.loader import LoadResult
from viewer.model.programme import Programme
from viewer.resources import data_folder
from viewer.state import ViewState, home

TODAY = date(2026, 11, 22)
EARLIER = date(2024, 6, 27)
ROOM_PX = 700.0


@pytest.fixture(autouse=True)
def _nothing_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FARSIDE_SETTINGS", "")
    monkeypatch.setenv("FARSIDE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def controller(qtbot: QtBot, qapp: QApplication) -> MainController:
    """As it is before the first programme is read."""
    controller = MainController(data_folder(), LoadResult(None), TODAY, Settings(), details_later=True)
    qtbot.addWidget(controller.window)
    controller.window.show()
    return controller


def on_an_earlier_day(whole: Programme) -> ViewState:
    return ViewState(home(whole)).on(EARLIER)


def test_a_programme_comes_with_its_first_view() -> None:
    shares = list[float]()
    opened = open_programme(data_folder(), on_an_earlier_day, TODAY, ROOM_PX, shares.append)
    whole, snapshot = opened.loaded.programme, opened.snapshot
    assert whole is not None
    assert snapshot is not None
    assert opened.state == on_an_earlier_day(whole)
    assert snapshot.programme == snapshot.shown == whole.as_of(EARLIER)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)


def test_an_unexpected_error_becomes_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_named: object) -> LoadResult:
        raise RecursionError("too deep")

    monkeypatch.setattr("viewer.app.open_controller.load_cached", broken)
    opened = open_programme(data_folder(), on_an_earlier_day, TODAY, ROOM_PX, lambda _share: None)
    assert opened.loaded.programme is None
    assert "too deep" in str(opened.loaded.diagnostics[0])


def test_a_folder_without_a_programme_is_a_problem(tmp_path: Path) -> None:
    opened = open_programme(tmp_path, on_an_earlier_day, TODAY, ROOM_PX, lambda _share: None)
    assert opened == OpenedProgramme(tmp_path, opened.loaded)
    assert "programme.yaml" in str(opened.loaded.diagnostics[0])


def test_the_window_is_there_before_its_programme(controller: MainController, qtbot: QtBot) -> None:
    assert controller.store.whole.events == ()
    with qtbot.waitSignal(controller.opening.opened_first, timeout=60_000):
        controller.opening.open(data_folder(), as_of=EARLIER)
    assert controller.state.as_of == EARLIER
    assert len(controller.store.programme.events) > 100
    qtbot.waitUntil(controller.window.progress.isHidden)


def test_opening_another_programme_cancels_the_first(
    controller: MainController, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(controller.opening.failed, timeout=60_000) as failed:
        controller.opening.open(data_folder())
        controller.opening.open(tmp_path)
    assert "programme.yaml" in str(failed.args[0].diagnostics[0])
    assert controller.store.whole.events == ()


def test_problems_of_the_first_programme_are_reported(
    controller: MainController, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(controller.opening.failed, timeout=60_000) as failed:
        controller.opening.open(tmp_path)
    assert failed.args is not None
    assert "programme.yaml" in str(failed.args[0].diagnostics[0])
