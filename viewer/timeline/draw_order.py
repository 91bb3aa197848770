"""The coats that a scene is inked in, whoever inks it: what covers what, and what gives way to words.

The painter and the SVG writer ask here, so that a file never shows another order than the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from viewer.model.edtf_date import Edge
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Reach, Role, Rule, Shape

MARGIN_ROLES = frozenset(
    {Role.HEADER, Role.LANE_TITLE, Role.LANE_SUBTITLE, Role.LANE_NOTE, Role.AXIS_MAJOR, Role.AXIS_MINOR}
)
LINES_ON_TOP = frozenset({Role.TODAY, Role.AS_OF, Role.TREND, Role.MEASURE, Role.TIE})
_LOWEST = (Role.GHOST, Role.CLUSTER, Role.CARD)
GAP_PX = 2.0
"""Between a label and the line of a day that it interrupts."""
HATCH_GAP_PX = 3.0
"""Between a label and the hatching that it interrupts."""


def groups(shapes: Iterable[Shape]) -> list[list[Shape]]:
    """The shapes cut where a Band follows something that is none: lanes, headers, axis."""
    found: list[list[Shape]] = [[]]
    for shape in shapes:
        if isinstance(shape, Band) and found[-1] and not isinstance(found[-1][-1], Band):
            found.append([])
        found[-1].append(shape)
    return found


def in_margin(group: Iterable[Shape]) -> bool:
    """Whether the group is a header or the axis, which cover the lanes and are not cut to them."""
    return any(shape.role in MARGIN_ROLES for shape in group if not isinstance(shape, Cluster))


def depth(shape: Bar | Mark | Reach) -> int:
    """0 for ghosts and for sheets below clusters, which lie lowest, 1 for claims in conflict, 2 for what holds."""
    return 0 if shape.role in _LOWEST else 1 if shape.role is Role.CONFLICT else 2


def reach_coats(reaches: Iterable[Reach]) -> Iterator[tuple[str, Reach, Box]]:
    """What is inked of upright claims, in order: every "extent", then every "core", then every "outline".

    Those beside what holds lie lowest. An outline runs round what is doubted.
    """
    ordered = sorted(reaches, key=depth)
    yield from (("extent", reach, reach.box) for reach in ordered)
    for reach in ordered:
        for top, bottom in reach.cores:
            yield "core", reach, Box(reach.box.x, top, reach.box.width, bottom - top)
    yield from (("outline", reach, reach.box) for reach in ordered if reach.dotted)


def interrupted(rule: Rule, boxes: Iterable[Box]) -> list[Rule]:
    """A vertical line without the stretches where one of `boxes` (labels mostly) stands on it."""
    if rule.x1 != rule.x2 or rule.arrow:
        return [rule]
    top, bottom = min(rule.y1, rule.y2), max(rule.y1, rule.y2)
    pieces: list[Rule] = []
    crossed = sorted((box.y, box.bottom) for box in boxes if box.x - GAP_PX < rule.x1 < box.right + GAP_PX)
    for first, last in crossed:
        if last <= top or first >= bottom:
            continue
        if first > top:
            pieces.append(Rule(rule.x1, top, rule.x1, first, rule.role, rule.accent, dotted=rule.dotted))
        top = max(top, last)
    if bottom > top:
        pieces.append(Rule(rule.x1, top, rule.x1, bottom, rule.role, rule.accent, dotted=rule.dotted))
    return pieces


def blanks(bars: Sequence[Bar], labels: Sequence[Label]) -> Iterator[Box]:
    """Where hatching is blanked, because words are not read through strokes."""
    faded = [
        bar
        for bar in bars
        if bar.role is Role.EVENT and {bar.style.start, bar.style.end} & {Edge.ABOUT, Edge.NONE}
    ]
    for label in labels:
        left, right = label.box.x - HATCH_GAP_PX, label.box.right + HATCH_GAP_PX
        for bar in faded:
            box = bar.box
            if label.box.y >= box.bottom or label.box.bottom <= box.y:
                continue
            first, last = max(left, box.x + 1), min(right, box.right - 1)
            outlined = Edge.NONE not in (bar.style.start, bar.style.end)
            inset = 0.5 if outlined else -0.5  # an outline stays; the ends of bare strokes go
            if first < last:
                yield Box(first, box.y + inset, last - first, box.height - 2 * inset)
