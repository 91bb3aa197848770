"""What a date of the profile is: `When`, its kinds, edges and units. `viewer.model.edtf` parses into it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from math import inf

Days = float
"""Days since 1970-01-01T00:00Z; a whole number starts that day. Half-open spans; open sides are ±inf."""


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


class Kind(StrEnum):
    POINT = "point"  # one date or instant, at any precision: 2026, 2026-35, 2024-05-03T09:27Z
    INTERVAL = "interval"  # a/b: it lasted
    SET = "set"  # [a,b], [a..b]: one of these
    BEFORE = "before"  # [..b]
    AFTER = "after"  # [a..]
    UNKNOWN = "unknown"  # unknown


class Edge(StrEnum):
    """How one side of a date is bound; the painter draws each differently."""

    KNOWN = "known"  # a cap
    ABOUT = "about"  # ~ or %: widened
    OPEN = "open"  # a/.. or ../b: goes on
    UNKNOWN = "unknown"  # a/ or /b: an end there is, nobody says when
    NONE = "none"  # [a.. or ..b]: no bound on this side


class EdtfError(ValueError):
    """A text that is no date of the profile. `str(error)` is what is wrong; `cure` what to write (or "").

    Both are one line each and join as `f"{error}: {error.cure}"`.
    """

    def __init__(self, message: str, cure: str = "") -> None:
        super().__init__(message)
        self.cure = cure


@dataclass(frozen=True, slots=True)
class When:
    """A parsed date. All numbers are `Days`, half-open, ±inf on an open side."""

    text: str  # verbatim
    kind: Kind
    precision: Precision  # of an interval or set the coarsest of its ends; of `unknown` CENTURY
    core_earliest: Days
    core_latest: Days
    earliest: Days  # the extent: the core widened by ~ and %
    latest: Days
    start_latest: Days  # where the extent of the start ends: the whole extent unless INTERVAL with a start
    start_edge: Edge
    end_edge: Edge
    approximate: bool  # ~ or % anywhere
    uncertain: bool  # ? or % anywhere
    members: tuple[tuple[Days, Days], ...] = ()  # SET of listed elements: their cores, in order
    start_core_latest: Days = inf  # where the core of `a` ends in a/b, a/.., a/ and [a..]; else inf
