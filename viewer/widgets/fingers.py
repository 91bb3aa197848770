"""What fingers on a touch screen ask for, as values: one pans, two zoom and pan, a tap and a rest are told apart."""

from __future__ import annotations

from math import hypot

from msgspec import Struct

SLOP_PX = 10.0
"""A finger that stays within this has not moved; Qt's own startDragDistance."""
LEAST_SPREAD_PX = 24.0
"""Two fingers nearer than this zoom as if they were so far apart: there a pixel means nothing."""
TWICE_PX = 40.0
"""Two taps nearer than this are one double tap; a finger is broader than a pointer."""


class Finger(Struct, frozen=True, order=True):
    """A touch point: Qt's id for as long as it is down, where it is in px of the widget."""

    id: int
    x: float
    y: float


class Stretch(Struct, frozen=True):
    """The picture follows two fingers: `ratio` times as long in time about `x` (below 1: closer), then moved."""

    ratio: float
    x: float
    dx: float
    dy: float


class Tap(Struct, frozen=True):
    """A finger touched and left; `twice` where another tap went just before."""

    x: float
    y: float
    twice: bool = False


class Fingers(Struct, frozen=True):
    """The fingers that are down. Each method answers the fingers after an event, and what it asks for.

    A touch begins with the first finger and ends with the last. It taps if no second one came, none moved beyond
    SLOP_PX, and it did not rest so long that something was shown for it.
    """

    down: tuple[Finger, ...] = ()
    began: Finger | None = None  # where the first finger came down, None once the touch is more than a tap
    spent: bool = False  # a long press was told: nothing more comes of this touch
    last: tuple[Tap, int] | None = None  # the tap before, and its time in ms

    @property
    def may_rest(self) -> bool:
        """Whether the touch can still become a tap or a long press: one finger, in its place."""
        return self.began is not None and not self.spent

    def put(self, now: tuple[Finger, ...]) -> tuple[Fingers, Stretch | None]:
        """These are down now, moved, more or fewer; the picture follows the first two that were down before."""
        if self.spent:
            return Fingers(now, spent=True), None
        if not self.down:
            return Fingers(now, now[0] if len(now) == 1 else None, last=self.last), None
        before = {finger.id: finger for finger in self.down}
        if self.began is not None:
            if len(now) == 1 and _far(self.began, now[0]) < SLOP_PX:
                return Fingers(now, self.began, last=self.last), None
            before[self.began.id] = self.began  # what the finger went within the slop is caught up with
        pairs = sorted((before[it.id], it) for it in now if it.id in before)[:2]
        return Fingers(now), _stretch(pairs) if pairs else None

    def lifted(self, at_ms: int, twice_ms: int) -> tuple[Fingers, Tap | None]:
        """The last finger left at `at_ms`; a tap, where it was one, `twice` if within `twice_ms` of one before it."""
        if not self.may_rest:
            return Fingers(), None
        x, y = self.down[0].x, self.down[0].y
        twice = (
            self.last is not None
            and at_ms - self.last[1] <= twice_ms
            and hypot(x - self.last[0].x, y - self.last[0].y) <= TWICE_PX
        )
        tap = Tap(x, y, twice)
        return Fingers(last=None if twice else (tap, at_ms)), tap

    def rested(self) -> Fingers:
        """A long press was told."""
        return Fingers(self.down, spent=True)


def _far(one: Finger, other: Finger) -> float:
    return hypot(other.x - one.x, other.y - one.y)


def _stretch(pairs: list[tuple[Finger, Finger]]) -> Stretch:
    """How the picture follows fingers from their places before to those now: their centre stays under them."""
    n = len(pairs)
    x, y = sum(before.x for before, _now in pairs) / n, sum(before.y for before, _now in pairs) / n
    dx, dy = sum(now.x for _before, now in pairs) / n - x, sum(now.y for _before, now in pairs) / n - y
    if n == 1:
        return Stretch(1.0, x, dx, dy)
    (one, one_now), (two, two_now) = pairs
    ratio = max(_far(one, two), LEAST_SPREAD_PX) / max(_far(one_now, two_now), LEAST_SPREAD_PX)
    return Stretch(ratio, x, dx, dy)
