"""The manual page of dates: a picture of every form, drawn by the program, and every picture on the page."""

from __future__ import annotations

import importlib.util
import re
import sys
from types import ModuleType

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.conftest import ROOT
from viewer.model.edtf import parse
from viewer.paint.fonts import font_measure
from viewer.timeline.legend import legend

PAGE = (ROOT / "docs" / "manual" / "dates.md").read_text("utf-8")
FOLDER = ROOT / "docs" / "manual" / "dates"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_date_pictures", ROOT / "tools" / "make_date_pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_date_pictures"] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_shows_the_picture_of_every_form_once_and_no_other(script: ModuleType) -> None:
    shown = re.findall(r"\(dates/([a-z-]+)\.png\)", PAGE)
    assert sorted(shown) == sorted(script.FORMS)
    assert sorted(file.stem for file in FOLDER.iterdir()) == sorted(script.FORMS)


def test_the_pictures_are_those_that_the_program_draws_now(qtbot: QtBot, script: ModuleType) -> None:
    for name, form in script.FORMS.items():
        saved, drawn = QImage(str(FOLDER / f"{name}.png")), script.picture(form)
        assert saved.size() == drawn.size(), name
        old, new = (image.scaled(36, 7).convertToFormat(QImage.Format.Format_Grayscale8) for image in (saved, drawn))
        distances = [
            abs(old.pixelColor(x, y).value() - new.pixelColor(x, y).value()) for x in range(36) for y in range(7)
        ]
        assert sum(distances) / len(distances) < 3, f"{name}: run tools/make_date_pictures.py"


def test_every_form_of_the_legend_that_concerns_dates_is_pictured(qtbot: QtBot, script: ModuleType) -> None:
    words = {entry.words for form in script.FORMS.values() for entry in legend(script.scene_of(form, font_measure()))}
    for form in (
        "happened: filled",
        "planned: hollow",
        "a month, quarter or year: drawn as wide as that",
        "around: widened by one unit on either side",
        "not before (NET)",
        "by, not after (BY)",
        "goes on",
        "end or start not known",
        "one of these dates",
        "doubted: “?”, or no good source",
        "overdue: passed with no recorded outcome",
        "under way",
        "succeeded in part",
        "failed",
        "cancelled",
        "an earlier promise, and how it moved",
        "another source says otherwise",
        "several, too close to draw apart",
    ):
        assert form in words
        stem = form.split(":")[0].split(" (")[0].removeprefix("a ").removesuffix(" dates")
        assert stem.split(",")[0].split()[-1] in PAGE.lower(), form


def test_every_example_is_a_date_of_the_profile(script: ModuleType) -> None:
    assert {parse(claim[0]).kind for form in script.FORMS.values() for claim in form.claims}


def test_every_form_is_shown_in_the_dark_theme_and_on_paper(qtbot: QtBot, script: ModuleType) -> None:
    for name, theme in script.SHEETS.items():
        saved, drawn = QImage(str(FOLDER.parent / f"{name}.png")), script.sheet(theme)
        assert saved.size() == drawn.size(), f"{name}: run tools/make_date_pictures.py"
        assert f"({name}.png)" in PAGE
    assert QImage(str(FOLDER.parent / "dates-paper.png")).isGrayscale()
