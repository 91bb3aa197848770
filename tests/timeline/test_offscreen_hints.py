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

from .sample import TODAY, claim, days, done, event, events, measure, meet, programme, scene, windows

FOUND = (
    event("a", done("2024-01-10"), title="First"),
    event("b", done("2024-02-10"), title="Second"),
    event("c", done("2025-03-10"), title="Third"),
    event("d", claim("2020/2035"), title="Through all"),
)
QUIET = Span(days("2024-06-01"), days("2024-07-01"))


def told(of: Scene) -> dict[str, str]:
    return {it.ref: it.text for it in of.shapes if isinstance(it, Label) and kind_of(it.ref) == "away"}


def test_what_is_earlier_stands_at_the_left_and_what_is_later_at_the_right() -> None:
    shown = scene(programme(FOUND), QUIET)
    assert told(shown) == {
        "away/event/b": "‹ 2 earlier · Second, 10 February 2024",
        "away/event/c": "Third, 10 March 2025 · 1 later ›",
    }
    left, right = (it.box for it in shown.shapes if isinstance(it, Label) and kind_of(it.ref) == "away")
    assert left.x < shown.header_px + 10.0
    assert right.right > shown.width - 10.0
    assert left.y == right.y
    assert shown.hit(*left.centre) == "away/event/b"


def test_a_lane_in_which_something_happens_tells_nothing_else() -> None:
    assert told(scene(programme(FOUND), Span(days("2024-02-01"), days("2024-03-01")))) == {}
    assert told(scene(programme(FOUND), Span(days("2019-06-01"), days("2021-01-01")))) == {}  # where a bar begins


def test_beyond_everything_every_lane_tells_where_its_events_are() -> None:
    both = (*FOUND[:3], event("e", done("2024-05-01"), lane="b", title="Other"))
    after = told(scene(programme(both), Span(days("2060-01-01"), days("2061-01-01"))))
    assert set(after) == {"away/event/c", "away/event/e"}
    assert all(text.startswith("‹") for text in after.values())
    before = told(scene(programme(both), Span(days("1960-01-01"), days("1961-01-01"))))
    assert set(before) == {"away/event/a", "away/event/e"}
    assert all(text.endswith("›") for text in before.values())


def test_with_little_room_the_name_is_elided_and_kept_whole() -> None:
    shown = scene(programme(FOUND), QUIET, Size(560.0, 400.0))
    labels = [it for it in shown.shapes if isinstance(it, Label) and kind_of(it.ref) == "away"]
    assert len(labels) == 2
    assert all("…" in it.text and it.full for it in labels)
    narrow = scene(programme(FOUND), QUIET, Size(420.0, 400.0))
    assert set(told(narrow).values()) == {"‹ 2 earlier", "1 later ›"}


def test_where_no_line_is_free_nothing_is_told() -> None:
    full = [event(f"e{it}", claim("2000/2050"), importance=1) for it in range(3)]
    shown = scene(programme([*full, event("z", done("2060"), importance=1)]), QUIET)
    assert all(not meet(it.box, bar.box) for it, bar in pairs(shown))


def pairs(of: Scene) -> list[tuple[Label, Bar | Mark | Cluster]]:
    labels = [it for it in of.shapes if isinstance(it, Label) and kind_of(it.ref) == "away"]
    bodies = [
        it for it in of.shapes if isinstance(it, (Bar, Mark, Cluster)) and getattr(it, "role", Role.EVENT) is Role.EVENT
    ]
    return [(label, body) for label in labels for body in bodies if body.box.x >= of.header_px - 30.0]


@given(events(), windows())
def test_what_is_told_lies_over_nothing_and_is_hit(found: list[Event], window: Span) -> None:
    shown = scene(programme(found), window)
    for label, body in pairs(shown):
        assert not meet(label.box, body.box)
    for it in shown.shapes:
        if isinstance(it, Label) and kind_of(it.ref) == "away":
            assert shown.hit(*it.box.centre) == it.ref


@given(events(), st.floats(18000.0, 24500.0))
def test_what_has_ended_and_what_is_to_begin_is_counted(found: list[Event], day: float) -> None:
    seen = programme(found)
    model = LaneModel(seen)
    for lane in model.lanes:
        placed = [
            it
            for own in seen.events
            if own.lane == lane.lane.id
            and (it := extent(seen.status(own.id).current_claim, seen.current_to, TODAY)) is not None
        ]
        for rows in (model.rows(lane).rows, model.rows(lane, compact_budget(lane)).rows):
            before, after = earlier(rows, day), later(rows, day)
            assert (before[0] if before else 0) == sum(it.right <= day for it in placed)
            assert (after[0] if after else 0) == sum(it.left >= day for it in placed)


@pytest.mark.parametrize("when", ["2024-06-10", "2024-06"])
def test_a_mark_or_a_month_in_view_is_something_that_happens(when: str) -> None:
    assert told(scene(programme([*FOUND[:3], event("m", done(when))]), Span(QUIET.start - 5, QUIET.end + 5))) == {}


def middle_words(of: Scene) -> list[str]:
    """The words that belong to no event and stand among the lanes."""
    return [
        it.text
        for it in of.shapes
        if isinstance(it, Label) and not it.ref and it.box.x >= of.header_px and it.box.y >= of.axis_px
    ]


def test_a_picture_without_events_says_why() -> None:
    assert middle_words(scene(programme([]), QUIET)) == ["Nothing was known of it on that day."]
    left_out = programme(FOUND).with_events(())
    assert middle_words(scene(left_out, QUIET)) == ["No event passes the filter."]
    assert middle_words(scene(programme(FOUND), QUIET)) == []
    hidden = ViewState(QUIET, hidden_lanes=frozenset("ab"))
    shown = build_scene(programme(FOUND), hidden, Size(900.0, 600.0), measure, TODAY)
    assert middle_words(shown) == ["All lanes are hidden."]
    grouped = ViewState(QUIET, grouping="kinds")  # no lane at all
    assert middle_words(build_scene(left_out, grouped, Size(900.0, 600.0), measure, TODAY)) == [
        "No event passes the filter."
    ]


def test_an_empty_lane_tells_nothing() -> None:
    assert told(scene(programme([]), QUIET)) == {}


def test_what_is_told_stays_in_view_while_its_lane_scrolls_away() -> None:
    seen = programme([*FOUND[:3], event("o", done("2024-01-10"), lane="b")])
    for scroll in (0.0, 8.0, 30.0, 60.0):
        shown = scene(seen, QUIET, Size(900.0, 150.0), scroll)
        for it in shown.shapes:
            if isinstance(it, Label) and kind_of(it.ref) == "away":
                assert it.box.y >= shown.axis_px - 0.5
                assert it.box.bottom <= shown.height + 0.5


def test_only_a_line_in_view_that_is_free_at_both_ends_is_written_on() -> None:
    seen = programme(FOUND)
    context = LayoutContext(seen, TimeScale(QUIET, 158.0, 900.0), Size(900.0, 600.0), measure, TODAY)
    room = LaneSpace(context, 100.0, 150.0)
    above, half_taken, free = (LineSpace(y, 15.0, room.left, room.right) for y in (90.0, 105.0, 120.0))
    half_taken.reserve(800.0, 850.0)
    room.lines += [above, half_taken]
    model = LaneModel(seen)
    rows = model.rows(model.lanes[0]).rows
    assert list(offscreen_labels(context, rows, room)) == []
    room.lines.append(free)
    assert {it.box.y for it in offscreen_labels(context, rows, room)} == {120.0}
