"""The bars, marks and clusters of a row, and the labels that they request."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from viewer.i18n import _, language
from viewer.model.edtf_date import Edge, EdtfDate, Precision
from viewer.model.entities import Event
from viewer.model.kinds import KINDS
from viewer.ref import event_ref, make_ref
from viewer.timeline.clustering import ClusterRange
from viewer.timeline.extent import Extent
from viewer.timeline.layout_context import LayoutContext, claim_style, note
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_packing import Row
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Rule, Shape, Style

MARK_PX = {5: 17.0, 4: 16.0, 3: 15.0, 2: 14.0, 1: 13.0}
MAX_MEMBERS, FIRST_MEMBERS = 200, 24
"""A cluster of at most MAX_MEMBERS lists them all, a larger one the first: nobody reads more, and they cost time."""
MAX_SIBLINGS = 3  # so many further members of a cluster may have a label, if they are of importance 5
MAX_DAYS = 1e7  # an open side of a cluster is cut off here, some 27 000 years away
INSET_PX = 8.0  # how much the members of a set give way to the "or" between them


class LabelRequest(Struct, frozen=True, gc=False):
    """The label of an event, to be placed near what is drawn from `x1` to `x2`."""

    event: Event
    note: str
    rank: float  # the higher, the sooner placed
    accent: int
    x1: float
    x2: float
    on_line: bool = False  # placed on the line of the bars, else above it
    within: tuple[float, float] | None = None  # px within which the text may stand: in its bar, on its stack
    prefers_outside: bool = False
    is_member: bool = False  # of a cluster: its note, the number of the others, stays when there is little room
    has_siblings: bool = False  # further members of the cluster have labels too
    is_stack: bool = False  # the events share the room within their stack

    @property
    def ref(self) -> str:
        return event_ref(self.event.id)

    @property
    def text(self) -> str:
        return self.event.title(language())

    @property
    def centre(self) -> float:
        return (self.x1 + self.x2) / 2


RowItem = tuple[tuple[Shape, ...], tuple[LabelRequest, ...]]
"""What is drawn of a cluster range: shapes in painting order, and the labels, the most important first."""


class RowShapes:
    """Draws the items of one row on a line whose middle is at `y`."""

    def __init__(self, context: LayoutContext, row: Row, row_index: int, y: float) -> None:
        self._context, self._row, self._row_index, self._y = context, row, row_index, y

    def item(self, part: ClusterRange) -> RowItem:
        return self._cluster(part) if part.last - part.first > 1 else self._event(part.first)

    def _box(self, x1: float, x2: float, height: float) -> Box:
        return Box(x1, self._y - height / 2, x2 - x1, height)

    def _event(self, index: int) -> RowItem:
        context, scale, event = self._context, self._context.scale, self._row.events[index]
        status, where = context.programme.status(event.id), self._row.columns.extent(index)
        when = status.current_claim.when
        style = claim_style(self._row.lane, status.current_claim, status.status, status.doubted)
        members = () if where.point else when.members
        if where.point:
            shapes = self._point(event, when, where, style)
        elif members:
            shapes = self._members(event, members, when.precision, style)
        else:
            shapes = (self._bar(event, when, where, style, self._row.bar_px),)
        if not shapes:  # only the gap beside a member is in view
            return (), ()
        boxes = [shape.box for shape in shapes if isinstance(shape, (Bar, Mark))]
        if boxes:
            x1, x2, widest = boxes[0].x, boxes[0].right, boxes[0]
            if len(boxes) > 1:
                x1, x2 = min(box.x for box in boxes), max(box.right for box in boxes)
                widest = max(boxes, key=lambda box: min(box.right, scale.right) - max(box.x, scale.left))
            within = widest.x + (13.0 if style.start is Edge.NONE else 6.0), widest.right - 6.0
        else:  # between two members: left of the "or"
            x1, x2 = scale.left, scale.right
            within = x1, min((shape.box.x for shape in shapes if isinstance(shape, Label)), default=x2) - 6.0
        is_range = not where.point
        options = is_range, within if is_range else None, bool(members)  # on_line, within, prefers_outside
        label = LabelRequest(event, note(status, is_range), event.importance, self._row.lane, x1, x2, *options)
        return shapes, (label,)

    def _mark(self, event: Event, x: float, style: Style) -> Mark:
        size = min(MARK_PX[event.importance], self._row.line_px)
        box = Box(x - size / 2, self._y - size / 2, size, size)
        return Mark(box, KINDS[event.kind].symbol, event_ref(event.id), Role.EVENT, style)

    def _point(self, event: Event, when: EdtfDate, where: Extent, style: Style) -> tuple[Shape, ...]:
        """A mark; on a bar over its day, hour or minute where that is wider than the mark."""
        mark = self._mark(event, self._context.scale.x(where.centre), style)
        if self._context.scale.x(where.end) - self._context.scale.x(where.start) < 2 * METRICS.mark_px:
            return (mark,)
        return self._bar(event, when, where, style, METRICS.previous_date_px), mark

    def _bar(self, event: Event, when: EdtfDate, where: Extent, style: Style, height: float) -> Bar:
        """A bar as wide as what is known."""
        scale = self._context.scale
        start_x, end_x = scale.x(where.start), scale.x(where.end)
        x1, x2 = self._context.clipped(start_x, max(end_x, start_x + METRICS.least_bar_px))
        core_x1 = min(max(scale.x(when.core_earliest), x1), x2)
        core_x2 = max(min(scale.x(when.core_latest), x2), core_x1)
        return Bar(self._box(x1, x2, height), core_x1, core_x2, event_ref(event.id), Role.EVENT, style)

    def _members(
        self, event: Event, members: Sequence[tuple[float, float]], precision: Precision, style: Style
    ) -> tuple[Shape, ...]:
        """One of several dates: a hollow bar or mark for each in view, joined by dotted lines with "or" on them."""
        context, scale = self._context, self._context.scale
        member_style = replace(style, start=Edge.KNOWN, end=Edge.KNOWN, filled=False)
        ranges: list[tuple[float, float]] = []
        shapes: list[Shape] = []
        for start, end in members:
            x1, x2 = scale.x(start), scale.x(end)
            shape: Bar | Mark = self._mark(event, (x1 + x2) / 2, member_style)
            if precision >= Precision.DAY and x2 - x1 < METRICS.mark_px:
                x1, x2 = shape.box.x, shape.box.right
            else:
                inset = min(INSET_PX, (x2 - x1) / 6)
                x1, x2 = x1 + inset, max(x2 - inset, x1 + inset + 2.0)
                left, right = context.clipped(x1, x2)
                box = self._box(left, right, self._row.bar_px)
                shape = Bar(box, left, right, event_ref(event.id), Role.EVENT, member_style)
            ranges.append((x1, x2))
            if x2 > scale.left and x1 < scale.right:
                shapes.append(shape)
        gaps = [context.clipped(first[1], second[0]) for first, second in pairwise(ranges)]
        return *(shape for gap in gaps for shape in self._joint(event, *gap)), *shapes

    def _joint(self, event: Event, x1: float, x2: float) -> Iterator[Shape]:
        """The dotted line between two members of a set, and "or" in the middle of it if there is room."""
        scale, text = self._context.scale, _("or")
        width = self._context.measure(text, Role.NOTE)
        left, right = max(x1, scale.left), min(x2, scale.right)
        if right - left < width + 2.0:
            if right > left:
                yield Rule(x1, self._y, x2, self._y, Role.EVENT, self._row.lane, dotted=True)
            return
        text_x1, text_x2 = (left + right) / 2 - width / 2, (left + right) / 2 + width / 2
        for start, end in ((x1, text_x1 - 1.0), (text_x2 + 1.0, x2)):
            if end - start > 1.0:
                yield Rule(start, self._y, end, self._y, Role.EVENT, self._row.lane, dotted=True)
        yield Label(self._box(text_x1, text_x2, METRICS.label_line), text, Role.NOTE, event_ref(event.id))

    def _cluster(self, part: ClusterRange) -> RowItem:
        row, first, last, count = self._row, part.first, part.last, part.last - part.first
        events, columns, scale = row.columns.events, row.columns, self._context.scale
        ref = make_ref("cluster", f"{row.lane}/{self._row_index}/{first}")
        if part.histogram:
            box = self._box(max(part.x1, scale.left), min(part.x2, scale.right), row.bar_px)
        else:
            box = self._box(part.x1, part.x2, min(METRICS.cluster_px, row.line_px))
        start = max(columns.starts[first], -MAX_DAYS)
        end = min(max(row.latest_rights[last - 1], columns.ends[last - 1]), MAX_DAYS)
        named = first, count if count <= MAX_MEMBERS else FIRST_MEMBERS
        days = start, max(end, start + 1e-5)
        cluster = Cluster(box, count, *days, events, row.lane, ref, part.histogram, *named)
        stack: Box | None = None
        shapes: tuple[Shape, ...] = (cluster,)
        if part.stack_x2:
            stack_x = self._context.clipped(scale.x(row.lefts[first]), part.stack_x2)
            stack = self._box(*stack_x, row.bar_px)
            shapes = Bar(stack, *stack_x, ref, Role.CLUSTER, Style(row.lane, False)), cluster
        tops = row.most_important
        at = first if isinstance(tops, range) else bisect_left(tops, first)
        best = tops[at] if at < len(tops) and tops[at] < last else first
        siblings: Sequence[int] = ()
        if events[best].importance == 5:
            siblings = tops[at + 1 : bisect_left(tops, last, at + 1, min(at + 1 + MAX_SIBLINGS, len(tops)))]
        on_line = stack is not None or not row.label_lines
        within = None if stack is None else (box.right + METRICS.clear_px, stack.right - 6.0)
        fields = row.lane, box.x, box.right, on_line, within, False, True, bool(siblings), stack is not None
        label = LabelRequest(events[best], f"+{count - 1}", events[best].importance + 0.5, *fields)
        others = (LabelRequest(events[index], "", events[index].importance - 0.25, *fields) for index in siblings)
        return shapes, (label, *others)
