"""The rules 6 of docs/dates-and-claims.md, line by line."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import isinf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests import builders
from tests.builders import claim_from_words, source, text
from viewer.model.date_history import (
    ChangeKind,
    DateChange,
    DateHistory,
    all_date_changes,
    classify_change,
    current_claims,
    date_changes,
    date_history,
    has_trend,
    size_range,
    size_unit,
)
from viewer.model.edtf import parse
from viewer.model.entities import Claim, Event, SourceKind
from viewer.model.programme import Programme

TODAY = date(2026, 11, 22)
WEAK, GOOD = source("weak", weak=True), source("good", kind=SourceKind.AGENCY)


def claim(words: str) -> Claim:
    return claim_from_words(words, sources=("good",))


def event(*claims: str, id: str = "e") -> Event:
    return builders.event(id, *map(claim, claims), title=text("E"))


def programme(*events: Event, on: date = TODAY) -> Programme:
    return builders.programme(*events, sources=(WEAK, GOOD)).as_of(on)


def described(*claims: str, on: date = TODAY) -> list[str]:
    """The changes of an event with these claims, as `kind: old -> new`."""
    snapshot = programme(event(*claims), on=on)
    return [
        f"{change.kind}: {change.old.when.text if change.old else ''} -> {change.new.when.text}"
        for shown in snapshot.events
        for change in date_changes(snapshot, shown)
    ]


# The table


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        # same core
        ("2026", "2026~", ChangeKind.RESTATED),
        ("2026?", "2026%", ChangeKind.RESTATED),
        ("2026", "2026-XX", ChangeKind.RESTATED),
        ("[..2035]", "[..2035]", ChangeKind.RESTATED),
        # both are `/`: sign of the start, or of the end where the starts agree
        ("2026/2035", "2028/2035", ChangeKind.SLIP),
        ("2028/2035", "2026/2035", ChangeKind.PULL_IN),
        ("2026/2035", "2027/2030", ChangeKind.SLIP),  # though the end comes earlier, and new lies within old
        ("2026/2035", "2025/2036", ChangeKind.PULL_IN),
        ("2026/2035", "2026/2036", ChangeKind.SLIP),
        ("2026/2035", "2026/2034", ChangeKind.PULL_IN),
        ("2026/..", "2026/2035", ChangeKind.FIRMED),
        ("2026/2035", "2026/..", ChangeKind.LOOSENED),
        ("2026/..", "2027/2035", ChangeKind.SLIP),
        ("/2035", "2030/2035", ChangeKind.FIRMED),
        ("2030/2035", "/2035", ChangeKind.LOOSENED),
        # open on the same side: sign of the finite one
        ("2035/..", "2036/..", ChangeKind.SLIP),
        ("2035/", "2034/..", ChangeKind.PULL_IN),
        ("../2035", "../2036", ChangeKind.SLIP),
        ("/2035", "/2034", ChangeKind.PULL_IN),
        ("[..2035]", "[..2036]", ChangeKind.SLIP),
        ("[..2039]", "[..2035]", ChangeKind.PULL_IN),
        ("[2026-08..]", "[2026-10..]", ChangeKind.SLIP),
        ("[2026-08..]", "[2026-07..]", ChangeKind.PULL_IN),
        # new within old
        ("2024-40", "2024-05", ChangeKind.FIRMED),
        ("[2026-08..]", "2026-10", ChangeKind.FIRMED),
        ("[..2028]", "2028~", ChangeKind.FIRMED),
        ("2026", "2026-08-23", ChangeKind.FIRMED),
        ("2024-05-03", "2024-05-03T09:27Z", ChangeKind.FIRMED),
        ("2026~", "2026-08", ChangeKind.FIRMED),
        # old within new
        ("2024-05", "2024-40", ChangeKind.LOOSENED),
        ("2024", "[2024,2025]", ChangeKind.LOOSENED),
        ("2026-10", "[2026-08..]", ChangeKind.LOOSENED),
        ("2035", "[..2035]", ChangeKind.LOOSENED),
        ("2030~", "[..2035]", ChangeKind.SLIP),  # unless the new one is "by" a later date
        ("[2030..2032]", "[..2031]", ChangeKind.PULL_IN),
        # otherwise: sign of the end, or of the start where the end is undefined
        ("2024", "2026~", ChangeKind.SLIP),
        ("2026~", "2024", ChangeKind.PULL_IN),
        ("2026-08-23", "2027", ChangeKind.SLIP),
        ("2026~", "2027", ChangeKind.SLIP),  # cores, though the extents overlap
        ("[2026..2028]", "[2027..2030]", ChangeKind.SLIP),
        ("[..2028]", "2030", ChangeKind.SLIP),
        ("2030", "[..2028]", ChangeKind.PULL_IN),
        ("2026", "[2027..]", ChangeKind.SLIP),
        ("2026", "[2026-08..]", ChangeKind.SLIP),
        ("[2027..]", "2026", ChangeKind.PULL_IN),
        ("[2026-08..]", "2026", ChangeKind.PULL_IN),
        ("[..2030]", "[2026..]", ChangeKind.LOOSENED),  # both undefined
        ("[2026..]", "[..2030]", ChangeKind.LOOSENED),
    ],
)
def test_the_kind_of_a_change_between_dated_plans(old: str, new: str, kind: ChangeKind) -> None:
    assert classify_change(parse(old), parse(new)) is kind
    assert described(f"{old} said 2020", f"{new} said 2021") == [f"first-said:  -> {old}", f"{kind}: {old} -> {new}"]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (["2026 said 2020"], ["first-said:  -> 2026"]),
        (["unknown said 2020"], ["first-said:  -> unknown"]),
        (["unknown said 2020", "2026 said 2021"], ["first-said:  -> unknown", "first-said:  -> 2026"]),
        (["unknown said 2020", "unknown said 2021"], ["first-said:  -> unknown", "restated: unknown -> unknown"]),
        (["2026 said 2020", "unknown said 2021"], ["first-said:  -> 2026", "withdrawn: 2026 -> unknown"]),
        (
            ["2026 said 2020", "unknown said 2021", "2026 said 2022"],
            ["first-said:  -> 2026", "withdrawn: 2026 -> unknown", "re-dated: 2026 -> 2026"],
        ),
        (
            ["2026 said 2020", "unknown said 2021", "unknown said 2022", "2028 said 2023"],
            [
                "first-said:  -> 2026",
                "withdrawn: 2026 -> unknown",
                "restated: unknown -> unknown",
                "re-dated: 2026 -> 2028",
            ],
        ),
        # parallel claims change nothing
        (["2026 said 2020", "2030 said 2021 parallel"], ["first-said:  -> 2026"]),
        (
            ["2026 said 2020", "2030 said 2021 parallel", "2027 said 2022"],
            ["first-said:  -> 2026", "slip: 2026 -> 2027"],
        ),
        # nor does what was said on an unknown day
        (["2026 said 2020", "2030 said unknown"], ["first-said:  -> 2026"]),
        # of one day, only the later in the file
        (["2026 said 2020", "2030 said 2021", "2027 said 2021"], ["first-said:  -> 2026", "slip: 2026 -> 2027"]),
        # met, missed, early: the core of the report, the extent of the plan
        (["2024-05 said 2020", "2024-05-03 done"], ["first-said:  -> 2024-05", "met: 2024-05 -> 2024-05-03"]),
        (["2023~ said 2020", "2024-05-03 done"], ["first-said:  -> 2023~", "met: 2023~ -> 2024-05-03"]),
        (["2023 said 2020", "2024-05-03 done"], ["first-said:  -> 2023", "missed: 2023 -> 2024-05-03"]),
        (["2025 said 2020", "2024-05-03 failed"], ["first-said:  -> 2025", "early: 2025 -> 2024-05-03"]),
        (["[..2025] said 2020", "2024 partial"], ["first-said:  -> [..2025]", "met: [..2025] -> 2024"]),
        # of two intervals, their starts
        (["2024/2030 said 2020", "2025/.. done"], ["first-said:  -> 2024/2030", "missed: 2024/2030 -> 2025/.."]),
        (["2024~/2030 said 2020", "2025/.. done"], ["first-said:  -> 2024~/2030", "met: 2024~/2030 -> 2025/.."]),
        (
            ["2024/2030 said 2020", "2023/2026-01 done"],
            ["first-said:  -> 2024/2030", "early: 2024/2030 -> 2023/2026-01"],
        ),
        (["2024/2030 said 2020", "2025 done"], ["first-said:  -> 2024/2030", "met: 2024/2030 -> 2025"]),
        # a report is measured once, against the last plan with a date that was known before its day
        (
            ["2024 said 2020", "2025 said 2024-05-03", "2024-05-03 done"],
            ["first-said:  -> 2024", "met: 2024 -> 2024-05-03"],
        ),
        (
            ["2023 said 2020", "unknown said 2021", "2024-05 done", "2024-05-03 done said 2025"],
            ["first-said:  -> 2023", "withdrawn: 2023 -> unknown", "missed: 2023 -> 2024-05"],
        ),
        (["2024-05-03 done"], []),
        (["2023 said 2020", "unknown done said 2024"], ["first-said:  -> 2023"]),
        # no plan overrules what happened
        (["2024 said 2020", "2024-05-03 done", "2026 said 2025"], ["first-said:  -> 2024", "met: 2024 -> 2024-05-03"]),
        # cancelled, as reported; a plan revives it
        (
            ["2024 said 2020", "2024 cancelled said 2022", "2028 said 2023"],
            ["first-said:  -> 2024", "cancelled: 2024 -> 2024", "slip: 2024 -> 2028"],
        ),
        (["2024 cancelled said 2022"], ["cancelled:  -> 2024"]),
    ],
)
def test_the_changes_between_successive_current_claims(claims: list[str], expected: list[str]) -> None:
    assert described(*claims) == expected


def test_the_day_of_a_change_is_the_day_it_became_known() -> None:
    snapshot = programme(event("2024 said 2021-06~", "2026~ said 2022-11"))
    assert [change.day for change in date_changes(snapshot, snapshot.events[0])] == [
        date(2021, 6, 30),
        date(2022, 11, 30),
    ]


def test_changes_after_the_day_are_not_known() -> None:
    claims = ["2024 said 2021", "2026 said 2022", "2027 said 2023"]
    assert described(*claims, on=date(2023, 12, 30)) == ["first-said:  -> 2024", "slip: 2024 -> 2026"]
    assert described(*claims, on=date(2021, 12, 30)) == []
    whole = event(*claims)
    snapshot = programme(whole, on=date(2023, 12, 30))
    assert len(date_changes(snapshot, whole)) == 2  # though this event still carries the third claim


def test_a_programme_without_a_day_gives_every_change() -> None:
    whole = event("2024 said 2021", "2026 said 2022")
    as_written = replace(programme(whole), events=(whole,), day=None)
    assert [change.kind for change in date_changes(as_written, whole)] == [ChangeKind.FIRST_SAID, ChangeKind.SLIP]


def test_an_event_with_only_undated_claims_has_its_last_one_as_first_said() -> None:
    assert described("2026 said unknown", "2027 said unknown") == ["first-said:  -> 2027"]


def test_the_current_claim_of_a_day_is_that_of_the_programme_as_of_the_day() -> None:
    whole = event("2024 said 2021", "2026 said 2022 parallel", "2027 said 2023", "2025 said 2023", "2024-05 done")
    for day, claim in current_claims(programme(whole), whole):
        assert programme(whole, on=day).status("e").current_claim == claim


# Sizes


@pytest.mark.parametrize(
    ("old", "new", "unit", "size"),
    [
        ("2024", "2026~", "years", (2, 2)),
        ("2026", "2027", "years", (1, 1)),
        ("2027", "2026", "years", (-1, -1)),
        ("202X", "2031", "years", (2, 11)),
        ("[..2035]", "[..2036]", "years", (1, 1)),
        ("2030~", "[..2035]", "years", (5, 5)),
        ("2026", "[2028..]", "years", (2, 2)),
        ("2035/..", "2036/..", "years", (1, 1)),
        # of two intervals the start, and the end only where the starts agree
        ("2026/2035", "2028/2035", "years", (2, 2)),
        ("2026/2035", "2026/2036", "years", (1, 1)),
        ("2026/2035", "2026/..", "years", (0, 0)),
        ("/2035", "/2036", "years", (1, 1)),
        ("2026-08", "2027-10", "months", (14, 14)),
        ("2021-05", "2031-05", "months", (120, 120)),
        ("2026-08-23", "2027", "months", (4, 16)),
        ("2026-41", "2027", "months", (6, 12)),
        ("2026-35", "2026-33", "months", (-6, -6)),
        ("2026-08-23", "2026-08-25", "days", (2, 2)),
        ("2026-08-23", "2026-08-25T22:10Z", "days", (2, 2)),
        ("2026-08-23T23:59:59Z", "2026-08-24T00:00:00Z", "days", (1, 1)),
        ("2024-05-03T09:27Z", "2024-05-03T09:50Z", "days", (0, 0)),
        ("2026-08-23", "[2026-08-25..]", "days", (2, 2)),
        ("[..2030]", "[2026..]", "years", (0, 0)),
    ],
)
def test_the_size_of_a_change(old: str, new: str, unit: str, size: tuple[int, int]) -> None:
    snapshot = programme(event(f"{old} said 2020", f"{new} said 2021"))
    change = date_changes(snapshot, snapshot.events[0])[-1]
    assert size_unit(parse(old), parse(new)) == unit
    assert size_range(change) == size


def test_what_was_first_said_has_no_size() -> None:
    snapshot = programme(event("2026 said 2020"))
    assert size_range(date_changes(snapshot, snapshot.events[0])[0]) == (0, 0)


def test_a_change_has_the_distances_of_the_cores_in_days() -> None:
    snapshot = programme(event("2026~ said 2020", "[..2027] said 2021"))
    old, new = snapshot.events[0].claims
    slip = DateChange("e", ChangeKind.SLIP, date(2021, 12, 31), old, new, None, 365.0)
    assert date_changes(snapshot, snapshot.events[0])[-1] == slip


def test_a_re_dated_plan_is_measured_from_the_last_date() -> None:
    snapshot = programme(event("2026-08-23 said 2020", "unknown said 2021", "2027 said 2022"))
    redated = date_changes(snapshot, snapshot.events[0])[-1]
    assert (redated.kind, redated.start_days, redated.end_days) == (ChangeKind.REDATED, 131.0, 495.0)


# The short history


def history_of(*claims: str) -> DateHistory:
    snapshot = programme(event(*claims))
    return date_history(snapshot, snapshot.events[0])


def texts(history: DateHistory) -> list[str]:
    return [claim.when.text for claim in history.claims]


CHANG_E_7 = (
    "2024 said 2021-06~",
    "[..2029] said 2022-04-24 parallel",
    "2026~ said 2022-11-24",
    "2026~ said 2024-06-27",
    "2026-41 said 2026-04-13",
    "2026-08-23 said 2026-08-19",
    "2026-08-24 said 2026-08-21 parallel",
    "unknown said 2026-08-23",
    "2027 said 2026-09-13 from weak",
    "2027 said 2026-10-06 from weak",
)


def test_the_short_history_of_change_7() -> None:
    snapshot = programme(event(*CHANG_E_7))
    history = date_history(snapshot, snapshot.events[0])
    assert texts(history) == ["2024", "2026~", "2026-08-23", "unknown", "2027"]
    assert snapshot.status("e").doubted
    assert history.first is not None
    assert history.first.said is not None
    assert history.first.said.text == "2021-06~"
    assert history.total is not None
    assert (history.total.kind, size_range(history.total)) == (ChangeKind.SLIP, (3, 3))
    assert size_unit(history.total.new.when, history.first.when) == "years"


def test_the_short_history_of_change_7_before_the_launch_was_put_off() -> None:
    whole = event(*CHANG_E_7)
    snapshot = programme(whole, on=date(2026, 8, 20))
    history = date_history(snapshot, snapshot.events[0])
    assert texts(history) == ["2024", "2026~", "2026-08-23"]
    withdrawn = programme(whole, on=date(2026, 8, 23))
    history = date_history(withdrawn, withdrawn.events[0])
    assert texts(history) == ["2024", "2026~", "2026-08-23", "unknown"]
    assert history.first is not None
    assert history.total is None


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (["2026 said 2020"], ["2026"]),
        (["2026 said 2020", "2026~ said 2021"], ["2026~"]),  # equal cores once, as last written
        (["2026 said 2020", "2026~ said 2021", "2027 said 2022"], ["2026~", "2027"]),
        (["2026 said 2020", "2026-08 said 2021", "2026-08-23 said 2022"], ["2026", "2026-08-23"]),  # firmed
        (["2026 said 2020", "2027 said 2021", "2026 said 2022"], ["2026", "2027", "2026"]),
        (["unknown said 2020", "2026 said 2021", "2027 said 2022"], ["2026", "2027"]),
        (["unknown said 2020"], ["unknown"]),
        (["2026 said 2020", "unknown said 2021", "unknown said 2022"], ["2026", "unknown"]),
        (["2024 said 2020", "2024-05-03 done"], ["2024", "2024-05-03"]),
        (["2024-05-03 done"], ["2024-05-03"]),
        (["2024 said 2020", "2024 cancelled said 2021", "2028 said 2022"], ["2024", "2028"]),
        (["2024 said 2020", "unknown cancelled said 2021"], ["2024", "unknown"]),
        (["2024 said 2020", "[2024,2025] said 2021", "2024 said 2022", "2026 said 2023"], ["2024", "2026"]),
    ],
)
def test_the_short_history_keeps_the_claims_around_major_changes(claims: list[str], expected: list[str]) -> None:
    assert texts(history_of(*claims)) == expected


def test_the_total_change_runs_from_the_first_dated_claim_to_the_present_one() -> None:
    history = history_of("unknown said 2019", "2023 said 2020", "2024~ said 2021", "2024-05-03T09:27:29Z done")
    assert history.first is not None
    assert history.first.when.text == "2023"
    assert history.total is not None
    assert (history.total.old, history.total.kind) == (history.first, ChangeKind.SLIP)
    assert size_range(history.total) == (4, 16)


@pytest.mark.parametrize(
    "claims", [["2026 said 2020"], ["2026 said 2020", "2026~ said 2021"], ["unknown said 2020"], ["2024-05-03 done"]]
)
def test_nothing_is_measured_where_the_first_is_the_present_one(claims: list[str]) -> None:
    history = history_of(*claims)
    assert (history.first, history.total) == (None, None)


def test_a_cancelled_event_has_no_total_change() -> None:
    history = history_of("2024 said 2020", "2025 cancelled said 2022")
    assert history.first is not None
    assert history.total is None


def test_an_unknown_event_has_an_empty_history() -> None:
    whole = event("2026 said 2022")
    assert date_history(programme(whole, on=date(2020, 1, 1)), whole) == DateHistory((), None, None)


# All changes


def test_all_changes_but_first_statements_are_sorted_by_day_then_by_event() -> None:
    late = event("2030 said 2020", "2031 said 2022", id="late")
    soon = event("2025 said 2021", "2026 said 2022", id="soon")
    history = all_date_changes(programme(late, soon))
    assert [(change.day.year, change.event_id) for change in history] == [(2022, "soon"), (2022, "late")]


# The trend


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (["2026 said 2020"], False),
        (["2026 said 2020", "unknown said 2021"], False),
        (["2026 said 2020", "2027 said 2021"], True),
        (["2024-05-03 done", "2024-05-04 done said 2025"], False),
        (["2024 said 2020", "2024-05-03 done"], True),
    ],
)
def test_a_trend_needs_two_dated_claims_and_a_plan(claims: list[str], expected: bool) -> None:
    assert has_trend(programme(event(*claims)), "e") is expected


# Properties

dated = st.sampled_from(
    [
        "2024",
        "2026~",
        "2027?",
        "202X",
        "2026-35",
        "2026-08-23",
        "[2026-08..]",
        "[..2035]",
        "[2026,2028]",
        "2026/2028",
        "2027/2028",
        "2035/..",
        "../2030",
        "/2029",
        "2024-05-03T09:27Z",
    ]
)


@given(dated, dated)
def test_a_change_and_its_reverse_are_never_both_slips(first: str, second: str) -> None:
    there, back = classify_change(parse(first), parse(second)), classify_change(parse(second), parse(first))
    assert not (there is back is ChangeKind.SLIP)
    assert (there is ChangeKind.RESTATED) == (back is ChangeKind.RESTATED)


@given(st.lists(st.tuples(dated | st.just("unknown"), st.integers(2010, 2026)), min_size=1, max_size=8))
def test_the_history_ends_with_the_current_claim_and_repeats_no_core(claims: list[tuple[str, int]]) -> None:
    snapshot = programme(event(*(f"{when} said {year}" for when, year in claims)))
    history = date_history(snapshot, snapshot.events[0])
    assert history.claims[-1] is snapshot.status("e").current_claim
    cores = [(c.when.core_earliest, c.when.core_latest, c.when.kind) for c in history.claims]
    assert all(a != b for a, b in pairwise(cores) if not isinf(a[0]) and not isinf(a[1]))


@given(st.lists(st.tuples(dated | st.just("unknown"), st.integers(2010, 2025)), min_size=1, max_size=8))
def test_every_change_starts_where_the_previous_one_ended(claims: list[tuple[str, int]]) -> None:
    snapshot = programme(event(*(f"{when} said {year}" for when, year in claims)))
    history = date_changes(snapshot, snapshot.events[0])
    assert history[0].kind is ChangeKind.FIRST_SAID
    for before, change in pairwise(history):
        assert before.day < change.day
        assert change.old is before.new or change.kind in (ChangeKind.REDATED, ChangeKind.FIRST_SAID)
