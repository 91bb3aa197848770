"""The programme as JSON: everything that was known, and the status of events."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tests.report.sample import GOOD, claim, event, full, programme
from viewer.export.json import programme_json
from viewer.export_request import MADE_BY
from viewer.model.programme import Programme


def record(of: Programme) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(programme_json(of, "0123456789ab"))
    return content


def test_every_field_of_the_yaml_is_there() -> None:
    content = record(full())
    assert (content["format"], content["version"], content["as_of"]) == ("farside-programme", 1, "2026-11-22")
    assert (content["data"], content["made_by"]) == ("0123456789ab", MADE_BY)
    launch = next(event for event in content["events"] if event["id"] == "launch")
    assert launch["claims"][3] == {
        "when": "2027",
        "said": "2026-09",
        "computed": True,
        "sources": ["weak", "relayed"],
        "note": {"en": "from a <slide>"},
    }
    assert launch["place"] == {"name": {"en": "Wenchang"}}
    assert content["missions"][0]["payloads"][0]["mass_kg"] == 4.8
    assert content["programme"]["offers"] == [{"mission": "six", "kg": 20, "sources": ["good"]}]
    assert [quote["id"] for quote in content["quotes"]] == ["q1", "q2"]
    assert next(source for source in content["sources"] if source["id"] == "weak")["weak"] is True


def test_every_event_has_its_status() -> None:
    launch = next(event for event in record(full())["events"] if event["id"] == "launch")
    event_status = launch["standing"]
    assert (event_status["holds"], event_status["beside"], event_status["conflicts"]) == (3, [4], [4])
    assert (event_status["status"], event_status["doubted"]) == ("planned", True)
    assert (event_status["first_day"], event_status["last_day"]) == ("2027-01-01", "2027-12-31")
    assert event_status["sentence"].startswith("Event launch: 2027?")


def test_of_two_equal_claims_the_current_one_is_named() -> None:
    of = programme(event("a", claim("2027"), claim("2027")), sources=(GOOD,))
    assert record(of)["events"][0]["standing"]["holds"] == 1


def test_what_was_not_known_on_the_day_is_missing() -> None:
    content = record(full(date(2023, 1, 1)))
    launch = next(event for event in content["events"] if event["id"] == "launch")
    assert [claim["when"] for claim in launch["claims"]] == ["2024"]


def test_a_programme_as_written_has_no_record() -> None:
    with pytest.raises(ValueError, match="seen from a day"):
        programme_json(Programme(head=full().head))
