"""What is drawn over a scene for the selected event: arrows to and from what it needs, the distance to a second event.

::

    relay ──► lander ──► station        an arrow leads from the event that comes first to the one that waits

    ────────────┬──────────────────────────┬─────── axis
                │◄─────── 29 d 13 h ──────►│
                ◆                          ┊
                                           ◆
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import floor

from viewer.i18n import _, day_words
from viewer.model.calendar import Days, date_of
from viewer.model.edtf_date import EdtfDate, Precision
from viewer.model.entities import Event
from viewer.model.kinds import KINDS
from viewer.model.programme import Programme
from viewer.ref import event_ref, id_of, make_ref, split_ref
from viewer.timeline.extent import event_extent, finite
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Band, Box, Label, Role, Rule, Scene, Shape
from viewer.timeline.time_scale import MONTH, YEAR, TimeScale

MAX_ARROWS = 40  # for one selection
GAP_PX = 4.0  # between an event and its arrow
MIN_APART_PX = 3 * GAP_PX  # a curve leaves sideways if the two events are at least so far apart,
BEND_PX = 24.0  # and goes on so far before it turns
PIECES = 20  # the straight lines of a curve
MIN_ARROW_PX = 10.0  # a shorter arrow is not drawn: the two stand side by side
LEVEL_PX = 15.0  # from the axis to the dimension line
CHIP_PX, CHIP_PAD = 18.0, 8.0


def representative_event(programme: Programme, mission: str) -> str:
    """The id of the event that stands for a mission: its most important one, a launch first; "" if it has none."""
    events = programme.events_of_mission.get(mission, ())
    first = [event for event in events if event.missions[0] == mission] or events
    best = max(first, key=lambda event: (event.importance, KINDS[event.kind].represents_mission), default=None)
    return "" if best is None else best.id


def dependencies(programme: Programme, ref: str) -> list[tuple[str, str]]:
    """The dependencies of the event or the mission at `ref`: ids of an event and of a later one that needs it.

    An event that stands for its mission has the dependencies of both.
    """
    kind, id = split_ref(ref)
    pairs: list[tuple[str, str]] = []
    missions: tuple[str, ...] = ()
    event = programme.event(id) if kind == "event" else None
    if event is not None:
        pairs += [(need, id) for need in event.needs]
        pairs += [(id, later) for later in programme.events_needing.get(id, ())]
        missions = tuple(first for first in event.missions[:1] if representative_event(programme, first) == id)
    elif kind == "mission" and programme.mission(id) is not None:
        missions = (id,)
    pairs += [
        (representative_event(programme, need), representative_event(programme, mission.id))
        for id in missions
        for mission in programme.missions
        for need in mission.needs
        if id in (need, mission.id)
    ]
    known = [(a, b) for a, b in dict.fromkeys(pairs) if a != b and programme.event(a) and programme.event(b)]
    return known[:MAX_ARROWS]


def dependency_arrows(
    programme: Programme, scene: Scene, scale: TimeScale, ref: str, lane_of: Callable[[Event], str]
) -> tuple[Shape, ...]:
    """The arrows of the dependencies of `ref` that have an end in view; the other end lies at its time on its lane."""
    shapes: list[Shape] = []
    view = Box(scene.header_px, scene.axis_px, scene.width - scene.header_px, scene.height - scene.axis_px)
    for pair in dependencies(programme, ref):
        ends = [_event_box(programme, scene, scale, id, lane_of) for id in pair]
        boxes = [box for box in ends if box is not None]
        if len(boxes) == 2 and any(map(view.overlaps, boxes)):
            shapes += _arrow(*boxes)
    return tuple(shapes)


def _event_box(
    programme: Programme, scene: Scene, scale: TimeScale, event_id: str, lane_of: Callable[[Event], str]
) -> Box | None:
    """Where an event is drawn; if it is out of view a point at its time and its lane; None without a date."""
    where, event = event_extent(programme, event_id), programme.event(event_id)
    if where is None or event is None:
        return None
    ref = make_ref("lane", lane_of(event))
    headers = (shape.box for shape in scene.shapes if isinstance(shape, Band) and shape.ref == ref)
    box, header = scene.box_of(event_ref(event_id)), next(headers, None)
    if box is None and header is not None:
        return Box(scale.x(finite(where.left, where.right, 365.0)[0]), header.centre[1], 0.0, 0.0)
    return box


def _arrow(first: Box, second: Box) -> Iterator[Rule]:
    """A curve of short lines, the last one with the head; nothing if the two stand side by side.

    ::

        ◆ ─╮            from the end of the first event to the beginning of the second;
           ╰──► ▭▭▭     from above or below if there is no room between them
    """
    (x1, y1), (x2, y2) = first.centre, second.centre
    if second.x - first.right >= MIN_APART_PX or first.x - second.right >= MIN_APART_PX:
        sign = 1.0 if second.x > first.right else -1.0
        x1, x2 = x1 + sign * (first.width / 2 + GAP_PX), x2 - sign * (second.width / 2 + GAP_PX)
        bend = sign * max(abs(x2 - x1) / 2, BEND_PX), 0.0
    else:
        sign = 1.0 if y2 > y1 else -1.0
        y1, y2 = y1 + sign * (first.height / 2 + GAP_PX), y2 - sign * (second.height / 2 + GAP_PX)
        bend = 0.0, (y2 - y1) / 2
        if (y2 - y1) * sign < MIN_ARROW_PX:
            return
    shares = [step / PIECES for step in range(PIECES + 1)]
    xs = [_bezier(share, x1, x1 + bend[0], x2 - bend[0], x2) for share in shares]
    ys = [_bezier(share, y1, y1 + bend[1], y2 - bend[1], y2) for share in shares]
    for index, (start, end) in enumerate(pairwise(zip(xs, ys, strict=True)), 1):
        yield Rule(*start, *end, Role.DEPENDENCY, arrow=index == PIECES)


def _bezier(share: float, start: float, leave: float, arrive: float, end: float) -> float:
    """One coordinate of the cubic Bézier curve with these control points."""
    rest = 1.0 - share
    return rest**3 * start + 3 * rest * rest * share * leave + 3 * rest * share * share * arrive + share**3 * end


def distance_words(first: EdtfDate, second: EdtfDate) -> str:
    """From the start of the earlier of two dates to that of the later: "29 d 13 h", "53 d", "4 to 16 months".

    To the second between instants, in days if one is known to the day, else in months or years from the least to
    the most it can be. "" if either has no start at all.
    """
    start, end = (_start(when) for when in sorted((first, second), key=lambda when: when.core_earliest))
    if start is None or end is None:
        return ""
    coarse = min(first.precision, second.precision)
    if coarse >= Precision.HOUR:
        return duration_words(end[0] - start[0])
    if coarse is Precision.DAY:
        return _("{n} d", n=floor(end[0]) - floor(start[0]))
    low, high = max(0.0, end[0] - start[1]), end[1] - start[0]
    if coarse <= Precision.YEAR and high >= 2 * YEAR:
        return _("{low} to {high} years", low=round(low / YEAR), high=round(high / YEAR))
    return _("{low} to {high} months", low=round(low / MONTH), high=max(1, round(high / MONTH)))


def _start(when: EdtfDate) -> tuple[Days, Days] | None:
    """The first and the last moment at which a date may begin; of `[..b]` the last day it allows."""
    if when.has_start:
        return when.core_earliest, min(when.start_core_latest, when.core_latest)
    return (when.core_latest - 1.0, when.core_latest) if when.has_end else None


def duration_words(days: Days) -> str:
    """A duration in its two greatest units: "29 d 13 h", "13 h 5 min", "5 min 12 s"."""
    seconds = round(days * 86400)
    hours, minutes = seconds // 3600 % 24, seconds // 60 % 60
    if seconds >= 86400:
        whole_hours = round(seconds / 3600)
        return _("{d} d {h} h", d=whole_hours // 24, h=whole_hours % 24)
    if seconds >= 3600:
        return _("{h} h {min} min", h=hours, min=minutes)
    return _("{min} min {s} s", min=minutes, s=seconds % 60)


def span_words(start: Days, end: Days) -> str:
    """A span of time: its days and its length; within two days its times."""
    length = end - start
    first, last = day_words(date_of(start)), day_words(date_of(end))
    if length < 2.0:
        minutes = [round(moment % 1.0 * 1440) for moment in (start, end)]
        clocks = " – ".join(f"{minute // 60 % 24:02}:{minute % 60:02}" for minute in minutes)
        return f"{first} {clocks} UTC · {duration_words(length)}"
    words = _("{n} d", n=round(length)) if length < 2 * YEAR else _("{n} years", n=f"{length / YEAR:.1f}")
    return f"{first} – {last} · {words}"


def measure_words(programme: Programme, first: str, second: str) -> str:
    """The distance of the events at two refs; "" if there is nothing to measure."""
    ids = [id_of(ref, "event") for ref in (first, second)]
    if not all(map(programme.event, ids)):
        return ""
    return distance_words(*(programme.status(id).current_claim.when for id in ids))


def dimension_line(
    programme: Programme, scene: Scene, scale: TimeScale, ends: tuple[str, str], measure: Measure
) -> tuple[Shape, ...]:
    """The dimension line between the events at two refs; nothing if it cannot be measured or is out of view."""
    text = measure_words(programme, *ends)
    if not text:
        return ()
    anchors = [_anchor(programme, scene, scale, ref) for ref in ends]
    (x1, y1), (x2, y2) = sorted(anchors, key=lambda anchor: anchor[0])
    left, right = max(x1, scale.left), min(x2, scale.right)
    if right <= left:
        return ()
    y = scene.axis_px + LEVEL_PX
    shapes: list[Shape] = [
        Rule(x, scene.axis_px, x, bottom, Role.MEASURE, dotted=True)
        for x, bottom in ((x1, y1), (x2, y2))
        if scale.left <= x <= scale.right
    ]
    width = measure(text, Role.MEASURE) + 2 * CHIP_PAD
    middle = min(max((left + right) / 2, scale.left + width / 2 + 2.0), scale.right - width / 2 - 2.0)
    chip = Box(middle - width / 2, y - CHIP_PX / 2, width, CHIP_PX)
    for x, edge, tip in ((x1, chip.x, left), (x2, chip.right, right)):
        if abs(tip - edge) > 8.0 and (tip - edge > 0) == (x == x2):
            shapes.append(Rule(edge, y, tip, y, Role.MEASURE, arrow=tip == x))
    return (*shapes, Band(chip, Role.MEASURE), Label(chip, text, Role.MEASURE, align="centre"))


def _anchor(programme: Programme, scene: Scene, scale: TimeScale, ref: str) -> tuple[float, float]:
    """Where an event begins, in px, and the height of its row; of the axis if it is out of view."""
    when = programme.status(id_of(ref, "event")).current_claim.when
    start, box, top = _start(when), scene.box_of(ref), scene.axis_px + 2 * LEVEL_PX
    assert start is not None
    y = top if box is None else max(box.centre[1], top)
    if when.precision is Precision.DAY and when.core_latest - when.core_earliest <= 1.0:
        return scale.x((when.core_earliest + when.core_latest) / 2), y
    return scale.x(start[0]), y
