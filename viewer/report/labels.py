"""Labels for the closed lists: kinds of events, partners, payloads and sources, statuses, kinds of date changes."""

from __future__ import annotations

from collections.abc import Mapping

from viewer.i18n import N_, _, language
from viewer.model.claims import Status
from viewer.model.date_history import ChangeKind
from viewer.model.entities import Event, PartnerKind, PayloadKind, SourceKind
from viewer.model.kinds import KINDS, EventKind
from viewer.model.programme import Programme
from viewer.report.bodies import bodies

Labelled = PartnerKind | PayloadKind | SourceKind | Status | ChangeKind
LABELS: Mapping[Labelled, str] = {
    PartnerKind.COUNTRY: N_("country"),
    PartnerKind.AGENCY: N_("agency"),  # of sources too: members of two lists with the same value are equal
    PartnerKind.ORGANISATION: N_("organisation"),
    PartnerKind.UNIVERSITY: N_("university"),
    PartnerKind.COMPANY: N_("company"),  # of sources too
    PayloadKind.PAYLOAD: N_("payload"),
    PayloadKind.SUPPORT: N_("support"),
    PayloadKind.SAMPLES: N_("samples"),
    SourceKind.STATE_MEDIA: N_("state media"),
    SourceKind.PRESS: N_("press"),
    SourceKind.ACADEMIC: N_("academic"),
    SourceKind.LAW: N_("law"),
    SourceKind.REFERENCE: N_("reference"),
    SourceKind.SOCIAL: N_("social media"),
    Status.CANCELLED: N_("cancelled"),  # of changes too
    Status.FAILED: N_("failed"),
    Status.PARTIAL: N_("partly achieved"),
    Status.OVERDUE: N_("overdue"),
    Status.UNDER_WAY: N_("under way"),
    Status.DONE: N_("done"),
    Status.UNDATED: N_("no date"),
    Status.PLANNED: N_("planned"),
    ChangeKind.FIRST_SAID: N_("first said"),
    ChangeKind.WITHDRAWN: N_("date withdrawn"),
    ChangeKind.REDATED: N_("new date"),
    ChangeKind.RESTATED: N_("said again"),
    ChangeKind.SLIP: N_("later"),
    ChangeKind.PULL_IN: N_("earlier"),
    ChangeKind.FIRMED: N_("made more exact"),
    ChangeKind.LOOSENED: N_("made less exact"),
    ChangeKind.MET: N_("came as planned"),
    ChangeKind.MISSED: N_("came later than planned"),
    ChangeKind.EARLY: N_("came earlier than planned"),
}


def label_of(member: Labelled) -> str:
    """The label in the current language, in lower case: "agency", "under way", "date withdrawn"."""
    return _(LABELS[member])


def event_kind_label(kind: EventKind, body_id: str) -> str:
    """The kind of an event in the current language, in lower case.

    Of a landing and an ascent with the body, "landing on the Moon", where Farside has words for the body.
    """
    body = bodies().get(body_id)
    if body is not None and kind in body.event_kinds:
        return body.event_kinds[kind](language())
    return _(KINDS[kind].label)


def label_of_event(programme: Programme, event: Event) -> str:
    """The kind of an event, with the body that its place is on; without a place with that of the programme."""
    return event_kind_label(event.kind, programme.head.body if event.place is None else event.place.body)
