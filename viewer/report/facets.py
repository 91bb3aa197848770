"""The questions of a filter in words: what can be asked of a programme, and how many events each answer leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from viewer.i18n import N_, _, language, ngettext_
from viewer.model.claims import Status
from viewer.model.entities import Event, EventKind, PartnerKind, SourceKind
from viewer.model.programme import Programme
from viewer.query.filter import READ, Certainty, Filter, certainties, source_kinds
from viewer.report.kinds import kind_words
from viewer.report.sentence import partner_name, status_words

MOST_COUNTED = 50_000
"""With more events than these nothing is counted: that would take too long."""

TITLES: Mapping[str, str] = {
    "missions": N_("Mission"),
    "statuses": N_("Status"),
    "kinds": N_("Kind"),
    "certainty": N_("Date"),
    "sources": N_("Kind of source"),
    "countries": N_("Country"),
    "partners": N_("Partner"),
}
_CERTAINTY: Mapping[Certainty, str] = {
    Certainty.EXACT: N_("known to the day"),
    Certainty.PERIOD: N_("known to the month, quarter or year"),
    Certainty.ABOUT: N_("around"),
    Certainty.BOUND: N_("no earlier than, by, or open"),
    Certainty.DOUBTED: N_("doubted"),
    Certainty.CONFLICT: N_("told in two ways"),
    Certainty.UNDATED: N_("no date"),
}


class FacetValue(Struct, frozen=True):
    """An answer: what it is called, and how many events it would leave together with all other questions."""

    key: str
    words: str
    count: int | None  # None: not counted
    chosen: bool


class Facet(Struct, frozen=True):
    """A question with its answers; those that leave nothing are not among them, unless they are chosen."""

    field: str  # of `Filter`
    title: str
    values: tuple[FacetValue, ...]


def facets(programme: Programme, asked: Filter, most_counted: int | None = None) -> tuple[Facet, ...]:
    """Every question that may be asked of `programme` (seen from a day), in the order of reading.

    Of a programme with more than `most_counted` (MOST_COUNTED) events nothing is counted.
    """
    counted = len(programme.events) <= (MOST_COUNTED if most_counted is None else most_counted)
    return tuple(_facet(programme, asked, field, counted) for field in TITLES)


def ticked(facets: tuple[Facet, ...], asked: Filter) -> tuple[Facet, ...]:
    """`facets` with what `asked` chooses, before it is counted what that leaves."""
    return tuple(
        replace(
            facet,
            values=tuple(
                replace(value, chosen=value.key in {str(it) for it in getattr(asked, facet.field)})
                for value in facet.values
            ),
        )
        for facet in facets
    )


def _facet(programme: Programme, asked: Filter, field: str, counted: bool) -> Facet:
    found: Counter[str] = Counter()
    if counted:
        for event in asked.without(field).events(programme):
            found.update(set(_keys(programme, event, field)))
    else:
        found.update(_all_keys(programme, field))
    chosen = frozenset(str(value) for value in getattr(asked, field))
    words = {key: value_words(programme, field, key) for key in chosen.union(found)}
    keys = sorted(words, key=lambda key: (_rank(programme, field, key, found), words[key].casefold(), key))
    values = (FacetValue(key, words[key], found[key] if counted else None, key in chosen) for key in keys)
    return Facet(field, _(TITLES[field]), tuple(values))


def _rank(programme: Programme, field: str, key: str, found: Counter[str]) -> int:
    """Closed lists and missions keep their order; partners, countries and kinds come by number."""
    if field == "missions":
        return next((n for n, mission in enumerate(programme.missions) if mission.id == key), -1)
    if field in ("statuses", "certainty"):
        return list(Status if field == "statuses" else Certainty).index(READ[field](key))  # type: ignore[arg-type]
    return -found[key]


def _keys(programme: Programme, event: Event, field: str) -> Iterable[str]:
    return _KEYS[field](programme, event)


def _partners(programme: Programme, event: Event) -> Iterable[str]:
    return programme.partners_of(event)


def _countries(programme: Programme, event: Event) -> Iterable[str]:
    for name in programme.partners_of(event):
        partner = programme.partner(name)
        if partner is not None and partner.country is not None:
            yield partner.country


_KEYS: Mapping[str, Callable[[Programme, Event], Iterable[str]]] = {
    "missions": lambda _programme, event: event.missions,
    "partners": _partners,
    "countries": _countries,
    "kinds": lambda _programme, event: (event.kind,),
    "statuses": lambda programme, event: (programme.standing(event.id).status,),
    "certainty": lambda programme, event: certainties(programme.standing(event.id)),
    "sources": lambda programme, event: source_kinds(programme, programme.standing(event.id).holder.sources),
}


def _all_keys(programme: Programme, field: str) -> Iterable[str]:
    if field == "missions":
        return (mission.id for mission in programme.missions)
    if field == "partners":
        return (partner.id for partner in programme.partners)
    if field == "countries":
        return {partner.country for partner in programme.partners if partner.country is not None}
    return {"kinds": EventKind, "statuses": Status, "certainty": Certainty, "sources": SourceKind}[field]


def value_words(programme: Programme, field: str, key: str) -> str:
    """What an answer is called in the present language; `key` itself where nothing is known of it."""
    if field == "missions":
        mission = programme.mission(key)
        return mission.name(language()) if mission is not None else key
    if field == "partners":
        return partner_name(programme, key)
    if field == "countries":
        return country_name(programme, key)
    if field == "statuses":
        return status_words(Status(key))
    if field == "certainty":
        return _(_CERTAINTY[Certainty(key)])
    return kind_words(EventKind(key) if field == "kinds" else SourceKind(key))


def country_name(programme: Programme, code: str) -> str:
    """The name of the country of that ISO code, as its partner is called; the code where there is none."""
    for partner in programme.partners:
        if partner.country == code and partner.kind is PartnerKind.COUNTRY:
            return partner.name(language())
    return code


def filter_words(programme: Programme, asked: Filter) -> str:
    """What is asked, in a line: "launch · Chang'e-7 · two sources or more"; "" for nothing."""
    parts = [_("“{quotation}”", quotation=asked.text)] if asked.text else []
    for field in TITLES:
        names = sorted(value_words(programme, field, str(value)) for value in getattr(asked, field))
        if names:
            parts.append(_(" or ").join(names))
    if asked.two_sources:
        parts.append(_("two sources or more"))
    if asked.importance > 1:
        parts.append(_("importance {n} and up", n=asked.importance))
    return " · ".join(parts)


def shown_words(shown: int | None, of: int) -> str:
    """How much a filter leaves: "12 of 244 events shown"; "…" of them before it is known."""
    told = "…" if shown is None else shown
    return ngettext_("{shown} of {n} event shown", "{shown} of {n} events shown", of, shown=told)
