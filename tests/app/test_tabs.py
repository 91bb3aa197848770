"""The tabs below the timeline are made when they are raised; what they are made of may be loaded before."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.benchmarks.made import TODAY, made
from viewer.app import tabs as tabs_module
from viewer.app.tabs import TABS, Panels
from viewer.state import ViewState, home
from viewer.widgets.beside import AT_ONCE
from viewer.widgets.event_table import EventTable


def test_what_the_tabs_are_made_of_is_loaded_one_after_another(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tabs_module, "WARM_MS", 1)
    loaded: list[str] = []
    monkeypatch.setattr(tabs_module, "import_module", loaded.append)
    tabs = Panels()
    qtbot.addWidget(tabs)
    tabs.warm()
    assert not loaded
    qtbot.waitUntil(lambda: len(loaded) == len(TABS))
    assert loaded == [tab.module for tab in TABS]


def test_with_very_many_events_a_tab_gets_its_room_before_it_is_made(qtbot: QtBot) -> None:
    of = made(2 * AT_ONCE).as_of(TODAY)
    tabs = Panels()
    qtbot.addWidget(tabs)
    tabs.show_programme(of, ViewState(home(of)), TODAY)
    tabs.raise_tab("list")
    assert tabs.isVisible()
    assert not tabs._made
    qtbot.waitUntil(lambda: bool(tabs._made))
    shown = tabs.findChild(EventTable)
    assert shown is not None
    assert shown.model().rowCount() == len(of.events)


@pytest.mark.parametrize("command", [tab.command for tab in TABS])
def test_a_tab_is_made_of_the_module_it_names(command: str, qtbot: QtBot) -> None:
    tabs = Panels()
    qtbot.addWidget(tabs)
    tabs.raise_tab(command)
    (made,) = tabs._made.values()
    assert type(made).__module__ == next(tab.module for tab in TABS if tab.command == command)
