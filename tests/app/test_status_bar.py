"""Status bar: a message is cleared with the state it describes; the progress of what takes long is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QStatusBar
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from viewer.app.status_bar import ProgressIndicator, StatusMessage
from viewer.app.store import Store
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback
from viewer.state import ViewState, home
from viewer.widgets.background_task import BackgroundTask

TODAY = date(2026, 11, 22)
TEXT = "Nothing is promised after this day."
TIMEOUT_S = 20


@pytest.fixture(scope="module")
def whole() -> Programme:
    programme = curated_data().programme
    assert programme is not None
    return programme


@pytest.fixture
def bar(qtbot: QtBot) -> QStatusBar:
    bar = QStatusBar()
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def store(whole: Programme) -> Store:
    return Store(whole, ViewState(home(whole)), TODAY)


CHANGES: dict[str, Callable[[ViewState], ViewState]] = {
    "day": lambda state: state.on(date(2024, 6, 27)),
    "selection": lambda state: state.selecting("event/ce7-launch"),
    "lanes": lambda state: state.hiding("policy"),
    "grouping": lambda state: state.grouped("kinds"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_message_is_cleared_when_the_state_changes(store: Store, bar: QStatusBar, change: str) -> None:
    message = StatusMessage(store, bar)
    message.show(TEXT)
    assert bar.currentMessage() == TEXT
    store.set(CHANGES[change](store.state))
    assert bar.currentMessage() == ""


def test_panning_zooming_and_scrolling_keep_a_message(store: Store, bar: QStatusBar) -> None:
    message = StatusMessage(store, bar)
    message.show(TEXT)
    store.set(store.state.panned(30.0))
    store.set(store.state.zoomed(0.5, store.state.window.middle))
    store.set(store.state.scrolled(40.0))
    assert bar.currentMessage() == TEXT


def test_a_message_about_a_change_stays_until_back(store: Store, bar: QStatusBar) -> None:
    message = StatusMessage(store, bar)
    store.set(store.state.hiding("policy"))
    message.show("hidden")
    store.set(store.state)
    assert bar.currentMessage() == "hidden"
    store.back()
    assert bar.currentMessage() == ""


def test_only_its_own_message_is_cleared(store: Store, bar: QStatusBar, whole: Programme) -> None:
    message = StatusMessage(store, bar)
    message.show(TEXT)
    store.replace(whole, store.state)
    assert bar.currentMessage() == ""
    message.show(TEXT)
    bar.showMessage("of a menu")
    store.set(store.state.hiding("policy"))
    assert bar.currentMessage() == "of a menu"


@pytest.fixture
def indicator(qtbot: QtBot, qapp: QApplication) -> ProgressIndicator:
    indicator = ProgressIndicator()
    qtbot.addWidget(indicator)
    return indicator


def test_progress_is_shown_after_a_while_and_can_be_cancelled(qtbot: QtBot, indicator: ProgressIndicator) -> None:
    task, release = BackgroundTask(), Event()
    indicator.watch(task)

    def work(progress: ProgressCallback) -> None:
        progress(0.3)
        release.wait(TIMEOUT_S)

    task.run(work, lambda _result: None, title="Opening moon …")
    assert indicator.isHidden()
    qtbot.waitUntil(indicator.isVisible)
    assert indicator.label.text() == "Opening moon …"
    assert indicator.bar.value() / indicator.bar.maximum() == pytest.approx(0.3)
    with qtbot.waitSignal(task.ended):
        indicator.cancel_button.click()
    assert indicator.isHidden()
    release.set()


def test_the_first_of_two_busy_tasks_is_shown(qtbot: QtBot, indicator: ProgressIndicator) -> None:
    first, second, release = BackgroundTask(), BackgroundTask(), Event()
    indicator.watch(first)
    indicator.watch(second)
    first.run(lambda _progress: release.wait(TIMEOUT_S), lambda _result: None, title="first")
    with qtbot.waitSignal(second.ended):
        second.run(lambda progress: progress(0.7), lambda _result: None, title="second")
    assert indicator.label.text() == "first"
    assert indicator.bar.maximum() == 0  # the share of the first is not known
    qtbot.waitUntil(indicator.isVisible)
    with qtbot.waitSignal(first.ended):
        release.set()
    assert indicator.isHidden()


def test_requests_that_replace_each_other_are_shown_too(qtbot: QtBot, indicator: ProgressIndicator) -> None:
    task, release = BackgroundTask(), Event()
    indicator.watch(task)

    def request() -> bool:
        task.run(lambda _progress: release.wait(TIMEOUT_S), lambda _result: None, title="Working …")
        return indicator.isVisible()

    qtbot.waitUntil(request)
    release.set()
    qtbot.waitUntil(indicator.isHidden)
