"""Dates in words: every form of a date, after "said", the size of a change, other time zones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs
from msgspec.structs import replace

from tests.report.sample import TODAY, claim, event, full, programme
from viewer.i18n import Text, use
from viewer.model.date_history import ChangeKind, DateChange, date_changes
from viewer.model.edtf import parse
from viewer.model.entities import Outcome, Zone
from viewer.report.dates import change_words, date_words, said_words, size_words, utc_offset, zone_times

WORDS = [
    ("2026", "2026", "2026年"),
    ("2026~", "around 2026", "2026年前后"),
    ("2027?", "2027?", "2027年？"),
    ("2029%", "around 2029?", "2029年前后？"),
    ("2026-08", "August 2026", "2026年8月"),
    ("2026-08-23", "23 August 2026", "2026年8月23日"),
    ("2026-08-23~", "around 23 August 2026", "2026年8月23日前后"),
    ("[2026-08..]", "no earlier than August 2026", "不早于2026年8月"),
    ("[..2035]", "by 2035", "不晚于2035年"),
    ("[2026,2027]", "2026 or 2027", "2026年或2027年"),
    ("[2026,2027,2029]", "2026, 2027 or 2029", "2026年、2027年或2029年"),
    ("[2026,2028..2030]", "2026 or between 2028 and 2030", "2026年或2028年至2030年之间"),
    ("[2024-05-07,2024-05-08]", "7 or 8 May 2024", "2024年5月7日或8日"),
    ("[2024-05-31,2024-06-01]", "31 May or 1 June 2024", "2024年5月31日或6月1日"),
    ("[2024-05,2024-06]", "May or June 2024", "2024年5月或6月"),
    ("[2026-08..2026-12]", "between August and December 2026", "2026年8月至12月之间"),
    ("[2026-08-01..2026-08-12]", "between 1 and 12 August 2026", "2026年8月1日至12日之间"),
    ("[2026-08-30..2026-09-02]", "between 30 August and 2 September 2026", "2026年8月30日至9月2日之间"),
    ("[2025-40..2026]", "between the first half of 2025 and 2026", "2025年上半年至2026年之间"),
    ("2026-35", "third quarter of 2026", "2026年第三季度"),
    ("2026-35~", "around the third quarter of 2026", "2026年第三季度前后"),
    ("2026-41?", "second half of 2026?", "2026年下半年？"),
    ("[..2026-33]", "by the first quarter of 2026", "不晚于2026年第一季度"),
    ("2026-21", "spring 2026", "2026年春季"),
    ("[..2026-24]", "by winter 2026", "不晚于2026年冬季"),
    ("2026-27", "northern autumn 2026", "2026年北半球秋季"),
    ("2026-29", "southern spring 2026", "2026年南半球春季"),
    ("2026-39", "last third of 2026", "2026年后四个月"),
    ("202X", "the 2020s", "21世纪20年代"),
    ("202X~", "around the 2020s", "21世纪20年代前后"),
    ("20XX", "the years 2000 to 2099", "2000年至2099年间"),
    ("2026-XX", "a month in 2026", "2026年某月"),
    ("2026-08-XX", "a day in August 2026", "2026年8月某日"),
    ("2026-XX-XX", "a day in 2026", "2026年某日"),
    ("2024-05-03/2024-06-25", "3 May – 25 June 2024", "2024年5月3日至6月25日"),
    ("2024-05-03/2024-05-25", "3–25 May 2024", "2024年5月3日至25日"),
    ("2024-05/2024-06", "May – June 2024", "2024年5月至6月"),
    ("2024-12-30/2025-01-02", "30 December 2024 – 2 January 2025", "2024年12月30日至2025年1月2日"),
    ("2024-05~/2024-06", "around May 2024 – June 2024", "2024年5月前后至2024年6月"),
    ("2026/2035", "2026 – 2035", "2026年至2035年"),
    ("2035/..", "from 2035 on", "2035年起"),
    ("2035/", "from 2035, end unknown", "2035年起，终点未知"),
    ("../2035", "until 2035", "至2035年"),
    ("/2035", "until 2035, start unknown", "至2035年，起点未知"),
    ("2024-05-03T09:27:29Z", "3 May 2024, 09:27:29 UTC", "2024年5月3日 09:27:29 UTC"),
    ("2024-05-03T09:27Z", "3 May 2024, 09:27 UTC", "2024年5月3日 09:27 UTC"),
    ("2024-05-03T09Z", "3 May 2024, 09 h UTC", "2024年5月3日09时（UTC）"),
    ("2024-05-03T02:27+08:00", "2 May 2024, 18:27 UTC", "2024年5月2日 18:27 UTC"),
    ("unknown", "no date", "日期未定"),
]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")


@pytest.mark.parametrize(("text", "english", "chinese"), WORDS)
def test_every_form_of_date_has_words_in_both_languages(text: str, english: str, chinese: str) -> None:
    when = parse(text)
    assert date_words(when) == english
    use("zh")
    assert date_words(when) == chinese


def test_a_doubted_date_gets_one_question_mark() -> None:
    assert date_words(parse("2027"), doubted=True) == "2027?"
    assert date_words(parse("2027?"), doubted=True) == "2027?"
    assert date_words(parse("unknown"), doubted=True) == "no date"


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
    snapshot = programme(item)
    return date_changes(snapshot, snapshot.events[0])[-1]


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
    snapshot = programme(item)
    assert [change_words(change) for change in date_changes(snapshot, snapshot.events[0])[1:]] == [
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
