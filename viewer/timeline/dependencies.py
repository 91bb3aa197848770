"""What the selected event needs, and what needs it: arrows from the one that comes first to the one that waits.

relay ──► lander ──► station
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from viewer.model.entities import Event
from viewer.model.kinds import KINDS
from viewer.model.programme import Programme
from viewer.ref import event_ref, make_ref, split_ref
from viewer.timeline.extent import event_extent, finite
from viewer.timeline.scene import Band, Box, Role, Rule, Scene, Shape
from viewer.timeline.time_scale import TimeScale

MOST = 40
"""So many arrows are drawn for one selection."""
GAP_PX = 4.0
APART_PX = 3 * GAP_PX
"""A curve leaves sideways where the two are at least so far apart,"""
BEND_PX = 24.0
"""and goes on so far before it turns."""
PIECES = 20
LEAST_PX = 10.0
"""A shorter arrow is not drawn: the two stand side by side."""


class Tie(Struct, frozen=True):
    """`later` needs `first`; both are ids of events."""

    first: str
    later: str


def herald(programme: Programme, mission: str) -> str:
    """The event that stands for a mission: its most important launch, else its most important event; "" without."""
    events = programme.events_of_mission.get(mission, ())
    own = [event for event in events if event.missions[0] == mission] or list(events)
    best = max(own, key=lambda event: (event.importance, KINDS[event.kind].represents_mission), default=None)
    return "" if best is None else best.id


def ties(programme: Programme, address: str) -> tuple[Tie, ...]:
    """What is tied to the event or the mission at `address`, by its own needs and by those of its mission."""
    kind, id = split_ref(address)
    found: list[Tie] = []
    missions: tuple[str, ...] = ()
    event = programme.event(id) if kind == "event" else None
    if event is not None:
        found += [Tie(need, id) for need in event.needs]
        found += [Tie(id, other) for other in programme.events_needing.get(id, ())]
        missions = tuple(it for it in _first_of(event) if herald(programme, it) == id)
    elif kind == "mission" and programme.mission(id) is not None:
        missions = (id,)
    for own in missions:
        for mission in programme.missions:
            for need in mission.needs:
                if own in (need, mission.id):
                    found.append(Tie(herald(programme, need), herald(programme, mission.id)))
    known = (it for it in dict.fromkeys(found) if it.first != it.later)
    return tuple(it for it in known if programme.event(it.first) and programme.event(it.later))[:MOST]


def _first_of(event: Event) -> tuple[str, ...]:
    return event.missions[:1]


def arrows(
    programme: Programme, scene: Scene, scale: TimeScale, found: Sequence[Tie], lane_of: Callable[[Event], str]
) -> tuple[Shape, ...]:
    """The arrows of the ties `found`; one whose ends are both out of view is left out, one end is met at the edge.

    `lane_of` tells the id of the lane on which an event out of view would stand.
    """
    shapes: list[Shape] = []
    for tie in found:
        one, other = (_place(programme, scene, scale, id, lane_of) for id in (tie.first, tie.later))
        if one is None or other is None:
            continue
        if _seen(scene, (one, other)):
            shapes += _arrow(one, other)
    return tuple(shapes)


def _arrow(one: Box, other: Box) -> Iterator[Rule]:
    """A curve from `one` to `other`, the head on its last piece; nothing where they stand side by side.

    ::

        ◆ ─╮            from the end of what comes first to the beginning of what waits;
           ╰──► ▭▭▭     from above or below where there is no room between them
    """
    (x1, y1), (x2, y2) = one.centre, other.centre
    if other.x - one.right >= APART_PX or one.x - other.right >= APART_PX:
        way = 1.0 if other.x > one.right else -1.0
        x1, x2 = x1 + way * (one.width / 2 + GAP_PX), x2 - way * (other.width / 2 + GAP_PX)
        bend_x, bend_y = way * max(abs(x2 - x1) / 2, BEND_PX), 0.0
    else:
        way = 1.0 if y2 > y1 else -1.0
        y1, y2 = y1 + way * (one.height / 2 + GAP_PX), y2 - way * (other.height / 2 + GAP_PX)
        bend_x, bend_y = 0.0, (y2 - y1) / 2
        if (y2 - y1) * way < LEAST_PX:
            return
    points = [_on_curve(it / PIECES, (x1, y1), (x2, y2), bend_x, bend_y) for it in range(PIECES + 1)]
    for index, (start, end) in enumerate(pairwise(points), 1):
        yield Rule(*start, *end, Role.TIE, arrow=index == PIECES)


def _on_curve(
    share: float, start: tuple[float, float], end: tuple[float, float], bend_x: float, bend_y: float
) -> tuple[float, float]:
    """A point of the cubic Bézier curve that leaves and arrives along the bend."""
    rest = 1.0 - share
    a, b, c, d = rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3
    return (
        a * start[0] + b * (start[0] + bend_x) + c * (end[0] - bend_x) + d * end[0],
        a * start[1] + b * (start[1] + bend_y) + c * (end[1] - bend_y) + d * end[1],
    )


def _seen(scene: Scene, boxes: tuple[Box, Box]) -> bool:
    """Whether either lies among the lanes in view."""
    return any(
        scene.header_px < box.right and box.x < scene.width and scene.axis_px < box.bottom and box.y < scene.height
        for box in boxes
    )


def _place(
    programme: Programme, scene: Scene, scale: TimeScale, event_id: str, lane_of: Callable[[Event], str]
) -> Box | None:
    """Where an event is drawn; of one out of view a point at its time and its lane; None without a date."""
    where, event = event_extent(programme, event_id), programme.event(event_id)
    if where is None or event is None:
        return None
    box = scene.box_of(event_ref(event_id))
    if box is not None:
        return box
    start, _end = finite(where.left, where.right, 365.0)
    lane = make_ref("lane", lane_of(event))
    headers = [it.box for it in scene.shapes if isinstance(it, Band) and it.ref == lane]
    return Box(scale.x(start), headers[0].centre[1], 0.0, 0.0) if headers else None
