"""Many things in order, sorted a piece at a time.

One sort of a million is a second in which the interpreter attends to nothing else, the window included, and
holds a million keys at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from viewer.model.when import Days

Thing = TypeVar("Thing")

PIECE: Days = 32.0
"""How much time the things that are sorted together lie within."""
FARTHEST: Days = 1e8
"""All that lies farther away, for ever included, is one piece."""


def in_order(things: Iterable[Thing], key: Callable[[Thing], tuple[Any, ...]]) -> list[Thing]:
    """`sorted(things, key=key)`, for keys that begin with `Days` (±inf may be one, nan not); asked for twice."""
    pieces: dict[int, list[Thing]] = {}
    for thing in things:
        day = key(thing)[0]
        number = int((day if -FARTHEST < day < FARTHEST else FARTHEST if day > 0 else -FARTHEST) // PIECE)
        piece = pieces.get(number)
        if piece is None:
            pieces[number] = [thing]
        else:
            piece.append(thing)
    found: list[Thing] = []
    for number in sorted(pieces):
        piece = pieces.pop(number)
        piece.sort(key=key)
        found += piece
    return found
