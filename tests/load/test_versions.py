"""A folder as it stands or as it stood."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from viewer.load.versions import version


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
    with version(name) as folder:
        return (folder / "note.yaml").read_text()


def test_a_folder_is_itself_and_a_revision_what_it_was(repository: Path) -> None:
    assert note("data") == note("HEAD:data") == "two"
    assert note("HEAD~1:data") == "one"


def test_a_folder_is_meant_as_seen_from_here(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "data")
    assert note("HEAD~1:") == "one"
    assert note("HEAD~1:../data") == "one"


def test_what_was_unpacked_is_gone_afterwards(repository: Path) -> None:
    with version("HEAD:data") as folder:
        assert folder.is_dir()
    assert not folder.exists()


@pytest.mark.parametrize("name", ["gone", "HEAD:gone", "nothing:data", ":data", "-v:data", "--all:data"])
def test_what_is_neither_is_refused(repository: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"gone|nothing|data"), version(name):
        pass


def test_without_git_only_folders_are_read(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert note("data") == "two"
    with pytest.raises(RuntimeError, match="git, which is not installed"), version("HEAD:data"):
        pass
