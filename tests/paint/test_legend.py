"""The legend lists the forms in view and no others; every form and every kind of event has an entry."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.paint.sample import bar, sample_scene
from viewer.model.edtf_date import Edge
from viewer.model.kinds import KINDS, EventKind
from viewer.report.labels import event_kind_label
from viewer.timeline.legend import _FORMS, SAMPLE_HEIGHT, SAMPLE_WIDTH, legend
from viewer.timeline.scene import Bar, Box, Mark, Role, Rule, Scene, Shape, Style
from viewer.timeline.symbols import OUTLINES, bar_form, diameter_px, hatching, mark_outline


def scene(*shapes: Shape) -> Scene:
    return Scene(400, 200, 100, 40, 160, shapes)


def words(*shapes: Shape) -> list[str]:
    return [entry.words for entry in legend(scene(*shapes))]


def mark(shape: str, x: float = 200, y: float = 100, **style: object) -> Mark:
    return Mark(Box(x, y, 16, 16), shape, "event/a", Role.EVENT, Style(**style))  # type: ignore[arg-type]


def test_an_empty_scene_has_no_legend() -> None:
    assert words() == []


def test_only_forms_in_view_are_listed() -> None:
    assert words(mark("up"), mark("star", x=450), mark("plus", x=20), mark("house", y=10)) == [
        "happened: filled",
        "launch",
    ]


def test_the_sample_needs_every_entry() -> None:
    assert len(legend(sample_scene())) == len(_FORMS) + len(EventKind)


def test_every_kind_has_its_form_and_words() -> None:
    symbols = {info.symbol for info in KINDS.values()}
    assert len(symbols) == len(EventKind)
    assert symbols <= set(OUTLINES)
    assert len({event_kind_label(kind, "") for kind in EventKind}) == len(EventKind)
    for first, second in combinations(OUTLINES.values(), 2):
        assert first != second


@pytest.mark.parametrize("entry", legend(sample_scene()), ids=lambda entry: entry.words)
def test_samples_lie_within_their_box(entry: object) -> None:
    for shape in entry.shapes:  # type: ignore[attr-defined]
        if isinstance(shape, Rule):
            assert 0 <= shape.x1 <= shape.x2 <= SAMPLE_WIDTH
        else:
            assert shape.box.x >= -2
            assert shape.box.x + shape.box.width <= SAMPLE_WIDTH + 2
            assert shape.box.y + shape.box.height <= SAMPLE_HEIGHT


@pytest.mark.parametrize("shape", OUTLINES)
def test_a_mark_lies_within_the_box_that_is_hit(shape: str) -> None:
    for size in (12.0, 14.0, 16.0):
        box = Box(10, 20, size, size)
        for x, y in mark_outline(shape, diameter_px(box)):
            assert box.contains(x + box.centre[0], y + box.centre[1]), (x, y)


def test_an_unknown_shape_is_a_diamond() -> None:
    assert mark_outline("unheard-of", 12.0) == mark_outline("diamond", 12.0)


EDGES = st.sampled_from(list(Edge))


@given(EDGES, EDGES, st.floats(8, 900), st.floats(6, 24), st.floats(0, 0.5), st.floats(0, 0.5))
def test_a_bar_is_drawn_within_what_is_hit(
    start: Edge, end: Edge, width: float, height: float, left: float, right: float
) -> None:
    shape = bar(Box(100, 50, width, height), Style(start=start, end=end), (left * width, right * width))
    form = bar_form(shape)
    points = [*form.body, *(p for line in (*form.solid, *form.dashed) for p in (line[:2], line[2:]))]
    points += [p for part in (*form.heads, *form.chevrons) for p in part]
    for x, y in points:
        assert 100 - 1e-6 <= x <= 100 + width + 1e-6
        assert 50 - 2 - 1e-6 <= y <= 50 + height + 2 + 1e-6
    assert list(form.fades) == sorted(form.fades)


@given(EDGES, EDGES, st.floats(8, 900), st.floats(6, 24))
def test_hatching_stays_within_the_faded_parts(start: Edge, end: Edge, width: float, height: float) -> None:
    shape = bar(Box(100, 50, width, height), Style(start=start, end=end), (width / 3, width / 3))
    form = bar_form(shape)
    strokes = hatching(shape, form)
    assert bool(strokes) == form.faded
    nil_1, full_1, full_2, nil_2 = form.fades
    for x1, y1, x2, y2 in strokes:
        assert all(50 - 1e-6 <= y <= 50 + height + 1e-6 for y in (y1, y2))
        low, high = sorted((x1, x2))
        assert (nil_1 - 1e-6 <= low and high <= full_1 + 1e-6) or (full_2 - 1e-6 <= low and high <= nil_2 + 1e-6)


def test_a_one_sided_bound_has_one_cap() -> None:
    for start, end, x in ((Edge.KNOWN, Edge.NONE, 100), (Edge.NONE, Edge.KNOWN, 160)):
        form = bar_form(Bar(Box(100, 50, 60, 18), 100, 160, "", Role.EVENT, Style(start=start, end=end)))
        assert [line[0] for line in form.caps] == [x]
        assert len(form.chevrons) == 1
        assert not form.solid
