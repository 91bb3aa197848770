"""The picture as a whole: what is drawn can be hit, nobody is unreachable, no text runs over another."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from time import perf_counter

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
    scene,
    shapes_of,
    whole,
    windows,
)

GOLDEN = Path(__file__).parent / "golden"


def texts(of: Scene) -> list[Label]:
    return [it for it in of.shapes if isinstance(it, Label)]


@given(events(), windows())
def test_labels_never_overlap_nor_cross_the_lane_headers(found: list[Event], window: Span) -> None:
    shown = scene(programme(found), window)
    named = [it for it in texts(shown) if it.ref]
    for index, one in enumerate(named):
        assert one.box.x >= shown.header_px
        assert one.box.right <= shown.width
        assert not any(meet(one.box, other.box) for other in named[index + 1 :]), one


@given(events(), windows())
def test_names_never_run_over_marks(found: list[Event], window: Span) -> None:
    shown = scene(programme(found), window)
    marks = [it for it in shown.shapes if isinstance(it, (Mark, Cluster)) and getattr(it, "role", "event") == "event"]
    for label in texts(shown):
        if label.ref:
            assert not any(meet(label.box, mark.box) for mark in marks if not mark.ref.startswith("cluster/undated"))


def visible(shown: Scene, box: Box) -> Box | None:
    """The part of `box` that is not below the axis or a header, nor outside."""
    x, y = max(box.x, shown.header_px), max(box.y, shown.axis_px)
    right, bottom = min(box.right, shown.width), min(box.bottom, shown.height)
    return Box(x, y, right - x, bottom - y) if right > x and bottom > y else None


@given(events(), windows())
def test_what_is_drawn_is_hit_unless_something_lies_above_it(found: list[Event], window: Span) -> None:
    shown = scene(programme(found), window)
    for index, shape in enumerate(shown.shapes):
        if isinstance(shape, Hit) and shape.ref and (box := visible(shown, shape.box)) is not None:
            above = {
                it.ref
                for it in shown.shapes[index + 1 :]
                if isinstance(it, Hit) and it.ref and it.box.contains(*box.centre)
            }
            assert shown.hit(*box.centre) in above | {shape.ref}


@given(events())
def test_every_event_can_be_reached(found: list[Event]) -> None:
    """In a window around all of them and a viewport that holds all lanes, each is drawn or in a cluster."""
    seen = programme(found)
    shown = scene(seen, Span(days("2010-01-01"), days("2060-01-01")), Size(900.0, 4000.0))
    reached = {it.ref for it in shown.shapes if isinstance(it, (Bar, Mark)) and it.role is Role.EVENT}
    for it in shown.shapes:
        if isinstance(it, Cluster):
            reached.update(it.refs)
            assert it.count == len(it.refs)
            assert it.first < it.last
    assert reached == {f"event/{one.id}" for one in seen.events}


@given(events(), windows())
def test_equal_arguments_give_an_equal_scene(found: list[Event], window: Span) -> None:
    assert scene(programme(found), window) == scene(programme(found), window)


@given(events(10), windows())
@settings(max_examples=30)
def test_the_selection_changes_nothing_in_the_scene(found: list[Event], window: Span) -> None:
    seen = programme(found)
    chosen = ViewState(window, "event/e0")
    assert build_scene(seen, chosen, SIZE, measure, TODAY) == scene(seen, window)


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


def kept(name: str, text: str) -> str:
    """What is kept of a picture; with FARSIDE_GOLDEN=renew it is first written anew: then look at the difference."""
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("FARSIDE_GOLDEN") == "renew":
        file.write_text(text, "utf-8")
    return file.read_text("utf-8")


@pytest.mark.parametrize("name", FORMS)
def test_each_form_is_drawn_as_kept(name: str) -> None:
    shown = build_scene(programme(FORMS[name], ["a"]), ViewState(HOME), Size(900.0, 240.0), measure, TODAY)
    lines = describe(shown).splitlines(keepends=True)
    told = "".join(line for line in lines if re.search("/[xyz]|^rule +(label|ghost)|dotted", line))
    assert told == kept(name, told)


def test_the_whole_picture_is_drawn_as_kept() -> None:
    seen = whole([one for name, found in FORMS.items() for one in _renamed(name, found)]).as_of(date(2026, 3, 1))
    told = describe(build_scene(seen, ViewState(HOME), Size(900.0, 700.0), measure, TODAY))
    assert told == kept("whole", told)


def _renamed(name: str, found: list[Event]) -> list[Event]:
    return [
        event(f"{name}-{one.id}", *one.claims, lane="ab"[len(name) % 2], importance=one.importance) for one in found
    ]


def test_a_scene_needs_a_day() -> None:
    with pytest.raises(ValueError, match="as of a day"):
        build_scene(whole([]), ViewState(HOME), SIZE, measure, TODAY)


def test_a_day_seen_closely_is_as_wide_as_it_is_and_its_mark_in_the_middle() -> None:
    seen = programme([event("x", done("2024-05-03"))])
    shown = scene(seen, Span(days("2024-05-01"), days("2024-05-07")))
    found = [it for it in shapes_of(shown, "event/x") if not isinstance(it, Label)]
    bar, mark = (it for it in found if getattr(it, "role", None) is Role.EVENT)
    assert isinstance(bar, Bar)
    assert isinstance(mark, Mark)
    assert bar.box.width == pytest.approx((900 - METRICS.header_px) / 6)
    assert mark.box.centre == pytest.approx(bar.box.centre)


def test_the_name_of_a_long_bar_stays_in_view() -> None:
    seen = programme([event("x", claim("2020/2040"))])
    for start in range(2020, 2038, 3):
        shown = scene(seen, Span(days(f"{start}-06-01"), days(f"{start + 1}-06-01")))
        (label, *_notes) = (it for it in texts(shown) if it.ref == "event/x")
        assert shown.header_px < label.box.x < shown.header_px + 30


def test_what_goes_on_for_ever_ends_at_the_edge_of_the_view() -> None:
    (bar,) = (
        it for it in shapes_of(scene(programme([event("x", claim("2032/.."))])), "event/x") if isinstance(it, Bar)
    )
    assert bar.box.right == SIZE.width


def test_what_reaches_out_of_view_is_cut_beyond_it() -> None:
    seen = programme([event("x", claim("2020/2040"))])
    (bar,) = (it for it in shapes_of(scene(seen), "event/x") if isinstance(it, Bar))
    assert (bar.box.x, bar.box.right) == (METRICS.header_px - METRICS.edge_px, 900 + METRICS.edge_px)


def test_lanes_share_what_the_viewport_has_to_spare() -> None:
    shown = scene(programme([]), size=Size(900.0, 646.0))
    stripes = [it for it in shown.shapes if isinstance(it, Band) and it.role is Role.STRIPE]
    assert [it.box.height for it in stripes] == [300.0]
    assert shown.content_px == 600.0


def test_scrolling_moves_the_lanes_and_stops_at_the_last() -> None:
    many = [event(f"b{i}", claim("2027"), lane="ab"[i % 2], importance=5 - i % 5) for i in range(40)]
    seen, size = programme(many), Size(900.0, 200.0)
    top, scrolled = scene(seen, size=size), scene(seen, size=size, scroll_px=50.0)
    far, farther = scene(seen, size=size, scroll_px=5000.0), scene(seen, size=size, scroll_px=6000.0)
    assert top.content_px > 154
    assert scrolled != top
    assert far == farther
    foot = max(it.y1 for it in far.shapes if isinstance(it, Rule) and it.role is Role.HAIRLINE)
    assert foot == pytest.approx(size.height)


def test_the_title_of_a_lane_stays_in_view_while_it_is_scrolled_away() -> None:
    many = [event(f"b{i}", claim("2027"), importance=5) for i in range(5)]
    seen = programme(many, ["a"])
    state = ViewState(HOME, scroll_px=30.0).toggled("a")
    shown = build_scene(seen, state, Size(900.0, 100.0), measure, TODAY)
    (title,) = (it for it in texts(shown) if it.role is Role.LANE_TITLE)
    assert title.box.y > shown.axis_px


def test_long_lane_titles_are_broken_then_elided() -> None:
    shown = scene(programme([], ["of partners and of agreements", "x" * 40]))
    titles = [it for it in texts(shown) if it.role is Role.LANE_TITLE]
    assert [it.text for it in titles[:2]] == ["Lane of partners", "and of agreements"]
    assert titles[-1].text.endswith("…")
    assert titles[-1].full == "x" * 40


def test_headers_speak_both_languages() -> None:
    seen = programme([event("x", done("2024-05-03"))], ["a"])
    i18n.use("zh")
    try:
        shown = scene(seen)
    finally:
        i18n.use("en")
    spoken = {it.role: it.text for it in texts(shown)}
    assert spoken[Role.LANE_TITLE] == "泳道a"
    assert spoken[Role.LANE_SUBTITLE] == "Lane a"
    assert any(it.text == "事件x" for it in texts(shown))


def test_today_is_a_line_with_a_chip_and_the_day_seen_from_another() -> None:
    seen = programme([event("x", claim("2032"))], day=date(2025, 4, 24))
    shown = scene(seen)
    lines = {it.role: it.x1 for it in shown.shapes if isinstance(it, Rule)}
    chips = {it.role: it for it in texts(shown) if it.role in (Role.TODAY, Role.AS_OF)}
    scale = scene_scale(ViewState(HOME), SIZE)
    assert lines[Role.TODAY] == scale.x(days("2026-11-22"))
    assert lines[Role.AS_OF] == scale.x(days("2025-04-24"))
    assert (chips[Role.TODAY].text, chips[Role.AS_OF].text) == ("today", "24 April 2025")
    assert not meet(chips[Role.TODAY].box, chips[Role.AS_OF].box)
    (veil,) = (it for it in shown.shapes if isinstance(it, Band) and it.role is Role.AS_OF and it.box.height > 100)
    assert veil.box.right == SIZE.width


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 12, 1)])
def test_chips_of_days_close_together_stand_side_by_side(day: date) -> None:
    chips = [it for it in texts(scene(programme([], day=day))) if it.role in (Role.TODAY, Role.AS_OF)]
    assert not meet(chips[0].box, chips[1].box)


def test_neither_line_is_drawn_out_of_view() -> None:
    seen = programme([event("x", claim("2032"))], day=date(2025, 4, 24))
    for window in (Span(days("2010-01-01"), days("2011-01-01")), Span(days("2030-01-01"), days("2031-01-01"))):
        shown = scene(seen, window)
        assert not any(isinstance(it, Rule) and it.role in (Role.TODAY, Role.AS_OF) for it in shown.shapes)


def test_names_give_way_to_the_line_of_today() -> None:
    seen = programme([event("x", done("2026-10-01"), title="A name that would cross the line of today")])
    (label,) = (it for it in texts(scene(seen)) if it.ref == "event/x")
    today_x = scene_scale(ViewState(HOME), SIZE).x(days("2026-11-22"))
    assert label.box.right < today_x or label.box.x > today_x


def test_a_name_that_does_not_fit_is_elided_and_kept_whole() -> None:
    found = [event("x", claim("2027"), title="A name that is longer than its bar and what lies beside it"),
             event("y", claim("2030/2035"), title="Next")]  # fmt: skip
    label, *_note = (it for it in texts(scene(programme(found))) if it.ref == "event/x")
    assert label.text.endswith("…")
    assert label.full == "A name that is longer than its bar and what lies beside it"


def test_members_of_a_cluster_are_named_and_counted() -> None:
    shown = scene(programme(FORMS["cluster"]))
    names = [(it.text, it.ref) for it in texts(shown) if it.ref]
    assert ("Event x", "event/x") in names
    assert ("+2", "event/x") in names
    assert ("Event z", "event/z") in names


def test_a_frame_stays_small_however_much_there_is() -> None:
    when = [done(f"{2012 + i % 14}-{i % 12 + 1:02}-{i % 28 + 1:02}") for i in range(8000)]
    found = [event(f"e{i}", it, lane="ab"[i % 2], importance=i % 5 + 1) for i, it in enumerate(when)]
    seen = programme(found)
    shown = scene(seen, size=Size(1920.0, 1080.0))
    assert len(shown.shapes) < 1000
    assert len(texts(shown)) < 250


def test_a_frame_of_many_events_costs_hardly_more_than_one_of_few() -> None:
    def cost(count: int) -> float:
        seen = programme(
            [event(f"e{i}", done(f"{2012 + i % 14}-{i % 12 + 1:02}-{i % 28 + 1:02}")) for i in range(count)]
        )
        scene(seen)
        return min(_timed(lambda: scene(seen)) for _ in range(7))

    assert cost(6000) < 4 * cost(600) + 0.005


def _timed(work: object) -> float:
    assert callable(work)
    start = perf_counter()
    work()
    return perf_counter() - start


def test_at_most_so_many_names_are_placed() -> None:
    lanes = [f"l{index}" for index in range(60)]
    found = [
        event(f"{lane}-{year}", done(f"{year}-06-15"), lane=lane, title="N")
        for lane in lanes
        for year in range(2024, 2036)
    ]
    shown = scene(programme(found, lanes), size=Size(1600.0, 6000.0))
    assert len({it.ref for it in texts(shown) if it.ref}) == METRICS.most_labels


def test_ghosts_are_shown_as_wished_and_conflicts_always() -> None:
    seen = programme(FORMS["slip"] + [event("y", *FORMS["conflict"][0].claims)])
    for slips in (True, False):
        shown = build_scene(seen, ViewState(HOME, slips=slips), SIZE, measure, TODAY)
        roles = {it.role for it in shown.shapes if isinstance(it, Bar)}
        assert (Role.GHOST in roles) is slips
        assert Role.CONFLICT in roles


def test_a_lane_with_one_name_shows_it_once() -> None:
    seen = programme([], ["a"])
    lane = Lane(id="a", title=Text("Moon"))
    seen = replace(seen, head=structs.replace(seen.head, lanes=(lane,)))
    assert [it.text for it in texts(scene(seen)) if it.box.x < METRICS.header_px and it.box.y > 46] == [
        "Moon",
        "0 events",
    ]


@pytest.mark.parametrize("year", [2027, 2028, 2029, 2030, 2031])
def test_a_set_is_joined_by_or_in_whatever_part_is_in_view(year: int) -> None:
    seen = programme([event("x", claim("[2027,2031]"))])
    shown = scene(seen, Span(days(f"{year}-02-01"), days(f"{year}-11-01")))
    assert any(it.text == "or" for it in texts(shown)) is (2027 < year < 2031)
    assert any(it.text == "Event x" for it in texts(shown))


def test_arrows_lead_from_date_to_date_and_up_to_the_present_one() -> None:
    seen = programme([event("x", claim("2024", "2021"), claim("2026", "2023"), claim("2029", "2026"))])
    arrows = [it for it in scene(seen).shapes if isinstance(it, Rule) and it.role is Role.GHOST]
    scale = scene_scale(ViewState(HOME), SIZE)
    along, level, up = arrows
    assert (along.x1, along.x2, along.arrow) == (scale.x(days("2025-01-01")), scale.x(days("2026-01-01")), True)
    assert (level.x1, level.arrow) == (scale.x(days("2027-01-01")), False)
    assert scale.x(days("2029-01-01")) < up.x2 < scale.x(days("2029-03-01"))
    assert up.y2 < up.y1
    assert up.arrow


def test_the_arrow_to_a_date_out_of_view_is_not_drawn() -> None:
    seen = programme([event("x", claim("2024", "2021"), claim("2029", "2026"))])
    shown = scene(seen, Span(days("2023-06-01"), days("2025-06-01")))
    assert [it for it in shown.shapes if isinstance(it, Bar) and it.role is Role.GHOST]
    assert not [it for it in shown.shapes if isinstance(it, Rule) and it.role is Role.GHOST]


def test_ghosts_out_of_view_or_too_narrow_are_not_drawn() -> None:
    seen = programme([event("x", claim("2026-03", "2021"), claim("2026-04", "2023"))])
    for window in (Span(days("1950-01-01"), days("2050-01-01")), Span(days("2030-01-01"), days("2031-01-01"))):
        assert not any(getattr(it, "role", "") == Role.GHOST for it in scene(seen, window).shapes)


def test_a_name_between_two_leaders_is_elided() -> None:
    found = [
        event("x", done("2025-06-01"), importance=4, title="A name much longer than the way to its neighbour " * 2)
    ]
    found += [event(name, claim(day), importance=5) for name, day in (("y", "2028-01-01"), ("z", "2028-09-01"))]
    label, *_note = (it for it in texts(scene(programme(found))) if it.ref == "event/x")
    assert label.text.endswith("…")
    assert label.box.right < scene_scale(ViewState(HOME), SIZE).x(days("2028-01-01"))


@pytest.mark.parametrize(("count", "named"), [(200, 200), (201, 24)])
def test_a_cluster_names_all_its_members_unless_they_are_too_many(count: int, named: int) -> None:
    shown = scene(programme([event(f"e{i:03}", done("2024-05-03")) for i in range(count)]))
    (cluster,) = (it for it in shown.shapes if isinstance(it, Cluster))
    assert (cluster.count, len(cluster.refs)) == (count, named)


def test_a_stack_is_a_sheet_with_its_number_and_the_names_on_it() -> None:
    spans = ("2025/2030", "2025/2031", "2025/2029")
    found = [event(f"e{index}", claim(when), importance=5) for index, when in enumerate(spans)]
    others = [event(f"o{index}", claim("2025/2032"), importance=5) for index in range(11)]
    shown = scene(programme([*found, *others]))
    (sheet,) = (it for it in shown.shapes if isinstance(it, Bar) and it.role is Role.CLUSTER)
    (pill,) = (it for it in shown.shapes if isinstance(it, Cluster))
    assert sheet.ref == pill.ref
    assert shown.hit(sheet.box.right - 30.0, sheet.box.centre[1]) == pill.ref
    assert sheet.box.x <= pill.box.x < pill.box.right < sheet.box.right
    on_it = [it for it in texts(shown) if it.ref in pill.refs]
    assert len({it.ref for it in on_it}) > 1
    assert all(it.box.x >= pill.box.right and it.box.y == on_it[0].box.y for it in on_it)


def test_the_name_of_a_stack_without_room_on_it_stands_left_of_it() -> None:
    title = "Long enough to need more than is left"
    found = [event(f"e{it:02}", claim("2034/2040"), importance=5, title=title) for it in range(14)]
    shown = scene(programme(found))
    (sheet,) = (it for it in shown.shapes if isinstance(it, Bar) and it.role is Role.CLUSTER)
    named = [it for it in texts(shown) if it.box.y + 1 < sheet.box.centre[1] < it.box.bottom]
    assert any(title in it.text and it.box.right < sheet.box.x for it in named)


def test_a_ghost_names_its_event_where_that_is_out_of_view() -> None:
    moved = event("x", claim("2026", "2023"), claim("2030", "2024"), importance=5, title="Moved")
    far = scene(programme([moved]), Span(days("2026-03-01"), days("2026-09-01")))
    assert "Moved: 2026" in [it.text for it in texts(far)]
    home = scene(programme([moved]))
    assert "2026" in [it.text for it in texts(home)]


def test_a_set_of_which_only_the_gap_beside_a_member_is_in_view_is_not_named() -> None:
    passed = event("e1", claim("[2020,2021]", "2023-01"), title="Launch")
    ahead = event("e0", claim("2024-05-01T00:00Z", "2023-01"), title="Launch")
    shown = scene(programme([ahead, passed]), Span(days("2021-12-31"), days("2030-05-18")))
    assert not shapes_of(shown, "event/e1")
    assert shapes_of(shown, "event/e0")


TOO_LONG = "A name that is far too long for a stack so short as this one, and longer still than one would think"


def test_the_name_of_a_short_stack_rises_above_it_where_there_are_lines() -> None:
    found = [
        event("e", claim("2026-03-01/2026-03-20"), importance=5, title=TOO_LONG),
        event("f", claim("2026-03-05/2026-03-25"), importance=5, title=TOO_LONG),
        event("p", done("2026-01-05"), importance=5),
    ]
    months = Span(days("2026-01-01"), days("2026-05-01"))
    shown = scene(programme(found), months, Size(900.0, 206.0))
    (sheet,) = (it for it in shown.shapes if isinstance(it, Bar) and it.role is Role.CLUSTER)
    names = [it for it in texts(shown) if it.text.startswith(TOO_LONG[:20])]
    assert names
    assert all(it.box.bottom <= sheet.box.y + 2.0 for it in names)


def stacks(first: str, then: str) -> tuple[list[Cluster], list[Label]]:
    """Two stacks on one row, with long names, and those names that stand there."""
    before = [event(f"e{it:02}", claim(first), importance=5, title=TOO_LONG) for it in range(14)]
    after = [event(f"f{it:02}", claim(then), importance=5, title=TOO_LONG) for it in range(14)]
    shown = scene(programme([*before, *after]), HOME, Size(900.0, 900.0))
    pills = [it for it in shown.shapes if isinstance(it, Cluster)]
    return pills, [it for it in texts(shown) if it.ref and abs(it.box.centre[1] - pills[0].box.centre[1]) < 4.0]


def test_the_name_of_a_stack_is_elided_before_what_follows_and_left_out_where_that_is_too_near() -> None:
    (one, _other), names = stacks("2024/2025-02", "2025-03/2060")
    assert not {it.ref for it in names} & set(one.refs)
    (one, other), names = stacks("2024/2026", "2027/2060")
    short = next(it for it in names if it.ref in one.refs)
    assert short.text.endswith("…")
    assert one.box.right < short.box.x < short.box.right < other.box.x


def test_the_name_of_a_window_rises_to_a_free_line_before_it_is_elided() -> None:
    found = [
        event("w", done("2022-03"), title="A window with a name of some length"),
        event("x", done("2022-08-01"), title="Near"),
        event("y", done("2021-10-01"), title="Before it"),
    ]
    shown = scene(programme(found), Span(days("2021-01-01"), days("2024-01-01")))
    (name,) = (it for it in texts(shown) if it.ref == "event/w" and it.text.startswith("A window"))
    (bar,) = (it for it in shapes_of(shown, "event/w") if isinstance(it, Bar))
    assert name.full == ""
    assert name.box.bottom <= bar.box.y + 2.0


def test_a_name_without_room_for_all_of_it_is_elided_right_of_its_mark() -> None:
    title = "A long name of an event that takes much room indeed"
    found = [event(f"e{n}", done(f"2024-0{4 + n}-01"), importance=1, title=title) for n in range(4)]
    shown = scene(programme(found), Span(days("2024-03-20"), days("2024-07-20")))
    for it in found:
        mark, label = shapes_of(shown, f"event/{it.id}")
        assert isinstance(label, Label)
        assert label.full == title
        assert label.box.x > mark.box.right
        assert abs(label.box.centre[1] - mark.box.centre[1]) < 1.0
