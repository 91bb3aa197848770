"""FilterController: the filter changes all that is shown, the panel asks for it, the chip describes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.generated_programme import TODAY as GENERATED_TODAY
from tests.generated_programme import generate_programme
from tests.qt import facet_item, open_window, status_text, trigger
from viewer.app.main_controller import MainController
from viewer.limits import SMALL
from viewer.load.loader import LoadResult
from viewer.model.claims import Status
from viewer.query.filter import EVERYTHING
from viewer.widgets.event_table import EventTable


def statuses(controller: MainController) -> set[Status]:
    """The statuses of the events that are shown."""
    shown = controller.store.shown
    return {shown.status(event.id).status for event in shown.events}


def test_a_filter_changes_timeline_list_chip_and_overview_and_back_undoes_it(controller: MainController) -> None:
    window = controller.window
    trigger(controller, "list")
    before = len(controller.store.shown.events)
    controller.filters.set(controller.state.filter.toggled("kinds", "launch"))
    launches = [event for event in controller.store.programme.events if event.kind == "launch"]
    assert len(controller.store.shown.events) == len(launches) < before
    assert f"{len(launches)} of {before} events shown" in window.chip.count.text()
    assert window.chip.isVisible()
    refs = {getattr(shape, "ref", "") for shape in window.timeline.scene().shapes}
    assert {ref for ref in refs if ref.startswith("event/")} <= {f"event/{event.id}" for event in launches}
    assert f"{len(launches)} events" in window.pane.toPlainText()
    trigger(controller, "back")
    assert not window.chip.isVisible()
    assert len(controller.store.shown.events) == before


def test_a_filtered_view_is_restored_by_the_next_start(controller: MainController, qtbot: QtBot) -> None:
    controller.filters.show_overdue()
    controller.window.close()
    again = open_window(qtbot)
    assert again.state.filter == controller.state.filter
    assert again.window.chip.isVisible()
    assert again.window.actions_by_id["filter"].isChecked()
    assert again.window.actions_by_id["filter-reset"].isEnabled()


def test_a_hidden_event_still_opens_and_a_message_says_that_it_is_hidden(controller: MainController) -> None:
    controller.filters.show_overdue()
    controller.window.statusBar().clearMessage()  # of the start
    controller.select("event/ce6-launch")
    assert "3 May 2024" in controller.window.pane.toPlainText()
    assert status_text(controller) == ""
    controller.open_result("event/ce6-launch")
    assert "The filter hides it" in status_text(controller)
    assert controller.state.selection == "event/ce6-launch"
    controller.filters.reset()
    assert not controller.state.filter


def test_the_panel_changes_the_filter(controller: MainController) -> None:
    trigger(controller, "filter")
    panel = controller.filters.panel
    panel.value_requested.emit("missions", "chang-e-7")
    panel.two_sources_requested.emit(True)
    panel.importance_requested.emit(4)
    panel.text_requested.emit("launch")
    filter = controller.state.filter
    assert (filter.missions, filter.two_sources) == (frozenset({"chang-e-7"}), True)
    assert (filter.importance, filter.text) == (4, "launch")
    panel.reset_requested.emit()
    assert not controller.state.filter
    panel.close()


def test_the_age_of_the_data_leads_to_what_is_overdue(controller: MainController) -> None:
    assert "command/overdue" in controller.window.age.text()
    controller.window.age.linkActivated.emit("command/overdue")
    assert statuses(controller) == {Status.OVERDUE}
    chip = controller.window.chip
    assert "2 of 244" in chip.count.text() or "overdue" in chip.what.text()


@pytest.mark.parametrize("raised", [False, True])
def test_more_in_the_pane_leads_to_the_list_of_all_of_it(
    controller: MainController, raised: bool, qtbot: QtBot
) -> None:
    if raised:
        trigger(controller, "list")
    controller.window.pane.link_requested.emit("list/missions/chang-e-6")
    table = controller.window.tabs.currentWidget().findChild(EventTable)
    assert table is not None
    qtbot.waitUntil(table.isVisible)
    assert all("chang-e-6" in event.missions for event in controller.store.shown.events)
    assert table.model().rowCount() == len(controller.store.shown.events)


def test_the_events_of_a_large_programme_are_counted_in_the_background(qtbot: QtBot, tmp_path: Path) -> None:
    controller = open_window(qtbot, tmp_path, LoadResult(generate_programme(2 * SMALL)), today=GENERATED_TODAY)

    def count() -> str:
        row = facet_item(controller.filters.panel.tree, "kinds", "launch")
        assert row is not None
        return row.text(1)

    controller.filters.open()
    assert count() == ""
    launches, of_mission = EVERYTHING.toggled("kinds", "launch"), EVERYTHING.toggled("missions", "mission-0")
    total = len(launches.events(controller.store.programme))
    qtbot.waitUntil(lambda: count() == str(total))
    controller.filters.set(of_mission)
    assert count() == str(total), "the last numbers stay until others are counted"
    fewer = len(of_mission.toggled("kinds", "launch").events(controller.store.programme))
    qtbot.waitUntil(lambda: count() == str(fewer))
    assert fewer < total
