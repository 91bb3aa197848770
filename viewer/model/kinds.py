"""The kinds of events and what each of them means: the one table that a new kind is added to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from viewer.i18n import N_


class EventKind(StrEnum):
    """What kind of thing an event is. A closed list; authors write these words."""

    LAUNCH = "launch"
    LANDING = "landing"  # on another body
    ASCENT = "ascent"  # from another body
    ORBIT = "orbit"  # orbit insertion, manoeuvre, departure
    DOCKING = "docking"  # rendezvous, separation, transfer in space
    SURFACE = "surface"  # work on the surface: sampling, an instrument run, a rover
    RETURN = "return"  # landing on Earth
    PHASE = "phase"  # a phase of a programme; has `part_of`
    TEST = "test"  # a test of hardware, on the ground or in flight
    PREPARATION = "preparation"  # shipment, roll-out, integration, readiness
    CALL = "call"  # an opportunity announcement or its deadline
    SELECTION = "selection"  # of payloads, crews, sites
    DELIVERY = "delivery"  # of a payload or instrument to its carrier
    WITHDRAWAL = "withdrawal"  # a payload or partner drops out or is barred
    ACCESSION = "accession"  # a partner joins a framework
    AGREEMENT = "agreement"  # memorandum, contract, joint statement
    SAMPLES = "samples"  # hand-over, loan, gift of samples
    SCIENCE = "science"  # a result published
    POLICY = "policy"  # law, rule, decision of a government
    ORGANISATION = "organisation"  # a body is founded, moved, closed
    STATEMENT = "statement"  # press conference, interview, plan made public
    DELAY = "delay"  # a call-off, a postponement announced


class PayloadStatus(StrEnum):
    """What has become of a payload, as far as it was reported. The first four are stages, the furthest first."""

    FLOWN = "flown"
    DELIVERED = "delivered"
    PREPARED = "prepared"
    SELECTED = "selected"
    HANDED_OVER = "handed-over"  # samples: lent or given
    OFFERED = "offered"  # mentioned, and no more
    WITHDRAWN = "withdrawn"


class KindInfo(Struct, frozen=True):
    """One row of the table of kinds."""

    label: str  # a message, in lower case; `viewer.report.labels` may have one that names the body
    symbol: str  # its shape, a name of `viewer.timeline.symbols.OUTLINES`; no two kinds share one
    payload_status: PayloadStatus | None = None  # of a payload that the event names, once the event is reported
    membership_rank: int = 0  # 1: tells first whether a partner belongs to a framework; 2: where no 1 does; 0: never
    is_agreement: bool = False  # listed under agreements
    represents_mission: bool = False  # stands for its mission where events are equally important


KINDS: Mapping[EventKind, KindInfo] = {
    EventKind.LAUNCH: KindInfo(N_("launch"), "up", PayloadStatus.FLOWN, represents_mission=True),
    EventKind.LANDING: KindInfo(N_("landing"), "down", PayloadStatus.FLOWN),
    EventKind.ASCENT: KindInfo(N_("ascent"), "chevron-up", PayloadStatus.FLOWN),
    EventKind.ORBIT: KindInfo(N_("orbit, manoeuvre"), "lens", PayloadStatus.FLOWN),
    EventKind.DOCKING: KindInfo(N_("docking, separation"), "bow", PayloadStatus.FLOWN),
    EventKind.SURFACE: KindInfo(N_("work on the surface"), "square", PayloadStatus.FLOWN),
    EventKind.RETURN: KindInfo(N_("return to Earth"), "dome", PayloadStatus.FLOWN),
    EventKind.PHASE: KindInfo(N_("phase"), "slab"),
    EventKind.TEST: KindInfo(N_("test"), "hexagon", PayloadStatus.PREPARED),
    EventKind.PREPARATION: KindInfo(N_("preparation"), "pentagon", PayloadStatus.PREPARED),
    EventKind.CALL: KindInfo(N_("call for proposals"), "chevron-right"),
    EventKind.SELECTION: KindInfo(N_("selection"), "star", PayloadStatus.SELECTED),
    EventKind.DELIVERY: KindInfo(N_("delivery"), "tray", PayloadStatus.DELIVERED),
    EventKind.WITHDRAWAL: KindInfo(N_("withdrawal"), "left", PayloadStatus.WITHDRAWN, membership_rank=1),
    EventKind.ACCESSION: KindInfo(N_("accession"), "plus", membership_rank=1, is_agreement=True),
    EventKind.AGREEMENT: KindInfo(N_("agreement"), "diamond", membership_rank=2, is_agreement=True),
    EventKind.SAMPLES: KindInfo(N_("samples handed over"), "drop", PayloadStatus.HANDED_OVER),
    EventKind.SCIENCE: KindInfo(N_("result published"), "spark", PayloadStatus.FLOWN),
    EventKind.POLICY: KindInfo(N_("policy, law"), "shield"),
    EventKind.ORGANISATION: KindInfo(N_("organisation"), "house"),
    EventKind.STATEMENT: KindInfo(N_("statement"), "bubble"),
    EventKind.DELAY: KindInfo(N_("delay"), "hourglass"),
}
"""Every kind, in the order in which filters and the legend list them."""
