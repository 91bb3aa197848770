"""The matrix as a picture: everything inside its box, nothing upon another, every word with an address."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.curated import curated_data
from tests.timeline.sample import measure
from viewer.model.edtf import Edge
from viewer.model.programme import Programme
from viewer.report.contributions import Allotment, Fate, Tally
from viewer.report.matrix import (
    NOTHING,
    Cell,
    Column,
    Contribution,
    Matrix,
    Row,
    Section,
    matrix_of,
    whole_rows,
)
from viewer.timeline.matrix_cells import (
    LINE_PX,
    MARKS,
    MOST_LINES,
    PAD_PX,
    cell_height,
    cell_shapes,
    head_shapes,
    name_shapes,
    short_allotment,
    tally_height,
    tally_shapes,
)
from viewer.timeline.matrix_scene import (
    ALL_PX,
    LEAST_PX,
    LEAST_ROLES_PX,
    NAME_PX,
    Line,
    line_height,
    lines,
    matrix_legend,
    matrix_scene,
    sheets,
    widths,
)
from viewer.timeline.scene import Band, Bar, Box, Label, Mark, Role, Rule

BOX = Box(100.0, 50.0, 150.0, 40.0)


def item(name: str = "DORN", fate: Fate = Fate.FLOWN, mass: str = "4.5 kg") -> Contribution:
    return Contribution(name.lower(), name, f"{name}: detector", fate, mass, f"event/{name.lower()}", "", ())


def row(name: str, *cells: Cell, above: tuple[str, ...] = (), parts: int = 0) -> Row:
    return Row(name, name, name.upper(), above, parts, cells, NOTHING, ())


def column(name: str = "m", counted: Tally = NOTHING, offer: Allotment | None = None) -> Column:
    return Column(name, name.upper(), "lane", counted, offer, ())


@pytest.fixture(scope="module")
def programme() -> Programme:
    loaded = curated_data()
    assert loaded.programme is not None
    return loaded.programme.as_of(date(2026, 11, 22))


@pytest.fixture(scope="module")
def matrix(programme: Programme) -> Matrix:
    return matrix_of(programme)


def labels(shapes: object) -> list[Label]:
    return [shape for shape in shapes if isinstance(shape, Label)]  # type: ignore[attr-defined]


# ── cells ───────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_cell_is_a_faint_dot() -> None:
    (dot,) = cell_shapes(Cell(), BOX, 0, "a", measure)
    assert (dot.text, dot.role, dot.ref) == ("·", Role.HAIRLINE, "")  # type: ignore[union-attr]


@pytest.mark.parametrize("fate", list(Fate))
def test_a_payload_is_its_mark_its_name_and_its_mass_all_with_its_address(fate: Fate) -> None:
    shapes = list(cell_shapes(Cell((item(fate=fate),)), BOX, 2, "a", measure))
    (mark,) = (shape for shape in shapes if isinstance(shape, Mark))
    assert (mark.shape, mark.style.accent, mark.style.filled) == (MARKS[fate][0], 2, MARKS[fate][1].filled)
    assert {label.text for label in labels(shapes)} == {"DORN", "4.5 kg"}
    assert {shape.ref for shape in shapes if isinstance(shape, (Mark, Label))} == {"event/dorn"}
    struck = any(isinstance(shape, Rule) for shape in shapes)
    assert struck is (fate is Fate.WITHDRAWN)


def test_every_fate_has_a_mark_of_its_own_form_and_what_flew_is_filled() -> None:
    assert len({shape for shape, _style in MARKS.values()}) == len(Fate)
    assert {fate for fate, (_shape, style) in MARKS.items() if style.filled} == {Fate.FLOWN, Fate.HANDED_OVER}


def test_a_mass_gives_way_to_the_name() -> None:
    narrow = Box(BOX.x, BOX.y, 90.0, BOX.height)
    words = labels(cell_shapes(Cell((item("Lunar neutron analyser"),)), narrow, 0, "a", measure))
    assert len(words) == 1
    assert words[0].text.endswith("…")
    assert words[0].full == "Lunar neutron analyser: detector"


def test_a_long_cell_says_how_much_more_there_is_and_leads_to_the_partner() -> None:
    many = Cell(tuple(item(f"P{number}") for number in range(8)))
    words = labels(cell_shapes(many, BOX, 0, "a", measure))
    assert (words[-1].text, words[-1].ref) == ("4 more", "partner/a")
    assert cell_height(many, BOX.width, measure) == MOST_LINES * LINE_PX
    exact = Cell(many.items[:MOST_LINES])
    assert "P4" in {label.text for label in labels(cell_shapes(exact, BOX, 0, "a", measure))}


def test_roles_are_told_only_where_there_is_no_payload() -> None:
    roles = ("Ground stations for tracking and control.", "Training.")
    words = labels(cell_shapes(Cell(roles=roles), BOX, 0, "a", measure))
    assert [label.role for label in words] == [Role.NOTE, Role.NOTE]
    assert {label.full for label in words} == {"; ".join(roles)}
    both = labels(cell_shapes(Cell((item(),), roles), BOX, 0, "a", measure))
    assert {label.text for label in both} == {"DORN", "4.5 kg"}


@given(
    st.lists(st.builds(item, st.text("abc de", min_size=1, max_size=30), st.sampled_from(Fate)), max_size=9),
    st.floats(80, 300),
    st.integers(1, 3),
)
def test_what_is_in_a_cell_stays_in_its_cell(
    items: list[Contribution], width: float, name_lines: int
) -> None:
    cell = Cell(tuple(items), roles=("Some role or other",))
    box = Box(10, 20, width, cell_height(cell, width, measure, name_lines) + 2 * PAD_PX)
    for shape in cell_shapes(cell, box, 0, "a", measure, name_lines):
        if isinstance(shape, (Label, Mark)):
            assert box.x <= shape.box.x
            assert shape.box.right <= box.right + 1e-6
            assert box.y <= shape.box.y
            assert shape.box.bottom <= box.bottom + 1e-6


def test_on_paper_a_name_that_does_not_fit_is_folded_and_nothing_is_cut(matrix: Matrix) -> None:
    cell = Cell((item("Lunar surface hyperspectral imager", Fate.WITHDRAWN, ""),))
    one = labels(cell_shapes(cell, BOX, 0, "a", measure))
    three = labels(cell_shapes(cell, BOX, 0, "a", measure, 3))
    assert [label.text for label in one] == ["Lunar surface hy…"]
    assert [label.text for label in three] == ["Lunar surface", "hyperspectral", "imager"]
    assert three[0].box.bottom == three[1].box.y
    assert cell_height(cell, BOX.width, measure, 3) > cell_height(cell, BOX.width, measure)


# ── totals ──────────────────────────────────────────────────────────────────────────────────────


def test_a_total_of_nothing_is_a_dot() -> None:
    (dot,) = tally_shapes(NOTHING, BOX, "mission/m", 0, measure)
    assert isinstance(dot, Label)
    assert dot.text == "·"


def test_a_total_has_its_mass_beside_it_or_below_where_that_is_narrow() -> None:
    counted = Tally(10, 3, 24.0, 1)
    beside = labels(tally_shapes(counted, Box(BOX.x, BOX.y, 170.0, BOX.height), "partner/a", -1, measure))
    assert [label.text for label in beside] == ["24 kg + ?", "10 payloads", "1 withdrawn"]
    assert beside[0].box.y == beside[1].box.y
    below = labels(tally_shapes(counted, Box(BOX.x, BOX.y, 100.0, BOX.height), "partner/a", -1, measure))
    assert [label.text for label in below] == ["10 payloads", "1 withdrawn", "24 kg + ?"]
    assert tally_height(counted, 100.0, measure) > tally_height(counted, 170.0, measure)
    assert {label.ref for label in below} == {"partner/a"}


def offer(kg: float, chosen: Tally) -> Allotment:
    return Allotment("m", kg, chosen)


def test_what_is_offered_is_a_bar_and_what_is_known_its_full_part_with_a_ragged_end() -> None:
    counted = Tally(10, 1, 50.0)
    bars = [
        shape
        for shape in tally_shapes(counted, BOX, "mission/m", 1, measure, offer(200.0, counted))
        if isinstance(shape, Bar)
    ]
    track, known = bars
    assert (track.style.filled, track.style.dotted) == (False, True)
    assert known.box.width == pytest.approx(track.box.width / 4)
    assert (known.style.filled, known.style.end) == (True, Edge.UNKNOWN)
    all_known = Tally(2, 2, 50.0)
    whole = [
        shape
        for shape in tally_shapes(all_known, BOX, "mission/m", 1, measure, offer(200.0, all_known))
        if isinstance(shape, Bar)
    ]
    assert whole[1].style.end is Edge.KNOWN


def test_nothing_known_of_an_offer_is_an_empty_bar() -> None:
    counted = Tally(10)
    shapes = list(tally_shapes(counted, BOX, "mission/m", 1, measure, offer(200.0, counted)))
    assert sum(isinstance(shape, Bar) for shape in shapes) == 1
    assert [label.text for label in labels(shapes)] == ["10 payloads", "? kg of 200 kg"]


def test_an_offer_in_short_says_what_is_known() -> None:
    assert short_allotment(offer(25, NOTHING)) == "25 kg offered"
    assert short_allotment(offer(25, Tally(6, 1, 3))) == "3 kg + ? of 25 kg"


def test_an_offer_is_shown_before_anything_is_chosen() -> None:
    shapes = list(tally_shapes(NOTHING, BOX, "mission/m", 1, measure, offer(200.0, NOTHING)))
    assert "200 kg offered" in {label.text for label in labels(shapes)}
    assert any(isinstance(shape, Bar) for shape in shapes)


# ── names ───────────────────────────────────────────────────────────────────────────────────────


def test_a_whole_has_an_angle_that_turns_and_a_part_is_indented() -> None:
    closed = list(name_shapes(row("a", parts=2), BOX, False, measure))
    opened = list(name_shapes(row("a", parts=2), BOX, True, measure))
    assert sum(isinstance(shape, Rule) for shape in closed) == 2
    assert [shape for shape in closed if isinstance(shape, Rule)] != [
        shape for shape in opened if isinstance(shape, Rule)
    ]
    (plain,) = name_shapes(row("a"), BOX, False, measure)
    (part,) = name_shapes(row("b", above=("a",)), BOX, False, measure)
    assert isinstance(plain, Label)
    assert isinstance(part, Label)
    assert part.box.x > plain.box.x
    assert (plain.role, part.role, part.ref) == (Role.LABEL_STRONG, Role.LABEL_MUTED, "partner/b")


def test_a_mission_stands_below_the_accent_of_its_lane() -> None:
    band, name = head_shapes(column(), BOX, 3, measure)
    assert isinstance(band, Band)
    assert isinstance(name, Label)
    assert (band.accent, name.text, name.ref) == (3, "M", "mission/m")


# ── the whole ───────────────────────────────────────────────────────────────────────────────────


def test_columns_fill_the_width_or_keep_their_least(matrix: Matrix) -> None:
    wide = widths(matrix, 2000.0, measure)
    assert sum(wide) == pytest.approx(2000.0 - NAME_PX - ALL_PX)
    narrow = widths(matrix, 300.0, measure)
    assert set(narrow) == {LEAST_PX, LEAST_ROLES_PX}
    middle = widths(matrix, 1300.0, measure)
    assert sum(middle) == pytest.approx(1300.0 - NAME_PX - ALL_PX)
    assert all(low <= one <= high for low, one, high in zip(narrow, middle, wide, strict=True))


def test_without_missions_there_are_no_columns() -> None:
    assert widths(Matrix((), (), NOTHING, ()), 500.0, measure) == ()
    bare = Matrix((column(),), (), NOTHING, ())
    assert widths(bare, 100.0, measure) == (LEAST_ROLES_PX,)


def test_the_scene_is_as_high_as_its_lines_and_everything_lies_in_it(
    programme: Programme, matrix: Matrix
) -> None:
    lanes = [lane.id for lane in programme.head.lanes]
    scene = matrix_scene(matrix, lanes, 1200.0, measure, whole_rows(matrix), name_lines=1)
    columns = widths(matrix, 1200.0, measure)
    every = lines(matrix, whole_rows(matrix))
    heights = sum(line_height(matrix, line, columns, measure) for line in every)
    assert scene.height == pytest.approx(heights + 46.0 + 1)
    for shape in scene.shapes:
        if isinstance(shape, (Label, Mark, Bar)):
            assert shape.box.x >= 0
            assert shape.box.bottom <= scene.height
    texts = {label.text for label in labels(scene.shapes)}
    assert {"All partners", "Countries", "Chang'e-8", "NILS", "CNES"} <= texts


@pytest.mark.parametrize("width", [700.0, 1200.0, 1900.0])
def test_no_two_words_of_the_scene_overlap(matrix: Matrix, width: float) -> None:
    scene = matrix_scene(matrix, [], width, measure)
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


def test_what_is_drawn_is_what_is_hit(matrix: Matrix) -> None:
    scene = matrix_scene(matrix, [], 1400.0, measure)
    for shape in scene.shapes:
        if isinstance(shape, Mark):
            assert scene.hit(*shape.box.centre) == shape.ref
    refs = {shape.ref.split("/")[0] for shape in scene.shapes if isinstance(shape, Label) and shape.ref}
    assert refs == {"event", "partner", "mission"}


@pytest.mark.parametrize("height", range(560, 640, 10))
def test_sheets_hold_every_line_once_in_order_and_keep_their_height(matrix: Matrix, height: float) -> None:
    opened = frozenset({"china"})
    portions = list(sheets(matrix, 1200.0, height, measure, opened))
    assert tuple(line for portion in portions for line in portion) == lines(matrix, opened)
    assert len(portions) > 2
    for portion in portions:
        assert matrix_scene(matrix, [], 1200.0, measure, opened, portion).height <= height
        assert not portion[-1].title


def test_a_line_higher_than_a_sheet_has_one_to_itself(matrix: Matrix) -> None:
    portions = list(sheets(matrix, 1200.0, 60.0, measure))
    assert tuple(line for portion in portions for line in portion) == lines(matrix, frozenset())
    assert len(portions) == len(lines(matrix, frozenset()))


def test_all_partners_come_first_then_each_section_below_its_title() -> None:
    made = Matrix((column(),), (Section("Countries", (row("a", Cell()),)),), NOTHING, ())
    assert lines(made, frozenset()) == (Line(), Line(title="Countries"), Line(row=row("a", Cell())))


def test_the_legend_has_the_marks_in_use_and_no_other() -> None:
    fates = (Fate.WITHDRAWN, Fate.FLOWN)
    cell = Cell(tuple(item(fate.value, fate) for fate in fates))
    made = Matrix((column(),), (Section("Countries", (row("a", cell),)),), NOTHING, ())
    assert [entry.words for entry in matrix_legend(made)] == ["flown", "withdrawn or barred"]
