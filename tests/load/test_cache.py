"""The cache gives what the files give, or nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import viewer
from viewer.load import cache
from viewer.load.cache import load_cached, load_quickly
from viewer.load.folder import Loaded, load_files, load_programme
from viewer.load.places import bytes_of, cache_place
from viewer.load.rows import LENGTH, packed, unpacked


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one whenever the YAML is decoded."""
    counted: list[int] = []

    def counting(found: object, told: object) -> Loaded:
        counted.append(1)
        return load_files(found, told)  # type: ignore[arg-type]

    monkeypatch.setattr(cache, "load_files", counting)
    return counted


def kept(place: Path) -> list[Path]:
    return sorted(place.iterdir())


def test_the_second_time_the_same_comes_from_the_cache(
    folder: Path, tmp_path: Path, reads: list[int]
) -> None:
    first = load_cached(folder, tmp_path / "cache")
    second = load_cached(folder, tmp_path / "cache")
    assert first == second == load_programme(folder)
    assert len(reads) == 1
    assert len(kept(tmp_path / "cache")) == 1


def test_equal_dates_are_one_object_again(folder: Path) -> None:
    programme = load_programme(folder).programme
    assert programme is not None
    again = unpacked(b"".join(packed(programme)))
    assert again == programme
    assert again.events[0].claims[0].said is again.events[1].claims[0].said


def test_a_changed_file_is_read(folder: Path, tmp_path: Path, reads: list[int]) -> None:
    load_cached(folder, tmp_path / "cache")
    events = folder / "events" / "moon.yaml"
    events.write_text(events.read_text("utf-8").replace("importance: 5", "importance: 4"), "utf-8")
    changed = load_cached(folder, tmp_path / "cache").programme
    assert changed is not None
    assert changed.events[0].importance == 4
    events.rename(folder / "events" / "sun.yaml")
    load_cached(folder, tmp_path / "cache")
    assert len(reads) == 3


def test_another_version_does_not_trust_the_cache(
    folder: Path, tmp_path: Path, reads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_cached(folder, tmp_path / "cache")
    monkeypatch.setattr(viewer, "__version__", "999")
    load_cached(folder, tmp_path / "cache")
    monkeypatch.setattr(cache, "_shape", lambda: "another")
    load_cached(folder, tmp_path / "cache")
    assert len(reads) == 3


@pytest.mark.parametrize(
    "harm", ["cut off", "empty", "one bit", "another's", "no such date", "no field", "no list"]
)
def test_a_harmed_cache_is_dropped_and_written_anew(
    folder: Path, tmp_path: Path, reads: list[int], harm: str
) -> None:
    place = tmp_path / "cache"
    expected = load_cached(folder, place)
    (file,) = kept(place)
    sound = file.read_bytes()
    key, body = sound[:32], sound[36:]
    pieces = packed(expected.programme)  # type: ignore[arg-type]
    index = msgspec.msgpack.decode(pieces[1])
    dates, sources = pieces[2], pieces[3]
    harmed = {
        "cut off": sound[:-10],
        "empty": b"",
        "one bit": sound[:-20] + bytes([sound[-20] ^ 1]) + sound[-19:],
        "another's": cache._seal(bytes(32), [body]) + body,
    }
    if harm not in harmed:
        if harm == "no such date":
            dates = msgspec.msgpack.encode([])
        elif harm == "no field":
            rows = msgspec.msgpack.decode(sources)
            rows[0].pop("title")
            sources = msgspec.msgpack.encode(rows)
        else:
            index[1] = index[1][:3]
        index[1][0], index[1][1] = [len(dates)], [len(sources)]
        head = msgspec.msgpack.encode(index)
        false = [len(head).to_bytes(LENGTH), head, dates, sources, *pieces[4:]]
        harmed[harm] = b"".join([cache._seal(key, false), *false])
    file.write_bytes(harmed[harm])
    assert load_cached(folder, place) == expected
    assert len(reads) == 2
    assert file.read_bytes() == sound


def test_a_programme_with_problems_is_not_kept(folder: Path, tmp_path: Path, reads: list[int]) -> None:
    (folder / "quotes" / "words.yaml").write_text("- {id: q}\n")
    first = load_cached(folder, tmp_path / "cache")
    assert first.problems == load_cached(folder, tmp_path / "cache").problems != ()
    (folder / "events" / "more.yml").write_text("")
    assert len(load_cached(folder, tmp_path / "cache").problems) == 1 + len(first.problems)
    assert len(reads) == 3
    assert not (tmp_path / "cache").exists()


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(
    folder: Path, tmp_path: Path, reads: list[int]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert load_cached(folder, tmp_path / "file") == load_programme(folder)
    assert load_cached(folder, tmp_path / "file" / "below") == load_programme(folder)
    assert len(reads) == 2


def test_a_write_that_fails_leaves_nothing_behind(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*paths: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert load_cached(folder, tmp_path / "cache").problems == ()
    assert kept(tmp_path / "cache") == []


def test_of_many_caches_the_newest_are_kept(folder: Path, tmp_path: Path) -> None:
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


def test_the_cache_lies_where_the_platform_has_its_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FARSIDE_CACHE", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/me"))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    assert cache_place() == Path("/caches/farside")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert cache_place() == Path("/home/me/.cache/farside")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cache_place() == Path("/home/me/Library/Caches/farside")
    monkeypatch.setattr(sys, "platform", "win32")
    assert cache_place() == Path("/home/me/AppData/Local/Farside/Cache")
    monkeypatch.setenv("FARSIDE_CACHE", "/mine")
    assert cache_place() == Path("/mine")


def test_an_empty_farside_cache_switches_it_off(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reads: list[int]
) -> None:
    monkeypatch.setenv("FARSIDE_CACHE", "")
    assert load_cached(folder) == load_cached(folder)
    assert len(reads) == 2


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("FARSIDE_CACHE", raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    assert cache_place() is None


def test_the_warm_path_does_not_import_what_only_reading_yaml_needs(folder: Path, tmp_path: Path) -> None:
    load_cached(folder, tmp_path / "cache")
    code = (
        "import sys; from pathlib import Path; from viewer.load.cache import load_cached\n"
        f"loaded = load_cached(Path({str(folder)!r}), Path({str(tmp_path / 'cache')!r}))\n"
        "assert loaded.programme is not None and len(loaded.programme.events) == 2\n"
        "print(*sorted({'yaml', 'difflib', 'viewer.load.decode', 'viewer.load.assembly'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_whoever_waits_is_told_and_may_stop_it(folder: Path, tmp_path: Path) -> None:
    def steps() -> list[tuple[int, int]]:
        told: list[tuple[int, int]] = []
        load_cached(folder, tmp_path, lambda done, of: told.append((done, of)))
        return told

    for told in (steps(), steps()):  # from YAML, then from the cache
        assert told == sorted(told)
        assert told[-1][0] == told[-1][1] > 0

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_cached(folder, tmp_path, stop)


def test_only_what_is_kept_is_loaded_quickly(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FARSIDE_CACHE", str(tmp_path))
    assert cache.load_quickly(folder) is None
    loaded = load_cached(folder)
    assert cache.load_quickly(folder) == loaded
    assert cache.load_quickly(folder, most_bytes=100) is None


def test_a_quick_look_finds_what_was_kept_and_nothing_where_a_file_is_astray(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FARSIDE_CACHE", str(tmp_path / "cache"))
    assert load_quickly(folder) is None
    first = load_cached(folder)
    assert load_quickly(folder) == Loaded(first.programme)
    (folder / "events" / "astray.yml").write_text("[]")
    assert load_quickly(folder) is None


def test_the_key_is_the_same_without_the_small_module_for_it(
    folder: Path, tmp_path: Path, reads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_cached(folder, tmp_path / "cache")
    monkeypatch.setitem(sys.modules, "_blake2", None)
    assert load_cached(folder, tmp_path / "cache") == first
    assert len(reads) == 1


def test_a_folder_that_is_not_there_has_no_bytes(tmp_path: Path) -> None:
    assert bytes_of(tmp_path / "nowhere") == 0
