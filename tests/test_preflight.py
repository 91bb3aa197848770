"""viewer/preflight.py: what would make Qt abort is reported before Qt starts, with its cure."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import PySide6
import pytest

from viewer import preflight

if TYPE_CHECKING:
    from tests.conftest import XServer

QT = Path(PySide6.__file__).parent
# In the wheel itself; on every Linux that has Python.
BUNDLED = ("libQt6", "libicu", "libpyside6", "libshiboken6")
COMMON = ("libc.", "libm.", "libstdc++", "libgcc_s", "ld-linux", "libpthread", "libdl.", "librt.", "libz", "libzstd")
AT_HAND = BUNDLED + COMMON


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XAUTHORITY"):
        monkeypatch.delenv(name, raising=False)


def _lacking(monkeypatch: pytest.MonkeyPatch, *missing: str) -> None:
    """Every library can be loaded but the missing ones; libxcb is the real one."""

    def load(name: str) -> object:
        if name in missing:
            raise OSError(f"{name}: cannot open shared object file")
        return cdll(name) if name == "libxcb.so.1" else None

    cdll = ctypes.CDLL
    monkeypatch.setattr(ctypes, "CDLL", load)


def _without_any_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """No library can be loaded at all."""

    def load(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr(ctypes, "CDLL", load)


def _with_programs(monkeypatch: pytest.MonkeyPatch, *programs: str, user: int = 1000) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in programs else None)
    monkeypatch.setattr(os, "geteuid", lambda: user)


def _needed(library: Path) -> set[str]:
    """DT_NEEDED of a 64-bit little-endian ELF file and, through the wheel's own libraries, all below it."""
    names: set[str] = set()
    waiting = [library]
    while waiting:
        new = _needed_directly(waiting.pop()) - names
        names |= new
        waiting += [QT / "Qt/lib" / name for name in new if (QT / "Qt/lib" / name).exists()]
    return names


def _needed_directly(library: Path) -> set[str]:
    data = library.read_bytes()
    headers, size, count = (*struct.unpack_from("<Q", data, 0x28), *struct.unpack_from("<HH", data, 0x3A))
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, headers + size * i) for i in range(count)]
    names: set[str] = set()
    for _, kind, _, _, offset, length, link, *_rest in sections:
        if kind == 6:  # SHT_DYNAMIC, whose link is its table of names
            entries = struct.iter_unpack("<QQ", data[offset : offset + length])
            starts = [sections[link][4] + value for tag, value in entries if tag == 1]  # DT_NEEDED
            names |= {data[start : data.index(b"\0", start)].decode() for start in starts}
    return names


@pytest.mark.parametrize(
    ("platform", "files"),
    [
        ("offscreen", ["QtGui.abi3.so", "QtSvg.abi3.so", "QtPrintSupport.abi3.so"]),
        ("offscreen", ["Qt/plugins/platforms/libqoffscreen.so"]),
        ("xcb", ["QtWidgets.abi3.so", "Qt/plugins/platforms/libqxcb.so"]),
        ("wayland", ["QtWidgets.abi3.so", "Qt/plugins/platforms/libqwayland.so"]),
    ],
)
def test_the_table_has_every_library_that_qt_loads(platform: preflight.Platform, files: list[str]) -> None:
    needed = set().union(*(_needed(QT / file) for file in files))
    assert {"libEGL.so.1", "libGL.so.1"} <= needed
    assert {name for name in needed if not name.startswith(AT_HAND)} <= preflight.LIBRARIES[platform].keys()


def test_a_library_that_does_not_load_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    _lacking(monkeypatch, "libxcb-cursor.so.0", "libwayland-cursor.so.0")
    assert preflight.missing_libraries("xcb") == ("libxcb-cursor.so.0",)
    assert preflight.missing_libraries("wayland") == ("libwayland-cursor.so.0",)
    assert preflight.missing_libraries("offscreen") == ()


def test_an_unknown_library_does_not_load(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "libfarside-has-no-such.so.0"
    monkeypatch.setitem(preflight.LIBRARIES["offscreen"], name, preflight.Package("a", "b", "c"))
    assert name in preflight.missing_libraries("offscreen")


@pytest.mark.parametrize(
    ("program", "line"),
    [
        ("apt-get", "sudo apt-get install -y --no-install-recommends libxcb-cursor0 libxcb-randr0"),
        ("dnf", "sudo dnf install -y libxcb xcb-util-cursor"),
        ("pacman", "sudo pacman -S --needed libxcb xcb-util-cursor"),
        ("nix", "install libxcb-randr.so.0, libxcb-cursor.so.0"),
    ],
)
def test_the_install_command_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch, program: str, line: str) -> None:
    _with_programs(monkeypatch, program, "sudo")
    assert preflight.install_line(("libxcb-randr.so.0", "libxcb-cursor.so.0")) == line


def test_root_needs_no_sudo_and_su_replaces_a_missing_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_programs(monkeypatch, "apt-get", "sudo", user=0)
    assert (
        preflight.install_line(("libxcb-cursor.so.0",)) == "apt-get install -y --no-install-recommends libxcb-cursor0"
    )
    _with_programs(monkeypatch, "apt-get")
    assert preflight.install_line(("libxcb-cursor.so.0",)).startswith("su -c 'apt-get install ")


def test_a_missing_display_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    _lacking(monkeypatch)
    assert preflight.window_platform() is None
    assert "no display" in (preflight.problem_for_window() or "")


LOCAL = (":4711", ":4711.0", "unix:4711", "nonsense", ":", ":x", "/nowhere/at:0")
REMOTE = ("127.0.0.1:59534", "127.0.0.1:99999", "a..name:0")


@pytest.mark.parametrize("name", LOCAL + REMOTE)
def test_a_display_that_does_not_answer_counts_as_missing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("DISPLAY", name)
    assert preflight.window_platform() is None
    assert name in (preflight.problem_for_window() or "")


@pytest.fixture
def deaf_server() -> Iterator[str]:
    """The name of a display that takes connections and ends them at once, as without the right key."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def hang_up() -> None:
            while True:
                connection, _ = server.accept()
                with connection:
                    if connection.recv(1) == b"q":
                        return

        answering = Thread(target=hang_up)
        answering.start()
        yield f"127.0.0.1:{port - 6000}"
        with socket.create_connection(("127.0.0.1", port)) as last:
            last.send(b"q")
        answering.join()


def test_a_display_that_refuses_the_connection_counts_as_missing(
    monkeypatch: pytest.MonkeyPatch, deaf_server: str
) -> None:
    monkeypatch.setenv("DISPLAY", deaf_server)
    assert preflight.window_platform() is None


def test_without_libxcb_a_listening_socket_counts_as_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    _without_any_library(monkeypatch)
    monkeypatch.setenv("DISPLAY", ":4712.0")
    assert preflight.window_platform() is None
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X4712")
        server.listen()
        assert preflight.window_platform() == "xcb"


@pytest.fixture
def wayland(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A socket where WAYLAND_DISPLAY says."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
        yield


@pytest.mark.xserver
@pytest.mark.usefixtures("wayland")
def test_a_wayland_display_is_used_where_its_libraries_are(monkeypatch: pytest.MonkeyPatch, x_server: XServer) -> None:
    _lacking(monkeypatch)
    assert preflight.window_platform() == "wayland"
    monkeypatch.setenv("DISPLAY", x_server.display)
    _lacking(monkeypatch, "libwayland-cursor.so.0")
    assert preflight.window_platform() == "xcb"
    _lacking(monkeypatch, "libwayland-cursor.so.0", "libxcb-cursor.so.0")
    assert preflight.window_platform() == "wayland"


def test_a_wayland_display_without_a_server_counts_as_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert preflight.window_platform() is None


@pytest.mark.xserver
def test_an_x_server_is_found(monkeypatch: pytest.MonkeyPatch, x_server: XServer) -> None:
    monkeypatch.setenv("DISPLAY", x_server.display)
    assert preflight.window_platform() == "xcb"
    assert preflight.problem_for_window() is None


@pytest.mark.parametrize("requested", ["offscreen", "minimal", "offscreen:size=800x600"])
def test_a_requested_platform_without_a_display_is_used(monkeypatch: pytest.MonkeyPatch, requested: str) -> None:
    _lacking(monkeypatch)
    monkeypatch.setenv("QT_QPA_PLATFORM", requested)
    assert preflight.window_platform() == requested
    assert preflight.problem_for_window() is None


@pytest.mark.parametrize("requested", ["xcb", "wayland", "wayland-egl", "xcb;offscreen"])
def test_a_requested_platform_whose_display_does_not_answer_is_refused(
    monkeypatch: pytest.MonkeyPatch, requested: str
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", requested)
    assert preflight.window_platform() is None


@pytest.mark.parametrize("requested", ["eglfs", "linuxfb", "windows", "nonsense"])
def test_a_platform_that_would_abort_is_refused(monkeypatch: pytest.MonkeyPatch, requested: str) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", requested)
    assert requested in (preflight.problem_for_window() or "")


def test_a_missing_library_is_one_line_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_programs(monkeypatch, "apt-get", "sudo")
    _lacking(monkeypatch, "libEGL.so.1", "libGL.so.1", "libX11.so.6", "libfreetype.so.6")
    problem = preflight.problem_for_pictures() or ""
    assert "libEGL.so.1, libGL.so.1, libX11.so.6, …" in problem
    assert problem.endswith("sudo apt-get install -y --no-install-recommends libegl1 libfreetype6 libgl1 libx11-6")
    assert "\n" not in problem


def test_pictures_can_be_drawn_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    _lacking(monkeypatch, "libxcb-cursor.so.0")
    assert preflight.problem_for_pictures() is None


@pytest.mark.parametrize("platform", ["windows", "darwin"])
def test_nothing_is_missing_outside_linux(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    _lacking(monkeypatch, "libEGL.so.1")
    assert preflight.missing_libraries("xcb") == ()
    assert preflight.problem_for_window() is None
