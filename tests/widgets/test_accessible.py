"""The timeline for screen readers: items in reading order with their sentences, places and actions."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.qt import TODAY
from viewer.model.programme import Programme
from viewer.report.sentences import sentence_at
from viewer.state import Span, ViewState, home
from viewer.theme import THEMES
from viewer.widgets.accessible import TimelineItem, TimelineList, announce, install
from viewer.widgets.timeline_view import TimelineView

NAME = QAccessible.Text.Name


@pytest.fixture
def view(qtbot: QtBot, programme: Programme) -> TimelineView:
    view = TimelineView(lambda address: sentence_at(programme, address))
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.show_theme(THEMES["light"])
    view.show_programme(programme, ViewState(home(programme)), TODAY)
    view.setAccessibleName("Timeline")
    view.select_requested.connect(lambda ref: view.show_programme(programme, ViewState(home(programme), ref), TODAY))
    install(view)
    return view


def items(view: TimelineView) -> tuple[TimelineList, list[TimelineItem]]:
    timeline = QAccessible.queryAccessibleInterface(view)
    assert isinstance(timeline, TimelineList)
    children = [timeline.child(index) for index in range(timeline.childCount())]
    assert all(isinstance(child, TimelineItem) for child in children)
    return timeline, [child for child in children if isinstance(child, TimelineItem)]


def test_everything_drawn_is_listed_in_reading_order_with_its_sentence(
    view: TimelineView, programme: Programme
) -> None:
    timeline, children = items(view)
    assert timeline.role() is QAccessible.Role.List
    assert timeline.text(NAME) == "Timeline"
    assert tuple(child.ref for child in children) == view.scene().refs()
    launch = next(child for child in children if child.ref == "event/ce6-launch")
    assert launch.text(NAME) == sentence_at(programme, "event/ce6-launch")
    assert launch.role() is QAccessible.Role.ListItem
    assert launch.parent() is timeline
    assert all(child.text(NAME) for child in children)
    assert [timeline.indexOfChild(child) for child in children] == list(range(len(children)))


def test_an_item_is_where_it_is_drawn(view: TimelineView) -> None:
    timeline, children = items(view)
    hits = 0
    for child in children:
        box = view.scene().box_of(child.ref)
        assert box is not None
        corner = view.mapToGlobal(QPoint(round(box.x), round(box.y)))
        assert child.rect().topLeft() == corner
        ref = view.scene().hit(*box.centre)
        if ref == child.ref:
            centre = view.mapToGlobal(QPoint(round(box.centre[0]), round(box.centre[1])))
            hits += timeline.childAt(centre.x(), centre.y()) is child
    assert hits > len(children) / 2


def test_a_cluster_says_how_many_events_it_has_and_opens_its_list(view: TimelineView, qtbot: QtBot) -> None:
    _timeline, children = items(view)
    cluster = next(child for child in children if child.ref.startswith("cluster/"))
    shape = view.canvas.cluster(cluster.ref)
    assert shape is not None
    assert cluster.text(NAME).startswith(f"{shape.count} events: ")
    with qtbot.waitSignal(view.members_requested) as requested:
        cluster.doAction(cluster.actionNames()[0])
    assert requested.args is not None
    assert requested.args[0] is shape


def test_pressing_an_item_selects_its_event(view: TimelineView) -> None:
    timeline, children = items(view)
    launch = next(child for child in children if child.ref == "event/ce7-launch")
    assert not launch.state().selected
    launch.doAction("Press")
    assert view.selection == "event/ce7-launch"
    assert launch.state().selected
    launch.doAction("Fold")
    assert timeline.indexOfChild(launch) >= 0


def test_the_selected_event_is_listed_even_out_of_view(view: TimelineView, programme: Programme) -> None:
    far_away = ViewState(Span(800_000.0, 800_400.0), "event/ce6-launch")
    view.show_programme(programme, far_away, TODAY)
    _timeline, children = items(view)
    assert children[-1].ref == "event/ce6-launch"
    assert children[-1].state().offscreen
    assert children[-1].rect().isEmpty()
    assert children[-1].text(NAME)


def test_a_cluster_that_is_no_longer_drawn_has_no_text(view: TimelineView, programme: Programme) -> None:
    _timeline, children = items(view)
    cluster = next(child for child in children if child.ref.startswith("cluster/"))
    view.show_programme(programme, ViewState(Span(800_000.0, 800_400.0)), TODAY)
    assert not cluster.isValid()
    assert cluster.text(NAME) == ""
    cluster.doAction("Press")


def test_items_of_a_deleted_timeline_are_invalid(qtbot: QtBot, programme: Programme) -> None:
    for _ in range(3):
        view = TimelineView(lambda address: sentence_at(programme, address))
        view.resize(800, 500)
        view.show_theme(THEMES["light"])
        view.show_programme(programme, ViewState(home(programme)), TODAY)
        install(view)
        _timeline, children = items(view)
        view.deleteLater()
        qtbot.waitUntil(lambda view=view: not isValid(view))  # type: ignore[misc]
        assert not any(child.isValid() for child in children)
        del view, children, _timeline
        gc.collect()


def test_the_selected_item_has_the_focus_while_the_timeline_has_it(view: TimelineView, qtbot: QtBot) -> None:
    timeline, children = items(view)
    launch = next(child for child in children if child.ref == "event/ce7-launch")
    assert timeline.focusChild() is None
    view.show()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert timeline.focusChild() is timeline
    launch.doAction("Press")
    assert timeline.focusChild() is launch
    assert launch.state().focused


def test_an_item_has_a_window_and_no_items_keys_or_colours_of_its_own(view: TimelineView) -> None:
    timeline, children = items(view)
    item = children[0]
    assert item.window() is timeline.window()
    assert item.object() is None
    assert (item.childCount(), item.child(0), item.childAt(0, 0), item.indexOfChild(timeline)) == (0, None, None, -1)
    assert item.keyBindingsForAction("Press") == []
    assert not item.foregroundColor().isValid()
    assert not item.backgroundColor().isValid()


def test_the_name_of_an_item_cannot_be_changed(view: TimelineView) -> None:
    _timeline, children = items(view)
    before = children[0].text(NAME)
    children[0].setText(NAME, "another name")
    assert children[0].text(NAME) == before


@pytest.mark.parametrize("listening", [True, False])
def test_words_are_announced_while_a_screen_reader_listens(
    view: TimelineView, monkeypatch: pytest.MonkeyPatch, listening: bool
) -> None:
    events: list[QAccessibleEvent] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: listening)
    monkeypatch.setattr(QAccessible, "updateAccessibility", events.append)
    announce(view, "3 events")
    assert [event.message() for event in events if isinstance(event, QAccessibleAnnouncementEvent)] == (
        ["3 events"] if listening else []
    )


def test_the_items_stay_if_they_are_offered_twice(view: TimelineView, monkeypatch: pytest.MonkeyPatch) -> None:
    timeline, _children = items(view)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    install(view)
    assert QAccessible.queryAccessibleInterface(view) is timeline
