"""The sentence of each event, claim, date change, history and source."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import source
from tests.curated import curated_data
from tests.report.sample import ESA, GOOD, LATER, RELAYED, TODAY, WEAK, claim, event, full, programme
from viewer.i18n import use
from viewer.model.claims import Status
from viewer.model.date_history import ChangeKind, DateChange, date_changes
from viewer.model.entities import Claim, Event, Outcome
from viewer.model.programme import Programme
from viewer.report.labels import label_of
from viewer.report.sentences import (
    attribution,
    change_sentence,
    claim_address,
    claim_at,
    claim_sentence,
    claim_tooltip,
    event_sentence,
    history_words,
    sentence_at,
    source_sentence,
    speaker,
)


def alone(*claims: Claim, day: date = TODAY) -> tuple[Programme, Event]:
    """A programme whose one event "e" has these claims."""
    snapshot = programme(event("e", *claims), sources=(GOOD, WEAK, RELAYED), partners=(ESA,), day=day)
    return snapshot, snapshot.events[0]


def sentence(*claims: Claim, day: date = TODAY) -> str:
    return event_sentence(*alone(*claims, day=day))


def test_a_plan_says_its_date_the_day_and_the_speaker() -> None:
    assert sentence(claim("2027~", "2024-06-27", by="CGTN")) == "Event e: around 2027 (said 27 June 2024 by CGTN)"


def test_the_same_sentence_in_chinese() -> None:
    use("zh")
    assert sentence(claim("2027~", "2024-06-27", by="esa")) == "Event e：2027年前后（欧空局于2024年6月27日称）"


def test_a_report_names_no_speaker() -> None:
    done = claim("2024-05-03T09:27Z", None, outcome=Outcome.DONE, sources=("good",))
    assert sentence(done) == "Event e: 3 May 2024, 09:27 UTC"


def test_a_weak_report_names_its_speaker() -> None:
    done = claim("2024-05-03", None, outcome=Outcome.DONE, sources=("weak",))
    assert sentence(done) == "Event e: 3 May 2024? (reported by WEAK)"


@pytest.mark.parametrize(
    ("outcome", "words"),
    [(Outcome.FAILED, "failed"), (Outcome.CANCELLED, "cancelled"), (Outcome.PARTIAL, "partly achieved")],
)
def test_another_outcome_than_done_is_named(outcome: Outcome, words: str) -> None:
    assert sentence(claim("2024-05-03", None, outcome=outcome)) == f"Event e: 3 May 2024, {words}"


def test_overdue_and_under_way_are_named() -> None:
    assert sentence(claim("2025", "2024", by="esa")) == "Event e: 2025, overdue (said in 2024 by ESA)"
    assert sentence(claim("2024/2035", None, outcome=Outcome.DONE)) == "Event e: 2024 – 2035, under way"


def test_a_claim_with_only_weak_or_relayed_sources_is_reported_and_doubted() -> None:
    weak = claim("2027", "2026-09", by="a paper", sources=("weak", "relayed"))
    assert sentence(weak) == "Event e: 2027? (reported in September 2026 by a paper)"
    better = claim("2027", "2026-09", by="a paper", sources=("weak", "good"))
    assert sentence(better) == "Event e: 2027 (said in September 2026 by a paper)"


def test_a_contradicting_claim_follows_with_its_speaker() -> None:
    words = sentence(
        claim("2027", "2024-01-01", by="esa", sources=("good",)),
        claim("2029", "2024-02-02", by="CGTN", replaces=False, sources=("good",)),
    )
    assert words == (
        "Event e: 2027 (said 1 January 2024 by ESA); by another account 2029 (said 2 February 2024 by CGTN)"
    )


def test_the_attribution_names_what_is_known() -> None:
    snapshot, _event = alone(claim("2027"))
    assert attribution(snapshot, claim("2027", "2024-06-27", sources=("good",))) == "said 27 June 2024 by GOOD"
    assert attribution(snapshot, claim("2027", "2024-06-27", sources=())) == "said 27 June 2024"
    assert attribution(snapshot, claim("2027", "unknown", by="esa")) == "said by ESA"
    assert attribution(snapshot, claim("2027", "unknown", by="esa", sources=("weak",))) == "reported by ESA"
    assert attribution(snapshot, claim("2027", None, sources=())) == ""
    nameless = source("nameless", publisher="", weak=True)
    snapshot = programme(event("e", claim("2027")), sources=(nameless,))
    assert attribution(snapshot, claim("2027", "2024", sources=("nameless",))) == "reported in 2024"


def test_a_partner_is_called_by_its_short_name_else_its_name_else_as_written() -> None:
    snapshot = full()
    said = {by: attribution(snapshot, claim("2027", "unknown", by=by)) for by in ("esa", "irf", "A minister")}
    assert said == {
        "esa": "said by ESA",
        "irf": "said by Institute of Space Physics",
        "A minister": "said by A minister",
    }


def test_an_outcome_is_part_of_the_sentence_of_a_claim() -> None:
    snapshot, _event = alone(claim("2027"))
    failed = claim("2024-05-03", "2024-05-04", by="esa", outcome=Outcome.FAILED)
    assert claim_sentence(snapshot, failed) == "3 May 2024, failed"
    assert claim_sentence(snapshot, failed, named=True) == "3 May 2024, failed (said 4 May 2024 by ESA)"
    done = claim("2024-05-03", "2024-05-04", by="esa", outcome=Outcome.DONE)
    assert claim_sentence(snapshot, done) == "3 May 2024"


def test_a_change_has_both_dates_and_its_size() -> None:
    snapshot, item = alone(claim("2024", "2021-06~", by="esa"), claim("2026~", "2022-11-24", by="CNSA"))
    first, slip = date_changes(snapshot, item)
    assert change_sentence(snapshot, slip) == "Event e: 2024 → around 2026, +2 years (said 24 November 2022 by CNSA)"
    assert change_sentence(snapshot, first) == "Event e: 2024, first said (said around June 2021 by ESA)"


def test_a_change_without_size_is_named_by_its_kind() -> None:
    snapshot, item = alone(claim("2024", "2021", by="esa"), claim("unknown", "2022-11-24", by="esa"))
    withdrawn = date_changes(snapshot, item)[-1]
    assert change_sentence(snapshot, withdrawn) == (
        "Event e: 2024 → no date, date withdrawn (said 24 November 2022 by ESA)"
    )


def test_a_change_of_an_unknown_event_keeps_its_id() -> None:
    snapshot, _item = alone(claim("2024", "2021"))
    gone = DateChange(
        "gone", ChangeKind.CANCELLED, TODAY, None, claim("2024", None, outcome=Outcome.CANCELLED), None, None
    )
    assert change_sentence(snapshot, gone) == "gone: 2024, cancelled"


def test_a_history_has_the_major_changes_and_the_total() -> None:
    snapshot = full()
    launch = snapshot.event("launch")
    assert launch is not None
    assert history_words(snapshot, launch) == "2024 → around 2026 → no date → 2027?, +3 years since 2021"


def test_the_history_of_an_unchanged_date_is_the_date() -> None:
    assert history_words(*alone(claim("2027", "2024"))) == "2027"


def test_a_date_that_was_only_made_more_exact_has_no_size() -> None:
    snapshot, item = alone(claim("2024", "2021"), claim("2024-05-03", None, outcome=Outcome.DONE))
    assert history_words(snapshot, item) == "2024 → 3 May 2024"


def test_a_source_is_cited_with_its_date_and_what_makes_it_weak() -> None:
    assert source_sentence(LATER) == "LATER: About later, 1 June 2026"
    assert source_sentence(WEAK) == "WEAK: About weak, 2020 (weak source)"
    assert source_sentence(RELAYED) == "RELAYED: About relayed, 2020 (relayed by a <forum>)"
    assert source_sentence(source("x", "unknown")) == "X: About x"


def test_every_known_address_has_a_sentence() -> None:
    snapshot = full()
    assert sentence_at(snapshot, "event/small") == "Event small: 2028 (said 1 January 2025 by ESA)"
    assert sentence_at(snapshot, "mission/six") == "Mission 6"
    assert sentence_at(snapshot, "partner/esa") == "European Space Agency"
    assert sentence_at(snapshot, "source/good") == "GOOD: About good, 2020"
    for address in ("event/x", "mission/x", "partner/x", "source/x", "x/y", ""):
        assert sentence_at(snapshot, address) == ""


def test_every_status_and_every_kind_of_change_has_its_own_label() -> None:
    assert len({label_of(status) for status in Status}) == len(Status)
    assert len({label_of(kind) for kind in ChangeKind}) == len(ChangeKind)


# Claims by address


@pytest.fixture(scope="module")
def curated() -> Programme:
    programme = curated_data().programme
    assert programme is not None
    return programme.as_of(date(2026, 11, 22))


def test_a_claim_tooltip_names_speaker_and_sources(curated: Programme) -> None:
    claims = curated.status("ce7-launch").claims
    dated = 0
    for index, known in enumerate(claims):
        assert known.said is not None
        tooltip = claim_tooltip(curated, claim_address("ce7-launch", index))
        assert speaker(curated, known) in tooltip
        sources = [curated.source(name) for name in known.sources]
        assert sources
        assert all(source is not None and source_sentence(source) in tooltip for source in sources)
        year = known.said.core_earliest / 365.2425 + 1970
        dated += known.when.is_dated and 2021 <= year < 2026.85
    assert dated >= 9


def test_a_claim_tooltip_quotes_the_words(curated: Programme) -> None:
    claims = curated.status("ce7-launch").claims
    index = next(
        i for i, known in enumerate(claims) if known.words and known.words.en.startswith("scheduled for launch")
    )
    assert "“scheduled for launch around 2026”" in claim_tooltip(curated, claim_address("ce7-launch", index))


@pytest.mark.parametrize(
    "address",
    ["claim/ce7-launch/999", "claim/nobody/0", "claim/ce7-launch", "event/ce7-launch", "", "claim/ce7-launch/-1"],
)
def test_an_address_without_a_claim_has_no_tooltip(curated: Programme, address: str) -> None:
    assert claim_at(curated, address) is None
    assert claim_tooltip(curated, address) == ""


def test_the_tooltip_of_a_claim_without_words_has_sentence_and_sources(curated: Programme) -> None:
    current_claim = curated.status("ce6-launch").current_claim
    index = curated.status("ce6-launch").claims.index(current_claim)
    assert current_claim.words is None
    lines = claim_tooltip(curated, claim_address("ce6-launch", index)).splitlines()
    assert len(lines) == 1 + len(current_claim.sources)
    assert "“" not in lines[0]
