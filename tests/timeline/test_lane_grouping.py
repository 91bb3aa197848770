"""Lanes that stand for something else; lanes hidden, moved, pinned: rows are all still there, and hit as painted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.builders import mission, partner
from viewer import i18n
from viewer.i18n import Text
from viewer.model.entities import Event, PartnerKind
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.state import GROUPINGS, Span, ViewState
from viewer.timeline.lane_events import NONE, SEVERAL, group_lanes
from viewer.timeline.lane_model import LaneModel, next_event
from viewer.timeline.metrics import METRICS, Size
from viewer.timeline.scene import Band, Label, Role, Scene
from viewer.timeline.scene_builder import build_scene, scroll_to

from .sample import HOME, SIZE, TODAY, done, event, events, measure, programme, whole, windows


def with_partners(name: str, *partners: str, missions: tuple[str, ...] = ()) -> Event:
    return event(name, done("2025-01-01"), partners=partners, missions=missions)


def shared_programme() -> Programme:
    sample = (
        with_partners("alone", "host"),
        with_partners("again", "host", missions=("m",)),
        with_partners("guest", "host", "land", missions=("m", "n")),
        with_partners("crowd", "host", "land", "other"),
        with_partners("nobody", "nowhere"),
    )
    partners = (
        partner("host", country="CN"),
        partner("land", country="SE"),
        partner("sweden", name=Text("Sweden"), country="SE", kind=PartnerKind.COUNTRY),
        partner("other", country="FR"),
        partner("nowhere"),
    )
    return replace(whole(sample), partners=partners, missions=(mission("m"), mission("n"))).as_of(TODAY)


def lanes_by(grouping: str) -> dict[str, list[str]]:
    by = group_lanes(shared_programme(), grouping)
    return {
        lane.id: [dated.id for dated in shared_programme().events if by.lane_of(dated) == lane.id] for lane in by.lanes
    }


def test_an_event_of_the_host_and_a_guest_is_on_the_lane_of_the_guest() -> None:
    assert lanes_by("countries") == {"CN": ["again", "alone"], SEVERAL: ["crowd"], "SE": ["guest"], NONE: ["nobody"]}
    titles = {lane.id: lane.title("en") for lane in group_lanes(shared_programme(), "countries").lanes}
    assert titles["SE"] == "Sweden"
    assert titles["CN"] == "CN"


def test_an_event_is_on_the_lane_of_its_first_mission() -> None:
    assert lanes_by("missions") == {"m": ["again", "guest"], NONE: ["alone", "crowd", "nobody"]}


def test_kinds_without_events_have_no_lane() -> None:
    sample = [event("x", done("2025"), kind=EventKind.SAMPLES), event("y", done("2024"), kind=EventKind.LAUNCH)]
    by = group_lanes(programme(sample), "kinds")
    assert [lane.id for lane in by.lanes] == ["launch", "samples"]
    assert group_lanes(programme([]), "countries").lanes == ()


def test_another_grouping_is_refused() -> None:
    with pytest.raises(KeyError):
        group_lanes(shared_programme(), "colours")


@given(events(), st.sampled_from(GROUPINGS))
def test_every_event_is_on_one_lane_in_every_grouping(generated: list[Event], grouping: str) -> None:
    model = LaneModel(programme(generated), grouping)
    ids = [event.id for lane in model.lanes for event in lane.events]
    assert sorted(ids) == sorted(dated.id for dated in generated)


LANES = "abcd"
FOUR = [event(f"{lane}{year}", done(f"{year}-06-01"), lane=lane) for lane in LANES for year in (2025, 2029)]


def shown(state: ViewState, size: Size = SIZE, of: Sequence[Event] = FOUR) -> Scene:
    return build_scene(programme(of, LANES), state, size, measure, TODAY)


def headers(scene: Scene) -> list[str]:
    """The ids of the lanes, from the top."""
    bands = [shape for shape in scene.shapes if isinstance(shape, Band) and shape.ref]
    return [shape.ref.removeprefix("lane/") for shape in sorted(bands, key=lambda shape: shape.box.y)]


VIEW = ViewState(HOME)


def test_lanes_are_in_the_chosen_order_with_pinned_ones_first_and_without_hidden_ones() -> None:
    wished = replace(VIEW, lane_order=("c", "a"))
    assert headers(shown(wished)) == ["c", "a", "b", "d"]
    assert headers(shown(wished.pinning("d"))) == ["d", "c", "a", "b"]
    assert headers(shown(wished.hiding("c"))) == ["a", "b", "d"]
    assert any("pinned" in shape.text for shape in shown(wished.pinning("d")).shapes if isinstance(shape, Label))


def test_a_pinned_lane_stays_while_the_others_scroll_beneath_it() -> None:
    low = Size(900.0, 250.0)
    pinned = VIEW.pinning("c")
    before, after = shown(pinned, low), shown(pinned.scrolled(120.0), low)
    assert before.box_of("event/c2025") == after.box_of("event/c2025")
    foot = max(shape.box.bottom for shape in after.shapes if isinstance(shape, Band) and shape.ref == "lane/c")
    for y in range(int(after.axis_px), int(foot)):
        for x in range(int(METRICS.header_px), 900, 5):
            ref = after.hit(float(x), float(y))
            assert ref == "" or ref.startswith(("event/c", "cluster/2"))
        assert after.hit(20.0, float(y)) == "lane/c"


def test_pinned_lanes_that_would_leave_no_room_scroll_with_the_others() -> None:
    low = Size(900.0, 200.0)
    pinned = VIEW.pinning("c").pinning("a")
    assert shown(pinned, low).box_of("event/a2025") != shown(pinned.scrolled(60.0), low).box_of("event/a2025")


@given(windows(), windows(), st.permutations(LANES), st.sets(st.sampled_from(LANES)))
def test_rows_stay_while_zooming_however_lanes_are_arranged(
    one: Span, other: Span, order: list[str], pins: set[str]
) -> None:
    heights = []
    for window in (one, other):
        scene = shown(replace(ViewState(window), lane_order=tuple(order), pinned_lanes=frozenset(pins)))
        heights.append(
            [
                (shape.ref, shape.box.y, shape.box.height)
                for shape in scene.shapes
                if isinstance(shape, Band) and shape.ref
            ]
        )
    assert heights[0] == heights[1]


def test_arrow_keys_follow_the_displayed_lanes() -> None:
    snapshot = programme(FOUR, LANES)
    state = replace(VIEW, lane_order=("c", "a"), hidden_lanes=frozenset("b"))
    assert next_event(snapshot, "", "right", state) == "event/c2025"
    assert next_event(snapshot, "event/c2029", "down", state) == "event/a2029"
    assert next_event(snapshot, "event/a2029", "down", state) == "event/d2029"
    assert next_event(snapshot, "event/b2029", "left", state) == "event/c2025"
    kinds = ViewState(HOME, grouping="kinds")
    assert next_event(snapshot, "event/a2025", "right", kinds) == "event/b2025"


@given(events(), st.sampled_from(GROUPINGS))
def test_arrow_keys_reach_every_event_in_every_grouping(generated: list[Event], grouping: str) -> None:
    of, state = programme(generated), ViewState(HOME, grouping=grouping)
    reached: set[str] = set()
    lane = next_event(of, "", "right", state)
    while lane and lane not in reached:
        at = lane
        while (left := next_event(of, at, "left", state)) != at:
            at = left
        while at not in reached:
            reached.add(at)
            at = next_event(of, at, "right", state)
        lane = next_event(of, lane, "down", state)
    assert reached == {f"event/{dated.id}" for dated in generated}


def test_lanes_of_kinds_are_named_in_the_current_language() -> None:
    of, state = (programme([event("x", done("2025"), kind=EventKind.SAMPLES)]), ViewState(HOME, grouping="kinds"))
    titles = []
    before = i18n.language()
    for lang in ("en", "zh"):
        i18n.use(lang)
        scene = build_scene(of, state, SIZE, measure, TODAY)
        titles.append(
            [shape.text for shape in scene.shapes if isinstance(shape, Label) and shape.role is Role.LANE_TITLE]
        )
    i18n.use(before)
    assert titles[0] != titles[1]


def test_scrolling_brings_the_lane_of_an_event_to_the_top_unless_it_is_pinned() -> None:
    low, of = Size(900.0, 250.0), programme(FOUR, LANES)
    offsets = [scroll_to(of, VIEW, low, f"{lane}2025") for lane in LANES]
    assert offsets[0] == 0.0
    assert offsets[1] is not None
    assert headers(shown(VIEW.scrolled(offsets[1]), low))[0] == "b"
    assert scroll_to(of, VIEW.pinning("c"), low, "c2025") is None
    assert scroll_to(of, VIEW, low, "gone") is None
