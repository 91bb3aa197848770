"""A line of labels remembers all that was taken on it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from viewer.timeline.labels import Line

stretches = st.tuples(st.integers(0, 90), st.integers(1, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(stretches, max_size=12), stretches, st.integers(0, 5))
@example([(10, 50), (20, 45)], (46, 48), 0)
def test_a_stretch_is_free_where_it_keeps_clear_of_everything_taken(
    taken: list[tuple[int, int]], asked: tuple[int, int], clear: int
) -> None:
    line = Line(0.0, 16.0, 0.0, 200.0)
    for start, end in taken:
        line.take(start, end)
    begins, ends = asked
    expected = all(end <= begins - clear or start >= ends + clear for start, end in taken)
    assert line.free(begins, ends, clear) is expected


def test_nothing_is_free_beyond_the_ends_of_the_line() -> None:
    line = Line(0.0, 16.0, 10.0, 200.0)
    assert line.free(10.0, 200.0)
    assert not line.free(9.0, 20.0)
    assert not line.free(190.0, 201.0)


def test_a_leader_is_passed_only_by_its_own_name() -> None:
    line = Line(0.0, 16.0, 0.0, 200.0)
    line.lead(50.0)
    assert line.free(40.0, 60.0, own=50.0)
    assert not line.free(40.0, 60.0)
    assert not line.free(40.0, 60.0, own=51.0)
