"""The matrix as a scene: shapes stay in their boxes, labels do not overlap, every label has an address."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.curated import curated_data
from tests.timeline.sample import measure
from viewer.model.edtf_date import Edge
from viewer.model.kinds import PayloadStatus
from viewer.report.contributions import MassAllocation, PayloadTotals, short_allocation_words
from viewer.report.matrix import Contribution, Matrix, MatrixCell, MatrixColumn, MatrixRow, build_matrix
from viewer.timeline.matrix_scene import (
    HEAD_PX,
    LINE_PX,
    MARKS,
    MAX_LINES,
    MIN_COLUMN_PX,
    MIN_ROLES_COLUMN_PX,
    NAME_PX,
    PAD_PX,
    TOTALS_PX,
    MatrixLayout,
    MatrixLine,
    cell_height,
    cell_shapes,
    column_widths,
    matrix_legend,
    matrix_lines,
    matrix_scene,
    paginate,
    totals_height,
    totals_shapes,
)
from viewer.timeline.scene import Band, Bar, Box, Label, Mark, Role, Rule, Scene, Shape

BOX = Box(100.0, 50.0, 150.0, 40.0)


def item(name: str = "DORN", status: PayloadStatus = PayloadStatus.FLOWN, mass: str = "4.5 kg") -> Contribution:
    return Contribution(name.lower(), name, f"{name}: detector", status, mass, f"event/{name.lower()}", "", ())


def row(name: str, *cells: MatrixCell, ancestors: tuple[str, ...] = (), has_parts: bool = False) -> MatrixRow:
    return MatrixRow("Countries", name, name, name.upper(), ancestors, has_parts, cells, PayloadTotals(), ())


def column(name: str = "m") -> MatrixColumn:
    return MatrixColumn(name, name.upper(), 0, PayloadTotals(), None, ())


def layout(matrix: Matrix, width: float, expanded: frozenset[str] = frozenset(), name_lines: int = 1) -> MatrixLayout:
    return MatrixLayout(matrix, column_widths(matrix, width, measure), measure, expanded, name_lines)


def scene_of(matrix: Matrix, width: float, name_lines: int = 3) -> Scene:
    return matrix_scene(layout(matrix, width, name_lines=name_lines), matrix_lines(matrix, frozenset()))


@pytest.fixture(scope="module")
def matrix() -> Matrix:
    programme = curated_data().programme
    assert programme is not None
    return build_matrix(programme.as_of(date(2026, 11, 22)))


def labels(shapes: object) -> list[Label]:
    return [shape for shape in shapes if isinstance(shape, Label)]  # type: ignore[attr-defined]


# ── cells ───────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_cell_is_a_faint_dot() -> None:
    (dot,) = cell_shapes(MatrixCell(), BOX, 0, "a", measure)
    assert (dot.text, dot.role, dot.ref) == ("·", Role.HAIRLINE, "")  # type: ignore[union-attr]


@pytest.mark.parametrize("status", list(PayloadStatus))
def test_a_payload_has_a_mark_a_name_and_a_mass_with_its_address(status: PayloadStatus) -> None:
    shapes = list(cell_shapes(MatrixCell((item(status=status),)), BOX, 2, "a", measure))
    (mark,) = (shape for shape in shapes if isinstance(shape, Mark))
    assert (mark.shape, mark.style.accent, mark.style.filled) == (MARKS[status][0], 2, MARKS[status][1].filled)
    assert {label.text for label in labels(shapes)} == {"DORN", "4.5 kg"}
    assert {shape.ref for shape in shapes if isinstance(shape, (Mark, Label))} == {"event/dorn"}
    struck = any(isinstance(shape, Rule) for shape in shapes)
    assert struck is (status is PayloadStatus.WITHDRAWN)


def test_every_status_has_its_own_mark_and_only_flown_and_handed_over_are_filled() -> None:
    assert len({shape for shape, _style in MARKS.values()}) == len(PayloadStatus)
    assert {status for status, (_shape, style) in MARKS.items() if style.filled} == {
        PayloadStatus.FLOWN,
        PayloadStatus.HANDED_OVER,
    }


def test_a_mass_is_left_out_where_the_name_needs_its_room() -> None:
    narrow = Box(BOX.x, BOX.y, 90.0, BOX.height)
    words = labels(cell_shapes(MatrixCell((item("Lunar neutron analyser"),)), narrow, 0, "a", measure))
    assert len(words) == 1
    assert words[0].text.endswith("…")
    assert words[0].full == "Lunar neutron analyser: detector"


def test_a_long_cell_says_how_many_more_there_are_and_leads_to_the_partner() -> None:
    many = MatrixCell(tuple(item(f"P{number}") for number in range(8)))
    words = labels(cell_shapes(many, BOX, 0, "a", measure))
    assert (words[-1].text, words[-1].ref) == ("4 more", "partner/a")
    assert cell_height(many, BOX.width, measure) == MAX_LINES * LINE_PX
    exact = MatrixCell(many.contributions[:MAX_LINES])
    assert "P4" in {label.text for label in labels(cell_shapes(exact, BOX, 0, "a", measure))}


def test_roles_are_shown_only_without_payloads() -> None:
    roles = ("Ground stations for tracking and control.", "Training.")
    words = labels(cell_shapes(MatrixCell(roles=roles), BOX, 0, "a", measure))
    assert [label.role for label in words] == [Role.NOTE, Role.NOTE]
    assert {label.full for label in words} == {"; ".join(roles)}
    both = labels(cell_shapes(MatrixCell((item(),), roles), BOX, 0, "a", measure))
    assert {label.text for label in both} == {"DORN", "4.5 kg"}


@given(
    st.lists(st.builds(item, st.text("abc de", min_size=1, max_size=30), st.sampled_from(PayloadStatus)), max_size=9),
    st.floats(80, 300),
    st.integers(1, 3),
)
def test_shapes_of_a_cell_stay_within_it(items: list[Contribution], width: float, name_lines: int) -> None:
    cell = MatrixCell(tuple(items), roles=("Some role or other",))
    box = Box(10, 20, width, cell_height(cell, width, measure, name_lines) + 2 * PAD_PX)
    for shape in cell_shapes(cell, box, 0, "a", measure, name_lines):
        if isinstance(shape, (Label, Mark)):
            assert box.x <= shape.box.x
            assert shape.box.right <= box.right + 1e-6
            assert box.y <= shape.box.y
            assert shape.box.bottom <= box.bottom + 1e-6


def test_a_name_with_more_lines_is_wrapped_instead_of_elided(matrix: Matrix) -> None:
    cell = MatrixCell((item("Lunar surface hyperspectral imager", PayloadStatus.WITHDRAWN, ""),))
    one = labels(cell_shapes(cell, BOX, 0, "a", measure))
    three = labels(cell_shapes(cell, BOX, 0, "a", measure, 3))
    assert [label.text for label in one] == ["Lunar surface hy…"]
    assert [label.text for label in three] == ["Lunar surface", "hyperspectral", "imager"]
    assert three[0].box.bottom == three[1].box.y
    assert cell_height(cell, BOX.width, measure, 3) > cell_height(cell, BOX.width, measure)


# ── totals ──────────────────────────────────────────────────────────────────────────────────────


def test_empty_totals_are_a_dot() -> None:
    (dot,) = totals_shapes(PayloadTotals(), BOX, "mission/m", 0, measure)
    assert isinstance(dot, Label)
    assert dot.text == "·"


def test_totals_have_their_mass_beside_the_count_or_below_in_a_narrow_column() -> None:
    totals = PayloadTotals(10, 3, 24.0, 1)
    beside = labels(totals_shapes(totals, Box(BOX.x, BOX.y, 170.0, BOX.height), "partner/a", -1, measure))
    assert [label.text for label in beside] == ["24 kg + ?", "10 payloads", "1 withdrawn"]
    assert beside[0].box.y == beside[1].box.y
    below = labels(totals_shapes(totals, Box(BOX.x, BOX.y, 100.0, BOX.height), "partner/a", -1, measure))
    assert [label.text for label in below] == ["10 payloads", "1 withdrawn", "24 kg + ?"]
    assert totals_height(totals, 100.0, measure) > totals_height(totals, 170.0, measure)
    assert {label.ref for label in below} == {"partner/a"}


def offer(kg: float, selected: PayloadTotals) -> MassAllocation:
    return MassAllocation("m", kg, selected)


def test_the_offer_is_a_bar_filled_to_the_known_mass_with_a_ragged_end() -> None:
    totals = PayloadTotals(10, 1, 50.0)
    bars = [
        shape
        for shape in totals_shapes(totals, BOX, "mission/m", 1, measure, offer(200.0, totals))
        if isinstance(shape, Bar)
    ]
    track, known = bars
    assert (track.style.filled, track.style.dotted) == (False, True)
    assert known.box.width == pytest.approx(track.box.width / 4)
    assert (known.style.filled, known.style.end) == (True, Edge.UNKNOWN)
    all_known = PayloadTotals(2, 2, 50.0)
    whole = [
        shape
        for shape in totals_shapes(all_known, BOX, "mission/m", 1, measure, offer(200.0, all_known))
        if isinstance(shape, Bar)
    ]
    assert whole[1].style.end is Edge.KNOWN


def test_an_offer_without_known_masses_is_an_empty_bar() -> None:
    totals = PayloadTotals(10)
    shapes = list(totals_shapes(totals, BOX, "mission/m", 1, measure, offer(200.0, totals)))
    assert sum(isinstance(shape, Bar) for shape in shapes) == 1
    assert [label.text for label in labels(shapes)] == ["10 payloads", "? kg of 200 kg"]


def test_the_short_text_of_an_allocation_says_what_is_known() -> None:
    assert short_allocation_words(offer(25, PayloadTotals())) == "25 kg offered"
    assert short_allocation_words(offer(25, PayloadTotals(6, 1, 3))) == "3 kg + ? of 25 kg"


def test_an_offer_is_shown_before_any_payload_is_selected() -> None:
    shapes = list(totals_shapes(PayloadTotals(), BOX, "mission/m", 1, measure, offer(200.0, PayloadTotals())))
    assert "200 kg offered" in {label.text for label in labels(shapes)}
    assert any(isinstance(shape, Bar) for shape in shapes)


def name_shapes(row: MatrixRow, expanded: frozenset[str] = frozenset()) -> list[Shape]:
    return list(layout(Matrix(), 300.0, expanded).name_shapes(MatrixLine(row=row), BOX))


# ── names ───────────────────────────────────────────────────────────────────────────────────────


def test_a_partner_with_parts_has_a_branch_indicator_and_a_part_is_indented() -> None:
    collapsed, expanded = (
        [shape for shape in name_shapes(row("a", has_parts=True), names) if isinstance(shape, Rule)]
        for names in (frozenset[str](), frozenset({"a"}))
    )
    assert len(collapsed) == len(expanded) == 2
    assert collapsed != expanded
    (without_parts,) = name_shapes(row("a"))
    (part,) = name_shapes(row("b", ancestors=("a",)))
    assert isinstance(without_parts, Label)
    assert isinstance(part, Label)
    assert part.box.x > without_parts.box.x
    assert (without_parts.role, part.role, part.ref) == (Role.LABEL_STRONG, Role.LABEL_MUTED, "partner/b")


def test_the_head_of_a_mission_has_a_stripe_in_the_accent_of_its_lane() -> None:
    mission = replace(column(), accent=3)
    band, name = layout(Matrix(columns=(mission,)), 300.0).head_shapes(1, BOX)
    assert isinstance(band, Band)
    assert isinstance(name, Label)
    assert (band.accent, name.text, name.ref) == (3, "M", "mission/m")


# ── the whole matrix ────────────────────────────────────────────────────────────────────────────


def test_columns_fill_the_width_or_keep_their_minimum(matrix: Matrix) -> None:
    wide = column_widths(matrix, 2000.0, measure)
    assert sum(wide) == pytest.approx(2000.0 - NAME_PX - TOTALS_PX)
    narrow = column_widths(matrix, 300.0, measure)
    assert set(narrow) == {MIN_COLUMN_PX, MIN_ROLES_COLUMN_PX}
    middle = column_widths(matrix, 1300.0, measure)
    assert sum(middle) == pytest.approx(1300.0 - NAME_PX - TOTALS_PX)
    assert all(low <= width <= high for low, width, high in zip(narrow, middle, wide, strict=True))


def test_without_missions_there_are_no_columns() -> None:
    assert column_widths(Matrix(), 500.0, measure) == ()
    assert column_widths(Matrix(columns=(column(),)), 100.0, measure) == (MIN_ROLES_COLUMN_PX,)


def test_the_scene_is_as_high_as_its_lines_and_contains_every_shape(matrix: Matrix) -> None:
    expanded = matrix.expandable
    page, lines = layout(matrix, 1200.0, expanded), matrix_lines(matrix, expanded)
    scene = matrix_scene(page, lines)
    assert scene.height == pytest.approx(sum(map(page.line_height, lines)) + HEAD_PX + 1)
    for shape in scene.shapes:
        if isinstance(shape, (Label, Mark, Bar)):
            assert shape.box.x >= 0
            assert shape.box.bottom <= scene.height
    texts = {label.text for label in labels(scene.shapes)}
    assert {"All partners", "Countries", "Chang'e-8", "NILS", "CNES"} <= texts


def test_a_column_has_the_accent_of_its_lane_and_the_totals_have_none(matrix: Matrix) -> None:
    columns = tuple(replace(column, accent=7 - number) for number, column in enumerate(matrix.columns))
    page = layout(replace(matrix, columns=columns), 900.0)
    assert [page.accent(number) for number in range(len(columns) + 1)] == [-1, *range(7, 7 - len(columns), -1)]


@pytest.mark.parametrize("width", [700.0, 1200.0, 1900.0])
def test_no_labels_of_the_scene_overlap(matrix: Matrix, width: float) -> None:
    scene = scene_of(matrix, width)
    boxes = sorted(
        (
            Box(label.box.x, label.box.y, measure(label.text, label.role), label.box.height)
            for label in labels(scene.shapes)
            if label.align == "left"
        ),
        key=lambda box: box.y,
    )
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            if other.y >= one.bottom:
                break
            assert other.x >= one.right - 1e-6 or one.x >= other.right - 1e-6, (one, other)


def test_marks_are_hit_where_they_are_drawn(matrix: Matrix) -> None:
    scene = scene_of(matrix, 1400.0)
    for shape in scene.shapes:
        if isinstance(shape, Mark):
            assert scene.hit(*shape.box.centre) == shape.ref
    refs = {shape.ref.split("/")[0] for shape in scene.shapes if isinstance(shape, Label) and shape.ref}
    assert refs == {"event", "partner", "mission"}


@pytest.mark.parametrize("height", range(560, 640, 10))
def test_pages_hold_every_line_once_in_order_within_their_height(matrix: Matrix, height: float) -> None:
    expanded = frozenset({"china"})
    page_layout = layout(matrix, 1200.0, expanded, name_lines=3)
    pages = list(paginate(page_layout, height))
    assert tuple(line for page in pages for line in page) == matrix_lines(matrix, expanded)
    assert len(pages) > 2
    for page in pages:
        assert matrix_scene(page_layout, page).height <= height
        assert not page[-1].title


def test_the_title_of_a_section_moves_to_the_page_of_its_first_row(matrix: Matrix) -> None:
    page_layout, lines = layout(matrix, 1200.0), matrix_lines(matrix, frozenset())
    height = HEAD_PX + 1 + sum(map(page_layout.line_height, lines[:2]))
    pages = list(paginate(page_layout, height))
    assert lines[1].title
    assert pages[0] == lines[:1]
    assert pages[1][0] == lines[1]


def test_a_line_higher_than_a_page_has_a_page_of_its_own(matrix: Matrix) -> None:
    pages = list(paginate(layout(matrix, 1200.0, name_lines=3), 60.0))
    lines = matrix_lines(matrix, frozenset())
    assert pages == [(line,) for line in lines]


def test_the_first_line_is_all_partners_then_each_section_follows_its_title() -> None:
    matrix = Matrix((column(),), (row("a", MatrixCell()),))
    assert matrix_lines(matrix, frozenset()) == (
        MatrixLine(),
        MatrixLine(title="Countries"),
        MatrixLine(row=row("a", MatrixCell())),
    )


def test_the_legend_has_the_marks_in_use_and_no_others() -> None:
    used = (PayloadStatus.WITHDRAWN, PayloadStatus.FLOWN)
    cell = MatrixCell(tuple(item(status.value, status) for status in used))
    matrix = Matrix((column(),), (row("a", cell),))
    assert [entry.words for entry in matrix_legend(matrix)] == ["flown", "withdrawn or barred"]
