"""The cache gives what loading the files gives, or nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zlib import crc32

import msgspec
import pytest

import viewer
from viewer.load import cache
from viewer.load.cache import decode_programme, encode_programme, load_cached, load_quickly
from viewer.load.files import Files
from viewer.load.loader import LoadResult, load_files, load_programme
from viewer.progress import Cancelled, ProgressCallback


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one whenever the YAML is decoded."""
    counted: list[int] = []

    def counting(found: Files, progress: ProgressCallback) -> LoadResult:
        counted.append(1)
        return load_files(found, progress)

    monkeypatch.setattr(cache, "load_files", counting)
    return counted


def sealed(key: bytes, body: bytes) -> bytes:
    """What a cache file has before its body: whose it is, and a check of the body."""
    return key + crc32(body).to_bytes(4)


def kept(place: Path) -> list[Path]:
    return sorted(place.iterdir())


def test_the_second_time_the_result_comes_from_the_cache(folder: Path, tmp_path: Path, reads: list[int]) -> None:
    first = load_cached(folder, tmp_path / "cache")
    second = load_cached(folder, tmp_path / "cache")
    assert first == second == load_programme(folder)
    assert len(reads) == 1
    assert len(kept(tmp_path / "cache")) == 1


def test_equal_dates_are_one_object_after_decoding(folder: Path) -> None:
    programme = load_programme(folder).programme
    assert programme is not None
    again = decode_programme(encode_programme(programme))
    assert again == programme
    assert again.events[0].claims[0].said is again.events[1].claims[0].said


def test_a_changed_file_is_read_again(folder: Path, tmp_path: Path, reads: list[int]) -> None:
    load_cached(folder, tmp_path / "cache")
    events = folder / "events" / "moon.yaml"
    events.write_text(events.read_text("utf-8").replace("importance: 5", "importance: 4"), "utf-8")
    changed = load_cached(folder, tmp_path / "cache").programme
    assert changed is not None
    assert changed.events[0].importance == 4
    events.rename(folder / "events" / "sun.yaml")
    load_cached(folder, tmp_path / "cache")
    assert len(reads) == 3


def test_another_version_does_not_use_the_cache(
    folder: Path, tmp_path: Path, reads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_cached(folder, tmp_path / "cache")
    monkeypatch.setattr(viewer, "__version__", "999")
    load_cached(folder, tmp_path / "cache")
    monkeypatch.setattr(cache, "_shape", lambda: "another")
    load_cached(folder, tmp_path / "cache")
    assert len(reads) == 3


@pytest.mark.parametrize(
    "harm", ["cut off", "empty", "one bit", "another's", "no such date", "no field", "no list", "no part"]
)
def test_a_harmed_cache_is_dropped_and_written_again(folder: Path, tmp_path: Path, reads: list[int], harm: str) -> None:
    place = tmp_path / "cache"
    expected = load_cached(folder, place)
    (file,) = kept(place)
    sound = file.read_bytes()
    key, body = sound[:32], sound[36:]
    assert sound == sealed(key, body) + body
    if harm == "cut off":
        harmed = sound[:-10]
    elif harm == "empty":
        harmed = b""
    elif harm == "one bit":
        harmed = sound[:-20] + bytes([sound[-20] ^ 1]) + sound[-19:]
    elif harm == "another's":
        harmed = sealed(bytes(32), body) + body
    else:
        content = msgspec.msgpack.decode(body)
        if harm == "no such date":
            content["dates"] = []
        elif harm == "no field":
            content["parts"]["sources"][0][0].pop("title")
        elif harm == "no list":
            content["parts"]["events"] = 7
        else:
            content["parts"].pop("quotes")
        body = msgspec.msgpack.encode(content)
        harmed = sealed(key, body) + body
    file.write_bytes(harmed)
    assert load_cached(folder, place) == expected
    assert len(reads) == 2
    assert file.read_bytes() == sound


def test_a_programme_with_faults_is_not_kept(folder: Path, tmp_path: Path, reads: list[int]) -> None:
    (folder / "quotes" / "words.yaml").write_text("- {id: q}\n")
    first = load_cached(folder, tmp_path / "cache")
    assert first.diagnostics == load_cached(folder, tmp_path / "cache").diagnostics != ()
    (folder / "events" / "more.yml").write_text("")
    assert len(load_cached(folder, tmp_path / "cache").diagnostics) == 1 + len(first.diagnostics)
    assert len(reads) == 3
    assert not (tmp_path / "cache").exists()


def test_a_cache_folder_that_cannot_be_written_is_no_error(folder: Path, tmp_path: Path, reads: list[int]) -> None:
    (tmp_path / "file").write_text("in the way")
    assert load_cached(folder, tmp_path / "file") == load_programme(folder)
    assert load_cached(folder, tmp_path / "file" / "below") == load_programme(folder)
    assert len(reads) == 2


def test_a_failed_write_leaves_nothing_behind(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*paths: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert load_cached(folder, tmp_path / "cache").diagnostics == ()
    assert kept(tmp_path / "cache") == []


def test_only_the_newest_caches_are_kept(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "cache"
    place.mkdir()
    for age in range(6):
        old = place / f"{age}.programme"
        old.touch()
        os.utime(old, (1000 - age, 1000 - age))
    (place / "something-else").touch()
    load_cached(folder, place)
    names = {file.name for file in kept(place)}
    assert {f"{age}.programme" for age in range(6)} & names == {"0.programme", "1.programme", "2.programme"}
    assert len(names) == 5  # these, the new one, and what is no cache


def test_an_empty_farside_cache_switches_the_cache_off(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reads: list[int]
) -> None:
    monkeypatch.setenv("FARSIDE_CACHE", "")
    assert load_cached(folder) == load_cached(folder)
    assert len(reads) == 2


def test_a_cached_start_does_not_import_what_reads_yaml(folder: Path, tmp_path: Path) -> None:
    load_cached(folder, tmp_path / "cache")
    code = (
        "import sys; from pathlib import Path; from viewer.load.cache import load_cached\n"
        f"result = load_cached(Path({str(folder)!r}), Path({str(tmp_path / 'cache')!r}))\n"
        "assert result.programme is not None and len(result.programme.events) == 2\n"
        "print(*sorted({'yaml', 'difflib', 'viewer.load.decoder', 'viewer.load.references'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_progress_rises_to_1_from_yaml_and_from_the_cache(folder: Path, tmp_path: Path) -> None:
    for source in ("YAML", "cache"):
        shares: list[float] = []
        load_cached(folder, tmp_path, shares.append)
        assert shares == sorted(shares), source
        assert shares[-1] == 1.0, source
        assert len(shares) > 2, source


def test_loading_can_be_cancelled_and_leaves_no_cache(folder: Path, tmp_path: Path) -> None:
    def cancel(share: float) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        load_cached(folder, tmp_path, cancel)
    assert kept(tmp_path) == [folder]
    load_cached(folder, tmp_path)
    with pytest.raises(Cancelled):
        load_cached(folder, tmp_path, cancel)


def test_only_a_small_cached_programme_is_loaded_quickly(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FARSIDE_CACHE", str(tmp_path))
    assert cache.load_quickly(folder) is None
    result = load_cached(folder)
    assert cache.load_quickly(folder) == result
    assert cache.load_quickly(folder, max_bytes=100) is None


def test_nothing_is_loaded_quickly_with_a_misplaced_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FARSIDE_CACHE", str(tmp_path / "cache"))
    assert load_quickly(folder) is None
    first = load_cached(folder)
    assert load_quickly(folder) == LoadResult(first.programme)
    (folder / "events" / "astray.yml").write_text("[]")
    assert load_quickly(folder) is None
