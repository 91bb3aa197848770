"""Landing sites upon the discs: in their place, with labels that do not overlap."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.curated import curated_data
from tests.timeline.sample import measure
from viewer.i18n import Text
from viewer.model.edtf import parse
from viewer.model.entities import Claim, Event, Head, Lane, Mission, Outcome, Site
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.timeline.moon import VIEWS
from viewer.timeline.moon_scene import (
    CREDIT,
    Landing,
    MoonScene,
    best_view,
    landings,
    moon_scene,
    told,
    unplaced,
    useful_views,
)
from viewer.timeline.scene import Box, Label, Mark, Role, Rule


@pytest.fixture(scope="module")
def whole() -> Programme:
    loaded = curated_data()
    assert loaded.programme is not None
    return loaded.programme


def landing(mission: str, latitude: float, longitude: float, reached: bool = True) -> Landing:
    return Landing(mission, mission.title(), f"Site of {mission}", latitude, longitude, 1, reached, ())


APOLLO, SHACKLETON = landing("six", -41.6, -154.0), landing("seven", -88.8, 123.4, reached=False)


def seen_boxes(moon: MoonScene) -> list[Box]:
    return [shape.box for shape in moon.scene.shapes if isinstance(shape, (Mark, Label))]


def overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def test_sites_of_the_programme_are_on_the_moon_and_on_no_launch_pad(whole: Programme) -> None:
    programme = whole.as_of(date(2026, 11, 22))
    found = {site.mission: site for site in landings(programme)}
    assert {"chang-e-6", "chang-e-7"} <= set(found)
    assert all("Wenchang" not in site.site for site in found.values())
    assert (found["chang-e-6"].reached, found["chang-e-7"].reached) == (True, False)
    assert found["chang-e-6"].sources
    assert any(words.startswith("Chang'e-8: ") for words in unplaced(programme))
    assert all("Wenchang" not in words for words in unplaced(programme))


def small(day: date, *lanes: str) -> Programme:
    """A mission to the Moon that landed on 1 June 2024; one site has no coordinates, one is on Earth."""
    sites = (
        Site(name=Text("Apollo"), latitude=-41.6, longitude=-154.0),
        Site(name=Text("Somewhere")),
        Site(name=Text("Half"), latitude=1.0),
        Site(name=Text("Pad"), body="earth", latitude=19.6, longitude=111.0),
    )
    landed = Claim(when=parse("2024-06-01"), outcome=Outcome.DONE)
    promised = Claim(when=parse("2024"), said=parse("2023-01-01"))
    head = Head(
        title=Text("Road"),
        home=parse("2020/2035"),
        lanes=tuple(Lane(id=lane, title=Text(lane)) for lane in lanes),
        current_to=parse("2026-01-01"),
    )
    return Programme(
        head,
        missions=(Mission(id="six", name=Text("Six"), lane="a", sites=sites),),
        events=(
            Event(
                id="landing",
                title=Text("Landing"),
                kind=EventKind.LANDING,
                missions=("six",),
                lane="a",
                claims=(promised, landed),
            ),
        ),
    ).as_of(day)


def test_a_site_is_reached_once_a_landing_was_reported() -> None:
    before, after = landings(small(date(2024, 5, 31), "a")), landings(small(date(2024, 6, 1), "a"))
    assert [(site.site, site.reached) for site in before] == [("Apollo", False)]
    assert [(site.site, site.reached) for site in after] == [("Apollo", True)]


def test_a_site_without_both_degrees_is_told_in_words_alone() -> None:
    assert unplaced(small(date(2025, 1, 1))) == ("Six: Somewhere", "Six: Half")


def test_a_site_wears_the_accent_of_its_lane() -> None:
    assert [site.accent for site in landings(small(date(2025, 1, 1), "b", "a"))] == [1]
    assert [site.accent for site in landings(small(date(2025, 1, 1)))] == [-1]


def test_each_site_is_best_seen_from_its_own_side() -> None:
    assert best_view(APOLLO).id == "far"
    assert best_view(SHACKLETON).id == "south"
    assert best_view(landing("eleven", 0.7, 23.5)).id == "near"
    assert [view.id for view in useful_views((SHACKLETON, APOLLO))] == ["far", "south"]
    assert useful_views(()) == ()


def test_a_site_in_sight_is_a_mark_filled_once_it_was_reached() -> None:
    moon = moon_scene((APOLLO, SHACKLETON), 1000, 380, measure)
    marks = [shape for shape in moon.scene.shapes if isinstance(shape, Mark)]
    assert {(mark.ref, mark.style.filled) for mark in marks} == {("site/0", True), ("site/1", False)}
    assert {mark.shape for mark in marks} == {"down"}


def test_a_site_out_of_sight_is_an_arrow_on_the_rim_with_a_faint_name() -> None:
    near = VIEWS[:1]
    moon = moon_scene((APOLLO,), 400, 380, measure, near)
    assert not [shape for shape in moon.scene.shapes if isinstance(shape, Mark)]
    (arrow,) = (shape for shape in moon.scene.shapes if isinstance(shape, Rule))
    ((_view, disc),) = moon.discs
    x, y = disc.centre
    assert hypot(arrow.x1 - x, arrow.y1 - y) == pytest.approx(disc.width / 2)
    assert hypot(arrow.x2 - x, arrow.y2 - y) > disc.width / 2
    assert arrow.arrow
    (name,) = (shape for shape in moon.scene.shapes if isinstance(shape, Label) and shape.ref)
    assert (name.text, name.role) == ("Six", Role.NOTE)


@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=12),
    st.floats(240, 1600),
    st.floats(160, 700),
)
def test_labels_never_overlap_a_label_or_another_mark(
    places: list[tuple[float, float]], width: float, height: float
) -> None:
    sites = [landing(f"m{number}", *place) for number, place in enumerate(places)]
    moon = moon_scene(sites, width, height, measure)
    named = [shape for shape in moon.scene.shapes if isinstance(shape, Label) and shape.ref]
    for one, other in combinations(named, 2):
        assert not overlap(one.box, other.box)
    marks = [shape for shape in moon.scene.shapes if isinstance(shape, Mark)]
    for label in named:
        assert not any(overlap(label.box, mark.box) for mark in marks)
        assert label.box.x >= -1e-6
        assert label.box.right <= width + 1e-6


@given(st.floats(240, 1600), st.floats(160, 700))
def test_the_credit_is_always_there_and_in_sight(width: float, height: float) -> None:
    moon = moon_scene((APOLLO,), width, height, measure, missing=("Chang'e-8: Leibnitz-Beta Plateau",))
    (credit,) = (shape for shape in moon.scene.shapes if isinstance(shape, Label) and CREDIT in shape.text)
    assert credit.box.y >= 0
    assert credit.box.bottom <= height
    assert all(disc.bottom <= credit.box.y for _view, disc in moon.discs) or height < 200


def test_what_has_no_coordinates_is_named() -> None:
    moon = moon_scene((APOLLO,), 1000, 380, measure, missing=("Chang'e-8: Plateau",))
    texts = [shape.text for shape in moon.scene.shapes if isinstance(shape, Label)]
    assert "Without coordinates: Chang'e-8: Plateau" in texts


def test_where_it_is_narrow_only_the_useful_sides_are_shown() -> None:
    assert [view.id for view, _box in moon_scene((APOLLO,), 1000, 380, measure).discs] == [
        "near",
        "far",
        "south",
    ]
    assert [view.id for view, _box in moon_scene((APOLLO,), 300, 380, measure).discs] == ["far"]
    assert [view.id for view, _box in moon_scene((), 300, 380, measure).discs] == ["near"]


def test_two_sites_of_a_mission_on_one_spot_are_one_mark_and_of_two_missions_two() -> None:
    near, also = landing("a", 10, 10), landing("a", 10.1, 10.1)
    other = landing("b", 10.1, 10.1)
    one = moon_scene((near, also), 400, 400, measure, VIEWS[:1])
    two = moon_scene((near, other), 400, 400, measure, VIEWS[:1])
    assert [sum(isinstance(shape, Mark) for shape in moon.scene.shapes) for moon in (one, two)] == [1, 2]


def test_a_picture_without_titles_gives_their_room_to_the_disc() -> None:
    plain = moon_scene((APOLLO,), 400, 300, measure, VIEWS[1:2], titled=False)
    assert "Far side" not in {shape.text for shape in plain.scene.shapes if isinstance(shape, Label)}
    titled = moon_scene((APOLLO,), 400, 300, measure, VIEWS[1:2])
    assert plain.discs[0][1].width > titled.discs[0][1].width


def test_a_tooltip_tells_coordinates_and_sources() -> None:
    assert told(APOLLO) == ("Six: Site of six (41.6° S, 154° W)",)
    sourced = Landing("six", "Six", "Apollo", -41.6, -154.0, 0, True, ("CNSA: Landed", "NASA: Seen"))
    assert told(sourced)[1] == "Sources: CNSA: Landed, NASA: Seen"
