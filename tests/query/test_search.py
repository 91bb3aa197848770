"""Search."""

from __future__ import annotations

import pytest

from tests.report.sample import IRF, claim, event, full
from viewer.i18n import use
from viewer.model.programme import Programme
from viewer.query.folding import folded
from viewer.query.search import search


def addresses(text: str) -> list[str]:
    return [hit.address for hit in search(full(), text)]


def test_titles_that_begin_with_the_text_come_first() -> None:
    assert addresses("mission")[0] == "mission/six"
    assert addresses("event la")[:2] == ["event/launch", "event/landing"]


def test_words_inside_a_title_are_found_after_words_that_begin() -> None:
    assert addresses("space")[0] == "partner/esa"
    assert "event/launch" in addresses("aunch")


def test_either_language_finds_whichever_is_spoken() -> None:
    assert addresses("欧洲空间局")[0] == "partner/esa"
    use("zh")
    try:
        hit = search(full(), "European")[0]
        assert hit.title == "欧洲空间局"
    finally:
        use("en")


def test_an_event_is_found_by_its_partner_its_payload_and_its_place() -> None:
    by_place = search(full(), "wenchang")
    assert [(hit.address, hit.note) for hit in by_place] == [("event/launch", "Wenchang")]
    assert "event/launch" in addresses("ESA")
    assert "event/launch" in addresses("nils")
    assert "mission/six" in addresses("nils")


def test_words_may_be_shared_between_title_and_what_stands_beside_it() -> None:
    assert addresses("launch wenchang") == ["event/launch"]


def test_a_source_is_found_by_its_publisher() -> None:
    hits = search(full(), "about weak")
    assert [(hit.address, hit.note) for hit in hits] == [("source/weak", "WEAK")]


def test_a_hit_says_what_it_belongs_to() -> None:
    def note(text: str) -> str:
        return search(full(), text)[0].note

    assert note("event small") == "Moon"
    assert note("mission 6") == "mission"
    assert note("nobody") == "partner"


def test_links_that_lead_nowhere_are_passed_over() -> None:
    dangling = event("lone", claim("2030"), partners=("gone", "irf"), payloads=("gone",))
    whole = Programme(head=full().head, partners=(IRF,), events=(dangling,))
    assert [hit.note for hit in search(whole, "lone institute")] == ["Institute of Space Physics"]
    assert search(whole, "lone gone") == ()


@pytest.mark.parametrize("text", ["", "   ", "no such thing"])
def test_nothing_is_found_for_nothing(text: str) -> None:
    assert search(full(), text) == ()


def test_no_more_than_the_limit_is_found() -> None:
    assert len(search(full(), "e", limit=3)) == 3


def test_case_accents_and_apostrophes_do_not_matter() -> None:
    assert folded("  Chang’e  É ") == "chang'e e"
