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


YEAR_PARTS: Mapping[int, YearPart] = {
    # ISO 8601-2 leaves the hemisphere of 21 to 24 open; they are read as northern.
    21: YearPart("season", 1, 3, Precision.QUARTER, N_("spring {year}"), article=False),
    22: YearPart("season", 2, 6, Precision.QUARTER, N_("summer {year}"), article=False),
    23: YearPart("season", 3, 9, Precision.QUARTER, N_("autumn {year}"), article=False),
    24: YearPart("season", 4, 12, Precision.QUARTER, N_("winter {year}"), article=False),
    25: YearPart("northern season", 1, 3, Precision.QUARTER, N_("northern spring {year}"), article=False),
    26: YearPart("northern season", 2, 6, Precision.QUARTER, N_("northern summer {year}"), article=False),
    27: YearPart("northern season", 3, 9, Precision.QUARTER, N_("northern autumn {year}"), article=False),
    28: YearPart("northern season", 4, 12, Precision.QUARTER, N_("northern winter {year}"), article=False),
    29: YearPart("southern season", 1, 9, Precision.QUARTER, N_("southern spring {year}"), article=False),
    30: YearPart("southern season", 2, 12, Precision.QUARTER, N_("southern summer {year}"), article=False),
    31: YearPart("southern season", 3, 3, Precision.QUARTER, N_("southern autumn {year}"), article=False),
    32: YearPart("southern season", 4, 6, Precision.QUARTER, N_("southern winter {year}"), article=False),
    33: YearPart("quarter", 1, 1, Precision.QUARTER, N_("first quarter of {year}")),
    34: YearPart("quarter", 2, 4, Precision.QUARTER, N_("second quarter of {year}")),
    35: YearPart("quarter", 3, 7, Precision.QUARTER, N_("third quarter of {year}")),
    36: YearPart("quarter", 4, 10, Precision.QUARTER, N_("fourth quarter of {year}")),
    37: YearPart("third", 1, 1, Precision.THIRD, N_("first third of {year}")),
    38: YearPart("third", 2, 5, Precision.THIRD, N_("second third of {year}")),
    39: YearPart("third", 3, 9, Precision.THIRD, N_("last third of {year}")),
    40: YearPart("half", 1, 1, Precision.HALF, N_("first half of {year}")),
    41: YearPart("half", 2, 7, Precision.HALF, N_("second half of {year}")),
}
"""Codes 21 to 41 of ISO 8601-2. A season belongs to the year in which it begins: winter ends in the next."""


def code_of(unit: str, number: int) -> int:
    """The code of the `number`th `unit` of a year: code_of("quarter", 3) is 35. KeyError where there is none."""
    return _CODES[unit, number]


_CODES = {(part.unit, part.number): code for code, part in YEAR_PARTS.items()}
