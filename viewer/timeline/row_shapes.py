"""The bars, marks and clusters of a row, and what each of them would like to be called."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from viewer.i18n import _, language
from viewer.model.claims import EventStatus
from viewer.model.edtf_date import Edge, Precision
from viewer.model.entities import Event
from viewer.model.kinds import KINDS
from viewer.ref import event_ref, make_ref
from viewer.timeline.clustering import Fold
from viewer.timeline.layout_context import LayoutContext, claim_style, note
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_packing import Row
from viewer.timeline.scene import Bar, Box, Cluster, Label, LazyRefs, Mark, Role, Rule, Shape, Style

MARK_PX = {5: 17.0, 4: 16.0, 3: 15.0, 2: 14.0, 1: 13.0}
MEMBERS, FEW = 200, 24
"""A cluster of at most MEMBERS names them all, a larger one the first FEW: nobody reads more, and they cost time."""
ALSO_NAMED = 3
"""So many members of a cluster may have labels of their own, if they are of the highest importance."""
MOST_DAYS = 1e7
"""An open side of a cluster is cut off here, some 27 000 years away."""
INSET_PX = 8.0
"""How much the members of a set give way to the "or" between them."""


class Name(Struct, frozen=True, gc=False):
    """A text that wants a place: beside or above what is drawn from `x1` to `x2`."""

    ref: str
    text: str
    note: str
    importance: int
    x1: float
    x2: float
    rank: float  # the higher, the sooner placed
    accent: int
    on_bar: bool = False  # in a row of bars
    within: tuple[float, float] | None = None  # the text may stand within, from … to
    aside: bool = False  # but rather beside
    siblings: int = 0  # other names of the same cluster
    on_sheet: bool = False  # of a stack, which others may share

    @property
    def centre(self) -> float:
        return (self.x1 + self.x2) / 2


class Drawn(Struct, frozen=True, gc=False):
    """What a fold comes to: shapes in painting order, and the names that go with them, the first before all."""

    shapes: tuple[Shape, ...]
    names: tuple[Name, ...]


def drawn(context: LayoutContext, row: Row, row_index: int, fold: Fold, y: float) -> Drawn:
    """A fold of `row` on a line whose middle is at `y`."""
    if fold.last - fold.first > 1:
        return _cluster(context, row, row_index, fold, y)
    event = row.events[fold.first]
    event_status = context.programme.status(event.id)
    looks = claim_style(row.lane, event_status.current_claim, event_status.status, event_status.doubted)
    point = row.columns.extent(fold.first).point
    if point:
        shapes = _point(context, row, fold, event, looks, y)
    elif event_status.current_claim.when.members:
        shapes = _members(context, row, event_status, event, looks, y)
    else:
        shapes = _window(context, row, fold, event_status, event, looks, y)
    if not shapes:  # a hair of it was in view, and that lies in the gap beside a member
        return Drawn((), ())
    boxes = [it.box for it in shapes if isinstance(it, (Bar, Mark))]
    inset = 13.0 if looks.start is Edge.NONE else 6.0
    several = bool(event_status.current_claim.when.members)
    if boxes:
        widest = max(boxes, key=lambda box: min(box.right, context.scale.right) - max(box.x, context.scale.left))
        within = widest.x + inset, widest.right - 6.0
        x1, x2 = min(box.x for box in boxes), max(box.right for box in boxes)
    else:  # between two members: left of the "or"
        x1, x2 = context.scale.left, context.scale.right
        within = x1, min((it.box.x for it in shapes if isinstance(it, Label)), default=x2) - 6.0
    name = Name(
        event_ref(event.id), event.title(language()), note(event_status, not point), event.importance, x1, x2,
        event.importance, row.lane, not point, None if point else within, several,
    )  # fmt: skip
    return Drawn(shapes, (name,))


def _box(x1: float, x2: float, y: float, height: float) -> Box:
    return Box(x1, y - height / 2, x2 - x1, height)


def _mark(row: Row, event: Event, x: float, y: float, looks: Style) -> Mark:
    size = min(MARK_PX[event.importance], row.line_px)
    box = Box(x - size / 2, y - size / 2, size, size)
    return Mark(box, KINDS[event.kind].symbol, event_ref(event.id), Role.EVENT, looks)


def _point(context: LayoutContext, row: Row, fold: Fold, event: Event, looks: Style, y: float) -> tuple[Shape, ...]:
    """A mark; zoomed so far that its day is wider than the mark, on a bar over that day."""
    where = row.columns.extent(fold.first)
    mark = _mark(row, event, context.scale.x(where.centre), y, looks)
    x1, x2 = context.scale.x(where.start), context.scale.x(where.end)
    if x2 - x1 < 2 * METRICS.mark_px:
        return (mark,)
    x1, x2 = context.clipped(x1, x2)
    core = context.programme.status(event.id).current_claim.when
    core_x1, core_x2 = (min(max(context.scale.x(it), x1), x2) for it in (core.core_earliest, core.core_latest))
    bar = Bar(_box(x1, x2, y, METRICS.previous_date_px), core_x1, core_x2, event_ref(event.id), Role.EVENT, looks)
    return bar, mark


def _window(
    context: LayoutContext, row: Row, fold: Fold, event_status: EventStatus, event: Event, looks: Style, y: float
) -> tuple[Shape, ...]:
    """A bar as wide as what is known, with "NET" or "BY" in it where there is room."""
    when, where = event_status.current_claim.when, row.columns.extent(fold.first)
    start_x, end_x = context.scale.x(where.start), context.scale.x(where.end)
    x1, x2 = context.clipped(start_x, max(end_x, start_x + METRICS.least_bar_px))
    core_x1 = min(max(context.scale.x(when.core_earliest), x1), x2)
    core_x2 = max(min(context.scale.x(when.core_latest), x2), core_x1)
    bar = Bar(_box(x1, x2, y, row.bar_px), core_x1, core_x2, event_ref(event.id), Role.EVENT, looks)
    return (bar,)


def _members(
    context: LayoutContext, row: Row, event_status: EventStatus, event: Event, looks: Style, y: float
) -> tuple[Shape, ...]:
    """One of several dates: a hollow bar or mark for each in view, joined by dotted lines with "or" on them."""
    when = event_status.current_claim.when
    alone = replace(looks, start=Edge.KNOWN, end=Edge.KNOWN, filled=False)
    places: list[tuple[float, float]] = []
    shapes: list[Shape] = []
    for start, end in when.members:
        x1, x2 = context.scale.x(start), context.scale.x(end)
        mark = _mark(row, event, (x1 + x2) / 2, y, alone)
        if when.precision >= Precision.DAY and x2 - x1 < METRICS.mark_px:
            x1, x2 = mark.box.x, mark.box.right
            shape: Shape = mark
        else:
            inset = min(INSET_PX, (x2 - x1) / 6)
            x1, x2 = x1 + inset, max(x2 - inset, x1 + inset + 2.0)
            cut_1, cut_2 = context.clipped(x1, x2)
            shape = Bar(_box(cut_1, cut_2, y, row.bar_px), cut_1, cut_2, event_ref(event.id), Role.EVENT, alone)
        places.append((x1, x2))
        if x2 > context.scale.left and x1 < context.scale.right:
            shapes.append(shape)
    joints: list[Shape] = []
    for (_a, x1), (x2, _b) in pairwise(places):
        joints += _joint(context, event, looks.accent, context.clipped(x1, x2), y)
    return *joints, *shapes


def _joint(
    context: LayoutContext, event: Event, accent: int, stretch: tuple[float, float], y: float
) -> Iterator[Shape]:
    """The dotted line between two members of a set, and "or" in the middle of it where there is room."""
    x1, x2 = stretch
    words = _("or")
    width = context.measure(words, Role.NOTE)
    left, right = max(x1, context.scale.left), min(x2, context.scale.right)
    middle = (left + right) / 2
    if right - left < width + 2.0:
        if right > left:
            yield Rule(x1, y, x2, y, Role.EVENT, accent, dotted=True)
        return
    for start, end in ((x1, middle - width / 2 - 1.0), (middle + width / 2 + 1.0, x2)):
        if end - start > 1.0:
            yield Rule(start, y, end, y, Role.EVENT, accent, dotted=True)
    box = _box(middle - width / 2, middle + width / 2, y, METRICS.label_line)
    yield Label(box, words, Role.NOTE, event_ref(event.id))


def _cluster(context: LayoutContext, row: Row, row_index: int, fold: Fold, y: float) -> Drawn:
    first, last, count, columns = fold.first, fold.last, fold.last - fold.first, row.columns
    refs = LazyRefs(row.events, first, last if count <= MEMBERS else first + FEW)
    address = make_ref("cluster", f"{row.lane}/{row_index}/{first}")
    if fold.parts:
        x1, x2 = max(fold.x1, context.scale.left), min(fold.x2, context.scale.right)
        box = _box(x1, x2, y, row.bar_px)
    else:
        box = _box(fold.x1, fold.x2, y, min(METRICS.cluster_px, row.line_px))
    sheets = _sheet(context, row, fold, address, y)
    begun = max(columns.starts[first], -MOST_DAYS)
    ended = min(max(row.latest_rights[last - 1], columns.ends[last - 1]), MOST_DAYS)
    cluster = Cluster(
        box, count, begun, max(ended, begun + 1e-5), refs, row.lane, address, fold.parts
    )  # fmt: skip
    tops = row.most_important
    position = first if isinstance(tops, range) else bisect_left(tops, first)
    best = tops[position] if position < len(tops) and tops[position] < last else first
    first_event = row.events[best]
    others = tops[position + 1 : position + 1 + ALSO_NAMED] if first_event.importance == 5 else ()
    also = [row.events[it] for it in others if it < last]
    sheet = sheets[0].box if sheets else None
    names = [_member_name(row, first_event, box, f"+{count - 1}", 0.5, len(also), sheet)]
    names += [_member_name(row, event, box, "", -0.25, len(also), sheet) for event in also]
    return Drawn((*sheets, cluster), tuple(names))


def _sheet(context: LayoutContext, row: Row, fold: Fold, address: str, y: float) -> tuple[Bar, ...]:
    """How far the events of a stack reach together, below their number."""
    if not fold.end_x:
        return ()
    first = context.scale.x(row.lefts[fold.first])
    x1, x2 = context.clipped(first, fold.end_x)
    return (Bar(_box(x1, x2, y, row.bar_px), x1, x2, address, Role.CLUSTER, Style(row.lane, False)),)


def _member_name(row: Row, event: Event, box: Box, words: str, more: float, siblings: int, sheet: Box | None) -> Name:
    """The name of a member; `more` (or less) than its importance is its rank. On a sheet it stands within."""
    return Name(
        event_ref(event.id), event.title(language()), words, event.importance, box.x, box.right,
        event.importance + more, row.lane, sheet is not None or not row.label_lines,
        None if sheet is None else (box.right + METRICS.clear_px, sheet.right - 6.0), siblings=siblings,
        on_sheet=sheet is not None,
    )  # fmt: skip
