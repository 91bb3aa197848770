"""The curated programme, read once for all tests of a process: it is frozen, so they may share it."""

from __future__ import annotations

from functools import cache

from viewer.load.loader import LoadResult, load_programme
from viewer.resources import data_folder


@cache
def curated_data() -> LoadResult:
    """What `load_programme` gives of it."""
    return load_programme(data_folder())
