"""The overview of the whole programme: every event leaves a mark, however many there are."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from viewer.limits import SMALL
from viewer.model.calendar import date_of, day_number
from viewer.model.entities import Event
from viewer.state import Span
from viewer.timeline.overview import build_overview, event_extents

from .sample import HOME, TODAY, claim, days, done, event, events, programme

NOW = day_number(TODAY)


@given(events())
def test_every_dated_event_lies_under_a_mark_of_its_lane(some: list[Event]) -> None:
    snapshot = programme(some)
    strip = build_overview(snapshot, HOME, 900.0, 72.0, 150.0, NOW)
    for dated in snapshot.events:
        when = snapshot.status(dated.id).current_claim.when
        if when.earliest > float("-inf"):
            x = strip.scale.x(when.earliest)
            groups = [boxes for (lane, _density), boxes in strip.marks.items() if "ab"[lane] == dated.lane]
            assert any(box.x - 1.0 <= x <= box.right + 1.0 for boxes in groups for box in boxes)


def test_the_span_of_all_events_is_rounded_to_years_and_ignores_open_ends() -> None:
    snapshot = programme([event("x", done("2011-05-03")), event("y", claim("2040/.."))])
    assert event_extents(snapshot).span == Span(days("2011-01-01"), days("2041-01-01"))


def test_the_extents_of_a_large_programme_are_rounded_to_cells() -> None:
    first = days("2024-01-01")
    many = [event(f"e{i}", done(f"{date_of(first + i // 24).isoformat()}T{i % 24:02}:00Z")) for i in range(2 * SMALL)]
    snapshot = programme(many)
    assert len(event_extents(snapshot).counts) < SMALL
    strip = build_overview(snapshot, HOME, 900.0, 72.0, 150.0, NOW)
    assert strip.marks is build_overview(snapshot, HOME.zoomed(0.5, HOME.middle), 900.0, 72.0, 150.0, NOW).marks


def test_an_open_end_reaches_the_edge_in_a_large_programme_too() -> None:
    many = [event(f"e{i}", done("2024-05-03")) for i in range(2 * SMALL)]
    strip = build_overview(programme([*many, event("x", claim("2040/.."))]), HOME, 900.0, 72.0, 150.0, NOW)
    (bar,) = strip.marks[0, 0.0]
    assert abs(bar.right - strip.scale.right) < 0.01


def test_cells_with_more_events_are_denser() -> None:
    some = [event(f"e{i}", done("2024-05-03")) for i in range(9)] + [event("x", done("2030-05-03"))]
    strip = build_overview(programme(some), HOME, 900.0, 72.0, 150.0, NOW)
    (_lane, most), (_lane, least) = strip.marks
    assert most == 1.0
    assert 0.0 < least < 0.5


def test_a_bar_has_no_density() -> None:
    strip = build_overview(programme([event("x", claim("2028"))]), HOME, 900.0, 72.0, 150.0, NOW)
    assert list(strip.marks) == [(0, 0.0)]


def test_the_as_of_day_has_a_line_if_it_is_not_today() -> None:
    earlier = programme([event("x", done("2024-05-03"))], day=date(2025, 6, 1))
    strip = build_overview(earlier, HOME, 900.0, 72.0, 150.0, NOW)
    assert strip.as_of_x == strip.scale.x(days("2025-06-01"))
    assert build_overview(programme([]), HOME, 900.0, 72.0, 150.0, NOW).as_of_x is None


def test_an_event_on_no_lane_is_counted() -> None:
    snapshot = programme([event("x", claim("2027"), lane="nowhere"), event("y", claim("2031"))])
    assert sum(event_extents(snapshot).counts.values()) == 2
