"""What a programme holds besides events, in lines with numbered sources: facts, payloads, roles, quotes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from viewer.i18n import N_, Text, _, kilograms, language
from viewer.model.entities import Component, Event, Fact, Mission, Offer, Payload, Quote, Site
from viewer.model.kinds import KINDS, EventKind
from viewer.model.participation import payload_event
from viewer.model.programme import Programme
from viewer.report.citations import Citations
from viewer.report.dates import said_words
from viewer.report.sentences import event_sentence, partner_name, speaker_name


class Line(Struct, frozen=True):
    """A sentence without its full stop, and the numbers of its sources."""

    text: str
    cites: tuple[int, ...] = ()


class FactLine(Line, frozen=True):
    """A fact: the same in two parts, for pages that list facts."""

    label: str = ""
    value: str = ""


class MissionPart(Struct, frozen=True):
    """A mission in a paragraph."""

    id: str
    name: str
    other_name: str  # in the other language; "" where there is none
    lines: tuple[Line, ...] = ()


class PayloadRow(Struct, frozen=True):
    """A payload and whose it is."""

    id: str
    partners: str  # "ESA, IRF"
    partner_ids: tuple[str, ...]
    name: str
    mission: str
    mission_name: str
    mass_kg: float | None
    mass: str  # "4.8 kg" or ""
    measures: str
    carried_by: str
    state: (
        str  # the latest event that tells what has become of it: "Rashid-2 reported barred: by 24 March 2023"
    )
    withdrawn: bool
    cites: tuple[int, ...] = ()


class SaidLine(Struct, frozen=True):
    """A quotation; `lead` says who and when."""

    lead: str
    text: str
    verbatim: bool
    cites: tuple[int, ...] = ()


def mission_parts(
    programme: Programme, mission: str | None, partner: str | None, cite: Citations
) -> tuple[MissionPart, ...]:
    """Every mission, or the one named; with a partner those that carry something of it."""
    return tuple(
        mission_part(programme, item, cite, every=item.id == mission)
        for item in programme.missions
        if mission in (None, item.id) and (partner is None or payloads_of(programme, item, partner))
    )


def mission_part(programme: Programme, mission: Mission, cite: Citations, every: bool) -> MissionPart:
    """Objective, launch, what is offered, facts; with `every` also parts, places and needs."""
    lang = language()
    lines: list[Line] = []
    if mission.objective is not None:
        lines.append(Line(mission.objective(lang), cite.numbers(mission.sources)))
    lines += [launch_line(programme, event, cite) for event in launches(programme, mission)]
    lines += [offer_line(offer, cite) for offer in programme.head.offers if offer.mission == mission.id]
    lines += [fact_line(fact, cite) for fact in mission.facts]
    if every:
        lines += [component_line(component, cite) for component in mission.components]
        lines += [site_line(site, cite) for site in mission.sites]
        lines += _needs(programme, mission)
    return MissionPart(mission.id, mission.name(lang), other_name(mission.name), tuple(lines))


def other_name(text: Text) -> str:
    """The text in another language; "" where there is none."""
    return text.other(language())


def _needs(programme: Programme, mission: Mission) -> list[Line]:
    names = [item.name(language()) for name in mission.needs if (item := programme.mission(name)) is not None]
    return [Line(_("Needs {missions}", missions=listed(names)))] if names else []


def listed(words: list[str]) -> str:
    """ "one, two, three" in the language's own commas."""
    result = words[0]
    for word in words[1:]:
        result = _("{one}, {other}", one=result, other=word)
    return result


def launches(programme: Programme, mission: Mission) -> tuple[Event, ...]:
    """The launches that are the mission's own: those of the first importance."""
    events = programme.events_of_mission.get(mission.id, ())
    return tuple(event for event in events if KINDS[event.kind].represents_mission and event.importance == 5)


def launch_line(programme: Programme, event: Event, cite: Citations) -> Line:
    held = programme.standing(event.id)
    sources = (source for claim in (held.holder, *held.conflicts) for source in claim.sources)
    return Line(event_sentence(programme, event), cite.numbers(sources))


def offer_line(offer: Offer, cite: Citations) -> Line:
    words = _("{mass} of payload offered to partners", mass=kilograms(offer.kg))
    return Line(words, cite.numbers(offer.sources))


def fact_line(fact: Fact, cite: Citations) -> FactLine:
    """ "Launch mass: 8,350 kg"."""
    label, value = fact.label(language()), fact_value(fact)
    words = _("{title}: {what}", title=label, what=value)
    return FactLine(words, cite.numbers(fact.sources), label, value)


_UNITS = {"kg": N_("{value} kg"), "g": N_("{value} g"), "m": N_("{value} m"), "N": N_("{value} N")}


def fact_value(fact: Fact) -> str:
    """The value with its unit: "8,350 kg", in Chinese "8350千克"; a unit without words stands as it is written."""
    value = fact.value(language())
    if fact.unit in _UNITS:
        return _(_UNITS[fact.unit], value=value)
    return f"{value} {fact.unit}" if fact.unit else value


def component_line(component: Component, cite: Citations) -> Line:
    """ "Lander: soft landing and sampling, 3,200 kg"."""
    details = [component.role(language())] if component.role is not None else []
    if component.mass_kg is not None:
        details.append(kilograms(component.mass_kg))
    name = component.name(language())
    words = _("{title}: {what}", title=name, what=listed(details)) if details else name
    return Line(words, cite.numbers(component.sources))


def site_line(site: Site, cite: Citations) -> Line:
    """ "Site: Apollo basin (41.6° S, 154.0° W)"."""
    words = _("Site: {name}", name=site.name(language()))
    if site.latitude is not None and site.longitude is not None:
        words = _(
            "{words} ({attribution})", words=words, attribution=coordinates(site.latitude, site.longitude)
        )
    return Line(words, cite.numbers(site.sources))


def coordinates(latitude: float, longitude: float) -> str:
    """Degrees with their sides: "41.6° S, 154° W"; longitudes beyond 180° east are told as west."""
    east = (longitude + 180.0) % 360.0 - 180.0
    north_words = _("{degrees}° N", degrees=f"{latitude:.10g}")
    south_words = _("{degrees}° S", degrees=f"{-latitude:.10g}")
    east_words = _("{degrees}° E", degrees=f"{round(east, 6):.10g}")
    west_words = _("{degrees}° W", degrees=f"{round(-east, 6):.10g}")
    return _(
        "{one}, {other}",
        one=north_words if latitude >= 0 else south_words,
        other=east_words if east >= 0 else west_words,
    )


def payload_rows(
    programme: Programme, mission: str | None, partner: str | None, cite: Citations
) -> tuple[PayloadRow, ...]:
    """The payloads that partners bring, sorted by partner, then in the order of the missions and files."""
    chosen = sorted(
        contributed(programme, mission, partner),
        key=lambda pair: _partners_words(programme, pair[1]).casefold(),
    )
    return tuple(payload_row(programme, item, payload, cite) for item, payload in chosen)


def contributed(
    programme: Programme, mission: str | None = None, partner: str | None = None
) -> tuple[tuple[Mission, Payload], ...]:
    """What partners bring, each once, with its mission, in the order of the missions and files.

    Of one mission, of one partner with its parts, or of all: summary, panes and matrix count these.
    """
    return tuple(
        (item, payload)
        for item in programme.missions
        if mission in (None, item.id)
        for payload in (item.payloads if partner is None else payloads_of(programme, item, partner))
        if payload.partners
    )


def _partners_words(programme: Programme, payload: Payload) -> str:
    return (
        listed([partner_name(programme, partner) for partner in payload.partners]) if payload.partners else ""
    )


def payload_row(programme: Programme, mission: Mission, payload: Payload, cite: Citations) -> PayloadRow:
    lang = language()
    state = payload_event(programme, payload.id)
    return PayloadRow(
        id=payload.id,
        partners=_partners_words(programme, payload),
        partner_ids=payload.partners,
        name=payload.name(lang),
        mission=mission.id,
        mission_name=mission.name(lang),
        mass_kg=payload.mass_kg,
        mass="" if payload.mass_kg is None else kilograms(payload.mass_kg),
        measures=payload.measures(lang) if payload.measures else "",
        carried_by=payload.carried_by(lang) if payload.carried_by else "",
        state=event_sentence(programme, state) if state else "",
        withdrawn=state is not None and state.kind is EventKind.WITHDRAWAL,
        cites=cite.numbers(payload.sources),
    )


def with_parts(programme: Programme, partner: str) -> frozenset[str]:
    """The partner and every partner that is, directly or not, part of it."""
    found: set[str] = set()
    waiting = [partner]
    while waiting:
        if (whole := waiting.pop()) not in found:
            found.add(whole)
            waiting.extend(part.id for part in programme.parts_of.get(whole, ()))
    return frozenset(found)


def payloads_of(programme: Programme, mission: Mission, partner: str) -> tuple[Payload, ...]:
    ids = with_parts(programme, partner)
    return tuple(payload for payload in mission.payloads if ids.intersection(payload.partners))


def roles(
    programme: Programme, mission: str | None, partner: str | None, cite: Citations
) -> tuple[Line, ...]:
    """What a partner does or brings; of all partners only where a mission is asked for."""
    if mission is None and partner is None:
        return ()
    return tuple(
        Line(
            _("{title}: {what}", title=partner_name(programme, item.id), what=role.text(language())),
            cite.numbers(role.sources),
        )
        for item in programme.partners
        if partner is None or item.id in with_parts(programme, partner)
        for role in item.roles
        if mission in (None, role.mission)
    )


def quotes(
    programme: Programme, mission: str | None, partner: str | None, event_ids: set[str], cite: Citations
) -> tuple[SaidLine, ...]:
    """What people said, in the order of saying; of a mission or partner what belongs to their events."""
    chosen: Callable[[Quote], bool] = (
        (lambda quote: True)
        if mission is None and partner is None
        else (lambda quote: quote.event in event_ids or (partner is not None and quote.by.plain == partner))
    )
    found = sorted(filter(chosen, programme.quotes), key=lambda quote: (quote.said.core_earliest, quote.id))
    return tuple(quote_line(programme, quote, cite) for quote in found)


def quote_line(programme: Programme, quote: Quote, cite: Citations) -> SaidLine:
    name = speaker_name(programme, quote.by)
    if quote.role is not None:
        name = _("{one}, {other}", one=name, other=quote.role(language()))
    lead = _("{name}, {date}", name=name, date=said_words(quote.said))
    return SaidLine(lead, quote.text(language()), quote.verbatim, cite.numbers(quote.sources))
