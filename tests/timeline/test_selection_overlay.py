"""How far two events lie apart, and what the selected one needs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from tests.builders import mission
from viewer.model.edtf import parse
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.state import Span, ViewState
from viewer.timeline.metrics import METRICS
from viewer.timeline.scene import Label, Role, Rule, Scene
from viewer.timeline.scene_builder import scene_scale
from viewer.timeline.selection_overlay import (
    dependencies,
    dependency_arrows,
    dimension_line,
    distance_words,
    duration_words,
    measure_words,
    representative_event,
    span_words,
)

from .sample import HOME, SIZE, TODAY, claim, days, done, event, measure, programme, scene_of, whole


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("2024-05-03T09:27:29Z", "2024-06-01T22:23:16Z", "29 d 13 h"),
        ("2024-06-01T22:23:16Z", "2024-06-01T22:09:03Z", "14 min 13 s"),
        ("2024-06-01T22:23Z", "2024-06-02T01:30Z", "3 h 7 min"),
        ("2024-05-03T09:27:29Z", "2024-06-25", "53 d"),
        ("2024-05-03/2024-06-25", "2024-05-08", "5 d"),
        ("2026", "2026-08", "0 to 8 months"),
        ("2026", "2030", "3 to 5 years"),
        ("2026-01", "2026-02", "0 to 2 months"),
        ("[..2030-06-30]", "2030-07-10", "10 d"),
        ("2024-05-03", "[2024-05-08..]", "5 d"),
        ("../2030-06", "2030-07", "0 to 1 months"),
        ("unknown", "2026", ""),
    ],
)
def test_the_distance_of_two_dates_is_as_exact_as_they_are(first: str, second: str, words: str) -> None:
    assert distance_words(parse(first), parse(second)) == distance_words(parse(second), parse(first)) == words


def test_a_duration_is_in_its_two_greatest_units() -> None:
    assert [duration_words(seconds / 86400) for seconds in (59, 3600, 86399, 86400 * 2 - 1)] == [
        "0 min 59 s",
        "1 h 0 min",
        "23 h 59 min",
        "2 d 0 h",
    ]


TWO = programme([event("x", done("2026-01-10")), event("y", claim("2030-01-10"), lane="b")])


def drawn(window: Span = HOME, snapshot: Programme = TWO, one: str = "event/x", other: str = "event/y") -> list[object]:
    scale = scene_scale(ViewState(window), SIZE)
    return list(dimension_line(snapshot, scene_of(snapshot, window), scale, (one, other), measure))


def test_the_dimension_line_ends_at_both_events_and_has_the_distance() -> None:
    shapes = drawn()
    scale = scene_scale(ViewState(HOME), SIZE)
    arrows_x = sorted(shape.x2 for shape in shapes if isinstance(shape, Rule) and shape.arrow)
    assert arrows_x == pytest.approx([scale.x(days("2026-01-10") + 0.5), scale.x(days("2030-01-10") + 0.5)])
    assert [shape.text for shape in shapes if isinstance(shape, Label)] == ["1461 d"]


def test_the_dimension_line_runs_to_the_edge_of_the_view_and_its_text_stays_in_view() -> None:
    window = Span(days("2027-01-01"), days("2031-01-01"))
    shapes = drawn(window)
    assert sum(shape.arrow for shape in shapes if isinstance(shape, Rule)) == 1
    (label,) = (shape for shape in shapes if isinstance(shape, Label))
    assert scene_scale(ViewState(window), SIZE).left < label.box.x


def test_there_is_no_dimension_line_out_of_view_or_without_a_date() -> None:
    assert drawn(Span(days("2031-01-01"), days("2032-01-01"))) == []
    assert measure_words(TWO, "event/x", "mission/m") == ""
    assert measure_words(TWO, "event/gone", "event/x") == ""
    assert drawn(other="event/gone") == []


def needing(name: str, when: str, *needs: str, mission: str = "", lane: str = "a", importance: int = 3) -> Event:
    missions = (mission,) if mission else ()
    return event(name, claim(when), lane=lane, importance=importance, needs=needs, missions=missions)


def needing_events() -> Programme:
    sample = [
        needing("relay", "2024-03-20", mission="r", importance=5),
        needing("orbit", "2024-04-02", "relay", mission="r"),
        needing("lander", "2027", "gone", mission="l", importance=5, lane="b"),
        needing("station", "unknown", "lander", mission="s", importance=5, lane="b"),
    ]
    missions = (mission("r"), mission("l", needs=("r",)), mission("s", needs=("l", "nobody")))
    return replace(whole(sample), missions=missions).as_of(TODAY)


def test_an_event_has_its_dependencies_and_those_of_its_mission() -> None:
    snapshot = needing_events()
    assert dependencies(snapshot, "event/relay") == [("relay", "orbit"), ("relay", "lander")]
    assert dependencies(snapshot, "event/orbit") == [("relay", "orbit")]
    assert dependencies(snapshot, "mission/l") == [("relay", "lander"), ("lander", "station")]
    assert (
        dependencies(snapshot, "mission/none")
        == dependencies(snapshot, "partner/x")
        == dependencies(snapshot, "")
        == []
    )
    assert representative_event(snapshot, "nobody") == ""


def ends(snapshot: Programme, shown: Scene, window: Span, address: str) -> list[Rule]:
    scale = scene_scale(ViewState(window), SIZE)
    shapes = dependency_arrows(snapshot, shown, scale, address, snapshot.lane_of)
    assert all(isinstance(shape, Rule) and shape.role is Role.DEPENDENCY for shape in shapes)
    pieces = [shape for shape in shapes if isinstance(shape, Rule)]
    heads = [index for index, it in enumerate(pieces) if it.arrow]
    assert not pieces or heads[-1] == len(pieces) - 1
    arrows = []
    for first, last in pairwise([-1, *heads]):
        lines = pieces[first + 1 : last + 1]
        assert all((one.x2, one.y2) == (other.x1, other.y1) for one, other in pairwise(lines))
        arrows.append(Rule(lines[0].x1, lines[0].y1, lines[-1].x2, lines[-1].y2, Role.DEPENDENCY, arrow=True))
    return arrows


def test_arrows_lead_from_the_needed_event_to_the_later_one_if_both_have_dates() -> None:
    snapshot = needing_events()
    scene = scene_of(snapshot)
    (arrow,) = ends(snapshot, scene, HOME, "event/lander")
    one, other = scene.box_of("event/relay"), scene.box_of("event/lander")
    assert one is not None
    assert other is not None
    assert arrow.x1 < arrow.x2
    assert not one.contains(arrow.x1, arrow.y1)
    assert not other.contains(arrow.x2, arrow.y2)


def test_an_arrow_has_at_least_one_end_in_view() -> None:
    snapshot = needing_events()
    late = Span(days("2027-01-01"), days("2028-01-01"))
    (arrow,) = ends(snapshot, scene_of(snapshot, late), late, "event/lander")
    assert arrow.x1 < METRICS.header_px
    far = Span(days("2033-01-01"), days("2034-01-01"))
    assert ends(snapshot, scene_of(snapshot, far), far, "event/lander") == []


def test_events_side_by_side_have_no_arrow() -> None:
    snapshot = programme([needing("x", "2024-03-20"), needing("y", "2024-03-21", "x")])
    assert ends(snapshot, scene_of(snapshot), HOME, "event/y") == []


def test_two_events_too_near_for_the_text_have_no_arrows_between() -> None:
    snapshot = programme([event("x", done("2026-01")), event("y", claim("2026-03"), lane="b")])
    shapes = drawn(snapshot=snapshot)
    assert not any(shape.arrow for shape in shapes if isinstance(shape, Rule))
    assert [shape.text for shape in shapes if isinstance(shape, Label)] == ["1 to 3 months"]


def test_a_span_has_its_days_or_times_and_its_duration() -> None:
    start = days("2024-05-03")
    assert span_words(start, start + 53.0) == "3 May 2024 – 25 June 2024 · 53 d"
    assert span_words(start + 0.5, start + 0.75) == "3 May 2024 12:00 – 18:00 UTC · 6 h 0 min"
    assert span_words(start, start + 1461.0) == "3 May 2024 – 3 May 2028 · 4.0 years"


def test_an_arrow_is_vertical_between_events_at_the_same_time() -> None:
    snapshot = programme([needing("x", "2026-03-20"), needing("y", "2026-03-21", "x", lane="b")])
    scene = scene_of(snapshot)
    (arrow,) = ends(snapshot, scene, HOME, "event/y")
    one, other = scene.box_of("event/x"), scene.box_of("event/y")
    assert one is not None
    assert other is not None
    assert one.bottom < arrow.y1 < arrow.y2 < other.y
