"""Navigation: walking, zooming, framing, measuring, and going to dates; each is one step that Back takes back."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.qt import status_text, trigger
from viewer.app.main_controller import MainController
from viewer.app.navigation import YEAR, span_of
from viewer.model.calendar import date_of, day_number
from viewer.model.edtf import parse
from viewer.ref import id_of, kind_of
from viewer.state import Span
from viewer.timeline.scene import Label
from viewer.widgets.popups import GoToDateBox


def days(text: str) -> float:
    return parse(text).earliest


# ── the span of a date ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2036", "2036-01-01", "2037-01-01"),
        ("2024-05-03", "2024-05-03", "2024-05-04"),
        ("2024-05-03/2024-06-25", "2024-05-03", "2024-06-26"),
        ("2026~", "2025-01-01", "2028-01-01"),
    ],
)
def test_a_date_is_shown_as_wide_as_it_is_known(text: str, start: str, end: str) -> None:
    assert span_of(parse(text)) == Span(days(start), days(end))


def test_an_open_side_ends_a_year_from_the_other() -> None:
    start = days("2035-01-01")
    assert span_of(parse("2035/..")) == Span(start, start + YEAR)
    assert span_of(parse("[..2035]")) == Span(days("2036-01-01") - YEAR, days("2036-01-01"))


def test_an_instant_is_shown_for_a_minute() -> None:
    span = span_of(parse("2024-05-03T09:27:29Z"))
    assert span is not None
    assert span.length == pytest.approx(1 / 1440)


def test_a_date_without_days_has_no_span() -> None:
    assert span_of(parse("unknown")) is None


# ── going to a date ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("June 2024", date(2024, 5, 29), date(2024, 7, 2)),
        ("2024-06", date(2024, 5, 29), date(2024, 7, 2)),
        ("around 2026", date(2024, 10, 5), date(2028, 3, 27)),
        ("2026/2028", date(2025, 10, 5), date(2029, 3, 29)),
    ],
)
def test_a_date_in_edtf_or_in_words_is_shown(controller: MainController, text: str, first: date, last: date) -> None:
    controller.navigation.go_to_date(text)
    window = controller.state.window
    assert abs((date_of(window.start) - first).days) <= 3
    assert abs((date_of(window.end) - last).days) <= 3
    controller.store.back()
    assert not controller.store.history.can_go_back


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年6月", date(2024, 6, 1), date(2024, 6, 30)),
        ("next year", date(2027, 1, 1), date(2027, 12, 31)),
        ("明年", date(2027, 1, 1), date(2027, 12, 31)),
        ("today", date(2026, 11, 22), date(2026, 11, 22)),
    ],
)
def test_a_date_may_be_relative_to_today_or_in_chinese(
    controller: MainController, text: str, first: date, last: date
) -> None:
    controller.navigation.go_to_date(text)
    window = controller.state.window
    middle = (date_of(window.start).toordinal() + date_of(window.end).toordinal()) / 2
    assert abs(middle - (first.toordinal() + last.toordinal()) / 2) <= 2
    assert window.length < 1.2 * ((last - first).days + 1) + 1


@pytest.mark.parametrize("text", ["next Tuesday", "2026-13", "unknown"])
def test_text_that_is_no_date_moves_nothing(controller: MainController, text: str) -> None:
    before = controller.state
    controller.navigation.go_to_date(text)
    assert controller.state == before
    if text != "unknown":
        assert status_text(controller)


def test_next_is_the_event_that_is_planned_next(controller: MainController) -> None:
    controller.navigation.go_to_date("next")
    assert controller.state.selection.startswith("event/")


def test_the_box_for_a_date_says_what_the_words_mean_and_stays_open_for_nonsense(
    controller: MainController, qtbot: QtBot
) -> None:
    trigger(controller, "go-to-date")
    box = QApplication.activePopupWidget()
    assert isinstance(box, GoToDateBox)
    before = controller.state
    qtbot.keyClicks(box.line, "soonish")
    assert box.hint.text()
    assert "Enter" not in box.hint.text()
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert box.isVisible()
    assert controller.state == before
    box.line.clear()
    qtbot.keyClicks(box.line, "June 2024")
    assert "June 2024" in box.hint.text()
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert controller.state.window.length < 60
    qtbot.waitUntil(lambda: not isinstance(QApplication.activePopupWidget(), GoToDateBox))


# ── selecting and framing ─────────────────────────────────────────────────────────────────────────


def test_the_command_next_walks_through_what_is_planned(controller: MainController) -> None:
    trigger(controller, "next")
    first = controller.state.selection
    trigger(controller, "next")
    assert first.startswith("event/")
    assert controller.state.selection not in ("", first)


def test_without_a_selection_a_walk_begins_with_what_is_in_view_and_moves_nothing(controller: MainController) -> None:
    controller.navigation.go_to_date("2028/2034")
    before = controller.state
    for key in ("right", "left"):
        controller.select("")
        trigger(controller, key)
        assert controller.window.timeline.scene().box_of(controller.state.selection) is not None
        assert controller.state.window == before.window
    first = controller.state.selection
    controller.store.set(controller.state.selecting("partner/esa"))
    trigger(controller, "down")
    assert controller.state.selection.startswith("event/")
    assert controller.state.selection != first


def test_an_event_is_selected_and_framed(controller: MainController) -> None:
    before = controller.state.window
    controller.window.timeline.event_framed.emit("event/ce7-launch")
    assert controller.state.selection == "event/ce7-launch"
    assert controller.state.window.length < before.length / 2


@pytest.mark.parametrize("end", [20_000.0, 20_030.0])
def test_days_are_framed_even_if_they_are_one_moment(controller: MainController, end: float) -> None:
    controller.window.timeline.frame_requested.emit(20_000.0, end)
    window = controller.state.window
    assert window.start < 20_000.0 <= end < window.end
    assert window.length < 2 * max(end - 20_000.0, 2.0)


def test_a_double_click_on_the_overview_shows_all_events(controller: MainController) -> None:
    controller.window.overview.whole_requested.emit()
    assert date_of(controller.state.window.start) == date(2011, 1, 1)
    assert date_of(controller.state.window.end) >= date(2036, 1, 1)


def test_zooming_keeps_the_selected_event_in_place(controller: MainController) -> None:
    controller.select("event/ce7-launch")
    scale = controller.window.timeline.canvas.scale
    span = controller.navigation.span_at(controller.state.selection)
    assert span is not None
    before = scale().x(span.middle)
    trigger(controller, "zoom-in")
    assert scale().x(span.middle) == pytest.approx(before)
    trigger(controller, "zoom-out")
    assert scale().x(span.middle) == pytest.approx(before)


def test_today_and_home_move_the_window(controller: MainController) -> None:
    home = controller.state.window
    trigger(controller, "pan-right", "pan-right")
    assert controller.state.window.start == pytest.approx(home.start + 0.3 * home.length)
    trigger(controller, "today")
    assert controller.state.window.middle == pytest.approx(day_number(controller.store.today))
    trigger(controller, "home")
    assert controller.state.window == home


def test_the_cluster_of_the_selected_event_is_listed(controller: MainController) -> None:
    clusters: list[object] = []
    controller.window.timeline.members_requested.connect(lambda cluster, _position: clusters.append(cluster))
    controller.select("event/ce6-landing")
    controller.navigation.list_cluster()
    assert "event/ce6-landing" in getattr(clusters[0], "refs", ())
    controller.navigation.go_to_date("2024-06-01T22:23Z")
    controller.navigation.list_cluster()
    assert "alone" in status_text(controller)


def is_visible(controller: MainController, address: str) -> bool:
    """True if a click on the middle of the event's shape hits something."""
    scene = controller.window.timeline.scene()
    box = scene.box_of(address)
    return box is not None and scene.hit(*box.centre) != ""


@pytest.mark.parametrize("scroll", [60.0, 100.0, 220.0, 400.0])
def test_an_event_scrolled_away_or_below_pinned_lanes_comes_into_view(
    controller: MainController, scroll: float
) -> None:
    controller.window.resize(1200, 560)
    controller.store.set(controller.state.pinning("policy").scrolled(scroll))
    for address in ("event/ce6-launch", "event/ce8-launch", "event/wolf-2011"):
        controller.show_address(address)
        assert is_visible(controller, address)


def test_an_event_in_a_pinned_lane_needs_no_scrolling(controller: MainController) -> None:
    controller.window.resize(1200, 560)
    controller.store.set(controller.state.pinning("policy").scrolled(120.0))
    controller.window.timeline.reveal("event/wolf-amendment")
    assert controller.state.scroll_px == 120.0


def test_a_click_on_an_event_out_of_view_brings_it_into_view_and_keys_walk_on(
    controller: MainController, qtbot: QtBot
) -> None:
    start = day_number(date(2024, 6, 1)) + 22.5 / 24
    controller.store.set(replace(controller.state, window=Span(start, start + 1 / 24)))
    view = controller.window.timeline
    labels = [shape for shape in view.scene().shapes if isinstance(shape, Label) and kind_of(shape.ref) == "away"]
    assert len(labels) > 4
    label = next(label for label in labels if label.text.startswith("‹"))
    address = id_of(label.ref, "away")
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(*map(round, label.box.centre)))
    assert controller.state.selection == address
    span = controller.navigation.span_at(controller.state.selection)
    assert span is not None
    assert controller.state.window.overlaps(span.start, span.end)
    assert controller.state.window.length == pytest.approx(1 / 24)
    assert address in view.scene().refs()
    controller.navigation.walk("left")
    assert controller.state.selection not in ("", address)


# ── measuring ─────────────────────────────────────────────────────────────────────────────────────


def test_measuring_starts_with_a_selection_and_a_message_says_the_time_between(controller: MainController) -> None:
    measure = controller.window.timeline.measure_requested
    measure.emit("event/ce6-launch")
    assert (controller.state.selection, controller.state.measure_to) == ("event/ce6-launch", "")
    measure.emit("event/ce6-landing")
    assert status_text(controller) == "29 d 13 h"
    measure.emit("event/ce7-landing")
    assert "no date" in status_text(controller)
    measure.emit("event/ce7-landing")
    assert controller.state.measure_to == ""


def test_measuring_by_key_walks_from_the_selected_event_and_a_frame_contains_both(controller: MainController) -> None:
    trigger(controller, "measure-right")
    assert "Select an event" in status_text(controller)
    controller.select("event/ce6-launch")
    trigger(controller, "measure-right", "measure-right")
    assert controller.state.measure_to not in ("", "event/ce6-launch")
    assert "d" in status_text(controller)
    trigger(controller, "measure-left", "measure-left")
    assert (controller.state.selection, controller.state.measure_to) == ("event/ce6-launch", "")
    controller.store.set(controller.state.measured_to("event/ce6-return"))
    trigger(controller, "frame")
    window = controller.state.window
    assert window.length < 120
    assert date_of(window.start) < date(2024, 5, 3)
    assert date_of(window.end) > date(2024, 6, 25)


# ── touch ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_pinch_moves_the_days_with_the_fingers_in_one_step(controller: MainController, qtbot: QtBot) -> None:
    timeline, screen = controller.window.timeline, QTest.createTouchDevice()
    controller.window.resize(1400, 800)
    qtbot.waitExposed(controller.window)
    before, scale = controller.state, timeline.canvas.scale()
    first_day, second_day = scale.days(400), scale.days(600)
    first, second = QPoint(400, 300), QPoint(600, 300)
    QTest.touchEvent(timeline, screen).press(0, first, timeline).press(1, second, timeline).commit()
    for step in range(10, 101, 10):
        first, second = QPoint(400 - step, 300), QPoint(600 + 2 * step, 300)
        QTest.touchEvent(timeline, screen).move(0, first, timeline).move(1, second, timeline).commit()
    QTest.touchEvent(timeline, screen).release(0, first, timeline).release(1, second, timeline).commit()
    assert timeline.canvas.scale().x(first_day) == pytest.approx(300, abs=0.1)
    assert timeline.canvas.scale().x(second_day) == pytest.approx(800, abs=0.1)
    assert controller.state.selection == ""
    controller.store.back()
    assert controller.state == before


# ── where there is nothing ────────────────────────────────────────────────────────────────────────


def test_a_page_scrolls_the_lanes(controller: MainController) -> None:
    controller.window.resize(1200, 560)
    trigger(controller, "page-down")
    scrolled = controller.state.scroll_px
    assert scrolled > 0
    trigger(controller, "page-up")
    assert controller.state.scroll_px < scrolled


def test_when_nothing_is_planned_a_message_says_so(controller: MainController) -> None:
    controller.store.set(controller.state.on(date(2011, 6, 1)))
    trigger(controller, "next")
    assert controller.state.selection == ""
    assert status_text(controller) == "Nothing is promised after this day."


def test_without_an_event_there_is_no_cluster_to_list(controller: MainController) -> None:
    controller.select("partner/esa")
    controller.navigation.list_cluster()
    assert status_text(controller) == "Select an event first."


def test_a_walk_ends_at_the_last_event(controller: MainController) -> None:
    before = ""
    trigger(controller, "right")
    while controller.state.selection != before:
        before = controller.state.selection
        trigger(controller, "right")
    assert kind_of(before) == "event"
    trigger(controller, "measure-right")
    assert controller.state.measure_to == ""


def test_without_a_selection_there_is_nothing_to_frame_or_to_open(controller: MainController) -> None:
    before = controller.state
    trigger(controller, "frame", "open-event")
    assert controller.state == before


def test_the_box_for_a_date_knows_what_is_next(controller: MainController, qtbot: QtBot) -> None:
    trigger(controller, "go-to-date")
    box = QApplication.activePopupWidget()
    assert isinstance(box, GoToDateBox)
    qtbot.keyClicks(box.line, "next")
    assert box.hint.text() == "Enter: What is next"
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert controller.state.selection.startswith("event/")


def test_a_date_with_a_known_mistake_comes_with_its_cure(controller: MainController) -> None:
    controller.navigation.go_to_date("2026-11-31")
    assert status_text(controller).endswith("(2026-11 has the days 01 to 30). write `2026-11-XX`")
