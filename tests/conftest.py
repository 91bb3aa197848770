"""Shared by all tests: Qt without a screen, a home folder of its own, fixed examples, no window left open."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

# Before Qt or the program is imported: no screen, English, and nothing of the user's own settings.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.update({"LC_ALL": "C.UTF-8", "LANGUAGE": "en"})
for inherited in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_PLUGIN_PATH", "WAYLAND_DISPLAY"):
    os.environ.pop(inherited, None)
_HOME = tempfile.TemporaryDirectory(prefix="farside-tests-", ignore_cleanup_errors=True)
for name in ("CONFIG", "CACHE", "DATA", "STATE"):
    os.environ[f"XDG_{name}_HOME"] = f"{_HOME.name}/{name.lower()}"

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class XServer:
    """An X server without a screen: `display` (":7") and the environment for a program to show there."""

    display: str
    environment: Mapping[str, str]


@pytest.fixture(scope="session")
def x_server() -> Iterator[XServer]:
    """Xvfb, 1280 x 800, on a free display, for programs started as processes of their own."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-noreset", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        display = f":{number.readline().strip()}"
    assert display != ":", "Xvfb did not start"
    yield XServer(display, {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"})
    server.terminate()
    server.wait()


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    """A test that leaves a top-level widget alive fails: give it to `qtbot.addWidget` or close it."""
    before = {id(widget) for widget in _windows()}
    yield
    left = [widget for widget in _windows() if id(widget) not in before]
    if left:
        gc.collect()
        left = [widget for widget in _windows() if id(widget) not in before]
    assert not left, f"widgets left alive: {left}"


def _windows() -> list[object]:
    """The top-level widgets without a parent, after pending deletions."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]
