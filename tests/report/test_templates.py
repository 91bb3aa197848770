"""Compiled templates are cached, and work without a cache."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ABSENT = """
from viewer.report.document import rendered
print(rendered("pane_absent.html", address="event/<b>", day="1 May 2024"))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "caches"


def absent(folder: Path, code: str = ABSENT) -> str:
    """The text of a template, by `code` in a process of its own, with this folder of caches."""
    environment = {**os.environ, "FARSIDE_CACHE": str(folder)}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_a_compiled_template_is_cached(folder: Path) -> None:
    first = absent(folder)
    (entry,) = (folder / "templates").iterdir()
    before = entry.stat().st_mtime_ns, entry.stat().st_ino
    assert absent(folder) == first
    assert "event/&lt;b&gt;" in first
    assert (entry.stat().st_mtime_ns, entry.stat().st_ino) == before


def test_a_broken_cache_entry_is_compiled_anew(folder: Path) -> None:
    first = absent(folder)
    (entry,) = (folder / "templates").iterdir()
    entry.write_bytes(b"nonsense")
    assert absent(folder) == first
    assert entry.read_bytes() != b"nonsense"


def test_templates_work_without_a_cache(folder: Path) -> None:
    folder.write_text("a file stands where the caches would")
    first = absent(folder)
    assert "event/&lt;b&gt;" in first
    folder.unlink()
    assert absent(folder) == first
    assert [*(folder / "templates").iterdir()]


def test_a_cache_that_is_deleted_meanwhile_is_no_error(tmp_path: Path) -> None:
    folder = tmp_path / "caches"
    deleted = f"""
from shutil import rmtree
from viewer.report.document import rendered
rendered("pane_waiting.html", title="", events=1)
rmtree({str(folder / "templates")!r})
{ABSENT}"""
    assert absent(folder, deleted) == absent(tmp_path / "others")
    assert not (folder / "templates").exists()
