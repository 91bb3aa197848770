"""A line of labels remembers all that was taken on it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from viewer.timeline.label_space import LineSpace

stretches = st.tuples(st.integers(0, 90), st.integers(1, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(stretches, max_size=12), stretches, st.integers(0, 5))
@example([(10, 50), (20, 45)], (46, 48), 0)
def test_an_interval_is_free_if_it_keeps_clear_of_everything(
    taken: list[tuple[int, int]], asked: tuple[int, int], clear: int
) -> None:
    line = LineSpace(0.0, 16.0, 0.0, 200.0)
    for start, end in taken:
        line.reserve(start, end)
    begins, ends = asked
    expected = all(end <= begins - clear or start >= ends + clear for start, end in taken)
    assert line.is_free(begins, ends, clear) is expected


def test_nothing_is_free_beyond_the_ends_of_the_line() -> None:
    line = LineSpace(0.0, 16.0, 10.0, 200.0)
    assert line.is_free(10.0, 200.0)
    assert not line.is_free(9.0, 20.0)
    assert not line.is_free(190.0, 201.0)


def test_a_leader_is_crossed_by_its_own_label_only() -> None:
    line = LineSpace(0.0, 16.0, 0.0, 200.0)
    line.leaders.append(50.0)
    assert line.is_free(40.0, 60.0, leader=50.0)
    assert not line.is_free(40.0, 60.0)
    assert not line.is_free(40.0, 60.0, leader=51.0)


@given(st.lists(stretches, max_size=12), st.floats(0.0, 400.0), st.floats(1.0, 200.0))
def test_the_first_free_place_is_free_and_none_before_it_is(
    taken: list[tuple[float, float]], x: float, width: float
) -> None:
    line = LineSpace(0.0, 14.0, 0.0, 500.0)
    for x1, x2 in taken:
        line.reserve(x1, x2)
    place = line.first_free(x, width, 400.0)
    tried = [x + step for step in range(500) if x + step <= 400.0]
    if place is None:
        assert not any(line.is_free(x, x + width) for x in tried)
    else:
        assert line.is_free(place, place + width)
        assert not any(line.is_free(x, x + width) for x in tried if x < place)


def test_the_first_free_place_is_clear_of_leaders() -> None:
    line = LineSpace(0.0, 14.0, 0.0, 500.0)
    line.leaders.append(100.0)
    place = line.first_free(60.0, 80.0, 400.0)
    assert place is not None
    assert place > 100.0
    assert line.is_free(place, place + 80.0)


def test_the_first_gap_between_marks_that_is_wide_enough_is_taken_else_the_widest() -> None:
    line = LineSpace(0.0, 14.0, 0.0, 500.0)
    for x in (20.0, 100.0, 160.0, 400.0):
        line.add_mark(x, x + 12.0)
    assert line.gap_between_marks(110.0, 300.0, 30.0) == (115.0, 157.0)
    assert line.gap_between_marks(110.0, 300.0, 60.0) == (175.0, 300.0)
    assert line.gap_between_marks(40.0, 90.0, 200.0) == (40.0, 90.0)
    line.add_mark(405.0, 408.0)  # within another
    assert line.gap_between_marks(395.0, 450.0, 20.0) == (415.0, 450.0)
