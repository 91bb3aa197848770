"""Every format, read back by another library; the same bytes in every process and time zone."""

from __future__ import annotations

import csv
import json
import os
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from msgspec.structs import replace
from pypdf import PdfReader
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from tests.printing.sample import STATE, exported, request
from tests.report.strict_html import KNOWN, StrictHtml
from viewer import i18n
from viewer.export.csv import TABLES
from viewer.export.registry import (
    FORMATS,
    SUFFIXES,
    ExportFormat,
    export_file,
    format_by_id,
    format_of_file,
    suffixes_with_option,
)
from viewer.export_request import ExportRequest
from viewer.load.files import data_hash
from viewer.printing.images import MAX_SIDE_PX
from viewer.progress import Cancelled
from viewer.query.filter import Filter
from viewer.resources import data_folder
from viewer.theme import DARK, PRINT

ROOT = Path(__file__).parents[2]
FOLDER = data_folder()
EXPORT_ALL = """
import sys
from viewer.cli import main
for id in sys.argv[2:]:
    code = main(["export", f"{sys.argv[1]}/{id}", "--format", id])
    assert code == 0, code
"""

EXPORT_WITHOUT_QT = """
import sys
from tests.printing.sample import request
from viewer.export import registry
for file_format in registry.FORMATS:
    if not file_format.needs_qt:
        registry.export(request(), file_format)
print([name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))])
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("en")


# ── other readers ─────────────────────────────────────────────────────────────────────


def test_svg_opens_in_an_xml_parser_and_in_qt(qtbot: QtBot) -> None:
    svg = exported("svg", folder=FOLDER)
    root = ElementTree.fromstring(svg)
    assert QSvgRenderer(svg).defaultSize().width() == float(root.get("width", "0")) == 1440
    texts = {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Launch of Chang'e-6", "Launch of Chang'e-7", "嫦娥七号"} <= texts
    described = root.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert described.startswith(
        "1 January 2024 – 31 December 2035 · As known on 22 November 2026 · Data as of 9 October 2026"
    )
    assert f"data {data_hash(FOLDER)}" in described
    link = root.find(".//{http://www.w3.org/2000/svg}g[@id='event-six-launch']/{http://www.w3.org/2000/svg}a")
    assert link is not None
    assert link.get("{http://www.w3.org/1999/xlink}href") == "https://example.org/report/1"


def chunks(png: bytes) -> Iterator[tuple[str, bytes]]:
    """The chunks of a PNG as its specification has them; checks every checksum."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at = 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + body) == int.from_bytes(png[at + 8 + length : at + 12 + length])
        yield kind.decode(), body
        at += 12 + length


def chunk_texts(png: bytes) -> dict[str, str]:
    texts = {}
    for kind, body in chunks(png):
        key, _null, rest = body.partition(b"\0")
        if kind == "tEXt":
            texts[key.decode("latin-1")] = rest.decode("latin-1")
        elif kind == "zTXt":
            texts[key.decode("latin-1")] = zlib.decompress(rest[1:]).decode("latin-1")
        elif kind == "iTXt":
            packed, text = rest[0], rest[2:].split(b"\0", 2)[2]
            texts[key.decode("latin-1")] = (zlib.decompress(text) if packed else text).decode()
    return texts


@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.0, 4.0])
def test_png_is_valid_and_describes_its_content(qtbot: QtBot, ratio: float) -> None:
    png = exported("png", scale=ratio, folder=FOLDER)
    by_kind = dict(chunks(png))
    assert struct.unpack(">I", by_kind["IHDR"][:4]) == (round(1440 * ratio),)
    assert zlib.decompress(b"".join(body for kind, body in chunks(png) if kind == "IDAT"))
    texts = chunk_texts(png)
    assert (texts["Title"], texts["As of"], texts["Data"]) == ("Two missions", "2026-11-22", data_hash(FOLDER))
    assert texts["Software"].startswith("Farside ")
    assert "As known on 22 November 2026" in texts["Description"]


def test_png_keeps_a_chinese_title(qtbot: QtBot) -> None:
    i18n.use("zh")
    assert chunk_texts(exported("png", scale=1.0))["Title"] == "两个任务"


def test_pdf_opens_in_pypdf(qtbot: QtBot) -> None:
    assert "Launch of Chang'e-7" in PdfReader(BytesIO(exported("pdf"))).pages[0].extract_text()


def test_html_is_strict_and_links_shapes_to_rows(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = {
        "svg",
        "desc",
        "defs",
        "clippath",
        "g",
        "rect",
        "line",
        "text",
        "polygon",
        "path",
        "lineargradient",
        "stop",
    }
    page = {"figure", "figcaption", "section", "footer", "details", "summary", "polyline", "circle"}
    monkeypatch.setattr("tests.report.strict_html.KNOWN", KNOWN | drawn | page)
    monkeypatch.setattr(StrictHtml, "handle_startendtag", lambda self, tag, attrs: None)
    html = exported("html", folder=FOLDER).decode()
    assert html.count('<a href="#row-six-launch"') == 1
    parsed = StrictHtml(html)
    assert {"#row-six-launch", "#row-seven-launch"} <= set(parsed.hrefs)
    assert {href[1:] for href in parsed.hrefs if href.startswith("#")} <= set(parsed.ids)
    assert f"data {data_hash(FOLDER)}" in parsed.text


def test_ics_opens_in_icalendar(qtbot: QtBot) -> None:
    summaries = [str(entry["SUMMARY"]) for entry in Calendar.from_ical(exported("ics")).walk("VEVENT")]
    assert summaries == ["Launch of Chang'e-6", "Launch of Chang'e-7"]


def test_csv_and_json_open_in_python() -> None:
    rows = csv.DictReader(StringIO(exported("csv").decode("utf-8-sig"), newline=""))
    assert [row["id"] for row in rows] == ["six-launch", "seven-launch"]
    assert [event["id"] for event in json.loads(exported("json"))["events"]] == ["six-launch", "seven-launch"]
    assert [slide["unique_id"] for slide in json.loads(exported("timelinejs"))["events"]] == [
        "six-launch",
        "seven-launch",
    ]
    assert exported("csv", table="sources").decode("utf-8-sig").startswith("id,title_en")


# ── what is seen ────────────────────────────────────────────────────────────────────────────────


def test_the_picture_has_the_day_window_previous_dates_and_theme_of_the_request(qtbot: QtBot) -> None:
    now = exported("svg").decode()
    then = exported("svg", state=STATE.on(date(2022, 1, 1))).decode()
    assert ">Launch of Chang'e-6<" in now
    assert ">Launch of Chang'e-6<" not in then
    assert "As known on 1 January 2022" in then
    plain = exported("svg", state=STATE.with_slips(False)).decode()
    assert now.count("<rect") + now.count("<path") > plain.count("<rect") + plain.count("<path")
    assert DARK.palette["ground"] in exported("svg", theme=DARK).decode()
    assert PRINT.accents[0] in exported("svg", theme=PRINT).decode()
    assert exported("svg", theme=DARK) != exported("svg", state=STATE.panned(900), theme=DARK)


def test_what_the_filter_leaves_is_exported_and_the_rest_is_counted(qtbot: QtBot) -> None:
    state = replace(STATE, filter=Filter(text="Chang'e-7"))
    left = {form: exported(form, state=state).decode() for form in ("svg", "html", "csv", "json", "ics", "timelinejs")}
    assert all("Launch of Chang'e-7" in text.replace("&#x27;", "'").replace("&#39;", "'") for text in left.values())
    assert not [form for form, text in left.items() if "six-launch" in text]
    assert "1 of 2 events shown" in left["svg"]
    assert "1 of 2 events shown" in left["html"]
    assert "events shown" not in exported("svg").decode()


def test_a_picture_shows_all_lanes_wherever_the_window_is_scrolled(qtbot: QtBot) -> None:
    scrolled = exported("svg", state=STATE.scrolled(500))
    assert scrolled == exported("svg")


def test_what_a_format_cannot_hold_is_a_warning_and_the_rest_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    warnings = export_file(path, request(), format_by_id("ics"))
    assert warnings == ("1 event covers all the days of its window; its date as written stands in X-FARSIDE-EDTF",)
    assert path.read_bytes() == exported("ics")


def test_a_picture_too_large_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="no picture of"):
        exported("png", width=MAX_SIDE_PX / 2, scale=4.0)


def test_a_suffix_names_the_first_format_that_has_it() -> None:
    assert format_of_file(Path("a.b.SVG")).id == "svg"
    assert format_of_file(Path("a.json")).id == "json"
    suffixes = ", ".join(f".{suffix}" for suffix in SUFFIXES)
    for name in ("a", "a.doc", "a.timelinejs"):
        with pytest.raises(ValueError, match=f"must end in one of {re.escape(suffixes)}$"):
            format_of_file(Path(name))


def test_ids_are_unique_and_found() -> None:
    ids = [file_format.id for file_format in FORMATS]
    assert len(set(ids)) == len(ids)
    assert [format_by_id(id) for id in ids] == list(FORMATS)
    with pytest.raises(KeyError):
        format_by_id("doc")


def test_options_are_fields_of_a_request() -> None:
    fields = set(ExportRequest.__struct_fields__)
    assert all(set(file_format.options) <= fields for file_format in FORMATS)


def test_the_manual_describes_every_format_and_option() -> None:
    manual = (ROOT / "docs" / "manual" / "files.md").read_text()
    command_line = (ROOT / "docs" / "manual" / "command-line.md").read_text()
    suffixes = " ".join(f".{suffix}" for suffix in SUFFIXES)
    assert f"the format is what FILE ends in: {suffixes}\n" in manual
    assert f"`{suffixes}`" in command_line
    for file_format in FORMATS:
        name = file_format.title.split(", ")[0 if file_format.id == "timelinejs" else 1]
        assert f"\n## {name}\n" in manual
    for option in ("theme", "width", "scale", "table"):
        (row,) = (line for line in manual.splitlines() if line.startswith(f"| `--{option} "))
        assert row.split("|")[2].split() == list(suffixes_with_option(option))
    assert all(f"`{table}`" in manual for table in TABLES)


@pytest.mark.parametrize("file_format", FORMATS, ids=lambda file_format: file_format.id)
def test_every_format_reports_progress_and_can_be_cancelled(
    qtbot: QtBot, tmp_path: Path, file_format: ExportFormat
) -> None:
    shares: list[float] = []
    path = tmp_path / f"a.{file_format.suffix}"
    path.write_text("before")
    export_file(path, request(), file_format, shares.append)
    assert shares == sorted(shares)
    assert len(set(shares)) >= 2
    assert 0 <= shares[0] <= shares[-1] <= 1
    written = path.read_bytes()
    path.write_text("before")
    for number in range(len(shares)):
        countdown = iter(range(number, -1, -1))

        def cancel(_share: float, countdown: Iterator[int] = countdown) -> None:
            if not next(countdown):
                raise Cancelled

        with pytest.raises(Cancelled):
            export_file(path, request(), file_format, cancel)
        assert path.read_text() == "before"
        assert list(tmp_path.iterdir()) == [path]
    export_file(path, request(), file_format)
    assert path.read_bytes() == written


def test_a_format_without_qt_is_written_without_an_application() -> None:
    done = subprocess.run([sys.executable, "-c", EXPORT_WITHOUT_QT], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_same_bytes_in_every_process_and_time_zone(tmp_path: Path) -> None:
    ids = [file_format.id for file_format in FORMATS]
    for place, zone, seed in (("one", "Pacific/Kiritimati", "1"), ("two", "America/Anchorage", "2")):
        (tmp_path / place).mkdir()
        environment = {**os.environ, "FARSIDE_TODAY": "2026-11-22", "TZ": zone, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", EXPORT_ALL, str(tmp_path / place), *ids]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)
        assert done.returncode == 0, done.stderr
    assert [id for id in ids if (tmp_path / "one" / id).read_bytes() != (tmp_path / "two" / id).read_bytes()] == []
