"""Headers of lanes under a mouse: dragged they are put elsewhere, pressed they are a click."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from viewer.model.programme import Programme
from viewer.report.sentences import sentence_at
from viewer.state import ViewState, home
from viewer.theme import THEMES
from viewer.timeline.scene import Band, Box
from viewer.widgets.lane_button import LaneButton
from viewer.widgets.timeline_view import TimelineView

TODAY = date(2026, 11, 22)
LEFT, MIDDLE, NO = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton
NONE = Qt.KeyboardModifier.NoModifier
X = 60


class Held:
    """A timeline that scrolls as it wishes, and what it wished for otherwise."""

    def __init__(self, view: TimelineView, programme: Programme) -> None:
        self.view, self.programme = view, programme
        self.state = ViewState(home(programme))
        self.said: list[tuple[object, ...]] = []
        view.scroll_requested.connect(lambda px: self.look_at(self.state.scrolled(px)))
        view.lane_requested.connect(lambda lane: self.said.append(("open", lane)))
        view.lane_moved.connect(lambda lane, before: self.said.append(("moved", lane, before)))
        view.lane_menu_requested.connect(lambda lane, _where: self.said.append(("menu", lane)))
        view.select_requested.connect(lambda ref: self.said.append(("select", ref)))
        self.look_at(self.state)

    def look_at(self, state: ViewState) -> None:
        self.state = state
        self.view.show_programme(self.programme, state, TODAY)
        self.view.scene()

    @property
    def headers(self) -> dict[str, Box]:
        """The lanes in sight, from the top."""
        bands = (it for it in self.view.scene().shapes if isinstance(it, Band) and it.ref)
        return dict(sorted(((it.ref[5:], it.box) for it in bands), key=lambda it: it[1].y))

    def middle(self, lane: str) -> QPoint:
        return QPoint(X, round(self.headers[lane].centre[1]))

    def move(self, place: QPoint, buttons: Qt.MouseButton = LEFT) -> None:
        at = QPointF(place)
        QApplication.sendEvent(
            self.view, QMouseEvent(QEvent.Type.MouseMove, at, self.view.mapToGlobal(at), NO, buttons, NONE)
        )

    def carry(self, lane: str, place: QPoint) -> None:
        """Press on the header and drag it there, without letting go."""
        start = self.middle(lane)
        QTest.mousePress(self.view, LEFT, NONE, start)
        way = 1 if place.y() > start.y() else -1
        self.move(start + QPoint(0, 14 * way))
        self.move(place)

    def drop(self, place: QPoint) -> None:
        QTest.mouseRelease(self.view, LEFT, NONE, place)


@pytest.fixture(scope="module")
def programme() -> Programme:
    loaded = curated_data().programme
    assert loaded is not None
    return loaded.as_of(TODAY)


@pytest.fixture
def held(qtbot: QtBot, programme: Programme) -> Held:
    view = TimelineView(lambda address: sentence_at(programme, address))
    qtbot.addWidget(view)
    view.resize(900, 800)
    view.show_theme(THEMES["light"])
    made = Held(view, programme)
    view.show()
    qtbot.waitExposed(view)
    view.grab()
    return made


def below(box: Box) -> QPoint:
    """A little above the foot of a header: nearer to what follows than to its top."""
    return QPoint(X, round(box.bottom) - 8)


def test_a_header_that_is_dragged_goes_between_the_two_it_is_let_go_at(held: Held) -> None:
    lanes = list(held.headers)
    place = below(held.headers[lanes[3]])
    held.carry(lanes[1], place)
    assert held.view.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    assert held.said == []
    held.drop(place)
    assert held.said == [("moved", lanes[1], lanes[4])]
    assert held.view.cursor().shape() != Qt.CursorShape.ClosedHandCursor


def test_upwards_it_goes_before_the_one_above(held: Held) -> None:
    lanes = list(held.headers)
    place = QPoint(X, round(held.headers[lanes[0]].y) + 6)
    held.carry(lanes[2], place)
    held.drop(place)
    assert held.said == [("moved", lanes[2], lanes[0])]


def test_below_the_last_one_it_is_put_after_all(held: Held) -> None:
    lanes = list(held.headers)
    held.look_at(replace(held.state, hidden_lanes=frozenset(lanes[4:])))
    shown = held.headers
    place = below(shown[list(shown)[-1]])
    held.carry(lanes[0], place)
    held.drop(place)
    assert held.said == [("moved", lanes[0], "")]


@pytest.mark.parametrize("way", [-1, 1])
def test_where_it_would_stay_where_it_is_nothing_is_wished_for(held: Held, way: int) -> None:
    lane = list(held.headers)[2]
    box = held.headers[lane]
    place = QPoint(X, round(box.y) - 8 if way < 0 else round(box.bottom) + 8)
    held.carry(lane, place)
    held.drop(place)
    assert held.said == []


def test_a_press_that_stays_is_a_click_and_one_that_wanders_sideways_is_nothing(held: Held) -> None:
    lane = list(held.headers)[2]
    place = held.middle(lane)
    QTest.mousePress(held.view, LEFT, NONE, place)
    held.move(place + QPoint(1, 3))
    held.drop(place + QPoint(1, 3))
    assert held.said == [("open", lane)]
    QTest.mousePress(held.view, LEFT, NONE, place)
    held.move(place + QPoint(300, 2))
    held.drop(place + QPoint(300, 2))
    assert held.said == [("open", lane)]


def test_escape_gives_it_up_and_what_was_scrolled_comes_back(held: Held, qtbot: QtBot) -> None:
    lanes = list(held.headers)
    held.look_at(replace(held.state, open_lanes=frozenset(lanes)))
    assert held.view.scene().content_px > 800
    place = QPoint(X, 798)
    held.carry(next(iter(held.headers)), place)
    qtbot.waitUntil(lambda: held.state.scroll_px > 60)
    QTest.keyClick(held.view, Qt.Key.Key_Escape)
    assert held.state.scroll_px == 0
    held.drop(place)
    assert held.said == []


def test_a_release_beside_the_headers_gives_it_up(held: Held) -> None:
    lanes = list(held.headers)
    place = QPoint(500, round(held.headers[lanes[4]].bottom))
    held.carry(lanes[1], place)
    held.drop(place)
    assert held.said == []


def test_a_right_click_meanwhile_gives_it_up_and_opens_no_menu(held: Held) -> None:
    lanes = list(held.headers)
    place = below(held.headers[lanes[3]])
    held.carry(lanes[1], place)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, held.view.mapToGlobal(place))
    QApplication.sendEvent(held.view, asked)
    held.drop(place)
    assert held.said == []


def test_near_the_edge_the_others_come_into_sight_and_it_can_be_put_there(held: Held, qtbot: QtBot) -> None:
    lanes = list(held.headers)
    held.look_at(replace(held.state, open_lanes=frozenset(lanes)))
    order = list(held.headers)
    lowest = QPoint(X, 798)
    held.carry(order[0], lowest)
    end = held.view.scene().content_px - (held.view.scene().height - held.view.scene().axis_px)
    qtbot.waitUntil(lambda: held.state.scroll_px >= end - 1)
    held.drop(lowest)
    assert held.said == [("moved", order[0], "")]


def test_pinned_lanes_stay_among_themselves(held: Held) -> None:
    lanes = list(held.headers)
    held.look_at(replace(held.state, pinned_lanes=frozenset(lanes[:2])))
    assert list(held.headers)[:2] == lanes[:2]
    lowest = QPoint(X, 780)
    held.carry(lanes[0], lowest)
    held.drop(lowest)
    top = QPoint(X, round(held.view.scene().axis_px) + 4)
    held.carry(lanes[3], top)
    held.drop(top)
    assert held.said == [("moved", lanes[0], ""), ("moved", lanes[3], lanes[2])]


def test_a_lane_that_can_go_nowhere_is_not_picked_up_and_moves_the_lanes(held: Held) -> None:
    held.view.resize(900, 200)
    lanes = frozenset(lane.id for lane in held.programme.head.lanes)
    held.look_at(replace(held.state, hidden_lanes=lanes - {"partners"}, open_lanes=lanes))
    assert held.view.scene().content_px > 200
    QTest.mousePress(held.view, LEFT, NONE, QPoint(X, 190))
    held.move(QPoint(X, 170))
    held.move(QPoint(X, 150))
    held.drop(QPoint(X, 150))
    assert held.state.scroll_px == 40
    assert held.said == []


def test_the_middle_button_still_moves_the_lanes(held: Held) -> None:
    lanes = list(held.headers)
    held.look_at(replace(held.state, open_lanes=frozenset(lanes)))
    QTest.mousePress(held.view, MIDDLE, NONE, QPoint(X, 500))
    held.move(QPoint(X, 470), MIDDLE)
    held.move(QPoint(X, 400), MIDDLE)
    QTest.mouseRelease(held.view, MIDDLE, NONE, QPoint(X, 400))
    assert held.state.scroll_px > 60
    assert held.said == []


def test_a_lane_that_goes_away_meanwhile_is_let_go(held: Held) -> None:
    lanes = list(held.headers)
    place = below(held.headers[lanes[4]])
    held.carry(lanes[1], place)
    held.look_at(held.state.hiding(lanes[1]))
    held.drop(place)
    assert held.said == []


def picture(held: Held) -> QImage:
    return held.view.grab().toImage()


def test_the_header_hangs_on_the_pointer_a_line_shows_where_and_the_scene_stays_as_it_is(held: Held) -> None:
    lanes = list(held.headers)
    scene, before, box = held.view.scene(), picture(held), held.headers[lanes[3]]
    held.carry(lanes[1], below(box))
    shown = picture(held)
    assert held.view.scene() is scene
    focus = THEMES["light"].palette["focus"].lower()
    line = [shown.pixelColor(850, round(box.bottom) + step).name() for step in (-2, -1, 0, 1)]
    assert focus in line
    stays, taken = QRect(400, 20, 300, 20), QRect(20, round(held.headers[lanes[1]].y) + 4, 100, 40)
    assert shown.copy(stays) == before.copy(stays)
    assert shown.copy(taken) != before.copy(taken)
    hangs = QRect(20, below(box).y() - 60, 120, 120)
    held.move(QPoint(X, below(box).y() + 5))
    assert picture(held).copy(hangs) != shown.copy(hangs)
    held.move(QPoint(500, below(box).y()))
    assert focus not in [
        picture(held).pixelColor(850, round(box.bottom) + step).name() for step in (-2, -1, 0, 1)
    ]
    QTest.keyClick(held.view, Qt.Key.Key_Escape)
    assert picture(held) == before


def test_the_three_dots_are_out_of_the_way_of_what_is_carried(held: Held) -> None:
    lane = list(held.headers)[1]
    held.move(held.middle(lane), NO)
    button = held.view.findChild(LaneButton)
    assert isinstance(button, LaneButton)
    assert button.isVisible()
    held.carry(lane, QPoint(X, 600))
    assert not button.isVisible()
    QTest.keyClick(held.view, Qt.Key.Key_Escape)
