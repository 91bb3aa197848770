"""Search."""

from __future__ import annotations

import threading

import pytest

from tests.builders import source, text
from tests.report.sample import IRF, SIX, claim, event, full
from viewer.i18n import use
from viewer.model.programme import Programme
from viewer.progress import Cancelled
from viewer.query.normalize import normalize, pinyin_pattern, to_pinyin
from viewer.query.search import TITLE_STARTS, Hit, HitGroup, Index, SearchItem


def search(programme: Programme, typed: str, limit: int = 50) -> tuple[Hit, ...]:
    """All hits in a programme, the best first."""
    groups = Index(programme).search(typed, limit).groups()
    return tuple(sorted((hit for group in groups for hit in group.hits), key=lambda hit: hit.rank))


def best(index: Index, typed: str, limit: int = 8, loose: bool = False) -> tuple[HitGroup, ...]:
    return index.search(typed, limit, loose=loose).groups()


def addresses(typed: str) -> list[str]:
    return [hit.address for hit in search(full(), typed)]


@pytest.fixture(scope="module")
def many() -> Programme:
    """A programme of 3,000 events."""
    events = tuple(event(f"event-{number}", claim("2030")) for number in range(3000))
    return Programme(head=full().head, events=events)


def test_titles_that_begin_with_the_text_come_first() -> None:
    assert addresses("mission")[0] == "mission/six"
    assert addresses("event la")[:2] == ["event/launch", "event/landing"]


def test_words_inside_a_title_are_found_after_words_that_begin() -> None:
    assert addresses("space")[0] == "partner/esa"
    assert "event/launch" in addresses("aunch")


def test_a_text_in_any_language_is_found() -> None:
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


def test_words_may_be_in_the_title_and_in_a_related_name() -> None:
    assert addresses("launch wenchang") == ["event/launch"]


def test_a_source_is_found_by_its_publisher() -> None:
    hits = search(full(), "about weak")
    assert [(hit.address, hit.note) for hit in hits] == [("source/weak", "WEAK")]


def test_the_note_of_a_hit_says_what_it_belongs_to() -> None:
    def note(typed: str) -> str:
        return search(full(), typed)[0].note

    assert note("event small") == "Moon"
    assert note("mission 6") == "mission"
    assert note("nobody") == "partner"


def test_links_that_lead_nowhere_are_ignored() -> None:
    dangling = event("lone", claim("2030"), partners=("gone", "irf"), payloads=("gone",))
    whole = Programme(head=full().head, partners=(IRF,), events=(dangling,))
    assert [hit.note for hit in search(whole, "lone institute")] == ["Institute of Space Physics"]
    assert search(whole, "lone gone") == ()


@pytest.mark.parametrize("typed", ["", "   ", "no such thing"])
def test_white_space_and_unknown_words_find_nothing(typed: str) -> None:
    assert search(full(), typed) == ()


def test_case_accents_and_apostrophes_do_not_matter() -> None:
    assert normalize("  Chang’e  É ") == "chang'e e"


@pytest.mark.parametrize("typed", ["change 7", "Chang’e-7", "CHANG'E 7", "chang'e-7"])
def test_apostrophes_and_hyphens_do_not_matter(typed: str) -> None:
    mission = SIX.__class__(id="seven", name=text("Chang'e-7", "嫦娥七号"), lane="moon")
    whole = Programme(head=full().head, missions=(mission,))
    assert [hit.rank[0] for hit in search(whole, typed)] == [TITLE_STARTS]


@pytest.mark.parametrize("typed", ["change qihao", "chang e q", "ceqh", "qihao", "qh", "CHANG'E QI"])
def test_chinese_names_are_found_by_their_pinyin_pattern(typed: str) -> None:
    mission = SIX.__class__(id="seven", name=text("Seven", "嫦娥七号"), lane="moon")
    whole = Programme(head=full().head, missions=(mission,))
    assert [hit.address for hit in search(whole, typed)] == ["mission/seven"]


@pytest.mark.parametrize("typed", ["hange", "e", "qc", "change liuhao", "7 hao"])
def test_other_letters_than_pinyin_find_nothing(typed: str) -> None:
    mission = SIX.__class__(id="seven", name=text("Svn", "嫦娥七号"), lane="moon")
    assert search(Programme(head=full().head, missions=(mission,)), typed) == ()


def test_both_readings_of_a_character_find_it() -> None:
    assert pinyin_pattern("changzheng") is not None
    for typed in ("changzheng", "zhangzheng"):
        question = pinyin_pattern(typed)
        assert question is not None
        assert question.search(to_pinyin("长征"))
    assert to_pinyin("Moon") == to_pinyin("Zürich") == ""
    assert pinyin_pattern("a") is pinyin_pattern("ce7") is None


def test_an_event_is_found_by_the_pinyin_of_its_partner() -> None:
    assert "event/launch" in addresses("ouzhou kongjianju")


def test_hits_are_grouped_the_best_first_and_counted() -> None:
    groups = best(Index(full()), "e", limit=2)
    assert [len(group.hits) <= 2 for group in groups] == [True] * len(groups)
    counts = {group.name: group.count for group in groups}
    assert counts["event"] == len(full().events)
    assert best(Index(full()), "ESA")[0].hits[0].address == "partner/esa"


def test_a_second_search_of_an_index_finds_the_same() -> None:
    index = Index(full())
    assert best(index, "launch") == best(index, "launch") == best(Index(full()), "launch")


def test_a_cancelled_search_is_continued_by_the_next(many: Programme) -> None:
    index = Index(many)
    shares: list[float] = []

    def cancel(share: float) -> None:
        shares.append(share)
        if share > 0.3:
            raise Cancelled

    for _ in range(2):
        with pytest.raises(Cancelled):
            index.search("launch", 8, progress=cancel)
    assert best(index, "event 7") == best(Index(many), "event 7")


def test_progress_rises(many: Programme) -> None:
    index = Index(many)
    for _ in range(2):
        shares: list[float] = []
        index.search("launch", 8, progress=shares.append)
        assert shares == sorted(shares)
        assert 0.8 < shares[-1] <= 1.0


def test_two_threads_may_search_one_index(many: Programme) -> None:
    index = Index(many)
    found: list[tuple[HitGroup, ...]] = []
    threads = [threading.Thread(target=lambda text=text: found.append(best(index, text))) for text in ("e", "event")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {group.count for groups in found for group in groups if group.name == "event"} == {3000}


def test_hidden_groups_are_left_out() -> None:
    hits = Index(full()).search("e", 8, hidden=frozenset({"event", "source"}))
    assert {group.name for group in hits.groups()} == {"mission", "partner"}
    assert all(address.startswith(("mission/", "partner/")) for address in hits.addresses)


def test_commands_are_found_before_items_of_the_programme() -> None:
    command = SearchItem("command/launch", text("Event launcher"))
    groups = best(Index(full(), (command,)), "event la")
    assert groups[0].name == "command"


def test_a_loose_search_finds_letters_that_follow_each_other() -> None:
    command = SearchItem("command/zoom-in", text("Zoom in"))
    index = Index(full(), (command, SearchItem("command/zero", text("Zebra or rather something else, odd"))))
    assert [hit.address for group in best(index, "zmi", loose=True) for hit in group.hits] == ["command/zoom-in"]
    assert best(index, "zmi") == ()
    near = best(
        Index(full(), (SearchItem("command/a", text("ab zz c")), SearchItem("command/b", text("ab c")))),
        "abc",
        loose=True,
    )
    assert [hit.address for hit in near[0].hits] == ["command/b", "command/a"]


def test_a_publisher_that_starts_with_the_text_and_a_good_source_come_first() -> None:
    named = [
        source("a", publisher="Digest (from CGTN)"),
        source("b", publisher="CGTN", weak=True),
        source("c", publisher="CGTN"),
    ]
    whole = Programme(head=full().head, sources=tuple(named))
    assert [hit.address for hit in search(whole, "cgtn")] == ["source/c", "source/b", "source/a"]
