"""Nothing is known before it was known."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests import builders
from tests.builders import claim, head, text
from viewer.i18n import Text
from viewer.load.loader import load_programme
from viewer.model.calendar import last_day
from viewer.model.claims import item_known_end, known_day
from viewer.model.edtf import parse
from viewer.model.entities import (
    Claim,
    Component,
    Event,
    Fact,
    Mission,
    Offer,
    Outcome,
    Partner,
    Payload,
    Quote,
    Site,
    Source,
    Sourced,
    Statement,
)
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme

CURRENT_TO = date(2026, 11, 22)
DATA = Path(__file__).parents[2] / "data"


def day(text: str) -> date:
    return date.fromisoformat(text)


def source(published: str) -> Source:
    """A source whose id is its day."""
    return builders.source(published, published)


def event(name: str, said: str, *sources: str, **fields: Any) -> Event:
    return builders.event(name, claim("2030", said, sources=sources), **fields)


def partner(name: str, *sources: str, **fields: Any) -> Partner:
    return builders.partner(name, about=text("about"), sources=sources, **fields)


def mission(name: str, *sources: str, **fields: Any) -> Mission:
    return builders.mission(name, objective=text("objective"), sources=sources, **fields)


def programme(events: tuple[Event, ...] = (), offers: tuple[Offer, ...] = (), **parts: Any) -> Programme:
    sources = tuple(source(day) for day in ("2020-01-01", "2022-01-01", "2024-01-01", "2025-01-01", "unknown"))
    return builders.programme(*events, head=head(offers=offers), sources=sources, **parts)


EARLY, LATE = day("2023-01-01"), day("2024-06-01")


# Items


@pytest.mark.parametrize(
    ("said", "sources", "then"),
    [
        (None, ("2022-01-01",), True),
        (None, ("2024-01-01",), False),
        (None, ("2024-01-01", "2022-01-01"), True),
        ("2022", ("2024-01-01",), True),
        ("2024", ("2022-01-01",), False),
        (None, ("unknown",), True),
        (None, ("unknown", "2024-01-01"), False),
        (None, (), True),
        (None, ("nowhere",), True),
    ],
)
def test_an_item_is_there_from_its_said_else_from_its_earliest_source(
    said: str | None, sources: tuple[str, ...], then: bool
) -> None:
    fields = {"said": parse(said) if said else None, "sources": sources}
    statement = Statement(text=text("x"), **fields)  # type: ignore[arg-type]
    whole = programme(
        missions=(
            mission(
                "m",
                "2020-01-01",
                facts=(Fact(label=text("l"), value=text("v"), **fields),),  # type: ignore[arg-type]
                components=(Component(name=text("c"), **fields),),  # type: ignore[arg-type]
                sites=(Site(name=text("s"), **fields),),  # type: ignore[arg-type]
                payloads=(
                    Payload(id="p", name=text("p"), **fields),  # type: ignore[arg-type]
                    Payload(id="q", name=text("q"), results=(statement,), sources=("2020-01-01",)),
                ),
            ),
        ),
        partners=(partner("a", "2020-01-01", roles=(statement,)),),
        offers=(Offer(mission="m", kg=200, **fields),),  # type: ignore[arg-type]
        quotes=()
        if said is None
        else (Quote(id="k", by=Text(en="a"), said=parse(said), text=text("k"), sources=sources),),
    )
    seen = whole.as_of(EARLY)
    (m,) = seen.missions
    assert len(m.facts) == len(m.components) == len(m.sites) == len(m.payloads) - 1 == then
    assert len(m.payloads[-1].results) == len(seen.partners[0].roles) == len(seen.head.offers) == then
    assert len(seen.quotes) == (then and said is not None)
    assert (seen.payload("p") is not None) is then
    later = whole.as_of(CURRENT_TO)
    assert len(later.missions[0].facts) == len(later.head.offers) == len(later.partners[0].roles) == 1


# Sources


def test_sources_published_later_are_absent_unless_nothing_else_supports_what_is_shown() -> None:
    told = event("told", "2022", "2022-01-01", "2024-01-01")
    only_late = event("only-late", "2022", "2025-01-01", "2024-01-01")
    seen = programme(events=(told, only_late)).as_of(EARLY)
    cited = {e.id: e.claims[0].sources for e in seen.events}
    assert cited == {"told": ("2022-01-01",), "only-late": ("2024-01-01",)}
    assert [s.id for s in seen.sources] == ["2020-01-01", "2022-01-01", "2024-01-01", "unknown"]


def test_a_source_is_there_from_the_day_it_was_published() -> None:
    whole = programme()
    assert [s.id for s in whole.as_of(day("2021-12-31")).sources] == ["2020-01-01", "unknown"]
    assert [s.id for s in whole.as_of(day("2022-01-01")).sources] == ["2020-01-01", "2022-01-01", "unknown"]


def test_a_claim_that_cites_nothing_that_exists_has_no_source() -> None:
    (told,) = programme(events=(event("told", "2022", "nowhere"),)).as_of(EARLY).events
    assert told.claims[0].sources == ()


# Events


def test_an_event_has_only_the_claims_of_its_day() -> None:
    claims = tuple(
        Claim(when=parse(when), said=parse(said))
        for when, said in (("2027", "2024"), ("2024", "2021"), ("2030", "unknown"))
    )
    whole = programme(events=(Event(id="e", title=text("e"), kind=EventKind.LAUNCH, claims=claims),))
    assert whole.as_of(day("2021-12-30")).events == ()
    assert [c.when.text for c in whole.as_of(EARLY).events[0].claims] == ["2024"]
    assert [c.when.text for c in whole.as_of(day("2024-12-31")).events[0].claims] == ["2024", "2027"]
    seen = whole.as_of(CURRENT_TO)
    assert [c.when.text for c in seen.events[0].claims] == ["2024", "2027", "2030"]
    assert [c.when.text for c in seen.status("e").undated] == ["2030"]


def test_links_to_what_is_absent_are_removed() -> None:
    later = event("later", "2024")
    first = event(
        "first",
        "2022",
        part_of="later",
        needs=("later", "second"),
        payloads=("early", "late"),
        missions=("m", "nowhere"),
        partners=("a", "nobody"),
    )
    second = event("second", "2022", part_of="first")
    payloads = (
        Payload(id="early", name=text("early"), partners=("a", "nobody"), sources=("2022-01-01",)),
        Payload(id="late", name=text("late"), partners=("b",), sources=("2024-01-01",)),
    )
    role = Statement(text=text("r"), mission="nowhere", sources=("2022-01-01",))
    whole = programme(
        events=(later, first, second),
        missions=(mission("m", payloads=payloads, needs=("n",)), mission("n", "2024-01-01")),
        partners=(partner("a", "2022-01-01", part_of="nobody", roles=(role,)), partner("b", "2024-01-01")),
        quotes=(
            Quote(id="q", by=Text(en="a"), said=parse("2022"), text=text("q"), event="later"),
            Quote(id="r", by=Text(en="a"), said=parse("2022"), text=text("r"), event="first"),
        ),
    )
    seen = whole.as_of(EARLY)
    shown = seen.event("first")
    assert shown is not None
    assert (shown.part_of, shown.needs, shown.payloads) == (None, ("second",), ("early",))
    assert (shown.missions, shown.partners) == (("m",), ("a",))
    assert seen.event("second") == second
    assert [m.id for m in seen.missions] == ["m"]
    assert seen.missions[0].needs == ()
    assert seen.missions[0].payloads[0].partners == ("a",)
    assert [p.id for p in seen.partners] == ["a"]
    assert (seen.partners[0].part_of, seen.partners[0].roles[0].mission) == (None, None)
    assert [q.event for q in seen.quotes] == [None, "first"]
    complete = whole.as_of(CURRENT_TO)
    whole_first = complete.event("first")
    assert whole_first is not None
    assert (whole_first.part_of, whole_first.payloads) == ("later", ("early", "late"))


# Partners and missions


def test_a_partner_is_there_once_it_is_named_or_told_of() -> None:
    late = "2024-01-01"
    payload = Payload(id="p", name=text("p"), partners=("of-payload",), sources=("2022-01-01",))
    whole = programme(
        events=(
            event("told", "2022", partners=("of-event",)),
            event("untold", "2024", partners=("of-later-event",)),
            Event(
                id="by",
                title=text("by"),
                kind=EventKind.STATEMENT,
                claims=(Claim(when=parse("2022-05"), outcome=Outcome.DONE, by=Text(en="speaker")),),
            ),
        ),
        missions=(mission("m", payloads=(payload,)),),
        partners=(
            partner("of-event", late),
            partner("of-later-event", late),
            partner("speaker", late),
            partner("of-payload", late),
            partner("quoted", late),
            partner("with-role", late, roles=(Statement(text=text("r"), said=parse("2022")),)),
            partner("published", late, "2022-01-01"),
            partner("undated", "unknown", late),
            partner("later", late),
            partner("plain"),
            partner("irf", "2022-01-01", part_of="sweden"),
            partner("sweden", late),
        ),
        quotes=(Quote(id="q", by=Text(en="quoted"), said=parse("2022"), text=text("q")),),
    )
    seen = whole.as_of(EARLY)
    told = {p.id: (p.about is not None, p.sources) for p in seen.partners}
    assert told == {
        "of-event": (False, ()),
        "speaker": (False, ()),
        "of-payload": (False, ()),
        "quoted": (False, ()),
        "with-role": (False, ()),
        "published": (True, ("2022-01-01",)),
        "undated": (True, ("unknown",)),
        "irf": (True, ("2022-01-01",)),
        "sweden": (False, ()),
    }
    assert late not in {s.id for s in seen.sources}
    complete = whole.as_of(CURRENT_TO)
    assert complete.partners == whole.partners


def test_a_mission_is_there_once_it_is_named_or_told_of() -> None:
    late = "2024-01-01"
    known = {"said": parse("2022")}
    role = Statement(text=text("r"), mission="of-role", said=parse("2022"))
    result = Statement(text=text("r"), mission="of-result", said=parse("2022"))
    whole = programme(
        events=(event("told", "2022", missions=("of-event",)), event("untold", "2024", missions=("later",))),
        missions=(
            mission("of-event", late),
            mission("of-offer", late),
            mission("of-role", late),
            mission("of-result", late),
            mission("published", "2022-01-01"),
            mission("with-fact", late, facts=(Fact(label=text("l"), value=text("v"), **known),)),  # type: ignore[arg-type]
            mission("with-component", late, components=(Component(name=text("c"), **known),)),  # type: ignore[arg-type]
            mission("with-site", late, sites=(Site(name=text("s"), **known),)),  # type: ignore[arg-type]
            mission("with-payload", payloads=(Payload(id="p", name=text("p"), results=(result,), **known),)),  # type: ignore[arg-type]
            mission("later", late),
            mission("plain"),
        ),
        partners=(partner("a", roles=(role,)),),
        offers=(Offer(mission="of-offer", kg=200, said=parse("2022")),),
    )
    seen = whole.as_of(EARLY)
    assert {m.id: m.objective is not None for m in seen.missions} == {
        "of-event": False,
        "of-offer": False,
        "of-role": False,
        "of-result": False,
        "published": True,
        "with-fact": False,
        "with-component": False,
        "with-site": False,
        "with-payload": True,
    }
    assert whole.as_of(CURRENT_TO).missions == whole.missions


# Days


def test_every_day_on_which_something_became_known() -> None:
    whole = programme(
        events=(event("a", "2021-06~"), event("b", "2022-11"), event("c", "unknown")),
        missions=(
            mission(
                "m",
                facts=(Fact(label=text("l"), value=text("v"), said=parse("2023-01-05")),),
                components=(Component(name=text("c"), said=parse("2023-01-06")),),
                sites=(Site(name=text("s"), said=parse("2023-01-07")),),
                payloads=(
                    Payload(
                        id="p",
                        name=text("p"),
                        said=parse("2023-01-08"),
                        results=(Statement(text=text("r"), said=parse("2023-01-09")),),
                    ),
                ),
            ),
        ),
        partners=(partner("a", roles=(Statement(text=text("r"), said=parse("2023-01-10")),)),),
        quotes=(
            Quote(id="q", by=Text(en="a"), said=parse("2023-01-11"), text=text("q"), sources=("nowhere", "2020-01-01")),
        ),
        offers=(Offer(mission="m", kg=200, sources=("2024-01-01",)),),
    )
    expected = [
        "2020-01-01",
        "2021-06-30",
        "2022-01-01",
        "2022-11-30",
        *(f"2023-01-{number:02}" for number in range(5, 12)),
        "2024-01-01",
        "2025-01-01",
        "2026-11-22",
    ]
    assert [d.isoformat() for d in whole.days_of_change] == expected
    assert whole.as_of(day("2023-01-06")).days_of_change[-1] == day("2023-01-06")


def test_a_programme_seen_from_a_day_does_not_know_a_later_one() -> None:
    whole = programme(events=(event("a", "2021"), event("b", "2023")))
    seen = whole.as_of(LATE)
    assert seen.as_of(LATE) == seen
    assert seen.as_of(day("2022-01-01")) == whole.as_of(day("2022-01-01"))
    with pytest.raises(ValueError, match="2024-06-01"):
        seen.as_of(day("2024-06-02"))


def test_equal_days_share_their_parts() -> None:
    whole = programme(events=(event("a", "2021", "2020-01-01"),), missions=(mission("m", "2020-01-01"),))
    seen = whole.as_of(LATE)
    assert seen.events[0] is whole.events[0]
    assert seen.missions[0] is whole.missions[0]
    assert seen.head is whole.head


# The curated programme, on all days on which something was said


@cache
def curated() -> Programme:
    loaded = load_programme(DATA).programme
    assert loaded is not None
    return loaded


@cache
def curated_on(of: date) -> Programme:
    return curated().as_of(of)


def known_on(item: Sourced, of: date) -> bool:
    """Whether `item` was known on the day, by what the whole says of its sources."""
    cited = [found for name in item.sources if (found := curated().source(name))]
    return is_past(item_known_end(item.said, cited), of)


def published_on(source_id: str, of: date) -> bool:
    found = curated().source(source_id)
    return found is not None and is_past(item_known_end(None, (found,)), of)


def is_past(end: float | None, of: date) -> bool:
    return end is None or min(last_day(end), curated().current_to) <= of


def test_on_no_day_does_the_curated_programme_know_what_was_said_later() -> None:
    whole = curated()
    current_to = whole.current_to
    assert len(whole.days_of_change) > 100
    for of in whole.days_of_change:
        seen = curated_on(of)
        claims = [c for shown in seen.events for c in shown.claims]
        assert all(shown.claims for shown in seen.events)
        assert all((known_day(c, current_to) or current_to) <= of for c in claims)
        items: list[Sourced] = [*seen.quotes, *seen.head.offers]
        for p in seen.partners:
            items.extend(p.roles)
            assert p.about is None or not p.sources or any(published_on(name, of) for name in p.sources)
        for m in seen.missions:
            items += [*m.facts, *m.components, *m.sites, *m.payloads]
            items += [result for payload in m.payloads for result in payload.results]
        assert all(known_on(item, of) for item in items)
        cited = {name for item in [*items, *claims] for name in item.sources}
        assert all(published_on(s.id, of) or s.id in cited for s in seen.sources)


def test_on_no_day_does_a_link_of_the_curated_programme_lead_nowhere() -> None:
    whole = curated()
    for of in whole.days_of_change:
        seen = curated_on(of)
        partners, missions = {p.id for p in seen.partners}, {m.id for m in seen.missions}
        payloads = {p.id for m in seen.missions for p in m.payloads}
        events, sources = {e.id for e in seen.events}, {s.id for s in seen.sources}
        for e in seen.events:
            assert set(e.partners) <= partners
            assert set(e.missions) <= missions
            assert set(e.payloads) <= payloads
            assert {*e.needs, e.part_of or e.id} <= events
            assert {name for c in e.claims for name in c.sources} <= sources
        for p in seen.partners:
            assert p.part_of is None or p.part_of in partners
            assert set(p.sources) <= sources
            assert {r.mission for r in p.roles} <= missions | {None}
        for m in seen.missions:
            assert set(m.needs) <= missions
            assert set(m.sources) <= sources
            assert {name for payload in m.payloads for name in payload.partners} <= partners
        assert {q.event for q in seen.quotes} <= events | {None}


def test_the_days_of_the_curated_programme_only_add() -> None:
    whole = curated()
    before = whole.as_of(whole.days_of_change[0] - timedelta(days=1))
    for of in whole.days_of_change:
        now = curated_on(of)
        assert {e.id for e in before.events} <= {e.id for e in now.events}
        assert {p.id for p in before.partners} <= {p.id for p in now.partners}
        assert {m.id for m in before.missions} <= {m.id for m in now.missions}
        before = now


def test_nothing_of_the_curated_programme_is_missing_on_the_day_it_reaches_to() -> None:
    whole = curated()
    seen = curated_on(whole.current_to)
    assert {e.id for e in seen.events} == {e.id for e in whole.events}
    assert seen.partners == whole.partners
    assert seen.missions == whole.missions
    assert seen.quotes == whole.quotes
    assert seen.sources == whole.sources


def test_between_two_days_of_change_nothing_changes() -> None:
    whole = curated()
    for of, then in zip(whole.days_of_change[::20], whole.days_of_change[1::20], strict=False):
        first, last = curated_on(of), whole.as_of(then - timedelta(days=1))
        assert msgspec.structs.asdict(first.head) == msgspec.structs.asdict(last.head)
        assert first.events == last.events
        assert (first.partners, first.missions) == (last.partners, last.missions)
        assert (first.quotes, first.sources) == (last.quotes, last.sources)
