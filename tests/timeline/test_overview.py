"""The strip of the whole programme: every event leaves a mark, however many there are."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from viewer.limits import SMALL
from viewer.model.calendar import date_of, day_number
from viewer.model.entities import Event
from viewer.state import Span
from viewer.timeline.overview import build_overview, event_extents, full_span

from .sample import HOME, TODAY, claim, days, done, event, events, programme

NOW = day_number(TODAY)


@given(events())
def test_every_dated_event_lies_under_a_mark_of_its_lane(found: list[Event]) -> None:
    seen = programme(found)
    strip = build_overview(seen, HOME, 900.0, 72.0, 150.0, NOW)
    for one in seen.events:
        when = seen.status(one.id).current_claim.when
        if when.earliest > float("-inf"):
            x = strip.scale.x(when.earliest)
            lane = "ab".index(one.lane or "")
            assert any(box.x - 1.0 <= x <= box.right + 1.0 and of == lane for box, of, _density in strip.marks)


def test_the_whole_is_rounded_to_years_and_ignores_what_is_open() -> None:
    seen = programme([event("x", done("2011-05-03")), event("y", claim("2040/.."))])
    assert full_span(seen) == Span(days("2011-01-01"), days("2041-01-01"))


def test_the_extents_of_a_large_programme_are_rounded_to_cells() -> None:
    first = days("2024-01-01")
    many = [event(f"e{i}", done(f"{date_of(first + i // 24).isoformat()}T{i % 24:02}:00Z")) for i in range(2 * SMALL)]
    seen = programme(many)
    assert len(event_extents(seen).counts) < SMALL
    strip = build_overview(seen, HOME, 900.0, 72.0, 150.0, NOW)
    assert strip.marks is build_overview(seen, HOME.zoomed(0.5, HOME.middle), 900.0, 72.0, 150.0, NOW).marks


def test_where_more_lie_the_strip_is_denser() -> None:
    found = [event(f"e{i}", done("2024-05-03")) for i in range(9)] + [event("x", done("2030-05-03"))]
    strip = build_overview(programme(found), HOME, 900.0, 72.0, 150.0, NOW)
    (_crowd, _a, most), (_alone, _b, least) = strip.marks
    assert most == 1.0
    assert 0.0 < least < 0.5


def test_a_bar_is_no_crowd() -> None:
    strip = build_overview(programme([event("x", claim("2028"))]), HOME, 900.0, 72.0, 150.0, NOW)
    assert [density for _box, _lane, density in strip.marks] == [0.0]


def test_the_day_looked_from_has_a_line_where_it_is_not_today() -> None:
    then = programme([event("x", done("2024-05-03"))], day=date(2025, 6, 1))
    strip = build_overview(then, HOME, 900.0, 72.0, 150.0, NOW)
    assert strip.as_of_x == strip.scale.x(days("2025-06-01"))
    assert build_overview(programme([]), HOME, 900.0, 72.0, 150.0, NOW).as_of_x is None


def test_an_event_on_no_lane_is_counted_all_the_same() -> None:
    snapshot = programme([event("x", claim("2027"), lane="nowhere"), event("y", claim("2031"))])
    assert sum(event_extents(snapshot).counts.values()) == 2
