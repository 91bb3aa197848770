"""Rows are packed in time: no overlaps, every event on a row of its tier, and nothing moves when zooming."""

from __future__ import annotations

from itertools import pairwise, zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.entities import Event
from viewer.state import Span
from viewer.timeline.lane_events import TIER_OF
from viewer.timeline.lane_model import LaneModel
from viewer.timeline.metrics import Size
from viewer.timeline.row_packing import (
    MAX_ROWS,
    OPEN,
    SURE_ROWS,
    Row,
    RowBudget,
    RowPacker,
    first_fit,
    fit_by_importance,
    needs_second_row,
    row_numbers,
    shared_rows,
)

from .sample import claim, days, done, event, events, programme, scene_of, windows

BUDGETS = st.builds(
    RowBudget,
    st.none() | st.tuples(*(st.integers(1, 4),) * 3),
    st.tuples(*(st.integers(0, 4),) * 3),
    st.integers(0, 3),
    st.booleans(),
)


def lanes_of(events: list[Event]) -> list[tuple[Row, ...]]:
    """The rows of each lane when it is open."""
    model = LaneModel(programme(events))
    return [model.rows(lane).rows for lane in model.lanes]


def rows_of(events: list[Event]) -> list[Row]:
    return [row for rows in lanes_of(events) for row in rows]


@given(events())
def test_only_the_last_row_of_a_full_tier_has_overlaps(events: list[Event]) -> None:
    for rows in lanes_of(events):
        assert len(rows) <= MAX_ROWS
        for row, following in zip_longest(rows, rows[1:]):
            is_last = following is None or following.tier != row.tier
            ends = list(zip(row.lefts, row.columns.rights, strict=True))
            overlaps = any(before[1] > after[0] for before, after in pairwise(ends))
            is_full = len([other for other in rows if other.tier == row.tier]) >= SURE_ROWS[row.tier]
            assert not overlaps or (is_last and is_full)


@given(events())
def test_every_dated_event_is_on_one_row_of_its_tier(events: list[Event]) -> None:
    model = LaneModel(programme(events))
    rows = [row for lane in model.lanes for row in model.rows(lane).rows]
    placed = [event.id for row in rows for event in row.events]
    undated = [event.id for lane in model.lanes for event in lane.undated]
    assert sorted(placed + undated) == sorted(event.id for event in events)
    assert all(TIER_OF[event.importance] == row.tier for row in rows for event in row.events)


@given(events())
def test_the_sequences_that_are_bisected_are_sorted(events: list[Event]) -> None:
    for row in rows_of(events):
        assert list(row.lefts) == sorted(row.lefts)
        assert list(row.latest_rights) == sorted(row.latest_rights)


@given(events(), windows(), windows())
def test_rows_do_not_move_when_zooming_or_panning(events: list[Event], first: Span, second: Span) -> None:
    """An event that is drawn alone has the same height in every window."""
    snapshot, size = programme(events), Size(900.0, 3000.0)
    heights: dict[str, float] = {}
    for window in (first, second):
        for shape in scene_of(snapshot, window, size).shapes:
            if getattr(shape, "ref", "").startswith("event/") and getattr(shape, "role", "") == "event":
                y = shape.box.centre[1]  # type: ignore[union-attr]
                assert heights.setdefault(shape.ref, y) == y  # type: ignore[union-attr]


def test_points_share_a_row_and_bars_that_overlap_do_not() -> None:
    rows = rows_of([event("p", done("2024-05-03")), event("q", done("2024-05-03")), event("b", claim("2027")),
                    event("c", claim("2027-06")), event("d", claim("2024-05"))])  # fmt: skip
    assert [[event.id for event in row.events] for row in rows] == [["p", "q", "b"], ["d", "c"]]


def test_the_last_row_takes_all_other_bars() -> None:
    bars = [event(f"b{index:02}", claim("2027")) for index in range(15)]
    assert [len(row.events) for row in rows_of(bars)] == [1] * 11 + [4]


def test_a_tier_takes_the_rows_that_others_leave() -> None:
    assert shared_rows([2, 0, 1]) == [2, 1, 1]
    assert shared_rows([9, 2, 1]) == [9, 2, 1]
    assert shared_rows([12, 3, 2]) == [7, 3, 2]
    assert shared_rows([12, 12, 12]) == [5, 4, 3]
    assert shared_rows([3, 12, 12]) == [3, 6, 3]


def test_the_first_free_row_is_taken() -> None:
    assert first_fit([(0, 5), (1, 2), (3, 4), (5, 6)], 3) == [0, 1, 1, 0]
    assert first_fit([(0, 5), (1, 2), (1, 4), (1, 6)], 2) == [0, 1, 1, 1]
    assert first_fit([(0, 2), (4, 6)], 3, points=[1.0]) == [1, 0]


def test_the_most_important_bars_choose_their_rows_first() -> None:
    snapshot = programme([event("a", claim("2026/2030"), importance=4), event("b", claim("2027/2031"), importance=5),
                          event("c", claim("2028/2032"), importance=5)])  # fmt: skip
    columns = LaneModel(snapshot).lanes[0].tiers[0]
    assert [event.id for event in columns.events] == ["a", "b", "c"]
    bars = [
        (columns.starts[index], columns.ends[index], event.importance) for index, event in enumerate(columns.events)
    ]
    assert fit_by_importance(bars, 2, []) == [1, 0, 1]
    assert fit_by_importance(bars, 2, [days("2027-06-01")]) == [1, 1, 0]


def test_packing_does_not_depend_on_the_order_of_the_events() -> None:
    dates = (("a", "2027"), ("b", "2027-03"), ("c", "2025"), ("d", "2024-05-03"))
    events = [event(name, claim(when)) for name, when in dates]
    assert rows_of(events) == rows_of(events[::-1])


@given(events(), st.lists(BUDGETS, min_size=2, max_size=4))
def test_rows_of_one_budget_do_not_depend_on_those_of_another(events: list[Event], budgets: list[RowBudget]) -> None:
    tiers = LaneModel(programme(events)).lanes[0].tiers
    packer = RowPacker(0, tiers, lambda _event, _extent: ())
    for budget in budgets:
        assert packer.rows(budget) == RowPacker(0, tiers, lambda _event, _extent: ()).rows(budget)


@given(events())
def test_a_second_row_is_needed_where_a_long_bar_does_not_fit_on_the_first(events: list[Event]) -> None:
    for lane in LaneModel(programme(events)).lanes:
        for columns in lane.tiers:
            assert needs_second_row(columns) == any(row_numbers(columns, 12, tight=True))


def test_events_of_importance_5_have_a_line_of_labels_each() -> None:
    def lines(*importances: int) -> int:
        sample = [event(f"e{i}", done("2024-05-03"), importance=it) for i, it in enumerate(importances)]
        return rows_of(sample)[0].label_lines

    numbers = [lines(4), lines(5, 5, 4), lines(5, 5, 5), lines(5, 5, 5, 5, 5, 5), lines(3), lines(2)]
    assert numbers == [2, 2, 3, 4, 1, 0]
    assert rows_of([event("b", claim("2027"), importance=5)])[0].label_lines == 0


@pytest.mark.parametrize("budget", [OPEN, RowBudget((1, 1, 1), tight=True)])
def test_the_latest_right_end_so_far_of_each_event(budget: RowBudget) -> None:
    dates = [f"20{10 + n}-01/20{10 + n + (7 * n) % 5}-06" for n in range(20)]
    model = LaneModel(programme([event(f"e{n}", claim(when)) for n, when in enumerate(dates)]))
    row = max(model.rows(model.lanes[0], budget).rows, key=lambda row: len(row.events))
    assert len(row.events) > 3
    rights = list(row.columns.rights)
    assert list(row.latest_rights) == [max(rights[: n + 1]) for n in range(len(rights))]
