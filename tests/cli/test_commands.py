"""The command line: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer import __version__
from viewer.cli import main
from viewer.cli.parser import parse_arguments
from viewer.i18n import language, use

ROOT = Path(__file__).resolve().parents[2]
PROGRAMME = """\
title: {en: The road, zh: 路}
home: "2020/2035"
lanes:
  - {id: moon, title: Moon}
current_to: "2026-10-09"
"""
MISSION = "id: six\nname: {en: Mission 6, zh: 六号}\nlane: moon\n"
EVENTS = """\
- id: launch
  title: {en: Launch, zh: 发射}
  missions: [six]
  kind: launch
  importance: 5
  claims:
    - {when: "2024", said: "2021", by: CNSA}
    - {when: "2026~", said: "2024-06-27", by: CGTN}
"""
SOUND = ("programme.yaml", PROGRAMME), ("missions/six.yaml", MISSION), ("events/launches.yaml", EVENTS)


@pytest.fixture(autouse=True)
def _day_and_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FARSIDE_TODAY", "2026-11-22")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    before = language()
    use("en")
    yield
    use(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound programme."""
    path = tmp_path / "programme"
    for name, words in SOUND:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(words, encoding="utf-8")
    return path


@pytest.fixture
def faulty(folder: Path) -> Path:
    """The same with one event more, which is not sound."""
    (folder / "events" / "more.yaml").write_text("- {id: bad, title: Bad, kind: lanch, claims: []}\n", encoding="utf-8")
    return folder


def ends(code: int, *arguments: object) -> None:
    assert main([str(argument) for argument in arguments]) == code


def test_the_summary_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ends(0, "summary", "--data", folder)
    out, err = capsys.readouterr()
    assert out.startswith("The road\n========\n\nAs of today, 22 November 2026.")
    assert err == ""


@pytest.mark.parametrize("before", [True, False])
def test_common_options_work_before_and_after_the_command(
    folder: Path, capsys: pytest.CaptureFixture[str], before: bool
) -> None:
    options = ["--data", folder, "--as-of", "2022-01-01", "--lang", "zh"]
    ends(0, *([*options, "summary"] if before else ["summary", *options]))
    assert "截至2022年1月1日所知。" in capsys.readouterr().out


def test_the_language_may_be_given_in_one_word(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ends(0, "summary", "--lang=zh", f"--data={folder}")
    assert capsys.readouterr().out.startswith("路\n")


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_every_format_of_the_summary_is_written_whole(folder: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "out"
    ends(0, "summary", "--data", folder, "--format", form, "-o", file)
    written = file.read_bytes()
    assert b"Mission 6" in written
    assert written.endswith(b"\n")
    ends(0, "summary", "--data", folder, "--format", form, "-o", file, "--force")
    assert file.read_bytes() == written


def test_a_file_is_not_written_over_without_force(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out"
    file.write_text("mine")
    ends(2, "summary", "--data", folder, "-o", file)
    assert file.read_text() == "mine"
    assert "--force" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_an_error_of_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ends(3, "summary", "--data", folder, "-o", tmp_path / "no" / "such" / "folder")
    assert capsys.readouterr().err.count("\n") == 1


def test_slips_come_in_every_format(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ends(0, "slips", "--data", folder)
    assert "Launch: 2024? → around 2026?, +2 years (said 27 June 2024 by CGTN)" in capsys.readouterr().out
    ends(0, "slips", "--data", folder, "--format", "csv")
    assert capsys.readouterr().out.splitlines()[1].startswith("2024-06-27,launch,slip,2024,2026~,731,730,")
    ends(0, "slips", "--data", folder, "--format", "json", "--mission", "six")
    assert json.loads(capsys.readouterr().out)["slips"][0]["kind"] == "slip"
    ends(0, "slips", "--data", folder, "--format", "markdown")
    assert "\n## 2024\n\n- Launch: 2024? → around 2026?, +2 years" in capsys.readouterr().out


def test_check_prints_nothing_for_valid_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ends(0, "check", folder)
    assert capsys.readouterr() == ("", "")


def test_check_names_every_fault_with_its_place(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ends(1, "check", faulty)
    out = capsys.readouterr().out
    assert out.startswith(f"{faulty}/events/more.yaml:1:")
    ends(1, "check", "--data", faulty)
    assert capsys.readouterr().out == out


def test_hints_do_not_change_the_exit_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ends(0, "check", "--hints", folder)
    assert "a claim without a source" in capsys.readouterr().out


def test_valid_items_are_printed_and_left_out_items_are_named(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ends(1, "summary", "--data", faulty)
    out, err = capsys.readouterr()
    assert "Launch: around 2026" in out
    assert "left out: event bad" in err
    assert err.count("\n") == 1


def test_a_folder_without_a_programme_is_an_error_in_the_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ends(1, "summary", "--data", tmp_path)
    assert "programme.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["summary", "--as-of", "2024-06"], "wants a day"),
        (["summary", "--as-of", "2024-06-27~"], "wants a day"),
        (["summary", "--as-of", "2024-06-XX"], "wants a day"),
        (["summary", "--as-of", "2024-06-27/2024-06-28"], "wants a day"),
        (["summary", "--as-of", "yesterday"], "--as-of: "),
        (["summary", "--mission", "sixx"], "did you mean “six”?"),
        (["summary", "--partner", "zzz"], "no “zzz” on that day"),
        (["slips", "--mission", "sixx"], "did you mean “six”?"),
        (["summary", "--bogus"], "--bogus"),
        (["summary", "--lang", "xx"], "--lang"),
        (["sumary"], "did you mean “farside summary”?"),
        (["--view", "slips=off", "summary"], "did you mean “farside summary”?"),
        (["/no/such/folder"], "there is no folder"),
        (["export", "out.xyz"], "must end in"),
        (["export", "out.pdf", "--view", "nonsense"], "--view: "),
    ],
)
def test_wrong_use_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    rest = [] if arguments[0].startswith(("sumary", "/")) else ["--data", str(folder)]
    ends(2, *arguments, *rest)
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1


def test_a_wrong_clock_is_an_error(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FARSIDE_TODAY", "soon")
    ends(2, "summary")
    assert "FARSIDE_TODAY" in capsys.readouterr().err


def test_version_and_help_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for argument in ("--version", "--help"):
        with pytest.raises(SystemExit) as stopped:
            main([argument])
        assert stopped.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith(f"Farside {__version__}\n")
    for command in ("summary", "slips", "check", "schema", "export"):
        assert f"\n    {command} " in out


def test_the_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    ends(0, "schema")
    assert "$defs" in json.loads(capsys.readouterr().out)


def test_without_a_display_the_summary_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ends(3, folder)
    out, err = capsys.readouterr()
    assert err.startswith("farside: no window: ")
    assert err.count("\n") == 1
    assert out.startswith("The road\n")


def test_an_interrupted_command_leaves_no_traceback(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_arguments: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("viewer.cli.commands.parse_arguments", interrupted)
    ends(130, "summary", "--data", folder)
    assert capsys.readouterr() == ("", "")


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    command = [sys.executable, "-m", "viewer", "schema"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 0


def test_a_closed_standard_output_is_an_error_of_one_line(folder: Path) -> None:
    command = f'"{sys.executable}" -m viewer summary --data "{folder}" >&-'
    run = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 3
    assert run.stderr == "farside: there is no standard output; -o FILE writes to a file\n"


def test_output_is_utf8_in_every_terminal(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "viewer", "summary", "--lang", "zh", "--data", str(folder)]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert run.stdout.decode("utf-8").startswith("路\n")


LOADED = """
import sys
from viewer.cli import main
main(sys.argv[1:])
print(*sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


def test_a_summary_from_the_cache_loads_neither_yaml_nor_jinja2_nor_json(folder: Path) -> None:
    variables = {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder.parent / "cache")}
    environment = {**os.environ, **variables, "COVERAGE_PROCESS_CONFIG": ""}  # coverage loads json
    command = [sys.executable, "-c", LOADED, "summary", "--data", str(folder)]
    runs = [
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        for _time in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    assert "yaml" in runs[0].stderr.split()
    assert not {"yaml", "jinja2", "json", "PySide6", "babel", "difflib"} & set(runs[1].stderr.split())


BLOCKED = """
import sys
from importlib.abc import MetaPathFinder

class NoQt(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "babel"):
            raise ImportError(name)

sys.meta_path.insert(0, NoQt())
from viewer.cli import main
from viewer.i18n import language, use
sys.exit(main())
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["summary", "--format", "html"],
        ["summary", "--lang", "zh"],
        ["slips", "--format", "csv"],
        ["check", "--hints"],
        ["schema"],
        [],
    ],
)
def test_text_commands_work_without_qt_installed(folder: Path, arguments: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", BLOCKED, *arguments, *([] if arguments == ["schema"] else ["--data", str(folder)])]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr
    assert run.returncode == (3 if arguments == [] else 0), run.stderr
    assert run.stdout


def test_standard_output_on_a_full_device_is_an_error_of_one_line(folder: Path) -> None:
    command = [sys.executable, "-m", "viewer", "summary", "--data", str(folder)]
    with open("/dev/full", "w") as full:
        run = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode != 0
    assert run.stderr.startswith("farside: No space left on device\n")
    assert "Traceback" not in run.stderr


def test_a_command_that_prints_nothing_needs_no_standard_output(folder: Path) -> None:
    command = f'"{sys.executable}" -m viewer check "{folder}" >&-'
    run = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_without_arguments_the_window_opens_on_the_curated_programme() -> None:
    without, with_language = vars(parse_arguments([])), vars(parse_arguments(["--lang", "en"]))
    assert without == {**with_language, "lang": None}


def test_a_fault_that_leaves_nothing_out_is_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "programme.yaml").write_text(f"{PROGRAMME}colour: red\n", encoding="utf-8")
    ends(1, "summary", "--data", folder)
    out, err = capsys.readouterr()
    assert "Launch: around 2026" in out
    assert err == "farside: 1 fault in the data (farside check tells all)\n"


def test_hints_for_a_folder_without_a_programme_are_its_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ends(1, "check", "--hints", tmp_path)
    assert "programme.yaml" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_window_of_a_folder_without_a_programme_ends_with_its_faults(tmp_path: Path, lang: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "FARSIDE_SETTINGS": ""}
    command = [sys.executable, "-m", "viewer", "--lang", lang, "--data", str(tmp_path)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith(".:1:1: ")
    assert "programme.yaml" in run.stderr
    assert run.stderr.isascii() is (lang == "en")
