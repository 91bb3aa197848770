"""A scene as SVG 1.1: real text, an id, a sentence and a link for every event. No Qt: widths come with `measure`.

<svg> <title> <desc> <g clipped to the lanes> … <g id="event-ce7-launch"> <title>sentence</title>
                                                   <a> bars, marks, words </a> </g> …
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from viewer.paint.svg_looks import FONTS, Looks, number, value, words
from viewer.paint.svg_marks import Marks
from viewer.paint.svg_shapes import Shapes
from viewer.theme import Theme
from viewer.timeline.draw_order import LINES_ON_TOP, depth, groups, in_margin, interrupted
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Reach, Role, Rule, Scene, Shape
from viewer.timeline.symbols import diameter_px

Ref = Callable[[str], str]
"""From the address of a shape ("event/ce7-launch", "cluster/…") to a text; "" for none."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a picture says besides its shapes."""

    title: str
    description: str
    language: str  # as HTML names it, such as zh-Hans
    sentence: Ref  # the <title> of a shape
    link: Ref  # where it leads to


def svg_text(scene: Scene, theme: Theme, measure: Measure, telling: Telling) -> str:
    """A file of its own, in one theme. Equal arguments give an equal text."""
    body = _Picture(scene, (theme,), measure, telling, inline=False).whole()
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'


def svg_inline(
    scene: Scene, light: Theme, dark: Theme, measure: Measure, telling: Telling
) -> tuple[str, str]:
    """The element for a page of HTML, and the style sheet that colours it on light and on dark screens."""
    picture = _Picture(scene, (light, dark), measure, telling, inline=True)
    return picture.whole(), picture.looks.css()


class _Picture:
    def __init__(
        self, scene: Scene, themes: tuple[Theme, ...], measure: Measure, telling: Telling, inline: bool
    ) -> None:
        self.looks = Looks(themes)
        self._scene = scene
        self._telling = telling
        self._inline = inline
        self._prefix = "timeline-" if inline else ""
        self._shapes = Shapes(self.looks, self._prefix)
        self._marks = Marks(self.looks, measure)
        self._named: set[str] = set()

    def whole(self) -> str:
        scene, told = self._scene, self._telling
        width, height = number(scene.width), number(scene.height)
        spaces = 'xmlns="http://www.w3.org/2000/svg"'
        if not self._inline:
            spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"'
            spaces += f' xml:lang="{told.language}"'
        lanes = Box(
            scene.header_px, scene.axis_px, scene.width - scene.header_px, scene.height - scene.axis_px
        )
        return "".join(
            [
                f'<svg {spaces} width="{width}" height="{height}" viewBox="0 0 {width} {height}" ',
                f'font-family="{value(FONTS)}">\n',
                f"<title>{words(told.title)}</title>\n<desc>{words(told.description)}</desc>\n",
                f'<defs><clipPath id="{self._prefix}lanes"><rect x="{number(lanes.x)}" y="{number(lanes.y)}" ',
                f'width="{number(lanes.width)}" height="{number(lanes.height)}"/></clipPath></defs>\n',
                self._shapes.band(Band(Box(0, 0, scene.width, scene.height), Role.GROUND)),
                "\n",
                *self._groups(),
                "</svg>\n",
            ]
        )

    def _groups(self) -> Iterator[str]:
        """Lanes, cut at the headers and the axis; then headers and axis, which cover them."""
        margin = False
        ground = Band(
            Box(0.0, 0.0, self._scene.width, self._scene.height), Role.GROUND
        )  # stands there already
        for group in groups(shape for shape in self._scene.shapes if shape != ground):
            margin = margin or in_margin(group)
            yield "<g>\n" if margin else f'<g clip-path="url(#{self._prefix}lanes)">\n'
            yield from (f"{element}\n" for element in self._coats(group))
            yield "</g>\n"

    def _coats(self, shapes: Sequence[Shape]) -> Iterator[str]:
        """Grounds, lines, what has bars, the lines of days, what has marks alone, clusters, names alone."""
        bars = sorted((it for it in shapes if isinstance(it, Bar)), key=depth)
        marks = sorted((it for it in shapes if isinstance(it, Mark)), key=depth)
        labels = [it for it in shapes if isinstance(it, Label)]
        rules = [it for it in shapes if isinstance(it, Rule)]
        chips = {label.role for label in labels} & LINES_ON_TOP
        for shape in shapes:
            if isinstance(shape, Band):
                yield self._shapes.band(shape, shape.role in chips)
        for rule in rules:
            if rule.role not in LINES_ON_TOP:
                yield self._shapes.rule(rule)
        yield from self._shapes.reaches([it for it in shapes if isinstance(it, Reach)])
        of: dict[str, list[Bar | Mark | Label]] = {}
        drawn: list[Bar | Mark | Label] = [*bars, *marks, *labels]
        for piece in drawn:
            if piece.ref:
                of.setdefault(piece.ref, []).append(piece)
        first = dict.fromkeys(bar.ref for bar in bars if bar.ref)
        yield from (self._event(ref, of[ref], labels) for ref in first)
        event_status = [label.box for label in labels] + [_drawn(mark) for mark in marks if mark.ref in first]
        for rule in rules:
            if rule.role in LINES_ON_TOP:
                yield from map(self._shapes.rule, interrupted(rule, event_status))
        yield from (self._event(ref, pieces, labels) for ref, pieces in of.items() if ref not in first)
        yield from (self._cluster(it) for it in shapes if isinstance(it, Cluster))
        yield from (self._marks.label(label) for label in labels if not label.ref)

    def _event(self, ref: str, pieces: Iterable[Bar | Mark | Label], labels: Sequence[Label]) -> str:
        """All that is drawn of one event."""
        elements: list[str] = []
        for piece in pieces:
            if isinstance(piece, Bar):
                elements += self._shapes.bar(piece, labels)
        for piece in pieces:
            if isinstance(piece, Bar):
                elements += self._marks.bar_badge(piece)
            elif isinstance(piece, Mark):
                elements += self._marks.mark(piece)
            else:
                elements.append(self._marks.label(piece))
        return self._group(ref, elements)

    def _cluster(self, cluster: Cluster) -> str:
        return self._group(cluster.ref, list(self._marks.cluster(cluster)))

    def _group(self, ref: str, elements: list[str]) -> str:
        """A group with an id (the first of its address), its sentence and its link."""
        name = f' id="{value(ref.replace("/", "-"))}"' if ref and ref not in self._named else ""
        self._named.add(ref)
        told, link = self._telling.sentence(ref), self._telling.link(ref)
        title = f"<title>{words(told)}</title>" if told else ""
        body = "\n".join(elements)
        if link:
            attribute = "href" if self._inline else "xlink:href"
            body = f'<a {attribute}="{value(link)}">{body}</a>'
        return f"<g{name}>{title}{body}</g>"


def _drawn(mark: Mark) -> Box:
    """What is inked of a mark."""
    (x, y), side = mark.box.centre, diameter_px(mark.box)
    return Box(x - side / 2, y - side / 2, side, side)
