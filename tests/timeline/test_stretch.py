"""On the way to another window everything is where its time is, and no letter is stretched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.state import Span
from viewer.timeline.scene import Bar, Cluster, Label, Mark, Role, Rule, Scene
from viewer.timeline.scene_builder import Size, scene_on_the_way
from viewer.timeline.time_scale import TimeScale

from .sample import HOME, TODAY, claim, days, done, event, events, measure, programme, scene

SIZE = Size(900.0, 700.0)


def shown_within(window: Span, start: float, share: float) -> Span:
    length = window.length * share
    begin = window.start + (window.length - length) * start
    return Span(begin, begin + length)


def way(seen: Programme, window: Span, shown: Span) -> tuple[Scene, Scene]:
    whole = scene(seen, window, SIZE)
    return whole, scene_on_the_way(whole, window, shown, seen, measure, TODAY)


PLACES = st.floats(0.0, 1.0)


@given(events(), PLACES, st.floats(0.05, 0.95))
def test_marks_and_bars_are_where_their_time_is(found: list[Event], start: float, share: float) -> None:
    shown = shown_within(HOME, start, share)
    whole, moved = way(programme(found), HOME, shown)
    was, now = (TimeScale(it, whole.header_px, whole.width) for it in (HOME, shown))
    before = [it for it in whole.shapes if isinstance(it, Mark)]
    after = [it for it in moved.shapes if isinstance(it, Mark)]
    for one, other in zip(before, after, strict=True):
        assert other.box.centre[0] == pytest.approx(now.x(was.days(one.box.centre[0])), abs=0.01)
        assert (other.box.width, other.box.y) == (one.box.width, one.box.y)
    for bar in (it for it in moved.shapes if isinstance(it, Bar)):
        assert bar.box.width > 0.0
        assert bar.box.x <= bar.core_x1 <= bar.core_x2 <= bar.box.right + 1e-6
        assert now.left - 24.0 <= bar.box.x
        assert bar.box.right <= now.right + 24.1


@given(events(), PLACES, st.floats(0.05, 0.95))
def test_no_word_and_no_number_is_stretched(found: list[Event], start: float, share: float) -> None:
    whole, moved = way(programme(found), HOME, shown_within(HOME, start, share))

    def sizes(of: Scene) -> list[tuple[str, str, float, float]]:
        return sorted(
            (it.ref, it.text, it.box.width, it.box.y) for it in of.shapes if isinstance(it, Label) and it.ref
        )

    assert sizes(moved) == sizes(whole)
    discs = [it.box.width for it in whole.shapes if isinstance(it, Cluster) and not it.profile]
    assert [it.box.width for it in moved.shapes if isinstance(it, Cluster) and not it.profile] == discs


@given(events())
def test_at_the_window_it_was_made_for_nothing_moves(found: list[Event]) -> None:
    whole, moved = way(programme(found), HOME, HOME)
    one, other = (
        [line for line in it.describe().splitlines() if not line.startswith("rule")] for it in (whole, moved)
    )  # rules that are out of view are left out
    assert one == other


def test_a_name_keeps_to_its_leader_and_to_the_visible_part_of_its_bar() -> None:
    seen = programme(
        [event("p", done("2024-05-03"), importance=5), event("b", claim("2020/2034"), importance=5)]
    )
    start = days("2023-01-01")
    shown = Span(start, start + HOME.length / 4)
    whole, moved = way(seen, HOME, shown)

    def label(of: Scene, ref: str) -> Label:
        return next(it for it in of.shapes if isinstance(it, Label) and it.ref == ref)

    def leader(of: Scene) -> Rule:
        return next(it for it in of.shapes if isinstance(it, Rule) and it.role is Role.LABEL)

    before = label(whole, "event/p").box.x - leader(whole).x1
    assert label(moved, "event/p").box.x - leader(moved).x1 == pytest.approx(before)
    assert label(moved, "event/b").box.x >= moved.header_px


def test_the_date_of_a_ghost_leaves_the_view_with_it() -> None:
    earlier, later = claim("2025", said="2020-01-05"), claim("2030", said="2023-01-05")
    seen = programme([event("s", earlier, later, importance=5)])
    shown = Span(days("2028-01-01"), days("2028-01-01") + HOME.length / 4)
    whole, moved = way(seen, HOME, shown)
    dates = [it for it in whole.shapes if isinstance(it, Label) and it.text == "2025" and it.ref]
    assert dates, whole.describe()
    gone = next(it for it in moved.shapes if isinstance(it, Label) and it.text == "2025" and it.ref)
    assert gone.box.right < moved.header_px


def test_the_grid_and_the_axis_are_those_of_what_is_shown() -> None:
    seen = programme([event("p", done("2024-05-03"))])
    shown = Span(days("2024-01-01"), days("2024-03-01"))
    _whole, moved = way(seen, HOME, shown)
    exact = scene(seen, shown, SIZE)
    for role in (Role.GRID, Role.GRID_MAJOR, Role.AXIS_MINOR, Role.AXIS_MAJOR):
        assert [it for it in moved.shapes if getattr(it, "role", None) is role] == [
            it for it in exact.shapes if getattr(it, "role", None) is role
        ]
