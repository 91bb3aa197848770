"""Text in columns: nothing is lost, nothing broken, and headings stay with what follows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from viewer.printing.text_flow import Strip, TextFlow, break_columns
from viewer.theme import PRINT

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
        strips.append(Strip(y, y + high, keeps and not (strips and strips[-1].with_next)))
        y += high
    return strips


@given(texts())
def test_every_strip_is_whole_in_one_column(strips: list[Strip]) -> None:
    columns = break_columns(strips, HEIGHT)
    for strip in strips:
        assert sum(column.top <= strip.top and strip.bottom <= column.bottom for column in columns) == 1


@given(texts())
def test_columns_are_no_higher_than_they_may_be(strips: list[Strip]) -> None:
    for column in break_columns(strips, HEIGHT):
        assert column.bottom - column.top + column.head_px <= HEIGHT + 0.01


@given(texts())
def test_no_heading_is_last_in_a_column(strips: list[Strip]) -> None:
    ends = {column.bottom for column in break_columns(strips, HEIGHT)}
    assert not any(strip.with_next and strip.bottom in ends for strip in strips[:-1])


def test_the_head_of_a_table_is_repeated_in_the_next_column() -> None:
    head = (0.0, 10.0)
    rows = [Strip(0, 10, with_next=True), *(Strip(10 + 20 * n, 30 + 20 * n, head=head) for n in range(9))]
    columns = break_columns(rows, HEIGHT)
    assert [column.head for column in columns] == [None, head, head]
    assert columns[1].top == 90
    assert columns[1].y(90) == 10


def test_a_strip_higher_than_a_column_is_broken() -> None:
    columns = break_columns([Strip(0, 250), Strip(250, 260)], HEIGHT)
    assert [(column.top, column.bottom) for column in columns] == [(0, 100), (100, 200), (200, 260)]


def test_a_heading_alone_at_the_end_is_not_lost() -> None:
    assert len(break_columns([Strip(0, 10, with_next=True)], HEIGHT)) == 1
    assert break_columns([], HEIGHT) == ()


def test_no_heading_of_a_text_is_the_last_in_its_column(qtbot: QtBot) -> None:
    body = "".join(f"<p>{'word ' * (20 + n % 7)}</p><h2>Heading {n}</h2><p>{'text ' * 60}</p>" for n in range(60))
    flow = TextFlow(body, "", (300, 400), PRINT)
    assert flow.count > 10
    for heading in flow.headings():
        assert heading.y <= 400 - 50, heading


def test_rows_of_tables_and_facts_stay_whole(qtbot: QtBot) -> None:
    cells = (f"<p id='first-{n}'>first</p><p>{'words ' * (n % 40)}</p><p id='last-{n}'>last</p>" for n in range(120))
    rows = "".join(f"<tr><td>name</td><td>{cell}</td></tr>" for cell in cells)
    flow = TextFlow(f'<table class="facts"><tbody>{rows}</tbody></table>', "", (300, 400), PRINT)
    anchors = flow.anchors()
    assert flow.count > 5
    for n in range(120):
        (first_column, first_y), (last_column, last_y) = anchors[f"first-{n}"], anchors[f"last-{n}"]
        assert first_column == last_column
        assert first_y < last_y < 400 - 10
