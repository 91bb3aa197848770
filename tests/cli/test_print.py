"""The options of pages on the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from viewer import preflight
from viewer.cli import main
from viewer.cli.export import page_options
from viewer.cli.parser import add_page_options
from viewer.page_options import PageOptions
from viewer.printing import printer


def options_of(*arguments: str) -> PageOptions:
    parser = argparse.ArgumentParser()
    add_page_options(parser)
    return page_options(parser.parse_args(arguments))


def test_without_options_pages_are_as_usual() -> None:
    assert options_of() == PageOptions()


def test_every_option_is_taken() -> None:
    options = options_of(
        "--paper", "legal", "--portrait", "--margin", "20", "--black",
        "--include", "sources,timeline", "--pages", "2-", "--blank", "titles",
    )  # fmt: skip
    assert options == PageOptions("Legal", True, 20.0, True, ("timeline", "sources"), "2-", blank="titles")


def test_a_poster_shows_the_timeline_alone_unless_parts_are_included() -> None:
    assert options_of("--poster", "A3x3x2") == PageOptions("A3", parts=("timeline",), poster=(3, 2))
    more = options_of("--poster", "2x2", "--paper", "A5", "--include", "timeline,events")
    assert more == PageOptions("A5", parts=("timeline", "events"), poster=(2, 2))


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("export", "a.pdf", "--paper", "B4"), "there is no paper “B4”"),
        (("export", "a.svg", "--black"), "--black is for .pdf"),
        (("export", "a.csv", "--poster", "A3"), "--poster is for .pdf"),
        (("print", "--pages", "x"), "pages are written 1-3, 5, not “x”"),
        (("print", "--poster", "9x9"), "a poster has 1 to 8 sheets in each direction"),
    ],
)
def test_invalid_page_options_are_wrong_use_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    line: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--lang", "en", *arguments]) == 2
    err = capsys.readouterr().err
    assert line in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_poster_from_the_command_line(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FARSIDE_TODAY", "2026-11-22")
    path = tmp_path / "wall.pdf"
    assert main(["--lang", "en", "export", str(path), "--poster", "A3x2x2"]) == 0
    reader = PdfReader(path)
    assert len(reader.pages) == 4
    assert (round(reader.pages[0].mediabox.width), round(reader.pages[0].mediabox.height)) == (1191, 842)
    assert "Sheet 3 of 4: column 1, row 2" in reader.pages[2].extract_text()
    assert "programme.yaml" in reader.attachments


def test_a_scale_makes_a_picture_so_many_times_as_large(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FARSIDE_TODAY", "2026-11-22")
    path = tmp_path / "a.png"
    assert main(["--lang", "en", "export", str(path), "--width", "600", "--scale", "2"]) == 0
    assert QImage(str(path)).width() == 1200


def test_pictures_without_the_libraries_of_qt_are_an_error_of_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(preflight, "problem_for_pictures", lambda: "Qt needs a library")
    assert main(["--lang", "en", "export", str(tmp_path / "a.png")]) == 3
    assert capsys.readouterr().err == "farside: Qt needs a library\n"
    assert list(tmp_path.iterdir()) == []


def test_without_a_printer_a_pdf_is_advised(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(printer, "printer_names", tuple)
    assert main(["--lang", "en", "print"]) == 3
    assert capsys.readouterr().err == (
        "farside: no printer is installed here; farside export FILE.pdf writes the same pages\n"
    )


def test_a_job_that_the_printer_refuses_is_an_error_of_one_line(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_arguments: object) -> int:
        raise OSError("the printer takes no further page")

    monkeypatch.setattr(printer, "printer_names", lambda: ("Hall",))
    monkeypatch.setattr(printer, "print_document", refuse)
    assert main(["--lang", "en", "print"]) == 3
    assert capsys.readouterr().err == "farside: the printer takes no further page\n"
