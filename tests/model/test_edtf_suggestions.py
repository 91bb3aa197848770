"""What is suggested for dates in words and in other notations."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfError
from viewer.model.edtf_suggestions import suggest

SUGGESTIONS = [
    ("around 2026", "2026~"),
    ("about May 2024", "2024-05~"),
    ("c. 2026", "2026~"),
    ("ca 2026", "2026~"),
    ("~2026", "2026~"),
    ("2026, approximately", "2026~"),
    ("around 2026?", "2026%"),
    ("reportedly around 2029", "2029%"),
    ("around 2026~", "2026~"),
    ("2029 (?)", "2029?"),
    ("reportedly 2029", "2029?"),
    ("by 2035", "[..2035]"),
    ("by the end of 2035", "[..2035]"),
    ("no later than March 2026", "[..2026-03]"),
    ("2035 at the latest", "[..2035]"),
    ("no earlier than August 2026", "[2026-08..]"),
    ("NET 2026-08", "[2026-08..]"),
    ("2026 or later", "[2026..]"),
    ("2026 at the earliest", "[2026..]"),
    ("2026 or 2027", "[2026,2027]"),
    ("either 2026 or 2027", "[2026,2027]"),
    ("between August and December 2026", "[2026-08..2026-12]"),
    ("between 2026 and 2028", "[2026..2028]"),
    ("since 2021", "2021/.."),
    ("from 2035 on", "2035/.."),
    ("from 2035 onwards", "2035/.."),
    ("until 2035", "/2035"),
    ("from May 2024 to June 2024", "2024-05/2024-06"),
    ("in 2028", "2028"),
    ("third quarter of 2026", "2026-35"),
    ("Q3 2026", "2026-35"),
    ("3Q 2026", "2026-35"),
    ("2026 Q3", "2026-35"),
    ("2nd half of 2026", "2026-41"),
    ("H1 2024", "2024-40"),
    ("1H 2024", "2024-40"),
    ("2024-H2", "2024-41"),
    ("the first third of 2026", "2026-37"),
    ("spring 2027", "2027-21"),
    ("Fall 2027", "2027-23"),
    ("2027 winter", "2027-24"),
    ("the 2020s", "202X"),
    ("5 May 2024", "2024-05-05"),
    ("5th of May, 2024", "2024-05-05"),
    ("May 5, 2024", "2024-05-05"),
    ("Sept. 2026", "2026-09"),
    ("2024 May 5", "2024-05-05"),
    ("2024-May", "2024-05"),
    ("2024-5-3", "2024-05-03"),
    ("2024/05/03", "2024-05-03"),
    ("20240503", "2024-05-03"),
    ("2026/8", "2026-08"),
    ("08/2026", "2026-08"),
    ("23.8.2026", "2026-08-23"),
    ("23/08/2026", "2026-08-23"),
    ("08/23/2026", "2026-08-23"),
    ("2024-05-03 09:27 UTC", "2024-05-03T09:27Z"),
    ("2024-05-03 09:27:29", "2024-05-03T09:27:29Z"),
    ("2024-05-03T17:27+0800", "2024-05-03T17:27+08:00"),
    ("2024-05-03T17:27+08", "2024-05-03T17:27+08"),
    ("TBD", "unknown"),
    ("not yet announced", "unknown"),
    ("2026年8月23日", "2026-08-23"),
    ("2026年8月", "2026-08"),
    ("2026年", "2026"),
    ("约2026年", "2026~"),
    ("2026年前后", "2026~"),
    ("2026年第三季度", "2026-35"),
    ("2026年下半年", "2026-41"),
    ("2026年秋季", "2026-23"),
    ("待定", "unknown"),
]


@pytest.mark.parametrize(("text", "date"), SUGGESTIONS, ids=[row[0] for row in SUGGESTIONS])
def test_words_are_understood_but_refused(text: str, date: str) -> None:
    assert suggest(text) == date
    if text != date:
        with pytest.raises(EdtfError) as refused:
            parse(text)
        assert refused.value.cure == f"write `{date}`"


CHOICES = [
    ("05/06/2026", ["2026-06-05", "2026-05-06"]),
    ("2026-2027", ["2026/2027", "[2026..2027]"]),
    ("May 2026 – June 2026", ["2026-05/2026-06", "[2026-05..2026-06]"]),
    ("early 2026", ["2026-33", "2026-37"]),
    ("mid-2026", ["2026-38"]),
    ("end of 2026", ["2026-36", "2026-39"]),
    ("before 2035", ["[..2035]"]),
    ("after 2026", ["[2026..]"]),
]


@pytest.mark.parametrize(("text", "dates"), CHOICES, ids=[row[0] for row in CHOICES])
def test_an_ambiguous_text_is_offered_every_date(text: str, dates: list[str]) -> None:
    with pytest.raises(EdtfError) as refused:
        parse(text)
    assert re.findall("`(.*?)`", refused.value.cure) == dates


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "2026-Q5",
        "around soon",
        "soon or 2026",
        "2026 – soon",
        "2027–2026",
        "9999-12-31T24:00Z",
        "2026-13-45",
        "around 9999-12-31T24:00Z",
        "around 2024-02-31T24:00Z",
        "{2026,soon}",
        "0000~~",
    ],
)
def test_other_texts_get_no_cure(text: str) -> None:
    with pytest.raises(EdtfError) as refused:
        parse(text)
    assert refused.value.cure == ""


WORDS = (
    "around by no later than between and or from to in the first half quarter of early late May 5 2026 2027 12 "
    "2026-08 2026~ ? ( ) – / [ ] , .. { } unknown Q3 年 8月 TBD winter 2024-05-03 T09:27Z T24:00Z + -"
)


def cure_of(text: str) -> str:
    try:
        parse(text)
    except EdtfError as refused:
        return refused.cure
    return ""


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=7), st.sampled_from(["", " "]))
def test_every_cure_writes_dates_of_the_profile(parts: list[str], between: str) -> None:
    for date in re.findall("`(.*?)`", cure_of(between.join(parts))):
        assert parse(date).text == date
