"""Tests of viewer.atomic_write."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from viewer.atomic_write import write_atomic

KILLED_BEFORE_REPLACING = """
import os, sys
from pathlib import Path
from viewer import atomic_write
def wait(handle):
    print("written", flush=True)
    sys.stdin.read()
os.fsync = wait
atomic_write.write_atomic(Path(sys.argv[1]), b"new" * 100_000)
"""
EXPORT_ON_A_FULL_DISK = """
import resource, sys
from viewer.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
sys.exit(main(["export", "--force", sys.argv[1]]))
"""


def test_replaces_the_file_and_leaves_no_temporary_file(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    write_atomic(path, b"one")
    write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["a.svg"]


def test_writes_pieces_one_after_the_other(tmp_path: Path) -> None:
    write_atomic(tmp_path / "file", [b"one, ", b"", b"two"])
    assert (tmp_path / "file").read_bytes() == b"one, two"


def test_new_file_has_default_permissions_and_old_file_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_atomic(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
    (tmp_path / "new").chmod(0o640)
    write_atomic(tmp_path / "new", b"again")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_replaces_the_target_of_a_link(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "target" / "file")
    write_atomic(tmp_path / "link", b"through")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target" / "file").read_bytes() == b"through"


def test_writes_into_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_atomic(pipe, b"data")
    assert os.read(reader, 100) == b"data"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_atomic(tmp_path, b"x")


def test_folder_without_write_permission_keeps_the_old_file() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "a.csv"
        path.write_bytes(b"old")
        path.chmod(0o644)
        folder.chmod(0o555)
        is_root = os.geteuid() == 0  # root may write everywhere
        if is_root:
            os.seteuid(65534)
        try:
            with pytest.raises(PermissionError):
                write_atomic(path, b"new")
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o755)
        assert path.read_bytes() == b"old"
        assert os.listdir(folder) == ["a.csv"]


def test_error_while_writing_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing_fsync(handle: int) -> None:
        raise OSError(5, "Input/output error")

    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", failing_fsync)
    with pytest.raises(OSError, match="Input/output error"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.json"]


def test_killed_process_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"old")
    command = [sys.executable, "-c", KILLED_BEFORE_REPLACING, str(path)]
    writer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdin is not None
    assert writer.stdout.readline() == b"written\n"
    writer.kill()
    writer.wait()
    writer.stdin.close()
    writer.stdout.close()
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("suffix", ["json", "svg", "pdf"])
def test_full_disk_is_reported_in_one_line(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(b"old")
    command = [sys.executable, "-c", EXPORT_ON_A_FULL_DISK, str(path)]
    environment = {**os.environ, "COVERAGE_PROCESS_CONFIG": ""}  # its data would not fit on the disk
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 3
    assert result.stderr == f"farside: “{path}” cannot be written: File too large\n"
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == [path.name]
