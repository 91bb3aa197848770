"""Diagnostics, the hash of the data, folders, revisions of folders, and the place of the cache."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from viewer.load.files import Diagnostic, cache_folder, data_hash, folder_of_version, size_bytes


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits of data/note.yaml, "one" and "two"; the present folder is the repository."""
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "data").mkdir()
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "init", "-q"], check=True)
    for words in ("one", "two"):
        (tmp_path / "data" / "note.yaml").write_text(words)
        subprocess.run([*git, "add", "data"], check=True)
        subprocess.run([*git, "commit", "-q", "-m", words], check=True)
    return tmp_path


def note(name: str) -> str:
    with folder_of_version(name) as folder:
        return (folder / "note.yaml").read_text()


def test_a_name_is_a_folder_or_a_folder_in_a_revision(repository: Path) -> None:
    assert note("data") == note("HEAD:data") == "two"
    assert note("HEAD~1:data") == "one"


def test_the_folder_of_a_revision_is_relative_to_the_current_one(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "data")
    assert note("HEAD~1:") == "one"
    assert note("HEAD~1:../data") == "one"


def test_an_extracted_revision_is_removed_afterwards(repository: Path) -> None:
    with folder_of_version("HEAD:data") as folder:
        assert folder.is_dir()
    assert not folder.exists()


@pytest.mark.parametrize("name", ["gone", "HEAD:gone", "nothing:data", ":data", "-v:data", "--all:data"])
def test_neither_a_folder_nor_a_revision_is_an_error(repository: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"gone|nothing|data"), folder_of_version(name):
        pass


def test_without_git_a_revision_is_an_error(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert note("data") == "two"
    with pytest.raises(RuntimeError, match="git, which is not installed"), folder_of_version("HEAD:data"):
        pass


def test_the_cache_folder_is_that_of_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FARSIDE_CACHE", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/me"))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    assert cache_folder() == Path("/caches/farside")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert cache_folder() == Path("/home/me/.cache/farside")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cache_folder() == Path("/home/me/Library/Caches/farside")
    monkeypatch.setattr(sys, "platform", "win32")
    assert cache_folder() == Path("/home/me/AppData/Local/Farside/Cache")
    monkeypatch.setenv("FARSIDE_CACHE", "/mine")
    assert cache_folder() == Path("/mine")


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("FARSIDE_CACHE", raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    assert cache_folder() is None


def test_a_missing_folder_has_size_0(tmp_path: Path) -> None:
    assert size_bytes(tmp_path / "nowhere") == 0


def test_a_diagnostic_names_the_folder_as_the_user_typed_it() -> None:
    diagnostic = Diagnostic("events/moon.yaml", 3, 5, "wrong", "write right")
    assert str(diagnostic) == "events/moon.yaml:3:5: wrong; write right"
    assert diagnostic.under("./data/") == "data/events/moon.yaml:3:5: wrong; write right"
    assert Diagnostic(".", 1, 1, "wrong").under("/nowhere") == "/nowhere:1:1: wrong"


def test_the_hash_changes_with_every_byte_of_the_data(folder: Path) -> None:
    before = data_hash(folder)
    assert len(before) == 12
    (folder / "events" / "README.md").write_text("Other notes.")
    assert data_hash(folder) == before
    (folder / "events" / "more.yaml").write_text("[]")
    with_one_more = data_hash(folder)
    (folder / "events" / "more.yaml").rename(folder / "events" / "others.yaml")
    assert len({before, with_one_more, data_hash(folder)}) == 3


def test_an_unreadable_file_counts_as_empty_in_the_hash(folder: Path) -> None:
    (folder / "events" / "more.yaml").mkdir()
    assert len(data_hash(folder)) == 12


def test_there_is_no_hash_without_a_programme(tmp_path: Path) -> None:
    assert data_hash(tmp_path) == ""
