"""The calendar, read back by the icalendar library."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from tests.builders import text
from tests.report.sample import GOOD, claim, event, full, programme
from viewer.export.ics import calendar
from viewer.export_request import MADE_BY
from viewer.model.entities import Outcome, Place
from viewer.model.programme import Programme


def entries(of: Programme) -> dict[str, Any]:
    parsed = Calendar.from_ical(calendar(of, "0123456789ab").data)
    return {str(entry["UID"]).removesuffix("@farside.programme"): entry for entry in parsed.walk("VEVENT")}


def test_a_window_covers_its_days_and_keeps_its_words() -> None:
    entry = entries(full())["launch"]
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (date(2027, 1, 1), date(2028, 1, 1))
    assert (str(entry["X-FARSIDE-EDTF"]), str(entry["X-FARSIDE-STATUS"])) == ("2027", "planned")
    assert (str(entry["X-FARSIDE-AS-OF"]), str(entry["X-FARSIDE-DOUBTED"])) == ("2026-11-22", "TRUE")
    assert str(entry["X-FARSIDE-CONFLICT"]) == "2029"
    assert (str(entry["STATUS"]), str(entry["TRANSP"])) == ("TENTATIVE", "TRANSPARENT")
    assert str(entry["SUMMARY"]) == "Event launch"
    assert str(entry["DESCRIPTION"]).splitlines()[1] == "It flies & lands."
    assert entry.decoded("DTSTAMP") == datetime(2026, 11, 22, tzinfo=UTC)
    assert str(entry["LOCATION"]) == "Wenchang"


def test_an_event_known_to_the_minute_has_its_time() -> None:
    entry = entries(full())["relayed-launch"]
    assert entry.decoded("DTSTART") == datetime(2024, 3, 20, 0, 31, tzinfo=UTC)
    assert "DTEND" not in entry
    assert str(entry["STATUS"]) == "CONFIRMED"
    assert str(entry["URL"]) == "https://example.org/a?b=1&c=2"


def test_events_without_two_ends_are_left_out_and_counted() -> None:
    exported = calendar(full(date(2026, 8, 24)))
    assert not {"law", "launch"} & set(entries(full(date(2026, 8, 24))))
    assert exported.warnings[:2] == (
        "1 event is left out: its date has no two ends, and a calendar needs both",
        "1 event is left out: it has no date",
    )
    of = programme(
        *(event(str(n), claim(when)) for n, when in enumerate(["[2027..]", "[..2030]", "2035/", "unknown", "unknown"])),
        sources=(GOOD,),
    )
    assert entries(of) == {}
    assert [line[:8] for line in calendar(of).warnings] == ["3 events", "2 events"]


def test_there_is_no_warning_where_nothing_is_left_out() -> None:
    of = programme(event("a", claim("2027-05-03")), event("b", claim("2027/2028")), sources=(GOOD,))
    assert calendar(of).warnings == ()


def test_a_new_claim_keeps_the_uid_and_raises_the_sequence() -> None:
    before = entries(full(date(2023, 1, 1)))["launch"]
    after = entries(full())["launch"]
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 4)


def test_a_set_keeps_its_comma_and_a_place_on_earth_its_degrees() -> None:
    there = Place(name=text("Wenchang"), latitude=19.6, longitude=110.95)
    of = programme(
        event("a", claim("[2027,2028]"), place=there),
        event("b", claim("2025", None, outcome=Outcome.CANCELLED), place=Place(name=text("Apollo"), body="moon")),
        sources=(GOOD,),
    )
    by_id = entries(of)
    assert str(by_id["a"]["X-FARSIDE-EDTF"]) == "[2027,2028]"
    assert by_id["a"].decoded("GEO") == (19.6, 110.95)
    assert str(by_id["b"]["STATUS"]) == "CANCELLED"
    assert "GEO" not in by_id["b"]


def test_the_calendar_has_the_number_of_the_data() -> None:
    parsed = Calendar.from_ical(calendar(full(), "0123456789ab").data)
    assert str(parsed["X-FARSIDE-DATA"]) == "0123456789ab"
    assert str(parsed["PRODID"]) == f"-//{MADE_BY}//Programme//EN"
    assert b"X-FARSIDE-DATA" not in calendar(full()).data


def test_a_programme_as_written_has_no_calendar() -> None:
    with pytest.raises(ValueError, match="seen from a day"):
        calendar(Programme(head=full().head))
