"""Words cut into columns: which strips of one long text stand in which column. Numbers only.

A strip is what is never cut: a line, the first two or the last two lines of a paragraph, a row of a table. A heading
stays with what follows it, and the head of a table stands again above its rows in the next column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Reach = tuple[float, float]
"""From … to, in px from the top of the text."""


@dataclass(frozen=True, slots=True)
class Strip:
    """From `top` to `bottom`; `head` are the rows to repeat where a column begins with this one."""

    top: float
    bottom: float
    keeps: bool = False  # with the next strip: a heading, the head of a table
    head: Reach | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of the text, and the head of its table above it where it begins within one."""

    top: float
    bottom: float
    head: Reach | None = None

    @property
    def head_px(self) -> float:
        return self.head[1] - self.head[0] if self.head else 0.0

    def y(self, text_y: float) -> float:
        """The distance from the column's top of a place in the text."""
        return text_y - self.top + self.head_px


def cut(strips: Sequence[Strip], height: float) -> tuple[Column, ...]:
    """Columns of at most `height` px. A strip higher than that is cut where it must be, and only there."""
    waiting, found = list(strips), []
    first = 0
    while first < len(waiting):
        start = waiting[first]
        head = start.head if start.head and start.head[1] - start.head[0] < height / 3 else None
        room = height - (head[1] - head[0] if head else 0.0)
        end = first
        while end < len(waiting) and waiting[end].bottom - start.top <= room + 0.01:
            end += 1
        if end == first:
            found.append(Column(start.top, start.top + room, head))
            waiting[first] = Strip(start.top + room, start.bottom, start.keeps, start.head)
            continue
        kept = end
        while kept < len(waiting) and kept > first and waiting[kept - 1].keeps:
            kept -= 1
        end = kept if kept > first else end
        found.append(Column(start.top, waiting[end - 1].bottom, head))
        first = end
    return tuple(found)
