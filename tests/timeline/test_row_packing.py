"""What is packed and taken column by column comes out as it would event by event."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.made import TODAY, made
from viewer.model.entities import Event
from viewer.state import GROUPINGS
from viewer.timeline import overview
from viewer.timeline.event_columns import TIER, in_tiers
from viewer.timeline.extent import event_extent, middle
from viewer.timeline.lane_model import plan, plan_of
from viewer.timeline.overview import whole_span
from viewer.timeline.row_packing import Packing, chosen_rows, crowded, pack
from viewer.timeline.rows import OPEN, Allowance

from .sample import claim, event, events, programme

ALLOWED = st.builds(
    Allowance,
    st.none() | st.tuples(*(st.integers(1, 4),) * 3),
    st.tuples(*(st.integers(0, 4),) * 3),
    st.integers(0, 3),
    st.booleans(),
)


@given(events(), st.sampled_from(GROUPINGS))
def test_a_tier_holds_the_dated_events_of_its_lane_in_order_of_time(
    found: list[Event], grouping: str
) -> None:
    seen = programme(found)
    made_plan = plan(seen, True, grouping)
    for lane in made_plan.lanes:
        own = [it for it in seen.events if made_plan.lane_of(it) == lane.lane.id]
        assert lane.order == tuple(it.id for it in own)
        placed = [(it, where) for it in own if (where := event_extent(seen, it.id)) is not None]
        placed.sort(key=lambda it: (it[1].left, -it[0].importance, it[1].right, it[0].id))
        for number, tier in enumerate(lane.tiers):
            expected = [it for it in placed if TIER[it[0].importance] == number]
            assert list(tier) == expected
            assert list(tier.lefts) == [where.left for _event, where in expected]
            assert list(tier.rights) == [where.right for _event, where in expected]
        days, ids = lane.middles
        middles = sorted((middle(where), it.id) for it, where in placed)
        assert list(zip(days, ids, strict=True))[: len(middles)] == middles


@given(events(), st.lists(ALLOWED, min_size=2, max_size=4))
def test_what_allowances_share_is_packed_as_if_alone(found: list[Event], wished: list[Allowance]) -> None:
    tiers = plan(programme(found), True).lanes[0].tiers
    packing = Packing(0, tiers)

    def no_sides(_event: object, _where: object, _rank: int) -> tuple[()]:
        return ()

    for allowance in wished:
        assert packing.rows(allowance, no_sides) == pack(0, tiers, allowance)


@given(events())
def test_a_tier_is_crowded_where_a_long_bar_would_need_a_second_row(found: list[Event]) -> None:
    for lane in plan(programme(found), True).lanes:
        for tier in lane.tiers:
            assert crowded(tier) == any(chosen_rows(tier, 12, tight=True))


@given(events())
def test_with_or_without_slips_a_plan_is_what_it_would_be_alone(found: list[Event]) -> None:
    seen = programme(found)
    one, other = plan_of(seen, slips=True), plan_of(seen, slips=False)
    for slips, kept in ((True, one), (False, other)):
        for lane, alone in zip(kept.lanes, plan(seen, slips).lanes, strict=True):
            assert lane.shown(OPEN).rows == alone.shown(OPEN).rows
            assert (lane.order, lane.middles) == (alone.order, alone.middles)


@given(events(), st.booleans())
def test_the_overview_is_the_same_with_a_plan_and_without(found: list[Event], slips: bool) -> None:
    one, other = programme(found), programme(found)
    plan_of(one, slips)
    assert whole_span(one) == whole_span(other)
    assert overview.stretches_of(one).found == overview.stretches_of(other).found


def test_an_event_on_no_lane_is_told_in_the_overview_all_the_same() -> None:
    seen = programme([event("x", claim("2027"), lane="nowhere"), event("y", claim("2031"))])
    plan_of(seen)
    assert sum(overview.stretches_of(seen).found.values()) == 2


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_every_event_of_a_large_programme_stands_once(grouping: str) -> None:
    seen = replace(made(3000).as_of(TODAY))
    lanes = plan(seen, True, grouping).lanes
    stand = [it.id for lane in lanes for tier in lane.tiers for it in tier.events]
    stand += [it.id for lane in lanes for it in lane.undated]
    assert sorted(stand) == sorted(it.id for it in seen.events)
    assert sorted(stand) == sorted(it for lane in lanes for it in lane.order)
    assert in_tiers([]) == in_tiers(())
