"""Partners × missions: who stands where, and the same numbers as everywhere else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import unescape

import pytest

from tests.crowd import crowd
from tests.curated import curated_data
from tests.report.sample import SIX, claim, event, full, programme, source, text
from viewer.i18n import use
from viewer.model.entities import (
    EventKind,
    Mission,
    Offer,
    Outcome,
    Partner,
    PartnerKind,
    Payload,
    PayloadKind,
    Statement,
)
from viewer.model.programme import Programme
from viewer.report.contributions import Fate, Tally
from viewer.report.facts import with_parts
from viewer.report.matrix import COUNTRY, KIND, Matrix, Row, matrix_of, shown, whole_rows
from viewer.report.panes import mission_html, partner_html
from viewer.report.summary import summarise

TODAY = date(2026, 11, 22)
DAYS = (date(2024, 6, 27), date(2025, 4, 24), TODAY)


@pytest.fixture(scope="module")
def whole() -> Programme:
    loaded = curated_data()
    assert loaded.programme is not None
    return loaded.programme


def rows_of(matrix: Matrix) -> dict[str, Row]:
    return {row.partner: row for section in matrix.sections for row in section.rows}


def added(tallies: Iterable[Tally]) -> Tally:
    found = tuple(tallies)
    return Tally(
        sum(one.payloads for one in found),
        sum(one.weighed for one in found),
        round(sum(one.kg for one in found), 6),
        sum(one.withdrawn for one in found),
        sum(one.samples for one in found),
    )


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("grouping", [COUNTRY, KIND])
def test_every_count_agrees_in_matrix_summary_and_panes(whole: Programme, day: date, grouping: str) -> None:
    programme = whole.as_of(day)
    matrix = matrix_of(programme, grouping)
    told = summarise(programme, day).payloads
    total = matrix.tally
    samples = [
        item for place in programme.missions for item in place.payloads if item.kind is PayloadKind.SAMPLES
    ]
    assert total.payloads + total.withdrawn + total.samples == len(told)
    assert total.withdrawn == sum(row.withdrawn for row in told)
    assert added(column.tally for column in matrix.columns) == total
    for column in matrix.columns:
        of_mission = summarise(programme, day, mission=column.mission).payloads
        assert column.tally.payloads + column.tally.withdrawn + column.tally.samples == len(of_mission)
        weights = [
            line.mass_kg
            for line in of_mission
            if not line.withdrawn and programme.payload(line.id) not in samples and line.mass_kg is not None
        ]
        assert column.tally.kg == pytest.approx(sum(weights))
        assert column.tally.weighed == len(weights)
        pane = unescape(mission_html(programme, column.mission))
        assert all(row.name in pane for row in of_mission)
    for row in rows_of(matrix).values():
        of_partner = summarise(programme, day, partner=row.partner).payloads
        counted = row.tally.payloads + row.tally.withdrawn + row.tally.samples
        assert counted == len(of_partner) == sum(len(cell.items) for cell in row.cells)
        assert added(cell.tally for cell in row.cells) == row.tally
        pane = unescape(partner_html(programme, row.partner))
        assert all(line.name in pane for line in of_partner)


def test_what_was_offered_is_set_against_what_is_known_to_be_allotted(whole: Programme) -> None:
    offers = {
        column.mission: column.allotment
        for column in matrix_of(whole.as_of(TODAY)).columns
        if column.allotment is not None
    }
    assert {name: offer.offered_kg for name, offer in offers.items()} == {
        "chang-e-6": 20.0,
        "chang-e-7": 25.0,
        "chang-e-8": 200.0,
    }
    assert offers["chang-e-6"].chosen.kg == pytest.approx(11.55)
    assert (offers["chang-e-6"].chosen.weighed, offers["chang-e-6"].chosen.payloads) == (3, 4)
    assert (offers["chang-e-7"].chosen.kg, offers["chang-e-7"].chosen.payloads) == (3.0, 6)
    assert offers["chang-e-8"].chosen.payloads == 10
    assert 0 < offers["chang-e-8"].chosen.weighed < 10
    before = matrix_of(whole.as_of(date(2023, 1, 1))).columns
    assert [column.allotment for column in before if column.mission == "chang-e-8"] in ([], [None])


def test_the_barred_rover_is_withdrawn_and_weighs_nothing_any_more(whole: Programme) -> None:
    row = rows_of(matrix_of(whole.as_of(TODAY)))["uae"]
    items = [item for cell in row.cells for item in cell.items]
    assert [(item.payload, item.fate) for item in items] == [("rashid-2", Fate.WITHDRAWN)]
    assert (row.tally.payloads, row.tally.withdrawn, row.tally.kg) == (0, 1, 0.0)
    assert items[0].address == "event/uae-rashid2-out"


def test_parts_stand_under_their_whole_and_are_shown_when_it_is_opened(whole: Programme) -> None:
    matrix = matrix_of(whole.as_of(TODAY))
    countries = matrix.sections[0]
    closed = [row.partner for row in shown(countries, frozenset())]
    assert "sweden" in closed
    assert "irf" not in closed
    opened = [row.partner for row in shown(countries, frozenset({"sweden"}))]
    assert opened[opened.index("sweden") + 1] == "irf"
    everything = [row.partner for row in shown(countries, whole_rows(matrix))]
    assert everything == [row.partner for row in countries.rows]
    assert rows_of(matrix)["dsel"].above == ("china", "cnsa")
    assert "dsel" not in [row.partner for row in shown(countries, frozenset({"cnsa"}))]  # china is closed


@pytest.mark.parametrize("grouping", [COUNTRY, KIND])
def test_those_who_bring_most_stand_first_then_by_name(whole: Programme, grouping: str) -> None:
    for section in matrix_of(whole.as_of(TODAY), grouping).sections:
        top = shown(section, frozenset())
        brought = [sum(len(cell.items) for cell in row.cells) for row in top]
        assert brought == sorted(brought, reverse=True)
        nothing = [row.name.casefold() for row, count in zip(top, brought, strict=True) if not count]
        assert nothing == sorted(nothing)


def test_those_of_no_country_stand_apart(whole: Programme) -> None:
    matrix = matrix_of(whole.as_of(TODAY))
    assert [section.title for section in matrix.sections] == ["Countries", "Not part of one country"]
    assert "esa" in {row.partner for row in matrix.sections[1].rows}


def test_by_kind_every_partner_stands_once_and_flat(whole: Programme) -> None:
    by_kind = matrix_of(whole.as_of(TODAY), KIND)
    names = [row.partner for section in by_kind.sections for row in section.rows]
    assert sorted(names) == sorted(rows_of(matrix_of(whole.as_of(TODAY))))
    assert len(names) == len(set(names))
    assert whole_rows(by_kind) == frozenset()
    assert [section.title for section in by_kind.sections][:2] == ["Countries", "Agencies"]


def test_another_grouping_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        matrix_of(full(), "colour")


def test_a_partner_who_brings_nothing_and_a_mission_without_partners_are_left_out() -> None:
    matrix = matrix_of(full())
    assert set(rows_of(matrix)) == {"esa", "irf"}
    assert [column.mission for column in matrix.columns] == ["six"]
    assert matrix.silent == ("Relay",)


def test_a_cell_says_payloads_roles_and_the_events_of_both() -> None:
    matrix = matrix_of(full())
    (cell,) = rows_of(matrix)["esa"].cells
    assert [item.name for item in cell.items] == ["NILS", "Rover"]
    assert cell.roles == ("Builds NILS",)
    assert set(cell.events) == {"launch", "out"}
    nils, rover = cell.items
    assert (nils.mass, nils.fate, nils.address) == ("4.8 kg", Fate.OFFERED, "event/launch")
    assert (rover.mass, rover.fate, rover.events) == ("", Fate.WITHDRAWN, ("out",))
    assert rover.sentence.startswith("Event out")
    assert not cell.empty


def brought(name: str, mission: str = "Chang'e-5", **fields: object) -> tuple[str, str]:
    item = Payload(id="x", name=text(name), partners=("a",), **fields)  # type: ignore[arg-type]
    place = Mission(id="m", name=text(mission), lane="moon", payloads=(item,))
    partner = Partner(id="a", name=text("A"), kind=PartnerKind.AGENCY)
    matrix = matrix_of(programme(partners=(partner,), missions=(place,)))
    ((only,),) = (cell.items for cell in rows_of(matrix)["a"].cells)
    return only.name, only.address


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("NILS: Negative Ions", "NILS"),
        ("探测仪：月表负离子", "探测仪"),
        ("Chang'e-5 samples for IPGP", "Samples for IPGP"),
        ("Chang'e-5", "Chang'e-5"),
        ("Lunar neutron analyser", "Lunar neutron analyser"),
    ],
)
def test_a_payload_is_named_in_short_without_its_mission(name: str, short: str) -> None:
    assert brought(name)[0] == short


def test_a_payload_of_which_no_event_tells_leads_to_its_mission() -> None:
    assert brought("NILS")[1] == "mission/m"


def test_a_role_of_a_part_stands_in_for_its_whole_but_its_own_comes_first() -> None:
    def partner(name: str, part_of: str | None, *roles: str) -> Partner:
        said = tuple(Statement(text=text(role), mission="m") for role in roles)
        return Partner(id=name, name=text(name), kind=PartnerKind.COUNTRY, part_of=part_of, roles=said)

    place = Mission(id="m", name=text("M"), lane="moon")
    matrix = matrix_of(
        programme(
            partners=(
                partner("a", None),
                partner("b", "a", "Flies", "Flies"),
                partner("c", None, "Own"),
                partner("d", "c", "Other"),
            ),
            missions=(place,),
        )
    )
    roles = {name: row.cells[0].roles for name, row in rows_of(matrix).items()}
    assert roles == {"a": ("Flies",), "b": ("Flies",), "c": ("Own",), "d": ("Other",)}


def test_a_mission_that_only_offers_mass_has_a_column() -> None:
    place = Mission(id="m", name=text("M"), lane="moon")
    offer = Offer(mission="m", kg=5, sources=("good",))
    matrix = matrix_of(programme(missions=(place,), sources=(source("good"),), offers=(offer,)))
    assert [column.mission for column in matrix.columns] == ["m"]
    assert matrix.sections == ()


def test_an_event_of_a_payload_counts_for_its_cell_even_if_it_names_no_partner() -> None:
    landing = event(
        "landing",
        claim("2024-06-01", None, outcome=Outcome.DONE),
        kind=EventKind.LANDING,
        missions=("six",),
        payloads=("nils",),
    )
    partners = full().partners
    matrix = matrix_of(programme(landing, sources=(source("good"),), partners=partners, missions=(SIX,)))
    assert rows_of(matrix)["irf"].cells[0].events == ("landing",)


def test_a_matrix_speaks_the_language_of_the_moment() -> None:
    use("zh")
    matrix = matrix_of(full())
    assert matrix.columns[0].name == "六号"
    assert rows_of(matrix)["esa"].name == "欧空局"


def test_parts_are_found_at_any_depth_and_a_circle_ends() -> None:
    def partner(name: str, part_of: str | None) -> Partner:
        return Partner(id=name, name=text(name), kind=PartnerKind.AGENCY, part_of=part_of)

    chain = programme(partners=(partner("a", None), partner("b", "a"), partner("c", "b"), partner("d", "a")))
    assert with_parts(chain, "a") == {"a", "b", "c", "d"}
    assert with_parts(chain, "c") == {"c"}
    assert [part.id for part in chain.parts_of["a"]] == ["b", "d"]
    circle = programme(partners=(partner("x", "y"), partner("y", "x")))
    assert with_parts(circle, "x") == {"x", "y"}


@pytest.mark.parametrize("grouping", [COUNTRY, KIND])
def test_a_cell_is_about_what_both_have_a_part_in_and_what_names_a_payload(
    whole: Programme, grouping: str
) -> None:
    of = crowd(2_000).as_of(date(2026, 11, 22))
    matrix = matrix_of(of, grouping)
    for row in (row for section in matrix.sections for row in section.rows):
        shared = of.events_of_partner.get(row.partner, ())
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            named = {event for item in cell.items for event in item.events}
            wanted = [
                event.id for event in of.events
                if event.id in named or (column.mission in event.missions and event in shared)
            ]  # fmt: skip
            assert list(cell.events) == wanted
