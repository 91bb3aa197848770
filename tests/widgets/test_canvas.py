"""TimelineCanvas: it glides to another window, moves shapes to another day, and paints the selection over the scene."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.qt import EARLIER, TimelineDriver, image_of
from viewer.model.programme import Programme
from viewer.timeline.scene import Label, Role, Rule


def is_moving(driver: TimelineDriver) -> bool:
    return driver.view.canvas.animator.running


def image_at_rest(qtbot: QtBot, driver: TimelineDriver) -> QImage:
    """The timeline once nothing moves."""
    qtbot.waitUntil(lambda: not is_moving(driver))
    return image_of(driver.view)


@pytest.mark.parametrize("ratio", [0.5, 2.0])
def test_a_zoom_glides_and_ends_at_the_exact_image(qtbot: QtBot, driver: TimelineDriver, ratio: float) -> None:
    start = driver.state
    end = start.zoomed(ratio, start.window.middle)
    driver.show(end)
    assert is_moving(driver)
    meanwhile = image_of(driver.view)
    at_end = image_at_rest(qtbot, driver)
    driver.view.show_animated(False)
    driver.show(start)
    assert not is_moving(driver)
    driver.show(end)
    assert image_of(driver.view) == at_end != meanwhile


@pytest.mark.parametrize("ratio", [0.8, 1.25])
def test_a_fast_wheel_glides_on_to_the_last_window(qtbot: QtBot, driver: TimelineDriver, ratio: float) -> None:
    for _notch in range(6):
        driver.show(driver.state.zoomed(ratio, driver.state.window.start))
        image_of(driver.view)
        assert is_moving(driver)
    assert driver.view.canvas.scale().span == driver.state.window
    image_at_rest(qtbot, driver)
    assert driver.view.canvas.scale().x(driver.state.window.start) == driver.view.scene().header_px


def test_a_glide_that_is_not_painted_ends_all_the_same(
    qtbot: QtBot, driver: TimelineDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.widgets.animation.HIDDEN_MS", 20)
    driver.view.setUpdatesEnabled(False)
    driver.show(driver.state.zoomed(2.0, driver.state.window.middle))
    assert is_moving(driver)
    qtbot.waitUntil(lambda: not is_moving(driver))


def test_small_steps_are_shown_at_once(driver: TimelineDriver) -> None:
    state = driver.state
    for near in (state.panned(30.0), state.zoomed(0.95, state.window.middle)):
        driver.show(near)
        assert not is_moving(driver)


def test_other_lanes_do_not_glide(driver: TimelineDriver) -> None:
    driver.show(driver.state.hiding("policy").zoomed(0.5, driver.state.window.middle))
    assert not is_moving(driver)


def test_on_another_day_shapes_move_and_end_at_the_exact_image(
    qtbot: QtBot, driver: TimelineDriver, whole: Programme
) -> None:
    now, earlier = driver.state, whole.as_of(EARLIER)
    driver.show(now.on(EARLIER), earlier)
    assert is_moving(driver)
    meanwhile = image_of(driver.view)
    at_end = image_at_rest(qtbot, driver)
    driver.view.show_animated(False)
    driver.show(now)
    assert not is_moving(driver)
    driver.show(now.on(EARLIER), earlier)
    assert image_of(driver.view) == at_end != meanwhile


def test_shapes_of_a_large_programme_do_not_move(
    driver: TimelineDriver, whole: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.widgets.canvas.SMALL", len(driver.programme.events) - 1)
    driver.show(driver.state.on(EARLIER), whole.as_of(EARLIER))
    assert not is_moving(driver)


def test_a_large_programme_keeps_its_picture_until_the_window_is_laid_out(
    qtbot: QtBot, driver: TimelineDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = driver.view
    before = image_of(view)
    monkeypatch.setattr("viewer.widgets.canvas.SMALL", len(driver.programme.events) - 1)
    view.resize(view.width() + 100, view.height() - 50)
    at_once = image_of(view)
    kept = QRect(0, 0, before.width() - 30, at_once.height())  # without the scroll bar
    assert at_once.copy(kept) == before.copy(kept)
    assert at_once.pixelColor(at_once.width() - 30, 30) == driver.view.canvas.theme.palette["ground"]
    qtbot.waitUntil(lambda: image_of(view) != at_once)
    later = image_of(view)
    driver.view.canvas.invalidate()
    assert image_of(view) == later


def test_the_arrows_and_the_dimension_line_of_the_selection_are_painted_over_the_scene(driver: TimelineDriver) -> None:
    plain = image_of(driver.view)
    driver.show(driver.state.selecting("event/qq2-launch").measured_to("event/ce7-launch"))
    overlay = driver.view.canvas.overlay()
    assert any(isinstance(shape, Rule) and shape.role is Role.DEPENDENCY for shape in overlay)
    assert any(isinstance(shape, Label) and shape.role is Role.MEASURE for shape in overlay)
    assert image_of(driver.view) != plain
    driver.show(driver.state.selecting(""))
    assert driver.view.canvas.overlay() == ()
    assert image_of(driver.view) == plain
