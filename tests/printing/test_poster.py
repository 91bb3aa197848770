"""Posters: the pages together are one picture. Worksheets: blanks and their answers."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.builders import page_options
from tests.curated import curated_data
from tests.paint.sample import sample_scene
from tests.printing.sample import STATE, pdf_of, request, small_programme
from viewer.model.programme import Programme
from viewer.page_options import PageOptions
from viewer.printing.document import PrintDocument
from viewer.printing.poster import OVERLAP_PX, Poster
from viewer.printing.scene_pages import legend_block
from viewer.state import ViewState, home
from viewer.timeline.legend import legend
from viewer.timeline.scene import Band, Box, Label

OPTIONS = page_options("poster=A3x3x2;parts=timeline")


@cache
def curated() -> Programme:
    programme = curated_data().programme
    assert programme is not None
    return programme


def poster_of(options: PageOptions) -> tuple[PrintDocument, Poster]:
    document = PrintDocument(request(curated(), ViewState(home(curated())), pages=options), *options.area_px)
    return document, Poster(document.job)


def event_labels(poster: Poster) -> list[Label]:
    return [
        shape
        for shape in poster.scene.shapes
        if isinstance(shape, Label) and shape.ref.startswith("event/") and shape.text
    ]


def test_a_poster_of_six_sheets_shows_every_label_once_whole(qtbot: QtBot) -> None:
    document, poster = poster_of(OPTIONS)
    assert document.count == poster.count == 6
    labels = event_labels(poster)
    assert len({label.ref for label in labels}) > 60
    assert not [label.text for label in labels if label.full]
    boxes = [(label.text, label.box) for label in labels]
    for number, (text, box) in enumerate(boxes):
        assert 0 <= box.x < box.right <= poster.scene.width + 0.5, text
        assert poster.scene.axis_px <= box.y < box.bottom <= poster.scene.height, text
        for other, place in boxes[number + 1 :]:
            assert not _crossing(box, place), (text, other)


def test_sheets_put_together_are_the_poster_on_one_sheet(qtbot: QtBot) -> None:
    """Each sheet is laid over the one before where they overlap, as a user glues them."""
    _document, poster = poster_of(OPTIONS)
    width, height = (round(side) for side in poster.grid.size)
    together, alone = (QImage(width, height, QImage.Format.Format_RGB32) for _ in range(2))
    for image in (together, alone):
        image.fill(0xFFFFFFFF)
    painter = QPainter(alone)
    poster.paint_content(painter, QRectF(0, 0, *poster.grid.size))
    painter.end()
    for sheet in range(6):
        area, border = poster.grid.area(sheet), poster.grid.border
        painter = QPainter(together)
        painter.setClipRect(area)
        painter.translate(area.x() - border, area.y() - border)
        poster.paint(painter, sheet)
        painter.end()
    different = sum(
        together.pixelColor(x, y).lightness() - alone.pixelColor(x, y).lightness() not in range(-80, 81)
        for x in range(0, width, 7)
        for y in range(0, height, 5)
    )
    assert different < width // 7 * (height // 5) * 0.002


def test_every_page_of_a_poster_shows_its_labels(qtbot: QtBot) -> None:
    _document, poster = poster_of(OPTIONS)
    data = pdf_of(curated(), ViewState(home(curated())), pages=OPTIONS)
    words = ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]
    for sheet, text in enumerate(words):
        assert f"Sheet{sheet + 1}of6" in text
        area = poster.grid.area(sheet)
        seen = QRectF(
            area.x() / poster.scale,
            (area.y() - 50 * poster.scale * 1.25) / poster.scale,
            area.width() / poster.scale,
            area.height() / poster.scale,
        )
        whole = [label for label in event_labels(poster) if seen.contains(QRectF(*_sides(label.box)))]
        for label in whole:
            assert "".join(label.text.split()) in text, (sheet, label.text)
    assert "LaunchofChang'e-6" in words[0]
    assert "LaunchofChang'e-6" not in "".join(words[1:])


def test_neighbours_share_a_strip(qtbot: QtBot) -> None:
    _document, poster = poster_of(OPTIONS)
    first, second, below = (poster.grid.area(sheet) for sheet in (0, 1, 3))
    assert first.right() - second.left() == pytest.approx(OVERLAP_PX)
    assert first.bottom() - below.top() == pytest.approx(OVERLAP_PX)
    assert poster.grid.area(5).bottomRight().toTuple() == pytest.approx(poster.grid.size)


def test_one_large_sheet_needs_no_marks(qtbot: QtBot) -> None:
    options = page_options("poster=A1;parts=timeline")
    data = pdf_of(small_programme(), STATE, pages=options)
    (page,) = PdfReader(BytesIO(data)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (2384, 1684)
    assert "1 / 1" in page.extract_text()
    assert "Sheet" not in page.extract_text()


def test_a_poster_on_the_smallest_paper_still_holds_all_lanes(qtbot: QtBot) -> None:
    _document, poster = poster_of(page_options("poster=A5;parts=timeline"))
    assert poster.scene.content_px + poster.scene.axis_px <= poster.scene.height + 1


@pytest.mark.parametrize(("blank", "hidden", "visible"), [("dates", "around 2028", "Launch of Chang'e-7"),
                                                       ("titles", "Launch of Chang'e-7", "around 2028")])  # fmt: skip
def test_a_worksheet_has_questions_and_answers(qtbot: QtBot, blank: str, hidden: str, visible: str) -> None:
    options = PageOptions(blank=blank)
    reader = PdfReader(BytesIO(pdf_of(small_programme(), STATE, pages=options)))
    sheet, questions, answers, key = (page.extract_text() for page in reader.pages)
    assert "Worksheet: Two missions" in sheet
    assert "Answers: Two missions" in answers
    assert "____" in sheet
    assert hidden not in sheet
    assert visible in sheet
    assert visible in questions
    for page in (answers, key):
        assert hidden in page
        assert visible in page
    assert (hidden in questions) == (blank == "titles")  # the names are given to choose from


def test_blanks_keep_every_mark_where_it_was(qtbot: QtBot) -> None:
    timeline, asked = (
        PrintDocument(request(pages=PageOptions(blank=blank, parts=("timeline",))), 1032.0, 703.0)
        for blank in ("", "dates")
    )
    assert timeline.count == 1
    assert asked.count == 4
    links = {link for sheet, link in timeline.links() if sheet == 0}
    assert {link for sheet, link in asked.links() if sheet == 0} == links


def test_as_of_an_early_day_there_are_fewer_questions(qtbot: QtBot) -> None:
    state = STATE.on(date(2022, 1, 1))
    document = PrintDocument(request(state=state, pages=PageOptions(blank="titles")), 1032.0, 703.0)
    assert {link.address for _page, link in document.links()} == {"event/seven-launch"}


def _crossing(one: Box, other: Box) -> bool:
    """Whether two labels overlap by more than the spare room of their lines."""
    return (
        min(one.right, other.right) - max(one.x, other.x) > 1
        and min(one.bottom, other.bottom) - max(one.y, other.y) > 6
    )


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


def test_a_wide_and_low_poster_still_shows_every_lane(qtbot: QtBot) -> None:
    _document, poster = poster_of(page_options("poster=A5x8x1;parts=timeline"))
    lanes = {shape.ref for shape in poster.scene.shapes if isinstance(shape, Band) and shape.ref.startswith("lane/")}
    assert len(lanes) == len(curated().head.lanes)
    assert poster.scene.content_px <= poster.scene.height - poster.scene.axis_px


def test_a_poster_can_be_a_worksheet(qtbot: QtBot) -> None:
    options = page_options("poster=A4x2x1;parts=timeline;blank=titles")
    posters = [PrintDocument(request(pages=pages), *options.area_px) for pages in (options, replace(options, blank=""))]
    hidden, shown = ({label.text for label in event_labels(Poster(document.job))} for document in posters)
    assert "Launch of Chang'e-7" in shown
    assert "Launch of Chang'e-7" not in hidden


def test_a_narrow_legend_has_one_column(qtbot: QtBot) -> None:
    entries = tuple(legend(sample_scene()))
    narrow, wide = legend_block(entries, 10.0), legend_block(entries, 4000.0)
    assert (len(narrow.columns), len(wide.columns)) == (1, 8)
    assert narrow.columns[0] == entries
    assert legend_block((), 10.0).columns == ()
