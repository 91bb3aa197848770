"""What only shows when all files are seen: ids that came twice, links to nothing, parts in circles."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from viewer.i18n import _
from viewer.load.nodes import Scalar
from viewer.load.problem import Problem
from viewer.load.reading import Reading

MOST_TO_COMPARE = 2_000  # ids, and complaints: beyond, a cure would cost seconds


class CrossChecks:
    """Filled file by file, then asked once.

    A link to something whose own fault is told elsewhere is no fault: `lost` are ids that were seen but
    not read, `torn` kinds of which some could not even be named.
    """

    def __init__(self) -> None:
        self.torn: set[str] = set()
        self.lost: set[tuple[str, str]] = set()
        self._defined: dict[tuple[str, str], tuple[str, Scalar]] = {}
        self._links: list[tuple[str, str, Scalar]] = []
        self._parents: dict[tuple[str, str], tuple[str, Scalar]] = {}
        self._problems: list[Problem] = []

    def add(self, reading: Reading) -> None:
        path = reading.path
        for kind, scalar in reading.defined:
            first = self._defined.setdefault((kind, scalar.text), (path, scalar))
            if first[1] is not scalar:
                message = _("the {kind} '{id}' was there before", kind=kind, id=scalar.text)
                place = f"{first[0]}:{first[1].line}:{first[1].column}"
                cure = _("first in {place}; give this one another id", place=place)
                self._complain(path, scalar, message, cure)
        self._links += [(kind, path, scalar) for kind, scalar in reading.links]
        for kind, part, scalar in reading.parents:
            self._parents.setdefault((kind, part), (path, scalar))

    def problems(self) -> tuple[list[Problem], set[tuple[str, str]]]:
        """All complaints, and the (kind, id) of those whose `part_of` closes a circle."""
        for kind, path, scalar in self._links:
            name = (kind, scalar.text)
            if name not in self._defined and name not in self.lost and kind not in self.torn:
                self._complain(
                    path, scalar, _("there is no {kind} '{id}'", kind=kind, id=scalar.text), self._cure(*name)
                )
        circles = set()
        for circle in self._circles():
            last = max(circle, key=lambda name: (self._parents[name][0], self._parents[name][1].line))
            path, scalar = self._parents[last]
            turn = circle.index(last)
            way = [name for _kind, name in [*circle[turn:], *circle[:turn], last]]
            self._complain(path, scalar, _("this runs in a circle: {way}", way=" → ".join(way)))
            circles.add(last)
        return self._problems, circles

    def _complain(self, path: str, scalar: Scalar, message: str, cure: str = "") -> None:
        self._problems.append(Problem(path, scalar.line, scalar.column, " ".join(message.split()), cure))

    def _cure(self, kind: str, name: str) -> str:
        known = [other for of, other in self._defined if of == kind]
        if len(known) > MOST_TO_COMPARE or len(self._problems) > MOST_TO_COMPARE:
            return ""
        close = get_close_matches(name, known, 1, 0.85)
        return _("did you mean {word}?", word=close[0]) if close else ""

    def _circles(self) -> Iterator[list[tuple[str, str]]]:
        """Each circle once. What is part of itself at once was complained of where it stands."""
        done: set[tuple[str, str]] = set()
        for start in self._parents:
            way: list[tuple[str, str]] = []
            name = start
            while name in self._parents and name not in done:
                done.add(name)
                way.append(name)
                name = (name[0], self._parents[name][1].text)
            if name in way and len(way) - way.index(name) > 1:
                yield way[way.index(name) :]
