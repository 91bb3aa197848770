"""The timeline on pages: all lanes on one page at the largest scale at which they fit, else several pages.

┌ title ······················· as known on … ┐
│ lanes                                       │
│ legend of the shapes in view                │
└─────────────────────────────────────────────┘

Nobody can point at a name on paper or open a lane: a name that was cut short is written whole where there is
room, or left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from viewer.i18n import _
from viewer.paint.fonts import font_for, font_measure, metrics_for
from viewer.paint.pens import pen
from viewer.paint.primitives import NO_GRID
from viewer.paint.qt_painter import paint_scene, paint_shapes
from viewer.printing.print_job import HEAD_PX, PageAnchor, PageLink, PrintJob, draw_head, scene_links, with_shapes
from viewer.printing.worksheet import blanked, event_numbers
from viewer.progress import ProgressCallback, ignore_progress
from viewer.ref import kind_of
from viewer.theme import Theme
from viewer.timeline.legend import SAMPLE_HEIGHT, SAMPLE_WIDTH, Entry, legend
from viewer.timeline.metrics import Measure, Size
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Role, Rule, Scene, Shape
from viewer.timeline.scene_builder import build_scene

SCALES = (0.8, 0.75, 0.7, 0.66, 0.62)
"""The scales that are tried, largest first: 13 px type is printed at 7.8 to 6 points."""
LEGEND_GAP_PX = 14.0


class TimelinePage(Struct, frozen=True):
    """The lanes of one page, painted at `scale`, and the legend where it has room."""

    scene: Scene
    scale: float
    legend: LegendBlock | None


class TimelinePages:
    """The pages of the timeline."""

    has_foot = True

    def __init__(self, job: PrintJob, title: str = "", progress: ProgressCallback = ignore_progress) -> None:
        """`title` replaces that of the programme in the head."""
        self._job, self._title, self._progress = job, title or job.request.title, progress
        pages = [replace(page, scene=with_whole_names(page.scene, font_measure())) for page in self._laid_out()]
        self.numbers = event_numbers(job.programme, (page.scene for page in pages))
        if job.blank:
            pages = [replace(page, scene=blanked(page.scene, job.blank, self.numbers)) for page in pages]
        self.pages = tuple(pages)

    @property
    def count(self) -> int:
        return len(self.pages)

    def paint(self, painter: QPainter, page: int) -> None:
        draw_head(painter, self._job, self._title, self._job.subtitle)
        theme, timeline = self._job.theme, self.pages[page]
        painter.save()
        painter.translate(0, HEAD_PX)
        painter.scale(timeline.scale, timeline.scale)
        paint_scene(painter, timeline.scene, theme)
        painter.setPen(pen(theme.palette["hairline"]))
        painter.drawRect(QRectF(0, 0, timeline.scene.width, timeline.scene.height))
        if timeline.legend is not None:
            painter.translate(0, timeline.scene.height + LEGEND_GAP_PX)
            timeline.legend.paint(painter, theme)
        painter.restore()

    def links(self) -> Iterator[tuple[int, PageLink]]:
        for number, page in enumerate(self.pages):
            for link in scene_links(page.scene, page.scale, 0.0, HEAD_PX):
                yield number, link

    def anchors(self) -> dict[str, PageAnchor]:
        return {}

    def outline(self) -> Iterator[PageAnchor]:
        yield PageAnchor(0, 0.0, _("Timeline") if self._title == self._job.request.title else self._title)

    # ── page breaks ─────────────────────────────────────────────────────────────────────────────

    def _laid_out(self) -> Iterator[TimelinePage]:
        height = self._job.height - HEAD_PX
        for scale in SCALES:
            block = legend_block(self._legend(self._scene(scale, height / scale)), self._job.width / scale)
            lanes = self._scene(scale, height / scale - LEGEND_GAP_PX - block.height)
            if lanes.content_px + lanes.axis_px <= lanes.height + 0.5:
                yield TimelinePage(lanes, scale, block)
                return
        cuts = [(len(self._breaks(scale, height)), -scale) for scale in SCALES[:-1]]
        yield from self._split(-min(cuts)[1], height)

    def _full_height(self, scale: float) -> Scene:
        """All lanes, each as high as it needs."""
        first = self._scene(scale, 1.0)
        return self._scene(scale, first.content_px + first.axis_px)

    def _breaks(self, scale: float, height: float) -> list[tuple[float, float]]:
        """Top and bottom of the part on each page, in scene px below the axis; between lanes where possible."""
        scene = self._full_height(scale)
        axis, end = scene.axis_px, scene.content_px
        room = height / scale - axis
        stripes = (shape for shape in scene.shapes if isinstance(shape, Band) and _is_lane(shape))
        tops = sorted({band.box.y - axis for band in stripes} | {end})
        breaks: list[tuple[float, float]] = []
        start = 0.0
        while start < end - 1:
            fitting = [top for top in tops if start + 1 < top <= start + room]
            breaks.append((start, fitting[-1] if fitting else min(start + room, end)))
            start = breaks[-1][1]
        return breaks

    def _split(self, scale: float, height: float) -> Iterator[TimelinePage]:
        """Several pages; the legend follows the last lanes, on a page of its own where it has no room there."""
        scene = self._full_height(scale)
        block, axis = legend_block(self._legend(scene), self._job.width / scale), scene.axis_px
        breaks = self._breaks(scale, height)
        for number, (start, end) in enumerate(breaks, 1):
            part = self._scene(scale, end - start + axis, start)
            is_last = number == len(breaks)
            fits = part.height + LEGEND_GAP_PX + block.height <= height / scale
            yield TimelinePage(part, scale, block if is_last and fits else None)
            if is_last and not fits:
                yield TimelinePage(self._scene(scale, axis), scale, block)

    def _legend(self, scene: Scene) -> tuple[Entry, ...]:
        return legend(scene, self._job.programme.head.body)

    def _scene(self, scale: float, height: float, scroll_px: float = 0.0) -> Scene:
        self._progress(0.0)
        request, size = self._job.request, Size(self._job.width / scale, height)
        state = replace(request.state, scroll_px=scroll_px)
        return build_scene(self._job.programme, state, size, font_measure(), request.today)


def _is_lane(band: Band) -> bool:
    """Whether the band is the stripe of accent along the header of a lane."""
    return band.role is Role.HEADER and band.accent >= 0


# ── names ───────────────────────────────────────────────────────────────────────────────────────

CLEAR_PX = 3.0  # the least gap between a name that was made longer and its neighbours
MAX_NOTE_GAP_PX = 12.0  # A note that begins further behind a name does not belong to it
_TITLES = (Role.LANE_TITLE, Role.LANE_SUBTITLE)


def with_whole_names(scene: Scene, measure: Measure) -> Scene:
    """The scene without names that are cut short: each takes the free room beside it, else it is left out.

    The note that follows a name moves or goes with it. The mark stays, and the words give the name.
    """
    shapes: list[Shape | None] = list(scene.shapes)
    for index, label in enumerate(scene.shapes):
        if isinstance(label, Label) and label.full not in ("", label.text) and kind_of(label.ref) == "event":
            _lengthen(scene, shapes, index, measure)
    remaining = (shape for shape in shapes if shape is not None and not is_chevron(shape))
    return with_shapes(scene, (_whole_title(scene, shape, measure) for shape in remaining))


def _lengthen(scene: Scene, shapes: list[Shape | None], index: int, measure: Measure) -> None:
    """Replace the label at `index` by its full text, in its own size or a smaller one, or by None."""
    label = shapes[index]
    assert isinstance(label, Label)
    note, gap = _note_after(shapes, index, label)
    new: tuple[Label | None, Label | None] = (None, None)
    for role in (label.role, Role.NOTE):
        box = replace(label.box, width=measure(label.full, role))
        whole = Label(box, label.full, role, label.ref, accent=label.accent, align=label.align)
        moved = _moved(shapes, note, box.right + gap)
        labels = [shape for shape in (whole, moved) if shape is not None]
        if all(_is_free(scene, shapes, (index, note), shape) for shape in labels):
            new = whole, moved
            break
    shapes[index] = new[0]
    if note is not None:
        shapes[note] = new[1]


def _whole_title(scene: Scene, shape: Shape, measure: Measure) -> Shape:
    """The title of a lane to its end, where it has room now that no chevron stands beside it."""
    if not isinstance(shape, Label) or not shape.full or shape.role not in _TITLES:
        return shape
    text = shape.full[max(shape.full.find(shape.text.rstrip("…")), 0) :]
    width = measure(text, shape.role)
    if shape.box.x + width > scene.header_px - 1:
        return shape
    box = replace(shape.box, width=width)
    return Label(box, text, shape.role, shape.ref, accent=shape.accent, align=shape.align)


def is_chevron(shape: Shape) -> bool:
    """Whether the shape is the arrow that opens a lane in the window."""
    return isinstance(shape, Rule) and shape.role is Role.LANE_NOTE


def _note_after(shapes: list[Shape | None], index: int, label: Label) -> tuple[int | None, float]:
    """The index of the note that follows a name on its line, and the gap between them; None without one."""
    following = shapes[index + 1] if index + 1 < len(shapes) else None
    if isinstance(following, Label) and following.role is Role.NOTE and following.ref == label.ref:
        gap = following.box.x - label.box.right
        if 0 <= gap <= MAX_NOTE_GAP_PX and abs(following.box.y - label.box.y) < label.box.height:
            return index + 1, gap
    return None, 0.0


def _moved(shapes: list[Shape | None], note: int | None, x: float) -> Label | None:
    shape = shapes[note] if note is not None else None
    if not isinstance(shape, Label):
        return None
    box = replace(shape.box, x=x)
    return Label(box, shape.text, shape.role, shape.ref, accent=shape.accent, align=shape.align)


def _is_free(scene: Scene, shapes: list[Shape | None], replaced: tuple[int | None, ...], label: Label) -> bool:
    """Whether a label lies within the lanes and touches no shape of another event but those it replaces."""
    box = label.box
    if box.x < scene.header_px or box.right > scene.width:
        return False
    area = Box(box.x - CLEAR_PX, box.y + 1, box.width + 2 * CLEAR_PX, box.height - 2)
    return not any(
        isinstance(shape, (Bar, Mark, Cluster, Label))
        and number not in replaced
        and not (shape.ref == label.ref and not isinstance(shape, Label))
        and shape.box.x < area.right
        and shape.box.right > area.x
        and shape.box.y < area.bottom
        and shape.box.bottom > area.y
        for number, shape in enumerate(shapes)
    )


# ── the legend ──────────────────────────────────────────────────────────────────────────────────

LINE_PX = 21.0
SAMPLE_GAP_PX, COLUMN_GAP_PX = 7.0, 22.0


class LegendBlock(Struct, frozen=True):
    """Entries of a legend in columns, down and then across, in the pixels of the scene they explain."""

    columns: tuple[tuple[Entry, ...], ...]
    lefts: tuple[float, ...]  # the left edge of each column

    @property
    def height(self) -> float:
        return max((len(column) for column in self.columns), default=0) * LINE_PX

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the columns at the painter's origin."""
        _metrics, ascent, descent = metrics_for(Role.NOTE)
        baseline = (SAMPLE_HEIGHT - ascent - descent) / 2 + ascent
        for left, column in zip(self.lefts, self.columns, strict=True):
            for row, entry in enumerate(column):
                painter.save()
                painter.translate(left, row * LINE_PX)
                paint_shapes(painter, entry.shapes, theme, NO_GRID)
                painter.setFont(font_for(Role.NOTE))
                painter.setPen(pen(theme.palette["ink"]))
                painter.drawText(QPointF(SAMPLE_WIDTH + SAMPLE_GAP_PX, baseline), entry.words)
                painter.restore()


def legend_block(entries: tuple[Entry, ...], width: float) -> LegendBlock:
    """The entries in as many columns as fit into `width`, at most eight and at least one."""
    metrics = metrics_for(Role.NOTE)[0]
    for count in range(min(8, len(entries)), 1, -1):
        length = -(-len(entries) // count)
        columns = tuple(entries[first : first + length] for first in range(0, len(entries), length))
        widths = [
            max(metrics.horizontalAdvance(entry.words) for entry in column) + SAMPLE_WIDTH + SAMPLE_GAP_PX
            for column in columns
        ]
        if sum(widths) + COLUMN_GAP_PX * (len(widths) - 1) <= width:
            lefts = tuple(sum(widths[:index]) + COLUMN_GAP_PX * index for index in range(len(widths)))
            return LegendBlock(columns, lefts)
    return LegendBlock((entries,), (0.0,)) if entries else LegendBlock((), ())
