"""OverviewStrip: mouse, wheel, touchpad and keys request windows; the frame, the marks and the focus are painted."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from tests.qt import turn_wheel
from viewer.model.calendar import day_number
from viewer.state import Span
from viewer.theme import THEMES
from viewer.widgets.overview import OverviewStrip

TODAY = date(2026, 11, 22)
WINDOW = Span(day_number(date(2024, 1, 1)), day_number(date(2034, 1, 1)))


@pytest.fixture
def strip(qtbot: QtBot) -> OverviewStrip:
    programme = curated_data().programme
    assert programme is not None
    widget = OverviewStrip(150.0)
    qtbot.addWidget(widget)
    widget.resize(900, 72)
    widget.show_theme(THEMES["light"])
    widget.show_programme(programme.as_of(date(2025, 6, 1)), WINDOW, TODAY)
    widget.show()
    return widget


@pytest.mark.parametrize(
    ("key", "shift", "requested"),
    [
        (Qt.Key.Key_Right, False, (0.1, 1.1)),
        (Qt.Key.Key_Left, False, (-0.1, 0.9)),
        (Qt.Key.Key_Right, True, (0.0, 1.1)),
        (Qt.Key.Key_Left, True, (0.0, 0.9)),
        (Qt.Key.Key_Minus, False, (-0.25, 1.25)),
    ],
)
def test_keys_move_the_frame_or_its_end(
    qtbot: QtBot, strip: OverviewStrip, key: Qt.Key, shift: bool, requested: tuple[float, float]
) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(strip.window_requested) as signal:
        qtbot.keyClick(strip, key, modifier)
    shares = [(day - WINDOW.start) / WINDOW.length for day in signal.args]
    assert shares == pytest.approx(requested)


def test_page_keys_move_by_a_whole_frame_and_ctrl_moves_the_start(qtbot: QtBot, strip: OverviewStrip) -> None:
    with qtbot.waitSignal(strip.window_requested) as signal:
        qtbot.keyClick(strip, Qt.Key.Key_PageDown)
    assert signal.args == pytest.approx([WINDOW.end, WINDOW.end + WINDOW.length])
    with qtbot.waitSignal(strip.window_requested) as signal:
        qtbot.keyClick(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert signal.args == pytest.approx([WINDOW.start - WINDOW.length / 10, WINDOW.end])


def move(strip: OverviewStrip, x: float, pressed: bool = False) -> Qt.CursorShape:
    """Move the pointer to `x` and return the cursor."""
    position = QPointF(x, 30.0)
    button = Qt.MouseButton.LeftButton if pressed else Qt.MouseButton.NoButton
    keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        strip, QMouseEvent(QEvent.Type.MouseMove, position, strip.mapToGlobal(position), button, button, keys)
    )
    return strip.cursor().shape()


def test_the_cursor_shows_what_can_be_dragged(qtbot: QtBot, strip: OverviewStrip) -> None:
    window, shapes = strip.strip().window, Qt.CursorShape
    assert move(strip, window.x) == shapes.SizeHorCursor
    assert move(strip, window.right) == shapes.SizeHorCursor
    assert move(strip, window.x + window.width / 2) == shapes.OpenHandCursor
    assert move(strip, window.right + 60) == shapes.ArrowCursor
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(round(window.centre[0]), 30))
    assert strip.cursor().shape() == shapes.ClosedHandCursor


@pytest.mark.parametrize("part", ["start", "end", "frame"])
def test_each_part_of_the_frame_is_dragged_and_escape_restores_it(
    qtbot: QtBot, strip: OverviewStrip, part: str
) -> None:
    requested: list[tuple[float, float]] = []
    strip.window_requested.connect(lambda start, end: requested.append((start, end)))
    box = strip.strip().window
    x = {"start": box.x, "end": box.right, "frame": box.centre[0]}[part]
    days = strip.strip().scale.length(30.0)
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(round(x), 30))
    move(strip, round(x) + 30.0, pressed=True)
    start = WINDOW.start + days * (part != "end")
    end = WINDOW.end + days * (part != "start")
    assert requested[-1] == pytest.approx((start, end))
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert requested[-1] == (WINDOW.start, WINDOW.end)


def test_an_edge_is_not_dragged_past_the_other(qtbot: QtBot, strip: OverviewStrip) -> None:
    box = strip.strip().window
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(round(box.x), 30))
    with qtbot.waitSignal(strip.window_requested) as signal:
        move(strip, box.right + 200, pressed=True)
    start, end = signal.args
    assert start < end == WINDOW.end


def test_the_wheel_zooms_about_the_day_below_it(qtbot: QtBot, strip: OverviewStrip) -> None:
    x = strip.strip().window.x + 20.0
    day, position = strip.strip().scale.days(x), QPointF(x, 30.0)
    with qtbot.waitSignal(strip.window_requested) as signal:
        turn_wheel(strip, position, QPoint(0, 120))
    start, end = signal.args
    assert end - start == pytest.approx(WINDOW.length / 1.25)
    assert (day - start) / (end - start) == pytest.approx((day - WINDOW.start) / WINDOW.length)


def test_a_pinch_outside_the_frame_zooms_about_its_middle(qtbot: QtBot, strip: OverviewStrip) -> None:
    position, touchpad = (QPointF(strip.strip().window.right + 40.0, 30.0), QPointingDevice.primaryPointingDevice())
    kind = Qt.NativeGestureType.ZoomNativeGesture
    with qtbot.waitSignal(strip.window_requested) as signal:
        QApplication.sendEvent(
            strip,
            QNativeGestureEvent(kind, touchpad, 2, position, position, strip.mapToGlobal(position), 1.0, QPointF()),
        )
    quarter = WINDOW.length / 4
    assert signal.args == pytest.approx([WINDOW.middle - quarter, WINDOW.middle + quarter])


def test_the_accessible_name_includes_what_the_frame_shows(strip: OverviewStrip) -> None:
    strip.setFocus()
    assert strip.accessibleName() == "Overview: 1 January 2024 to 31 December 2033"


def test_a_double_click_and_home_request_the_whole(qtbot: QtBot, strip: OverviewStrip) -> None:
    with qtbot.waitSignal(strip.whole_requested):
        qtbot.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(500, 30))
    with qtbot.waitSignal(strip.whole_requested):
        qtbot.keyClick(strip, Qt.Key.Key_Home)


def test_the_focus_and_the_as_of_day_are_painted(qtbot: QtBot, strip: OverviewStrip) -> None:
    x = strip.strip().as_of_x
    assert x is not None
    strip.clearFocus()
    before = strip.grab().toImage()
    column = {before.pixelColor(int(x), y).name().upper() for y in range(2, 50)}
    assert THEMES["light"].palette["as-of"] in column
    strip.setFocus()
    qtbot.waitUntil(strip.hasFocus)
    assert strip.grab().toImage() != before


def test_every_mark_is_painted(strip: OverviewStrip) -> None:
    image, overview = strip.grab().toImage(), strip.strip()
    ratio, ground = image.devicePixelRatio(), THEMES["light"].palette["ground"]
    boxes = [box for boxes in overview.marks.values() for box in boxes]
    outside = [box for box in boxes if box.right < overview.window.x or box.x > overview.window.right]
    assert len(overview.marks) < len(boxes) / 2
    assert len(outside) > 10
    for box in outside:
        x, y = box.centre
        assert image.pixelColor(int(x * ratio), int(y * ratio)).name().upper() != ground


def test_a_frame_too_narrow_for_grips_has_a_flag(strip: OverviewStrip) -> None:
    programme = curated_data().programme
    assert programme is not None
    colours_at_flag = []
    for length in (4000.0, 0.5):
        window = Span(WINDOW.start, WINDOW.start + length)
        strip.show_programme(programme.as_of(TODAY), window, TODAY)
        image = strip.grab().toImage()
        x, y = strip.strip().window.centre[0] * image.devicePixelRatio(), 5 * image.devicePixelRatio()
        colours_at_flag.append(image.pixelColor(round(x), round(y)))
    long, short = colours_at_flag
    assert short.value() < long.value() - 40, (short, long)


def test_a_press_beside_the_frame_moves_it_there_and_goes_on_as_a_drag(qtbot: QtBot, strip: OverviewStrip) -> None:
    requested: list[list[float]] = []
    strip.window_requested.connect(lambda start, end: requested.append([start, end]))
    overview = strip.strip()
    x = round(overview.window.right) + 60
    day, half = overview.scale.days(x), WINDOW.length / 2
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 30))
    assert requested == [pytest.approx([day - half, day + half])]
    assert strip.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 30))
    assert strip.cursor().shape() == Qt.CursorShape.ArrowCursor
    move(strip, x + 40.0, pressed=True)
    assert len(requested) == 1, "the drag has ended"


@pytest.mark.parametrize(
    ("button", "x"), [(Qt.MouseButton.RightButton, 500), (Qt.MouseButton.LeftButton, 40)], ids=["right", "header"]
)
def test_other_buttons_and_the_header_move_nothing(
    qtbot: QtBot, strip: OverviewStrip, button: Qt.MouseButton, x: int
) -> None:
    with qtbot.assertNotEmitted(strip.window_requested):
        qtbot.mousePress(strip, button, pos=QPoint(x, 30))
        move(strip, x + 40.0, pressed=True)


def test_a_double_click_with_another_button_requests_nothing(qtbot: QtBot, strip: OverviewStrip) -> None:
    with qtbot.assertNotEmitted(strip.whole_requested):
        qtbot.mouseDClick(strip, Qt.MouseButton.RightButton, pos=QPoint(500, 30))


def test_the_wheel_sideways_pans_unless_the_frame_is_dragged(qtbot: QtBot, strip: OverviewStrip) -> None:
    requested: list[Span] = []
    strip.window_requested.connect(lambda start, end: requested.append(Span(start, end)))
    middle = QPointF(strip.strip().window.centre[0], 30.0)
    turn_wheel(strip, middle, QPoint(-120, 0))
    turn_wheel(strip, middle, QPoint(120, 0))
    assert [window.length for window in requested] == pytest.approx([WINDOW.length] * 2)
    assert requested[0].start > WINDOW.start > requested[1].start
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    turn_wheel(strip, middle, QPoint(-120, 0))
    assert len(requested) == 2


def test_a_key_never_moves_the_end_to_the_start(qtbot: QtBot, strip: OverviewStrip) -> None:
    with qtbot.assertNotEmitted(strip.window_requested):
        qtbot.keyClick(strip, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier)


def test_without_a_programme_the_strip_is_empty(qtbot: QtBot) -> None:
    strip = OverviewStrip(150.0)
    qtbot.addWidget(strip)
    strip.retranslate()
    image = strip.grab().toImage()
    assert strip.accessibleName() == "Overview"
    assert len({image.pixel(x, 30) for x in range(image.width())}) == 1
