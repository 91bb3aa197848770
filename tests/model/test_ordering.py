"""Sorting in pieces is sorting."""

from __future__ import annotations

from collections.abc import Generator
from math import inf
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from viewer.model.ordering import in_order, order_of, places_of

Made = TypeVar("Made")


def run(steps: Generator[None, None, Made]) -> tuple[Made, int]:
    """What came of it, and in how many steps."""
    count = 0
    while True:
        try:
            next(steps)
            count += 1
        except StopIteration as end:
            return end.value, count


DAYS = st.one_of(st.sampled_from((inf, -inf, 1e9, -1e9, 0.0, 31.5, 32.0, -0.1)), st.floats(-1e5, 1e5))


@given(st.lists(st.tuples(DAYS, st.integers(0, 3), st.text("ab", max_size=2))))
def test_pieces_are_in_the_order_of_one_sort(found: list[tuple[float, int, str]]) -> None:
    assert in_order(found, lambda it: it[:2]) == sorted(found, key=lambda it: it[:2])


KEYS = st.one_of(st.lists(st.integers(0, 3)), st.lists(st.text("ab", max_size=3)), st.lists(st.integers()))


@given(KEYS, st.booleans())
def test_numbers_come_in_the_order_of_one_stable_sort(keys: list[object], reverse: bool) -> None:
    order, _steps = run(order_of(keys, reverse))
    assert list(order) == sorted(range(len(keys)), key=keys.__getitem__, reverse=reverse)  # type: ignore[arg-type]
    places, _steps = run(places_of(order))
    assert [order[place] for place in places] == list(range(len(keys)))


def test_many_keys_are_sorted_in_many_steps_and_rightly() -> None:
    keys = [(number * 7919) % 10_007 // 3 for number in range(30_000)]
    order, steps = run(order_of(keys))
    assert list(order) == sorted(range(len(keys)), key=keys.__getitem__)
    assert steps > 3000
    assert run(places_of(order))[1] == 30
