"""The SVG back end: writes primitives as SVG 1.1, with text that stays text and an id, a sentence and a link per event.

    <svg> <title> <desc> <g clipped to the lanes> … <g id="event-ce7-launch"> <title>sentence</title>
                                                       <a> bars, marks, texts </a> </g> …

Needs no Qt. In one theme a colour is an attribute, fill="#0D757F"; for a page it is a class, class="t3", to which the
style sheet gives a colour on light and on dark screens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from msgspec import Struct

from viewer.paint import primitives
from viewer.theme import Theme
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Rule, Scene
from viewer.timeline.symbols import diameter_px

FONT_FAMILIES = (
    "'Farside Sans', Inter, 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', "
    "'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif"
)
"""The bundled font, the fonts it was made of, then what systems have for Chinese."""
ASCENT, DESCENT, CAP_HEIGHT = 0.96875, 0.2407, 0.7275  # of the bundled font, as shares of its size
GRID = primitives.PixelGrid(1.0)  # lines are sharp at the size as written
MARKER = "\0"  # no text has it: see _NOT_XML
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TextOfRef = Callable[[str], str]  # from the ref of a shape ("event/ce7-launch", "cluster/…") to a text; "" for none


class SvgTexts(Struct, frozen=True):
    """The texts of a picture besides those of its shapes."""

    title: str
    description: str
    language: str  # as HTML names it, in BCP 47
    sentence: TextOfRef  # the <title> of a shape
    link: TextOfRef  # the target of a shape's link


def svg_text(scene: Scene, theme: Theme, measure: Measure, texts: SvgTexts) -> str:
    """An SVG file in one theme. Equal arguments give an equal text."""
    document = _SvgWriter(theme, measure, texts, inline=False).document(scene)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}'


def svg_inline(scene: Scene, light: Theme, dark: Theme, measure: Measure, texts: SvgTexts) -> tuple[str, str]:
    """The element for an HTML page, and the style sheet that colours it on light and on dark screens."""
    documents = [_SvgWriter(theme, measure, texts, inline=True).document(scene) for theme in (light, dark)]
    pieces = [document.split(MARKER) for document in documents]  # every other piece is a style
    styles = list(zip(pieces[0][1::2], pieces[1][1::2], strict=True))
    numbers = {style: number for number, style in enumerate(dict.fromkeys(styles))}
    pieces[0][1::2] = [f' class="t{numbers[style]}"' for style in styles]
    light_css = "".join(f".t{number}{{{style[0]}}}\n" for style, number in numbers.items())
    dark_css = "".join(f"  .t{number}{{{style[1]}}}\n" for style, number in numbers.items())
    return "".join(pieces[0]), f"{light_css}@media screen and (prefers-color-scheme: dark) {{\n{dark_css}}}\n"


class _SvgWriter:
    """Writes one picture. For a page its colours are styles between two MARKERs."""

    def __init__(self, theme: Theme, measure: Measure, texts: SvgTexts, *, inline: bool) -> None:
        self._theme, self._measure, self._texts, self._inline = theme, measure, texts, inline
        self._prefix = "timeline-" if inline else ""
        self._gradients = 0
        self._ids: set[str] = set()

    def document(self, scene: Scene) -> str:
        """The <svg> element."""
        texts = self._texts
        width, height = number(scene.width), number(scene.height)
        namespaces = 'xmlns="http://www.w3.org/2000/svg"'
        if not self._inline:
            namespaces += ' xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"'
            namespaces += f' xml:lang="{texts.language}"'
        lanes = Box(scene.header_px, scene.axis_px, scene.width - scene.header_px, scene.height - scene.axis_px)
        ground = primitives.Rect(Box(0.0, 0.0, scene.width, scene.height), self._theme.palette["ground"])
        head = [
            f'<svg {namespaces} width="{width}" height="{height}" viewBox="0 0 {width} {height}" ',
            f'font-family="{attribute(FONT_FAMILIES)}">\n',
            f"<title>{content(texts.title)}</title>\n<desc>{content(texts.description)}</desc>\n",
            f'<defs><clipPath id="{self._prefix}lanes"><rect {_box(lanes)}/></clipPath></defs>\n',
        ]
        return "".join([*head, *self._element(ground), "\n", *self._groups(scene), "</svg>\n"])

    def _groups(self, scene: Scene) -> Iterator[str]:
        """The lanes, clipped at the headers and the axis; then headers and axis."""
        for in_margin, layers in primitives.groups(scene):
            yield "<g>\n" if in_margin else f'<g clip-path="url(#{self._prefix}lanes)">\n'
            yield from (f"{element}\n" for element in self._group(layers))
            yield "</g>\n"

    def _group(self, layers: primitives.Layers) -> Iterator[str]:
        """Bands and lines, events with bars, the lines on top, events without bars, clusters, other labels.

        All that is drawn of an event is one element, so events lie below or above the lines on top as a whole.
        """
        theme, labels = self._theme, layers.labels
        for rect in primitives.band_rects(layers, theme, GRID):
            yield from self._element(rect)
        yield from self._lines(layers.lines)
        for rect in primitives.range_rects(layers.ranges, theme, GRID):
            yield from self._element(rect)
        of_event: dict[str, list[Bar | Mark | Label]] = {}
        shapes: list[Bar | Mark | Label] = [*layers.bars, *layers.marks, *labels]
        for shape in shapes:
            if shape.ref:
                of_event.setdefault(shape.ref, []).append(shape)
        with_bars = dict.fromkeys(bar.ref for bar in layers.bars if bar.ref)
        for ref in with_bars:
            yield self._event(ref, of_event[ref], labels)
        boxes = [label.box for label in labels]
        boxes += [_drawn_box(mark) for mark in layers.marks if mark.ref in with_bars]
        for rule in layers.top_lines:
            yield from self._lines(primitives.interrupted(rule, boxes))
        for ref, of_ref in of_event.items():
            if ref not in with_bars:
                yield self._event(ref, of_ref, labels)
        for cluster in layers.clusters:
            yield self._named_group(cluster.ref, self._cluster(cluster))
        for label in labels:
            if not label.ref:
                yield from self._element(primitives.label_text(label, theme))

    def _lines(self, rules: Iterable[Rule]) -> Iterator[str]:
        for rule in rules:
            yield "".join(self._element(primitives.segment(rule, self._theme, GRID)))

    def _event(self, ref: str, shapes: Sequence[Bar | Mark | Label], labels: Sequence[Label]) -> str:
        """All that is drawn of one event."""
        parts: list[primitives.Primitive] = []
        for shape in shapes:
            if isinstance(shape, Bar):
                parts += primitives.bar_primitives(shape, self._theme, GRID)
                if self._theme.hatched:
                    parts += primitives.blanks((shape,), labels, self._theme, GRID)
        for shape in shapes:
            if isinstance(shape, Bar):
                badge = primitives.placed_badge(shape, self._theme)
                parts += [badge] if badge is not None else []
            elif isinstance(shape, Mark):
                parts.append(primitives.placed_mark(shape, self._theme))
            else:
                parts.append(primitives.label_text(shape, self._theme))
        return self._named_group(ref, parts)

    def _cluster(self, cluster: Cluster) -> Sequence[primitives.Primitive]:
        if cluster.histogram:
            return (primitives.cluster_columns(cluster, self._theme),)
        return primitives.cluster_disc(cluster, self._measure(str(cluster.count), Role.COUNT), self._theme)

    def _named_group(self, ref: str, parts: Iterable[primitives.Primitive]) -> str:
        """A group with the id (only the first of its address), the sentence and the link of a shape."""
        id = f' id="{attribute(ref.replace("/", "-"))}"' if ref and ref not in self._ids else ""
        self._ids.add(ref)
        sentence, link = self._texts.sentence(ref), self._texts.link(ref)
        title = f"<title>{content(sentence)}</title>" if sentence else ""
        body = "\n".join(element for part in parts for element in self._element(part))
        if link:
            name = "href" if self._inline else "xlink:href"
            body = f'<a {name}="{attribute(link)}">{body}</a>'
        return f"<g{id}>{title}{body}</g>"

    def _element(self, primitive: primitives.Primitive, dx: float = 0.0, dy: float = 0.0) -> Iterator[str]:
        """The elements of a primitive moved by `dx` and `dy`."""
        match primitive:
            case primitives.Rect(box=box):
                radius = f' rx="{number(primitive.radius)}"' if primitive.radius else ""
                place = _box(Box(box.x + dx, box.y + dy, box.width, box.height))
                yield from self._painted(f"rect {place}{radius}", primitive.fill, primitive.stroke, primitive.opacity)
            case primitives.Polygon(points=points):
                yield from self._painted(
                    f'polygon points="{_points(points, dx, dy)}"', primitive.fill, primitive.stroke
                )
            case primitives.Segment(x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke):
                place = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
                yield f"<line {place}{_width(stroke)}{self._colours(stroke=stroke.colour)}/>"
                if primitive.head:
                    yield from self._element(primitives.Polygon(primitive.head, stroke.colour))
            case primitives.Segments(lines=lines):
                yield from self._painted(f'path d="{_path(lines, dx, dy)}"', None, primitive.stroke)
            case primitives.Polyline(points=points):
                yield from self._painted(f'polyline points="{_points(points, dx, dy)}"', None, primitive.stroke)
            case primitives.Circle(x=x, y=y):
                place = f'cx="{number(x + dx)}" cy="{number(y + dy)}" r="{number(primitive.radius)}"'
                yield from self._painted(f"circle {place}", primitive.fill, primitive.stroke)
            case primitives.Columns():
                yield from self._columns(primitive)
            case primitives.PlacedSymbol(symbol=symbol, x=x, y=y):
                for part in symbol.parts:
                    yield from self._element(part, x, y)
            case primitives.Text():
                yield self._text(primitive)

    def _painted(
        self, element: str, fill: primitives.Fill, stroke: primitives.Stroke | None, opacity: float = 1.0
    ) -> Iterator[str]:
        """An element with its fill and stroke, after the gradient that it needs."""
        if isinstance(fill, primitives.Gradient):
            self._gradients += 1
            id = f"{self._prefix}fade-{self._gradients}"
            yield self._gradient(id, fill)
            fill = f"url(#{id})"
        colours = {"fill": fill or "none"}
        if stroke is not None:
            colours["stroke"] = stroke.colour
        more = f' fill-opacity="{opacity:g}"' if opacity != 1.0 else ""
        width = _width(stroke) if stroke is not None else ""
        yield f"<{element}{width}{self._colours(**colours)}{more}/>"

    def _gradient(self, id: str, gradient: primitives.Gradient) -> str:
        stops = "".join(
            f'<stop offset="{offset:.4f}"{self._colours(stop_color=gradient.colour, stop_opacity=number(opacity))}/>'
            for offset, opacity in gradient.stops
        )
        ends = f'x1="{number(gradient.x1)}" y1="{number(gradient.y1)}" '
        ends += f'x2="{number(gradient.x2)}" y2="{number(gradient.y2)}"'
        return f'<defs><linearGradient id="{id}" gradientUnits="userSpaceOnUse" {ends}>{stops}</linearGradient></defs>'

    def _columns(self, columns: primitives.Columns) -> Iterator[str]:
        box, counts = columns.box, columns.counts
        most, cell = max(counts), box.width / len(counts)
        for index, count in enumerate(counts):
            if count:
                height = box.height * (0.25 + 0.75 * (count / most) ** 0.5)
                left, right = round(box.x + index * cell), round(box.x + (index + 1) * cell)
                width = max(right - left - (cell > 3), 1.0)
                yield from self._element(primitives.Rect(Box(left, box.bottom - height, width, height), columns.fill))

    def _text(self, text: primitives.Text) -> str:
        style = self._theme.style(text.role)
        shift = CAP_HEIGHT if text.capitals else ASCENT - DESCENT
        place = f'x="{number(text.x)}" y="{number(text.y + shift * style.size_px / 2)}" font-size="{style.size_px}"'
        more = f' font-weight="{style.weight}"' if style.weight != 400 else ""
        more += f' text-anchor="{text.anchor}"' if text.anchor != "start" else ""
        width = number(self._measure(text.text, text.role))
        more += f' textLength="{width}" lengthAdjust="spacingAndGlyphs"{self._colours(fill=text.colour)}'
        title = f"<title>{content(text.tooltip)}</title>" if text.tooltip else ""
        return f"<text {place}{more}>{title}{content(text.text)}</text>"

    def _colours(self, **colours: str) -> str:
        """` fill="…" stroke="…"` with the space before it, or a style; `stop_color` stands for `stop-color`."""
        named = {name.replace("_", "-"): value for name, value in colours.items()}
        if self._inline:
            return MARKER + ";".join(f"{name}:{value}" for name, value in named.items()) + MARKER
        return "".join(f' {name}="{value}"' for name, value in named.items())


def _drawn_box(mark: Mark) -> Box:
    """The box of what is drawn of a mark."""
    (x, y), side = mark.box.centre, diameter_px(mark.box)
    return Box(x - side / 2, y - side / 2, side, side)


def number(value: float) -> str:
    """A length with at most two decimals: "12", "12.5", never "-0"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def content(text: str) -> str:
    """`text` as the content of an element, without characters that XML cannot hold."""
    return escape(_NOT_XML.sub("", text))


def attribute(text: str) -> str:
    """`text` as the value of an attribute in double quotes."""
    return escape(_NOT_XML.sub("", text), {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def _box(box: Box) -> str:
    return f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}"'


def _points(points: Iterable[tuple[float, float]], dx: float, dy: float) -> str:
    return " ".join(f"{number(x + dx)},{number(y + dy)}" for x, y in points)


def _path(lines: Iterable[tuple[float, float, float, float]], dx: float, dy: float) -> str:
    """The `d` of a path of single lines."""
    return "".join(
        f"M{number(x1 + dx)} {number(y1 + dy)}L{number(x2 + dx)} {number(y2 + dy)}" for x1, y1, x2, y2 in lines
    )


def _width(stroke: primitives.Stroke) -> str:
    """The attributes of the width of a line and of its dashes."""
    dash = " ".join(number(length * stroke.width) for length in stroke.dash)
    return f' stroke-width="{number(stroke.width)}"' + (f' stroke-dasharray="{dash}"' if dash else "")
