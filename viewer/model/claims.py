"""What a claim means: known day, what holds, conflict, status, doubt (data.md 1, 2, 3, 5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from viewer.model.entities import Claim, Event, Source


class Status(StrEnum):
    """What has become of an event as of a day; the first that fits, in this order (data.md 5)."""

    CANCELLED = "cancelled"
    FAILED = "failed"
    PARTIAL = "partial"
    OVERDUE = "overdue"
    UNDER_WAY = "under-way"
    DONE = "done"
    UNDATED = "undated"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event stands on a day: one claim holds, others stand beside it or lie behind it."""

    holder: Claim
    beside: tuple[Claim, ...]  # replaces: false, after the holder, in order
    conflicts: tuple[Claim, ...]  # those of `beside` that exclude the holder
    claims: tuple[Claim, ...]  # every claim known on the day, in order of known day, then of the file
    status: Status
    doubted: bool  # of the holder


def known_day(claim: Claim, current_to: date) -> date | None:
    """The calendar day K on which `claim` became known; None for `said: unknown` (it never holds)."""
    raise NotImplementedError


def known_claims(event: Event, day: date, current_to: date) -> tuple[Claim, ...]:
    """The claims of `event` with K <= `day`, in order of K, then of the file."""
    raise NotImplementedError


def standing(
    event: Event, day: date, current_to: date, source: Callable[[str], Source | None]
) -> Standing | None:
    """How `event` stands as of `day`; None when nobody had spoken of it yet."""
    raise NotImplementedError


def doubted(claim: Claim, source: Callable[[str], Source | None]) -> bool:
    """Whether `claim` carries ? or %, or no source of it is better than weak or relayed."""
    raise NotImplementedError


def known_from(said: object, sources: Sequence[Source], current_to: date) -> date | None:
    """The day from which a sourced item is known: its `said`, else its earliest source; None: always known."""
    raise NotImplementedError
