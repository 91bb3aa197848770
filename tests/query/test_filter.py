"""Which events pass a filter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.curated import curated_data
from tests.report.sample import IRF, claim, event, full
from viewer.model.claims import Status
from viewer.model.entities import SourceKind
from viewer.model.kinds import EventKind
from viewer.model.participation import membership_event, payload_event
from viewer.model.programme import Programme
from viewer.query.filter import EVERYTHING, Certainty, Filter, certainties
from viewer.report.contributions import payload_status
from viewer.report.summary import summarise

FILTERS = st.builds(
    Filter,
    text=st.text(max_size=8),
    missions=st.frozensets(st.text(min_size=1, max_size=5), max_size=2),
    partners=st.frozensets(st.text(min_size=1, max_size=5), max_size=2),
    countries=st.frozensets(st.sampled_from(["CN", "NO"])),
    kinds=st.frozensets(st.sampled_from(EventKind), max_size=3),
    statuses=st.frozensets(st.sampled_from(Status), max_size=2),
    certainty=st.frozensets(st.sampled_from(Certainty), max_size=2),
    sources=st.frozensets(st.sampled_from(SourceKind), max_size=2),
    two_sources=st.booleans(),
    importance=st.integers(1, 5),
)
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def curated() -> Programme:
    whole = curated_data().programme
    assert whole is not None
    return whole.as_of(TODAY)


def left(asked: Filter) -> list[str]:
    return [event.id for event in asked.events(full())]


def test_an_empty_filter_returns_the_programme_itself() -> None:
    programme = full()
    assert Filter().programme(programme) is programme
    assert Filter().events(programme) is programme.events
    assert not Filter()
    assert Filter(importance=2)


def test_events_keep_their_order_and_meet_every_condition() -> None:
    assert set(left(Filter(missions=frozenset({"six"})))) == {"launch", "landing"}
    assert left(Filter(partners=frozenset({"esa"}), importance=5)) == ["launch"]
    assert left(Filter(kinds=frozenset({EventKind.POLICY}))) == ["law"]
    assert left(Filter(partners=frozenset({"nobody"}))) == []
    order = [event.id for event in full().events]
    assert left(Filter(importance=3)) == [name for name in order if name in left(Filter(importance=3))]


def test_words_match_in_every_language_and_in_names_of_partners() -> None:
    assert "launch" in left(Filter(text="event LAUNCH"))
    assert left(Filter(text="no such thing")) == []
    assert "launch" in left(Filter(text="esa"))


def test_unknown_partners_are_ignored() -> None:
    lone = event("lone", claim("2030"), partners=("gone", "irf"))
    whole = Programme(head=full().head, events=(lone,), partners=(IRF,), day=TODAY)
    assert Filter(text="lone institute").events(whole) == (lone,)
    assert Filter(text="esa").events(whole) == ()


def test_every_event_that_passes_meets_each_condition(curated: Programme) -> None:
    def events(asked: Filter) -> list[str]:
        found = asked.events(curated)
        assert 0 < len(found) < len(curated.events), asked
        return [event.id for event in found]

    for name in events(Filter(countries=frozenset({"PK"}))):
        found = curated.event(name)
        assert found is not None
        assert any(found in curated.events_of_partner.get(p.id, ()) for p in curated.partners if p.country == "PK")
    for name in events(Filter(statuses=frozenset({Status.OVERDUE}))):
        assert curated.status(name).status is Status.OVERDUE
    for name in events(Filter(certainty=frozenset({Certainty.CONFLICT}))):
        assert curated.status(name).conflicts
    for name in events(Filter(two_sources=True)):
        assert len(set(curated.status(name).current_claim.sources)) > 1
    for name in events(Filter(sources=frozenset({SourceKind.LAW}))):
        cited = [curated.source(source) for source in curated.status(name).current_claim.sources]
        assert any(source and source.kind is SourceKind.LAW for source in cited)


def test_partner_and_country_must_both_match(curated: Programme) -> None:
    esa, sweden = Filter(partners=frozenset({"esa"})), Filter(countries=frozenset({"SE"}))
    both = replace(esa, countries=sweden.countries)
    ids = {event.id for event in both.events(curated)}
    assert ids == {e.id for e in esa.events(curated)} & {e.id for e in sweden.events(curated)}


def test_every_date_has_one_certainty_and_all_of_them_occur(curated: Programme) -> None:
    seen: set[Certainty] = set()
    for one in curated.events:
        ways = certainties(curated.status(one.id))
        assert len(ways - {Certainty.DOUBTED, Certainty.CONFLICT}) == 1
        seen |= ways
    assert seen == set(Certainty)


def test_events_that_pass_keep_their_status_and_others_are_absent(curated: Programme) -> None:
    launches = Filter(kinds=frozenset({EventKind.LAUNCH}))
    standings = {event.id: curated.status(event.id) for event in curated.events}
    shown = launches.programme(curated)
    for one in shown.events:
        assert shown.status(one.id) is standings[one.id]
    assert shown.event("ce6-landing") is None
    assert shown.status("ce6-landing") is standings["ce6-landing"]
    assert shown.with_events(()).unfiltered is curated
    with pytest.raises(KeyError):
        shown.status("gone")
    assert shown.partners == curated.partners


def test_toggling_twice_gives_the_empty_filter() -> None:
    once = Filter().toggled("kinds", "launch")
    assert once.kinds == {EventKind.LAUNCH}
    assert once.toggled("kinds", "launch") == EVERYTHING
    assert Filter().toggled("missions", "six").without("missions") == EVERYTHING


@given(FILTERS)
def test_parts_are_read_back(asked: Filter) -> None:
    assert Filter.from_parts(asked.parts()) == asked


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"kind": ("lunch",)}, "kind is one or more of launch, .*not 'lunch'"),
        ({"sources": ("3",)}, "sources is 2"),
        ({"importance": ("0",)}, "from 1 to 5"),
        ({"importance": ("1", "2")}, "from 1 to 5"),
    ],
)
def test_invalid_parts_are_refused(parts: dict[str, tuple[str, ...]], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Filter.from_parts(parts)


def test_a_filter_does_not_change_what_became_of_payloads_and_partners(curated: Programme) -> None:
    nothing = curated.with_events(())
    for mission in curated.missions:
        for payload in mission.payloads:
            assert payload_event(nothing, payload.id) is payload_event(curated, payload.id)
            assert payload_status(nothing, payload) is payload_status(curated, payload)
    for partner in curated.partners:
        for framework in curated.head.frameworks:
            assert membership_event(nothing, partner.id, framework.id) is membership_event(
                curated, partner.id, framework.id
            )
    for kind in EventKind:
        summarise(Filter(kinds=frozenset({kind})).programme(curated), TODAY)
