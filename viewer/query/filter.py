"""Which events are shown: one frozen value of many conditions, checked for each event once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from viewer.model.claims import EventStatus, Status
from viewer.model.edtf_date import Precision
from viewer.model.entities import Event, SourceKind
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, tracked
from viewer.query.normalize import normalize


class Certainty(StrEnum):
    """How well a date is known. An event may have several of them."""

    EXACT = "exact"  # to the day, or finer
    PERIOD = "period"  # to the month, quarter, year, or one of several
    ABOUT = "about"  # around, ~
    BOUND = "bound"  # no earlier than, by, or open at an end
    DOUBTED = "doubted"
    CONFLICT = "conflict"
    UNDATED = "undated"


def certainties(event_status: EventStatus) -> frozenset[Certainty]:
    """Those of the date of an event; never empty."""
    values = {_precision(event_status)}
    if event_status.doubted:
        values.add(Certainty.DOUBTED)
    if event_status.conflicts:
        values.add(Certainty.CONFLICT)
    return frozenset(values)


def _precision(event_status: EventStatus) -> Certainty:
    when = event_status.current_claim.when
    if not when.is_dated:
        return Certainty.UNDATED
    if when.approximate:
        return Certainty.ABOUT
    if not (when.has_start and when.has_end):
        return Certainty.BOUND
    is_exact = not when.is_one_of_several and when.precision >= Precision.DAY
    return Certainty.EXACT if is_exact else Certainty.PERIOD


class Filter(Struct, frozen=True):
    """An event passes when it meets every condition that is not empty. Equal filters let the same events pass."""

    text: str = ""  # every word in the title, the summary or a partner's name, in any language
    missions: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()  # with what belongs to their parts
    countries: frozenset[str] = frozenset()  # ISO codes
    kinds: frozenset[EventKind] = frozenset()
    statuses: frozenset[Status] = frozenset()
    certainty: frozenset[Certainty] = frozenset()
    sources: frozenset[SourceKind] = frozenset()  # of one of the sources of the current claim
    two_sources: bool = False  # two sources or more for the current claim
    importance: int = 1  # and up

    def __bool__(self) -> bool:
        """False where every event passes."""
        return self != EVERYTHING

    def events(self, programme: Programme, progress: ProgressCallback = ignore_progress) -> tuple[Event, ...]:
        """The events of `programme`, as of a day, that pass, in its order."""
        if not self:
            return programme.events
        involved = self._involved(programme)
        words = normalize(self.text).split()
        needs_status = bool(self.statuses or self.certainty or self.sources or self.two_sources)
        return tuple(
            [
                event
                for event in tracked(programme.events, progress)
                if event.importance >= self.importance
                and (not self.missions or not self.missions.isdisjoint(event.missions))
                and (not self.kinds or event.kind in self.kinds)
                and (involved is None or event.id in involved)
                and (not words or _contains(programme, event, words))
                and (not needs_status or self._fits(programme, programme.compute_status(event)))
            ]
        )

    def programme(self, programme: Programme, progress: ProgressCallback = ignore_progress) -> Programme:
        """`programme` with the events that pass; itself where all do."""
        return programme.with_events(self.events(programme, progress)) if self else programme

    def toggled(self, field: str, key: str) -> Filter:
        """With `key` added to `field`, or removed from it. KeyError and ValueError for unknown ones."""
        value = CONVERTERS[field](key)
        values: frozenset[object] = getattr(self, field)
        return replace(self, **{field: values ^ {value}})

    def without(self, field: str) -> Filter:
        """With no condition on `field`."""
        return replace(self, **{field: getattr(EVERYTHING, field)})

    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """The conditions by the name of a part of a view, {"kind": ("launch",)}, for `from_parts`."""
        parts: dict[str, tuple[str, ...]] = {}
        for name, field in SET_FIELDS.items():
            if values := getattr(self, field):
                parts[name] = tuple(sorted(str(value) for value in values))
        if self.text:
            parts["text"] = (self.text,)
        if self.two_sources:
            parts["sources"] = ("2",)
        if self.importance != 1:
            parts["importance"] = (str(self.importance),)
        return parts

    @classmethod
    def from_parts(cls, parts: Mapping[str, tuple[str, ...]]) -> Filter:
        """The filter that `parts` writes. ValueError with one clear sentence where it writes none."""
        sets: dict[str, frozenset[object]] = {}
        for name, field in SET_FIELDS.items():
            try:
                sets[field] = frozenset(CONVERTERS[field](key) for key in parts.get(name, ()))
            except ValueError:
                known, written = ", ".join(ENUMS[field]), ",".join(parts[name])
                raise ValueError(f"{name} is one or more of {known}, not {written!r}") from None
        if parts.get("sources", ("2",)) != ("2",):
            raise ValueError(f"sources is 2, not {','.join(parts['sources'])!r}")
        importance = parts.get("importance", ("1",))
        if len(importance) != 1 or importance[0] not in ("1", "2", "3", "4", "5"):
            raise ValueError(f"importance is a number from 1 to 5, not {','.join(importance)!r}")
        return cls(
            text=",".join(parts.get("text", ())),
            two_sources="sources" in parts,
            importance=int(importance[0]),
            **sets,  # type: ignore[arg-type]
        )

    def _involved(self, programme: Programme) -> frozenset[str] | None:
        """The ids of the events of the chosen partners and countries; None where none is chosen."""
        choices = [self.partners] if self.partners else []
        if self.countries:
            choices.append(frozenset(p.id for p in programme.partners if p.country in self.countries))
        of_partner = programme.events_of_partner
        involved = [frozenset(event.id for id in ids for event in of_partner.get(id, ())) for ids in choices]
        return frozenset.intersection(*involved) if involved else None

    def _fits(self, programme: Programme, event_status: EventStatus) -> bool:
        cited = event_status.current_claim.sources
        return (
            (not self.statuses or event_status.status in self.statuses)
            and (not self.certainty or not self.certainty.isdisjoint(certainties(event_status)))
            and (not self.sources or not self.sources.isdisjoint(source_kinds(programme, cited)))
            and (not self.two_sources or len(set(cited)) >= 2)
        )


EVERYTHING = Filter()  # Every event passes
SET_FIELDS: Mapping[str, str] = {
    "mission": "missions",
    "partner": "partners",
    "country": "countries",
    "kind": "kinds",
    "status": "statuses",
    "certainty": "certainty",
    "source": "sources",
}
"""By name of a part of a view, the field that it writes."""
ENUMS: Mapping[str, type[StrEnum]] = {
    "kinds": EventKind,
    "statuses": Status,
    "certainty": Certainty,
    "sources": SourceKind,
}
CONVERTERS: Mapping[str, type[str]] = {field: ENUMS.get(field, str) for field in SET_FIELDS.values()}
"""By field, what turns the text of a value into the value."""
PARTS = (*SET_FIELDS, "text", "sources", "importance")
assert {*SET_FIELDS.values(), "text", "two_sources", "importance"} == set(Filter.__struct_fields__)


def source_kinds(programme: Programme, ids: Iterable[str]) -> frozenset[SourceKind]:
    """The kinds of those of the sources that exist."""
    return frozenset(source.kind for id in ids if (source := programme.source(id)) is not None)


def _contains(programme: Programme, event: Event, words: list[str]) -> bool:
    """True if each of `words` is in the title, the summary or the name of a partner."""
    texts = [*event.title.values()]
    if event.summary is not None:
        texts += event.summary.values()
    for id in event.partners:
        if partner := programme.partner(id):
            texts += partner.name.values()
            if partner.short is not None:
                texts += partner.short.values()
    content = normalize("\n".join(texts))
    return all(word in content for word in words)
