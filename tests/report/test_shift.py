"""How far a date moved, in words."""

from __future__ import annotations

import pytest

from tests.report.sample import TODAY, claim, event, programme
from viewer.i18n import use
from viewer.model.date_history import ChangeKind, DateChange, date_changes
from viewer.report.shift import shift_words


def moved(old: str, new: str) -> DateChange:
    """The last move of an event that was said to be at `old`, then at `new`."""
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
def test_a_shift_is_told_in_the_unit_of_its_dates(old: str, new: str, words: str) -> None:
    assert shift_words(moved(old, new)) == words


def test_a_shift_too_small_for_its_unit_is_told_in_days() -> None:
    old, new = claim("2026-05-20/2026-06", "2020"), claim("2026-05-23/2026-06", "2021")
    assert shift_words(DateChange("e", ChangeKind.SLIP, TODAY, old, new, 3.0, 0.0)) == "0 to +3 days"


def test_a_shift_of_hours_is_less_than_a_day() -> None:
    old, new = claim("2026-05-20T09Z", "2020"), claim("2026-05-20T15Z", "2021")
    assert shift_words(DateChange("e", ChangeKind.SLIP, TODAY, old, new, 0.25, 0.25)) == "by less than a day"


def test_nothing_measured_is_told_as_nothing() -> None:
    assert shift_words(moved("2026", "unknown")) == ""
    assert shift_words(moved("2026", "2026~")) == ""
    assert shift_words(DateChange("e", ChangeKind.FIRST_SAID, TODAY, None, claim("2026"), None, None)) == ""


def test_shifts_speak_chinese() -> None:
    use("zh")
    assert shift_words(moved("2026-08-23", "2027")) == "+4至+16个月"
    assert shift_words(moved("2024", "2026")) == "+2年"
