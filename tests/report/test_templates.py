"""Templates are compiled once for all starts, and without a place for that, each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from viewer.report.templates import _environment, rendered


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("FARSIDE_CACHE", str(tmp_path / "caches"))
    _environment.cache_clear()
    yield tmp_path / "caches"
    _environment.cache_clear()


def absent() -> str:
    return rendered("pane_absent.html", address="event/<b>", day="1 May 2024")


def test_what_a_template_compiles_to_is_kept_for_the_next_start(place: Path) -> None:
    first = absent()
    (kept,) = (place / "templates").iterdir()
    written = kept.stat().st_mtime_ns, kept.stat().st_ino
    _environment.cache_clear()
    assert absent() == first
    assert "event/&lt;b&gt;" in first
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == written


def test_what_was_kept_and_is_broken_is_compiled_anew(place: Path) -> None:
    first = absent()
    (kept,) = (place / "templates").iterdir()
    kept.write_bytes(b"nonsense")
    _environment.cache_clear()
    assert absent() == first
    assert kept.read_bytes() != b"nonsense"


def test_where_nothing_can_be_kept_templates_work(place: Path) -> None:
    place.write_text("a file stands where the caches would")
    first = absent()
    place.unlink()
    _environment.cache_clear()
    _environment()
    rmtree(place / "templates")
    assert absent() == first
    assert not (place / "templates").exists()
