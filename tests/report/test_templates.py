"""Compiled templates are cached, and work without a cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from viewer.report.document import _environment, rendered


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("FARSIDE_CACHE", str(tmp_path / "caches"))
    _environment.cache_clear()
    yield tmp_path / "caches"
    _environment.cache_clear()


def absent() -> str:
    return rendered("pane_absent.html", address="event/<b>", day="1 May 2024")


def test_a_compiled_template_is_cached(folder: Path) -> None:
    first = absent()
    (entry,) = (folder / "templates").iterdir()
    before = entry.stat().st_mtime_ns, entry.stat().st_ino
    _environment.cache_clear()
    assert absent() == first
    assert "event/&lt;b&gt;" in first
    assert (entry.stat().st_mtime_ns, entry.stat().st_ino) == before


def test_a_broken_cache_entry_is_compiled_anew(folder: Path) -> None:
    first = absent()
    (entry,) = (folder / "templates").iterdir()
    entry.write_bytes(b"nonsense")
    _environment.cache_clear()
    assert absent() == first
    assert entry.read_bytes() != b"nonsense"


def test_templates_work_without_a_cache(folder: Path) -> None:
    folder.write_text("a file stands where the caches would")
    first = absent()
    folder.unlink()
    _environment.cache_clear()
    _environment()
    rmtree(folder / "templates")
    assert absent() == first
    assert not (folder / "templates").exists()
