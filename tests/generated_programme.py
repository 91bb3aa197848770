"""A programme of any size, generated from a seed, for benchmarks and tests of large programmes."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from viewer.i18n import Text
from viewer.model.edtf import parse
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Claim, Event, Head, Lane, Mission, Outcome, Partner, PartnerKind, Source, SourceKind
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme

TODAY = date(2026, 10, 9)
FIRST, LAST = date(2004, 1, 1), date(2040, 12, 31)
LANES = 8
MISSIONS, PARTNERS, SOURCES = 40, 24, 300
IMPORTANCE = (5,) * 2 + (4,) * 8 + (3,) * 25 + (2,) * 35 + (1,) * 30
VERBS = ("Launch", "Landing", "Test", "Delivery", "Review", "Transfer", "Agreement", "Release", "Survey", "Call")
ZH = ("发射", "着陆", "试验", "交付", "评审", "转移", "协定", "发布", "勘察", "征集")
THINGS = ("lander", "orbiter", "rover", "relay", "camera", "seismometer", "reflector", "drill", "samples", "antenna")
ZH_THINGS = ("着陆器", "轨道器", "巡视器", "中继星", "相机", "月震仪", "反射器", "钻机", "样品", "天线")
KINDS = tuple(EventKind)


def generate_programme(events: int) -> Programme:
    """A programme with this number of events; equal numbers give equal programmes.

    Two thirds happened on a day, a fifth of those to the minute; the others are plans with dates of every form. One in
    twelve has two to four claims. Eight lanes unevenly filled, five importances; a third of the titles have both
    languages.
    """
    random = Random(events)
    sources = tuple(_source(random, number) for number in range(SOURCES))
    partners = tuple(
        Partner(id=f"partner-{n}", name=Text(en=f"Institute {n}"), kind=PartnerKind.UNIVERSITY) for n in range(PARTNERS)
    )
    missions = tuple(
        Mission(id=f"mission-{n}", name=Text(en=f"Mission {n}", zh=f"任务{n}"), lane=f"lane-{n % LANES}")
        for n in range(MISSIONS)
    )
    head = Head(
        title=Text(en="A programme to measure", zh="测量用计划"),
        home=parse("2020/2035"),
        lanes=tuple(Lane(id=f"lane-{n}", title=Text(en=f"Lane {n}", zh=f"航道{n}")) for n in range(LANES)),
        languages=("en", "zh"),
        current_to=parse(TODAY.isoformat()),
    )
    links = [tuple(f"source-{n}" for n in random.sample(range(SOURCES), random.choice((1, 1, 2)))) for _ in range(400)]
    return Programme(
        head, sources, partners, missions, tuple(_event(random, number, links) for number in range(events))
    )


def _source(random: Random, number: int) -> Source:
    return Source(
        id=f"source-{number}",
        title=Text(en=f"Report {number}"),
        publisher=f"Office {number % 12}",
        published=_day(random, date(2003, 1, 1), TODAY),
        kind=SourceKind.AGENCY,
        weak=number % 9 == 0,
    )


def _event(random: Random, number: int, links: list[tuple[str, ...]]) -> Event:
    verb, thing = random.randrange(len(VERBS)), random.randrange(len(THINGS))
    both = random.random() < 1 / 3
    lane = min(int(random.expovariate(0.4)), LANES - 1)
    return Event(
        id=f"event-{number}",
        title=Text(
            en=f"{VERBS[verb]} of {THINGS[thing]} {number}", zh=f"{ZH_THINGS[thing]}{ZH[verb]}{number}" if both else ""
        ),
        missions=(f"mission-{lane + LANES * random.randrange(MISSIONS // LANES)}",),
        kind=random.choice(KINDS),
        importance=random.choice(IMPORTANCE),
        partners=(f"partner-{random.randrange(PARTNERS)}",) if random.random() < 0.3 else (),
        claims=_claims(random, links),
    )


def _claims(random: Random, links: list[tuple[str, ...]]) -> tuple[Claim, ...]:
    more = random.choice((1, 2, 3)) if random.random() < 1 / 12 else 0
    happened = random.random() < 2 / 3
    early = [
        Claim(when=_window(random), said=_day(random, FIRST, TODAY), sources=random.choice(links))
        for _ in range(more + (not happened))
    ]
    if happened:
        day = _moment(random) if random.random() < 0.2 else _day(random, FIRST, TODAY)
        outcome = Outcome.DONE if random.random() < 0.95 else random.choice(tuple(Outcome))
        early.append(Claim(when=day, outcome=outcome, sources=random.choice(links)))
    return tuple(early)


def _day(random: Random, first: date, last: date) -> EdtfDate:
    return parse((first + timedelta(random.randrange((last - first).days))).isoformat())


def _moment(random: Random) -> EdtfDate:
    return parse(f"{_day(random, FIRST, TODAY).text}T{random.randrange(24):02}:{random.randrange(60):02}Z")


def _window(random: Random) -> EdtfDate:
    """The date of a plan, between 2004 and 2040."""
    year = random.randint(FIRST.year, LAST.year - 1)
    month = random.randint(1, 12)
    return parse(
        random.choice(
            (
                f"{year}",
                f"{year}~",
                f"{year}-{month:02}",
                f"{year}-{month:02}",
                f"{year}-{month:02}~",
                f"{year}-{random.randint(33, 36)}",
                f"[{year}-{month:02}..]",
                f"[..{year}]",
                f"[{year},{year + 1}]",
                f"{year}-{month:02}/{year + 1}-{month:02}",
                f"{year}?",
                _day(random, FIRST, LAST).text,
            )
        )
    )
