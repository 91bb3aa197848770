"""A programme as one JSON object: everything that was known on a day, and how it stood.

The fields are those of the YAML (docs/manual/files.md); what is at its default is left out. Added are, for each
event, `lane` and `standing`, which say what the rules of the claims come to.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Claim, Event
from viewer.model.programme import Programme
from viewer.report.document import json_text
from viewer.report.sentences import event_date, event_sentence
from viewer.report.tables import first_and_last

FORMAT, VERSION = "farside-programme", 1


def json_record(programme: Programme, data: str = "", made_by: str = "") -> str:
    """The JSON of a programme that was seen from a day (ValueError without one).

    `data` is the number of the data it was made of, `made_by` the program with its version.
    """
    if programme.day is None:
        raise ValueError("a record needs a programme seen from a day")
    return json_text(
        {
            "format": FORMAT,
            "version": VERSION,
            "made_by": made_by,
            "data": data,
            "as_of": programme.day.isoformat(),
            "programme": plain(programme.head),
            "missions": [plain(mission) for mission in programme.missions],
            "partners": [plain(partner) for partner in programme.partners],
            "events": [_event(programme, event) for event in programme.events],
            "quotes": [plain(quote) for quote in programme.quotes],
            "sources": [plain(source) for source in programme.sources],
        }
    )


def plain(value: object) -> Any:
    """`value` as what JSON knows: a date is its EDTF text, a struct what of it is not at its default."""
    if isinstance(value, EdtfDate):
        return value.text
    if isinstance(value, Struct):
        return {
            name: plain(found)
            for name, default in _defaults(type(value))
            if (found := getattr(value, name)) != default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value


@cache
def _defaults(shape: type[Struct]) -> tuple[tuple[str, Any], ...]:
    """The fields of a struct, each with what stands for nothing said."""
    return tuple((field.name, field.default) for field in fields(shape))


def _event(programme: Programme, event: Event) -> Mapping[str, Any]:
    """The event with its claims in the order in which they became known."""
    standing = programme.standing(event.id)
    claims = (*standing.claims, *standing.undated)

    def number(claim: Claim) -> int:
        return next(index for index, one in enumerate(claims) if one is claim)

    first, last = first_and_last(standing.holder.when)
    return {
        **plain(event),
        "lane": programme.lane_of(event),
        "claims": [plain(claim) for claim in claims],
        "standing": {
            "status": standing.status.value,
            "doubted": standing.doubted,
            "holds": number(standing.holder),
            "beside": [number(claim) for claim in standing.beside],
            "conflicts": [number(claim) for claim in standing.conflicts],
            "first_day": first,
            "last_day": last,
            "date": event_date(programme, event),
            "sentence": event_sentence(programme, event),
        },
    }
