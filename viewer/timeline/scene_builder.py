"""`build_scene`: a programme in a view state, as a scene."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice, pairwise

from viewer.i18n import _, language, ngettext_
from viewer.model.programme import Programme
from viewer.ref import make_ref
from viewer.report.labels import no_events_words
from viewer.state import ViewState
from viewer.timeline.axis import axis_shapes, day_lines, grid
from viewer.timeline.clustering import cluster_row
from viewer.timeline.label_placement import place_labels
from viewer.timeline.label_space import LaneSpace, RowSpace
from viewer.timeline.lane_events import LaneEvents
from viewer.timeline.lane_model import LaneLayout, LaneOptions, LaneRows, lane_model
from viewer.timeline.layout_context import LayoutContext
from viewer.timeline.metrics import METRICS, Measure, Size
from viewer.timeline.offscreen_hints import has_no_event_in_view, offscreen_labels
from viewer.timeline.previous_dates import previous_date_shapes
from viewer.timeline.row_shapes import MAX_MEMBERS, LabelRequest, RowShapes
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Role, Rule, Scene, Shape
from viewer.timeline.time_scale import Ticks, TimeScale, ticks

LanePlaces = list[tuple[LaneRows, float, float]]  # lanes with top and height
ACCENT_PX = 4.0  # the accent at the left of a header
TEXT_X, MARGIN_PX = 16.0, 7.0
TEXT_PX = METRICS.header_px - TEXT_X - 20.0
TITLE_PX, LINE_PX = 18.0, 17.0


def scene_scale(state: ViewState, size: Size) -> TimeScale:
    """Days <-> px of the scene of `state` in a viewport of `size`."""
    return TimeScale(state.window, METRICS.header_px, max(size.width, METRICS.header_px + 1.0))


def build_scene(programme: Programme, state: ViewState, size: Size, measure: Measure, today: date) -> Scene:
    """The scene of a programme as of its day (ValueError without one) in a viewport of `size`.

    Deterministic: equal arguments give an equal scene. It depends neither on `state.selection` nor on `state.as_of`,
    at which `programme` is a snapshot. `today` only draws a line. A scroll beyond the last lane stops there.
    """
    context = LayoutContext(programme, scene_scale(state, size), size, measure, today)
    calendar = ticks(state.window, context.scale.px_per_day)
    model = lane_model(programme, state.grouping)
    layout = model.layout(_room_px(size), LaneOptions.of(state))
    pinned, lanes, content_px = lane_places(layout, size, state.scroll_px)
    top = max((y + height for _lane, y, height in pinned), default=METRICS.axis_px)
    shapes: list[Shape] = [Band(Box(0.0, 0.0, size.width, size.height), Role.GROUND)]
    shapes += _lanes(context, lanes, calendar, top, size.height)
    if pinned:  # over what scrolls below them
        shapes.append(Band(Box(0.0, METRICS.axis_px, size.width, top - METRICS.axis_px), Role.GROUND))
        shapes += _lanes(context, pinned, calendar, METRICS.axis_px, top)
    all_hidden = bool(model.lanes) and not layout.lanes
    shapes += _empty_label(context, lanes, all_hidden, top)
    for part, part_top, bottom in ((lanes, top, size.height), (pinned, METRICS.axis_px, top)):
        shapes += _header_bands(part, part_top, bottom)
        for lane, y, height in part:
            shapes += _header_shapes(context, lane, y, height, part_top, part is pinned)
    shapes += axis_shapes(context, calendar)
    return Scene(size.width, size.height, METRICS.header_px, METRICS.axis_px, content_px, tuple(shapes))


def cached_scene(programme: Programme, state: ViewState, size: Size, measure: Measure, today: date) -> Scene:
    """`build_scene`, whose last result is cached with the programme: a background task may build it for the window."""
    key, cached = (state.layout_key(), size, today, language()), programme.__dict__.get("last_scene")
    if cached is None or cached[0] != key:
        cached = programme.__dict__["last_scene"] = key, build_scene(programme, state, size, measure, today)
    scene: Scene = cached[1]
    return scene


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
    if event is None:
        return None
    layout, y, id = model.layout(_room_px(size), LaneOptions.of(state)), 0.0, model.lane_of(event)
    for lane in layout.lanes[layout.pinned :]:
        if lane.id == id:
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


def _empty_label(context: LayoutContext, lanes: LanePlaces, all_hidden: bool, top: float) -> Iterator[Shape]:
    """Why there is nothing to see, in the middle of the lanes; nothing if there are events."""
    text = _("All lanes are hidden.") if all_hidden else no_events_words(context.programme)
    if text:
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
                    shapes, labels = row_shapes.item(part)
                    bodies += shapes
                    row_space.reserve(shapes)
                    requests += [(label, row_space) for label in labels]
                row_dates = list(previous_date_shapes(context, row, row_space.middle, row_space.bottom))
                space.add_previous_dates(row_space.bottom, len(row.date_lines), row_dates)
                dates += row_dates
            y += row.height
        space.add_margins(y - lane.rows_px, y)
        if has_no_event_in_view(context, islice(bodies, count, None)):
            hints.append((lane, space))
    bodies.sort(key=lambda shape: not isinstance(shape, (Rule, Bar)))
    offscreen = (label for lane, space in hints for label in offscreen_labels(context, lane.rows, space))
    return [*dates, *bodies, *place_labels(context, requests), *offscreen]


def _header_bands(lanes: LanePlaces, top: float, bottom: float) -> Iterator[Shape]:
    """The grounds of the headers between `top` and `bottom`."""
    if bottom > top:
        yield Band(Box(0.0, top, METRICS.header_px, bottom - top), Role.HEADER)
    for lane, y, height in lanes:
        yield Band(Box(0.0, y, METRICS.header_px, height), Role.HEADER, ref=make_ref("lane", lane.id))
    for lane, y, height in lanes:
        yield Band(Box(0.0, y, ACCENT_PX, height), Role.HEADER, lane.events.index)


def _header_shapes(
    context: LayoutContext, lane: LaneRows, y: float, height: float, view_top: float, pinned: bool
) -> Iterator[Shape]:
    """The texts of one header. If the top of the lane is scrolled away they stay in view as long as they fit."""
    events, name = lane.events, lane.events.lane.title
    count = ngettext_("{n} event", "{n} events", len(events.events))
    note = _("{count} · pinned", count=count) if pinned else count
    lines = [(text, Role.LANE_TITLE, TITLE_PX) for text in _title_lines(context, name(language()))]
    lines += [(name.other(language()), Role.LANE_SUBTITLE, LINE_PX), (note, Role.LANE_NOTE, LINE_PX)]
    lines = [line for line in lines if line[0]]
    needed_px = sum(line_px for _text, _role, line_px in lines) + 2 * MARGIN_PX
    top = min(max(y, view_top), max(y, y + height - needed_px)) + MARGIN_PX
    if lane.open or not lane.complete:
        x, middle = METRICS.header_px - 13.0, top + TITLE_PX / 2  # a chevron: down if open, else to the right
        points = ((-4.0, -2.0), (0.0, 2.0), (4.0, -2.0)) if lane.open else ((-2.0, -4.0), (2.0, 0.0), (-2.0, 4.0))
        for (x1, y1), (x2, y2) in pairwise(points):
            yield Rule(x + x1, middle + y1, x + x2, middle + y2, Role.LANE_NOTE)
    for text, role, line_px in lines:
        shown = context.elided(text, role, TEXT_PX)
        box = Box(TEXT_X, top, context.measure(shown, role), line_px)
        yield Label(box, shown, role, "", text if shown != text else "")
        top += line_px
    if events.undated:
        yield from _undated(context, events, TEXT_X + context.measure(note, Role.LANE_NOTE) + 8.0, top - LINE_PX)
    yield Rule(0.0, y + height, METRICS.header_px, y + height, Role.HAIRLINE)


def _title_lines(context: LayoutContext, title: str) -> tuple[str, ...]:
    """`title` on one line, or broken at a space into two if it is wider than the header and has one."""
    if context.measure(title, Role.LANE_TITLE) <= TEXT_PX or " " not in title:
        return (title,)
    breaks = [index for index, character in enumerate(title) if character == " "]
    fitting = [index for index in breaks if context.measure(title[:index], Role.LANE_TITLE) <= TEXT_PX]
    end = max(fitting, default=breaks[0])
    return title[:end], title[end + 1 :]


def _undated(context: LayoutContext, lane: LaneEvents, x: float, y: float) -> Iterator[Shape]:
    """The number of events without a date, next to the count, with words if there is room for them."""
    text = _("no date")
    width = context.measure(text, Role.LANE_NOTE)
    if x + width + 5.0 + METRICS.cluster_px <= METRICS.header_px - 4.0:
        yield Label(Box(x, y, width, LINE_PX), text, Role.LANE_NOTE)
        x += width + 5.0
    box, span = Box(x, y, METRICS.cluster_px, LINE_PX), context.scale.span
    ref = make_ref("cluster", f"undated/{lane.lane.id}")
    yield Cluster(box, len(lane.undated), span.start, span.end, lane.undated[:MAX_MEMBERS], lane.index, ref)
