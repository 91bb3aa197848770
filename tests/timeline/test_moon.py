"""Orthographic projection: there and back, and the rim."""

from __future__ import annotations

from math import hypot, isclose

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from viewer.timeline.moon import VIEWS, Spot, View, projected, unprojected

NEAR, FAR, SOUTH = VIEWS
SIDES = st.sampled_from(VIEWS) | st.builds(
    View, st.just("any"), st.just("Any"), st.floats(-90, 90), st.floats(-180, 180)
)
LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-360, 360)


@given(SIDES, LATITUDES, LONGITUDES)
def test_a_place_in_sight_comes_back_where_it_was(view: View, latitude: float, longitude: float) -> None:
    spot = projected(view, latitude, longitude)
    assume(spot.seen and hypot(spot.x, spot.y) < 0.999)
    back = unprojected(view, spot.x, spot.y)
    assert back is not None
    assert isclose(back[0], latitude, abs_tol=1e-4)
    again = projected(view, *back)  # near a pole many longitudes are one place
    assert hypot(again.x - spot.x, again.y - spot.y) < 1e-6


@given(SIDES, st.floats(-1, 1), st.floats(-1, 1))
def test_a_point_of_the_disc_comes_back_where_it_was(view: View, x: float, y: float) -> None:
    assume(hypot(x, y) < 0.999)
    place = unprojected(view, x, y)
    assert place is not None
    spot = projected(view, *place)
    assert spot.seen
    assert hypot(spot.x - x, spot.y - y) < 1e-6


@given(SIDES, LATITUDES, LONGITUDES)
def test_nothing_lies_beyond_the_rim_and_what_is_not_seen_lies_on_it(
    view: View, latitude: float, longitude: float
) -> None:
    spot = projected(view, latitude, longitude)
    length = hypot(spot.x, spot.y)
    assert length <= 1 + 1e-9
    assert spot.seen or isclose(length, 1.0, abs_tol=1e-9)


@given(SIDES, LATITUDES, LONGITUDES)
def test_a_place_and_its_opposite_are_never_both_well_in_sight(
    view: View, latitude: float, longitude: float
) -> None:
    here, there = projected(view, latitude, longitude), projected(view, -latitude, longitude + 180.0)
    assert not (here.seen and there.seen) or hypot(here.x, here.y) > 0.999


@pytest.mark.parametrize("view", VIEWS)
def test_the_middle_of_a_view_is_its_place_and_the_opposite_is_at_the_bottom(view: View) -> None:
    middle = projected(view, view.latitude, view.longitude)
    assert hypot(middle.x, middle.y) < 1e-12
    assert middle.seen
    place = unprojected(view, 0.0, 0.0)
    assert place is not None
    assert isclose(place[0], view.latitude, abs_tol=1e-9)
    assert projected(view, -view.latitude, view.longitude + 180.0) == Spot(0.0, 1.0, False)


def test_beyond_the_rim_there_is_no_place() -> None:
    assert unprojected(NEAR, 0.8, 0.8) is None


def test_north_is_up_and_east_is_right_on_the_near_side() -> None:
    tycho, crisium = projected(NEAR, -43.3, -11.4), projected(NEAR, 17.0, 59.1)
    assert tycho.y > 0 > tycho.x
    assert crisium.x > 0 > crisium.y


def test_on_the_far_side_east_is_right_too() -> None:
    moscoviense = projected(FAR, 27.3, 147.9)
    assert moscoviense.seen
    assert moscoviense.x < 0 > moscoviense.y


def test_the_pole_shows_the_near_side_at_the_top_and_east_at_the_right() -> None:
    near, east = projected(SOUTH, -60, 0), projected(SOUTH, -60, 90)
    assert (round(near.x, 9), round(near.y, 9)) == (0.0, -0.5)
    assert (round(east.x, 9), round(east.y, 9)) == (0.5, 0.0)
