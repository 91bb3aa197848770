"""Which fields are links, and to what: the one table that decoding, cross checks and hints read."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from viewer.model.entities import (
    Claim,
    Component,
    Event,
    Fact,
    Framework,
    Lane,
    Mission,
    Offer,
    Partner,
    Payload,
    Quote,
    Site,
    Source,
    Statement,
)

KINDS: Mapping[type[Struct], str] = {
    Source: "source",
    Partner: "partner",
    Mission: "mission",
    Payload: "payload",
    Event: "event",
    Quote: "quote",
    Lane: "lane",
    Framework: "framework",
}
"""What has an id, unique among its kind. A faulty one is left out alone; what it stands in is kept."""

LINKS: Mapping[type[Struct], Mapping[str, str]] = {
    Statement: {"mission": "mission", "sources": "source"},
    Partner: {"part_of": "partner", "sources": "source"},
    Fact: {"sources": "source"},
    Component: {"sources": "source"},
    Site: {"sources": "source"},
    Payload: {"partners": "partner", "sources": "source"},
    Mission: {"lane": "lane", "needs": "mission", "sources": "source"},
    Claim: {"sources": "source"},
    Event: {
        "missions": "mission",
        "lane": "lane",
        "partners": "partner",
        "payloads": "payload",
        "framework": "framework",
        "part_of": "event",
        "needs": "event",
    },
    Quote: {"event": "event", "sources": "source"},
    Offer: {"mission": "mission", "sources": "source"},
}
"""By struct and field, the kind that the id or ids in it name. `by` is free text and no link."""
