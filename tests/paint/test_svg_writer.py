"""SVG, read by an XML parser and drawn by Qt's renderer, compared with the image of the painter; text stays text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from tests.paint.sample import sample_scene
from tests.timeline import sample as layout
from tests.timeline.sample import events, windows
from viewer.model.entities import Event
from viewer.paint.fonts import font_measure
from viewer.paint.svg_writer import SvgTexts, number, svg_inline, svg_text
from viewer.printing.images import scene_image
from viewer.state import Span
from viewer.theme import DARK, HIGH_CONTRAST, LIGHT, PRINT, Theme
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Scene, Style

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
TEXTS = SvgTexts(
    title="All & <everything>",
    description="As known on a day",
    language="en",
    sentence=lambda ref: f"Sentence of {ref}" if ref.startswith("event/") else "",
    link=lambda ref: f"https://example.org/?a=1&b={ref}" if ref.startswith("event/") else "",
)


def svg_of(scene: Scene, theme: Theme = LIGHT) -> str:
    return svg_text(scene, theme, font_measure(), TEXTS)


def read(scene: Scene) -> ElementTree.Element:
    return ElementTree.fromstring(svg_of(scene))


def without_text() -> Scene:
    """The sample without text: Qt's renderer does not support lists of fonts."""
    scene = sample_scene()
    shapes = tuple(
        shape
        for shape in scene.shapes
        if not isinstance(shape, Label) and not (isinstance(shape, Cluster) and not shape.histogram)
    )
    return replace(scene, shapes=shapes)


def small(image: QImage) -> bytes:
    """The image at half the size, so that half a pixel makes no difference."""
    half = image.scaled(450, 310, mode=Qt.TransformationMode.SmoothTransformation)
    half.convertTo(QImage.Format.Format_RGB888)
    return bytes(half.constBits())


def difference(scene: Scene, drawn: Scene, theme: Theme) -> float:
    """The mean difference (0 to 255) between the SVG of one scene and the painted image of another."""
    renderer = QSvgRenderer(svg_of(scene, theme).encode())
    assert renderer.isValid()
    image = QImage(900, 620, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    first, second = small(image), small(scene_image(drawn, theme))
    return sum(abs(a - b) for a, b in zip(first, second, strict=True)) / len(first)


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST, PRINT], ids=lambda theme: theme.name)
def test_every_form_looks_as_the_painter_draws_it(qtbot: QtBot, theme: Theme) -> None:
    scene = without_text()
    marks = tuple(shape for shape in scene.shapes if not isinstance(shape, Mark))
    assert difference(scene, scene, theme) < 0.2
    assert difference(replace(scene, shapes=marks), scene, theme) > 0.8


def test_every_word_is_text_in_its_place(qtbot: QtBot) -> None:
    texts = {text.text: text for text in read(sample_scene()).iter(f"{SVG}text")}
    for label in sample_scene().shapes:
        if isinstance(label, Label):
            assert label.text in texts
    wolf = texts["Wolf Amendment: NASA may not cooperate with China bilaterally"]
    assert (wolf.get("x"), wolf.get("font-size")) == ("140", "13")
    measured = font_measure()(wolf.text or "", Role.LABEL)
    assert float(wolf.get("textLength", "0")) == pytest.approx(measured, abs=0.01)
    assert texts["七国科学载荷 “国际月球科研站” 2035年前"].get("font-weight") == "600"
    assert texts["2025"].get("text-anchor") == "middle"


def test_an_event_is_one_group_with_its_id_its_sentence_and_its_link(qtbot: QtBot) -> None:
    groups = {group.get("id"): group for group in read(sample_scene()).iter(f"{SVG}g") if group.get("id")}
    slip = groups["event-slip"]
    assert slip.findtext(f"{SVG}title") == "Sentence of event/slip"
    (link,) = slip.findall(f"{SVG}a")
    assert link.get(HREF) == "https://example.org/?a=1&b=event/slip"
    assert [text.text for text in link.iter(f"{SVG}text")] == ["Launch", "2027? +14 months"]
    assert len(list(link.iter(f"{SVG}polygon"))) == 3
    assert "cluster-0-0" in groups
    assert groups["cluster-0-0"].find(f"{SVG}a") is None
    refs = {shape.ref for shape in sample_scene().shapes if isinstance(shape, (Bar, Mark, Label)) and shape.ref}
    assert {ref.replace("/", "-") for ref in refs} <= set(groups)


def test_no_id_comes_twice(qtbot: QtBot) -> None:
    ids = [element.get("id") for element in read(sample_scene()).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_it_says_what_it_shows(qtbot: QtBot) -> None:
    root = read(sample_scene())
    assert (root.get("version"), root.get("width"), root.get("viewBox")) == ("1.1", "900", "0 0 900 620")
    assert root.findtext(f"{SVG}title") == "All & <everything>"
    assert root.findtext(f"{SVG}desc") == "As known on a day"


def test_words_that_xml_cannot_hold_are_left_out(qtbot: QtBot) -> None:
    label = Label(Box(10, 10, 60, 15), "a\x00b\ud800<c>", Role.LABEL, full="the \x07 whole & all")
    (text,) = read(Scene(100, 50, 0, 0, 50, (label,))).iter(f"{SVG}text")
    assert (text.findtext(f"{SVG}title"), text[0].tail) == ("the  whole & all", "ab<c>")


def test_lanes_are_cut_at_the_headers_and_headers_are_not(qtbot: QtBot) -> None:
    lanes, *margins = read(sample_scene()).findall(f"{SVG}g")
    assert lanes.get("clip-path") == "url(#lanes)"
    assert margins
    assert not [margin for margin in margins if margin.get("clip-path")]


def test_a_page_carries_both_themes_in_classes(qtbot: QtBot) -> None:
    svg, css = svg_inline(sample_scene(), LIGHT, DARK, font_measure(), TEXTS)
    root = ElementTree.fromstring(svg)
    assert not [element for element in root.iter() if element.get("fill") or element.get("stroke")]
    light, dark = css.split("@media screen and (prefers-color-scheme: dark)")
    for element in root.iter():
        if name := element.get("class"):
            assert f".{name}{{" in light
            assert f".{name}{{" in dark
    assert LIGHT.palette["ground"] in light
    assert DARK.palette["ground"] in dark
    ids = [element.get("id", "") for element in root.iter() if element.get("id")]
    assert all(name.startswith(("timeline-", "event-", "cluster-")) for name in ids)
    assert {link.get("href", "")[:19] for link in root.iter(f"{SVG}a")} == {"https://example.org"}


def test_one_mark_more_is_another_file(qtbot: QtBot) -> None:
    mark = Mark(Box(10, 10, 16, 16), "diamond", "event/a", Role.EVENT, Style())
    empty = Scene(100, 50, 0, 0, 50, ())
    assert svg_of(empty) == svg_of(empty) != svg_of(replace(empty, shapes=(mark,)))


@pytest.mark.parametrize(
    ("value", "text"), [(12.0, "12"), (0.125, "0.12"), (-0.001, "0"), (1.5, "1.5"), (100.0, "100")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


@given(events(), windows())
def test_every_scene_is_sound_xml_and_names_what_can_be_hit(some: list[Event], window: Span) -> None:
    drawn = layout.scene_of(layout.programme(some), window)
    root = ElementTree.fromstring(svg_text(drawn, PRINT, layout.measure, TEXTS))
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    refs = {shape.ref for shape in drawn.shapes if isinstance(shape, (Bar, Mark, Cluster, Label)) and shape.ref}
    assert {ref.replace("/", "-") for ref in refs} <= ids


def test_it_needs_no_qt() -> None:
    code = "import sys, viewer.paint.svg_writer; print([name for name in sys.modules if name.startswith('PySide6')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert (done.stdout, done.stderr) == ("[]\n", "")
