"""A date of the EDTF profile as a value: `EdtfDate`. `viewer.model.edtf` reads one from a text.

Modules outside `model` ask the properties of a date (`is_dated`, `is_interval`, `sort_day` …), never its `kind`.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from math import inf

from msgspec import Struct

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
    """A date of the profile. All `Days` are half-open, ±inf on an open side.

    The *core* is the span that the digits name. The *extent* is the core widened by `~` and `%`.
    """

    text: str  # as written
    kind: DateKind
    precision: Precision  # of an interval or a set the coarser of its ends; CENTURY of `unknown`
    core_earliest: Days
    core_latest: Days
    earliest: Days  # start of the extent
    latest: Days  # end of the extent
    start_core_latest: Days = inf  # end of the core of `a` in a/b, a/.., a/ and [a..]; inf for all others
    start_latest: Days  # end of the extent of `a` in a/b, a/.., a/; `latest` for all others
    start_edge: Edge = Edge.KNOWN
    end_edge: Edge = Edge.KNOWN
    approximate: bool = False  # ~ or % on any part
    uncertain: bool = False  # ? or % on any part
    sort_day: Days  # where lists place the date: start of the core, last day of `[..b]`, inf for `unknown`
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
        return cls(
            text=text,
            kind=DateKind.UNKNOWN,
            precision=Precision.CENTURY,
            core_earliest=-inf,
            core_latest=inf,
            earliest=-inf,
            latest=inf,
            start_latest=inf,
            start_edge=Edge.UNKNOWN,
            end_edge=Edge.UNKNOWN,
            sort_day=inf,
        )

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
