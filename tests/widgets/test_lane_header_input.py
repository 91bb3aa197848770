"""Headers of lanes: dragged they move their lane, a press is a click, a button opens the menu."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.qt import TimelineDriver, image_of
from viewer.model.programme import Programme
from viewer.theme import THEMES
from viewer.timeline.scene import Box
from viewer.widgets.lane_header_input import LaneButton

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
X = 60


@pytest.fixture
def driver(qtbot: QtBot, programme: Programme) -> TimelineDriver:
    """A timeline of 900 × 800 px."""
    return TimelineDriver(qtbot, programme, height=800)


def moves(driver: TimelineDriver) -> list[tuple[object, ...]]:
    """The requests but for scrolling."""
    return [request for request in driver.requests if request != ("scroll",)]


def middle(driver: TimelineDriver, lane: str) -> QPoint:
    return QPoint(X, round(driver.headers[lane].centre[1]))


def drag(driver: TimelineDriver, lane: str, position: QPoint) -> None:
    """Press on the header of a lane and drag it to a position, without a release."""
    start = middle(driver, lane)
    QTest.mousePress(driver.view, LEFT, NO_KEYS, start)
    driver.move(start + QPoint(0, 14 if position.y() > start.y() else -14), LEFT)
    driver.move(position, LEFT)


def release(driver: TimelineDriver, position: QPoint) -> None:
    QTest.mouseRelease(driver.view, LEFT, NO_KEYS, position)


def below(box: Box) -> QPoint:
    """A position in a header, nearer to its bottom than to its top."""
    return QPoint(X, round(box.bottom) - 8)


def test_a_dragged_lane_is_put_between_the_two_at_which_it_is_dropped(driver: TimelineDriver) -> None:
    lanes = list(driver.headers)
    position = below(driver.headers[lanes[3]])
    drag(driver, lanes[1], position)
    assert driver.view.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    assert moves(driver) == []
    release(driver, position)
    assert moves(driver) == [("lane moved", lanes[1], lanes[4])]
    assert driver.view.cursor().shape() != Qt.CursorShape.ClosedHandCursor


def test_a_lane_dragged_up_is_put_before_the_one_there(driver: TimelineDriver) -> None:
    lanes = list(driver.headers)
    position = QPoint(X, round(driver.headers[lanes[0]].y) + 6)
    drag(driver, lanes[2], position)
    release(driver, position)
    assert moves(driver) == [("lane moved", lanes[2], lanes[0])]


def test_a_lane_dragged_below_the_last_one_is_put_at_the_end(driver: TimelineDriver) -> None:
    lanes = list(driver.headers)
    driver.show(replace(driver.state, hidden_lanes=frozenset(lanes[4:])))
    shown = driver.headers
    position = below(shown[list(shown)[-1]])
    drag(driver, lanes[0], position)
    release(driver, position)
    assert moves(driver) == [("lane moved", lanes[0], "")]


@pytest.mark.parametrize("direction", [-1, 1])
def test_a_lane_dropped_at_its_own_edge_does_not_move(driver: TimelineDriver, direction: int) -> None:
    lane = list(driver.headers)[2]
    box = driver.headers[lane]
    position = QPoint(X, round(box.y) - 8 if direction < 0 else round(box.bottom) + 8)
    drag(driver, lane, position)
    release(driver, position)
    assert moves(driver) == []


def test_a_press_is_a_click_and_a_drag_sideways_is_nothing(driver: TimelineDriver) -> None:
    lane = list(driver.headers)[2]
    position = middle(driver, lane)
    QTest.mousePress(driver.view, LEFT, NO_KEYS, position)
    driver.move(position + QPoint(1, 3), LEFT)
    release(driver, position + QPoint(1, 3))
    assert moves(driver) == [("lane", lane)]
    QTest.mousePress(driver.view, LEFT, NO_KEYS, position)
    driver.move(position + QPoint(300, 2), LEFT)
    release(driver, position + QPoint(300, 2))
    assert moves(driver) == [("lane", lane)]


def test_escape_cancels_the_drag_and_restores_the_scroll_offset(driver: TimelineDriver, qtbot: QtBot) -> None:
    lanes = list(driver.headers)
    driver.show(replace(driver.state, open_lanes=frozenset(lanes)))
    assert driver.view.scene().content_px > 800
    position = QPoint(X, 798)
    drag(driver, next(iter(driver.headers)), position)
    qtbot.waitUntil(lambda: driver.state.scroll_px > 60)
    QTest.keyClick(driver.view, Qt.Key.Key_Escape)
    assert driver.state.scroll_px == 0
    release(driver, position)
    assert moves(driver) == []


def test_a_release_beside_the_headers_cancels_the_drag(driver: TimelineDriver) -> None:
    lanes = list(driver.headers)
    position = QPoint(500, round(driver.headers[lanes[4]].bottom))
    drag(driver, lanes[1], position)
    release(driver, position)
    assert moves(driver) == []


def test_a_right_click_during_a_drag_cancels_it_and_opens_no_menu(driver: TimelineDriver) -> None:
    lanes = list(driver.headers)
    position = below(driver.headers[lanes[3]])
    drag(driver, lanes[1], position)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, position, driver.view.mapToGlobal(position))
    QApplication.sendEvent(driver.view, event)
    release(driver, position)
    assert moves(driver) == []


def test_near_the_edge_the_lanes_scroll_and_the_lane_can_be_dropped_there(driver: TimelineDriver, qtbot: QtBot) -> None:
    lanes = list(driver.headers)
    driver.show(replace(driver.state, open_lanes=frozenset(lanes)))
    scene = driver.view.scene()
    end = scene.content_px - (scene.height - scene.axis_px)
    driver.show(driver.state.scrolled(end - 45.0))  # a few steps from the end, however slow they are
    lane = next(lane for lane, box in driver.headers.items() if scene.axis_px < box.centre[1] < 700)
    assert lane != list(driver.headers)[-1]
    lowest = QPoint(X, 798)
    drag(driver, lane, lowest)
    qtbot.waitUntil(lambda: driver.state.scroll_px >= end - 1)
    release(driver, lowest)
    assert moves(driver) == [("lane moved", lane, "")]


def test_pinned_lanes_stay_among_themselves(driver: TimelineDriver) -> None:
    lanes = list(driver.headers)
    driver.show(replace(driver.state, pinned_lanes=frozenset(lanes[:2])))
    assert list(driver.headers)[:2] == lanes[:2]
    lowest = QPoint(X, 780)
    drag(driver, lanes[0], lowest)
    release(driver, lowest)
    top = QPoint(X, round(driver.view.scene().axis_px) + 4)
    drag(driver, lanes[3], top)
    release(driver, top)
    assert moves(driver) == [("lane moved", lanes[0], ""), ("lane moved", lanes[3], lanes[2])]


def test_the_only_lane_is_not_dragged_but_scrolls(driver: TimelineDriver) -> None:
    driver.view.resize(900, 200)
    lanes = frozenset(lane.id for lane in driver.programme.head.lanes)
    driver.show(replace(driver.state, hidden_lanes=lanes - {"partners"}, open_lanes=lanes))
    assert driver.view.scene().content_px > 200
    QTest.mousePress(driver.view, LEFT, NO_KEYS, QPoint(X, 190))
    driver.move(QPoint(X, 170), LEFT)
    driver.move(QPoint(X, 150), LEFT)
    release(driver, QPoint(X, 150))
    assert driver.state.scroll_px == 40
    assert moves(driver) == []


def test_the_middle_button_scrolls_the_lanes(driver: TimelineDriver) -> None:
    lanes = list(driver.headers)
    driver.show(replace(driver.state, open_lanes=frozenset(lanes)))
    QTest.mousePress(driver.view, MIDDLE, NO_KEYS, QPoint(X, 500))
    driver.move(QPoint(X, 470), MIDDLE)
    driver.move(QPoint(X, 400), MIDDLE)
    QTest.mouseRelease(driver.view, MIDDLE, NO_KEYS, QPoint(X, 400))
    assert driver.state.scroll_px > 60
    assert moves(driver) == []


def test_a_drag_ends_when_its_lane_is_hidden(driver: TimelineDriver) -> None:
    lanes = list(driver.headers)
    position = below(driver.headers[lanes[4]])
    drag(driver, lanes[1], position)
    driver.show(driver.state.hiding(lanes[1]))
    release(driver, position)
    assert moves(driver) == []


def test_the_header_follows_the_pointer_a_line_shows_the_target_and_the_scene_stays(driver: TimelineDriver) -> None:
    lanes = list(driver.headers)
    scene, before, box = driver.view.scene(), image_of(driver.view), driver.headers[lanes[3]]
    drag(driver, lanes[1], below(box))
    dragged = image_of(driver.view)
    assert driver.view.scene() is scene
    focus = THEMES["light"].palette["focus"].lower()
    line = [dragged.pixelColor(850, round(box.bottom) + step).name() for step in (-2, -1, 0, 1)]
    assert focus in line
    unchanged, source = QRect(400, 20, 300, 20), QRect(20, round(driver.headers[lanes[1]].y) + 4, 100, 40)
    assert dragged.copy(unchanged) == before.copy(unchanged)
    assert dragged.copy(source) != before.copy(source)
    image = QRect(20, below(box).y() - 60, 120, 120)
    driver.move(QPoint(X, below(box).y() + 5), LEFT)
    assert image_of(driver.view).copy(image) != dragged.copy(image)
    driver.move(QPoint(500, below(box).y()), LEFT)
    assert focus not in [
        image_of(driver.view).pixelColor(850, round(box.bottom) + step).name() for step in (-2, -1, 0, 1)
    ]
    QTest.keyClick(driver.view, Qt.Key.Key_Escape)
    assert image_of(driver.view) == before


def test_the_button_is_hidden_during_a_drag(driver: TimelineDriver) -> None:
    lane = list(driver.headers)[1]
    driver.move(middle(driver, lane))
    button = driver.view.findChild(LaneButton)
    assert isinstance(button, LaneButton)
    assert button.isVisible()
    drag(driver, lane, QPoint(X, 600))
    assert not button.isVisible()
    QTest.keyClick(driver.view, Qt.Key.Key_Escape)


def test_over_the_header_of_a_lane_a_button_opens_its_menu(driver: TimelineDriver) -> None:
    button = driver.view.findChild(LaneButton)
    assert isinstance(button, LaneButton)
    assert not button.isVisible()
    driver.move(QPoint(40, 200))
    assert button.isVisible()
    QTest.mouseClick(button, LEFT)
    assert driver.requests == [("lane menu", driver.view.canvas.lane_at(200))]
    driver.move(QPoint(600, 200))
    assert not button.isVisible()
