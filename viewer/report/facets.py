"""The questions of a filter in words: what can be asked of a programme, and how many events each answer leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from viewer.i18n import N_, _, language, ngettext_
from viewer.model.claims import Standing, Status
from viewer.model.entities import Event, PartnerKind, SourceKind
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.query.filter import READ, Certainty, Filter, certainties, source_kinds
from viewer.report.labels import kind_label, status_label
from viewer.report.sentences import partner_name

MOST_COUNTED = 250_000
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
    few = len(programme.events) <= (MOST_COUNTED if most_counted is None else most_counted)
    found = _counted(programme, asked) if few else {}
    return tuple(_facet(programme, asked, field, found.get(field)) for field in TITLES)


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


def _facet(programme: Programme, asked: Filter, field: str, found: Counter[str] | None) -> Facet:
    answers = found if found is not None else Counter(_all_keys(programme, field))
    chosen = frozenset(str(value) for value in getattr(asked, field))
    words = {key: value_words(programme, field, key) for key in chosen.union(answers)}
    rank = _rank(programme, field, answers)
    keys = sorted(words, key=lambda key: (rank(key), words[key].casefold(), key))
    values = (
        FacetValue(key, words[key], None if found is None else found[key], key in chosen) for key in keys
    )
    return Facet(field, _(TITLES[field]), tuple(values))


def _counted(programme: Programme, asked: Filter) -> dict[str, Counter[str]]:
    """By field, how many events each answer leaves; questions that leave the same events are asked of them once."""
    questions: dict[Filter, list[str]] = {}
    for field in TITLES:
        questions.setdefault(asked.without(field), []).append(field)
    found: dict[str, Counter[str]] = {}
    for question, fields in questions.items():
        alike: list[tuple[Callable[[Event, Standing], Hashable], dict[Hashable, int], list[Event]]]
        alike = [(_GIVEN[field], {}, []) for field in fields]
        for event in question.passing(programme):
            standing = programme.glance(event)
            for given_by, counts, examples in alike:
                given = given_by(event, standing)
                if given in counts:
                    counts[given] += 1
                else:
                    counts[given] = 1
                    examples.append(event)
        for field, (_given_by, counts, examples) in zip(fields, alike, strict=True):
            found[field] = Counter()
            for example, count in zip(examples, counts.values(), strict=True):
                for key in set(_KEYS[field](programme, example, programme.glance(example))):
                    found[field][key] += count
    return found


def _rank(programme: Programme, field: str, found: Counter[str]) -> Callable[[str], int]:
    """Closed lists and missions keep their order; partners, countries and kinds come by number."""
    if field == "missions":
        places = {mission.id: number for number, mission in enumerate(programme.missions)}
        return lambda key: places.get(key, -1)
    if field in ("statuses", "certainty"):
        order = list(Status if field == "statuses" else Certainty)
        return lambda key: order.index(READ[field](key))  # type: ignore[arg-type]
    return lambda key: -found[key]


def _partners(programme: Programme, event: Event, _standing: Standing) -> Iterable[str]:
    return programme.partners_of(event)


def _countries(programme: Programme, event: Event, _standing: Standing) -> Iterable[str]:
    for name in programme.partners_of(event):
        partner = programme.partner(name)
        if partner is not None and partner.country is not None:
            yield partner.country


_KEYS: Mapping[str, Callable[[Programme, Event, Standing], Iterable[str]]] = {
    "missions": lambda _programme, event, _standing: event.missions,
    "partners": _partners,
    "countries": _countries,
    "kinds": lambda _programme, event, _standing: (event.kind,),
    "statuses": lambda _programme, _event, standing: (standing.status,),
    "certainty": lambda _programme, _event, standing: certainties(standing),
    "sources": lambda programme, _event, standing: source_kinds(programme, standing.holder.sources),
}
"""The answers that an event gives."""
_GIVEN: Mapping[str, Callable[[Event, Standing], Hashable]] = {
    "missions": lambda event, _standing: event.missions,
    "partners": lambda event, _standing: (event.partners, event.payloads),
    "countries": lambda event, _standing: (event.partners, event.payloads),
    "kinds": lambda event, _standing: event.kind,
    "statuses": lambda _event, standing: standing.status,
    "certainty": lambda _event, standing: certainties(standing),
    "sources": lambda _event, standing: standing.holder.sources,
}
"""What these answers follow from: events that are alike in this are counted first, and answer once."""


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
        return status_label(Status(key))
    if field == "certainty":
        return _(_CERTAINTY[Certainty(key)])
    return kind_label(EventKind(key) if field == "kinds" else SourceKind(key))


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


def shown_words(shown: int, of: int) -> str:
    """How much a filter leaves: "12 of 244 events shown"."""
    return ngettext_("{shown} of {n} event shown", "{shown} of {n} events shown", of, shown=shown)
