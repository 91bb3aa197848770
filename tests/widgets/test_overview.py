"""The overview under hands and keys: it wishes for windows."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from viewer.model.calendar import day_number
from viewer.state import Span
from viewer.theme import THEMES
from viewer.widgets.overview import OverviewStrip
from viewer.widgets.overview_painter import SHADES, boxes_by_colour

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
    ("key", "shift", "wished"),
    [
        (Qt.Key.Key_Right, False, (0.1, 1.1)),
        (Qt.Key.Key_Left, False, (-0.1, 0.9)),
        (Qt.Key.Key_Right, True, (0.0, 1.1)),
        (Qt.Key.Key_Left, True, (0.0, 0.9)),
        (Qt.Key.Key_Minus, False, (-0.25, 1.25)),
    ],
)
def test_keys_move_the_window_or_its_end(
    qtbot: QtBot, strip: OverviewStrip, key: Qt.Key, shift: bool, wished: tuple[float, float]
) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(strip.window_requested) as signal:
        qtbot.keyClick(strip, key, modifier)
    shares = [(day - WINDOW.start) / WINDOW.length for day in signal.args]
    assert shares == pytest.approx(wished)


def test_the_pages_move_by_a_whole_frame_and_ctrl_moves_the_start(qtbot: QtBot, strip: OverviewStrip) -> None:
    with qtbot.waitSignal(strip.window_requested) as signal:
        qtbot.keyClick(strip, Qt.Key.Key_PageDown)
    assert signal.args == pytest.approx([WINDOW.end, WINDOW.end + WINDOW.length])
    with qtbot.waitSignal(strip.window_requested) as signal:
        qtbot.keyClick(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert signal.args == pytest.approx([WINDOW.start - WINDOW.length / 10, WINDOW.end])


def moved(strip: OverviewStrip, x: float, pressed: bool = False) -> Qt.CursorShape:
    """Move the pointer to `x`; the cursor there."""
    at, left = QPointF(x, 30.0), Qt.MouseButton.LeftButton
    button = left if pressed else Qt.MouseButton.NoButton
    keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        strip, QMouseEvent(QEvent.Type.MouseMove, at, strip.mapToGlobal(at), button, button, keys)
    )
    return strip.cursor().shape()


def test_cursors_tell_edges_frame_and_drag(qtbot: QtBot, strip: OverviewStrip) -> None:
    window, shapes = strip.strip().window, Qt.CursorShape
    assert moved(strip, window.x) == shapes.SizeHorCursor
    assert moved(strip, window.right) == shapes.SizeHorCursor
    assert moved(strip, window.x + window.width / 2) == shapes.OpenHandCursor
    assert moved(strip, window.right + 60) == shapes.ArrowCursor
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(round(window.centre[0]), 30))
    assert strip.cursor().shape() == shapes.ClosedHandCursor


@pytest.mark.parametrize("grip", ["start", "end", "window"])
def test_each_part_of_the_frame_is_dragged_and_escape_puts_it_back(
    qtbot: QtBot, strip: OverviewStrip, grip: str
) -> None:
    wished: list[tuple[float, float]] = []
    strip.window_requested.connect(lambda start, end: wished.append((start, end)))
    box = strip.strip().window
    x = {"start": box.x, "end": box.right, "window": box.centre[0]}[grip]
    days = strip.strip().scale.length(30.0)
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(round(x), 30))
    moved(strip, round(x) + 30.0, pressed=True)
    start = WINDOW.start + days * (grip != "end")
    end = WINDOW.end + days * (grip != "start")
    assert wished[-1] == pytest.approx((start, end))
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert wished[-1] == (WINDOW.start, WINDOW.end)


def test_an_edge_is_not_pulled_past_the_other(qtbot: QtBot, strip: OverviewStrip) -> None:
    box = strip.strip().window
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(round(box.x), 30))
    with qtbot.waitSignal(strip.window_requested) as signal:
        moved(strip, box.right + 200, pressed=True)
    start, end = signal.args
    assert start < end == WINDOW.end


def test_the_wheel_zooms_about_the_day_beneath_it(qtbot: QtBot, strip: OverviewStrip) -> None:
    x = strip.strip().window.x + 20.0
    day, place = strip.strip().scale.days(x), QPointF(x, 30.0)
    with qtbot.waitSignal(strip.window_requested) as signal:
        QApplication.sendEvent(
            strip,
            QWheelEvent(
                place, strip.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            ),
        )  # fmt: skip
    start, end = signal.args
    assert end - start == pytest.approx(WINDOW.length / 1.25)
    assert (day - start) / (end - start) == pytest.approx((day - WINDOW.start) / WINDOW.length)


def test_a_pinch_outside_the_frame_zooms_about_its_middle(qtbot: QtBot, strip: OverviewStrip) -> None:
    place, pad = QPointF(strip.strip().window.right + 40.0, 30.0), QPointingDevice.primaryPointingDevice()
    kind = Qt.NativeGestureType.ZoomNativeGesture
    with qtbot.waitSignal(strip.window_requested) as signal:
        QApplication.sendEvent(
            strip, QNativeGestureEvent(kind, pad, 2, place, place, strip.mapToGlobal(place), 1.0, QPointF())
        )
    quarter = WINDOW.length / 4
    assert signal.args == pytest.approx([WINDOW.middle - quarter, WINDOW.middle + quarter])


def test_a_screen_reader_is_told_what_the_frame_shows(strip: OverviewStrip) -> None:
    strip.setFocus()
    assert strip.accessibleName() == "Overview: 1 January 2024 to 31 December 2033"


def test_a_double_click_or_home_wishes_for_all(qtbot: QtBot, strip: OverviewStrip) -> None:
    with qtbot.waitSignal(strip.whole_requested):
        qtbot.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(500, 30))
    with qtbot.waitSignal(strip.whole_requested):
        qtbot.keyClick(strip, Qt.Key.Key_Home)


def test_the_focus_and_the_day_looked_from_are_seen(qtbot: QtBot, strip: OverviewStrip) -> None:
    x = strip.strip().as_of_x
    assert x is not None
    strip.clearFocus()
    before = strip.grab().toImage()
    column = {before.pixelColor(int(x), y).name().upper() for y in range(2, 50)}
    assert THEMES["light"].palette["as-of"] in column
    strip.setFocus()
    qtbot.waitUntil(strip.hasFocus)
    assert strip.grab().toImage() != before


def test_marks_are_painted_by_colour_and_none_is_left_out(strip: OverviewStrip) -> None:
    marks = strip.strip().marks
    colours = boxes_by_colour(marks)
    assert sum(map(len, colours.values())) == len(marks)
    assert len(colours) < len(marks) / 2
    for box, lane, density in marks:
        alpha = 0.45 + 0.55 * density if density else 0.38
        assert any(
            its_lane == lane
            and abs(its_alpha - alpha) <= 0.55 / SHADES / 2 + 1e-9
            and QRectF(box.x, box.y, box.width, box.height) in boxes
            for (its_lane, its_alpha), boxes in colours.items()
        )


def test_a_window_too_short_for_grips_has_a_flag(strip: OverviewStrip) -> None:
    programme = curated_data().programme
    assert programme is not None
    at_head = []
    for length in (4000.0, 0.5):
        window = Span(WINDOW.start, WINDOW.start + length)
        strip.show_programme(programme.as_of(TODAY), window, TODAY)
        picture = strip.grab().toImage()
        x, y = strip.strip().window.centre[0] * picture.devicePixelRatio(), 5 * picture.devicePixelRatio()
        at_head.append(picture.pixelColor(round(x), round(y)))
    far, near = at_head
    assert near.value() < far.value() - 40, (near, far)
