"""Tables for spreadsheets: complete, exact, safe, the same bytes every time."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from tests.builders import text
from tests.report.sample import GOOD, claim, event, full, programme
from viewer.export.csv import TABLES, table_csv
from viewer.export.ics import day_after
from viewer.export.json import first_and_last_day
from viewer.model.edtf import parse
from viewer.model.programme import Programme


def rows(of: Programme, table: str) -> list[dict[str, str]]:
    """As Python's csv module reads them."""
    return list(csv.DictReader(StringIO(table_csv(of, table).decode("utf-8-sig"), newline="")))


def by_id(of: Programme, table: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows(of, table)}


def test_every_event_has_a_row_with_its_window_status_and_claims() -> None:
    of = full()
    events = by_id(of, "events")
    assert list(events) == [event.id for event in of.events]
    launch = events["launch"]
    assert (launch["when"], launch["first_day"], launch["last_day"]) == ("2027", "2027-01-01", "2027-12-31")
    assert (launch["status"], launch["doubted"], launch["conflicts"]) == ("planned", "yes", "2029")
    assert launch["moved"] == "2024 → around 2026 → no date → 2027?, +3 years since 2021"
    assert launch["claims"].count(" | ") == 4
    assert launch["claims"].startswith("2024 (said around June 2021 by ESA) | around 2026 (said")
    assert launch["sentence"].startswith("Event launch: 2027?")
    assert (launch["missions"], launch["partners"], launch["lane"]) == ("six", "esa", "moon")
    assert events["relayed-launch"]["urls"] == "https://example.org/a?b=1&c=2"
    assert events["law"]["last_day"] == ""


def test_every_claim_has_a_row_that_says_whether_it_is_current() -> None:
    claims = [row for row in rows(full(), "claims") if row["event"] == "launch"]
    assert [row["when"] for row in claims] == ["2024", "2026~", "unknown", "2027", "2029"]
    assert [row["holds"] for row in claims] == ["no", "no", "no", "yes", "no"]
    assert [row["conflict"] for row in claims] == ["no", "no", "no", "no", "yes"]
    assert [row["computed"] for row in claims] == ["no", "no", "no", "yes", "no"]
    assert claims[0]["known"] == "2021-06-30"
    assert (claims[1]["words"], claims[3]["note"]) == ("around 2026", "from a <slide>")
    assert claims[2]["first_day"] == claims[2]["last_day"] == ""


def test_a_claim_without_a_day_is_listed_too() -> None:
    of = programme(event("a", claim("2027"), claim("2028", "unknown")), sources=(GOOD,))
    assert [(row["when"], row["known"], row["holds"]) for row in rows(of, "claims")] == [
        ("2027", "2022-01-01", "yes"),
        ("2028", "", "no"),
    ]


def test_there_is_a_table_for_each_kind_of_item() -> None:
    of = full()
    assert {name: len(rows(of, name)) for name in TABLES} == {
        "events": 10, "claims": 14, "missions": 2, "payloads": 3, "partners": 3, "quotes": 2, "sources": 4,
    }  # fmt: skip
    payloads = by_id(of, "payloads")
    assert (payloads["nils"]["mass_kg"], payloads["nils"]["events"]) == ("4.8", "launch")
    assert (payloads["camera"]["mass_kg"], payloads["camera"]["partners"]) == ("", "")
    assert by_id(of, "partners")["irf"]["part_of"] == "esa"
    assert by_id(of, "sources")["relayed"]["relayed_via"] == "a <forum>"
    assert [row["verbatim"] for row in rows(of, "quotes")] == ["yes", "no"]
    assert by_id(of, "missions")["six"]["needs"] == "relay"


def test_a_formula_in_a_title_is_escaped() -> None:
    of = programme(event("a", claim("2027"), title=text('=HYPERLINK("http://x")')), sources=(GOOD,))
    assert rows(of, "events")[0]["title_en"] == '\'=HYPERLINK("http://x")'


def test_a_programme_as_written_has_no_table() -> None:
    with pytest.raises(ValueError, match="seen from a day"):
        table_csv(Programme(head=full().head), "events")


def test_the_ends_of_the_calendar_are_days_too() -> None:
    assert first_and_last_day(parse("9999~")) == ("9998-01-01", "")
    assert first_and_last_day(parse("0001-01-01")) == ("0001-01-01", "0001-01-01")
    assert day_after("9999-12-31").isoformat() == "9999-12-31"
