"""The search box asks while a user types and wishes for what was picked."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from viewer.widgets.search_box import Found, SearchBox


@pytest.fixture
def box(qtbot: QtBot) -> SearchBox:
    box = SearchBox()
    qtbot.addWidget(box)
    box.show()
    return box


def test_typing_asks(box: SearchBox, qtbot: QtBot) -> None:
    asked: list[str] = []
    box.search_wished.connect(asked.append)
    qtbot.keyClicks(box, "esa")
    assert asked == ["e", "es", "esa"]


def test_filling_it_by_hand_asks_nothing(box: SearchBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.search_wished):
        box.setText("esa")


def test_enter_picks_the_first_hit(box: SearchBox, qtbot: QtBot) -> None:
    box.show_found([Found("partner/esa", "ESA", "partner"), Found("partner/irf", "IRF", "")])
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == ["partner/esa"]


def test_nothing_found_picks_nothing(box: SearchBox, qtbot: QtBot) -> None:
    box.show_found([])
    with qtbot.assertNotEmitted(box.chosen):
        qtbot.keyClick(box, Qt.Key.Key_Return)


def test_escape_clears_and_leaves(box: SearchBox, qtbot: QtBot) -> None:
    box.setText("esa")
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
