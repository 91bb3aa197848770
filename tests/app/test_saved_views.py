"""Saved views: of the programme and of the user, in the menu and in the search."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from tests.qt import status_text, trigger
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.resources import data_folder
from viewer.state import ViewState


def menu_entries(controller: MainController) -> list[str]:
    controller.window.views.aboutToShow.emit()
    return [action.text() for action in controller.window.views.actions()]


def test_a_view_of_the_user_is_saved_searched_opened_and_deleted(controller: MainController, qtbot: QtBot) -> None:
    controller.filters.show_overdue()
    saved = controller.state
    controller.saved_views.save("What is late")
    controller.filters.reset()
    palette = controller.search.palette
    trigger(controller, "palette")
    qtbot.keyClicks(palette.line, "what is late")
    qtbot.waitUntil(lambda: palette.list.current() == "view/own-0")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert controller.state == saved
    assert "What is late" in menu_entries(controller)
    controller.saved_views.delete("What is late")
    assert controller.saved_views.of_user() == {}
    assert "What is late" not in menu_entries(controller)


def test_a_view_replaces_one_of_its_name(controller: MainController, monkeypatch: pytest.MonkeyPatch) -> None:
    controller.saved_views.save("First & last")
    controller.saved_views.save("Second")
    controller.navigation.zoom(0.5)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_arguments: ("  First   & last ", True))
    trigger(controller, "save-view")
    assert "First & last" in status_text(controller)
    views = controller.saved_views.of_user()
    assert list(views) == ["First & last", "Second"]
    assert views["First & last"] == controller.state.to_text()


def test_without_a_name_nothing_is_saved(controller: MainController, monkeypatch: pytest.MonkeyPatch) -> None:
    for answer in (("", True), ("A name", False)):
        monkeypatch.setattr(QInputDialog, "getText", lambda *_arguments, answer=answer: answer)
        trigger(controller, "save-view")
    assert controller.saved_views.of_user() == {}


def test_a_view_that_cannot_be_read_is_explained(controller: MainController) -> None:
    Settings().save(Settings.key("views", data_folder()), "Broken\twindow=nonsense")
    before = controller.state
    controller.open_result("view/own-0")
    assert controller.state == before
    assert "nonsense" in status_text(controller)


def test_every_view_of_the_programme_opens(controller: MainController) -> None:
    for number, view in enumerate(controller.store.whole.head.views):
        controller.open_result(f"view/programme-{number}")
        assert controller.state == ViewState.from_text(view.view)
