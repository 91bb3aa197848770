"""Progress: shares of a part, and the stride of `tracked`."""

from __future__ import annotations

import pytest

from viewer.progress import STRIDE, Cancelled, part_of, tracked


def test_a_part_reports_within_its_bounds() -> None:
    shares = list[float]()
    inner = part_of(shares.append, 0.25, 0.75)
    for share in (0.0, 0.5, 1.0):
        inner(share)
    assert shares == [0.25, 0.5, 0.75]


def test_tracked_yields_every_item_and_reports_once_a_stride() -> None:
    shares = list[float]()
    assert list(tracked(range(2 * STRIDE), shares.append)) == list(range(2 * STRIDE))
    assert shares == [0.0, 0.5]


def test_except_exception_does_not_swallow_cancelling() -> None:
    def cancel(_share: float) -> None:
        raise Cancelled

    def work() -> None:
        try:
            cancel(0.5)
        except Exception:
            return

    with pytest.raises(Cancelled):
        work()
