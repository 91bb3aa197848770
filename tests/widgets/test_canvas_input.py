"""CanvasInput: touch, touchpad, mouse and wheel request what they mean, and only once."""

from __future__ import annotations

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
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar
from pytestqt.qtbot import QtBot

from tests.qt import TimelineDriver
from viewer.ref import kind_of
from viewer.state import LONGEST, SHORTEST, ViewState, home
from viewer.timeline.scene import Mark
from viewer.widgets.timeline_view import TimelineView

GROUND = QPoint(600, 585)
LEFT = Qt.MouseButton.LeftButton
NO_KEYS, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@cache
def screen() -> QPointingDevice:
    """A touch screen, created once there is an application."""
    return QTest.createTouchDevice()


@cache
def touchpad() -> QPointingDevice:
    capabilities = QInputDevice.Capability.Position | QInputDevice.Capability.PixelScroll
    kind, finger = QInputDevice.DeviceType.TouchPad, QPointingDevice.PointerType.Finger
    return QPointingDevice("pad", 77, kind, finger, capabilities, 5, 1)


# ── touch ───────────────────────────────────────────────────────────────────────────────────────


def touch_move(view: TimelineView, *positions: QPoint) -> None:
    """Move the fingers, in the order of their ids, to these positions."""
    sequence = QTest.touchEvent(view, screen())
    for finger, position in enumerate(positions):
        sequence.move(finger, position, view)
    sequence.commit()


def tap(view: TimelineView, position: QPoint) -> None:
    QTest.touchEvent(view, screen()).press(0, position, view).commit()
    QTest.touchEvent(view, screen()).release(0, position, view).commit()


def test_two_fingers_zoom_about_their_centre_and_pan_meanwhile(driver: TimelineDriver) -> None:
    view, first, second = driver.view, QPoint(400, 300), QPoint(600, 300)
    first_day, second_day = driver.day_at(400), driver.day_at(600)
    QTest.touchEvent(view, screen()).press(0, first, view).press(1, second, view).commit()
    touch_move(view, QPoint(380, 300), QPoint(700, 300))
    first, second = QPoint(360, 300), QPoint(800, 300)
    touch_move(view, first, second)
    assert not view.canvas.animator.running  # the picture follows fingers at once
    assert view.canvas.scale().x(first_day) == pytest.approx(360, abs=0.01)
    assert view.canvas.scale().x(second_day) == pytest.approx(800, abs=0.01)
    QTest.touchEvent(view, screen()).release(0, first, view).release(1, second, view).commit()
    assert driver.kinds == {"window"}


def test_one_finger_pans_and_selects_nothing(driver: TimelineDriver) -> None:
    view, day, start = driver.view, driver.day_at(600), driver.label("event/ce6-launch")
    QTest.touchEvent(view, screen()).press(0, start, view).commit()
    for step in (20, 40, 90):
        touch_move(view, start - QPoint(step, 0))
    QTest.touchEvent(view, screen()).release(0, start - QPoint(90, 0), view).commit()
    assert view.canvas.scale().x(day) == pytest.approx(600 - 90, abs=0.01)
    assert "select" not in driver.kinds
    assert "window" not in driver.kinds


def test_a_tap_selects_once(driver: TimelineDriver) -> None:
    tap(driver.view, driver.label("event/ce6-launch"))
    assert driver.requests == [("select", "event/ce6-launch")]


def test_a_tap_near_an_event_selects_it(driver: TimelineDriver) -> None:
    scene = driver.view.scene()
    marks = (shape for shape in scene.shapes if isinstance(shape, Mark) and kind_of(shape.ref) == "event")
    below = ((mark.box.centre[0], mark.box.bottom + 5.0) for mark in marks)
    x, y = next((round(x), round(y)) for x, y in below if not scene.hit(x, y) and scene.hit(x, y - 9))
    tap(driver.view, QPoint(x, y))
    assert driver.requests == [("select", scene.hit(x, y - 9))]


def test_a_double_tap_frames(driver: TimelineDriver) -> None:
    position = driver.label("event/ce7-launch")
    tap(driver.view, position)
    tap(driver.view, position)
    assert driver.requests == [("select", "event/ce7-launch"), ("frame", "event/ce7-launch")]


def long_press(qtbot: QtBot, driver: TimelineDriver, position: QPoint) -> None:
    """Touch the timeline until it requests its menu; the finger stays down."""
    QGuiApplication.styleHints().setMousePressAndHoldInterval(20)
    QTest.touchEvent(driver.view, screen()).press(0, position, driver.view).commit()
    with qtbot.waitSignal(driver.view.menu_requested):
        pass
    QGuiApplication.styleHints().setMousePressAndHoldInterval(800)


def test_a_long_press_requests_the_menu_and_then_neither_taps_nor_pans(qtbot: QtBot, driver: TimelineDriver) -> None:
    view, position = driver.view, driver.label("event/ce7-launch")
    long_press(qtbot, driver, position)
    touch_move(view, position + QPoint(80, 0))
    QTest.touchEvent(view, screen()).release(0, position + QPoint(80, 0), view).commit()
    assert driver.requests == [("menu", "event/ce7-launch")]


def test_a_finger_on_the_scroll_bar_moves_it(qtbot: QtBot, driver: TimelineDriver) -> None:
    view = driver.view
    view.resize(900, 300)
    view.scene()
    bar = view.findChild(QScrollBar)
    assert isinstance(bar, QScrollBar)
    qtbot.waitUntil(bar.isVisible)
    position = QPoint(bar.width() // 2, 40)
    QTest.touchEvent(view, screen()).press(0, position, bar).commit()
    for step in (20, 40, 80):
        QTest.touchEvent(view, screen()).move(0, position + QPoint(0, step), bar).commit()
    QTest.touchEvent(view, screen()).release(0, position + QPoint(0, 80), bar).commit()
    assert driver.kinds == {"scroll"}
    assert driver.state.scroll_px > 0


def test_a_touch_that_the_system_cancels_does_nothing(driver: TimelineDriver) -> None:
    view, position = driver.view, driver.label("event/ce7-launch")
    QTest.touchEvent(view, screen()).press(0, position, view).commit()
    QApplication.sendEvent(view, QTouchEvent(QEvent.Type.TouchCancel, screen()))
    QTest.touchEvent(view, screen()).release(0, position, view).commit()
    assert driver.requests == []


@pytest.mark.parametrize("touched", [True, False])
def test_a_mouse_event_made_of_a_touch_is_not_a_second_click(driver: TimelineDriver, touched: bool) -> None:
    device = screen() if touched else QPointingDevice.primaryPointingDevice()
    position = QPointF(driver.label("event/ce6-launch"))
    on_screen = driver.view.mapToGlobal(position)
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        event = QMouseEvent(kind, position, position, on_screen, LEFT, LEFT, NO_KEYS, device)
        QApplication.sendEvent(driver.view, event)
    assert driver.requests == ([] if touched else [("select", "event/ce6-launch")])


# ── touchpad ──────────────────────────────────────────────────────────────────────────────────────


def gesture(driver: TimelineDriver, kind: Qt.NativeGestureType, value: float, x: float = 500.0) -> None:
    position = QPointF(x, 300.0)
    on_screen = driver.view.mapToGlobal(position)
    event = QNativeGestureEvent(kind, touchpad(), 2, position, position, on_screen, value, QPointF())
    QApplication.sendEvent(driver.view, event)


def two_fingers(driver: TimelineDriver, phase: Qt.ScrollPhase, dx: int, dy: int, ctrl: bool = False) -> None:
    driver.wheel(500.0, QPoint(2 * dx, 2 * dy), QPoint(dx, dy), phase, ctrl)


def test_a_pinch_on_the_touchpad_zooms_about_the_pointer(driver: TimelineDriver) -> None:
    day, length = driver.day_at(500), driver.state.window.length
    gesture(driver, Qt.NativeGestureType.BeginNativeGesture, 0.0)
    for _step in range(4):
        gesture(driver, Qt.NativeGestureType.ZoomNativeGesture, 0.25)
    gesture(driver, Qt.NativeGestureType.EndNativeGesture, 0.0)
    assert length / driver.state.window.length == pytest.approx(2.0)
    assert driver.view.canvas.scale().x(day) == pytest.approx(500, abs=1e-6)
    assert driver.kinds == {"zoom"}


def test_a_smart_zoom_frames_what_is_there_and_goes_back(driver: TimelineDriver) -> None:
    before = driver.state.window
    gesture(driver, Qt.NativeGestureType.SmartZoomNativeGesture, 1.0)
    assert driver.state.window.length == pytest.approx(before.length / 2)
    gesture(driver, Qt.NativeGestureType.SmartZoomNativeGesture, 0.0)
    assert driver.state.window.length == pytest.approx(before.length)


def test_ctrl_during_a_pan_or_its_momentum_does_not_zoom(driver: TimelineDriver) -> None:
    phases = Qt.ScrollPhase
    two_fingers(driver, phases.ScrollBegin, 0, 0)
    two_fingers(driver, phases.ScrollUpdate, 20, 0)
    two_fingers(driver, phases.ScrollUpdate, 20, 0, ctrl=True)
    gesture(driver, Qt.NativeGestureType.ZoomNativeGesture, 0.25)
    two_fingers(driver, phases.ScrollMomentum, 20, 0, ctrl=True)
    two_fingers(driver, phases.ScrollEnd, 0, 0, ctrl=True)
    assert driver.kinds == {"pan"}
    two_fingers(driver, phases.ScrollBegin, 0, 0, ctrl=True)
    two_fingers(driver, phases.ScrollUpdate, 0, 20)
    assert driver.kinds == {"pan", "zoom"}


def test_a_gesture_that_began_as_a_pan_never_zooms(driver: TimelineDriver) -> None:
    phases = Qt.ScrollPhase
    for phase, ctrl in ((phases.ScrollBegin, False), (phases.ScrollUpdate, True), (phases.ScrollEnd, True)):
        two_fingers(driver, phase, 0, 12, ctrl)
    assert "zoom" not in driver.kinds
    for phase, ctrl in ((phases.ScrollBegin, True), (phases.ScrollUpdate, False)):
        two_fingers(driver, phase, 0, 12, ctrl)
    assert driver.requests.count(("zoom",)) == 2


def test_a_zoom_does_not_go_on_by_momentum(driver: TimelineDriver) -> None:
    two_fingers(driver, Qt.ScrollPhase.ScrollBegin, 0, 0, ctrl=True)
    two_fingers(driver, Qt.ScrollPhase.ScrollUpdate, 0, 20, ctrl=True)
    length = driver.state.window.length
    two_fingers(driver, Qt.ScrollPhase.ScrollMomentum, 0, 20, ctrl=True)
    assert driver.state.window.length == length


# ── wheel and mouse ───────────────────────────────────────────────────────────────────────────────


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.tuples(st.floats(160, 880), st.integers(-5, 5)), min_size=1, max_size=12))
def test_the_day_below_the_pointer_stays_below_it(driver: TimelineDriver, turns: list[tuple[float, int]]) -> None:
    driver.show(ViewState(home(driver.programme)))
    for x, notches in turns:
        day, window = driver.day_at(x), driver.state.window
        driver.wheel(x, QPoint(0, 120 * notches))
        assert driver.view.canvas.scale().x(day) == pytest.approx(x, abs=0.01)
        assert SHORTEST * 0.999 <= driver.state.window.length <= LONGEST * 1.001
        if notches == 0:
            assert driver.state.window == window


def test_at_the_limits_of_zooming_nothing_moves(driver: TimelineDriver) -> None:
    for value in (4.0, -0.5):
        for _step in range(60):
            gesture(driver, Qt.NativeGestureType.BeginNativeGesture, 0.0)
            gesture(driver, Qt.NativeGestureType.ZoomNativeGesture, value)
        at_end = driver.state.window
        gesture(driver, Qt.NativeGestureType.BeginNativeGesture, 0.0)
        gesture(driver, Qt.NativeGestureType.ZoomNativeGesture, value, 700.0)
        assert driver.state.window.start == pytest.approx(at_end.start, abs=1e-6)
        assert driver.state.window.end == pytest.approx(at_end.end, abs=1e-6)


def drag(
    driver: TimelineDriver, button: Qt.MouseButton, *positions: QPoint, keys: Qt.KeyboardModifier = NO_KEYS
) -> None:
    """Press at the first position and drag through the others, without a release."""
    QTest.mousePress(driver.view, button, keys, positions[0])
    for position in positions[1:]:
        driver.move(position, button, keys)


@pytest.mark.parametrize("button", [LEFT, Qt.MouseButton.MiddleButton])
def test_a_drag_with_either_button_moves_the_picture(driver: TimelineDriver, button: Qt.MouseButton) -> None:
    day, start = driver.day_at(600), driver.label("event/ce6-launch")
    drag(driver, button, start, start + QPoint(30, 0), start + QPoint(100, 0))
    assert driver.view.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    QTest.mouseRelease(driver.view, button, NO_KEYS, start + QPoint(100, 0))
    assert driver.view.canvas.scale().x(day) == pytest.approx(700, abs=0.01)
    assert driver.kinds == {"pan"}


def test_a_release_elsewhere_ends_the_drag(driver: TimelineDriver) -> None:
    drag(driver, LEFT, GROUND, GROUND + QPoint(40, 0))
    window = driver.state.window
    assert driver.move(QPoint(700, 585)) == Qt.CursorShape.OpenHandCursor
    assert driver.state.window == window


def test_a_middle_click_selects_nothing(driver: TimelineDriver) -> None:
    QTest.mouseClick(driver.view, Qt.MouseButton.MiddleButton, NO_KEYS, driver.label("event/ce6-launch"))
    assert driver.requests == []


def test_escape_cancels_a_drag_and_a_rubber_band(driver: TimelineDriver) -> None:
    before = driver.state.window
    drag(driver, LEFT, GROUND, GROUND + QPoint(90, 0))
    assert driver.state.window != before
    QTest.keyClick(driver.view, Qt.Key.Key_Escape)
    assert driver.state.window == before
    QTest.mouseRelease(driver.view, LEFT, NO_KEYS, GROUND)
    drag(driver, LEFT, GROUND, GROUND + QPoint(90, 0), keys=SHIFT)
    QTest.keyClick(driver.view, Qt.Key.Key_Escape)
    QTest.mouseRelease(driver.view, LEFT, SHIFT, GROUND + QPoint(90, 0))
    assert driver.state.window == before
    assert "select" not in driver.kinds


def test_a_rubber_band_over_the_edge_moves_the_window(qtbot: QtBot, driver: TimelineDriver) -> None:
    day, start = driver.day_at(600), driver.state.window.start
    drag(driver, LEFT, GROUND, QPoint(960, 585), keys=SHIFT)
    qtbot.waitUntil(lambda: driver.state.window.start > start + 400)
    end = driver.day_at(driver.view.scene().width)
    QTest.mouseRelease(driver.view, LEFT, SHIFT, QPoint(960, 585))
    assert driver.state.window.start == pytest.approx(day, abs=1e-6)
    assert driver.state.window.end >= end - 1e-6


def test_the_cursor_shows_what_a_press_would_do(driver: TimelineDriver) -> None:
    assert driver.move(driver.label("event/ce6-launch")) == Qt.CursorShape.PointingHandCursor
    assert driver.move(GROUND) == Qt.CursorShape.OpenHandCursor
    assert driver.move(GROUND, keys=SHIFT) == Qt.CursorShape.IBeamCursor
    assert driver.move(QPoint(400, 10)) == Qt.CursorShape.ArrowCursor


def test_during_a_drag_the_wheel_and_a_second_button_do_nothing(driver: TimelineDriver) -> None:
    drag(driver, LEFT, GROUND, GROUND + QPoint(40, 0))
    window = driver.state.window
    driver.wheel(500.0, QPoint(0, 120))
    QTest.mousePress(driver.view, Qt.MouseButton.MiddleButton, NO_KEYS, GROUND + QPoint(40, 0))
    assert driver.state.window == window
    assert driver.kinds == {"pan"}


def test_shift_during_a_drag_keeps_the_closed_hand(driver: TimelineDriver) -> None:
    drag(driver, LEFT, GROUND, GROUND + QPoint(40, 0))
    QTest.keyPress(driver.view, Qt.Key.Key_Shift)
    assert driver.view.cursor().shape() == Qt.CursorShape.ClosedHandCursor


def test_a_double_click_with_another_button_frames_nothing(driver: TimelineDriver) -> None:
    QTest.mouseDClick(driver.view, Qt.MouseButton.RightButton, NO_KEYS, driver.label("event/ce6-launch"))
    assert driver.requests == []


def test_a_rubber_band_without_width_moves_nothing(driver: TimelineDriver) -> None:
    drag(driver, LEFT, GROUND, GROUND + QPoint(30, 0), GROUND + QPoint(1, 0), keys=SHIFT)
    QTest.mouseRelease(driver.view, LEFT, SHIFT, GROUND + QPoint(1, 0))
    assert driver.requests == []


def test_escape_before_a_drag_begins_keeps_the_window(driver: TimelineDriver) -> None:
    QTest.mousePress(driver.view, LEFT, NO_KEYS, GROUND)
    QTest.keyClick(driver.view, Qt.Key.Key_Escape)
    QTest.mouseRelease(driver.view, LEFT, NO_KEYS, GROUND)
    assert "window" not in driver.kinds


def test_after_a_long_press_the_menu_is_requested_once(qtbot: QtBot, driver: TimelineDriver) -> None:
    view, position = driver.view, driver.label("event/ce7-launch")
    long_press(qtbot, driver, position)
    mouse = QContextMenuEvent.Reason.Mouse  # some systems send this event too
    QApplication.sendEvent(view, QContextMenuEvent(mouse, position, view.mapToGlobal(position)))
    QTest.touchEvent(view, screen()).release(0, position, view).commit()
    assert driver.requests == [("menu", "event/ce7-launch")]
