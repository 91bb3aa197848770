"""What a filter may ask, in words and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.curated import curated_data
from tests.report.sample import full
from viewer.i18n import use
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.query.filter import Filter
from viewer.report import facets as module
from viewer.report.facets import Facet, country_name, facets, filter_words, shown_words, ticked


@pytest.fixture(scope="module")
def curated() -> Programme:
    whole = curated_data().programme
    assert whole is not None
    return whole.as_of(date(2026, 11, 22))


@pytest.fixture
def chinese() -> Iterator[None]:
    use("zh")
    yield
    use("en")


def facet(programme: Programme, asked: Filter, field: str) -> Facet:
    return next(one for one in facets(programme, asked) if one.field == field)


def test_every_count_is_what_the_filter_leaves_when_it_is_asked_alone(curated: Programme) -> None:
    for one in facets(curated, Filter()):
        assert one.values
        for value in one.values:
            left = Filter().toggled(one.field, value.key).events(curated)
            assert value.count == len(left), (one.field, value.key)
            assert value.count > 0


def test_counts_follow_the_other_questions_and_not_their_own(curated: Programme) -> None:
    asked = Filter(kinds=frozenset({EventKind.LAUNCH}))
    kinds = {value.key: value for value in facet(curated, asked, "kinds").values}
    assert kinds["launch"].chosen
    assert kinds["landing"].count == len(Filter(kinds=frozenset({EventKind.LANDING})).events(curated))
    missions = facet(curated, asked, "missions").values
    for value in missions:
        assert value.count == len(asked.toggled("missions", value.key).events(curated))


def test_what_is_chosen_stays_to_be_taken_back_where_it_leaves_nothing() -> None:
    asked = Filter(missions=frozenset({"gone"}), partners=frozenset({"nobody"}))
    mission = facet(full(), asked, "missions").values
    assert [(value.key, value.count, value.chosen) for value in mission if value.chosen] == [
        ("gone", 0, True)
    ]


def test_closed_lists_keep_their_order_and_kinds_come_by_number(curated: Programme) -> None:
    words = [value.words for value in facet(curated, Filter(), "statuses").values]
    assert words.index("overdue") < words.index("done") < words.index("planned")
    counts = [value.count or 0 for value in facet(curated, Filter(), "kinds").values]
    assert counts == sorted(counts, reverse=True)


def test_a_programme_too_large_to_count_tells_its_answers_without_numbers(
    curated: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_COUNTED", 10)
    for one in facets(curated, Filter(kinds=frozenset({EventKind.LAUNCH}))):
        assert len(one.values) > 2, one.field
        assert {value.count for value in one.values} == {None}


def test_until_they_are_counted_again_the_numbers_stay_and_what_is_asked_is_chosen(
    curated: Programme,
) -> None:
    before = facets(curated, Filter())
    asked = Filter(kinds=frozenset({EventKind.LAUNCH}))
    for old, new in zip(before, ticked(before, asked), strict=True):
        assert [(one.key, one.count) for one in new.values] == [(one.key, one.count) for one in old.values]
        assert [one.key for one in new.values if one.chosen] == (["launch"] if new.field == "kinds" else [])


def test_a_filter_is_told_in_a_line(curated: Programme) -> None:
    asked = Filter(
        text="moon",
        missions=frozenset({"chang-e-7"}),
        kinds=frozenset({EventKind.LAUNCH, EventKind.LANDING}),
        two_sources=True,
        importance=4,
    )
    words = "“moon” · Chang'e-7 · landing on the Moon or launch · two sources or more · importance 4 and up"
    assert filter_words(curated, asked) == words
    assert filter_words(curated, Filter()) == ""
    assert shown_words(12, 244) == "12 of 244 events shown"


def test_it_is_told_in_chinese(curated: Programme, chinese: None) -> None:
    assert "嫦娥七号" in filter_words(curated, Filter(missions=frozenset({"chang-e-7"})))


def test_a_country_is_called_as_its_partner_is(curated: Programme) -> None:
    assert country_name(curated, "PK") == "Pakistan"
    assert country_name(curated, "XX") == "XX"
