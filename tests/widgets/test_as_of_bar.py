"""The as-of control wishes for days; it never sets them itself."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from viewer.widgets.as_of_bar import AsOfBar, day_from

TODAY = date(2026, 11, 22)
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
def test_only_a_day_or_now_is_taken(text: str, day: date | None) -> None:
    assert day_from(text, TODAY) == day


def test_showing_a_day_wishes_for_nothing(bar: AsOfBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.day_requested):
        bar.show_days(DAYS, date(2024, 6, 27), TODAY)
    assert bar.field.text() == "2024-06-27"


def test_a_typed_day_is_a_wish(bar: AsOfBar, qtbot: QtBot) -> None:
    bar.field.setText("2024-06-27")
    with qtbot.waitSignal(bar.day_requested) as wish:
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert wish.args == [date(2024, 6, 27)]


def test_a_day_not_yet_come_is_now(bar: AsOfBar, qtbot: QtBot) -> None:
    bar.field.setText("2031-01-01")
    with qtbot.waitSignal(bar.day_requested) as wish:
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert wish.args == [None]


def test_what_is_no_day_is_refused_with_its_text(bar: AsOfBar, qtbot: QtBot) -> None:
    bar.field.setText("June 2024")
    with qtbot.waitSignal(bar.refused) as refused, qtbot.assertNotEmitted(bar.day_requested):
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert refused.args == ["June 2024"]


def test_steps_go_over_the_days_of_change_and_end_at_now(bar: AsOfBar, qtbot: QtBot) -> None:
    wished: list[date | None] = []
    bar.day_requested.connect(wished.append)
    qtbot.mouseClick(bar.earlier, Qt.MouseButton.LeftButton)
    bar.show_days(DAYS, DAYS[2], TODAY)
    qtbot.mouseClick(bar.earlier, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar.later, Qt.MouseButton.LeftButton)
    bar.show_days(DAYS, DAYS[3], TODAY)
    qtbot.mouseClick(bar.later, Qt.MouseButton.LeftButton)
    assert wished == [DAYS[3], DAYS[1], DAYS[3], None]


def test_nothing_lies_before_the_first_word_nor_after_now(bar: AsOfBar) -> None:
    assert not bar.later.isEnabled()
    assert not bar.now.isEnabled()
    bar.show_days(DAYS, DAYS[0], TODAY)
    assert not bar.earlier.isEnabled()
    assert bar.later.isEnabled()


def test_a_click_at_the_right_end_of_the_slider_is_now(bar: AsOfBar, qtbot: QtBot) -> None:
    end = QPoint(bar.slider.width() - 8, bar.slider.height() // 2)
    with qtbot.waitSignal(bar.slider.day_requested) as wish:
        qtbot.mouseClick(bar.slider, Qt.MouseButton.LeftButton, pos=end)
    assert wish.args == [None]


def test_a_click_on_the_slider_takes_the_nearest_day_of_change(bar: AsOfBar, qtbot: QtBot) -> None:
    place = QPoint(round(bar.slider.x_of(DAYS[2])) + 2, bar.slider.height() // 2)
    with qtbot.waitSignal(bar.slider.day_requested) as wish:
        qtbot.mouseClick(bar.slider, Qt.MouseButton.LeftButton, pos=place)
    assert wish.args == [DAYS[2]]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.sets(st.dates(date(1990, 1, 1), TODAY), max_size=300), st.integers(0, 700))
def test_among_many_days_every_one_has_its_tick_and_the_nearest_is_taken(bar: AsOfBar, days: set[date], x: int) -> None:
    slider = bar.slider
    slider.show_days(tuple(sorted(days)), TODAY, TODAY)
    slider.grab()
    assert slider._ticks == sorted({round(slider.x_of(day)) for day in days})
    taken = slider._day_at(float(x))
    if taken is None:
        assert not days or x >= slider.x_of(TODAY) - 4
    else:
        assert abs(slider.x_of(taken) - x) == min(abs(slider.x_of(day) - x) for day in days)
