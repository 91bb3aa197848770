"""All files -> the sound parts of a programme, with the complaints of every file and of all together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from viewer.load.cross_checks import CrossChecks
from viewer.load.decode import decode_item, decode_items
from viewer.load.files import File
from viewer.load.garbage import without_collections
from viewer.load.nodes import ListNode, MapNode, Node
from viewer.load.problem import Problem
from viewer.load.reading import Reading
from viewer.load.strict_yaml import Composed, compose
from viewer.load.whole import Parts, joined
from viewer.model.entities import Event, Head, Mission, Partner, Quote, Source

_HOLDS: Mapping[str, frozenset[str]] = {
    "": frozenset({"lane", "framework"}),
    "mission": frozenset({"mission", "payload"}),
    "source": frozenset({"source"}),
    "partner": frozenset({"partner"}),
    "event": frozenset({"event"}),
    "quote": frozenset({"quote"}),
}
"""By kind of file, what may be defined in it: when it cannot be read, links to these may be right."""


class Assembly:
    """After `parts`, `problems` and `left_out` tell what was wrong and what is missing for it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.left_out: list[str] = []
        self._checks = CrossChecks()

    def parts(self, files: Sequence[File], told: Callable[[int, int], None] | None = None) -> Parts:
        """`told` is called with the bytes that are read, and with those of all files; what it raises ends it."""
        sizes = [len(file.data or b"") for file in files]
        done = 0
        with without_collections():
            parts = Parts()
            for file, size in zip(files, sizes, strict=True):
                self._read(file, parts)
                done += size
                if told is not None:
                    told(done, sum(sizes))
            problems, circles = self._checks.problems()
            self.problems += problems
            if self.problems or self.left_out:
                self.left_out += joined(parts, circles)
            return parts

    def _read(self, file: File, parts: Parts) -> None:
        kind = file.kind
        reading = Reading(file.path)
        composed = Composed(None) if file.data is None else compose(file.data, file.path)
        root = composed.root
        self.problems += composed.problems
        for line, name in composed.lost:
            if name and kind:
                self._checks.lost.add((kind, name))
            elif root is not None:
                self._checks.torn.add(kind)
            if root is not None:
                self.left_out.append(f"{kind} {name}" if name else f"{kind} at {file.path}:{line}")
        if root is None or not _decode(kind, root, reading, parts):
            self.left_out.append(file.path)
            named = any(name for _line, name in composed.lost)
            self._checks.torn |= _HOLDS[kind] - {kind} if named and kind == "mission" else _HOLDS[kind]
        self._checks.add(reading)
        self.problems += reading.problems
        self.left_out += reading.left_out


def _decode(kind: str, root: Node, reading: Reading, parts: Parts) -> bool:
    """Add what is sound in `root` to `parts`; whether everything defined in it was seen, sound or not."""
    match kind:
        case "source":
            parts.sources += decode_items(Source, root, reading)
        case "partner":
            parts.partners += decode_items(Partner, root, reading)
        case "event":
            parts.events += decode_items(Event, root, reading)
        case "quote":
            parts.quotes += decode_items(Quote, root, reading)
        case "mission":
            if mission := decode_item(Mission, root, reading):
                parts.missions.append(mission)
            return isinstance(root, MapNode)
        case _:
            parts.head = decode_item(Head, root, reading)
            return parts.head is not None
    return isinstance(root, ListNode)
