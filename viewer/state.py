"""What is looked at: one frozen value, and the pure changes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from viewer.model.edtf import Days


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, `start` < `end`, in days since 1970-01-01."""

    start: Days
    end: Days


@dataclass(frozen=True, slots=True)
class ViewState:
    """Window, vertical scroll, selection, as-of day, switches. Equal states draw equal pictures.

    `selection` is an address within the programme: "event/ce7-launch", "mission/chang-e-7", "partner/esa",
    "source/…", or "" for nothing. `as_of` None means "now": the day the program was given as today.
    """

    window: Span
    selection: str = ""
    as_of: date | None = None
    scroll_px: float = 0.0
    slips: bool = True  # ghosts and arrows of earlier dates

    # pure changes: zoomed(ratio, centre), panned(days), framed(span), selecting(address), on(day) …
    # to_text() / from_text(text): one line, e.g. "window=2024-01-01/2036-01-01;as-of=2025-04-24;select=event/ce7-launch"
