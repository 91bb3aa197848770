"""Painted scenes compared with golden images, and the rules for all of them.

FARSIDE_GOLDEN=renew python -m pytest tests/paint/test_qt_painter.py      write new golden images: look at them
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.paint.sample import HEADER, bar, sample_scene
from viewer.model.edtf_date import Edge
from viewer.paint.overlays import Highlights, paint_highlights
from viewer.paint.qt_painter import paint_scene
from viewer.printing.images import scene_image
from viewer.theme import DARK, LIGHT, PRINT, THEMES, Theme
from viewer.timeline.scene import Band, Box, Cluster, Label, Mark, Role, Rule, Scene, Shape, Style

GOLDEN = Path(__file__).parent / "golden"
STRONG = 48  # of 255: an edge that moved by a fraction stays below
ALLOWED = 0.002  # of all pixels may differ more: other versions of the rasteriser


def changed_share(first: QImage, second: QImage) -> float:
    """The share of pixels with a channel that differs by more than STRONG."""
    a, b = bytes(first.constBits()), bytes(second.constBits())
    if a == b:
        return 0.0
    changed = {index // 4 for index, (x, y) in enumerate(zip(a, b, strict=True)) if abs(x - y) > STRONG}
    return len(changed) / (first.width() * first.height())


def assert_golden(image: QImage, name: str) -> None:
    """Compare the image with the golden one."""
    path = GOLDEN / f"{name}.png"
    image.setDevicePixelRatio(1.0)
    if os.environ.get("FARSIDE_GOLDEN") == "renew":
        GOLDEN.mkdir(exist_ok=True)
        image.save(str(path))
    golden = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    assert golden.size() == image.size(), f"no such golden image: {path}"
    share = changed_share(image, golden)
    if share > ALLOWED:
        image.save(str(path.with_suffix(".new.png")))
    assert share <= ALLOWED, f"{share:.2%} differ; see {path.with_suffix('.new.png')}"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_form_looks_as_the_golden_image(qtbot: QtBot, theme: Theme) -> None:
    assert_golden(scene_image(sample_scene(), theme), f"forms-{theme.name}")


def test_forms_stay_crisp_at_twice_the_pixels(qtbot: QtBot) -> None:
    image = scene_image(sample_scene(), LIGHT, 2.0).copy(0, 0, 900, 620)
    assert_golden(image, "forms-light-2x")


def test_highlights_look_as_the_golden_image(qtbot: QtBot) -> None:
    scene = sample_scene()
    image = scene_image(scene, LIGHT)
    painter = QPainter(image)
    paint_highlights(painter, scene, LIGHT, Highlights("event/slip", "event/done", "event/set"))
    painter.end()
    assert_golden(image.copy(130, 130, 770, 430), "emphasis-light")


def a_scene(*shapes: Shape) -> Scene:
    return Scene(200, 100, 20, 10, 90, shapes)


def drawn(*shapes: Shape, theme: Theme = LIGHT) -> QImage:
    return scene_image(a_scene(*shapes), theme)


def count_painted(image: QImage, theme: Theme = LIGHT) -> int:
    """The number of pixels that are not ground."""
    ground = QColor(theme.palette["ground"]).rgb()
    return sum(image.pixel(x, y) != ground for x in range(image.width()) for y in range(image.height()))


def test_painting_leaves_the_painter_as_it_was(qtbot: QtBot) -> None:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.translate(3, 4)
    before = painter.pen(), painter.transform(), painter.hasClipping()
    paint_scene(painter, a_scene(bar(Box(40, 40, 50, 20), Style())), LIGHT)
    assert (painter.pen(), painter.transform(), painter.hasClipping()) == before
    painter.end()


def test_lanes_never_cover_headers_and_axis(qtbot: QtBot) -> None:
    image = drawn(
        bar(Box(-10, 2, 150, 20), Style(filled=True)), Mark(Box(12, 40, 16, 16), "square", "", Role.EVENT, Style())
    )
    ground = QColor(LIGHT.palette["ground"]).rgb()
    assert all(image.pixel(x, y) == ground for x in range(20) for y in range(100))
    assert all(image.pixel(x, y) == ground for x in range(200) for y in range(10))
    assert count_painted(image) > 500


@pytest.mark.parametrize("role", [Role.GRID, Role.HAIRLINE, Role.GRID_MAJOR])
@pytest.mark.parametrize("x", [50.0, 50.3, 50.5, 50.8])
def test_hairlines_fall_on_one_pixel(qtbot: QtBot, role: Role, x: float) -> None:
    image = drawn(Rule(x, 20, x, 90, role))
    line = QColor(LIGHT.style(role).colour).rgb()
    ground = QColor(LIGHT.palette["ground"]).rgb()
    columns = [image.pixel(column, 50) for column in range(200)]
    assert columns.count(line) == 1
    assert columns.count(ground) == 199


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Style(filled=True), Style(filled=False)),
        (Style(dotted=True), Style(dotted=False)),
        *((Style(status="planned", filled=False), Style(status=s, filled=False)) for s in ("overdue", "cancelled")),
        *((Style(status="done"), Style(status=s)) for s in ("partial", "failed", "under-way", "cancelled")),
        *((Style(end=Edge.KNOWN), Style(end=e)) for e in Edge if e is not Edge.KNOWN),
        *((Style(start=Edge.KNOWN), Style(start=e)) for e in Edge if e is not Edge.KNOWN),
    ],
)  # fmt: skip
def test_forms_differ_in_black_and_white(qtbot: QtBot, theme: Theme, one: Style, other: Style) -> None:
    pictures = [
        drawn(bar(Box(60, 40, 80, 20), style, (20, 20)), theme=theme).convertToFormat(QImage.Format.Format_Grayscale8)
        for style in (one, other)
    ]
    pixels = [[picture.pixelColor(x, y).value() for x in range(200) for y in range(100)] for picture in pictures]
    least = 40 if theme is PRINT else 20
    assert sum(abs(a - b) > least for a, b in zip(*pixels, strict=True)) >= 6


@pytest.mark.parametrize("status", ["partial", "failed", "cancelled", "overdue", "under-way"])
def test_a_mark_shows_its_status_by_form(qtbot: QtBot, status: str) -> None:
    filled = status not in ("cancelled", "overdue")
    plain = drawn(Mark(Box(60, 40, 16, 16), "diamond", "", Role.EVENT, Style(0, filled)), theme=PRINT)
    marked = drawn(Mark(Box(60, 40, 16, 16), "diamond", "", Role.EVENT, Style(0, filled, status=status)), theme=PRINT)
    assert plain != marked


def test_gradients_become_strokes_on_paper(qtbot: QtBot) -> None:
    form = bar(Box(60, 40, 80, 20), Style(0, False, start=Edge.ABOUT, end=Edge.ABOUT), (30, 30))
    colours = {drawn(form, theme=PRINT).pixelColor(x, 50).saturation() for x in range(64, 88)}
    assert 0 in colours  # between the strokes the paper is white
    assert max(colours) > 100


def test_the_today_line_stops_at_labels(qtbot: QtBot) -> None:
    today = QColor(LIGHT.style(Role.TODAY).colour)
    image = drawn(Rule(60, 10, 60, 90, Role.TODAY), Label(Box(40, 30, 60, 16), "", Role.LABEL))
    reds = [y for y in range(10, 90) if abs(image.pixelColor(60, y).red() - today.red()) < 30]
    assert not set(reds) & set(range(31, 45))
    assert set(range(12, 28)) | set(range(48, 88)) <= set(reds)


def test_a_chip_is_round_and_a_veil_is_not(qtbot: QtBot) -> None:
    chip = drawn(
        Band(Box(0, 0, 200, 10), Role.GROUND),
        Label(Box(0, 0, 20, 10), "2024", Role.AXIS_MINOR),
        Band(Box(60, 40, 60, 16), Role.AS_OF),
        Label(Box(60, 40, 60, 16), "", Role.AS_OF),
    )
    veil = drawn(Band(Box(60, 40, 60, 16), Role.AS_OF))
    assert chip.pixelColor(90, 48) == QColor(LIGHT.palette["as-of"])
    assert chip.pixelColor(60, 40) == QColor(LIGHT.palette["ground"])
    assert veil.pixelColor(60, 40) == veil.pixelColor(90, 48)
    assert veil.pixelColor(90, 48).value() < QColor(LIGHT.palette["ground"]).value()


def test_selection_hover_and_focus_look_different(qtbot: QtBot) -> None:
    scene = a_scene(bar(Box(60, 40, 60, 20), Style(), ref="event/a"))
    images = []
    cases: tuple[dict[str, Any], ...] = (
        {},
        {"selection": "event/a"},
        {"hover": "event/a"},
        {"focus": "event/a"},
        {"focus": "event/b"},
    )
    for names in cases:
        image = scene_image(scene, LIGHT)
        painter = QPainter(image)
        paint_highlights(painter, scene, LIGHT, Highlights(**names))
        painter.end()
        images.append(bytes(image.constBits()))
    assert len(set(images)) == 4
    assert images[0] == images[4]


def test_an_event_in_a_cluster_is_highlighted_by_its_label(qtbot: QtBot) -> None:
    scene = a_scene(Label(Box(60, 40, 60, 16), "Launch", Role.LABEL, "event/a"))
    image = scene_image(scene, LIGHT)
    before = bytes(image.constBits())
    painter = QPainter(image)
    paint_highlights(painter, scene, LIGHT, Highlights("event/a"))
    painter.end()
    assert bytes(image.constBits()) != before


def test_the_sample_shows_every_role() -> None:
    scene = sample_scene()
    roles = {shape.role for shape in scene.shapes if not isinstance(shape, Cluster)}
    assert set(Role) - roles <= {Role.COUNT, Role.TREND, Role.MEASURE, Role.DEPENDENCY}
    assert scene.header_px == HEADER
