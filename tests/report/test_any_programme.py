"""Whatever dates a programme has, every table, calendar and slide of it can be written and read."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.timeline.sample import WHENS, claim, event, programme
from viewer.export.csv import TABLES, table_csv
from viewer.export.ics import calendar
from viewer.export.json import programme_json
from viewer.export.timelinejs import slides
from viewer.export_request import ExportedFile

EDGES = st.sampled_from(
    [
        "0001",
        "0001~",
        "9999",
        "9999~",
        "9999-12-31",
        "9999-12-31~",
        "9999-12-31T23:59Z",
        "0001-01-01T00Z",
        "20XX",
        "202X",
    ]
)


@given(st.lists(st.lists(WHENS | EDGES, min_size=1, max_size=3), max_size=4))
def test_every_export_can_be_read(whens: Sequence[Sequence[str]]) -> None:
    of = programme([event(f"e{n}", *map(claim, some)) for n, some in enumerate(whens)])
    for name in TABLES:
        assert list(csv.DictReader(StringIO(table_csv(of, name).decode("utf-8-sig"), newline=""))) or name != "sources"
    assert len(json.loads(programme_json(of))["events"]) == len(of.events)
    exported = calendar(of)
    entries = Calendar.from_ical(exported.data).walk("VEVENT")
    assert len(entries) + left_out(exported) == len(of.events)
    assert all(entry.decoded("DTSTART") <= entry.decoded("DTEND") for entry in entries if "DTEND" in entry)
    exported = slides(of)
    assert len(json.loads(exported.data)["events"]) + left_out(exported) == len(of.events)


def left_out(exported: ExportedFile) -> int:
    """How many events the warnings say were left out."""
    return sum(int(line.split()[0]) for line in exported.warnings if "left out" in line)
