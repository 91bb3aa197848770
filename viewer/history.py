"""How the dates moved: moves and their classes, sizes, the short chain (data.md 6).

A day counts by what holds at its end: of two claims of one day, only the later in the file moved the date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import groupby
from math import floor, isinf
from typing import Literal

from msgspec import Struct

from viewer.model.claims import known_day
from viewer.model.edtf import Days, Kind, Precision, When
from viewer.model.entities import Claim, Event, Outcome
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


TOLD = frozenset({MoveClass.SLIP, MoveClass.PULL_IN, MoveClass.WITHDRAWN, MoveClass.REDATED})
"""The moves whose both ends the short chain tells."""

SizeUnit = Literal["years", "months", "days"]

DAYS_A_MONTH = 30.44
DAYS_A_YEAR = 365.2425


class Move(Struct, frozen=True):
    """One step between successive holders."""

    event_id: str
    cls: MoveClass
    day: date  # on which it became known
    old: Claim | None  # the claim it is measured from
    new: Claim
    start_shift: float | None  # Δs in days, None where undefined
    end_shift: float | None  # Δe in days, None where undefined


class Chain(Struct, frozen=True):
    """The short chain of an event: the claims worth telling, and the whole shift since the first."""

    claims: tuple[Claim, ...]
    since: Claim | None  # the first dated holder, if it differs from the present one
    shift: (
        Move | None
    )  # from `since` to the present dated holder (class slip, pull-in …), None if nothing to measure


def holders(event: Event, programme: Programme) -> Iterator[tuple[date, Claim]]:
    """Each claim that held at the end of a day, up to the programme's, with the day it came to hold."""
    current_to = programme.current_to
    known = [(day, claim) for claim in event.claims if (day := known_day(claim, current_to)) is not None]
    known = known or [(current_to, claim) for claim in event.claims]
    if programme.day is not None:
        known = [pair for pair in known if pair[0] <= programme.day]
    known.sort(key=lambda pair: pair[0])
    reported = replacing = held = None  # the last that happened, the last that replaces, what held so far
    for day, claims in groupby(known, key=lambda pair: pair[0]):
        for _, last in claims:
            if last.replaces:
                replacing = last
                if last.outcome is not None and last.outcome is not Outcome.CANCELLED:
                    reported = last
        now = reported or replacing or last
        if now is not held:
            held = now
            yield day, now


def moves(event: Event, programme: Programme) -> tuple[Move, ...]:
    """Every move of `event` as of the programme's day, in order.

    A report is measured once, the first one; later ones correct it. Without a dated plan it measures nothing.
    """
    found: list[Move] = []
    plan: Claim | None = None  # the last plan that held
    dated: Claim | None = None  # the last one of those with a date
    reported = False
    for day, claim in holders(event, programme):
        move = None
        if claim.outcome is Outcome.CANCELLED:
            move = Move(event.id, MoveClass.CANCELLED, day, plan, claim, None, None)
        elif claim.outcome is not None:
            if dated and not reported and claim.when.kind is not Kind.UNKNOWN:
                move = _move(event.id, _kept(dated.when, claim.when), day, dated, claim)
            reported = True
        else:
            move = _plan_move(event.id, day, plan, dated, claim)
            plan = claim
            dated = dated if claim.when.kind is Kind.UNKNOWN else claim
        if move:
            found.append(move)
    return tuple(found)


def _plan_move(event_id: str, day: date, plan: Claim | None, dated: Claim | None, new: Claim) -> Move:
    """The step from `plan`, which held before, and `dated`, the last one with a date, to the plan `new`."""
    without_date = new.when.kind is Kind.UNKNOWN
    if plan is None or (dated is None and not without_date):
        return Move(event_id, MoveClass.FIRST_SAID, day, None, new, None, None)
    if plan.when.kind is Kind.UNKNOWN:
        if without_date or dated is None:
            return Move(event_id, MoveClass.RESTATED, day, plan, new, None, None)
        return _move(event_id, MoveClass.REDATED, day, dated, new)
    if without_date:
        return Move(event_id, MoveClass.WITHDRAWN, day, plan, new, None, None)
    return _move(event_id, shift_class(plan.when, new.when), day, plan, new)


def _move(event_id: str, cls: MoveClass, day: date, old: Claim, new: Claim) -> Move:
    start = _shift(old.when.core_earliest, new.when.core_earliest)
    end = _shift(old.when.core_latest, new.when.core_latest)
    return Move(event_id, cls, day, old, new, start, end)


def _shift(old: Days, new: Days) -> float | None:
    return None if isinf(old) or isinf(new) else new - old


def shift_class(old: When, new: When) -> MoveClass:
    """The class of the move from one dated plan to the next: restated, slip, pull-in, firmed or loosened.

    By the table of data.md 6, first that fits. Two plans that are open on the same side move with the other side.
    """
    if (old.core_earliest, old.core_latest) == (new.core_earliest, new.core_latest):
        return MoveClass.RESTATED
    start = _shift(old.core_earliest, new.core_earliest)
    end = _shift(old.core_latest, new.core_latest)
    if isinf(old.core_earliest) and isinf(new.core_earliest):
        return _later_or_sooner(end)
    if isinf(old.core_latest) and isinf(new.core_latest):
        return _later_or_sooner(start)
    if old.kind is new.kind is Kind.INTERVAL and start is not None and (start or end):
        return _later_or_sooner(start or end)
    if old.core_earliest <= new.core_earliest and new.core_latest <= old.core_latest:
        return MoveClass.FIRMED
    if new.core_earliest <= old.core_earliest and old.core_latest <= new.core_latest:
        return MoveClass.SLIP if new.kind is Kind.BEFORE and end else MoveClass.LOOSENED
    return _later_or_sooner(start if end is None else end)


def _later_or_sooner(shift: float | None) -> MoveClass:
    """The class of a shift that is not zero; loosened where no side can be measured."""
    if shift is None:
        return MoveClass.LOOSENED
    return MoveClass.SLIP if shift > 0 else MoveClass.PULL_IN


def _kept(plan: When, report: When) -> MoveClass:
    """Met, missed or early: the core of the report and the extent of the plan; of two `/`, their starts."""
    begin, end = report.core_earliest, report.core_latest
    latest = plan.latest
    if plan.kind is report.kind is Kind.INTERVAL:
        end, latest = min(end, report.start_core_latest), plan.start_latest
    if begin >= latest:
        return MoveClass.MISSED
    return MoveClass.EARLY if end <= plan.earliest else MoveClass.MET


def short_chain(event: Event, programme: Programme) -> Chain:
    """The claims worth telling, as of the programme's day.

    The first dated holder, the one before and after each slip, pull-in, withdrawal and re-dating, and the
    present one; successive equal cores once, as last written.
    """
    held = tuple(holders(event, programme))
    if not held:
        return Chain((), None, None)
    dated = [claim for _, claim in held if claim.when.kind is not Kind.UNKNOWN]
    turns = {id(move.new) for move in moves(event, programme) if move.cls in TOLD}
    runs = [tuple(run) for _, run in groupby((claim for _, claim in held), key=_core)]
    told = {len(runs) - 1}
    for index, run in enumerate(runs):
        if dated and run[0] is dated[0]:
            told.add(index)
        if id(run[0]) in turns:
            told |= {index - 1, index}
    chain = tuple(runs[index][-1] for index in sorted(told))
    claims = tuple(tuple(run)[-1] for _, run in groupby(chain, key=_core))
    day, present = held[-1]
    if not dated or _core(dated[0]) == _core(present):
        return Chain(claims, None, None)
    shift = None
    if present.when.kind is not Kind.UNKNOWN and present.outcome is not Outcome.CANCELLED:
        shift = _move(event.id, shift_class(dated[0].when, present.when), day, dated[0], present)
    return Chain(claims, dated[0], shift)


def _core(claim: Claim) -> tuple[bool, Days, Days]:
    return claim.when.kind is Kind.UNKNOWN, claim.when.core_earliest, claim.when.core_latest


def ledger(programme: Programme) -> tuple[Move, ...]:
    """Every move of every event, sorted by day, then by the order of the programme's events."""
    found = [move for event in programme.events for move in moves(event, programme)]
    found.sort(key=lambda move: move.day)
    return tuple(found)


def size_unit(old: When, new: When) -> SizeUnit:
    """The unit in which the shift from `old` to `new` is told."""
    precisions = old.precision, new.precision
    if max(precisions) <= Precision.YEAR:
        return "years"
    return "days" if min(precisions) >= Precision.DAY else "months"


def size_range(move: Move) -> tuple[int, int, bool]:
    """The shift as (low, high, open) in its `size_unit`, whole and signed: later is positive.

    low == high where both ends agree or only one is defined; open ("or more"): one side has no end. In days
    an instant counts for its day. Of two `/` the start is measured, and the end only where the starts agree.
    (0, 0, True) where nothing can be measured.
    """
    if move.old is None:
        return 0, 0, True
    unit = size_unit(move.old.when, move.new.when)
    if unit == "days":
        start = _shift(_floor(move.old.when.core_earliest), _floor(move.new.when.core_earliest))
        end = _shift(-_floor(-move.old.when.core_latest), -_floor(-move.new.when.core_latest))
        length = 1.0
    else:
        start, end = move.start_shift, move.end_shift
        length = DAYS_A_YEAR if unit == "years" else DAYS_A_MONTH
    if move.old.when.kind is move.new.when.kind is Kind.INTERVAL and start is not None:
        start, end = (start, start) if start else (end, end)
    counts = [round(shift / length) for shift in (start, end) if shift is not None]
    if not counts:
        return 0, 0, True
    return min(counts), max(counts), len(counts) == 1


def _floor(days: Days) -> Days:
    return days if isinf(days) else float(floor(days))


def step(event_id: str, old: Programme, new: Programme) -> Move | None:
    """How the promise for an event moved from what holds in `old` to what holds in `new`, both seen from a day.

    By the same classes as any move, whatever lay between; None where it is in only one of them, where either tells
    what happened, and where both say the same. A promise that had no date is measured from the last dated one.
    """
    before, after = old.event(event_id), new.event(event_id)
    if before is None or after is None:
        return None
    plan, promised = old.standing(event_id).holder, new.standing(event_id).holder
    if plan.outcome is not None or promised.outcome is not None or _core(plan) == _core(promised):
        return None
    dated = [claim for _, claim in holders(before, old) if claim.when.kind is not Kind.UNKNOWN]
    day = known_day(promised, new.current_to) or new.current_to
    return _plan_move(event_id, day, plan, dated[-1] if dated else None, promised)
