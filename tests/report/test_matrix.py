"""Partners × missions: the order of the rows, their cells, and the same numbers as everywhere else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import unescape
from itertools import groupby

import pytest

from tests.builders import source, text
from tests.curated import curated_data, enlarged_curated_programme
from tests.report.sample import SIX, claim, event, full, programme
from viewer.i18n import use
from viewer.model.entities import Mission, Offer, Outcome, Partner, PartnerKind, Payload, PayloadKind, Statement
from viewer.model.kinds import EventKind, PayloadStatus
from viewer.model.programme import Programme
from viewer.progress import Cancelled
from viewer.report.contributions import PayloadTotals, with_parts
from viewer.report.details import mission_html, partner_html
from viewer.report.matrix import Matrix, MatrixGrouping, MatrixRow, build_matrix
from viewer.report.summary import summarise

TODAY = date(2026, 11, 22)
DAYS = (date(2024, 6, 27), date(2025, 4, 24), TODAY)


@pytest.fixture(scope="module")
def whole() -> Programme:
    loaded = curated_data()
    assert loaded.programme is not None
    return loaded.programme


def rows_of(matrix: Matrix) -> dict[str, MatrixRow]:
    return {row.partner: row for row in matrix.rows}


def sections(matrix: Matrix) -> list[str]:
    return list(dict.fromkeys(row.section for row in matrix.rows))


def test_a_column_has_the_index_of_its_lane_as_accent(whole: Programme) -> None:
    programme = whole.as_of(TODAY)
    lanes = [lane.id for lane in programme.head.lanes]
    accents = {column.mission: column.accent for column in build_matrix(programme).columns}
    assert accents == {m.id: lanes.index(m.lane) for m in programme.missions if m.id in accents}
    assert len(set(accents.values())) > 2


def added(totals: Iterable[PayloadTotals]) -> PayloadTotals:
    parts = tuple(totals)
    return PayloadTotals(
        sum(part.payloads for part in parts),
        sum(part.known_masses for part in parts),
        round(sum(part.kg for part in parts), 6),
        sum(part.withdrawn for part in parts),
        sum(part.samples for part in parts),
    )


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("grouping", list(MatrixGrouping))
def test_matrix_summary_and_panes_agree_on_every_count(whole: Programme, day: date, grouping: MatrixGrouping) -> None:
    programme = whole.as_of(day)
    matrix = build_matrix(programme, grouping)
    payloads = summarise(programme, day).payloads
    total = matrix.totals
    samples = [item for mission in programme.missions for item in mission.payloads if item.kind is PayloadKind.SAMPLES]
    assert total.payloads + total.withdrawn + total.samples == len(payloads)
    assert total.withdrawn == sum(row.withdrawn for row in payloads)
    assert added(column.totals for column in matrix.columns) == total
    for column in matrix.columns:
        of_mission = summarise(programme, day, mission=column.mission).payloads
        assert column.totals.payloads + column.totals.withdrawn + column.totals.samples == len(of_mission)
        weights = [
            line.mass_kg
            for line in of_mission
            if not line.withdrawn and programme.payload(line.id) not in samples and line.mass_kg is not None
        ]
        assert column.totals.kg == pytest.approx(sum(weights))
        assert column.totals.known_masses == len(weights)
        pane = unescape(mission_html(programme, column.mission))
        assert all(row.name in pane for row in of_mission)
    for row in rows_of(matrix).values():
        of_partner = summarise(programme, day, partner=row.partner).payloads
        counted = row.totals.payloads + row.totals.withdrawn + row.totals.samples
        assert counted == len(of_partner) == sum(len(cell.contributions) for cell in row.cells)
        assert added(cell.totals for cell in row.cells) == row.totals
        pane = unescape(partner_html(programme, row.partner))
        assert all(line.name in pane for line in of_partner)


def test_the_mass_offered_is_compared_with_the_mass_known_to_be_allocated(whole: Programme) -> None:
    offers = {
        column.mission: column.allocation
        for column in build_matrix(whole.as_of(TODAY)).columns
        if column.allocation is not None
    }
    assert {name: offer.offered_kg for name, offer in offers.items()} == {
        "chang-e-6": 20.0,
        "chang-e-7": 25.0,
        "chang-e-8": 200.0,
    }
    assert offers["chang-e-6"].selected.kg == pytest.approx(11.55)
    assert (offers["chang-e-6"].selected.known_masses, offers["chang-e-6"].selected.payloads) == (3, 4)
    assert (offers["chang-e-7"].selected.kg, offers["chang-e-7"].selected.payloads) == (3.0, 6)
    assert offers["chang-e-8"].selected.payloads == 10
    assert 0 < offers["chang-e-8"].selected.known_masses < 10
    before = build_matrix(whole.as_of(date(2023, 1, 1))).columns
    assert [column.allocation for column in before if column.mission == "chang-e-8"] in ([], [None])


def test_a_barred_payload_is_withdrawn_and_its_mass_does_not_count(whole: Programme) -> None:
    row = rows_of(build_matrix(whole.as_of(TODAY)))["uae"]
    items = [item for cell in row.cells for item in cell.contributions]
    assert [(item.payload, item.status) for item in items] == [("rashid-2", PayloadStatus.WITHDRAWN)]
    assert (row.totals.payloads, row.totals.withdrawn, row.totals.kg) == (0, 1, 0.0)
    assert items[0].address == "event/uae-rashid2-out"


def test_parts_follow_the_partner_they_belong_to_and_are_visible_when_it_is_expanded(whole: Programme) -> None:
    matrix = build_matrix(whole.as_of(TODAY))

    def visible(*expanded: str) -> list[str]:
        return [row.partner for row in matrix.visible_rows(frozenset(expanded)) if row.section == "Countries"]

    assert "sweden" in visible()
    assert "irf" not in visible()
    with_parts_of_sweden = visible("sweden")
    assert with_parts_of_sweden[with_parts_of_sweden.index("sweden") + 1] == "irf"
    assert visible(*matrix.expandable) == [row.partner for row in matrix.rows if row.section == "Countries"]
    assert rows_of(matrix)["dsel"].ancestors == ("china", "cnsa")
    assert "dsel" not in visible("cnsa")  # china is collapsed


@pytest.mark.parametrize("grouping", list(MatrixGrouping))
def test_partners_are_sorted_by_their_number_of_payloads_then_by_name(
    whole: Programme, grouping: MatrixGrouping
) -> None:
    matrix = build_matrix(whole.as_of(TODAY), grouping)
    for _section, rows in groupby(matrix.visible_rows(frozenset()), lambda row: row.section):
        top = list(rows)
        counts = [sum(len(cell.contributions) for cell in row.cells) for row in top]
        assert counts == sorted(counts, reverse=True)
        without = [row.short_name.casefold() for row, count in zip(top, counts, strict=True) if not count]
        assert without == sorted(without)


def test_partners_of_no_country_have_a_section_of_their_own(whole: Programme) -> None:
    matrix = build_matrix(whole.as_of(TODAY))
    assert sections(matrix) == ["Countries", "Not part of one country"]
    assert rows_of(matrix)["esa"].section == "Not part of one country"


def test_grouped_by_kind_every_partner_has_one_row_and_no_parts(whole: Programme) -> None:
    by_kind = build_matrix(whole.as_of(TODAY), MatrixGrouping.KIND)
    names = [row.partner for row in by_kind.rows]
    assert sorted(names) == sorted(rows_of(build_matrix(whole.as_of(TODAY))))
    assert len(names) == len(set(names))
    assert by_kind.expandable == frozenset()
    assert sections(by_kind)[:2] == ["Countries", "Agencies"]


def test_building_reports_its_progress_and_can_be_cancelled() -> None:
    shares: list[float] = []
    build_matrix(full(), progress=shares.append)
    assert shares == [0.0, 0.5]

    def cancel(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        build_matrix(full(), progress=cancel)


def test_partners_and_missions_without_contributions_are_left_out() -> None:
    matrix = build_matrix(full())
    assert set(rows_of(matrix)) == {"esa", "irf"}
    assert [column.mission for column in matrix.columns] == ["six"]
    assert matrix.other_missions == ("Relay",)


def test_a_cell_has_payloads_roles_and_their_events() -> None:
    matrix = build_matrix(full())
    (cell,) = rows_of(matrix)["esa"].cells
    assert [item.short_name for item in cell.contributions] == ["NILS", "Rover"]
    assert cell.roles == ("Builds NILS",)
    assert set(cell.event_ids) == {"launch", "out"}
    nils, rover = cell.contributions
    assert (nils.mass, nils.status, nils.address) == ("4.8 kg", PayloadStatus.OFFERED, "event/launch")
    assert (rover.mass, rover.status, rover.event_ids) == ("", PayloadStatus.WITHDRAWN, ("out",))
    assert rover.sentence.startswith("Event out")
    assert not cell.is_empty


def contribution(name: str, mission: str = "Chang'e-5", **fields: object) -> tuple[str, str]:
    item = Payload(id="x", name=text(name), partners=("a",), **fields)  # type: ignore[arg-type]
    flight = Mission(id="m", name=text(mission), lane="moon", payloads=(item,))
    partner = Partner(id="a", name=text("A"), kind=PartnerKind.AGENCY)
    matrix = build_matrix(programme(partners=(partner,), missions=(flight,)))
    ((only,),) = (cell.contributions for cell in rows_of(matrix)["a"].cells)
    return only.short_name, only.address


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
def test_the_short_name_of_a_payload_leaves_out_its_mission(name: str, short: str) -> None:
    assert contribution(name)[0] == short


def test_a_payload_without_events_leads_to_its_mission() -> None:
    assert contribution("NILS")[1] == "mission/m"


def test_a_partner_without_roles_has_the_roles_of_its_parts() -> None:
    def partner(name: str, part_of: str | None, *roles: str) -> Partner:
        said = tuple(Statement(text=text(role), mission="m") for role in roles)
        return Partner(id=name, name=text(name), kind=PartnerKind.COUNTRY, part_of=part_of, roles=said)

    flight = Mission(id="m", name=text("M"), lane="moon")
    matrix = build_matrix(
        programme(
            partners=(
                partner("a", None),
                partner("b", "a", "Flies", "Flies"),
                partner("c", None, "Own"),
                partner("d", "c", "Other"),
            ),
            missions=(flight,),
        )
    )
    roles = {name: row.cells[0].roles for name, row in rows_of(matrix).items()}
    assert roles == {"a": ("Flies",), "b": ("Flies",), "c": ("Own",), "d": ("Other",)}


def test_a_mission_that_only_offers_mass_has_a_column() -> None:
    flight = Mission(id="m", name=text("M"), lane="moon")
    offer = Offer(mission="m", kg=5, sources=("good",))
    matrix = build_matrix(programme(missions=(flight,), sources=(source("good"),), offers=(offer,)))
    assert [column.mission for column in matrix.columns] == ["m"]
    assert matrix.rows == ()


def test_events_of_a_payload_belong_to_its_cell_even_if_they_name_no_partner() -> None:
    landing = event(
        "landing",
        claim("2024-06-01", None, outcome=Outcome.DONE),
        kind=EventKind.LANDING,
        missions=("six",),
        payloads=("nils",),
    )
    partners = full().partners
    matrix = build_matrix(programme(landing, sources=(source("good"),), partners=partners, missions=(SIX,)))
    assert rows_of(matrix)["irf"].cells[0].event_ids == ("landing",)


def test_the_texts_are_in_the_current_language() -> None:
    use("zh")
    matrix = build_matrix(full())
    assert matrix.columns[0].name == "六号"
    assert rows_of(matrix)["esa"].short_name == "欧空局"


def test_parts_are_found_at_any_depth_and_in_a_cycle() -> None:
    def partner(name: str, part_of: str | None) -> Partner:
        return Partner(id=name, name=text(name), kind=PartnerKind.AGENCY, part_of=part_of)

    chain = programme(partners=(partner("a", None), partner("b", "a"), partner("c", "b"), partner("d", "a")))
    assert with_parts(chain, "a") == {"a", "b", "c", "d"}
    assert with_parts(chain, "c") == {"c"}
    assert [part.id for part in chain.parts_of["a"]] == ["b", "d"]
    circle = programme(partners=(partner("x", "y"), partner("y", "x")))
    assert with_parts(circle, "x") == {"x", "y"}


@pytest.mark.parametrize("grouping", list(MatrixGrouping))
def test_a_cell_has_the_events_of_partner_and_mission_and_of_its_payloads(
    whole: Programme, grouping: MatrixGrouping
) -> None:
    programme = enlarged_curated_programme(2_000).as_of(date(2026, 11, 22))
    matrix = build_matrix(programme, grouping)
    for row in matrix.rows:
        shared = programme.events_of_partner.get(row.partner, ())
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            named = {event for item in cell.contributions for event in item.event_ids}
            expected = [
                event.id for event in programme.events
                if event.id in named or (column.mission in event.missions and event in shared)
            ]  # fmt: skip
            assert list(cell.event_ids) == expected
