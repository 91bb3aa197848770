"""Where the events of a lane are while the window shows none of them: how many before and after, and the nearest.

‹ 12 earlier · Six payloads chosen, 23 April 2024          Launch, 2027? · 3 later ›
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import inf

from viewer.i18n import _, language
from viewer.model.calendar import Days
from viewer.model.entities import Event
from viewer.ref import event_ref, make_ref
from viewer.report.dates import date_words
from viewer.timeline.label_space import LaneSpace
from viewer.timeline.layout_context import LayoutContext
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_packing import Row
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Shape

MAX_OPEN = 200  # so many events of a row that began before the window are checked whether they have ended
BETWEEN_PX = 24.0  # at least, between the hints at the left and at the right

Hint = tuple[int, Event]  # the number of events of a lane on one side of the window, and the nearest one


def earlier(rows: Sequence[Row], day: Days) -> Hint | None:
    """The events that have ended by `day`; None if there are none."""
    count, latest, nearest = 0, -inf, None
    for row in rows:
        first, begun = bisect_left(row.latest_rights, day), bisect_left(row.lefts, day)
        part = slice(max(first - 1, 0), min(begun, first + MAX_OPEN))
        columns = zip(row.lefts[part], row.columns.ends[part], row.columns.points[part], strict=True)
        rights = [left if point else end for left, end, point in columns]
        ended = [right for right in rights if right <= day]
        count += first + len(ended) - (first > 0)
        if ended and max(ended) > latest:
            latest = max(ended)
            nearest = row.events[part.start + rights.index(latest)]
    return None if nearest is None else (count, nearest)


def later(rows: Sequence[Row], day: Days) -> Hint | None:
    """The events that begin at `day` or after; None if there are none."""
    count, soonest, nearest = 0, inf, None
    for row in rows:
        first = bisect_left(row.lefts, day)
        count += len(row.lefts) - first
        if first < len(row.lefts) and row.lefts[first] < soonest:
            soonest, nearest = row.lefts[first], row.events[first]
    return None if nearest is None else (count, nearest)


def has_no_event_in_view(context: LayoutContext, shapes: Iterable[Shape]) -> bool:
    """True if a lane shows only bars, and stacks, that span the whole view."""
    left, right = context.scale.left, context.scale.right
    spanning: set[str] = set()
    for shape in shapes:
        if isinstance(shape, Bar):
            if shape.box.x > left or shape.box.right < right:
                return False
            spanning.add(shape.ref)
        elif isinstance(shape, Mark) or (isinstance(shape, Cluster) and shape.ref not in spanning):
            return False
    return True


def offscreen_labels(context: LayoutContext, rows: Sequence[Row], space: LaneSpace) -> Iterator[Label]:
    """Hints for both sides of the window, on the highest line of the lane that is free for them."""
    before, after = earlier(rows, context.scale.span.start), later(rows, context.scale.span.end)
    left, right = space.left, space.right
    max_px = right - left if before is None or after is None else (right - left - BETWEEN_PX) / 2
    hints: list[tuple[float, float, str, str, str]] = []  # x, width, text, ref, full text
    for summary, is_later in ((before, False), (after, True)):
        if summary is not None:
            text, full = _texts(context, summary, is_later, max_px)
            width, ref = context.measure(text, Role.NOTE), make_ref("away", event_ref(summary[1].id))
            x = right - width if is_later else left
            hints.append((x, width, text, ref, full))
    for line in sorted(space.lines, key=lambda line: line.y):
        in_view = line.y >= space.top - 2.0 and line.y + line.height <= space.bottom + 2.0
        if in_view and all(line.is_free(x, x + width) for x, width, *_rest in hints):
            for x, width, text, ref, full in hints:
                yield Label(Box(x, line.y, width, line.height), text, Role.NOTE, ref, full)
            return


def _texts(context: LayoutContext, summary: Hint, is_later: bool, max_px: float) -> tuple[str, str]:
    """The text within `max_px`, and the whole text if that is longer."""
    number, nearest = summary
    status = context.programme.status(nearest.id)
    date = date_words(status.current_claim.when, status.doubted)
    named = _("{title}, {date}", title=nearest.title(language()), date=date)
    count = _("{n} later ›", n=number) if is_later else _("‹ {n} earlier", n=number)

    def joined(named: str) -> str:
        return " · ".join((named, count) if is_later else (count, named))

    full = joined(named)
    if context.measure(full, Role.NOTE) <= max_px:
        return full, ""
    left_px = max_px - context.measure(f"{count} · ", Role.NOTE)
    if left_px < METRICS.least_label_px:
        return count, full
    return joined(context.elided(named, Role.NOTE, left_px)), full
