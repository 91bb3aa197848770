"""A small programme with every case that a report has words for."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import builders
from tests.builders import source, text
from viewer.i18n import Text
from viewer.model.edtf import parse
from viewer.model.entities import (
    Claim,
    Component,
    Event,
    Fact,
    Lane,
    Mission,
    Offer,
    Outcome,
    Partner,
    PartnerKind,
    Payload,
    Place,
    Quote,
    Site,
    Statement,
)
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme

TODAY = date(2026, 11, 22)


def claim(when: str, said: str | None = "2022-01-01", by: str | None = None, **fields: Any) -> Claim:
    return builders.claim(when, said, by=None if by is None else Text(by), **{"sources": ("good",), **fields})


def event(id: str, *claims: Claim, **fields: Any) -> Event:
    return builders.event(id, *claims, **{"lane": "moon", **fields})


def programme(*events: Event, day: date = TODAY, **fields: Any) -> Programme:
    """A programme of these parts (`sources`, `partners`, `missions`, `quotes`) and fields of the head, as of `day`."""
    parts = {name: fields.pop(name) for name in ("sources", "partners", "missions", "quotes") if name in fields}
    defaults: dict[str, Any] = {
        "title": text("The road", "路"),
        "home": "2020/2035",
        "body": "moon",
        "lanes": (Lane(id="moon", title=text("Moon", "月球")),),
    }
    return builders.programme(*events, head=builders.head(**{**defaults, **fields}), **parts).as_of(day)


GOOD = source("good", url="https://example.org/a?b=1&c=2")
WEAK = source("weak", weak=True)
RELAYED = source("relayed", relayed_via="a <forum>")
LATER = source("later", "2026-06-01")

ESA = Partner(
    id="esa",
    name=text("European Space Agency", "欧洲空间局"),
    short=text("ESA", "欧空局"),
    kind=PartnerKind.AGENCY,
    about=text("An <agency>"),
    roles=(Statement(text=text("Builds NILS"), mission="six", sources=("good",)),),
    sources=("good",),
)
IRF = Partner(
    id="irf",
    name=text("Institute of Space Physics"),
    kind=PartnerKind.ORGANISATION,
    part_of="esa",
    roles=(Statement(text=text("Tests it"), sources=("good",)),),
)
EMPTY = Partner(id="empty", name=text("Nobody"), kind=PartnerKind.COUNTRY)

SIX = Mission(
    id="six",
    name=text("Mission 6", "六号"),
    lane="moon",
    objective=text("Bring soil home."),
    facts=(
        Fact(label=text("Launch mass"), value=text("8,350"), unit="kg", sources=("good",)),
        Fact(label=text("Rocket"), value=text("*Long* March")),
    ),
    components=(Component(name=text("Lander"), role=text("lands"), mass_kg=3200), Component(name=text("Orbiter"))),
    sites=(
        Site(name=text("Apollo"), latitude=-41.6, longitude=-154.0),
        Site(name=text("Pole"), latitude=88.5, longitude=190.0),
        Site(name=text("Somewhere")),
    ),
    payloads=(
        Payload(
            id="nils",
            name=text("NILS"),
            partners=("esa", "irf"),
            mass_kg=4.8,
            measures=text("ions"),
            carried_by=text("lander"),
            results=(Statement(text=text("Found <ions>"), sources=("weak",)),),
            note=text("One of four"),
            sources=("good",),
        ),
        Payload(id="rover", name=text("Rover"), partners=("irf",)),
        Payload(id="camera", name=text("Camera")),
    ),
    needs=("relay",),
    sources=("good",),
)
RELAY = Mission(id="relay", name=text("Relay"), lane="moon")

EVENTS = (
    event(
        "launch",
        claim("2024", "2021-06~", by="esa", sources=("good",)),
        claim("2026~", "2024-06-27", by="A minister", words=text("around 2026"), sources=("good",)),
        claim("unknown", "2026-08-23", by="esa", sources=("good",)),
        claim("2027", "2026-09", computed=True, note=text("from a <slide>"), sources=("weak", "relayed")),
        claim("2029", "2026-10-10", replaces=False, sources=("good",)),
        missions=("six",),
        partners=("esa",),
        payloads=("nils",),
        importance=5,
        summary=text("It flies & lands."),
        place=Place(name=text("Wenchang")),
        needs=("relayed-launch",),
    ),
    event("relayed-launch", claim("2024-03-20T00:31Z", None, outcome=Outcome.DONE, sources=("good",)), importance=5),
    event(
        "landing",
        claim("2026-12", "2025", by="esa"),
        missions=("six",),
        part_of="launch",
        kind=EventKind.LANDING,
        importance=4,
    ),
    event("small", claim("2028", "2025-01-01", by="esa"), importance=1, kind=EventKind.TEST),
    event("late", claim("2025", "2024-01-01"), kind=EventKind.TEST),
    event("phase", claim("2024/2035", None, outcome=Outcome.DONE, sources=("good",)), kind=EventKind.PHASE),
    event(
        "lost", claim("2023-01-01", None, outcome=Outcome.FAILED, sources=("good",)), kind=EventKind.TEST, importance=4
    ),
    event(
        "deal", claim("2022-06", None, outcome=Outcome.DONE, sources=("good",)), kind=EventKind.AGREEMENT, importance=4
    ),
    event("law", claim("2011-04/..", None, outcome=Outcome.DONE, sources=("good",)), kind=EventKind.POLICY),
    event(
        "out",
        claim("2025-05-05", None, outcome=Outcome.DONE, sources=("weak",)),
        kind=EventKind.WITHDRAWAL,
        payloads=("rover",),
        importance=2,
    ),
)
QUOTES = (
    Quote(
        id="q1",
        by=Text(en="esa"),
        said=parse("2024-06-27"),
        text=text("It <works>."),
        event="launch",
        sources=("good",),
    ),
    Quote(
        id="q2",
        by=Text(en="Hu Hao"),
        role=text("chief designer"),
        said=parse("2024"),
        text=text("That it works"),
        verbatim=False,
        sources=("later",),
    ),
)


def full(day: date = TODAY) -> Programme:
    """Everything above, as of `day`."""
    return programme(
        *EVENTS,
        sources=(GOOD, WEAK, RELAYED, LATER),
        partners=(ESA, IRF, EMPTY),
        missions=(SIX, RELAY),
        quotes=QUOTES,
        day=day,
        about=text("All about <it>"),
        offers=(Offer(mission="six", kg=20, sources=("good",)),),
    )
