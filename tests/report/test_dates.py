"""Dates in words: after "said", the size of a change, other time zones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from tests.report.sample import TODAY, claim, event, full, programme
from viewer.i18n import Text, use
from viewer.model.date_history import ChangeKind, DateChange, date_changes
from viewer.model.edtf import parse
from viewer.model.entities import Outcome, Zone
from viewer.report.dates import change_words, said_words, size_words, utc_offset, zone_times


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("2024-06-27", "27 June 2024"),
        ("2021-06", "in June 2021"),
        ("2021", "in 2021"),
        ("2021-06~", "around June 2021"),
        ("2026-09?", "in September 2026?"),
        ("[2024-06-01..2024-06-09]", "between 1 and 9 June 2024"),
    ],
)
def test_the_day_of_a_statement_reads_well_after_said(said: str, words: str) -> None:
    assert said_words(parse(said)) == words


def last_change(old: str, new: str) -> DateChange:
    """The last change of an event that was dated `old`, then `new`."""
    item = event("e", claim(old, "2020-01-01"), claim(new, "2021-01-01"))
    seen = programme(item)
    return date_changes(seen, seen.events[0])[-1]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2024", "2026~", "+2 years"),
        ("2026", "2025", "−1 year"),
        ("2026-08-23", "2027", "+4 to +16 months"),
        ("2026-01-01", "2026-01-02", "+1 day"),
        ("2026-01-05", "2026-01-02", "−3 days"),
        ("2026-05", "2026-06-28", "+1 to +2 months"),
        ("2027", "2026-03", "−10 to −21 months"),
        ("[2026-08..]", "[2027-01..]", "+5 months or more"),
        ("[..2030]", "[..2035]", "+5 years"),
        ("2026-40", "2026-41", "+6 months"),
        ("2026-05", "2026-05-20/2026-06-02", "0 to +1 month"),
        ("2026-05-20/2026-06-02", "2026-05-22/2026-06-05", "+2 days"),
    ],
)
def test_a_size_is_given_in_the_unit_of_its_dates(old: str, new: str, words: str) -> None:
    assert size_words(last_change(old, new)) == words


def test_a_size_too_small_for_its_unit_is_given_in_days() -> None:
    old, new = claim("2026-05-20/2026-06", "2020"), claim("2026-05-23/2026-06", "2021")
    assert size_words(DateChange("e", ChangeKind.SLIP, TODAY, old, new, 3.0, 0.0)) == "0 to +3 days"


def test_a_change_of_hours_is_less_than_a_day() -> None:
    old, new = claim("2026-05-20T09Z", "2020"), claim("2026-05-20T15Z", "2021")
    assert size_words(DateChange("e", ChangeKind.SLIP, TODAY, old, new, 0.25, 0.25)) == "by less than a day"


def test_a_change_that_cannot_be_measured_has_no_size() -> None:
    assert size_words(last_change("2026", "unknown")) == ""
    assert size_words(last_change("2026", "2026~")) == ""
    assert size_words(DateChange("e", ChangeKind.FIRST_SAID, TODAY, None, claim("2026"), None, None)) == ""


def test_sizes_are_translated() -> None:
    use("zh")
    assert size_words(last_change("2026-08-23", "2027")) == "+4至+16个月"
    assert size_words(last_change("2024", "2026")) == "+2年"


def test_a_date_made_more_or_less_exact_has_no_size() -> None:
    item = event(
        "e",
        claim("2024", "2021"),
        claim("2024-40", "2022"),
        claim("2024", "2023"),
        claim("2024-05-03T09:27Z", None, outcome=Outcome.DONE),
    )
    seen = programme(item)
    assert [change_words(change) for change in date_changes(seen, seen.events[0])[1:]] == [
        "made more exact",
        "made less exact",
        "came as planned",
    ]


BEIJING = Zone(label=Text("Beijing", "北京"), offset="+08:00")
SEEN = replace(full(), head=structs.replace(full().head, zones=(BEIJING,)))


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2024-05-03T09:27:29Z", ("17:27:29 Beijing, 3 May 2024",)),
        ("2024-06-01T22:23Z", ("06:23 Beijing, 2 June 2024",)),
        ("2024-06-01", ()),
        ("unknown", ()),
    ],
)
def test_a_time_of_day_is_given_in_each_zone_and_a_day_in_none(when: str, words: tuple[str, ...]) -> None:
    assert zone_times(SEEN, parse(when)) == words


def test_the_offset_of_a_zone_in_days() -> None:
    assert utc_offset(BEIJING) == pytest.approx(1 / 3)
    assert utc_offset(Zone(label=Text("St John's"), offset="-03:30")) == pytest.approx(-3.5 / 24)


def test_the_short_form_names_the_day_only_if_it_differs() -> None:
    assert zone_times(SEEN, parse("2024-05-03T09:27Z"), short=True)[0] == "17:27 Beijing"
    assert zone_times(SEEN, parse("2024-05-03T19:27Z"), short=True)[0] == "03:27 Beijing, 4 May 2024"
