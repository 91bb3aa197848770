"""The bundled fonts have every character that is needed, and equal widths everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pytestqt.qtbot import QtBot

from viewer.paint.fonts import FACES, font_for, font_measure, load_fonts, sized_font, ui_font
from viewer.resources import data_folder, resource
from viewer.theme import FAMILY
from viewer.timeline.scene import Role

TEXT_FILES = (*sorted(data_folder().rglob("*.yaml")), *sorted(resource("locale").rglob("*.po")))


@pytest.mark.parametrize("face", FACES)
def test_the_face_has_every_character_of_data_and_catalogues(face: str) -> None:
    characters = TTFont(resource("fonts") / face).getBestCmap()
    missing: dict[str, Path] = {}
    for path in TEXT_FILES:
        for letter in path.read_text(encoding="utf-8"):
            if ord(letter) >= 0x20 and ord(letter) not in characters:
                missing.setdefault(letter, path)
    assert not missing, "run tools/make_fonts.py"


@pytest.mark.parametrize("face", FACES)
def test_the_face_has_true_type_outlines_and_its_own_name(face: str) -> None:
    font = TTFont(resource("fonts") / face)
    assert "glyf" in font
    assert "CFF " not in font
    assert font["name"].getDebugName(16) == FAMILY


def test_the_faces_are_small_and_come_with_their_licences() -> None:
    assert sum((resource("fonts") / face).stat().st_size for face in FACES) < 4_000_000
    for name in ("LICENCE-Inter.txt", "LICENCE-Noto-Sans-SC.txt"):
        assert "SIL OPEN FONT LICENSE" in (resource("fonts") / name).read_text(encoding="utf-8").upper()


def test_loading_twice_loads_once(qtbot: QtBot) -> None:
    assert load_fonts() is load_fonts()
    assert min(load_fonts()) >= 0


def test_both_languages_have_the_bundled_family(qtbot: QtBot) -> None:
    from PySide6.QtGui import QFontInfo, QFontMetricsF

    font = sized_font(13)
    assert QFontInfo(font).family() == FAMILY
    assert QFontMetricsF(font).inFontUcs4(ord("嫦"))
    assert font_measure()("嫦娥", Role.LABEL) == pytest.approx(26.0, abs=0.1)  # as wide as their size


def test_widths_are_not_rounded(qtbot: QtBot) -> None:
    measure = font_measure()
    single, ten = measure("i", Role.LABEL), measure("i" * 10, Role.LABEL)
    assert ten == pytest.approx(10 * single, abs=0.05)
    assert single != round(single)
    assert measure("i", Role.LABEL) == single


def test_figures_on_the_axis_are_equally_wide(qtbot: QtBot) -> None:
    measure = font_measure()
    assert measure("1111", Role.AXIS_MINOR) == pytest.approx(measure("0000", Role.AXIS_MINOR))
    assert measure("1111", Role.LABEL) < measure("0000", Role.LABEL)


def test_strong_labels_are_heavier(qtbot: QtBot) -> None:
    assert font_for(Role.LABEL_STRONG).weight() > font_for(Role.LABEL).weight()
    assert font_for(Role.LABEL, 2.0).pixelSize() == 2 * font_for(Role.LABEL).pixelSize()


def test_the_font_of_panes_is_a_copy(qtbot: QtBot) -> None:
    ui_font().setPixelSize(40)
    assert ui_font().pixelSize() == 13


@pytest.mark.parametrize("face", FACES)
def test_no_two_signs_share_a_glyph_so_copied_text_is_correct(face: str) -> None:
    by_glyph: dict[str, list[int]] = {}
    for code, glyph in sorted(TTFont(resource("fonts") / face).getBestCmap().items()):
        by_glyph.setdefault(glyph, []).append(code)
    shared = [codes for codes in by_glyph.values() if len(codes) > 1]
    assert [codes for codes in shared if not all(0x25A0 <= code <= 0x25FF for code in codes)] == []


@pytest.mark.qt_log_ignore("QFontDatabase", extend=True)
def test_missing_fonts_are_an_error(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer.paint.fonts.resource", lambda _name: tmp_path)
    load_fonts.cache_clear()
    with pytest.raises(RuntimeError, match="fonts missing"):
        load_fonts()
    monkeypatch.undo()
    assert min(load_fonts()) >= 0
