"""The rules of tests/conftest.py and pyproject.toml for every test: each is seen to fail a test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = """
import warnings

from PySide6.QtCore import qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel

labels = []

def test_decent(qtbot):
    box = QComboBox()
    box.addItems(["one", "two"])
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    assert QGuiApplication.platformName() == "offscreen"

def test_window_left(qtbot):
    labels.append(QLabel("left"))

def test_warning():
    warnings.warn("careless")

def test_word_from_qt(qtbot):
    qWarning("careless")
"""


def test_a_window_left_and_any_warning_fail_a_test_and_no_screen_is_used(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "conftest.py")
    (tmp_path / "test_house.py").write_text(TESTS)
    house = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *house, "-q", "-rpfE", "test_house.py"],
        cwd=tmp_path,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4711"},
        capture_output=True,
        text=True,
    )
    outcomes = [line.split(" - ")[0] for line in done.stdout.splitlines() if " test_house.py::" in line]
    assert sorted(outcomes) == [
        "ERROR test_house.py::test_window_left",
        "FAILED test_house.py::test_warning",
        "FAILED test_house.py::test_word_from_qt",
        "PASSED test_house.py::test_decent",
        "PASSED test_house.py::test_window_left",
    ]
