"""Where the labels of a row go: by importance, never over each other, never over a lane header.

::

    upper    Launch of Chang'e-6  +8
    lower    │     Samples come home      Seven institutes …
    marks    ③     ◆                      ◆  Next to its mark

A label stands above its mark to the right of a leader line, or to the left of it; next to the mark if no line
is free; in its bar, in the part that is in view, or outside to the right.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from viewer.timeline.event_cards import CARDS_DAYS, FACTS_DAYS, MAX_CARDS, MAX_FACTS, card, facts_label
from viewer.timeline.label_space import LEADER_PX, LineSpace, RowSpace
from viewer.timeline.layout_context import LABEL_ROLES, LayoutContext
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_shapes import LabelRequest
from viewer.timeline.scene import Box, Label, Role, Rule, Shape

LEADER_GAP_PX = 3.0  # between a label and its leader
MARK_GAP_PX = 3.0  # between a label on the line of marks and the next mark
MARK_TEXT_PX = METRICS.text_gap - 1.0  # between a mark and its label on the line of marks
MAX_TRIED = 240  # so many labels are tried in one scene


class LabelText(Struct, frozen=True, gc=False):
    """What is written: a text and its note. An elided text has the whole one beside it."""

    text: str
    note: str
    text_px: float
    note_px: float
    full: str = ""

    @property
    def width(self) -> float:
        return self.text_px + (METRICS.text_gap + self.note_px if self.note else 0.0)


class LabelSlot(Struct, frozen=True, gc=False):
    """A place for a label. A line above the row is reached by leaders across the lines below it."""

    line: LineSpace
    x: float
    leader_lines: Sequence[LineSpace] = ()  # the lines that a leader passes, up to `line`; none: no leader


def place_labels(context: LayoutContext, requests: Sequence[tuple[LabelRequest, RowSpace]]) -> list[Shape]:
    """Labels and leaders, the most important first; without those that have no place, and all after MAX_TRIED."""
    placed: list[PlacedLabel] = []
    for request, row in sorted(requests, key=lambda pair: (-pair[0].rank, pair[0].x1))[:MAX_TRIED]:
        label = PlacedLabel(context, request, row)
        if label.shapes:
            placed.append(label)
        if len(placed) == METRICS.most_labels:
            break
    if context.scale.span.length <= FACTS_DAYS:
        _add_facts(context, placed)
    return [shape for label in placed for shape in label.shapes]


def _add_facts(context: LayoutContext, labels: Iterable[PlacedLabel]) -> None:
    """Fill the remaining room with cards and facts, the most important events first."""
    cards_left = MAX_CARDS if context.scale.span.length <= CARDS_DAYS else 0
    facts_left = MAX_FACTS
    for label in labels:
        if facts_left and not label.request.is_member:
            has_card = cards_left > 0 and label.replace_by_card()
            cards_left -= has_card
            facts_left -= has_card or label.add_facts()


def whole_text(context: LayoutContext, request: LabelRequest) -> LabelText:
    """The text and the note of a label with their widths, however little room there is."""
    text, note, measure = request.text, request.note, context.measure
    text_px = measure(text, LABEL_ROLES[request.event.importance])
    return LabelText(text, note, text_px, measure(note, Role.NOTE) if note else 0.0)


def shortened(context: LayoutContext, request: LabelRequest, whole: LabelText, width: float) -> LabelText | None:
    """The whole text with its note; else without it (but for a member's); else elided; None below a minimum."""
    if whole.width <= width:
        return whole
    text, text_px, role = whole.text, whole.text_px, LABEL_ROLES[request.event.importance]
    if text_px <= width and not request.is_member:
        return LabelText(text, "", text_px, 0.0)
    note, note_px = (whole.note, whole.note_px) if request.is_member else ("", 0.0)
    left_px = width - (METRICS.text_gap + note_px if note else 0.0)
    if left_px < METRICS.least_label_px:
        return None
    short = context.elided(text, role, left_px)
    return LabelText(short, note, context.measure(short, role), note_px, text if short != text else "")


class PlacedLabel:
    """A label that seeks its place when it is created; without shapes if there is none."""

    def __init__(self, context: LayoutContext, request: LabelRequest, row: RowSpace) -> None:
        self.request = request
        self.shapes: list[Shape] = []
        self._context, self._row, self._centre = context, row, request.centre
        text = whole_text(context, request)
        if request.is_stack:
            self._place_on_stack(text)
        elif request.on_line:
            self._place_bar_label(text)
        else:
            self._place_above(text)

    def _place_above(self, text: LabelText) -> None:
        """Above the mark or next to it; else elided."""
        request, above, marks = self.request, self._row.above, self._row.marks
        slot = self._best(self._slots(text.width, above), text.width)
        if slot is not None:
            self._write(text, slot)
            return
        x = self._centre + LEADER_GAP_PX
        slots = [LabelSlot(line, x, above[: index + 1]) for index, line in enumerate(self._reachable(above))]
        ends = [slot.line.free_until(x, leader=self._centre) for slot in slots]
        # Right of the mark: left of it an elided text would read as that of its neighbour.
        slots.append(LabelSlot(marks, request.x2 + MARK_TEXT_PX))
        ends.append(marks.free_until(slots[-1].x, MARK_GAP_PX))
        for slot, end in zip(slots, ends, strict=True):
            short = shortened(self._context, request, text, end - slot.x)
            if short is not None:
                self._write(short, slot)
                return

    def _place_bar_label(self, text: LabelText) -> None:
        """In the visible part of the bar, else outside to the right or left, else above, else elided."""
        request, line, lines_x, width = self.request, self._row.marks, self._context.lines_x, text.width
        x1, x2 = self._room_in_bar(width)
        if width <= x2 - x1 and not request.prefers_outside:
            inside = (LabelSlot(line, x) for x in (x1, *(x + 6.0 for x in lines_x)) if x1 <= x <= x2 - width)
            self._write(text, self._best(inside, width) or LabelSlot(line, x1), in_bar=True)
            return
        right = max(request.x2, line.left) + METRICS.text_gap
        left = min(request.x1, line.right) - METRICS.text_gap - width
        past = [x + 5.0 for x in lines_x if right < x + 5.0 < right + 40.0]
        outside = [LabelSlot(line, x) for x in (right, *past, left) if line.is_free(x, x + width, MARK_GAP_PX)]
        slot = self._best(outside, width)
        if slot is None and line.left < self._centre < line.right:
            slots = (slot for slot in self._slots(width, self._row.above) if slot.leader_lines)
            slot = next((slot for slot in slots if not self._context.crosses_line(slot.x, slot.x + width)), None)
        if slot is not None:
            self._write(text, slot)
            return
        short = shortened(self._context, request, text, line.free_until(right, MARK_GAP_PX) - right)
        in_bar = shortened(self._context, request, text, x2 - x1)
        if in_bar is not None and (short is None or in_bar.text_px >= short.text_px):
            self._write(in_bar, LabelSlot(line, x1), in_bar=True)
        elif short is not None:
            self._write(short, LabelSlot(line, right))

    def _place_on_stack(self, text: LabelText) -> None:
        """One after another behind the number of the stack, else above or left of it, else elided."""
        request, line = self.request, self._row.marks
        assert request.within is not None
        if self._row.above and request.within[0] + text.width > request.within[1]:
            self._place_above(text)
            return
        start = max(request.within[0], line.left)
        left = request.x1 - METRICS.text_gap - text.width
        x = line.first_free(start, text.width, max(start, request.within[1]))
        if x is not None:
            self._write(text, LabelSlot(line, x), in_bar=True)
        elif line.is_free(left, left + text.width, MARK_GAP_PX):
            self._write(text, LabelSlot(line, left))
        elif (short := shortened(self._context, request, text, line.free_until(start) - start)) is not None:
            self._write(short, LabelSlot(line, start), in_bar=True)

    def _slots(self, width: float, above: Sequence[LineSpace]) -> Iterator[LabelSlot]:
        """The free places for the whole label, the best first.

        With another mark below its text a label goes up as far as it can, and leaves the lower lines to that mark.
        """
        request, marks, x = self.request, self._row.marks, self._centre
        lines = self._reachable(above)
        is_crowded = request.has_siblings or marks.has_start_between(request.x2, x + width)
        for left in (x + LEADER_GAP_PX, x - LEADER_GAP_PX - width):
            for index in range(len(lines))[:: -1 if is_crowded else 1]:
                if lines[index].is_free(left, left + width, leader=x):
                    yield LabelSlot(lines[index], left, lines[: index + 1])
        for left in (request.x2 + MARK_TEXT_PX, request.x1 - MARK_TEXT_PX - width):
            if marks.is_free(left, left + width, MARK_GAP_PX):
                yield LabelSlot(marks, left)

    def _reachable(self, above: Sequence[LineSpace]) -> Sequence[LineSpace]:
        """The lines that a leader can rise to; members of a cluster share theirs."""
        x = self._centre
        for index, line in enumerate(above):
            if not line.is_free(x - LEADER_PX, x + LEADER_PX, 1.0, x):
                return above[:index]
        return above

    def _best(self, slots: Iterable[LabelSlot], width: float) -> LabelSlot | None:
        """The first of `slots` that no vertical line crosses, else the first."""
        first = None
        for slot in slots:
            if not self._context.crosses_line(slot.x, slot.x + width):
                return slot
            first = first or slot
        return first

    def _room_in_bar(self, width: float) -> tuple[float, float]:
        """Where a text of `width` px may stand in its bar: the part in view, off the marks that stand on it."""
        within, line = self.request.within, self._row.marks
        if within is None:
            return 0.0, 0.0
        x1, x2 = max(within[0], line.left + 6.0), min(within[1], line.right - 6.0)
        free_x1, free_x2 = line.without_covered_ends(x1, x2, 2 * METRICS.mark_px)
        return line.gap_between_marks(
            x1 if free_x1 == x1 else free_x1 + 2.0, x2 if free_x2 == x2 else free_x2 - 2.0, width
        )

    def _write(self, text: LabelText, slot: LabelSlot, in_bar: bool = False) -> None:
        """Draw the text and its note; a label in its bar is not muted, and only that of a stack takes room there."""
        self._slot, self._width = slot, text.width
        if self.request.is_stack or not in_bar:
            self._reserve()
        request, line, x = self.request, slot.line, self._centre
        if slot.leader_lines:
            self.shapes.append(Rule(x, self._row.marks.y + 1.0, x, line.y + 3.0, Role.LABEL, request.accent))
        role = LABEL_ROLES[request.event.importance]
        if in_bar and role is Role.LABEL_MUTED:
            role = Role.LABEL
        box = Box(slot.x, line.y, text.text_px, line.height)
        self.shapes.append(Label(box, text.text, role, request.ref, text.full))
        if text.note:
            box = Box(slot.x + text.text_px + METRICS.text_gap, line.y, text.note_px, line.height)
            self.shapes.append(Label(box, text.note, Role.NOTE, request.ref))

    def _reserve(self) -> None:
        self._slot.line.reserve(self._slot.x, self._slot.x + self._width)
        for line in self._slot.leader_lines:
            insort(line.leaders, self._centre)

    @property
    def _last(self) -> Label:
        """The note, else the text."""
        return next(shape for shape in reversed(self.shapes) if isinstance(shape, Label))

    @property
    def _is_in_bar(self) -> bool:
        within, box = self.request.within, self._last.box
        return within is not None and within[0] <= box.x < box.right <= within[1]

    def replace_by_card(self) -> bool:
        """Show a card in place of the label, if there is room; never of a label in its bar."""
        if self._is_in_bar:
            return False
        self._slot.line.release(self._slot.x)
        for line in self._slot.leader_lines:
            line.leaders.remove(self._centre)
        event_card = card(self._context, self.request, self._row.middle, self._row.lane)
        if event_card is None:
            self._reserve()
            return False
        box, self.shapes = event_card
        self._row.lane.reserve(box)
        return True

    def add_facts(self) -> bool:
        """Add the facts right of the label, if there is room: of a label in its bar up to the end of that."""
        last, line, within = self._last, self._slot.line, self.request.within
        if within is not None and self._is_in_bar:
            until = line.gap_between_marks(last.box.x, min(within[1], line.right - 6.0), 0.0)[1]
        else:
            until = line.free_until(last.box.right + METRICS.clear_px)
        facts = facts_label(self._context, self.request.event, last, until)
        if facts is None:
            return False
        line.reserve(facts.box.x, facts.box.right)
        self.shapes.append(facts)
        return True
