"""What partners contribute: payloads, their status and masses, and the mass that missions offer.

Matrix, details and summary take payloads and numbers from here, so that they agree. An unknown mass counts as unknown,
never as zero.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from viewer.i18n import N_, _, kilograms, ngettext_
from viewer.model.entities import Mission, Outcome, Payload, PayloadKind
from viewer.model.kinds import KINDS, EventKind, PayloadStatus
from viewer.model.participation import payload_event
from viewer.model.programme import Programme
from viewer.report.sentences import listed

_STATUS_WORDS = {
    PayloadStatus.FLOWN: N_("flown"),
    PayloadStatus.DELIVERED: N_("delivered"),
    PayloadStatus.PREPARED: N_("being built or tested"),
    PayloadStatus.SELECTED: N_("selected"),
    PayloadStatus.HANDED_OVER: N_("samples handed over"),
    PayloadStatus.OFFERED: N_("offered, no decision known"),
    PayloadStatus.WITHDRAWN: N_("withdrawn or barred"),
}
_STAGES = (PayloadStatus.FLOWN, PayloadStatus.DELIVERED, PayloadStatus.PREPARED, PayloadStatus.SELECTED)
"""The furthest first."""


def contributed(
    programme: Programme, mission_id: str | None = None, partner_id: str | None = None
) -> tuple[tuple[Mission, Payload], ...]:
    """The payloads that partners contribute, with their missions, in the order of the missions and files.

    Of one mission, of one partner with its parts, or of all.
    """
    partner_ids = None if partner_id is None else with_parts(programme, partner_id)
    return tuple(
        (mission, payload)
        for mission in programme.missions
        if mission_id in (None, mission.id)
        for payload in mission.payloads
        if payload.partners and (partner_ids is None or not partner_ids.isdisjoint(payload.partners))
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


def payload_status_words(status: PayloadStatus) -> str:
    """ "flown", "delivered", "withdrawn or barred" …"""
    return _(_STATUS_WORDS[status])


def payload_status(programme: Programme, payload: Payload) -> PayloadStatus:
    """What has become of the payload on the programme's day.

    `WITHDRAWN` where its latest event is a withdrawal, else the furthest stage that was reported done, at least in
    part. Samples have no stages: they are handed over or offered.
    """
    return programme.derived(("payload status", payload.id), lambda: _payload_status(programme, payload))


def _payload_status(programme: Programme, payload: Payload) -> PayloadStatus:
    latest = payload_event(programme, payload.id)
    if latest is not None and latest.kind is EventKind.WITHDRAWAL:
        return PayloadStatus.WITHDRAWN
    kinds = _reported_kinds(programme, payload)
    if payload.kind is PayloadKind.SAMPLES:
        return PayloadStatus.HANDED_OVER if EventKind.SAMPLES in kinds else PayloadStatus.OFFERED
    stages = {KINDS[kind].payload_status for kind in kinds}
    return next((status for status in _STAGES if status in stages), PayloadStatus.OFFERED)


def is_selected(programme: Programme, payload: Payload) -> bool:
    """True if the payload was reported selected for its mission, and not withdrawn since."""
    return (
        payload.kind is not PayloadKind.SAMPLES
        and EventKind.SELECTION in _reported_kinds(programme, payload)
        and payload_status(programme, payload) is not PayloadStatus.WITHDRAWN
    )


def _reported_kinds(programme: Programme, payload: Payload) -> frozenset[EventKind]:
    """The kinds of the payload's events that were reported done, at least in part."""
    return frozenset(
        event.kind
        for event in programme.unfiltered.events_of_payload.get(payload.id, ())
        if programme.status(event.id).current_claim.outcome in (Outcome.DONE, Outcome.PARTIAL)
    )


class PayloadTotals(Struct, frozen=True):
    """Payloads counted, each once. Withdrawn payloads and samples are counted apart and have no mass."""

    payloads: int = 0
    known_masses: int = 0  # how many of `payloads` have a known mass
    kg: float = 0.0  # the sum of the known masses
    withdrawn: int = 0
    samples: int = 0

    @property
    def is_complete(self) -> bool:
        """True if the mass of every payload is known."""
        return self.known_masses == self.payloads


def payload_totals(programme: Programme, payloads: Iterable[Payload]) -> PayloadTotals:
    """The totals of `payloads`; one that is named twice counts once."""
    items = {payload.id: payload for payload in payloads}.values()
    present = [item for item in items if payload_status(programme, item) is not PayloadStatus.WITHDRAWN]
    masses = [item.mass_kg for item in present if item.kind is not PayloadKind.SAMPLES]
    known = [mass for mass in masses if mass is not None]
    withdrawn, samples = len(items) - len(present), len(present) - len(masses)
    return PayloadTotals(len(masses), len(known), round(sum(known, 0.0), 6), withdrawn, samples)


def contributed_totals(programme: Programme, mission: str | None = None, partner: str | None = None) -> PayloadTotals:
    """What partners contribute: to one mission, by one partner with its parts, or in all."""
    return payload_totals(programme, (payload for _mission, payload in contributed(programme, mission, partner)))


def count_words(totals: PayloadTotals) -> str:
    """ "10 payloads, 1 withdrawn", "9 samples"; "" of nothing."""
    return listed(count_parts(totals))


def count_parts(totals: PayloadTotals) -> tuple[str, ...]:
    """The parts of `count_words`, one for each number that is not zero."""
    parts = (
        (totals.payloads, ngettext_("{n} payload", "{n} payloads", totals.payloads)),
        (totals.withdrawn, _("{n} withdrawn", n=totals.withdrawn)),
        (totals.samples, ngettext_("{n} sample", "{n} samples", totals.samples)),
    )
    return tuple(words for number, words in parts if number)


def mass_words(totals: PayloadTotals) -> str:
    """ "known: 24 kg of 3 of 10 payloads; the rest unknown"; of no payloads ""."""
    if not totals.payloads:
        return ""
    if not totals.known_masses:
        return _("mass unknown")
    if totals.is_complete:
        return kilograms(totals.kg)
    return ngettext_(
        "known: {mass} of {k} of {n} payload; the rest unknown",
        "known: {mass} of {k} of {n} payloads; the rest unknown",
        totals.payloads,
        mass=kilograms(totals.kg),
        k=totals.known_masses,
    )


def short_mass_words(totals: PayloadTotals) -> str:
    """The mass where there is little room: "45 kg + ?", "11 kg", "? kg"; "" of no payloads."""
    if not totals.payloads:
        return ""
    if not totals.known_masses:
        return _("? kg")
    mass = kilograms(totals.kg)
    return mass if totals.is_complete else _("{mass} + ?", mass=mass)


class MassAllocation(Struct, frozen=True):
    """The mass that a mission offers to partners, and the payloads that were selected for it."""

    mission: str
    offered_kg: float
    selected: PayloadTotals

    @property
    def known_share(self) -> float:
        """The known mass of the selected payloads as a share of the offered mass, 0 to 1; at most 1."""
        return min(1.0, self.selected.kg / self.offered_kg) if self.offered_kg else 0.0


def mass_allocation(programme: Programme, mission: str) -> MassAllocation | None:
    """The allocation on the mission as known on the day, by the last offer; None where no offer is known."""
    offers = [offer for offer in programme.head.offers if offer.mission == mission]
    if not offers:
        return None
    payloads = (payload for _mission, payload in contributed(programme, mission))
    selected = payload_totals(programme, (payload for payload in payloads if is_selected(programme, payload)))
    return MassAllocation(mission, offers[-1].kg, selected)


def allocation_words(allocation: MassAllocation) -> str:
    """ "200 kg offered; 10 payloads chosen; known: 45 kg of 2 of them, the rest unknown"."""
    totals = allocation.selected
    numbers = {"offered": kilograms(allocation.offered_kg), "mass": kilograms(totals.kg)}
    if not totals.payloads:
        return _("{offered} offered; no choice known", **numbers)
    if not totals.known_masses:
        return ngettext_(
            "{offered} offered; {n} payload chosen, its mass unknown",
            "{offered} offered; {n} payloads chosen, their mass unknown",
            totals.payloads,
            **numbers,
        )
    if totals.is_complete:
        return ngettext_(
            "{offered} offered; {n} payload chosen, {mass}",
            "{offered} offered; {n} payloads chosen, {mass} together",
            totals.payloads,
            **numbers,
        )
    return _(
        "{offered} offered; {n} payloads chosen; known: {mass} of {k} of them, the rest unknown",
        n=totals.payloads,
        k=totals.known_masses,
        **numbers,
    )


def short_allocation_words(allocation: MassAllocation) -> str:
    """The same where there is little room: "45 kg + ? of 200 kg"."""
    offered = kilograms(allocation.offered_kg)
    if not allocation.selected.payloads:
        return _("{mass} offered", mass=offered)
    return _("{known} of {mass}", known=short_mass_words(allocation.selected), mass=offered)
