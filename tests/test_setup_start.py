"""./run and ./test before the program runs: what they set up, and how fast they are when nothing is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


class Checkout(Struct, frozen=True):
    """A copy of ./run and ./test with an environment whose Python only prints how it was called."""

    root: Path

    def start(
        self, command: str, *arguments: str, cwd: Path | None = None, more: Mapping[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Exit code, standard output, standard error; `python3` is the script of `python`."""
        environment = {"PATH": f"{self.root}/path:/usr/bin:/bin", "HOME": str(self.root), **(more or {})}
        done = subprocess.run(
            [command, *arguments], cwd=cwd or self.root, env=environment, capture_output=True, text=True
        )
        return done.returncode, done.stdout, done.stderr

    def python(self, script: str) -> None:
        """Make `script` the `python3` on PATH."""
        _program(self.root / "path" / "python3", script)


def _program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    root = tmp_path / "a checkout"
    (root / "tools").mkdir(parents=True)
    for name in ("run", "test", "tools/environment.sh", *LOCKS):
        shutil.copy(ROOT / name, root / name)
    _program(root / ".venv/bin/python", 'echo "$PWD: $*"')
    stamp = root / ".venv/.set-up"
    stamp.mkdir()
    for name in LOCKS:
        shutil.copy(ROOT / name, stamp / name)
    (stamp / "interpreter").write_text(f"{root}/.venv/bin/python\n3.11\n")
    for need in ("words", "offscreen", "xcb", "wayland", "tests"):
        (stamp / f"needs-{need}").touch()
    checkout = Checkout(root)
    checkout.python('case $1 in -c) echo 3.11.2 ;; *) echo "$*" >&2 ;; esac')
    return checkout


def test_run_is_the_program_with_the_same_arguments(checkout: Checkout) -> None:
    code, said, errors = checkout.start("./run", "summary", "two words", "")
    assert (code, said, errors) == (0, f"{checkout.root}: -P -m viewer summary two words \n", "")


def test_run_stays_in_the_folder_it_is_called_from(checkout: Checkout, tmp_path: Path) -> None:
    link = tmp_path / "farside"
    link.symlink_to(checkout.root / "run")
    code, said, errors = checkout.start(str(link), "check", cwd=tmp_path)
    assert (code, said, errors) == (0, f"{tmp_path}: -P -m viewer check\n", "")


def test_a_second_start_runs_no_other_python(checkout: Checkout) -> None:
    checkout.python("echo 'asked' >&2; exit 1")
    assert checkout.start("./run", "summary") == (0, f"{checkout.root}: -P -m viewer summary\n", "")


@pytest.mark.parametrize(
    ("arguments", "environment", "need"),
    [
        ("", {}, "words"),
        ("", {"DISPLAY": ":0"}, "xcb"),
        ("--as-of 2026-01-01", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ("somewhere", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
        ("", {"QT_QPA_PLATFORM": "wayland-egl"}, "wayland"),
        ("summary", {"DISPLAY": ":0"}, "words"),
        ("--lang zh check", {"DISPLAY": ":0"}, "words"),
        ("--help", {"DISPLAY": ":0"}, "words"),
        ("export timeline.svg", {"DISPLAY": ":0"}, "offscreen"),
        ("export events.csv", {"DISPLAY": ":0"}, "words"),
        ("print", {}, "offscreen"),
    ],
)
def test_set_up_is_asked_for_what_the_arguments_need(
    checkout: Checkout, arguments: str, environment: dict[str, str], need: str
) -> None:
    for stamped in (checkout.root / ".venv/.set-up").glob("needs-*"):
        stamped.unlink()
    _, _, asked = checkout.start("./run", *arguments.split(), more=environment)
    assert asked == f"-P {checkout.root}/tools/set_up.py {need}\n"


@pytest.mark.parametrize(("command", "lock"), [("./run", LOCKS[0]), ("./test", LOCKS[0]), ("./test", LOCKS[1])])
def test_a_changed_lock_is_set_up_again(checkout: Checkout, command: str, lock: str) -> None:
    with (checkout.root / lock).open("a") as file:
        file.write("# changed\n")
    assert "tools/set_up.py" in checkout.start(command, "--", "summary")[2]


def test_run_ignores_the_lock_of_the_tests(checkout: Checkout) -> None:
    (checkout.root / LOCKS[1]).write_text("# changed\n")
    assert checkout.start("./run", "summary")[2] == ""


@pytest.mark.parametrize("change", ["another", "newer", "gone"])
def test_another_interpreter_is_set_up_again(checkout: Checkout, change: str) -> None:
    python = checkout.root / ".venv/bin/python"
    if change == "another":
        shutil.copy(python, checkout.root / "another")
        (checkout.root / ".venv/.set-up/interpreter").write_text(f"{checkout.root}/another\n3.11\n")
    elif change == "newer":
        os.utime(python, (time.time() + 60, time.time() + 60))
    else:
        python.unlink()
    assert "tools/set_up.py words" in checkout.start("./run", "summary")[2]


def test_a_set_up_that_cannot_finish_ends_the_start(checkout: Checkout) -> None:
    shutil.rmtree(checkout.root / ".venv")
    checkout.python("case $1 in -c) echo 3.12.1 ;; *) echo 'the line to type' >&2; exit 3 ;; esac")
    assert checkout.start("./run", "summary") == (3, "", "the line to type\n")


@pytest.mark.parametrize("version", ["2.7.18", "3.9.2", "3.10.12", "Python 3.8.1"])
@pytest.mark.parametrize("command", ["./run", "./test"])
def test_an_older_python_is_one_line_and_exit_3(checkout: Checkout, version: str, command: str) -> None:
    shutil.rmtree(checkout.root / ".venv")
    checkout.python(f"echo {version}")
    code, said, errors = checkout.start(command)
    assert (code, said, errors.count("\n")) == (3, "", 1)
    assert version.removeprefix("Python ") in errors
    assert "3.11 or newer" in errors


@pytest.mark.parametrize("version", ["3.11.0", "3.12.3", "3.20.1"])
def test_a_python_from_3_11_on_sets_up(checkout: Checkout, version: str) -> None:
    shutil.rmtree(checkout.root / ".venv")
    checkout.python(f'case $1 in -c) echo {version} ;; *) echo "$*" >&2; exit 3 ;; esac')
    assert checkout.start("./run")[2] == f"-P {checkout.root}/tools/set_up.py words\n"


def test_no_python_at_all_is_one_line_and_exit_3(checkout: Checkout) -> None:
    shutil.rmtree(checkout.root / ".venv")
    code, said, errors = checkout.start("./run", more={"FARSIDE_PYTHON": "python3.missing"})
    assert (code, said, errors.count("\n")) == (3, "", 1)


def test_arguments_after_two_dashes_are_for_pytest(checkout: Checkout) -> None:
    code, said, _ = checkout.start("./test", "--", "-k", "two words")
    assert (code, said) == (0, f"{checkout.root}: -m pytest -k two words\n")


def test_bench_measures(checkout: Checkout) -> None:
    code, said, _ = checkout.start("./test", "bench", "frames")
    assert (code, said) == (0, f"{checkout.root}: -m tests.benchmarks frames\n")


def test_a_name_is_a_long_run(checkout: Checkout) -> None:
    long = checkout.root / "tests/long/benchmarks.py"
    long.parent.mkdir(parents=True)
    long.touch()
    code, said, _ = checkout.start("./test", "benchmarks")
    assert (code, said) == (0, f"{checkout.root}: -m pytest -s {long}\n")


def test_an_unknown_name_says_which_there_are(checkout: Checkout) -> None:
    long = checkout.root / "tests/long/benchmarks.py"
    long.parent.mkdir(parents=True)
    long.touch()
    code, _, errors = checkout.start("./test", "benchmark")
    assert (code, errors.count("\n")) == (2, 1)
    assert "benchmarks" in errors


def test_one_failed_check_fails_the_whole_and_is_named(checkout: Checkout) -> None:
    _program(checkout.root / ".venv/bin/python", '[ "$2" != mypy ]')
    (checkout.root / ".venv/.set-up/interpreter").touch()
    code, said, errors = checkout.start("./test")
    assert (code, errors) == (1, "failed: mypy\n")
    assert [line for line in said.splitlines() if line.startswith("==")] == [
        "== ruff lint",
        "== ruff format",
        "== mypy",
        "== import contracts",
        "== pytest, the rest",
        "== pytest, windows and files",
        "== coverage",
    ]
