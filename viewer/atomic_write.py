"""Writes a file completely or not at all: into a temporary file in its folder, which then replaces it.

After an error (a full disk, a folder without write permission, a killed process) the old file is still there.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


def write_atomic(path: Path, data: bytes | Sequence[bytes]) -> None:
    """Write `data`, or all its pieces, to `path`, whether it exists or not. OSError when it fails.

    The target of a symbolic link is replaced, not the link, and keeps its permissions. What is not a regular file
    (a terminal, a pipe, /dev/null) is written to directly.
    """
    target = Path(os.path.realpath(path))
    pieces = [data] if isinstance(data, bytes) else data
    mode = None
    with suppress(FileNotFoundError):
        mode = target.stat().st_mode
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "Is a directory", str(path))
    if mode is not None and not stat.S_ISREG(mode):
        with target.open("wb") as file:
            file.writelines(pieces)
        return
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _default_permissions() if mode is None else stat.S_IMODE(mode) & 0o777)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _default_permissions() -> int:
    """The permissions that this process gives to new files."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
