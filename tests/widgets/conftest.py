"""Fixtures that widget tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.curated import curated_data
from tests.qt import TODAY, TimelineDriver
from viewer.i18n import use
from viewer.model.programme import Programme


@pytest.fixture(scope="session")
def whole() -> Programme:
    """The curated programme as written."""
    programme = curated_data().programme
    assert programme is not None
    return programme


@pytest.fixture(scope="session")
def programme(whole: Programme) -> Programme:
    """The curated programme as of TODAY."""
    return whole.as_of(TODAY)


@pytest.fixture
def driver(qtbot: QtBot, programme: Programme) -> TimelineDriver:
    """A visible timeline of 900 × 600 px."""
    return TimelineDriver(qtbot, programme)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Every test begins and ends in English."""
    use("en")
    yield
    use("en")
