"""TimelineView: what a click, a menu, a tooltip and a key are about, and how an event comes into view."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.qt import TimelineDriver, tooltip_at
from viewer.model.programme import Programme
from viewer.timeline.metrics import METRICS
from viewer.timeline.scene import Box, Mark

LEFT = Qt.MouseButton.LeftButton
NO_KEYS, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
POSITIONS: dict[str, Callable[[TimelineDriver], QPoint]] = {
    "event": lambda driver: driver.label("event/ce6-launch"),
    "cluster": lambda driver: QPoint(*map(round, driver.cluster().box.centre)),
    "background": lambda _driver: QPoint(600, 585),
    "lane": lambda _driver: QPoint(40, 585),
}


@pytest.mark.parametrize(
    ("subject", "request_kind"),
    [("event", "select"), ("cluster", "members"), ("background", "select"), ("lane", "lane")],
)
def test_a_click_is_about_what_is_there(driver: TimelineDriver, subject: str, request_kind: str) -> None:
    QTest.mouseClick(driver.view, LEFT, NO_KEYS, POSITIONS[subject](driver))
    assert [request[0] for request in driver.requests] == [request_kind]
    if subject == "background":
        assert driver.requests == [("select", "")]


def test_ctrl_and_click_measures_to_an_event(driver: TimelineDriver) -> None:
    addresses: list[str] = []
    driver.view.measure_requested.connect(addresses.append)
    QTest.mouseClick(driver.view, LEFT, CTRL, driver.label("event/ce6-launch"))
    QTest.mouseClick(driver.view, LEFT, CTRL, POSITIONS["background"](driver))
    assert addresses == ["event/ce6-launch"]
    assert driver.requests == []


@pytest.mark.parametrize(
    ("subject", "request_kind"),
    [("event", "menu"), ("cluster", "members"), ("background", "menu"), ("lane", "lane menu")],
)
def test_a_right_click_requests_the_menu_of_what_is_there(
    driver: TimelineDriver, subject: str, request_kind: str
) -> None:
    position = POSITIONS[subject](driver)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(driver.view, QContextMenuEvent(reason, position, driver.view.mapToGlobal(position)))
    assert [request[0] for request in driver.requests] == [request_kind]


@pytest.mark.parametrize("selection", ["event/ce7-launch", ""])
def test_the_menu_key_is_about_the_selection(driver: TimelineDriver, selection: str) -> None:
    driver.show(driver.state.selecting(selection))
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(driver.view, QContextMenuEvent(reason, QPoint(), QPoint()))
    driver.view.request_lane_menu()
    lane = "chang-e-7" if selection else next(iter(driver.headers))
    assert driver.requests == [("menu", selection), ("lane menu", lane)]


def test_a_double_click_frames_what_the_first_click_hit_though_that_moved_everything(driver: TimelineDriver) -> None:
    view, position = driver.view, driver.label("event/ce8-launch")
    view.select_requested.connect(lambda _ref: view.resize(600, 600))  # the details open beside it
    QTest.mouseClick(view, LEFT, NO_KEYS, position)
    assert view.scene().hit(position.x(), position.y()) != "event/ce8-launch"
    QTest.mouseDClick(view, LEFT, NO_KEYS, position)
    assert ("frame", "event/ce8-launch") in driver.requests


def test_a_double_click_on_a_cluster_frames_its_events(driver: TimelineDriver) -> None:
    cluster = driver.cluster()
    QTest.mouseDClick(driver.view, LEFT, NO_KEYS, POSITIONS["cluster"](driver))
    assert driver.requests == [("frame", cluster.first, cluster.last)]


def test_a_double_click_on_the_background_zooms_in(driver: TimelineDriver) -> None:
    before = driver.state.window
    QTest.mouseDClick(driver.view, LEFT, NO_KEYS, POSITIONS["background"](driver))
    assert driver.state.window.length == pytest.approx(before.length / 2)


def test_the_cluster_of_the_selection_is_requested(driver: TimelineDriver) -> None:
    assert not driver.view.request_members()
    cluster = driver.cluster()
    driver.show(driver.state.selecting(cluster.refs[0]))
    assert driver.view.cluster_of_selection() == cluster
    assert driver.view.request_members()
    assert driver.requests == [("members", cluster.ref)]


def test_a_page_scrolls_within_the_lanes(driver: TimelineDriver) -> None:
    driver.view.resize(900, 300)
    driver.view.scene()
    for step in (1, 1, -1, -1, -1):
        driver.view.page(step)
    assert driver.kinds == {"scroll"}
    assert driver.state.scroll_px == 0.0


def test_the_first_event_in_view_is_drawn(driver: TimelineDriver) -> None:
    first, last = driver.view.first_in_view(), driver.view.first_in_view(last=True)
    assert first != last
    for address in (first, last):
        driver.show(driver.state.selecting(address))
        cluster = driver.view.cluster_of_selection()
        assert cluster is not None or driver.view.scene().box_of(address) is not None


def test_a_tooltip_of_an_event_has_its_sentence_its_times_and_its_kind(driver: TimelineDriver) -> None:
    tooltip = driver.view.tooltip("event/ce6-launch")
    assert "3 May 2024, 09:27:29 UTC" in tooltip
    assert "17:27:29 Beijing, 3 May 2024" in tooltip
    assert "launch" in tooltip


def test_a_tooltip_of_a_cluster_counts_and_lists_its_events(driver: TimelineDriver, programme: Programme) -> None:
    cluster = driver.cluster()
    tooltip = driver.view.tooltip(cluster.ref)
    assert f"{cluster.count} events" in tooltip
    assert "Launch" in tooltip or len(cluster.refs) > 3
    assert "Double-click: zoom to them." in tooltip


def test_a_tooltip_of_a_lane_says_what_can_be_done(driver: TimelineDriver) -> None:
    assert "Drag: to another place." in driver.view.tooltip("lane/policy")


def test_the_selection_is_reported_once(driver: TimelineDriver) -> None:
    selected: list[str] = []
    driver.view.selected.connect(selected.append)
    driver.show(driver.state.selecting("event/ce7-launch"))
    driver.show(driver.state.panned(10.0))
    assert selected == ["event/ce7-launch"]


def test_a_double_click_on_a_lane_header_does_not_zoom(driver: TimelineDriver) -> None:
    before = driver.state.window
    QTest.mouseDClick(driver.view, LEFT, NO_KEYS, POSITIONS["lane"](driver))
    assert driver.state.window == before


def marks(driver: TimelineDriver) -> dict[str, Box]:
    """The boxes of the events that are drawn, also those outside the lanes in view."""
    return {shape.ref: shape.box for shape in driver.view.scene().shapes if isinstance(shape, Mark) and shape.ref}


def test_an_event_below_the_window_is_scrolled_into_view(driver: TimelineDriver) -> None:
    driver.view.resize(900, 300)
    ref = next(ref for ref, box in marks(driver).items() if box.bottom > 300)
    driver.view.reveal(ref)
    assert driver.kinds == {"scroll"}
    assert METRICS.axis_px < marks(driver)[ref].y < marks(driver)[ref].bottom <= 300


def test_an_event_behind_the_axis_is_scrolled_into_view(driver: TimelineDriver) -> None:
    driver.view.resize(900, 300)
    behind: list[str] = []
    while not behind:
        driver.show(driver.state.scrolled(driver.state.scroll_px + 5.0))
        hit = driver.view.scene().hit
        behind = [ref for ref, box in marks(driver).items() if box.y < METRICS.axis_px and not hit(*box.centre)]
    driver.view.reveal(behind[0])
    assert driver.kinds == {"scroll"}
    box = marks(driver)[behind[0]]
    assert box.y > METRICS.axis_px
    assert driver.view.scene().hit(*box.centre) == behind[0]


def test_without_events_none_is_first(driver: TimelineDriver) -> None:
    driver.show(driver.state, driver.programme.with_events(()))
    assert driver.view.first_in_view() == ""


def test_the_pointer_at_rest_shows_the_tooltip_of_what_is_there(qtbot: QtBot, driver: TimelineDriver) -> None:
    assert "3 May 2024, 09:27:29 UTC" in tooltip_at(driver.view, driver.label("event/ce6-launch"))
    tooltip_at(driver.view, POSITIONS["background"](driver))
    qtbot.waitUntil(lambda: QToolTip.text() == "")
