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

from collections.abc import Sequence
from enum import StrEnum
from typing import overload

from msgspec import Struct

from viewer.model.edtf_date import Edge
from viewer.model.entities import Event
from viewer.ref import event_ref


class Box(Struct, frozen=True, gc=False):
    """A rectangle, half-open: x <= px < x + width."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


class Role(StrEnum):
    """What a shape is, for the theme to dress."""

    __hash__ = str.__hash__  # quicker than that of Enum: each shape looks something up by its role

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
    CARD = "card"  # what is told of an event, from close by
    CLUSTER = "cluster"  # how far those reach that are folded together
    DENSITY = "density"
    AXIS_MAJOR = "axis-major"  # text of the upper tier
    AXIS_MINOR = "axis-minor"
    LANE_TITLE = "lane-title"
    LANE_SUBTITLE = "lane-subtitle"
    LANE_NOTE = "lane-note"
    LABEL = "label"
    LABEL_STRONG = "label-strong"  # importance 5
    LABEL_MUTED = "label-muted"  # importance 3 and less
    COUNT = "count"  # the number in a cluster
    NOTE = "note"  # "or", "?", "NET", "BY", "+14 months"
    MEASURE = "measure"  # how far two events lie apart
    TIE = "tie"  # from what is needed to what needs it
    TREND = "trend"  # the line of a milestone, in the chart of how dates moved


class Style(Struct, frozen=True, gc=False):
    """How one event's shape is to look, apart from its place: three channels, and the lane's accent."""

    accent: int = 0  # index of the lane
    filled: bool = True  # filled: done; hollow: planned
    dotted: bool = False  # doubted
    status: str = "planned"  # a Status value: drawn by shape and text, colour only as a repeat
    start: Edge = Edge.KNOWN
    end: Edge = Edge.KNOWN


class Band(Struct, frozen=True, gc=False):
    """A plain filled rectangle: ground, stripe, header, veil. Only the header of a lane is hit."""

    box: Box
    role: Role
    accent: int = -1
    ref: str = ""  # "lane/<id>"


class Rule(Struct, frozen=True, gc=False):
    """A straight line: grid, hairline, today, leader line."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: Role
    accent: int = -1
    arrow: bool = False  # an arrow head at (x2, y2)
    dotted: bool = False


class Bar(Struct, frozen=True, gc=False):
    """A window of time: as wide as its precision. `core_x1 … core_x2` is the part not widened by ~ and %."""

    box: Box
    core_x1: float
    core_x2: float
    ref: str  # "event/ce7-launch"
    role: Role  # EVENT, GHOST, CONFLICT; CLUSTER: several, below their number; CARD: words beside a mark
    style: Style


class Reach(Struct, frozen=True, gc=False):
    """The dates that a claim allows, upright, with time running up: its extent light, its cores strong. Never hit.

    Where the claim is open it fades to that side, and has no core.
    """

    box: Box
    cores: tuple[tuple[float, float], ...]  # from top to bottom, within the box
    role: Role  # EVENT: what held; CONFLICT: what was said beside it
    accent: int
    dotted: bool = False  # doubted
    fades: str = ""  # to the "top", to the "bottom"


class Mark(Struct, frozen=True, gc=False):
    """A point of time: day precision or finer. `box` is what is hit; the shape is centred in it."""

    box: Box
    shape: str  # by event kind: diamond, triangle, circle, square …
    ref: str
    role: Role
    style: Style


class Refs(Sequence[str]):
    """The refs of the events `first` … `last` (exclusive) of many: made when asked for, most are never looked at."""

    __slots__ = ("_events", "_which")

    def __init__(self, events: tuple[Event, ...], first: int = 0, last: int | None = None) -> None:
        self._events, self._which = events, range(first, len(events) if last is None else last)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return tuple([event_ref(self._events[it].id) for it in self._which[index]])
        return event_ref(self._events[self._which[index]].id)

    def __len__(self) -> int:
        return len(self._which)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


class Cluster(Struct, frozen=True, gc=False):
    """Several marks too close to be told apart: says how many, and of what."""

    box: Box
    count: int
    first: float  # Days: what a zoom to it frames
    last: float
    refs: Sequence[str]  # its members, in order; of more than 200 the first few
    accent: int
    ref: str = ""  # "cluster/<lane>/<row>/<index>" or "cluster/undated/<lane>"; stable within the scene
    profile: tuple[int, ...] = ()  # a density strip: events in cells of equal width, from left to right


class Label(Struct, frozen=True, gc=False):
    """A text. With a `ref` it is a hit shape of that event, also where its mark is folded."""

    box: Box
    text: str
    role: Role
    ref: str = ""
    full: str = ""  # the whole text where `text` is elided
    accent: int = -1
    align: str = "left"  # left, centre, right


Shape = Band | Rule | Bar | Reach | Mark | Cluster | Label


class Scene(Struct, frozen=True):
    """A finished picture: shapes in painting order, and the questions asked of it."""

    width: float
    height: float  # of the viewport it was built for
    header_px: float
    axis_px: float
    content_px: float  # height of all lanes together: what the vertical scroll bar needs
    shapes: tuple[Shape, ...]  # groups: lanes first, then headers, then axis, which cover what lies below

    def hit(self, x: float, y: float) -> str:
        """The ref of the topmost label, bar, mark, cluster or lane header at (x, y); "" for none.

        What the axis, the lane headers and the ground of pinned lanes cover is not hit through them.
        """
        covered = x < self.header_px or y < self.axis_px
        for shape in reversed(self.shapes):
            if isinstance(shape, Band) and shape.role is Role.GROUND and shape.box.contains(x, y):
                return ""
            if (
                isinstance(shape, (Band, Bar, Mark, Cluster, Label))
                and shape.ref
                and shape.box.contains(x, y)
            ):
                above = shape.box.right <= self.header_px or shape.box.bottom <= self.axis_px
                if above or not covered:
                    return shape.ref
        return ""

    def box_of(self, ref: str) -> Box | None:
        """Where an event is: around its bars and marks, else the cluster that holds it, else its label.

        Also takes the ref of a cluster. None when it is out of view.
        """
        own = [
            shape.box
            for shape in self.shapes
            if isinstance(shape, (Bar, Mark, Cluster))
            and shape.ref == ref
            and getattr(shape, "role", Role.EVENT) is Role.EVENT
        ]
        if own:
            x, y = min(box.x for box in own), min(box.y for box in own)
            return Box(x, y, max(box.right for box in own) - x, max(box.bottom for box in own) - y)
        for shape in self.shapes:
            if isinstance(shape, Cluster) and ref in shape.refs:
                return shape.box
        for shape in self.shapes:
            if isinstance(shape, Label) and shape.ref == ref:
                return shape.box
        return None

    def describe(self) -> str:
        """One line a shape, in painting order, places rounded to whole pixels: for readers and golden tests."""
        return "".join(f"{_line(shape)}\n" for shape in self.shapes)


def _line(shape: Shape) -> str:
    """`kind role x,y width×height …` of one shape; a rule by its two ends."""
    role = getattr(shape, "role", Role.CLUSTER)
    if isinstance(shape, Rule):
        place = f"{shape.x1:.0f},{shape.y1:.0f} → {shape.x2:.0f},{shape.y2:.0f}"
        more = ["arrow"] * shape.arrow + ["dotted"] * shape.dotted
    else:
        box = shape.box
        place = f"{box.x:.0f},{box.y:.0f} {box.width:.0f}×{box.height:.0f}"
        more = []
    if isinstance(shape, Bar):
        more += [f"core {shape.core_x1:.0f}…{shape.core_x2:.0f}", shape.ref, _style_words(shape.style)]
    elif isinstance(shape, Reach):
        more += [f"core {top:.0f}…{bottom:.0f}" for top, bottom in shape.cores]
        more += ["doubted"] * shape.dotted + [f"fades to the {shape.fades}"] * bool(shape.fades)
    elif isinstance(shape, Band):
        more += [shape.ref]
    elif isinstance(shape, Mark):
        more += [shape.shape, shape.ref, _style_words(shape.style)]
    elif isinstance(shape, Cluster):
        more += [f"{shape.count} of {', '.join(shape.refs[:3])}", shape.ref]
        more += [f"profile {' '.join(map(str, shape.profile))}"] * bool(shape.profile)
    elif isinstance(shape, Label):
        more += [f'"{shape.text}"', shape.ref, f"of {shape.full!r}" * bool(shape.full)]
        more += [shape.align] * (shape.align != "left")
    words = " ".join(part for part in more if part)
    return f"{type(shape).__name__.lower():7} {role:12} {place} {words}".rstrip()


def _style_words(style: Style) -> str:
    words = [style.status, "filled" if style.filled else "hollow"] + ["doubted"] * style.dotted
    return f"{' '.join(words)} {style.start}–{style.end}"
