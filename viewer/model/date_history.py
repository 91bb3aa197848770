"""How the date of an event changed: the changes and their kinds, their sizes, and a short history.

The rules are in docs/dates-and-claims.md, 6. Only the claim that is current at the end of a day counts: of two claims
of one day the later in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import groupby
from math import floor, isinf
from operator import itemgetter
from typing import Literal

from msgspec import Struct

from viewer.model.calendar import Days
from viewer.model.claims import known_day
from viewer.model.edtf_date import EdtfDate, Precision
from viewer.model.entities import Claim, Event, Outcome
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, tracked


class ChangeKind(StrEnum):
    """What a change did to the date. A slip is a change to a later date."""

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


MAJOR_CHANGES = (ChangeKind.SLIP, ChangeKind.PULL_IN, ChangeKind.WITHDRAWN, ChangeKind.REDATED)
"""The kinds that a summary lists, and whose two claims a short history has."""

SizeUnit = Literal["years", "months", "days"]
DAYS_PER_UNIT: Mapping[SizeUnit, float] = {"years": 365.2425, "months": 30.44, "days": 1.0}


class DateChange(Struct, frozen=True, gc=False):
    """The change from one claim to the next that was current."""

    event_id: str
    kind: ChangeKind
    day: date  # on which the new claim became known
    old: Claim | None  # the claim the change is measured from
    new: Claim
    start_days: float | None  # how far the start of the core moved, later is positive; None where undefined
    end_days: float | None  # the same for the end of the core


class DateHistory(Struct, frozen=True, gc=False):
    """The claims that show how the date of an event changed, in short."""

    claims: tuple[Claim, ...]
    first: Claim | None  # the first current claim with a date, if the present one has another core
    total: DateChange | None  # the change from `first` to the present claim, None if nothing can be measured


def current_claims(programme: Programme, event: Event) -> Iterator[tuple[date, Claim]]:
    """Each claim that was current at the end of a day up to that of `programme`, with the first such day."""
    current_to = programme.current_to
    known = [(day, claim) for claim in event.claims if (day := known_day(claim, current_to)) is not None]
    known = known or [(current_to, claim) for claim in event.claims]
    known = [pair for pair in known if programme.day is None or pair[0] <= programme.day]
    known.sort(key=itemgetter(0))
    report = replacing = current = None  # the last report, the last claim that replaces, the last current one
    for day, claims in groupby(known, key=itemgetter(0)):
        for _, last in claims:
            if last.replaces:
                replacing = last
                if last.outcome is not None and last.outcome is not Outcome.CANCELLED:
                    report = last
        claim = report or replacing or last
        if claim is not current:
            current = claim
            yield day, claim


def date_changes(programme: Programme, event: Event) -> tuple[DateChange, ...]:
    """Every change of the date of `event` as of the day of `programme`, in order.

    Only the first report is compared with the plan; later ones correct it. Without a dated plan there is nothing
    to compare it with.
    """
    changes: list[DateChange] = []
    plan: Claim | None = None  # the last current plan
    dated: Claim | None = None  # the last current plan with a date
    reported = False
    for day, claim in current_claims(programme, event):
        if claim.outcome is Outcome.CANCELLED:
            changes.append(DateChange(event.id, ChangeKind.CANCELLED, day, plan, claim, None, None))
        elif claim.outcome is None:
            changes.append(_plan_change(event.id, day, plan, dated, claim))
            plan, dated = claim, claim if claim.when.is_dated else dated
        else:
            if dated and not reported and claim.when.is_dated:
                changes.append(_measured(event.id, _report_kind(dated.when, claim.when), day, dated, claim))
            reported = True
    return tuple(changes)


def _plan_change(event_id: str, day: date, plan: Claim | None, dated: Claim | None, new: Claim) -> DateChange:
    """The change from `plan`, current before, to the plan `new`; `dated` is the last current plan with a date."""
    if plan is None or (dated is None and new.when.is_dated):
        return DateChange(event_id, ChangeKind.FIRST_SAID, day, None, new, None, None)
    if plan.when.is_dated:
        kind = classify_change(plan.when, new.when) if new.when.is_dated else ChangeKind.WITHDRAWN
        return _measured(event_id, kind, day, plan, new)
    if dated is not None and new.when.is_dated:
        return _measured(event_id, ChangeKind.REDATED, day, dated, new)
    return _measured(event_id, ChangeKind.RESTATED, day, plan, new)


def _measured(event_id: str, kind: ChangeKind, day: date, old: Claim, new: Claim) -> DateChange:
    start = _distance(old.when.core_earliest, new.when.core_earliest)
    end = _distance(old.when.core_latest, new.when.core_latest)
    return DateChange(event_id, kind, day, old, new, start, end)


def _distance(old: Days, new: Days) -> float | None:
    return None if isinf(old) or isinf(new) else new - old


def classify_change(old: EdtfDate, new: EdtfDate) -> ChangeKind:
    """The kind of the change from one dated plan to the next: restated, slip, pull-in, firmed or loosened.

    The first row of the table in docs/dates-and-claims.md, 6, that applies. Two plans that are open on the same side
    are compared by the other side.
    """
    if (old.core_earliest, old.core_latest) == (new.core_earliest, new.core_latest):
        return ChangeKind.RESTATED
    start = _distance(old.core_earliest, new.core_earliest)
    end = _distance(old.core_latest, new.core_latest)
    if isinf(old.core_earliest) and isinf(new.core_earliest):
        return _kind_by_sign(end)
    if isinf(old.core_latest) and isinf(new.core_latest):
        return _kind_by_sign(start)
    if old.is_interval and new.is_interval and start is not None and (start or end):
        return _kind_by_sign(start or end)
    if old.core_earliest <= new.core_earliest and new.core_latest <= old.core_latest:
        return ChangeKind.FIRMED
    if new.core_earliest <= old.core_earliest and old.core_latest <= new.core_latest:
        return ChangeKind.SLIP if new.is_upper_bound and end else ChangeKind.LOOSENED
    return _kind_by_sign(start if end is None else end)


def _kind_by_sign(days: float | None) -> ChangeKind:
    """Slip or pull-in by the sign of `days`, which is not zero; loosened where no side can be measured."""
    return ChangeKind.LOOSENED if days is None else ChangeKind.SLIP if days > 0 else ChangeKind.PULL_IN


def _report_kind(plan: EdtfDate, report: EdtfDate) -> ChangeKind:
    """Met, missed or early: compares the core of the report with the extent of the plan; of two `/`, the starts."""
    end, latest = report.core_latest, plan.latest
    if plan.is_interval and report.is_interval:
        end, latest = min(end, report.start_core_latest), plan.start_latest
    if report.core_earliest >= latest:
        return ChangeKind.MISSED
    return ChangeKind.EARLY if end <= plan.earliest else ChangeKind.MET


def date_history(programme: Programme, event: Event) -> DateHistory:
    """The short history of the date of `event`, as of the day of `programme`.

    Its claims: the first current one with a date, those before and after each of MAJOR_CHANGES, and the present
    one. Of successive claims with equal cores it has the last.
    """
    current = tuple(current_claims(programme, event))
    if not current:
        return DateHistory((), None, None)
    day, present = current[-1]
    first = next((claim for _, claim in current if claim.when.is_dated), None)
    major = {id(change.new) for change in date_changes(programme, event) if change.kind in MAJOR_CHANGES}
    runs = [tuple(run) for _, run in groupby((claim for _, claim in current), key=_core)]
    indices = {len(runs) - 1}
    for index, run in enumerate(runs):
        if run[0] is first:
            indices.add(index)
        if id(run[0]) in major:
            indices |= {index - 1, index}
    last_of_runs = (runs[index][-1] for index in sorted(indices))
    claims = tuple(tuple(run)[-1] for _, run in groupby(last_of_runs, key=_core))
    if first is None or _core(first) == _core(present):
        return DateHistory(claims, None, None)
    total = None
    if present.when.is_dated and present.outcome is not Outcome.CANCELLED:
        total = _measured(event.id, classify_change(first.when, present.when), day, first, present)
    return DateHistory(claims, first, total)


def _core(claim: Claim) -> tuple[bool, Days, Days]:
    return not claim.when.is_dated, claim.when.core_earliest, claim.when.core_latest


def all_date_changes(programme: Programme, progress: ProgressCallback = ignore_progress) -> tuple[DateChange, ...]:
    """Every change of every event but the first statement of a date, by day, then in the order of the events."""
    changes = [
        change
        for event in tracked(programme.events, progress)
        if len(event.claims) > 1 or event.claims[0].outcome is Outcome.CANCELLED
        for change in date_changes(programme, event)
        if change.kind is not ChangeKind.FIRST_SAID
    ]
    return tuple(sorted(changes, key=lambda change: change.day))


def size_unit(old: EdtfDate, new: EdtfDate) -> SizeUnit:
    """The unit in which the size of the change from `old` to `new` is given."""
    precisions = old.precision, new.precision
    if max(precisions) <= Precision.YEAR:
        return "years"
    return "days" if min(precisions) >= Precision.DAY else "months"


def size_range(change: DateChange) -> tuple[int, int]:
    """The size of `change` as (low, high) in whole units of `size_unit`; later is positive.

    low == high where both ends agree or only one is defined. In days an instant counts for its day. Of two `/` the
    start is measured, and the end only where the starts agree. (0, 0) where nothing can be measured.
    """
    if change.old is None:
        return 0, 0
    old, new, start, end = change.old.when, change.new.when, change.start_days, change.end_days
    unit = size_unit(old, new)
    if unit == "days":
        start = _distance(_floor(old.core_earliest), _floor(new.core_earliest))
        end = _distance(-_floor(-old.core_latest), -_floor(-new.core_latest))
    if old.is_interval and new.is_interval and start is not None:
        start, end = (start, start) if start else (end, end)
    counts = [round(days / DAYS_PER_UNIT[unit]) for days in (start, end) if days is not None]
    return min(counts, default=0), max(counts, default=0)


def _floor(days: Days) -> Days:
    return days if isinf(days) else float(floor(days))


def change_between(old: Programme, new: Programme, event_id: str) -> DateChange | None:
    """The change of a plan from what is current in `old` to what is current in `new`, both as of a day.

    It has the kind of a single change, whatever lay between. None where only one of them has the event, where
    either reports an outcome, and where both name the same core. A plan that had no date is measured from the
    last current one with a date.
    """
    old_event, new_event = old.event(event_id), new.event(event_id)
    if old_event is None or new_event is None:
        return None
    old_plan, new_plan = old.current_claim(old_event), new.current_claim(new_event)
    if old_plan.outcome is not None or new_plan.outcome is not None or _core(old_plan) == _core(new_plan):
        return None
    dated = [claim for _, claim in current_claims(old, old_event) if claim.when.is_dated]
    day = known_day(new_plan, new.current_to) or new.current_to
    return _plan_change(event_id, day, old_plan, dated[-1] if dated else None, new_plan)


def has_trend(programme: Programme, event_id: str) -> bool:
    """Whether a chart of the date shows anything: at least two dated claims, one of them a plan.

    KeyError when the event is not known on the day of `programme`.
    """
    dated = [claim for claim in programme.status(event_id).claims if claim.when.is_dated]
    return len(dated) > 1 and any(claim.outcome is None for claim in dated)
