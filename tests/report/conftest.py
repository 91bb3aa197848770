"""Reports are worded in English unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from viewer.i18n import use


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")
