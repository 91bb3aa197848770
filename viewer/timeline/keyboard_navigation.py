"""Walking through the events by keyboard, and framing one: every event is reached, folded or not."""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum
from math import inf

from viewer.model.programme import Programme
from viewer.ref import event_ref, id_of
from viewer.state import ViewState
from viewer.timeline.extent import event_extent, middle
from viewer.timeline.lane_events import LaneEvents
from viewer.timeline.lane_model import DEFAULT_OPTIONS, LaneOptions, lane_model
from viewer.timeline.scene import Bar, Cluster, Label, Mark, Scene


class Direction(StrEnum):
    LEFT = "left"  # earlier in the lane
    RIGHT = "right"  # later in the lane
    UP = "up"  # the nearest in time in the lane above that has any
    DOWN = "down"


def next_event(
    programme: Programme, ref: str, direction: Direction | str, state: ViewState | None = None
) -> str:
    """The ref of the event next to `ref` ("event/…"), in order of time within the lane, or in the next lane.

    Lanes are those that `state` shows, in its order; without one those of the programme. At an end the walk
    stays where it is. From anything else than an event that is shown it begins with the first event of the
    first lane. "" where nothing is shown.
    """
    plan = lane_model(programme) if state is None else lane_model(programme, state.grouping)
    lanes = plan.visible(DEFAULT_OPTIONS if state is None else LaneOptions.of(state))
    event = programme.event(id_of(ref, "event"))
    ids = [lane.lane.id for lane in lanes]
    if event is None or plan.lane_of(event) not in ids:
        return next((event_ref(lane.events[0].id) for lane in lanes if lane.events), "")
    index = ids.index(plan.lane_of(event))
    lane = lanes[index]
    position = lane.positions[event.id]
    step = Direction(direction)
    if step in (Direction.LEFT, Direction.RIGHT):
        to = position + (1 if step is Direction.RIGHT else -1)
        return event_ref(lane.events[min(max(to, 0), len(lane.events) - 1)].id)
    others = lanes[index + 1 :] if step is Direction.DOWN else lanes[:index][::-1]
    for other in others:
        if other.events:
            return event_ref(_nearest(programme, other, event.id))
    return ref


def _nearest(programme: Programme, lane: LaneEvents, event_id: str) -> str:
    """The event of `lane` nearest in time to the middle of another; from or among undated ones the last."""
    where = event_extent(programme, event_id)
    own = inf if where is None else middle(where)
    days, ids = lane.middles
    at = bisect_left(days, own)
    around = range(max(at - 1, 0), min(at + 1, len(days)))
    return ids[min(around, key=lambda it: abs(days[it] - own) if days[it] != own else 0.0)]


def visible_refs(scene: Scene) -> tuple[str, ...]:
    """The refs that can be hit, each once, in reading order: from the top, then from the left."""
    hit = [shape for shape in scene.shapes if isinstance(shape, (Bar, Mark, Cluster, Label)) and shape.ref]
    hit.sort(key=lambda shape: (shape.box.y, shape.box.x))
    return tuple(dict.fromkeys(shape.ref for shape in hit))
