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
from viewer.timeline.label_space import LineSpace
from viewer.timeline.layout_context import LayoutContext, claim_style
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_packing import Row
from viewer.timeline.scene import Bar, Box, Label, Mark, Role, Rule, Shape

MAX_ENTRIES = 40  # the most entries drawn on one line: a line with more in view is too crowded to be read
MIN_ENTRY_PX = 14.0  # a narrower entry is not drawn
MIN_ARROW_PX = 5.0
TEXT_INSET_PX = 4.0


def previous_date_shapes(context: LayoutContext, row: Row, middle: float, bottom: float) -> Iterator[Shape]:
    """The previous dates of `row`, whose marks stand at `middle` and end at `bottom`."""
    for index, entries in enumerate(row.date_lines):
        line = _DateLine(context, row.lane, bottom + METRICS.date_line * index)
        yield from line.shapes(entries, middle + row.bar_px / 2)


class _DateLine:
    """One line of previous dates whose top is at `y`."""

    def __init__(self, context: LayoutContext, lane: int, y: float) -> None:
        self._context, self._scale, self._lane = context, context.scale, lane
        self._space = LineSpace(y, METRICS.date_line, *context.text_x)
        self._middle = y + METRICS.date_line / 2

    def shapes(self, entries: Sequence[PreviousDates], bar_bottom: float) -> Iterator[Shape]:
        """Dates with arrows and texts, then how far each date moved."""
        drawn: list[tuple[PreviousDates, list[Bar | Mark]]] = []
        span = self._scale.span  # entries do not overlap, so their ends are in order too
        first = bisect_right(entries, span.start, key=lambda entry: entry.end)
        last = bisect_right(entries, span.end, key=lambda entry: entry.start)
        for entry in entries[first : min(last, first + MAX_ENTRIES)]:
            if self._scale.x(entry.end) - self._scale.x(entry.start) >= MIN_ENTRY_PX:
                dates = [self._date_shape(entry, date) for date in entry.dates]
                for shape in dates:
                    self._space.reserve(shape.box.x, shape.box.right)
                drawn.append((entry, dates))
        for entry, dates in drawn:
            if not entry.conflict:
                yield from self._arrows(entry, [shape.box for shape in dates], bar_bottom)
            yield from dates
            yield from self._date_labels(entry, dates)
        for entry, dates in drawn:
            yield from self._distance(entry, dates)

    def _date_shape(self, entry: PreviousDates, date: PreviousDate) -> Bar | Mark:
        """A hollow bar or mark where a claim that is not current would stand."""
        scale, size, when = self._scale, METRICS.previous_date_px, date.claim.when
        role, ref = Role.CONFLICT if entry.conflict else Role.PREVIOUS_DATE, event_ref(entry.event.id)
        is_dotted = is_doubted(date.claim, self._context.programme.source)
        style = claim_style(self._lane, date.claim, Status.PLANNED, is_dotted)
        if date.extent.point:
            box = Box(scale.x(date.extent.centre) - size / 2, self._middle - size / 2, size, size)
            return Mark(box, KINDS[entry.event.kind].symbol, ref, role, style)
        x1, x2 = self._context.clipped(scale.x(date.extent.start), scale.x(date.extent.end))
        x2 = max(x2, x1 + METRICS.least_bar_px)
        core_x1 = min(max(scale.x(when.core_earliest), x1), x2)
        core_x2 = max(min(scale.x(when.core_latest), x2), core_x1)
        return Bar(Box(x1, self._middle - size / 2, x2 - x1, size), core_x1, core_x2, ref, role, style)

    def _present_x(self, entry: PreviousDates) -> float:
        """Where the arrow turns up to the present date."""
        present = entry.present
        return self._scale.x(present.left) + (0.0 if present.point else 6.0)

    def _arrows(self, entry: PreviousDates, boxes: Sequence[Box], bar_bottom: float) -> Iterator[Shape]:
        """From each earlier date to the next, and from the last up to the present one."""
        y, lane = self._middle, self._lane
        for first, second in pairwise(boxes):
            x1, x2 = (first.right, second.x) if second.x > first.right else (first.x, second.right)
            if abs(x2 - x1) >= MIN_ARROW_PX and (x2 > x1) == (second.x > first.right):
                yield Rule(x1, y, x2, y, Role.PREVIOUS_DATE, lane, arrow=True)
        last, x = boxes[-1], self._present_x(entry)
        in_view = self._scale.left - METRICS.edge_px <= x <= self._scale.right + METRICS.edge_px
        if in_view and (x > last.right + MIN_ARROW_PX or x < last.x - MIN_ARROW_PX):
            yield Rule(last.right if x > last.right else last.x, y, x, y, Role.PREVIOUS_DATE, lane)
            yield Rule(x, y, x, bar_bottom, Role.PREVIOUS_DATE, lane, arrow=True)

    def _date_labels(self, entry: PreviousDates, shapes: list[Bar | Mark]) -> Iterator[Shape]:
        """The text of each date within it, if there is room; with the event if its present date is out of view."""
        span = self._scale.span
        is_away = entry.present.right <= span.start or entry.present.left >= span.end
        for shape, date in zip(shapes, entry.dates, strict=True):
            texts = [date_words(date.claim.when, shape.style.dotted)]
            if is_away:
                texts.insert(0, _("{title}: {date}", title=entry.event.title(language()), date=texts[0]))
            others = [other.box for other in shapes if other is not shape]
            for text in texts:
                box = self._text_box(shape, text, others) if isinstance(shape, Bar) else None
                if box is not None and self._space.left <= box.x and box.right <= self._space.right:
                    yield Label(box, text, Role.NOTE, event_ref(entry.event.id))
                    break

    def _text_box(self, bar: Bar, text: str, others: Sequence[Box]) -> Box | None:
        """A place for a text within a bar and off the other dates, at the side where the date is bound."""
        width = self._context.measure(text, Role.NOTE)
        x1 = max(bar.box.x, self._scale.left) + TEXT_INSET_PX
        x2 = min(bar.box.right, self._scale.right) - TEXT_INSET_PX - width
        for x in (x2,) if bar.style.start is Edge.NONE else (x1, x2):
            if x1 <= x <= x2 and all(x >= other.right or x + width <= other.x for other in others):
                return Box(x, bar.box.y, width, bar.box.height)
        return None

    def _distance(self, entry: PreviousDates, shapes: list[Bar | Mark]) -> Iterator[Shape]:
        """How far the date moved since it was first said, right of all that is drawn of it."""
        total = entry.history.total if entry.history is not None else None
        text = size_words(total) if total is not None else ""
        if not text:
            return
        width = self._context.measure(text, Role.NOTE)
        x = max(*(shape.box.right for shape in shapes), self._present_x(entry)) + METRICS.text_gap
        if self._space.is_free(x, x + width, 3.0):
            self._space.reserve(x, x + width)
            yield Label(Box(x, self._space.y, width, self._space.height), text, Role.NOTE, event_ref(entry.event.id))
