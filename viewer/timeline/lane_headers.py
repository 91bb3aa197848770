"""The headers of the lanes: accent, title in both languages, how many events, those without a date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from viewer.i18n import _, language, ngettext_
from viewer.ref import event_ref, make_ref
from viewer.timeline.lane_events import LaneEvents
from viewer.timeline.lane_model import LaneRows
from viewer.timeline.layout_context import LayoutContext
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_shapes import MEMBERS
from viewer.timeline.scene import Band, Box, Cluster, Label, Role, Rule, Shape

STRIPE_PX = 4.0
TEXT_X = 16.0
MARGIN_PX = 7.0
ROOM_PX = METRICS.header_px - TEXT_X - 20.0
TITLE_PX, LINE_PX = 18.0, 17.0


def header_bands(lanes: list[tuple[LaneRows, float, float]], top: float, foot: float) -> Iterator[Shape]:
    """The grounds of headers between `top` and `foot`; `lanes` come with top and height."""
    if foot > top:
        yield Band(Box(0.0, top, METRICS.header_px, foot - top), Role.HEADER)
    for lane, y, height in lanes:
        yield Band(Box(0.0, y, METRICS.header_px, height), Role.HEADER, ref=make_ref("lane", lane.id))
    for lane, y, height in lanes:
        yield Band(Box(0.0, y, STRIPE_PX, height), Role.HEADER, lane.events.index)


def header(
    context: LayoutContext, lane: LaneRows, y: float, height: float, view_top: float, pinned: bool = False
) -> Iterator[Shape]:
    """The texts of one header; of a lane whose top is scrolled away they stay in view as long as they fit."""
    own = lane.events
    title, subtitle = own.lane.title(language()), own.lane.title.other(language())
    count = ngettext_("{n} event", "{n} events", len(own.events))
    lines = [(text, Role.LANE_TITLE, TITLE_PX) for text in wrapped(context, title, Role.LANE_TITLE, ROOM_PX)]
    if subtitle:
        lines.append((subtitle, Role.LANE_SUBTITLE, LINE_PX))
    lines.append((count, Role.LANE_NOTE, LINE_PX))
    if pinned:
        count = _("{count} · pinned", count=count)
        lines[-1] = count, Role.LANE_NOTE, LINE_PX
    needed = sum(line_px for _text, _role, line_px in lines) + 2 * MARGIN_PX
    top = min(max(y, view_top), max(y, y + height - needed)) + MARGIN_PX
    if lane.open or not lane.complete:
        yield from _chevron(top + TITLE_PX / 2, lane.open)
    for text, role, line_px in lines:
        shown = context.elided(text, role, ROOM_PX)
        box = Box(TEXT_X, top, context.measure(shown, role), line_px)
        yield Label(box, shown, role, "", text if shown != text else "")
        top += line_px
    if own.undated:
        yield from _undated(context, own, TEXT_X + context.measure(count, Role.LANE_NOTE) + 8.0, top - LINE_PX)
    yield Rule(0.0, y + height, METRICS.header_px, y + height, Role.HAIRLINE)


def _chevron(y: float, opened: bool) -> Iterator[Shape]:
    """At the right of the title: to the right for a lane that may be opened, down for an open one."""
    x = METRICS.header_px - 13.0
    points = ((-4.0, -2.0), (0.0, 2.0), (4.0, -2.0)) if opened else ((-2.0, -4.0), (2.0, 0.0), (-2.0, 4.0))
    for (x1, y1), (x2, y2) in pairwise(points):
        yield Rule(x + x1, y + y1, x + x2, y + y2, Role.LANE_NOTE)


def _undated(context: LayoutContext, own: LaneEvents, x: float, y: float) -> Iterator[Shape]:
    """The chip of those without a date, beside the count, its words where there is room for them."""
    words = _("no date")
    width = context.measure(words, Role.LANE_NOTE)
    if x + width + 5.0 + METRICS.cluster_px <= METRICS.header_px - 4.0:
        yield Label(Box(x, y, width, LINE_PX), words, Role.LANE_NOTE)
        x += width + 5.0
    refs = tuple(event_ref(event.id) for event in own.undated[:MEMBERS])
    box, span = Box(x, y, METRICS.cluster_px, LINE_PX), context.scale.span
    address = make_ref("cluster", f"undated/{own.lane.id}")
    yield Cluster(box, len(own.undated), span.start, span.end, refs, own.index, address)


def wrapped(context: LayoutContext, text: str, role: Role, room_px: float) -> tuple[str, ...]:
    """`text` on one line, or broken at a space into two where it is wider than `room_px` and has one."""
    if context.measure(text, role) <= room_px or " " not in text:
        return (text,)
    breaks = [index for index, character in enumerate(text) if character == " "]
    fitting = [index for index in breaks if context.measure(text[:index], role) <= room_px]
    at = max(fitting, default=breaks[0])
    return text[:at], text[at + 1 :]
