"""The way from one window in time to another, smoothly: a value that is asked where it is after so many ms."""

from __future__ import annotations

from math import exp, log

from msgspec import Struct

from viewer.state import Span

GLIDE_MS = 150
"""From setting out to arriving."""
ALIKE = 1e-6
"""Two lengths that differ by less than this share are one: the window only moves."""


class Glide(Struct, frozen=True):
    """From `start` to `end` within GLIDE_MS, fast first and slow at last; the day that both show at one place stays."""

    start: Span
    end: Span

    def at(self, ms: float) -> Span:
        """The window after `ms`; before 0 it is `start`, from GLIDE_MS on exactly `end`."""
        share = min(max(ms / GLIDE_MS, 0.0), 1.0)
        if share >= 1.0:
            return self.end
        way = 1.0 - (1.0 - share) ** 3
        ratio = self.end.length / self.start.length
        if abs(ratio - 1.0) < ALIKE:
            return self.start.panned((self.end.start - self.start.start) * way)
        still = (self.end.start - ratio * self.start.start) / (1.0 - ratio)
        factor = exp(log(ratio) * way)
        start = still - (still - self.start.start) * factor
        return Span(start, start + self.start.length * factor)


def source(window: Span, shown: Span, left: float, right: float) -> tuple[float, float]:
    """From which to which px of a picture of `window`, between `left` and `right`, what is `shown` reaches."""
    px_per_day = (right - left) / window.length
    return left + (shown.start - window.start) * px_per_day, left + (shown.end - window.start) * px_per_day
