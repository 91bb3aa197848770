"""What every part of a scene is built with: the programme, the scale, the measure; and the words beside a title."""

from __future__ import annotations

from datetime import date
from math import isinf

from msgspec import Struct
from msgspec.structs import force_setattr

from viewer.i18n import N_, _, ngettext_
from viewer.model.calendar import day_number
from viewer.model.claims import EventStatus, Status
from viewer.model.entities import Claim, Outcome
from viewer.model.programme import Programme
from viewer.report.dates import date_words
from viewer.timeline.metrics import METRICS, Measure, Size, elided
from viewer.timeline.scene import Role, Style
from viewer.timeline.time_scale import TimeScale

EDGE_PX = 4.0  # between the edge of the view and a label


class LayoutContext(Struct, frozen=True):
    """What one scene is built with, from a programme as of a day."""

    programme: Programme
    scale: TimeScale
    size: Size
    measure: Measure
    today: date
    lines_x: tuple[float, ...] = ()  # computed: the lines of today and the as-of day, which labels avoid if possible

    def __post_init__(self) -> None:
        lines = map(self.day_x, {self.today, self.programme.day or self.today})
        force_setattr(self, "lines_x", tuple(sorted(x for x in lines if x is not None)))

    @property
    def text_x(self) -> tuple[float, float]:
        """The px between which labels stand: the view without a narrow edge."""
        return self.scale.left + EDGE_PX, self.scale.right - EDGE_PX

    @property
    def as_of(self) -> date | None:
        """The day that the programme is seen from, if that is not today."""
        return self.programme.day if self.programme.day != self.today else None

    def day_x(self, day: date) -> float | None:
        """The place of the line of a day, at its start; None if it is out of view."""
        x = self.scale.x(day_number(day))
        return x if self.scale.left <= x <= self.scale.right else None

    def elided(self, text: str, role: Role, width_px: float) -> str:
        return elided(text, role, width_px, self.measure)

    def clipped(self, start_x: float, end_x: float) -> tuple[float, float]:
        """The px from … to that are drawn: slightly beyond the view, but just to its edge on an open side."""
        left, right, edge_px = self.scale.left, self.scale.right, METRICS.edge_px
        x1 = left if isinf(start_x) else max(start_x, left - edge_px)
        return x1, right if isinf(end_x) else min(end_x, right + edge_px)

    def crosses_line(self, x1: float, x2: float, clear_px: float = 2.0) -> bool:
        """True if one of `lines_x` comes nearer than `clear_px` to `x1` … `x2`."""
        return any(x1 - clear_px < x < x2 + clear_px for x in self.lines_x)


def claim_style(accent: int, claim: Claim, status: Status, doubted: bool) -> Style:
    """The look of a claim: reported filled, planned hollow, doubted dotted."""
    when, filled = claim.when, claim.outcome in (Outcome.DONE, Outcome.PARTIAL, Outcome.FAILED)
    return Style(accent, filled, doubted, status, when.start_edge, when.end_edge)


LABEL_ROLES = {5: Role.LABEL_STRONG, 4: Role.LABEL, 3: Role.LABEL_MUTED, 2: Role.LABEL_MUTED, 1: Role.LABEL_MUTED}
"""The role of the label of an event by its importance."""


STATUS_NOTES = {
    Status.OVERDUE: N_("overdue"),
    Status.CANCELLED: N_("cancelled"),
    Status.FAILED: N_("failed"),
    Status.PARTIAL: N_("in part"),
}


def remarks(status: EventStatus) -> list[str]:
    """What is unusual about an event: what became of it, how many claims are in conflict."""
    words = [_(STATUS_NOTES[status.status])] if status.status in STATUS_NOTES else []
    if status.conflicts:
        words.append(ngettext_("{n} claim", "{n} claims", 1 + len(status.conflicts)))
    return words


def note(status: EventStatus, is_range: bool) -> str:
    """The text beside a title: the date of a plan that is a range, else "?" in doubt; then the remarks."""
    if is_range and status.status in (Status.PLANNED, Status.OVERDUE):
        first = date_words(status.current_claim.when, status.doubted)
    else:
        first = "?" if status.doubted else ""
    return " · ".join([*filter(None, (first,)), *remarks(status)])
