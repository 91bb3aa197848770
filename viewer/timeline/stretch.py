"""A scene on the way to another window in time: all moves to its place, nothing but stretches of time is stretched.

Letters, marks and numbers keep their size. A name keeps to its leader, its mark or the visible part of its bar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from viewer.timeline.metrics import METRICS
from viewer.timeline.offscreen_hints import AWAY
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Role, Rule, Shape
from viewer.timeline.time_scale import TimeScale

Grid = Callable[[float, float], Iterable[Shape]]
"""The grid from a top to a foot."""
GRIDS = frozenset({Role.GRID, Role.GRID_MAJOR})
IN_TIME = frozenset({Role.LABEL, Role.EVENT, Role.GHOST, Role.CONFLICT, Role.TODAY, Role.AS_OF})
"""Rules of these roles stand in time."""


def stretched(shapes: Sequence[Shape], was: TimeScale, now: TimeScale, grid: Grid) -> Iterator[Shape]:
    """`shapes` (a scene's without its axis), made for `was`, as they are at `now`, which is no longer in days.

    The grid is drawn anew. What has gone out of view is left out.
    """
    way = _Way(shapes, was, now)
    ruled: tuple[float, float] | None = None
    for shape in shapes:
        if isinstance(shape, Rule) and shape.role in GRIDS:
            if ruled != (shape.y1, shape.y2):
                ruled = shape.y1, shape.y2
                yield from grid(shape.y1, shape.y2)
            continue
        moved = way.moved(shape)
        if moved is not None:
            yield moved


class _Way:
    def __init__(self, shapes: Sequence[Shape], was: TimeScale, now: TimeScale) -> None:
        self.left, self.right = now.left, now.right
        self._factor = now.px_per_day / was.px_per_day
        self._shift = now.x(was.span.start) - was.left * self._factor
        self._bars: dict[str, list[Bar]] = defaultdict(list)
        self._spots: dict[str, Mark | Cluster] = {}
        self._sheets: list[Bar] = []
        for shape in shapes:
            if isinstance(shape, Bar):
                (self._sheets if shape.role is Role.CLUSTER else self._bars[shape.ref]).append(shape)
            elif isinstance(shape, Cluster) or (isinstance(shape, Mark) and shape.role is Role.EVENT):
                self._spots.setdefault(shape.ref, shape)
        self._written: dict[tuple[str, float], float] = {}  # how far the words of an event on a line went
        self._leader: Rule | None = None

    def x(self, px: float) -> float:
        return self._shift + px * self._factor

    def moved(self, shape: Shape) -> Shape | None:
        leader, self._leader = self._leader, None
        if isinstance(shape, Rule):
            if shape.role not in IN_TIME:
                return shape
            if shape.role is Role.LABEL:
                self._leader = shape
            return self._seen(replace(shape, x1=self.x(shape.x1), x2=self.x(shape.x2)))
        if isinstance(shape, Band):
            return self._veil(shape) if shape.role is Role.AS_OF else shape
        if isinstance(shape, Label):
            if not shape.ref or shape.ref.startswith(AWAY):
                return shape
            key = shape.ref, shape.box.y
            if key not in self._written:
                self._written[key] = self._words_go(shape, leader)
            return replace(shape, box=self._by(shape.box, self._written[key]))
        if isinstance(shape, Mark) or (isinstance(shape, Cluster) and not shape.profile):
            if shape.box.x < self.left - METRICS.edge_px and isinstance(shape, Cluster):
                return shape  # of those without a date, in the header
            return replace(shape, box=self._by(shape.box, self._spot_goes(shape)))
        if isinstance(shape, Bar) and shape.role is Role.CARD:
            return replace(shape, box=self._by(shape.box, self._card_goes(shape)))
        if isinstance(shape, (Bar, Cluster)):
            x1 = max(self.x(shape.box.x), self.left - METRICS.edge_px)
            x2 = min(self.x(shape.box.right), self.right + METRICS.edge_px)
            if x2 <= x1:
                return None
            box = Box(x1, shape.box.y, x2 - x1, shape.box.height)
            if isinstance(shape, Cluster):
                return replace(shape, box=box)
            core_x1 = min(max(self.x(shape.core_x1), x1), x2)
            return replace(
                shape, box=box, core_x1=core_x1, core_x2=max(min(self.x(shape.core_x2), x2), core_x1)
            )
        return shape

    def _seen(self, rule: Rule) -> Rule | None:
        low, high = min(rule.x1, rule.x2), max(rule.x1, rule.x2)
        return rule if high > self.left and low < self.right else None

    def _veil(self, band: Band) -> Band:
        x = min(max(self.x(band.box.x), self.left), self.right)
        return replace(band, box=Box(x, band.box.y, self.right - x, band.box.height))

    def _by(self, box: Box, dx: float) -> Box:
        return Box(box.x + dx, box.y, box.width, box.height)

    def _spot_goes(self, shape: Mark | Cluster) -> float:
        """A mark goes with its middle, the number of a stack stays at the visible left of it."""
        if isinstance(shape, Cluster):
            for sheet in self._sheets:
                if sheet.ref == shape.ref:
                    return self._left_goes(sheet)
        x = shape.box.centre[0]
        return self.x(x) - x

    def _left_goes(self, bar: Bar) -> float:
        """How far the visible left end of a bar goes."""
        return max(self.x(bar.box.x), self.left) - max(bar.box.x, self.left)

    def _card_goes(self, card: Bar) -> float:
        spot = self._spots.get(card.ref)
        if spot is not None:
            return self._spot_goes(spot)
        return self.x(card.box.x) - card.box.x

    def _words_go(self, label: Label, leader: Rule | None) -> float:
        """With the leader; else with the bar they stand in, the end of one they stand beside, the mark."""
        if leader is not None:
            return self.x(leader.x1) - leader.x1
        box, (_x, y) = label.box, label.box.centre
        beside: list[float] = []
        for bar in (*self._bars.get(label.ref, ()), *self._sheets):
            if not bar.box.y <= y < bar.box.bottom:
                continue
            if bar.box.x <= box.x < bar.box.right:
                if bar.role is Role.CARD:
                    return self._card_goes(bar)
                going = self._left_goes(bar)
                if box.right <= bar.box.right:  # in it as long as it has room
                    going = min(going, self.x(bar.box.right) - box.right)
                return going
            if bar.role is not Role.CLUSTER:
                beside.append(bar.box.right if box.x >= bar.box.right else bar.box.x)
        spot = self._spots.get(label.ref)
        if spot is not None:
            return self._spot_goes(spot)
        x = min(beside, key=lambda end: min(abs(end - box.x), abs(end - box.right)), default=box.x)
        return self.x(x) - x
