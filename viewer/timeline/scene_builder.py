"""`build_scene`: a programme in a view state, as a scene."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from viewer.i18n import _
from viewer.model.programme import Programme
from viewer.report.sentences import no_events_words
from viewer.state import ViewState
from viewer.timeline.axis import axis_shapes, day_lines, grid
from viewer.timeline.clustering import cluster_row
from viewer.timeline.label_placement import place_labels
from viewer.timeline.label_space import LaneSpace, RowSpace
from viewer.timeline.lane_headers import header_bands, header_shapes
from viewer.timeline.lane_model import LaneLayout, LaneOptions, LaneRows, lane_model
from viewer.timeline.layout_context import LayoutContext
from viewer.timeline.metrics import METRICS, Measure, Size
from viewer.timeline.offscreen_hints import has_no_event_in_view, offscreen_labels
from viewer.timeline.previous_dates import previous_date_shapes
from viewer.timeline.row_shapes import LabelRequest, RowShapes
from viewer.timeline.scene import Band, Bar, Box, Label, Role, Rule, Scene, Shape
from viewer.timeline.time_scale import Ticks, TimeScale, ticks

LanePlaces = list[tuple[LaneRows, float, float]]
"""Lanes with top and height."""


def scene_scale(state: ViewState, size: Size) -> TimeScale:
    """Days <-> px of the scene of `state` in a viewport of `size`."""
    return TimeScale(state.window, METRICS.header_px, max(size.width, METRICS.header_px + 1.0))


def build_scene(programme: Programme, state: ViewState, size: Size, measure: Measure, today: date) -> Scene:
    """The scene of a programme as of its day (ValueError without one) in a viewport of `size`.

    Deterministic: equal arguments give an equal scene. It depends neither on `state.selection` nor on `state.as_of`,
    which `programme` was made with. `today` only draws a line. A scroll beyond the last lane stops there.
    """
    if programme.day is None:
        raise ValueError("a scene needs a programme as of a day")
    context = LayoutContext(programme, scene_scale(state, size), size, measure, today)
    calendar = ticks(state.window, context.scale.px_per_day)
    layout = lane_model(programme, state.grouping).layout(_room_px(size), LaneOptions.of(state))
    pinned, lanes, content_px = lane_places(layout, size, state.scroll_px)
    top = max((y + height for _lane, y, height in pinned), default=METRICS.axis_px)
    shapes: list[Shape] = [Band(Box(0.0, 0.0, size.width, size.height), Role.GROUND)]
    shapes += _lanes(context, lanes, calendar, top, size.height)
    if pinned:  # over what scrolls below them
        shapes.append(Band(Box(0.0, METRICS.axis_px, size.width, top - METRICS.axis_px), Role.GROUND))
        shapes += _lanes(context, pinned, calendar, METRICS.axis_px, top)
    all_hidden = not layout.lanes and lane_model(programme, state.grouping).lanes
    shapes += _empty_label(context, lanes, _("All lanes are hidden.") if all_hidden else "", top)
    for part, part_top, bottom in ((lanes, top, size.height), (pinned, METRICS.axis_px, top)):
        shapes += header_bands(part, part_top, bottom)
        for lane, y, height in part:
            shapes += header_shapes(context, lane, y, height, part_top, part is pinned)
    shapes += axis_shapes(context, calendar)
    return Scene(size.width, size.height, METRICS.header_px, METRICS.axis_px, content_px, tuple(shapes))


def _room_px(size: Size) -> float:
    """The height for lanes."""
    return max(size.height - METRICS.axis_px, 0.0)


def lane_places(layout: LaneLayout, size: Size, scroll_px: float) -> tuple[LanePlaces, LanePlaces, float]:
    """The pinned lanes and the others in view, each with top and height, and the height of all.

    Lanes share the spare height of the viewport. The pinned ones stay at the top.
    """
    room_px = _room_px(size)
    spare_px = max(room_px - layout.content_px, 0.0) / max(len(layout.lanes), 1)
    content_px = max(layout.content_px, room_px) if layout.lanes else 0.0
    y, pinned, others = METRICS.axis_px, LanePlaces(), LanePlaces()
    for lane in layout.lanes[: layout.pinned]:
        pinned.append((lane, y, lane.height + spare_px))
        y += lane.height + spare_px
    top = y
    y -= min(max(scroll_px, 0.0), max(content_px - room_px, 0.0))
    for lane in layout.lanes[layout.pinned :]:
        height = lane.height + spare_px
        if y < size.height and y + height > top:
            others.append((lane, y, height))
        y += height
    return pinned, others, content_px


def scroll_to(programme: Programme, state: ViewState, size: Size, event_id: str) -> float | None:
    """The scroll that brings the lane of an event to the top; None if it is not shown, or is pinned there."""
    model, event = lane_model(programme, state.grouping), programme.event(event_id)
    y = 0.0
    layout = model.layout(_room_px(size), LaneOptions.of(state))
    for lane in layout.lanes[layout.pinned :] if event is not None else ():
        if event is not None and lane.id == model.lane_of(event):
            return y
        y += lane.height
    return None


def _lanes(context: LayoutContext, lanes: LanePlaces, calendar: Ticks, top: float, bottom: float) -> Iterator[Shape]:
    """Grounds, grid and contents of lanes between `top` and `bottom`."""
    left, right = METRICS.header_px, context.size.width
    yield from (
        Band(Box(left, y, right - left, height), Role.STRIPE) for lane, y, height in lanes if lane.place % 2 == 0
    )
    yield from (Rule(left, y + height, right, y + height, Role.HAIRLINE) for _lane, y, height in lanes)
    yield from grid(context, calendar, top, bottom)
    yield from day_lines(context, top, bottom)
    yield from _lane_shapes(context, lanes, top)


def _empty_label(context: LayoutContext, lanes: LanePlaces, why: str, top: float) -> Iterator[Shape]:
    """Why there is nothing to see, in the middle of the lanes; nothing if there are events."""
    text = why or no_events_words(context.programme)
    if not text:
        return
    height, width = METRICS.bar_line, context.measure(text, Role.LABEL)
    centre = (top + context.size.height) / 2
    y = min((y + lane_px / 2 for _lane, y, lane_px in lanes), key=lambda y: abs(y - centre), default=centre)
    x = max((context.scale.left + context.scale.right - width) / 2, context.text_x[0])
    yield Label(Box(x, y - height / 2, width, height), text, Role.LABEL)


def _lane_shapes(context: LayoutContext, lanes: LanePlaces, view_top: float) -> list[Shape]:
    """All rows in view below `view_top`: previous dates, then bars, then marks and clusters, labels on top."""
    dates: list[Shape] = []
    bodies: list[Shape] = []
    requests: list[tuple[LabelRequest, RowSpace]] = []
    hints: list[tuple[LaneRows, LaneSpace]] = []
    for lane, top, height in lanes:
        y, count = top + (height - lane.rows_px) / 2, len(bodies)
        space = LaneSpace(context, max(top, view_top) + 2.0, min(top + height, context.size.height) - 2.0)
        for index, row in enumerate(lane.rows):
            if y < context.size.height and y + row.height > view_top:
                row_space = RowSpace(row, y, space)
                row_shapes = RowShapes(context, row, index, row_space.middle)
                for part in cluster_row(row, context.scale):
                    item = row_shapes.item(part)
                    bodies += item.shapes
                    row_space.reserve(item.shapes)
                    requests += ((label, row_space) for label in item.labels)
                row_dates = list(previous_date_shapes(context, row, row_space.middle, row_space.bottom))
                space.add_previous_dates(row_space.bottom, len(row.date_lines), row_dates)
                dates += row_dates
            y += row.height
        space.add_margins(y - lane.rows_px, y)
        if has_no_event_in_view(context, islice(bodies, count, None)):
            hints.append((lane, space))
    bodies.sort(key=lambda shape: not isinstance(shape, (Rule, Bar)))
    labels = place_labels(context, requests)
    return [
        *dates,
        *bodies,
        *labels,
        *(label for lane, space in hints for label in offscreen_labels(context, lane.rows, space)),
    ]
