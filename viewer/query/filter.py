"""What shall be seen: one frozen value of many questions, asked of every event once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import fields, replace

from viewer.model.claims import Standing, Status
from viewer.model.edtf_date import Precision
from viewer.model.entities import Event, SourceKind
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.query.folding import folded


class Certainty(StrEnum):
    """How well the date is known; an event may be several of them."""

    EXACT = "exact"  # to the day, or finer
    PERIOD = "period"  # to the month, quarter, year, or one of several
    ABOUT = "about"  # around, ~
    BOUND = "bound"  # no earlier than, by, or open at an end
    DOUBTED = "doubted"
    CONFLICT = "conflict"
    UNDATED = "undated"


def certainties(standing: Standing) -> frozenset[Certainty]:
    """What the date of an event that stands so is; never empty."""
    when = standing.holder.when
    found: set[Certainty] = set()
    if not when.is_dated:
        found.add(Certainty.UNDATED)
    elif when.approximate:
        found.add(Certainty.ABOUT)
    elif not (when.has_start and when.has_end):
        found.add(Certainty.BOUND)
    elif not when.is_one_of_several and when.precision >= Precision.DAY:
        found.add(Certainty.EXACT)
    else:
        found.add(Certainty.PERIOD)
    if standing.doubted:
        found.add(Certainty.DOUBTED)
    if standing.conflicts:
        found.add(Certainty.CONFLICT)
    return frozenset(found)


class Filter(Struct, frozen=True):
    """What shall be seen: an event passes when it fits every field that is not empty.

    `missions`, `partners` are ids (what belongs to a partner's parts is the partner's), `countries` ISO codes.
    `sources`: one of the sources of the claim that holds is of that kind. Filters are values: equal ones leave
    the same.
    """

    text: str = (
        ""  # every word of it in the title or the summary, in either language, or in a name of a partner
    )
    missions: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    kinds: frozenset[EventKind] = frozenset()
    statuses: frozenset[Status] = frozenset()
    certainty: frozenset[Certainty] = frozenset()
    sources: frozenset[SourceKind] = frozenset()
    two_sources: bool = False  # two sources or more for the claim that holds
    importance: int = 1  # and up

    def __bool__(self) -> bool:
        """Whether anything is asked at all."""
        return self != EVERYTHING

    def events(self, programme: Programme) -> tuple[Event, ...]:
        """The events of `programme`, seen from a day, that pass, in its order."""
        return tuple(self.passing(programme)) if self else programme.events

    def passing(self, programme: Programme) -> Iterator[Event]:
        """The same, one by one as they are asked for."""
        involved = self._involved(programme)
        words = folded(self.text).split()
        asks = bool(self.statuses or self.certainty or self.sources or self.two_sources)
        for event in programme.events:
            if (
                event.importance >= self.importance
                and (not self.missions or not self.missions.isdisjoint(event.missions))
                and (not self.kinds or event.kind in self.kinds)
                and (involved is None or event.id in involved)
                and (not words or _spoken(programme, event, words))
                and (not asks or self._stands(programme, programme.glance(event)))
            ):
                yield event

    def programme(self, programme: Programme) -> Programme:
        """`programme` with the events that pass; itself where nothing is asked."""
        return programme.with_events(self.events(programme)) if self else programme

    def toggled(self, facet: str, key: str) -> Filter:
        """With `key` asked of the field `facet`, or no longer. KeyError and ValueError for what is not there."""
        value = READ[facet](key)
        asked: frozenset[object] = getattr(self, facet)
        return replace(self, **{facet: asked ^ {value}})

    def without(self, facet: str) -> Filter:
        """With nothing asked of the field `facet`."""
        return replace(self, **{facet: getattr(EVERYTHING, facet)})

    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """What is asked, by the name of a part of a view: {"kind": ("launch",)}; `from_parts` reads it."""
        found: dict[str, tuple[str, ...]] = {}
        for name, field in SETS.items():
            if asked := getattr(self, field):
                found[name] = tuple(sorted(str(value) for value in asked))
        if self.text:
            found["text"] = (self.text,)
        if self.two_sources:
            found["sources"] = ("2",)
        if self.importance != 1:
            found["importance"] = (str(self.importance),)
        return found

    @classmethod
    def from_parts(cls, parts: Mapping[str, tuple[str, ...]]) -> Filter:
        """The filter that `parts` tells. ValueError with one clear sentence where it tells none."""
        asked: dict[str, frozenset[object]] = {}
        for name, field in SETS.items():
            try:
                asked[field] = frozenset(READ[field](key) for key in parts.get(name, ()))
            except ValueError:
                known = ", ".join(ENUMS[field])
                given = ",".join(parts[name])
                raise ValueError(f"{name} is one or more of {known}, not {given!r}") from None
        if parts.get("sources", ("2",)) != ("2",):
            raise ValueError(f"sources is 2, not {','.join(parts['sources'])!r}")
        importance = parts.get("importance", ("1",))
        if len(importance) != 1 or importance[0] not in ("1", "2", "3", "4", "5"):
            raise ValueError(f"importance is a number from 1 to 5, not {','.join(importance)!r}")
        return cls(
            text=",".join(parts.get("text", ())),
            two_sources="sources" in parts,
            importance=int(importance[0]),
            **asked,  # type: ignore[arg-type]
        )

    def _involved(self, programme: Programme) -> frozenset[str] | None:
        """The ids of the events of the partners and of the countries asked for; None where none is."""
        found: frozenset[str] | None = None
        wanted = [self.partners] if self.partners else []
        if self.countries:
            wanted.append(frozenset(p.id for p in programme.partners if p.country in self.countries))
        for names in wanted:
            events = frozenset(
                event.id for name in names for event in programme.events_of_partner.get(name, ())
            )
            found = events if found is None else found & events
        return found

    def _stands(self, programme: Programme, standing: Standing) -> bool:
        cited = standing.holder.sources
        return (
            (not self.statuses or standing.status in self.statuses)
            and (not self.certainty or not self.certainty.isdisjoint(certainties(standing)))
            and (not self.sources or not self.sources.isdisjoint(source_kinds(programme, cited)))
            and (not self.two_sources or len(set(cited)) >= 2)
        )


EVERYTHING = Filter()
SETS: Mapping[str, str] = {
    "mission": "missions",
    "partner": "partners",
    "country": "countries",
    "kind": "kinds",
    "status": "statuses",
    "certainty": "certainty",
    "source": "sources",
}
"""The part of a view that writes a field, and the field."""
ENUMS: Mapping[str, type[StrEnum]] = {
    "kinds": EventKind,
    "statuses": Status,
    "certainty": Certainty,
    "sources": SourceKind,
}
READ = {field: ENUMS.get(field, str) for field in SETS.values()}
"""How the values of a field are read from their text."""
PARTS = (*SETS, "text", "sources", "importance")
assert {*SETS.values(), "text", "two_sources", "importance"} == {field.name for field in fields(Filter)}


def source_kinds(programme: Programme, ids: Iterable[str]) -> frozenset[SourceKind]:
    """The kinds of those of the sources that are there."""
    return frozenset(source.kind for name in ids if (source := programme.source(name)) is not None)


def _spoken(programme: Programme, event: Event, words: list[str]) -> bool:
    texts = [*event.title.values()]
    if event.summary is not None:
        texts += event.summary.values()
    for name in event.partners:
        if partner := programme.partner(name):
            texts += partner.name.values()
            if partner.short is not None:
                texts += partner.short.values()
    known = folded("\n".join(texts))
    return all(word in known for word in words)
