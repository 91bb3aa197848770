"""What partners contribute, counted: the status of payloads, masses with their unknown part, offers."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import source, text
from tests.report.sample import claim, event, programme
from viewer.i18n import use
from viewer.model.edtf import parse
from viewer.model.entities import Event, Mission, Offer, Outcome, Partner, PartnerKind, Payload, PayloadKind
from viewer.model.kinds import EventKind, PayloadStatus
from viewer.model.programme import Programme
from viewer.report.citations import Citations
from viewer.report.contributions import (
    PayloadTotals,
    allocation_words,
    contributed,
    contributed_totals,
    count_words,
    is_selected,
    mass_allocation,
    mass_words,
    payload_status,
    payload_status_words,
    payload_totals,
    short_mass_words,
)
from viewer.report.summary import payload_row

GOOD = source("good")
ESA = Partner(id="esa", name=text("ESA"), kind=PartnerKind.AGENCY)


def payload(name: str, kg: float | None = None, **fields: object) -> Payload:
    values: dict[str, object] = {"partners": ("esa",), "name": text(name), "mass_kg": kg}
    return Payload(id=name, **{**values, **fields})  # type: ignore[arg-type]


def reported(kind: EventKind, *payloads: str, day: str = "2024-01-01", outcome: str = "done") -> Event:
    return event(
        f"{kind}-{day}-{'-'.join(payloads)}", claim(day, None, outcome=Outcome(outcome)), kind=kind, payloads=payloads
    )


def programme_with(*items: Payload, events: tuple[Event, ...] = (), **head: object) -> Programme:
    mission = Mission(id="six", name=text("Six"), lane="moon", payloads=items)
    return programme(*events, sources=(GOOD,), partners=(ESA,), missions=(mission,), **head)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((), PayloadStatus.OFFERED),
        ((EventKind.AGREEMENT, EventKind.STATEMENT), PayloadStatus.OFFERED),
        ((EventKind.SELECTION,), PayloadStatus.SELECTED),
        ((EventKind.SELECTION, EventKind.TEST), PayloadStatus.PREPARED),
        ((EventKind.PREPARATION,), PayloadStatus.PREPARED),
        ((EventKind.SELECTION, EventKind.DELIVERY), PayloadStatus.DELIVERED),
        ((EventKind.SURFACE, EventKind.DELIVERY), PayloadStatus.FLOWN),  # its data were delivered after the flight
        ((EventKind.SCIENCE,), PayloadStatus.FLOWN),
        ((EventKind.SELECTION, EventKind.WITHDRAWAL), PayloadStatus.WITHDRAWN),
        ((EventKind.WITHDRAWAL, EventKind.SELECTION), PayloadStatus.SELECTED),  # taken back in
    ],
)
def test_the_status_is_the_furthest_reported_stage_unless_the_latest_event_is_a_withdrawal(
    kinds: tuple[EventKind, ...], expected: PayloadStatus
) -> None:
    events = tuple(reported(kind, "x", day=f"202{year}-01-01") for year, kind in enumerate(kinds))
    shown = programme_with(payload("x"), events=events)
    assert payload_status(shown, payload("x")) is expected


def test_plans_and_failures_are_no_stages() -> None:
    planned = event("plan", claim("2029"), kind=EventKind.LAUNCH, payloads=("x",))
    failed = reported(EventKind.DELIVERY, "x", outcome="failed")
    shown = programme_with(payload("x"), events=(planned, failed, reported(EventKind.SELECTION, "x", day="2020")))
    assert payload_status(shown, payload("x")) is PayloadStatus.SELECTED


def test_a_partial_success_is_a_stage() -> None:
    shown = programme_with(payload("x"), events=(reported(EventKind.LANDING, "x", outcome="partial"),))
    assert payload_status(shown, payload("x")) is PayloadStatus.FLOWN


def test_samples_are_handed_over_or_not() -> None:
    soil = payload("soil", kind=PayloadKind.SAMPLES)
    assert payload_status(programme_with(soil), soil) is PayloadStatus.OFFERED
    assert (
        payload_status(programme_with(soil, events=(reported(EventKind.LAUNCH, "soil"),)), soil)
        is PayloadStatus.OFFERED
    )
    snapshot = programme_with(soil, events=(reported(EventKind.SAMPLES, "soil"),))
    assert payload_status(snapshot, soil) is PayloadStatus.HANDED_OVER
    assert not is_selected(snapshot, soil)


def test_the_status_is_as_of_the_day() -> None:
    item = payload("x")
    events = (reported(EventKind.SELECTION, "x", day="2022-01-01"), reported(EventKind.LAUNCH, "x", day="2024-05-03"))
    assert payload_status(programme_with(item, events=events, day=date(2023, 1, 1)), item) is PayloadStatus.SELECTED
    assert payload_status(programme_with(item, events=events, day=date(2024, 6, 1)), item) is PayloadStatus.FLOWN


def test_the_summary_calls_the_same_payloads_withdrawn() -> None:
    item = payload("x")
    shown = programme_with(item, events=(reported(EventKind.WITHDRAWAL, "x"),))
    row = payload_row(shown, shown.missions[0], item, Citations(shown))
    assert row.withdrawn is (payload_status(shown, item) is PayloadStatus.WITHDRAWN) is True


def test_every_status_has_words_in_both_languages() -> None:
    english = {payload_status_words(status) for status in PayloadStatus}
    use("zh")
    assert len(english) == len(PayloadStatus)
    assert english.isdisjoint(payload_status_words(status) for status in PayloadStatus)


def test_totals_count_each_payload_once_and_withdrawn_payloads_and_samples_apart() -> None:
    items = (
        payload("a", 4.5),
        payload("b"),
        payload("c", 10.0),
        payload("soil", 0.5, kind=PayloadKind.SAMPLES),
        payload("d", 0.1),
        payload("e", 0.2),
    )
    shown = programme_with(*items, events=(reported(EventKind.WITHDRAWAL, "c"),))
    assert payload_totals(shown, (*items, items[0])) == PayloadTotals(4, 3, 4.8, 1, 1)
    assert (
        contributed_totals(shown, "six")
        == contributed_totals(shown, partner="esa")
        == contributed_totals(shown)
        == PayloadTotals(4, 3, 4.8, 1, 1)
    )
    assert len(contributed(shown)) == 6


def test_payloads_without_a_partner_are_not_counted() -> None:
    shown = programme_with(payload("own", 3.0, partners=()), payload("x"))
    assert contributed_totals(shown) == PayloadTotals(payloads=1)


@pytest.mark.parametrize(
    ("totals", "count", "mass", "short_mass"),
    [
        (PayloadTotals(), "", "", ""),
        (PayloadTotals(samples=9), "9 samples", "", ""),
        (PayloadTotals(1, withdrawn=1), "1 payload, 1 withdrawn", "mass unknown", "? kg"),
        (PayloadTotals(2, 2, 5.5), "2 payloads", "5.5 kg", "5.5 kg"),
        (
            PayloadTotals(10, 3, 24.0, 1, 1),
            "10 payloads, 1 withdrawn, 1 sample",
            "known: 24 kg of 3 of 10 payloads; the rest unknown",
            "24 kg + ?",
        ),
    ],
)
def test_texts_of_totals_say_what_is_unknown(totals: PayloadTotals, count: str, mass: str, short_mass: str) -> None:
    assert (count_words(totals), mass_words(totals), short_mass_words(totals)) == (count, mass, short_mass)


def offered(*items: Payload, events: tuple[Event, ...] = (), kg: float = 20.0) -> str:
    shown = programme_with(*items, events=events, offers=(Offer(mission="six", kg=kg, sources=("good",)),))
    allocation = mass_allocation(shown, "six")
    assert allocation is not None
    return allocation_words(allocation)


def test_the_allocation_counts_selected_payloads_that_are_not_withdrawn() -> None:
    a, b, c = payload("a", 4.5), payload("b"), payload("c", 10.0)
    first = reported(EventKind.SELECTION, "a", day="2022-01-01")
    two = reported(EventKind.SELECTION, "a", "b", day="2022-01-02")
    three = reported(EventKind.SELECTION, "a", "c", day="2022-01-03")
    out = reported(EventKind.WITHDRAWAL, "c", day="2023-01-01")
    assert offered(a, b) == "20 kg offered; no choice known"
    assert (
        offered(b, events=(reported(EventKind.SELECTION, "b"),)) == "20 kg offered; 1 payload chosen, its mass unknown"
    )
    assert offered(a, b, events=(first,)) == "20 kg offered; 1 payload chosen, 4.5 kg"
    assert offered(a, b, events=(two,)) == (
        "20 kg offered; 2 payloads chosen; known: 4.5 kg of 1 of them, the rest unknown"
    )
    assert offered(a, c, events=(three,)) == "20 kg offered; 2 payloads chosen, 14.5 kg together"
    assert offered(a, c, events=(three, out)) == "20 kg offered; 1 payload chosen, 4.5 kg"


def test_the_allocation_takes_the_last_offer_known_on_the_day() -> None:
    first = Offer(mission="six", kg=10, said=parse("2019"), sources=("good",))
    later = Offer(mission="six", kg=20, said=parse("2025-01-01"), sources=("good",))
    present = mass_allocation(programme_with(offers=(first, later)), "six")
    before = mass_allocation(programme_with(offers=(first, later), day=date(2024, 1, 1)), "six")
    assert (present and present.offered_kg, before and before.offered_kg) == (20, 10)
    assert mass_allocation(programme_with(), "six") is None


def test_the_known_share_is_between_0_and_1() -> None:
    select = (reported(EventKind.SELECTION, "a"),)
    shares = []
    for kg in (20.0, 5.0, 2.0, 0.0):
        shown = programme_with(
            payload("a", 5.0), events=select, offers=(Offer(mission="six", kg=kg, sources=("good",)),)
        )
        allocation = mass_allocation(shown, "six")
        assert allocation is not None
        shares.append(allocation.known_share)
    assert shares == [0.25, 1.0, 1.0, 0.0]
