"""The line below everything: it stays while what it tells of does, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QStatusBar
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from viewer.app.status_message import Told
from viewer.app.store import Store
from viewer.model.programme import Programme
from viewer.state import ViewState, home

TODAY = date(2026, 11, 22)
WORDS = "Nothing is promised after this day."


@pytest.fixture(scope="module")
def whole() -> Programme:
    loaded = curated_data().programme
    assert loaded is not None
    return loaded


@pytest.fixture
def bar(qtbot: QtBot) -> QStatusBar:
    made = QStatusBar()
    qtbot.addWidget(made)
    return made


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
def test_what_is_told_goes_when_what_it_tells_of_changes(store: Store, bar: QStatusBar, change: str) -> None:
    told = Told(store, bar)
    told.tell(WORDS)
    assert bar.currentMessage() == WORDS
    store.set(CHANGES[change](store.state))
    assert bar.currentMessage() == ""


def test_it_stays_while_one_looks_around(store: Store, bar: QStatusBar) -> None:
    told = Told(store, bar)
    told.tell(WORDS)
    store.set(store.state.panned(30.0))
    store.set(store.state.zoomed(0.5, store.state.window.middle))
    store.set(store.state.scrolled(40.0))
    assert bar.currentMessage() == WORDS


def test_what_a_change_tells_of_itself_stays_and_goes_with_back(store: Store, bar: QStatusBar) -> None:
    told = Told(store, bar)
    store.set(store.state.hiding("policy"))
    told.tell("hidden")
    store.set(store.state)
    assert bar.currentMessage() == "hidden"
    store.back()
    assert bar.currentMessage() == ""


def test_another_programme_ends_it_and_what_others_show_there_is_not_ours_to_take_away(
    store: Store, bar: QStatusBar, whole: Programme
) -> None:
    told = Told(store, bar)
    told.tell(WORDS)
    store.replace(whole, store.state)
    assert bar.currentMessage() == ""
    told.tell(WORDS)
    bar.showMessage("of a menu")
    store.set(store.state.hiding("policy"))
    assert bar.currentMessage() == "of a menu"
