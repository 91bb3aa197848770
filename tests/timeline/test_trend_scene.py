"""The milestone trend chart: every claim has its point, points are hit, texts do not overlap, lines run right."""

from __future__ import annotations

import os
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from viewer.i18n import Text, use
from viewer.model.edtf import parse
from viewer.model.entities import Event, Mission, Outcome
from viewer.model.programme import Programme
from viewer.report.sentences import claim_at
from viewer.report.slip_report import date_change_list
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Label, Mark, Reach, Role, Rule, Scene
from viewer.timeline.trend_data import promised_range, trend_line
from viewer.timeline.trend_scene import MIN_SIZE, TrendOptions, claims_at, spread, trend_scene

from .sample import TODAY, WHENS, claim, days, describe, done, event, measure, programme, whole

GOLDEN = Path(__file__).parent / "golden"
LARGE, SMALL = Size(900.0, 320.0), Size(290.0, 150.0)

MOVED = event(
    "moved",
    claim("2024", "2021-06-16"),
    claim("2026~", "2022-11-24"),
    claim("2026", "2024-09-24", replaces=False),
    claim("2026-08-23", "2026-08-19"),
    claim("unknown", "2026-08-23"),
    claim("2027?", "2026-09-13"),
    title="Launch of Seven",
)
KEPT = event(
    "kept",
    claim("2023", "2021-03-01"),
    claim("2024-40", "2022-05-01"),
    claim("2024-05-03", "2024-05-01"),
    done("2024-05-03"),
    lane="b",
    title="Launch of Six",
)
BOUND = event("bound", claim("2028~", "2022-02-06"), claim("[..2035]", "2024-04-25"), lane="b", title="Station")
SAMPLE = (MOVED, KEPT, BOUND)


def trend(
    snapshot: Programme, *names: str, size: Size = LARGE, titled: bool = True, today: date = TODAY, focus: str = ""
) -> Scene:
    return trend_scene(snapshot, names, TrendOptions(size, measure, today, titled, focus))


def marks(scene: Scene) -> list[Mark]:
    return [shape for shape in scene.shapes if isinstance(shape, Mark)]


def lines(scene: Scene) -> list[Rule]:
    return [shape for shape in scene.shapes if isinstance(shape, Rule) and shape.role is Role.TREND]


def bands(scene: Scene) -> list[Reach]:
    return [shape for shape in scene.shapes if isinstance(shape, Reach)]


def labels(scene: Scene) -> list[Label]:
    return [shape for shape in scene.shapes if isinstance(shape, Label)]


def at(scene: Scene, ref: str) -> tuple[float, float]:
    """Where the point of a claim stands."""
    return next(mark.box.centre for mark in marks(scene) if mark.ref == ref)


# ── golden files ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "events", "size", "titled"),
    [
        ("trend-alone", ("moved",), LARGE, True),
        ("trend-small", ("moved",), SMALL, False),
        ("trend-all", ("moved", "kept", "bound"), LARGE, True),
    ],
)
def test_the_chart_equals_the_golden_file(name: str, events: tuple[str, ...], size: Size, titled: bool) -> None:
    description = describe(trend(programme(SAMPLE), *events, size=size, titled=titled))
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("FARSIDE_GOLDEN") == "renew":
        file.write_text(description, "utf-8")
    assert description == file.read_text("utf-8")


# ── content ────────────────────────────────────────────────────────────────────────────────


def test_a_single_event_has_a_point_for_every_claim_and_one_of_several_for_current_claims() -> None:
    snapshot = programme(SAMPLE)
    alone = {mark.ref for mark in marks(trend(snapshot, "moved"))}
    assert alone == {f"claim/moved/{index}" for index in range(6)}
    together = {mark.ref for mark in marks(trend(snapshot, "moved", "kept")) if "/moved/" in mark.ref}
    assert together == alone - {"claim/moved/2"}


def test_lines_run_level_and_rise_where_the_date_slips() -> None:
    scene = trend(programme(SAMPLE), "moved")
    assert at(scene, "claim/moved/1")[1] < at(scene, "claim/moved/0")[1]
    level = [rule for rule in lines(scene) if rule.y1 == rule.y2]
    assert all(rule.x1 < rule.x2 for rule in level)
    upright = [rule for rule in lines(scene) if rule.y1 != rule.y2]
    assert all(rule.x1 == rule.x2 for rule in upright)


def test_a_withdrawn_date_leaves_a_gap_after_a_crossed_point() -> None:
    scene = trend(programme(SAMPLE), "moved")
    crossed = next(mark for mark in marks(scene) if mark.ref == "claim/moved/4")
    assert crossed.style.status == "cancelled"
    assert crossed.box.centre[1] == at(scene, "claim/moved/3")[1], "it is crossed where the date stood"
    gone, back = crossed.box.centre[0], at(scene, "claim/moved/5")[0]
    assert not [rule for rule in lines(scene) if rule.x1 < (gone + back) / 2 < rule.x2]


def test_doubted_claims_are_dotted() -> None:
    scene = trend(programme(SAMPLE), "moved")
    assert [mark.ref for mark in marks(scene) if mark.style.dotted] == ["claim/moved/5"]
    assert [band.dotted for band in bands(scene)].count(True) == 1
    last = max(lines(scene), key=lambda rule: rule.x2)
    assert last.dotted, "a doubted promise runs on dotted"


def test_a_band_shows_the_extent_and_its_core() -> None:
    scene = trend(programme(SAMPLE), "moved")
    about = next(band for band in bands(scene) if band.cores and band.cores[0] != (band.box.y, band.box.bottom))
    ((top, bottom),) = about.cores
    assert about.box.y < top < bottom < about.box.bottom
    assert bottom - top == pytest.approx(about.box.height / 3, rel=0.01), "a year within three"


def test_a_report_ends_its_line_with_a_filled_mark_on_the_diagonal() -> None:
    scene = trend(programme(SAMPLE), "kept")
    (end,) = (mark for mark in marks(scene) if mark.style.filled)
    assert (end.ref, end.shape, end.style.status) == ("claim/kept/3", "up", "done")
    assert max(rule.x2 for rule in lines(scene)) <= end.box.right
    day = next(shape for shape in scene.shapes if isinstance(shape, Rule) and shape.role is Role.TODAY)
    x, y = end.box.centre
    on_line = day.y1 + (day.y2 - day.y1) * (x - day.x1) / (day.x2 - day.x1)
    assert y == pytest.approx(on_line, abs=0.5)


def test_by_a_year_has_the_height_of_that_year_and_fades_down() -> None:
    said = days("2024-04-25")
    by, plain = promised_range(parse("[..2035]"), said), promised_range(parse("2035"), said)
    assert by is not None
    assert plain is not None
    assert by.day == pytest.approx(plain.day, abs=1)
    assert (by.fades, by.earliest, by.cores) == ("bottom", said, ())


@pytest.mark.parametrize(
    ("when", "middle", "fades"),
    [
        ("2026", "2026-07-02", ""),
        ("[2026-08..]", "2026-08-16", "top"),
        ("2026/2035", "2026-07-02", ""),
        ("2026/..", "2026-07-02", ""),
        ("../2035", "2035-07-02", "bottom"),
        ("/2035", "2035-07-02", "bottom"),
        ("[2026,2028]", "2027-07-02", ""),
    ],
)
def test_the_height_of_each_form_of_date(when: str, middle: str, fades: str) -> None:
    promised = promised_range(parse(when), days("2024-01-01"))
    assert promised is not None
    assert promised.day == pytest.approx(days(middle), abs=1)
    assert promised.fades == fades
    assert promised.earliest <= promised.day <= promised.latest


def test_one_of_two_years_has_two_cores() -> None:
    promised = promised_range(parse("[2026,2028]"), days("2024-01-01"))
    assert promised is not None
    assert len(promised.cores) == 2


def test_intervals_from_the_same_start_are_placed_by_their_ends() -> None:
    snapshot = programme([event("phase", claim("2026/2034", "2021"), claim("2026/2035", "2023"))])
    first, last = (point.promised for point in trend_line(snapshot, snapshot.events[0]).points)
    assert first is not None
    assert last is not None
    assert last.day - first.day == pytest.approx(365, abs=1)


def test_a_cancelled_event_is_crossed_and_noted() -> None:
    snapshot = programme([event("x", claim("2024", "2021"), claim("2025", "2023-05-05", Outcome.CANCELLED)), KEPT])
    scene = trend(snapshot, "x", "kept")
    assert next(mark for mark in marks(scene) if mark.ref == "claim/x/1").style.status == "cancelled"
    assert "cancelled" in [label.text for label in labels(scene)]


def test_an_earlier_day_shows_what_was_known_then() -> None:
    snapshot = whole(SAMPLE).as_of(date(2024, 1, 1))
    scene = trend(snapshot, "moved", "kept", "bound")
    assert {mark.ref for mark in marks(scene)} == {
        "claim/moved/0", "claim/moved/1", "claim/kept/0", "claim/kept/1", "claim/bound/0",
    }  # fmt: skip
    roles = {shape.role for shape in scene.shapes if isinstance(shape, Rule)}
    assert Role.AS_OF in roles
    assert Role.TODAY not in roles


def test_unknown_events_are_left_out_and_a_chart_of_none_is_empty() -> None:
    snapshot = programme([event("none", claim("unknown", "2023"))])
    assert len(trend(snapshot, "none", "nobody").shapes) == 1
    assert trend(programme(SAMPLE), "kept", "kept", "nobody") == trend(programme(SAMPLE), "kept")


def test_a_date_of_parallel_claims_only_is_shown_without_a_line() -> None:
    aside = [
        event(name, claim("unknown", "2023-01-01"), claim("2027", "2024-01-01", replaces=False), lane="b")
        for name in ("one", "two")
    ]
    alone = trend(programme(aside), "one")
    assert [mark.ref for mark in marks(alone)] == ["claim/one/1"]
    assert not lines(alone)
    assert len(trend(programme(aside), "one", "two").shapes) == 1


def test_a_chart_needs_a_day() -> None:
    with pytest.raises(ValueError, match="as of a day"):
        trend(whole(SAMPLE), "moved")


def test_events_whose_date_moved_have_a_major_change() -> None:
    firmed = event("firmed", claim("2026", "2023"), claim("2026-08", "2024"))
    mission = Event(id="other", title=MOVED.title, missions=("m",), lane="a", kind=MOVED.kind, claims=MOVED.claims)
    missions = (Mission(id="m", name=Text("M"), lane="a"),)
    snapshot = replace(whole([*SAMPLE, firmed, mission]), missions=missions).as_of(TODAY)
    moved = date_change_list(snapshot).major_events
    assert {item.id for item in moved} == {"moved", "kept", "bound", "other"}


def test_lines_with_the_same_date_are_set_apart() -> None:
    twins = [event(name, claim("2029", "2023"), lane=lane) for name, lane in (("one", "a"), ("two", "b"))]
    scene = trend(programme(twins), "one", "two")
    first, second = (rule.y1 for rule in lines(scene))
    assert 2.0 <= abs(first - second) <= 6.0


def test_every_name_leads_to_its_event() -> None:
    scene = trend(programme(SAMPLE), "moved", "kept", "bound")
    for title, ref in (("Launch of Seven", "event/moved"), ("Station", "event/bound")):
        label = next(label for label in labels(scene) if label.text == title)
        assert scene.hit(*label.box.centre) == ref


# ── properties ──────────────────────────────────────────────────────────────────────────────────

_SAID = st.builds("{:04}-{:02}-{:02}".format, st.integers(2018, 2026), st.integers(1, 10), st.integers(1, 9))


@st.composite
def events_with_claims(draw: st.DrawFn) -> list[Event]:
    events = []
    for index in range(draw(st.integers(1, 9))):
        claims = [
            claim(draw(WHENS), draw(_SAID), replaces=draw(st.integers(0, 3)) > 0)
            for _number in range(draw(st.integers(1, 8)))
        ]
        if draw(st.integers(0, 4)) == 0:
            claims.append(done(draw(_SAID)))
        lane, importance = draw(st.sampled_from("ab")), draw(st.integers(1, 5))
        events.append(event(f"e{index}", *claims, lane=lane, importance=importance))
    return events


SIZES = st.builds(Size, st.floats(MIN_SIZE.width, 1600.0), st.floats(MIN_SIZE.height, 900.0))
ANY_SIZES = st.one_of(SIZES, st.builds(Size, st.floats(0.0, 400.0), st.floats(0.0, 200.0)))


@given(events_with_claims(), ANY_SIZES, st.booleans())
@settings(max_examples=60)
def test_texts_never_overlap_and_stay_inside(events: list[Event], size: Size, titled: bool) -> None:
    snapshot = programme(events)
    scene = trend(snapshot, *(item.id for item in snapshot.events), size=size, titled=titled)
    boxes = [label.box for label in labels(scene)]
    for box in boxes:
        assert box.x >= -0.01
        assert box.y >= -0.01
        assert box.right <= size.width + 0.01
        assert box.bottom <= size.height + 0.01
    for box, other in combinations(boxes, 2):
        apart = box.right <= other.x + 0.01 or other.right <= box.x + 0.01
        assert apart or box.bottom <= other.y + 0.01 or other.bottom <= box.y + 0.01, (box, other)


@pytest.mark.parametrize("height", range(90, 400, 5))
def test_months_on_the_vertical_axis_never_overlap(height: int) -> None:
    snapshot = programme([event("near", claim("2026-08", "2026-03-01"), claim("2026-09", "2026-04-01"))])
    for titled in (True, False):
        boxes = [label.box for label in labels(trend(snapshot, "near", size=Size(300.0, float(height)), titled=titled))]
        for box, other in combinations(boxes, 2):
            apart = box.right <= other.x or other.right <= box.x
            assert apart or box.bottom <= other.y + 0.01 or other.bottom <= box.y + 0.01


@given(events_with_claims(), SIZES)
@settings(max_examples=60)
def test_every_point_is_hit_with_its_claim(events: list[Event], size: Size) -> None:
    snapshot = programme(events)
    scene = trend(snapshot, *(item.id for item in snapshot.events), size=size)
    for mark in marks(scene):
        x, y = mark.box.centre
        there = claims_at(scene, x, y)
        assert mark.ref in there
        assert scene.hit(x, y) == there[0]
        claim = claim_at(snapshot, mark.ref)
        assert claim is not None
        assert claim[0].id in {item.id for item in events}


@given(events_with_claims(), SIZES, st.booleans())
@settings(max_examples=40)
def test_the_chart_of_a_single_event_has_every_dated_claim(events: list[Event], size: Size, titled: bool) -> None:
    snapshot = programme(events)
    for item in snapshot.events:
        drawn = {mark.ref for mark in marks(trend(snapshot, item.id, size=size, titled=titled))}
        dated = {point.ref for point in trend_line(snapshot, item).points if point.promised is not None}
        assert dated <= drawn


@given(events_with_claims())
@settings(max_examples=60)
def test_bands_are_inside_the_plot_and_contain_their_cores(events: list[Event]) -> None:
    snapshot = programme(events)
    for band in bands(trend(snapshot, *(item.id for item in snapshot.events))):
        assert band.box.y >= 0.0
        assert band.box.bottom <= LARGE.height
        assert all(band.box.y - 0.01 <= top < bottom <= band.box.bottom + 0.01 for top, bottom in band.cores)


@given(st.lists(st.floats(-50.0, 400.0), max_size=20), st.floats(5.0, 20.0))
def test_spread_positions_keep_order_distance_and_limits(preferred: list[float], pitch: float) -> None:
    top, bottom = 0.0, 400.0
    places = spread(sorted(preferred), top, bottom, pitch)
    assert all(b - a >= pitch - 0.001 for a, b in pairwise(places))
    assert all(top + pitch / 2 - 0.001 <= y <= bottom - pitch / 2 + 0.001 for y in places)


def test_names_with_room_stay_at_the_preferred_position() -> None:
    assert spread([20.0, 80.0, 200.0], 0.0, 300.0, 15.0) == [20.0, 80.0, 200.0]


def test_texts_are_in_the_current_language() -> None:
    use("zh")
    try:
        texts = [label.text for label in labels(trend(programme(SAMPLE), "moved", "kept", "bound"))]
    finally:
        use("en")
    assert "date promised" not in texts


# ── focus ───────────────────────────────────────────────────────────────────────────────────────


def test_with_a_focus_other_lines_are_hairlines_in_the_same_places() -> None:
    snapshot = programme(SAMPLE)
    names = ("moved", "kept", "bound")
    plain = trend(snapshot, *names)
    focused = trend(snapshot, *names, focus="kept")
    assert {(mark.ref, mark.box) for mark in marks(plain)} == {(mark.ref, mark.box) for mark in marks(focused)}
    assert {mark.ref.split("/")[1] for mark in marks(focused) if mark.role is Role.EVENT} == {"kept"}
    assert {rule.accent for rule in lines(focused)} == {1}
    assert len(bands(focused)) < len(bands(plain))
    assert labels(focused) == labels(plain)
    assert trend(snapshot, *names, focus="nobody") == plain


def test_a_chart_of_ended_lines_ends_with_them() -> None:
    settled = trend(programme(SAMPLE), "kept")
    assert max(mark.box.right for mark in marks(settled)) > LARGE.width * 0.7
    event_status = trend(programme(SAMPLE), "kept", "bound")
    assert max(mark.box.right for mark in marks(event_status)) < LARGE.width * 0.7
