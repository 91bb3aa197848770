"""With very many events numbers and pages follow when they are made: the filter's panel, what changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.benchmarks.made import TODAY, made
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.load.loader import LoadResult
from viewer.query.filter import EVERYTHING
from viewer.widgets.beside import AT_ONCE


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainController:
    monkeypatch.setenv("FARSIDE_SETTINGS", str(tmp_path / "settings.ini"))
    desk = MainController(tmp_path, LoadResult(made(2 * AT_ONCE)), TODAY, Settings())
    qtbot.addWidget(desk.window)
    desk.window.show()
    return desk


def count(desk: MainController, field: str, key: str) -> str:
    row = desk.filtering.panel.tree.row(field, key)
    return row.text(1) if row is not None else "no row"


def test_the_panel_of_very_many_opens_at_once_and_numbers_follow(desk: MainController, qtbot: QtBot) -> None:
    kinds = ("kinds", "launch")
    desk.filtering.open()
    assert count(desk, *kinds) == ""
    every = str(len(EVERYTHING.toggled(*kinds).events(desk.store.programme)))
    qtbot.waitUntil(lambda: count(desk, *kinds) == every)
    desk.filtering.ask(EVERYTHING.toggled("missions", "mission-0"))
    assert count(desk, *kinds) == every, "the last numbers stay until others are counted"
    fewer = EVERYTHING.toggled("missions", "mission-0").toggled(*kinds).events(desk.store.programme)
    qtbot.waitUntil(lambda: count(desk, *kinds) == str(len(fewer)))
    assert len(fewer) < int(every)


@pytest.mark.parametrize("selected", ["", "mission/mission-3"])
def test_what_changed_follows_when_it_is_made_unless_something_else_is_looked_at(
    desk: MainController, qtbot: QtBot, selected: str
) -> None:
    pane = desk.window.pane
    qtbot.waitUntil(lambda: "Overdue" in pane.toPlainText())
    desk.changing.show()
    assert "What changed" not in pane.toPlainText()
    desk.select(selected)
    title = "Mission 3" if selected else "What changed from"
    qtbot.waitUntil(lambda: title in pane.toPlainText())
    qtbot.waitUntil(lambda: not desk.changing._paging.busy)
    assert title in pane.toPlainText()


def test_the_line_of_what_changed_follows_too(desk: MainController, qtbot: QtBot) -> None:
    desk.store.set(desk.state.on(date(2024, 3, 1)))
    bar = desk.window.statusBar()
    qtbot.waitUntil(lambda: bar.currentMessage().startswith("1 March 2024 to 9 October 2026: "))
    assert "new promise" in bar.currentMessage()
