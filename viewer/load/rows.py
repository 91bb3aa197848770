"""A programme as MessagePack, and back: typed, compact, quick.

Each struct with a date in it has a row: a mapping of the fields that are not at their defaults, in which a
date is its number in the table of texts that goes along. Structs without dates are written as they are. Equal
dates become one object again. (Rows are dicts: a struct is sooner made from a dict than from another struct.)
The rows lie in pieces, so that a window beside the reader is never kept waiting for long.

::

    length of the index │ index: the head, the lengths of all pieces │ pieces of dates │ pieces of sources │ …
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeAlias, TypedDict, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfDate
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
LENGTH = 8
"""Bytes that tell how long the index is."""

Turn: TypeAlias = Callable[[Any], Any]


def packed(programme: Programme) -> list[bytes]:
    """All of `programme`, but its `day`, as pieces of bytes that `unpacked` reads when they are joined."""
    dates: dict[str, int] = {}

    def number(when: EdtfDate) -> int:
        return dates.setdefault(when.text, len(dates))

    head = _down(Head, number)(programme.head)
    parts = [_in_pieces(getattr(programme, part), _down(cls, number)) for part, cls in _PARTS.items()]
    parts.insert(0, _in_pieces(list(dates), lambda text: text))
    index = msgspec.msgpack.encode((head, [list(map(len, pieces)) for pieces in parts]))
    return [len(index).to_bytes(LENGTH), index, *(piece for pieces in parts for piece in pieces)]


def _in_pieces(items: Sequence[Any], turn: Turn) -> list[bytes]:
    return [
        msgspec.msgpack.encode([turn(item) for item in items[first : first + PIECE]])
        for first in range(0, len(items), PIECE)
    ]


def unpacked(data: bytes | memoryview, told: Callable[[int, int], None] | None = None) -> Programme:
    """The programme in `data`. Raises ValueError (msgspec's errors and EdtfError are) for anything else.

    `told` is called with how many pieces are done, and of how many; what it raises ends the work.
    """
    view = memoryview(data)
    at = LENGTH + int.from_bytes(view[:LENGTH])
    head, lengths = msgspec.msgpack.decode(view[LENGTH:at], type=_index())
    done, of = 0, sum(map(len, lengths))

    def found(sizes: list[int], row: Any, turn: Turn) -> list[Any]:
        nonlocal at, done
        items: list[Any] = []
        decoder = msgspec.msgpack.Decoder(list[row])
        for size in sizes:
            items += map(turn, decoder.decode(view[at : at + size]))
            at += size
            done += 1
            if told is not None:
                told(done, of)
        return items

    try:
        dates = found(lengths[0], str, parse)
        items: dict[str, Any] = {
            part: tuple(found(sizes, _plan(cls).row, _up(cls, dates)))
            for (part, cls), sizes in zip(_PARTS.items(), lengths[1:], strict=True)
        }
        return Programme(_up(Head, dates)(head), **items)
    except (IndexError, TypeError):
        raise ValueError("a date or a field is missing") from None


def _down(cls: type[Struct], number: Callable[[EdtfDate], int]) -> Turn:
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


def _up(cls: type[Struct], dates: list[EdtfDate]) -> Turn:
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
        if element is EdtfDate:
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
def _index() -> Any:
    """The type of the index: the head, and of dates and of each part how long its pieces are."""
    return tuple[_plan(Head).row, list[list[int]]]  # type: ignore[misc]
