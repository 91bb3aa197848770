"""A folder of YAML -> a programme, and every fault of every file in one go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from viewer.load.files import Files, read_files
from viewer.load.problem import Problem
from viewer.model.programme import Programme

Told = Callable[[int, int], None]
"""Is called with how much is done and of how much, in any unit."""


class Loaded(Struct, frozen=True):
    """`programme` holds what is sound; None when there is no sound head. `problems` are sorted by place.

    `left_out` names what is not in the programme because of a fault: "event ce7-launch", "programme zones",
    "events/moon.yaml" for a whole file. A link to something left out is dropped without a word of its own.
    """

    programme: Programme | None
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()


def load_programme(folder: Path) -> Loaded:
    """The programme in `folder`. Nothing that stands in the files raises."""
    return load_files(read_files(folder))


def load_files(found: Files, told: Told | None = None) -> Loaded:
    """The programme in files that were read already. `told` hears how far it is; what it raises ends the work."""
    if not found.files:
        return Loaded(None, found.problems)
    from viewer.load.assembly import Assembly  # brings yaml and msgspec.inspect

    assembly = Assembly()
    parts = assembly.parts(found.files, told)
    programme = None
    if parts.head is not None:
        programme = Programme(
            head=parts.head,
            sources=tuple(parts.sources),
            partners=tuple(parts.partners),
            missions=tuple(parts.missions),
            events=tuple(parts.events),
            quotes=tuple(parts.quotes),
        )
    problems = sorted({*found.problems, *assembly.problems})
    return Loaded(programme, tuple(problems), tuple(dict.fromkeys(assembly.left_out)))
