"""What claims mean: known day, current claim, conflict, status, doubt.

Of the claims about an event that are known on a day, one is *current*. *Parallel* claims were made with
`replaces: false` after it. docs/dates-and-claims.md has the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from math import ceil, inf
from operator import itemgetter

from msgspec import Struct

from viewer.model.calendar import Days, day_number, last_day
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Claim, Event, Outcome, Source


class Status(StrEnum):
    """What has become of an event as of a day; the first that applies, in this order."""

    CANCELLED = "cancelled"
    FAILED = "failed"
    PARTIAL = "partial"
    OVERDUE = "overdue"
    UNDER_WAY = "under-way"
    DONE = "done"
    UNDATED = "undated"
    PLANNED = "planned"


class EventStatus(Struct, frozen=True, gc=False):
    """An event as of a day: its current claim, those beside and before it, and what has become of the event."""

    current_claim: Claim
    parallel_claims: tuple[Claim, ...]  # in order
    conflicts: tuple[Claim, ...]  # those of `parallel_claims` that exclude the current claim
    claims: tuple[Claim, ...]  # every claim known on the day, in order of known day, then of the file
    status: Status
    doubted: bool  # of the current claim
    undated: tuple[Claim, ...] = ()  # `said: unknown`: listed, never current; none before `current_to`


def known_day(claim: Claim, current_to: date) -> date | None:
    """The calendar day on which `claim` became known, at the latest `current_to`.

    None for `said: unknown` (it is never current), and for a plan without `said`, which the data may not hold.
    """
    end = known_end(claim)
    return None if end is None else min(last_day(end), current_to)


def known_end(claim: Claim) -> Days | None:
    """The end of the day, or longer unit, in which `claim` became known; inf where nothing bounds it."""
    if claim.said is not None:
        end = claim.said.core_latest
        return end if end < inf else None
    if claim.outcome is None:
        return None
    end = claim.when.core_latest
    return end if end < inf else claim.when.start_core_latest


def known_claims(event: Event, day: date, current_to: date) -> tuple[Claim, ...]:
    """The claims of `event` that are known on `day`, in order of known day, then of the file.

    Where every claim is `said: unknown`, all are known from `current_to`, in the order of the file.
    """
    claims = event.claims
    is_last_day, end_of_day = current_to <= day, day_number(day) + 1.0
    if (end := end_in_order(claims)) is not None and (end <= end_of_day or is_last_day):
        return claims
    last = day_number(current_to) + 1.0
    known = [(ceil(min(end, last)), claim) for claim in claims if (end := known_end(claim)) is not None]
    if not known:
        return claims if is_last_day else ()
    known.sort(key=itemgetter(0))
    return tuple([claim for end, claim in known if end <= end_of_day])


def end_in_order(claims: Sequence[Claim]) -> Days | None:
    """The known end of the last of `claims` if all became known in the order of the file, as most do; else None."""
    latest = -inf
    for claim in claims:
        end = known_end(claim)
        if end is None or end < latest:
            return None
        latest = end
    return latest


def undated_claims(event: Event, day: date, current_to: date) -> tuple[Claim, ...]:
    """The claims with `said: unknown` beside others whose day is known; shown from `current_to` on."""
    if len(event.claims) == 1 or day < current_to:
        return ()
    undated = tuple([claim for claim in event.claims if known_end(claim) is None])
    return undated if len(undated) < len(event.claims) else ()


def current_claim(claims: Sequence[Claim]) -> Claim:
    """The current one of the known `claims` (in order, at least one).

    The last report that replaces; else the last claim that replaces; else the last claim.
    """
    return claims[_current_index(claims)]


def current_claim_on(event: Event, day: date, current_to: date) -> Claim:
    """The current one of the claims of `event` that are known on `day`, of which there is at least one."""
    return current_claim(known_claims(event, day, current_to))


def _current_index(claims: Sequence[Claim]) -> int:
    replacing = None
    for index in range(len(claims) - 1, -1, -1):
        claim = claims[index]
        if claim.replaces:
            if claim.outcome is not None and claim.outcome is not Outcome.CANCELLED:
                return index
            if replacing is None:
                replacing = index
    return len(claims) - 1 if replacing is None else replacing


def parallel_claims(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The `replaces: false` claims after the current one; a later claim that replaces clears them."""
    current = _current_index(claims)
    last = max((index for index, claim in enumerate(claims) if claim.replaces), default=current)
    return tuple(claims[max(current, last) + 1 :])


def in_conflict(first: EdtfDate, second: EdtfDate) -> bool:
    """True if the dates exclude each other: their extents do not overlap, or exactly one is `unknown`."""
    if first.is_dated is not second.is_dated:
        return True
    return not (first.earliest < second.latest and second.earliest < first.latest)


def event_status(
    event: Event, day: date, current_to: date, source: Callable[[str], Source | None]
) -> EventStatus | None:
    """`event` as of `day`; None where no claim was known. `source` gives the source of an id."""
    claims = known_claims(event, day, current_to)
    if not claims:
        return None
    current, parallel = current_claim(claims), parallel_claims(claims)
    return EventStatus(
        current_claim=current,
        parallel_claims=parallel,
        conflicts=tuple(claim for claim in parallel if in_conflict(current.when, claim.when)),
        claims=claims,
        status=status_of(current, day, current_to),
        doubted=is_doubted(current, source),
        undated=undated_claims(event, day, current_to),
    )


_OUTCOME_STATUS = {Outcome.CANCELLED: Status.CANCELLED, Outcome.FAILED: Status.FAILED, Outcome.PARTIAL: Status.PARTIAL}


def status_of(claim: Claim, day: date, current_to: date) -> Status:
    """What has become, as of `day`, of an event whose current claim is `claim`.

    An end has passed when the last day of its extent is before `day`. It was a forecast when the last day of its core
    is after the known day: an end reported as `2024-06~` in June 2024 was none.
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


def is_doubted(claim: Claim, source: Callable[[str], Source | None]) -> bool:
    """True if `claim` has ? or %, no source, or only sources that are weak or relayed."""
    if claim.when.uncertain:
        return True
    cited = (source(id) for id in claim.sources)
    return not any(each and not each.weak and each.relayed_via is None for each in cited)


def item_known_end(said: EdtfDate | None, sources: Iterable[Source]) -> Days | None:
    """The end of the day, or longer unit, in which a sourced item became known: its `said`, else its earliest source.

    A `said` or `published` that is `unknown` does not count; where nothing else does (None), the item is always known.
    """
    if said is not None and said.is_dated:
        return said.core_latest
    return min((source.published.core_latest for source in sources if source.published.is_dated), default=None)


OrderKey = tuple[Days, Days, int, str]
"""Earliest moment, last moment, importance (5 first), id: what `order_key` sorts by."""


def order_key(event: Event, current_claim: Claim) -> OrderKey:
    """The place of `event` with its `current_claim` in every list (docs/dates-and-claims.md, 7).

    By `sort_day`, then the last moment of the core, importance, id; undated last. Within a day instants follow
    the clock.
    """
    return current_claim.when.sort_day, current_claim.when.core_latest, -event.importance, event.id
