"""The details of Chang'e-8 as of three days: each has what was known then."""

from __future__ import annotations

from datetime import date

import pytest

from tests.curated import curated_data
from tests.report.strict_html import StrictHtml
from viewer.report.details import mission_html

ARTICLE, SELECTION, NOW = date(2024, 6, 27), date(2025, 4, 24), date(2026, 11, 22)


@pytest.fixture(scope="module")
def texts() -> dict[date, str]:
    whole = curated_data().programme
    assert whole is not None
    days = (ARTICLE, SELECTION, NOW)
    return {day: StrictHtml(mission_html(whole.as_of(day), "chang-e-8")).text for day in days}


def test_on_the_day_of_the_article_the_launch_is_2028_and_payloads_are_offered(texts: dict[date, str]) -> None:
    text = texts[ARTICLE]
    assert "Launch planned Launch of Chang'e-8 2028" in text
    assert "2028 (said 27 June 2024 by CGTN)" in text
    assert "200 kg of payload offered to partners" in text
    assert "Next Choice of projects for Chang'e-8 September 2024" in text
    for later in ("2029", "Pakistan lunar rover", "Ten projects chosen", "In conflict", "2025", "2026-"):
        assert later not in text, later


def test_on_the_day_of_the_selection_the_launch_is_2029_and_ten_payloads_are_listed(texts: dict[date, str]) -> None:
    text = texts[SELECTION]
    assert "around 2029 (said 24 April 2025 by CNSA)" in text
    assert "around 2028 → around 2029" in text
    assert "Last Ten projects chosen for Chang'e-8 24 April 2025" in text
    assert text.count("24 April 2025 Ten projects chosen for Chang'e-8") >= 10
    assert "Pakistan lunar rover" in text
    for later in ("SpaceNews); by another account", "In conflict", "Jinnah", "no date", "CMSA"):
        assert later not in text, later


def test_today_the_launch_has_contradicting_claims(texts: dict[date, str]) -> None:
    text = texts[NOW]
    assert "by another account no date (reported 10 September 2026 by SpaceNews)" in text
    assert "In conflict Launch of Chang'e-8" in text
    assert "HKUST to lead the lunar robot" in text
    assert "China Manned Space Agency (CMSA)" in text


def test_the_three_texts_differ(texts: dict[date, str]) -> None:
    assert len(set(texts.values())) == 3
