"""Walking through the events by keyboard."""

from __future__ import annotations

from hypothesis import given

from viewer.model.entities import Event
from viewer.state import ViewState
from viewer.timeline.lane_model import Direction, next_event

from .sample import HOME, claim, done, event, events, programme, scene

STATE = ViewState(HOME)
LANES = ("a", "empty", "b")
FOUND = programme(
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


def test_left_and_right_walk_in_time_and_stop_at_the_ends() -> None:
    assert next_event(FOUND, "event/a1", Direction.RIGHT, STATE) == "event/a2"
    assert next_event(FOUND, "event/a2", "left", STATE) == "event/a1"
    assert next_event(FOUND, "event/a1", "left", STATE) == "event/a1"
    assert next_event(FOUND, "event/b3", "right", STATE) == "event/b3"


def test_up_and_down_go_to_the_nearest_in_time_over_empty_lanes() -> None:
    assert next_event(FOUND, "event/a1", "down", STATE) == "event/b1"
    assert next_event(FOUND, "event/a3", "down", STATE) == "event/b2"
    assert next_event(FOUND, "event/b1", "up", STATE) == "event/a2"  # whose hour is before noon
    assert next_event(FOUND, "event/b2", "up", STATE) == "event/a3"
    assert next_event(FOUND, "event/b3", "up", STATE) == "event/a3"
    assert next_event(FOUND, "event/a1", "up", STATE) == "event/a1"
    assert next_event(FOUND, "event/b1", "down", STATE) == "event/b1"


def test_from_nowhere_the_walk_begins_with_the_first_event() -> None:
    assert next_event(FOUND, "", "right", STATE) == "event/a1"
    assert next_event(FOUND, "mission/x", "down", STATE) == "event/a1"
    assert next_event(FOUND, "event/gone", "down", STATE) == "event/a1"
    assert next_event(programme([]), "", "right", STATE) == ""


@given(events(20))
def test_the_walk_reaches_every_event(found: list[Event]) -> None:
    seen = programme(found)
    reached, todo = set(), [next_event(seen, "", "right", STATE)]
    while todo:
        ref = todo.pop()
        if ref not in reached:
            reached.add(ref)
            todo += [next_event(seen, ref, direction, STATE) for direction in Direction]
    assert reached - {""} == {f"event/{one.id}" for one in seen.events}


def test_what_is_visible_is_read_from_the_top() -> None:
    refs = scene(FOUND).refs()
    assert refs.index("event/a3") < refs.index("event/b1")
    assert len(refs) == len(set(refs))
    assert "event/a1" in refs or any(ref.startswith("cluster/") for ref in refs)
