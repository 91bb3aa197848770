"""A date of the EDTF profile as a value: `EdtfDate`, and the codes of the profile for parts of a year.

`viewer.model.edtf` reads a date from a text.

Modules outside `model` ask the properties of a date (`is_dated`, `is_interval`, `sort_day` …), never its `kind`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from math import inf

from msgspec import Struct

from viewer.i18n import N_
from viewer.model.calendar import Days


class Precision(IntEnum):
    """The unit in which a date is known, from coarse to fine."""

    CENTURY = 0
    DECADE = 1
    YEAR = 2
    HALF = 3
    THIRD = 4
    QUARTER = 5  # and seasons
    MONTH = 6
    DAY = 7
    HOUR = 8
    MINUTE = 9
    SECOND = 10


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
YEAR_PART_CODES = {(part.unit, part.number): code for code, part in YEAR_PARTS.items()}
"""The code of a part by its unit and number: that of ("quarter", 3) is 35."""


class DateKind(StrEnum):
    """The forms of a date."""

    POINT = "point"  # one date or instant, at any precision: 2026, 2026-35, 2024-05-03T09:27Z
    INTERVAL = "interval"  # a/b: it lasts from a to b
    SET = "set"  # [a,b], [a..b]: one of these
    BEFORE = "before"  # [..b]
    AFTER = "after"  # [a..]
    UNKNOWN = "unknown"  # unknown


class Edge(StrEnum):
    """How one side of a date is bound. The painter draws each differently."""

    KNOWN = "known"  # a cap
    ABOUT = "about"  # ~ or %: widened
    OPEN = "open"  # a/.. or ../b: no end, no start
    UNKNOWN = "unknown"  # a/ or /b: there is an end or a start, but its date is unknown
    NONE = "none"  # [a.. or ..b]: no bound on this side


class EdtfError(ValueError):
    """A text is not a date of the profile. `str(error)` says what is wrong, `cure` what to write instead, or "".

    Both are one line each and join as `f"{error}: {error.cure}"`.
    """

    def __init__(self, message: str, cure: str = "") -> None:
        super().__init__(message)
        self.cure = cure


class CalendarUnit(Struct, frozen=True, kw_only=True, gc=False):
    """One day, month, part of a year, year, decade or century, with its mark: `2026-08-23`, `2026-35~`, `202X`.

    `start` to `end` is the unit itself, half-open; `earliest` to `latest` is widened by one unit for `~` and `%`.
    """

    year: int  # the first one of a decade or century
    code: int = 0  # the month, 1 to 12, or the code of a part of a year, 21 to 41; 0: none
    day: int = 0  # 1 to 31; 0: none
    unspecified: Precision | None = None  # MONTH of `2026-XX`, DAY of `2026-XX-XX` and `2026-08-XX`
    precision: Precision
    mark: str  # "", "?", "~" or "%"
    start: Days
    end: Days
    earliest: Days
    latest: Days

    @property
    def approximate(self) -> bool:
        return self.mark in ("~", "%")

    @property
    def uncertain(self) -> bool:
        return self.mark in ("?", "%")

    @property
    def edge(self) -> Edge:
        """How a date is bound that starts or ends with this unit."""
        return Edge.ABOUT if self.approximate else Edge.KNOWN


Range = tuple[CalendarUnit | None, CalendarUnit | None]
"""First and last unit, both included; the same unit twice for one date; None on a side without a date."""


class EdtfDate(Struct, frozen=True, kw_only=True, gc=False):
    """A date of the profile. All `Days` are half-open, ±inf on an open side. The defaults leave both sides open.

    The *core* is the span that the digits name. The *extent* is the core widened by `~` and `%`.
    """

    text: str  # as written
    kind: DateKind
    precision: Precision  # of an interval or a set the coarser of its ends; CENTURY of `unknown`
    core_earliest: Days = -inf
    core_latest: Days = inf
    earliest: Days = -inf  # start of the extent
    latest: Days = inf  # end of the extent
    start_core_latest: Days = inf  # end of the core of `a` in a/b, a/.., a/ and [a..]; inf for all others
    start_latest: Days = inf  # end of the extent of `a` in a/b, a/.., a/; `latest` for all others
    start_edge: Edge = Edge.KNOWN
    end_edge: Edge = Edge.KNOWN
    approximate: bool = False  # ~ or % on any part
    uncertain: bool = False  # ? or % on any part
    sort_day: Days = inf  # where lists place the date: start of the core, last day of `[..b]`, inf for `unknown`
    ranges: tuple[Range, ...] = ()  # the units that the text names; () for an instant and `unknown`

    @classmethod
    def instant(cls, text: str, start: Days, end: Days, precision: Precision) -> EdtfDate:
        """An instant to the hour, minute or second: `2024-05-03T09:27Z`."""
        return cls(
            text=text,
            kind=DateKind.POINT,
            precision=precision,
            core_earliest=start,
            core_latest=end,
            earliest=start,
            latest=end,
            start_latest=end,
            sort_day=start,
        )

    @classmethod
    def unknown(cls, text: str) -> EdtfDate:
        """`unknown`: there is no date."""
        edge = Edge.UNKNOWN
        return cls(text=text, kind=DateKind.UNKNOWN, precision=Precision.CENTURY, start_edge=edge, end_edge=edge)

    @classmethod
    def of_units(cls, text: str, kind: DateKind, ranges: tuple[Range, ...], missing: Edge = Edge.NONE) -> EdtfDate:
        """A date of calendar units: one range, of a SET one or more in order. Only a POINT and an INTERVAL are widened.

        `missing` is the edge of a side without a unit: NONE of a bound, OPEN or UNKNOWN of an interval.
        """
        first, last = ranges[0][0], ranges[-1][1]
        units = [unit for pair in ranges for unit in pair if unit is not None]
        core_earliest = first.start if first else -inf
        core_latest, latest = (last.end, last.latest) if last else (inf, inf)
        return cls(
            text=text,
            kind=kind,
            precision=min(unit.precision for unit in units),
            core_earliest=core_earliest,
            core_latest=core_latest,
            earliest=first.earliest if first else -inf,
            latest=latest,
            start_core_latest=first.end if first and kind in (DateKind.INTERVAL, DateKind.AFTER) else inf,
            start_latest=first.latest if first and kind is DateKind.INTERVAL else latest,
            start_edge=first.edge if first else missing,
            end_edge=last.edge if last else missing,
            approximate=any(unit.approximate for unit in units),
            uncertain=any(unit.uncertain for unit in units),
            sort_day=core_latest - 1.0 if kind is DateKind.BEFORE else core_earliest,
            ranges=ranges,
        )

    @property
    def is_dated(self) -> bool:
        """False for `unknown` alone."""
        return self.kind is not DateKind.UNKNOWN

    @property
    def is_single(self) -> bool:
        """True for one date or instant, at any precision and with any mark; False for intervals, sets and bounds."""
        return self.kind is DateKind.POINT

    @property
    def is_exact(self) -> bool:
        """True for one date that is known to the day or finer: drawn as a mark, not as a bar."""
        return self.kind is DateKind.POINT and self.precision >= Precision.DAY

    @property
    def is_instant(self) -> bool:
        """True for one date with a time of day."""
        return self.kind is DateKind.POINT and self.precision >= Precision.HOUR

    @property
    def is_plain(self) -> bool:
        """True for one date without a mark."""
        return self.kind is DateKind.POINT and not (self.approximate or self.uncertain)

    @property
    def is_interval(self) -> bool:
        """True for `/`: it lasts, or goes on."""
        return self.kind is DateKind.INTERVAL

    @property
    def is_one_of_several(self) -> bool:
        """True for a set with two ends: `[2026,2027]`, `[2026-08..2026-12]`."""
        return self.kind is DateKind.SET

    @property
    def is_upper_bound(self) -> bool:
        """True for `[..b]`."""
        return self.kind is DateKind.BEFORE

    @property
    def is_lower_bound(self) -> bool:
        """True for `[a..]`."""
        return self.kind is DateKind.AFTER

    @property
    def has_start(self) -> bool:
        """False where the core has no start: `[..b]`, `../b`, `/b`, `unknown`."""
        return self.core_earliest > -inf

    @property
    def has_end(self) -> bool:
        """False where the core has no end: `[a..]`, `a/..`, `a/`, `unknown`."""
        return self.core_latest < inf

    @property
    def members(self) -> tuple[tuple[Days, Days], ...]:
        """The cores of the elements of `[a,b]`, `[a,b..c]`, in order; () for all others, `[a..b]` too."""
        if len(self.ranges) < 2:
            return ()
        return tuple((first.start, last.end) for first, last in self.ranges if first and last)
