"""JSON: one object with everything that was known on a day, and what the claims come to.

The fields are those of the YAML (docs/manual/files.md) without those at their default. Each event has `lane` and
`status` in addition.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from math import isfinite
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from viewer.export_request import MADE_BY, ExportedFile, ExportRequest
from viewer.model.calendar import FIRST_DAY, LAST_DAY, Days, date_of, last_day
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Claim, Event
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, tracked
from viewer.report.sentences import event_date, event_sentence

FORMAT, VERSION = "farside-programme", 1


def write(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    """The object of the programme."""
    return ExportedFile(programme_json(request.shown, request.data_number, progress))


def programme_json(programme: Programme, data_number: str = "", progress: ProgressCallback = ignore_progress) -> bytes:
    """The JSON of a snapshot (ValueError for another programme); `data_number` is the hash of its data."""
    return object_json(
        {
            "format": FORMAT,
            "version": VERSION,
            "made_by": MADE_BY,
            "data": data_number,
            "as_of": programme.as_of_day.isoformat(),
            "programme": to_builtins(programme.head),
            "missions": [to_builtins(mission) for mission in programme.missions],
            "partners": [to_builtins(partner) for partner in programme.partners],
            "events": (_event(programme, event) for event in tracked(programme.events, progress)),
            "quotes": [to_builtins(quote) for quote in programme.quotes],
            "sources": [to_builtins(source) for source in programme.sources],
        }
    )


def object_json(members: Mapping[str, object]) -> bytes:
    """A JSON object, indented by two, with a line feed at its end.

    An iterator among the values becomes an array whose items are encoded one by one, so that one item is in memory
    at a time and the iterator can report progress.
    """
    texts = []
    for name, value in members.items():
        if isinstance(value, Iterator):
            items = b",\n    ".join(_indented(item, 4) for item in value)
            text = b"[\n    %b\n  ]" % items if items else b"[]"
        else:
            text = _indented(value, 2)
        texts.append(b'  "%b": %b' % (name.encode(), text))
    return b"{\n%b\n}\n" % b",\n".join(texts)


def _indented(value: object, spaces: int) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + " " * spaces).encode()


def first_and_last_day(when: EdtfDate) -> tuple[str, str]:
    """The first and the last day of the extent, YYYY-MM-DD; "" on an open side and for `unknown`."""

    def day(days: Days, to_date: Callable[[Days], date]) -> str:
        return to_date(days).isoformat() if isfinite(days) and FIRST_DAY <= days <= LAST_DAY + 1 else ""

    return day(when.earliest, date_of), day(when.latest, last_day)


def to_builtins(value: object) -> Any:
    """`value` in the types of JSON: a date as its EDTF text, a struct as its fields that are not at their default."""
    if isinstance(value, EdtfDate):
        return value.text
    if isinstance(value, Struct):
        return {
            name: to_builtins(member)
            for name, default in _defaults(type(value))
            if (member := getattr(value, name)) != default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [to_builtins(item) for item in value]
    return value


@cache
def _defaults(struct: type[Struct]) -> tuple[tuple[str, Any], ...]:
    """The names and default values of the fields of a struct."""
    return tuple((field.name, field.default) for field in fields(struct))


def _event(programme: Programme, event: Event) -> Mapping[str, Any]:
    """The event with its claims in the order in which they became known."""
    event_status = programme.status(event.id)
    claims = (*event_status.claims, *event_status.undated)
    first, last = first_and_last_day(event_status.current_claim.when)
    return {
        **to_builtins(event),
        "lane": programme.lane_of(event),
        "claims": [to_builtins(claim) for claim in claims],
        "standing": {
            "status": event_status.status.value,
            "doubted": event_status.doubted,
            "holds": _index(claims, event_status.current_claim),
            "beside": [_index(claims, claim) for claim in event_status.parallel_claims],
            "conflicts": [_index(claims, claim) for claim in event_status.conflicts],
            "first_day": first,
            "last_day": last,
            "date": event_date(programme, event),
            "sentence": event_sentence(programme, event),
        },
    }


def _index(claims: Sequence[Claim], claim: Claim) -> int:
    """The index of that very claim; equal ones may occur twice."""
    return next(index for index, item in enumerate(claims) if item is claim)
