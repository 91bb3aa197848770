"""The headers of the lanes: accent, title in both languages, the number of events, those without a date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from viewer.i18n import _, language, ngettext_
from viewer.ref import event_ref, make_ref
from viewer.timeline.lane_events import LaneEvents
from viewer.timeline.lane_model import LaneRows
from viewer.timeline.layout_context import LayoutContext
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_shapes import MAX_MEMBERS
from viewer.timeline.scene import Band, Box, Cluster, Label, Role, Rule, Shape

ACCENT_PX = 4.0
TEXT_X = 16.0
MARGIN_PX = 7.0
TEXT_PX = METRICS.header_px - TEXT_X - 20.0
TITLE_PX, LINE_PX = 18.0, 17.0


def header_bands(lanes: Sequence[tuple[LaneRows, float, float]], top: float, bottom: float) -> Iterator[Shape]:
    """The grounds of the headers of `lanes`, which come with top and height, between `top` and `bottom`."""
    if bottom > top:
        yield Band(Box(0.0, top, METRICS.header_px, bottom - top), Role.HEADER)
    for lane, y, height in lanes:
        yield Band(Box(0.0, y, METRICS.header_px, height), Role.HEADER, ref=make_ref("lane", lane.id))
    for lane, y, height in lanes:
        yield Band(Box(0.0, y, ACCENT_PX, height), Role.HEADER, lane.events.index)


def header_shapes(
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
        yield from _chevron(top + TITLE_PX / 2, lane.open)
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


def _chevron(y: float, is_open: bool) -> Iterator[Shape]:
    """At the right of the title: to the right for a lane that may be opened, down for an open one."""
    x = METRICS.header_px - 13.0
    points = ((-4.0, -2.0), (0.0, 2.0), (4.0, -2.0)) if is_open else ((-2.0, -4.0), (2.0, 0.0), (-2.0, 4.0))
    for (x1, y1), (x2, y2) in pairwise(points):
        yield Rule(x + x1, y + y1, x + x2, y + y2, Role.LANE_NOTE)


def _undated(context: LayoutContext, lane: LaneEvents, x: float, y: float) -> Iterator[Shape]:
    """The number of events without a date, next to the count, with words if there is room for them."""
    text = _("no date")
    width = context.measure(text, Role.LANE_NOTE)
    if x + width + 5.0 + METRICS.cluster_px <= METRICS.header_px - 4.0:
        yield Label(Box(x, y, width, LINE_PX), text, Role.LANE_NOTE)
        x += width + 5.0
    refs = tuple(event_ref(event.id) for event in lane.undated[:MAX_MEMBERS])
    box, span = Box(x, y, METRICS.cluster_px, LINE_PX), context.scale.span
    ref = make_ref("cluster", f"undated/{lane.lane.id}")
    yield Cluster(box, len(lane.undated), span.start, span.end, refs, lane.index, ref)
