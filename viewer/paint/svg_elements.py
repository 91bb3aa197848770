"""Elements of SVG and the colours they are made in, for `svg_shapes` and `svg_marks`.

A tone (`accent`, `tint` …) is given to `Looks.of` with its arguments bound: `partial(tint, lane=2, share=0.6)`.
"""

from __future__ import annotations

from collections.abc import Sequence

from viewer.paint.svg_looks import number, points
from viewer.theme import Theme
from viewer.timeline.scene import Box, Role
from viewer.timeline.symbols import Line, Point

DASHES, DOTS = (3.5, 2.5), (1.0, 1.5)
"""In widths of the line, on and off."""


def accent(theme: Theme, lane: int) -> str:
    """The accent of a lane."""
    return theme.accent(lane)


def tint(theme: Theme, lane: int, share: float) -> str:
    """A share of the accent, the rest the ground."""
    return theme.tint(lane, share)


def palette(theme: Theme, name: str) -> str:
    """A colour by its name."""
    return theme.palette[name]


def role_ink(theme: Theme, role: Role) -> str:
    """The colour of a role."""
    return theme.ink(role).colour


def on_pixels(at: float, width: float) -> float:
    """Where a line of `width` runs so that it covers whole pixels at the size as written, as the painter has it."""
    return round(at) + (0.5 if round(width) % 2 else 0.0)


def dashed(dash: Sequence[float], width: float) -> str:
    """The attribute of a dashed line, "" for a solid one."""
    return f' stroke-dasharray="{" ".join(number(part * width) for part in dash)}"' if dash else ""


def dotted(width: float) -> str:
    return dashed(DOTS, width)


def path(lines: Sequence[Line]) -> str:
    """The `d` of a path of single lines."""
    return "".join(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" for x1, y1, x2, y2 in lines)


def rect(box: Box, more: str, radius: float = 0.0) -> str:
    """A rectangle; `more` are its other attributes, each with a space before it."""
    place = (
        f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}"'
    )
    corners = f' rx="{number(radius)}"' if radius else ""
    return f"<rect {place}{corners}{more}/>"


def polygon(corners: Sequence[Point], more: str) -> str:
    return f'<polygon points="{points(corners)}"{more}/>'
