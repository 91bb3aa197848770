"""What a summary tells, and what it leaves out."""

from __future__ import annotations

from datetime import date

import pytest

from tests.report.sample import ESA, GOOD, LATER, TODAY, WEAK, claim, event, full, programme, text
from viewer.i18n import Text, use
from viewer.model.entities import Fact, Mission, Outcome, Quote
from viewer.model.programme import Programme
from viewer.report.citations import Citations, safe_url
from viewer.report.facts import coordinates, fact_value
from viewer.report.summary import EventLine, summarise


def ids(lines: tuple[EventLine, ...]) -> list[str]:
    return [line.id for line in lines]


def test_events_are_told_where_a_reader_looks_for_them() -> None:
    summary = summarise(full(), TODAY)
    assert ids(summary.happened) == ["lost", "relayed-launch"]
    assert summary.happened_more == 1  # the withdrawal of importance 2
    assert ids(summary.under_way) == ["phase"]
    assert ids(summary.promised) == ["late", "landing", "launch"]
    assert summary.promised_more == 1
    assert ids(summary.agreements) == ["deal"]
    assert ids(summary.policy) == ["law"]


def test_a_summary_of_one_mission_tells_everything_of_it_and_nothing_else() -> None:
    summary = summarise(full(), TODAY, mission="six")
    assert (summary.title, summary.about) == ("Mission 6", "")
    assert ids(summary.promised) == ["landing", "launch"]
    assert summary.happened == ()
    assert [part.id for part in summary.missions] == ["six"]
    assert [line.text for line in summary.roles] == ["ESA: Builds NILS"]
    assert {slip.event for slip in summary.slips} == {"launch"}
    assert [quote.lead for quote in summary.quotes] == ["ESA, 27 June 2024"]


def test_a_summary_of_one_partner_tells_what_it_and_its_parts_bring() -> None:
    summary = summarise(full(), TODAY, partner="esa")
    assert (summary.title, summary.about) == ("European Space Agency", "An <agency>")
    assert [row.id for row in summary.payloads] == ["nils", "rover"]
    assert [line.text for line in summary.roles] == [
        "ESA: Builds NILS",
        "Institute of Space Physics: Tests it",
    ]
    assert [part.id for part in summary.missions] == ["six"]
    assert [quote.lead for quote in summary.quotes] == ["ESA, 27 June 2024"]
    nobody = summarise(full(), TODAY, partner="empty")
    assert (nobody.about, nobody.missions, nobody.payloads, nobody.sources) == ("", (), (), ())


def test_mission_and_partner_together_narrow_it() -> None:
    summary = summarise(full(), TODAY, mission="six", partner="irf")
    assert summary.title == "Mission 6 · Institute of Space Physics"
    assert summary.roles == ()
    assert [row.id for row in summary.payloads] == ["nils", "rover"]


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="seven"):
        summarise(full(), TODAY, mission="seven")
    with pytest.raises(KeyError, match="nasa"):
        summarise(full(), TODAY, partner="nasa")
    with pytest.raises(ValueError, match="seen from a day"):
        summarise(Programme(head=full().head), TODAY)


def test_the_day_it_speaks_for_is_told() -> None:
    summary = summarise(full(), TODAY)
    assert summary.day_line == "As of today, 22 November 2026"
    assert summary.data_line == "The data reach to 22 November 2026"
    earlier = summarise(full(date(2024, 6, 27)), TODAY)
    assert (earlier.day, earlier.day_line) == ("2024-06-27", "As known on 27 June 2024")


def test_nothing_later_than_the_day_is_told() -> None:
    summary = summarise(full(date(2024, 6, 27)), TODAY)
    launch = next(line for line in summary.promised if line.id == "launch")
    assert (launch.when, launch.words, launch.doubted) == ("2026~", "around 2026", False)
    assert launch.sentence == "Event launch: around 2026 (said 27 June 2024 by A minister)"
    assert "landing" not in ids(summary.promised)
    assert not any(row.withdrawn for row in summary.payloads)


def test_an_event_line_holds_the_sentence_in_parts() -> None:
    launch = next(line for line in summarise(full(), TODAY).promised if line.id == "launch")
    assert (launch.when, launch.words, launch.status) == ("2027", "2027?", "planned")
    assert (launch.doubted, launch.conflicts, launch.importance) == (True, ("2029",), 5)


def test_an_event_line_cites_the_claim_that_holds_and_those_that_exclude_it() -> None:
    seen = full()
    promised = summarise(seen, TODAY).promised
    launch = next(line for line in promised if line.id == "launch")
    cited = {source.number: source.id for source in summarise(seen, TODAY).sources}
    assert [cited[number] for number in launch.cites] == ["good", "weak", "relayed"]


def test_a_mission_is_a_paragraph_and_all_of_it_where_it_is_asked_for() -> None:
    def texts(mission: str | None = None) -> list[str]:
        return [line.text for line in summarise(full(), TODAY, mission).missions[0].lines]

    short = texts()
    assert short[0] == "Bring soil home."
    assert short[1].startswith("Event launch: 2027? (reported in September 2026 by ")
    assert short[2:] == [
        "20 kg of payload offered to partners",
        "Launch mass: 8,350 kg",
        "Rocket: *Long* March",
    ]
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


def test_a_unit_is_told_in_the_language_and_one_without_words_as_written() -> None:
    mass, speed = (
        Fact(label=text("x"), value=text("8350"), unit="kg"),
        Fact(label=text("x"), value=text("7"), unit="km/s"),
    )
    assert [fact_value(mass), fact_value(speed)] == ["8350 kg", "7 km/s"]
    use("zh")
    assert [fact_value(mass), fact_value(speed)] == ["8350千克", "7 km/s"]


def test_degrees_are_told_with_their_sides() -> None:
    assert coordinates(88.8, 123.4) == "88.8° N, 123.4° E"
    assert coordinates(-41.6385, -153.9852) == "41.6385° S, 153.9852° W"


def test_payloads_are_sorted_by_partner_and_a_withdrawn_one_is_known() -> None:
    nils, rover = summarise(full(), TODAY).payloads
    assert (nils.partners, nils.mass, nils.carried_by) == (
        "ESA, Institute of Space Physics",
        "4.8 kg",
        "lander",
    )
    assert not nils.withdrawn
    assert (rover.withdrawn, rover.state) == (True, "Event out: 5 May 2025? (reported by WEAK)")


def test_slips_are_told_and_chains_only_where_a_date_moved() -> None:
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


def test_sources_are_numbered_in_the_order_of_reading() -> None:
    summary = summarise(full(), TODAY)
    assert [source.number for source in summary.sources] == list(range(1, len(summary.sources) + 1))
    met: list[int] = []
    for lines in (summary.happened, summary.under_way, summary.promised):
        for line in lines:
            met += [number for number in line.cites if number not in met]
    assert met == sorted(met)


def test_a_source_that_is_published_later_is_marked() -> None:
    cite = Citations(full(date(2026, 1, 1)))
    assert cite.numbers(["weak", "good", "weak", "no-such"]) == (1, 2)
    assert [source.sentence for source in cite.cited()] == [
        "WEAK: About weak, 2020 (weak source)",
        "GOOD: About good, 2020",
    ]
    lone = Quote(id="q", by=Text(en="esa"), said=claim("2024").when, text=Text(en="x"), sources=("later",))
    early = summarise(
        programme(sources=(LATER,), partners=(ESA,), quotes=(lone,), day=date(2025, 1, 1)), TODAY
    )
    assert [source.sentence for source in early.sources if source.later] == [
        "LATER: About later, 1 June 2026; published after that day"
    ]


def test_a_citation_of_a_whole_programme_is_never_later() -> None:
    cite = Citations(Programme(head=full().head, sources=(WEAK,)))
    cite.numbers(["weak"])
    assert [source.later for source in cite.cited()] == [False]


def test_only_web_addresses_leave_the_programme() -> None:
    assert safe_url("https://example.org") == "https://example.org"
    assert safe_url("http://example.org") == "http://example.org"
    assert (safe_url("javascript:alert(1)"), safe_url("file:///x"), safe_url(None)) == ("", "", "")


def test_an_empty_programme_has_an_empty_summary() -> None:
    summary = summarise(programme(), TODAY)
    assert (summary.title, summary.about, summary.happened, summary.sources) == ("The road", "", (), ())


def test_a_mission_without_anything_is_a_name() -> None:
    bare = Mission(id="m", name=Text(en="M"), lane="moon")
    part = summarise(programme(missions=(bare,)), TODAY).missions[0]
    assert (part.name, part.lines) == ("M", ())
