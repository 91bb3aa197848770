"""The typed cache: a programme that was read without a fault is not read a second time.

One file a programme, named by the content of all its files, the version of Farside and the shape of the
structs. It is checked when it is read; in doubt (cut off, changed, unreadable) the YAML is read anew. A
programme with problems is never kept: its author is at work, and complaints are in the language of the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import viewer
from viewer.load.files import File, read_files
from viewer.load.folder import Loaded, Told, load_files
from viewer.load.garbage import without_collections
from viewer.load.places import bytes_of, cache_place
from viewer.model import entities
from viewer.model.programme import Programme

LAYOUT = 3  # to be raised when what is written, or what is accepted, changes without a change of version
MOST_FILES = 4
SUFFIX = ".programme"


def load_cached(folder: Path, cache_folder: Path | None = None, told: Told | None = None) -> Loaded:
    """What `load_programme(folder)` gives, from `cache_folder` (by default the user's) where possible.

    A cache that cannot be read or written costs time and nothing else. `told` hears how far it is; what it raises
    ends the work.
    """
    found = read_files(folder)
    place = cache_folder or cache_place()
    if found.problems or place is None:
        return load_files(found, told)
    key = _key(found.files)
    file = place / f"{key.hex()}{SUFFIX}"
    programme = _recalled(file, key, told)
    if programme is not None:
        return Loaded(programme)
    loaded = load_files(found, told)
    if loaded.programme is not None and not loaded.problems:
        with suppress(OSError):
            _keep(loaded.programme, file, key)
    return loaded


def load_quickly(folder: Path, most_bytes: int = 1_000_000) -> Loaded | None:
    """The programme of `folder` from the user's cache; None where that, or the folder, would take long to read."""
    place = cache_place()
    if place is None or bytes_of(folder) > 4 * most_bytes:
        return None
    found = read_files(folder)
    if found.problems:
        return None
    key = _key(found.files)
    file = place / f"{key.hex()}{SUFFIX}"
    try:
        quick = file.stat().st_size <= most_bytes
    except OSError:
        return None
    programme = _recalled(file, key, None) if quick else None
    return None if programme is None else Loaded(programme)


def _key(files: Iterable[File]) -> bytes:
    try:
        from _blake2 import blake2b  # without OpenSSL, which `hashlib` loads and nothing here needs
    except ImportError:
        from hashlib import blake2b
    digest = blake2b(f"{LAYOUT} {viewer.__version__} {_shape()}".encode(), digest_size=32)
    for file in files:
        data = file.data or b""
        digest.update(f"{file.path}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.digest()


def _shape() -> str:
    """All structs and closed lists of the model, so that a cache does not outlive a change of them."""
    return repr(
        [
            (
                name,
                sorted(getattr(value, "__annotations__", {}).items()),
                list(getattr(value, "__members__", ())),
            )
            for name, value in vars(entities).items()
            if isinstance(value, type) and value.__module__ == entities.__name__
        ]
    )


def _recalled(file: Path, key: bytes, told: Told | None) -> Programme | None:
    from viewer.load.rows import unpacked

    try:
        data = file.read_bytes()
        body = memoryview(data)[len(key) + 4 :]
        if data[: len(key) + 4] != _seal(key, [body]):
            return None
        with without_collections():
            return unpacked(body, told)
    except (OSError, ValueError):
        return None


def _seal(key: bytes, pieces: Iterable[bytes | memoryview]) -> bytes:
    """What stands before the body: whose it is, and that nothing in it has changed."""
    check = 0
    for piece in pieces:
        check = crc32(piece, check)
    return key + check.to_bytes(4)


def _keep(programme: Programme, file: Path, key: bytes) -> None:
    """Write whole or not at all; of older caches the newest stay. Raises OSError."""
    from viewer.load.rows import packed
    from viewer.writing import write_whole

    pieces = packed(programme)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(file, [_seal(key, pieces), *pieces])
    kept = sorted(file.parent.glob(f"*{SUFFIX}"), key=lambda cache: cache.stat().st_mtime_ns, reverse=True)
    for old in kept[MOST_FILES:]:
        old.unlink(missing_ok=True)
