"""Progress and cancellation of slow work, without Qt.

Slow functions take a `ProgressCallback` and call it every few hundred steps. The callback is also the cancel flag:
it raises `Cancelled` when nobody waits for the result any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

ProgressCallback = Callable[[float], None]
"""Takes the share of the work that is done, 0 to 1. Raises `Cancelled` when the work shall stop."""

STRIDE = 500  # `tracked` reports after this many items


class Cancelled(BaseException):
    """Raised inside slow work to stop it. Not an `Exception`, so that `except Exception` does not swallow it."""


def ignore_progress(_share: float) -> None:
    """The callback of work that nobody watches."""


def part_of(progress: ProgressCallback, start: float, end: float) -> ProgressCallback:
    """A callback for one part of the work: its 0 to 1 is reported as `start` to `end`."""
    return lambda share: progress(start + (end - start) * share)


def tracked(items: Sequence[Item], progress: ProgressCallback) -> Iterator[Item]:
    """Iterate over `items` and report the share that is done after each `STRIDE` items."""
    total = len(items)
    for number, item in enumerate(items):
        if number % STRIDE == 0:
            progress(number / total)
        yield item
