"""Fixtures that widget tests share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.curated import curated_data
from viewer.i18n import use
from viewer.model.programme import Programme

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def programme() -> Programme:
    """The curated programme as of TODAY."""
    programme = curated_data().programme
    assert programme is not None
    return programme.as_of(TODAY)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Every test begins and ends in English."""
    use("en")
    yield
    use("en")
