"""A file is written whole or not at all: beside its place first, then moved there.

A full disk, a folder that takes no files, a process that is killed half-way: what stood there before stands
there still. Whether something may be written over is asked by the caller, before.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes | Sequence[bytes]) -> None:
    """Put `data`, or all its pieces, at `path`; what stood there stays until the new file is complete.

    OSError as it comes.

    A link stays a link: the file that it leads to is replaced, with the rights that it had. What is no file
    (a terminal, a pipe, /dev/null) cannot be replaced, and is written to as it is.
    """
    target = Path(os.path.realpath(path))
    pieces = [data] if isinstance(data, bytes) else data
    with suppress(FileNotFoundError):
        mode = target.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            with target.open("wb") as file:
                file.writelines(pieces)
            return
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(21, "Is a directory", str(path))
    handle, part = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(part, _rights(target))
        os.replace(part, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise


def _rights(path: Path) -> int:
    """The rights of the file that stands there, else what the process gives to new files."""
    with suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode) & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
