"""The closed lists of the data in words: kinds of events, partners, payloads and sources."""

from __future__ import annotations

from collections.abc import Mapping

from viewer.i18n import N_, _
from viewer.model.entities import EventKind, PartnerKind, PayloadKind, SourceKind

EVENTS: Mapping[EventKind, str] = {
    EventKind.LAUNCH: N_("launch"),
    EventKind.LANDING: N_("landing on the Moon"),
    EventKind.ASCENT: N_("ascent from the Moon"),
    EventKind.ORBIT: N_("orbit, manoeuvre"),
    EventKind.DOCKING: N_("docking, separation"),
    EventKind.SURFACE: N_("work on the surface"),
    EventKind.RETURN: N_("return to Earth"),
    EventKind.PHASE: N_("phase"),
    EventKind.TEST: N_("test"),
    EventKind.PREPARATION: N_("preparation"),
    EventKind.CALL: N_("call for proposals"),
    EventKind.SELECTION: N_("selection"),
    EventKind.DELIVERY: N_("delivery"),
    EventKind.WITHDRAWAL: N_("withdrawal"),
    EventKind.ACCESSION: N_("accession"),
    EventKind.AGREEMENT: N_("agreement"),
    EventKind.SAMPLES: N_("samples handed over"),
    EventKind.SCIENCE: N_("result published"),
    EventKind.POLICY: N_("policy, law"),
    EventKind.ORGANISATION: N_("organisation"),
    EventKind.STATEMENT: N_("statement"),
    EventKind.DELAY: N_("delay"),
}
PARTNERS: Mapping[PartnerKind, str] = {
    PartnerKind.COUNTRY: N_("country"),
    PartnerKind.AGENCY: N_("agency"),
    PartnerKind.ORGANISATION: N_("organisation"),
    PartnerKind.UNIVERSITY: N_("university"),
    PartnerKind.COMPANY: N_("company"),
}
PAYLOADS: Mapping[PayloadKind, str] = {
    PayloadKind.PAYLOAD: N_("payload"),
    PayloadKind.SUPPORT: N_("support"),
    PayloadKind.SAMPLES: N_("samples"),
}
SOURCES: Mapping[SourceKind, str] = {
    SourceKind.AGENCY: N_("agency"),
    SourceKind.STATE_MEDIA: N_("state media"),
    SourceKind.PRESS: N_("press"),
    SourceKind.ACADEMIC: N_("academic"),
    SourceKind.LAW: N_("law"),
    SourceKind.COMPANY: N_("company"),
    SourceKind.REFERENCE: N_("reference"),
    SourceKind.SOCIAL: N_("social media"),
}


def kind_words(kind: EventKind | PartnerKind | PayloadKind | SourceKind) -> str:
    """The kind in the present language, in lower case: "landing on the Moon"."""
    if isinstance(kind, EventKind):
        return _(EVENTS[kind])
    if isinstance(kind, PartnerKind):
        return _(PARTNERS[kind])
    if isinstance(kind, PayloadKind):
        return _(PAYLOADS[kind])
    return _(SOURCES[kind])
