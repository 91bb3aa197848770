"""What a claim means: known day, what holds, conflict, status, doubt (data.md 1, 2, 3, 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from math import inf

from msgspec import Struct

from viewer.model.calendar import Days, day_number, last_day
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Claim, Event, Outcome, Source


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


class Standing(Struct, frozen=True, gc=False):
    """How an event stands on a day: one claim holds, others stand beside it or lie behind it."""

    holder: Claim
    beside: tuple[Claim, ...]  # replaces: false, after the holder, in order
    conflicts: tuple[Claim, ...]  # those of `beside` that exclude the holder
    claims: tuple[Claim, ...]  # every claim known on the day, in order of known day, then of the file
    status: Status
    doubted: bool  # of the holder
    undated: tuple[Claim, ...] = ()  # `said: unknown`: listed, never the holder; none before `current_to`


def known_day(claim: Claim, current_to: date) -> date | None:
    """The calendar day K on which `claim` became known, at the latest `current_to`.

    None for `said: unknown` (it never holds), and for a plan without `said`, which data.md forbids.
    """
    end = known_end(claim)
    if end is None:
        return None
    day = last_day(end)
    return day if day < current_to else current_to


def known_end(claim: Claim) -> Days | None:
    """The end of the day, or longer, within which `claim` became known; inf where nothing bounds it."""
    said = claim.said
    if said is not None:
        return said.core_latest if said.is_dated else None
    if claim.outcome is None:
        return None
    return claim.when.start_core_latest if claim.when.core_latest == inf else claim.when.core_latest


def known_claims(event: Event, day: date, current_to: date) -> tuple[Claim, ...]:
    """The claims of `event` with K <= `day`, in order of K, then of the file.

    Where every claim is `said: unknown`, all are known from `current_to`, in the order of the file.
    """
    if len(event.claims) == 1:
        return event.claims if (known_day(event.claims[0], current_to) or current_to) <= day else ()
    last = -inf
    for claim in event.claims:
        end = known_end(claim)
        if end is None or end < last:
            break
        last = end
    else:  # in order, as they mostly are written
        if current_to <= day or last <= day_number(day) + 1.0:
            return event.claims
    known = [(k, claim) for claim in event.claims if (k := known_day(claim, current_to)) is not None]
    if not known:
        return event.claims if current_to <= day else ()
    known.sort(key=lambda pair: pair[0])
    return tuple(claim for k, claim in known if k <= day)


def undated_claims(event: Event, day: date, current_to: date) -> tuple[Claim, ...]:
    """The claims said on an unknown day, beside others whose day is known; shown from `current_to` on."""
    if len(event.claims) == 1 or day < current_to:
        return ()
    undated = tuple([claim for claim in event.claims if known_end(claim) is None])
    return undated if len(undated) < len(event.claims) else ()


def holder(claims: Sequence[Claim]) -> Claim:
    """The one of the known `claims` (in order, at least one) that holds (data.md 3)."""
    return claims[_holder_index(claims)]


def _holder_index(claims: Sequence[Claim]) -> int:
    replacing = None
    for index in range(len(claims) - 1, -1, -1):
        claim = claims[index]
        if claim.replaces:
            if claim.outcome is not None and claim.outcome is not Outcome.CANCELLED:
                return index
            if replacing is None:
                replacing = index
    return len(claims) - 1 if replacing is None else replacing


def beside(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The `replaces: false` claims after the holder; the next replacing claim clears them."""
    after = _holder_index(claims)
    for index in range(len(claims) - 1, after, -1):
        if claims[index].replaces:
            after = index
            break
    return tuple(claims[after + 1 :])


def in_conflict(one: EdtfDate, other: EdtfDate) -> bool:
    """Whether the two exclude each other: extents that do not overlap, or exactly one `unknown`."""
    if one.is_dated is not other.is_dated:
        return True
    return not (one.earliest < other.latest and other.earliest < one.latest)


def standing(
    event: Event, day: date, current_to: date, source: Callable[[str], Source | None]
) -> Standing | None:
    """How `event` stands as of `day`; None when nobody had spoken of it yet."""
    claims = known_claims(event, day, current_to)
    if not claims:
        return None
    held = holder(claims)
    others = beside(claims)
    return Standing(
        holder=held,
        beside=others,
        conflicts=tuple(claim for claim in others if in_conflict(held.when, claim.when)),
        claims=claims,
        status=status(held, day, current_to),
        doubted=doubted(held, source),
        undated=undated_claims(event, day, current_to),
    )


_OUTCOME_STATUS = {
    Outcome.CANCELLED: Status.CANCELLED,
    Outcome.FAILED: Status.FAILED,
    Outcome.PARTIAL: Status.PARTIAL,
}


def status(claim: Claim, day: date, current_to: date) -> Status:
    """What has become, as of `day`, of an event for which `claim` holds (data.md 5).

    An end "has passed" when the last day of its extent lies before `day`; it "lay after K" when the last day
    of its core does: an end reported as `2024-06~` in June 2024 was no forecast.
    """
    when, outcome, today = claim.when, claim.outcome, day_number(day)
    if outcome is None:
        if when.start_latest <= today:
            return Status.OVERDUE
        return Status.PLANNED if when.is_dated else Status.UNDATED
    if outcome is not Outcome.DONE:
        return _OUTCOME_STATUS[outcome]
    if not when.is_interval:
        return Status.DONE
    if when.latest > today:
        return Status.UNDER_WAY
    known = known_day(claim, current_to)
    return Status.OVERDUE if known is not None and last_day(when.core_latest) > known else Status.DONE


def doubted(claim: Claim, source: Callable[[str], Source | None]) -> bool:
    """Whether `claim` carries ? or %, or no source of it, or none that is better than weak or relayed."""
    if claim.when.uncertain:
        return True
    cited = (source(cited_id) for cited_id in claim.sources)
    return not any(found and not found.weak and found.relayed_via is None for found in cited)


def known_from(said: EdtfDate | None, sources: Iterable[Source], current_to: date) -> date | None:
    """The day from which a sourced item is known: its `said`, else its earliest source; None: always known.

    A `said` or `published` that is `unknown` says nothing; where nothing else does, the item is always known.
    """
    if said is not None and said.is_dated:
        return min(last_day(said.core_latest), current_to)
    dated = [s.published.core_latest for s in sources if s.published.is_dated]
    return min(last_day(min(dated)), current_to) if dated else None
