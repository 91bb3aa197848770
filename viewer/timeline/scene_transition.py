"""From one scene to another, shape by shape: how windows move from an old place to a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from viewer.timeline.scene import Bar, Box, Label, Mark, Role, Scene, Shape

Key = tuple[type, str, Role, int]
Moving = Bar | Mark | Label


def passage(old: Scene, new: Scene, share: float) -> Scene:
    """`new` with every bar, mark and name that stands in `old` too, `share` (0 to 1) of the way from there.

    What is new stands where it will; what is gone is gone. At 1 it is `new` itself. Two shapes are the same where
    kind, address, role and number among such shapes agree.
    """
    if share >= 1.0:
        return new
    before: dict[Key, Moving] = {}
    for found in _keyed(old.shapes):
        if found[0] is not None:
            before[found[0]] = found[1]
    shapes: list[Shape] = []
    for found in _keyed(new.shapes):
        known = before.get(found[0]) if found[0] is not None else None
        if found[0] is None or known is None:
            shapes.append(found[1])
        else:
            shapes.append(_moved(known, found[1], share))
    return replace(new, shapes=tuple(shapes))


def _keyed(shapes: Iterable[Shape]) -> Iterator[tuple[Key, Moving] | tuple[None, Shape]]:
    """Each shape with what makes it the same in another scene; None for what does not move."""
    seen: Counter[tuple[type, str, Role]] = Counter()
    for shape in shapes:
        if isinstance(shape, Bar | Mark | Label) and shape.ref:
            kind = type(shape), shape.ref, shape.role
            seen[kind] += 1
            yield (*kind, seen[kind]), shape
        else:
            yield None, shape


def _moved(old: Moving, new: Moving, share: float) -> Moving:
    box = _between(old.box, new.box, share)
    if isinstance(new, Label):
        return replace(new, box=Box(box.x, box.y, new.box.width, new.box.height))
    if isinstance(old, Bar) and isinstance(new, Bar):
        core_x1 = old.core_x1 + (new.core_x1 - old.core_x1) * share
        core_x2 = old.core_x2 + (new.core_x2 - old.core_x2) * share
        return replace(new, box=box, core_x1=core_x1, core_x2=core_x2)
    return replace(new, box=box)


def _between(old: Box, new: Box, share: float) -> Box:
    return Box(
        old.x + (new.x - old.x) * share,
        old.y + (new.y - old.y) * share,
        old.width + (new.width - old.width) * share,
        old.height + (new.height - old.height) * share,
    )
