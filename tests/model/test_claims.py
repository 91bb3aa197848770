"""The rules 1, 2, 3 and 5 of docs/dates-and-claims.md, line by line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.builders import claim_from_words as claim
from viewer.i18n import Text
from viewer.model.calendar import last_day
from viewer.model.claims import (
    Status,
    current_claim,
    event_status,
    in_conflict,
    is_doubted,
    item_known_end,
    known_claims,
    known_day,
    parallel_claims,
    undated_claims,
)
from viewer.model.edtf import parse
from viewer.model.entities import Event, Source, SourceKind

CURRENT_TO = date(2026, 11, 22)


def day(text: str) -> date:
    return date.fromisoformat(text)


def event(*claims: str) -> Event:
    return builders.event("e", *map(claim, claims))


def source(name: str) -> Source | None:
    """weak, relayed, good, or none at all."""
    if name not in ("weak", "relayed", "good"):
        return None
    return builders.source(name, weak=name == "weak", relayed_via="x" if name == "relayed" else None)


def no_source(_: str) -> None:
    return None


# 2. Known day


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2024 said 2021-06~", "2021-06-30"),
        ("2024 said 2021~", "2021-12-31"),
        ("2024 said 2021-03-09", "2021-03-09"),
        ("2024 said 2021-24", "2022-02-28"),
        ("2024 said 2024-05-03T23:30-02:00", "2024-05-04"),
        ("2024 said 2024-05-03T23:59:59Z", "2024-05-03"),
        ("2030 said 2026", "2026-11-22"),  # never later than current_to
        ("2030 said 2031-01-01", "2026-11-22"),
        ("2024-05-03 done", "2024-05-03"),
        ("2024-05~ failed", "2024-05-31"),
        ("2024 cancelled", "2024-12-31"),
        ("2024-05-03T09:27:29Z done", "2024-05-03"),
        ("2024-05-03/2024-06-25 done", "2024-06-25"),
        ("2024-05-03/.. done", "2024-05-03"),
        ("2024-05/ done", "2024-05-31"),
        ("2024-05~/.. done", "2024-05-31"),
        ("[2024-05..] done", "2024-05-31"),
        ("[..2024-05] done", "2024-05-31"),
        ("[2023,2024] done", "2024-12-31"),
        ("2026 done", "2026-11-22"),
        ("unknown done", "2026-11-22"),
        ("2024 done said 2025-01-15", "2025-01-15"),
        ("2024 said unknown", None),
        ("2024 done said unknown", None),
        ("2024", None),
    ],
)
def test_a_claim_is_known_from_the_last_day_of_its_said(text: str, known: str | None) -> None:
    assert known_day(claim(text), CURRENT_TO) == (day(known) if known else None)


def test_claims_are_in_order_of_known_day_then_of_the_file() -> None:
    several = event("2027 said 2023", "2024 said 2021", "2025 said 2021-12-31", "2026 said 2022")
    known = known_claims(several, CURRENT_TO, CURRENT_TO)
    assert [c.when.text for c in known] == ["2024", "2025", "2026", "2027"]
    assert [c.when.text for c in known_claims(several, day("2022-12-30"), CURRENT_TO)] == ["2024", "2025"]


def test_a_claim_is_known_on_its_day_and_not_the_day_before() -> None:
    one = event("2024 said 2021-06~")
    assert known_claims(one, day("2021-06-29"), CURRENT_TO) == ()
    assert known_claims(one, day("2021-06-30"), CURRENT_TO) == one.claims
    assert event_status(one, day("2021-06-29"), CURRENT_TO, no_source) is None


def test_a_claim_said_on_an_unknown_day_is_never_current() -> None:
    both = event("2030 said unknown", "2024 said 2021")
    assert undated_claims(both, CURRENT_TO, CURRENT_TO) == both.claims[:1]
    assert undated_claims(both, day("2026-11-21"), CURRENT_TO) == ()
    now = event_status(both, CURRENT_TO, CURRENT_TO, no_source)
    assert now is not None
    assert (now.current_claim.when.text, now.claims, now.undated) == ("2024", both.claims[1:], both.claims[:1])


@pytest.mark.parametrize("texts", [["2030 said unknown"], ["2030 said unknown", "2031 said unknown"]])
def test_an_event_with_only_undated_claims_is_known_from_current_to(texts: list[str]) -> None:
    undated = event(*texts)
    assert event_status(undated, day("2026-11-21"), CURRENT_TO, no_source) is None
    now = event_status(undated, CURRENT_TO, CURRENT_TO, no_source)
    assert now is not None
    assert (now.current_claim, now.claims, now.undated) == (undated.claims[-1], undated.claims, ())


def test_an_event_without_claims_has_no_status() -> None:
    assert event_status(event(), CURRENT_TO, CURRENT_TO, no_source) is None


# 3. What holds


@pytest.mark.parametrize(
    ("claims", "holds", "parallel"),
    [
        (["2024 said 2021"], 0, []),
        (["2024 said 2021", "2026 said 2022"], 1, []),
        (["2024 said 2021", "2026 said 2022 parallel"], 0, [1]),
        (["2024 said 2021", "2026 said 2022 parallel", "2027 said 2023"], 2, []),
        (["2024 said 2021", "2026 said 2022", "2027 said 2023 parallel", "2028 said 2024 parallel"], 1, [2, 3]),
        (["2024 said 2021 parallel"], 0, []),
        (["2024 said 2021 parallel", "2025 said 2022 parallel"], 1, []),
        (["2024 said 2021 parallel", "2025 said 2022"], 1, []),
        # no plan overrules what happened
        (["2024-05-03 done", "2026 said 2025"], 0, []),
        (["2024-05-03 partial", "2026 said 2025"], 0, []),
        (["2024-05-03 failed", "2026 said 2025"], 0, []),
        (["2024-05 done", "2024-05-03 done said 2025"], 1, []),
        (["2024-05 done", "2024-05-03 done said 2025 parallel"], 0, [1]),
        # a plan revives what was cancelled
        (["2024 said 2021", "2024 cancelled said 2023"], 1, []),
        (["2024 said 2021", "2024 cancelled said 2023", "2028 said 2024"], 2, []),
        (["2024-05-03 done", "2024 cancelled said 2025"], 0, []),
        # the next replacing claim clears parallel ones_claims
        (["2024-05-03 done", "2025 said 2024-06 parallel", "2026 said 2025"], 0, []),
        (["2024-05-03 done", "2026 said 2025", "2025 said 2026 parallel"], 0, [2]),
        (["2024 done parallel said 2024", "2026 said 2025"], 1, []),
        # on one day the later in the file replaces
        (["2024 said 2021", "2026 said 2021"], 1, []),
    ],
)
def test_the_current_claim_and_those_parallel_to_it(claims: list[str], holds: int, parallel: list[int]) -> None:
    known = known_claims(event(*claims), date.max, date.max)
    assert [c.when.text for c in known] == [text.split()[0] for text in claims]
    assert current_claim(known) is known[holds]
    assert list(parallel_claims(known)) == [known[index] for index in parallel]


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("2026", "2026-08", False),
        ("2026", "2027", True),
        ("2026~", "2027", False),  # extents, not cores
        ("2026~", "2028", True),
        ("2026-08-23", "2026-08-24", True),
        ("2026-08-23~", "2026-08-24", False),
        ("[..2029]", "2030", True),
        ("[..2029]", "2020", False),
        ("[2026-08..]", "2026-07", True),
        ("[2026-08..]", "2035", False),
        ("2024/2026", "2025", False),
        ("2024/2026", "2027", True),
        ("unknown", "2026", True),
        ("2026", "unknown", True),
        ("unknown", "unknown", False),
    ],
)
def test_claims_exclude_each_other_when_extents_do_not_overlap(one: str, other: str, excluded: bool) -> None:
    assert in_conflict(parse(one), parse(other)) is excluded
    assert in_conflict(parse(other), parse(one)) is excluded


def test_only_a_claim_that_excludes_the_current_one_is_a_conflict() -> None:
    disputed = event("2026 said 2021", "2026-08 said 2022 parallel", "2028 said 2023 parallel")
    now = event_status(disputed, CURRENT_TO, CURRENT_TO, no_source)
    assert now is not None
    assert (now.parallel_claims, now.conflicts) == (disputed.claims[1:], disputed.claims[2:])


# 5. Status


@pytest.mark.parametrize(
    ("text", "on", "status"),
    [
        ("2026 cancelled said 2024", "2025-01-01", Status.CANCELLED),
        ("2020 cancelled", "2025-01-01", Status.CANCELLED),
        ("2024-05-03 failed", "2024-05-03", Status.FAILED),
        ("2024-05-03/2024-06-25 partial said 2024-05-03", "2030-01-01", Status.PARTIAL),
        # overdue: a plan whose extent has its last day before D
        ("2026 said 2021", "2026-12-31", Status.PLANNED),
        ("2026 said 2021", "2027-01-01", Status.OVERDUE),
        ("2026~ said 2021", "2027-12-31", Status.PLANNED),
        ("2026~ said 2021", "2028-01-01", Status.OVERDUE),
        ("[..2029] said 2021", "2029-12-31", Status.PLANNED),
        ("[..2029] said 2021", "2030-01-01", Status.OVERDUE),
        ("[2026,2028] said 2021", "2028-12-31", Status.PLANNED),
        ("[2026,2028] said 2021", "2029-01-01", Status.OVERDUE),
        ("2026-08-23T10:00Z said 2021", "2026-08-23", Status.PLANNED),
        ("2026-08-23T10:00Z said 2021", "2026-08-24", Status.OVERDUE),
        ("2026-08-23T23:59:59Z said 2021", "2026-08-24", Status.OVERDUE),
        ("[2026-08..] said 2021", "2099-01-01", Status.PLANNED),  # never
        # of an interval, the extent of its start
        ("2026/2035 said 2021", "2026-12-31", Status.PLANNED),
        ("2026/2035 said 2021", "2027-01-01", Status.OVERDUE),
        ("2035/.. said 2021", "2036-01-01", Status.OVERDUE),
        ("2026~/2035 said 2021", "2027-12-31", Status.PLANNED),
        ("2026~/2035 said 2021", "2028-01-01", Status.OVERDUE),
        ("/2035 said 2021", "2035-12-31", Status.PLANNED),
        ("/2035 said 2021", "2036-01-01", Status.OVERDUE),
        # a / reported done whose end lay after K and has passed unreported
        ("2024-05-03/2024-06-25 done said 2024-05-03", "2024-05-03", Status.UNDER_WAY),
        ("2024-05-03/2024-06-25 done said 2024-05-03", "2024-06-25", Status.UNDER_WAY),
        ("2024-05-03/2024-06-25 done said 2024-05-03", "2024-06-26", Status.OVERDUE),
        ("2024-05-03/2024-06-25 done said 2024-06-25", "2024-06-26", Status.DONE),
        ("2024-05-03/2024-06-25 done", "2024-06-25", Status.UNDER_WAY),
        ("2024-05-03/2024-06-25 done", "2024-06-26", Status.DONE),
        ("2024-05/2024-06~ done", "2024-07-31", Status.UNDER_WAY),
        ("2024-05/2024-06~ done", "2024-08-01", Status.DONE),
        ("2024-05/2024-06~ done said 2024-05", "2024-08-01", Status.OVERDUE),
        ("2024-05/2024-06 done said unknown", "2025-01-01", Status.DONE),
        # under way: its end open, unknown or not before D
        ("2024-05-03/.. done", "2099-01-01", Status.UNDER_WAY),
        ("2024-05-03/ done", "2099-01-01", Status.UNDER_WAY),
        ("2024-05-03 done", "2024-05-03", Status.DONE),
        ("2026 done said 2026-02", "2026-03-01", Status.DONE),
        ("unknown done said 2024", "2025-01-01", Status.DONE),
        ("unknown said 2024", "2025-01-01", Status.UNDATED),
        ("2026 said 2024", "2025-01-01", Status.PLANNED),
    ],
)
def test_status_on_a_day(text: str, on: str, status: Status) -> None:
    then = event_status(event(text), day(on), date.max if "unknown" not in text else day("2024-06-30"), no_source)
    assert then is not None
    assert then.status is status


def test_an_event_reported_by_the_data_is_overdue_only_after_they_end() -> None:
    running = event("2026-03/2026-12 done")  # known from current_to: its end lies after
    now = event_status(running, CURRENT_TO, CURRENT_TO, no_source)
    assert now is not None
    assert now.status is Status.UNDER_WAY
    later = event_status(running, day("2027-01-01"), CURRENT_TO, no_source)
    assert later is not None
    assert later.status is Status.OVERDUE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027 said 2024 from good", False),
        ("2027? said 2024 from good", True),
        ("2027% said 2024 from good", True),
        ("2027~ said 2024 from good", False),
        ("2027 said 2024 from weak", True),
        ("2027 said 2024 from relayed", True),
        ("2027 said 2024 from weak,relayed", True),
        ("2027 said 2024 from weak,good", False),
        ("2027 said 2024 from nowhere", True),
        ("2027 said 2024", True),
    ],
)
def test_a_claim_is_doubted_by_its_mark_or_without_a_good_source(text: str, expected: bool) -> None:
    assert is_doubted(claim(text), source) is expected
    now = event_status(event(text), CURRENT_TO, CURRENT_TO, source)
    assert now is not None
    assert now.doubted is expected


# Sourced items


def published(text: str) -> Source:
    return Source(id=text, title=Text(en=text), publisher="P", published=parse(text), kind=SourceKind.PRESS)


@pytest.mark.parametrize(
    ("said", "sources", "known"),
    [
        ("2023-05", ["2022"], "2023-05-31"),
        ("2030", [], "2030-12-31"),
        (None, ["2024-05-03", "2023-01~"], "2023-01-31"),
        (None, ["2030"], "2030-12-31"),
        (None, ["unknown", "2024-05-03"], "2024-05-03"),
        ("unknown", ["2024-05-03"], "2024-05-03"),
        (None, ["unknown"], None),
        (None, [], None),
        ("unknown", [], None),
    ],
)
def test_an_item_is_known_from_its_said_else_from_its_earliest_source(
    said: str | None, sources: list[str], known: str | None
) -> None:
    end = item_known_end(parse(said) if said else None, [published(text) for text in sources])
    assert (end and last_day(end)) == (day(known) if known else None)


# Properties

plans = st.sampled_from(["2024", "2026~", "2027?", "[2026-08..]", "[..2035]", "unknown", "2026/2028", "2035/.."])
endings = st.sampled_from(["", " done", " failed", " partial", " cancelled", " parallel", " done parallel"])
chains = st.lists(
    st.builds(lambda when, year, ending: f"{when} said {year}{ending}", plans, st.integers(2015, 2026), endings),
    min_size=1,
    max_size=8,
)


@given(chains, st.dates(date(2014, 1, 1), date(2028, 1, 1)))
def test_a_later_day_never_knows_less(texts: list[str], on: date) -> None:
    told = event(*texts)
    earlier = known_claims(told, on, CURRENT_TO)
    later = known_claims(told, date(2028, 1, 1), CURRENT_TO)
    assert later[: len(earlier)] == earlier
    assert all((known_day(c, CURRENT_TO) or date.max) <= on for c in earlier)


@given(chains)
def test_one_claim_is_current_and_parallel_ones_do_not_replace(texts: list[str]) -> None:
    now = event_status(event(*texts), CURRENT_TO, CURRENT_TO, source)
    assert now is not None
    assert any(now.current_claim is c for c in now.claims)
    assert not any(c.replaces for c in now.parallel_claims)
    assert set(map(id, now.conflicts)) <= set(map(id, now.parallel_claims))
    if any(c.replaces and c.outcome in ("done", "failed", "partial") for c in now.claims):
        assert now.current_claim.outcome in ("done", "failed", "partial")
