"""The canvas glides to another window and arrives exactly there; fingers are followed at once."""

from __future__ import annotations

from datetime import date
from time import sleep
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from viewer.model.programme import Programme
from viewer.report.sentences import sentence_at
from viewer.state import ViewState, home
from viewer.theme import THEMES
from viewer.timeline.scene import Cluster, Label, Role, Rule, Scene
from viewer.timeline.scene_builder import build_scene
from viewer.widgets.animation import GLIDE_MS
from viewer.widgets.timeline_view import TimelineView
from viewer.widgets.tooltips import tooltip

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def whole() -> Programme:
    loaded = curated_data().programme
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def programme(whole: Programme) -> Programme:
    return whole.as_of(TODAY)


@pytest.fixture
def view(qtbot: QtBot, programme: Programme) -> TimelineView:
    widget = TimelineView(lambda address: sentence_at(programme, address))
    qtbot.addWidget(widget)
    widget.resize(900, 600)
    widget.show_theme(THEMES["light"])
    widget.show_programme(programme, ViewState(home(programme)), TODAY)
    widget.show()
    qtbot.waitUntil(widget.isVisible)
    widget.grab()
    return widget


def picture(view: TimelineView) -> QImage:
    return view.grab().toImage()


def glides(view: TimelineView) -> bool:
    return view.canvas.animator.running


@pytest.mark.parametrize("ratio", [0.5, 2.0])
def test_a_zoom_glides_and_arrives_at_the_exact_picture(
    qtbot: QtBot, view: TimelineView, programme: Programme, ratio: float
) -> None:
    start = ViewState(home(programme))
    end = start.zoomed(ratio, start.window.middle)
    view.show_programme(programme, end, TODAY)
    assert glides(view)
    under_way = picture(view)
    qtbot.waitUntil(lambda: not glides(view))
    arrived = picture(view)
    view.show_animated(False)
    view.show_programme(programme, start, TODAY)
    assert not glides(view)
    view.show_programme(programme, end, TODAY)
    assert picture(view) == arrived
    assert under_way != arrived


def test_many_notches_lead_to_where_the_last_one_wished(
    qtbot: QtBot, view: TimelineView, programme: Programme
) -> None:
    state = ViewState(home(programme))
    for _notch in range(6):
        state = state.zoomed(0.8, state.window.start)
        view.show_programme(programme, state, TODAY)
        picture(view)
    assert view.canvas.scale().span == state.window
    qtbot.waitUntil(lambda: not glides(view))
    assert view.canvas.scale().x(state.window.start) == view.scene().header_px


@pytest.mark.parametrize("ratio", [0.8, 1.25])
def test_a_wheel_that_is_turned_fast_glides_on_without_a_jump(
    qtbot: QtBot, view: TimelineView, programme: Programme, ratio: float
) -> None:
    state = ViewState(home(programme))
    for _notch in range(3):
        state = state.zoomed(ratio, state.window.middle)
        view.show_programme(programme, state, TODAY)
        picture(view)
        assert glides(view)
    qtbot.waitUntil(lambda: not glides(view))


def test_however_long_the_first_picture_takes_the_way_is_shown_from_its_beginning(
    qtbot: QtBot, view: TimelineView, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = ViewState(home(programme))

    def slow(*arguments: Any) -> Scene:
        sleep(2 * GLIDE_MS / 1000)
        return build_scene(*arguments)

    monkeypatch.setattr("viewer.widgets.canvas.build_scene", slow)
    view.show_programme(programme, start.zoomed(2.0, start.window.middle), TODAY)
    first = picture(view)
    qtbot.waitUntil(lambda: not glides(view))
    assert first != picture(view)


def test_what_nobody_paints_arrives_all_the_same(
    qtbot: QtBot, view: TimelineView, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.widgets.animation.HIDDEN_MS", 20)
    view.setUpdatesEnabled(False)
    state = ViewState(home(programme))
    view.show_programme(programme, state.zoomed(2.0, state.window.middle), TODAY)
    assert glides(view)
    qtbot.waitUntil(lambda: not glides(view))


def test_fingers_and_small_steps_are_followed_at_once(view: TimelineView, programme: Programme) -> None:
    state = ViewState(home(programme))
    view.show_programme(programme, state.panned(30.0), TODAY)
    assert not glides(view)
    view.show_programme(programme, state.zoomed(0.95, state.window.middle), TODAY)
    assert not glides(view)


def test_other_lanes_do_not_glide(view: TimelineView, programme: Programme) -> None:
    state = ViewState(home(programme))
    view.show_programme(programme, state.hiding("policy").zoomed(0.5, state.window.middle), TODAY)
    assert not glides(view)


def test_on_another_day_shapes_are_seen_to_move_and_arrive_exactly(
    qtbot: QtBot, view: TimelineView, whole: Programme, programme: Programme
) -> None:
    now, then = ViewState(home(programme)), ViewState(home(programme)).on(date(2024, 6, 27))
    earlier = whole.as_of(date(2024, 6, 27))
    view.show_programme(earlier, then, TODAY)
    assert glides(view)
    under_way = picture(view)
    qtbot.waitUntil(lambda: not glides(view))
    arrived = picture(view)
    view.show_animated(False)
    view.show_programme(programme, now, TODAY)
    assert not glides(view)
    view.show_programme(earlier, then, TODAY)
    assert picture(view) == arrived
    assert under_way != arrived


def test_among_very_many_events_nothing_is_seen_to_move(
    view: TimelineView, whole: Programme, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.widgets.canvas.SMALL", len(programme.events) - 1)
    view.show_programme(
        whole.as_of(date(2024, 6, 27)), ViewState(home(programme)).on(date(2024, 6, 27)), TODAY
    )
    assert not glides(view)


def turned(view: TimelineView, phase: Qt.ScrollPhase, ctrl: bool) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    place = QPointF(500.0, 300.0)
    QApplication.sendEvent(
        view,
        QWheelEvent(
            place, view.mapToGlobal(place), QPoint(0, 12), QPoint(0, 24),
            Qt.MouseButton.NoButton, modifier, phase, False,
        ),
    )  # fmt: skip


def test_a_touch_that_began_to_move_never_zooms(view: TimelineView) -> None:
    zooms: list[float] = []
    view.zoom_requested.connect(lambda ratio, _day: zooms.append(ratio))
    turned(view, Qt.ScrollPhase.ScrollBegin, False)
    turned(view, Qt.ScrollPhase.ScrollUpdate, True)
    turned(view, Qt.ScrollPhase.ScrollEnd, True)
    assert zooms == []
    turned(view, Qt.ScrollPhase.ScrollBegin, True)
    turned(view, Qt.ScrollPhase.ScrollUpdate, False)
    assert len(zooms) == 2


def test_what_belongs_to_the_selection_is_drawn_over_the_scene(
    view: TimelineView, programme: Programme
) -> None:
    plain = picture(view)
    state = ViewState(home(programme), selection="event/qq2-launch").measured_to("event/ce7-launch")
    view.show_programme(programme, state, TODAY)
    over = view.canvas.overlay()
    assert any(isinstance(it, Rule) and it.role is Role.TIE for it in over)
    assert any(isinstance(it, Label) and it.role is Role.MEASURE for it in over)
    assert picture(view) != plain
    view.show_programme(programme, state.selecting(""), TODAY)
    assert view.canvas.overlay() == ()


def test_tips_tell_the_one_sentence_the_other_clock_and_the_kind(
    view: TimelineView, programme: Programme
) -> None:
    def tell(address: str) -> str:
        return sentence_at(programme, address)

    tip = tooltip(programme, "event/ce6-launch", None, tell)
    assert "3 May 2024, 09:27:29 UTC" in tip
    assert "17:27:29 Beijing, 3 May 2024" in tip
    assert "launch" in tip
    cluster = next(it for it in view.scene().shapes if isinstance(it, Cluster) and it.count > 3)
    assert f"{cluster.count} events" in tooltip(programme, cluster.ref, cluster, tell)
