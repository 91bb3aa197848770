"""A poster: the timeline, every lane open, over columns × rows of sheets that are laid over each other and glued.

┌─┬───────────────┬─┐   Content is printed up to the frame; neighbours share OVERLAP_PX of it. Cut along the
├─┘               └─┤   crop marks, then lay each sheet over the lay marks (▸ ▾) of the one before it.
│     content     ▸ │
├─┐       ▾       ┌─┤
└─┴ sheet 2 of 6 ─▦─┘   the key map shows which of them this is
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from viewer.i18n import _
from viewer.paint.fonts import font_measure
from viewer.paint.pens import brush, pen
from viewer.paint.qt_painter import paint_scene
from viewer.printing.legend_block import LegendBlock, laid_out
from viewer.printing.names import whole_names
from viewer.printing.print_job import (
    FOOT_PX,
    HEAD_PX,
    Job,
    Link,
    Place,
    head,
    part_of_scene,
    scene_links,
    write,
)
from viewer.printing.worksheet import blanked, numbers_in
from viewer.theme import REGULAR
from viewer.timeline.legend import Entry, legend
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Label, Scene
from viewer.timeline.scene_builder import build_scene

BORDER_PX = 20.0  # around the content, for the marks
STRIP_PX = 14.0  # more of it below, for the words
OVERLAP_PX = 46.0  # 12 mm
HEAD_RATIO = 1.25  # the head's scale to the timeline's, as on other sheets
LEGEND_GAP_PX = 14.0
LEAST_WIDTH_PX, MOST_WIDTH_PX = 1400.0, 6000.0
"""Of the scene: a smaller one says too little, a larger one is too small to read."""
STEP = 0.93
"""From one scale that is tried to the next."""
LEAST_SHARE = 0.85
"""Of the largest scale that fits: so much smaller type may be, for the sake of more names."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How a poster is cut: `across` × `down` sheets, each with `width` × `height` of the poster on it."""

    across: int
    down: int
    width: float
    height: float
    border: float
    overlap: float

    @property
    def whole(self) -> tuple[float, float]:
        """Width and height of the sheets put together."""
        return (
            self.across * self.width - (self.across - 1) * self.overlap,
            self.down * self.height - (self.down - 1) * self.overlap,
        )

    def reach(self, sheet: int) -> QRectF:
        """What of the poster is on a sheet."""
        column, row = sheet % self.across, sheet // self.across
        x, y = column * (self.width - self.overlap), row * (self.height - self.overlap)
        return QRectF(x, y, self.width, self.height)


def grid_of(job: Job) -> Grid:
    """The sheets of the job's poster; a single one needs no marks."""
    across, down = job.options.poster
    if across == down == 1:
        return Grid(1, 1, job.width, job.height, 0.0, 0.0)
    height = job.height + FOOT_PX - 2 * BORDER_PX - STRIP_PX
    return Grid(across, down, job.width - 2 * BORDER_PX, height, BORDER_PX, OVERLAP_PX)


class Poster:
    """The sheets of a poster."""

    def __init__(self, job: Job) -> None:
        self.grid = grid_of(job)
        self.footed = self.grid.border == 0.0
        width, height = self.grid.whole
        lanes = frozenset(lane.id for lane in job.programme.head.lanes)
        self._job = replace(job, state=replace(job.state, open_lanes=lanes, scroll_px=0.0))
        natural = self._scene(width, 1.0)
        needs_px = natural.content_px + natural.axis_px
        natural = self._scene(width, needs_px)
        self.scale, self.legend = self._fitted(
            needs_px, legend(natural, job.programme.head.body), width, height
        )
        room = height - HEAD_PX * self._head_scale - self.scale * (LEGEND_GAP_PX + self.legend.height)
        self.scene = whole_names(self._scene(width / self.scale, room / self.scale), font_measure())
        if job.options.blank:
            self.scene = blanked(self.scene, job.options.blank, numbers_in(job.programme, (self.scene,)))

    @property
    def sheets(self) -> int:
        return self.grid.across * self.grid.down

    @property
    def _head_scale(self) -> float:
        return self.scale * HEAD_RATIO

    def _scene(self, width: float, height: float) -> Scene:
        job = self._job
        return build_scene(job.programme, job.state, Size(width, height), font_measure(), job.today)

    def _fitted(
        self, needs_px: float, entries: tuple[Entry, ...], width: float, height: float
    ) -> tuple[float, LegendBlock]:
        """The largest scale at which all lanes fit and no name is lost; else the one that loses the fewest."""
        scale, largest = width / LEAST_WIDTH_PX, 0.0
        found: list[tuple[int, float]] = []
        while scale >= largest * LEAST_SHARE and width / scale <= MOST_WIDTH_PX:
            block = laid_out(entries, width / scale)
            if HEAD_PX * HEAD_RATIO + LEGEND_GAP_PX + block.height + needs_px <= height / scale:
                largest = largest or scale
                scene = self._scene(width / scale, needs_px)
                lost = _names(scene) - _names(whole_names(scene, font_measure()))
                found.append((lost, -scale))
                if not lost:
                    break
            scale *= STEP
        if not found:  # too much for so little paper: as small as must be
            scale = height / (HEAD_PX * HEAD_RATIO + LEGEND_GAP_PX + 120.0 + needs_px)
            return scale, laid_out(entries, width / scale)
        best = -min(found)[1]
        return best, laid_out(entries, width / best)

    # ── ink ─────────────────────────────────────────────────────────────────────────────────────

    def paint(self, painter: QPainter, sheet: int) -> None:
        reach, border = self.grid.reach(sheet), self.grid.border
        painter.save()
        painter.translate(border, border)
        painter.setClipRect(QRectF(0, 0, self.grid.width, self.grid.height))
        painter.translate(-reach.x(), -reach.y())
        self._paint_content(painter, reach)
        painter.restore()
        if not self.footed:
            self._paint_marks(painter, sheet)

    def _paint_content(self, painter: QPainter, reach: QRectF) -> None:
        """What of the poster lies in `reach`, its origin at the painter's."""
        theme, scale = self._job.theme, self.scale
        top = HEAD_PX * self._head_scale
        painter.save()
        if reach.top() < top:
            painter.scale(self._head_scale, self._head_scale)
            whole = replace(self._job, width=self.grid.whole[0] / self._head_scale)
            head(painter, whole, self._job.title, self._job.span)
        painter.restore()
        painter.translate(0, top)
        painter.scale(scale, scale)
        seen = QRectF(
            reach.x() / scale, (reach.y() - top) / scale, reach.width() / scale, reach.height() / scale
        )
        paint_scene(painter, part_of_scene(self.scene, seen), theme)
        painter.setPen(pen(theme.palette["hairline"]))
        painter.drawRect(QRectF(0, 0, self.scene.width, self.scene.height))
        below = self.scene.height + LEGEND_GAP_PX
        if seen.bottom() > below:
            painter.translate(0, below)
            self._legend_in(seen).paint(painter, theme)

    def _legend_in(self, seen: QRectF) -> LegendBlock:
        """Those columns of the legend that reach into `seen`."""
        ends = (*self.legend.lefts[1:], self.scene.width)
        kept = [
            number
            for number, (left, right) in enumerate(zip(self.legend.lefts, ends, strict=True))
            if left < seen.right() and right > seen.left()
        ]
        return LegendBlock(
            tuple(self.legend.columns[number] for number in kept),
            tuple(self.legend.lefts[number] for number in kept),
        )

    def _paint_marks(self, painter: QPainter, sheet: int) -> None:
        """Crop marks, lay marks, the sheet's number, the key map."""
        grid, palette = self.grid, self._job.theme.palette
        column, row = sheet % grid.across, sheet // grid.across
        left, top = BORDER_PX, BORDER_PX
        right, bottom = left + grid.width, top + grid.height
        painter.setPen(pen(palette["ink"], 0.6))
        long, gap = BORDER_PX - 5, 3.0
        painter.drawLines(
            [
                *(QLineF(x, top - gap - long, x, top - gap) for x in (left, right)),
                *(QLineF(x, bottom + gap, x, bottom + gap + long) for x in (left, right)),
                *(QLineF(left - gap - long, y, left - gap, y) for y in (top, bottom)),
                *(QLineF(right + gap, y, right + gap + long, y) for y in (top, bottom)),
            ]
        )
        painter.setPen(pen(palette["muted"], 0.6))
        painter.setBrush(brush(palette["muted"]))
        if column < grid.across - 1:
            for y, way in ((top - gap, -1), (bottom + gap, 1)):
                _triangle(painter, right - grid.overlap, y, 0, way)
        if row < grid.down - 1:
            for x, way in ((left - gap, -1), (right + gap, 1)):
                _triangle(painter, x, bottom - grid.overlap, way, 0)
        words = _(
            "Sheet {n} of {of}: column {column}, row {row}",
            n=sheet + 1, of=self.sheets, column=column + 1, row=row + 1,
        )  # fmt: skip
        base = bottom + BORDER_PX + STRIP_PX - 4
        write(painter, f"{words} · {self._job.foot}", left + 8, base, 9, REGULAR, palette["muted"])
        self._paint_key(painter, sheet, right - 8, bottom + 6)

    def _paint_key(self, painter: QPainter, sheet: int, right: float, top: float) -> None:
        """A small map of all sheets, this one filled."""
        grid, palette = self.grid, self._job.theme.palette
        high = (BORDER_PX + STRIP_PX - 10) / grid.down
        wide = high * grid.width / grid.height
        painter.setPen(pen(palette["muted"], 0.6))
        for number in range(self.sheets):
            x = right - (grid.across - number % grid.across) * wide
            y = top + (number // grid.across) * high
            painter.setBrush(brush(palette["ink" if number == sheet else "ground"]))
            painter.drawRect(QRectF(x, y, wide, high))

    # ── what a PDF adds ─────────────────────────────────────────────────────────────────────────

    def links(self) -> Iterator[tuple[int, Link]]:
        """A shape on several sheets leads on from each."""
        every = tuple(scene_links(self.scene, self.scale, 0.0, HEAD_PX * self._head_scale))
        for sheet in range(self.sheets):
            reach, border = self.grid.reach(sheet), self.grid.border
            for link in every:
                box = QRectF(link.x, link.y, link.width, link.height).intersected(reach)
                if not box.isEmpty():
                    box.translate(border - reach.x(), border - reach.y())
                    yield sheet, Link(box.x(), box.y(), box.width(), box.height(), link.address)

    def places(self) -> dict[str, Place]:
        return {}

    def outline(self) -> Iterator[Place]:
        yield Place(0, 0.0, _("Timeline"))


def _names(scene: Scene) -> int:
    return sum(isinstance(shape, Label) for shape in scene.shapes)


def _triangle(painter: QPainter, x: float, y: float, dx: int, dy: int) -> None:
    """A small mark whose tip points at (x, y) from outside; (dx, dy) is the way out."""
    size = 7.0
    foot_x, foot_y = x + dx * size, y + dy * size
    corners = [
        QPointF(x, y),
        QPointF(foot_x + dy * size / 2, foot_y + dx * size / 2),
        QPointF(foot_x - dy * size / 2, foot_y - dx * size / 2),
    ]
    painter.drawPolygon(QPolygonF(corners))
