"""A window that shows none of a lane's events tells how many lie before and after it, and leads to the nearest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.entities import Event
from viewer.ref import kind_of
from viewer.state import Span, ViewState
from viewer.timeline.extent import extent
from viewer.timeline.label_space import LaneSpace, LineSpace
from viewer.timeline.lane_model import LaneModel, compact_budget
from viewer.timeline.layout_context import LayoutContext
from viewer.timeline.metrics import Size
from viewer.timeline.offscreen_hints import earlier, later, offscreen_labels
from viewer.timeline.scene import Bar, Cluster, Label, Mark, Role, Scene
from viewer.timeline.scene_builder import build_scene
from viewer.timeline.time_scale import TimeScale

from .sample import TODAY, claim, days, done, event, events, measure, meet, programme, scene_of, windows

EVENTS = (
    event("a", done("2024-01-10"), title="First"),
    event("b", done("2024-02-10"), title="Second"),
    event("c", done("2025-03-10"), title="Third"),
    event("d", claim("2020/2035"), title="Through all"),
)
QUIET = Span(days("2024-06-01"), days("2024-07-01"))


def hint_texts(scene: Scene) -> dict[str, str]:
    return {
        shape.ref: shape.text for shape in scene.shapes if isinstance(shape, Label) and kind_of(shape.ref) == "away"
    }


def test_earlier_events_are_hinted_at_the_left_and_later_ones_at_the_right() -> None:
    scene = scene_of(programme(EVENTS), QUIET)
    assert hint_texts(scene) == {
        "away/event/b": "‹ 2 earlier · Second, 10 February 2024",
        "away/event/c": "Third, 10 March 2025 · 1 later ›",
    }
    left, right = (shape.box for shape in scene.shapes if isinstance(shape, Label) and kind_of(shape.ref) == "away")
    assert left.x < scene.header_px + 10.0
    assert right.right > scene.width - 10.0
    assert left.y == right.y
    assert scene.hit(*left.centre) == "away/event/b"


def test_a_lane_with_an_event_in_view_has_no_hint() -> None:
    assert hint_texts(scene_of(programme(EVENTS), Span(days("2024-02-01"), days("2024-03-01")))) == {}
    assert (
        hint_texts(scene_of(programme(EVENTS), Span(days("2019-06-01"), days("2021-01-01")))) == {}
    )  # where a bar begins


def test_in_an_empty_window_every_lane_has_a_hint() -> None:
    both = (*EVENTS[:3], event("e", done("2024-05-01"), lane="b", title="Other"))
    after = hint_texts(scene_of(programme(both), Span(days("2060-01-01"), days("2061-01-01"))))
    assert set(after) == {"away/event/c", "away/event/e"}
    assert all(text.startswith("‹") for text in after.values())
    before = hint_texts(scene_of(programme(both), Span(days("1960-01-01"), days("1961-01-01"))))
    assert set(before) == {"away/event/a", "away/event/e"}
    assert all(text.endswith("›") for text in before.values())


def test_with_little_room_a_hint_is_elided_and_keeps_its_full_text() -> None:
    scene = scene_of(programme(EVENTS), QUIET, Size(560.0, 400.0))
    labels = [shape for shape in scene.shapes if isinstance(shape, Label) and kind_of(shape.ref) == "away"]
    assert len(labels) == 2
    assert all("…" in label.text and label.full for label in labels)
    narrow = scene_of(programme(EVENTS), QUIET, Size(420.0, 400.0))
    assert set(hint_texts(narrow).values()) == {"‹ 2 earlier", "1 later ›"}


def test_without_a_free_line_there_is_no_hint() -> None:
    full = [event(f"e{index}", claim("2000/2050"), importance=1) for index in range(3)]
    scene = scene_of(programme([*full, event("z", done("2060"), importance=1)]), QUIET)
    assert all(not meet(it.box, bar.box) for it, bar in pairs(scene))


def pairs(scene: Scene) -> list[tuple[Label, Bar | Mark | Cluster]]:
    labels = [shape for shape in scene.shapes if isinstance(shape, Label) and kind_of(shape.ref) == "away"]
    bodies = [
        shape
        for shape in scene.shapes
        if isinstance(shape, (Bar, Mark, Cluster)) and getattr(shape, "role", Role.EVENT) is Role.EVENT
    ]
    return [(label, body) for label in labels for body in bodies if body.box.x >= scene.header_px - 30.0]


@given(events(), windows())
def test_hints_overlap_nothing_and_are_hit(generated: list[Event], window: Span) -> None:
    scene = scene_of(programme(generated), window)
    for label, body in pairs(scene):
        assert not meet(label.box, body.box)
    for shape in scene.shapes:
        if isinstance(shape, Label) and kind_of(shape.ref) == "away":
            assert scene.hit(*shape.box.centre) == shape.ref


@given(events(), st.floats(18000.0, 24500.0))
def test_hints_count_earlier_and_later_events(generated: list[Event], day: float) -> None:
    snapshot = programme(generated)
    model = LaneModel(snapshot)
    for lane in model.lanes:
        placed = [
            it
            for dated in snapshot.events
            if dated.lane == lane.lane.id
            and (it := extent(snapshot.status(dated.id).current_claim, snapshot.current_to, TODAY)) is not None
        ]
        for rows in (model.rows(lane).rows, model.rows(lane, compact_budget(lane)).rows):
            before, after = earlier(rows, day), later(rows, day)
            assert (before[0] if before else 0) == sum(extent.right <= day for extent in placed)
            assert (after[0] if after else 0) == sum(extent.left >= day for extent in placed)


@pytest.mark.parametrize("when", ["2024-06-10", "2024-06"])
def test_a_mark_or_a_month_in_view_is_an_event_in_view(when: str) -> None:
    assert (
        hint_texts(scene_of(programme([*EVENTS[:3], event("m", done(when))]), Span(QUIET.start - 5, QUIET.end + 5)))
        == {}
    )


def middle_words(scene: Scene) -> list[str]:
    """The words that belong to no event and stand among the lanes."""
    return [
        shape.text
        for shape in scene.shapes
        if isinstance(shape, Label)
        and not shape.ref
        and shape.box.x >= scene.header_px
        and shape.box.y >= scene.axis_px
    ]


def test_a_scene_without_events_says_why() -> None:
    assert middle_words(scene_of(programme([]), QUIET)) == ["Nothing was known of it on that day."]
    left_out = programme(EVENTS).with_events(())
    assert middle_words(scene_of(left_out, QUIET)) == ["No event passes the filter."]
    assert middle_words(scene_of(programme(EVENTS), QUIET)) == []
    hidden = ViewState(QUIET, hidden_lanes=frozenset("ab"))
    scene = build_scene(programme(EVENTS), hidden, Size(900.0, 600.0), measure, TODAY)
    assert middle_words(scene) == ["All lanes are hidden."]
    grouped = ViewState(QUIET, grouping="kinds")  # no lane at all
    assert middle_words(build_scene(left_out, grouped, Size(900.0, 600.0), measure, TODAY)) == [
        "No event passes the filter."
    ]


def test_an_empty_lane_has_no_hint() -> None:
    assert hint_texts(scene_of(programme([]), QUIET)) == {}


def test_hints_stay_in_view_while_their_lane_scrolls_away() -> None:
    snapshot = programme([*EVENTS[:3], event("o", done("2024-01-10"), lane="b")])
    for scroll in (0.0, 8.0, 30.0, 60.0):
        scene = scene_of(snapshot, QUIET, Size(900.0, 150.0), scroll)
        for shape in scene.shapes:
            if isinstance(shape, Label) and kind_of(shape.ref) == "away":
                assert shape.box.y >= scene.axis_px - 0.5
                assert shape.box.bottom <= scene.height + 0.5


def test_hints_are_on_a_line_in_view_that_is_free_at_both_ends() -> None:
    snapshot = programme(EVENTS)
    context = LayoutContext(snapshot, TimeScale(QUIET, 158.0, 900.0), Size(900.0, 600.0), measure, TODAY)
    room = LaneSpace(context, 100.0, 150.0)
    above, half_taken, free = (LineSpace(y, 15.0, room.left, room.right) for y in (90.0, 105.0, 120.0))
    half_taken.reserve(800.0, 850.0)
    room.lines += [above, half_taken]
    model = LaneModel(snapshot)
    rows = model.rows(model.lanes[0]).rows
    assert list(offscreen_labels(context, rows, room)) == []
    room.lines.append(free)
    assert {label.box.y for label in offscreen_labels(context, rows, room)} == {120.0}
