"""A picture made beforehand on another thread is the one that the canvas would paint."""

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from viewer.model.programme import Programme
from viewer.paint.fonts import font_for, metrics_for
from viewer.report.sentences import sentence_at
from viewer.state import ViewState, home
from viewer.theme import THEMES
from viewer.timeline.scene import Role
from viewer.widgets import canvas
from viewer.widgets.plate import Glass, Plate, exposed
from viewer.widgets.timeline_view import TimelineView

TODAY = date(2026, 11, 22)
EARLIER = date(2024, 6, 27)


@pytest.fixture(scope="module")
def whole() -> Programme:
    loaded = curated_data().programme
    assert loaded is not None
    return loaded


@pytest.fixture
def view(qtbot: QtBot, whole: Programme) -> TimelineView:
    programme = whole.as_of(TODAY)
    widget = TimelineView(lambda address: sentence_at(programme, address))
    qtbot.addWidget(widget)
    widget.show_motion(False)
    widget.resize(900, 600)
    widget.show_theme(THEMES["light"])
    widget.show_programme(programme, ViewState(home(programme)), TODAY)
    widget.show()
    qtbot.waitUntil(widget.isVisible)
    widget.grab()
    return widget


def made_beside(programme: Programme, state: ViewState, glass: Glass | None) -> list[Plate]:
    """Two plates of the same, made on two threads at once."""
    assert glass is not None
    found: list[Plate] = []
    threads = [Thread(target=lambda: found.append(exposed(programme, state, glass))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_a_plate_is_shown_instead_of_painting(
    view: TimelineView, whole: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = whole.as_of(EARLIER)
    state = ViewState(home(whole)).on(EARLIER)
    view.show_programme(earlier, state, TODAY)
    painted = view.grab().toImage()
    view.show_programme(whole.as_of(TODAY), ViewState(home(whole)), TODAY)
    view.grab()
    plate, same = made_beside(earlier, state, view.glass())
    assert plate.image == same.image

    monkeypatch.setattr(canvas, "build_scene", lambda *_given: pytest.fail("built again"))
    monkeypatch.setattr(canvas, "picture_of", lambda *_given: pytest.fail("painted again"))
    view.show_plate(plate)
    view.show_programme(earlier, state, TODAY)
    assert view.scene() is plate.scene
    assert view.grab().toImage() == painted


def test_a_plate_of_something_else_is_not_shown(view: TimelineView, whole: Programme) -> None:
    earlier = whole.as_of(EARLIER)
    state = ViewState(home(whole)).on(EARLIER)
    plate = made_beside(earlier, state, view.glass())[0]
    view.show_plate(plate)
    view.show_programme(earlier, state.panned(40.0), TODAY)
    assert view.scene() is not plate.scene
    view.show_programme(whole.as_of(EARLIER), state, TODAY)  # equal, but made again
    assert view.scene() is not plate.scene
    view.show_programme(earlier, state, TODAY)
    view.resize(QSize(905, 600))
    assert view.scene() is not plate.scene
    view.resize(QSize(900, 600))
    assert view.scene() is plate.scene
    view.show_language()
    assert view.scene() is not plate.scene


def test_the_fonts_of_a_thread_are_its_own(view: TimelineView) -> None:
    found: list[tuple[object, object]] = []

    def look() -> None:
        found.append((font_for(Role.LABEL), metrics_for(Role.LABEL)))

    other = Thread(target=look)
    other.start()
    other.join()
    look()
    look()
    assert found[1][0] is found[2][0]
    assert found[0][0] is not found[1][0]
    assert found[0][1][0] is not found[1][1][0]  # type: ignore[index]
    assert found[0][1][1:] == found[1][1][1:]  # type: ignore[index]
