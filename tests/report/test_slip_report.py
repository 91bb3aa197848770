"""The slip report as rows, text, JSON and CSV, and the list of changes behind the table of the window."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO

import pytest

from tests.builders import moved_events, text
from tests.curated import curated_data
from tests.generated_programme import TODAY as LAST
from tests.generated_programme import generate_programme
from tests.report.sample import TODAY, claim, event, full, programme
from viewer import cli
from viewer.model.date_history import ChangeKind, all_date_changes
from viewer.model.programme import Programme
from viewer.progress import Cancelled
from viewer.report.document import json_text, to_text
from viewer.report.slip_report import (
    MOST_CHARTED,
    DateChangeList,
    date_change_list,
    slip_csv,
    slip_document,
    slip_report,
)

DAY = date(2026, 11, 22)


def csv_of(snapshot: Programme) -> str:
    report = slip_report(snapshot, TODAY)
    return slip_csv(report.slips, report.sources)


@pytest.fixture(scope="module")
def curated() -> DateChangeList:
    whole = curated_data().programme
    assert whole is not None
    return date_change_list(whole.as_of(DAY))


def test_the_report_has_every_change_but_the_first_statement_of_a_date() -> None:
    report = slip_report(full(), TODAY)
    assert [(row.event, row.kind) for row in report.slips] == [
        ("launch", ChangeKind.SLIP),
        ("launch", ChangeKind.WITHDRAWN),
        ("launch", ChangeKind.REDATED),
    ]
    assert slip_report(full(), TODAY, "relay").slips == ()
    assert slip_report(full(), TODAY, "six").title == "Mission 6: every move of every date"
    with pytest.raises(KeyError, match="seven"):
        slip_report(full(), TODAY, "seven")


def test_the_document_has_a_section_for_each_year() -> None:
    words = to_text(slip_document(slip_report(full(), TODAY)))
    assert "\n\n2024\n----\n\n* Event launch: 2024 → around 2026, +2 years" in words
    assert "\n\n2026\n----\n" in words
    assert "No date has moved." in to_text(slip_document(slip_report(full(), TODAY, "relay")))


def test_the_csv_has_both_sizes_and_the_ids_of_sources() -> None:
    rows = list(csv.DictReader(StringIO(csv_of(full()))))
    assert rows[0]["old"] == "2024"
    assert rows[0]["new"] == "2026~"
    assert (rows[0]["start_days"], rows[0]["end_days"]) == ("731", "730")
    assert rows[0]["sources"] == "good"
    assert (rows[1]["kind"], rows[1]["start_days"], rows[1]["end_days"]) == ("withdrawn", "", "")


def test_a_sentence_that_a_spreadsheet_would_run_is_escaped() -> None:
    formula = event("e", claim("2024", "2021"), claim("2026", "2022"), title=text("=cmd()"))
    rows = list(csv.DictReader(StringIO(csv_of(programme(formula)))))
    assert rows[0]["sentence"].startswith("'=cmd()")


def test_the_json_has_the_documented_fields() -> None:
    report = json.loads(json_text(slip_report(full(), TODAY)))
    assert list(report["slips"][0]) == [
        *("event", "sentence", "kind", "day", "kind_words", "old", "new"),
        *("start_days", "end_days", "size", "cites"),
    ]
    assert report["slips"][0]["kind"] == "slip"
    assert report["slips"][0]["kind_words"] == "later"


def test_the_report_can_be_cancelled() -> None:
    def cancel(share: float) -> None:
        if share >= 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        slip_report(full(), TODAY, progress=cancel)


# ── the list of changes ─────────────────────────────────────────────────────────────────────────


def test_the_csv_of_all_changes_is_what_the_command_prints(
    curated: DateChangeList, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["slips", "--format", "csv", "--as-of", DAY.isoformat()])
    assert curated.csv(range(len(curated.changes))) == capsys.readouterr().out


def test_the_csv_of_some_changes_has_the_same_lines_in_the_same_order(curated: DateChangeList) -> None:
    lines = curated.csv(range(len(curated.changes))).splitlines()
    assert curated.csv([5, 2]).splitlines() == [lines[0], lines[3], lines[6]]


def test_the_delimiter_may_be_a_tab(curated: DateChangeList) -> None:
    numbers = range(len(curated.changes))
    cells = list(csv.reader(StringIO(curated.csv(numbers, "\t")), delimiter="\t"))
    assert cells == list(csv.reader(StringIO(curated.csv(numbers))))


def test_the_changes_of_an_event_are_found_by_its_id(curated: DateChangeList) -> None:
    assert curated.changes == all_date_changes(curated.programme)
    for item in curated.programme.events:
        numbers = curated.numbers.get(item.id, ())
        changes = [change for change in curated.changes if change.event_id == item.id]
        assert [curated.changes[number] for number in numbers] == changes


def test_the_missions_are_those_with_a_change(curated: DateChangeList) -> None:
    with_change = {
        name
        for change in curated.changes
        if (item := curated.programme.event(change.event_id))
        for name in item.missions
    }
    assert {mission.id for mission in curated.missions()} == with_change
    assert "chang-e-7" in with_change


def test_the_charted_events_are_those_with_a_major_change(curated: DateChangeList) -> None:
    programme, all_moved = curated.programme, moved_events(curated.programme)
    for mission in ("", *(mission.id for mission in programme.missions)):
        events = programme.events_of_mission.get(mission, ()) if mission else programme.events
        moved = tuple(event.id for event in events if event.id in all_moved)
        assert curated.charted(mission) == (moved, len(moved))
        assert len(moved) <= MOST_CHARTED, "the curated programme is charted in whole"


def test_of_many_events_the_most_important_are_charted_in_their_order() -> None:
    many = generate_programme(5_000).as_of(LAST)
    moved = moved_events(many)
    event_ids, count = date_change_list(many).charted()
    assert count == len(moved) > MOST_CHARTED
    assert list(event_ids) == [name for name in moved if name in set(event_ids)]
    importances = [item.importance for name in moved if (item := many.event(name))]
    charted = [item.importance for name in event_ids if (item := many.event(name))]
    assert sorted(charted) == sorted(importances)[-MOST_CHARTED:]
