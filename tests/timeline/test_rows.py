"""Rows are packed in time, and stay."""

from __future__ import annotations

import gc
import weakref
from itertools import pairwise, zip_longest

import pytest
from hypothesis import given

from viewer.model.entities import Event
from viewer.state import Span
from viewer.timeline.event_columns import TIER, in_tiers
from viewer.timeline.extent import extent
from viewer.timeline.lane_model import Wishes, made_plan, plan, plan_of
from viewer.timeline.row_packing import MOST_ROWS, ROWS, allowances, fit, pack
from viewer.timeline.rows import Row
from viewer.timeline.scene_builder import Size

from .sample import TODAY, claim, done, event, events, programme, scene, windows


def rows_of(found: list[Event]) -> list[Row]:
    return [row for lane in plan(programme(found), True).lanes for row in lane.rows]


@given(events())
def test_rows_never_overlap(found: list[Event]) -> None:
    for lane in plan(programme(found), True).lanes:
        assert len(lane.rows) <= MOST_ROWS
        for row, following in zip_longest(lane.rows, lane.rows[1:]):
            assert row is not None
            last = following is None or following.tier != row.tier
            stretches = [(it.left, it.right) for it in row.extents]
            overlap = any(a[1] > b[0] for a, b in pairwise(stretches))
            assert not overlap or (
                last and len([it for it in lane.rows if it.tier == row.tier]) >= ROWS[row.tier]
            )


@given(events())
def test_every_dated_event_stands_on_one_row_of_its_tier(found: list[Event]) -> None:
    seen = programme(found)
    rows = rows_of(found)
    placed = [one.id for row in rows for one in row.events]
    undated = [one.id for lane in plan(seen, True).lanes for one in lane.undated]
    assert sorted(placed + undated) == sorted(one.id for one in seen.events)
    assert all(TIER[one.importance] == row.tier for row in rows for one in row.events)


@given(events())
def test_what_the_bisection_rests_on_is_sorted(found: list[Event]) -> None:
    for row in rows_of(found):
        assert list(row.starts) == sorted(row.starts)
        assert list(row.reach) == sorted(row.reach)


@given(events(), windows(), windows())
def test_rows_do_not_move_when_zooming_or_panning(found: list[Event], one: Span, other: Span) -> None:
    """However the window lies, what is drawn of an event alone stands at the same height."""
    seen = programme(found)
    size = Size(900.0, 3000.0)
    heights: dict[str, float] = {}
    for window in (one, other):
        for shape in scene(seen, window, size).shapes:
            if getattr(shape, "ref", "").startswith("event/") and getattr(shape, "role", "") == "event":
                y = shape.box.centre[1]  # type: ignore[union-attr]
                assert heights.setdefault(shape.ref, y) == y  # type: ignore[union-attr]


def test_points_share_a_row_and_bars_that_overlap_do_not() -> None:
    rows = rows_of([event("p", done("2024-05-03")), event("q", done("2024-05-03")), event("b", claim("2027")),
                    event("c", claim("2027-06")), event("d", claim("2024-05"))])  # fmt: skip
    assert [[one.id for one in row.events] for row in rows] == [["p", "q", "b"], ["d", "c"]]


def test_the_last_row_takes_the_rest() -> None:
    many = [event(f"b{index:02}", claim("2027")) for index in range(15)]
    assert [len(row.events) for row in rows_of(many)] == [1] * 11 + [4]


def test_a_tier_takes_the_rows_that_others_leave() -> None:
    assert allowances([2, 0, 1]) == [2, 1, 1]
    assert allowances([9, 2, 1]) == [9, 2, 1]
    assert allowances([12, 3, 2]) == [7, 3, 2]
    assert allowances([12, 12, 12]) == [5, 4, 3]
    assert allowances([3, 12, 12]) == [3, 6, 3]


def test_the_first_free_row_is_taken() -> None:
    assert fit([(0, 5), (1, 2), (3, 4), (5, 6)], 3) == [0, 1, 1, 0]
    assert fit([(0, 5), (1, 2), (1, 4), (1, 6)], 2) == [0, 1, 1, 1]
    assert fit([(0, 2), (4, 6)], 3, points=[1.0]) == [1, 0]


def test_packing_does_not_depend_on_the_order_of_the_events() -> None:
    placed = []
    for name, when in (("a", "2027"), ("b", "2027-03"), ("c", "2025"), ("d", "2024-05-03")):
        where = extent(claim(when), TODAY, TODAY)
        assert where is not None
        placed.append((event(name, claim(when)), where))
    assert pack(0, in_tiers(placed)) == pack(0, in_tiers(placed[::-1]))


def test_turning_points_have_a_line_of_labels_each() -> None:
    def lines(*importances: int) -> int:
        found = [event(f"e{i}", done("2024-05-03"), importance=it) for i, it in enumerate(importances)]
        return rows_of(found)[0].label_lines

    assert [lines(4), lines(5, 5, 4), lines(5, 5, 5), lines(5, 5, 5, 5, 5, 5), lines(3), lines(2)] == [
        2,
        2,
        3,
        4,
        1,
        0,
    ]
    assert rows_of([event("b", claim("2027"), importance=5)])[0].label_lines == 0


def test_an_event_of_an_unknown_lane_is_left_out() -> None:
    assert rows_of([event("x", claim("2027"), lane="elsewhere")]) == []


def test_the_rows_of_a_programme_are_made_once_and_forgotten_with_it() -> None:
    seen = programme([event("x", claim("2027"))])
    assert made_plan(seen, True, "lanes") is None
    kept = plan_of(seen)
    assert made_plan(seen, True, "lanes") is plan_of(seen) is kept
    assert plan_of(seen, slips=False) is not kept
    row = weakref.ref(kept.arranged(400.0).lanes[0].rows[0])
    gone = weakref.ref(kept)
    gc.disable()  # what is frozen is never collected: it has to go by itself
    try:
        del seen, kept
        assert gone() is None
        assert row() is None
    finally:
        gc.enable()


def test_a_plan_tells_how_many_events_it_would_have_to_pack() -> None:
    one, two = (
        [event(f"a{n}", claim("2027"), lane="a") for n in range(3)],
        [event(f"b{n}", claim("2027"), lane="b") for n in range(5)],
    )
    made = plan(programme([*one, *two]), True)
    opened = Wishes(open=frozenset({"b"}))
    assert made.unpacked(Wishes()) == 8
    made.arranged(10.0)
    assert made.unpacked(Wishes()) == 0
    assert made.unpacked(opened) == 5
    made.arranged(10.0, opened)
    assert made.unpacked(opened) == 0


def test_a_lane_without_events_keeps_its_place() -> None:
    lanes = plan(programme([event("x", claim("2027"), lane="b")]), True).lanes
    assert [len(lane.rows) for lane in lanes] == [0, 1]


@pytest.mark.parametrize("stride", [1, 3, 100])
def test_the_reach_of_a_row_is_its_latest_end_so_far(monkeypatch: pytest.MonkeyPatch, stride: int) -> None:
    monkeypatch.setattr("viewer.timeline.rows.STRIDE", stride)
    dates = [f"20{10 + n}-01/20{10 + n + (7 * n) % 5}-06" for n in range(20)]
    row = max(
        rows_of([event(f"e{n}", claim(when)) for n, when in enumerate(dates)]), key=lambda it: len(it.events)
    )
    assert len(row.events) > 3
    rights = list(row.members.rights)
    assert list(row.reach) == [max(rights[: n + 1]) for n in range(len(rights))]
