"""A poster: the timeline with every lane open on columns × rows of pages, which are laid over each other and glued.

┌─┬───────────────┬─┐   Content is printed up to the frame; neighbours share OVERLAP_PX of it. Cut along the
├─┘               └─┤   crop marks, then lay each page over the lay marks (▸ ▾) of the one before it.
│     content     ▸ │
├─┐       ▾       ┌─┤
└─┴ sheet 2 of 6 ─▦─┘   the key map shows which of them this is
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from viewer.i18n import _
from viewer.paint.fonts import font_measure
from viewer.paint.pens import brush, pen
from viewer.paint.qt_painter import paint_scene
from viewer.printing.print_job import HEAD_PX, PageAnchor, PageLink, PageSection, PrintJob, draw_head, draw_text
from viewer.printing.scene_pages import LegendBlock, cropped, legend_block, on_paper, scene_links, with_whole_names
from viewer.progress import ProgressCallback, ignore_progress
from viewer.timeline.legend import Entry, legend
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Label, Scene
from viewer.timeline.scene_builder import build_scene

BORDER_PX = 20.0  # around the content, for the marks
CAPTION_PX = 14.0  # below the border at the bottom, for the text
OVERLAP_PX = 46.0  # 12 mm of content that neighbouring pages share
HEAD_RATIO = 1.25  # the scale of the head to that of the timeline, as on other pages
MIN_WIDTH_PX, MAX_WIDTH_PX = 1400.0, 6000.0
"""Of the scene: a smaller one shows too little, a larger one is too small to read."""
SCALE_STEP = 0.93  # the ratio of a scale that is tried to the one before
MIN_LEGEND_PX = 134.0  # the room for the legend where there is too little paper
MIN_SCALE_SHARE = 0.85
"""The smallest scale that is taken for the sake of more names, as a share of the largest that fits."""


class PosterGrid(Struct, frozen=True):
    """How a poster is cut: `columns` × `rows` pages with `width` × `height` px of it on each."""

    columns: int
    rows: int
    width: float
    height: float
    border: float
    overlap: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the pages put together."""
        return (
            self.columns * self.width - (self.columns - 1) * self.overlap,
            self.rows * self.height - (self.rows - 1) * self.overlap,
        )

    def area(self, page: int) -> QRectF:
        """The part of the poster on a page."""
        row, column = divmod(page, self.columns)
        x, y = column * (self.width - self.overlap), row * (self.height - self.overlap)
        return QRectF(x, y, self.width, self.height)


def poster_grid(job: PrintJob) -> PosterGrid:
    """The pages of the job's poster; a single page needs no marks."""
    columns, rows = job.request.pages.poster
    if columns == rows == 1:
        return PosterGrid(1, 1, job.width, job.height, 0.0, 0.0)
    height = job.page_height - 2 * BORDER_PX - CAPTION_PX
    return PosterGrid(columns, rows, job.width - 2 * BORDER_PX, height, BORDER_PX, OVERLAP_PX)


class Poster(PageSection):
    """The pages of a poster."""

    def __init__(self, job: PrintJob, progress: ProgressCallback = ignore_progress) -> None:
        self.grid = poster_grid(job)
        self.count = self.grid.columns * self.grid.rows
        self.has_foot = self.grid.border == 0.0
        self._job, self._progress = job, progress
        lanes = frozenset(lane.id for lane in job.programme.head.lanes)
        self._state = replace(job.request.state, open_lanes=lanes, scroll_px=0.0)
        width, height = self.grid.size
        first = self._scene(width, 1.0)
        needs_px = first.content_px + first.axis_px
        self.scale, self.legend = self._fit(needs_px, legend(self._scene(width, needs_px), job.programme.head.body))
        self._head_scale = self.scale * HEAD_RATIO
        room = height - HEAD_PX * self._head_scale - self.scale * self.legend.height
        (self.scene,) = on_paper(job, [self._scene(width / self.scale, room / self.scale)])

    def _scene(self, width: float, height: float) -> Scene:
        self._progress(0.0)
        size = Size(width, height)
        return build_scene(self._job.programme, self._state, size, font_measure(), self._job.request.today)

    def _fit(self, needs_px: float, entries: tuple[Entry, ...]) -> tuple[float, LegendBlock]:
        """The largest scale at which all lanes fit and no name is left out; else that which leaves out fewest."""
        width, height = self.grid.size
        scale, largest = width / MIN_WIDTH_PX, 0.0
        candidates: list[tuple[int, float]] = []  # names left out, minus the scale
        while scale >= largest * MIN_SCALE_SHARE and width / scale <= MAX_WIDTH_PX:
            block = legend_block(entries, width / scale)
            if HEAD_PX * HEAD_RATIO + block.height + needs_px <= height / scale:
                largest = largest or scale
                scene = self._scene(width / scale, needs_px)
                left_out = _label_count(scene) - _label_count(with_whole_names(scene, font_measure()))
                candidates.append((left_out, -scale))
                if not left_out:
                    break
            scale *= SCALE_STEP
        if not candidates:  # too little paper: as small as needed
            scale = height / (HEAD_PX * HEAD_RATIO + MIN_LEGEND_PX + needs_px)
            return scale, legend_block(entries, width / scale)
        best = -min(candidates)[1]
        return best, legend_block(entries, width / best)

    def paint(self, painter: QPainter, page: int) -> None:
        area, border = self.grid.area(page), self.grid.border
        painter.save()
        painter.translate(border, border)
        painter.setClipRect(QRectF(0, 0, self.grid.width, self.grid.height))
        painter.translate(-area.x(), -area.y())
        self.paint_content(painter, area)
        painter.restore()
        if not self.has_foot:
            self._paint_marks(painter, page)

    def paint_content(self, painter: QPainter, area: QRectF) -> None:
        """Paint the part of the poster in `area`, with the origin of the poster at that of the painter."""
        theme, scale = self._job.theme, self.scale
        top = HEAD_PX * self._head_scale
        painter.save()
        if area.top() < top:
            painter.scale(self._head_scale, self._head_scale)
            width = self.grid.size[0] / self._head_scale
            draw_head(painter, self._job, self._job.request.title, self._job.subtitle, width)
        painter.restore()
        painter.translate(0, top)
        painter.scale(scale, scale)
        visible = QRectF(area.x() / scale, (area.y() - top) / scale, area.width() / scale, area.height() / scale)
        paint_scene(painter, cropped(self.scene, visible), theme)
        painter.setPen(pen(theme.palette["hairline"]))
        painter.drawRect(QRectF(0, 0, self.scene.width, self.scene.height))
        if visible.bottom() > self.scene.height + self.legend.gap_px:
            painter.translate(0, self.scene.height)
            self._legend_in(visible).paint(painter, theme)

    def _legend_in(self, visible: QRectF) -> LegendBlock:
        """The columns of the legend that reach into `visible`."""
        ends = (*self.legend.lefts[1:], self.scene.width)
        columns = [
            (column, left)
            for column, left, right in zip(self.legend.columns, self.legend.lefts, ends, strict=True)
            if left < visible.right() and right > visible.left()
        ]
        return LegendBlock(tuple(column for column, _left in columns), tuple(left for _column, left in columns))

    def _paint_marks(self, painter: QPainter, page: int) -> None:
        """Paint crop marks, lay marks, the caption and the key map."""
        grid = self.grid
        row, column = divmod(page, grid.columns)
        right, bottom = BORDER_PX + grid.width, BORDER_PX + grid.height
        self._paint_crop_marks(painter, right, bottom)
        self._paint_lay_marks(painter, right, bottom, (column < grid.columns - 1, row < grid.rows - 1))
        place = {"n": page + 1, "of": self.count, "column": column + 1, "row": row + 1}
        text = _("Sheet {n} of {of}: column {column}, row {row}", **place)
        y, style = bottom + BORDER_PX + CAPTION_PX - 4, self._job.small_print(9)
        draw_text(painter, f"{text} · {self._job.foot}", BORDER_PX + 8, y, style)
        self._paint_key_map(painter, page, right - 8, bottom + 6)

    def _paint_crop_marks(self, painter: QPainter, right: float, bottom: float) -> None:
        left, top, length, gap = BORDER_PX, BORDER_PX, BORDER_PX - 5, 3.0
        painter.setPen(pen(self._job.theme.palette["foreground"], 0.6))
        painter.drawLines(
            [
                *(QLineF(x, top - gap - length, x, top - gap) for x in (left, right)),
                *(QLineF(x, bottom + gap, x, bottom + gap + length) for x in (left, right)),
                *(QLineF(left - gap - length, y, left - gap, y) for y in (top, bottom)),
                *(QLineF(right + gap, y, right + gap + length, y) for y in (top, bottom)),
            ]
        )

    def _paint_lay_marks(self, painter: QPainter, right: float, bottom: float, has_next: tuple[bool, bool]) -> None:
        """Paint the triangles where the pages to the right and below, of those that there are, are laid on."""
        grid, muted, gap = self.grid, self._job.theme.palette["muted"], 3.0
        left, top = BORDER_PX, BORDER_PX
        painter.setPen(pen(muted, 0.6))
        painter.setBrush(brush(muted))
        if has_next[0]:
            for y, direction in ((top - gap, -1), (bottom + gap, 1)):
                _draw_triangle(painter, right - grid.overlap, y, 0, direction)
        if has_next[1]:
            for x, direction in ((left - gap, -1), (right + gap, 1)):
                _draw_triangle(painter, x, bottom - grid.overlap, direction, 0)

    def _paint_key_map(self, painter: QPainter, page: int, right: float, top: float) -> None:
        """Paint a small map of all pages with this one filled."""
        grid, palette = self.grid, self._job.theme.palette
        height = (BORDER_PX + CAPTION_PX - 10) / grid.rows
        width = height * grid.width / grid.height
        painter.setPen(pen(palette["muted"], 0.6))
        for number in range(self.count):
            row, column = divmod(number, grid.columns)
            painter.setBrush(brush(palette["foreground" if number == page else "ground"]))
            painter.drawRect(QRectF(right - (grid.columns - column) * width, top + row * height, width, height))

    def links(self) -> Iterator[tuple[int, PageLink]]:
        """A shape that lies on several pages is a link on each."""
        links = tuple(scene_links(self.scene, self.scale, 0.0, HEAD_PX * self._head_scale))
        for page in range(self.count):
            area, border = self.grid.area(page), self.grid.border
            for link in links:
                box = QRectF(link.x, link.y, link.width, link.height).intersected(area)
                if not box.isEmpty():
                    box.translate(border - area.x(), border - area.y())
                    yield page, PageLink(box.x(), box.y(), box.width(), box.height(), link.address)

    def outline(self) -> Iterator[PageAnchor]:
        yield PageAnchor(0, 0.0, _("Timeline"))


def _label_count(scene: Scene) -> int:
    return sum(isinstance(shape, Label) for shape in scene.shapes)


def _draw_triangle(painter: QPainter, x: float, y: float, dx: int, dy: int) -> None:
    """Draw a triangle whose tip points at (`x`, `y`); (`dx`, `dy`) is the direction from the tip to its base."""
    size, half = 7.0, 3.5
    base = QPointF(x + dx * size, y + dy * size)
    side = QPointF(dy * half, dx * half)
    painter.drawPolygon(QPolygonF([QPointF(x, y), base + side, base - side]))
