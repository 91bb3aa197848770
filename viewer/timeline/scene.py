"""A scene: what is drawn, as values. Shapes have places in pixels, roles for their look, refs for what they mean.

All coordinates are device-independent pixels, x to the right, y down, origin at the top left of the
whole scene (lane headers and axis included). `viewer.theme` maps roles to colours.

    0        header_px                                  width
    ├────────┼──────────────────────────────────────────┤ 0
    │ corner │ axis: two tiers                          │
    ├────────┼──────────────────────────────────────────┤ axis_px
    │ header │ lane: rows of bars, marks, labels        │
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

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

    def overlaps(self, other: Box) -> bool:
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


class Role(StrEnum):
    """What a shape is. The theme gives each role its colours and lines."""

    __hash__ = str.__hash__  # quicker than that of Enum: each shape looks something up by its role

    GROUND = "ground"
    STRIPE = "stripe"  # the ground of every other lane
    HEADER = "header"
    HAIRLINE = "hairline"
    GRID = "grid"
    GRID_MAJOR = "grid-major"
    TODAY = "today"
    AS_OF = "as-of"  # the line at the as-of day, and the veil after it
    EVENT = "event"
    PREVIOUS_DATE = "previous"  # a previous date: where an earlier claim stood
    CONFLICT = "conflict"  # a parallel claim that contradicts the current one
    CARD = "card"  # the ground of an event card
    CLUSTER = "cluster"  # the range that the events of a stack cover
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
    MEASURE = "measure"  # the distance between two events
    DEPENDENCY = "dependency"  # an arrow from what is needed to what needs it
    TREND = "trend"  # a line of the milestone trend chart


class Style(Struct, frozen=True, gc=False):
    """The look of an event's shape, apart from its place."""

    accent: int = 0  # index of the lane
    filled: bool = True  # filled: reported; hollow: planned
    dotted: bool = False  # doubted
    status: str = "planned"  # a Status value: drawn by shape and text, colour only repeats it
    start: Edge = Edge.KNOWN
    end: Edge = Edge.KNOWN


class Band(Struct, frozen=True, gc=False):
    """A plain filled rectangle: ground, stripe, header, veil. Only the header of a lane can be hit."""

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
    """A range of time, as wide as its precision. `core_x1 … core_x2` is the part not widened by ~ and %."""

    box: Box
    core_x1: float
    core_x2: float
    ref: str  # "event/ce7-launch"
    role: Role  # EVENT, PREVIOUS_DATE, CONFLICT; CLUSTER: the range of a stack; CARD: the ground of an event card
    style: Style


class Reach(Struct, frozen=True, gc=False):
    """The dates that a claim allows, as a vertical bar with time running up. Never hit.

    Its extent is light, its cores are strong. Where the claim is open it fades to that side and has no core.
    """

    box: Box
    cores: tuple[tuple[float, float], ...]  # top and bottom of each, within the box
    role: Role  # EVENT: the current claim; CONFLICT: another claim
    accent: int
    dotted: bool = False  # doubted
    fades: str = ""  # to the "top", to the "bottom"


class Mark(Struct, frozen=True, gc=False):
    """A point of time: day precision or finer. `box` is what is hit; the symbol is centred in it."""

    box: Box
    shape: str  # by event kind: diamond, triangle, circle, square …
    ref: str
    role: Role
    style: Style


class Cluster(Struct, frozen=True, gc=False):
    """Several events too close to be drawn apart, shown as a number or as a histogram."""

    box: Box
    count: int
    first: float  # Days: zooming in frames `first` … `last`
    last: float
    events: tuple[Event, ...]  # of its row, in order: a frame of a large programme copies no lists of members
    accent: int
    ref: str = ""  # "cluster/<lane>/<row>/<index>" or "cluster/undated/<lane>"; stable within the scene
    histogram: tuple[int, ...] = ()  # events in cells of equal width, from left to right
    start: int = 0  # the index of its first member among `events`
    named: int | None = None  # how many members it names: all, the first few of more than 200; None: all `events`

    @property
    def refs(self) -> tuple[str, ...]:
        """The refs of the members that it names."""
        end = None if self.named is None else self.start + self.named
        return tuple([event_ref(event.id) for event in self.events[self.start : end]])


class Label(Struct, frozen=True, gc=False):
    """A text. With a `ref` it is a hit shape of that event, even if the event is in a cluster."""

    box: Box
    text: str
    role: Role
    ref: str = ""
    full: str = ""  # the whole text if `text` is elided
    accent: int = -1
    align: str = "left"  # left, centre, right


Shape = Band | Rule | Bar | Reach | Mark | Cluster | Label


class Scene(Struct, frozen=True):
    """A finished picture: shapes in painting order, and the queries on them."""

    width: float
    height: float  # of the viewport it was built for
    header_px: float
    axis_px: float
    content_px: float  # height of all lanes together: the range of the vertical scroll bar
    shapes: tuple[Shape, ...]  # in layers: lanes first, then headers, then the axis, which cover the lanes

    def hit(self, x: float, y: float) -> str:
        """The ref of the topmost label, bar, mark, cluster or lane header at (x, y); "" for none.

        What the axis, the lane headers and the ground of pinned lanes cover is not hit.
        """
        covered = x < self.header_px or y < self.axis_px
        for shape in reversed(self.shapes):
            if isinstance(shape, (Rule, Reach)) or not shape.box.contains(x, y):
                continue
            if isinstance(shape, Band) and shape.role is Role.GROUND:
                return ""
            above = shape.box.right <= self.header_px or shape.box.bottom <= self.axis_px
            if shape.ref and (above or not covered):
                return shape.ref
        return ""

    def box_of(self, ref: str) -> Box | None:
        """The box around the bars and marks of an event; else of the cluster that holds it; else of its label.

        Also takes the ref of a cluster. None if it is out of view.
        """
        drawn = (shape for shape in self.shapes if isinstance(shape, (Bar, Mark, Cluster)) and shape.ref == ref)
        boxes = [shape.box for shape in drawn if isinstance(shape, Cluster) or shape.role is Role.EVENT]
        if boxes:
            x, y = min(box.x for box in boxes), min(box.y for box in boxes)
            return Box(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)
        clusters = (shape for shape in self.shapes if isinstance(shape, Cluster) and ref in shape.refs)
        labels = (shape for shape in self.shapes if isinstance(shape, Label) and shape.ref == ref)
        shape = next(clusters, None) or next(labels, None)
        return shape.box if shape else None

    def refs(self) -> tuple[str, ...]:
        """The refs that can be hit, each once, in reading order: from the top, then from the left."""
        hits = [shape for shape in self.shapes if isinstance(shape, (Bar, Mark, Cluster, Label)) and shape.ref]
        hits.sort(key=lambda shape: (shape.box.y, shape.box.x))
        return tuple(dict.fromkeys(shape.ref for shape in hits))


Movable = Bar | Mark | Label


def interpolate(old: Scene, new: Scene, share: float) -> Scene:
    """`new` with every bar, mark and label that `old` has too moved back: `share` (0 to 1) of the way from `old`.

    Two shapes are the same if type, ref, role and the number among such shapes agree. At 1 the result is `new`.
    """
    if share >= 1.0:
        return new
    before = dict(zip(_keys(old.shapes), old.shapes, strict=True))
    shapes = [
        _moved(before.get(key), shape, share) if key else shape
        for key, shape in zip(_keys(new.shapes), new.shapes, strict=True)
    ]
    return replace(new, shapes=tuple(shapes))


def _keys(shapes: Iterable[Shape]) -> Iterator[tuple[type, str, Role, int] | None]:
    """What makes each shape the same in another scene; None for shapes that do not move."""
    counts: Counter[tuple[type, str, Role]] = Counter()
    for shape in shapes:
        if isinstance(shape, Movable) and shape.ref:
            kind = type(shape), shape.ref, shape.role
            counts[kind] += 1
            yield *kind, counts[kind]
        else:
            yield None


def _moved(old: Shape | None, new: Shape, share: float) -> Shape:
    if not isinstance(new, Movable) or not isinstance(old, Movable):
        return new

    def between(first: float, last: float) -> float:
        return first + (last - first) * share

    x, y, width, height = between(old.box.x, new.box.x), between(old.box.y, new.box.y), new.box.width, new.box.height
    if isinstance(new, Label):
        return replace(new, box=Box(x, y, width, height))
    box = Box(x, y, between(old.box.width, width), between(old.box.height, height))
    if isinstance(old, Bar) and isinstance(new, Bar):
        core_x1, core_x2 = between(old.core_x1, new.core_x1), between(old.core_x2, new.core_x2)
        return replace(new, box=box, core_x1=core_x1, core_x2=core_x2)
    return replace(new, box=box)
