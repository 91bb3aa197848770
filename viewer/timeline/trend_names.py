"""Names at the ends of the lines of a trend chart: beside the plot, none over another, tied by a hairline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from viewer.timeline.layout_context import Frame
from viewer.timeline.scene import Box, Label, Role, Rule, Shape
from viewer.timeline.trend_axes import ROW_PX, Plot

LEAD_PX = 14.0
"""From the plot to the names."""
GAP_PX = 6.0
LEAST_PX = 40.0


@dataclass(frozen=True, slots=True)
class LineEnd:
    """Where a line ends, what it is called, and how far its date moved."""

    x: float
    y: float
    ref: str
    title: str
    note: str
    importance: int
    accent: int


def names_px(frame: Frame, ends: Sequence[tuple[str, str]], most: float) -> float:
    """The width that titles and notes want beside the plot, at most `most`."""
    wide = (
        frame.width(title, Role.LABEL) + (GAP_PX + frame.width(note, Role.NOTE) if note else 0.0)
        for title, note in ends
    )
    return min(most, LEAD_PX + max(wide, default=0.0) + GAP_PX)


def line_names(frame: Frame, plot: Plot, ends: Sequence[LineEnd], right: float) -> Iterator[Shape]:
    """The names, with hairlines; where there are more than fit, the most important ones."""
    room = max(1, int(plot.box.height // ROW_PX))
    kept = sorted(ends, key=lambda end: (-end.importance, end.ref))[:room]
    kept.sort(key=lambda end: (end.y, end.ref))
    left = plot.box.right + LEAD_PX
    for end, middle in zip(kept, spread([end.y for end in kept], plot.box.y, plot.box.bottom), strict=True):
        note_px = frame.width(end.note, Role.NOTE) if end.note else 0.0
        least = min(LEAST_PX, frame.width(end.title, Role.LABEL))
        note = end.note if right - left - note_px - GAP_PX >= least - 0.01 else ""
        text = frame.elided(end.title, Role.LABEL, right - left - (note_px + GAP_PX if note else 0.0))
        wide, top = frame.width(text, Role.LABEL), middle - ROW_PX / 2
        knee = max(end.x, plot.box.right)
        if end.x < knee - 1.0:
            yield Rule(end.x, end.y, knee, end.y, Role.LABEL, end.accent)
        yield Rule(knee, end.y, left - 3.0, middle, Role.LABEL, end.accent)
        full = end.title if text != end.title else ""
        yield Label(Box(left, top, wide, ROW_PX), text, Role.LABEL, end.ref, full)
        if note:
            yield Label(Box(left + wide + GAP_PX, top, note_px, ROW_PX), note, Role.NOTE, end.ref)


def spread(wished: Sequence[float], top: float, bottom: float, pitch: float = ROW_PX) -> list[float]:
    """Middles as near as can be to the `wished` ones (ascending), `pitch` apart, within `top` … `bottom`.

    Neighbours that want the same place share their mean (pool adjacent violators); where all together do not
    fit, they start at the top.
    """
    blocks: list[tuple[float, int]] = []  # the mean of the first member's place, members
    for index, y in enumerate(wished):
        mean, count = y - index * pitch, 1
        while blocks and blocks[-1][0] > mean:
            above, members = blocks.pop()
            mean = (above * members + mean * count) / (members + count)
            count += members
        blocks.append((mean, count))
    first, last = top + pitch / 2, bottom - pitch / 2 - (len(wished) - 1) * pitch
    places = [max(first, min(mean, last)) for mean, count in blocks for _member in range(count)]
    return [place + index * pitch for index, place in enumerate(places)]
