"""Letting go of very many values: a few at a time, on a thread of its own.

What a tuple of a million holds is freed in one go with its last reference, and everything else waits: a second or
more. So what holds very many is taken apart piece by piece instead.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from queue import SimpleQueue

MANY = 10_000
"""What holds fewer is gone before anybody could wait for it."""
PIECE, REST_S = 500, 0.004
"""After so many values it rests: what is on screen has the right of way."""
SOME = 100
"""A container within a container is taken apart too when it holds so many. (Within other things none is looked for:
who lets them go names theirs too, after them.)"""

_gone: SimpleQueue[object] | None = None


def let_go(*things: object, ends: Callable[[], bool] = sys.is_finalizing) -> None:
    """Take `things` (tuples, lists, dicts of what nobody else may hold) apart, later and elsewhere.

    May be called from a `__del__`, on any thread, and when the program `ends`: then there is nothing to do.
    """
    if ends():
        return
    queue = _gone if _gone is not None else _begin()
    for thing in things:
        queue.put(thing)


def _begin() -> SimpleQueue[object]:
    global _gone
    from queue import SimpleQueue
    from threading import Thread

    _gone = SimpleQueue()
    Thread(target=_part, args=(_gone,), name="parting", daemon=True).start()
    return _gone


def _part(gone: SimpleQueue[object]) -> None:
    while True:
        _take_apart([gone.get()])


def _take_apart(whole: list[object]) -> None:
    """Its members go one by one; whoever wants the interpreter gets it between two of them."""
    from time import sleep

    count = 0
    while whole:
        thing = whole.pop()
        if isinstance(thing, dict):
            members = list(thing.values())
        elif isinstance(thing, tuple | list):
            members = list(thing)
        else:
            continue
        del thing  # what it held is held by `members` alone
        while members:
            member = members.pop()
            if isinstance(member, tuple | list | dict) and len(member) >= SOME:
                whole.append(member)
            del member
            count += 1
            if count % PIECE == 0:
                sleep(REST_S)
