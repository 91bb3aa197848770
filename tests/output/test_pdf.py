"""The PDF, read back: words, links, bookmarks, language, and the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from tests.output.sample import STATE, TODAY, small_programme
from viewer.i18n import language
from viewer.output.pdf import export_pdf, pdf_bytes
from viewer.output.printing import Stopped

ROOT = Path(__file__).parents[2]


def read(lang: str = "en", sources: int = 2) -> PdfReader:
    return PdfReader(
        BytesIO(pdf_bytes(small_programme(sources), STATE, today=TODAY, lang=lang, version="1.2"))
    )


def links_on(reader: PdfReader, page: int) -> list[Any]:
    found: Any = reader.pages[page].get("/Annots", [])
    return [reference.get_object() for reference in found]


def root(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def titles(reader: PdfReader) -> dict[str, int]:
    """Every bookmark and the page it leads to."""
    found: dict[str, int] = {}

    def walk(items: Any) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item)
            else:
                found[item.title] = reader.get_destination_page_number(item) or 0

    walk(reader.outline)
    return found


def test_the_timeline_is_words_that_can_be_copied(qtbot: QtBot) -> None:
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


def test_chinese_names_stand_in_picture_and_words(qtbot: QtBot) -> None:
    reader = read("zh")
    assert "嫦娥七号" in reader.pages[0].extract_text()
    assert "嫦娥六号发射" in reader.pages[0].extract_text()
    assert "嫦娥六号发射" in reader.pages[2].extract_text()
    assert root(reader)["/Lang"] == "zh-Hans"
    assert reader.metadata is not None
    assert "两个任务" in (reader.metadata.title or "")


def test_the_language_spoken_before_is_spoken_after(qtbot: QtBot) -> None:
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
    found = {
        str(it["/A"]["/URI"])
        for page in range(len(reader.pages))
        for it in links_on(reader, page)
        if "/A" in it
    }
    assert found == {"https://example.org/report/1", "https://example.org/report/2"}


def test_shapes_lead_to_their_entries(qtbot: QtBot) -> None:
    reader = read()
    links = [it for it in links_on(reader, 0) if it["/Subtype"] == "/Link"]
    assert len(links) >= 3
    for link in links:
        x1, y1, x2, y2 = (float(part) for part in link["/Rect"])
        assert 30 < x1 < x2 < 842 - 30
        assert 30 < y1 < y2 < 595 - 30
        assert link["/Dest"][0].get_object() == reader.pages[2]


def test_numbers_lead_to_their_sources(qtbot: QtBot) -> None:
    reader = read(sources=120)
    last = len(reader.pages) - 1
    assert "Report 120" in reader.pages[last].extract_text()
    targets = {
        it["/Dest"][0].idnum for page in range(1, last) for it in links_on(reader, page) if "/Dest" in it
    }
    reference = reader.pages[last].indirect_reference
    assert reference is not None
    assert reference.idnum in targets


def test_no_link_leads_nowhere(qtbot: QtBot) -> None:
    reader = read(sources=30)
    for page in range(len(reader.pages)):
        for link in links_on(reader, page):
            assert ("/Dest" in link) != ("/A" in link)
            if "/A" in link:
                assert str(link["/A"]["/URI"]).startswith("https://")


def test_bookmarks_name_the_sections(qtbot: QtBot) -> None:
    reader = read(sources=120)
    found = titles(reader)
    assert found["Timeline"] == 0
    assert found["What has happened"] == 2
    assert found["Sources"] >= 1
    assert root(reader)["/PageMode"] == "/UseOutlines"


def test_every_page_says_which_of_how_many_it_is(qtbot: QtBot) -> None:
    reader = read(sources=120)
    count = len(reader.pages)
    assert count >= 3
    for number, page in enumerate(reader.pages, 1):
        assert f"{number} / {count}" in page.extract_text()
        assert "As known on 22 November 2026" in page.extract_text()


def test_a_heading_never_stands_last_in_a_column(qtbot: QtBot) -> None:
    from viewer.output.essay import Essay

    body = "".join(
        f"<p>{'word ' * (20 + n % 7)}</p><h2>Heading {n}</h2><p>{'text ' * 60}</p>" for n in range(60)
    )
    essay = Essay(body, "", 300, 400)
    assert essay.columns > 10
    for heading in essay.headings():
        assert heading.y <= 400 - 50, heading


def test_dates_and_ids_hang_on_the_content_alone(qtbot: QtBot) -> None:
    reader = read()
    about: Any = reader.metadata
    assert about["/CreationDate"] == about["/ModDate"] == "D:20261122000000Z"
    assert about["/Producer"] == "Farside 1.2"
    ids: Any = reader.trailer["/ID"]
    one, other = (bytes(part.original_bytes) for part in ids)
    assert one == other != bytes(16)


SCRIPT = """
import sys
from PySide6.QtCore import QHashSeed
QHashSeed.setDeterministicGlobalSeed()
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
from datetime import date
from pathlib import Path
from viewer.load.folder import load_programme
from viewer.output.pdf import export_pdf
from viewer.resources import data_folder
from viewer.state import ViewState, home
programme = load_programme(data_folder()).programme
export_pdf(programme, ViewState(home(programme)), Path(sys.argv[1]), today=date(2026, 11, 22), lang="en")
"""


def test_the_same_bytes_in_every_process_and_time_zone(tmp_path: Path) -> None:
    made: list[bytes] = []
    for number, (zone, seed) in enumerate((("Asia/Shanghai", "1"), ("America/Los_Angeles", "2"))):
        path = tmp_path / f"{number}.pdf"
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", SCRIPT, str(path)], cwd=ROOT, env=environment, check=True)
        made.append(path.read_bytes())
    assert made[0] == made[1]
    reader = PdfReader(BytesIO(made[0]))
    assert "国际月球科研站" in "".join(page.extract_text() for page in reader.pages[:2])
    assert len(reader.pages) > 4
    assert len(made[0]) < 2_000_000


def test_as_of_an_earlier_day_nothing_later_is_printed(qtbot: QtBot) -> None:
    state = STATE.on(date(2022, 1, 1))
    reader = PdfReader(BytesIO(pdf_bytes(small_programme(), state, today=TODAY)))
    words = "".join(page.extract_text() for page in reader.pages)
    assert "As known on 1 January 2022" in words
    assert "around 2028" not in words
    assert "Launch of Chang'e-6" not in words


def test_what_cannot_be_written_leaves_nothing_behind(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        export_pdf(small_programme(), STATE, tmp_path / "absent" / "a.pdf", today=TODAY)
    target = tmp_path / "folder.pdf"
    target.mkdir()
    with pytest.raises(OSError, match="directory"):
        export_pdf(small_programme(), STATE, target, today=TODAY)
    assert list(tmp_path.iterdir()) == [target]


def test_a_written_file_replaces_the_one_before(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("old")
    export_pdf(small_programme(), STATE, path, today=TODAY)
    assert path.read_bytes().startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == [path]


def test_progress_is_told_and_can_stop_it(qtbot: QtBot, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def until_two(done: int, of: int) -> bool:
        told.append((done, of))
        return done < 2

    path = tmp_path / "a.pdf"
    with pytest.raises(Stopped):
        export_pdf(small_programme(120), STATE, path, today=TODAY, progress=until_two)
    assert [done for done, _of in told] == [0, 1, 2]
    assert told[0][1] >= 3
    assert list(tmp_path.iterdir()) == []
