"""Points of time, their badges and all words as elements of SVG, as `viewer.paint.marks` draws them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from viewer.paint.svg_elements import accent, dashed, palette, path, polygon, rect, tint
from viewer.paint.svg_looks import Looks, number, same, words
from viewer.theme import GHOST_SHARE, Theme
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role
from viewer.timeline.symbols import OUTLINES, Point, diameter_px

ASCENT, DESCENT, CAP = 0.96875, 0.2407, 0.7275
"""Of the bundled face, in its size."""
BADGE_PX = 9.0
MARK_DOTS = (1.3, 1.3)


class Marks:
    """Writes the elements of one picture; `measure` gives the widths of its words."""

    def __init__(self, looks: Looks, measure: Measure) -> None:
        self._looks = looks
        self._measure = measure
        self._theme = looks.themes[0]  # for the sizes of type, which are the same in all

    def bar_badge(self, bar: Bar) -> Iterator[str]:
        """On the corner above the bar's end; under way: above its start."""
        status = bar.style.status
        if bar.role is Role.EVENT and status in ("overdue", "cancelled", "failed", "under-way"):
            x = bar.box.x + 1 if status == "under-way" else bar.box.right - 1
            yield from self._badge(status, x, bar.box.y + 1, bar.style.accent)

    def mark(self, mark: Mark) -> Iterator[str]:
        """Filled when it happened, hollow when it is planned; ghosts thin and dashed."""
        style, (x, y) = mark.style, mark.box.centre
        diameter, look = diameter_px(mark.box), self._looks.of
        full = partial(accent, lane=style.accent)
        if mark.role is not Role.EVENT:
            line = partial(tint, lane=style.accent, share=GHOST_SHARE)
            dash = dashed((1.8, 1.4), 1.0) if mark.role is Role.GHOST else ""
            fill = partial(palette, name="ground") if mark.role is Role.CONFLICT else same("none")
            yield polygon(
                _sized(mark, diameter - 2), f' stroke-width="1"{dash}' + look(fill=fill, stroke=line)
            )
            return
        whole = style.filled and style.status not in ("partial", "cancelled")
        if whole and not style.dotted:
            yield polygon(_sized(mark, diameter), look(fill=full))
        else:
            width = 1.1 if style.dotted else 1.5
            dash = dashed(MARK_DOTS, width) if style.dotted else ""
            fill = partial(tint, lane=style.accent, share=0.45 if whole else 0.15 if style.dotted else 0.0)
            more = f' stroke-width="{number(width)}"{dash}' + look(fill=fill, stroke=full)
            yield polygon(_sized(mark, diameter - 1), more)
        if style.status == "partial":
            yield polygon(_left_half(_sized(mark, diameter - 1), x), look(fill=full))
        elif style.status == "cancelled":
            yield self._cross(x, y, diameter * 0.52, 1.5, "ink")
        elif style.status in ("overdue", "failed", "under-way"):
            yield from self._badge(style.status, x + diameter * 0.55, y - diameter * 0.5, style.accent)

    def _cross(self, x: float, y: float, reach: float, width: float, tone: str) -> str:
        lines = [(x - reach, y - reach, x + reach, y + reach), (x - reach, y + reach, x + reach, y - reach)]
        look = self._looks.of(fill=same("none"), stroke=partial(palette, name=tone))
        return f'<path d="{path(lines)}" stroke-width="{number(width)}"{look}/>'

    def _badge(self, status: str, x: float, y: float, lane: int) -> Iterator[str]:
        """A sign of BADGE_PX across, around (x, y), upon a rim of ground that sets it off."""
        radius, look = BADGE_PX / 2, self._looks.of
        ground, ink = partial(palette, name="ground"), partial(palette, name="ink")
        if status == "overdue":
            disc = look(fill=partial(palette, name="today"), stroke=ground)
            yield f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius + 0.5)}" stroke-width="2"{disc}/>'
            lines = path([(x, y - 2.9, x, y + 0.7), (x, y + 1.7, x, y + 3.1)])
            stroke = look(stroke=partial(palette, name="on-today"))
            yield f'<path d="{lines}" stroke-width="1.5"{stroke}/>'
        elif status == "under-way":
            tip = ((x - 3.2, y - 4.2), (x + 4.4, y), (x - 3.2, y + 4.2))
            yield polygon(tip, ' stroke-width="2"' + look(fill=ground, stroke=ground))
            yield polygon(tip, look(fill=partial(accent, lane=lane)))
        else:
            failed = status == "failed"
            box = Box(x - radius, y - radius, 2 * radius, 2 * radius)
            yield rect(box, ' stroke-width="2"' + look(fill=ink if failed else ground, stroke=ground))
            if not failed:
                inner = Box(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
                yield rect(inner, look(fill=same("none"), stroke=ink))
            yield self._cross(x, y, 2.2, 1.25, "ground" if failed else "ink")

    def cluster(self, cluster: Cluster) -> Iterator[str]:
        """A disc, a pill where the number is wide, with the count; a strip of columns for a density."""
        look, box = self._looks.of, cluster.box
        if cluster.profile:
            fill, most, cell = (
                look(fill=partial(tint, lane=cluster.accent, share=0.7)),
                max(cluster.profile),
                0.0,
            )
            cell = box.width / len(cluster.profile)
            for index, count in enumerate(cluster.profile):
                if count:
                    height = box.height * (0.25 + 0.75 * (count / most) ** 0.5)
                    x1, x2 = round(box.x + index * cell), round(box.x + (index + 1) * cell)
                    yield rect(Box(x1, box.bottom - height, max(x2 - x1 - (cell > 3), 1.0), height), fill)
            return
        text, height = str(cluster.count), min(box.width, box.height)
        (x, y), width = box.centre, max(height, self._measure(str(cluster.count), Role.COUNT) + height * 0.55)
        rim = look(fill=partial(accent, lane=cluster.accent), stroke=partial(palette, name="ground"))
        yield rect(Box(x - width / 2, y - height / 2, width, height), rim, height / 2)
        size = self._theme.ink(Role.COUNT).size_px
        lane = cluster.accent
        more = look(fill=lambda theme: theme.on_accent(lane))
        yield self._text(text, Role.COUNT, x, y + CAP * size / 2, "middle", more)

    # ── words ───────────────────────────────────────────────────────────────────────────────────

    def label(self, label: Label) -> str:
        """A text that stays text. Words are ink, never accent."""
        box, size = label.box, self._theme.ink(label.role).size_px
        baseline = box.y + box.height / 2 + (ASCENT - DESCENT) * size / 2
        x, anchor = {
            "left": (box.x, ""),
            "centre": (box.x + box.width / 2, "middle"),
            "right": (box.right, "end"),
        }[label.align]
        return self._text(
            label.text, label.role, x, baseline, anchor, self._looks.of(fill=partial(_text_tone, role=label.role)),
            label.full if not label.ref else "",
        )  # fmt: skip

    def _text(
        self, text: str, role: Role, x: float, y: float, anchor: str, look: str, title: str = ""
    ) -> str:
        ink = self._theme.ink(role)
        more = f' font-weight="{ink.weight}"' if ink.weight != 400 else ""
        more += f' text-anchor="{anchor}"' if anchor else ""
        width = f' textLength="{number(self._measure(text, role))}" lengthAdjust="spacingAndGlyphs"'
        inside = f"<title>{words(title)}</title>" if title else ""
        place = f'x="{number(x)}" y="{number(y)}" font-size="{ink.size_px}"'
        return f"<text {place}{more}{width}{look}>{inside}{words(text)}</text>"


def _text_tone(theme: Theme, role: Role) -> str:
    if role is Role.TODAY:
        return theme.palette["on-today"]
    if role is Role.AS_OF:
        return theme.palette["ground"]
    return theme.ink(role).colour


def _sized(mark: Mark, diameter: float) -> tuple[Point, ...]:
    """The outline of a mark with this diameter around its centre."""
    (x, y), radius = mark.box.centre, diameter / 2
    outline = OUTLINES.get(mark.shape, OUTLINES["diamond"])
    return tuple((x + px * radius, y + py * radius) for px, py in outline)


def _left_half(corners: Sequence[Point], x: float) -> list[Point]:
    """The part of a polygon left of `x`."""
    half: list[Point] = []
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if x1 <= x:
            half.append((x1, y1))
        if (x1 < x) != (x2 < x) and x1 != x2:
            half.append((x, y1 + (y2 - y1) * (x - x1) / (x2 - x1)))
    return half
