"""Days, months and masses in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from viewer.i18n import day_words, kilograms, month_name, use


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")


def test_months_days_and_masses_are_in_the_current_language() -> None:
    assert (month_name(8), month_name(8, short=True)) == ("August", "Aug")
    assert day_words(date(2026, 8, 23)) == "23 August 2026"
    assert [kilograms(mass) for mass in (200, 8350.0, 0.5, 1.9353)] == ["200 kg", "8,350 kg", "0.5 kg", "1.9353 kg"]
    use("zh")
    assert (month_name(8), day_words(date(2026, 8, 23)), kilograms(200)) == ("8月", "2026年8月23日", "200千克")
