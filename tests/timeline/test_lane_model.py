"""Compact lanes share the room, open lanes take what they need; the keyboard moves through the lanes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.limits import SMALL
from viewer.model.entities import Event
from viewer.state import ViewState
from viewer.timeline.lane_model import (
    Direction,
    LaneLayout,
    LaneModel,
    LaneOptions,
    compact_budget,
    lane_model,
    next_event,
)
from viewer.timeline.metrics import METRICS, Size
from viewer.timeline.scene import Bar, Cluster, Role, Rule
from viewer.timeline.scene_builder import build_scene

from .sample import HOME, TODAY, claim, done, event, events, measure, programme, scene_of, shapes_of

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
def test_compact_lanes_never_take_more_than_the_room_unless_at_their_least(generated: list[Event], room: float) -> None:
    shown, least = layout(generated, room), layout(generated, 0.0)
    assert shown.content_px <= max(room, least.content_px)
    assert all(lane.height >= METRICS.least_lane_px for lane in shown.lanes)


@given(events(), ROOMS)
def test_every_event_has_a_row_however_little_room_there_is(generated: list[Event], room: float) -> None:
    for lane in layout(generated, room).lanes:
        placed = sorted(one.id for row in lane.rows for one in row.events)
        assert placed == sorted({one.id for one in lane.events.events} - {one.id for one in lane.events.undated})


def test_all_seven_lanes_of_a_busy_programme_are_in_sight() -> None:
    scene = build_scene(programme(BUSY, "abcdefg"), ViewState(HOME), Size(1040.0, 700.0), measure, TODAY)
    assert scene.content_px <= 700.0 - scene.axis_px


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


def test_layouts_are_cached_up_to_a_limit() -> None:
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
    sample = [event("x", claim("2024", "2021"), claim("2028", "2023"), importance=5),
             event("y", claim("2022", "2021"), claim("2025-05-01", None, outcome=done("2024").outcome), importance=5),
             event("z", claim("2024", "2021"), claim("2028", "2023"), importance=3)]  # fmt: skip
    displayed, rooms = set(), range(80, 400)
    for room in rooms:
        rows = LaneModel(programme(sample, "a")).layout(float(room), LaneOptions()).lanes[0].rows
        displayed.add(tuple(dates.event.id for row in rows for line in row.date_lines for dates in line))
    assert {(), ("x",)} <= displayed
    assert ("y",) not in displayed
    assert ("z",) not in displayed


def test_a_header_is_hit_and_shows_whether_its_lane_is_open() -> None:
    snapshot = programme(BUSY, "abcdefg")
    compact = build_scene(snapshot, ViewState(HOME), Size(900.0, 650.0), measure, TODAY)
    assert compact.hit(100.0, 60.0) == "lane/a"
    opened = build_scene(snapshot, ViewState(HOME).toggled("a"), Size(900.0, 650.0), measure, TODAY)

    def chevron(shown: object) -> list[Rule]:
        assert hasattr(shown, "shapes")
        return [shape for shape in shown.shapes if isinstance(shape, Rule) and shape.role is Role.LANE_NOTE][:2]

    assert chevron(compact)[0].x1 == chevron(compact)[1].x2
    assert chevron(opened)[0].y1 == chevron(opened)[1].y2


def test_a_lane_that_shows_all_it_has_needs_no_chevron() -> None:
    scene = scene_of(programme([event("x", done("2024-05-03"))]), size=Size(900.0, 3000.0))
    assert not [shape for shape in scene.shapes if isinstance(shape, Rule) and shape.role is Role.LANE_NOTE]


@pytest.mark.parametrize("count", [1, 150])
def test_the_number_of_undated_events_fits_into_the_header(count: int) -> None:
    scene = scene_of(programme([event(f"e{i:03}", claim("unknown")) for i in range(count)], "a"))
    (chip,) = shapes_of(scene, "cluster/undated/a")
    assert isinstance(chip, Cluster)
    assert chip.box.right <= scene.header_px
    assert scene.hit(*chip.box.centre) == "cluster/undated/a"


def test_the_box_of_an_event_in_a_cluster_is_that_of_the_cluster() -> None:
    sample = [event(f"b{i}", claim("2027/2030"), importance=4, title="x" * 200) for i in range(9)]
    scene = build_scene(programme(sample, "a"), ViewState(HOME), Size(900.0, 130.0), measure, TODAY)
    clusters = [shape for shape in scene.shapes if isinstance(shape, Cluster)]
    drawn = {shape.ref for shape in scene.shapes if isinstance(shape, Bar)}
    folded = next(ref for ref in clusters[0].refs if ref not in drawn)
    assert scene.box_of(folded) == clusters[0].box


# ── keyboard ───────────────────────────────────────────────────────────────────────────────────────

STATE = ViewState(HOME)
LANES = ("a", "empty", "b")
SAMPLE = programme(
    [
        event("a1", done("2024-05-03")),
        event("a2", done("2024-05-03T09:27Z")),
        event("a3", claim("2035/..")),
        event("b1", done("2024-04-01"), lane="b"),
        event("b2", claim("2036"), lane="b"),
        event("b3", claim("unknown"), lane="b"),
    ],
    LANES,
)


def test_left_and_right_follow_time_and_stop_at_the_ends() -> None:
    assert next_event(SAMPLE, "event/a1", Direction.RIGHT, STATE) == "event/a2"
    assert next_event(SAMPLE, "event/a2", "left", STATE) == "event/a1"
    assert next_event(SAMPLE, "event/a1", "left", STATE) == "event/a1"
    assert next_event(SAMPLE, "event/b3", "right", STATE) == "event/b3"


def test_up_and_down_go_to_the_nearest_in_time_over_empty_lanes() -> None:
    assert next_event(SAMPLE, "event/a1", "down", STATE) == "event/b1"
    assert next_event(SAMPLE, "event/a3", "down", STATE) == "event/b2"
    assert next_event(SAMPLE, "event/b1", "up", STATE) == "event/a2"  # whose hour is before noon
    assert next_event(SAMPLE, "event/b2", "up", STATE) == "event/a3"
    assert next_event(SAMPLE, "event/b3", "up", STATE) == "event/a3"
    assert next_event(SAMPLE, "event/a1", "up", STATE) == "event/a1"
    assert next_event(SAMPLE, "event/b1", "down", STATE) == "event/b1"


def test_without_a_selection_the_first_event_is_next() -> None:
    assert next_event(SAMPLE, "", "right", STATE) == "event/a1"
    assert next_event(SAMPLE, "mission/x", "down", STATE) == "event/a1"
    assert next_event(SAMPLE, "event/gone", "down", STATE) == "event/a1"
    assert next_event(programme([]), "", "right", STATE) == ""


@given(events(20))
def test_arrow_keys_reach_every_event(generated: list[Event]) -> None:
    snapshot = programme(generated)
    reached, todo = set(), [next_event(snapshot, "", "right", STATE)]
    while todo:
        ref = todo.pop()
        if ref not in reached:
            reached.add(ref)
            todo += [next_event(snapshot, ref, direction, STATE) for direction in Direction]
    assert reached - {""} == {f"event/{one.id}" for one in snapshot.events}


def test_visible_refs_are_in_reading_order() -> None:
    refs = scene_of(SAMPLE).refs()
    assert refs.index("event/a3") < refs.index("event/b1")
    assert len(refs) == len(set(refs))
    assert "event/a1" in refs or any(ref.startswith("cluster/") for ref in refs)
