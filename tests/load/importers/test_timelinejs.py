"""Slides of TimelineJS, read as rows; what cannot be read is named with its number and its cure."""

from __future__ import annotations

import json

import pytest

from viewer.i18n import Text
from viewer.load.importers import ImportedRow, ImportedTable
from viewer.load.importers.timelinejs import read_timelinejs


def only(table: ImportedTable) -> ImportedRow:
    assert not table.faults
    (row,) = table.rows
    return row


def faults(table: ImportedTable) -> list[str]:
    return [fault.under("a.csv") for fault in table.faults]


def slides(*events: object, **more: object) -> ImportedTable:
    return read_timelinejs(json.dumps({"events": events, **more}).encode())


START = {"year": "2024", "month": "5", "day": "3"}


def test_a_slide_is_read_without_its_markup() -> None:
    text = {
        "headline": "A <b>launch</b>",
        "text": '<p>It &amp; flies.</p><p>See <a href="https://a.org">the <i>paper</i></a><br><a href="/x">no</a></p>',
    }
    row = only(slides({"start_date": START, "text": text, "group": "Probes", "unique_id": "x"}))
    assert row == ImportedRow(
        number=1,
        title=Text("A launch"),
        when="2024-05-03",
        id="x",
        lane="Probes",
        summary=Text("It & flies. See the paper no"),
        links=(("https://a.org", "the paper"),),
    )


def test_a_slide_lasts_until_its_end() -> None:
    text = {"headline": "A"}
    assert only(slides({"start_date": START, "end_date": {"year": 2025}, "text": text})).when == "2024-05-03/2025"
    assert only(slides({"start_date": START, "end_date": START, "text": text})).when == "2024-05-03"
    assert slides({"start_date": {**START, "hour": "9"}, "text": text}).times_dropped == 1
    assert slides({"start_date": {**START, "hour": ""}, "text": text}).times_dropped == 0


def test_the_title_slide_gives_title_and_about() -> None:
    table = slides(
        {"start_date": START, "text": {"headline": "A"}}, title={"text": {"headline": "All", "text": "About"}}
    )
    assert (table.title, table.about) == ("All", "About")


def test_faults_name_the_number_of_the_slide() -> None:
    text = {"headline": "A"}
    table = slides("no", {"start_date": START}, {"text": text}, {"text": text, "start_date": {"year": "-500"}})
    assert [(fault.row, fault.message) for fault in table.faults] == [
        (1, "this is no event"),
        (2, "an event without a title"),
        (3, "an event without a date"),
        (4, "`-500` is not EDTF"),
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"{\n]", "a.csv:2: this is no JSON: Expecting property name enclosed in double quotes"),
        (
            b'{"format": "farside-programme", "events": []}',
            "a.csv: this is an export of Farside's own, which is not read back; "
            "open the folder that it was made of, or import a CSV",
        ),
        (b"[]", "a.csv: there is no list of events in here; export it from TimelineJS, or as CSV"),
        (b'{"events": 1}', "a.csv: there is no list of events in here; export it from TimelineJS, or as CSV"),
    ],
)
def test_a_file_without_slides_is_a_fault(data: bytes, fault: str) -> None:
    assert faults(read_timelinejs(data)) == [fault]


def test_endless_brackets_are_a_fault() -> None:
    assert faults(read_timelinejs(b"[" * 200_000))[0].startswith("a.csv: this is no JSON: maximum recursion depth")
