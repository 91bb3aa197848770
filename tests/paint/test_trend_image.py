"""Painted ranges of claims, and the trend chart of one event as an image."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.builders import moved_events
from tests.curated import curated_data
from viewer.model.programme import Programme
from viewer.paint.fonts import font_measure
from viewer.paint.svg_writer import SvgTexts, svg_text
from viewer.paint.trend_image import HEIGHT_PX, trend_image
from viewer.printing.images import scene_image
from viewer.theme import DARK, HIGH_CONTRAST, LIGHT, PRINT, Theme
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Band, Box, Mark, Reach, Role, Scene, Shape
from viewer.timeline.trend_scene import TrendOptions, trend_scene

DAY = date(2026, 11, 22)
THEMES = [LIGHT, DARK, HIGH_CONTRAST, PRINT]


@pytest.fixture(scope="module")
def programme() -> Programme:
    programme = curated_data().programme
    assert programme is not None
    return programme.as_of(DAY)


def painted(*shapes: Shape, theme: Theme) -> QImage:
    ground = Band(Box(0, 0, 60, 100), Role.GROUND)
    return scene_image(Scene(60, 100, 0, 0, 100, (ground, *shapes)), theme)


def distance_to_ground(image: QImage, x: int, y: int, theme: Theme) -> int:
    """The difference of a pixel from the ground, summed over the channels."""
    one, ground = image.pixelColor(x, y), QColor(theme.palette["ground"])
    pairs = ((one.red(), ground.red()), (one.green(), ground.green()), (one.blue(), ground.blue()))
    return sum(abs(a - b) for a, b in pairs)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_core_is_stronger_than_its_extent(qtbot: QtBot, theme: Theme) -> None:
    reach = Reach(Box(20, 10, 20, 80), ((40, 60),), Role.EVENT, 1)
    image = painted(reach, theme=theme)
    core, extent, nothing = (distance_to_ground(image, 30, y, theme) for y in (50, 25, 5))
    assert core > extent > nothing == 0


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_an_open_side_fades(qtbot: QtBot, theme: Theme) -> None:
    image = painted(Reach(Box(20, 10, 20, 80), (), Role.EVENT, 1, fades="bottom"), theme=theme)
    assert (
        distance_to_ground(image, 30, 12, theme)
        > distance_to_ground(image, 30, 50, theme)
        > distance_to_ground(image, 30, 88, theme)
    )
    image = painted(Reach(Box(20, 10, 20, 80), (), Role.EVENT, 1, fades="top"), theme=theme)
    assert (
        distance_to_ground(image, 30, 88, theme)
        > distance_to_ground(image, 30, 50, theme)
        > distance_to_ground(image, 30, 12, theme)
    )


def test_a_doubted_claim_has_a_dotted_edge_and_a_parallel_claim_is_lighter(qtbot: QtBot) -> None:
    box = Box(20, 10, 20, 80)
    plain, doubted, beside = (
        painted(Reach(box, (), role, 1, dotted), theme=LIGHT)
        for role, dotted in ((Role.EVENT, False), (Role.EVENT, True), (Role.CONFLICT, False))
    )
    edge = {distance_to_ground(doubted, 20, y, LIGHT) for y in range(12, 88)}
    assert max(edge) > distance_to_ground(plain, 20, 50, LIGHT)
    assert len(edge) > 1, "dots, no line"
    assert distance_to_ground(beside, 30, 50, LIGHT) < distance_to_ground(plain, 30, 50, LIGHT)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_the_image_has_its_size_a_frame_and_transparent_corners(
    qtbot: QtBot, programme: Programme, theme: Theme, ratio: float
) -> None:
    image = trend_image(programme, "ce7-launch", theme, 300, ratio)
    assert (image.width(), image.height()) == (300 * ratio, HEIGHT_PX * ratio)
    assert image.devicePixelRatio() == ratio
    assert image.pixelColor(0, 0).alpha() < 60
    assert image.pixelColor(image.width() // 2, image.height() // 2).alpha() == 255


def test_a_date_said_once_and_an_unknown_event_have_no_image(qtbot: QtBot, programme: Programme) -> None:
    assert trend_image(programme, "nobody", LIGHT, 300).isNull()
    assert trend_image(programme, "ce7-landing", LIGHT, 300).isNull()


def test_the_chart_prints_and_exports_with_every_claim(qtbot: QtBot, programme: Programme) -> None:
    options = TrendOptions(Size(900, 400), font_measure(), DAY)
    scene = trend_scene(programme, moved_events(programme), options)
    paper = scene_image(scene, PRINT)
    assert not paper.isNull()
    texts = SvgTexts("Trend", "", "en", sentence=lambda ref: ref, link=lambda ref: "")
    text = svg_text(scene, PRINT, font_measure(), texts)
    for mark in (shape for shape in scene.shapes if isinstance(shape, Mark)):
        assert f'id="{mark.ref.replace("/", "-")}"' in text
    assert text.count("linearGradient id=") == sum(
        bool(shape.fades) for shape in scene.shapes if isinstance(shape, Reach)
    )
