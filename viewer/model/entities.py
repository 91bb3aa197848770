"""What a programme is made of: frozen values, as an author writes them in `data/`.

The field names are the contract of the YAML (one struct a shape); `farside schema` publishes them. The types of the
fields say what is allowed and which ids are links: the decoder, the link checks and the schema read it from here.
Nothing here reads a file or a clock. Sequences are tuples, links are ids (unique per kind).
"""

# No `from __future__ import annotations` here: msgspec would compile each annotation when a struct is first decoded.
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from viewer.i18n import LANGUAGES, SOURCE_LANGUAGE, Text
from viewer.model.edtf_date import EdtfDate
from viewer.model.kinds import EventKind

# `rule` names the explanation in `viewer.load.validators` for a value that the type does not allow.
Id = Annotated[
    str,
    Meta(
        pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
        extra_json_schema={"type": ["string", "number"]},  # 2026 may be typed without quotes
        extra={"rule": "id"},
    ),
]
Url = Annotated[str, Meta(pattern=r'^https?://[^\s/?#<>"]+[^\s<>"]*$', extra={"rule": "url"})]
CountryCode = Annotated[str, Meta(pattern="^[A-Z]{2}$", extra={"rule": "country"})]  # ISO 3166-1 alpha-2
LanguageTag = Annotated[str, Meta(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", extra={"rule": "language"})]
TextLanguage = Annotated[str, Meta(extra_json_schema={"enum": list(LANGUAGES)}, extra={"rule": "text language"})]
UtcOffset = Annotated[str, Meta(pattern="^[+-](0[0-9]|1[0-4]):[0-5][0-9]$", extra={"rule": "offset"})]  # "+08:00"
Latitude = Annotated[float, Meta(ge=-90, le=90, extra={"rule": "latitude"})]  # degrees north
Longitude = Annotated[float, Meta(ge=-180, le=180, extra={"rule": "longitude"})]  # degrees east
Kilograms = Annotated[float, Meta(ge=0, extra={"rule": "mass"})]
Importance = Annotated[int, Meta(ge=1, le=5, extra={"rule": "importance"})]
SingleDate = Annotated[EdtfDate, Meta(extra={"rule": "single date"})]  # one date, or unknown
WindowDates = Annotated[EdtfDate, Meta(extra={"rule": "window"})]  # an interval with two ends
CalendarDay = Annotated[EdtfDate, Meta(extra={"rule": "day"})]

# Ids of other items. The item must exist.
SourceId = Annotated[str, Meta(extra={"link": "source"})]
PartnerId = Annotated[str, Meta(extra={"link": "partner"})]
MissionId = Annotated[str, Meta(extra={"link": "mission"})]
PayloadId = Annotated[str, Meta(extra={"link": "payload"})]
EventId = Annotated[str, Meta(extra={"link": "event"})]
LaneId = Annotated[str, Meta(extra={"link": "lane"})]
FrameworkId = Annotated[str, Meta(extra={"link": "framework"})]


class SourceKind(StrEnum):
    AGENCY = "agency"
    STATE_MEDIA = "state-media"
    PRESS = "press"
    ACADEMIC = "academic"
    LAW = "law"
    COMPANY = "company"
    REFERENCE = "reference"
    SOCIAL = "social"


class PartnerKind(StrEnum):
    COUNTRY = "country"
    AGENCY = "agency"
    ORGANISATION = "organisation"
    UNIVERSITY = "university"
    COMPANY = "company"


class PayloadKind(StrEnum):
    PAYLOAD = "payload"
    SUPPORT = "support"
    SAMPLES = "samples"


class Outcome(StrEnum):
    DONE = "done"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Source(Struct, frozen=True, kw_only=True, gc=False):
    """What was published, when, by whom."""

    id: Id
    title: Text
    publisher: str
    published: SingleDate
    accessed: SingleDate | None = None
    url: Url | None = None
    kind: SourceKind
    language: LanguageTag = SOURCE_LANGUAGE
    weak: bool = False  # a digest, a rewrite, a data set without sources
    relayed_via: str | None = None  # present: known only through this
    note: Text | None = None


class Statement(Struct, frozen=True, kw_only=True, gc=False):
    """A sentence with its sources: a partner's role, a contribution, a payload's result."""

    text: Text
    mission: MissionId | None = None
    said: SingleDate | None = None
    sources: tuple[SourceId, ...] = ()


class Partner(Struct, frozen=True, kw_only=True, gc=False):
    """A country, agency, organisation, university or company."""

    id: Id
    name: Text
    short: Text | None = None  # "ESA": for chips, labels and tables
    kind: PartnerKind
    country: CountryCode | None = None
    part_of: PartnerId | None = None
    about: Text | None = None  # what it is: timeless
    roles: tuple[Statement, ...] = ()  # what it does or brings, each sourced
    sources: tuple[SourceId, ...] = ()


class Fact(Struct, frozen=True, kw_only=True, gc=False):
    """One line of a mission's facts: "Launch mass: 8 350 kg"."""

    label: Text
    value: Text
    unit: str | None = None
    said: SingleDate | None = None
    sources: tuple[SourceId, ...] = ()


class Component(Struct, frozen=True, kw_only=True, gc=False):
    """A part of the spacecraft or station: lander, orbiter, rover."""

    name: Text
    role: Text | None = None
    mass_kg: Kilograms | None = None
    said: SingleDate | None = None
    sources: tuple[SourceId, ...] = ()


class Site(Struct, frozen=True, kw_only=True, gc=False):
    """A place on a body; degrees north and east, both unknown (absent) or both given."""

    name: Text
    body: str = ""  # "moon", "earth" …; "" for the body of the programme
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    said: SingleDate | None = None
    sources: tuple[SourceId, ...] = ()

    @property
    def is_located(self) -> bool:
        """True if the coordinates are known."""
        return self.latitude is not None and self.longitude is not None


class Payload(Struct, frozen=True, kw_only=True, gc=False):
    """What flies on a mission for a partner or for science; `id` is unique over all missions."""

    id: Id
    kind: PayloadKind = PayloadKind.PAYLOAD
    name: Text
    partners: tuple[PartnerId, ...] = ()
    mass_kg: Kilograms | None = None
    measures: Text | None = None
    carried_by: Text | None = None  # lander, orbiter, rover …
    results: tuple[Statement, ...] = ()
    said: SingleDate | None = None
    sources: tuple[SourceId, ...] = ()
    note: Text | None = None


class Mission(Struct, frozen=True, kw_only=True, gc=False):
    """One mission or programme, one file."""

    id: Id
    name: Text
    lane: LaneId
    objective: Text | None = None  # timeless
    facts: tuple[Fact, ...] = ()
    components: tuple[Component, ...] = ()
    sites: tuple[Site, ...] = ()
    payloads: tuple[Payload, ...] = ()
    needs: tuple[MissionId, ...] = ()
    sources: tuple[SourceId, ...] = ()


class Place(Struct, frozen=True, kw_only=True, gc=False):
    """Where an event happens."""

    name: Text
    body: str = "earth"  # or "moon", "space" …
    latitude: Latitude | None = None
    longitude: Longitude | None = None


class Claim(Struct, frozen=True, kw_only=True, gc=False):
    """What somebody said, on a day, about when an event happens. See `viewer.model.claims`."""

    when: EdtfDate
    said: SingleDate | None = None  # absent only with an outcome; `unknown`: undated
    by: Text | None = None  # a partner's id, or a text
    words: Text | None = None  # the source's own few words
    outcome: Outcome | None = None  # absent: a plan
    replaces: bool = True
    computed: bool = False  # we worked the date out of the words
    sources: tuple[SourceId, ...] = ()
    note: Text | None = None


class Event(Struct, frozen=True, kw_only=True, gc=False):
    """Something that happened or was promised."""

    id: Id
    title: Text
    missions: tuple[MissionId, ...] = ()
    lane: LaneId | None = None  # absent: the lane of its first mission
    kind: EventKind
    importance: Importance = 3  # 5 … 1
    partners: tuple[PartnerId, ...] = ()
    payloads: tuple[PayloadId, ...] = ()
    framework: FrameworkId | None = None
    place: Place | None = None
    summary: Text | None = None  # timeless: what it is
    part_of: EventId | None = None
    needs: tuple[EventId, ...] = ()
    claims: tuple[Claim, ...]


class Quote(Struct, frozen=True, kw_only=True, gc=False):
    """Who said what."""

    id: Id
    by: Text  # a partner's id, or a text
    role: Text | None = None
    said: SingleDate
    text: Text
    language: LanguageTag = SOURCE_LANGUAGE  # of the original
    verbatim: bool = True
    event: EventId | None = None
    sources: tuple[SourceId, ...] = ()


class Lane(Struct, frozen=True, kw_only=True, gc=False):
    id: Id
    title: Text


class Zone(Struct, frozen=True, kw_only=True, gc=False):
    label: Text
    offset: UtcOffset


class Framework(Struct, frozen=True, kw_only=True, gc=False):
    id: Id
    name: Text


class Offer(Struct, frozen=True, kw_only=True, gc=False):
    """Payload mass that a mission offers to partners, in kilograms."""

    mission: MissionId
    kg: Kilograms
    said: SingleDate | None = None
    sources: tuple[SourceId, ...] = ()


class SavedView(Struct, frozen=True, kw_only=True, gc=False):
    title: Text
    view: str  # what ViewState.to_text writes


class Head(Struct, frozen=True, kw_only=True, gc=False):
    """`programme.yaml`: what holds for the whole."""

    title: Text
    about: Text | None = None
    home: WindowDates  # the window that Home shows
    body: str = ""  # where its sites and landings are, unless they say otherwise: "moon"
    lanes: tuple[Lane, ...]  # in order
    licence: str = ""
    languages: tuple[TextLanguage, ...] = (SOURCE_LANGUAGE,)
    current_to: CalendarDay  # how far the data reach
    zones: tuple[Zone, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    offers: tuple[Offer, ...] = ()
    views: tuple[SavedView, ...] = ()

    def lane_index(self, lane_id: str) -> int:
        """The index of a lane among `lanes`, by which it gets its accent; -1 for an id without a lane."""
        return next((index for index, lane in enumerate(self.lanes) if lane.id == lane_id), -1)


Sourced = Fact | Component | Site | Payload | Statement | Offer | Quote
"""What carries `said` and `sources`."""
