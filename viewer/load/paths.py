"""Where the files of a programme lie: in a folder, in a revision of a git repository, in the cache.

Imported before anything heavy, so what only git needs is imported where it is used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

HEAD = "programme.yaml"
FOLDERS: Mapping[str, str] = {
    "sources": "source",
    "partners": "partner",
    "missions": "mission",
    "events": "event",
    "quotes": "quote",
}
"""The folders of a programme and the kind of item that their files hold."""


def size_bytes(folder: Path) -> int:
    """The size of the files of the programme in `folder`, about; what cannot be read counts as 0."""
    total = 0
    for path in (folder, *(folder / name for name in FOLDERS)):
        with suppress(OSError), os.scandir(path) as entries:
            total += sum(entry.stat().st_size for entry in entries if entry.is_file())
    return total


def cache_folder() -> Path | None:
    """The folder for caches: FARSIDE_CACHE where that is set (empty: None), else the platform's."""
    override = os.environ.get("FARSIDE_CACHE")
    if override is not None:
        return Path(override) if override else None
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Farside" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "farside"
    xdg = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (xdg if xdg.is_absolute() else home / ".cache") / "farside"


@contextmanager
def folder_of_version(name: str) -> Iterator[Path]:
    """The folder that `name` means, as long as the block lasts: DIR, else REV:DIR, where DIR is relative to here.

    An existing folder comes before a revision. ValueError with one clear line where there is neither,
    RuntimeError where git is missing. The repository is only read.
    """
    if Path(name).is_dir():
        yield Path(name)
        return
    from io import BytesIO
    from tempfile import TemporaryDirectory
    from zipfile import ZipFile

    from viewer.i18n import _

    revision, colon, folder = name.partition(":")
    if not colon or not revision or revision.startswith("-"):
        raise ValueError(_("there is no folder “{name}” (a revision is written REV:DIR)", name=name))
    path = folder if folder.startswith("/") else f"./{folder}"
    tree = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}:{path}", name=name)
    top = _git("rev-parse", "--show-cdup", name=name).decode().rstrip("\n") or "."
    archive = _git("-C", top, "archive", "--format=zip", tree.decode().strip(), name=name)
    with TemporaryDirectory(prefix="farside-", ignore_cleanup_errors=True) as target:
        with ZipFile(BytesIO(archive)) as files:
            files.extractall(target)
        yield Path(target)


def _git(*arguments: str, name: str) -> bytes:
    """The output of git. ValueError where it finds nothing, RuntimeError where there is no git."""
    import subprocess

    from viewer.i18n import _

    try:
        run = subprocess.run(["git", *arguments], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise RuntimeError(_("“{name}” needs git, which is not installed", name=name)) from None
    if run.returncode:
        raise ValueError(_("git knows no folder “{name}”", name=name))
    return run.stdout
