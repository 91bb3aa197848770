"""A claim pointed at says who said it, in which words, and where that is written."""

from __future__ import annotations

from datetime import date

import pytest

from tests.curated import curated_data
from viewer.model.edtf import Kind
from viewer.model.programme import Programme
from viewer.report.claim_note import claim_address, claim_at, claim_note
from viewer.report.sentence import source_sentence, speaker


@pytest.fixture(scope="module")
def curated() -> Programme:
    programme = curated_data().programme
    assert programme is not None
    return programme.as_of(date(2026, 11, 22))


def test_the_launch_of_seven_has_nine_dated_claims_each_with_speaker_and_source(curated: Programme) -> None:
    claims = curated.standing("ce7-launch").claims
    told = 0
    for index, claim in enumerate(claims):
        assert claim.said is not None
        note = claim_note(curated, claim_address("ce7-launch", index))
        assert speaker(curated, claim) in note
        sources = [curated.source(name) for name in claim.sources]
        assert sources
        assert all(source is not None and source_sentence(source) in note for source in sources)
        year = claim.said.core_earliest / 365.2425 + 1970
        told += claim.when.kind is not Kind.UNKNOWN and 2021 <= year < 2026.85
    assert told >= 9


def test_the_words_stand_in_quotes(curated: Programme) -> None:
    claims = curated.standing("ce7-launch").claims
    index = next(
        i for i, it in enumerate(claims) if it.words and it.words.en.startswith("scheduled for launch")
    )
    assert "“scheduled for launch around 2026”" in claim_note(curated, claim_address("ce7-launch", index))


@pytest.mark.parametrize(
    "address",
    [
        "claim/ce7-launch/999",
        "claim/nobody/0",
        "claim/ce7-launch",
        "event/ce7-launch",
        "",
        "claim/ce7-launch/-1",
    ],
)
def test_what_is_no_claim_has_no_note(curated: Programme, address: str) -> None:
    assert claim_at(curated, address) is None
    assert claim_note(curated, address) == ""


def test_a_claim_without_words_has_its_sentence_and_its_sources(curated: Programme) -> None:
    claim = curated.standing("ce6-launch").holder
    index = curated.standing("ce6-launch").claims.index(claim)
    assert claim.words is None
    lines = claim_note(curated, claim_address("ce6-launch", index)).splitlines()
    assert len(lines) == 1 + len(claim.sources)
    assert "“" not in lines[0]
