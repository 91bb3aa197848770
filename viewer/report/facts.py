"""What a programme says besides its events, as lines with numbered sources: missions, payloads, roles, quotes."""

from __future__ import annotations

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
    """A fact, also as label and value."""

    label: str = ""
    value: str = ""


class MissionPart(Struct, frozen=True):
    """A mission as a paragraph."""

    id: str
    name: str
    other_name: str  # in the other language; "" where there is none
    lines: tuple[Line, ...] = ()


class PayloadRow(Struct, frozen=True):
    """A payload and its partners."""

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
    state: str  # of the event that tells it: "Rashid-2 reported barred: by 24 March 2023"
    withdrawn: bool
    cites: tuple[int, ...] = ()


class SaidLine(Struct, frozen=True):
    """A quotation; `lead` says who and when."""

    lead: str
    text: str
    verbatim: bool
    cites: tuple[int, ...] = ()


def listed(words: list[str]) -> str:
    """ "one, two, three" with the commas of the language."""
    joined = words[0]
    for word in words[1:]:
        joined = _("{one}, {other}", one=joined, other=word)
    return joined


def other_name(text: Text) -> str:
    """The text in another language; "" where there is none."""
    return text.other(language())


# ── missions ────────────────────────────────────────────────────────────────────────────────────


def mission_parts(
    programme: Programme, mission_id: str | None, partner_id: str | None, cite: Citations
) -> tuple[MissionPart, ...]:
    """Every mission, or the one named; with a partner those that carry a payload of it."""
    return tuple(
        _mission_part(programme, mission, cite, is_full=mission.id == mission_id)
        for mission in programme.missions
        if mission_id in (None, mission.id)
        and (partner_id is None or payloads_of(programme, mission, partner_id))
    )


def _mission_part(programme: Programme, mission: Mission, cite: Citations, is_full: bool) -> MissionPart:
    """Objective, launches, offers, facts; with `is_full` also components, sites and needs."""
    lang = language()
    lines: list[Line] = []
    if mission.objective is not None:
        lines.append(Line(mission.objective(lang), cite.numbers(mission.sources)))
    lines += [launch_line(programme, event, cite) for event in launches(programme, mission)]
    lines += [offer_line(offer, cite) for offer in programme.head.offers if offer.mission == mission.id]
    lines += [fact_line(fact, cite) for fact in mission.facts]
    if is_full:
        lines += [component_line(component, cite) for component in mission.components]
        lines += [site_line(site, cite) for site in mission.sites]
        needs = [need.name(lang) for name in mission.needs if (need := programme.mission(name)) is not None]
        if needs:
            lines.append(Line(_("Needs {missions}", missions=listed(needs))))
    return MissionPart(mission.id, mission.name(lang), other_name(mission.name), tuple(lines))


def launches(programme: Programme, mission: Mission) -> tuple[Event, ...]:
    """The launches of the mission itself: those of the highest importance."""
    events = programme.events_of_mission.get(mission.id, ())
    return tuple(event for event in events if KINDS[event.kind].represents_mission and event.importance == 5)


def launch_line(programme: Programme, event: Event, cite: Citations) -> Line:
    return Line(event_sentence(programme, event), cite.event_numbers(event.id))


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
    """The value with its unit: "8,350 kg", in Chinese "8350千克"; a unit without words stays as written."""
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
    """Degrees with their sides: "41.6° S, 154° W"; longitudes beyond 180° east become west."""
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


# ── payloads ────────────────────────────────────────────────────────────────────────────────────


def payload_rows(
    programme: Programme, mission_id: str | None, partner_id: str | None, cite: Citations
) -> tuple[PayloadRow, ...]:
    """The payloads that partners contribute, sorted by partner, then in the order of the missions and files."""
    rows = sorted(
        contributed(programme, mission_id, partner_id),
        key=lambda pair: _partners_words(programme, pair[1]).casefold(),
    )
    return tuple(payload_row(programme, mission, payload, cite) for mission, payload in rows)


def contributed(
    programme: Programme, mission_id: str | None = None, partner_id: str | None = None
) -> tuple[tuple[Mission, Payload], ...]:
    """The payloads that partners contribute, with their missions, in the order of the missions and files.

    Of one mission, of one partner with its parts, or of all: summary, details and matrix count these.
    """
    return tuple(
        (mission, payload)
        for mission in programme.missions
        if mission_id in (None, mission.id)
        for payload in (
            mission.payloads if partner_id is None else payloads_of(programme, mission, partner_id)
        )
        if payload.partners
    )


def _partners_words(programme: Programme, payload: Payload) -> str:
    names = [partner_name(programme, partner_id) for partner_id in payload.partners]
    return listed(names) if names else ""


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


def with_parts(programme: Programme, partner_id: str) -> frozenset[str]:
    """The ids of the partner and of every partner that is, directly or not, part of it."""
    ids: set[str] = set()
    waiting = [partner_id]
    while waiting:
        if (whole := waiting.pop()) not in ids:
            ids.add(whole)
            waiting.extend(part.id for part in programme.parts_of.get(whole, ()))
    return frozenset(ids)


def payloads_of(programme: Programme, mission: Mission, partner_id: str) -> tuple[Payload, ...]:
    """The payloads on the mission of the partner and of its parts."""
    ids = with_parts(programme, partner_id)
    return tuple(payload for payload in mission.payloads if ids.intersection(payload.partners))


# ── roles and quotes ────────────────────────────────────────────────────────────────────────────


def roles(
    programme: Programme, mission_id: str | None, partner_id: str | None, cite: Citations
) -> tuple[Line, ...]:
    """What a partner does or contributes; what all partners do only for one mission."""
    if mission_id is None and partner_id is None:
        return ()
    partner_ids = None if partner_id is None else with_parts(programme, partner_id)
    return tuple(
        Line(
            _("{title}: {what}", title=partner_name(programme, partner.id), what=role.text(language())),
            cite.numbers(role.sources),
        )
        for partner in programme.partners
        if partner_ids is None or partner.id in partner_ids
        for role in partner.roles
        if mission_id in (None, role.mission)
    )


def quotes(
    programme: Programme, partner_id: str | None, event_ids: set[str] | None, cite: Citations
) -> tuple[SaidLine, ...]:
    """Every quote by the day it was said, or those of these events and of the partner."""
    selected = [
        quote
        for quote in programme.quotes
        if event_ids is None or quote.event in event_ids or quote.by.plain == partner_id
    ]
    selected.sort(key=lambda quote: (quote.said.core_earliest, quote.id))
    return tuple(quote_line(programme, quote, cite) for quote in selected)


def quote_line(programme: Programme, quote: Quote, cite: Citations) -> SaidLine:
    name = speaker_name(programme, quote.by)
    if quote.role is not None:
        name = _("{one}, {other}", one=name, other=quote.role(language()))
    lead = _("{name}, {date}", name=name, date=said_words(quote.said))
    return SaidLine(lead, quote.text(language()), quote.verbatim, cite.numbers(quote.sources))
