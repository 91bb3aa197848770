"""The tabs below the timeline are made when they are raised; what they are made of may be loaded before."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from viewer.app import panels
from viewer.app.panels import TABS, Panels


def test_what_the_tabs_are_made_of_is_loaded_one_after_another(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "WARM_MS", 1)
    loaded: list[str] = []
    monkeypatch.setattr(panels, "import_module", loaded.append)
    tabs = Panels()
    qtbot.addWidget(tabs)
    tabs.warm()
    assert not loaded
    qtbot.waitUntil(lambda: len(loaded) == len(TABS))
    assert loaded == [tab.module for tab in TABS]


@pytest.mark.parametrize("command", [tab.command for tab in TABS])
def test_a_tab_is_made_of_the_module_it_names(command: str, qtbot: QtBot) -> None:
    tabs = Panels()
    qtbot.addWidget(tabs)
    tabs.raise_tab(command)
    (made,) = tabs._made.values()
    assert type(made).__module__ == next(tab.module for tab in TABS if tab.command == command)
