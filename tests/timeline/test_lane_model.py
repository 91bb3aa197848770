"""Compact lanes share the room there is, open ones take what they need."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.limits import SMALL
from viewer.model.entities import Event
from viewer.state import ViewState
from viewer.timeline.lane_model import LaneLayout, LaneModel, LaneOptions, compact_budget, lane_model
from viewer.timeline.metrics import METRICS, Size
from viewer.timeline.scene import Bar, Cluster, Role, Rule
from viewer.timeline.scene_builder import build_scene

from .sample import HOME, TODAY, claim, done, event, events, measure, programme, scene, shapes_of

ROOMS = st.floats(0.0, 3000.0)
BUSY = [event(f"{importance}-{i}", done(f"{2024 + i % 2}-{i % 12 + 1:02}-07"), lane=lane, importance=importance)
        for lane in "abcdefg" for importance in (1, 2, 3, 4, 5) for i in range(7)]  # fmt: skip
BUSY = [event(f"{one.lane}-{one.id}", *one.claims, lane=one.lane or "", importance=one.importance) for one in BUSY]
BUSY += [
    event(f"{lane}-plan-{i}", claim(f"20{27 + i}/2035"), lane=lane, importance=5) for lane in "ab" for i in range(5)
]


def layout(events: list[Event], room: float, *opened: str, lanes: str = "ab") -> LaneLayout:
    return LaneModel(programme(events, lanes)).layout(room, LaneOptions(frozenset(opened)))


@given(events(), ROOMS)
def test_compact_lanes_never_take_more_than_the_room_unless_at_their_least(found: list[Event], room: float) -> None:
    shown, least = layout(found, room), layout(found, 0.0)
    assert shown.content_px <= max(room, least.content_px)
    assert all(lane.height >= METRICS.least_lane_px for lane in shown.lanes)


@given(events(), ROOMS)
def test_every_event_has_a_row_however_little_room_there_is(found: list[Event], room: float) -> None:
    for lane in layout(found, room).lanes:
        placed = sorted(one.id for row in lane.rows for one in row.events)
        assert placed == sorted({one.id for one in lane.events.events} - {one.id for one in lane.events.undated})


def test_all_seven_lanes_of_a_busy_programme_are_in_sight() -> None:
    shown = build_scene(programme(BUSY, "abcdefg"), ViewState(HOME), Size(1040.0, 700.0), measure, TODAY)
    assert shown.content_px <= 700.0 - shown.axis_px


def test_with_room_enough_every_lane_shows_all_its_rows() -> None:
    model = LaneModel(programme(BUSY, "abcdefg"))
    assert all(lane.rows == model.rows(lane.events).rows for lane in model.layout(3000.0, LaneOptions()).lanes)


def test_an_open_lane_shows_all_its_rows_at_the_cost_of_the_room() -> None:
    model = LaneModel(programme(BUSY, "abcdefg"))
    first, second, *_others = model.layout(300.0, LaneOptions(frozenset({"a"}))).lanes
    assert first.open
    assert first.rows == model.rows(first.events).rows
    assert not second.open
    assert len(second.rows) < len(model.rows(second.events).rows)


def test_layouts_are_remembered_but_not_for_ever() -> None:
    model = LaneModel(programme([event("x", claim("2027"))]))
    first = model.layout(100.0, LaneOptions())
    assert model.layout(100.0, LaneOptions()) is first
    for room in range(200, 300):
        model.layout(float(room), LaneOptions())
    assert model.layout(100.0, LaneOptions()) is not first


def test_the_model_of_a_programme_is_computed_once() -> None:
    snapshot = programme([event("x", claim("2027"))])
    assert lane_model(snapshot) is lane_model(snapshot)
    assert lane_model(snapshot, "kinds") is not lane_model(snapshot)


def test_a_lane_without_events_keeps_its_place() -> None:
    model = LaneModel(programme([event("x", claim("2027"), lane="b")]))
    assert [len(lane.rows) for lane in model.layout(400.0, LaneOptions()).lanes] == [0, 1]


@given(events())
def test_earlier_dates_change_nothing_but_the_lines_below_the_rows(events: list[Event]) -> None:
    model = LaneModel(programme(events))
    for lane in model.lanes:
        columns = [[row.columns for row in model.rows(lane, slips=slips).rows] for slips in (True, False)]
        assert columns[0] == columns[1]


def test_a_large_lane_is_compact_until_it_is_opened() -> None:
    when = done("2024-05-03")
    model = LaneModel(programme([event(f"e{i}", when, importance=1 + i % 5) for i in range(SMALL + 1)]))
    lane = model.layout(3000.0, LaneOptions()).lanes[0]
    assert lane.rows == model.rows(lane.events, compact_budget(lane.events)).rows
    assert not lane.complete
    assert model.layout(3000.0, LaneOptions(frozenset({lane.id}))).lanes[0].complete


def test_previous_dates_of_plans_come_before_those_of_what_happened() -> None:
    found = [event("x", claim("2024", "2021"), claim("2028", "2023"), importance=5),
             event("y", claim("2022", "2021"), claim("2025-05-01", None, outcome=done("2024").outcome), importance=5),
             event("z", claim("2024", "2021"), claim("2028", "2023"), importance=3)]  # fmt: skip
    seen, rooms = set(), range(80, 400)
    for room in rooms:
        rows = LaneModel(programme(found, "a")).layout(float(room), LaneOptions()).lanes[0].rows
        seen.add(tuple(dates.event.id for row in rows for line in row.date_lines for dates in line))
    assert {(), ("x",)} <= seen
    assert ("y",) not in seen
    assert ("z",) not in seen


def test_a_header_is_hit_and_tells_whether_its_lane_is_open() -> None:
    seen = programme(BUSY, "abcdefg")
    compact = build_scene(seen, ViewState(HOME), Size(900.0, 650.0), measure, TODAY)
    assert compact.hit(100.0, 60.0) == "lane/a"
    opened = build_scene(seen, ViewState(HOME).toggled("a"), Size(900.0, 650.0), measure, TODAY)

    def chevron(shown: object) -> list[Rule]:
        assert hasattr(shown, "shapes")
        return [it for it in shown.shapes if isinstance(it, Rule) and it.role is Role.LANE_NOTE][:2]

    assert chevron(compact)[0].x1 == chevron(compact)[1].x2
    assert chevron(opened)[0].y1 == chevron(opened)[1].y2


def test_a_lane_that_shows_all_it_has_needs_no_chevron() -> None:
    shown = scene(programme([event("x", done("2024-05-03"))]), size=Size(900.0, 3000.0))
    assert not [it for it in shown.shapes if isinstance(it, Rule) and it.role is Role.LANE_NOTE]


@pytest.mark.parametrize("count", [1, 150])
def test_the_chip_of_the_undated_fits_into_the_header(count: int) -> None:
    shown = scene(programme([event(f"e{i:03}", claim("unknown")) for i in range(count)], "a"))
    (chip,) = shapes_of(shown, "cluster/undated/a")
    assert isinstance(chip, Cluster)
    assert chip.box.right <= shown.header_px
    assert shown.hit(*chip.box.centre) == "cluster/undated/a"


def test_a_folded_event_is_where_its_cluster_is() -> None:
    found = [event(f"b{i}", claim("2027/2030"), importance=4, title="x" * 200) for i in range(9)]
    shown = build_scene(programme(found, "a"), ViewState(HOME), Size(900.0, 130.0), measure, TODAY)
    clusters = [it for it in shown.shapes if isinstance(it, Cluster)]
    drawn = {it.ref for it in shown.shapes if isinstance(it, Bar)}
    folded = next(ref for ref in clusters[0].refs if ref not in drawn)
    assert shown.box_of(folded) == clusters[0].box
