"""The profile of EDTF in docs/dates-and-claims.md, row by row."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import inf
from pathlib import Path

import edtf as edtf_package
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.calendar import Days, day_number
from viewer.model.edtf import parse
from viewer.model.edtf_date import YEAR_PARTS, DateKind, Edge, EdtfError, Precision
from viewer.model.edtf_syntax import MAX_LENGTH

SECOND = 1 / 86400
ROOT = Path(__file__).parents[2]


def day(text: str) -> Days:
    """`2026-08-23` as days; -inf and inf as "-" and "+"."""
    return {"-": -inf, "+": inf}.get(text) or day_number(date.fromisoformat(text))


POINTS = [
    # text, precision, core, extent
    ("2028", Precision.YEAR, "2028-01-01 2029-01-01", "2028-01-01 2029-01-01"),
    ("2026~", Precision.YEAR, "2026-01-01 2027-01-01", "2025-01-01 2028-01-01"),
    ("2029?", Precision.YEAR, "2029-01-01 2030-01-01", "2029-01-01 2030-01-01"),
    ("2029%", Precision.YEAR, "2029-01-01 2030-01-01", "2028-01-01 2031-01-01"),
    ("20XX", Precision.CENTURY, "2000-01-01 2100-01-01", "2000-01-01 2100-01-01"),
    ("20XX~", Precision.CENTURY, "2000-01-01 2100-01-01", "1900-01-01 2200-01-01"),
    ("202X", Precision.DECADE, "2020-01-01 2030-01-01", "2020-01-01 2030-01-01"),
    ("202X~", Precision.DECADE, "2020-01-01 2030-01-01", "2010-01-01 2040-01-01"),
    ("2026-XX", Precision.YEAR, "2026-01-01 2027-01-01", "2026-01-01 2027-01-01"),
    ("2026-XX~", Precision.YEAR, "2026-01-01 2027-01-01", "2025-01-01 2028-01-01"),
    ("2026-XX-XX", Precision.YEAR, "2026-01-01 2027-01-01", "2026-01-01 2027-01-01"),
    ("2026-08", Precision.MONTH, "2026-08-01 2026-09-01", "2026-08-01 2026-09-01"),
    ("2026-12~", Precision.MONTH, "2026-12-01 2027-01-01", "2026-11-01 2027-02-01"),
    ("2026-08-XX", Precision.MONTH, "2026-08-01 2026-09-01", "2026-08-01 2026-09-01"),
    ("2026-08-XX~", Precision.MONTH, "2026-08-01 2026-09-01", "2026-07-01 2026-10-01"),
    ("2026-08-23", Precision.DAY, "2026-08-23 2026-08-24", "2026-08-23 2026-08-24"),
    ("2026-08-31~", Precision.DAY, "2026-08-31 2026-09-01", "2026-08-30 2026-09-02"),
    ("2024-02-29", Precision.DAY, "2024-02-29 2024-03-01", "2024-02-29 2024-03-01"),
    ("2000-02-29%", Precision.DAY, "2000-02-29 2000-03-01", "2000-02-28 2000-03-02"),
    ("2026-21", Precision.QUARTER, "2026-03-01 2026-06-01", "2026-03-01 2026-06-01"),
    ("2026-22", Precision.QUARTER, "2026-06-01 2026-09-01", "2026-06-01 2026-09-01"),
    ("2026-23", Precision.QUARTER, "2026-09-01 2026-12-01", "2026-09-01 2026-12-01"),
    ("2026-24", Precision.QUARTER, "2026-12-01 2027-03-01", "2026-12-01 2027-03-01"),
    ("2027-24", Precision.QUARTER, "2027-12-01 2028-03-01", "2027-12-01 2028-03-01"),
    ("2026-24~", Precision.QUARTER, "2026-12-01 2027-03-01", "2026-09-01 2027-06-01"),
    ("2026-25", Precision.QUARTER, "2026-03-01 2026-06-01", "2026-03-01 2026-06-01"),
    ("2026-28", Precision.QUARTER, "2026-12-01 2027-03-01", "2026-12-01 2027-03-01"),
    ("2026-29", Precision.QUARTER, "2026-09-01 2026-12-01", "2026-09-01 2026-12-01"),
    ("2026-30", Precision.QUARTER, "2026-12-01 2027-03-01", "2026-12-01 2027-03-01"),
    ("2026-31", Precision.QUARTER, "2026-03-01 2026-06-01", "2026-03-01 2026-06-01"),
    ("2026-32", Precision.QUARTER, "2026-06-01 2026-09-01", "2026-06-01 2026-09-01"),
    ("2026-33", Precision.QUARTER, "2026-01-01 2026-04-01", "2026-01-01 2026-04-01"),
    ("2026-35", Precision.QUARTER, "2026-07-01 2026-10-01", "2026-07-01 2026-10-01"),
    ("2026-35?", Precision.QUARTER, "2026-07-01 2026-10-01", "2026-07-01 2026-10-01"),
    ("2026-35~", Precision.QUARTER, "2026-07-01 2026-10-01", "2026-04-01 2027-01-01"),
    ("2026-36", Precision.QUARTER, "2026-10-01 2027-01-01", "2026-10-01 2027-01-01"),
    ("2026-37", Precision.THIRD, "2026-01-01 2026-05-01", "2026-01-01 2026-05-01"),
    ("2026-39", Precision.THIRD, "2026-09-01 2027-01-01", "2026-09-01 2027-01-01"),
    ("2026-38~", Precision.THIRD, "2026-05-01 2026-09-01", "2026-01-01 2027-01-01"),
    ("2024-40", Precision.HALF, "2024-01-01 2024-07-01", "2024-01-01 2024-07-01"),
    ("2026-41%", Precision.HALF, "2026-07-01 2027-01-01", "2026-01-01 2027-07-01"),
]


@pytest.mark.parametrize(("text", "precision", "core", "extent"), POINTS, ids=[row[0] for row in POINTS])
def test_a_date_has_the_core_its_digits_name_and_is_widened_by_one_unit(
    text: str, precision: Precision, core: str, extent: str
) -> None:
    when = parse(text)
    assert (when.text, when.kind, when.precision) == (text, DateKind.POINT, precision)
    assert (when.core_earliest, when.core_latest) == tuple(map(day, core.split()))
    assert (when.earliest, when.latest) == tuple(map(day, extent.split()))
    assert when.start_latest == when.latest
    about = text[-1] in "~%"
    assert when.start_edge is when.end_edge is (Edge.ABOUT if about else Edge.KNOWN)
    assert (when.approximate, when.uncertain) == (about, text[-1] in "?%")


def test_every_code_from_21_to_41_is_in_the_table_and_no_other() -> None:
    assert sorted(YEAR_PARTS) == list(range(21, 42))
    for code in range(13, 100):
        if code in YEAR_PARTS:
            assert parse(f"2026-{code}").precision is YEAR_PARTS[code].precision
        else:
            with pytest.raises(EdtfError, match="no month"):
                parse(f"2026-{code}")


def test_quarters_thirds_and_halves_fill_the_year_without_gap() -> None:
    for codes in (range(33, 37), range(37, 40), range(40, 42)):
        parts = [parse(f"2026-{code}") for code in codes]
        assert parts[0].core_earliest == day("2026-01-01")
        assert parts[-1].core_latest == day("2027-01-01")
        assert all(a.core_latest == b.core_earliest for a, b in pairwise(parts))


INTERVALS = [
    # text, precision, core, extent, start's extent ends, edges
    ("2024-05-03/2024-06-25", Precision.DAY, "2024-05-03 2024-06-26", "2024-05-03 2024-06-26", "2024-05-04", "KK"),
    ("2024-05~/2024-08", Precision.MONTH, "2024-05-01 2024-09-01", "2024-04-01 2024-09-01", "2024-07-01", "AK"),
    ("2024-05/2024~", Precision.YEAR, "2024-05-01 2025-01-01", "2024-05-01 2026-01-01", "2024-06-01", "KA"),
    ("2024-05/2026-35%", Precision.QUARTER, "2024-05-01 2026-10-01", "2024-05-01 2027-01-01", "2024-06-01", "KA"),
    ("2024-35/202X", Precision.DECADE, "2024-07-01 2030-01-01", "2024-07-01 2030-01-01", "2024-10-01", "KK"),
    ("2035/..", Precision.YEAR, "2035-01-01 +", "2035-01-01 +", "2036-01-01", "KO"),
    ("2035~/", Precision.YEAR, "2035-01-01 +", "2034-01-01 +", "2037-01-01", "AU"),
    ("/2035", Precision.YEAR, "- 2036-01-01", "- 2036-01-01", "2036-01-01", "UK"),
    ("../2035~", Precision.YEAR, "- 2036-01-01", "- 2037-01-01", "2037-01-01", "OA"),
    ("2026-08/2026", Precision.YEAR, "2026-08-01 2027-01-01", "2026-08-01 2027-01-01", "2026-09-01", "KK"),
    ("2026-08/2026-08", Precision.MONTH, "2026-08-01 2026-09-01", "2026-08-01 2026-09-01", "2026-09-01", "KK"),
]
EDGES = {"K": Edge.KNOWN, "A": Edge.ABOUT, "O": Edge.OPEN, "U": Edge.UNKNOWN, "N": Edge.NONE}


@pytest.mark.parametrize(
    ("text", "precision", "core", "extent", "start", "edges"), INTERVALS, ids=[row[0] for row in INTERVALS]
)
def test_an_interval_widens_each_end_by_its_own_mark(
    text: str, precision: Precision, core: str, extent: str, start: str, edges: str
) -> None:
    when = parse(text)
    assert (when.kind, when.precision) == (DateKind.INTERVAL, precision)
    assert (when.core_earliest, when.core_latest) == tuple(map(day, core.split()))
    assert (when.earliest, when.latest) == tuple(map(day, extent.split()))
    assert when.start_latest == day(start)
    assert (when.start_edge, when.end_edge) == tuple(EDGES[edge] for edge in edges)
    assert when.approximate == ("~" in text or "%" in text)
    assert when.uncertain == ("%" in text)


def test_the_core_of_a_start_is_what_its_digits_name() -> None:
    assert parse("2035~/..").start_core_latest == day("2036-01-01")
    assert parse("[2026-08..]").start_core_latest == day("2026-09-01")
    assert parse("../2035").start_core_latest == inf


SETS = [
    # text, kind, precision, span, members, edges
    ("[..2035]", DateKind.BEFORE, Precision.YEAR, "- 2036-01-01", [], "NK"),
    ("[2026-08..]", DateKind.AFTER, Precision.MONTH, "2026-08-01 +", [], "KN"),
    ("[2026-35..]", DateKind.AFTER, Precision.QUARTER, "2026-07-01 +", [], "KN"),
    ("[2026-08..2026-12]", DateKind.SET, Precision.MONTH, "2026-08-01 2027-01-01", [], "KK"),
    ("[2026-08-23..2027]", DateKind.SET, Precision.YEAR, "2026-08-23 2028-01-01", [], "KK"),
    (
        "[2026,2027]",
        DateKind.SET,
        Precision.YEAR,
        "2026-01-01 2028-01-01",
        ["2026-01-01 2027-01-01", "2027-01-01 2028-01-01"],
        "KK",
    ),
    (
        "[2026-33,2027-05..2027-06,2028]",
        DateKind.SET,
        Precision.YEAR,
        "2026-01-01 2029-01-01",
        ["2026-01-01 2026-04-01", "2027-05-01 2027-07-01", "2028-01-01 2029-01-01"],
        "KK",
    ),
]


@pytest.mark.parametrize(("text", "kind", "precision", "span", "members", "edges"), SETS, ids=[row[0] for row in SETS])
def test_a_set_spans_its_first_to_its_last_element_and_is_never_widened(
    text: str, kind: DateKind, precision: Precision, span: str, members: list[str], edges: str
) -> None:
    when = parse(text)
    assert (when.kind, when.precision) == (kind, precision)
    assert (when.core_earliest, when.core_latest) == tuple(map(day, span.split()))
    assert (when.earliest, when.latest) == (when.core_earliest, when.core_latest)
    assert when.start_latest == when.latest
    assert when.members == tuple(tuple(map(day, member.split())) for member in members)
    assert (when.start_edge, when.end_edge) == tuple(EDGES[edge] for edge in edges)
    assert (when.approximate, when.uncertain) == (False, False)


INSTANTS = [
    # text, precision, its day, seconds into it, length in seconds
    ("2024-05-03T09:27:29Z", Precision.SECOND, "2024-05-03", 9 * 3600 + 27 * 60 + 29, 1),
    ("2024-05-03T17:27:29+08:00", Precision.SECOND, "2024-05-03", 9 * 3600 + 27 * 60 + 29, 1),
    ("2024-05-03T09:27Z", Precision.MINUTE, "2024-05-03", 9 * 3600 + 27 * 60, 60),
    ("2024-05-03T09Z", Precision.HOUR, "2024-05-03", 9 * 3600, 3600),
    ("2024-05-03T00:30+08", Precision.MINUTE, "2024-05-02", 16 * 3600 + 30 * 60, 60),
    ("2024-12-31T23-01:30", Precision.HOUR, "2025-01-01", 30 * 60, 3600),
    ("2024-02-29T23:59:59Z", Precision.SECOND, "2024-02-29", 86399, 1),
]


@pytest.mark.parametrize(("text", "precision", "of", "seconds", "length"), INSTANTS, ids=[row[0] for row in INSTANTS])
def test_an_instant_lasts_as_long_as_its_last_unit_and_counts_in_utc(
    text: str, precision: Precision, of: str, seconds: int, length: int
) -> None:
    when = parse(text)
    assert (when.kind, when.precision) == (DateKind.POINT, precision)
    assert when.core_earliest == pytest.approx(day(of) + seconds * SECOND, abs=1e-9)
    assert when.core_latest == pytest.approx(when.core_earliest + length * SECOND, abs=1e-9)
    assert (when.earliest, when.latest, when.start_latest) == (when.core_earliest, when.core_latest, when.core_latest)
    assert when.start_edge is when.end_edge is Edge.KNOWN


def test_the_last_second_of_a_day_ends_at_midnight_exactly() -> None:
    assert parse("2024-02-29T23:59:59Z").core_latest == day("2024-03-01")


def test_unknown_has_no_bounds() -> None:
    when = parse("unknown")
    assert when.kind is DateKind.UNKNOWN
    assert (when.core_earliest, when.core_latest, when.earliest, when.latest) == (-inf, inf, -inf, inf)
    assert when.start_edge is when.end_edge is Edge.UNKNOWN


@pytest.mark.parametrize("text", ["0001", "0001~", "0001-01-01~", "9999", "9999~", "9999-12-31~", "9999-24", "99XX~"])
def test_the_first_and_the_last_year_are_widened_without_overflow(text: str) -> None:
    when = parse(text)
    assert when.earliest <= when.core_earliest < when.core_latest <= when.latest


def test_equal_texts_give_the_same_object() -> None:
    assert parse("2026-08~") is parse("".join(["2026", "-08~"]))


def test_a_date_is_a_value() -> None:
    parse.cache_clear()
    first = parse("2026~/2027")
    parse.cache_clear()
    again = parse("2026~/2027")
    assert first is not again
    assert first == again
    assert hash(first) == hash(again)


# What is refused

REFUSED = [
    # text, what the message says, the cure
    ("", "nothing is written", ""),
    (" ", "nothing is written", ""),
    ("2026-Q3", "", "write `2026-35`"),
    (" 2026", "space around", "write `2026`"),
    ("2026\n", "space around", "write `2026`"),
    ("2024-05-03T09:27:29", "needs Z or an offset", "write `2024-05-03T09:27:29Z`"),
    ("2024-05-03T24:00Z", "00 to 23", "write `2024-05-04T00:00Z`"),
    ("2024-12-31T24:00:00+08:00", "00 to 23", "write `2025-01-01T00:00+08:00`"),
    ("2024-05-03T25:00Z", "00 to 23", ""),
    ("2024-05-03T09:60Z", "00 to 59", ""),
    ("2024-05-03T09:27:60Z", "leap seconds", "write `2024-05-03T09:27:59Z`"),
    ("2024-05-03T09:27:29.5Z", "fractions", "write `2024-05-03T09:27:29Z`"),
    ("2024-05-03T09:27Z?", "no mark stands on an instant", "write `2024-05-03T09:27Z`"),
    ("2024-05-03T09:27:29Z~", "no mark stands on an instant", "write `2024-05-03T09:27:29Z`"),
    ("2024-05-03T09:27+0800", "", "write `2024-05-03T09:27+08:00`"),
    ("2024-05-03T09:27+15:00", "-14:00 to +14:00", ""),
    ("2024-05-03T09:27+08:60", "-14:00 to +14:00", ""),
    ("2024-05-03t09:27z", "", "write `2024-05-03T09:27Z`"),
    ("2024-13-03T09:27Z", "no month", ""),
    ("2025-02-29T09:27Z", "01 to 28", "write `2025-02-XX`"),
    ("0000-01-01T09Z", "0001 to 9999", ""),
    ("2024-05-03T09Z/2024-05-03T10Z", "no times of day", "write `2024-05-03/2024-05-03`"),
    ("2024-05-03T09:27Z/..", "no times of day", "write `2024-05-03/..`"),
    ("[2024-05-03T09:27Z..]", "no times of day", "write `[2024-05-03..]`"),
    ("2026/2025", "starts after its end", "write `2025/2026`"),
    ("2026-09/2026-08", "starts after its end", "write `2026-08/2026-09`"),
    ("[2026..2025]", "starts after its end", "write `[2025..2026]`"),
    ("[2026..2025,2027]", "starts after its end", ""),
    ("[2026..2026]", "the same", "write `2026`"),
    ("/", "nothing stands on either side", "write `unknown`"),
    ("../..", "nothing stands on either side", "write `unknown`"),
    ("/..", "nothing stands on either side", "write `unknown`"),
    ("[]", "nothing stands inside", "write `unknown`"),
    ("[..]", "nothing stands inside", "write `unknown`"),
    ("[2026]", "two elements or more", "write `2026`"),
    ("[2026,]", "a date is missing", ""),
    ("[2027,2026]", "not in order", "write `[2026,2027]`"),
    ("[2026,2026]", "not in order", ""),
    ("[2026,2026-08]", "not in order", ""),
    ("[..2026,2027]", "one date", ""),
    ("[2026,2027..]", "one date", ""),
    ("[2026", "", ""),
    ("{2026,2027}", "several events", "write `[2026,2027]`"),
    ("{2026..}", "several events", ""),
    ("Y12026", "four digits", ""),
    ("12026", "", ""),
    ("1950S2", "significant digits", "write `19XX`"),
    ("1950S3", "significant digits", "write `195X`"),
    ("1950S1", "significant digits", ""),
    ("0000", "0001 to 9999", ""),
    ("000X", "0001 to 9999", ""),
    ("2026?-08", "at the end", "write `2026-08?`"),
    ("2026-~08", "at the end", "write `2026-08~`"),
    ("?2026-08-05", "at the end", "write `2026-08-05?`"),
    ("2026?~", "at the end", "write `2026%`"),
    ("2026~-08?", "at the end", "write `2026-08%`"),
    ("[2026~,2027]", "inside a set", "write `[2026,2027]`"),
    ("[..2035?]", "inside a set", "write `[..2035]`"),
    ("[2026-08~..]", "inside a set", "write `[2026-08..]`"),
    ("[2026~..2028]", "inside a set", "write `[2026..2028]`"),
    ("2XXX", "X stands only", ""),
    ("XXXX", "X stands only", ""),
    ("202X-05", "X stands only", ""),
    ("20XX-05-XX", "X stands only", ""),
    ("2026-XX-05", "X stands only", "write `2026-XX-XX`"),
    ("2026-1X", "X stands only", "write `2026-XX`"),
    ("2026-08-1X", "X stands only", "write `2026-08-XX`"),
    ("202X-XX", "X stands only", "write `202X`"),
    ("20XX-XX-XX", "X stands only", "write `20XX`"),
    ("202x", "", "write `202X`"),
    ("2026-13", "no month", ""),
    ("2026-00", "no month", ""),
    ("2026-42", "no month", ""),
    ("2026-35-01", "no day stands after the code 35", "write `2026-35`"),
    ("2026-35-XX~", "no day stands after the code 35", "write `2026-35~`"),
    ("2025-02-29", "01 to 28", "write `2025-02-XX`"),
    ("2026-02-30", "01 to 28", "write `2026-02-XX`"),
    ("2026-04-31", "01 to 30", "write `2026-04-XX`"),
    ("2026-04-00", "01 to 30", "write `2026-04-XX`"),
    ("1900-02-29", "01 to 28", "write `1900-02-XX`"),
    ("2026/08", "`08` is no date", "write `2026-08`"),
    ("/\x1f", r"`\x1f` is no date", ""),
    ("月\n", r"`月\n`", ""),
    ("unknown/2026", "`unknown` is no date", ""),
    ("2026//2027", "", ""),
    ("Unknown", "", "write `unknown`"),
]


@pytest.mark.parametrize(("text", "says", "cure"), REFUSED, ids=[repr(row[0]) for row in REFUSED])
def test_a_text_outside_the_profile_is_refused_with_its_cure(text: str, says: str, cure: str) -> None:
    with pytest.raises(EdtfError) as refused:
        parse(text)
    assert says in str(refused.value)
    assert "is not EDTF" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.cure == cure


def test_the_message_is_that_of_the_manual() -> None:
    with pytest.raises(EdtfError) as refused:
        parse("2026-Q3")
    assert f"{refused.value}: {refused.value.cure}" == "`2026-Q3` is not EDTF: write `2026-35`"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" * MAX_LENGTH,
        "2026" * 50_000,
        "?" * MAX_LENGTH,
        "in " * 80,
        "2026~" * 40,
        "a or " * 48,
        "X" * 240,
    ],
    ids=lambda text: f"{text[:5]}*{len(text)}",
)
def test_a_long_text_is_refused_in_a_short_line(text: str) -> None:
    with pytest.raises(EdtfError) as refused:
        parse(text)
    assert len(str(refused.value)) < 250


# Properties

dates = st.dates()
marks = st.sampled_from(["", "?", "~", "%"])


@st.composite
def points(draw: st.DrawFn) -> str:
    of = draw(dates)
    code = draw(st.integers(21, 41))
    forms = [
        f"{of.year:04}",
        f"{of.year:04}-{of.month:02}",
        of.isoformat(),
        f"{of.year:04}-{code}",
        f"{of.year:04}-XX",
        f"{of.year:04}-XX-XX",
        f"{of.year:04}-{of.month:02}-XX",
    ]
    if of.year >= 100:
        forms += [f"{of.year // 10:03}X", f"{of.year // 100:02}XX"]
    return draw(st.sampled_from(forms))


@given(points(), marks)
def test_the_core_lies_within_the_extent(text: str, mark: str) -> None:
    when = parse(text + mark)
    assert when.earliest <= when.core_earliest < when.core_latest <= when.latest
    assert (when.earliest < when.core_earliest) == (when.latest > when.core_latest) == (mark in ("~", "%"))


@given(points(), marks)
def test_a_mark_changes_no_core(text: str, mark: str) -> None:
    plain, marked = parse(text), parse(text + mark)
    assert (plain.core_earliest, plain.core_latest) == (marked.core_earliest, marked.core_latest)


@given(dates, marks)
def test_a_day_lies_in_its_month_and_its_month_in_its_year(of: date, mark: str) -> None:
    day_, month, year = (parse(of.isoformat()[:length] + mark) for length in (10, 7, 4))
    assert year.core_earliest <= month.core_earliest <= day_.core_earliest
    assert day_.core_latest <= month.core_latest <= year.core_latest
    assert year.earliest <= month.earliest <= day_.earliest
    assert day_.core_earliest == (of - date(1970, 1, 1)).days


@given(points(), points())
def test_an_interval_is_refused_or_spans_its_ends(first: str, last: str) -> None:
    a, b = parse(first), parse(last)
    if a.core_earliest >= b.core_latest:
        with pytest.raises(EdtfError, match="starts after its end"):
            parse(f"{first}/{last}")
    else:
        both = parse(f"{first}/{last}")
        assert (both.core_earliest, both.core_latest) == (a.core_earliest, b.core_latest)
        assert both.precision == min(a.precision, b.precision)


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)), st.integers(0, 86399), st.integers(-14 * 60, 14 * 60))
def test_an_offset_only_moves_an_instant(of: date, second: int, offset: int) -> None:
    clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    zone = f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
    local, utc = parse(f"{of}T{clock}{zone}"), parse(f"{of}T{clock}Z")
    assert (utc.core_earliest - local.core_earliest) * 1440 == pytest.approx(offset, abs=1e-3)


def fault(text: str) -> EdtfError | None:
    try:
        parse(text)
    except EdtfError as refused:
        return refused
    return None


@settings(deadline=None)
@given(st.text(max_size=30) | st.text("0123456789-/.,[]?~%XTZ:+ ", max_size=24))
def test_any_text_is_a_date_or_is_refused_in_one_line(text: str) -> None:
    if refused := fault(text):
        assert str(refused).isprintable()
        assert refused.cure == "" or refused.cure.isprintable()
    else:
        assert parse(text).text == text
        assert parse(text).core_earliest < parse(text).core_latest


# Cross-check with the package where that is right: it cuts winters to December, and pads marks otherwise


@given(points().filter(lambda text: text[5:] not in ("24", "28", "30")))
@settings(max_examples=60, deadline=None)
def test_the_core_is_what_the_edtf_package_says(text: str) -> None:
    theirs = edtf_package.parse_edtf(text)
    ours = parse(text)
    assert ours.core_earliest == day_number(date(*theirs.lower_strict()[:3]))
    assert ours.core_latest - 1 == day_number(date(*theirs.upper_strict()[:3]))


@pytest.mark.parametrize("text", ["2024-05/2024-08", "2024-05-03/2024-06-25", "[2026..2028]", "[2026,2027]"])
def test_a_span_is_what_the_edtf_package_says(text: str) -> None:
    theirs = edtf_package.parse_edtf(text)
    ours = parse(text)
    assert ours.core_earliest == day_number(date(*theirs.lower_strict()[:3]))
    assert ours.core_latest - 1 == day_number(date(*theirs.upper_strict()[:3]))


def test_no_module_outside_the_model_names_the_kind_of_a_date() -> None:
    package = ROOT / "viewer"
    naming = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if path.parent.name != "model" and "DateKind" in path.read_text("utf-8")
    ]
    assert naming == []
