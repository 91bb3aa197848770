"""Search."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from tests.report.sample import IRF, SIX, claim, event, full, source, text
from viewer.i18n import use
from viewer.model.programme import Programme
from viewer.query.folding import folded
from viewer.query.pinyin import spelling, spelt
from viewer.query.search import BEGINS, BREATH, Index, best, search
from viewer.query.things import Thing


def addresses(typed: str) -> list[str]:
    return [hit.address for hit in search(full(), typed)]


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
    def note(typed: str) -> str:
        return search(full(), typed)[0].note

    assert note("event small") == "Moon"
    assert note("mission 6") == "mission"
    assert note("nobody") == "partner"


def test_links_that_lead_nowhere_are_passed_over() -> None:
    dangling = event("lone", claim("2030"), partners=("gone", "irf"), payloads=("gone",))
    whole = Programme(head=full().head, partners=(IRF,), events=(dangling,))
    assert [hit.note for hit in search(whole, "lone institute")] == ["Institute of Space Physics"]
    assert search(whole, "lone gone") == ()


@pytest.mark.parametrize("typed", ["", "   ", "no such thing"])
def test_nothing_is_found_for_nothing(typed: str) -> None:
    assert search(full(), typed) == ()


def test_no_more_than_the_limit_is_found() -> None:
    assert len(search(full(), "e", limit=3)) == 3


def test_case_accents_and_apostrophes_do_not_matter() -> None:
    assert folded("  Chang’e  É ") == "chang'e e"


@pytest.mark.parametrize("typed", ["change 7", "Chang’e-7", "CHANG'E 7", "chang'e-7"])
def test_apostrophes_and_hyphens_do_not_matter(typed: str) -> None:
    mission = SIX.__class__(id="seven", name=text("Chang'e-7", "嫦娥七号"), lane="moon")
    whole = Programme(head=full().head, missions=(mission,))
    assert [hit.rank[0] for hit in search(whole, typed)] == [BEGINS]


@pytest.mark.parametrize("typed", ["change qihao", "chang e q", "ceqh", "qihao", "qh", "CHANG'E QI"])
def test_chinese_names_are_found_by_their_spelling(typed: str) -> None:
    mission = SIX.__class__(id="seven", name=text("Seven", "嫦娥七号"), lane="moon")
    whole = Programme(head=full().head, missions=(mission,))
    assert [hit.address for hit in search(whole, typed)] == ["mission/seven"]


@pytest.mark.parametrize("typed", ["hange", "e", "qc", "change liuhao", "7 hao"])
def test_what_is_no_spelling_of_it_finds_nothing(typed: str) -> None:
    mission = SIX.__class__(id="seven", name=text("Svn", "嫦娥七号"), lane="moon")
    assert search(Programme(head=full().head, missions=(mission,)), typed) == ()


def test_both_readings_of_a_character_find_it() -> None:
    assert spelling("changzheng") is not None
    for typed in ("changzheng", "zhangzheng"):
        question = spelling(typed)
        assert question is not None
        assert question.search(spelt("长征"))
    assert spelt("Moon") == spelt("Zürich") == ""
    assert spelling("a") is spelling("ce7") is None


def test_a_partner_is_found_by_its_spelt_name_beside_an_event() -> None:
    assert "event/launch" in addresses("ouzhou kongjianju")


def test_hits_come_in_groups_the_best_first_with_all_of_them_counted() -> None:
    groups = best(Index(full()), "e", limit=2)
    assert [len(group.hits) <= 2 for group in groups] == [True] * len(groups)
    counts = {group.name: group.count for group in groups}
    assert counts["event"] == len(full().events)
    assert best(Index(full()), "ESA")[0].hits[0].address == "partner/esa"


def test_a_second_search_of_an_index_finds_the_same_and_folds_nothing_anew() -> None:
    index = Index(full())
    first = best(index, "launch")
    kept = list(index._kept)
    assert best(index, "launch") == first
    assert all(one is other for one, other in zip(kept, index._kept, strict=True))


def test_two_searches_side_by_side_both_find_everything() -> None:
    index = Index(full())
    one, other = index.search("e"), index.search("launch")
    found: tuple[set[str], set[str]] = (set(), set())
    for hits in zip_longest(one, other):
        for hit, into in zip(hits, found, strict=True):
            if hit is not None:
                into.add(hit.address)
    assert found[0] == {hit.address for hit in search(full(), "e", 500)}
    assert found[1] == {hit.address for hit in search(full(), "launch", 500)}


def test_more_things_are_found_before_those_of_the_programme() -> None:
    command = Thing("command/launch", text("Event launcher"))
    groups = best(Index(full(), (command,)), "event la")
    assert groups[0].name == "command"


def test_letters_that_follow_each_other_are_enough_for_a_loose_search() -> None:
    command = Thing("command/zoom-in", text("Zoom in"))
    index = Index(full(), (command, Thing("command/zero", text("Zebra or rather something else, odd"))))
    assert [hit.address for group in best(index, "zmi", loose=True) for hit in group.hits] == [
        "command/zoom-in"
    ]
    assert best(index, "zmi") == ()
    near = best(
        Index(full(), (Thing("command/a", text("ab zz c")), Thing("command/b", text("ab c")))),
        "abc",
        loose=True,
    )
    assert [hit.address for hit in near[0].hits] == ["command/b", "command/a"]


def test_a_search_takes_breath_while_it_finds_nothing() -> None:
    many = [Thing(f"command/{n}", text("nothing")) for n in range(1000)]
    seen = list(Index(full(), many).search("sought"))
    assert seen.count(None) >= 1000 // BREATH
    assert set(seen) == {None}


def test_a_very_large_programme_is_looked_through_by_title_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer.query.search.KEPT", 3)
    index = Index(full())
    first = next(hit for hit in index.search("landing") if hit is not None)
    assert first.address == "event/landing"
    assert best(index, "wenchang")[0].hits[0].note == "Wenchang"
    found = best(index, "e")
    assert {group.name: group.count for group in found} == {
        group.name: group.count for group in best(Index(full()), "e")
    }
    assert index._kept == []


def test_a_publisher_of_that_name_comes_before_one_that_only_has_it_and_good_sources_before_weak_ones() -> (
    None
):
    named = [
        source("a", publisher="Digest (from CGTN)"),
        source("b", publisher="CGTN", weak=True),
        source("c", publisher="CGTN"),
    ]
    whole = Programme(head=full().head, sources=tuple(named))
    assert [hit.address for hit in search(whole, "cgtn")] == ["source/c", "source/b", "source/a"]
