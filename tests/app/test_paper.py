"""Paper from the window: the preview over real pages, a PDF that can be stopped, what goes wrong in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.printing.sample import STATE, TODAY, small_programme
from viewer import __version__
from viewer.app.paper import Paper
from viewer.app.store import Store
from viewer.page_options import PageOptions


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def paper(window: QWidget, told: list[str]) -> Paper:
    return Paper(window, Store(small_programme(60), STATE, TODAY), told.append)


def test_the_preview_shows_the_pages_that_are_written(
    paper: Paper, qtbot: QtBot, tmp_path: Path, told: list[str]
) -> None:
    dialog = paper.make_preview()
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.options_requested):
        dialog.paper.setCurrentText("A3")
        dialog.paper.activated.emit(dialog.paper.currentIndex())
    assert paper.options == PageOptions(paper="A3")
    paper.export_pdf(tmp_path / "a.pdf")
    pages = PdfReader(tmp_path / "a.pdf").pages
    assert dialog.place.text() == f"Page 1 of {len(pages)}"
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (1191, 842)
    assert f"Farside {__version__}" in pages[0].extract_text()
    assert told == [f"Written: {tmp_path / 'a.pdf'}"]


def test_the_preview_draws_what_a_sheet_says(paper: Paper, qtbot: QtBot) -> None:
    dialog = paper.make_preview()
    qtbot.addWidget(dialog)
    dialog.show()
    sheets = dialog.view._sheets
    assert sheets is not None
    image = sheets.image(0, 600)
    assert (image.width(), image.height()) == (600, 424)
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(0, 600, 2) for y in range(0, 424, 2))
    assert dark > 300
    assert image.pixelColor(4, 4).lightness() == 255  # the margin


def test_a_pdf_that_is_stopped_leaves_nothing(
    paper: Paper, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QProgressDialog, "wasCanceled", lambda self: self.value() >= 2)
    paper.export_pdf(tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []
    assert told == ["Stopped; nothing was written."]


def test_what_cannot_be_written_is_told_in_a_box(
    paper: Paper, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: boxes.append(text))
    paper.export_pdf(tmp_path / "absent" / "a.pdf")
    assert boxes == [f"{tmp_path / 'absent' / 'a.pdf'} was not written: No such file or directory."]
    assert told == []


def test_the_data_go_with_a_pdf_from_the_window(window: QWidget, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "programme.yaml").write_text("title: {en: Two missions}\n")
    paper = Paper(window, Store(small_programme(), STATE, TODAY), lambda _text: None, lambda: folder)
    paper.export_pdf(tmp_path / "a.pdf")
    assert set(PdfReader(tmp_path / "a.pdf").attachments) == {"programme.yaml"}


def test_a_job_that_fails_is_told_and_the_preview_stays(
    paper: Paper, qtbot: QtBot, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: boxes.append(text))

    def broken(*_arguments: object, **_more: object) -> int:
        raise OSError("the printer takes no further page")

    monkeypatch.setattr("viewer.printing.printer.print_pages", broken)
    dialog = paper.make_preview()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.print_requested.emit("Hall", PageOptions())
    assert boxes == ["Hall was not written: the printer takes no further page."]
    assert dialog.isVisible()
    assert told == []


def test_a_preview_that_is_stopped_keeps_its_sheets(
    paper: Paper, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = paper.make_preview()
    qtbot.addWidget(dialog)
    dialog.show()
    before = dialog.view._sheets
    monkeypatch.setattr(QProgressDialog, "wasCanceled", lambda self: self.value() >= 2)
    dialog.options_requested.emit(PageOptions(paper="A3"))
    assert dialog.view._sheets is before
    assert paper.options == PageOptions()
