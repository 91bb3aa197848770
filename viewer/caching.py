"""`cached_property` without the lock that Python 3.11 puts around it, and how often Python collects garbage.

`functools.cached_property` of Python 3.11 has one lock for each property of a class, not of an object: a worker thread
that computes a property of one programme blocks the window as soon as that reads the property of another one. Python
3.12 removed the lock. Without it two threads may compute a value twice; the later one stays.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from functools import cached_property  # noqa: TID251
else:

    class cached_property:  # noqa: N801 – a decorator, named as in the standard library
        """Compute a property once and keep it in the `__dict__` of the object."""

        def __init__(self, compute):
            self.compute = compute
            self.__doc__ = compute.__doc__

        def __set_name__(self, owner, name):
            self.name = name

        def __get__(self, instance, owner=None):
            if instance is None:
                return self
            value = self.compute(instance)
            instance.__dict__[self.name] = value
            return value


__all__ = ["cached_property", "collect_garbage_seldom"]


def collect_garbage_seldom(after: int = 5_000) -> None:
    """Let Python look for garbage `after` so many new objects, and among all objects after millions.

    By default a start brings many collections, and every few changes of a large programme one of all objects, which
    holds up the window for 50 ms.
    """
    gc.set_threshold(after, 5, 500)
