"""A programme as MessagePack, and back: typed, compact, quick.

Each struct with a date in it has a row: the same fields, written as an array, a date as its number in the table
of texts that goes along. Structs without dates are written as they are. Equal dates become one object again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, fields

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

Turn: TypeAlias = Callable[[Any], Any]


def packed(programme: Programme) -> bytes:
    """All of `programme` as bytes that `unpacked` reads, but its `day`."""
    dates: dict[str, int] = {}

    def number(when: When) -> int:
        return dates.setdefault(when.text, len(dates))

    head = _turn(Head, number, down=True)(programme.head)
    parts = [
        list(map(_turn(cls, number, down=True), getattr(programme, part))) for part, cls in _PARTS.items()
    ]
    return msgspec.msgpack.encode([list(dates), head, *parts])


def unpacked(data: bytes | memoryview) -> Programme:
    """The programme in `data`. Raises ValueError (msgspec's errors and EdtfError are) for anything else."""
    texts, head, *parts = msgspec.msgpack.decode(data, type=_whole())
    dates = [parse(text) for text in texts]
    try:
        items: dict[str, Any] = {
            part: tuple(map(_turn(cls, dates.__getitem__, down=False), rows))
            for (part, cls), rows in zip(_PARTS.items(), parts, strict=True)
        }
        return Programme(_turn(Head, dates.__getitem__, down=False)(head), **items)
    except IndexError:
        raise ValueError("a date is missing") from None


def _turn(cls: type[Struct], date: Turn, *, down: bool) -> Turn:
    """Turns a `cls` into its row, or (not `down`) its row into a `cls`; `date` does the same for a date."""
    plan = _plan(cls)
    made = plan.row if down else cls
    turns = [(name, _turn(inner, date, down=down)) for name, inner in plan.single]
    turns += [(name, date) for name in plan.dates]
    rows = [(name, _turn(inner, date, down=down)) for name, inner in plan.many]

    def turn(item: Any) -> Any:
        values = asdict(item)
        for name, turn_one in turns:
            if (value := values[name]) is not None:
                values[name] = turn_one(value)
        for name, turn_one in rows:
            if values[name]:
                values[name] = tuple(map(turn_one, values[name]))
        return made(**values)

    return turn


@dataclass(frozen=True)
class _Plan:
    """Of a struct: its row, and the fields that differ in it."""

    row: type[Struct]
    dates: tuple[str, ...]
    single: tuple[tuple[str, type[Struct]], ...]
    many: tuple[tuple[str, type[Struct]], ...]

    @property
    def same(self) -> bool:
        return not (self.dates or self.single or self.many)


@cache
def _plan(cls: type[Struct]) -> _Plan:
    row: list[tuple[str, Any]] = []
    dates: list[str] = []
    single: list[tuple[str, type[Struct]]] = []
    many: list[tuple[str, type[Struct]]] = []
    for field in fields(cls):
        due = field.type
        inner = get_args(due)[0] if get_args(due) else due
        if inner is When:
            dates.append(field.name)
            due = int if due is When else int | None
        elif isinstance(inner, type) and issubclass(inner, Struct) and not (plan := _plan(inner)).same:
            if get_origin(due) is tuple:
                many.append((field.name, inner))
                due = tuple[plan.row, ...]  # type: ignore[name-defined]
            else:
                single.append((field.name, inner))
                due = plan.row | None
        row.append((field.name, due))
    made = msgspec.defstruct(f"{cls.__name__}Row", row, array_like=True, kw_only=True)
    return _Plan(made, tuple(dates), tuple(single), tuple(many))


def _whole() -> Any:
    """The type of what is written: the table of dates, the head, and the parts in their order."""
    parts = [list[_plan(cls).row] for cls in _PARTS.values()]  # type: ignore[misc]
    return tuple[(list[str], _plan(Head).row, *parts)]  # type: ignore[misc]
