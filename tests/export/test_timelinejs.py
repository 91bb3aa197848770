"""The slides of TimelineJS: dates it can place, texts it cannot run."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tests.builders import text
from tests.report.sample import GOOD, claim, event, full, programme
from viewer.export.timelinejs import slides
from viewer.model.programme import Programme


def slides_of(of: Programme) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(slides(of).data)
    return content


def slide(when: str, said: str = "2022-01-01") -> dict[str, Any]:
    of = programme(event("a", claim(when, said)), sources=(GOOD,))
    first: dict[str, Any] = slides_of(of)["events"][0]
    return first


def day(year: int, month: int, day: int) -> dict[str, int]:
    return {"year": year, "month": month, "day": day}


def test_a_window_has_a_display_date_in_words() -> None:
    launch = next(event for event in slides_of(full())["events"] if event["unique_id"] == "launch")
    assert (launch["start_date"], launch["end_date"]) == (day(2027, 1, 1), day(2027, 12, 31))
    assert launch["display_date"] == "2027?"
    assert launch["group"] == "Moon"
    assert launch["text"]["headline"] == "Event launch"
    assert launch["text"]["text"].startswith("<p>2027? (reported in September 2026")
    assert "<p>It flies &amp; lands.</p>" in launch["text"]["text"]


def test_an_instant_has_its_time_in_utc() -> None:
    assert slide("2024-03-20T00:31:05Z")["start_date"] == {**day(2024, 3, 20), "hour": 0, "minute": 31, "second": 5}
    assert "end_date" not in slide("2024-03-20T00:31:05Z")
    assert "end_date" not in slide("2024-03-20")


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("[2027..]", day(2027, 1, 1), None),
        ("[..2030]", day(2022, 1, 1), day(2030, 12, 31)),
        ("2027/..", day(2027, 1, 1), None),
        ("../2027", day(2027, 12, 31), None),
        ("2026~", day(2025, 1, 1), day(2027, 12, 31)),
        ("2026-08-20~", day(2026, 8, 19), day(2026, 8, 21)),
    ],
)
def test_a_date_with_one_end_starts_there(when: str, start: object, end: object) -> None:
    written = slide(when)
    assert (written["start_date"], written.get("end_date")) == (start, end)


def test_an_upper_bound_without_a_known_day_starts_at_its_end() -> None:
    assert slide("[..2030]", "unknown")["start_date"] == day(2030, 12, 31)


def test_markup_in_the_data_is_escaped() -> None:
    of = programme(event("a", claim("2027"), title=text("<script>alert(1)</script>")), sources=(GOOD,))
    assert slides_of(of)["events"][0]["text"]["headline"] == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert slides_of(full())["title"]["text"]["text"] == (
        "<p>All about &lt;it&gt;</p><p>As known on 22 November 2026. The data reach to 22 November 2026.</p>"
    )


def test_events_without_a_date_are_left_out_and_counted() -> None:
    exported = slides(full(date(2026, 8, 24)))
    assert "launch" not in [slide["unique_id"] for slide in json.loads(exported.data)["events"]]
    assert exported.warnings == ("1 event is left out: it has no date",)
    assert slides(full()).warnings == ()


def test_a_programme_as_written_has_no_slides() -> None:
    with pytest.raises(ValueError, match="need a programme seen from a day"):
        slides(Programme(head=full().head))
