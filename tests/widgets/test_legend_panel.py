"""The legend panel lists the forms in view, is as high as they need, and has their words for screen readers."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.qt import TimelineDriver, image_of
from viewer.theme import DARK, LIGHT
from viewer.timeline.scene import Scene
from viewer.widgets.legend_panel import LegendPanel


@pytest.fixture
def scene(driver: TimelineDriver) -> Scene:
    return driver.view.scene()


@pytest.fixture
def panel(qtbot: QtBot, scene: Scene) -> LegendPanel:
    panel = LegendPanel()
    qtbot.addWidget(panel)
    panel.resize(panel.width(), 800)
    panel.show_theme(LIGHT)
    panel.show()
    panel.show_scene(scene, "moon")
    return panel


def test_the_words_of_every_form_are_the_accessible_description(panel: LegendPanel) -> None:
    words = panel.content.accessibleDescription().split("\n")
    assert words == [entry.words for entry in panel.content.entries]
    assert len(words) == len(set(words)) > 5


def test_every_entry_has_room(panel: LegendPanel) -> None:
    assert panel.content.height() >= panel.content.sizeHint().height() > 20 * len(panel.content.entries)


def test_a_scene_without_shapes_has_no_entries(panel: LegendPanel, scene: Scene) -> None:
    before = panel.content.sizeHint().height()
    panel.show_scene(Scene(scene.width, scene.height, scene.header_px, scene.axis_px, scene.content_px, ()), "moon")
    assert panel.content.entries == ()
    assert panel.content.accessibleDescription() == ""
    assert panel.content.sizeHint().height() < before


def test_another_theme_is_painted(panel: LegendPanel) -> None:
    before = image_of(panel)
    panel.show_theme(DARK)
    assert image_of(panel) != before
