"""Where the names of a row go: by importance, never over each other, never over a lane header.

::

    upper    Launch of Chang'e-6  +8
    lower    │     Samples come home      Seven institutes …
    marks    ③     ◆                      ◆  Beside its mark

A name stands above its mark to the right of a leader, or to the left of it; beside the mark where no line
is free; within its bar, in the part that is in view, or outside to the right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import inf

from msgspec import Struct

from viewer.timeline.event_cards import CLOSE, MOST, MOST_CARDS, NEAR, card, facts
from viewer.timeline.label_space import LEADER_PX, Line, RowLines
from viewer.timeline.layout_context import LayoutContext, label_role
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_shapes import Name
from viewer.timeline.scene import Box, Label, Role, Rule, Shape

BEHIND_PX = 3.0
"""A name stands so far beside its leader."""
BESIDE_PX = 3.0
"""Between a name on the line of marks and the next mark."""
TRIED = 240
"""So many names are tried in one picture."""


class Place(Struct, frozen=True, gc=False):
    """A place for a name: on which line (-1: that of the marks), from where, how wide its words may be."""

    line: int
    x: float
    width: float


class Words(Struct, frozen=True, gc=False):
    """What is written of a name: its text, which may be elided, and its note."""

    text: str
    note: str
    text_px: float
    note_px: float

    @property
    def width(self) -> float:
        return self.text_px + (METRICS.text_gap + self.note_px if self.note else 0.0)


def words_of(context: LayoutContext, name: Name, room: float = inf) -> Words | None:
    """The whole text with its note; else without it, unless it counts; else elided; None where too little is left."""
    role = label_role(name.importance)
    text_px = context.measure(name.text, role)
    if room < text_px and room < METRICS.least_label_px:
        return None
    note_px = context.measure(name.note, Role.NOTE) if name.note else 0.0
    if text_px + (METRICS.text_gap + note_px if name.note else 0.0) <= room:
        return Words(name.text, name.note, text_px, note_px)
    if text_px <= room and not name.note.startswith("+"):
        return Words(name.text, "", text_px, 0.0)
    kept = name.note if name.note.startswith("+") else ""
    left = room - (METRICS.text_gap + note_px if kept else 0.0)
    if left < METRICS.least_label_px:
        return None
    text = context.elided(name.text, role, left)
    return Words(text, kept, context.measure(text, role), note_px if kept else 0.0)


def place_names(context: LayoutContext, names: Sequence[tuple[Name, RowLines]]) -> list[Shape]:
    """Labels and leaders, the most important first; names that find no place are left out, and all after TRIED."""
    written: list[Written] = []
    for name, lines in sorted(names, key=lambda it: (-it[0].rank, it[0].x1))[:TRIED]:
        own = _beside(context, name, lines) if name.on_bar else _above(context, name, lines.above, lines.marks)
        if own:
            written.append(Written(name, lines, own))
        if len(written) == METRICS.most_labels:
            break
    if context.scale.span.length <= CLOSE:
        _tell(context, written)
    return [shape for it in written for shape in it.shapes]


class Written:
    """A name that has found a place, and what is drawn of it."""

    def __init__(self, name: Name, lines: RowLines, shapes: list[Shape]) -> None:
        self.name, self.lines, self.shapes = name, lines, shapes

    @property
    def alone(self) -> bool:
        """Whether it is the name of what is drawn, not of a member of a cluster."""
        return not self.name.siblings and not self.name.note.startswith("+")

    @property
    def within(self) -> bool:
        """Whether it stands within its bar."""
        inside, label = self.name.within, self.last.box
        return inside is not None and inside[0] <= label.x < label.right <= inside[1]

    @property
    def last(self) -> Label:
        return next(it for it in reversed(self.shapes) if isinstance(it, Label))

    def lift(self) -> Callable[[], None]:
        """Leave the place; the call that comes back takes it again."""
        words = [it.box for it in self.shapes if isinstance(it, Label)]
        x1, x2, y = words[0].x, words[-1].right, words[0].y
        line = next(it for it in (*self.lines.above, self.lines.marks) if it.y == y)
        passed = [it for it in self.lines.above if it.y >= y] if isinstance(self.shapes[0], Rule) else []
        line.give(x1)
        for it in passed:
            it.unlead(self.name.centre)

        def back() -> None:
            line.take(x1, x2)
            for it in passed:
                it.lead(self.name.centre)

        return back


def _tell(context: LayoutContext, written: Sequence[Written]) -> None:
    """What room the names have left is spent on what is to be known of their events, the most important first."""
    near, cards, told = context.scale.span.length <= NEAR, 0, 0
    for it in written:
        if told == MOST or not it.alone:
            continue
        if near and cards < MOST_CARDS and not it.within:
            back = it.lift()
            found = card(context, it.name, it.lines.middle, it.lines.room)
            if found is not None:
                it.lines.room.take(found.box)
                it.shapes = list(found.shapes)
                cards += 1
                told += 1
                continue
            back()
        last = it.last
        line = next(line for line in (*it.lines.above, it.lines.marks) if line.y == last.box.y)
        more = facts(context, last, _room_behind(it, last, line))
        if more is not None:
            line.take(more.box.x, more.box.right)
            it.shapes = [*it.shapes, more]
            told += 1


def _room_behind(written: Written, last: Label, line: Line) -> float:
    """How much is free right of the last label of a name: of one within its bar to the end of that."""
    if written.within and written.name.within is not None:
        return line.gap(last.box.x, min(written.name.within[1], line.right - 6.0), 0.0)[1] - last.box.right
    return METRICS.clear_px + line.room_right(last.box.right + METRICS.clear_px)


def _crosses(context: LayoutContext, x1: float, x2: float) -> bool:
    return any(x1 - 2.0 < x < x2 + 2.0 for x in context.lines_x)


def _above(context: LayoutContext, name: Name, lines: Sequence[Line], marks: Line) -> list[Shape]:
    words = words_of(context, name)
    assert words is not None
    reach, crossing = _reach(name, lines), None
    for place in _places(name, words, reach, lines, marks):
        if not _crosses(context, place.x, place.x + place.width):
            return _written(context, name, words, place, lines, marks)
        crossing = crossing or place
    if crossing is not None:
        return _written(context, name, words, crossing, lines, marks)
    x = name.centre + BEHIND_PX
    for index, line in enumerate(lines[:reach]):
        short = words_of(context, name, line.room_right(x, own=name.centre))
        if short is not None:
            return _written(context, name, short, Place(index, x, short.width), lines, marks)
    right = name.x2 + METRICS.text_gap - 1.0  # left of its mark, an elided text would read as its neighbour's
    short = words_of(context, name, marks.room_right(right, BESIDE_PX))
    return [] if short is None else _written(context, name, short, Place(-1, right, short.width), lines, marks)


def _reach(name: Name, lines: Sequence[Line]) -> int:
    """How many lines, from the nearest, the leader of a name can rise to; members of a cluster share theirs."""
    x = name.centre
    blocked = (i for i, line in enumerate(lines) if not line.free(x - LEADER_PX, x + LEADER_PX, 1.0, x))
    return next(blocked, len(lines))


def _places(name: Name, words: Words, reach: int, lines: Sequence[Line], marks: Line) -> Iterator[Place]:
    """Every free place for the whole name, the best first.

    With another mark below its text a name goes up as far as it can, and leaves the lower lines to that mark.
    """
    x, width = name.centre, words.width
    crowded = name.siblings or marks.begins_between(name.x2, x + width)
    order = range(reach)[:: -1 if crowded else 1]
    for at in (x + BEHIND_PX, x - BEHIND_PX - width):
        for index in order:
            if lines[index].free(at, at + width, own=x):
                yield Place(index, at, width)
    for at in (name.x2 + METRICS.text_gap - 1.0, name.x1 - METRICS.text_gap + 1.0 - width):
        if marks.free(at, at + width, BESIDE_PX):
            yield Place(-1, at, width)


def _written(
    context: LayoutContext, name: Name, words: Words, place: Place, lines: Sequence[Line], marks: Line
) -> list[Shape]:
    shapes: list[Shape] = []
    line = marks if place.line < 0 else lines[place.line]
    if place.line >= 0:
        for lower in lines[: place.line + 1]:
            lower.lead(name.centre)
        top = line.y + 3.0
        shapes.append(Rule(name.centre, marks.y + 1.0, name.centre, top, Role.LABEL, name.accent))
    line.take(place.x, place.x + words.width)
    return shapes + labels(name, words, place.x, line)


def labels(name: Name, words: Words, x: float, line: Line, within: bool = False) -> list[Shape]:
    """The text and its note, side by side from `x`; `within` a bar no text is muted."""
    full = name.text if words.text != name.text else ""
    role = label_role(name.importance)
    if within and role is Role.LABEL_MUTED:
        role = Role.LABEL
    box = Box(x, line.y, words.text_px, line.height)
    shapes: list[Shape] = [Label(box, words.text, role, name.ref, full)]
    if words.note:
        box = Box(x + words.text_px + METRICS.text_gap, line.y, words.note_px, line.height)
        shapes.append(Label(box, words.note, Role.NOTE, name.ref))
    return shapes


def _beside(context: LayoutContext, name: Name, lines: RowLines) -> list[Shape]:
    """The name of a bar: in its visible part, else outside to the right or left, else elided."""
    words, line = words_of(context, name), lines.marks
    assert words is not None
    if name.on_sheet:
        return _on_sheet(context, name, words, lines)
    x1, x2 = _inside(name, line, words.width)
    fits = words.width <= x2 - x1
    if fits and not name.aside:
        return labels(name, words, next(_starts(context, x1, x2, words.width), x1), line, True)
    right = max(name.x2, line.left) + METRICS.text_gap
    left = min(name.x1, line.right) - METRICS.text_gap - words.width
    past = [it + 5.0 for it in context.lines_x if right < it + 5.0 < right + 40.0]
    free = [it for it in (right, *past, left) if line.free(it, it + words.width, 3.0)]
    for x in [it for it in free if not _crosses(context, it, it + words.width)] or free:
        line.take(x, x + words.width)
        return labels(name, words, x, line)
    above = lines.above if line.left < name.centre < line.right else ()
    for place in _places(name, words, _reach(name, above), above, line):
        if place.line >= 0 and not _crosses(context, place.x, place.x + place.width):
            return _written(context, name, words, place, above, line)
    inside = words_of(context, name, x2 - x1)
    outside = words_of(context, name, line.room_right(right, 3.0))
    if inside is not None and (outside is None or inside.text_px >= outside.text_px):
        return labels(name, inside, x1, line, True)
    if outside is not None:
        line.take(right, right + outside.width)
        return labels(name, outside, right, line)
    return []


def _on_sheet(context: LayoutContext, name: Name, words: Words, lines: RowLines) -> list[Shape]:
    """The names of a stack, one after another from its number on, else above or left of it, as there is room."""
    assert name.within is not None
    line = lines.marks
    if lines.above and name.within[0] + words.width > name.within[1]:
        return _above(context, name, lines.above, line)
    start = max(name.within[0], line.left)
    left = name.x1 - METRICS.text_gap - words.width
    x = line.first_free(start, words.width, max(start, name.within[1]))
    if x is not None:
        found, within = words, True
    elif line.free(left, left + words.width, 3.0):
        found, x, within = words, left, False
    else:
        short = words_of(context, name, line.room_right(start))
        if short is None:
            return []
        found, x, within = short, start, True
    line.take(x, x + found.width)
    return labels(name, found, x, line, within)


def _inside(name: Name, line: Line, width: float) -> tuple[float, float]:
    """Where a text of `width` px may stand within its bar: the part in view, off the marks that stand on it."""
    if name.within is None:
        return 0.0, 0.0
    x1, x2 = max(name.within[0], line.left + 6.0), min(name.within[1], line.right - 6.0)
    off_1, off_2 = line.ends_off(x1, x2, 2 * METRICS.mark_px)
    return line.gap(x1 if off_1 == x1 else off_1 + 2.0, x2 if off_2 == x2 else off_2 - 2.0, width)


def _starts(context: LayoutContext, x1: float, x2: float, width: float) -> Iterator[float]:
    """Where a text of `width` px may start between `x1` and `x2` without a line through it."""
    for x in (x1, *(it + 6.0 for it in context.lines_x)):
        if x1 <= x <= x2 - width and not _crosses(context, x, x + width):
            yield x
