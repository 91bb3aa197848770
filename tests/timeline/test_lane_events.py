"""The events of each lane: every event once, in columns by tier and in order of time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.generated_programme import TODAY, generate_programme
from viewer.model.entities import Event
from viewer.state import GROUPINGS
from viewer.timeline.extent import event_extent
from viewer.timeline.lane_events import TIER_OF, events_of_lanes, group_lanes
from viewer.timeline.lane_model import LaneModel

from .sample import claim, event, events, programme, whole


@given(events(), st.sampled_from(GROUPINGS))
def test_a_tier_holds_the_dated_events_of_its_lane_in_order_of_time(events: list[Event], grouping: str) -> None:
    snapshot = programme(events)
    model = LaneModel(snapshot, grouping)
    for lane in model.lanes:
        on_lane = [event for event in snapshot.events if model.lane_of(event) == lane.lane.id]
        assert lane.events == tuple(on_lane)
        dated = [(entry, where) for entry in on_lane if (where := event_extent(snapshot, entry.id)) is not None]
        dated.sort(key=lambda pair: (pair[1].left, -pair[0].importance, pair[1].right, pair[0].id))
        for tier, columns in enumerate(lane.tiers):
            expected = [pair for pair in dated if TIER_OF[pair[0].importance] == tier]
            assert list(columns.events) == [event for event, _where in expected]
            assert [columns.extent(i) for i in range(len(columns))] == [where for _event, where in expected]
            assert list(columns.lefts) == [where.left for _event, where in expected]
            assert list(columns.rights) == [where.right for _event, where in expected]
        for _event, where in dated:
            nearest = event_extent(snapshot, lane.nearest(where.middle))
            assert nearest is not None
            assert nearest.middle == where.middle


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_every_event_of_a_large_programme_is_on_one_lane(grouping: str) -> None:
    snapshot = generate_programme(3000).as_of(TODAY)
    lanes = LaneModel(snapshot, grouping).lanes
    ids = [event.id for lane in lanes for columns in lane.tiers for event in columns.events]
    ids += [event.id for lane in lanes for event in lane.undated]
    assert sorted(ids) == sorted(event.id for event in snapshot.events)
    assert sorted(ids) == sorted(event.id for lane in lanes for event in lane.events)


def test_an_event_of_an_unknown_lane_is_left_out() -> None:
    model = LaneModel(programme([event("x", claim("2027"), lane="elsewhere")]))
    assert [lane.events for lane in model.lanes] == [(), ()]


def test_a_programme_without_a_day_has_no_events_on_lanes() -> None:
    written = whole([event("x", claim("2030"))])
    with pytest.raises(ValueError, match="as of a day"):
        events_of_lanes(written, group_lanes(programme([]), "missions"))
