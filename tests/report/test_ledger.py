"""The table of moves tells what `farside slips` prints, row by row."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest

from tests.benchmarks.made import TODAY, made
from tests.curated import curated_data
from viewer import cli
from viewer.model.date_history import ChangeKind, all_date_changes
from viewer.report.ledger import MOST_CHARTED, NONE_MOVED, Ledger, Moved, ledger_of
from viewer.timeline.milestones import moved_events

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    programme = curated_data().programme
    assert programme is not None
    return ledger_of(programme.as_of(DAY), DAY)


def test_the_whole_copy_is_what_the_command_prints(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["slips", "--format", "csv", "--as-of", DAY.isoformat()])
    printed = capsys.readouterr().out
    assert ledger.csv() == printed
    assert ledger.csv(range(len(ledger.moves))) == printed


def test_some_rows_are_the_same_lines_in_the_same_order(ledger: Ledger) -> None:
    lines = ledger.csv().splitlines()
    assert ledger.csv([5, 2]).splitlines() == [lines[0], lines[3], lines[6]]


def test_tabs_part_the_same_cells(ledger: Ledger) -> None:
    tabs = list(csv.reader(StringIO(ledger.csv(delimiter="\t")), delimiter="\t"))
    assert tabs == list(csv.reader(StringIO(ledger.csv())))


def test_every_row_tells_its_own_move(ledger: Ledger) -> None:
    for row, line in zip(ledger.rows, ledger.slips.slips, strict=True):
        assert (row.event, row.cls.value, row.move.day.isoformat()) == (line.event, line.kind, line.day)
        assert row.size_days == (line.start_days if line.end_days is None else line.end_days)


def test_the_withdrawal_of_seven_says_who_and_in_which_words(ledger: Ledger) -> None:
    row = next(row for row in ledger.rows if row.event == "ce7-launch" and row.cls is ChangeKind.WITHDRAWN)
    assert (row.new, row.size, row.by, row.said) == ("no date", "", "CMSA", "23 August 2026")
    assert "planned window" in row.quoted
    assert row.sources == len(row.move.new.sources)


def test_it_holds_every_move_that_is_told_and_knows_whose_they_are(ledger: Ledger) -> None:
    of = ledger.programme
    told = tuple(move for move in all_date_changes(of) if move.kind is not ChangeKind.FIRST_SAID)
    assert ledger.moves == told
    for event in of.events:
        places = ledger.orders.get(event.id, ())
        assert [ledger.moves[place] for place in places] == [m for m in told if m.event_id == event.id]


def test_it_knows_what_moved_of_every_mission(ledger: Ledger) -> None:
    for mission in ("", *(mission.id for mission in ledger.programme.missions)):
        moved = moved_events(ledger.programme, mission or None)
        assert ledger.moved.get(mission, NONE_MOVED) == Moved(moved, len(moved))
        assert len(moved) <= MOST_CHARTED, "the curated programme is charted in whole"


def test_of_very_many_that_moved_the_most_important_are_charted_in_order() -> None:
    of = made(5_000).as_of(TODAY)
    every = moved_events(of)
    charted = ledger_of(of, TODAY).moved[""]
    assert charted.count == len(every) > MOST_CHARTED
    assert list(charted.events) == [name for name in every if name in set(charted.events)]
    weights = [event.importance for name in every if (event := of.event(name))]
    chosen = [event.importance for name in charted.events if (event := of.event(name))]
    assert sorted(chosen) == sorted(weights)[-MOST_CHARTED:]
