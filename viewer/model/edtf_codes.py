"""The codes of the profile for parts of a year, and the length of each precision in months.

The one table that parsing (`edtf`), words (`viewer.report.dates`) and suggestions (`edtf_suggestions`) read.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from viewer.i18n import N_
from viewer.model.edtf_date import Precision


class YearPart(Struct, frozen=True):
    """What a code between 21 and 41 names."""

    unit: str  # "season", "northern season", "southern season", "quarter", "third" or "half"
    number: int  # within the year, from 1; of seasons from spring
    first_month: int  # 1 to 12, of the year that is written
    precision: Precision
    words: str  # a message with {year}
    article: bool = True  # English says "the" before it: "around the third quarter of 2026", "around spring 2026"


UNIT_MONTHS: Mapping[Precision, int] = {
    Precision.CENTURY: 1200,
    Precision.DECADE: 120,
    Precision.YEAR: 12,
    Precision.HALF: 6,
    Precision.THIRD: 4,
    Precision.QUARTER: 3,
    Precision.MONTH: 1,
}
"""The length of one unit of a precision of a month or coarser. `~` and `%` widen by it on either side."""


def _seasons(unit: str, first_months: tuple[int, ...], words: tuple[str, ...]) -> list[YearPart]:
    return [
        YearPart(unit, number, month, Precision.QUARTER, message, article=False)
        for number, (month, message) in enumerate(zip(first_months, words, strict=True), start=1)
    ]


def _parts(unit: str, precision: Precision, words: tuple[str, ...]) -> list[YearPart]:
    months = UNIT_MONTHS[precision]
    return [
        YearPart(unit, number, 1 + (number - 1) * months, precision, message)
        for number, message in enumerate(words, start=1)
    ]


YEAR_PARTS: Mapping[int, YearPart] = dict(
    enumerate(
        (
            # ISO 8601-2 leaves the hemisphere of 21 to 24 open; they are read as northern.
            *_seasons(
                "season",
                (3, 6, 9, 12),
                (N_("spring {year}"), N_("summer {year}"), N_("autumn {year}"), N_("winter {year}")),
            ),
            *_seasons(
                "northern season",
                (3, 6, 9, 12),
                (
                    N_("northern spring {year}"),
                    N_("northern summer {year}"),
                    N_("northern autumn {year}"),
                    N_("northern winter {year}"),
                ),
            ),
            *_seasons(
                "southern season",
                (9, 12, 3, 6),
                (
                    N_("southern spring {year}"),
                    N_("southern summer {year}"),
                    N_("southern autumn {year}"),
                    N_("southern winter {year}"),
                ),
            ),
            *_parts(
                "quarter",
                Precision.QUARTER,
                (
                    N_("first quarter of {year}"),
                    N_("second quarter of {year}"),
                    N_("third quarter of {year}"),
                    N_("fourth quarter of {year}"),
                ),
            ),
            *_parts(
                "third",
                Precision.THIRD,
                (N_("first third of {year}"), N_("second third of {year}"), N_("last third of {year}")),
            ),
            *_parts("half", Precision.HALF, (N_("first half of {year}"), N_("second half of {year}"))),
        ),
        start=21,
    )
)
"""Codes 21 to 41 of ISO 8601-2. A season belongs to the year in which it begins: winter ends in the next."""


def code_of(unit: str, number: int) -> int:
    """The code of the `number`th `unit` of a year: code_of("quarter", 3) is 35. KeyError where there is none."""
    return _CODES[unit, number]


_CODES = {(part.unit, part.number): code for code, part in YEAR_PARTS.items()}
