"""Partners × missions: which partner contributes what to which mission, as of the programme's day.

::

    Countries        all missions    Mission 6       Mission 7
      all            4 payloads …    2 · 20 kg       2 · 25 kg
      France         1 payload       ▲ DORN  4.5 kg  ·
        CNES         1 payload       ▲ DORN  4.5 kg  ·

A partner contributes what it or any of its parts contributes (`contributions.with_parts`); parts are listed below the
partner that they belong to. Every number comes from `viewer.report.contributions`. The texts are in the language that
was current when the matrix was built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from viewer.i18n import N_, _, kilograms, language
from viewer.model.entities import Event, Mission, Partner, PartnerKind, Payload
from viewer.model.kinds import PayloadStatus
from viewer.model.participation import payload_event
from viewer.model.programme import Programme, grouped
from viewer.progress import ProgressCallback, ignore_progress
from viewer.ref import event_ref, make_ref
from viewer.report.contributions import (
    MassAllocation,
    PayloadTotals,
    contributed,
    contributed_totals,
    mass_allocation,
    payload_status,
    payload_totals,
    with_parts,
)
from viewer.report.sentences import event_sentence, partner_name


class MatrixGrouping(StrEnum):
    """How the rows are grouped: by country, with parts below their whole, or by kind of partner, without levels."""

    COUNTRY = "country"
    KIND = "kind"


_KINDS = {
    PartnerKind.COUNTRY: N_("Countries"),
    PartnerKind.AGENCY: N_("Agencies"),
    PartnerKind.ORGANISATION: N_("Organisations"),
    PartnerKind.UNIVERSITY: N_("Universities and institutes"),
    PartnerKind.COMPANY: N_("Companies"),
}


class Contribution(Struct, frozen=True):
    """A payload in a cell."""

    payload: str
    short_name: str
    name: str
    status: PayloadStatus
    mass: str  # "4.5 kg"; "" where unknown
    address: str  # of the event that states what has become of it; of the mission where no event does
    sentence: str  # of that event; "" where no event does
    event_ids: tuple[str, ...]  # of all events that name the payload


class MatrixCell(Struct, frozen=True):
    """What a partner contributes to a mission; empty where nothing is known."""

    contributions: tuple[Contribution, ...] = ()
    roles: tuple[str, ...] = ()
    totals: PayloadTotals = PayloadTotals()
    event_ids: tuple[str, ...] = ()  # the partner's events that name the mission, or a payload of the cell

    @property
    def is_empty(self) -> bool:
        return not self.contributions and not self.roles


class MatrixColumn(Struct, frozen=True):
    """A mission."""

    mission: str
    name: str
    accent: int  # index of the mission's lane, -1 for none
    totals: PayloadTotals
    allocation: MassAllocation | None
    event_ids: tuple[str, ...]


class MatrixRow(Struct, frozen=True):
    """A partner. The row is visible when all its `ancestors` are expanded."""

    section: str  # the title above this row and its neighbours
    partner: str
    short_name: str
    name: str
    ancestors: tuple[str, ...]  # the partners that it is part of, outermost first
    has_parts: bool  # rows of its parts follow
    cells: tuple[MatrixCell, ...]  # one a column
    totals: PayloadTotals
    event_ids: tuple[str, ...]


class Matrix(Struct, frozen=True):
    """The whole table. Rows of one section follow each other; parts follow the partner that they belong to."""

    columns: tuple[MatrixColumn, ...] = ()
    rows: tuple[MatrixRow, ...] = ()
    totals: PayloadTotals = PayloadTotals()
    other_missions: tuple[str, ...] = ()  # names of the missions to which no partner contributes

    @property
    def expandable(self) -> frozenset[str]:
        """The ids of the partners that have parts."""
        return frozenset(row.partner for row in self.rows if row.has_parts)

    def visible_rows(self, expanded: frozenset[str]) -> tuple[MatrixRow, ...]:
        """The rows that are visible when the partners with these ids are expanded."""
        return tuple(row for row in self.rows if expanded.issuperset(row.ancestors))


def build_matrix(
    programme: Programme,
    grouping: MatrixGrouping = MatrixGrouping.COUNTRY,
    progress: ProgressCallback = ignore_progress,
) -> Matrix:
    """The matrix of a programme as of its day.

    Rows: partners that contribute a payload or have a role in a mission, themselves or through their parts.
    Columns: missions with such a partner, and missions that offer mass.
    """
    ids: set[str | None] = {mission.id for mission, _payload in contributed(programme)}
    ids.update(role.mission for partner in programme.partners for role in partner.roles)
    ids.update(offer.mission for offer in programme.head.offers)
    missions = tuple(mission for mission in programme.missions if mission.id in ids)
    entries = _entries(programme, grouping)
    wholes = {entry.ancestors[-1] for entry in entries if entry.ancestors}
    rows = []
    for number, entry in enumerate(entries):
        progress(number / len(entries))
        rows.append(_row(programme, entry, missions, entry.partner.id in wholes))
    return Matrix(
        columns=tuple(
            MatrixColumn(
                mission=mission.id,
                name=mission.name(language()),
                accent=programme.head.lane_index(mission.lane),
                totals=contributed_totals(programme, mission.id),
                allocation=mass_allocation(programme, mission.id),
                event_ids=_ids(programme.events_of_mission.get(mission.id, ())),
            )
            for mission in missions
        ),
        rows=tuple(rows),
        totals=contributed_totals(programme),
        other_missions=tuple(item.name(language()) for item in programme.missions if item not in missions),
    )


class _Entry(Struct, frozen=True):
    """A row to be built."""

    section: str
    partner: Partner
    ancestors: tuple[str, ...] = ()


def _entries(programme: Programme, grouping: MatrixGrouping) -> list[_Entry]:
    """The partners that have a row, in the order of the rows."""
    active = {partner for _mission, payload in contributed(programme) for partner in payload.partners}
    active.update(item.id for item in programme.partners if any(role.mission for role in item.roles))
    partners = {
        partner.id: partner
        for partner in programme.partners
        if not active.isdisjoint(with_parts(programme, partner.id))
    }

    def sort_key(partner: Partner) -> tuple[int, str, str]:
        """Partners with the most payloads first, then by name."""
        name = partner_name(programme, partner.id)
        return -len(contributed(programme, partner_id=partner.id)), name.casefold(), partner.id

    def with_parts_below(section: str, items: Iterable[Partner], *ancestors: str) -> Iterator[_Entry]:
        for item in sorted(items, key=sort_key):
            yield _Entry(section, item, ancestors)
            parts = (part for part in programme.parts_of.get(item.id, ()) if part.id in partners)
            parts = (part for part in parts if part.id not in ancestors)
            yield from with_parts_below(section, parts, *ancestors, item.id)

    if grouping is MatrixGrouping.KIND:
        return [
            _Entry(_(title), partner)
            for kind, title in _KINDS.items()
            for partner in sorted((item for item in partners.values() if item.kind is kind), key=sort_key)
        ]
    tops = [item for item in partners.values() if item.part_of not in partners]
    countries = [item for item in tops if item.kind is PartnerKind.COUNTRY]
    others = [item for item in tops if item.kind is not PartnerKind.COUNTRY]
    return [*with_parts_below(_("Countries"), countries), *with_parts_below(_("Not part of one country"), others)]


def _row(programme: Programme, entry: _Entry, missions: tuple[Mission, ...], has_parts: bool) -> MatrixRow:
    partner, family = entry.partner, with_parts(programme, entry.partner.id)
    members = [item for item in programme.partners if item.id in family and item.roles]
    payloads = {
        mission.id: tuple(item for item in mission.payloads if not family.isdisjoint(item.partners))
        for mission in missions
    }
    event_ids = _event_ids(programme, partner, payloads)
    return MatrixRow(
        section=entry.section,
        partner=partner.id,
        short_name=partner_name(programme, partner.id),
        name=partner.name(language()),
        ancestors=entry.ancestors,
        has_parts=has_parts,
        cells=tuple(
            MatrixCell(
                contributions=tuple(_contribution(programme, mission, item) for item in payloads[mission.id]),
                roles=_roles(partner, members, mission),
                totals=payload_totals(programme, payloads[mission.id]) if payloads[mission.id] else PayloadTotals(),
                event_ids=event_ids.get(mission.id, ()),
            )
            for mission in missions
        ),
        totals=contributed_totals(programme, partner=partner.id),
        event_ids=_ids(programme.events_of_partner.get(partner.id, ())),
    )


def _ids(events: Iterable[Event]) -> tuple[str, ...]:
    return tuple(event.id for event in events)


def _event_ids(
    programme: Programme, partner: Partner, payloads: dict[str, tuple[Payload, ...]]
) -> dict[str, tuple[str, ...]]:
    """By mission: the partner's events that name the mission or one of its `payloads`, in programme order."""
    mission_of = {payload.id: mission for mission, items in payloads.items() for payload in items}

    def missions(event: Event) -> Iterable[str]:
        by_payload = (mission_of[payload] for payload in event.payloads if payload in mission_of)
        return dict.fromkeys((*event.missions, *by_payload))

    events = programme.events_of_partner.get(partner.id, ())
    return grouped((mission, event.id) for event in events for mission in missions(event))


def _roles(partner: Partner, members: list[Partner], mission: Mission) -> tuple[str, ...]:
    """The roles of the partner in the mission; without any, the roles of its parts."""
    for partners in ([partner], members):
        roles = [role.text(language()) for item in partners for role in item.roles if role.mission == mission.id]
        if roles:
            return tuple(dict.fromkeys(roles))
    return ()


def _contribution(programme: Programme, mission: Mission, payload: Payload) -> Contribution:
    name, latest = payload.name(language()), payload_event(programme, payload.id)
    return Contribution(
        payload=payload.id,
        short_name=_short_name(name, mission.name(language())),
        name=name,
        status=payload_status(programme, payload),
        mass=kilograms(payload.mass_kg),
        address=make_ref("mission", mission.id) if latest is None else event_ref(latest.id),
        sentence="" if latest is None else event_sentence(programme, latest),
        event_ids=_ids(programme.events_of_payload.get(payload.id, ())),
    )


def _short_name(name: str, mission: str) -> str:
    """The part of `name` before a colon, without the name of the mission, which its column says."""
    name = re.split(": |：", name)[0]
    rest = name.removeprefix(mission).lstrip(" -")
    return rest[:1].upper() + rest[1:] if rest else name
