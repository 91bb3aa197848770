"""From one scene to another, shape by shape: how windows move from an old place to a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace as replaced

from msgspec.structs import replace

from viewer.timeline.scene import Bar, Box, Label, Mark, Role, Scene, Shape

Key = tuple[type, str, Role, int]


def passage(old: Scene, new: Scene, share: float) -> Scene:
    """`new` with every bar, mark and name that stands in `old` too, `share` (0 to 1) of the way from there.

    What is new stands where it will; what is gone is gone. At 1 it is `new` itself. Two shapes are the same where
    kind, address, role and number among such shapes agree.
    """
    if share >= 1.0:
        return new
    before = {key: shape for key, shape in _keyed(old.shapes) if key is not None}
    shapes = tuple(
        shape if key is None or key not in before else _moved(before[key], shape, share)
        for key, shape in _keyed(new.shapes)
    )
    return replaced(new, shapes=shapes)


def _keyed(shapes: Iterable[Shape]) -> Iterator[tuple[Key | None, Shape]]:
    """Each shape with what makes it the same in another scene; None for what does not move."""
    seen: Counter[tuple[type, str, Role]] = Counter()
    for shape in shapes:
        if isinstance(shape, Bar | Mark | Label) and shape.ref:
            kind = type(shape), shape.ref, shape.role
            seen[kind] += 1
            yield (*kind, seen[kind]), shape
        else:
            yield None, shape


def _moved(old: Shape, new: Shape, share: float) -> Shape:
    if isinstance(old, Bar) and isinstance(new, Bar):
        return replace(
            new,
            box=_between(old.box, new.box, share),
            core_x1=old.core_x1 + (new.core_x1 - old.core_x1) * share,
            core_x2=old.core_x2 + (new.core_x2 - old.core_x2) * share,
        )
    if isinstance(old, Mark) and isinstance(new, Mark):
        return replace(new, box=_between(old.box, new.box, share))
    if isinstance(old, Label) and isinstance(new, Label):
        box = _between(old.box, new.box, share)
        return replace(new, box=Box(box.x, box.y, new.box.width, new.box.height))
    return new


def _between(old: Box, new: Box, share: float) -> Box:
    return Box(
        old.x + (new.x - old.x) * share,
        old.y + (new.y - old.y) * share,
        old.width + (new.width - old.width) * share,
        old.height + (new.height - old.height) * share,
    )
