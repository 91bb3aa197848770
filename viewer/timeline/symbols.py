"""The outlines of marks and bars, for screen, paper, SVG and the legend.

A mark is a polygon in the square -1 … 1 (x right, y down), chosen by the kind of its event. The form of a bar is in
pixels: the body to fill, its outline by kind of line, caps and arrow heads.

       known            ~ about           [a..] after          a/.. open        a/ unknown
    ┃▔▔▔▔▔▔▔▔┃        ┆┄┄▔▔▔▔┄┄┆         ┃▒▒▒▒░░░░  ›         ▔▔▔▔▔▔▔▔◣         ▔▔▔▔▔▔▔≷
    ┃▁▁▁▁▁▁▁▁┃        ┆┄┄▁▁▁▁┄┄┆         ┃▒▒▒▒░░░░  ›         ▁▁▁▁▁▁▁▁◤         ▁▁▁▁▁▁▁≷
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, pi, sin

from msgspec import Struct

from viewer.model.edtf_date import Edge
from viewer.timeline.scene import Bar, Box, Role

Point = tuple[float, float]
Line = tuple[float, float, float, float]  # x1, y1, x2, y2

ARROW_PX = 9.0  # length of an arrow head at an open end
RAGGED_PX = 4.0  # depth of the teeth at an unknown end
LEAST_CHEVRON_PX = 16.0  # narrower fades have a cap only
CAP_PX = 3.0  # how far the cap of a one-sided bound reaches beyond the bar


def _polygon(radii: Sequence[float], turn: float = 0.0, flat: float = 1.0) -> tuple[Point, ...]:
    """A corner at each of `radii` in equal angles, the first one up, turned by `turn` corners, `flat` times as high."""
    angles = ((corner + turn) * 2 * pi / len(radii) - pi / 2 for corner in range(len(radii)))
    return tuple((round(r * cos(a), 4), round(r * flat * sin(a), 4)) for r, a in zip(radii, angles, strict=True))


OUTLINES: dict[str, tuple[Point, ...]] = {
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "up": ((0, -0.95), (1, 0.8), (-1, 0.8)),
    "down": ((0, 0.95), (1, -0.8), (-1, -0.8)),
    "left": ((-0.95, 0), (0.8, -1), (0.8, 1)),
    "chevron-up": ((0, -0.95), (1, 0.2), (1, 0.95), (0, -0.1), (-1, 0.95), (-1, 0.2)),
    "chevron-right": ((1, 0), (0.05, 1), (-0.85, 1), (0.1, 0), (-0.85, -1), (0.05, -1)),
    "lens": _polygon([1.12] * 20, flat=0.6),
    "bow": ((-1, -0.85), (0, -0.15), (1, -0.85), (1, 0.85), (0, 0.15), (-1, 0.85)),
    "hourglass": ((-0.85, -1), (0.85, -1), (0.15, 0), (0.85, 1), (-0.85, 1), (-0.15, 0)),
    "square": ((-0.82, -0.82), (0.82, -0.82), (0.82, 0.82), (-0.82, 0.82)),
    "slab": ((-1.1, -0.5), (1.1, -0.5), (1.1, 0.5), (-1.1, 0.5)),
    "dome": (*((round(cos(pi + k * pi / 12), 4), round(0.55 + 1.25 * sin(pi + k * pi / 12), 4)) for k in range(13)),),
    "hexagon": _polygon([1.0] * 6, turn=0.5),
    "pentagon": _polygon([1.05] * 5),
    "star": _polygon([1.15, 0.5] * 5),
    "spark": _polygon([1.15, 0.38] * 4),
    "plus": (
        (-0.34, -0.95), (0.34, -0.95), (0.34, -0.34), (0.95, -0.34), (0.95, 0.34), (0.34, 0.34),
        (0.34, 0.95), (-0.34, 0.95), (-0.34, 0.34), (-0.95, 0.34), (-0.95, -0.34), (-0.34, -0.34),
    ),
    "tray": ((-1, -0.75), (1, -0.75), (0.55, 0.75), (-0.55, 0.75)),
    "drop": (
        (0, -1.1),
        *((round(0.74 * cos(-pi / 7 + k * (pi + 2 * pi / 7) / 12), 4),
           round(0.32 + 0.74 * sin(-pi / 7 + k * (pi + 2 * pi / 7) / 12), 4)) for k in range(13)),
    ),
    "shield": ((-0.85, -0.9), (0.85, -0.9), (0.85, 0.15), (0.5, 0.65), (0, 1.05), (-0.5, 0.65), (-0.85, 0.15)),
    "house": ((0, -1), (0.95, -0.2), (0.95, 0.9), (-0.95, 0.9), (-0.95, -0.2)),
    "bubble": ((-1, -0.85), (1, -0.85), (1, 0.45), (0.05, 0.45), (-0.45, 1.05), (-0.45, 0.45), (-1, 0.45)),
}  # fmt: skip
"""The outlines of marks by name; "diamond" is for unknown names."""


def diameter_px(box: Box) -> float:
    """The size of a mark within its box, which is larger so that it is easily hit."""
    return max(4.0, min(box.width, box.height, 16.0) - 4.0)


def mark_outline(shape: str, diameter: float) -> tuple[Point, ...]:
    """The polygon of a mark around the origin, in pixels."""
    radius = diameter / 2
    return tuple((x * radius, y * radius) for x, y in OUTLINES.get(shape, OUTLINES["diamond"]))


class BarForm(Struct, frozen=True):
    """The parts of a bar. All lines run in pixels; the body is closed."""

    body: tuple[Point, ...]
    solid: tuple[Line, ...]  # outline where the bound is known
    dashed: tuple[Line, ...]  # outline where it is widened
    caps: tuple[Line, ...]  # the strong line at the known side of [a..] and [..b]
    heads: tuple[tuple[Point, ...], ...]  # filled arrow heads
    chevrons: tuple[tuple[Point, ...], ...]  # open arrow heads, at the end of a fade
    fades: tuple[float, float, float, float]  # x where the colour is nil, full, full, nil; nil = full: no fade

    @property
    def faded(self) -> bool:
        return self.fades[0] < self.fades[1] or self.fades[2] < self.fades[3]


def bar_form(bar: Bar) -> BarForm:
    """The parts of `bar`, by the edges of its style."""
    box, start, end = bar.box, bar.style.start, bar.style.end
    left, right, top, bottom = box.x, box.right, box.y, box.bottom
    middle = (top + bottom) / 2
    head = min(ARROW_PX, box.height * 0.5 + 1, box.width / 2)
    core_1 = min(max(bar.core_x1, left), right) if start is Edge.ABOUT else left
    core_2 = max(min(bar.core_x2, right), core_1) if end is Edge.ABOUT else right
    solid: list[Line] = []
    dashed: list[Line] = []
    caps: list[Line] = []
    heads: list[tuple[Point, ...]] = []
    chevrons: list[tuple[Point, ...]] = []

    def sided(edge: Edge, x: float, inward: int) -> tuple[tuple[Point, ...], float, float]:
        """The body's corners on one side (top to bottom), where the plain outline starts, where colour is full."""
        if edge is Edge.OPEN:
            neck = x + inward * head
            heads.append(((neck, top - 2), (x, middle), (neck, bottom + 2)))
            return ((neck, top), (neck, bottom)), neck, neck
        if edge is Edge.UNKNOWN:
            teeth = max(2, round(box.height / 5)) * 2
            depth = min(RAGGED_PX, box.width / 3)
            corners = tuple(
                (x + (inward * depth if k % 2 else 0.0), top + k * box.height / teeth) for k in range(teeth + 1)
            )
            solid.extend((*one, *other) for one, other in pairwise(corners))
            return corners, x, x
        if edge is Edge.NONE:
            tip = x + inward * 1.0
            wing = tip + inward * min(5.0, box.height / 3)
            if box.width >= LEAST_CHEVRON_PX:
                reach = (bottom - top) / 4
                chevrons.append(((wing, middle - reach), (tip, middle), (wing, middle + reach)))
            return ((x, top), (x, bottom)), x, x
        if edge is Edge.ABOUT:
            core = core_1 if inward > 0 else core_2
            dashed.extend(((x, top, x, bottom), (core, top, x, top), (core, bottom, x, bottom)))
            return ((x, top), (x, bottom)), core, core
        solid.append((x, top, x, bottom))
        return ((x, top), (x, bottom)), x, x

    # The plain outline runs along top and bottom between `from_x` and `to_x`.
    first, from_x, fade_1 = sided(start, left, 1)
    last, to_x, fade_2 = sided(end, right, -1)
    if Edge.NONE in (start, end):  # a fade has no sides, only the cap it starts from
        if start is Edge.NONE:
            fade_1 = fade_2 if end is not Edge.NONE else (left + right) / 2
            caps.extend([(right, top - CAP_PX, right, bottom + CAP_PX)] if end is Edge.KNOWN else [])
        if end is Edge.NONE:
            fade_2 = fade_1
            caps.extend([(left, top - CAP_PX, left, bottom + CAP_PX)] if start is Edge.KNOWN else [])
        solid = [line for line in solid if line[0] != line[2]]
        if bar.role is not Role.EVENT:  # not filled: without these lines the fade would not be seen
            dashed.extend(((left, top, right, top), (left, bottom, right, bottom)))
    elif to_x > from_x:
        solid.extend(((from_x, top, to_x, top), (from_x, bottom, to_x, bottom)))
    nil_1 = left if start in (Edge.ABOUT, Edge.NONE) else fade_1
    nil_2 = right if end in (Edge.ABOUT, Edge.NONE) else fade_2
    body, lines = (*first, *reversed(last)), (tuple(solid), tuple(dashed), tuple(caps))
    return BarForm(body, *lines, tuple(heads), tuple(chevrons), (nil_1, fade_1, fade_2, nil_2))


def hatching(bar: Bar, form: BarForm, spacing_px: float = 3.5) -> tuple[Line, ...]:
    """Strokes at 45 degrees in place of the gradients of `form` on paper, closest where the colour is full.

    Each leads from the bottom up and back towards the full side. They cover the faded parts only, and lie within the
    bar's box.
    """
    nil_1, full_1, full_2, nil_2 = form.fades
    height, bottom = bar.box.height, bar.box.bottom
    strokes: list[Line] = []
    for full, nil in ((full_1, nil_1), (full_2, nil_2)):
        direction, length, along = (1.0 if nil > full else -1.0), abs(nil - full), 0.0
        while length and along < length + height:
            x1 = full + direction * along
            ends = [min(max(x, min(full, nil)), max(full, nil)) for x in (x1, x1 - direction * height)]
            if ends[0] != ends[1]:
                strokes.append((ends[0], bottom - abs(ends[0] - x1), ends[1], bottom - abs(ends[1] - x1)))
            along += spacing_px * (1 + 2.5 * min(1.0, along / length))
    return tuple(strokes)
