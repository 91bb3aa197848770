"""Whole or not at all: what stood there stands there still, whatever happens half-way."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from viewer.writing import write_whole

# The new file is complete, but not yet in its place: here a process is killed.
KILLED = """
import os, sys
from pathlib import Path
from viewer import writing
def wait(handle):
    print("written", flush=True)
    sys.stdin.read()
os.fsync = wait
writing.write_whole(Path(sys.argv[1]), b"new" * 100_000)
"""
FULL_DISK = """
import resource, sys
from viewer.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
sys.exit(main(["export", "--force", sys.argv[1]]))
"""


def test_a_file_is_what_was_written_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["a.svg"]


def test_a_new_file_has_the_rights_of_any_new_file_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_whole(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
    (tmp_path / "new").chmod(0o640)
    write_whole(tmp_path / "new", b"again")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kept" / "file")
    write_whole(tmp_path / "link", b"through")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "kept" / "file").read_bytes() == b"through"


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"drop by drop")
    assert os.read(reader, 100) == b"drop by drop"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, b"x")


def test_a_folder_that_takes_no_files_keeps_the_old_one() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "a.csv"
        path.write_bytes(b"old")
        path.chmod(0o644)
        folder.chmod(0o555)
        root = os.geteuid() == 0  # for whom nothing is closed
        if root:
            os.seteuid(65534)
        try:
            with pytest.raises(PermissionError):
                write_whole(path, b"new")
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)
        assert path.read_bytes() == b"old"
        assert os.listdir(folder) == ["a.csv"]


def test_a_failure_on_the_way_leaves_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(handle: int) -> None:
        raise OSError(5, "Input/output error")

    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output error"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.json"]


def test_a_process_killed_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"old")
    writer = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    assert writer.stdin is not None
    assert writer.stdout.readline() == b"written\n"
    writer.kill()
    writer.wait()
    writer.stdin.close()
    writer.stdout.close()
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("suffix", ["json", "svg", "pdf"])
def test_a_full_disk_is_told_in_one_line_and_leaves_the_old_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True)
    assert done.returncode == 3
    assert done.stderr == f"farside: “{path}” cannot be written: File too large\n"
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == [path.name]


def test_pieces_are_written_one_after_the_other(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", [b"one, ", b"", b"two"])
    assert (tmp_path / "file").read_bytes() == b"one, two"
