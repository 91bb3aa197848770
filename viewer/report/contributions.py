"""What partners bring, counted once and for all: what became of each payload, masses, and what was offered.

Matrix, panes and summary take their numbers from here (and what is counted from `facts.contributed`), so that
they agree. What is not known is counted as unknown, never as nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from viewer.i18n import N_, _, kilograms, ngettext_
from viewer.model.entities import EventKind, Outcome, Payload, PayloadKind
from viewer.model.payload_state import payload_state
from viewer.model.programme import Programme
from viewer.report.facts import contributed, listed


class Fate(StrEnum):
    """What has become of a payload, as far as it was reported."""

    FLOWN = "flown"
    DELIVERED = "delivered"
    PREPARED = "prepared"
    SELECTED = "selected"
    HANDED_OVER = "handed-over"  # samples: lent or given
    OFFERED = "offered"  # spoken of, and no more
    WITHDRAWN = "withdrawn"


_WORDS = {
    Fate.FLOWN: N_("flown"),
    Fate.DELIVERED: N_("delivered"),
    Fate.PREPARED: N_("being built or tested"),
    Fate.SELECTED: N_("selected"),
    Fate.HANDED_OVER: N_("samples handed over"),
    Fate.OFFERED: N_("offered, no decision known"),
    Fate.WITHDRAWN: N_("withdrawn or barred"),
}
_STAGES: tuple[tuple[Fate, frozenset[EventKind]], ...] = (
    (
        Fate.FLOWN,
        frozenset(
            {
                EventKind.LAUNCH,
                EventKind.LANDING,
                EventKind.ASCENT,
                EventKind.ORBIT,
                EventKind.DOCKING,
                EventKind.SURFACE,
                EventKind.RETURN,
            }
        ),
    ),
    (Fate.DELIVERED, frozenset({EventKind.DELIVERY})),
    (Fate.PREPARED, frozenset({EventKind.PREPARATION, EventKind.TEST})),
    (Fate.SELECTED, frozenset({EventKind.SELECTION})),
)
_HAPPENED = (Outcome.DONE, Outcome.PARTIAL)


def fate_words(fate: Fate) -> str:
    """ "flown", "delivered", "withdrawn or barred" …"""
    return _(_WORDS[fate])


def fate(programme: Programme, payload: Payload) -> Fate:
    """What has become of the payload on the programme's day.

    Withdrawn where the latest event that tells of it is a withdrawal, else the furthest stage that was reported
    done, at least in part. A published result means that it flew; of samples, nothing but their hand-over counts.
    """
    latest = payload_state(programme, payload.id)
    if latest is not None and latest.kind is EventKind.WITHDRAWAL:
        return Fate.WITHDRAWN
    reported = _reported(programme, payload)
    if payload.kind is PayloadKind.SAMPLES:
        return Fate.HANDED_OVER if EventKind.SAMPLES in reported else Fate.OFFERED
    if EventKind.SCIENCE in reported:
        return Fate.FLOWN
    return next((stage for stage, kinds in _STAGES if kinds & reported), Fate.OFFERED)


def chosen(programme: Programme, payload: Payload) -> bool:
    """Whether the payload was reported selected for its mission, and not withdrawn since."""
    return (
        fate(programme, payload) is not Fate.WITHDRAWN
        and payload.kind is not PayloadKind.SAMPLES
        and EventKind.SELECTION in _reported(programme, payload)
    )


def _reported(programme: Programme, payload: Payload) -> frozenset[EventKind]:
    return frozenset(
        event.kind
        for event in programme.unfiltered.events_of_payload.get(payload.id, ())
        if programme.standing(event.id).holder.outcome in _HAPPENED
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """Payloads counted, each once. The mass is that of those whose mass is known."""

    payloads: int = 0  # without those withdrawn, and without samples
    weighed: int = 0  # so many of them have a known mass
    kg: float = 0.0  # which is so much together
    withdrawn: int = 0
    samples: int = 0

    @property
    def complete(self) -> bool:
        """Whether no mass is unknown."""
        return self.weighed == self.payloads


def tally(programme: Programme, payloads: Iterable[Payload]) -> Tally:
    """The numbers of `payloads`; one that is named twice counts once."""
    standing = weighed = withdrawn = samples = 0
    kg = 0.0
    for payload in {payload.id: payload for payload in payloads}.values():
        if fate(programme, payload) is Fate.WITHDRAWN:
            withdrawn += 1
        elif payload.kind is PayloadKind.SAMPLES:
            samples += 1
        else:
            standing += 1
            if payload.mass_kg is not None:
                weighed += 1
                kg += payload.mass_kg
    return Tally(standing, weighed, round(kg, 6), withdrawn, samples)


def tally_of(programme: Programme, mission: str | None = None, partner: str | None = None) -> Tally:
    """What partners bring: to one mission, by one partner with its parts, or all in all."""
    return tally(programme, (payload for _mission, payload in contributed(programme, mission, partner)))


def count_words(counted: Tally) -> str:
    """ "10 payloads, 1 withdrawn", "9 samples"; "" of nothing."""
    parts = count_parts(counted)
    return listed(list(parts)) if parts else ""


def count_parts(counted: Tally) -> tuple[str, ...]:
    """The words of `count_words`, one for each number that is not nought."""
    parts = []
    if counted.payloads:
        parts.append(ngettext_("{n} payload", "{n} payloads", counted.payloads))
    if counted.withdrawn:
        parts.append(_("{n} withdrawn", n=counted.withdrawn))
    if counted.samples:
        parts.append(ngettext_("{n} sample", "{n} samples", counted.samples))
    return tuple(parts)


def mass_words(counted: Tally) -> str:
    """ "known: 24 kg of 3 of 10 payloads; the rest unknown"; of no payloads ""."""
    if not counted.payloads:
        return ""
    if not counted.weighed:
        return _("mass unknown")
    mass = kilograms(counted.kg)
    if counted.complete:
        return mass
    return ngettext_(
        "known: {mass} of {k} of {n} payload; the rest unknown",
        "known: {mass} of {k} of {n} payloads; the rest unknown",
        counted.payloads,
        mass=mass,
        k=counted.weighed,
    )


def mass_sign(counted: Tally) -> str:
    """The mass in short, where there is no room for words: "45 kg + ?", "11 kg", "? kg"; "" of no payloads."""
    if not counted.payloads:
        return ""
    if not counted.weighed:
        return _("? kg")
    mass = kilograms(counted.kg)
    return mass if counted.complete else _("{mass} + ?", mass=mass)


@dataclass(frozen=True, slots=True)
class Allotment:
    """What a mission offers to partners, and what of it is known to be allotted."""

    mission: str
    offered_kg: float
    chosen: Tally  # of the payloads that were selected

    @property
    def known_share(self) -> float:
        """The known mass as a share of what is offered, 0 to 1; more than was offered is 1."""
        return min(1.0, self.chosen.kg / self.offered_kg) if self.offered_kg else 0.0


def allotment(programme: Programme, mission: str) -> Allotment | None:
    """The mass offered on the mission as known on the day (the last offer written), None where none is known."""
    offers = [offer for offer in programme.head.offers if offer.mission == mission]
    if not offers:
        return None
    brought = (payload for _mission, payload in contributed(programme, mission))
    return Allotment(
        mission, offers[-1].kg, tally(programme, (item for item in brought if chosen(programme, item)))
    )


def allotment_words(allotted: Allotment) -> str:
    """ "200 kg offered; 10 payloads chosen; known: 45 kg of 2 of them, the rest unknown"."""
    offered, counted = kilograms(allotted.offered_kg), allotted.chosen
    if not counted.payloads:
        return _("{offered} offered; no choice known", offered=offered)
    if not counted.weighed:
        return ngettext_(
            "{offered} offered; {n} payload chosen, its mass unknown",
            "{offered} offered; {n} payloads chosen, their mass unknown",
            counted.payloads,
            offered=offered,
        )
    if counted.complete:
        return ngettext_(
            "{offered} offered; {n} payload chosen, {mass}",
            "{offered} offered; {n} payloads chosen, {mass} together",
            counted.payloads,
            offered=offered,
            mass=kilograms(counted.kg),
        )
    return _(
        "{offered} offered; {n} payloads chosen; known: {mass} of {k} of them, the rest unknown",
        offered=offered,
        n=counted.payloads,
        mass=kilograms(counted.kg),
        k=counted.weighed,
    )
