"""What a programme is made of: frozen values, as an author writes them in `data/`.

The field names are the contract of the YAML (one struct a shape); `farside schema` publishes them.
Nothing here reads a file or a clock. Sequences are tuples, links are ids (unique per kind).
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from viewer.i18n import SOURCE_LANGUAGE, Text
from viewer.model.edtf_date import EdtfDate
from viewer.model.kinds import EventKind


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

    id: str
    title: Text
    publisher: str
    published: EdtfDate  # EDTF, or unknown
    accessed: EdtfDate | None = None
    url: str | None = None  # http or https
    kind: SourceKind
    language: str = SOURCE_LANGUAGE
    weak: bool = False  # a digest, a rewrite, a data set without sources
    relayed_via: str | None = None  # present: known only through this
    note: Text | None = None


class Statement(Struct, frozen=True, kw_only=True, gc=False):
    """A sentence with its sources: a partner's role, a contribution, a payload's result."""

    text: Text
    mission: str | None = None
    said: EdtfDate | None = None
    sources: tuple[str, ...] = ()


class Partner(Struct, frozen=True, kw_only=True, gc=False):
    """A country, agency, organisation, university or company."""

    id: str
    name: Text
    short: Text | None = None  # "ESA": for chips, labels and tables
    kind: PartnerKind
    country: str | None = None  # ISO 3166-1 alpha-2
    part_of: str | None = None  # another partner
    about: Text | None = None  # what it is: timeless
    roles: tuple[Statement, ...] = ()  # what it does or brings, each sourced
    sources: tuple[str, ...] = ()


class Fact(Struct, frozen=True, kw_only=True, gc=False):
    """One line of a mission's facts: "Launch mass: 8 350 kg"."""

    label: Text
    value: Text
    unit: str | None = None
    said: EdtfDate | None = None
    sources: tuple[str, ...] = ()


class Component(Struct, frozen=True, kw_only=True, gc=False):
    """A part of the spacecraft or station: lander, orbiter, rover."""

    name: Text
    role: Text | None = None
    mass_kg: float | None = None
    said: EdtfDate | None = None
    sources: tuple[str, ...] = ()


class Site(Struct, frozen=True, kw_only=True, gc=False):
    """A place on a body; degrees north and east, both unknown (absent) or both given."""

    name: Text
    body: str = ""  # "moon", "earth" …; "" for the body of the programme
    latitude: float | None = None
    longitude: float | None = None
    said: EdtfDate | None = None
    sources: tuple[str, ...] = ()

    @property
    def is_located(self) -> bool:
        """True if the coordinates are known."""
        return self.latitude is not None and self.longitude is not None


class Payload(Struct, frozen=True, kw_only=True, gc=False):
    """What flies on a mission for a partner or for science; `id` is unique over all missions."""

    id: str
    kind: PayloadKind = PayloadKind.PAYLOAD
    name: Text
    partners: tuple[str, ...] = ()
    mass_kg: float | None = None
    measures: Text | None = None
    carried_by: Text | None = None  # lander, orbiter, rover …
    results: tuple[Statement, ...] = ()
    said: EdtfDate | None = None
    sources: tuple[str, ...] = ()
    note: Text | None = None


class Mission(Struct, frozen=True, kw_only=True, gc=False):
    """One mission or programme, one file."""

    id: str
    name: Text
    lane: str
    objective: Text | None = None  # timeless
    facts: tuple[Fact, ...] = ()
    components: tuple[Component, ...] = ()
    sites: tuple[Site, ...] = ()
    payloads: tuple[Payload, ...] = ()
    needs: tuple[str, ...] = ()  # other missions
    sources: tuple[str, ...] = ()


class Place(Struct, frozen=True, kw_only=True, gc=False):
    """Where an event happens."""

    name: Text
    body: str = "earth"  # or "moon", "space" …
    latitude: float | None = None
    longitude: float | None = None


class Claim(Struct, frozen=True, kw_only=True, gc=False):
    """What somebody said, on a day, about when an event happens. See `viewer.model.claims`."""

    when: EdtfDate
    said: EdtfDate | None = None  # absent only with an outcome; `unknown`: undated
    by: Text | None = None  # a partner's id, or a text
    words: Text | None = None  # the source's own few words
    outcome: Outcome | None = None  # absent: a plan
    replaces: bool = True
    computed: bool = False  # we worked the date out of the words
    sources: tuple[str, ...] = ()
    note: Text | None = None


class Event(Struct, frozen=True, kw_only=True, gc=False):
    """Something that happened or was promised."""

    id: str
    title: Text
    missions: tuple[str, ...] = ()
    lane: str | None = None  # absent: the lane of its first mission
    kind: EventKind
    importance: int = 3  # 5 … 1
    partners: tuple[str, ...] = ()
    payloads: tuple[str, ...] = ()
    framework: str | None = None
    place: Place | None = None
    summary: Text | None = None  # timeless: what it is
    part_of: str | None = None  # another event
    needs: tuple[str, ...] = ()  # other events
    claims: tuple[Claim, ...]


class Quote(Struct, frozen=True, kw_only=True, gc=False):
    """Who said what."""

    id: str
    by: Text  # a partner's id, or a text
    role: Text | None = None
    said: EdtfDate
    text: Text
    language: str = SOURCE_LANGUAGE  # of the original
    verbatim: bool = True
    event: str | None = None
    sources: tuple[str, ...] = ()


class Lane(Struct, frozen=True, kw_only=True, gc=False):
    id: str
    title: Text


class Zone(Struct, frozen=True, kw_only=True, gc=False):
    label: Text
    offset: str  # "+08:00"


class Framework(Struct, frozen=True, kw_only=True, gc=False):
    id: str
    name: Text


class Offer(Struct, frozen=True, kw_only=True, gc=False):
    """Payload mass that a mission offers to partners, in kilograms."""

    mission: str
    kg: float
    said: EdtfDate | None = None
    sources: tuple[str, ...] = ()


class SavedView(Struct, frozen=True, kw_only=True, gc=False):
    title: Text
    view: str  # what ViewState.to_text writes


class Head(Struct, frozen=True, kw_only=True, gc=False):
    """`programme.yaml`: what holds for the whole."""

    title: Text
    about: Text | None = None
    home: EdtfDate  # an interval: the window that Home shows
    body: str = ""  # where its sites and landings are, unless they say otherwise: "moon"
    lanes: tuple[Lane, ...]  # in order
    licence: str = ""
    languages: tuple[str, ...] = (SOURCE_LANGUAGE,)
    current_to: EdtfDate  # how far the data reach: a day
    zones: tuple[Zone, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    offers: tuple[Offer, ...] = ()
    views: tuple[SavedView, ...] = ()
