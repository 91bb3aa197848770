"""The curated programme: as of three days Chang'e-8 is three stories, each the one that could be told then."""

from __future__ import annotations

from datetime import date

import pytest

from tests.curated import curated_data
from tests.report.strict_html import StrictHtml
from viewer.report.details import mission_html

ARTICLE, SELECTION, NOW = date(2024, 6, 27), date(2025, 4, 24), date(2026, 11, 22)


@pytest.fixture(scope="module")
def told() -> dict[date, str]:
    whole = curated_data().programme
    assert whole is not None
    days = (ARTICLE, SELECTION, NOW)
    return {day: StrictHtml(mission_html(whole.as_of(day), "chang-e-8")).text for day in days}


def test_on_the_day_of_the_article_a_launch_in_2028_no_payload_and_200_kg_to_give(
    told: dict[date, str],
) -> None:
    story = told[ARTICLE]
    assert "Launch planned Launch of Chang'e-8 2028" in story
    assert "2028 (said 27 June 2024 by CGTN)" in story
    assert "200 kg of payload offered to partners" in story
    assert "Next Choice of projects for Chang'e-8 September 2024" in story
    for later in ("2029", "Pakistan lunar rover", "Ten projects chosen", "Told in two ways", "2025", "2026-"):
        assert later not in story, later


def test_on_the_day_of_the_choice_ten_projects_and_a_launch_a_year_later(told: dict[date, str]) -> None:
    story = told[SELECTION]
    assert "around 2029 (said 24 April 2025 by CNSA)" in story
    assert "around 2028 → around 2029" in story
    assert "Last Ten projects chosen for Chang'e-8 24 April 2025" in story
    assert story.count("24 April 2025 Ten projects chosen for Chang'e-8") >= 10
    assert "Pakistan lunar rover" in story
    for later in ("SpaceNews); by another account", "Told in two ways", "Jinnah", "no date", "CMSA"):
        assert later not in story, later


def test_today_the_launch_is_told_in_two_ways(told: dict[date, str]) -> None:
    story = told[NOW]
    assert "by another account no date (reported 10 September 2026 by SpaceNews)" in story
    assert "Told in two ways Launch of Chang'e-8" in story
    assert "HKUST to lead the lunar robot" in story
    assert "China Manned Space Agency (CMSA)" in story


def test_the_three_stories_differ(told: dict[date, str]) -> None:
    assert len(set(told.values())) == 3
