"""Tabs: the content of a tab is created when it is raised, and updated while it is visible."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.generated_programme import TODAY, generate_programme
from tests.qt import image_of
from viewer.app.tabs import TABS, Tabs
from viewer.i18n import use
from viewer.state import ViewState, home
from viewer.theme import DARK
from viewer.widgets.matrix_table import MatrixTable


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


def test_contents_follow_the_language_and_the_theme(qtbot: QtBot) -> None:
    programme = generate_programme(20).as_of(TODAY)
    tabs = Tabs()
    qtbot.addWidget(tabs)
    tabs.show_programme(programme, ViewState(home(programme)), TODAY)
    tabs.raise_tab("matrix")
    (matrix,) = tabs.findChildren(MatrixTable)
    before = image_of(matrix)
    use("zh")
    tabs.retranslate()
    assert matrix.accessibleName() == "合作方与任务"
    tabs.show_theme(DARK)
    assert image_of(matrix) != before
