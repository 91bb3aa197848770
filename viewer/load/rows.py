"""A programme as MessagePack, and back: typed, compact, quick.

Each struct with a date in it has a row: a mapping of the fields that are not at their defaults, in which a
date is its number in the table of texts that goes along. Structs without dates are written as they are. Equal
dates become one object again. (Rows are dicts: a struct is sooner made from a dict than from another struct.)
The rows lie in pieces, so that a window beside the reader is never kept waiting for long.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias, TypedDict, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from viewer.model.edtf import When, parse
from viewer.model.entities import Event, Head, Mission, Partner, Quote, Source
from viewer.model.programme import Programme

_PARTS: dict[str, type[Struct]] = {
    "sources": Source,
    "partners": Partner,
    "missions": Mission,
    "events": Event,
    "quotes": Quote,
}

PIECE = 1000
"""So many rows are decoded at once."""

Turn: TypeAlias = Callable[[Any], Any]


def packed(programme: Programme) -> bytes:
    """All of `programme` as bytes that `unpacked` reads, but its `day`."""
    dates: dict[str, int] = {}

    def number(when: When) -> int:
        return dates.setdefault(when.text, len(dates))

    head = _down(Head, number)(programme.head)
    parts = [
        _in_pieces(list(map(_down(cls, number), getattr(programme, part)))) for part, cls in _PARTS.items()
    ]
    return msgspec.msgpack.encode([list(dates), head, *parts])


def _in_pieces(rows: list[dict[str, Any]]) -> list[bytes]:
    return [msgspec.msgpack.encode(rows[first : first + PIECE]) for first in range(0, len(rows), PIECE)]


def unpacked(data: bytes | memoryview, told: Callable[[int, int], None] | None = None) -> Programme:
    """The programme in `data`. Raises ValueError (msgspec's errors and EdtfError are) for anything else.

    `told` is called with how many pieces are done, and of how many; what it raises ends the work.
    """
    texts, head, *parts = msgspec.msgpack.decode(data, type=_whole())
    dates = [parse(text) for text in texts]
    try:
        items: dict[str, Any] = {}
        done, of = 0, sum(map(len, parts))
        for (part, cls), pieces in zip(_PARTS.items(), parts, strict=True):
            decoder, up = msgspec.msgpack.Decoder(list[_plan(cls).row]), _up(cls, dates)  # type: ignore[misc]
            found: list[Struct] = []
            for piece in pieces:
                found += map(up, decoder.decode(piece))
                done += 1
                if told is not None:
                    told(done, of)
            items[part] = tuple(found)
        return Programme(_up(Head, dates)(head), **items)
    except (IndexError, TypeError):
        raise ValueError("a date or a field is missing") from None


def _down(cls: type[Struct], number: Callable[[When], int]) -> Turn:
    """Turns a `cls` into its row."""
    plan = _plan(cls)
    defaults = [(field.name, field.default) for field in fields(cls)]
    inner = [(name, _down(each, number)) for name, each in plan.inner]

    def turn(item: Struct) -> dict[str, Any]:
        row = {name: value for name, default in defaults if (value := getattr(item, name)) != default}
        for name in plan.dates:
            if name in row:
                row[name] = number(row[name])
        for name, turn_one in inner:
            if name in row:
                row[name] = [turn_one(value) for value in row[name]]
        return row

    return turn


def _up(cls: type[Struct], dates: list[When]) -> Turn:
    """Turns the row of a `cls` into a `cls`; the row is spent."""
    dated = _plan(cls).dates
    inner = [(name, _up(each, dates)) for name, each in _plan(cls).inner]

    def turn(row: dict[str, Any]) -> Struct:
        for name in dated:
            if name in row:
                row[name] = dates[row[name]]
        for name, turn_one in inner:
            if name in row:
                row[name] = tuple(map(turn_one, row[name]))
        return cls(**row)

    return turn


class _Plan(Struct, frozen=True):
    """Of a struct: the type of its row, its dates, and the lists of structs that have rows themselves."""

    row: Any
    dates: tuple[str, ...]
    inner: tuple[tuple[str, type[Struct]], ...]


@cache
def _plan(cls: type[Struct]) -> _Plan:
    row: dict[str, Any] = {}
    dates: list[str] = []
    inner: list[tuple[str, type[Struct]]] = []
    for field in fields(cls):
        due = field.type
        element = get_args(due)[0] if get_args(due) else due
        if element is When:
            dates.append(field.name)
            due = int
        elif isinstance(element, type) and issubclass(element, Struct):
            plan = _plan(element)
            if plan.dates or plan.inner:
                assert get_origin(due) is tuple, "a row within a row is not thought of yet"
                inner.append((field.name, element))
                due = list[plan.row]  # type: ignore[name-defined]
        row[field.name] = due
    made = TypedDict(f"{cls.__name__}Row", row, total=False)  # type: ignore[misc]
    return _Plan(made, tuple(dates), tuple(inner))


@cache
def _whole() -> Any:
    """The type of what is written: the table of dates, the head, and the parts in their order."""
    return tuple[(list[str], _plan(Head).row, *[list[bytes] for _part in _PARTS])]  # type: ignore[misc]
