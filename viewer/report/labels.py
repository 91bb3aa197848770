"""Labels for the closed lists: kinds of events, partners, payloads and sources, statuses, kinds of date changes; and
the celestial bodies that Farside has maps of, with the words that it uses for them.

Each body is a folder in resources/bodies, named by the `body` of sites and places in the data: `body.json` holds a
`Body`, and for each of its views there is a square picture VIEW.jpg with the disc touching its edges.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct, json

from viewer.i18n import N_, Text, _, language
from viewer.model.claims import Status
from viewer.model.date_history import ChangeKind
from viewer.model.entities import Event, Mission, PartnerKind, PayloadKind, Site, SourceKind
from viewer.model.kinds import KINDS, EventKind
from viewer.model.programme import Programme
from viewer.resources import resource

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


class BodyView(Struct, frozen=True, kw_only=True):
    """A side of a body as seen from far away: the place at the centre of its disc, in degrees north and east."""

    id: str
    title: Text
    latitude: float
    longitude: float


class Body(Struct, frozen=True, kw_only=True):
    """A body with its views and the texts that name it."""

    name: Text
    sites: Text  # "Landing sites on the Moon"
    location: Text  # "Where on the Moon"
    event_kinds: dict[EventKind, Text]  # labels that name the body: "landing on the Moon"
    views: tuple[BodyView, ...]
    credit: str  # for the pictures


@cache
def bodies() -> dict[str, Body]:
    """All bodies that have a map, by their ids."""
    folders = sorted(path for path in resource("bodies").iterdir() if path.is_dir())
    return {path.name: json.decode((path / "body.json").read_bytes(), type=Body) for path in folders}


def view_picture(body_id: str, view: BodyView) -> Path:
    """The picture of a view of a body."""
    return resource("bodies") / body_id / f"{view.id}.jpg"


def mapped_body(programme: Programme) -> str:
    """The id of the body whose map shows the sites of the programme: of those with a map the one with the most sites.

    Without such sites the body of the programme; "" where that has no map either.
    """
    ids = [_body_of(programme, site) for mission in programme.missions for site in mission.sites]
    default = programme.head.body if programme.head.body in bodies() else ""
    return max((id for id in ids if id in bodies()), key=ids.count, default=default)


def has_site_map(programme: Programme) -> bool:
    """True if the programme has a site on a body that has a map."""
    return any(_body_of(programme, site) in bodies() for mission in programme.missions for site in mission.sites)


def sites_on(programme: Programme, mission: Mission, body_id: str) -> tuple[Site, ...]:
    """The sites of a mission on a body."""
    return tuple(site for site in mission.sites if _body_of(programme, site) == body_id)


def _body_of(programme: Programme, site: Site) -> str:
    """The id of the body that a site is on: that of the programme unless the site has another; "" for none."""
    return site.body or programme.head.body


def no_events_words(programme: Programme) -> str:
    """Why no event is shown: the filter leaves none, or none was known; "" where some are shown."""
    if programme.events:
        return ""
    if programme.unfiltered.events:
        return _("No event passes the filter.")
    return _("Nothing was known of it on that day.")
