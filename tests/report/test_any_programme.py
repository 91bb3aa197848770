"""Whatever dates a programme holds, every table, calendar and slide of it can be made and read."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.timeline.sample import WHENS, claim, event, programme
from viewer.report.agenda import agenda
from viewer.report.record import json_record
from viewer.report.tables import TABLES, csv_table
from viewer.report.timelinejs import slides

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
        assert list(csv.DictReader(StringIO(csv_table(of, name), newline=""))) or name != "sources"
    assert len(json.loads(json_record(of))["events"]) == len(of.events)
    made = agenda(of)
    entries = Calendar.from_ical(made.data).walk("VEVENT")
    assert len(entries) + len(made.without_end) + len(made.without_date) == len(of.events)
    assert all(entry.decoded("DTSTART") <= entry.decoded("DTEND") for entry in entries if "DTEND" in entry)
    told = slides(of)
    assert len(json.loads(told.text)["events"]) + len(told.without_date) == len(of.events)
