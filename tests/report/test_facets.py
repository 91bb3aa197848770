"""The facets of a filter in words, with counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.curated import curated_data
from tests.report.sample import full
from viewer.i18n import use
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.progress import Cancelled
from viewer.query.filter import Filter
from viewer.report.facets import (
    Facet,
    country_name,
    facets,
    filter_words,
    shown_words,
    uncounted_facets,
    with_selection,
)


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


def facet_of(programme: Programme, event_filter: Filter, field: str) -> Facet:
    return next(facet for facet in facets(programme, event_filter) if facet.field == field)


def test_a_count_is_the_number_of_events_that_the_value_alone_leaves(curated: Programme) -> None:
    for facet in facets(curated, Filter()):
        assert facet.values
        for value in facet.values:
            events = Filter().toggled(facet.field, value.key).events(curated)
            assert value.count == len(events), (facet.field, value.key)
            assert value.count > 0


def test_counts_depend_on_the_other_fields_only(curated: Programme) -> None:
    event_filter = Filter(kinds=frozenset({EventKind.LAUNCH}))
    kinds = {value.key: value for value in facet_of(curated, event_filter, "kinds").values}
    assert kinds["launch"].selected
    assert kinds["landing"].count == len(Filter(kinds=frozenset({EventKind.LANDING})).events(curated))
    missions = facet_of(curated, event_filter, "missions").values
    for value in missions:
        assert value.count == len(event_filter.toggled("missions", value.key).events(curated))


def test_a_selected_value_is_kept_even_if_it_leaves_no_event() -> None:
    event_filter = Filter(missions=frozenset({"gone"}), partners=frozenset({"nobody"}))
    mission = facet_of(full(), event_filter, "missions").values
    assert [(value.key, value.count, value.selected) for value in mission if value.selected] == [("gone", 0, True)]


def test_statuses_keep_their_order_and_kinds_come_by_count(curated: Programme) -> None:
    words = [value.words for value in facet_of(curated, Filter(), "statuses").values]
    assert words.index("overdue") < words.index("done") < words.index("planned")
    counts = [value.count or 0 for value in facet_of(curated, Filter(), "kinds").values]
    assert counts == sorted(counts, reverse=True)


def test_uncounted_facets_have_every_value_and_no_count(curated: Programme) -> None:
    for facet in uncounted_facets(curated, Filter(kinds=frozenset({EventKind.LAUNCH}))):
        assert len(facet.values) > 2, facet.field
        assert {value.count for value in facet.values} == {None}


def test_counting_can_be_cancelled(curated: Programme) -> None:
    def cancel(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        facets(curated, Filter(), cancel)


def test_the_selection_changes_before_the_counts_do(curated: Programme) -> None:
    before = facets(curated, Filter())
    event_filter = Filter(kinds=frozenset({EventKind.LAUNCH}))
    for old, new in zip(before, with_selection(before, event_filter), strict=True):
        assert [(facet.key, facet.count) for facet in new.values] == [(facet.key, facet.count) for facet in old.values]
        assert [facet.key for facet in new.values if facet.selected] == (["launch"] if new.field == "kinds" else [])


def test_a_filter_in_words(curated: Programme) -> None:
    event_filter = Filter(
        text="moon",
        missions=frozenset({"chang-e-7"}),
        kinds=frozenset({EventKind.LAUNCH, EventKind.LANDING}),
        two_sources=True,
        importance=4,
    )
    words = "“moon” · Chang'e-7 · landing on the Moon or launch · two sources or more · importance 4 and up"
    assert filter_words(curated, event_filter) == words
    assert filter_words(curated, Filter()) == ""
    assert shown_words(12, 244) == "12 of 244 events shown"


def test_a_filter_in_chinese_words(curated: Programme, chinese: None) -> None:
    assert "嫦娥七号" in filter_words(curated, Filter(missions=frozenset({"chang-e-7"})))


def test_the_name_of_a_country_is_that_of_its_partner(curated: Programme) -> None:
    assert country_name(curated, "PK") == "Pakistan"
    assert country_name(curated, "XX") == "XX"
