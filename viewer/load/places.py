"""Where the files of a programme lie, and where caches may: asked before anything heavy is loaded."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

HEAD = "programme.yaml"
FOLDERS: Mapping[str, str] = {
    "sources": "source",
    "partners": "partner",
    "missions": "mission",
    "events": "event",
    "quotes": "quote",
}
"""The folders of a programme and the kind of thing their files hold."""


def entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """The files of the programme in `folder`, unread, in no order; what cannot be listed has none."""
    for place in (folder, *(folder / name for name in FOLDERS)):
        try:
            with os.scandir(place) as found:
                yield from (entry for entry in found if entry.is_file())
        except OSError:
            continue


def bytes_of(folder: Path) -> int:
    """About how many bytes the files of the programme in `folder` have; what cannot be read has none."""
    total = 0
    for entry in entries(folder):
        try:
            total += entry.stat().st_size
        except OSError:
            continue
    return total


def cache_place() -> Path | None:
    """The folder for caches: FARSIDE_CACHE where that is set (empty: none), else the platform's."""
    chosen = os.environ.get("FARSIDE_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Farside" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "farside"
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else home / ".cache") / "farside"
