"""Events as of a day are those that the definitions name, in the order that they name: written out, on random ones."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.generated_programme import generate_programme
from viewer.model.claims import current_claim, known_claims, known_day, order_key, undated_claims
from viewer.model.programme import Programme

WHOLE = generate_programme(600)
DAYS = st.dates(date(2005, 1, 1), date(2027, 12, 31))


@given(DAYS)
def test_events_are_those_known_in_the_order_of_their_keys(day: date) -> None:
    current_to = WHOLE.current_to
    known = [event for event in WHOLE.events if known_claims(event, day, current_to)]
    known.sort(key=lambda it: order_key(it, current_claim(known_claims(it, day, current_to))))
    seen = WHOLE.as_of(day)
    assert [event.id for event in seen.events] == [event.id for event in known]
    for one, event in zip(seen.events, known, strict=True):
        claims = known_claims(event, day, current_to) + undated_claims(event, day, current_to)
        assert [claim.when for claim in one.claims] == [claim.when for claim in claims]


@given(DAYS, DAYS)
def test_a_snapshot_of_a_snapshot_has_the_same_order(day: date, later: date) -> None:
    day, later = min(day, later), max(day, later)
    assert WHOLE.as_of(later).as_of(day).events == WHOLE.as_of(day).events


@given(DAYS)
def test_known_claims_are_those_whose_day_has_come_in_order_of_days(day: date) -> None:
    current_to = WHOLE.current_to
    for event in WHOLE.events:
        days = [(known_day(claim, current_to), claim) for claim in event.claims]
        expected = sorted((it for it in days if it[0] is not None and it[0] <= day), key=lambda it: str(it[0]))
        assert list(known_claims(event, day, current_to)) == [claim for _k, claim in expected]


@given(DAYS)
def test_days_of_change_are_the_known_days_of_all_claims_and_sources(day: date) -> None:
    seen = WHOLE.as_of(day)
    claimed = {known_day(claim, seen.current_to) for event in seen.events for claim in event.claims}
    published = {known_day_of(source_day, seen) for source_day in (it.published.core_latest for it in seen.sources)}
    assert set(seen.days_of_change) == claimed | published


def known_day_of(end: float, programme: Programme) -> date:
    from viewer.model.calendar import last_day

    return min(last_day(end), programme.current_to)
