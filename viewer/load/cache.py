"""The typed cache: a programme that was read without a fault is not read a second time.

One file a programme, named by the content of all its files, the version of Farside and the shape of the structs. It is
checked when it is read; in doubt (cut off, changed, unreadable) the YAML is read again. A programme with faults is
never kept: its author is at work, and diagnostics are in the current language.

The file holds MessagePack: dates once each, and items in pieces, in which a date is its index among them::

    key │ CRC-32 │ {head, dates: [[…], …], parts: {sources: [[…], …], events: …}}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, get_origin
from zlib import crc32

import msgspec.structs
from msgspec import Raw, Struct
from msgspec.msgpack import Ext

import viewer
from viewer.i18n import LANGUAGES
from viewer.load.files import FOLDERS, File, cache_folder, digest_of, read_files, size_bytes
from viewer.load.loader import STRUCTS, LoadResult, load_files
from viewer.model import edtf_date, entities, kinds
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Head
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress

LAYOUT = 5  # To be raised when what is written, or what is accepted, changes without a change of version
MAX_FILES = 4
SUFFIX = ".programme"
KEY_BYTES = 32
ITEMS_PER_PIECE = 200  # Small enough for the plain form of a piece to be gone before the garbage collector looks at it


def load_cached(folder: Path, caches: Path | None = None, progress: ProgressCallback = ignore_progress) -> LoadResult:
    """The result of `load_programme(folder)`, from the folder `caches` (by default the user's) where possible.

    A cache that cannot be read or written costs time and nothing else.
    """
    files = read_files(folder)
    place = caches or cache_folder()
    if files.diagnostics or place is None:
        return load_files(files, progress)
    key = _key(files.files)
    file = place / f"{key.hex()}{SUFFIX}"
    programme = _read(file, key, progress)
    if programme is not None:
        return LoadResult(programme)
    result = load_files(files, progress)
    if result.programme is not None and not result.diagnostics:
        with suppress(OSError):
            _write(result.programme, file, key)
    return result


def load_quickly(folder: Path, max_bytes: int = 1_000_000) -> LoadResult | None:
    """The programme of `folder` from the user's cache; None where that, or the folder, would take long to read."""
    place = cache_folder()
    if place is None or size_bytes(folder) > 4 * max_bytes:
        return None
    files = read_files(folder)
    if files.diagnostics:
        return None
    key = _key(files.files)
    file = place / f"{key.hex()}{SUFFIX}"
    try:
        is_small = file.stat().st_size <= max_bytes
    except OSError:
        return None
    programme = _read(file, key, ignore_progress) if is_small else None
    return None if programme is None else LoadResult(programme)


def _key(files: Iterable[File]) -> bytes:
    return digest_of(files, KEY_BYTES, f"{LAYOUT} {viewer.__version__} {_shape()}")


def _shape() -> str:
    """All structs, constraints, closed lists and languages, so that a cache does not outlive a change of them."""
    parts: list[object] = [list(LANGUAGES)]
    for module in (edtf_date, entities, kinds):
        for name, value in vars(module).items():
            if isinstance(value, type) and value.__module__ == module.__name__:
                members = list(getattr(value, "__members__", ()))
                parts.append((name, sorted(getattr(value, "__annotations__", {}).items()), members))
            elif get_origin(value) is Annotated:
                parts.append((name, value))
    return repr(parts)


def _read(file: Path, key: bytes, progress: ProgressCallback) -> Programme | None:
    try:
        data = file.read_bytes()
        body = memoryview(data)[KEY_BYTES + 4 :]
        if data[: KEY_BYTES + 4] != _seal(key, body):
            return None
        return decode_programme(body, progress)
    except (OSError, ValueError):
        return None


def _write(programme: Programme, file: Path, key: bytes) -> None:
    """Write whole or not at all, and keep the newest files only. Raises OSError."""
    from viewer.atomic_write import write_atomic

    body = encode_programme(programme)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomic(file, [_seal(key, body), body])
    newest_first = sorted(file.parent.glob(f"*{SUFFIX}"), key=lambda each: each.stat().st_mtime_ns, reverse=True)
    for old in newest_first[MAX_FILES:]:
        old.unlink(missing_ok=True)


def _seal(key: bytes, body: bytes | memoryview) -> bytes:
    """What stands before the body: whose it is, and a check that nothing in it has changed."""
    return key + crc32(body).to_bytes(4)


_PARTS = {folder: STRUCTS[kind] for folder, kind in FOLDERS.items()}  # by field of a programme
_DATE = 1  # The type of the MessagePack extension that stands for a date; its content is the index of the date


class _CachedProgramme(Struct):
    """The body of a cache file. A piece is a list of at most ITEMS_PER_PIECE items."""

    head: Raw
    dates: list[Raw]
    parts: dict[str, list[Raw]]


def encode_programme(programme: Programme) -> bytes:
    """All of `programme` but its `day`, for `decode_programme`."""
    dates: list[EdtfDate] = []
    indices: dict[str, int] = {}  # by text

    def to_plain(value: object) -> object:
        """A struct as a dict of what differs from its defaults, a date as its index among `dates`."""
        if isinstance(value, EdtfDate):
            if value.text not in indices:
                indices[value.text] = len(dates)
                dates.append(value)
            return Ext(_DATE, indices[value.text].to_bytes(4))
        if isinstance(value, Struct):
            values = ((name, getattr(value, name), default) for name, default in _defaults(type(value)))
            return {name: to_plain(content) for name, content, default in values if content != default}
        return [to_plain(item) for item in value] if isinstance(value, tuple) else value

    head = Raw(msgspec.msgpack.encode(to_plain(programme.head)))
    parts = {part: _pieces(map(to_plain, getattr(programme, part))) for part in _PARTS}
    return msgspec.msgpack.encode(_CachedProgramme(head, _pieces(dates), parts))


def _pieces(items: Iterable[object]) -> list[Raw]:
    remaining = iter(items)
    return [Raw(msgspec.msgpack.encode(piece)) for piece in iter(lambda: list(islice(remaining, ITEMS_PER_PIECE)), [])]


@cache
def _defaults(cls: type[Struct]) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in msgspec.structs.fields(cls))


def decode_programme(data: bytes | memoryview, progress: ProgressCallback = ignore_progress) -> Programme:
    """The programme in `data`. ValueError (msgspec's errors are such) for anything else."""
    cached = msgspec.msgpack.decode(data, type=_CachedProgramme)
    total = max(1, len(cached.dates) + sum(map(len, cached.parts.values())))
    done = 0

    def tracked_pieces(pieces: Iterable[Raw]) -> Iterator[Raw]:
        nonlocal done
        for piece in pieces:
            done += 1
            progress(done / total)
            yield piece

    def date(_code: int, index: memoryview) -> EdtfDate:
        return dates[int.from_bytes(index)]

    def items(part: str, cls: type[Struct]) -> Iterator[Any]:
        for piece in tracked_pieces(cached.parts[part]):
            yield from msgspec.convert(msgspec.msgpack.decode(piece, ext_hook=date), list[cls])  # type: ignore[valid-type]

    try:
        dates: list[EdtfDate] = []
        for piece in tracked_pieces(cached.dates):
            dates += msgspec.msgpack.decode(piece, type=list[EdtfDate])
        head = msgspec.convert(msgspec.msgpack.decode(cached.head, ext_hook=date), Head)
        parts: dict[str, Any] = {part: tuple(items(part, cls)) for part, cls in _PARTS.items()}
        return Programme(head, **parts)
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"not a cached programme: {error}") from None
