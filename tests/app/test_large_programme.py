"""With very many events numbers and pages follow when they are made: the filter's panel, what changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.generated_programme import TODAY, generate_programme
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.limits import SMALL
from viewer.load.loader import LoadResult
from viewer.query.filter import EVERYTHING


@pytest.fixture
def controller(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainController:
    monkeypatch.setenv("FARSIDE_SETTINGS", str(tmp_path / "settings.ini"))
    controller = MainController(tmp_path, LoadResult(generate_programme(2 * SMALL)), TODAY, Settings())
    qtbot.addWidget(controller.window)
    controller.window.show()
    return controller


def count(controller: MainController, field: str, key: str) -> str:
    row = controller.filters.panel.tree.row(field, key)
    return row.text(1) if row is not None else "no row"


def test_the_panel_of_very_many_opens_at_once_and_numbers_follow(
    controller: MainController, qtbot: QtBot
) -> None:
    kinds = ("kinds", "launch")
    controller.filters.open()
    assert count(controller, *kinds) == ""
    every = str(len(EVERYTHING.toggled(*kinds).events(controller.store.programme)))
    qtbot.waitUntil(lambda: count(controller, *kinds) == every)
    controller.filters.set(EVERYTHING.toggled("missions", "mission-0"))
    assert count(controller, *kinds) == every, "the last numbers stay until others are counted"
    fewer = EVERYTHING.toggled("missions", "mission-0").toggled(*kinds).events(controller.store.programme)
    qtbot.waitUntil(lambda: count(controller, *kinds) == str(len(fewer)))
    assert len(fewer) < int(every)


@pytest.mark.parametrize("selected", ["", "mission/mission-3"])
def test_what_changed_follows_when_it_is_made_unless_something_else_is_looked_at(
    controller: MainController, qtbot: QtBot, selected: str
) -> None:
    pane = controller.window.pane
    qtbot.waitUntil(lambda: "Overdue" in pane.toPlainText())
    controller.comparison.show_changes()
    assert "What changed" not in pane.toPlainText()
    controller.select(selected)
    title = "Mission 3" if selected else "What changed from"
    qtbot.waitUntil(lambda: title in pane.toPlainText())
    qtbot.waitUntil(lambda: not controller.comparison.page_task.busy)
    assert title in pane.toPlainText()


def test_the_line_of_what_changed_follows_too(controller: MainController, qtbot: QtBot) -> None:
    controller.store.set(controller.state.on(date(2024, 3, 1)))
    bar = controller.window.statusBar()
    qtbot.waitUntil(lambda: bar.currentMessage().startswith("1 March 2024 to 9 October 2026: "))
    assert "new promise" in bar.currentMessage()
