"""The map of sites: places on the discs, marks, and labels that do not overlap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from math import hypot, isclose

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests import builders
from tests.curated import curated_data
from tests.timeline.sample import measure
from tools.make_body_views import place_at
from viewer.i18n import Text, use
from viewer.model.entities import Site
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.report.labels import BodyView, bodies
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Box, Label, Mark, Role, Rule
from viewer.timeline.site_map import (
    MissionSite,
    ProjectedPoint,
    SiteMap,
    SiteMapScene,
    best_views,
    project,
    site_map,
    site_map_scene,
)

MOON = bodies()["moon"]
VIEWS = MOON.views
NEAR, FAR, SOUTH = VIEWS


# ── projection ──────────────────────────────────────────────────────────────────────────────────

ANY_VIEW = st.sampled_from(VIEWS) | st.builds(
    BodyView, id=st.just("any"), title=st.just(Text("Any")), latitude=st.floats(-90, 90), longitude=st.floats(-180, 180)
)
LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-360, 360)


@given(ANY_VIEW, LATITUDES, LONGITUDES)
def test_projecting_a_visible_place_can_be_inverted(view: BodyView, latitude: float, longitude: float) -> None:
    point = project(view, latitude, longitude)
    assume(point.is_visible and hypot(point.x, point.y) < 0.999)
    back = place_at(view, point.x, point.y)
    assert back is not None
    assert isclose(back[0], latitude, abs_tol=1e-4)
    again = project(view, *back)  # near a pole many longitudes are one place
    assert hypot(again.x - point.x, again.y - point.y) < 1e-6


@given(ANY_VIEW, st.floats(-1, 1), st.floats(-1, 1))
def test_the_place_of_a_point_is_projected_to_that_point(view: BodyView, x: float, y: float) -> None:
    assume(hypot(x, y) < 0.999)
    place = place_at(view, x, y)
    assert place is not None
    point = project(view, *place)
    assert point.is_visible
    assert hypot(point.x - x, point.y - y) < 1e-6


@given(ANY_VIEW, LATITUDES, LONGITUDES)
def test_places_are_within_the_disc_and_invisible_places_on_its_rim(
    view: BodyView, latitude: float, longitude: float
) -> None:
    point = project(view, latitude, longitude)
    length = hypot(point.x, point.y)
    assert length <= 1 + 1e-9
    assert point.is_visible or isclose(length, 1.0, abs_tol=1e-9)


@given(ANY_VIEW, LATITUDES, LONGITUDES)
def test_a_place_and_its_antipode_are_not_both_visible(view: BodyView, latitude: float, longitude: float) -> None:
    here, there = project(view, latitude, longitude), project(view, -latitude, longitude + 180.0)
    assert not (here.is_visible and there.is_visible) or hypot(here.x, here.y) > 0.999


@pytest.mark.parametrize("view", VIEWS)
def test_the_centre_of_a_view_is_its_place_and_the_antipode_is_at_the_bottom(view: BodyView) -> None:
    centre = project(view, view.latitude, view.longitude)
    assert hypot(centre.x, centre.y) < 1e-12
    assert centre.is_visible
    place = place_at(view, 0.0, 0.0)
    assert place is not None
    assert isclose(place[0], view.latitude, abs_tol=1e-9)
    assert project(view, -view.latitude, view.longitude + 180.0) == ProjectedPoint(0.0, 1.0, False)


def test_a_point_beyond_the_rim_has_no_place() -> None:
    assert place_at(NEAR, 0.8, 0.8) is None


def test_north_is_up_and_east_is_right_on_the_near_side() -> None:
    tycho, crisium = project(NEAR, -43.3, -11.4), project(NEAR, 17.0, 59.1)
    assert tycho.y > 0 > tycho.x
    assert crisium.x > 0 > crisium.y


def test_on_the_far_side_east_is_right_too() -> None:
    moscoviense = project(FAR, 27.3, 147.9)
    assert moscoviense.is_visible
    assert moscoviense.x < 0 > moscoviense.y


def test_the_south_pole_has_the_near_side_at_the_top_and_east_at_the_right() -> None:
    near, east = project(SOUTH, -60, 0), project(SOUTH, -60, 90)
    assert (round(near.x, 9), round(near.y, 9)) == (0.0, -0.5)
    assert (round(east.x, 9), round(east.y, 9)) == (0.5, 0.0)


# ── sites ───────────────────────────────────────────────────────────────────────────────────────


def site(mission: str, latitude: float, longitude: float, reached: bool = True) -> MissionSite:
    return MissionSite(mission, mission.title(), f"Site of {mission}", latitude, longitude, 1, reached, ())


APOLLO, SHACKLETON = site("six", -41.6, -154.0), site("seven", -88.8, 123.4, reached=False)


def scene_of(
    sites: Sequence[MissionSite],
    width: float,
    height: float,
    views: tuple[BodyView, ...] = VIEWS,
    unlocated: tuple[str, ...] = (),
) -> SiteMapScene:
    return site_map_scene(SiteMap("moon", views, tuple(sites), unlocated), Size(width, height), measure)


def marks_of(scene: SiteMapScene) -> list[Mark]:
    return [shape for shape in scene.scene.shapes if isinstance(shape, Mark)]


def site_labels(scene: SiteMapScene) -> list[Label]:
    return [shape for shape in scene.scene.shapes if isinstance(shape, Label) and shape.ref]


def overlap(box: Box, other: Box) -> bool:
    return box.x < other.right and other.x < box.right and box.y < other.bottom and other.y < box.bottom


def test_the_curated_programme_has_sites_on_the_moon_and_no_launch_sites() -> None:
    programme = curated_data().programme
    assert programme is not None
    content = site_map(programme.as_of(date(2026, 11, 22)))
    by_mission = {site.mission: site for site in content.sites}
    assert content.body == "moon"
    assert {"chang-e-6", "chang-e-7"} <= set(by_mission)
    assert all("Wenchang" not in site.name for site in by_mission.values())
    assert (by_mission["chang-e-6"].reached, by_mission["chang-e-7"].reached) == (True, False)
    assert by_mission["chang-e-6"].sources
    assert any(words.startswith("Chang'e-8: ") for words in content.unlocated)
    assert all("Wenchang" not in words for words in content.unlocated)


def test_the_map_of_a_mission_has_the_located_sites_of_the_whole_map_that_are_its_own() -> None:
    programme = curated_data().programme
    assert programme is not None
    snapshot = programme.as_of(date(2026, 11, 22))
    for mission in snapshot.missions:
        sites = [site for site in site_map(snapshot).sites if site.mission == mission.id]
        assert list(site_map(snapshot, mission.id).sites) == sites


SITES = (
    Site(name=Text("Apollo"), latitude=-41.6, longitude=-154.0),
    Site(name=Text("Somewhere")),
    Site(name=Text("Half"), latitude=1.0),
    Site(name=Text("Pad"), body="earth", latitude=19.6, longitude=111.0),
)


def small(day: date, *lanes: str, body: str = "moon", sites: tuple[Site, ...] = SITES) -> Programme:
    """A programme of one mission that landed on 1 June 2024; one of its sites is on Earth."""
    claims = builders.claim("2024", "2023-01-01"), builders.claim("2024-06-01", outcome="done")
    landing = builders.event("landing", *claims, kind=EventKind.LANDING, missions=("six",), lane="a")
    six = builders.mission("six", name=Text("Six"), sites=sites)
    head = builders.head(body=body, lanes=builders.lanes(*lanes))
    return builders.programme(landing, head=head, missions=(six,)).as_of(day)


def test_a_site_is_reached_once_a_landing_was_reported() -> None:
    before, after = site_map(small(date(2024, 5, 31), "a")), site_map(small(date(2024, 6, 1), "a"))
    assert [(site.name, site.reached) for site in before.sites] == [("Apollo", False)]
    assert [(site.name, site.reached) for site in after.sites] == [("Apollo", True)]


def test_a_site_without_both_coordinates_is_only_named() -> None:
    assert site_map(small(date(2025, 1, 1))).unlocated == ("Six: Somewhere", "Six: Half")


def test_a_site_has_the_accent_of_its_lane() -> None:
    assert [site.accent for site in site_map(small(date(2025, 1, 1), "b", "a")).sites] == [1]
    assert [site.accent for site in site_map(small(date(2025, 1, 1))).sites] == [-1]


def test_sites_on_a_body_without_a_map_are_on_no_map() -> None:
    assert site_map(small(date(2025, 1, 1), body="mars")) == SiteMap()
    assert site_map(small(date(2025, 1, 1), body="mars"), "six") == SiteMap()
    mixed = (*SITES[:1], Site(name=Text("Utopia"), body="mars", latitude=25.1, longitude=109.9))
    assert [site.name for site in site_map(small(date(2025, 1, 1), sites=mixed)).sites] == ["Apollo"]


def test_the_map_of_a_mission_has_its_located_sites_on_the_views_that_show_them_best() -> None:
    content = site_map(small(date(2025, 1, 1)), "six")
    assert [site.name for site in content.sites] == ["Apollo"]
    assert content.views == (FAR,)
    assert site_map(small(date(2025, 1, 1), sites=SITES[1:]), "six").views == ()
    assert site_map(small(date(2025, 1, 1)), "seven").views == ()


def test_the_best_view_shows_a_site_nearest_to_its_centre() -> None:
    assert best_views(VIEWS, (APOLLO,)) == (FAR,)
    assert best_views(VIEWS, (SHACKLETON,)) == (SOUTH,)
    assert best_views(VIEWS, (site("eleven", 0.7, 23.5),)) == (NEAR,)
    assert best_views(VIEWS, (SHACKLETON, APOLLO)) == (FAR, SOUTH)
    assert best_views(VIEWS, ()) == ()


def test_a_tooltip_has_coordinates_and_sources() -> None:
    assert APOLLO.tooltip_lines() == ("Six: Site of six (41.6° S, 154° W)",)
    sourced = MissionSite("six", "Six", "Apollo", -41.6, -154.0, 0, True, ("CNSA: Landed", "NASA: Seen"))
    assert sourced.tooltip_lines()[1] == "Sources: CNSA: Landed, NASA: Seen"


# ── scene ───────────────────────────────────────────────────────────────────────────────────────


def test_a_visible_site_is_a_mark_that_is_filled_once_it_was_reached() -> None:
    marks = marks_of(scene_of((APOLLO, SHACKLETON), 1000, 380))
    assert {(mark.ref, mark.style.filled) for mark in marks} == {("site/0", True), ("site/1", False)}
    assert {mark.shape for mark in marks} == {"down"}


def test_a_site_on_the_other_side_is_an_arrow_on_the_rim_with_a_faint_name() -> None:
    scene = scene_of((APOLLO,), 400, 380, (NEAR,))
    assert not marks_of(scene)
    (arrow,) = (shape for shape in scene.scene.shapes if isinstance(shape, Rule))
    ((_view, disc),) = scene.discs
    x, y = disc.centre
    assert hypot(arrow.x1 - x, arrow.y1 - y) == pytest.approx(disc.width / 2)
    assert hypot(arrow.x2 - x, arrow.y2 - y) > disc.width / 2
    assert arrow.arrow
    (name,) = site_labels(scene)
    assert (name.text, name.role) == ("Six", Role.NOTE)


@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=12),
    st.floats(240, 1600),
    st.floats(160, 700),
)
def test_labels_never_overlap_a_label_or_another_mark(
    places: list[tuple[float, float]], width: float, height: float
) -> None:
    scene = scene_of([site(f"m{number}", *place) for number, place in enumerate(places)], width, height)
    labels = site_labels(scene)
    for label, other in combinations(labels, 2):
        assert not overlap(label.box, other.box)
    for label in labels:
        assert not any(overlap(label.box, mark.box) for mark in marks_of(scene))
        assert label.box.x >= -1e-6
        assert label.box.right <= width + 1e-6


@given(st.floats(240, 1600), st.floats(160, 700))
def test_the_credit_is_always_visible(width: float, height: float) -> None:
    scene = scene_of((APOLLO,), width, height, unlocated=("Chang'e-8: Leibnitz-Beta Plateau",))
    (credit,) = (shape for shape in scene.scene.shapes if isinstance(shape, Label) and MOON.credit in shape.text)
    assert credit.box.y >= 0
    assert credit.box.bottom <= height
    assert all(disc.bottom <= credit.box.y for _view, disc in scene.discs) or height < 200


def test_sites_without_coordinates_are_named_below_the_discs() -> None:
    scene = scene_of((APOLLO,), 1000, 380, unlocated=("Chang'e-8: Plateau",))
    texts = [shape.text for shape in scene.scene.shapes if isinstance(shape, Label)]
    assert "Without coordinates: Chang'e-8: Plateau" in texts


def test_a_narrow_map_has_only_the_views_that_show_a_site_best() -> None:
    assert [view for view, _box in scene_of((APOLLO,), 1000, 380).discs] == [NEAR, FAR, SOUTH]
    assert [view for view, _box in scene_of((APOLLO,), 300, 380).discs] == [FAR]
    assert [view for view, _box in scene_of((), 300, 380).discs] == [NEAR]


def test_without_a_body_the_scene_is_empty() -> None:
    scene = site_map_scene(SiteMap(), Size(400, 300), measure)
    assert scene.discs == ()
    assert scene.scene.shapes == ()


def test_sites_of_a_mission_on_one_spot_share_a_mark_but_those_of_two_missions_do_not() -> None:
    near, same_mission, other_mission = site("a", 10, 10), site("a", 10.1, 10.1), site("b", 10.1, 10.1)
    assert len(marks_of(scene_of((near, same_mission), 400, 400, (NEAR,)))) == 1
    assert len(marks_of(scene_of((near, other_mission), 400, 400, (NEAR,)))) == 2


def test_the_titles_of_views_are_in_the_current_language() -> None:
    use("zh")
    texts = [shape.text for shape in scene_of((), 1000, 380).scene.shapes if isinstance(shape, Label)]
    use("en")
    assert "月球背面" in texts
