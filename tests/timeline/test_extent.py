"""Where in time a claim is drawn."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest

from viewer.model.edtf_date import Precision
from viewer.model.entities import Outcome
from viewer.timeline.extent import UNIT_DAYS, Extent, event_extent, extent, finite
from viewer.timeline.time_scale import MONTH

from .sample import TODAY, claim, days, done, event, programme

YEAR = 12 * MONTH
CURRENT = date(2026, 10, 9)


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2028", days("2028-01-01"), days("2029-01-01")),
        ("2026~", days("2025-01-01"), days("2028-01-01")),
        ("[2026-08..2026-12]", days("2026-08-01"), days("2027-01-01")),
        ("[2026,2027]", days("2026-01-01"), days("2028-01-01")),
        ("[..2035]", days("2024-01-01"), days("2036-01-01")),
        ("[2028..]", days("2028-01-01"), days("2028-01-01") + 2 * YEAR),
        ("2035/..", days("2035-01-01"), inf),
        ("../2035", -inf, days("2036-01-01")),
        ("2035/", days("2035-01-01"), days("2036-01-01") + YEAR),
        ("/2035", days("2036-01-01") - 2 * YEAR, days("2036-01-01")),
        ("2024-05-03/2024-06-25", days("2024-05-03"), days("2024-06-26")),
    ],
)
def test_each_form_of_date_has_its_extent(when: str, start: float, end: float) -> None:
    assert extent(claim(when), CURRENT, TODAY) == Extent(start, end, point=False)


@pytest.mark.parametrize("when", ["2026-08-23", "2026-08-23?", "2024-05-03T09:27:29Z", "2024-05-03T09Z"])
def test_a_day_or_an_instant_is_a_point(when: str) -> None:
    where = extent(claim(when), CURRENT, TODAY)
    assert where is not None
    assert where.point
    assert where.left == where.right == where.centre


@pytest.mark.parametrize("when", ["2026-08", "2026-08-XX", "2024-05-03/2024-05-04", "[2024-05-03,2024-05-05]"])
def test_approximate_dates_are_no_points(when: str) -> None:
    where = extent(claim(when), CURRENT, TODAY)
    assert where is not None
    assert not where.point
    assert (where.left, where.right) == (where.start, where.end)


def test_an_unknown_date_has_no_extent() -> None:
    assert extent(claim("unknown"), CURRENT, TODAY) is None
    assert event_extent(programme([event("x", claim("unknown"))]), "x") is None


def test_a_date_by_which_it_was_done_is_drawn_one_unit_long() -> None:
    where = extent(done("[..2024-06]"), CURRENT, TODAY)
    assert where is not None
    assert where.end - where.start == pytest.approx(MONTH)


def test_a_date_said_on_an_unknown_day_is_drawn_one_unit_long() -> None:
    where = extent(claim("[..2035]", "unknown"), CURRENT, TODAY)
    assert where is not None
    assert where.end - where.start == pytest.approx(YEAR)


def test_a_reported_open_interval_reaches_at_least_the_as_of_day() -> None:
    ongoing = claim("2024-03/", "2024-04", Outcome.DONE)
    where = extent(ongoing, CURRENT, TODAY)
    assert where is not None
    assert where.end == days("2026-11-23")


def test_open_sides_are_cut_off_one_unit_from_the_other() -> None:
    assert finite(5.0, inf, 2.0) == (5.0, 7.0)
    assert finite(-inf, 5.0, 2.0) == (3.0, 5.0)
    assert finite(-inf, inf, 2.0) == (0.0, 2.0)
    assert finite(1.0, 5.0, 2.0) == (1.0, 5.0)


def test_units_grow_with_coarseness() -> None:
    lengths = [UNIT_DAYS[precision] for precision in Precision]
    assert lengths == sorted(lengths, reverse=True)
