"""The picture as a whole: what is drawn can be hit, nobody is unreachable, no text runs over another."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec import structs
from msgspec.structs import replace

from viewer import i18n
from viewer.i18n import Text
from viewer.model.entities import Event, Lane, Outcome
from viewer.state import Span, ViewState
from viewer.timeline.metrics import METRICS, Size
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Role, Rule, Scene
from viewer.timeline.scene_builder import build_scene, scene_scale

from .sample import (
    HOME,
    SIZE,
    TODAY,
    Hit,
    claim,
    days,
    describe,
    done,
    event,
    events,
    measure,
    meet,
    programme,
    scene_of,
    shapes_of,
    whole,
    windows,
)

GOLDEN = Path(__file__).parent / "golden"


def texts(scene: Scene) -> list[Label]:
    return [shape for shape in scene.shapes if isinstance(shape, Label)]


@given(events(), windows())
def test_labels_never_overlap_nor_cross_the_lane_headers(generated: list[Event], window: Span) -> None:
    scene = scene_of(programme(generated), window)
    named = [label for label in texts(scene) if label.ref]
    for index, one in enumerate(named):
        assert one.box.x >= scene.header_px
        assert one.box.right <= scene.width
        assert not any(meet(one.box, other.box) for other in named[index + 1 :]), one


@given(events(), windows())
def test_labels_never_overlap_marks(generated: list[Event], window: Span) -> None:
    scene = scene_of(programme(generated), window)
    marks = [
        shape
        for shape in scene.shapes
        if isinstance(shape, (Mark, Cluster)) and getattr(shape, "role", "event") == "event"
    ]
    for label in texts(scene):
        if label.ref:
            assert not any(meet(label.box, mark.box) for mark in marks if not mark.ref.startswith("cluster/undated"))


def visible(shown: Scene, box: Box) -> Box | None:
    """The part of `box` that is not below the axis or a header, nor outside."""
    x, y = max(box.x, shown.header_px), max(box.y, shown.axis_px)
    right, bottom = min(box.right, shown.width), min(box.bottom, shown.height)
    return Box(x, y, right - x, bottom - y) if right > x and bottom > y else None


@given(events(), windows())
def test_every_shape_is_hit_unless_another_covers_it(generated: list[Event], window: Span) -> None:
    scene = scene_of(programme(generated), window)
    for index, shape in enumerate(scene.shapes):
        if isinstance(shape, Hit) and shape.ref and (box := visible(scene, shape.box)) is not None:
            above = {
                shape.ref
                for shape in scene.shapes[index + 1 :]
                if isinstance(shape, Hit) and shape.ref and shape.box.contains(*box.centre)
            }
            assert scene.hit(*box.centre) in above | {shape.ref}


@given(events())
def test_every_event_can_be_reached(generated: list[Event]) -> None:
    """In a window around all of them and a viewport that holds all lanes, each is drawn or in a cluster."""
    snapshot = programme(generated)
    scene = scene_of(snapshot, Span(days("2010-01-01"), days("2060-01-01")), Size(900.0, 4000.0))
    reached = {shape.ref for shape in scene.shapes if isinstance(shape, (Bar, Mark)) and shape.role is Role.EVENT}
    for shape in scene.shapes:
        if isinstance(shape, Cluster):
            reached.update(shape.refs)
            assert shape.count == len(shape.refs)
            assert shape.first < shape.last
    assert reached == {f"event/{one.id}" for one in snapshot.events}


@given(events(), windows())
def test_equal_arguments_give_an_equal_scene(generated: list[Event], window: Span) -> None:
    assert scene_of(programme(generated), window) == scene_of(programme(generated), window)


@given(events(10), windows())
@settings(max_examples=30)
def test_the_selection_changes_nothing_in_the_scene(generated: list[Event], window: Span) -> None:
    snapshot = programme(generated)
    chosen = ViewState(window, "event/e0")
    assert build_scene(snapshot, chosen, SIZE, measure, TODAY) == scene_of(snapshot, window)


FORMS = {
    "day": [event("x", done("2026-08-23"))],
    "instant": [event("x", done("2024-05-03T09:27:29Z"))],
    "month": [event("x", claim("2028-08"))],
    "quarter": [event("x", claim("2028-35"))],
    "year": [event("x", claim("2028"), importance=5)],
    "about": [event("x", claim("2028~"), importance=4)],
    "about-month": [event("x", claim("2028-08~"))],
    "about-doubted": [event("x", claim("2028%"))],
    "half": [event("x", claim("2028-40"))],
    "season": [event("x", claim("2028-24"))],
    "third": [event("x", claim("2028-38"))],
    "about-day": [event("x", claim("2028-03-01~"))],
    "lasting-about": [event("x", claim("2028~/2031"))],
    "century": [event("x", claim("20XX"))],
    "stack": [event(f"x{at:02}", claim(f"2027/{2030 + at % 5}"), importance=5) for at in range(15)],
    "unnamed-day": [event("x", claim("2028-08-XX"))],
    "under-way": [event("x", done("2025-03/.."))],
    "doubted": [event("x", claim("2028?"))],
    "doubted-day": [event("x", claim("2028-03-01?"))],
    "decade": [event("x", claim("203X"))],
    "not-before": [event("x", claim("[2028-08..]"))],
    "by": [event("x", claim("[..2035]"))],
    "either": [event("x", claim("[2028,2030]"))],
    "either-day": [event("x", claim("[2028-03-01,2028-09-01]"))],
    "between": [event("x", claim("[2028-08..2028-12]"))],
    "lasting": [event("x", done("2024-05-03/2024-06-25"))],
    "from-on": [event("x", claim("2032/.."))],
    "until": [event("x", claim("../2032"))],
    "end-unknown": [event("x", claim("2032/"))],
    "start-unknown": [event("x", claim("/2032"))],
    "unknown": [event("x", claim("unknown"))],
    "overdue": [event("x", claim("2025"))],
    "cancelled": [event("x", claim("2028"), claim("2028", "2025", Outcome.CANCELLED))],
    "failed": [event("x", claim("2025-03-01", None, Outcome.FAILED))],
    "partial": [event("x", claim("2025-03-01", None, Outcome.PARTIAL))],
    "slip": [event("x", claim("2024", "2021"), claim("2026~", "2023"), claim("2028?", "2026"), importance=5)],
    "pull-in": [event("x", claim("2032", "2021"), claim("2030", "2023"))],
    "conflict": [event("x", claim("2028", "2023"), claim("2030", "2024", replaces=False))],
    "cluster": [
        event("x", done("2024-05-03"), importance=5),
        event("y", done("2024-05-08"), importance=4),
        event("z", done("2024-06-01"), importance=5),
    ],
}


def golden(name: str, text: str) -> str:
    """The golden text of a scene; with FARSIDE_GOLDEN=renew it is first written anew: then look at the difference."""
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("FARSIDE_GOLDEN") == "renew":
        file.write_text(text, "utf-8")
    return file.read_text("utf-8")


@pytest.mark.parametrize("name", FORMS)
def test_each_form_equals_the_golden_file(name: str) -> None:
    scene = build_scene(programme(FORMS[name], ["a"]), ViewState(HOME), Size(900.0, 240.0), measure, TODAY)
    lines = describe(scene).splitlines(keepends=True)
    text = "".join(line for line in lines if re.search("/[xyz]|^rule +(label|previous)|dotted", line))
    assert text == golden(name, text)


def test_the_whole_scene_equals_the_golden_file() -> None:
    snapshot = whole([one for name, sample in FORMS.items() for one in _renamed(name, sample)]).as_of(date(2026, 3, 1))
    text = describe(build_scene(snapshot, ViewState(HOME), Size(900.0, 700.0), measure, TODAY))
    assert text == golden("whole", text)


def _renamed(name: str, generated: list[Event]) -> list[Event]:
    return [
        event(f"{name}-{one.id}", *one.claims, lane="ab"[len(name) % 2], importance=one.importance) for one in generated
    ]


def test_a_scene_needs_a_day() -> None:
    with pytest.raises(ValueError, match="as of a day"):
        build_scene(whole([]), ViewState(HOME), SIZE, measure, TODAY)


def test_in_a_short_window_a_day_is_a_bar_with_its_mark_in_the_middle() -> None:
    snapshot = programme([event("x", done("2024-05-03"))])
    scene = scene_of(snapshot, Span(days("2024-05-01"), days("2024-05-07")))
    drawn = [shape for shape in shapes_of(scene, "event/x") if not isinstance(shape, Label)]
    bar, mark = (shape for shape in drawn if getattr(shape, "role", None) is Role.EVENT)
    assert isinstance(bar, Bar)
    assert isinstance(mark, Mark)
    assert bar.box.width == pytest.approx((900 - METRICS.header_px) / 6)
    assert mark.box.centre == pytest.approx(bar.box.centre)


def test_the_label_of_a_long_bar_stays_in_view() -> None:
    snapshot = programme([event("x", claim("2020/2040"))])
    for start in range(2020, 2038, 3):
        scene = scene_of(snapshot, Span(days(f"{start}-06-01"), days(f"{start + 1}-06-01")))
        (label, *_notes) = (text for text in texts(scene) if text.ref == "event/x")
        assert scene.header_px < label.box.x < scene.header_px + 30


def test_an_open_bar_ends_at_the_edge_of_the_view() -> None:
    (bar,) = (
        shape
        for shape in shapes_of(scene_of(programme([event("x", claim("2032/.."))])), "event/x")
        if isinstance(shape, Bar)
    )
    assert bar.box.right == SIZE.width


def test_a_bar_that_reaches_out_of_view_is_cut_beyond_it() -> None:
    snapshot = programme([event("x", claim("2020/2040"))])
    (bar,) = (shape for shape in shapes_of(scene_of(snapshot), "event/x") if isinstance(shape, Bar))
    assert (bar.box.x, bar.box.right) == (METRICS.header_px - METRICS.edge_px, 900 + METRICS.edge_px)


def test_lanes_share_what_the_viewport_has_to_spare() -> None:
    scene = scene_of(programme([]), size=Size(900.0, 646.0))
    stripes = [shape for shape in scene.shapes if isinstance(shape, Band) and shape.role is Role.STRIPE]
    assert [shape.box.height for shape in stripes] == [300.0]
    assert scene.content_px == 600.0


def test_scrolling_moves_the_lanes_and_stops_at_the_last() -> None:
    many = [event(f"b{i}", claim("2027"), lane="ab"[i % 2], importance=5 - i % 5) for i in range(40)]
    snapshot, size = programme(many), Size(900.0, 200.0)
    top, scrolled = scene_of(snapshot, size=size), scene_of(snapshot, size=size, scroll_px=50.0)
    far, farther = scene_of(snapshot, size=size, scroll_px=5000.0), scene_of(snapshot, size=size, scroll_px=6000.0)
    assert top.content_px > 154
    assert scrolled != top
    assert far == farther
    foot = max(shape.y1 for shape in far.shapes if isinstance(shape, Rule) and shape.role is Role.HAIRLINE)
    assert foot == pytest.approx(size.height)


def test_the_title_of_a_lane_stays_in_view_while_it_is_scrolled_away() -> None:
    many = [event(f"b{i}", claim("2027"), importance=5) for i in range(5)]
    snapshot = programme(many, ["a"])
    state = ViewState(HOME, scroll_px=30.0).toggled("a")
    scene = build_scene(snapshot, state, Size(900.0, 100.0), measure, TODAY)
    (title,) = (label for label in texts(scene) if label.role is Role.LANE_TITLE)
    assert title.box.y > scene.axis_px


def test_long_lane_titles_are_broken_then_elided() -> None:
    scene = scene_of(programme([], ["of partners and of agreements", "x" * 40]))
    titles = [label for label in texts(scene) if label.role is Role.LANE_TITLE]
    assert [shape.text for shape in titles[:2]] == ["Lane of partners", "and of agreements"]
    assert titles[-1].text.endswith("…")
    assert titles[-1].full == "x" * 40


def test_headers_have_both_languages() -> None:
    snapshot = programme([event("x", done("2024-05-03"))], ["a"])
    i18n.use("zh")
    try:
        scene = scene_of(snapshot)
    finally:
        i18n.use("en")
    spoken = {label.role: label.text for label in texts(scene)}
    assert spoken[Role.LANE_TITLE] == "泳道a"
    assert spoken[Role.LANE_SUBTITLE] == "Lane a"
    assert any(label.text == "事件x" for label in texts(scene))


def test_today_and_the_as_of_day_have_a_line_with_a_chip() -> None:
    snapshot = programme([event("x", claim("2032"))], day=date(2025, 4, 24))
    scene = scene_of(snapshot)
    lines = {shape.role: shape.x1 for shape in scene.shapes if isinstance(shape, Rule)}
    chips = {label.role: label for label in texts(scene) if label.role in (Role.TODAY, Role.AS_OF)}
    scale = scene_scale(ViewState(HOME), SIZE)
    assert lines[Role.TODAY] == scale.x(days("2026-11-22"))
    assert lines[Role.AS_OF] == scale.x(days("2025-04-24"))
    assert (chips[Role.TODAY].text, chips[Role.AS_OF].text) == ("today", "24 April 2025")
    assert not meet(chips[Role.TODAY].box, chips[Role.AS_OF].box)
    (veil,) = (
        shape
        for shape in scene.shapes
        if isinstance(shape, Band) and shape.role is Role.AS_OF and shape.box.height > 100
    )
    assert veil.box.right == SIZE.width


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 12, 1)])
def test_chips_of_near_days_are_side_by_side(day: date) -> None:
    chips = [label for label in texts(scene_of(programme([], day=day))) if label.role in (Role.TODAY, Role.AS_OF)]
    assert not meet(chips[0].box, chips[1].box)


def test_neither_line_is_drawn_out_of_view() -> None:
    snapshot = programme([event("x", claim("2032"))], day=date(2025, 4, 24))
    for window in (Span(days("2010-01-01"), days("2011-01-01")), Span(days("2030-01-01"), days("2031-01-01"))):
        scene = scene_of(snapshot, window)
        assert not any(isinstance(shape, Rule) and shape.role in (Role.TODAY, Role.AS_OF) for shape in scene.shapes)


def test_labels_avoid_the_line_of_today() -> None:
    snapshot = programme([event("x", done("2026-10-01"), title="A name that would cross the line of today")])
    (label,) = (text for text in texts(scene_of(snapshot)) if text.ref == "event/x")
    today_x = scene_scale(ViewState(HOME), SIZE).x(days("2026-11-22"))
    assert label.box.right < today_x or label.box.x > today_x


def test_a_label_that_does_not_fit_is_elided_and_keeps_its_full_text() -> None:
    sample = [event("x", claim("2027"), title="A name that is longer than its bar and what lies beside it"),
             event("y", claim("2030/2035"), title="Next")]  # fmt: skip
    label, *_note = (text for text in texts(scene_of(programme(sample))) if text.ref == "event/x")
    assert label.text.endswith("…")
    assert label.full == "A name that is longer than its bar and what lies beside it"


def test_members_of_a_cluster_are_named_and_counted() -> None:
    scene = scene_of(programme(FORMS["cluster"]))
    names = [(label.text, label.ref) for label in texts(scene) if label.ref]
    assert ("Event x", "event/x") in names
    assert ("+2", "event/x") in names
    assert ("Event z", "event/z") in names


def test_a_scene_has_few_shapes_however_many_events_there_are() -> None:
    when = [done(f"{2012 + i % 14}-{i % 12 + 1:02}-{i % 28 + 1:02}") for i in range(8000)]
    sample = [event(f"e{i}", it, lane="ab"[i % 2], importance=i % 5 + 1) for i, it in enumerate(when)]
    snapshot = programme(sample)
    scene = scene_of(snapshot, size=Size(1920.0, 1080.0))
    assert len(scene.shapes) < 1000
    assert len(texts(scene)) < 250


def test_the_number_of_labels_is_limited() -> None:
    lanes = [f"l{index}" for index in range(60)]
    sample = [
        event(f"{lane}-{year}", done(f"{year}-06-15"), lane=lane, title="N")
        for lane in lanes
        for year in range(2024, 2036)
    ]
    scene = scene_of(programme(sample, lanes), size=Size(1600.0, 6000.0))
    assert len({label.ref for label in texts(scene) if label.ref}) == METRICS.most_labels


def test_earlier_dates_are_optional_and_conflicts_always_shown() -> None:
    snapshot = programme(FORMS["slip"] + [event("y", *FORMS["conflict"][0].claims)])
    for slips in (True, False):
        scene = build_scene(snapshot, ViewState(HOME, slips=slips), SIZE, measure, TODAY)
        roles = {shape.role for shape in scene.shapes if isinstance(shape, Bar)}
        assert (Role.PREVIOUS_DATE in roles) is slips
        assert Role.CONFLICT in roles


def test_a_lane_with_a_single_name_shows_it_once() -> None:
    snapshot = programme([], ["a"])
    lane = Lane(id="a", title=Text("Moon"))
    snapshot = replace(snapshot, head=structs.replace(snapshot.head, lanes=(lane,)))
    assert [
        label.text for label in texts(scene_of(snapshot)) if label.box.x < METRICS.header_px and label.box.y > 46
    ] == ["Moon", "0 events"]


@pytest.mark.parametrize("year", [2027, 2028, 2029, 2030, 2031])
def test_a_set_is_joined_by_or_in_whatever_part_is_in_view(year: int) -> None:
    snapshot = programme([event("x", claim("[2027,2031]"))])
    scene = scene_of(snapshot, Span(days(f"{year}-02-01"), days(f"{year}-11-01")))
    assert any(label.text == "or" for label in texts(scene)) is (2027 < year < 2031)
    assert any(label.text == "Event x" for label in texts(scene))


def test_arrows_lead_from_date_to_date_and_to_the_present_one() -> None:
    snapshot = programme([event("x", claim("2024", "2021"), claim("2026", "2023"), claim("2029", "2026"))])
    arrows = [
        shape for shape in scene_of(snapshot).shapes if isinstance(shape, Rule) and shape.role is Role.PREVIOUS_DATE
    ]
    scale = scene_scale(ViewState(HOME), SIZE)
    along, level, up = arrows
    assert (along.x1, along.x2, along.arrow) == (scale.x(days("2025-01-01")), scale.x(days("2026-01-01")), True)
    assert (level.x1, level.arrow) == (scale.x(days("2027-01-01")), False)
    assert scale.x(days("2029-01-01")) < up.x2 < scale.x(days("2029-03-01"))
    assert up.y2 < up.y1
    assert up.arrow


def test_the_arrow_to_a_date_out_of_view_is_not_drawn() -> None:
    snapshot = programme([event("x", claim("2024", "2021"), claim("2029", "2026"))])
    scene = scene_of(snapshot, Span(days("2023-06-01"), days("2025-06-01")))
    assert [shape for shape in scene.shapes if isinstance(shape, Bar) and shape.role is Role.PREVIOUS_DATE]
    assert not [shape for shape in scene.shapes if isinstance(shape, Rule) and shape.role is Role.PREVIOUS_DATE]


def test_previous_dates_out_of_view_or_too_narrow_are_not_drawn() -> None:
    snapshot = programme([event("x", claim("2026-03", "2021"), claim("2026-04", "2023"))])
    for window in (Span(days("1950-01-01"), days("2050-01-01")), Span(days("2030-01-01"), days("2031-01-01"))):
        assert not any(getattr(shape, "role", "") == Role.PREVIOUS_DATE for shape in scene_of(snapshot, window).shapes)


def test_a_label_between_two_leaders_is_elided() -> None:
    sample = [
        event("x", done("2025-06-01"), importance=4, title="A name much longer than the way to its neighbour " * 2)
    ]
    sample += [event(name, claim(day), importance=5) for name, day in (("y", "2028-01-01"), ("z", "2028-09-01"))]
    label, *_note = (text for text in texts(scene_of(programme(sample))) if text.ref == "event/x")
    assert label.text.endswith("…")
    assert label.box.right < scene_scale(ViewState(HOME), SIZE).x(days("2028-01-01"))


@pytest.mark.parametrize(("count", "named"), [(200, 200), (201, 24)])
def test_a_cluster_names_all_its_members_unless_they_are_too_many(count: int, named: int) -> None:
    scene = scene_of(programme([event(f"e{i:03}", done("2024-05-03")) for i in range(count)]))
    (cluster,) = (shape for shape in scene.shapes if isinstance(shape, Cluster))
    assert (cluster.count, len(cluster.refs)) == (count, named)


def test_a_stack_is_a_bar_with_its_number_and_labels_on_it() -> None:
    spans = ("2025/2030", "2025/2031", "2025/2029")
    sample = [event(f"e{index}", claim(when), importance=5) for index, when in enumerate(spans)]
    others = [event(f"o{index}", claim("2025/2032"), importance=5) for index in range(11)]
    scene = scene_of(programme([*sample, *others]))
    (sheet,) = (shape for shape in scene.shapes if isinstance(shape, Bar) and shape.role is Role.CLUSTER)
    (pill,) = (shape for shape in scene.shapes if isinstance(shape, Cluster))
    assert sheet.ref == pill.ref
    assert scene.hit(sheet.box.right - 30.0, sheet.box.centre[1]) == pill.ref
    assert sheet.box.x <= pill.box.x < pill.box.right < sheet.box.right
    on_it = [label for label in texts(scene) if label.ref in pill.refs]
    assert len({shape.ref for shape in on_it}) > 1
    assert all(shape.box.x >= pill.box.right and shape.box.y == on_it[0].box.y for shape in on_it)


def test_the_label_of_a_stack_without_room_is_left_of_it() -> None:
    title = "Long enough to need more than is left"
    sample = [event(f"e{index:02}", claim("2034/2040"), importance=5, title=title) for index in range(14)]
    scene = scene_of(programme(sample))
    (sheet,) = (shape for shape in scene.shapes if isinstance(shape, Bar) and shape.role is Role.CLUSTER)
    named = [label for label in texts(scene) if label.box.y + 1 < sheet.box.centre[1] < label.box.bottom]
    assert any(title in label.text and label.box.right < sheet.box.x for label in named)


def test_a_previous_date_has_the_title_if_the_present_date_is_out_of_view() -> None:
    moved = event("x", claim("2026", "2023"), claim("2030", "2024"), importance=5, title="Moved")
    far = scene_of(programme([moved]), Span(days("2026-03-01"), days("2026-09-01")))
    assert "Moved: 2026" in [label.text for label in texts(far)]
    home = scene_of(programme([moved]))
    assert "2026" in [label.text for label in texts(home)]


def test_a_set_with_only_a_gap_in_view_has_no_label() -> None:
    passed = event("e1", claim("[2020,2021]", "2023-01"), title="Launch")
    ahead = event("e0", claim("2024-05-01T00:00Z", "2023-01"), title="Launch")
    scene = scene_of(programme([ahead, passed]), Span(days("2021-12-31"), days("2030-05-18")))
    assert not shapes_of(scene, "event/e1")
    assert shapes_of(scene, "event/e0")


TOO_LONG = "A name that is far too long for a stack so short as this one, and longer still than one would think"


def test_the_label_of_a_short_stack_is_above_it_if_there_are_lines() -> None:
    sample = [
        event("e", claim("2026-03-01/2026-03-20"), importance=5, title=TOO_LONG),
        event("f", claim("2026-03-05/2026-03-25"), importance=5, title=TOO_LONG),
        event("p", done("2026-01-05"), importance=5),
    ]
    months = Span(days("2026-01-01"), days("2026-05-01"))
    scene = scene_of(programme(sample), months, Size(900.0, 206.0))
    (sheet,) = (shape for shape in scene.shapes if isinstance(shape, Bar) and shape.role is Role.CLUSTER)
    names = [label for label in texts(scene) if label.text.startswith(TOO_LONG[:20])]
    assert names
    assert all(shape.box.bottom <= sheet.box.y + 2.0 for shape in names)


def stacks(first: str, then: str) -> tuple[list[Cluster], list[Label]]:
    """Two stacks on one row, with long names, and those names that stand there."""
    before = [event(f"e{index:02}", claim(first), importance=5, title=TOO_LONG) for index in range(14)]
    after = [event(f"f{index:02}", claim(then), importance=5, title=TOO_LONG) for index in range(14)]
    scene = scene_of(programme([*before, *after]), HOME, Size(900.0, 900.0))
    pills = [shape for shape in scene.shapes if isinstance(shape, Cluster)]
    return pills, [
        label for label in texts(scene) if label.ref and abs(label.box.centre[1] - pills[0].box.centre[1]) < 4.0
    ]


def test_the_label_of_a_stack_is_elided_or_left_out_before_the_next_shape() -> None:
    (one, _other), names = stacks("2024/2025-02", "2025-03/2060")
    assert not {shape.ref for shape in names} & set(one.refs)
    (one, other), names = stacks("2024/2026", "2027/2060")
    short = next(shape for shape in names if shape.ref in one.refs)
    assert short.text.endswith("…")
    assert one.box.right < short.box.x < short.box.right < other.box.x


def test_the_label_of_a_bar_moves_to_a_free_line_before_it_is_elided() -> None:
    sample = [
        event("w", done("2022-03"), title="A window with a name of some length"),
        event("x", done("2022-08-01"), title="Near"),
        event("y", done("2021-10-01"), title="Before it"),
    ]
    scene = scene_of(programme(sample), Span(days("2021-01-01"), days("2024-01-01")))
    (name,) = (label for label in texts(scene) if label.ref == "event/w" and label.text.startswith("A window"))
    (bar,) = (shape for shape in shapes_of(scene, "event/w") if isinstance(shape, Bar))
    assert name.full == ""
    assert name.box.bottom <= bar.box.y + 2.0


def test_a_label_without_room_is_elided_right_of_its_mark() -> None:
    title = "A long name of an event that takes much room indeed"
    sample = [event(f"e{n}", done(f"2024-0{4 + n}-01"), importance=1, title=title) for n in range(4)]
    scene = scene_of(programme(sample), Span(days("2024-03-20"), days("2024-07-20")))
    for dated in sample:
        mark, label = shapes_of(scene, f"event/{dated.id}")
        assert isinstance(label, Label)
        assert label.full == title
        assert label.box.x > mark.box.right
        assert abs(label.box.centre[1] - mark.box.centre[1]) < 1.0
