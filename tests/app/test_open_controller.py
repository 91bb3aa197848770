"""Opening programmes and saved views: the window is there before the programme; problems are reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.qt import EARLIER, TODAY, open_window, status_text, trigger
from viewer.app.main_controller import MainController
from viewer.app.open_controller import OpenedProgramme, open_programme
from viewer.app.settings import Settings
from viewer.load.cache import load_cached
from viewer.load.loader import LoadResult
from viewer.model.programme import Programme
from viewer.resources import data_folder
from viewer.state import ViewState, home


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FARSIDE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def starting(qtbot: QtBot, qapp: QApplication) -> MainController:
    """The controller before the first programme is read."""
    return open_window(qtbot, loaded=LoadResult(None))


def on_an_earlier_day(whole: Programme) -> ViewState:
    return ViewState(home(whole)).on(EARLIER)


def test_a_programme_comes_with_its_first_view() -> None:
    shares = list[float]()
    prepared = list[tuple[Programme, ViewState, date]]()

    def prepare(programme: Programme, state: ViewState, today: date) -> None:
        prepared.append((programme, state, today))

    opened = open_programme(data_folder(), on_an_earlier_day, TODAY, prepare, shares.append)
    whole, snapshot = opened.loaded.programme, opened.snapshot
    assert whole is not None
    assert snapshot is not None
    assert opened.state == on_an_earlier_day(whole)
    assert snapshot.programme == snapshot.shown == whole.as_of(EARLIER)
    assert prepared == [(snapshot.shown, opened.state, TODAY)]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)


def test_an_unexpected_error_becomes_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_named: object) -> LoadResult:
        raise RecursionError("too deep")

    monkeypatch.setattr("viewer.app.open_controller.load_cached", broken)
    opened = open_programme(data_folder(), on_an_earlier_day, TODAY, lambda *_frame: None, lambda _share: None)
    assert opened.loaded.programme is None
    assert "too deep" in str(opened.loaded.diagnostics[0])


def test_a_folder_without_a_programme_is_a_problem(tmp_path: Path) -> None:
    opened = open_programme(tmp_path, on_an_earlier_day, TODAY, lambda *_frame: None, lambda _share: None)
    assert opened == OpenedProgramme(tmp_path, opened.loaded)
    assert "programme.yaml" in str(opened.loaded.diagnostics[0])


def test_the_window_is_there_before_its_programme(starting: MainController, qtbot: QtBot) -> None:
    assert starting.store.whole.events == ()
    with qtbot.waitSignal(starting.opening.opened_first, timeout=60_000):
        starting.opening.open(data_folder(), as_of=EARLIER)
    assert starting.state.as_of == EARLIER
    assert len(starting.store.programme.events) > 100
    qtbot.waitUntil(starting.window.progress.isHidden)


def test_opening_another_programme_cancels_the_first(starting: MainController, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(starting.opening.failed, timeout=60_000) as failed:
        starting.opening.open(data_folder())
        starting.opening.open(tmp_path)
    assert "programme.yaml" in str(failed.args[0].diagnostics[0])
    assert starting.store.whole.events == ()


def test_problems_of_the_first_programme_are_reported(starting: MainController, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(starting.opening.failed, timeout=60_000) as failed:
        starting.opening.open(tmp_path)
    assert failed.args is not None
    assert "programme.yaml" in str(failed.args[0].diagnostics[0])


def test_a_folder_without_a_programme_leaves_the_present_one(
    controller: MainController, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warnings: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: warnings.append(text))
    before = controller.store.whole
    with qtbot.waitSignal(controller.opening.task.ended):
        controller.opening.open(tmp_path)
    assert controller.store.whole is before
    assert len(warnings) == 1
    assert "programme.yaml" in warnings[0]


def test_another_programme_starts_a_new_history_and_is_a_recent_one(
    controller: MainController, tmp_path: Path, qtbot: QtBot
) -> None:
    copytree(data_folder(), tmp_path / "other")
    controller.select("partner/esa")
    with qtbot.waitSignal(controller.store.replaced, timeout=60_000):
        controller.opening.open(tmp_path / "other")
    assert controller.state.selection == ""
    assert not controller.window.actions_by_id["back"].isEnabled()
    assert controller.settings.recent() == (tmp_path / "other",)
    menu = controller.window.recent
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == [str(tmp_path / "other")]


# ── saved views ───────────────────────────────────────────────────────────────────────────────────


def view_menu(controller: MainController) -> list[str]:
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
    assert "What is late" in view_menu(controller)
    controller.saved_views.delete("What is late")
    assert controller.saved_views.of_user() == {}
    assert "What is late" not in view_menu(controller)


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


# ── folders ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("answer", [True, False])
def test_the_folder_that_the_user_chooses_is_opened(
    controller: MainController, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    folder = copytree(data_folder(), tmp_path / "other")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(folder) if answer else "")
    if answer:
        with qtbot.waitSignal(controller.store.replaced, timeout=60_000):
            trigger(controller, "open")
    else:
        trigger(controller, "open")
        assert not controller.opening.task.busy
    assert controller.opening.folder == (folder if answer else data_folder())


def test_a_folder_that_is_dropped_on_the_window_is_opened(
    controller: MainController, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = copytree(data_folder(), tmp_path / "other")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    copy, left, no_keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), copy, data, left, no_keys)
    QApplication.sendEvent(controller.window, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(controller.store.replaced, timeout=60_000):
        QApplication.sendEvent(controller.window, QDropEvent(QPointF(300, 300), copy, data, left, no_keys))
    assert controller.opening.folder == folder


def test_a_text_that_is_dragged_over_the_window_is_refused(controller: MainController) -> None:
    data = QMimeData()
    data.setText("2026")
    enter = QDragEnterEvent(
        QPoint(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter.ignore()
    QApplication.sendEvent(controller.window, enter)
    assert not enter.isAccepted()


def test_the_curated_programme_opens_at_once_when_it_was_read_before(controller: MainController) -> None:
    load_cached(data_folder())
    controller.select("partner/esa")
    trigger(controller, "open-curated")
    assert controller.state.selection == ""
    assert not controller.opening.task.busy


def test_a_menu_of_nothing_says_so(controller: MainController) -> None:
    controller.window.recent.aboutToShow.emit()
    (entry,) = controller.window.recent.actions()
    assert (entry.text(), entry.isEnabled()) == ("None yet", False)
