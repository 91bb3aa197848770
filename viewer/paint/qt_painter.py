"""The QPainter back end: draws primitives on a screen, an image, a PDF or a printer.

A frame must be quick. On a device with pixels, plain bars are filled between two cached images of their rounded
ends, symbols are drawn once and then copied, and texts are laid out once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from math import ceil, inf
from operator import attrgetter
from threading import local

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QLinearGradient, QPainter, QPen, QPolygonF, QStaticText

from viewer.paint import primitives
from viewer.paint.fonts import font_for, font_measure, load_fonts, metrics_for
from viewer.paint.pens import brush, colour, pen, pixel_grid
from viewer.theme import Theme
from viewer.timeline.scene import Bar, Box, Cluster, Role, Rule, Scene, Shape

_ANTIALIASING = QPainter.RenderHint.Antialiasing


def paint_scene(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Paint `scene` with its origin at that of the painter, and leave the painter as it was.

    The lanes are clipped at the headers and the axis.
    """
    load_fonts()
    painter.save()
    painter.setRenderHints(_ANTIALIASING | QPainter.RenderHint.TextAntialiasing)
    grid = pixel_grid(painter)
    whole = QRectF(0, 0, scene.width, scene.height)
    painter.fillRect(whole, colour(theme.palette["ground"]))
    for in_margin, layers in primitives.groups(scene):
        painter.save()
        painter.setClipRect(whole if in_margin else _lane_area(scene), Qt.ClipOperation.IntersectClip)
        _Painter(painter, theme, grid).paint(layers)
        painter.restore()
    painter.restore()


def paint_over(painter: QPainter, scene: Scene, shapes: Sequence[Shape], theme: Theme) -> None:
    """Paint `shapes`, which belong to a selection, over the lanes of a painted scene."""
    if not shapes:
        return
    painter.save()
    painter.setRenderHints(_ANTIALIASING | QPainter.RenderHint.TextAntialiasing)
    painter.setClipRect(_lane_area(scene), Qt.ClipOperation.IntersectClip)
    paint_shapes(painter, shapes, theme, pixel_grid(painter))
    painter.restore()


def paint_shapes(painter: QPainter, shapes: Iterable[Shape], theme: Theme, grid: primitives.PixelGrid) -> None:
    """Paint one group of shapes. The painter's pen, brush and font change."""
    _Painter(painter, theme, grid).paint(primitives.layers(shapes))


def _lane_area(scene: Scene) -> QRectF:
    return QRectF(scene.header_px, scene.axis_px, scene.width - scene.header_px, scene.height - scene.axis_px)


class _Painter:
    """Draws the layers of one group in a theme."""

    def __init__(self, painter: QPainter, theme: Theme, grid: primitives.PixelGrid) -> None:
        self._painter, self._theme, self._grid = painter, theme, grid

    def paint(self, layers: primitives.Layers) -> None:
        painter, theme, grid, labels = self._painter, self._theme, self._grid, layers.labels
        for is_round, rects in groupby(primitives.band_rects(layers, theme, grid), lambda rect: rect.radius > 0.0):
            painter.setRenderHint(_ANTIALIASING, is_round)  # bands without round ends lie on whole pixels
            for rect in rects:
                _draw(painter, rect)
        painter.setRenderHint(_ANTIALIASING)
        self._lines(layers.lines)
        for rect in primitives.range_rects(layers.ranges, theme, grid):
            _draw(painter, rect)
        self._bars(layers.bars)
        if theme.hatched:
            for rect in primitives.blanks(layers.bars, labels, theme, grid):
                _draw(painter, rect)
        if layers.top_lines:
            boxes = [label.box for label in labels if label.role is not Role.MEASURE]
            self._lines([part for rule in layers.top_lines for part in primitives.interrupted(rule, boxes)])
        for bar in layers.bars:
            badge = primitives.placed_badge(bar, theme)
            if badge is not None:
                self._symbol(badge)
        for mark in layers.marks:
            self._symbol(primitives.placed_mark(mark, theme))
        self._clusters(layers.clusters)
        texts = (primitives.label_text(label, theme) for label in labels)
        self._texts(sorted(texts, key=attrgetter("role")))

    def _lines(self, rules: Iterable[Rule]) -> None:
        """Draw lines, those of one stroke at once; fill straight ones that cover whole pixels, which is quicker."""
        painter, theme, grid = self._painter, self._theme, self._grid
        lines: dict[primitives.Stroke, list[QLineF]] = defaultdict(list)
        heads: dict[primitives.Stroke, list[QPolygonF]] = defaultdict(list)
        painter.setRenderHint(_ANTIALIASING, False)
        for rule in rules:
            line = primitives.segment(rule, theme, grid)
            stroke = line.stroke
            if line.head:
                heads[stroke].append(_polygon(line.head, 0.0, 0.0))
            is_straight = line.x1 == line.x2 or line.y1 == line.y2
            if is_straight and not stroke.dash and grid.is_whole(stroke.width):
                painter.fillRect(_pixels(line, grid), colour(stroke.colour))
            else:
                lines[stroke].append(QLineF(line.x1, line.y1, line.x2, line.y2))
        painter.setRenderHint(_ANTIALIASING)
        for stroke, run in lines.items():
            painter.setPen(_pen(stroke))
            painter.drawLines(run)
        painter.setPen(Qt.PenStyle.NoPen)
        for stroke, polygons in heads.items():
            painter.setBrush(brush(stroke.colour))
            for polygon in polygons:
                painter.drawPolygon(polygon)

    def _bars(self, bars: Iterable[Bar]) -> None:
        for is_plain, run in groupby(bars, primitives.is_plain):
            if is_plain and self._grid.ratio:
                self._plain_bars(run)
            else:
                for bar in run:
                    for primitive in primitives.bar_primitives(bar, self._theme, self._grid):
                        _draw(self._painter, primitive)

    def _plain_bars(self, bars: Iterable[Bar]) -> None:
        """Draw plain bars: the images of those of their rounded ends that are not clipped, and fills between them."""
        painter, theme, grid = self._painter, self._theme, self._grid
        ratio, dx, dy = grid.ratio, grid.dx, grid.dy
        middle = grid.line_x(0.0, 1.0) - grid.edge_x(0.0)  # of an outline of 1 px, from the border of a pixel
        filled: dict[tuple[float, float], tuple[primitives.BarStyle, float, float]] = {}  # the last bar on each line
        painter.setRenderHint(_ANTIALIASING, False)
        clip, is_clipped = painter.clipBoundingRect(), painter.hasClipping()
        clip_left, clip_right = (clip.left() * ratio + dx, clip.right() * ratio + dx) if is_clipped else (-inf, inf)
        last_style: primitives.BarStyle | None = None
        for bar in bars:
            style, box = primitives.bar_style(theme, bar.role, bar.style.accent, bar.style.filled), bar.box
            if style is not last_style:
                last_style, width = style, style.width
                before, behind = (middle - width / 2) * ratio, (middle + width / 2) * ratio
                has_pixels = grid.is_whole(width) and before == round(before)
            if not has_pixels or box.width <= SHORT_BAR_PX:
                painter.setRenderHint(_ANTIALIASING)
                _draw(painter, primitives.bar_primitives(bar, theme, grid)[0])
                painter.setRenderHint(_ANTIALIASING, False)
                continue
            left, right = round(box.x * ratio + dx) + before, round((box.x + box.width) * ratio + dx) + behind
            top, bottom = (round(box.y * ratio + dy) + before, round((box.y + box.height) * ratio + dy) + behind)
            first, last = _bar_ends(style, round(bottom - top), ratio)
            y, height, end = (top - dy) / ratio, (bottom - top) / ratio, first.width()
            if left + end > clip_left:
                painter.drawImage(QPointF((left - dx) / ratio, y), first)
            if right - end < clip_right:
                painter.drawImage(QPointF((right - end - dx) / ratio, y), last)
            below, first_x, last_x = filled.get((top, bottom), (None, 0.0, 0.0))
            if below is style and first_x <= left and right <= last_x:
                continue  # lies on a bar of the same style: only its ends are seen
            filled[top, bottom] = style, left, right
            x, length = (left + end - dx) / ratio, (right - left - 2 * end) / ratio
            painter.fillRect(QRectF(x, y, length, height), colour(style.line))
            painter.fillRect(QRectF(x, y + width, length, height - 2 * width), colour(style.fill))
        painter.setRenderHint(_ANTIALIASING)

    def _clusters(self, clusters: Sequence[Cluster]) -> None:
        """Draw strips of columns, then discs, then the numbers on them."""
        measure, theme, numbers = font_measure(), self._theme, []
        self._columns([primitives.cluster_columns(cluster, theme) for cluster in clusters if cluster.histogram])
        for cluster in clusters:
            if not cluster.histogram:
                disc, number = primitives.cluster_disc(cluster, measure(str(cluster.count), Role.COUNT), theme)
                self._symbol(disc)
                numbers.append(number)
        self._texts(numbers)

    def _texts(self, texts: Iterable[primitives.Text]) -> None:
        """Draw texts; those of one role one after the other are quicker. On paper a text stays a text."""
        painter, grid, measure, static_text = self._painter, self._grid, font_measure(), _thread.static_text
        role: Role | None = None
        last_colour = ""
        for text in texts:
            if text.role is not role:
                role = text.role
                painter.setFont(font_for(role))
                metrics, ascent, descent = metrics_for(role)
                half_line, half_capital = (ascent - descent) / 2, metrics.capHeight() / 2
            if text.colour != last_colour:
                last_colour = text.colour
                painter.setPen(pen(last_colour))
            x, baseline = text.x, text.y + (half_capital if text.capitals else half_line)
            if text.anchor != "start":
                width = measure(text.text, role)
                x -= width / 2 if text.anchor == "middle" else width
            if grid.ratio:
                painter.drawStaticText(QPointF(x, grid.edge_y(baseline) - ascent), static_text(text.text, role))
            else:
                painter.drawText(QPointF(x, baseline), text.text)

    def _columns(self, strips: Iterable[primitives.Columns]) -> None:
        """Draw strips of columns, which end on whole pixels; a wide window has a thousand columns."""
        painter, grid = self._painter, self._grid
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(_ANTIALIASING, not grid.ratio)
        for strip in strips:
            box, counts = strip.box, strip.counts
            edges = _column_edges(box.x, box.width, len(counts), grid)
            bottom, low = grid.edge_y(box.bottom), box.bottom - box.height * 0.25
            rise = box.height * 0.75 / max(counts) ** 0.5
            if grid.ratio:
                ratio, dy = grid.ratio, grid.dy
                tops = [(round((low - rise * count**0.5) * ratio + dy) - dy) / ratio for count in counts]
            else:
                tops = [low - rise * count**0.5 for count in counts]
            columns = zip(edges, tops, counts, strict=True)
            painter.setBrush(brush(strip.fill))
            painter.drawRects([QRectF(x, top, width, bottom - top) for (x, width), top, count in columns if count])
        painter.setRenderHint(_ANTIALIASING)

    def _symbol(self, placed: primitives.PlacedSymbol) -> None:
        """Copy the cached image of a symbol; on paper draw the symbol itself."""
        grid, ratio = self._grid, self._grid.ratio
        if ratio < 1.0:
            for part in placed.symbol.parts:
                _draw(self._painter, part, placed.x, placed.y)
            return
        left, part_x = divmod(round(SUBPIXELS * (placed.x * ratio + grid.dx)), SUBPIXELS)
        top, part_y = divmod(round(SUBPIXELS * (placed.y * ratio + grid.dy)), SUBPIXELS)
        image = _symbol_image(placed.symbol, ratio, part_x, part_y)
        middle = image.width() // 2
        place = QPointF((left - middle - grid.dx) / ratio, (top - middle - grid.dy) / ratio)
        self._painter.drawImage(place, image)


def _draw(painter: QPainter, primitive: primitives.Primitive, dx: float = 0.0, dy: float = 0.0) -> None:
    """Draw a primitive moved by `dx` and `dy`."""
    match primitive:
        case primitives.Segments():
            painter.setPen(_pen(primitive.stroke))
            painter.drawLines([QLineF(x1 + dx, y1 + dy, x2 + dx, y2 + dy) for x1, y1, x2, y2 in primitive.lines])
        case primitives.Polygon() if primitive.fill is not None or primitive.stroke is not None:
            painter.setPen(_pen(primitive.stroke))
            painter.setBrush(_fill(primitive.fill))
            painter.drawPolygon(_polygon(primitive.points, dx, dy))
        case primitives.Rect(box=box, radius=radius):
            area = QRectF(box.x + dx, box.y + dy, box.width, box.height)
            if primitive.stroke is None and not radius:
                painter.fillRect(area, _fill(primitive.fill, primitive.opacity))
                return
            painter.setPen(_pen(primitive.stroke))
            painter.setBrush(_fill(primitive.fill))
            if radius:
                painter.drawRoundedRect(area, radius, radius)
            else:
                painter.drawRect(area)
        case primitives.Polyline():
            painter.setPen(_pen(primitive.stroke))
            painter.drawPolyline(_polygon(primitive.points, dx, dy))
        case primitives.Circle():
            painter.setPen(_pen(primitive.stroke))
            painter.setBrush(_fill(primitive.fill))
            painter.drawEllipse(QPointF(primitive.x + dx, primitive.y + dy), primitive.radius, primitive.radius)


@lru_cache(maxsize=2048)
def _pen(stroke: primitives.Stroke | None) -> QPen:
    return QPen(Qt.PenStyle.NoPen) if stroke is None else pen(stroke.colour, stroke.width, stroke.dash)


def _fill(fill: primitives.Fill, opacity: float = 1.0) -> QBrush:
    if isinstance(fill, primitives.Gradient):
        gradient = QLinearGradient(fill.x1, fill.y1, fill.x2, fill.y2)
        for offset, stop_opacity in fill.stops:
            gradient.setColorAt(offset, colour(fill.colour, stop_opacity))
        return QBrush(gradient)
    return QBrush() if fill is None else brush(fill, opacity)


def _polygon(points: Iterable[tuple[float, float]], dx: float, dy: float) -> QPolygonF:
    return QPolygonF([QPointF(x + dx, y + dy) for x, y in points])


def _pixels(line: primitives.Segment, grid: primitives.PixelGrid) -> QRectF:
    """The pixels that a straight line covers."""
    width, half = line.stroke.width, line.stroke.width / 2
    if line.x1 == line.x2:
        top, bottom = grid.edge_y(min(line.y1, line.y2)), grid.edge_y(max(line.y1, line.y2))
        return QRectF(line.x1 - half, top, width, bottom - top)
    left, right = grid.edge_x(min(line.x1, line.x2)), grid.edge_x(max(line.x1, line.x2))
    return QRectF(left, line.y1 - half, right - left, width)


@lru_cache(maxsize=64)
def _column_edges(x: float, width: float, count: int, grid: primitives.PixelGrid) -> tuple[tuple[float, float], ...]:
    """The left edge and the width of each column in a strip; the strips of all lanes share them."""
    cell = width / count
    gap = 1 if cell > 3 else 0
    edges = [grid.edge_x(x + index * cell) for index in range(count + 1)]
    return tuple((left, max(right - left - gap, 1.0)) for left, right in pairwise(edges))


BAR_END_PX = 4.0  # the length of the image of a bar's end
SHORT_BAR_PX = 3 * BAR_END_PX  # a bar that is not longer is drawn as a whole
SUBPIXELS = 4  # a symbol is copied to quarters of a pixel: no eye sees the difference
MAX_CACHED = 2000  # the most images, and the most texts, that are kept


@lru_cache(maxsize=512)
def _bar_ends(style: primitives.BarStyle, height: int, ratio: float) -> tuple[QImage, QImage]:
    """The left and the right end of a bar that is `height` device pixels high with its outline."""
    length, width = round(BAR_END_PX * ratio), style.width
    images = []
    for left in (0.0, -SHORT_BAR_PX + length / ratio):
        image = QImage(length, height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        box = Box(left + width / 2, width / 2, SHORT_BAR_PX - width, height / ratio - width)
        with QPainter(image) as painter:
            painter.setRenderHint(_ANTIALIASING)
            painter.scale(ratio, ratio)
            _draw(painter, primitives.Rect(box, style.fill, primitives.stroke(style.line, width), primitives.CORNER_PX))
        image.setDevicePixelRatio(ratio)
        images.append(image)
    return images[0], images[1]


@lru_cache(maxsize=MAX_CACHED)
def _symbol_image(symbol: primitives.Symbol, ratio: float, part_x: int, part_y: int) -> QImage:
    """A symbol at one of SUBPIXELS places within a pixel of the middle of the image."""
    middle = ceil(symbol.radius * ratio)
    image = QImage(2 * middle + 1, 2 * middle + 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHints(_ANTIALIASING | QPainter.RenderHint.TextAntialiasing)
        painter.translate(middle + part_x / SUBPIXELS, middle + part_y / SUBPIXELS)
        painter.scale(ratio, ratio)
        for part in symbol.parts:
            _draw(painter, part)
    image.setDevicePixelRatio(ratio)
    return image


class _Thread(local):
    """The texts of a thread: their glyphs belong to its fonts (see `viewer.paint.fonts`)."""

    def __init__(self) -> None:
        self.static_text = lru_cache(maxsize=MAX_CACHED)(_new_static_text)


def _new_static_text(text: str, role: Role) -> QStaticText:
    """A text whose glyphs are chosen and placed."""
    result = QStaticText(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.prepare(font=font_for(role))
    return result


_thread = _Thread()
