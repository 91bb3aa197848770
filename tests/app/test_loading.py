"""A programme is read beside the window: it tells how far it is, and can be given up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.app.desk import Desk
from viewer.app.loading import Loading, LoadingBar, Opened
from viewer.app.settings import Settings
from viewer.load.folder import Loaded
from viewer.resources import data_folder

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _nothing_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FARSIDE_SETTINGS", "")
    monkeypatch.setenv("FARSIDE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def empty_desk(qtbot: QtBot, qapp: QApplication) -> Desk:
    """As it stands before the first programme is read."""
    desk = Desk(data_folder(), Loaded(None), TODAY, Settings(), at_once=False)
    qtbot.addWidget(desk.window)
    desk.window.show()
    return desk


def test_what_is_read_comes_with_the_programme_laid_out(qtbot: QtBot, qapp: QApplication) -> None:
    loading, told = Loading(), list[tuple[int, int]]()
    loading.progress.connect(lambda done, of: told.append((done, of)))
    with qtbot.waitSignal(loading.opened, timeout=60_000) as came:
        loading.begin(data_folder(), TODAY, 700.0)
        assert loading.busy
    assert came.args is not None
    opened = came.args[0]
    assert isinstance(opened, Opened)
    assert opened.seen is not None
    assert opened.seen.day == TODAY
    assert opened.seen == opened.loaded.programme.as_of(TODAY)  # type: ignore[union-attr]
    assert told == sorted(told)
    assert told[-1] == (1000, 1000)
    assert not loading.busy


def test_a_reader_that_stumbles_says_so(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_given: object, **_named: object) -> Loaded:
        raise RecursionError("too deep")

    monkeypatch.setattr("viewer.app.loading.load_cached", stumble)
    loading = Loading()
    with qtbot.waitSignal(loading.opened) as came:
        loading.begin(data_folder(), TODAY, 700.0)
    opened = came.args[0]
    assert opened.loaded.programme is None
    assert "too deep" in str(opened.loaded.problems[0])


def test_what_is_given_up_never_comes(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    loading, came = Loading(), list[Opened]()
    loading.opened.connect(came.append)
    with qtbot.waitSignal(loading.stopped):
        loading.begin(data_folder(), TODAY, 700.0)
        loading.cancel()
    with qtbot.waitSignal(loading.opened, timeout=60_000):
        loading.begin(tmp_path, TODAY, 700.0)
    assert [opened.folder for opened in came] == [tmp_path]


def test_the_window_stands_before_its_programme_is_read(empty_desk: Desk, qtbot: QtBot) -> None:
    desk = empty_desk
    assert desk.store.whole.events == ()
    with qtbot.waitSignal(desk.opening.began, timeout=60_000):
        desk.opening.read(data_folder(), as_of=date(2024, 6, 27))
    assert desk.state.as_of == date(2024, 6, 27)
    assert len(desk.store.programme.events) > 100
    assert desk.window.loading.isHidden()


def test_the_first_programme_that_cannot_be_read_is_told_to_whoever_began(
    empty_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(empty_desk.opening.failed, timeout=60_000) as failed:
        empty_desk.opening.read(tmp_path)
    assert failed.args is not None
    assert "programme.yaml" in str(failed.args[0].problems[0])


def test_the_bar_shows_itself_when_it_has_taken_a_while(qtbot: QtBot, qapp: QApplication) -> None:
    bar = LoadingBar()
    qtbot.addWidget(bar)
    bar.begin("moon")
    assert bar.isHidden()
    qtbot.waitUntil(bar.isVisible)
    bar.show_progress(300, 1000)
    assert (bar.bar.value(), bar.bar.maximum()) == (300, 1000)
    with qtbot.waitSignal(bar.cancel_wished):
        bar.cancel.click()
    bar.end()
    assert bar.isHidden()
