"""From the parts of all files to one whole: every id once, every link leading somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

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


def joined(parts: Parts, cut: Iterable[tuple[str, str]] = ()) -> list[str]:
    """Make `parts` sound: of an id the first stays, links to nothing go, and with them what cannot be without.

    `cut` names (kind, id) whose `part_of` goes because it runs in a circle. Returns what was left out.
    """
    left_out: list[str] = []
    knot = _Knot(set(cut), left_out)
    while True:
        knot.begin(parts)
        before = len(left_out)
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
    def __init__(self, cut: set[tuple[str, str]], left_out: list[str]) -> None:
        self.cut = cut
        self.left_out = left_out
        self.alive: Mapping[str, set[str]] = {}
        self.seen: set[tuple[str, str]] = set()

    def begin(self, parts: Parts) -> None:
        head = parts.head
        self.seen = set()
        self.alive = {
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
        cls = type(item)
        kind = KINDS.get(cls, "")
        if kind:
            name = (kind, str(getattr(item, "id")))  # noqa: B009
            if name in self.seen:
                return self.without(kind, name[1])
            self.seen.add(name)
        changes: dict[str, Any] = {}
        links = LINKS.get(cls, {})
        for each in fields(cls):
            value = getattr(item, each.name)
            if not value:
                continue
            if each.name in links:
                alive = self.alive[links[each.name]]
                if isinstance(value, tuple):
                    kept: Any = tuple(target for target in value if target in alive)
                else:
                    kept = value if value in alive else None
                if each.name == "part_of" and (kind, getattr(item, "id")) in self.cut:  # noqa: B009
                    kept = None
                if kept is None and each.required:
                    return self.without(kind, str(getattr(item, "id", "")))
            elif isinstance(value, tuple) and isinstance(value[0], Struct):
                kept = tuple(self.all_tied(value))
            else:
                continue
            if kept != value:
                changes[each.name] = kept
        if not changes:
            return item
        changed = replace(item, **changes)
        if isinstance(changed, Event) and changed.lane is None and not changed.missions:
            return self.without(kind, changed.id)
        return changed

    def without(self, kind: str, name: str) -> None:
        if kind:
            self.left_out.append(f"{kind} {name}")
