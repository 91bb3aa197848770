"""What is drawn, as values: shapes with places in pixels, roles for their looks, addresses for what they mean.

All coordinates are device-independent pixels, x to the right, y down, origin at the top left of the
whole scene (lane headers and axis included). Layout says where and which role; `viewer.theme` says how it looks.

    0        header_px                                  width
    ├────────┼──────────────────────────────────────────┤ 0
    │ corner │ axis: two tiers                          │
    ├────────┼──────────────────────────────────────────┤ axis_px
    │ header │ lane: rows of bars, marks, labels        │
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from viewer.model.edtf import Edge


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, half-open: x <= px < x + width."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


class Role(StrEnum):
    """What a shape is, for the theme to dress."""

    GROUND = "ground"
    STRIPE = "stripe"  # every other lane
    HEADER = "header"
    HAIRLINE = "hairline"
    GRID = "grid"
    GRID_MAJOR = "grid-major"
    TODAY = "today"
    AS_OF = "as-of"  # line at the as-of day, and the veil after… nothing is known beyond
    EVENT = "event"
    GHOST = "ghost"  # where an earlier claim stood
    CONFLICT = "conflict"  # where a claim beside stands
    CLUSTER = "cluster"
    DENSITY = "density"
    AXIS_MAJOR = "axis-major"  # text of the upper tier
    AXIS_MINOR = "axis-minor"
    LANE_TITLE = "lane-title"
    LANE_SUBTITLE = "lane-subtitle"
    LANE_NOTE = "lane-note"
    LABEL = "label"
    LABEL_STRONG = "label-strong"  # importance 5 and 4
    LABEL_MUTED = "label-muted"
    COUNT = "count"  # the number in a cluster
    NOTE = "note"  # "or", "?", "NET", "BY", "+14 months"


@dataclass(frozen=True, slots=True)
class Style:
    """How one event's shape is to look, apart from its place: three channels, and the lane's accent."""

    accent: int = 0  # index of the lane
    filled: bool = True  # filled: done; hollow: planned
    dotted: bool = False  # doubted
    status: str = "planned"  # a Status value: drawn by shape and text, colour only as a repeat
    start: Edge = Edge.KNOWN
    end: Edge = Edge.KNOWN


@dataclass(frozen=True, slots=True)
class Band:
    """A plain filled rectangle: ground, stripe, header, veil. Never hit."""

    box: Box
    role: Role
    accent: int = -1


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: grid, hairline, today, leader line."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: Role
    accent: int = -1
    arrow: bool = False  # an arrow head at (x2, y2)
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A window of time: as wide as its precision. `core_x1 … core_x2` is the part not widened by ~ and %."""

    box: Box
    core_x1: float
    core_x2: float
    ref: str  # "event/ce7-launch"
    role: Role  # EVENT, GHOST, CONFLICT
    style: Style


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of time: day precision or finer. `box` is what is hit; the shape is centred in it."""

    box: Box
    shape: str  # by event kind: diamond, triangle, circle, square …
    ref: str
    role: Role
    style: Style


@dataclass(frozen=True, slots=True)
class Cluster:
    """Several marks too close to be told apart: says how many, and of what."""

    box: Box
    count: int
    first: float  # Days: what a zoom to it frames
    last: float
    refs: tuple[str, ...]  # at most 200 of its members, in order
    accent: int
    ref: str = ""  # "cluster/<row>/<index>"; stable within the scene


@dataclass(frozen=True, slots=True)
class Label:
    """A text. With a `ref` it is a hit shape of that event, also where its mark is folded."""

    box: Box
    text: str
    role: Role
    ref: str = ""
    full: str = ""  # the whole text where `text` is elided
    accent: int = -1
    align: str = "left"  # left, centre, right


Shape = Band | Rule | Bar | Mark | Cluster | Label


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished picture: shapes in painting order, and the questions asked of it."""

    width: float
    height: float  # of the viewport it was built for
    header_px: float
    axis_px: float
    content_px: float  # height of all lanes together: what the vertical scroll bar needs
    shapes: tuple[Shape, ...]  # clipped groups: lanes first, then headers, then axis
    # hit(x, y) -> str: the ref of the topmost Label/Bar/Mark/Cluster there, "" for none
    # box_of(ref) -> Box | None: where an event is (its bar, mark, label or the cluster that holds it)
    # describe() -> str: one line a shape, for golden tests
