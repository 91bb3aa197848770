"""What is hit is what is painted: without the shape the image at its place differs."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from viewer.model.programme import Programme
from viewer.paint.fonts import font_measure
from viewer.paint.qt_painter import paint_scene
from viewer.state import ViewState
from viewer.theme import LIGHT
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Bar, Cluster, Label, Mark, Role, Scene
from viewer.timeline.scene_builder import build_scene

TODAY = date(2026, 11, 22)
VIEWS = (
    "window=2024-01-01/2036-01-01",
    "window=2024-06-01/2024-06-05",
    "window=2024-01-01/2030-01-01;group=countries;pin=FR;scroll=120",
)


@pytest.fixture(scope="module")
def curated() -> Programme:
    loaded = curated_data()
    assert loaded.programme is not None
    return loaded.programme.as_of(TODAY)


def painted(scene: Scene) -> QImage:
    image = QImage(round(scene.width), round(scene.height), QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        paint_scene(painter, scene, LIGHT)
    return image


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_hit_is_what_is_painted(qtbot: QtBot, curated: Programme, view: str) -> None:
    scene = build_scene(curated, ViewState.from_text(view), Size(800.0, 500.0), font_measure(), TODAY)
    whole = painted(scene)
    checked = 0
    for index, shape in enumerate(scene.shapes):
        if not isinstance(shape, (Bar, Mark, Cluster, Label)) or not shape.ref or index % 3:
            continue
        x, y = shape.box.centre
        inside = scene.header_px <= x < scene.width and scene.axis_px <= y < scene.height
        if not inside or scene.hit(x, y) != shape.ref or getattr(shape, "role", Role.EVENT) is Role.PREVIOUS_DATE:
            continue
        others = scene.shapes[:index] + scene.shapes[index + 1 :]
        without = painted(replace(scene, shapes=others))
        left, top = max(round(shape.box.x) - 2, 0), max(round(shape.box.y) - 2, 0)
        place = (left, top, round(shape.box.width) + 4, round(shape.box.height) + 4)
        assert whole.copy(*place) != without.copy(*place), shape
        checked += 1
    assert checked > 5
