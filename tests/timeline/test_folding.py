"""Level of detail."""

from __future__ import annotations

import pytest
from hypothesis import given

from viewer.model.entities import Event
from viewer.state import Span
from viewer.timeline.folding import DENSE, folds
from viewer.timeline.lanes import plan
from viewer.timeline.metrics import METRICS
from viewer.timeline.rows import Row
from viewer.timeline.scale import TimeScale

from .sample import HOME, claim, days, done, event, events, programme, windows


def row_of(found: list[Event]) -> Row:
    return plan(programme(found), True).lanes[0].rows[0]


def scale(window: Span = HOME) -> TimeScale:
    return TimeScale(window, 150.0, 900.0)


@given(events(), windows())
def test_folds_are_in_order_and_miss_nobody_in_view(found: list[Event], window: Span) -> None:
    for lane in plan(programme(found), True).lanes:
        for row in lane.rows:
            seen = [index for fold in folds(row, scale(window)) for index in range(fold.first, fold.last)]
            assert seen == sorted(set(seen))
            inside = [
                index
                for index, it in enumerate(row.extents)
                if it.left < window.end and max(it.right, it.left + 1e-9) > window.start
            ]  # fmt: skip
            assert set(inside) <= set(seen)


def test_steps_are_bounded_by_the_width_however_many_events_there_are() -> None:
    many = row_of([event(f"e{i:05}", done("2024-05-03T09:27Z")) for i in range(3000)])
    assert len(folds(many, scale())) == 1
    spread = [
        event(f"e{i:05}", done(f"{2010 + i % 16}-{i % 12 + 1:02}-{i % 28 + 1:02}")) for i in range(3000)
    ]
    assert len(folds(row_of(spread), scale())) <= 750 / METRICS.near_px


def test_two_days_apart_fold_from_afar_and_part_when_near() -> None:
    row = row_of([event("a", done("2024-05-03")), event("b", done("2024-06-01"))])
    assert [fold.count for fold in folds(row, scale())] == [2]
    near = scale(Span(days("2024-05-01"), days("2024-07-01")))
    assert [fold.count for fold in folds(row, near)] == [1, 1]


def test_a_wide_bar_never_folds_with_the_mark_before_it() -> None:
    row = row_of([event("a", done("2026-12-20")), event("b", claim("2027"))])
    assert [fold.count for fold in folds(row, scale())] == [1, 1]


def test_the_rest_on_a_last_row_folds_into_the_first_of_them() -> None:
    rows = plan(programme([event(f"b{i}", claim("2027")) for i in range(17)]), True).lanes[0].rows
    (fold,) = folds(rows[-1], scale())
    assert fold.count == 6
    assert fold.x2 - fold.x1 == METRICS.cluster_px


def test_clusters_that_touch_become_one_strip_with_counts() -> None:
    found = [event(f"e{i:04}", done(f"2024-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}")) for i in range(336)]
    (strip,) = folds(row_of(found), scale(Span(days("2024-01-01"), days("2025-01-01"))))
    assert strip.count == sum(strip.parts) == 336
    assert len(strip.parts) >= DENSE


def test_a_few_clusters_that_touch_stay_clusters() -> None:
    found = [event(f"e{i:02}", done(f"2024-{i // 10 + 1:02}-{i % 10 * 2 + 1:02}")) for i in range(30)]
    row = row_of(found)
    assert all(not fold.parts for fold in folds(row, scale()))


@pytest.mark.parametrize("shift_px", [0.3, 1.0, 2.5, 7.0, 20.0])
def test_panning_does_not_regroup(shift_px: float) -> None:
    found = [
        event(f"e{i:02}", done(f"{2022 + i % 5}-{i % 12 + 1:02}-{i * 3 % 28 + 1:02}")) for i in range(40)
    ]
    row, here = row_of(found), scale(Span(days("2024-04-01"), days("2028-01-01")))
    there = scale(here.span.panned(here.length(shift_px)))

    def groups(at: TimeScale) -> set[tuple[int, int]]:
        return {(it.first, it.last) for it in folds(row, at)}

    assert len(groups(there)) > 10
    assert groups(there) <= groups(here)
