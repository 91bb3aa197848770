"""What every part of a scene is built with: the programme, the scale, the measure."""

from __future__ import annotations

from math import isinf

from msgspec import Struct

from viewer.i18n import _ as _words
from viewer.i18n import language, ngettext_
from viewer.model.claims import EventStatus, Status
from viewer.model.entities import Claim, Event, Outcome
from viewer.model.programme import Programme
from viewer.ref import event_ref
from viewer.report.dates import date_words
from viewer.timeline.metrics import METRICS, Measure, Size
from viewer.timeline.scene import Role, Style
from viewer.timeline.time_scale import TimeScale

ELLIPSIS = "…"
FILLED = (Outcome.DONE, Outcome.PARTIAL, Outcome.FAILED)


class Frame(Struct, frozen=True):
    """One picture in the making. `lines_x` are the lines that no label should cross, if it can be helped."""

    programme: Programme
    scale: TimeScale
    size: Size
    measure: Measure
    lines_x: tuple[float, ...] = ()

    def width(self, text: str, role: Role) -> float:
        """Of a text in px."""
        return self.measure(text, role)

    def elided(self, text: str, role: Role, room_px: float) -> str:
        """`text`, or as much of it as fits with an ellipsis; "" where not even one character does."""
        if self.width(text, role) <= room_px:
            return text
        low, high = 0, len(text) - 1  # so many characters fit; so many may
        while low < high:
            middle = (low + high + 1) // 2
            if self.measure(text[:middle].rstrip() + ELLIPSIS, role) <= room_px:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip() + ELLIPSIS if low else ""

    def clipped(self, start_x: float, end_x: float) -> tuple[float, float]:
        """The px from … to that are drawn: a bit beyond the view, but just to its edge where it goes on for ever."""
        left, right = self.scale.left, self.scale.right
        return (
            left if isinf(start_x) else max(start_x, left - METRICS.edge_px),
            right if isinf(end_x) else min(end_x, right + METRICS.edge_px),
        )


def style(accent: int, claim: Claim, status: Status, doubted: bool) -> Style:
    """How a claim is drawn, apart from its place: reported filled, planned hollow, doubted dotted."""
    when = claim.when
    return Style(accent, claim.outcome in FILLED, doubted, status.value, when.start_edge, when.end_edge)


def ref(event: Event) -> str:
    return event_ref(event.id)


def title(event: Event) -> str:
    return event.title(language())


def label_role(importance: int) -> Role:
    if importance == 5:
        return Role.LABEL_STRONG
    return Role.LABEL if importance == 4 else Role.LABEL_MUTED


def note(event_status: EventStatus, window: bool) -> str:
    """What is written beside a title: the date of a plan that is a window, what became of it, a conflict."""
    parts = []
    planned = event_status.status in (Status.PLANNED, Status.OVERDUE)
    if planned and window:
        parts.append(date_words(event_status.current_claim.when, event_status.doubted))
    elif event_status.doubted:
        parts.append("?")
    if event_status.status is Status.OVERDUE:
        parts.append(_words("overdue"))
    elif event_status.status is Status.CANCELLED:
        parts.append(_words("cancelled"))
    elif event_status.status is Status.FAILED:
        parts.append(_words("failed"))
    elif event_status.status is Status.PARTIAL:
        parts.append(_words("in part"))
    if event_status.conflicts:
        parts.append(ngettext_("{n} claim", "{n} claims", 1 + len(event_status.conflicts)))
    return " · ".join(parts)
