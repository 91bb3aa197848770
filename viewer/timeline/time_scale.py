"""Days <-> px over one span of time."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import force_setattr

from viewer.model.calendar import Days
from viewer.state import Span


class TimeScale(Struct, frozen=True):
    """`span` lies between `left` and `right` (px, left < right).

    Nothing is clamped: days outside the span have places outside the px, ±inf stays ±inf.
    """

    span: Span
    left: float
    right: float
    px_per_day: float = 0.0  # computed

    def __post_init__(self) -> None:
        force_setattr(self, "px_per_day", (self.right - self.left) / self.span.length)

    def x(self, days: Days) -> float:
        """Where the moment `days` lies, in px."""
        return self.left + (days - self.span.start) * self.px_per_day

    def days(self, x: float) -> Days:
        """The moment at `x`: `scale.days(scale.x(d)) == d`, but for rounding."""
        return self.span.start + (x - self.left) / self.px_per_day

    def length(self, px: float) -> Days:
        """How long `px` pixels last."""
        return px / self.px_per_day
