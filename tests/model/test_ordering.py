"""Sorting in pieces is sorting."""

from __future__ import annotations

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from viewer.model.ordering import in_order

DAYS = st.one_of(st.sampled_from((inf, -inf, 1e9, -1e9, 0.0, 31.5, 32.0, -0.1)), st.floats(-1e5, 1e5))


@given(st.lists(st.tuples(DAYS, st.integers(0, 3), st.text("ab", max_size=2))))
def test_pieces_are_in_the_order_of_one_sort(found: list[tuple[float, int, str]]) -> None:
    assert in_order(found, lambda it: it[:2]) == sorted(found, key=lambda it: it[:2])
