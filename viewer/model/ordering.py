"""Many things in order, sorted a piece at a time.

One sort of a million is a second in which the interpreter attends to nothing else, the window included.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from viewer.model.calendar import Days

Thing = TypeVar("Thing")
Entry = TypeVar("Entry", bound=tuple[Any, ...])

PIECE: Days = 32.0
"""How much time the things that are sorted together lie within."""
FARTHEST: Days = 1e8
"""All that lies farther away, for ever included, is one piece."""
STRIDE = 1_000
"""So many things are looked at between two steps."""
SAMPLE = 4_096
"""So many keys at most say where the pieces begin and end."""


class Pieces(defaultdict[float, list[Entry]], Generic[Entry]):
    """Tuples that begin with `Days` (±inf may be one, nan not), by the piece of time they lie in."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(list)

    def add(self, entry: Entry) -> None:
        day = entry[0]
        self[day // PIECE if -FARTHEST < day < FARTHEST else FARTHEST if day > 0 else -FARTHEST].append(entry)


def in_pieces(pieces: Pieces[Entry]) -> Iterator[list[Entry]]:
    """The entries in order, piece by piece; `pieces` is emptied. No two may be alike in all that can be compared."""
    for number in sorted(pieces):
        piece = pieces.pop(number)
        piece.sort()
        yield piece


def in_order(things: Iterable[Thing], key: Callable[[Thing], tuple[Any, ...]]) -> list[Thing]:
    """`sorted(things, key=key)`, for keys that begin with `Days`, and of one length."""
    pieces: Pieces[tuple[Any, ...]] = Pieces()
    for number, thing in enumerate(things):
        pieces.add((*key(thing), number, thing))
    return [entry[-1] for piece in in_pieces(pieces) for entry in piece]


def order_of(keys: Iterable[Any], reverse: bool = False) -> Generator[None, None, array[int]]:
    """The numbers (0 …) of `keys` in their order, in steps; equal ones in the order in which they came.

    Keys that are often there make a piece of their own, in which nothing is left to sort.
    """
    found: list[Any] = []
    for key in keys:
        found.append(key)
        if len(found) % STRIDE == 0:
            yield
    borders = sorted(set(found[:: max(1, len(found) // SAMPLE)]))
    pieces: list[array[int]] = [array("I") for _ in range(2 * len(borders) + 1)]
    for number, key in enumerate(found):
        at = bisect_left(borders, key)
        equal = at < len(borders) and borders[at] == key
        pieces[2 * at + equal].append(number)
        if number % STRIDE == 0:
            yield
    order = array("I")
    for at in range(len(pieces))[:: -1 if reverse else 1]:
        piece: Sequence[int] = pieces[at]
        order.extend(piece if at % 2 else sorted(piece, key=found.__getitem__, reverse=reverse))
        yield
    while found:  # to let go of a million keys at once takes as long as to make them
        del found[-STRIDE:]
        yield
    return order


def places_of(order: Sequence[int]) -> Generator[None, None, array[int]]:
    """Where each number stands in `order`, a permutation of 0 …, in steps."""
    places = array("I", bytes(4 * len(order)))
    for place, number in enumerate(order):
        places[number] = place
        if place % STRIDE == 0:
            yield
    return places
