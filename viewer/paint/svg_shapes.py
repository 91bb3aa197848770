"""Grounds, lines and windows of time as elements of SVG: the same forms, shares and widths as on the screen.

Places and forms come from the scene and `viewer.timeline.symbols`, looks from the theme; nothing here is decided
otherwise than in `viewer.paint.qt_painter`, `viewer.paint.bars` and `viewer.paint.reaches`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from viewer.model.edtf_date import Edge
from viewer.paint.svg_elements import (
    DASHES,
    accent,
    dashed,
    dotted,
    on_pixels,
    palette,
    path,
    rect,
    role_ink,
    tint,
)
from viewer.paint.svg_looks import Looks, Tone, number, points, same
from viewer.theme import GHOST_SHARE, LEADER_SHARE, SHEET_SHARE, Theme, reach_share
from viewer.timeline.draw_order import blanks, reach_coats
from viewer.timeline.event_cards import STRIP_PX
from viewer.timeline.scene import Band, Bar, Box, Label, Reach, Role, Rule
from viewer.timeline.symbols import BarForm, bar_form, hatching

CORNER_PX = 2.0
_TEXTS = frozenset({Role.LABEL, Role.LABEL_STRONG, Role.LABEL_MUTED})


class Shapes:
    """Writes the elements of one picture; `prefix` keeps its ids apart from those of another one on a page."""

    def __init__(self, looks: Looks, prefix: str = "") -> None:
        self._looks = looks
        self._prefix = prefix
        self._fades = 0
        self._theme = looks.themes[0]  # for what is the same in all: widths, sizes, whether hatched

    # ── grounds and lines ───────────────────────────────────────────────────────────────────────

    def band(self, band: Band, chip: bool = False) -> str:
        """A plain rectangle; a `chip` has round ends."""
        look, box = self._looks.of, _whole(band.box)
        if chip:
            return rect(box, look(fill=partial(role_ink, role=band.role)), box.height / 2)
        if band.role is Role.AS_OF:  # a veil over what nobody knew yet
            return rect(box, look(fill=partial(palette, name="ink")) + ' fill-opacity="0.045"')
        if band.role is Role.DENSITY:
            return rect(box, look(fill=partial(tint, lane=band.accent, share=0.6)))
        if band.accent >= 0:
            return rect(box, look(fill=partial(accent, lane=band.accent)))
        return rect(box, look(fill=partial(role_ink, role=band.role)))

    def rule(self, rule: Rule) -> str:
        """A line with, if so, its arrow head."""
        ink = self._theme.ink(rule.role)
        share = LEADER_SHARE if rule.role in _TEXTS else 0.85
        leads = rule.accent >= 0 or rule.role in _TEXTS
        tone = partial(tint, lane=rule.accent, share=share) if leads else partial(role_ink, role=rule.role)
        width = ink.width * 1.25 if rule.dotted else ink.width
        x1, y1, x2, y2, head = rule.x1, rule.y1, rule.x2, rule.y2, ""
        if x1 == x2:
            x1 = x2 = on_pixels(x1, ink.width)
        elif y1 == y2:
            y1 = y2 = on_pixels(y1, ink.width)
        if rule.arrow:
            length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 0.001)
            ux, uy = (x2 - x1) / length, (y2 - y1) / length
            foot_x, foot_y = x2 - ux * 6, y2 - uy * 6
            corners = (
                (x2, y2),
                (foot_x - uy * 2.6, foot_y + ux * 2.6),
                (foot_x + uy * 2.6, foot_y - ux * 2.6),
            )
            head = f'<polygon points="{points(corners)}"{self._looks.of(fill=tone)}/>'
            x2, y2 = foot_x, foot_y
        dash = dotted(width) if rule.dotted else "" if rule.arrow else dashed(ink.dash, width)
        place = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        line = f'<line {place} stroke-width="{number(width)}"{dash}{self._looks.of(stroke=tone)}/>'
        return line + head

    # ── windows of time ─────────────────────────────────────────────────────────────────────────

    def bar(self, bar: Bar, labels: Sequence[Label]) -> Iterator[str]:
        """A bar; on paper its hatching is blanked behind `labels`."""
        bar = _snapped(bar)
        if bar.role is Role.CARD:
            yield from self._card(bar)
            return
        form, style = bar_form(bar), bar.style
        width = self._theme.ink(bar.role).width
        ghost = bar.role is not Role.EVENT
        line = (
            partial(tint, lane=style.accent, share=SHEET_SHARE if bar.role is Role.CLUSTER else GHOST_SHARE)
            if ghost
            else partial(accent, lane=style.accent)
        )
        outline = width * 1.5 if style.dotted else width
        dash = dotted(outline) if style.dotted else dashed(DASHES, outline) if bar.role is Role.GHOST else ""
        fill, fade = self._fill(bar, form)
        yield from fade
        if style.start is style.end is Edge.KNOWN and not dash:
            more = f' stroke-width="{number(outline)}"' + self._looks.of(fill=fill, stroke=line)
            yield rect(bar.box, more, CORNER_PX)
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
            yield f'<path d="{path(hatching(bar, form))}" stroke-width="{number(width * 0.75)}"{stroke}/>'
            ground = self._looks.of(fill=partial(palette, name="ground"))
            yield from (rect(box, ground) for box in blanks((bar,), labels))
        if form.solid:
            yield f'<path d="{path(form.solid)}" stroke-width="{number(outline)}"{dash}{stroke}/>'
        if form.dashed:
            about = dotted(outline) if style.dotted else dashed(DASHES, outline)
            yield f'<path d="{path(form.dashed)}" stroke-width="{number(outline)}"{about}{stroke}/>'
        if form.caps:
            yield f'<path d="{path(form.caps)}" stroke-width="{number(width * 2)}"{stroke}/>'
        for chevron in form.chevrons:
            yield f'<polyline points="{points(chevron)}" stroke-width="{number(width * 1.25)}"{stroke}/>'

    def _card(self, bar: Bar) -> Iterator[str]:
        """The ground of a card, within a hairline, a strip of accent at its left."""
        look, box, ink = self._looks.of, bar.box, self._theme.ink(Role.CARD)
        fill = look(fill=partial(palette, name="panel"), stroke=partial(role_ink, role=Role.CARD))
        yield rect(box, f' stroke-width="{number(ink.width)}"' + fill)
        strip = Box(box.x, box.y, STRIP_PX, box.height)
        yield rect(strip, look(fill=partial(accent, lane=bar.style.accent)))

    def _fill(self, bar: Bar, form: BarForm) -> tuple[Tone, list[str]]:
        """The fill, and the definition of its gradient where it is one."""
        style, ground = bar.style, partial(palette, name="ground")
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
        tone = partial(accent, lane=style.accent)
        body = "".join(
            f'<stop offset="{offset:.4f}"{self._looks.of(stop_color=tone, stop_opacity=opacity)}/>'
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
        yield rect(half, self._looks.of(fill=lambda theme: theme.tint(lane, theme.done)))
        line = path([(half.right, half.y, half.right, half.bottom)])
        yield f'<path d="{line}"{self._looks.of(stroke=partial(accent, lane=lane))}/>'

    def reaches(self, reaches: Sequence[Reach]) -> Iterator[str]:
        """The dates that claims allow, upright: extents below, cores upon them, as on the screen."""
        for part, reach, box in reach_coats(reaches):
            lane, share = reach.accent, reach_share(self._theme, reach, part)
            if part == "outline":
                look = self._looks.of(fill=same("none"), stroke=partial(tint, lane=lane, share=GHOST_SHARE))
                yield rect(box, f' stroke-width="1"{dotted(1.0)}{look}')
            elif part == "extent" and reach.fades:
                self._fades += 1
                name = f"{self._prefix}fade-{self._fades}"
                ends = (0.0, share) if reach.fades == "top" else (share, 0.0)
                stops = "".join(
                    f'<stop offset="{offset}"'
                    + self._looks.of(
                        stop_color=partial(accent, lane=lane), stop_opacity=same(number(opacity))
                    )
                    + "/>"
                    for offset, opacity in enumerate(ends)
                )
                place = f'id="{name}" x1="0" y1="0" x2="0" y2="1"'
                yield f"<defs><linearGradient {place}>{stops}</linearGradient></defs>"
                yield rect(box, self._looks.of(fill=same(f"url(#{name})")))
            else:
                fill = partial(_reach_tone, reach=reach, part=part)
                if part == "extent" and self._theme.hatched:  # light tints are lost on paper
                    line = partial(tint, lane=lane, share=GHOST_SHARE)
                    yield rect(box, f' stroke-width="0.5"{self._looks.of(fill=fill, stroke=line)}')
                else:
                    yield rect(box, self._looks.of(fill=fill))


def _whole(box: Box) -> Box:
    """The box with its edges between pixels."""
    x, y = round(box.x), round(box.y)
    return Box(x, y, round(box.right) - x, round(box.bottom) - y)


def _snapped(bar: Bar) -> Bar:
    """The bar with its outline on whole pixels."""
    box = bar.box
    x1, x2, y1, y2 = (on_pixels(at, 1.0) for at in (box.x, box.right, box.y, box.bottom))
    return replace(bar, box=Box(x1, y1, x2 - x1, y2 - y1))


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
