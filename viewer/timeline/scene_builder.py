"""`build_scene`: the programme, seen through a state, as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from viewer.i18n import _
from viewer.model.programme import Programme
from viewer.report.sentences import no_events_words
from viewer.state import ViewState
from viewer.timeline.axis import axis, day_lines, day_x, grid
from viewer.timeline.clustering import folds
from viewer.timeline.label_placement import place_names
from viewer.timeline.label_space import LaneRoom, RowLines
from viewer.timeline.lane_headers import header, header_bands
from viewer.timeline.lane_model import LaneLayout, LaneOptions, LaneRows, lane_model
from viewer.timeline.layout_context import LayoutContext
from viewer.timeline.metrics import METRICS, Measure, Metrics, Size
from viewer.timeline.offscreen_hints import away_labels, nothing_happens
from viewer.timeline.previous_dates import previous_date_shapes
from viewer.timeline.row_shapes import Name, drawn
from viewer.timeline.scene import Band, Bar, Box, Label, Role, Rule, Scene, Shape
from viewer.timeline.time_scale import Ticks, TimeScale, ticks

__all__ = ["METRICS", "Measure", "Metrics", "Size", "build_scene", "scene_scale"]


def scene_scale(state: ViewState, size: Size) -> TimeScale:
    """Days <-> px of the scene that `state` gives in a viewport of `size`."""
    return TimeScale(state.window, METRICS.header_px, max(size.width, METRICS.header_px + 1.0))


def build_scene(programme: Programme, state: ViewState, size: Size, measure: Measure, today: date) -> Scene:
    """The picture of a programme as of its day (ValueError without one) in a viewport of `size`.

    Deterministic: equal arguments give an equal scene. `state.selection` is not looked at; `state.as_of` is what
    the programme was made with. `today` only draws a line. A scroll beyond the last lane stops there.
    """
    if programme.day is None:
        raise ValueError("a scene needs a programme as of a day")
    lane_rows = lane_model(programme, state.grouping)
    scale = scene_scale(state, size)
    context = LayoutContext(programme, scale, size, measure)
    days = (today,) if programme.day == today else (today, programme.day)
    lines_x = tuple(sorted(x for x in (day_x(context, day) for day in days) if x is not None))
    context = LayoutContext(programme, scale, size, measure, lines_x)
    calendar = ticks(state.window, scale.px_per_day)
    shown = lane_rows.layout(max(size.height - METRICS.axis_px, 0.0), LaneOptions.of(state))
    pinned, lanes, content_px = lane_places(shown, size, state.scroll_px)
    top = max((y + height for _lane, y, height in pinned), default=METRICS.axis_px)
    shapes: list[Shape] = [Band(Box(0.0, 0.0, size.width, size.height), Role.GROUND)]
    shapes += _lanes(context, lanes, calendar, today, top, size.height)
    if pinned:  # over what scrolls beneath them
        shapes.append(Band(Box(0.0, METRICS.axis_px, size.width, top - METRICS.axis_px), Role.GROUND))
        shapes += _lanes(context, pinned, calendar, today, METRICS.axis_px, top)
    shapes += empty(context, lanes, _("All lanes are hidden.") if lane_rows.lanes and not shown.lanes else "", top)
    for some, above in ((lanes, top), (pinned, METRICS.axis_px)):
        shapes += header_bands(some, above, size.height if some is lanes else top)
        for lane, y, height in some:
            shapes += header(context, lane, y, height, above, some is pinned)
    shapes += axis(context, calendar, today)
    return Scene(size.width, size.height, METRICS.header_px, METRICS.axis_px, content_px, tuple(shapes))


LanePlaces = list[tuple[LaneRows, float, float]]


def lane_places(shown: LaneLayout, size: Size, scroll_px: float) -> tuple[LanePlaces, LanePlaces, float]:
    """The pinned lanes and the others in view, each with top and height, and the height of all.

    Lanes share what the viewport has to spare; the pinned ones stay at the top.
    """
    room = max(size.height - METRICS.axis_px, 0.0)
    spare = max(room - shown.content_px, 0.0) / max(len(shown.lanes), 1)
    content_px = max(shown.content_px, room) if shown.lanes else 0.0
    y, pinned, others = METRICS.axis_px, LanePlaces(), LanePlaces()
    for lane in shown.lanes[: shown.pinned]:
        pinned.append((lane, y, lane.height + spare))
        y += lane.height + spare
    top = y
    y -= min(max(scroll_px, 0.0), max(content_px - room, 0.0))
    for lane in shown.lanes[shown.pinned :]:
        height = lane.height + spare
        if y < size.height and y + height > top:
            others.append((lane, y, height))
        y += height
    return pinned, others, content_px


def scroll_to(programme: Programme, state: ViewState, size: Size, event_id: str) -> float | None:
    """The scroll that brings the lane of an event to the top; None where it is not shown, or is pinned there."""
    model, event = lane_model(programme, state.grouping), programme.event(event_id)
    if event is None:
        return None
    shown = model.layout(max(size.height - METRICS.axis_px, 0.0), LaneOptions.of(state))
    y = 0.0
    for lane in shown.lanes[shown.pinned :]:
        if lane.id == model.lane_of(event):
            return y
        y += lane.height
    return None


def _lanes(
    context: LayoutContext, lanes: LanePlaces, calendar: Ticks, today: date, top: float, foot: float
) -> Iterator[Shape]:
    """Grounds, grid and contents of lanes between `top` and `foot`."""
    yield from stripes(context, lanes)
    yield from grid(context, calendar, top, foot)
    yield from day_lines(context, today, top, foot)
    yield from lane_shapes(context, lanes, top)


def empty(context: LayoutContext, lanes: LanePlaces, why: str, top: float) -> Iterator[Shape]:
    """Why nothing is to be seen, in the middle of the lanes; nothing where there are events."""
    words = why or no_events_words(context.programme)
    if not words:
        return
    height, width = METRICS.bar_line, context.measure(words, Role.LABEL)
    centre = (top + context.size.height) / 2
    y = min((y + own / 2 for _lane, y, own in lanes), key=lambda it: abs(it - centre), default=centre)
    x = max((context.scale.left + context.scale.right - width) / 2, context.scale.left + 4.0)
    yield Label(Box(x, y - height / 2, width, height), words, Role.LABEL)


def stripes(context: LayoutContext, lanes: LanePlaces) -> Iterator[Shape]:
    """Every other lane on a ground of its own, a hairline below each."""
    left, width = METRICS.header_px, context.size.width - METRICS.header_px
    for lane, y, height in lanes:
        if lane.place % 2 == 0:
            yield Band(Box(left, y, width, height), Role.STRIPE)
    for _lane, y, height in lanes:
        yield Rule(left, y + height, context.size.width, y + height, Role.HAIRLINE)


def lane_shapes(context: LayoutContext, lanes: LanePlaces, view_top: float) -> list[Shape]:
    """All rows in view below `view_top`: ghosts below, then bars, then marks and clusters, labels on top."""
    below: list[Shape] = []
    bodies: list[Shape] = []
    names: list[tuple[Name, RowLines]] = []
    quiet: list[tuple[LaneRows, LaneRoom]] = []
    for lane, top, height in lanes:
        y, before = top + (height - lane.rows_px) / 2, len(bodies)
        room = LaneRoom(context, max(top, view_top) + 2.0, min(top + height, context.size.height) - 2.0)
        for index, row in enumerate(lane.rows):
            if y < context.size.height and y + row.height > view_top:
                lines = RowLines(context, row, y, room)
                for fold in folds(row, context.scale):
                    it = drawn(context, row, index, fold, lines.middle)
                    bodies += it.shapes
                    lines.occupy(it.shapes)
                    names += ((name, lines) for name in it.names)
                dates = list(previous_date_shapes(context, row, lines.middle, lines.foot))
                room.previous_dates(lines.foot, len(row.date_lines), dates)
                below += dates
            y += row.height
        room.spare(y - lane.rows_px, y)
        if nothing_happens(context, islice(bodies, before, None)):
            quiet.append((lane, room))
    bodies.sort(key=lambda shape: not isinstance(shape, (Rule, Bar)))
    named = place_names(context, names)
    away = [label for lane, room in quiet for label in away_labels(context, lane.rows, room)]
    return below + bodies + named + away
