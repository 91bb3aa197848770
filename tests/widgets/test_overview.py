"""The overview under hands and keys: it wishes for windows."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from viewer.load.folder import load_programme
from viewer.model.calendar import day_number
from viewer.resources import data_folder
from viewer.state import Span
from viewer.theme import THEMES
from viewer.widgets.overview import OverviewStrip

TODAY = date(2026, 11, 22)
WINDOW = Span(day_number(date(2024, 1, 1)), day_number(date(2034, 1, 1)))


@pytest.fixture
def strip(qtbot: QtBot) -> OverviewStrip:
    programme = load_programme(data_folder()).programme
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
    with qtbot.waitSignal(strip.window_wished) as signal:
        qtbot.keyClick(strip, key, modifier)
    shares = [(day - WINDOW.start) / WINDOW.length for day in signal.args]
    assert shares == pytest.approx(wished)


def test_a_double_click_or_home_wishes_for_all(qtbot: QtBot, strip: OverviewStrip) -> None:
    with qtbot.waitSignal(strip.whole_wished):
        qtbot.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(500, 30))
    with qtbot.waitSignal(strip.whole_wished):
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
