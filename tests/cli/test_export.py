"""`farside export` and `farside import`: files, exit codes, messages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.cli.parser import parse_arguments
from viewer.export.registry import FORMATS, SUFFIXES, suffixes_with_option

ROOT = Path(__file__).parents[2]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "viewer", *arguments],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, "FARSIDE_TODAY": "2026-11-22", **environment},
    )  # fmt: skip


def test_text_and_table_exports_never_load_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from viewer.cli import main\n"
        "for name in ('a.csv', 'a.json', 'a.ics'): assert main(['export', f'{sys.argv[1]}/{name}']) == 0\n"
        "assert main(['import', f'{sys.argv[1]}/a.csv', f'{sys.argv[1]}/b']) == 0\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, cwd=ROOT)
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
        (("a.doc",), f"“a.doc”: the file must end in one of {', '.join(f'.{suffix}' for suffix in SUFFIXES)}"),
    ],
)
def test_wrong_use_is_one_line(arguments: tuple[str, ...], line: str) -> None:
    done = run("export", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"farside: {line}\n")


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path) -> None:
    done = run("export", str(tmp_path / "no" / "a.csv"))
    assert done.returncode == 3
    assert done.stderr.endswith("cannot be written: No such file or directory\n")


def test_an_exported_file_can_be_imported_and_passes_the_check(tmp_path: Path) -> None:
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


def test_the_help_names_every_format_and_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse_arguments(["export", "--help"])
    text = " ".join(capsys.readouterr().out.split())
    for file_format in FORMATS:
        assert re.search(rf"[{{,]{file_format.id}[,}}]", text)
        assert f" .{file_format.suffix}" in text
    assert "of .svg, .png and .html; default: 1440" in text
    assert suffixes_with_option("width") == (".svg", ".png", ".html")


def test_an_import_without_one_event_says_nothing_of_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("title,when\n,2024\n")
    done = run("import", str(file), str(tmp_path / "new"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "an event without a title" in done.stderr
