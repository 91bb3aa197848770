"""Tabs: the content of a tab is created when it is raised, and updated while it is visible."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.generated_programme import TODAY, generate_programme
from viewer.app.tabs import TABS, Tabs
from viewer.state import ViewState, home


def contents(tabs: Tabs) -> list[QWidget]:
    """The content of the current tab."""
    page = tabs.currentWidget()
    return [child for child in page.children() if isinstance(child, QWidget)]


@pytest.mark.parametrize("command", TABS)
def test_a_tab_is_created_when_it_is_raised(command: str, qtbot: QtBot) -> None:
    programme = generate_programme(20).as_of(TODAY)
    tabs = Tabs()
    qtbot.addWidget(tabs)
    tabs.show_programme(programme, ViewState(home(programme)), TODAY)
    assert not contents(tabs)
    tabs.raise_tab(command)
    assert tabs.isVisible()
    assert len(contents(tabs)) == 1
    tabs.raise_tab(command)
    assert len(contents(tabs)) == 1


def test_the_command_of_the_current_tab_hides_all(qtbot: QtBot) -> None:
    tabs = Tabs()
    qtbot.addWidget(tabs)
    tabs.toggle("list")
    tabs.toggle("moves")
    assert tabs.isVisible()
    tabs.toggle("moves")
    assert tabs.isHidden()
