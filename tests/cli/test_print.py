"""The options of pages on the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from viewer.cli import main
from viewer.cli.export import page_options
from viewer.cli.parser import add_page_options
from viewer.page_options import PageOptions


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
