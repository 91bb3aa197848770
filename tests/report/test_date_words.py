"""Every form of date in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from viewer.i18n import use
from viewer.model.edtf import parse
from viewer.report.date_words import date_words

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
