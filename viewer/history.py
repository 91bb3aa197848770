"""How the dates moved: moves and their classes, sizes, the short chain (data.md 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from viewer.model.entities import Claim, Event
from viewer.model.programme import Programme


class MoveClass(StrEnum):
    FIRST_SAID = "first-said"
    WITHDRAWN = "withdrawn"
    REDATED = "re-dated"
    RESTATED = "restated"
    SLIP = "slip"
    PULL_IN = "pull-in"
    FIRMED = "firmed"
    LOOSENED = "loosened"
    MET = "met"
    MISSED = "missed"
    EARLY = "early"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Move:
    """One step between successive holders."""

    event_id: str
    cls: MoveClass
    day: date  # on which it became known
    old: Claim | None  # the claim it is measured from
    new: Claim
    start_shift: float | None  # Δs in days, None where undefined
    end_shift: float | None  # Δe in days, None where undefined


@dataclass(frozen=True, slots=True)
class Chain:
    """The short chain of an event: the claims worth telling, and the whole shift since the first."""

    claims: tuple[Claim, ...]
    since: Claim | None  # the first dated holder, if it differs from the present one
    shift: Move | None  # from `since` to the present dated holder (class slip, pull-in …), None if nothing to measure


def moves(event: Event, programme: Programme) -> tuple[Move, ...]:
    """Every move of `event` as of the programme's day, in order."""
    raise NotImplementedError


def short_chain(event: Event, programme: Programme) -> Chain: raise NotImplementedError


def ledger(programme: Programme) -> tuple[Move, ...]:
    """Every move of every event, sorted by day, then event order."""
    raise NotImplementedError
