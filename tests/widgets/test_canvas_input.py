"""The canvas under real Qt events: fingers, touchpad, mouse and wheel wish for what they mean, and only once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from viewer.model.programme import Programme
from viewer.report.sentences import sentence_at
from viewer.state import LONGEST, SHORTEST, Span, ViewState, home
from viewer.theme import THEMES
from viewer.timeline.scene import Cluster, Label, Mark
from viewer.widgets.lane_button import LaneButton
from viewer.widgets.timeline_view import TimelineView

TODAY = date(2026, 11, 22)
GROUND = QPoint(600, 585)
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@cache
def screen() -> QPointingDevice:
    """A touch screen, made once there is an application."""
    return QTest.createTouchDevice()


@cache
def pad() -> QPointingDevice:
    able = QInputDevice.Capability.Position | QInputDevice.Capability.PixelScroll
    kind, finger = QInputDevice.DeviceType.TouchPad, QPointingDevice.PointerType.Finger
    return QPointingDevice("pad", 77, kind, finger, able, 5, 1)


class Held:
    """A timeline whose wishes come true, and what it wished for."""

    def __init__(self, view: TimelineView, programme: Programme) -> None:
        self.view, self.programme = view, programme
        self.state = ViewState(home(programme))
        self.said: list[tuple[object, ...]] = []
        view.zoom_requested.connect(lambda ratio, day: self._set("zoom", self.state.zoomed(ratio, day)))
        view.pan_requested.connect(lambda days: self._set("pan", self.state.panned(days)))
        view.scroll_requested.connect(lambda px: self._set("scroll", self.state.scrolled(px)))
        view.window_requested.connect(self._look_at)
        view.select_requested.connect(lambda ref: self.said.append(("select", ref)))
        view.event_framed.connect(lambda ref: self.said.append(("frame", ref)))
        view.frame_requested.connect(lambda *span: self.said.append(("frame", *span)))
        view.members_requested.connect(lambda cluster, _where: self.said.append(("members", cluster.ref)))
        view.menu_requested.connect(lambda ref, _lane, _where: self.said.append(("menu", ref)))
        view.lane_menu_requested.connect(lambda lane, _where: self.said.append(("lane menu", lane)))
        view.lane_requested.connect(lambda lane: self.said.append(("lane", lane)))

    def _look_at(self, start: float, end: float) -> None:
        self._set("window", self.state.framed(Span(start, end), 0.0))

    def _set(self, what: str, state: ViewState) -> None:
        self.said.append((what,))
        self.state = state
        self.view.show_programme(self.programme, state, TODAY)
        self.view.scene()

    def look_at(self, state: ViewState) -> None:
        self._set("look", state)

    @property
    def done(self) -> set[object]:
        return {words[0] for words in self.said}

    def day_at(self, x: float) -> float:
        return self.view.canvas.scale().days(x)

    def label(self, address: str) -> QPoint:
        for shape in self.view.scene().shapes:
            if isinstance(shape, Label) and shape.ref == address:
                return QPoint(round(shape.box.centre[0]), round(shape.box.centre[1]))
        raise LookupError(address)


@pytest.fixture(scope="module")
def programme() -> Programme:
    loaded = curated_data().programme
    assert loaded is not None
    return loaded.as_of(TODAY)


@pytest.fixture
def held(qtbot: QtBot, programme: Programme) -> Held:
    view = TimelineView(lambda address: sentence_at(programme, address))
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show_theme(THEMES["light"])
    made = Held(view, programme)
    view.show_programme(programme, made.state, TODAY)
    view.show()
    qtbot.waitExposed(view)
    view.grab()
    return made


# ── fingers ───────────────────────────────────────────────────────────────────────────────────────


def tap(view: TimelineView, place: QPoint) -> None:
    QTest.touchEvent(view, screen()).press(0, place, view).commit()
    QTest.touchEvent(view, screen()).release(0, place, view).commit()


def test_two_fingers_zoom_about_their_centre_and_pan_meanwhile(held: Held) -> None:
    view, one, two = held.view, QPoint(400, 300), QPoint(600, 300)
    days = held.day_at(400), held.day_at(600)
    QTest.touchEvent(view, screen()).press(0, one, view).press(1, two, view).commit()
    QTest.touchEvent(view, screen()).move(0, QPoint(380, 300), view).move(1, QPoint(700, 300), view).commit()
    QTest.touchEvent(view, screen()).move(0, QPoint(360, 300), view).move(1, QPoint(800, 300), view).commit()
    assert not view.canvas.animator.running  # what hangs on the fingers is not followed late
    assert view.canvas.scale().x(days[0]) == pytest.approx(360, abs=0.01)
    assert view.canvas.scale().x(days[1]) == pytest.approx(800, abs=0.01)
    QTest.touchEvent(view, screen()).release(0, QPoint(360, 300), view).release(
        1, QPoint(800, 300), view
    ).commit()
    assert held.done == {"window"}


def test_one_finger_pans_and_selects_nothing(held: Held) -> None:
    view, day = held.view, held.day_at(600)
    QTest.touchEvent(view, screen()).press(0, held.label("event/ce6-launch"), view).commit()
    start = held.label("event/ce6-launch")
    for step in (20, 40, 90):
        QTest.touchEvent(view, screen()).move(0, start - QPoint(step, 0), view).commit()
    QTest.touchEvent(view, screen()).release(0, start - QPoint(90, 0), view).commit()
    assert view.canvas.scale().x(day) == pytest.approx(600 - 90, abs=0.01)
    assert "select" not in held.done
    assert "window" not in held.done


def test_a_tap_selects_once(held: Held) -> None:
    tap(held.view, held.label("event/ce6-launch"))
    assert held.said == [("select", "event/ce6-launch")]


def test_a_tap_a_little_beside_an_event_means_it(held: Held) -> None:
    scene = held.view.scene()
    boxes = (it.box for it in scene.shapes if isinstance(it, Mark) and it.ref.startswith("event/"))
    places = (QPoint(round(box.centre[0]), round(box.bottom + 5)) for box in boxes)
    beside = next(it for it in places if scene.hit(it.x(), it.y()) == "" and scene.hit(it.x(), it.y() - 9))
    tap(held.view, beside)
    assert held.said == [("select", scene.hit(beside.x(), beside.y() - 9))]


def test_a_double_tap_frames(held: Held) -> None:
    place = held.label("event/ce7-launch")
    tap(held.view, place)
    tap(held.view, place)
    assert held.said == [("select", "event/ce7-launch"), ("frame", "event/ce7-launch")]


def test_a_long_press_asks_for_the_menu_and_then_neither_taps_nor_pans(qtbot: QtBot, held: Held) -> None:
    view, place = held.view, held.label("event/ce7-launch")
    QGuiApplication.styleHints().setMousePressAndHoldInterval(20)
    QTest.touchEvent(view, screen()).press(0, place, view).commit()
    with qtbot.waitSignal(view.menu_requested):
        pass
    QTest.touchEvent(view, screen()).move(0, place + QPoint(80, 0), view).commit()
    QTest.touchEvent(view, screen()).release(0, place + QPoint(80, 0), view).commit()
    QGuiApplication.styleHints().setMousePressAndHoldInterval(800)
    assert held.said == [("menu", "event/ce7-launch")]


def test_a_finger_on_the_scroll_bar_moves_that(qtbot: QtBot, held: Held) -> None:
    view = held.view
    view.resize(900, 300)
    view.scene()
    bar = view.findChild(QScrollBar)
    assert isinstance(bar, QScrollBar)
    qtbot.waitUntil(bar.isVisible)
    place = QPoint(bar.width() // 2, 40)
    QTest.touchEvent(view, screen()).press(0, place, bar).commit()
    for step in (20, 40, 80):
        QTest.touchEvent(view, screen()).move(0, place + QPoint(0, step), bar).commit()
    QTest.touchEvent(view, screen()).release(0, place + QPoint(0, 80), bar).commit()
    assert held.done == {"scroll"}
    assert held.state.scroll_px > 0


def test_a_touch_that_the_system_takes_away_does_nothing(held: Held) -> None:
    view, place = held.view, held.label("event/ce7-launch")
    QTest.touchEvent(view, screen()).press(0, place, view).commit()
    QApplication.sendEvent(view, QTouchEvent(QEvent.Type.TouchCancel, screen()))
    QTest.touchEvent(view, screen()).release(0, place, view).commit()
    assert held.said == []


def mouse(view: TimelineView, kind: QEvent.Type, place: QPoint, device: QPointingDevice) -> None:
    at = QPointF(place)
    QApplication.sendEvent(view, QMouseEvent(kind, at, at, view.mapToGlobal(at), LEFT, LEFT, NONE, device))


@pytest.mark.parametrize("touched", [True, False])
def test_a_mouse_event_made_of_a_touch_is_not_a_second_click(held: Held, touched: bool) -> None:
    mine = QPointingDevice.primaryPointingDevice()
    device = screen() if touched else mine
    place = held.label("event/ce6-launch")
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        mouse(held.view, kind, place, device)
    assert held.said == ([] if touched else [("select", "event/ce6-launch")])


# ── touchpad ──────────────────────────────────────────────────────────────────────────────────────


def gesture(held: Held, kind: Qt.NativeGestureType, value: float, x: float = 500.0) -> None:
    place = QPointF(x, 300.0)
    QApplication.sendEvent(
        held.view,
        QNativeGestureEvent(kind, pad(), 2, place, place, held.view.mapToGlobal(place), value, QPointF()),
    )


def two_fingers(held: Held, phase: Qt.ScrollPhase, dx: int, dy: int, ctrl: bool = False) -> None:
    place = QPointF(500.0, 300.0)
    keys = Qt.KeyboardModifier.ControlModifier if ctrl else NONE
    QApplication.sendEvent(
        held.view,
        QWheelEvent(
            place, held.view.mapToGlobal(place), QPoint(dx, dy), QPoint(2 * dx, 2 * dy),
            Qt.MouseButton.NoButton, keys, phase, False,
        ),
    )  # fmt: skip


def test_a_pinch_on_the_touchpad_zooms_about_the_pointer(held: Held) -> None:
    day, length = held.day_at(500), held.state.window.length
    gesture(held, Qt.NativeGestureType.BeginNativeGesture, 0.0)
    for _step in range(4):
        gesture(held, Qt.NativeGestureType.ZoomNativeGesture, 0.25)
    gesture(held, Qt.NativeGestureType.EndNativeGesture, 0.0)
    assert length / held.state.window.length == pytest.approx(2.0)
    assert held.view.canvas.scale().x(day) == pytest.approx(500, abs=1e-6)
    assert held.done == {"zoom"}


def test_a_smart_zoom_frames_what_lies_there_and_leads_back(held: Held) -> None:
    before = held.state.window
    gesture(held, Qt.NativeGestureType.SmartZoomNativeGesture, 1.0)
    assert held.state.window.length == pytest.approx(before.length / 2)
    gesture(held, Qt.NativeGestureType.SmartZoomNativeGesture, 0.0)
    assert held.state.window.length == pytest.approx(before.length)


def test_ctrl_in_the_middle_of_a_pan_or_its_momentum_zooms_nothing(held: Held) -> None:
    phases = Qt.ScrollPhase
    two_fingers(held, phases.ScrollBegin, 0, 0)
    two_fingers(held, phases.ScrollUpdate, 20, 0)
    two_fingers(held, phases.ScrollUpdate, 20, 0, ctrl=True)
    gesture(held, Qt.NativeGestureType.ZoomNativeGesture, 0.25)
    two_fingers(held, phases.ScrollMomentum, 20, 0, ctrl=True)
    two_fingers(held, phases.ScrollEnd, 0, 0, ctrl=True)
    assert held.done == {"pan"}
    two_fingers(held, phases.ScrollBegin, 0, 0, ctrl=True)
    two_fingers(held, phases.ScrollUpdate, 0, 20)
    assert held.done == {"pan", "zoom"}


def test_a_zoom_does_not_run_on_by_momentum(held: Held) -> None:
    two_fingers(held, Qt.ScrollPhase.ScrollBegin, 0, 0, ctrl=True)
    two_fingers(held, Qt.ScrollPhase.ScrollUpdate, 0, 20, ctrl=True)
    length = held.state.window.length
    two_fingers(held, Qt.ScrollPhase.ScrollMomentum, 0, 20, ctrl=True)
    assert held.state.window.length == length


# ── wheel and mouse ───────────────────────────────────────────────────────────────────────────────


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.tuples(st.floats(160, 880), st.integers(-5, 5)), min_size=1, max_size=12))
def test_the_day_under_the_pointer_stays_under_it(held: Held, turns: list[tuple[float, int]]) -> None:
    held.look_at(ViewState(home(held.programme)))
    for x, notches in turns:
        day, window = held.day_at(x), held.state.window
        place = QPointF(x, 300.0)
        QApplication.sendEvent(
            held.view,
            QWheelEvent(
                place, held.view.mapToGlobal(place), QPoint(), QPoint(0, 120 * notches),
                Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
            ),
        )  # fmt: skip
        assert held.view.canvas.scale().x(day) == pytest.approx(x, abs=0.01)
        assert SHORTEST * 0.999 <= held.state.window.length <= LONGEST * 1.001
        if notches == 0:
            assert held.state.window == window


def test_at_the_limits_of_zooming_nothing_moves(held: Held) -> None:
    for value in (4.0, -0.5):
        for _step in range(60):
            gesture(held, Qt.NativeGestureType.BeginNativeGesture, 0.0)
            gesture(held, Qt.NativeGestureType.ZoomNativeGesture, value)
        at_end = held.state.window
        gesture(held, Qt.NativeGestureType.BeginNativeGesture, 0.0)
        gesture(held, Qt.NativeGestureType.ZoomNativeGesture, value, 700.0)
        assert held.state.window.start == pytest.approx(at_end.start, abs=1e-6)
        assert held.state.window.end == pytest.approx(at_end.end, abs=1e-6)


def drag(
    view: TimelineView, button: Qt.MouseButton, *places: QPoint, keys: Qt.KeyboardModifier = NONE
) -> None:
    QTest.mousePress(view, button, keys, places[0])
    for place in places[1:]:
        at = QPointF(place)
        QApplication.sendEvent(
            view, QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), button, button, keys)
        )


@pytest.mark.parametrize("button", [LEFT, Qt.MouseButton.MiddleButton])
def test_a_drag_with_either_button_takes_the_picture_along(held: Held, button: Qt.MouseButton) -> None:
    day, start = held.day_at(600), held.label("event/ce6-launch")
    drag(held.view, button, start, start + QPoint(30, 0), start + QPoint(100, 0))
    assert held.view.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    QTest.mouseRelease(held.view, button, NONE, start + QPoint(100, 0))
    assert held.view.canvas.scale().x(day) == pytest.approx(700, abs=0.01)
    assert held.done == {"pan"}


def test_a_double_click_means_what_lay_there_though_the_first_click_moved_everything(held: Held) -> None:
    view, place = held.view, held.label("event/ce8-launch")
    view.select_requested.connect(lambda _ref: view.resize(600, 600))  # the details open beside it
    QTest.mouseClick(view, LEFT, NONE, place)
    assert view.scene().hit(place.x(), place.y()) != "event/ce8-launch"
    QTest.mouseDClick(view, LEFT, NONE, place)
    assert ("frame", "event/ce8-launch") in held.said


def test_a_release_that_went_elsewhere_does_not_leave_the_picture_on_the_pointer(held: Held) -> None:
    drag(held.view, LEFT, GROUND, GROUND + QPoint(40, 0))
    window, at, no = held.state.window, QPointF(700, 585), Qt.MouseButton.NoButton
    QApplication.sendEvent(
        held.view, QMouseEvent(QEvent.Type.MouseMove, at, held.view.mapToGlobal(at), no, no, NONE)
    )
    assert held.state.window == window
    assert held.view.cursor().shape() == Qt.CursorShape.OpenHandCursor


def test_a_middle_click_selects_nothing(held: Held) -> None:
    QTest.mouseClick(held.view, Qt.MouseButton.MiddleButton, NONE, held.label("event/ce6-launch"))
    assert held.said == []


def test_escape_gives_up_a_drag_and_a_band(held: Held) -> None:
    before = held.state.window
    drag(held.view, LEFT, GROUND, GROUND + QPoint(90, 0))
    assert held.state.window != before
    QTest.keyClick(held.view, Qt.Key.Key_Escape)
    assert held.state.window == before
    QTest.mouseRelease(held.view, LEFT, NONE, GROUND)
    drag(held.view, LEFT, GROUND, GROUND + QPoint(90, 0), keys=Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(held.view, Qt.Key.Key_Escape)
    QTest.mouseRelease(held.view, LEFT, Qt.KeyboardModifier.ShiftModifier, GROUND + QPoint(90, 0))
    assert held.state.window == before
    assert "select" not in held.done


def test_a_band_that_is_pulled_over_the_edge_takes_the_window_along(qtbot: QtBot, held: Held) -> None:
    shift, start = Qt.KeyboardModifier.ShiftModifier, held.state.window.start
    day = held.day_at(600)
    drag(held.view, LEFT, GROUND, QPoint(960, 585), keys=shift)
    qtbot.waitUntil(lambda: held.state.window.start > start + 400)
    end = held.day_at(held.view.scene().width)
    QTest.mouseRelease(held.view, LEFT, shift, QPoint(960, 585))
    assert held.state.window.start == pytest.approx(day, abs=1e-6)
    assert held.state.window.end >= end - 1e-6


def test_cursors_tell_what_a_press_would_do(held: Held) -> None:
    view, shapes = held.view, Qt.CursorShape

    def over(place: QPoint, keys: Qt.KeyboardModifier = NONE) -> Qt.CursorShape:
        at, no = QPointF(place), Qt.MouseButton.NoButton
        QApplication.sendEvent(
            view, QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), no, no, keys)
        )
        return view.cursor().shape()

    assert over(held.label("event/ce6-launch")) == shapes.PointingHandCursor
    assert over(GROUND) == shapes.OpenHandCursor
    assert over(GROUND, Qt.KeyboardModifier.ShiftModifier) == shapes.IBeamCursor
    assert over(QPoint(400, 10)) == shapes.ArrowCursor


def test_over_the_header_of_a_lane_three_dots_open_its_menu(held: Held) -> None:
    view = held.view
    button = view.findChild(LaneButton)
    assert isinstance(button, LaneButton)
    assert not button.isVisible()

    def over(x: int, y: int) -> None:
        at, no = QPointF(x, y), Qt.MouseButton.NoButton
        QApplication.sendEvent(
            view, QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), no, no, NONE)
        )

    over(40, 200)
    assert button.isVisible()
    lane = view.canvas.lane_at(200)
    QTest.mouseClick(button, LEFT)
    assert held.said == [("lane menu", lane)]
    over(600, 200)
    assert not button.isVisible()


def cluster(held: Held) -> Cluster:
    return next(it for it in held.view.scene().shapes if isinstance(it, Cluster))


PLACES: dict[str, Callable[[Held], QPoint]] = {
    "event": lambda held: held.label("event/ce6-launch"),
    "cluster": lambda held: QPoint(*(round(it) for it in cluster(held).box.centre)),
    "ground": lambda _held: GROUND,
    "lane": lambda held: QPoint(40, 585),
}


@pytest.mark.parametrize(
    ("where", "asked"),
    [("event", "menu"), ("cluster", "members"), ("ground", "menu"), ("lane", "lane menu")],
)
def test_a_right_click_asks_for_the_menu_of_what_lies_there(held: Held, where: str, asked: str) -> None:
    place = PLACES[where](held)
    QApplication.sendEvent(
        held.view,
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, held.view.mapToGlobal(place)),
    )
    assert [words[0] for words in held.said] == [asked]
