"""The tables behind the profile: what each sub-year code names, and how far `~` widens each precision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from viewer.model.when import Precision


class SubYear(NamedTuple):
    """A stretch of a year: its first month, its length, the unit it is known in, its English name."""

    first_month: int  # 1 to 12, of the year that is written
    months: int
    precision: Precision
    name: str


def _seasons(first_code: int, first_months: tuple[int, int, int, int], where: str) -> dict[int, SubYear]:
    names = ("spring", "summer", "autumn", "winter")
    return {
        first_code + step: SubYear(month, 3, Precision.QUARTER, f"{name}{where}")
        for step, (name, month) in enumerate(zip(names, first_months, strict=True))
    }


def _parts(first_code: int, months: int, precision: Precision, name: str) -> dict[int, SubYear]:
    return {
        first_code + step: SubYear(1 + step * months, months, precision, f"{name} {step + 1}")
        for step in range(12 // months)
    }


SUB_YEARS: Mapping[int, SubYear] = {
    **_seasons(21, (3, 6, 9, 12), ""),  # ISO 8601-2 leaves the hemisphere open; read as northern
    **_seasons(25, (3, 6, 9, 12), " (northern)"),
    **_seasons(29, (9, 12, 3, 6), " (southern)"),
    **_parts(33, 3, Precision.QUARTER, "quarter"),
    **_parts(37, 4, Precision.THIRD, "third"),
    **_parts(40, 6, Precision.HALF, "half"),
}
"""Codes 21 to 41 of ISO 8601-2. A season belongs to the year in which it begins: winter ends in the next."""

UNIT_MONTHS: Mapping[Precision, int] = {
    Precision.CENTURY: 1200,
    Precision.DECADE: 120,
    Precision.YEAR: 12,
    Precision.HALF: 6,
    Precision.THIRD: 4,
    Precision.QUARTER: 3,
    Precision.MONTH: 1,
}
"""One unit of each precision of a month or coarser, in months; `~` and `%` widen by it on either side."""
