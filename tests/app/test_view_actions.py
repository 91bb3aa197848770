"""What is asked of the canvas: dates in words, measuring, motion, lanes; each is one step that Back takes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from viewer import i18n
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.app.view_actions import desktop_allows_animation
from viewer.app.window_text import window_words
from viewer.model.calendar import date_of, day_number
from viewer.ref import id_of, kind_of
from viewer.resources import data_folder
from viewer.state import Span
from viewer.timeline.keyboard_navigation import visible_refs
from viewer.timeline.scene import Band, Label
from viewer.widgets.go_to_date import GoToDateBox

TODAY = date(2026, 11, 22)


@pytest.fixture
def controller(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainController]:
    monkeypatch.setenv("FARSIDE_SETTINGS", str(tmp_path / "settings.ini"))
    before = i18n.language()
    made = MainController(data_folder(), curated_data(), TODAY, Settings())
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    i18n.use(before)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("June 2024", date(2024, 5, 29), date(2024, 7, 2)),
        ("2024-06", date(2024, 5, 29), date(2024, 7, 2)),
        ("around 2026", date(2024, 10, 5), date(2028, 3, 27)),
        ("2026/2028", date(2025, 10, 5), date(2029, 3, 29)),
    ],
)
def test_a_date_is_gone_to_by_edtf_and_by_plain_words(
    controller: MainController, text: str, first: date, last: date
) -> None:
    controller.actions.go_to_date(text)
    window = controller.state.window
    assert abs((date_of(window.start) - first).days) <= 3
    assert abs((date_of(window.end) - last).days) <= 3
    controller.store.back()
    assert not controller.store.history.can_go_back


@pytest.mark.parametrize("text", ["next Tuesday", "2026-13", "unknown"])
def test_what_is_no_date_moves_nothing(controller: MainController, text: str) -> None:
    before = controller.state
    controller.actions.go_to_date(text)
    assert controller.state == before
    if text != "unknown":
        assert controller.window.statusBar().currentMessage()


def test_measuring_starts_with_a_selection_and_tells_what_lies_between(controller: MainController) -> None:
    wish = controller.window.timeline.measure_requested
    wish.emit("event/ce6-launch")
    assert (controller.state.selection, controller.state.measure_to) == ("event/ce6-launch", "")
    wish.emit("event/ce6-landing")
    assert controller.window.statusBar().currentMessage() == "29 d 13 h"
    wish.emit("event/ce7-landing")
    assert "no date" in controller.window.statusBar().currentMessage()
    wish.emit("event/ce7-landing")
    assert controller.state.measure_to == ""


def test_motion_is_switched_off_and_stays_off(controller: MainController) -> None:
    action = controller.window.actions_by_id["animate"]
    assert action.isChecked()
    action.trigger()
    assert not action.isChecked()
    assert not Settings().flag("animate", True)
    controller.navigation.zoom(0.5)
    assert not controller.window.timeline.canvas.animator.running
    action.trigger()
    controller.window.timeline.grab()
    controller.navigation.zoom(0.5)
    assert controller.window.timeline.canvas.animator.running


class Still(QProxyStyle):
    """A style on a desktop that has switched its effects off."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 – Qt's own name
    ) -> int:
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returnData)


def test_where_the_desktop_has_no_animations_the_window_jumps(
    controller: MainController, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QApplication, "style", lambda: Still("Fusion"))
    assert not desktop_allows_animation()
    controller.actions.set_animated(True)
    controller.window.timeline.grab()
    controller.navigation.zoom(0.5)
    assert not controller.window.timeline.canvas.animator.running
    monkeypatch.undo()
    assert desktop_allows_animation()


def test_framing_an_event_selects_it_and_closes_in(controller: MainController) -> None:
    before = controller.state.window
    controller.window.timeline.event_framed.emit("event/ce7-launch")
    assert controller.state.selection == "event/ce7-launch"
    assert controller.state.window.length < before.length / 2


def test_a_double_click_on_the_overview_shows_all(controller: MainController) -> None:
    controller.window.overview.whole_requested.emit()
    assert date_of(controller.state.window.start) == date(2011, 1, 1)
    assert date_of(controller.state.window.end) >= date(2036, 1, 1)


def lanes(controller: MainController) -> list[str]:
    bands = [it for it in controller.window.timeline.scene().shapes if isinstance(it, Band) and it.ref]
    return [it.ref.removeprefix("lane/") for it in sorted(bands, key=lambda it: it.box.y)]


def test_a_lane_moves_by_one_place_and_all_go_back_to_theirs(controller: MainController) -> None:
    before = lanes(controller)
    controller.lanes.move("policy", -1)
    assert lanes(controller)[-2:] == ["policy", before[-2]]
    controller.lanes.move("policy", 1)
    assert lanes(controller) == before
    controller.lanes.move("policy", 1)
    assert lanes(controller) == before
    controller.store.set(controller.state.pinning("policy"))
    controller.lanes.move("policy", 1)
    assert lanes(controller)[0] == "policy"
    controller.store.set(controller.state.hiding("chang-e-6"))
    assert "chang-e-6" not in lanes(controller)
    controller.window.actions_by_id["all-lanes"].trigger()
    assert lanes(controller) == before
    assert not controller.window.actions_by_id["all-lanes"].isEnabled()


@pytest.mark.parametrize("grouping", ["missions", "countries", "kinds"])
def test_lanes_are_grouped_by_view_and_back_again(controller: MainController, grouping: str) -> None:
    before = lanes(controller)
    controller.window.actions_by_id[f"group-{grouping}"].trigger()
    assert lanes(controller)[0] not in before or grouping == "missions"
    assert controller.window.actions_by_id[f"group-{grouping}"].isChecked()
    controller.store.back()
    assert lanes(controller) == before
    assert controller.window.actions_by_id["group-lanes"].isChecked()


def test_an_event_that_is_folded_away_has_its_cluster_listed(controller: MainController) -> None:
    asked: list[object] = []
    controller.window.timeline.members_requested.connect(lambda cluster, _where: asked.append(cluster))
    controller.select("event/ce6-landing")
    assert controller.window.timeline.request_members()
    assert "event/ce6-landing" in getattr(asked[0], "refs", ())
    controller.actions.go_to_date("2024-06-01T22:23Z")
    controller.actions.list_members()
    assert "alone" in controller.window.statusBar().currentMessage()


def seen(controller: MainController, address: str) -> bool:
    """Whether something is hit where the event is."""
    box = controller.window.timeline.scene().box_of(address)
    return box is not None and controller.window.timeline.scene().hit(*box.centre) != ""


@pytest.mark.parametrize("scroll", [60.0, 100.0, 220.0, 400.0])
def test_an_event_scrolled_away_or_beneath_pinned_lanes_comes_into_view(
    controller: MainController, scroll: float
) -> None:
    controller.window.resize(1200, 560)
    controller.store.set(controller.state.pinning("policy").scrolled(scroll))
    for address in ("event/ce6-launch", "event/ce8-launch", "event/wolf-2011"):
        controller.show_address(address)
        assert seen(controller, address)


def test_what_is_in_a_pinned_lane_needs_no_scrolling(controller: MainController) -> None:
    controller.window.resize(1200, 560)
    controller.store.set(controller.state.pinning("policy").scrolled(120.0))
    controller.window.timeline.reveal("event/wolf-amendment")
    assert controller.state.scroll_px == 120.0


def test_the_line_of_the_window_tells_times_from_close_by() -> None:
    start = day_number(date(2024, 6, 1))
    assert window_words(Span(start, start + 30)) == "1 June 2024 – 30 June 2024"
    assert window_words(Span(start + 0.5, start + 1.5)) == "1 June 2024, 12:00 – 2 June 2024, 12:00 UTC"
    assert window_words(Span(start + 0.5, start + 0.75)) == "1 June 2024, 12:00 – 18:00 UTC"
    assert window_words(Span(start, start + 1 / 1440)) == "1 June 2024, 00:00:00 – 00:01:00 UTC"


def test_with_nothing_selected_a_walk_begins_with_what_is_in_sight_and_moves_nothing(
    controller: MainController,
) -> None:
    controller.actions.go_to_date("2028/2034")
    before = controller.state
    for key in ("right", "left"):
        controller.select("")
        controller.window.actions_by_id[key].trigger()
        assert controller.window.timeline.scene().box_of(controller.state.selection) is not None
        assert controller.state.window == before.window
    first = controller.state.selection
    controller.store.set(controller.state.selecting("partner/esa"))
    controller.window.actions_by_id["down"].trigger()
    assert controller.state.selection.startswith("event/")
    assert controller.state.selection != first


def test_measuring_by_key_walks_from_the_selected_event_and_a_frame_holds_both(
    controller: MainController,
) -> None:
    act = controller.window.actions_by_id
    act["measure-right"].trigger()
    assert "Select an event" in controller.window.statusBar().currentMessage()
    controller.select("event/ce6-launch")
    act["measure-right"].trigger()
    act["measure-right"].trigger()
    second = controller.state.measure_to
    assert second not in ("", "event/ce6-launch")
    assert "d" in controller.window.statusBar().currentMessage()
    act["measure-left"].trigger()
    act["measure-left"].trigger()
    assert (controller.state.selection, controller.state.measure_to) == ("event/ce6-launch", "")
    controller.store.set(controller.state.measured_to("event/ce6-return"))
    act["frame"].trigger()
    window = controller.state.window
    assert window.length < 120
    assert date_of(window.start) < date(2024, 5, 3)
    assert date_of(window.end) > date(2024, 6, 25)


def test_the_sentence_of_the_selection_is_copied_and_the_picture_where_nothing_is_selected(
    controller: MainController,
) -> None:
    controller.select("event/ce6-launch")
    controller.window.actions_by_id["copy-sentence"].trigger()
    assert QApplication.clipboard().text() == "Launch of Chang'e-6: 3 May 2024, 09:27:29 UTC"
    controller.select("")
    controller.window.actions_by_id["copy-sentence"].trigger()
    assert not QApplication.clipboard().image().isNull()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年6月", date(2024, 6, 1), date(2024, 6, 30)),
        ("next year", date(2027, 1, 1), date(2027, 12, 31)),
        ("明年", date(2027, 1, 1), date(2027, 12, 31)),
        ("today", date(2026, 11, 22), date(2026, 11, 22)),
    ],
)
def test_a_date_may_be_told_from_today_or_in_chinese(
    controller: MainController, text: str, first: date, last: date
) -> None:
    controller.actions.go_to_date(text)
    window = controller.state.window
    middle = (date_of(window.start).toordinal() + date_of(window.end).toordinal()) / 2
    assert abs(middle - (first.toordinal() + last.toordinal()) / 2) <= 2
    assert window.length < 1.2 * ((last - first).days + 1) + 1


def test_next_is_the_event_that_is_promised_next(controller: MainController) -> None:
    controller.actions.go_to_date("next")
    assert controller.state.selection.startswith("event/")


def test_the_box_for_a_date_says_what_it_takes_the_words_for_and_stays_for_nonsense(
    controller: MainController, qtbot: QtBot
) -> None:
    controller.window.actions_by_id["go-to-date"].trigger()
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


def test_a_click_on_what_lies_away_brings_it_into_view_and_the_keys_walk_on(
    controller: MainController, qtbot: QtBot
) -> None:
    second = day_number(date(2024, 6, 1)) + 22.5 / 24
    controller.store.set(replace(controller.state, window=Span(second, second + 1 / 24)))
    view = controller.window.timeline
    labels = [it for it in view.scene().shapes if isinstance(it, Label) and kind_of(it.ref) == "away"]
    assert len(labels) > 4
    label = next(it for it in labels if it.text.startswith("‹"))
    event = id_of(label.ref, "away")
    place = QPoint(round(label.box.centre[0]), round(label.box.centre[1]))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert controller.state.selection == event
    where = controller.navigation.selected_span()
    assert where is not None
    assert controller.state.window.overlaps(where.start, where.end)
    assert controller.state.window.length == pytest.approx(1 / 24)
    assert event in visible_refs(view.scene())
    controller.navigation.walk("left")
    assert controller.state.selection not in ("", event)


def test_two_fingers_on_the_window_move_the_days_with_them_in_one_step(
    controller: MainController, qtbot: QtBot
) -> None:
    timeline, screen = controller.window.timeline, QTest.createTouchDevice()
    controller.window.resize(1400, 800)
    qtbot.waitExposed(controller.window)
    before, days = controller.state, (timeline.canvas.scale().days(400), timeline.canvas.scale().days(600))
    one, two = QPoint(400, 300), QPoint(600, 300)
    QTest.touchEvent(timeline, screen).press(0, one, timeline).press(1, two, timeline).commit()
    for step in range(10, 101, 10):
        here, there = one - QPoint(step, 0), two + QPoint(2 * step, 0)
        QTest.touchEvent(timeline, screen).move(0, here, timeline).move(1, there, timeline).commit()
    QTest.touchEvent(timeline, screen).release(0, here, timeline).release(1, there, timeline).commit()
    assert timeline.canvas.scale().x(days[0]) == pytest.approx(300, abs=0.1)
    assert timeline.canvas.scale().x(days[1]) == pytest.approx(800, abs=0.1)
    assert controller.state.selection == ""
    controller.store.back()
    assert controller.state == before
