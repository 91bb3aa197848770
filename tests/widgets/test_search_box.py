"""The search box, its list of results, and the command palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from viewer.i18n import use
from viewer.widgets.popups import CommandPalette, GoToDateBox, ResultLine
from viewer.widgets.search_box import FilterChip, SearchBox


@pytest.fixture
def box(qtbot: QtBot) -> SearchBox:
    box = SearchBox()
    qtbot.addWidget(box)
    box.show()
    return box


def test_typing_requests_searches(box: SearchBox, qtbot: QtBot) -> None:
    searches: list[str] = []
    box.search_requested.connect(searches.append)
    qtbot.keyClicks(box, "esa")
    assert searches == ["e", "es", "esa"]


def test_setting_the_text_requests_no_search(box: SearchBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.search_requested):
        box.setText("esa")


RESULTS = [
    ResultLine("", "Partners", "2"),
    ResultLine("partner/esa", "ESA", "partner"),
    ResultLine("partner/irf", "IRF"),
    ResultLine("", "Events", "1"),
    ResultLine("event/launch", "Launch"),
]


def test_enter_chooses_the_first_result(box: SearchBox, qtbot: QtBot) -> None:
    box.choose_requested.connect(box.list.choose)
    box.setText("a")
    box.show_results([ResultLine("partner/esa", "ESA", "partner"), ResultLine("partner/irf", "IRF", "")])
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == ["partner/esa"]


def test_enter_without_results_chooses_nothing(box: SearchBox, qtbot: QtBot) -> None:
    box.setText("a")
    box.show_results([])
    assert box.list.lines[0].title == "Nothing found"
    with qtbot.assertNotEmitted(box.chosen):
        qtbot.keyClick(box, Qt.Key.Key_Return)


def test_escape_clears_the_box_and_leaves_it(box: SearchBox, qtbot: QtBot) -> None:
    box.setText("esa")
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_arrows_skip_headings_and_go_round_the_end(box: SearchBox, qtbot: QtBot) -> None:
    box.setFocus()
    box.setText("a")
    box.show_results(RESULTS)
    assert box.list.current() == "partner/esa"
    addresses = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(box, key)
        addresses.append(box.list.current())
    assert addresses == ["partner/irf", "event/launch", "partner/esa", "event/launch"]


def test_with_more_results_the_current_line_stays_current_unless_it_was_the_first(box: SearchBox, qtbot: QtBot) -> None:
    box.list.show_lines(RESULTS[3:])
    box.list.show_lines(RESULTS)
    assert box.list.current() == "partner/esa"
    box.list.step(1)
    box.list.show_lines(RESULTS[2:])
    assert box.list.current() == "partner/irf"


def test_clearing_the_box_closes_the_list_and_ends_the_search(box: SearchBox, qtbot: QtBot) -> None:
    box.setText("a")
    box.show_results(RESULTS)
    with qtbot.waitSignal(box.search_requested) as search:
        box.clear()
    assert search.args == [""]
    assert not box.drop.isVisible()


def test_no_results_are_not_reported_while_the_search_runs(box: SearchBox) -> None:
    box.show_results([], searching=True)
    assert box.list.lines == ()


def test_a_click_on_a_result_chooses_it_and_one_on_a_heading_nothing(box: SearchBox, qtbot: QtBot) -> None:
    box.setFocus()
    box.setText("a")
    box.show_results(RESULTS)
    box.drop.show()
    view = box.list

    def click(row: int) -> None:
        position = view.visualRect(view.model().index(row, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=position)

    with qtbot.assertNotEmitted(box.chosen):
        click(0)
    with qtbot.waitSignal(box.chosen) as chosen:
        click(2)
    assert chosen.args == ["partner/irf"]
    assert not box.drop.isVisible()


def test_the_palette_opens_empty_requests_everything_and_closes_on_a_choice(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    palette = CommandPalette(window)
    palette.choose_requested.connect(palette.list.choose)
    with qtbot.waitSignal(palette.search_requested) as search:
        palette.open_over(window)
    assert search.args == [""]
    palette.show_results(RESULTS)
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert chosen.args == ["partner/irf"]
    assert not palette.isVisible()


def test_enter_in_an_empty_box_chooses_nothing(box: SearchBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.choose_requested):
        qtbot.keyClick(box, Qt.Key.Key_Return)


def test_while_a_search_goes_on_the_list_does_not_say_that_nothing_was_found(box: SearchBox) -> None:
    box.show_results(RESULTS)
    box.show_results([], searching=True)
    assert [line.address for line in box.list.lines] == [line.address for line in RESULTS]


def test_the_list_speaks_another_language(box: SearchBox) -> None:
    box.show_results(RESULTS)
    use("zh")
    box.retranslate()
    assert box.list.accessibleName() == "搜索结果"


def test_without_lines_a_step_goes_nowhere(box: SearchBox) -> None:
    box.show_results([])
    box.list.step(1)
    assert box.list.current() == ""


def test_the_pointer_makes_lines_current_but_no_heading(box: SearchBox) -> None:
    box.show_results(RESULTS)
    for row, current in ((2, "partner/irf"), (3, "partner/irf"), (4, "event/launch")):
        box.list.itemEntered.emit(box.list.item(row))
        assert box.list.current() == current


def test_a_click_on_the_count_asks_for_the_filter(qtbot: QtBot) -> None:
    chip = FilterChip()
    qtbot.addWidget(chip)
    chip.show_filter("3 of 100 events", "ESA")
    with qtbot.waitSignal(chip.filter_requested):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(("typed", "chosen"), [("", []), ("June", ["June"])])
def test_enter_in_the_box_for_a_date_closes_it(qtbot: QtBot, typed: str, chosen: list[str]) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = GoToDateBox(lambda text: (True, text), parent)
    dates: list[str] = []
    box.chosen.connect(dates.append)
    box.open_over(parent)
    qtbot.keyClicks(box.line, typed)
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert dates == chosen
    qtbot.waitUntil(lambda: not isValid(box))
