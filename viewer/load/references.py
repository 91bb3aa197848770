"""Ids and the links to them, over all files: what is defined twice, leads nowhere or runs in a circle.

`ReferenceChecks` reports; `resolve` removes what was reported, so that every link of a programme leads somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct, inspect
from msgspec.structs import replace

from viewer.i18n import _
from viewer.load.files import Diagnostic
from viewer.load.yaml_reader import Scalar
from viewer.model.entities import Event, Framework, Lane, Mission, Partner, Payload, Quote, Source

S = TypeVar("S", bound=Struct)

ITEM_KINDS: Mapping[type[Struct], str] = {
    Source: "source",
    Partner: "partner",
    Mission: "mission",
    Payload: "payload",
    Event: "event",
    Quote: "quote",
    Lane: "lane",
    Framework: "framework",
}
"""What has an id, unique among its kind. A faulty one is left out alone; what contains it is kept."""

ItemName = tuple[str, str]  # The kind and the id of an item

MAX_COMPARED = 2_000  # No similar id is suggested beyond so many ids, or so many diagnostics: it would take seconds


class References(Struct):
    """What one file defines and refers to, in its order: the kind of an item and the scalar with its id.

    `parents`: kind and id of an item, and the scalar that names what it is part of.
    """

    definitions: list[tuple[str, Scalar]] = []
    links: list[tuple[str, Scalar]] = []
    parents: list[tuple[str, str, Scalar]] = []


class ReferenceChecks:
    """Add file by file, then ask for the diagnostics once.

    A link to an item whose own fault is reported elsewhere is no fault. Put into `lost` the items that were named but
    not read, into `torn` the kinds of which some could not even be named.
    """

    def __init__(self) -> None:
        self.torn: set[str] = set()
        self.lost: set[ItemName] = set()
        self._definitions: dict[ItemName, tuple[str, Scalar]] = {}
        self._links: list[tuple[str, str, Scalar]] = []
        self._parents: dict[ItemName, tuple[str, Scalar]] = {}
        self._diagnostics: list[Diagnostic] = []

    def add(self, path: str, references: References) -> None:
        """Take those of a file, and report ids that were defined before."""
        for kind, scalar in references.definitions:
            first = self._definitions.setdefault((kind, scalar.text), (path, scalar))
            if first[1] is not scalar:
                place = f"{first[0]}:{first[1].line}:{first[1].column}"
                message = _("the {kind} '{id}' was there before", kind=kind, id=scalar.text)
                self._report(path, scalar, message, _("first in {place}; give this one another id", place=place))
        self._links += [(kind, path, scalar) for kind, scalar in references.links]
        for kind, part, scalar in references.parents:
            self._parents.setdefault((kind, part), (path, scalar))

    def diagnostics(self) -> tuple[list[Diagnostic], set[ItemName]]:
        """All diagnostics, and the items whose `part_of` closes a circle."""
        for kind, path, scalar in self._links:
            name = (kind, scalar.text)
            if name not in self._definitions and name not in self.lost and kind not in self.torn:
                message = _("there is no {kind} '{id}'", kind=kind, id=scalar.text)
                self._report(path, scalar, message, self._similar_id(*name))
        closing = set()
        for circle in self._circles():
            last = max(circle, key=lambda name: (self._parents[name][0], self._parents[name][1].line))
            path, scalar = self._parents[last]
            start = circle.index(last)
            ids = [id for _kind, id in [*circle[start:], *circle[:start], last]]
            self._report(path, scalar, _("this runs in a circle: {way}", way=" → ".join(ids)))
            closing.add(last)
        return self._diagnostics, closing

    def _report(self, path: str, scalar: Scalar, message: str, cure: str = "") -> None:
        message = " ".join(message.split())
        self._diagnostics.append(Diagnostic(path, scalar.line, scalar.column, message, cure))

    def _similar_id(self, kind: str, id: str) -> str:
        known = [known_id for known_kind, known_id in self._definitions if known_kind == kind]
        if len(known) > MAX_COMPARED or len(self._diagnostics) > MAX_COMPARED:
            return ""
        close = get_close_matches(id, known, 1, 0.85)
        return _("did you mean {word}?", word=close[0]) if close else ""

    def _circles(self) -> Iterator[list[ItemName]]:
        """Each circle once. An item that is part of itself was reported by its own rule."""
        visited: set[ItemName] = set()
        for start in self._parents:
            chain: list[ItemName] = []
            name = start
            while name in self._parents and name not in visited:
                visited.add(name)
                chain.append(name)
                name = (name[0], self._parents[name][1].text)
            if name in chain and len(chain) - chain.index(name) > 1:
                yield chain[chain.index(name) :]


def resolve(parts: dict[str, list[Any]], closing: Iterable[ItemName] = ()) -> list[str]:
    """Drop duplicate ids (the first stays), links that lead nowhere, and items that cannot be without them.

    `parts`: the items by their kind, the head under "". `closing`: the items whose `part_of` closes a circle and is
    dropped too. Returns the names of what was left out.
    """
    left_out: list[str] = []
    closing = frozenset(closing)
    while True:  # something left out may be what something else needs
        before = len(left_out)
        resolver = _Resolver(parts, closing, left_out)
        for kind, items in parts.items():
            parts[kind] = resolver.all_resolved(items)
        if len(left_out) == before:
            return left_out


class _Resolver:
    """One pass over all items, against the ids known at its start."""

    def __init__(self, parts: dict[str, list[Any]], closing: frozenset[ItemName], left_out: list[str]) -> None:
        self._closing = closing
        self._left_out = left_out
        self._seen: set[ItemName] = set()
        containers = {**parts, "payload": [], "lane": [], "framework": []}
        for mission in parts["mission"]:
            containers["payload"] += mission.payloads
        for head in parts[""]:
            containers["lane"], containers["framework"] = head.lanes, head.frameworks
        self._known = {kind: {item.id for item in items} for kind, items in containers.items() if kind}

    def all_resolved(self, items: Iterable[S]) -> list[S]:
        return [resolved for item in items if (resolved := self.resolved(item)) is not None]

    def resolved(self, item: S) -> S | None:
        """`item` without links that lead nowhere; None where it cannot be without one, or its id was taken."""
        kind = ITEM_KINDS.get(type(item), "")
        changes = self._changes(kind, item)
        if changes is None:
            if kind:
                self._left_out.append(f"{kind} {_id(item)}")
            return None
        return replace(item, **changes) if changes else item

    def _changes(self, kind: str, item: Struct) -> dict[str, Any] | None:
        name = (kind, _id(item))
        if kind and name in self._seen:
            return None
        self._seen.add(name)
        changes: dict[str, Any] = {}
        for field, link, required in _references(type(item)):
            value = getattr(item, field)
            if isinstance(value, tuple):
                resolved = tuple([id for id in value if id in self._known[link]] if link else self.all_resolved(value))
                if resolved != value:
                    changes[field] = resolved
            elif value is not None:
                closes_circle = field == "part_of" and name in self._closing
                if closes_circle or value not in self._known[link]:
                    if required:
                        return None
                    changes[field] = None
        if isinstance(item, Event) and not changes.get("lane", item.lane):
            return changes if changes.get("missions", item.missions) else None
        return changes


def _id(item: Struct) -> str:
    return str(getattr(item, "id", ""))


@cache
def _references(cls: type[Struct]) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a struct that are links or tuples of structs: name, kind of the target or "", whether required."""
    info = inspect.type_info(cls)
    assert isinstance(info, inspect.StructType)
    references = []
    for field in info.fields:
        due = field.type.types[0] if isinstance(field.type, inspect.UnionType) else field.type
        item = due.item_type if isinstance(due, inspect.VarTupleType) else due
        link = (item.extra or {}).get("link", "") if isinstance(item, inspect.Metadata) else ""
        if link or (item is not due and isinstance(item, inspect.StructType)):
            references.append((field.encode_name, link, field.required))
    return tuple(references)
