"""What a summary lists, and what it leaves out."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import text
from tests.report.sample import ESA, GOOD, LATER, TODAY, WEAK, claim, event, full, programme
from viewer.i18n import Text, use
from viewer.model.entities import Fact, Mission, Outcome, Quote
from viewer.model.programme import Programme
from viewer.report.citations import Citations, safe_url
from viewer.report.sentences import coordinates, fact_value
from viewer.report.summary import EventLine, summarise


def ids(lines: tuple[EventLine, ...]) -> list[str]:
    return [line.id for line in lines]


def test_events_are_listed_by_status_and_kind() -> None:
    summary = summarise(full(), TODAY)
    assert ids(summary.happened) == ["lost", "relayed-launch"]
    assert summary.happened_more == 1  # the withdrawal of importance 2
    assert ids(summary.under_way) == ["phase"]
    assert ids(summary.promised) == ["late", "landing", "launch"]
    assert summary.promised_more == 1
    assert ids(summary.agreements) == ["deal"]
    assert ids(summary.policy) == ["law"]


def test_the_summary_of_a_mission_lists_everything_of_it_and_nothing_else() -> None:
    summary = summarise(full(), TODAY, mission="six")
    assert (summary.title, summary.about) == ("Mission 6", "")
    assert ids(summary.promised) == ["landing", "launch"]
    assert summary.happened == ()
    assert [part.id for part in summary.missions] == ["six"]
    assert [line.text for line in summary.roles] == ["ESA: Builds NILS"]
    assert {slip.event for slip in summary.slips} == {"launch"}
    assert [quote.lead for quote in summary.quotes] == ["ESA, 27 June 2024"]


def test_the_summary_of_a_partner_lists_the_payloads_of_it_and_its_parts() -> None:
    summary = summarise(full(), TODAY, partner="esa")
    assert (summary.title, summary.about) == ("European Space Agency", "An <agency>")
    assert [row.id for row in summary.payloads] == ["nils", "rover"]
    assert [line.text for line in summary.roles] == ["ESA: Builds NILS", "Institute of Space Physics: Tests it"]
    assert [part.id for part in summary.missions] == ["six"]
    assert [quote.lead for quote in summary.quotes] == ["ESA, 27 June 2024"]
    nobody = summarise(full(), TODAY, partner="empty")
    assert (nobody.about, nobody.missions, nobody.payloads, nobody.sources) == ("", (), (), ())


def test_the_summary_of_a_mission_and_a_partner_lists_what_belongs_to_both() -> None:
    summary = summarise(full(), TODAY, mission="six", partner="irf")
    assert summary.title == "Mission 6 · Institute of Space Physics"
    assert summary.roles == ()
    assert [row.id for row in summary.payloads] == ["nils", "rover"]


def test_an_unknown_mission_or_partner_is_refused() -> None:
    with pytest.raises(KeyError, match="seven"):
        summarise(full(), TODAY, mission="seven")
    with pytest.raises(KeyError, match="nasa"):
        summarise(full(), TODAY, partner="nasa")
    with pytest.raises(ValueError, match="seen from a day"):
        summarise(Programme(head=full().head), TODAY)


def test_the_summary_names_its_day() -> None:
    summary = summarise(full(), TODAY)
    assert summary.day_line == "As of today, 22 November 2026"
    assert summary.data_line == "The data reach to 22 November 2026"
    earlier = summarise(full(date(2024, 6, 27)), TODAY)
    assert (earlier.day, earlier.day_line) == ("2024-06-27", "As known on 27 June 2024")


def test_the_summary_has_nothing_later_than_its_day() -> None:
    summary = summarise(full(date(2024, 6, 27)), TODAY)
    launch = next(line for line in summary.promised if line.id == "launch")
    assert (launch.when, launch.words, launch.doubted) == ("2026~", "around 2026", False)
    assert launch.sentence == "Event launch: around 2026 (said 27 June 2024 by A minister)"
    assert "landing" not in ids(summary.promised)
    assert not any(row.withdrawn for row in summary.payloads)


def test_an_event_line_has_the_parts_of_its_sentence() -> None:
    launch = next(line for line in summarise(full(), TODAY).promised if line.id == "launch")
    assert (launch.when, launch.words, launch.status) == ("2027", "2027?", "planned")
    assert (launch.doubted, launch.conflicts, launch.importance) == (True, ("2029",), 5)


def test_an_event_line_cites_the_current_claim_and_those_that_contradict_it() -> None:
    snapshot = full()
    promised = summarise(snapshot, TODAY).promised
    launch = next(line for line in promised if line.id == "launch")
    cited = {source.number: source.id for source in summarise(snapshot, TODAY).sources}
    assert [cited[number] for number in launch.cites] == ["good", "weak", "relayed"]


def test_a_mission_is_a_paragraph_which_is_longer_in_its_own_summary() -> None:
    def texts(mission: str | None = None) -> list[str]:
        return [line.text for line in summarise(full(), TODAY, mission).missions[0].lines]

    short = texts()
    assert short[0] == "Bring soil home."
    assert short[1].startswith("Event launch: 2027? (reported in September 2026 by ")
    assert short[2:] == ["20 kg of payload offered to partners", "Launch mass: 8,350 kg", "Rocket: *Long* March"]
    assert texts("six")[5:] == [
        "Lander: lands, 3,200 kg",
        "Orbiter",
        "Site: Apollo (41.6° S, 154° W)",
        "Site: Pole (88.5° N, 170° W)",
        "Site: Somewhere",
        "Needs Relay",
    ]


def test_a_mission_is_named_in_both_languages() -> None:
    use("zh")
    six, relay = summarise(full(), TODAY).missions
    assert (six.name, six.other_name) == ("六号", "Mission 6")
    assert (relay.name, relay.other_name) == ("Relay", "")


def test_units_are_translated_and_unknown_ones_kept() -> None:
    mass, speed = (
        Fact(label=text("x"), value=text("8350"), unit="kg"),
        Fact(label=text("x"), value=text("7"), unit="km/s"),
    )
    assert [fact_value(mass), fact_value(speed)] == ["8350 kg", "7 km/s"]
    use("zh")
    assert [fact_value(mass), fact_value(speed)] == ["8350千克", "7 km/s"]


def test_coordinates_in_words() -> None:
    assert coordinates(88.8, 123.4) == "88.8° N, 123.4° E"
    assert coordinates(-41.6385, -153.9852) == "41.6385° S, 153.9852° W"


def test_payloads_are_sorted_by_partner_and_marked_if_withdrawn() -> None:
    nils, rover = summarise(full(), TODAY).payloads
    assert (nils.partners, nils.mass, nils.carried_by) == ("ESA, Institute of Space Physics", "4.8 kg", "lander")
    assert not nils.withdrawn
    assert (rover.withdrawn, rover.state) == (True, "Event out: 5 May 2025? (reported by WEAK)")


def test_major_changes_are_listed_and_histories_of_dates_that_changed() -> None:
    summary = summarise(full(), TODAY)
    assert [(slip.event, slip.kind, slip.size) for slip in summary.slips] == [
        ("launch", "slip", "+2 years"),
        ("launch", "withdrawn", ""),
        ("launch", "re-dated", "+1 year"),
    ]
    assert [chain.event for chain in summary.chains] == ["launch"]
    exact = programme(
        event("e", claim("2024", "2021"), claim("2024-05-03", None, outcome=Outcome.DONE)), sources=(GOOD,)
    )
    assert summarise(exact, TODAY).chains == ()


def test_sources_are_numbered_in_reading_order() -> None:
    summary = summarise(full(), TODAY)
    assert [source.number for source in summary.sources] == list(range(1, len(summary.sources) + 1))
    numbers: list[int] = []
    for lines in (summary.happened, summary.under_way, summary.promised):
        for line in lines:
            numbers += [number for number in line.cites if number not in numbers]
    assert numbers == sorted(numbers)


def test_a_source_that_is_published_later_is_marked() -> None:
    cite = Citations(full(date(2026, 1, 1)))
    assert cite.numbers(["weak", "good", "weak", "no-such"]) == (1, 2)
    assert [source.sentence for source in cite.cited()] == [
        "WEAK: About weak, 2020 (weak source)",
        "GOOD: About good, 2020",
    ]
    lone = Quote(id="q", by=Text(en="esa"), said=claim("2024").when, text=Text(en="x"), sources=("later",))
    early = summarise(programme(sources=(LATER,), partners=(ESA,), quotes=(lone,), day=date(2025, 1, 1)), TODAY)
    assert [source.sentence for source in early.sources if source.later] == [
        "LATER: About later, 1 June 2026; published after that day"
    ]


def test_no_source_of_a_programme_without_a_day_is_later() -> None:
    cite = Citations(Programme(head=full().head, sources=(WEAK,)))
    cite.numbers(["weak"])
    assert [source.later for source in cite.cited()] == [False]


def test_only_web_addresses_are_safe() -> None:
    assert safe_url("https://example.org") == "https://example.org"
    assert safe_url("http://example.org") == "http://example.org"
    assert (safe_url("javascript:alert(1)"), safe_url("file:///x"), safe_url(None)) == ("", "", "")


def test_an_empty_programme_has_an_empty_summary() -> None:
    summary = summarise(programme(), TODAY)
    assert (summary.title, summary.about, summary.happened, summary.sources) == ("The road", "", (), ())


def test_a_mission_without_facts_is_only_a_name() -> None:
    bare = Mission(id="m", name=Text(en="M"), lane="moon")
    part = summarise(programme(missions=(bare,)), TODAY).missions[0]
    assert (part.name, part.lines) == ("M", ())
