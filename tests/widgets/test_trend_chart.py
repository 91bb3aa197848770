"""The trend chart: signals for clicks and keys, tooltips, emphasis."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QToolTip
from pytestqt.qtbot import QtBot

from tests import builders
from tests.builders import claim, event
from tests.qt import TODAY, tooltip_at
from viewer.model.programme import Programme
from viewer.theme import DARK, LIGHT
from viewer.timeline.scene import Label, Mark
from viewer.timeline.trend_scene import claims_at
from viewer.widgets.trend_chart import TrendChart


@pytest.fixture
def chart(qtbot: QtBot, programme: Programme) -> TrendChart:
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.resize(760, 320)
    chart.show_theme(LIGHT)
    chart.show_programme(programme, ("ce7-launch",), TODAY)
    chart.show()
    qtbot.waitExposed(chart)
    return chart


def point_of(chart: TrendChart, ref: str) -> QPoint:
    mark = next(shape for shape in chart.scene().shapes if isinstance(shape, Mark) and shape.ref == ref)
    x, y = mark.box.centre
    return QPoint(round(x), round(y))


def alone(chart: TrendChart) -> str:
    """A claim whose point shares its place with no other."""
    marks = [shape for shape in chart.scene().shapes if isinstance(shape, Mark)]
    return next(mark.ref for mark in marks if claims_at(chart.scene(), *mark.box.centre) == (mark.ref,))


def crowded(chart: TrendChart) -> str:
    marks = [shape for shape in chart.scene().shapes if isinstance(shape, Mark)]
    return max(marks, key=lambda mark: len(claims_at(chart.scene(), *mark.box.centre))).ref


def test_a_click_on_a_point_requests_its_claim(chart: TrendChart, qtbot: QtBot) -> None:
    ref = alone(chart)
    with qtbot.waitSignal(chart.claim_requested) as request:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=point_of(chart, ref))
    assert request.args == ["event/ce7-launch", int(ref.rpartition("/")[2])]


def test_a_menu_offers_the_claims_that_share_a_point(chart: TrendChart, qtbot: QtBot) -> None:
    place = point_of(chart, crowded(chart))
    with qtbot.assertNotEmitted(chart.claim_requested):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    menu = chart.findChild(QMenu)
    assert menu is not None
    assert len(menu.actions()) == len(claims_at(chart.scene(), place.x(), place.y())) > 1
    with qtbot.waitSignal(chart.claim_requested) as request:
        menu.actions()[0].trigger()
    assert request.args is not None
    assert request.args[0] == "event/ce7-launch"
    menu.close()


def test_a_click_on_a_name_selects_its_event(chart: TrendChart, qtbot: QtBot, programme: Programme) -> None:
    chart.show_programme(programme, ("ce6-launch", "ce8-launch"), TODAY)
    named = (shape for shape in chart.scene().shapes if isinstance(shape, Label))
    label = next(label for label in named if label.ref == "event/ce8-launch")
    x, y = label.box.centre
    with qtbot.waitSignal(chart.select_requested) as request:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert request.args == ["event/ce8-launch"]


def test_a_click_on_empty_ground_does_nothing(chart: TrendChart, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(chart.claim_requested), qtbot.assertNotEmitted(chart.select_requested):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() // 2, 20))
    assert chart.tooltip_at(chart.width() / 2, 20.0) == ""


def test_the_tooltip_of_a_claim_says_who_said_it_and_its_source(chart: TrendChart, programme: Programme) -> None:
    claims = programme.status("ce7-launch").claims
    index = next(i for i, claim in enumerate(claims) if claim.sources == ("cgtn-2024-06-27",))
    place = point_of(chart, f"claim/ce7-launch/{index}")
    tooltip = chart.tooltip_at(place.x(), place.y())
    assert "around 2026 (said 27 June 2024 by CGTN)" in tooltip
    assert tooltip.count("CGTN") >= 2, "speaker and source"


def test_keys_go_through_every_claim_and_enter_opens_it(chart: TrendChart, qtbot: QtBot) -> None:
    chart.setFocus()
    claims = chart.claims()
    opened: list[int] = []
    chart.claim_requested.connect(lambda _event, index: opened.append(index))
    for _claim in claims:
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened == [int(ref.rpartition("/")[2]) for ref in claims]
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened[-1] == opened[0]


def test_showing_emits_nothing(chart: TrendChart, qtbot: QtBot, programme: Programme) -> None:
    with qtbot.assertNotEmitted(chart.claim_requested), qtbot.assertNotEmitted(chart.select_requested):
        chart.show_programme(programme.as_of(date(2024, 6, 27)), ("ce8-launch",), TODAY)
        chart.show_theme(DARK)
        chart.retranslate()
        chart.grab()


def test_an_empty_chart_says_that_no_date_moved(chart: TrendChart, programme: Programme) -> None:
    chart.show_programme(programme, (), TODAY)
    chart.grab()
    assert chart.accessibleDescription() == "No date has moved by this day."


def test_the_line_under_the_mouse_is_emphasised(chart: TrendChart, qtbot: QtBot, programme: Programme) -> None:
    chart.show_programme(programme, ("ce6-launch", "ce7-launch", "ce8-launch"), TODAY, "ce7-launch")
    assert chart.emphasised_event() == "ce7-launch"
    qtbot.mouseMove(chart, point_of(chart, "claim/ce6-launch/4"))
    qtbot.waitUntil(lambda: chart.emphasised_event() == "ce6-launch")
    seen = chart.grab().toImage()
    qtbot.mouseMove(chart, QPoint(chart.width() // 2, 12))
    qtbot.waitUntil(lambda: chart.emphasised_event() == "ce7-launch")
    assert chart.grab().toImage() != seen


def test_the_pointer_at_rest_shows_the_tooltip(chart: TrendChart, qtbot: QtBot) -> None:
    assert "said 24 April 2022 by CNSA" in tooltip_at(chart, point_of(chart, "claim/ce7-launch/1"))
    tooltip_at(chart, QPoint(chart.width() // 2, 20))
    qtbot.waitUntil(lambda: QToolTip.text() == "")


def test_of_many_claims_at_a_point_the_tooltip_counts_the_last_ones(chart: TrendChart) -> None:
    events = tuple(event(f"e{n}", claim("2026", "2024-01-01"), claim("2028", "2025-01-01")) for n in range(7))
    moved = builders.programme(*events).as_of(TODAY)
    chart.show_programme(moved, tuple(entry.id for entry in events), TODAY)
    place = point_of(chart, "claim/e0/0")
    tooltip = chart.tooltip_at(place.x(), place.y())
    claims = claims_at(chart.scene(), place.x(), place.y())
    assert tooltip.count("said") == 4 < len(claims)
    assert tooltip.endswith(f"and {len(claims) - 4} more here")


def test_another_button_and_other_keys_request_nothing(chart: TrendChart, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(chart.claim_requested), qtbot.assertNotEmitted(chart.select_requested):
        qtbot.mouseClick(chart, Qt.MouseButton.RightButton, pos=point_of(chart, alone(chart)))
        qtbot.keyClick(chart, Qt.Key.Key_F)
        qtbot.keyClick(chart, Qt.Key.Key_Return)  # no claim is current yet


def test_without_lines_keys_go_nowhere(chart: TrendChart, qtbot: QtBot, programme: Programme) -> None:
    chart.show_programme(programme, (), TODAY)
    with qtbot.assertNotEmitted(chart.claim_requested):
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Return):
            qtbot.keyClick(chart, key)


def test_without_a_programme_the_chart_is_empty(qtbot: QtBot) -> None:
    chart = TrendChart()
    qtbot.addWidget(chart)
    image = chart.grab().toImage()
    assert len({image.pixel(x, image.height() // 2) for x in range(image.width())}) == 1
    assert chart.tooltip_at(30.0, 30.0) == ""
    with qtbot.assertNotEmitted(chart.select_requested):
        qtbot.mouseMove(chart, QPoint(30, 30))
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
        qtbot.keyClick(chart, Qt.Key.Key_Right)
