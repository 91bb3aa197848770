"""The headers of the lanes: accent, title in both languages, how many events, those without a date."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.i18n import _, language, ngettext_
from viewer.timeline.frame import Frame, ref
from viewer.timeline.marks import MEMBERS
from viewer.timeline.metrics import METRICS
from viewer.timeline.rows import LaneRows
from viewer.timeline.scene import Band, Box, Cluster, Label, Role, Rule, Shape

STRIPE_PX = 4.0
TEXT_X = 16.0
ROOM_PX = METRICS.header_px - TEXT_X - 6.0
TITLE_PX, LINE_PX = 18.0, 17.0


def header_bands(frame: Frame, lanes: list[tuple[LaneRows, float, float]]) -> Iterator[Shape]:
    """The grounds of all headers, of the corner below the last lane too; `lanes` come with top and height."""
    yield Band(Box(0.0, METRICS.axis_px, METRICS.header_px, frame.size.height - METRICS.axis_px), Role.HEADER)
    for lane, y, height in lanes:
        yield Band(Box(0.0, y, STRIPE_PX, height), Role.HEADER, lane.index)


def header(frame: Frame, lane: LaneRows, y: float, height: float) -> Iterator[Shape]:
    """The texts of one header; of a lane whose top is scrolled away they stay in view as long as they fit."""
    other = "en" if language() == "zh" else "zh"
    title, subtitle = lane.lane.title(language()), lane.lane.title(other)
    count = ngettext_("{n} event", "{n} events", len(lane.order))
    lines = [(text, Role.LANE_TITLE, TITLE_PX) for text in wrapped(frame, title, Role.LANE_TITLE, ROOM_PX)]
    if subtitle != title:
        lines.append((subtitle, Role.LANE_SUBTITLE, LINE_PX))
    lines.append((count, Role.LANE_NOTE, LINE_PX))
    needed = sum(line_px for _text, _role, line_px in lines) + METRICS.cluster_px * bool(lane.undated) + 9.0
    top = min(max(y, METRICS.axis_px), max(y, y + height - needed)) + 9.0
    for text, role, line_px in lines:
        shown = frame.elided(text, role, ROOM_PX)
        box = Box(TEXT_X, top, frame.width(shown, role), line_px)
        yield Label(box, shown, role, "", text if shown != text else "")
        top += line_px
    if lane.undated:
        words = _("no date")
        width = frame.width(words, Role.LANE_NOTE)
        yield Label(Box(TEXT_X, top, width, METRICS.cluster_px), words, Role.LANE_NOTE)
        box = Box(TEXT_X + width + 6.0, top, METRICS.cluster_px, METRICS.cluster_px)
        refs = tuple(ref(event) for event in lane.undated[:MEMBERS])
        span = frame.scale.span
        yield Cluster(
            box, len(lane.undated), span.start, span.end, refs, lane.index, f"cluster/undated/{lane.lane.id}"
        )
    yield Rule(0.0, y + height, METRICS.header_px, y + height, Role.HAIRLINE)


def wrapped(frame: Frame, text: str, role: Role, room_px: float) -> tuple[str, ...]:
    """`text` on one line, or broken at a space into two where it is wider than `room_px` and has one."""
    if frame.width(text, role) <= room_px or " " not in text:
        return (text,)
    breaks = [index for index, character in enumerate(text) if character == " "]
    fitting = [index for index in breaks if frame.width(text[:index], role) <= room_px]
    at = max(fitting, default=breaks[0])
    return text[:at], text[at + 1 :]
