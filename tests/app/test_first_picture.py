"""What the window showed last is on screen first, where it still holds: whole starts, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from tests.conftest import ROOT
from viewer.app.first_picture import MOST_KEPT, place

START = """
import json, sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from viewer.app import main as start
from viewer.app.main_window import MainWindow

def seen(window):
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return sha256(image.constBits()).hexdigest()

folder, day, lang = sys.argv[1:]
told = {"title": ""}
furnish = MainWindow.furnish
def furnished(window, *parts):
    told["picture"] = seen(window) if window._curtain else ""
    told["title"] = window.windowTitle()
    furnish(window, *parts)
MainWindow.furnish = furnished

def begun(desk):
    desk.window.resize(700, 560)  # with room around it for a frame
    def look():
        desk.settle()
        told["live"] = seen(desk.window)
        desk.window.panels.show_tab("list")  # is not there at the next start
        desk.window.close()
    QTimer.singleShot(0, look)
code = start.run(Path(folder), lang=lang, today=date.fromisoformat(day), begun=begun)
print(json.dumps(told))
sys.exit(code)
"""


class Starts:
    """Starts the program on a copy of the curated programme, with settings and caches of their own."""

    def __init__(self, place: Path) -> None:
        self.folder, self.settings, self.caches = place / "data", place / "settings.ini", place / "caches"
        copytree(ROOT / "data", self.folder)

    def once(self, day: str = "2026-11-22", lang: str = "en", remembers: bool = True) -> dict[str, str]:
        """What was on screen before the window was furnished ("" for nothing), and after."""
        environment = {
            **os.environ,
            "FARSIDE_SETTINGS": str(self.settings) if remembers else "",
            "FARSIDE_CACHE": str(self.caches),
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-c", START, str(self.folder), day, lang]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        told: dict[str, str] = json.loads(done.stdout)
        return told

    def pictures(self) -> list[Path]:
        return sorted(self.caches.glob("first-*.picture"))


@pytest.fixture
def starts(tmp_path: Path) -> Starts:
    return Starts(tmp_path)


def test_the_picture_is_to_the_pixel_what_the_window_shows_a_moment_later(starts: Starts) -> None:
    first, second = starts.once(), starts.once()
    assert not first["picture"]
    assert second["picture"] == second["live"] == first["live"]
    assert "Chang'e-6" in second["title"]


def test_a_picture_of_another_day_language_or_programme_is_not_shown(starts: Starts) -> None:
    starts.once()
    assert not starts.once(day="2026-11-23")["picture"]
    assert not starts.once(day="2026-11-23", lang="zh")["picture"]
    assert starts.once(day="2026-11-23", lang="zh")["picture"]
    head = starts.folder / "programme.yaml"
    head.write_text(head.read_text() + "# touched\n")
    assert not starts.once(day="2026-11-23", lang="zh")["picture"]


def test_a_broken_picture_costs_nothing(starts: Starts) -> None:
    starts.once()
    (picture,) = starts.pictures()
    picture.write_bytes(picture.read_bytes()[:5000])
    told = starts.once()
    assert not told["picture"]
    assert starts.once()["picture"] == told["live"]


def test_nothing_is_kept_of_a_faulty_programme_nor_where_nothing_is_remembered(starts: Starts) -> None:
    starts.once(remembers=False)
    assert not starts.pictures()
    (starts.folder / "events" / "broken.yaml").write_text("- id: [\n")
    starts.once()
    assert not starts.pictures()


def test_the_newest_pictures_stay(starts: Starts, monkeypatch: pytest.MonkeyPatch) -> None:
    starts.caches.mkdir()
    for number in range(6):
        old = starts.caches / f"first-{number:08x}.picture"
        old.write_bytes(b"")
        os.utime(old, (number, number))
    starts.once()
    monkeypatch.setenv("FARSIDE_CACHE", str(starts.caches))
    assert place(starts.folder) in starts.pictures()
    assert len(starts.pictures()) == MOST_KEPT
