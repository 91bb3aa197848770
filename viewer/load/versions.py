"""A folder as it stands, or as it stood in a revision of its git repository: `data`, `HEAD~3:data`, `v1.0:data`."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from viewer.i18n import _


@contextmanager
def version(name: str) -> Iterator[Path]:
    """The folder that `name` means, for as long as the block lasts: DIR, else REV:DIR, DIR as seen from here.

    A folder that is there is meant before a revision. ValueError with one clear line where there is neither,
    RuntimeError where git is missing. The repository is only read.
    """
    if Path(name).is_dir():
        yield Path(name)
        return
    revision, colon, folder = name.partition(":")
    if not colon or not revision or revision.startswith("-"):
        raise ValueError(_("there is no folder “{name}” (a revision is written REV:DIR)", name=name))
    inside = folder if folder.startswith("/") else f"./{folder}"
    tree = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}:{inside}", name=name)
    top = _git("rev-parse", "--show-cdup", name=name).decode().rstrip("\n") or "."
    packed = _git("-C", top, "archive", "--format=zip", tree.decode().strip(), name=name)
    with TemporaryDirectory(prefix="farside-", ignore_cleanup_errors=True) as place:
        with ZipFile(BytesIO(packed)) as files:
            files.extractall(place)
        yield Path(place)


def _git(*arguments: str, name: str) -> bytes:
    """What git prints. ValueError where it finds nothing, RuntimeError where there is no git."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise RuntimeError(_("“{name}” needs git, which is not installed", name=name)) from None
    if done.returncode:
        raise ValueError(_("git knows no folder “{name}”", name=name))
    return done.stdout
