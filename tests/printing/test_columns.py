"""How words are cut into columns: nothing lost, nothing cut, headings with what they head."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.printing.columns import Strip, cut

HEIGHT = 100.0


@st.composite
def texts(draw: st.DrawFn) -> list[Strip]:
    """Strips one below the other with gaps between, none higher than a third of a column."""
    strips: list[Strip] = []
    y = 0.0
    for high, gap, keeps in draw(
        st.lists(st.tuples(st.integers(5, 33), st.integers(0, 9), st.booleans()), max_size=60)
    ):
        y += gap
        strips.append(Strip(y, y + high, keeps and not (strips and strips[-1].keeps)))
        y += high
    return strips


@given(texts())
def test_every_strip_is_whole_in_one_column(strips: list[Strip]) -> None:
    columns = cut(strips, HEIGHT)
    for strip in strips:
        assert sum(column.top <= strip.top and strip.bottom <= column.bottom for column in columns) == 1


@given(texts())
def test_columns_are_no_higher_than_they_may_be(strips: list[Strip]) -> None:
    for column in cut(strips, HEIGHT):
        assert column.bottom - column.top + column.head_px <= HEIGHT + 0.01


@given(texts())
def test_no_heading_stands_last(strips: list[Strip]) -> None:
    ends = {column.bottom for column in cut(strips, HEIGHT)}
    assert not any(strip.keeps and strip.bottom in ends for strip in strips[:-1])


def test_a_table_that_goes_on_wears_its_head_again() -> None:
    head = (0.0, 10.0)
    rows = [Strip(0, 10, keeps=True), *(Strip(10 + 20 * n, 30 + 20 * n, head=head) for n in range(9))]
    columns = cut(rows, HEIGHT)
    assert [column.head for column in columns] == [None, head, head]
    assert columns[1].top == 90
    assert columns[1].y(90) == 10


def test_what_is_higher_than_a_column_is_cut_and_goes_on() -> None:
    columns = cut([Strip(0, 250), Strip(250, 260)], HEIGHT)
    assert [(column.top, column.bottom) for column in columns] == [(0, 100), (100, 200), (200, 260)]


def test_a_heading_alone_at_the_end_is_not_lost() -> None:
    assert len(cut([Strip(0, 10, keeps=True)], HEIGHT)) == 1
    assert cut([], HEIGHT) == ()
