"""Level of detail."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from viewer.model.entities import Event
from viewer.state import Span
from viewer.timeline.clustering import MIN_HISTOGRAM, ClusterRange, cluster_row
from viewer.timeline.lane_model import LaneModel, compact_budget
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_packing import Row, RowBudget
from viewer.timeline.time_scale import TimeScale

from .sample import HOME, claim, days, done, event, events, programme, windows


def open_rows(events: list[Event]) -> list[tuple[Row, ...]]:
    """The rows of each lane when it is open."""
    model = LaneModel(programme(events))
    return [model.rows(lane).rows for lane in model.lanes]


def first_lane_rows(events: list[Event], budget: RowBudget) -> tuple[Row, ...]:
    model = LaneModel(programme(events))
    return model.rows(model.lanes[0], budget).rows


def row_of(generated: list[Event]) -> Row:
    return open_rows(generated)[0][0]


def size(part: ClusterRange) -> int:
    """The number of events."""
    return part.last - part.first


def scale(window: Span = HOME) -> TimeScale:
    return TimeScale(window, 150.0, 900.0)


@given(events(), windows())
def test_clusters_are_in_order_and_have_every_event_in_view(generated: list[Event], window: Span) -> None:
    for rows in open_rows(generated):
        for row in rows:
            indices = [index for part in cluster_row(row, scale(window)) for index in range(part.first, part.last)]
            assert indices == sorted(set(indices))
            inside = [
                index
                for index in range(len(row.events))
                if (it := row.columns.extent(index)).left < window.end and max(it.right, it.left + 1e-9) > window.start
            ]
            assert set(inside) <= set(indices)


@given(events(40), windows())
def test_numbers_of_clusters_never_overlap(generated: list[Event], window: Span) -> None:
    model = LaneModel(programme(generated))
    for lane in model.lanes:
        for row in (*model.rows(lane).rows, *model.rows(lane, compact_budget(lane)).rows):
            pills = [part for part in cluster_row(row, scale(window)) if size(part) > 1]
            assert all(one.x2 <= other.x1 for one, other in pairwise(pills))
            assert all(part.x2 - part.x1 > METRICS.cluster_px for part in pills if size(part) > 9)


def test_a_cluster_of_two_digits_keeps_clear_of_the_next_mark() -> None:
    sample = [event(f"e{i:02}", done(f"2024-05-{i % 28 + 1:02}")) for i in range(30)]
    row = row_of([*sample, event("z", done("2024-10-06"))])
    crowd, alone = cluster_row(row, scale())
    assert (size(crowd), size(alone)) == (30, 1)
    assert crowd.x2 < alone.x1


def test_long_events_form_a_stack_with_its_number_first() -> None:
    sample = [event("a", claim("2025/2030")), event("b", claim("2025/2031")), event("c", claim("2025/2029"))]
    (row,) = first_lane_rows(sample, RowBudget((1, 1, 1)))
    (stack,) = cluster_row(row, scale())
    assert size(stack) == 3
    assert stack.x1 == pytest.approx(scale().x(days("2025-01-01")))
    assert stack.stack_x2 == pytest.approx(scale().x(days("2032-01-01")))
    (later,) = cluster_row(row, scale(Span(days("2027-01-01"), days("2028-01-01"))))
    assert later.x1 == 150.0  # it stays in view
    (afar,) = cluster_row(row, scale(Span(days("1900-01-01"), days("2100-01-01"))))
    assert afar.stack_x2 == 0.0  # no wider than a cluster: none


def test_steps_are_bounded_by_the_width_however_many_events_there_are() -> None:
    many = row_of([event(f"e{i:05}", done("2024-05-03T09:27Z")) for i in range(3000)])
    assert len(cluster_row(many, scale())) == 1
    spread = [event(f"e{i:05}", done(f"{2010 + i % 16}-{i % 12 + 1:02}-{i % 28 + 1:02}")) for i in range(3000)]
    assert len(cluster_row(row_of(spread), scale())) <= 750 / METRICS.near_px


def test_two_near_days_cluster_in_a_long_window_and_not_in_a_short_one() -> None:
    row = row_of([event("a", done("2024-05-03")), event("b", done("2024-06-01"))])
    assert [size(part) for part in cluster_row(row, scale())] == [2]
    near = scale(Span(days("2024-05-01"), days("2024-07-01")))
    assert [size(part) for part in cluster_row(row, near)] == [1, 1]


def test_a_wide_bar_never_clusters_with_the_mark_before_it() -> None:
    row = row_of([event("a", done("2026-12-20")), event("b", claim("2027"))])
    assert [size(part) for part in cluster_row(row, scale())] == [1, 1]


def test_bars_that_overlap_on_the_last_row_cluster() -> None:
    rows = open_rows([event(f"b{i}", claim("2027")) for i in range(17)])[0]
    (part,) = cluster_row(rows[-1], scale())
    assert size(part) == 6
    assert part.x2 - part.x1 == METRICS.cluster_px


def test_clusters_that_touch_become_a_histogram() -> None:
    sample = [event(f"e{i:04}", done(f"2024-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}")) for i in range(336)]
    (strip,) = cluster_row(row_of(sample), scale(Span(days("2024-01-01"), days("2025-01-01"))))
    assert size(strip) == sum(strip.histogram) == 336
    assert len(strip.histogram) >= MIN_HISTOGRAM


def test_a_few_clusters_that_touch_stay_clusters() -> None:
    sample = [event(f"e{i:02}", done(f"2024-{i // 10 + 1:02}-{i % 10 * 2 + 1:02}")) for i in range(30)]
    row = row_of(sample)
    assert all(not part.histogram for part in cluster_row(row, scale()))


@pytest.mark.parametrize("shift_px", [0.3, 1.0, 2.5, 7.0, 20.0])
def test_panning_does_not_regroup(shift_px: float) -> None:
    sample = [event(f"e{i:02}", done(f"{2022 + i % 5}-{i % 12 + 1:02}-{i * 3 % 28 + 1:02}")) for i in range(40)]
    row, here = row_of(sample), scale(Span(days("2024-04-01"), days("2028-01-01")))
    there = scale(here.span.panned(here.length(shift_px)))

    def groups(at: TimeScale) -> set[tuple[int, int]]:
        return {(part.first, part.last) for part in cluster_row(row, at)}

    assert len(groups(there)) > 10
    assert groups(there) <= groups(here)


def test_a_few_marks_are_drawn_on_a_long_bar_and_more_cluster_with_it() -> None:
    window = event("w", claim("2025/2030"), importance=3)

    def counts(days_of: list[str], more: tuple[Event, ...] = ()) -> list[int]:
        marks = [event(f"m{at}", done(when)) for at, when in enumerate(days_of)]
        rows = first_lane_rows([window, *marks, *more], RowBudget((1, 1, 1)))
        return [size(part) for part in cluster_row(rows[0], scale())]

    assert counts(["2026-06-01", "2028-06-01"]) == [1, 1, 1]
    assert counts(["2026-06-01", "2033-06-01"]) == [1, 1, 1]
    assert counts(["2025-02-01", "2028-06-01"]) == [3]  # where the window begins is no room for a mark
    assert counts(["2026-06-01"], (event("v", claim("2028/2032")),)) == [3]  # a window upon a window hides it
    assert counts([f"{2026 + at // 4}-{at % 4 * 3 + 1:02}-01" for at in range(12)]) == [13]
