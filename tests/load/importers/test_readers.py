"""Tables and slides of TimelineJS, read as rows; what cannot be read is named with its number and its cure."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.i18n import Text
from viewer.load.importers.readers import ImportedRow, ImportedTable, read_csv, read_timelinejs


def only(table: ImportedTable) -> ImportedRow:
    assert not table.faults
    (row,) = table.rows
    return row


def faults(table: ImportedTable) -> list[str]:
    return [fault.under("a.csv") for fault in table.faults]


@pytest.mark.parametrize(
    ("table", "when"),
    [
        ("Title,When\nA,2026~\n", "2026~"),
        ("title;start;end\nA;2024-05-03;2024-06-25\n", "2024-05-03/2024-06-25"),
        ("title;start;end\nA;2024;2024\n", "2024"),
        ("title,start,end\nA,2024,\n", "2024"),
        ("title,start,end\nA,,2024\n", "/2024"),
        ("Headline\tYear\tMonth\tDay\nA\t2024\t5\t3\n", "2024-05-03"),
        ("Headline,Year,Month,Day\nA,2024,,3\n", "2024"),
        ("Headline,Year,Month,Day,End Year,End Month,End Day\nA,2024,5,3,2024,6,\n", "2024-05-03/2024-06"),
        ("Headline,Year\nA,90\n", "0090"),
        ("event,date\nA,[2026-08..]\n", "[2026-08..]"),
        ("date,when,title\nin words,2027,A\n", "2027"),
        ("\ufeff标题,日期\nA,unknown\n", "unknown"),
    ],
)
def test_dates_are_read_from_every_kind_of_column(table: str, when: str) -> None:
    assert only(read_csv(table.encode())).when == when


def test_a_row_has_the_values_of_its_columns() -> None:
    table = (
        "id,title_en,title_zh,when,lane,kind,importance,summary_en,summary_zh,status,url\n"
        "x,A launch,发射,2024,Probes,launch,5,It flies,它飞,Planned,https://a.org/1; http://b.org https://a.org/1\n"
    )
    assert only(read_csv(table.encode())) == ImportedRow(
        number=2,
        title=Text("A launch", "发射"),
        when="2024",
        id="x",
        lane="Probes",
        kind="launch",
        importance=5,
        summary=Text("It flies", "它飞"),
        outcome="plan",
        links=(("https://a.org/1", ""), ("http://b.org", "")),
    )


def test_the_apostrophe_before_a_formula_is_removed() -> None:
    assert only(read_csv(b"title,when\n'=1+1,2024\n")).title == Text("=1+1")
    assert only(read_csv(b"title,when\n'Tis,2024\n")).title == Text("'Tis")


def test_the_column_with_links_is_preferred_and_unknown_columns_are_listed() -> None:
    table = read_csv(b"title,when,source,urls,Colour,claims\nA,2024,BBC,http://b.org,red,x\n")
    assert only(table).links == (("http://b.org", ""),)
    assert table.unread_columns == ("source", "Colour")


def test_dropped_times_of_day_are_counted() -> None:
    assert read_csv(b"headline,year,time\nA,2024,12:30\nB,2024,\n").times_dropped == 1


def test_rows_are_numbered_by_the_line_they_begin_on() -> None:
    table = read_csv(b'title,when\n"two\nlines",2024\n\n,2024\nB,\nC,next year\nD,2026-Q3\nE,2024-02-30\n')
    assert [row.number for row in table.rows] == [2]
    assert faults(table) == [
        "a.csv:5: an event without a title; write one, or leave the row out",
        "a.csv:6: an event without a date; write what is known, such as 2026~ or [2026-08..], or unknown",
        "a.csv:7: `next year` is not EDTF; write it as EDTF: 2024-05-03, 2026~, 2027",
        "a.csv:8: `2026-Q3` is not EDTF; write `2026-35`",
        "a.csv:9: `2024-02-30` is not EDTF (2024-02 has the days 01 to 29); write `2024-02-XX`",
    ]


def test_missing_cells_of_a_short_row_are_empty() -> None:
    assert faults(read_csv(b"title,when\nA\n"))[0].startswith("a.csv:2: an event without a date")


@pytest.mark.parametrize("rank", ["6", "high", "0", "-1"])
def test_an_importance_is_one_to_five(rank: str) -> None:
    (fault,) = faults(read_csv(f"title,when,importance\nA,2024,{rank}\n".encode()))
    assert fault == f"a.csv:2: an importance of {rank}; write 5 (most) to 1 (least)"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xff\xfe", "a.csv: this is no UTF-8; save it as “CSV UTF-8”"),
        (b"", "a.csv:1: no column is called title; name the columns in the first line: "
              "title, when, kind, lane, summary, url"),
        (b"when\n2024\n", "a.csv:1: no column is called title; name the columns in the first line: "
                          "title, when, kind, lane, summary, url"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_a_table_is_a_fault(data: bytes, fault: str) -> None:
    assert faults(read_csv(data)) == [fault]


def test_an_unclosed_quote_is_a_fault_of_its_line() -> None:
    table = read_csv(b'title,when\nA,2024\n"B,2024\n')
    assert [row.title.en for row in table.rows] == ["A"]
    assert faults(table)[0].startswith("a.csv:3: the table breaks off")


@given(st.binary(max_size=200) | st.text("title,when\n;\t\"'=2024-5A/~[].", max_size=200).map(str.encode))
def test_no_file_makes_the_reader_fail(data: bytes) -> None:
    for read in (read_csv, read_timelinejs):
        table = read(data)
        assert table.rows or table.faults or not data.strip() or b"\n" in data or read is read_csv


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
