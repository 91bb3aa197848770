"""The PDF, read back: words, links, bookmarks, language, and the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from tests.builders import page_options
from tests.printing.sample import STATE, pdf_of, request, small_programme
from viewer.export.registry import export_file, format_by_id
from viewer.export_request import MADE_BY
from viewer.i18n import language
from viewer.load.files import data_hash, read_files
from viewer.page_options import PAPERS, PageOptions
from viewer.progress import Cancelled
from viewer.query.filter import Filter
from viewer.resources import data_folder

ROOT = Path(__file__).parents[2]
PDF = format_by_id("pdf")


def read(lang: str = "en", sources: int = 2) -> PdfReader:
    return PdfReader(BytesIO(pdf_of(small_programme(sources), language=lang)))


def links_on(reader: PdfReader, page: int) -> list[Any]:
    annotations: Any = reader.pages[page].get("/Annots", [])
    return [reference.get_object() for reference in annotations]


def root(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def titles(reader: PdfReader) -> dict[str, int]:
    """Every bookmark and the page it leads to."""
    pages: dict[str, int] = {}

    def walk(items: Any) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item)
            else:
                pages[item.title] = reader.get_destination_page_number(item) or 0

    walk(reader.outline)
    return pages


def test_the_text_of_the_timeline_can_be_copied(qtbot: QtBot) -> None:
    words = read().pages[0].extract_text()
    for expected in (
        "Two missions",
        "As known on 22 November 2026",
        "Data as of 9 October 2026",
        "1 January 2024 – 31 December 2035",
        "Launch of Chang'e-6",
        "around 2028",
        "2035",
    ):
        assert expected in words, expected


def test_chinese_names_are_in_picture_and_text(qtbot: QtBot) -> None:
    reader = read("zh")
    assert "嫦娥七号" in reader.pages[0].extract_text()
    assert "嫦娥六号发射" in reader.pages[0].extract_text()
    assert "嫦娥六号发射" in reader.pages[2].extract_text()
    assert root(reader)["/Lang"] == "zh-Hans"
    assert reader.metadata is not None
    assert "两个任务" in (reader.metadata.title or "")


def test_the_language_of_the_window_stays(qtbot: QtBot) -> None:
    before = language()
    read("zh")
    assert language() == before == "en"


def test_the_legend_explains_what_is_drawn_and_no_more(qtbot: QtBot) -> None:
    words = read().pages[0].extract_text()
    assert "happened: filled" in words
    assert "around: widened" in words
    assert "cancelled" not in words


def test_web_addresses_are_links(qtbot: QtBot) -> None:
    reader = read()
    links = [link for page in range(len(reader.pages)) for link in links_on(reader, page)]
    assert {str(link["/A"]["/URI"]) for link in links if "/A" in link} == {
        "https://example.org/report/1",
        "https://example.org/report/2",
    }


def test_shapes_link_to_their_entries(qtbot: QtBot) -> None:
    reader = read()
    links = [link for link in links_on(reader, 0) if link["/Subtype"] == "/Link"]
    assert len(links) >= 3
    for link in links:
        x1, y1, x2, y2 = (float(part) for part in link["/Rect"])
        assert 30 < x1 < x2 < 842 - 30
        assert 30 < y1 < y2 < 595 - 30
        assert link["/Dest"][0].get_object() == reader.pages[2]


def test_numbers_link_to_their_sources(qtbot: QtBot) -> None:
    reader = read(sources=120)
    last = len(reader.pages) - 1
    assert "Report 120" in reader.pages[last].extract_text()
    targets = {link["/Dest"][0].idnum for page in range(1, last) for link in links_on(reader, page) if "/Dest" in link}
    reference = reader.pages[last].indirect_reference
    assert reference is not None
    assert reference.idnum in targets


def test_every_link_has_a_target(qtbot: QtBot) -> None:
    reader = read(sources=30)
    for page in range(len(reader.pages)):
        for link in links_on(reader, page):
            assert ("/Dest" in link) != ("/A" in link)
            if "/A" in link:
                assert str(link["/A"]["/URI"]).startswith("https://")


def test_bookmarks_name_the_sections(qtbot: QtBot) -> None:
    reader = read(sources=120)
    pages = titles(reader)
    assert pages["Timeline"] == 0
    assert pages["What has happened"] == 2
    assert pages["Sources"] >= 1
    assert root(reader)["/PageMode"] == "/UseOutlines"


def test_every_page_has_its_number_and_the_count(qtbot: QtBot) -> None:
    reader = read(sources=120)
    count = len(reader.pages)
    assert count >= 3
    for number, page in enumerate(reader.pages, 1):
        assert f"{number} / {count}" in page.extract_text()
        assert "As known on 22 November 2026" in page.extract_text()


def test_dates_and_ids_depend_on_the_content_alone(qtbot: QtBot) -> None:
    reader = read()
    about: Any = reader.metadata
    assert about["/CreationDate"] == about["/ModDate"] == "D:20261122000000Z"
    assert about["/Producer"] == MADE_BY
    ids: Any = reader.trailer["/ID"]
    permanent, current = (bytes(part.original_bytes) for part in ids)
    assert permanent == current != bytes(16)


SCRIPT = """
import sys
from PySide6.QtCore import QHashSeed
QHashSeed.setDeterministicGlobalSeed()
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
from datetime import date
from pathlib import Path
from viewer.export.registry import export_file, format_by_id
from viewer.export_request import ExportRequest
from viewer.load.loader import load_programme
from viewer.page_options import PageOptions
from viewer.resources import data_folder
from viewer.state import ViewState, home
programme = load_programme(data_folder()).programme
pages = PageOptions()
for option in filter(None, sys.argv[2].split(";")):
    pages = pages.with_text(*option.split("="))
request = ExportRequest(programme, ViewState(home(programme)), date(2026, 11, 22), data_folder(), language="en",
                        pages=pages)
export_file(Path(sys.argv[1]), request, format_by_id("pdf"))
"""


@pytest.mark.parametrize("options", ["", "poster=A3x3x2;parts=timeline", "blank=titles;black=yes;paper=Letter"])
def test_the_same_bytes_in_every_process_and_time_zone(tmp_path: Path, options: str) -> None:
    files: list[bytes] = []
    for number, (zone, seed) in enumerate((("Asia/Shanghai", "1"), ("America/Los_Angeles", "2"))):
        path = tmp_path / f"{number}.pdf"
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", SCRIPT, str(path), options], cwd=ROOT, env=environment, check=True)
        files.append(path.read_bytes())
    assert files[0] == files[1]
    reader = PdfReader(BytesIO(files[0]))
    assert "国际月球科研站" in "".join(page.extract_text() for page in reader.pages[:2])
    assert len(reader.pages) >= 4
    assert len(files[0]) < 2_000_000
    assert "programme.yaml" in reader.attachments


def test_as_of_an_earlier_day_nothing_later_is_printed(qtbot: QtBot) -> None:
    state = STATE.on(date(2022, 1, 1))
    reader = PdfReader(BytesIO(pdf_of(small_programme(), state)))
    words = "".join(page.extract_text() for page in reader.pages)
    assert "As known on 1 January 2022" in words
    assert "around 2028" not in words
    assert "Launch of Chang'e-6" not in words


def test_a_file_that_cannot_be_written_leaves_nothing_behind(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        export_file(tmp_path / "absent" / "a.pdf", request(), PDF)
    target = tmp_path / "folder.pdf"
    target.mkdir()
    with pytest.raises(OSError, match="directory"):
        export_file(target, request(), PDF)
    assert list(tmp_path.iterdir()) == [target]


def test_a_written_file_replaces_the_one_before(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("old")
    export_file(path, request(), PDF)
    assert path.read_bytes().startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == [path]


def test_progress_is_reported_and_cancels(qtbot: QtBot, tmp_path: Path) -> None:
    shares: list[float] = []

    def cancel_at_half(share: float) -> None:
        shares.append(share)
        if share >= 0.5:
            raise Cancelled

    path = tmp_path / "a.pdf"
    with pytest.raises(Cancelled):
        export_file(path, request(small_programme(120)), PDF, cancel_at_half)
    assert shares == sorted(shares)
    assert len(shares) >= 3
    assert list(tmp_path.iterdir()) == []


def programme_in(folder: Path) -> Path:
    (folder / "events").mkdir()
    (folder / "programme.yaml").write_text("title: {en: Two missions}\n")
    (folder / "events" / "six.yaml").write_text("# 嫦娥六号\n" * 400)
    (folder / "notes.txt").write_text("not of the programme")
    return folder


def test_the_data_are_attached_to_the_pages(qtbot: QtBot, tmp_path: Path) -> None:
    folder = programme_in(tmp_path)
    data = pdf_of(small_programme(), STATE, folder=folder)
    reader = PdfReader(BytesIO(data))
    attached = {name: contents[0] for name, contents in reader.attachments.items()}
    assert attached == {
        "programme.yaml": (folder / "programme.yaml").read_bytes(),
        "events--six.yaml": (folder / "events" / "six.yaml").read_bytes(),
    }
    assert len(root(reader)["/AF"]) == 2
    assert len(data) - len(pdf_of(small_programme(), STATE)) < 2500  # packed


def test_another_program_saves_all_the_data_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    path, out = tmp_path / "a.pdf", tmp_path / "out"
    out.mkdir()
    export_file(path, request(folder=data_folder()), PDF)
    subprocess.run(["pdfdetach", "-saveall", "-o", str(out), str(path)], check=True, capture_output=True)
    saved = {file.name.replace("--", "/"): file.read_bytes() for file in out.iterdir()}
    assert saved == {file.path: file.data for file in read_files(data_folder()).files}


def test_the_foot_names_day_data_and_version(qtbot: QtBot, tmp_path: Path) -> None:
    folder = programme_in(tmp_path)
    data = pdf_of(small_programme(), STATE, folder=folder)
    for page in PdfReader(BytesIO(data)).pages:
        words = page.extract_text()
        assert f"As known on 22 November 2026 · data {data_hash(folder)} · {MADE_BY}" in words


def test_other_data_make_another_id(qtbot: QtBot, tmp_path: Path) -> None:
    folder = programme_in(tmp_path)
    ids: set[bytes] = set()
    for text in ("# one\n", "# two\n"):
        (folder / "events" / "six.yaml").write_text(text)
        reader = PdfReader(BytesIO(pdf_of(small_programme(), STATE, folder=folder)))
        number: Any = reader.trailer["/ID"]
        ids.add(bytes(number[0].original_bytes))
    assert len(ids) == 2


def pages_of(options: str, sources: int = 30) -> list[str]:
    data = pdf_of(small_programme(sources), STATE, pages=page_options(options))
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def test_only_the_requested_parts_are_printed(qtbot: QtBot) -> None:
    assert "What has happened" not in "".join(pages_of("parts=timeline"))
    assert len(pages_of("parts=timeline")) == 1
    text = "".join("".join(pages_of("parts=events")).split())
    assert "Whathashappened" in text
    assert "Report1" not in text
    assert "[1]" not in text
    assert "date promised" in pages_of("parts=slips")[0]


def test_sources_are_numbered_for_the_parts_that_cite_them(qtbot: QtBot) -> None:
    """Only the later promise is cited by the moves: its first source is number 1 here."""
    words = "".join("".join(pages_of("parts=slips,sources", 3)).split())
    assert "Agency:Report2" in words
    assert "Agency:Report3" in words
    assert "Report1" not in words
    assert "[1][2]" in words
    assert "[3]" not in words


def test_a_range_of_pages_keeps_its_numbers_and_its_links(qtbot: QtBot) -> None:
    options = PageOptions(pages="1,3-")
    reader = PdfReader(BytesIO(pdf_of(small_programme(60), STATE, pages=options)))
    whole = len(PdfReader(BytesIO(pdf_of(small_programme(60), STATE))).pages)
    assert len(reader.pages) == whole - 1
    assert f"3 / {whole}" in reader.pages[1].extract_text()
    targets = {link["/Dest"][0].idnum for link in links_on(reader, 0) if "/Dest" in link}
    reference = reader.pages[1].indirect_reference
    assert reference is not None
    assert targets == {reference.idnum}
    assert set(titles(reader)) >= {"Timeline", "What has happened"}
    assert "How dates moved" in titles(reader)  # the section of words; its chart was left out


def test_a_range_without_any_page_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="there is no page 70: there are"):
        pdf_of(small_programme(), STATE, pages=PageOptions(pages="70"))


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_pages_have_the_size_of_their_paper(qtbot: QtBot, name: str) -> None:
    options = PageOptions(paper=name, portrait=True, parts=("timeline", "events"))
    data = pdf_of(small_programme(), STATE, pages=options)
    for page in PdfReader(BytesIO(data)).pages:
        size = (float(page.mediabox.width), float(page.mediabox.height))
        assert size == pytest.approx([mm / 25.4 * 72 for mm in PAPERS[name]], abs=1.0)


def test_black_and_white_pages_have_no_colour(qtbot: QtBot) -> None:
    data = pdf_of(small_programme(), STATE, pages=PageOptions(black=True))
    coloured = pdf_of(small_programme(), STATE)
    assert not colours(data)
    assert colours(coloured)


def colours(data: bytes) -> set[bytes]:
    """The settings of colours in all pages (PDF's rg and RG, scn and SCN) whose three parts differ."""
    colours = set()
    for page in PdfReader(BytesIO(data)).pages:
        content = page.get_contents()
        assert content is not None
        for match in re.finditer(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)\b", content.get_data()):
            if len({round(float(part), 2) for part in match.groups()}) > 1:
                colours.add(match[0])
    return colours


def test_pages_say_how_much_a_filter_leaves(qtbot: QtBot) -> None:
    state = STATE.filtered(Filter(missions=frozenset({"six"})))
    reader = PdfReader(BytesIO(pdf_of(small_programme(), state)))
    words = "".join(page.extract_text() for page in reader.pages)
    assert "1 of 2 events shown" in reader.pages[0].extract_text()
    assert "Launch of Chang'e-6" in words
    assert "Launch of Chang'e-7" not in words
