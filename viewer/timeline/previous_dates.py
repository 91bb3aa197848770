"""The shapes of previous dates below a row: earlier dates with an arrow to the present one, claims in conflict."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from viewer.i18n import _, language
from viewer.model.claims import Status, is_doubted
from viewer.model.edtf_date import Edge
from viewer.model.kinds import KINDS
from viewer.ref import event_ref
from viewer.report.dates import date_words, size_words
from viewer.timeline.extent import PreviousDate, PreviousDates
from viewer.timeline.label_space import Line
from viewer.timeline.layout_context import LayoutContext, claim_style
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_packing import Row
from viewer.timeline.scene import Bar, Box, Label, Mark, Role, Rule, Shape

MOST = 40
"""The most entries drawn on one line. A line with more in view is too crowded to be read."""
LEAST_PX = 14.0
"""An entry narrower than this is not drawn."""
ARROW_PX = 5.0


def previous_date_shapes(context: LayoutContext, row: Row, middle: float, foot: float) -> Iterator[Shape]:
    """The ghosts of `row`, whose marks stand at `middle` and end at `foot`; dates in them, sizes behind them."""
    for index, line in enumerate(row.date_lines):
        y = foot + METRICS.date_line * index
        room = Line(y, METRICS.date_line, context.scale.left + 4.0, context.scale.right - 4.0)
        drawn = []
        for entry in _in_view(context, line):
            if context.scale.x(entry.end) - context.scale.x(entry.start) >= LEAST_PX:
                role = Role.CONFLICT if entry.conflict else Role.GHOST
                middle_y = y + METRICS.date_line / 2
                ghosts = [_ghost(context, row.lane, entry, it, role, middle_y) for it in entry.dates]
                for ghost in ghosts:
                    room.take(ghost.box.x, ghost.box.right)
                drawn.append((entry, ghosts))
        for entry, ghosts in drawn:
            if not entry.conflict:
                boxes = [ghost.box for ghost in ghosts]
                yield from _arrows(context, row.lane, entry, boxes, middle_y, middle + row.bar_px / 2)
            yield from ghosts
            yield from _dates(context, entry, ghosts, room)
        for entry, ghosts in drawn:
            yield from _size(context, entry, ghosts, room)


def _dates(context: LayoutContext, entry: PreviousDates, ghosts: Sequence[Bar | Mark], room: Line) -> Iterator[Shape]:
    """The date of each ghost within it, where there is room; with its event where that is out of view."""
    span, there = context.scale.span, entry.present
    apart = there.right <= span.start or there.left >= span.end
    for shape, ghost in zip(ghosts, entry.dates, strict=True):
        words = date_words(ghost.claim.when, is_doubted(ghost.claim, context.programme.source))
        capped_right = isinstance(shape, Bar) and shape.style.start is Edge.NONE
        named = (_("{title}: {date}", title=entry.event.title(language()), date=words),) if apart else ()
        for text in (*named, words):
            box = _inside(context, shape, text, ghosts, capped_right)
            if box is not None and room.left <= box.x and box.right <= room.right:
                yield Label(box, text, Role.NOTE, event_ref(entry.event.id))
                break


def _size(context: LayoutContext, entry: PreviousDates, ghosts: Sequence[Bar | Mark], room: Line) -> Iterator[Shape]:
    """How far the date moved since it was first said, behind all that is drawn of it."""
    words = size_words(entry.history.total) if entry.history is not None and entry.history.total is not None else ""
    width = context.measure(words, Role.NOTE)
    x = max([shape.box.right for shape in ghosts] + [_target(context, entry)]) + METRICS.text_gap
    if words and room.free(x, x + width, 3.0):
        room.take(x, x + width)
        yield Label(Box(x, room.y, width, room.height), words, Role.NOTE, event_ref(entry.event.id))


def _in_view(context: LayoutContext, line: Sequence[PreviousDates]) -> Sequence[PreviousDates]:
    """The sides of a line that reach into the window; they do not overlap, so their ends are in order too."""
    span = context.scale.span
    first = bisect_right(line, span.start, key=lambda entry: entry.end)
    last = bisect_right(line, span.end, key=lambda entry: entry.start)
    return line[first : min(last, first + MOST)]


def _ghost(
    context: LayoutContext, lane: int, entry: PreviousDates, ghost: PreviousDate, role: Role, y: float
) -> Bar | Mark:
    """A hollow window or mark where a claim that does not hold would stand."""
    looks = claim_style(lane, ghost.claim, Status.PLANNED, is_doubted(ghost.claim, context.programme.source))
    size = METRICS.previous_date_px
    if ghost.extent.point:
        x = context.scale.x(ghost.extent.centre)
        box = Box(x - size / 2, y - size / 2, size, size)
        return Mark(box, KINDS[entry.event.kind].symbol, event_ref(entry.event.id), role, looks)
    x1, x2 = context.clipped(context.scale.x(ghost.extent.start), context.scale.x(ghost.extent.end))
    x2 = max(x2, x1 + METRICS.least_bar_px)
    when = ghost.claim.when
    core_x1 = min(max(context.scale.x(when.core_earliest), x1), x2)
    core_x2 = max(min(context.scale.x(when.core_latest), x2), core_x1)
    return Bar(Box(x1, y - size / 2, x2 - x1, size), core_x1, core_x2, event_ref(entry.event.id), role, looks)


def _target(context: LayoutContext, entry: PreviousDates) -> float:
    """Where the arrow turns up to the present date."""
    present = entry.present
    return context.scale.x(present.centre if present.point else present.start) + (0.0 if present.point else 6.0)


def _arrows(
    context: LayoutContext, lane: int, entry: PreviousDates, boxes: Sequence[Box], y: float, bar_foot: float
) -> Iterator[Shape]:
    """From each earlier date to the next, and from the last up to the present one."""
    for one, other in pairwise(boxes):
        x1, x2 = (one.right, other.x) if other.x > one.right else (one.x, other.right)
        if abs(x2 - x1) >= ARROW_PX and (x2 > x1) == (other.x > one.right):
            yield Rule(x1, y, x2, y, Role.GHOST, lane, arrow=True)
    last, x = boxes[-1], _target(context, entry)
    if not context.scale.left - METRICS.edge_px <= x <= context.scale.right + METRICS.edge_px:
        return
    if x > last.right + ARROW_PX or x < last.x - ARROW_PX:
        start = last.right if x > last.right else last.x
        yield Rule(start, y, x, y, Role.GHOST, lane)
        yield Rule(x, y, x, bar_foot, Role.GHOST, lane, arrow=True)


def _inside(
    context: LayoutContext, shape: Bar | Mark, text: str, shapes: Sequence[Bar | Mark], from_right: bool
) -> Box | None:
    """A place for a date within its ghost and off the others, at its known entry; None where there is none."""
    if isinstance(shape, Mark):
        return None
    width = context.measure(text, Role.NOTE)
    others = [it.box for it in shapes if it is not shape]
    x1, x2 = max(shape.box.x, context.scale.left) + 4.0, min(shape.box.right, context.scale.right) - 4.0
    places = (x2 - width,) if from_right else (x1, x2 - width)
    for x in places:
        if x1 <= x <= x2 - width and all(x >= it.right or x + width <= it.x for it in others):
            return Box(x, shape.box.y, width, shape.box.height)
    return None
