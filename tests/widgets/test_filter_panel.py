"""FilterPanel and FilterChip: they show a filter and request changes; they check nothing by themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from tests.qt import facet_item
from tests.report.sample import full
from viewer.query.filter import Filter
from viewer.report.facets import Facet, FacetValue, facets
from viewer.widgets.filter_panel import MAX_VALUES, FilterPanel
from viewer.widgets.search_box import FilterChip


@pytest.fixture
def panel(qtbot: QtBot) -> FilterPanel:
    panel = FilterPanel()
    qtbot.addWidget(panel)
    panel.show_filter(facets(full(), Filter()), Filter())
    panel.show()
    return panel


def item_of(panel: FilterPanel, field: str, key: str) -> QTreeWidgetItem:
    item = facet_item(panel.tree, field, key)
    assert item is not None
    return item


def test_a_click_on_a_value_requests_it_and_checks_nothing(panel: FilterPanel, qtbot: QtBot) -> None:
    item = item_of(panel, "missions", "six")
    position = panel.tree.visualItemRect(item).center()
    with qtbot.waitSignal(panel.value_requested) as requested:
        qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=position)
    assert requested.args == ["missions", "six"]
    assert item.checkState(0) is Qt.CheckState.Unchecked


def test_space_is_a_click(panel: FilterPanel, qtbot: QtBot) -> None:
    panel.tree.setCurrentItem(item_of(panel, "missions", "six"))
    with qtbot.waitSignal(panel.value_requested):
        qtbot.keyClick(panel.tree, Qt.Key.Key_Space)


def test_a_click_on_a_facet_expands_it(panel: FilterPanel, qtbot: QtBot) -> None:
    facet = item_of(panel, "kinds", "launch").parent()
    assert facet is not None
    before = facet.isExpanded()
    with qtbot.assertNotEmitted(panel.value_requested):
        panel.tree.setCurrentItem(facet)
        qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert facet.isExpanded() is not before


def test_showing_a_filter_checks_it_requests_nothing_and_keeps_what_was_expanded_and_current(
    panel: FilterPanel, qtbot: QtBot
) -> None:
    facet = item_of(panel, "kinds", "launch").parent()
    assert facet is not None
    facet.setExpanded(True)
    panel.tree.setCurrentItem(item_of(panel, "kinds", "launch"))
    filter = Filter(text="x", two_sources=True, importance=3).toggled("kinds", "launch")
    with (
        qtbot.assertNotEmitted(panel.value_requested),
        qtbot.assertNotEmitted(panel.text_requested),
        qtbot.assertNotEmitted(panel.two_sources_requested),
        qtbot.assertNotEmitted(panel.importance_requested),
    ):
        panel.show_filter(facets(full(), filter), filter)
    item = item_of(panel, "kinds", "launch")
    assert item.checkState(0) is Qt.CheckState.Checked
    facet = item.parent()
    assert facet is not None
    assert facet.isExpanded()
    assert panel.tree.currentItem() is item
    assert panel.two_sources.isChecked()
    assert panel.importance.currentText() == "3"


def test_the_chip_is_visible_only_while_something_is_hidden(qtbot: QtBot) -> None:
    chip = FilterChip()
    qtbot.addWidget(chip)
    chip.show_filter("1 of 2 events shown", "launch")
    assert not chip.isHidden()
    with qtbot.waitSignal(chip.reset_requested):
        chip.reset.click()
    chip.show_filter("", "")
    assert chip.isHidden()


def test_of_very_many_values_the_first_and_the_selected_ones_are_listed(panel: FilterPanel) -> None:
    values = tuple(FacetValue(f"p{n}", f"Partner {n}", 1000 - n, n == 900) for n in range(1000))
    panel.tree.show_facets((Facet("partners", "Partner", values),))
    top = panel.tree.topLevelItem(0)
    assert top is not None
    assert facet_item(panel.tree, "partners", f"p{MAX_VALUES - 1}") is not None
    assert facet_item(panel.tree, "partners", f"p{MAX_VALUES}") is None
    assert facet_item(panel.tree, "partners", "p900") is not None
    last = top.child(top.childCount() - 1)
    assert last is not None
    assert last.text(0) == f"and {1000 - MAX_VALUES - 1} more"
    assert last.flags() == Qt.ItemFlag.NoItemFlags
