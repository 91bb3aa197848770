"""Every format, read back by somebody else's reader; the same bytes in every process and time zone."""

from __future__ import annotations

import csv
import json
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from tests.printing.sample import STATE, TODAY, small_programme
from tests.report.strict_html import KNOWN, StrictHtml
from viewer import i18n
from viewer.cli import export as cli_export
from viewer.load.fingerprint import data_hash
from viewer.printing.export import FORMATS, PICTURES, Order, export_file, exported, format_of
from viewer.printing.png import LARGEST_PX
from viewer.query import Filter
from viewer.report.tables import TABLES
from viewer.resources import data_folder
from viewer.theme import DARK, PRINT, THEMES

ROOT = Path(__file__).parents[2]
FOLDER = data_folder()
EVERY = ("svg", "png", "pdf", "html", "ics", "csv", "json")
EXPORT_ALL = """
import sys
from viewer.cli import main
for name in sys.argv[2:]:
    more = ["--format", "timelinejs"] if name == "slides.json" else []
    code = main(["export", f"{sys.argv[1]}/{name}", *more])
    assert code == 0, code
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("en")


def made(form: str, **more: object) -> bytes:
    return exported(form, Order(small_programme(), STATE, TODAY, **more)).data  # type: ignore[arg-type]


# ── somebody else's readers ─────────────────────────────────────────────────────────────────────


def test_svg_opens_in_an_xml_parser_and_in_qt(qtbot: QtBot) -> None:
    svg = made("svg", folder=FOLDER)
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
    found = {}
    for kind, body in chunks(png):
        key, _null, rest = body.partition(b"\0")
        if kind == "tEXt":
            found[key.decode("latin-1")] = rest.decode("latin-1")
        elif kind == "zTXt":
            found[key.decode("latin-1")] = zlib.decompress(rest[1:]).decode("latin-1")
        elif kind == "iTXt":
            packed, text = rest[0], rest[2:].split(b"\0", 2)[2]
            found[key.decode("latin-1")] = (zlib.decompress(text) if packed else text).decode()
    return found


@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.0, 4.0])
def test_png_is_sound_and_says_what_it_shows(qtbot: QtBot, ratio: float) -> None:
    png = made("png", ratio=ratio, folder=FOLDER)
    found = dict(chunks(png))
    assert struct.unpack(">I", found["IHDR"][:4]) == (round(1440 * ratio),)
    assert zlib.decompress(b"".join(body for kind, body in chunks(png) if kind == "IDAT"))
    texts = chunk_texts(png)
    assert (texts["Title"], texts["As of"], texts["Data"]) == (
        "Two missions",
        "2026-11-22",
        data_hash(FOLDER),
    )
    assert texts["Software"].startswith("Farside ")
    assert "As known on 22 November 2026" in texts["Description"]


def test_png_keeps_a_chinese_title(qtbot: QtBot) -> None:
    i18n.use("zh")
    assert chunk_texts(made("png", ratio=1.0))["Title"] == "两个任务"


def test_pdf_opens_in_pypdf(qtbot: QtBot) -> None:
    assert "Launch of Chang'e-7" in PdfReader(BytesIO(made("pdf"))).pages[0].extract_text()


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
    html = made("html", folder=FOLDER).decode()
    assert html.count('<a href="#row-six-launch"') == 1
    parsed = StrictHtml(html)
    assert {"#row-six-launch", "#row-seven-launch"} <= set(parsed.hrefs)
    assert {href[1:] for href in parsed.hrefs if href.startswith("#")} <= set(parsed.ids)
    assert f"data {data_hash(FOLDER)}" in parsed.text


def test_ics_opens_in_icalendar(qtbot: QtBot) -> None:
    summaries = [str(entry["SUMMARY"]) for entry in Calendar.from_ical(made("ics")).walk("VEVENT")]
    assert summaries == ["Launch of Chang'e-6", "Launch of Chang'e-7"]


def test_csv_and_json_open_in_python() -> None:
    rows = csv.DictReader(StringIO(made("csv").decode("utf-8-sig"), newline=""))
    assert [row["id"] for row in rows] == ["six-launch", "seven-launch"]
    assert [event["id"] for event in json.loads(made("json"))["events"]] == ["six-launch", "seven-launch"]
    assert [slide["unique_id"] for slide in json.loads(made("timelinejs"))["events"]] == [
        "six-launch",
        "seven-launch",
    ]
    assert made("csv", table="sources").decode("utf-8-sig").startswith("id,title_en")


# ── what is seen ────────────────────────────────────────────────────────────────────────────────


def test_the_day_the_window_the_slips_and_the_theme_are_those_that_are_seen(qtbot: QtBot) -> None:
    now = made("svg").decode()
    then = exported("svg", Order(small_programme(), STATE.on(date(2022, 1, 1)), TODAY)).data.decode()
    assert ">Launch of Chang'e-6<" in now
    assert ">Launch of Chang'e-6<" not in then
    assert "As known on 1 January 2022" in then
    plain = exported("svg", Order(small_programme(), STATE.with_slips(False), TODAY)).data.decode()
    assert now.count("<rect") + now.count("<path") > plain.count("<rect") + plain.count("<path")
    assert DARK.palette["ground"] in made("svg", theme=DARK).decode()
    assert PRINT.accents[0] in made("svg", theme=PRINT).decode()
    assert (
        made("svg", theme=DARK)
        != exported("svg", Order(small_programme(), STATE.panned(900), TODAY, DARK)).data
    )


def test_what_the_filter_leaves_is_exported_and_the_rest_is_counted(qtbot: QtBot) -> None:
    state = replace(STATE, filter=Filter(text="Chang'e-7"))
    left = {
        form: exported(form, Order(small_programme(), state, TODAY)).data.decode()
        for form in ("svg", "html", "csv", "json", "ics", "timelinejs")
    }
    assert all(
        "Launch of Chang'e-7" in text.replace("&#x27;", "'").replace("&#39;", "'") for text in left.values()
    )
    assert not [form for form, text in left.items() if "six-launch" in text]
    assert "1 of 2 events shown" in left["svg"]
    assert "1 of 2 events shown" in left["html"]
    assert "events shown" not in made("svg").decode()


def test_a_picture_shows_all_lanes_wherever_the_window_is_scrolled(qtbot: QtBot) -> None:
    scrolled = exported("svg", Order(small_programme(), STATE.scrolled(500), TODAY)).data
    assert scrolled == made("svg")


def test_what_was_lost_is_told_and_the_rest_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    warnings = export_file(path, "ics", small_programme(), STATE, TODAY)
    assert warnings == (
        "1 event covers all the days of its window; its date as written stands in X-FARSIDE-EDTF",
    )
    assert path.read_bytes() == made("ics")


def test_a_picture_too_large_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="no picture of"):
        made("png", width=LARGEST_PX / 2, ratio=4.0)


def test_a_suffix_says_the_format_and_an_unknown_one_which_there_are() -> None:
    assert format_of(Path("a.b.SVG")) == "svg"
    for name in ("a", "a.doc", "a.timelinejs"):
        with pytest.raises(
            ValueError, match=r"must end in one of \.svg, \.png, \.pdf, \.html, \.ics, \.csv, \.json$"
        ):
            format_of(Path(name))


def test_the_command_names_the_formats_tables_and_themes_that_there_are() -> None:
    assert tuple(FORMATS) == cli_export.FORMATS
    assert PICTURES == cli_export.PICTURES
    assert tuple(TABLES) == cli_export.TABLES
    assert tuple(THEMES) == cli_export.THEMES


# ── the command ─────────────────────────────────────────────────────────────────────────────────


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "viewer", *arguments],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, "FARSIDE_TODAY": "2026-11-22", **environment},
    )  # fmt: skip


def test_the_same_bytes_in_every_process_and_time_zone(tmp_path: Path) -> None:
    names = [f"all.{suffix}" for suffix in EVERY] + ["slides.json"]
    for place, zone, seed in (("one", "Pacific/Kiritimati", "1"), ("two", "America/Anchorage", "2")):
        (tmp_path / place).mkdir()
        environment = {**os.environ, "FARSIDE_TODAY": "2026-11-22", "TZ": zone, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", EXPORT_ALL, str(tmp_path / place), *names]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)
        assert done.returncode == 0, done.stderr
    differing = [
        name
        for name in names
        if (tmp_path / "one" / name).read_bytes() != (tmp_path / "two" / name).read_bytes()
    ]
    assert not differing


def test_words_and_tables_never_load_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from viewer.cli import main\n"
        "for name in ('a.csv', 'a.json', 'a.ics'): assert main(['export', f'{sys.argv[1]}/{name}']) == 0\n"
        "assert main(['import', f'{sys.argv[1]}/a.csv', f'{sys.argv[1]}/b']) == 0\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_a_file_that_exists_is_written_over_only_when_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine")
    refused = run("export", str(path))
    assert (refused.returncode, refused.stderr) == (2, f"farside: “{path}” exists; --force writes over it\n")
    assert path.read_text() == "mine"
    assert run("export", str(path), "--force").returncode == 0
    assert path.read_text().startswith("\ufeffid,")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("a.svg", "--scale", "2"), "--scale is for .png"),
        (("a.csv", "--theme", "dark"), "--theme is for .svg, .png"),
        (("a.png", "--table", "events"), "--table is for .csv"),
        (("a.png", "--scale", "5"), "--scale is a number from 1 to 4, not “5”"),
        (("a.svg", "--width", "wide"), "--width is a number from 480 to 16000, not “wide”"),
        (("a.txt",), "“a.txt”: the file must end in one of .svg, .png, .pdf, .html, .ics, .csv, .json"),
    ],
)
def test_wrong_use_is_one_line(arguments: tuple[str, ...], line: str) -> None:
    done = run("export", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"farside: {line}\n")


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path) -> None:
    done = run("export", str(tmp_path / "no" / "a.csv"))
    assert done.returncode == 3
    assert done.stderr.endswith("cannot be written: No such file or directory\n")


def test_what_we_export_comes_back_and_passes_the_check(tmp_path: Path) -> None:
    for name, form in (("a.csv", "csv"), ("b.json", "timelinejs")):
        assert run("export", str(tmp_path / name), "--format", form).returncode == 0
        folder = str(tmp_path / form)
        imported = run("import", str(tmp_path / name), folder)
        assert imported.returncode == 0
        assert imported.stdout.endswith(f" events in {folder}\n")
        checked = run("check", folder)
        assert (checked.returncode, checked.stdout) == (0, "")
    again = run("import", str(tmp_path / "a.csv"), str(tmp_path / "csv"))
    assert again.returncode == 2
    assert again.stderr == f"farside: “{tmp_path / 'csv'}”: there is something in it already\n"


def test_an_import_names_every_row_that_it_cannot_read(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("title,when\nA,2024\nB,2026-Q3\n,2024\n")
    done = run("import", str(file), str(tmp_path / "new"))
    assert done.returncode == 1
    assert done.stderr.splitlines()[:2] == [
        f"{file}:3: `2026-Q3` is not EDTF; write `2026-35`",
        f"{file}:4: an event without a title; write one, or leave the row out",
    ]
    missing = run("import", str(tmp_path / "none.csv"), str(tmp_path / "newer"))
    assert (missing.returncode, missing.stderr) == (
        3,
        f"farside: “{tmp_path / 'none.csv'}”: No such file or directory\n",
    )
