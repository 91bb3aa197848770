"""CompareController: what changed between two days, in a message, on a page, and since the last look."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.generated_programme import TODAY as GENERATED_TODAY
from tests.generated_programme import generate_programme
from tests.qt import EARLIER, open_window, status_text, trigger
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.limits import SMALL
from viewer.load.loader import LoadResult
from viewer.resources import data_folder


@pytest.fixture
def large(qtbot: QtBot, tmp_path: Path) -> MainController:
    """The window on a programme that is compared in the background."""
    return open_window(qtbot, tmp_path, LoadResult(generate_programme(2 * SMALL)), today=GENERATED_TODAY)


def test_a_message_and_a_page_say_what_changed_when_the_day_moves(controller: MainController, qtbot: QtBot) -> None:
    controller.store.set(controller.store.requested.on(EARLIER))
    qtbot.waitUntil(lambda: "27 June 2024" in status_text(controller))
    controller.store.set(controller.store.requested.on(date(2024, 12, 1)))
    controller.store.set(controller.store.requested.on(date(2025, 4, 24)))
    qtbot.waitUntil(lambda: "27 June 2024 to 24 April 2025" in status_text(controller))
    assert "2 dates moved" in status_text(controller)
    trigger(controller, "changes")
    text = controller.window.pane.toPlainText()
    assert "What changed from 27 June 2024 to 24 April 2025" in text
    assert "Launch of Chang'e-8: 2028 → around 2029, +1 year" in text
    controller.window.pane.link_requested.emit("event/ce8-launch")
    assert controller.state.selection == "event/ce8-launch"


def test_a_large_programme_is_compared_in_the_background(large: MainController, qtbot: QtBot) -> None:
    large.store.set(large.state.on(date(2024, 3, 1)))
    qtbot.waitUntil(lambda: status_text(large).startswith("1 March 2024 to 9 October 2026: "))
    assert "new promise" in status_text(large)


@pytest.mark.parametrize("selected", ["", "mission/mission-3"])
def test_a_page_of_changes_is_not_shown_once_something_else_is_selected(
    large: MainController, qtbot: QtBot, selected: str
) -> None:
    pane = large.window.pane
    qtbot.waitUntil(lambda: "Overdue" in pane.toPlainText())
    large.comparison.show_changes()
    assert "What changed" not in pane.toPlainText()
    large.select(selected)
    title = "Mission 3" if selected else "What changed from"
    qtbot.waitUntil(lambda: title in pane.toPlainText())
    qtbot.waitUntil(lambda: not large.comparison.page_task.busy)
    assert title in pane.toPlainText()


def test_the_day_steps_from_change_to_change(controller: MainController) -> None:
    trigger(controller, "earlier-change")
    last = controller.state.as_of
    assert last is not None
    trigger(controller, "earlier-change")
    assert controller.state.as_of is not None
    assert controller.state.as_of < last
    trigger(controller, "later-change")
    assert controller.state.as_of == last
    trigger(controller, "as-of-now")
    assert controller.state.as_of is None


def test_a_page_shows_what_became_known_since_the_last_look(controller: MainController, qtbot: QtBot) -> None:
    trigger(controller, "since-last")
    assert "not looked at before" in status_text(controller)
    controller.window.close()
    key = Settings.key("looked", data_folder())
    assert Settings().text(key) == "2026-11-22 2026-10-09"
    Settings().save(key, "2026-09-01 2026-08-23")
    again = open_window(qtbot)
    trigger(again, "since-last")
    text = again.window.pane.toPlainText()
    assert "What changed from 23 August 2026 to 22 November 2026" in text
    assert "2027?" in text
