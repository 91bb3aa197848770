"""From the parts of all files to one whole: every id once, every link leading somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields, replace

from viewer.load.links import KINDS, LINKS
from viewer.model.entities import Event, Head, Mission, Partner, Quote, Source

S = TypeVar("S", bound=Struct)


@dataclass
class Parts:
    """What all files hold, in their order, before anybody looked from one file into another."""

    head: Head | None = None
    sources: list[Source] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
    missions: list[Mission] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)


def joined(parts: Parts, circles: Iterable[tuple[str, str]] = ()) -> list[str]:
    """Make `parts` sound: of an id the first stays; links to nothing go, and what cannot be without them.

    `circles` are (kind, id) whose `part_of` goes because it runs in one. Returns what was left out.
    """
    left_out: list[str] = []
    open_circles = frozenset(circles)
    while True:  # what is left out may be what something else needs
        before = len(left_out)
        knot = _Knot(parts, open_circles, left_out)
        if parts.head is not None:
            parts.head = knot.tied(parts.head)
        parts.sources = knot.all_tied(parts.sources)
        parts.partners = knot.all_tied(parts.partners)
        parts.missions = knot.all_tied(parts.missions)
        parts.events = knot.all_tied(parts.events)
        parts.quotes = knot.all_tied(parts.quotes)
        if len(left_out) == before:
            return left_out


class _Knot:
    """One round over everything, with the ids that stood at its beginning."""

    def __init__(self, parts: Parts, circles: frozenset[tuple[str, str]], left_out: list[str]) -> None:
        head = parts.head
        self._circles = circles
        self._left_out = left_out
        self._seen: set[tuple[str, str]] = set()
        self._standing: Mapping[str, set[str]] = {
            "source": {item.id for item in parts.sources},
            "partner": {item.id for item in parts.partners},
            "mission": {item.id for item in parts.missions},
            "payload": {payload.id for mission in parts.missions for payload in mission.payloads},
            "event": {item.id for item in parts.events},
            "lane": {item.id for item in head.lanes} if head else set(),
            "framework": {item.id for item in head.frameworks} if head else set(),
        }

    def all_tied(self, items: Iterable[S]) -> list[S]:
        return [tied for item in items if (tied := self.tied(item)) is not None]

    def tied(self, item: S) -> S | None:
        """`item` without what leads nowhere; None when it cannot be without, or its id was taken."""
        kind = KINDS.get(type(item), "")
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
        for field_name, link, required in _knots(type(item)):
            value = getattr(item, field_name)
            if isinstance(value, tuple):
                kept = self._kept(value, link)
                if kept != value:
                    changes[field_name] = kept
            elif value is not None:
                circular = field_name == "part_of" and name in self._circles
                if circular or value not in self._standing[link]:
                    if required:
                        return None
                    changes[field_name] = None
        if isinstance(item, Event) and not changes.get("lane", item.lane):
            return changes if changes.get("missions", item.missions) else None
        return changes

    def _kept(self, values: tuple[Any, ...], link: str) -> tuple[Any, ...]:
        if link:
            return tuple(target for target in values if target in self._standing[link])
        return tuple(self.all_tied(values))


def _id(item: Struct) -> str:
    return str(getattr(item, "id", ""))


@cache
def _knots(cls: type[Struct]) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a struct that are links or rows of structs: name, kind or "", whether required."""
    links = LINKS.get(cls, {})
    return tuple(
        (each.name, links.get(each.name, ""), each.required)
        for each in fields(cls)
        if each.name in links or _is_row(each.type)
    )


def _is_row(due: Any) -> bool:
    element = get_args(due)[0] if get_origin(due) is tuple else None
    return isinstance(element, type) and issubclass(element, Struct)
