"""Which row each event stands on: packed in time, so that zooming and panning move nothing.

::

    lane ┬ tier 5–4 ┬ ◆    ◆◆       ◆   ▭▭▭▭▭▭▭    all points, and the bars that find room between them
         │          ├ ▭▭▭▭▭    ▭▭▭▭▭▭▭▭▭▭▭▭        bars that overlap them, or one another, in time
         │          └     ▭▭▭▭▭▭
         ├ tier 3   ┬ …
         └ tier 2–1 ┴ …

A tier is never mixed, so what folds together is of like weight.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf

from viewer.caching import cached_property
from viewer.model.calendar import Days
from viewer.model.entities import Event
from viewer.timeline.event_columns import HIGHER, Extents, Tier
from viewer.timeline.metrics import METRICS
from viewer.timeline.previous_dates import Side

STRIDE = 10_000
"""So many numbers are gone through at once: of hundreds of thousands, nothing could come between."""
LABEL_LINES = (2, 1, 0)
"""Lines of labels above a row with points; the least important are named beside their marks, if at all."""
MOST_LABEL_LINES = 4
"""A row with more points of importance 5 than LABEL_LINES gets a line for each, up to this."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much room a lane may take; the defaults are those of an open lane.

    `tight`: short bars stand among the points, so that they fold with them, and every line is lower.
    """

    rows: tuple[int, int, int] | None = None  # per tier; None: what it needs, MOST_ROWS in all
    lines: tuple[int, int, int] = (MOST_LABEL_LINES, 1, 0)  # of labels, per tier
    sides: int = 3  # 0: none, 1: of plans of importance 5, 2: of all of importance 5, 3: all
    tight: bool = False


OPEN = Allowance()


@dataclass(frozen=True)
class Row:
    """Events side by side, in order of their start; none overlap but on the last row of a tier or a tight one."""

    lane: int
    tier: int
    members: Tier
    sides: tuple[tuple[Side, ...], ...] = ()  # lines of ghosts below, each in order and free of overlaps
    most_lines: int = MOST_LABEL_LINES
    tight: bool = False

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return self.members.events

    @cached_property
    def extents(self) -> Extents:
        return self.members.extents

    @cached_property
    def starts(self) -> Sequence[Days]:
        """Of points their centre."""
        return self.members.lefts

    @cached_property
    def reach(self) -> Sequence[Days]:
        """The latest end so far: sorted even on a last row, where bars overlap."""
        rights = self.members.rights
        if rights is self.starts:
            return rights
        found, last = array("d"), -inf
        for first in range(0, len(rights), STRIDE):
            found.extend(accumulate(rights[first : first + STRIDE], max, initial=last))
            last = found[-1]
            del found[first]  # what it set out from
        return found

    @cached_property
    def has_points(self) -> bool:
        return 1 in self.extents.points

    @cached_property
    def has_bars(self) -> bool:
        return 0 in self.extents.points

    @cached_property
    def tops(self) -> Sequence[int]:
        """Where the more important of the tier stand."""
        if HIGHER[self.tier] == 3:  # the only importance of its tier
            return range(len(self.events))
        higher = HIGHER[self.tier]
        return array("I", [index for index, event in enumerate(self.events) if event.importance == higher])

    @cached_property
    def label_lines(self) -> int:
        """How many lines of labels are kept free above the marks."""
        if not self.has_points:
            return 0
        first = 0 if self.tier else sum(map(self.extents.points.__getitem__, self.tops))
        return min(max(LABEL_LINES[self.tier], first), self.most_lines)

    def prepare(self) -> None:
        """Make now what a first frame would make."""
        _made = self.reach, self.tops, self.label_lines, self.has_bars

    @cached_property
    def label_px(self) -> float:
        """Height of a line of labels."""
        return METRICS.tight_label_line if self.tight else METRICS.label_line

    @cached_property
    def line_px(self) -> float:
        """Height of the line on which marks and bars stand."""
        if self.tight:
            return METRICS.tight_lines[self.tier]
        return METRICS.bar_line if self.has_bars else METRICS.mark_line

    @cached_property
    def bar_px(self) -> float:
        """Height of a bar."""
        return min(METRICS.bar_px, self.line_px - 2.0)

    @cached_property
    def height(self) -> float:
        return self.label_px * self.label_lines + self.line_px + METRICS.side_line * len(self.sides)
