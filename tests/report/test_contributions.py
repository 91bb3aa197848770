"""What partners bring, counted: fates, masses with their unknown part, offers."""

from __future__ import annotations

from datetime import date

import pytest

from tests.report.sample import claim, event, programme, source, text
from viewer.i18n import use
from viewer.model.edtf import parse
from viewer.model.entities import (
    Event,
    EventKind,
    Mission,
    Offer,
    Outcome,
    Partner,
    PartnerKind,
    Payload,
    PayloadKind,
)
from viewer.model.programme import Programme
from viewer.report.citations import Citations
from viewer.report.contributions import (
    Fate,
    Tally,
    allotment,
    allotment_words,
    chosen,
    count_words,
    fate,
    fate_words,
    mass_sign,
    mass_words,
    tally,
    tally_of,
)
from viewer.report.facts import contributed, payload_row

GOOD = source("good")
ESA = Partner(id="esa", name=text("ESA"), kind=PartnerKind.AGENCY)


def payload(name: str, kg: float | None = None, **fields: object) -> Payload:
    values: dict[str, object] = {"partners": ("esa",), "name": text(name), "mass_kg": kg}
    return Payload(id=name, **{**values, **fields})  # type: ignore[arg-type]


def happened(kind: EventKind, *payloads: str, day: str = "2024-01-01", outcome: str = "done") -> Event:
    return event(
        f"{kind}-{day}-{'-'.join(payloads)}",
        claim(day, None, outcome=Outcome(outcome)),
        kind=kind,
        payloads=payloads,
    )


def made(*items: Payload, events: tuple[Event, ...] = (), **head: object) -> Programme:
    mission = Mission(id="six", name=text("Six"), lane="moon", payloads=items)
    return programme(*events, sources=(GOOD,), partners=(ESA,), missions=(mission,), **head)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((), Fate.OFFERED),
        ((EventKind.AGREEMENT, EventKind.STATEMENT), Fate.OFFERED),
        ((EventKind.SELECTION,), Fate.SELECTED),
        ((EventKind.SELECTION, EventKind.TEST), Fate.PREPARED),
        ((EventKind.PREPARATION,), Fate.PREPARED),
        ((EventKind.SELECTION, EventKind.DELIVERY), Fate.DELIVERED),
        ((EventKind.SURFACE, EventKind.DELIVERY), Fate.FLOWN),  # its data were delivered after the flight
        ((EventKind.SCIENCE,), Fate.FLOWN),
        ((EventKind.SELECTION, EventKind.WITHDRAWAL), Fate.WITHDRAWN),
        ((EventKind.WITHDRAWAL, EventKind.SELECTION), Fate.SELECTED),  # taken back in
    ],
)
def test_a_fate_is_the_furthest_stage_reported_unless_the_last_is_a_withdrawal(
    kinds: tuple[EventKind, ...], expected: Fate
) -> None:
    events = tuple(happened(kind, "x", day=f"202{year}-01-01") for year, kind in enumerate(kinds))
    shown = made(payload("x"), events=events)
    assert fate(shown, payload("x")) is expected


def test_a_plan_and_a_failure_are_no_stage() -> None:
    planned = event("plan", claim("2029"), kind=EventKind.LAUNCH, payloads=("x",))
    failed = happened(EventKind.DELIVERY, "x", outcome="failed")
    shown = made(payload("x"), events=(planned, failed, happened(EventKind.SELECTION, "x", day="2020")))
    assert fate(shown, payload("x")) is Fate.SELECTED


def test_a_part_success_is_a_stage() -> None:
    shown = made(payload("x"), events=(happened(EventKind.LANDING, "x", outcome="partial"),))
    assert fate(shown, payload("x")) is Fate.FLOWN


def test_samples_are_handed_over_or_not() -> None:
    soil = payload("soil", kind=PayloadKind.SAMPLES)
    assert fate(made(soil), soil) is Fate.OFFERED
    assert fate(made(soil, events=(happened(EventKind.LAUNCH, "soil"),)), soil) is Fate.OFFERED
    given = made(soil, events=(happened(EventKind.SAMPLES, "soil"),))
    assert fate(given, soil) is Fate.HANDED_OVER
    assert not chosen(given, soil)


def test_a_fate_is_as_of_the_day() -> None:
    item = payload("x")
    events = (
        happened(EventKind.SELECTION, "x", day="2022-01-01"),
        happened(EventKind.LAUNCH, "x", day="2024-05-03"),
    )
    assert fate(made(item, events=events, day=date(2023, 1, 1)), item) is Fate.SELECTED
    assert fate(made(item, events=events, day=date(2024, 6, 1)), item) is Fate.FLOWN


def test_a_fate_of_withdrawn_is_what_the_summary_calls_withdrawn() -> None:
    item = payload("x")
    shown = made(item, events=(happened(EventKind.WITHDRAWAL, "x"),))
    row = payload_row(shown, shown.missions[0], item, Citations(shown))
    assert row.withdrawn is (fate(shown, item) is Fate.WITHDRAWN) is True


def test_every_fate_has_words_in_both_languages() -> None:
    english = {fate_words(one) for one in Fate}
    use("zh")
    assert len(english) == len(Fate)
    assert english.isdisjoint(fate_words(one) for one in Fate)


def test_a_tally_keeps_withdrawn_ones_and_samples_apart_and_counts_each_once() -> None:
    items = (
        payload("a", 4.5),
        payload("b"),
        payload("c", 10.0),
        payload("soil", 0.5, kind=PayloadKind.SAMPLES),
        payload("d", 0.1),
        payload("e", 0.2),
    )
    shown = made(*items, events=(happened(EventKind.WITHDRAWAL, "c"),))
    assert tally(shown, (*items, items[0])) == Tally(4, 3, 4.8, 1, 1)
    assert (
        tally_of(shown, "six") == tally_of(shown, partner="esa") == tally_of(shown) == Tally(4, 3, 4.8, 1, 1)
    )
    assert len(contributed(shown)) == 6


def test_what_nobody_brings_is_not_counted() -> None:
    shown = made(payload("own", 3.0, partners=()), payload("x"))
    assert tally_of(shown) == Tally(payloads=1)


@pytest.mark.parametrize(
    ("counted", "count", "mass", "sign"),
    [
        (Tally(), "", "", ""),
        (Tally(samples=9), "9 samples", "", ""),
        (Tally(1, withdrawn=1), "1 payload, 1 withdrawn", "mass unknown", "? kg"),
        (Tally(2, 2, 5.5), "2 payloads", "5.5 kg", "5.5 kg"),
        (
            Tally(10, 3, 24.0, 1, 1),
            "10 payloads, 1 withdrawn, 1 sample",
            "known: 24 kg of 3 of 10 payloads; the rest unknown",
            "24 kg + ?",
        ),
    ],
)
def test_numbers_in_words_say_what_is_unknown(counted: Tally, count: str, mass: str, sign: str) -> None:
    assert (count_words(counted), mass_words(counted), mass_sign(counted)) == (count, mass, sign)


def offered(*items: Payload, events: tuple[Event, ...] = (), kg: float = 20.0) -> str:
    shown = made(*items, events=events, offers=(Offer(mission="six", kg=kg, sources=("good",)),))
    found = allotment(shown, "six")
    assert found is not None
    return allotment_words(found)


def test_what_is_allotted_is_what_was_selected_and_not_withdrawn() -> None:
    a, b, c = payload("a", 4.5), payload("b"), payload("c", 10.0)
    one = happened(EventKind.SELECTION, "a", day="2022-01-01")
    both = happened(EventKind.SELECTION, "a", "b", day="2022-01-02")
    three = happened(EventKind.SELECTION, "a", "c", day="2022-01-03")
    out = happened(EventKind.WITHDRAWAL, "c", day="2023-01-01")
    assert offered(a, b) == "20 kg offered; no choice known"
    assert (
        offered(b, events=(happened(EventKind.SELECTION, "b"),))
        == "20 kg offered; 1 payload chosen, its mass unknown"
    )
    assert offered(a, b, events=(one,)) == "20 kg offered; 1 payload chosen, 4.5 kg"
    assert offered(a, b, events=(both,)) == (
        "20 kg offered; 2 payloads chosen; known: 4.5 kg of 1 of them, the rest unknown"
    )
    assert offered(a, c, events=(three,)) == "20 kg offered; 2 payloads chosen, 14.5 kg together"
    assert offered(a, c, events=(three, out)) == "20 kg offered; 1 payload chosen, 4.5 kg"


def test_the_last_offer_counts_and_only_once_it_was_made() -> None:
    first = Offer(mission="six", kg=10, said=parse("2019"), sources=("good",))
    later = Offer(mission="six", kg=20, said=parse("2025-01-01"), sources=("good",))
    found = allotment(made(offers=(first, later)), "six")
    before = allotment(made(offers=(first, later), day=date(2024, 1, 1)), "six")
    assert (found and found.offered_kg, before and before.offered_kg) == (20, 10)
    assert allotment(made(), "six") is None


def test_the_known_share_stays_between_nothing_and_all() -> None:
    select = (happened(EventKind.SELECTION, "a"),)
    shares = []
    for kg in (20.0, 5.0, 2.0, 0.0):
        shown = made(
            payload("a", 5.0), events=select, offers=(Offer(mission="six", kg=kg, sources=("good",)),)
        )
        found = allotment(shown, "six")
        assert found is not None
        shares.append(found.known_share)
    assert shares == [0.25, 1.0, 1.0, 0.0]
