"""Where the events of a lane are while the window shows none of them: how many before and after, and the nearest.

‹ 12 earlier · Six payloads chosen, 23 April 2024          Launch, 2027? · 3 later ›
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import inf

from msgspec import Struct

from viewer.i18n import _, language
from viewer.model.calendar import Days
from viewer.model.entities import Event
from viewer.ref import event_ref, make_ref
from viewer.report.dates import date_words
from viewer.timeline.label_space import LaneRoom
from viewer.timeline.layout_context import LayoutContext
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_packing import Row
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Shape

MOST_OPEN = 200
"""So many events of a row that began before the window are asked whether they have ended."""
BETWEEN_PX = 24.0
"""At least, between what is told at the left and at the right."""


class Beyond(Struct, frozen=True):
    """So many events of a lane lie on one side of the window; the one nearest to it."""

    count: int
    nearest: Event


def earlier(rows: Sequence[Row], day: Days) -> Beyond | None:
    """What has ended by `day`; None where nothing has."""
    count, latest, nearest = 0, -inf, None
    for row in rows:
        starts, ends, points = row.lefts, row.columns.ends, row.columns.points
        first, begun = bisect_left(row.latest_rights, day), bisect_left(starts, day)
        count += first
        begin, stop = max(first - 1, 0), min(begun, first + MOST_OPEN)
        until = ends[begin:stop].tolist()
        if row.has_points:
            columns = zip(starts[begin:stop], until, points[begin:stop], strict=True)
            until = [start if point else end for start, end, point in columns]
        ended = [end for end in until if end <= day]
        if ended:
            count += len(ended) - (begin < first and until[0] <= day)
            last = max(ended)
            if last > latest:
                latest, nearest = last, row.events[begin + until.index(last)]
    return None if nearest is None else Beyond(count, nearest)


def later(rows: Sequence[Row], day: Days) -> Beyond | None:
    """What begins at `day` or after; None where nothing does."""
    count, soonest, nearest = 0, inf, None
    for row in rows:
        first = bisect_left(row.lefts, day)
        count += len(row.lefts) - first
        if first < len(row.lefts) and row.lefts[first] < soonest:
            soonest, nearest = row.lefts[first], row.events[first]
    return None if nearest is None else Beyond(count, nearest)


def nothing_happens(context: LayoutContext, shapes: Iterable[Shape]) -> bool:
    """Whether all that is drawn of a lane goes on from one edge of the view to the other."""
    left, right = context.scale.left, context.scale.right
    through: set[str] = set()
    for shape in shapes:
        if isinstance(shape, Bar):
            if shape.box.x > left or shape.box.right < right:
                return False
            through.add(shape.ref)
        elif isinstance(shape, Mark) or (isinstance(shape, Cluster) and shape.ref not in through):
            return False
    return True


def away_labels(context: LayoutContext, rows: Sequence[Row], room: LaneRoom) -> Iterator[Label]:
    """Both sides of the window, on the highest line of the lane that is free for them."""
    before, after = earlier(rows, context.scale.span.start), later(rows, context.scale.span.end)
    most = room.right - room.left
    if before is not None and after is not None:
        most = (most - BETWEEN_PX) / 2
    wanted: list[tuple[Beyond, str, str, bool]] = []
    for beyond, counted, is_later in (
        (before, _("‹ {n} earlier", n=before.count if before else 0), False),
        (after, _("{n} later ›", n=after.count if after else 0), True),
    ):
        if beyond is not None:
            text, full = _words(context, beyond, counted, is_later, most)
            wanted.append((beyond, text, full, is_later))
    for line in sorted(room.lines, key=lambda it: it.y):
        if line.y < room.top - 2.0 or line.y + line.height > room.bottom + 2.0:
            continue
        found = []
        for beyond, text, full, is_later in wanted:
            width = context.measure(text, Role.NOTE)
            box = Box(room.right - width if is_later else room.left, line.y, width, line.height)
            if line.free(box.x, box.right):
                found.append(Label(box, text, Role.NOTE, make_ref("away", event_ref(beyond.nearest.id)), full))
        if len(found) == len(wanted):
            yield from found
            return


def _words(context: LayoutContext, beyond: Beyond, counted: str, is_later: bool, most_px: float) -> tuple[str, str]:
    """What is written within `most_px`, and the whole of it where that is more."""
    event_status = context.programme.status(beyond.nearest.id)
    date = date_words(event_status.current_claim.when, event_status.doubted)
    named = _("{title}, {date}", title=beyond.nearest.title(language()), date=date)
    parts = (named, counted) if is_later else (counted, named)
    full = " · ".join(parts)
    if context.measure(full, Role.NOTE) <= most_px:
        return full, ""
    left = most_px - context.measure(f"{counted} · ", Role.NOTE)
    if left < METRICS.least_label_px:
        return counted, full
    short = context.elided(named, Role.NOTE, left)
    return " · ".join((short, counted) if is_later else (counted, short)), full
