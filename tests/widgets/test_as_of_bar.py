"""AsOfBar: it requests days and sets none itself; the slider has a tick for every day of change."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.qt import TODAY
from viewer.widgets.as_of_bar import AsOfBar, day_from

NO_KEYS = Qt.KeyboardModifier.NoModifier
DAYS = (date(2021, 6, 30), date(2024, 6, 27), date(2025, 4, 24), date(2026, 8, 23))


@pytest.fixture
def bar(qtbot: QtBot) -> AsOfBar:
    bar = AsOfBar()
    qtbot.addWidget(bar)
    bar.resize(700, 40)
    bar.show_days(DAYS, None, TODAY)
    bar.show()
    return bar


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-27", date(2024, 6, 27)),
        (" now ", TODAY),
        ("Today", TODAY),
        ("", TODAY),
        ("2024-06", None),
        ("2024-06-27~", None),
        ("2024-06-27/2024-07-01", None),
        ("last summer", None),
        ("2025-02-29", None),
    ],
)
def test_a_typed_day_is_edtf_to_the_day_or_now(text: str, day: date | None) -> None:
    assert day_from(text, TODAY) == day


def test_showing_a_day_requests_nothing(bar: AsOfBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.day_requested):
        bar.show_days(DAYS, date(2024, 6, 27), TODAY)
    assert bar.field.text() == "2024-06-27"


def test_a_typed_day_is_requested(bar: AsOfBar, qtbot: QtBot) -> None:
    bar.field.setText("2024-06-27")
    with qtbot.waitSignal(bar.day_requested) as requested:
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert requested.args == [date(2024, 6, 27)]


def test_a_future_day_is_now(bar: AsOfBar, qtbot: QtBot) -> None:
    bar.field.setText("2031-01-01")
    with qtbot.waitSignal(bar.day_requested) as requested:
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert requested.args == [None]


def test_text_that_is_no_day_is_refused(bar: AsOfBar, qtbot: QtBot) -> None:
    bar.field.setText("June 2024")
    with qtbot.waitSignal(bar.refused) as refused, qtbot.assertNotEmitted(bar.day_requested):
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert refused.args == ["June 2024"]


def test_steps_go_from_change_to_change_and_end_at_now(bar: AsOfBar, qtbot: QtBot) -> None:
    days: list[date | None] = []
    bar.day_requested.connect(days.append)
    qtbot.mouseClick(bar.earlier, Qt.MouseButton.LeftButton)
    bar.show_days(DAYS, DAYS[2], TODAY)
    qtbot.mouseClick(bar.earlier, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar.later, Qt.MouseButton.LeftButton)
    bar.show_days(DAYS, DAYS[3], TODAY)
    qtbot.mouseClick(bar.later, Qt.MouseButton.LeftButton)
    assert days == [DAYS[3], DAYS[1], DAYS[3], None]


def test_steps_are_disabled_before_the_first_change_and_at_now(bar: AsOfBar) -> None:
    assert not bar.later.isEnabled()
    assert not bar.now.isEnabled()
    bar.show_days(DAYS, DAYS[0], TODAY)
    assert not bar.earlier.isEnabled()
    assert bar.later.isEnabled()


def test_a_click_at_the_right_end_of_the_slider_is_now(bar: AsOfBar, qtbot: QtBot) -> None:
    end = QPoint(bar.slider.width() - 8, bar.slider.height() // 2)
    with qtbot.waitSignal(bar.slider.day_requested) as requested:
        qtbot.mouseClick(bar.slider, Qt.MouseButton.LeftButton, pos=end)
    assert requested.args == [None]


def test_a_click_on_the_slider_requests_the_nearest_day_of_change(bar: AsOfBar, qtbot: QtBot) -> None:
    position = QPoint(round(bar.slider.x_of(DAYS[2])) + 2, bar.slider.height() // 2)
    with qtbot.waitSignal(bar.slider.day_requested) as requested:
        qtbot.mouseClick(bar.slider, Qt.MouseButton.LeftButton, pos=position)
    assert requested.args == [DAYS[2]]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.sets(st.dates(date(1990, 1, 1), TODAY), max_size=300), st.integers(0, 700))
def test_each_of_many_days_has_a_tick_and_the_nearest_is_chosen(bar: AsOfBar, days: set[date], x: int) -> None:
    slider = bar.slider
    slider.show_days(tuple(sorted(days)), TODAY, TODAY)
    assert slider.ticks == sorted({round(slider.x_of(day)) for day in days})
    nearest = slider.day_at(float(x))
    if nearest is None:
        assert not days or x >= slider.x_of(TODAY) - 4
    else:
        assert abs(slider.x_of(nearest) - x) == min(abs(slider.x_of(day) - x) for day in days)


def test_a_drag_on_the_slider_requests_the_days_below_the_pointer(bar: AsOfBar, qtbot: QtBot) -> None:
    days: list[date | None] = []
    bar.slider.day_requested.connect(days.append)
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton):
        point = QPointF(bar.slider.x_of(DAYS[1]), bar.slider.height() / 2)
        moved = QMouseEvent(QEvent.Type.MouseMove, point, bar.slider.mapToGlobal(point), button, button, NO_KEYS)
        QApplication.sendEvent(bar.slider, moved)
    assert days == [DAYS[1]]


def test_before_the_first_change_there_is_no_step_back(bar: AsOfBar, qtbot: QtBot) -> None:
    bar.show_days(DAYS, DAYS[0], TODAY)
    with qtbot.assertNotEmitted(bar.day_requested):
        bar.step(-1)
