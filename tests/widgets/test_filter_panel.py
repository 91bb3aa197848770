"""The filter's panel shows and wishes; it ticks nothing by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.report.sample import full
from viewer.query.filter import Filter
from viewer.report.facets import Facet, FacetValue, facets
from viewer.widgets.filter_chip import FilterChip
from viewer.widgets.filter_panel import MOST, FilterPanel


@pytest.fixture
def panel(qtbot: QtBot) -> FilterPanel:
    panel = FilterPanel()
    qtbot.addWidget(panel)
    panel.show_filter(facets(full(), Filter()), Filter())
    panel.show()
    return panel


def test_a_click_on_a_value_is_a_wish_and_ticks_nothing(panel: FilterPanel, qtbot: QtBot) -> None:
    row = panel.tree.row("missions", "six")
    assert row is not None
    place = panel.tree.visualItemRect(row).center()
    with qtbot.waitSignal(panel.value_requested) as wished:
        qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wished.args == ["missions", "six"]
    assert row.checkState(0) is Qt.CheckState.Unchecked


def test_space_is_a_click(panel: FilterPanel, qtbot: QtBot) -> None:
    row = panel.tree.row("missions", "six")
    assert row is not None
    panel.tree.setCurrentItem(row)
    with qtbot.waitSignal(panel.value_requested):
        qtbot.keyClick(panel.tree, Qt.Key.Key_Space)


def test_showing_a_filter_ticks_it_wishes_nothing_and_keeps_what_was_open(
    panel: FilterPanel, qtbot: QtBot
) -> None:
    kinds = panel.tree.row("kinds", "launch")
    assert kinds is not None
    group = kinds.parent()
    assert group is not None
    group.setExpanded(True)
    asked = Filter(text="x", two_sources=True, importance=3).toggled("kinds", "launch")
    with (
        qtbot.assertNotEmitted(panel.value_requested),
        qtbot.assertNotEmitted(panel.text_requested),
        qtbot.assertNotEmitted(panel.two_sources_requested),
        qtbot.assertNotEmitted(panel.importance_requested),
    ):
        panel.show_filter(facets(full(), asked), asked)
    row = panel.tree.row("kinds", "launch")
    assert row is not None
    assert row.checkState(0) is Qt.CheckState.Checked
    group = row.parent()
    assert group is not None
    assert group.isExpanded()
    assert panel.two_sources.isChecked()
    assert panel.importance.currentText() == "3"


def test_the_chip_is_there_only_while_something_is_hidden(qtbot: QtBot) -> None:
    chip = FilterChip()
    qtbot.addWidget(chip)
    chip.show_filter("1 of 2 events shown", "launch")
    assert not chip.isHidden()
    with qtbot.waitSignal(chip.reset_requested):
        chip.reset.click()
    chip.show_filter("", "")
    assert chip.isHidden()


def test_of_very_many_answers_the_first_stand_there_and_those_that_are_chosen(panel: FilterPanel) -> None:
    values = tuple(FacetValue(f"p{n}", f"Partner {n}", 1000 - n, n == 900) for n in range(1000))
    panel.tree.show_facets((Facet("partners", "Partner", values),))
    top = panel.tree.topLevelItem(0)
    assert top is not None
    assert panel.tree.row("partners", f"p{MOST - 1}") is not None
    assert panel.tree.row("partners", f"p{MOST}") is None
    assert panel.tree.row("partners", "p900") is not None
    last = top.child(top.childCount() - 1)
    assert last is not None
    assert last.text(0) == f"and {1000 - MOST - 1} more"
    assert last.flags() == Qt.ItemFlag.NoItemFlags
