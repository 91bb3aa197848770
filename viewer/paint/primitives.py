"""A scene as drawing primitives: what the two back ends, `qt_painter` and `svg_writer`, have in common.

    shapes ── groups ── layers ── primitives ──┬── qt_painter: screen, PNG, PDF, printer
    (viewer.timeline.scene)                    └── svg_writer: SVG, HTML

Shapes say where something is and which role it has; primitives are rectangles, lines, polygons and texts in the
colours ("#rrggbb") of a theme. No Qt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from msgspec import Struct

from viewer.model.edtf_date import Edge
from viewer.theme import CLUSTER_SHARE, LEADER_SHARE, OUTLINE_SHARE, Theme
from viewer.timeline.event_cards import CARD_ACCENT_PX
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Reach, Role, Rule, Scene, Shape, Style
from viewer.timeline.symbols import BarForm, Line, Point, bar_form, diameter_px, hatching, mark_outline

DOTS = (1.0, 1.5)  # on and off, in widths of the line; squares: round dots cost Qt ten times as much
DASHES = (3.5, 2.5)
MARK_DOTS = (1.3, 1.3)  # around a mark, where longer gaps would hide its outline
MARK_DASHES = (1.8, 1.4)
CORNER_PX = 2.0
ARROW_PX, ARROW_HALF_PX = 6.0, 2.6  # length and half the width of an arrow head
BADGE_PX = 9.0
PAPER_OUTLINE_PX = 0.5


class Stroke(Struct, frozen=True, eq=False, gc=False):
    """How a line looks; equal strokes are the same object."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()  # on and off in widths of the line; () is solid


@cache
def stroke(colour: str, width: float, dash: tuple[float, ...] = ()) -> Stroke:
    return Stroke(colour, width, dash)


class Gradient(Struct, frozen=True, eq=False):
    """A colour that fades from (`x1`, `y1`) to (`x2`, `y2`); stops are offsets from 0 to 1 with opacities."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    stops: tuple[tuple[float, float], ...]


Fill = str | Gradient | None


class Rect(Struct, frozen=True, eq=False, gc=False):
    box: Box
    fill: Fill
    stroke: Stroke | None = None
    radius: float = 0.0
    opacity: float = 1.0


class Segment(Struct, frozen=True, eq=False, gc=False):
    """A straight line, with an arrow head at its end or none."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Stroke
    head: tuple[Point, ...] = ()


class Segments(Struct, frozen=True, eq=False, gc=False):
    """Straight lines of one stroke."""

    lines: tuple[Line, ...]
    stroke: Stroke


class Polyline(Struct, frozen=True, eq=False, gc=False):
    points: tuple[Point, ...]
    stroke: Stroke


class Polygon(Struct, frozen=True, eq=False, gc=False):
    points: tuple[Point, ...]
    fill: Fill
    stroke: Stroke | None = None


class Circle(Struct, frozen=True, eq=False, gc=False):
    x: float
    y: float
    radius: float
    fill: str
    stroke: Stroke


class Text(Struct, frozen=True, eq=False, gc=False):
    """A text whose anchor ("start", "middle", "end") is at `x`.

    Its line is centred at `y`; with `capitals` the height of its capitals and figures is.
    """

    text: str
    role: Role
    x: float
    y: float
    colour: str
    anchor: str = "start"
    capitals: bool = False
    tooltip: str = ""


class Columns(Struct, frozen=True, eq=False, gc=False):
    """Columns side by side in a box, each as high as the root of its count: few events still show."""

    box: Box
    counts: tuple[int, ...]
    fill: str


class Symbol(Struct, frozen=True, eq=False):
    """Primitives around the origin, within `radius` px of it. Equal symbols are the same object."""

    parts: tuple[Rect | Polygon | Segments | Circle, ...]
    radius: float


class PlacedSymbol(Struct, frozen=True, eq=False, gc=False):
    symbol: Symbol
    x: float
    y: float


Primitive = Rect | Segment | Segments | Polyline | Polygon | Circle | Text | Columns | PlacedSymbol


class PixelGrid(Struct, frozen=True):
    """The pixels of a device, which lines and edges are moved to."""

    ratio: float  # device pixels for one of the scene; 0 where pixels do not matter (PDF, printer)
    dx: float = 0.0
    dy: float = 0.0

    def edge_x(self, x: float) -> float:
        """The nearest border between two pixels."""
        return (round(x * self.ratio + self.dx) - self.dx) / self.ratio if self.ratio else x

    def edge_y(self, y: float) -> float:
        return (round(y * self.ratio + self.dy) - self.dy) / self.ratio if self.ratio else y

    def line_x(self, x: float, width: float) -> float:
        """The middle of a vertical line of `width` that covers whole pixels."""
        return self.edge_x(x) + self._half(width)

    def line_y(self, y: float, width: float) -> float:
        return self.edge_y(y) + self._half(width)

    def is_whole(self, width: float) -> bool:
        """True if a line of `width` can cover whole pixels."""
        pixels = width * self.ratio
        return pixels >= 1.0 and pixels == round(pixels)

    def edges(self, box: Box) -> Box:
        """The box with its sides between pixels, for a fill."""
        x, y = self.edge_x(box.x), self.edge_y(box.y)
        return Box(x, y, self.edge_x(box.x + box.width) - x, self.edge_y(box.y + box.height) - y)

    def outline(self, box: Box) -> Box:
        """The box with its sides in the middle of pixels, for an outline of 1 px."""
        if not self.ratio:
            return box
        x, y = self.line_x(box.x, 1.0), self.line_y(box.y, 1.0)
        return Box(x, y, self.line_x(box.right, 1.0) - x, self.line_y(box.bottom, 1.0) - y)

    def _half(self, width: float) -> float:
        return 0.5 / self.ratio if self.ratio and round(width * self.ratio) % 2 else 0.0


NO_GRID = PixelGrid(0.0)

MARGIN_ROLES = frozenset(
    {Role.HEADER, Role.LANE_TITLE, Role.LANE_SUBTITLE, Role.LANE_NOTE, Role.AXIS_MAJOR, Role.AXIS_MINOR}
)
TOP_LINE_ROLES = frozenset({Role.TODAY, Role.AS_OF, Role.TREND, Role.MEASURE, Role.DEPENDENCY})
LINE_GAP_PX = 2.0  # between a label and the line on top that it interrupts
HATCH_GAP_PX = 3.0  # between a label and the hatching that it interrupts


def groups(scene: Scene) -> Iterator[tuple[bool, Layers]]:
    """The shapes in groups that are drawn one after another, without the ground of the whole scene.

    A group starts at a Band that follows other shapes. With each group: True from the first header or axis on; they
    cover the lanes, which are clipped there.
    """
    ground = Band(Box(0.0, 0.0, scene.width, scene.height), Role.GROUND)
    shapes = [shape for shape in scene.shapes if shape != ground]
    is_band = [isinstance(shape, Band) for shape in shapes]
    starts = [at for at in range(1, len(shapes)) if is_band[at] and not is_band[at - 1]]
    in_margin = False
    for start, end in pairwise((0, *starts, len(shapes))):
        part = shapes[start:end]
        roles = {shape.role for shape in part if not isinstance(shape, Cluster)}
        in_margin = in_margin or not MARGIN_ROLES.isdisjoint(roles)
        yield in_margin, layers(part)


def z_index(shape: Bar | Mark | Reach) -> int:
    """0 for previous dates and for what lies below clusters, 1 for claims in conflict, 2 for current claims."""
    if shape.role in (Role.PREVIOUS_DATE, Role.CLUSTER, Role.CARD):
        return 0
    return 1 if shape.role is Role.CONFLICT else 2


class Layers(Struct):
    """The shapes of a group by kind, in the order of painting; within a kind the topmost comes last."""

    bands: list[Band]
    lines: list[Rule]
    ranges: list[Reach]
    bars: list[Bar]
    top_lines: list[Rule]
    marks: list[Mark]
    clusters: list[Cluster]
    labels: list[Label]


def layers(shapes: Iterable[Shape]) -> Layers:
    kinds: dict[type, list[Any]] = defaultdict(list)
    for shape in shapes:
        kinds[type(shape)].append(shape)
    lines = [rule for rule in kinds[Rule] if rule.role not in TOP_LINE_ROLES]
    top_lines = [rule for rule in kinds[Rule] if rule.role in TOP_LINE_ROLES]
    bars, marks = sorted(kinds[Bar], key=z_index), sorted(kinds[Mark], key=z_index)
    return Layers(kinds[Band], lines, kinds[Reach], bars, top_lines, marks, kinds[Cluster], kinds[Label])


def interrupted(rule: Rule, boxes: Iterable[Box]) -> list[Rule]:
    """The parts of a vertical line that no box covers; other lines stay whole."""
    if rule.x1 != rule.x2 or rule.arrow:
        return [rule]
    top, bottom = min(rule.y1, rule.y2), max(rule.y1, rule.y2)
    parts: list[Rule] = []
    gaps = sorted((box.y, box.bottom) for box in boxes if box.x - LINE_GAP_PX < rule.x1 < box.right + LINE_GAP_PX)
    for gap_top, gap_bottom in (*gaps, (bottom, bottom)):
        if top < min(gap_top, bottom):
            end = min(gap_top, bottom)
            parts.append(Rule(rule.x1, top, rule.x1, end, rule.role, rule.accent, dotted=rule.dotted))
        top = max(top, gap_bottom)
    return parts


def blanks(bars: Sequence[Bar], labels: Sequence[Label], theme: Theme, grid: PixelGrid) -> Iterator[Rect]:
    """Rectangles of ground between the hatching of `bars` and the labels on it."""
    faded = [
        bar for bar in bars if bar.role is Role.EVENT and {bar.style.start, bar.style.end} & {Edge.ABOUT, Edge.NONE}
    ]
    for label in labels:
        left, right = label.box.x - HATCH_GAP_PX, label.box.right + HATCH_GAP_PX
        for bar in faded:
            box = grid.outline(bar.box)
            if label.box.y >= box.bottom or label.box.bottom <= box.y:
                continue
            first, last = max(left, box.x + 1), min(right, box.right - 1)
            has_outline = Edge.NONE not in (bar.style.start, bar.style.end)
            inset = 0.5 if has_outline else -0.5  # keep the outline; cover the ends of strokes without one
            if first < last:
                yield Rect(Box(first, box.y + inset, last - first, box.height - 2 * inset), theme.palette["ground"])


def band_rects(layers: Layers, theme: Theme, grid: PixelGrid) -> Iterator[Rect]:
    """Filled rectangles. The ground of a label on a top line has round ends."""
    for band in layers.bands:
        box, colour = grid.edges(band.box), theme.style(band.role).colour
        if band.role in TOP_LINE_ROLES and any(label.role is band.role for label in layers.labels):
            yield Rect(box, colour, radius=box.height / 2)
        elif band.role is Role.AS_OF:  # what was not known yet is darkened
            yield Rect(box, theme.palette["foreground"], opacity=0.045)
        else:
            yield Rect(box, theme.accent(band.accent) if band.accent >= 0 else colour)


@cache
def _line_stroke(theme: Theme, role: Role, lane: int, dotted: bool, arrow: bool) -> tuple[Stroke, float]:
    """The stroke of a line, and the width in `theme` that decides which pixels it covers."""
    style, is_leader = theme.style(role), role in (Role.LABEL, Role.LABEL_STRONG, Role.LABEL_MUTED)
    colour = style.colour
    if is_leader or lane >= 0:
        colour = theme.tint(lane, LEADER_SHARE if is_leader else 0.85)
    if dotted:
        return stroke(colour, style.width * 1.25, DOTS), style.width
    return stroke(colour, style.width, () if arrow else style.dash), style.width


def segment(rule: Rule, theme: Theme, grid: PixelGrid) -> Segment:
    """A line with, if it has one, its arrow head."""
    x1, y1, x2, y2 = rule.x1, rule.y1, rule.x2, rule.y2
    look, width = _line_stroke(theme, rule.role, rule.accent, rule.dotted, rule.arrow)
    if x1 == x2:
        x1 = x2 = grid.line_x(x1, width)
    elif y1 == y2:
        y1 = y2 = grid.line_y(y1, width)
    if not rule.arrow:
        return Segment(x1, y1, x2, y2, look)
    length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 0.001)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    foot_x, foot_y = x2 - ux * ARROW_PX, y2 - uy * ARROW_PX
    across_x, across_y = uy * ARROW_HALF_PX, ux * ARROW_HALF_PX
    head = ((x2, y2), (foot_x - across_x, foot_y + across_y), (foot_x + across_x, foot_y - across_y))
    return Segment(x1, y1, foot_x, foot_y, look, head)


class BarStyle(Struct, frozen=True, eq=False):
    """The colours of a bar and the width of its outline."""

    line: str
    fill: str
    width: float


@cache
def bar_style(theme: Theme, role: Role, lane: int, is_done: bool) -> BarStyle:
    """The style of a bar without a fade; `is_done` says whether its fill is strong."""
    line = theme.accent(lane)
    if role is not Role.EVENT:
        line = theme.tint(lane, CLUSTER_SHARE if role is Role.CLUSTER else OUTLINE_SHARE)
    fill = theme.palette["ground"] if role is Role.CONFLICT else _even_fill(theme, lane, is_done)
    return BarStyle(line, fill, theme.style(role).width)


def _even_fill(theme: Theme, lane: int, is_done: bool) -> str:
    """The fill of a bar without a fade."""
    share = theme.done if is_done else theme.planned
    return theme.tint(lane, share) if share else theme.palette["ground"]


def is_plain(bar: Bar) -> bool:
    """True if the bar is a rectangle with one solid outline and nothing within."""
    style, role = bar.style, bar.role
    is_known = style.start is Edge.KNOWN and style.end is Edge.KNOWN and not style.dotted
    return is_known and style.status != "partial" and role is not Role.PREVIOUS_DATE and role is not Role.CARD


def bar_primitives(bar: Bar, theme: Theme, grid: PixelGrid) -> list[Primitive]:
    """A bar without its badge, from the lowest part to the topmost."""
    box, style = grid.outline(bar.box), bar.style
    if bar.role is Role.CARD:
        return _card(box, style, theme)
    look = bar_style(theme, bar.role, style.accent, style.filled and style.status != "partial")
    first_half = _first_half(box, style.accent, theme) if style.status == "partial" else []
    if style.start is style.end is Edge.KNOWN and not style.dotted and bar.role is not Role.PREVIOUS_DATE:
        return [Rect(box, look.fill, stroke(look.line, look.width), CORNER_PX), *first_half]
    snapped = Bar(box, bar.core_x1, bar.core_x2, bar.ref, bar.role, style)
    form = bar_form(snapped)
    parts: list[Primitive] = [Polygon(form.body, _bar_fill(bar, form, theme, look)), *first_half]
    parts += [Polygon(head, look.line) for head in form.heads]
    if theme.hatched and form.faded and bar.role is Role.EVENT:
        parts.append(Segments(hatching(snapped, form), stroke(look.line, look.width * 0.75)))
    return parts + _outline(bar, form, look)


def _card(box: Box, style: Style, theme: Theme) -> list[Primitive]:
    """The ground of a card with a hairline around it and a stripe of accent at its left."""
    hairline = stroke(theme.style(Role.CARD).colour, theme.style(Role.CARD).width)
    stripe = Box(box.x, box.y, CARD_ACCENT_PX, box.height)
    return [Rect(box, theme.palette["panel"], hairline), Rect(stripe, theme.accent(style.accent))]


def _outline(bar: Bar, form: BarForm, look: BarStyle) -> list[Primitive]:
    """The lines of a bar by their kind."""
    dotted, is_previous = bar.style.dotted, bar.role is Role.PREVIOUS_DATE
    width = look.width * 1.5 if dotted else look.width
    dash = DOTS if dotted else DASHES if is_previous else ()
    parts: list[Primitive] = []
    if form.solid:
        parts.append(Segments(form.solid, stroke(look.line, width, dash)))
    if form.dashed:
        parts.append(Segments(form.dashed, stroke(look.line, width, DOTS if dotted else DASHES)))
    if form.caps:
        parts.append(Segments(form.caps, stroke(look.line, look.width * 2, dash)))
    return parts + [Polyline(chevron, stroke(look.line, look.width * 1.25)) for chevron in form.chevrons]


def _bar_fill(bar: Bar, form: BarForm, theme: Theme, look: BarStyle) -> Fill:
    """The fill of a bar; a gradient where it fades, None where hatching takes its place."""
    style = bar.style
    if bar.role is Role.PREVIOUS_DATE:
        return None
    if bar.role is Role.CONFLICT or not form.faded:
        return look.fill
    if theme.hatched:
        return None if style.filled else theme.palette["ground"]
    nil_1, full_1, full_2, nil_2 = form.fades
    length = max(nil_2 - nil_1, 0.001)
    nothing = 0.0 if Edge.NONE in (style.start, style.end) else 0.03
    full = max(theme.done if style.filled and style.status != "partial" else theme.planned, theme.fading)
    stops = [(0.0, nothing)] if full_1 > nil_1 else []
    stops += [(min(1.0, (full_1 - nil_1) / length), full), (min(1.0, (full_2 - nil_1) / length), full)]
    stops += [(1.0, nothing)] if nil_2 > full_2 else []
    return Gradient(nil_1, 0.0, nil_2, 0.0, theme.accent(style.accent), tuple(stops))


def _first_half(box: Box, lane: int, theme: Theme) -> list[Primitive]:
    """A partial success: the first half of the bar is filled."""
    half = Box(box.x + 0.5, box.y + 0.5, box.width / 2, box.height - 1)
    edge = ((half.right, half.y, half.right, half.bottom),)
    return [Rect(half, _even_fill(theme, lane, True)), Segments(edge, stroke(theme.accent(lane), 1.0))]


def range_rects(ranges: Iterable[Reach], theme: Theme, grid: PixelGrid) -> Iterator[Rect]:
    """The dates that claims allow, upright: all extents, then all cores, then the outlines of doubted claims."""
    ordered = sorted(ranges, key=z_index)
    for reach in ordered:
        box, opacity = grid.edges(reach.box), max(theme.fading, theme.done / 2) / 2 * _strength(reach)
        if reach.fades:
            stops = (0.0, 0.0 if reach.fades == "top" else opacity), (1.0, opacity if reach.fades == "top" else 0.0)
            yield Rect(box, Gradient(0.0, box.y, 0.0, box.bottom, theme.accent(reach.accent), stops))
        else:
            outline = stroke(theme.tint(reach.accent, OUTLINE_SHARE), PAPER_OUTLINE_PX)
            # On paper light tints are hard to see.
            yield Rect(box, theme.tint(reach.accent, opacity), outline if theme.hatched else None)
    for reach in ordered:
        fill = theme.tint(reach.accent, theme.done * _strength(reach))
        for top, bottom in reach.cores:
            yield Rect(grid.edges(Box(reach.box.x, top, reach.box.width, bottom - top)), fill)
    for reach in ordered:
        if reach.dotted:
            box = grid.edges(reach.box)
            inner = Box(box.x + 0.5, box.y + 0.5, box.width - 1.0, box.height - 1.0)
            yield Rect(inner, None, stroke(theme.tint(reach.accent, OUTLINE_SHARE), 1.0, DOTS))


def _strength(reach: Reach) -> float:
    """The opacity of a claim to that of a bar: half of it beside the current claim."""
    return 1.15 if reach.role is Role.EVENT else 1.15 / 2


def placed_mark(mark: Mark, theme: Theme) -> PlacedSymbol:
    (x, y), style = mark.box.centre, mark.style
    look = style.accent, style.filled, style.dotted, style.status
    return PlacedSymbol(_mark_symbol(theme, mark.role, mark.shape, diameter_px(mark.box), look), x, y)


def placed_badge(bar: Bar, theme: Theme) -> PlacedSymbol | None:
    """The badge of a bar's status above its end (under way: above its start); None without one."""
    status, box = bar.style.status, bar.box
    if status not in ("overdue", "cancelled", "failed", "under-way") or bar.role is not Role.EVENT:
        return None
    x = box.x + 1 if status == "under-way" else box.x + box.width - 1
    return PlacedSymbol(_badge_symbol(theme, status, bar.style.accent), x, box.y + 1)


@lru_cache(maxsize=2000)
def _mark_symbol(theme: Theme, role: Role, shape: str, diameter: float, look: tuple[int, bool, bool, str]) -> Symbol:
    """A mark with its badge: filled when it happened, hollow when it is planned; previous dates dashed.

    `look` is lane, `filled`, `dotted` and status of its style.
    """
    lane, filled, dotted, status = look
    radius, accent = diameter + BADGE_PX, theme.accent(lane)
    if role is not Role.EVENT:
        outline = stroke(theme.tint(lane, OUTLINE_SHARE), 1.0, MARK_DASHES if role is Role.PREVIOUS_DATE else ())
        fill = theme.palette["ground"] if role is Role.CONFLICT else None
        return Symbol((Polygon(mark_outline(shape, diameter - 2), fill, outline),), radius)
    is_filled = filled and status not in ("partial", "cancelled")
    parts: list[Rect | Polygon | Segments | Circle] = []
    if is_filled and not dotted:
        parts.append(Polygon(mark_outline(shape, diameter), accent))
    else:
        outline = stroke(accent, 1.1, MARK_DOTS) if dotted else stroke(accent, 1.5)
        share = 0.45 if is_filled else 0.15 if dotted else 0.0
        parts.append(Polygon(mark_outline(shape, diameter - 1), theme.tint(lane, share), outline))
    if status == "partial":
        parts.append(Polygon(_left_half(mark_outline(shape, diameter - 1)), accent))
    elif status == "cancelled":
        parts.append(_cross(0.0, 0.0, diameter * 0.52, stroke(theme.palette["foreground"], 1.5)))
    elif status in ("overdue", "failed", "under-way"):
        parts += _badge_parts(theme, status, lane, diameter * 0.55, -diameter * 0.5)
    return Symbol(tuple(parts), radius)


@cache
def _badge_symbol(theme: Theme, status: str, lane: int) -> Symbol:
    return Symbol(_badge_parts(theme, status, lane, 0.0, 0.0), BADGE_PX)


def _badge_parts(
    theme: Theme, status: str, lane: int, x: float, y: float
) -> tuple[Rect | Polygon | Segments | Circle, ...]:
    """A sign of BADGE_PX around (`x`, `y`) with a rim of ground."""
    colours = theme.palette
    ground, foreground, radius = colours["ground"], colours["foreground"], BADGE_PX / 2
    rim = stroke(ground, 2.0)
    if status == "overdue":
        exclamation = Segments(((x, y - 2.9, x, y + 0.7), (x, y + 1.7, x, y + 3.1)), stroke(colours["on-today"], 1.5))
        return Circle(x, y, radius + 0.5, colours["today"], rim), exclamation
    if status == "under-way":
        triangle = ((x - 3.2, y - 4.2), (x + 4.4, y), (x - 3.2, y + 4.2))
        return Polygon(triangle, ground, rim), Polygon(triangle, theme.accent(lane))
    box = Box(x - radius, y - radius, 2 * radius, 2 * radius)
    if status == "failed":
        return Rect(box, foreground, rim), _cross(x, y, 2.2, stroke(ground, 1.25))
    inner = Box(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
    return (
        Rect(box, ground, rim),
        Rect(inner, None, stroke(foreground, 1.0)),
        _cross(x, y, 2.2, stroke(foreground, 1.25)),
    )


def _cross(x: float, y: float, reach: float, look: Stroke) -> Segments:
    falling, rising = ((x - reach, y - reach, x + reach, y + reach), (x - reach, y + reach, x + reach, y - reach))
    return Segments((falling, rising), look)


def _left_half(points: Sequence[Point]) -> tuple[Point, ...]:
    """The part of a polygon left of the origin."""
    half: list[Point] = []
    for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True):
        if x1 <= 0:
            half.append((x1, y1))
        if (x1 < 0) != (x2 < 0) and x1 != x2:
            half.append((0.0, y1 - (y2 - y1) * x1 / (x2 - x1)))
    return tuple(half)


def cluster_columns(cluster: Cluster, theme: Theme) -> Columns:
    """The strip of columns of a histogram."""
    return Columns(cluster.box, cluster.histogram, theme.tint(cluster.accent, 0.7))


def cluster_disc(cluster: Cluster, text_px: float, theme: Theme) -> tuple[PlacedSymbol, Text]:
    """The disc of a cluster, wider where its number of `text_px` needs it, and the number."""
    box, (x, y) = cluster.box, cluster.box.centre
    height = min(box.width, box.height)
    symbol, colour = _disc(theme, cluster.accent, max(height, text_px + height * 0.55), height)
    text = Text(str(cluster.count), Role.COUNT, x, y, colour, "middle", capitals=True)
    return PlacedSymbol(symbol, x, y), text


@lru_cache(maxsize=2000)
def _disc(theme: Theme, lane: int, width: float, height: float) -> tuple[Symbol, str]:
    """A disc and the colour of the number on it."""
    rim = stroke(theme.palette["ground"], 1.0)  # where discs touch
    disc = Rect(Box(-width / 2, -height / 2, width, height), theme.accent(lane), rim, height / 2)
    return Symbol((disc,), width / 2 + 2.0), theme.on_accent(lane)


@cache
def text_colour(theme: Theme, role: Role) -> str:
    """The colour of a text. It is never the accent: the shape beside it shows the lane."""
    if role is Role.TODAY:
        return theme.palette["on-today"]
    return theme.palette["ground"] if role in (Role.AS_OF, Role.MEASURE) else theme.style(role).colour


def label_text(label: Label, theme: Theme) -> Text:
    box = label.box
    x, anchor = box.x, "start"
    if label.align == "centre":
        x, anchor = box.x + box.width / 2, "middle"
    elif label.align == "right":
        x, anchor = box.right, "end"
    tooltip = "" if label.ref else label.full
    colour = text_colour(theme, label.role)
    return Text(label.text, label.role, x, box.y + box.height / 2, colour, anchor, False, tooltip)
