"""What every part of a scene is built with: the programme, the scale, the measure; and the words beside a title."""

from __future__ import annotations

from math import isinf

from msgspec import Struct

from viewer.i18n import _, ngettext_
from viewer.model.claims import EventStatus, Status
from viewer.model.entities import Claim, Outcome
from viewer.model.programme import Programme
from viewer.report.dates import date_words
from viewer.timeline.metrics import METRICS, Measure, Size, elided
from viewer.timeline.scene import Role, Style
from viewer.timeline.time_scale import TimeScale


class LayoutContext(Struct, frozen=True):
    """What one scene is built with. Labels avoid the vertical lines at `lines_x` if possible."""

    programme: Programme
    scale: TimeScale
    size: Size
    measure: Measure
    lines_x: tuple[float, ...] = ()

    def elided(self, text: str, role: Role, width_px: float) -> str:
        return elided(text, role, width_px, self.measure)

    def clipped(self, start_x: float, end_x: float) -> tuple[float, float]:
        """The px from … to that are drawn: slightly beyond the view, but just to its edge on an open side."""
        left, right = self.scale.left, self.scale.right
        return (
            left if isinf(start_x) else max(start_x, left - METRICS.edge_px),
            right if isinf(end_x) else min(end_x, right + METRICS.edge_px),
        )

    def crosses_line(self, x1: float, x2: float, clear_px: float = 2.0) -> bool:
        """True if one of `lines_x` comes nearer than `clear_px` to `x1` … `x2`."""
        return any(x1 - clear_px < x < x2 + clear_px for x in self.lines_x)


def claim_style(accent: int, claim: Claim, status: Status, doubted: bool) -> Style:
    """The look of a claim: reported filled, planned hollow, doubted dotted."""
    when, filled = claim.when, claim.outcome in (Outcome.DONE, Outcome.PARTIAL, Outcome.FAILED)
    return Style(accent, filled, doubted, status.value, when.start_edge, when.end_edge)


def label_role(importance: int) -> Role:
    if importance == 5:
        return Role.LABEL_STRONG
    return Role.LABEL if importance == 4 else Role.LABEL_MUTED


STATUS_NOTES = {
    Status.OVERDUE: lambda: _("overdue"),
    Status.CANCELLED: lambda: _("cancelled"),
    Status.FAILED: lambda: _("failed"),
    Status.PARTIAL: lambda: _("in part"),
}


def remarks(status: EventStatus) -> list[str]:
    """What is unusual about an event: what became of it, how many claims are in conflict."""
    words = [STATUS_NOTES[status.status]()] if status.status in STATUS_NOTES else []
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
