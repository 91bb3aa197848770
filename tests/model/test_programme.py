"""The programme and its look-ups; rule 7 of docs/dates-and-claims.md; what has become of payloads and partners."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.builders import claim, partner, source
from tests.curated import curated_data
from viewer.i18n import Text
from viewer.model.claims import Status, order_key
from viewer.model.entities import Claim, Event, Mission, Payload, SourceKind
from viewer.model.kinds import EventKind
from viewer.model.participation import membership_event, payload_event
from viewer.model.programme import Programme

TODAY = date(2026, 11, 22)
HEAD = builders.head("2026-11", lanes=builders.lanes("moon"))


def event(id: str, *claims: Claim, kind: str = "launch", **fields: Any) -> Event:
    return builders.event(id, *(claims or (claim("2024-05-03", outcome="done"),)), kind=EventKind(kind), **fields)


CHANG_E_6 = Mission(
    id="chang-e-6",
    name=Text(en="Chang'e-6"),
    lane="moon",
    payloads=(Payload(id="nils", name=Text(en="NILS"), partners=("irf",)),),
)
GOOD = source("good", kind=SourceKind.AGENCY)


def programme(*events: Event) -> Programme:
    partners = (
        partner("irf", part_of="sweden"),
        partner("sweden"),
        partner("esa"),
        partner("loop", part_of="pool"),
        partner("pool", part_of="loop"),
    )
    return builders.programme(*events, head=HEAD, sources=(GOOD,), partners=partners, missions=(CHANG_E_6,))


def test_look_ups_by_id() -> None:
    one = event("ce6-launch")
    whole = programme(one)
    assert whole.source("good") is GOOD
    assert whole.partner("esa") is whole.partners[2]
    assert whole.mission("chang-e-6") is CHANG_E_6
    assert whole.event("ce6-launch") is one
    assert whole.payload("nils") is CHANG_E_6.payloads[0]
    assert whole.mission_of_payload("nils") is CHANG_E_6
    absent = [
        whole.source("x"),
        whole.partner("x"),
        whole.mission("x"),
        whole.event("x"),
        whole.payload("x"),
        whole.mission_of_payload("x"),
    ]
    assert absent == [None] * 6


def test_the_data_reach_to_the_last_day_of_current_to() -> None:
    assert programme().current_to == date(2026, 11, 30)


def test_only_a_programme_with_a_day_says_how_an_event_stands() -> None:
    whole = programme(event("ce6-launch"))
    with pytest.raises(ValueError, match="as of a day"):
        whole.status("ce6-launch")
    seen = whole.as_of(TODAY)
    assert seen.status("ce6-launch").status is Status.DONE
    assert seen.status("ce6-launch") is seen.status("ce6-launch")
    with pytest.raises(KeyError):
        seen.status("ce7-launch")
    hollow = Programme(HEAD, events=(event("later", claim("2030", "2026-11-22")),), day=date(2024, 1, 1))
    with pytest.raises(KeyError):
        hollow.status("later")


def test_an_event_lies_in_its_own_lane_else_in_that_of_its_first_mission() -> None:
    whole = programme()
    assert whole.lane_of(event("a", lane="policy", missions=("chang-e-6",))) == "policy"
    assert whole.lane_of(event("b", missions=("chang-e-6",))) == "moon"
    assert whole.lane_of(event("c", missions=("nowhere",))) == ""
    assert whole.lane_of(event("d")) == ""


def test_equal_programmes_are_equal_and_hash_alike() -> None:
    assert programme(event("a")) == programme(event("a"))
    assert hash(programme(event("a"))) == hash(programme(event("a")))
    assert programme(event("a")) != programme(event("b"))
    assert programme(event("a")) != programme(event("a")).as_of(TODAY)


def test_events_of_missions_and_payloads_stand_in_order() -> None:
    first, second = (
        event("a", missions=("chang-e-6", "chang-e-6")),
        event("b", missions=("chang-e-6",), payloads=("nils",)),
    )
    whole = programme(first, second, event("c"))
    assert whole.events_of_mission == {"chang-e-6": (first, second)}
    assert whole.events_of_payload == {"nils": (second,)}


def test_events_of_a_partner_name_it_its_payloads_or_a_part_of_it() -> None:
    flight = event("flight", payloads=("nils", "nowhere"))
    talk = event("talk", partners=("irf", "unknown-one"))
    whole = programme(flight, talk, event("other"), event("circle", partners=("loop",)))
    of_partner = whole.events_of_partner
    assert of_partner["irf"] == of_partner["sweden"] == (flight, talk)
    assert of_partner["unknown-one"] == (talk,)
    assert of_partner["loop"] == of_partner["pool"] == whole.events[3:]
    assert "esa" not in of_partner


# 7. Order


@pytest.mark.parametrize(
    "in_order",
    [
        ["2024", "2025"],
        ["2024-05-03", "2024-05-03/2024-06", "2024-05-03/.."],  # the same first day: by the last
        ["2024-05-03T09:27Z", "2024-05-03T09:50Z", "2024-05-04"],
        ["2034", "2035-12-30", "[..2035]", "2036"],  # "by": its last day
        ["2026", "[2026..]", "2027"],
        ["[2026,2030]", "2027"],
        ["/2030", "2020"],
        ["2024~", "2024-02"],  # cores, not extents
        ["2099", "unknown"],
    ],
)
def test_events_stand_by_the_first_then_the_last_day_of_the_core(in_order: list[str]) -> None:
    events = [event(f"e{-index}", claim(when, "2020")) for index, when in enumerate(in_order)]
    for shuffled in (events, events[::-1]):
        seen = programme(*shuffled).as_of(TODAY)
        assert [e.claims[0].when.text for e in seen.events] == in_order


def test_of_events_on_one_day_the_important_come_first_then_the_id() -> None:
    events = [event("b", importance=3), event("c", importance=5), event("a", importance=3)]
    assert [e.id for e in programme(*events).as_of(TODAY).events] == ["c", "a", "b"]


@given(st.permutations(["2024", "2024~", "[..2035]", "unknown", "2026/..", "2024-05-03T09:27Z", "[2026..]"]))
def test_the_order_does_not_depend_on_the_file(whens: list[str]) -> None:
    events = [event(when, claim(when, "2020")) for when in whens]
    keys = [order_key(e, e.claims[0]) for e in programme(*events).as_of(TODAY).events]
    assert keys == sorted(keys)


# What has become of payloads and partners


def test_the_latest_report_tells_what_has_become_of_a_payload() -> None:
    chosen = event("chosen", claim("2022", outcome="done"), kind="selection", payloads=("nils",))
    flown = event("flown", claim("2024-05-03", outcome="done"), kind="launch", payloads=("nils",))
    talk = event("talk", claim("2025", outcome="done"), kind="statement", payloads=("nils",))
    result = event("result", claim("2030", "2024"), kind="science", payloads=("nils",))
    whole = programme(result, talk, flown, chosen)
    assert payload_event(whole.as_of(TODAY), "nils") == flown
    then = payload_event(whole.as_of(date(2023, 1, 1)), "nils")
    assert then is not None
    assert then.id == "chosen"
    assert payload_event(whole.as_of(date(2020, 1, 1)), "nils") is None
    assert payload_event(whole.as_of(TODAY), "nowhere") is None


def test_where_nothing_was_reported_the_latest_plan_tells() -> None:
    chosen = event("chosen", claim("2027", "2022"), kind="selection", payloads=("nils",))
    flown = event("flown", claim("2028", "2022"), kind="launch", payloads=("nils",))
    state = payload_event(programme(flown, chosen).as_of(TODAY), "nils")
    assert state is not None
    assert state.id == "flown"


def test_of_two_reports_that_begin_on_one_day_the_later_in_order_tells() -> None:
    landed = event("landed", claim("2024-06-01", outcome="done"), kind="landing", payloads=("nils",))
    worked = event("worked", claim("2024-06-01/2024-06-03", outcome="done"), kind="surface", payloads=("nils",))
    assert payload_event(programme(worked, landed).as_of(TODAY), "nils") == worked


def test_a_report_without_a_first_day_counts_from_the_day_it_was_known() -> None:
    barred = event("barred", claim("unknown", "2023", "done"), kind="withdrawal", payloads=("nils",))
    chosen = event("chosen", claim("2022", outcome="done"), kind="selection", payloads=("nils",))
    again = event("again", claim("2025", outcome="done"), kind="selection", payloads=("nils",))
    assert payload_event(programme(chosen, barred).as_of(TODAY), "nils") == barred
    assert payload_event(programme(chosen, barred, again).as_of(TODAY), "nils") == again


def test_a_partner_stands_to_a_framework_by_its_accession_else_by_an_agreement() -> None:
    paper = event("paper", claim("2021", outcome="done"), kind="agreement", framework="ilrs", partners=("esa",))
    joined = event("joined", claim("2023", outcome="done"), kind="accession", framework="ilrs", partners=("esa",))
    more = event("more", claim("2024", outcome="done"), kind="agreement", framework="ilrs", partners=("esa",))
    left = event("left", claim("2025", outcome="done"), kind="withdrawal", framework="ilrs", partners=("esa",))
    below = event("below", claim("2024", outcome="done"), kind="accession", framework="ilrs", partners=("irf",))
    whole = programme(paper, joined, more, left, below)
    found = [membership_event(whole.as_of(date(year, 12, 31)), "esa", "ilrs") for year in (2020, 2022, 2024, 2026)]
    assert [state and state.id for state in found] == [None, "paper", "joined", "left"]
    assert membership_event(whole.as_of(TODAY), "esa", "artemis-accords") is None
    assert membership_event(whole.as_of(TODAY), "sweden", "ilrs") is None
    assert membership_event(whole.as_of(TODAY), "nobody", "ilrs") is None


def test_a_programme_counts_what_is_overdue_and_finds_its_events() -> None:
    curated = curated_data().programme
    assert curated is not None
    seen = curated.as_of(curated.current_to)
    told = {event.id: fate for fate, events in seen.events_by_status.items() for event in events}
    assert Status.PLANNED in told.values()
    assert all(seen.status(event.id).status is told.get(event.id, Status.DONE) for event in seen.events)
    assert [seen.index_of(event.id) for event in seen.events] == list(range(len(seen.events)))
    assert seen.index_of("nothing") == -1
    with pytest.raises(ValueError, match="as of a day"):
        _ = curated.events_by_status


def test_a_computed_status_equals_the_cached_one_and_is_not_cached() -> None:
    curated = curated_data().programme
    assert curated is not None
    seen, again = curated.as_of(curated.current_to), curated.as_of(curated.current_to)
    for event in seen.events:
        assert seen.compute_status(event) == again.status(event.id)
        assert seen.current_claim(event) is seen.compute_status(event).current_claim
        assert seen.compute_status(event) is not seen.compute_status(event)
    assert again.compute_status(again.events[0]) is again.status(again.events[0].id), "what is kept is given again"
    for ask in curated.current_claim, curated.compute_status:
        with pytest.raises(ValueError, match="as of a day"):
            ask(curated.events[0])


def test_what_a_filter_left_out_has_no_place() -> None:
    curated = curated_data().programme
    assert curated is not None
    seen = curated.as_of(curated.current_to)
    every_other = seen.with_events(seen.events[::2])
    found = [every_other.index_of(event.id) for event in seen.events]
    assert found == [at // 2 if at % 2 == 0 else -1 for at in range(len(seen.events))]
