"""The typed cache: a programme that was read without a fault is not read a second time.

One file a programme, named by the content of all its files, the version of Farside and the shape of the structs. It is
checked when it is read; in doubt (cut off, changed, unreadable) the YAML is read again. A programme with faults is
never kept: its author is at work, and diagnostics are in the current language.

The file holds MessagePack: dates once each, as text, and items in pieces, in which a date is its index among them::

    key │ CRC-32 │ {head, dates: [[…], …], parts: {sources: [[…], …], events: …}}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin
from zlib import crc32

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import fields

import viewer
from viewer.i18n import LANGUAGES
from viewer.load.loader import File, LoadResult, load_files, read_files
from viewer.load.paths import cache_folder, size_bytes
from viewer.model import entities, kinds
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Event, Head, Mission, Partner, Quote, Source
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress

S = TypeVar("S", bound=Struct)

LAYOUT = 4  # To be raised when what is written, or what is accepted, changes without a change of version
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
    digest = blake2b(f"{LAYOUT} {viewer.__version__} {_shape()}".encode(), digest_size=KEY_BYTES)
    for file in files:
        data = file.data or b""
        digest.update(f"{file.path}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.digest()


def _shape() -> str:
    """All structs, constraints, closed lists and languages, so that a cache does not outlive a change of them."""
    parts: list[object] = [list(LANGUAGES)]
    for module in (entities, kinds):
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


# ── a programme as MessagePack ──────────────────────────────────────────────────────────────────

_PARTS: Mapping[str, type[Struct]] = {
    "sources": Source,
    "partners": Partner,
    "missions": Mission,
    "events": Event,
    "quotes": Quote,
}


class _CachedProgramme(Struct):
    """The body of a cache file. A piece is a list of at most ITEMS_PER_PIECE items."""

    head: Raw
    dates: list[Raw]
    parts: dict[str, list[Raw]]


def encode_programme(programme: Programme) -> bytes:
    """All of `programme` but its `day`, for `decode_programme`."""
    indices: dict[str, int] = {}
    head = Raw(msgspec.msgpack.encode(_to_plain(programme.head, indices)))
    parts = {part: _pieces(getattr(programme, part), indices) for part in _PARTS}
    return msgspec.msgpack.encode(_CachedProgramme(head, _pieces(list(indices), {}), parts))


def _pieces(items: Sequence[object], indices: dict[str, int]) -> list[Raw]:
    return [
        Raw(msgspec.msgpack.encode([_to_plain(item, indices) for item in items[start : start + ITEMS_PER_PIECE]]))
        for start in range(0, len(items), ITEMS_PER_PIECE)
    ]


def _to_plain(value: object, indices: dict[str, int]) -> object:
    """A struct as a dict of what differs from its defaults, a date as its index, which is added to `indices`."""
    if isinstance(value, EdtfDate):
        return indices.setdefault(value.text, len(indices))
    if isinstance(value, Struct):
        return {
            name: _to_plain(field, indices)
            for name, default in _defaults(type(value))
            if (field := getattr(value, name)) != default
        }
    if isinstance(value, tuple):
        return [_to_plain(item, indices) for item in value]
    return value


@cache
def _defaults(cls: type[Struct]) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(cls))


def decode_programme(data: bytes | memoryview, progress: ProgressCallback = ignore_progress) -> Programme:
    """The programme in `data`. ValueError (msgspec's errors and EdtfError are such) for anything else."""
    cached = msgspec.msgpack.decode(data, type=_CachedProgramme)
    total = max(1, len(cached.dates) + sum(map(len, cached.parts.values())))
    done = 0

    def decoded(piece: Raw) -> Any:
        nonlocal done
        done += 1
        progress(done / total)
        return msgspec.msgpack.decode(piece)

    try:
        dates = [parse(text) for piece in cached.dates for text in decoded(piece)]
        items: dict[str, Any] = {
            part: tuple(chain.from_iterable(_from_plain(decoded(piece), cls, dates) for piece in cached.parts[part]))
            for part, cls in _PARTS.items()
        }
        (head,) = _from_plain([msgspec.msgpack.decode(cached.head)], Head, dates)
        return Programme(head, **items)
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"not a cached programme: {error}") from None


def _from_plain(items: list[Any], cls: type[S], dates: list[EdtfDate]) -> list[S]:
    """The structs of what `_to_plain` made, with one object for equal dates."""
    for item in items:
        _restore_dates(item, cls, dates)
    return msgspec.convert(items, list[cls])  # type: ignore[valid-type]


def _restore_dates(item: dict[str, Any], cls: type[Struct], dates: list[EdtfDate]) -> None:
    date_fields, struct_fields = _dated_fields(cls)
    for name in date_fields:
        if name in item:
            item[name] = dates[item[name]]
    for name, inner in struct_fields:
        for value in item.get(name, ()):
            _restore_dates(value, inner, dates)


@cache
def _dated_fields(cls: type[Struct]) -> tuple[tuple[str, ...], tuple[tuple[str, type[Struct]], ...]]:
    """The fields that are dates, and those that are tuples of structs with dates."""
    dated: list[str] = []
    structs: list[tuple[str, type[Struct]]] = []
    for field in fields(cls):
        due = get_args(field.type)[0] if get_args(field.type) else field.type
        due = get_args(due)[0] if get_origin(due) is Annotated else due
        if due is EdtfDate:
            dated.append(field.name)
        elif isinstance(due, type) and issubclass(due, Struct) and any(_dated_fields(due)):
            assert get_origin(field.type) is tuple, "a single struct with dates is not supported"
            structs.append((field.name, due))
    return tuple(dated), tuple(structs)
