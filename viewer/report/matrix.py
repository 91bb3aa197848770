"""Who brings what: partners down, missions across, contributions in the cells, all as of a day.

    Countries        all missions    Mission 6       Mission 7
      all            4 payloads …    2 · 20 kg       2 · 25 kg
      France         1 payload       ▲ DORN  4.5 kg  ·
        CNES         1 payload       ▲ DORN  4.5 kg  ·

A partner brings what it or any of its parts brings (`facts.payloads_of`); parts stand under their whole. Every number
is one of `viewer.report.contributions`. The words are in the language of the moment in which it was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from viewer.i18n import N_, _, kilograms, language
from viewer.model.entities import Mission, Partner, PartnerKind, Payload
from viewer.model.payload_state import payload_state
from viewer.model.programme import Programme
from viewer.report.contributions import Allotment, Fate, Tally, allotment, fate, tally, tally_of
from viewer.report.facts import contributed, with_parts
from viewer.report.sentences import event_sentence, partner_name

COUNTRY, KIND = "country", "kind"
GROUPINGS = (COUNTRY, KIND)

_KINDS = {
    PartnerKind.COUNTRY: N_("Countries"),
    PartnerKind.AGENCY: N_("Agencies"),
    PartnerKind.ORGANISATION: N_("Organisations"),
    PartnerKind.UNIVERSITY: N_("Universities and institutes"),
    PartnerKind.COMPANY: N_("Companies"),
}
_COLONS = (": ", "：")
NOTHING = Tally()


@dataclass(frozen=True, slots=True)
class Contribution:
    """A payload in a cell."""

    payload: str
    name: str  # short
    full: str
    fate: Fate
    mass: str  # "4.5 kg", "" where unknown
    address: str  # of the event that tells what has become of it; of the mission where none does
    sentence: str  # of that event, or ""
    events: tuple[str, ...]  # ids of all that name it


@dataclass(frozen=True, slots=True)
class Cell:
    """What a partner brings to a mission; empty where nothing is known."""

    items: tuple[Contribution, ...] = ()
    roles: tuple[str, ...] = ()
    tally: Tally = NOTHING
    events: tuple[str, ...] = ()  # ids of those in which both have a part, and of all that name a payload

    @property
    def empty(self) -> bool:
        return not self.items and not self.roles


@dataclass(frozen=True, slots=True)
class Column:
    mission: str
    name: str
    lane: str
    tally: Tally
    allotment: Allotment | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A partner. `above` are the rows it is part of, outermost first; shown when all of them are opened."""

    partner: str
    name: str  # short
    full: str
    above: tuple[str, ...]
    parts: int  # rows that are directly part of it
    cells: tuple[Cell, ...]  # one a column
    tally: Tally
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    tally: Tally
    silent: tuple[str, ...]  # names of missions to which no partner is known to bring anything


def shown(section: Section, opened: frozenset[str]) -> tuple[Row, ...]:
    """The rows of the section that are in sight when the wholes with these ids are opened."""
    return tuple(row for row in section.rows if opened.issuperset(row.above))


def whole_rows(matrix: Matrix) -> frozenset[str]:
    """The ids of the rows that have parts: what to open to see everything."""
    return frozenset(row.partner for section in matrix.sections for row in section.rows if row.parts)


def matrix_of(programme: Programme, grouping: str = COUNTRY) -> Matrix:
    """The matrix of a programme seen from a day: by country (wholes with their parts) or by kind (flat).

    Rows: partners that bring a payload, or have a role in a mission. Columns: missions that have either, or
    offer mass. ValueError for another grouping.
    """
    if grouping not in GROUPINGS:
        raise ValueError(f"no such grouping: {grouping}")
    roles = {
        (partner.id, role.mission) for partner in programme.partners for role in partner.roles if role.mission
    }
    busy = {mission.id for mission, _payload in contributed(programme)} | {name for _by, name in roles}
    missions = tuple(item for item in programme.missions if item.id in busy or allotment(programme, item.id))
    bringing = {by for _mission, item in contributed(programme) for by in item.partners}
    bringing |= {by for by, _name in roles}
    rows = {
        partner.id: partner
        for partner in programme.partners
        if not bringing.isdisjoint(with_parts(programme, partner.id))
    }
    sections = (
        _by_country(programme, rows, missions) if grouping == COUNTRY else _by_kind(programme, rows, missions)
    )
    return Matrix(
        columns=tuple(
            Column(
                mission=item.id,
                name=item.name(language()),
                lane=item.lane,
                tally=tally_of(programme, item.id),
                allotment=allotment(programme, item.id),
                events=tuple(event.id for event in programme.events_of_mission.get(item.id, ())),
            )
            for item in missions
        ),
        sections=tuple(section for section in sections if section.rows),
        tally=tally_of(programme),
        silent=tuple(item.name(language()) for item in programme.missions if item not in missions),
    )


def _by_country(
    programme: Programme, rows: dict[str, Partner], missions: tuple[Mission, ...]
) -> tuple[Section, ...]:
    """Wholes, each followed by its parts; countries first, then what belongs to none."""
    countries: list[Row] = []
    others: list[Row] = []

    def descend(partner: Partner, above: tuple[str, ...], into: list[Row]) -> None:
        parts = [
            item
            for item in programme.parts_of.get(partner.id, ())
            if item.id in rows and item.id not in above
        ]
        into.append(_row(programme, partner, missions, above, len(parts)))
        for part in _sorted(programme, parts):
            descend(part, (*above, partner.id), into)

    for partner in _sorted(programme, (item for item in rows.values() if item.part_of not in rows)):
        descend(partner, (), countries if partner.kind is PartnerKind.COUNTRY else others)
    return (
        Section(_("Countries"), tuple(countries)),
        Section(_("Not part of one country"), tuple(others)),
    )


def _by_kind(
    programme: Programme, rows: dict[str, Partner], missions: tuple[Mission, ...]
) -> tuple[Section, ...]:
    return tuple(
        Section(
            _(title),
            tuple(
                _row(programme, partner, missions, (), 0)
                for partner in _sorted(programme, (item for item in rows.values() if item.kind is kind))
            ),
        )
        for kind, title in _KINDS.items()
    )


def _sorted(programme: Programme, partners: Iterable[Partner]) -> list[Partner]:
    """Those who bring most first, then by name."""
    return sorted(
        partners,
        key=lambda item: (
            -len(contributed(programme, partner=item.id)),
            (item.short or item.name)(language()).casefold(),
            item.id,
        ),
    )


def _row(
    programme: Programme, partner: Partner, missions: tuple[Mission, ...], above: tuple[str, ...], parts: int
) -> Row:
    family = with_parts(programme, partner.id)
    brought = {
        mission.id: tuple(item for item in mission.payloads if not family.isdisjoint(item.partners))
        for mission in missions
    }
    events = _events(programme, partner, brought)
    members = [item for item in programme.partners if item.id in family]
    return Row(
        partner=partner.id,
        name=partner_name(programme, partner.id),
        full=partner.name(language()),
        above=above,
        parts=parts,
        cells=tuple(
            Cell(
                items=tuple(_contribution(programme, mission, payload) for payload in brought[mission.id]),
                roles=_roles(partner, members, mission),
                tally=tally(programme, brought[mission.id]),
                events=tuple(events.get(mission.id, ())),
            )
            for mission in missions
        ),
        tally=tally_of(programme, partner=partner.id),
        events=tuple(event.id for event in programme.events_of_partner.get(partner.id, ())),
    )


def _events(
    programme: Programme, partner: Partner, brought: Mapping[str, tuple[Payload, ...]]
) -> dict[str, list[str]]:
    """By mission, in order, the ids of the partner's events that name it, or what the partner brings to it."""
    carried_by = {payload.id: mission for mission, payloads in brought.items() for payload in payloads}
    found: dict[str, list[str]] = {}
    for event in programme.events_of_partner.get(partner.id, ()):
        carrying = (carried_by[name] for name in event.payloads if name in carried_by)
        for mission in dict.fromkeys((*event.missions, *carrying)):
            found.setdefault(mission, []).append(event.id)
    return found


def _roles(partner: Partner, members: list[Partner], mission: Mission) -> tuple[str, ...]:
    """What the partner does in the mission; where it says nothing, what its parts do."""
    own = [role for role in partner.roles if role.mission == mission.id]
    found = own or [role for item in members for role in item.roles if role.mission == mission.id]
    return tuple(dict.fromkeys(role.text(language()) for role in found))


def _contribution(programme: Programme, mission: Mission, payload: Payload) -> Contribution:
    full, latest = payload.name(language()), payload_state(programme, payload.id)
    return Contribution(
        payload=payload.id,
        name=_short(full, mission.name(language())),
        full=full,
        fate=fate(programme, payload),
        mass="" if payload.mass_kg is None else kilograms(payload.mass_kg),
        address=f"mission/{mission.id}" if latest is None else f"event/{latest.id}",
        sentence="" if latest is None else event_sentence(programme, latest),
        events=_named(programme, payload),
    )


def _short(name: str, mission: str) -> str:
    """What stands before a colon, without the mission's own name: its column says that."""
    for colon in _COLONS:
        name = name.partition(colon)[0]
    rest = name.removeprefix(mission).lstrip(" -")
    return rest[:1].upper() + rest[1:] if rest else name


def _named(programme: Programme, payload: Payload) -> tuple[str, ...]:
    return tuple(event.id for event in programme.events_of_payload.get(payload.id, ()))
