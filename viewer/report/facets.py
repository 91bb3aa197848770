"""The facets of a filter in words: the values that each field may have, and how many events each value leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from viewer.i18n import N_, _, language, ngettext_
from viewer.model.claims import EventStatus, Status
from viewer.model.entities import Event, PartnerKind, SourceKind
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, part_of, tracked
from viewer.query.filter import Certainty, Filter, certainties, source_kinds
from viewer.report.labels import event_kind_label, label_of
from viewer.report.sentences import partner_name

CERTAINTIES: Mapping[Certainty, str] = {
    Certainty.EXACT: N_("known to the day"),
    Certainty.PERIOD: N_("known to the month, quarter or year"),
    Certainty.ABOUT: N_("around"),
    Certainty.BOUND: N_("no earlier than, by, or open"),
    Certainty.DOUBTED: N_("doubted"),
    Certainty.CONFLICT: N_("in conflict"),
    Certainty.UNDATED: N_("no date"),
}


class FacetValue(Struct, frozen=True):
    """A value of a facet, and how many events pass if it alone is selected in its facet."""

    key: str
    words: str
    count: int | None  # None: not counted yet
    selected: bool


class Facet(Struct, frozen=True):
    """A field of `Filter` with its values; those that leave no event are missing, unless they are selected."""

    field: str
    title: str
    values: tuple[FacetValue, ...]


class _Field(Struct, frozen=True):
    """How the values of a field are counted, named and ordered."""

    title: str
    values: Callable[[Programme, Event, EventStatus], Iterable[str]]  # of an event
    all_values: Callable[[Programme], Iterable[str]]
    label: Callable[[Programme, str], str]
    by_count: bool = False  # the most frequent value first; else in the order of `all_values`


def _mission_label(programme: Programme, mission_id: str) -> str:
    mission = programme.mission(mission_id)
    return mission.name(language()) if mission is not None else mission_id


def _countries(programme: Programme, event: Event, _status: EventStatus) -> Iterable[str]:
    partners = map(programme.partner, programme.partners_of(event))
    return filter(None, (partner.country for partner in partners if partner is not None))


def country_name(programme: Programme, code: str) -> str:
    """The name of the country with that ISO code, as its partner is called; the code if there is none."""
    countries = (partner for partner in programme.partners if partner.kind is PartnerKind.COUNTRY)
    return next((partner.name(language()) for partner in countries if partner.country == code), code)


_FIELDS: Mapping[str, _Field] = {
    "missions": _Field(
        N_("Mission"),
        lambda _programme, event, _status: event.missions,
        lambda programme: (mission.id for mission in programme.missions),
        _mission_label,
    ),
    "statuses": _Field(
        N_("Status"),
        lambda _programme, _event, status: (status.status,),
        lambda _programme: Status,
        lambda _programme, key: label_of(Status(key)),
    ),
    "kinds": _Field(
        N_("Kind"),
        lambda _programme, event, _status: (event.kind,),
        lambda _programme: EventKind,
        lambda programme, key: event_kind_label(EventKind(key), programme.head.body),
        by_count=True,
    ),
    "certainty": _Field(
        N_("Date"),
        lambda _programme, _event, status: certainties(status),
        lambda _programme: Certainty,
        lambda _programme, key: _(CERTAINTIES[Certainty(key)]),
    ),
    "sources": _Field(
        N_("Kind of source"),
        lambda programme, _event, status: source_kinds(programme, status.current_claim.sources),
        lambda _programme: SourceKind,
        lambda _programme, key: label_of(SourceKind(key)),
        by_count=True,
    ),
    "countries": _Field(
        N_("Country"),
        _countries,
        lambda programme: filter(None, {partner.country for partner in programme.partners}),
        country_name,
        by_count=True,
    ),
    "partners": _Field(
        N_("Partner"),
        lambda programme, event, _status: programme.partners_of(event),
        lambda programme: (partner.id for partner in programme.partners),
        partner_name,
        by_count=True,
    ),
}
"""The fields of `Filter` that are facets, in reading order."""


def facets(
    programme: Programme, event_filter: Filter, progress: ProgressCallback = ignore_progress
) -> tuple[Facet, ...]:
    """Every facet of `programme` (as of a day) in reading order, with counts."""
    counts = _counts(programme, event_filter, progress)
    return tuple(_facet(programme, event_filter, field, counts[field]) for field in _FIELDS)


def uncounted_facets(programme: Programme, event_filter: Filter) -> tuple[Facet, ...]:
    """The same with every value there is, and without counts: quick for any number of events."""
    return tuple(_facet(programme, event_filter, field, None) for field in _FIELDS)


def with_selection(facets: tuple[Facet, ...], event_filter: Filter) -> tuple[Facet, ...]:
    """`facets` with what `event_filter` selects, before the new counts are known."""

    def selected(facet: Facet) -> Iterator[FacetValue]:
        keys = _selected(event_filter, facet.field)
        return (replace(value, selected=value.key in keys) for value in facet.values)

    return tuple(replace(facet, values=tuple(selected(facet))) for facet in facets)


def _selected(event_filter: Filter, field: str) -> frozenset[str]:
    return frozenset(map(str, getattr(event_filter, field)))


def _facet(programme: Programme, event_filter: Filter, name: str, counts: Counter[str] | None) -> Facet:
    field, selected = _FIELDS[name], _selected(event_filter, name)
    every = {str(key): number for number, key in enumerate(field.all_values(programme))}
    keys = selected.union(every if counts is None else counts)
    words = {key: field.label(programme, key) for key in keys}
    ranks = {key: -counts[key] if counts else 0 for key in keys} if field.by_count else every
    values = (
        FacetValue(key, words[key], None if counts is None else counts[key], key in selected)
        for key in sorted(keys, key=lambda key: (ranks.get(key, -1), words[key].casefold(), key))
    )
    return Facet(name, _(field.title), tuple(values))


def _counts(programme: Programme, event_filter: Filter, progress: ProgressCallback) -> dict[str, Counter[str]]:
    """By field, how many events each value leaves. Fields whose removal leaves the same filter share one pass."""
    passes: dict[Filter, list[str]] = {}
    for name in _FIELDS:
        passes.setdefault(event_filter.without(name), []).append(name)
    counts: dict[str, Counter[str]] = {name: Counter() for name in _FIELDS}
    for done, (without_field, names) in enumerate(passes.items()):
        share = part_of(progress, done / len(passes), (done + 1) / len(passes))
        for event in tracked(without_field.events(programme), share):
            status = programme.compute_status(event)
            for name in names:
                counts[name].update(set(_FIELDS[name].values(programme, event, status)))
    return counts


def filter_words(programme: Programme, event_filter: Filter) -> str:
    """What the filter asks for, in a line: "launch · Chang'e-7 · two sources or more"; "" for everything."""
    parts = [_("“{quotation}”", quotation=event_filter.text)] if event_filter.text else []
    for name, field in _FIELDS.items():
        labels = sorted(field.label(programme, key) for key in _selected(event_filter, name))
        if labels:
            parts.append(_(" or ").join(labels))
    if event_filter.two_sources:
        parts.append(_("two sources or more"))
    if event_filter.importance > 1:
        parts.append(_("importance {n} and up", n=event_filter.importance))
    return " · ".join(parts)


def shown_words(shown: int, of: int) -> str:
    """How many events the filter leaves: "12 of 244 events shown"."""
    return ngettext_("{shown} of {n} event shown", "{shown} of {n} events shown", of, shown=shown)
