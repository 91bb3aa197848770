"""The details: bodies that are strict HTML, escaped, linked by address."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import source, text
from tests.report.sample import ESA, GOOD, TODAY, claim, event, full, programme
from tests.report.strict_html import StrictHtml
from viewer.app.commands import COMMANDS
from viewer.i18n import Text, use
from viewer.model.claims import Status
from viewer.model.edtf import parse
from viewer.model.entities import (
    Framework,
    Mission,
    Offer,
    Outcome,
    Partner,
    PartnerKind,
    Payload,
    PayloadKind,
    Quote,
    SourceKind,
)
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.query.filter import EVERYTHING
from viewer.report import details
from viewer.report.details import (
    MOST_IMPORTANT,
    MOST_LISTED,
    MOST_NEXT,
    MOST_OVERDUE,
    SHORTENED,
    event_digest,
    shortened,
)
from viewer.report.labels import event_kind_label, label_of

ADDRESSES = ("", "event/launch", "event/small", "event/out", "mission/six", "partner/esa", "partner/irf", "source/good")


def body(address: str, day: date = TODAY) -> StrictHtml:
    return StrictHtml(details.details_html(full(day), address))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_body_is_strict_html_whose_links_lead_somewhere(address: str) -> None:
    programme = full()
    for href in body(address).hrefs:
        if href.startswith("command/"):
            assert href.removeprefix("command/") in {command.id for command in COMMANDS}
        elif href.startswith("list/"):
            assert EVERYTHING.toggled(*href.split("/")[1:])
        elif not href.startswith("https://"):
            assert "Not yet spoken of" not in details.details_html(programme, href), href


def test_the_body_of_an_event_has_its_sentence_claims_and_links() -> None:
    pane = body("event/launch")
    assert "launch Event launch 2027? planned · doubted · 2 claims" in pane.text
    assert "2024 → around 2026 → no date → 2027?, +3 years since 2021" in pane.text
    assert "the date is worked out from the words; from a <slide>" in pane.text
    assert "against what holds" in pane.text
    assert "“around 2026”" in pane.text
    assert "It flies & lands. Wenchang" in pane.text
    assert "“It <works>.”" in pane.text
    assert {"mission/six", "partner/esa", "partner/irf", "event/landing", "event/relayed-launch"} <= set(pane.hrefs)
    assert {"source/good", "source/weak", "source/relayed", "https://example.org/a?b=1&c=2"} <= set(pane.hrefs)


def test_an_event_that_others_need_or_are_part_of_links_to_them() -> None:
    assert "event/launch" in body("event/relayed-launch").hrefs
    assert "event/launch" in body("event/landing").hrefs


def test_the_body_of_an_event_has_date_and_status_once() -> None:
    assert "test Event late 2025 overdue 2025, overdue (said 1 January 2024 by GOOD)" in body("event/late").text


def test_the_table_of_claims_has_the_outcome() -> None:
    assert "1 January 2023, failed" in body("event/lost").text


def test_the_body_of_a_mission_has_facts_payloads_and_events() -> None:
    pane = body("mission/six")
    assert "mission Mission 6 六号 Launch planned" in pane.text
    assert "Bring soil home." in pane.text
    assert "20 kg of payload offered to partners" in pane.text
    assert "Launch mass 8,350 kg" in pane.text
    assert "Rocket *Long* March" in pane.text
    assert "4.8 kg" in pane.text
    assert "ions on board: lander Found <ions> [" in pane.text
    assert "One of four" in pane.text
    assert {"event/out", "mission/relay", "partner/esa"} <= set(pane.hrefs)
    assert "mission/six" in body("mission/relay").hrefs


def test_the_body_of_a_partner_has_its_payloads_and_those_of_its_parts() -> None:
    pane = body("partner/esa")
    assert "agency European Space Agency 欧洲空间局 ESA An <agency>" in pane.text
    assert "Builds NILS" in pane.text
    assert {"partner/irf", "mission/six", "event/launch"} <= set(pane.hrefs)
    assert "partner/esa" in body("partner/irf").hrefs
    assert {href.partition("/")[0] for href in body("partner/empty").hrefs} == {"command"}


def test_the_body_of_a_source_has_its_citation_and_events() -> None:
    pane = body("source/good")
    assert "source · press About good" in pane.text
    assert {"event/launch", "mission/six", "partner/esa", "https://example.org/a?b=1&c=2"} <= set(pane.hrefs)
    assert "relayed by a <forum>" in body("source/relayed").text
    noted = source("noted", accessed=claim("2026-11-22").when, note=Text(en="Seen <once>"))
    page = StrictHtml(details.source_html(programme(sources=(noted,)), "noted")).text
    assert "Read on 22 November 2026" in page
    assert "Seen <once>" in page


def test_the_overview_has_what_is_next_and_help() -> None:
    pane = body("")
    assert "as of 22 November 2026 The road 路 All about <it>" in pane.text
    assert {"event/launch", "event/late", "mission/six"} <= set(pane.hrefs)
    assert "Overdue 2025, overdue Event late" in pane.text
    assert "and 1 more" in pane.text
    bare = StrictHtml(details.overview_html(programme()))
    assert bare.hrefs == []


def test_the_overview_lists_events_without_a_date() -> None:
    snapshot = programme(event("e", claim("unknown", "2024")), sources=(GOOD,))
    assert "Without a date no date Event e" in StrictHtml(details.overview_html(snapshot)).text


def test_the_body_of_a_partner_has_its_state_in_each_framework() -> None:
    joins = event(
        "joins",
        claim("2023-10-18", None, outcome=Outcome.DONE),
        kind=EventKind.ACCESSION,
        framework="station",
        partners=("esa",),
    )
    frameworks = (Framework(id="station", name=text("Station")), Framework(id="other", name=text("Other")))
    snapshot = programme(joins, sources=(GOOD,), partners=(ESA,), frameworks=frameworks)
    pane = StrictHtml(details.details_html(snapshot, "partner/esa"))
    assert "Where it stands Station Event joins 18 October 2023" in pane.text


@pytest.mark.parametrize("address", ["event/landing", "mission/x", "partner/x", "source/x", "view/x", "x"])
def test_an_address_not_known_on_the_day_has_a_body_that_says_so(address: str) -> None:
    assert body(address, date(2022, 1, 1)).text == f"{address} Not yet spoken of on 1 January 2022."


def test_only_web_addresses_become_links() -> None:
    unsafe = source("evil", url="javascript:alert(1)")
    snapshot = programme(event("e", claim("2027", sources=("evil",))), sources=(unsafe,))
    for html in (details.event_html(snapshot, "e"), details.source_html(snapshot, "evil")):
        assert "javascript" not in html


def test_bodies_are_translated_with_the_english_title_beneath() -> None:
    use("zh")
    assert "欧洲空间局 European Space Agency" in body("partner/esa").text
    assert "计划中 · 存疑 · 2种说法" in body("event/launch").text


def test_the_overview_of_a_day_before_all_events_says_so() -> None:
    assert "Nothing was known of it on that day." in body("", date(2000, 1, 1)).text
    assert "Nothing was known" not in body("").text


def test_links_to_unknown_events_are_left_out() -> None:
    snapshot = programme(
        event("e", claim("2027"), needs=("later",), missions=("m",)),
        event("later", claim("2030", "2026-01-01")),
        sources=(GOOD,),
        missions=(Mission(id="m", name=Text(en="M"), lane="moon"),),
        partners=(ESA,),
        day=date(2025, 1, 1),
    )
    assert "event/later" not in StrictHtml(details.event_html(snapshot, "e")).hrefs


def test_the_style_takes_its_colours_from_the_caller() -> None:
    palette = {"foreground": "#010101", "muted": "#020202", "link": "#030303", "chip": "#040404", "warning": "#050505"}
    css = details.details_css(palette)
    assert "{" + "accent}" not in css
    assert "color: #010101; font-weight: 600; }" in css
    assert "#0a0b0c" in details.details_css({**palette, "accent": "#0a0b0c"})


def test_every_kind_has_its_own_label() -> None:
    for kinds in (PartnerKind, PayloadKind, SourceKind):
        assert len({label_of(kind) for kind in kinds}) == len(kinds)
    assert len({event_kind_label(kind, "") for kind in EventKind}) == len(EventKind)


def test_a_source_lists_every_date_fact_role_result_and_quote_that_cites_it() -> None:
    page = " ".join(body("source/good").text.split())
    for words in (
        "Cite it",
        "GOOD. “About good”, 2020. https://example.org/a?b=1&c=2",
        "2024, around 2026, no date, 2029",
        "what it is for",
        "Launch mass: 8,350 kg",
        "NILS",
        "20 kg of payload offered to partners",
        "what it is",
        "Builds NILS",
        "“It <works>.”",
    ):
        assert words in page, words
    assert "Found <ions>" in body("source/weak").text
    assert "That it works" in body("source/later").text


def test_a_source_says_how_it_was_read() -> None:
    plain = body("source/good").text
    assert "itself" in plain
    assert "not itself" not in plain
    assert "digest" not in plain
    assert "it is a digest" in body("source/weak").text
    assert "not itself, but through a <forum>" in body("source/relayed").text


def test_a_source_lists_components_sites_and_quotes_without_an_event() -> None:
    from viewer.model.entities import Component, Mission, Quote, Site

    mission = Mission(
        id="m",
        name=text("M"),
        lane="moon",
        components=(Component(name=text("Lander"), sources=("good",)),),
        sites=(Site(name=text("Pole"), sources=("good",)),),
    )
    quote = Quote(id="q", by=Text(en="Hu"), said=parse("2024"), text=text("Yes"), sources=("good",))
    snapshot = programme(
        sources=(GOOD,), missions=(mission,), quotes=(quote,), offers=(Offer(mission="x", kg=1, sources=("good",)),)
    )
    page = StrictHtml(details.source_html(snapshot, "good")).text
    for words in ("Lander", "Site: Pole", "“Yes”"):
        assert words in page
    assert "1 kg" not in page


def test_the_body_of_a_mission_begins_with_its_state() -> None:
    page = body("mission/six").text
    assert page.index("Launch planned") < page.index("Bring soil home.")
    assert "Next Event landing" in page
    bare = programme(missions=(Mission(id="m", name=text("M"), lane="moon"),))
    assert "Launch" not in StrictHtml(details.mission_html(bare, "m")).text
    flown = programme(
        event("e", claim("2024-05-03", None, outcome=Outcome.DONE), missions=("m",), importance=4),
        event("small", claim("2025-05-03", None, outcome=Outcome.DONE), missions=("m",), importance=1),
        missions=(Mission(id="m", name=text("M"), lane="moon"),),
        sources=(GOOD,),
    )
    assert "Last Event e 3 May 2024" in StrictHtml(details.mission_html(flown, "m")).text


def test_the_body_of_a_mission_has_changed_dates_and_contradictions() -> None:
    page = body("mission/six").text
    assert "In conflict Event launch" in page
    assert "by another account 2029" in page
    assert "How dates moved Event launch 2024 → around 2026" in page
    html = details.mission_html(full(), "six")
    assert 'src="picture/trend/launch"' in html


def test_a_partner_lists_frameworks_without_an_event_and_agreements_separately() -> None:
    joins = event(
        "joins",
        claim("2023-10-18", None, outcome=Outcome.DONE),
        kind=EventKind.ACCESSION,
        framework="station",
        partners=("esa",),
    )
    talk = event("talk", claim("2024-10-18", None, outcome=Outcome.DONE), partners=("esa",))
    frameworks = (Framework(id="station", name=text("Station")), Framework(id="other", name=text("Other")))
    snapshot = programme(joins, talk, sources=(GOOD,), partners=(ESA,), frameworks=frameworks)
    page = StrictHtml(details.partner_html(snapshot, "esa")).text
    assert "Station Event joins 18 October 2023" in page
    assert "Other nothing recorded" in page
    assert "Agreements 18 October 2023 Event joins" in page
    assert "Other events 18 October 2024 Event talk" in page


def test_weak_and_relayed_sources_are_marked() -> None:
    html = details.event_html(full(), "event/launch".removeprefix("event/"))
    assert 'class="faint" href="source/weak"' in html
    assert 'class="cite" href="source/good"' in html
    assert 'class="lesser" href="source/relayed"' in html


# ── many events ───────────────────────────────────────────────────────────────────────────────


def busy(count: int) -> Programme:
    """A mission with so many events: a third has happened, one is overdue, one is promised; all name the first."""
    when = ("2020-01", "2021-01", "2030-01")
    events = []
    for number in range(count):
        claims = [claim(when[number % 3], outcome=Outcome.DONE if number % 3 == 0 else None)]
        if number % 5 == 0:
            claims = [claim("2019", "2018"), *claims]
        if number % 7 == 0:
            claims += [claim("2040", "2023", replaces=False)]
        events.append(
            event(
                f"e{number}",
                *claims,
                missions=("busy",),
                partners=("many",),
                importance=1 + number % 5,
                kind=EventKind.AGREEMENT if number % 2 else EventKind.LAUNCH,
                part_of="e0" if number else None,
                needs=("e0",) if number else (),
            )
        )
    mission = Mission(
        id="busy",
        name=text("Busy"),
        lane="moon",
        payloads=tuple(Payload(id=f"p{n}", name=text(f"P{n}"), partners=("many",)) for n in range(count)),
    )
    partners = tuple(
        Partner(id=name, name=text(name), kind=PartnerKind.AGENCY, part_of=None if name == "many" else "many")
        for name in ("many", *(f"part{n}" for n in range(count)))
    )
    quotes = tuple(
        Quote(id=f"q{n}", by=text("many"), said=parse("2024"), text=text("Yes."), sources=("good",))
        for n in range(count)
    )
    return programme(*events, sources=(GOOD,), missions=(mission,), partners=partners, quotes=quotes)


@pytest.mark.parametrize("address", ["mission/busy", "partner/many", "source/good", "event/e0", "event/e1", ""])
def test_the_body_for_many_events_is_short_and_links_to_the_list(address: str) -> None:
    few, many = (StrictHtml(details.details_html(busy(number), address)) for number in (300, 2000))
    assert few.hrefs
    assert len(many.hrefs) == pytest.approx(len(few.hrefs), abs=2)
    if address[:5] in ("missi", "partn"):
        field = f"{address.split('/')[0]}s"
        assert f"list/{field}/{address.split('/')[1]}" in many.hrefs


def test_a_digest_counts_the_events_it_leaves_out() -> None:
    snapshot = busy(600)
    digest = event_digest(snapshot, "Events", snapshot.events, "list/missions/busy")
    parts = [events for _title, events in digest.parts]
    assert [title for title, _events in digest.parts] == ["What is next", "Overdue", "The most important"]
    assert [len(events) for events in parts] == [MOST_NEXT, MOST_OVERDUE, MOST_IMPORTANT]
    listed = [item.id for events in parts for item in events]
    assert len(set(listed)) == len(listed)
    assert len(listed) + digest.more == 600
    statuses = [{snapshot.status_of(item) for item in events} for events in parts]
    assert statuses[:2] == [{Status.PLANNED}, {Status.OVERDUE}]
    assert all(item.importance == 5 for item in parts[2])


def test_a_short_list_of_events_is_not_shortened() -> None:
    snapshot = busy(MOST_LISTED)
    digest = event_digest(snapshot, "Events", snapshot.events, "list/missions/busy")
    assert digest.more == 0
    ((title, events),) = digest.parts
    assert (title, len(events)) == ("Events", MOST_LISTED)


def test_a_long_list_is_shortened_and_the_rest_counted() -> None:
    assert shortened(range(MOST_LISTED)) == range(MOST_LISTED)
    assert shortened(range(MOST_LISTED + 1)) == range(SHORTENED)
    assert f"and {600 - SHORTENED} more" in StrictHtml(details.details_html(busy(600), "partner/many")).text


def test_the_body_while_loading_has_the_title() -> None:
    body_text = StrictHtml(details.loading_html(full(), "mission/six")).text
    assert body_text.startswith("Mission 6")
    assert "Looking through 10 events" in body_text
    assert StrictHtml(details.loading_html(full(), "")).text.startswith("The road")
