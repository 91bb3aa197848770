"""The shapes of a scene as elements of SVG: the same forms, shares and widths of line as on the screen.

Places and forms come from the scene and `viewer.timeline.forms`, looks from the theme; nothing here is decided
otherwise than in `viewer.paint.bars` and `viewer.paint.marks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from viewer.model.edtf import Edge
from viewer.output.svg_looks import Looks, Tone, number, points, same, words
from viewer.theme import Theme, reach_share
from viewer.timeline.coats import LINES_ON_TOP, blanks, reach_coats
from viewer.timeline.forms import BarForm, Line, Point, bar_form, diameter_px, hatching, mark_outline
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Reach, Role, Rule

ASCENT, DESCENT, CAP = 0.96875, 0.2407, 0.7275
"""Of the bundled face, in its size."""
CORNER_PX, BADGE_PX = 2.0, 9.0
GHOST_SHARE = 0.85
DASHES = (3.5, 2.5)
MARK_DOTS = (1.3, 1.3)
_TEXTS = frozenset({Role.LABEL, Role.LABEL_STRONG, Role.LABEL_MUTED})


def _accent(theme: Theme, lane: int) -> str:
    return theme.accent(lane)


def _tint(theme: Theme, lane: int, share: float) -> str:
    return theme.tint(lane, share)


def _palette(theme: Theme, name: str) -> str:
    return theme.palette[name]


def _ink(theme: Theme, role: Role) -> str:
    return theme.ink(role).colour


def _dashed(dash: Sequence[float], width: float) -> str:
    return f' stroke-dasharray="{" ".join(number(part * width) for part in dash)}"' if dash else ""


def _dotted(width: float) -> str:
    """Round dots, a little more than two widths apart."""
    return f' stroke-linecap="round" stroke-dasharray="0.01 {number(2.2 * width)}"'


def _path(lines: Sequence[Line]) -> str:
    return "".join(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" for x1, y1, x2, y2 in lines)


def _rect(box: Box, more: str, radius: float = 0.0) -> str:
    place = (
        f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}"'
    )
    corners = f' rx="{number(radius)}"' if radius else ""
    return f"<rect {place}{corners}{more}/>"


class Shapes:
    """Writes the elements of one picture; `prefix` keeps its ids apart from those of another one on a page."""

    def __init__(self, looks: Looks, measure: Measure, prefix: str = "") -> None:
        self._looks = looks
        self._measure = measure
        self._prefix = prefix
        self._fades = 0
        self._theme = looks.themes[0]  # for what is the same in all: widths, sizes, whether hatched

    # ── grounds and lines ───────────────────────────────────────────────────────────────────────

    def band(self, band: Band, chip: bool = False) -> str:
        """A plain rectangle; a `chip` has round ends."""
        look, box = self._looks.of, band.box
        if chip:
            return _rect(box, look(fill=partial(_ink, role=band.role)), box.height / 2)
        if band.role is Role.AS_OF:  # a veil over what nobody knew yet
            return _rect(box, look(fill=partial(_palette, name="ink")) + ' fill-opacity="0.045"')
        if band.role is Role.DENSITY:
            return _rect(box, look(fill=partial(_tint, lane=band.accent, share=0.6)))
        if band.accent >= 0:
            return _rect(box, look(fill=partial(_accent, lane=band.accent)))
        return _rect(box, look(fill=partial(_ink, role=band.role)))

    def rule(self, rule: Rule) -> str:
        """A line with, if so, its arrow head."""
        ink = self._theme.ink(rule.role)
        role = Role.HAIRLINE if rule.role in _TEXTS else rule.role
        tone = (
            partial(_tint, lane=rule.accent, share=0.85)
            if rule.accent >= 0 and rule.role not in _TEXTS
            else partial(_ink, role=role)
        )
        width = ink.width * 1.25 if rule.dotted else ink.width
        x2, y2, head = rule.x2, rule.y2, ""
        if rule.arrow:
            length = max(((x2 - rule.x1) ** 2 + (y2 - rule.y1) ** 2) ** 0.5, 0.001)
            ux, uy = (x2 - rule.x1) / length, (y2 - rule.y1) / length
            foot_x, foot_y = x2 - ux * 6, y2 - uy * 6
            corners = (
                (x2, y2),
                (foot_x - uy * 2.6, foot_y + ux * 2.6),
                (foot_x + uy * 2.6, foot_y - ux * 2.6),
            )
            head = f'<polygon points="{points(corners)}"{self._looks.of(fill=tone)}/>'
            x2, y2 = foot_x, foot_y
        dash = _dotted(width) if rule.dotted else "" if rule.arrow else _dashed(ink.dash, width)
        straight = (
            ' shape-rendering="crispEdges"' if rule.role not in LINES_ON_TOP and not head + dash else ""
        )
        place = f'x1="{number(rule.x1)}" y1="{number(rule.y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        line = f'<line {place} stroke-width="{number(width)}"{dash}{straight}{self._looks.of(stroke=tone)}/>'
        return line + head

    # ── windows of time ─────────────────────────────────────────────────────────────────────────

    def bar(self, bar: Bar, labels: Sequence[Label]) -> Iterator[str]:
        """A bar; on paper its hatching is blanked behind `labels`."""
        form, style = bar_form(bar), bar.style
        width = self._theme.ink(bar.role).width
        ghost = bar.role is not Role.EVENT
        line = (
            partial(_tint, lane=style.accent, share=GHOST_SHARE)
            if ghost
            else partial(_accent, lane=style.accent)
        )
        outline = width * 1.5 if style.dotted else width
        dash = (
            _dotted(outline) if style.dotted else _dashed(DASHES, outline) if bar.role is Role.GHOST else ""
        )
        fill, fade = self._fill(bar, form)
        yield from fade
        if style.start is Edge.KNOWN and style.end is Edge.KNOWN:
            look = self._looks.of(fill=fill, stroke=line)
            yield _rect(bar.box, f' stroke-width="{number(outline)}"{dash}{look}', CORNER_PX)
            if style.status == "partial":
                yield from self._first_half(bar)
            return
        yield f'<polygon points="{points(form.body)}"{self._looks.of(fill=fill)}/>'
        if style.status == "partial":
            yield from self._first_half(bar)
        for head in form.heads:
            yield f'<polygon points="{points(head)}"{self._looks.of(fill=line)}/>'
        stroke = self._looks.of(fill=same("none"), stroke=line)
        if self._theme.hatched and form.faded and bar.role is Role.EVENT:
            yield f'<path d="{_path(hatching(bar, form))}" stroke-width="{number(width * 0.75)}"{stroke}/>'
            ground = self._looks.of(fill=partial(_palette, name="ground"))
            yield from (_rect(box, ground) for box in blanks((bar,), labels))
        elif self._theme.hatched and form.faded:
            yield f'<path d="{_path(hatching(bar, form))}" stroke-width="{number(width * 0.75)}"{stroke}/>'
        if form.solid:
            yield f'<path d="{_path(form.solid)}" stroke-width="{number(outline)}"{dash}{stroke}/>'
        if form.dashed:
            about = _dotted(outline) if style.dotted else _dashed(DASHES, outline)
            yield f'<path d="{_path(form.dashed)}" stroke-width="{number(outline)}"{about}{stroke}/>'
        if form.caps:
            yield f'<path d="{_path(form.caps)}" stroke-width="{number(width * 2)}"{stroke}/>'
        for chevron in form.chevrons:
            yield f'<polyline points="{points(chevron)}" stroke-width="{number(width * 1.25)}"{stroke}/>'

    def _fill(self, bar: Bar, form: BarForm) -> tuple[Tone, list[str]]:
        """The fill, and the definition of its gradient where it is one."""
        style, ground = bar.style, partial(_palette, name="ground")
        if bar.role is Role.GHOST:
            return same("none"), []
        if bar.role is Role.CONFLICT:
            return ground, []
        if not form.faded:
            return partial(_share, bar=bar), []
        if self._theme.hatched:
            return (same("none") if style.filled else ground), []
        nil_1, full_1, full_2, nil_2 = form.fades
        length = max(nil_2 - nil_1, 0.001)
        nothing = "0" if Edge.NONE in (style.start, style.end) else "0.03"
        full = partial(_fading, bar=bar)
        stops = [(0.0, same(nothing))] * (full_1 > nil_1)
        stops += [(min(1.0, (full_1 - nil_1) / length), full), (min(1.0, (full_2 - nil_1) / length), full)]
        stops += [(1.0, same(nothing))] * (nil_2 > full_2)
        self._fades += 1
        name = f"{self._prefix}fade-{self._fades}"
        accent = partial(_accent, lane=style.accent)
        body = "".join(
            f'<stop offset="{offset:.4f}"{self._looks.of(stop_color=accent, stop_opacity=opacity)}/>'
            for offset, opacity in stops
        )
        place = f'gradientUnits="userSpaceOnUse" x1="{number(nil_1)}" y1="0" x2="{number(nil_2)}" y2="0"'
        return same(f"url(#{name})"), [
            f'<defs><linearGradient id="{name}" {place}>{body}</linearGradient></defs>'
        ]

    def _first_half(self, bar: Bar) -> Iterator[str]:
        """It succeeded in part: the first half is filled."""
        box, lane = bar.box, bar.style.accent
        half = Box(box.x + 0.5, box.y + 0.5, box.width / 2, box.height - 1)
        yield _rect(half, self._looks.of(fill=lambda theme: theme.tint(lane, theme.done)))
        line = _path([(half.right, half.y, half.right, half.bottom)])
        yield f'<path d="{line}"{self._looks.of(stroke=partial(_accent, lane=lane))}/>'

    def bar_badge(self, bar: Bar) -> Iterator[str]:
        """On the corner above the bar's end; under way: above its start."""
        status = bar.style.status
        if bar.role is Role.EVENT and status in ("overdue", "cancelled", "failed", "under-way"):
            x = bar.box.x + 1 if status == "under-way" else bar.box.right - 1
            yield from self._badge(status, x, bar.box.y + 1, bar.style.accent)

    def reaches(self, reaches: Sequence[Reach]) -> Iterator[str]:
        """The dates that claims allow, upright: extents below, cores upon them, as on the screen."""
        for part, reach, box in reach_coats(reaches):
            lane, share = reach.accent, reach_share(self._theme, reach, part)
            if part == "outline":
                look = self._looks.of(fill=same("none"), stroke=partial(_tint, lane=lane, share=GHOST_SHARE))
                yield _rect(box, f' stroke-width="1"{_dotted(1.0)}{look}')
            elif part == "extent" and reach.fades:
                self._fades += 1
                name = f"{self._prefix}fade-{self._fades}"
                ends = (0.0, share) if reach.fades == "top" else (share, 0.0)
                stops = "".join(
                    f'<stop offset="{offset}"'
                    + self._looks.of(
                        stop_color=partial(_accent, lane=lane), stop_opacity=same(number(opacity))
                    )
                    + "/>"
                    for offset, opacity in enumerate(ends)
                )
                place = f'id="{name}" x1="0" y1="0" x2="0" y2="1"'
                yield f"<defs><linearGradient {place}>{stops}</linearGradient></defs>"
                yield _rect(box, self._looks.of(fill=same(f"url(#{name})")))
            else:
                fill = partial(_reach_tone, reach=reach, part=part)
                if part == "extent" and self._theme.hatched:  # light tints are lost on paper
                    line = partial(_tint, lane=lane, share=GHOST_SHARE)
                    yield _rect(box, f' stroke-width="0.5"{self._looks.of(fill=fill, stroke=line)}')
                else:
                    yield _rect(box, self._looks.of(fill=fill))

    # ── points of time ──────────────────────────────────────────────────────────────────────────

    def mark(self, mark: Mark) -> Iterator[str]:
        """Filled when it happened, hollow when it is planned; ghosts thin and dashed."""
        style, (x, y) = mark.style, mark.box.centre
        diameter, look = diameter_px(mark.box), self._looks.of
        accent = partial(_accent, lane=style.accent)
        if mark.role is not Role.EVENT:
            line = partial(_tint, lane=style.accent, share=GHOST_SHARE)
            dash = _dashed((1.8, 1.4), 1.0) if mark.role is Role.GHOST else ""
            fill = partial(_palette, name="ground") if mark.role is Role.CONFLICT else same("none")
            yield _polygon(
                _sized(mark, diameter - 2), f' stroke-width="1"{dash}' + look(fill=fill, stroke=line)
            )
            return
        whole = style.filled and style.status not in ("partial", "cancelled")
        if whole and not style.dotted:
            yield _polygon(_sized(mark, diameter), look(fill=accent))
        else:
            width = 1.1 if style.dotted else 1.5
            dash = _dashed(MARK_DOTS, width) if style.dotted else ""
            fill = partial(_tint, lane=style.accent, share=0.45 if whole else 0.15 if style.dotted else 0.0)
            more = f' stroke-width="{number(width)}"{dash}' + look(fill=fill, stroke=accent)
            yield _polygon(_sized(mark, diameter - 1), more)
        if style.status == "partial":
            yield _polygon(_left_half(_sized(mark, diameter - 1), x), look(fill=accent))
        elif style.status == "cancelled":
            yield self._cross(x, y, diameter * 0.52, 1.5, "ink")
        elif style.status in ("overdue", "failed", "under-way"):
            yield from self._badge(style.status, x + diameter * 0.55, y - diameter * 0.5, style.accent)

    def _cross(self, x: float, y: float, reach: float, width: float, tone: str) -> str:
        lines = [(x - reach, y - reach, x + reach, y + reach), (x - reach, y + reach, x + reach, y - reach)]
        look = self._looks.of(fill=same("none"), stroke=partial(_palette, name=tone))
        return f'<path d="{_path(lines)}" stroke-width="{number(width)}"{look}/>'

    def _badge(self, status: str, x: float, y: float, lane: int) -> Iterator[str]:
        """A sign of BADGE_PX across, around (x, y), upon a rim of ground that sets it off."""
        radius, look = BADGE_PX / 2, self._looks.of
        ground, ink = partial(_palette, name="ground"), partial(_palette, name="ink")
        if status == "overdue":
            disc = look(fill=partial(_palette, name="today"), stroke=ground)
            yield f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius + 0.5)}" stroke-width="2"{disc}/>'
            lines = _path([(x, y - 2.9, x, y + 0.7), (x, y + 1.7, x, y + 3.1)])
            stroke = look(stroke=partial(_palette, name="on-today"))
            yield f'<path d="{lines}" stroke-width="1.5"{stroke}/>'
        elif status == "under-way":
            tip = ((x - 3.2, y - 4.2), (x + 4.4, y), (x - 3.2, y + 4.2))
            yield _polygon(tip, ' stroke-width="2"' + look(fill=ground, stroke=ground))
            yield _polygon(tip, look(fill=partial(_accent, lane=lane)))
        else:
            failed = status == "failed"
            box = Box(x - radius, y - radius, 2 * radius, 2 * radius)
            yield _rect(box, ' stroke-width="2"' + look(fill=ink if failed else ground, stroke=ground))
            if not failed:
                inner = Box(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
                yield _rect(inner, look(fill=same("none"), stroke=ink))
            yield self._cross(x, y, 2.2, 1.25, "ground" if failed else "ink")

    def cluster(self, cluster: Cluster) -> Iterator[str]:
        """A disc, a pill where the number is wide, with the count; a strip of columns for a density."""
        look, box = self._looks.of, cluster.box
        if cluster.profile:
            fill, most, cell = (
                look(fill=partial(_tint, lane=cluster.accent, share=0.7)),
                max(cluster.profile),
                0.0,
            )
            cell = box.width / len(cluster.profile)
            for index, count in enumerate(cluster.profile):
                if count:
                    height = box.height * (0.25 + 0.75 * (count / most) ** 0.5)
                    wide = max(cell - (cell > 3), 1.0)
                    yield _rect(Box(box.x + index * cell, box.bottom - height, wide, height), fill)
            return
        text, height = str(cluster.count), min(box.width, box.height)
        (x, y), width = box.centre, max(height, self._measure(str(cluster.count), Role.COUNT) + height * 0.55)
        rim = look(fill=partial(_accent, lane=cluster.accent), stroke=partial(_palette, name="ground"))
        yield _rect(Box(x - width / 2, y - height / 2, width, height), rim, height / 2)
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


def _share(theme: Theme, bar: Bar) -> str:
    """The colour of a bar without a fade."""
    style = bar.style
    share = theme.planned if style.status == "partial" or not style.filled else theme.done
    return theme.tint(style.accent, share) if share else theme.palette["ground"]


def _reach_tone(theme: Theme, reach: Reach, part: str) -> str:
    return theme.tint(reach.accent, reach_share(theme, reach, part))


def _fading(theme: Theme, bar: Bar) -> str:
    """The opacity of the accent where a fade is fullest."""
    style = bar.style
    share = theme.planned if style.status == "partial" or not style.filled else theme.done
    return number(max(share, theme.fading))


def _polygon(corners: Sequence[Point], more: str) -> str:
    return f'<polygon points="{points(corners)}"{more}/>'


def _sized(mark: Mark, diameter: float) -> tuple[Point, ...]:
    """The outline of a mark with this diameter around its centre."""
    x, y = mark.box.centre
    side = diameter + 4.0
    box = Box(x - side / 2, y - side / 2, side, side)
    factor = diameter / diameter_px(box)
    outline = mark_outline(replace(mark, box=box).shape, box)
    return tuple((x + (px - x) * factor, y + (py - y) * factor) for px, py in outline)


def _left_half(corners: Sequence[Point], x: float) -> list[Point]:
    """The part of a polygon left of `x`."""
    half: list[Point] = []
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if x1 <= x:
            half.append((x1, y1))
        if (x1 < x) != (x2 < x) and x1 != x2:
            half.append((x, y1 + (y2 - y1) * (x - x1) / (x2 - x1)))
    return half
