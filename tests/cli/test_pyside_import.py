"""The import of PySide6 for the window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
RECORD = """
import re
compile_pattern, lengths = re.compile, []
def record(pattern, flags=0):
    lengths.append(len(pattern))
    return compile_pattern(pattern, flags)
re.compile = record
"""
IMPORT = """
from viewer.cli.pyside_import import import_pyside
import_pyside()
"""
WRONG_ARGUMENT = """
from PySide6.QtCore import QPoint
try:
    QPoint("one", "two")
except TypeError as error:
    print(error)
"""


def output(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_long_patterns_are_compiled_only_when_they_are_used() -> None:
    longest, is_restored = output(f"{RECORD}{IMPORT}print(max(lengths), re.compile is record)").split()
    assert int(longest) < 2_000
    assert is_restored == "True"
    assert int(output(RECORD + "import PySide6.QtCore\nprint(max(lengths))")) > 2_000  # else nothing is spared


def test_messages_on_wrong_arguments_stay_the_same() -> None:
    plain = output(WRONG_ARGUMENT)
    assert "Supported signatures" in plain
    assert output(IMPORT + WRONG_ARGUMENT) == plain
