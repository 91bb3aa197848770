"""The search box asks while a user types and wishes for what was picked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.widgets.popups import CommandPalette
from viewer.widgets.search_box import SearchBox
from viewer.widgets.search_results import ResultLine


@pytest.fixture
def box(qtbot: QtBot) -> SearchBox:
    box = SearchBox()
    qtbot.addWidget(box)
    box.show()
    return box


def test_typing_asks(box: SearchBox, qtbot: QtBot) -> None:
    asked: list[str] = []
    box.search_requested.connect(asked.append)
    qtbot.keyClicks(box, "esa")
    assert asked == ["e", "es", "esa"]


def test_filling_it_by_hand_asks_nothing(box: SearchBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.search_requested):
        box.setText("esa")


HITS = [
    ResultLine("", "Partners", "2"),
    ResultLine("partner/esa", "ESA", "partner"),
    ResultLine("partner/irf", "IRF"),
    ResultLine("", "Events", "1"),
    ResultLine("event/launch", "Launch"),
]


def test_enter_picks_the_first_hit(box: SearchBox, qtbot: QtBot) -> None:
    box.choose_requested.connect(box.choose)
    box.setText("a")
    box.show_results([ResultLine("partner/esa", "ESA", "partner"), ResultLine("partner/irf", "IRF", "")])
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == ["partner/esa"]


def test_nothing_found_picks_nothing(box: SearchBox, qtbot: QtBot) -> None:
    box.setText("a")
    box.show_results([])
    assert box.list.lines[0].title == "Nothing found"
    with qtbot.assertNotEmitted(box.chosen):
        qtbot.keyClick(box, Qt.Key.Key_Return)


def test_escape_clears_and_leaves(box: SearchBox, qtbot: QtBot) -> None:
    box.setText("esa")
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_arrows_go_from_hit_to_hit_past_headings_and_round_the_end(box: SearchBox, qtbot: QtBot) -> None:
    box.setFocus()
    box.setText("a")
    box.show_results(HITS)
    assert box.list.current() == "partner/esa"
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(box, key)
        seen.append(box.list.current())
    assert seen == ["partner/irf", "event/launch", "partner/esa", "event/launch"]


def test_more_hits_keep_the_line_that_was_gone_to_but_not_the_first(box: SearchBox, qtbot: QtBot) -> None:
    box.list.show_lines(HITS[3:])
    box.list.show_lines(HITS)
    assert box.list.current() == "partner/esa"
    box.list.step(1)
    box.list.show_lines(HITS[2:])
    assert box.list.current() == "partner/irf"


def test_emptying_the_box_closes_the_list_and_ends_the_search(box: SearchBox, qtbot: QtBot) -> None:
    box.setText("a")
    box.show_results(HITS)
    with qtbot.waitSignal(box.search_requested) as asked:
        box.clear()
    assert asked.args == [""]
    assert not box.drop.isVisible()


def test_nothing_is_not_told_while_still_searching(box: SearchBox) -> None:
    box.show_results([], searching=True)
    assert box.list.lines == ()


def test_a_click_on_a_hit_chooses_it_and_one_on_a_heading_nothing(box: SearchBox, qtbot: QtBot) -> None:
    box.setFocus()
    box.setText("a")
    box.show_results(HITS)
    box.drop.show()
    view = box.list

    def click(row: int) -> None:
        place = view.visualRect(view.model().index(row, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    with qtbot.assertNotEmitted(box.chosen):
        click(0)
    with qtbot.waitSignal(box.chosen) as chosen:
        click(2)
    assert chosen.args == ["partner/irf"]
    assert not box.drop.isVisible()


def test_the_palette_opens_empty_asks_for_all_and_is_gone_when_something_is_chosen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    palette = CommandPalette(window)
    palette.choose_requested.connect(palette.choose)
    with qtbot.waitSignal(palette.search_requested) as asked:
        palette.open_over(window)
    assert asked.args == [""]
    palette.show_results(HITS)
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert chosen.args == ["partner/irf"]
    assert not palette.isVisible()
