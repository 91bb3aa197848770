"""tools/set_up.py: the environment is whole or not there, and what we may not install is a line to type."""

from __future__ import annotations

import fcntl
import glob
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from fnmatch import fnmatch
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROGRAMS = ("Xvfb", "xdotool", "pdftotext", "dbus-run-session")
ACCESSIBILITY = (
    "/usr/libexec/at-spi-bus-launcher",
    "/usr/lib/x86_64-linux-gnu/girepository-1.0/Atspi-2.0.typelib",
    "/usr/lib/python3/dist-packages/gi",
)
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def tool() -> ModuleType:
    """tools/set_up.py, which is a program and not in a package."""
    spec = importlib.util.spec_from_file_location("set_up", ROOT / "tools" / "set_up.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project folder with nothing but the locks."""
    for name in LOCKS:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def _pretend(tool: ModuleType, monkeypatch: pytest.MonkeyPatch, fetch: Callable[[], None]) -> list[list[str]]:
    """Let `python -m venv` make its folders and pip do `fetch`; gives the list of commands as they come."""
    commands: list[list[str]] = []

    def run(command: list[str], *, fatal: str | None) -> None:
        commands.append(command)
        if command[1:3] == ["-m", "venv"]:
            new = Path(command[3])
            (new / "bin").mkdir(parents=True)
            (new / "lib" / f"python{VERSION}" / "site-packages").mkdir(parents=True)
            (new / "bin" / "python").symlink_to(os.path.realpath(sys.executable))
        elif "pip" in command:
            new = Path(command[0]).parent
            (new / "tool").write_text(f"#!{new}/python\n")
            fetch()

    monkeypatch.setattr(tool, "_run", run)
    return commands


class Terminal(StringIO):
    """Words typed or shown, and the claim to be a terminal."""

    def isatty(self) -> bool:
        return True


def _nothing() -> None:
    pass


def _raise(error: BaseException) -> Callable[[], None]:
    def fetch() -> None:
        raise error

    return fetch


def test_a_first_set_up_makes_an_environment_with_its_stamp(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    _pretend(tool, monkeypatch, _nothing)
    tool.set_up(root, "words")
    stamp = root / ".venv" / ".set-up"
    assert sorted(path.name for path in stamp.iterdir()) == ["interpreter", "needs-words", "requirements.lock"]
    assert (stamp / "interpreter").read_text() == f"{os.path.realpath(sys.executable)}\n{VERSION}\n"
    assert (root / ".venv" / "bin" / "tool").read_text() == f"#!{root}/.venv/bin/python\n"


def test_the_program_is_found_from_the_environment_wherever_it_lies(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    _pretend(tool, monkeypatch, _nothing)
    tool.set_up(root, "words")
    (link,) = (root / ".venv").rglob("farside.pth")
    assert (link.parent / link.read_text().strip()).resolve() == root.resolve()


def test_a_second_set_up_fetches_nothing(tool: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    commands = _pretend(tool, monkeypatch, _nothing)
    tool.set_up(root, "words")
    commands.clear()
    tool.set_up(root, "words")
    assert commands == []


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError("disk full")])
def test_an_interrupted_set_up_leaves_no_environment_and_the_next_is_whole(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path, error: BaseException
) -> None:
    _pretend(tool, monkeypatch, _raise(error))
    with pytest.raises(type(error)):
        tool.set_up(root, "words")
    assert not (root / ".venv").exists()
    (root / ".venv.new" / "left over").touch()
    _pretend(tool, monkeypatch, _nothing)
    tool.set_up(root, "words")
    assert (root / ".venv" / ".set-up" / "needs-words").exists()
    assert not (root / ".venv" / "left over").exists()


def test_a_failed_renewal_keeps_the_old_environment(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    _pretend(tool, monkeypatch, _nothing)
    tool.set_up(root, "words")
    (root / LOCKS[0]).write_text("# another\n")
    _pretend(tool, monkeypatch, _raise(tool.CannotFinish("no network")))
    with pytest.raises(tool.CannotFinish):
        tool.set_up(root, "words")
    assert (root / ".venv" / "bin" / "python").exists()
    assert (root / ".venv" / ".set-up" / LOCKS[0]).read_text() != "# another\n"


def test_what_the_tests_need_stays_when_the_program_is_renewed(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    commands = _pretend(tool, monkeypatch, _nothing)
    monkeypatch.setattr(tool, "_missing", lambda need, venv: ())
    tool.set_up(root, "tests")
    (root / LOCKS[0]).write_text("# another\n")
    commands.clear()
    tool.set_up(root, "words")
    assert str(root / LOCKS[1]) in commands[-1]


@pytest.mark.parametrize("recorded", ["3.10", ""])
def test_an_environment_of_another_version_is_not_current(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, root: Path, recorded: str
) -> None:
    commands = _pretend(tool, monkeypatch, _nothing)
    tool.set_up(root, "words")
    (root / ".venv/.set-up/interpreter").write_text(f"{os.path.realpath(sys.executable)}\n{recorded}")
    commands.clear()
    tool.set_up(root, "words")
    assert len(commands) == 2


def test_without_rights_the_line_to_type_is_said_and_nothing_is_run(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = _pretend(tool, monkeypatch, _nothing)
    monkeypatch.setattr(tool, "_rights", lambda: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in ("apt-get", "sudo") else None)
    with pytest.raises(tool.CannotFinish, match=r"type: sudo apt-get install .* libxcb-cursor0 xvfb$"):
        tool._install(("Xvfb", "libxcb-cursor.so.0"), "a purpose")
    assert commands == []


@pytest.mark.parametrize(("answer", "installed"), [("\n", True), ("y\n", True), ("n\n", False), ("", False)])
def test_at_a_terminal_installing_is_asked_first(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, answer: str, installed: bool
) -> None:
    commands = _pretend(tool, monkeypatch, _nothing)
    monkeypatch.setattr(tool, "_rights", list)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr(sys, "stderr", Terminal())
    try:
        tool._install(("Xvfb",), "a purpose")
        refused = False
    except tool.CannotFinish:
        refused = True
    assert (not refused, any("install" in command for command in commands)) == (installed, installed)


def test_two_at_once_wait_for_each_other(root: Path) -> None:
    for name in ("tools/set_up.py", "viewer/__init__.py", "viewer/preflight.py"):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    stamp = root / ".venv" / ".set-up"
    stamp.mkdir(parents=True)
    (root / ".venv" / "bin").mkdir()
    (root / ".venv" / "bin" / "python").symlink_to(os.path.realpath(sys.executable))
    (stamp / "interpreter").write_text(f"{os.path.realpath(sys.executable)}\n{VERSION}\n")
    shutil.copy(root / LOCKS[0], stamp / LOCKS[0])
    with (root / ".venv.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        command = [sys.executable, "-P", str(root / "tools" / "set_up.py"), "words"]
        second = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert second.stderr is not None
        assert "waiting" in second.stderr.readline()
        assert not (stamp / "needs-words").exists()
    assert second.communicate()[1] == ""
    assert second.returncode == 0
    assert (stamp / "needs-words").exists()


def _with_programs(monkeypatch: pytest.MonkeyPatch, *programs: str, user: int = 1000) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in programs else None)
    monkeypatch.setattr(os, "geteuid", lambda: user)


def _with_files(monkeypatch: pytest.MonkeyPatch, *files: str) -> None:
    monkeypatch.setattr(glob, "glob", lambda pattern: [file for file in files if fnmatch(file, pattern)])


@pytest.mark.parametrize("missing", PROGRAMS)
def test_a_missing_program_is_found(tool: ModuleType, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    _with_programs(monkeypatch, *(name for name in PROGRAMS if name != missing))
    _with_files(monkeypatch, *ACCESSIBILITY)
    assert tool.missing_tools() == (missing,)


@pytest.mark.parametrize("missing", ACCESSIBILITY)
def test_a_missing_part_of_the_accessibility_bus_is_found(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    _with_programs(monkeypatch, *PROGRAMS)
    _with_files(monkeypatch, *(name for name in ACCESSIBILITY if name != missing))
    (name,) = tool.missing_tools()
    assert Path(missing).name in (name, name.removeprefix("python3-"))


def test_root_needs_a_print_server_too_also_in_sbin(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_programs(monkeypatch, *PROGRAMS, "/usr/sbin/lpadmin", user=0)
    _with_files(monkeypatch, *ACCESSIBILITY)
    assert tool.missing_tools() == ("cupsd",)


@pytest.mark.parametrize("platform", ["windows", "darwin"])
def test_no_program_is_missing_outside_linux(tool: ModuleType, monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    _with_programs(monkeypatch)
    assert tool.missing_tools() == ()


def test_a_missing_program_is_installed_by_the_package_of_the_system(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_programs(monkeypatch, "apt-get", "sudo", user=0)
    line = "apt-get install -y --no-install-recommends xvfb"
    assert tool.preflight.install_line(("Xvfb",), tool.PACKAGES) == line
