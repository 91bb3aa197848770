"""Scenes on pages: how they are adapted to paper, and pages with a head, a scene and the legend of its shapes.

┌ title ······················· as known on … ┐
│ scene                                       │
│ legend                                      │
└─────────────────────────────────────────────┘

Nobody can point at a name on paper or open a lane: a name that was cut short is written whole where there is room, or
left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeGuard

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from viewer.i18n import _
from viewer.model.programme import Programme
from viewer.paint.fonts import font_for, font_measure, metrics_for
from viewer.paint.pens import pen
from viewer.paint.primitives import NO_GRID
from viewer.paint.qt_painter import paint_scene, paint_shapes
from viewer.printing.print_job import HEAD_PX, PageAnchor, PageLink, PageSection, PrintJob, draw_head
from viewer.ref import event_ref, kind_of
from viewer.theme import Theme
from viewer.timeline.legend import SAMPLE_HEIGHT, SAMPLE_WIDTH, Entry
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Band, Bar, Box, Cluster, Label, Mark, Role, Rule, Scene, Shape

LEGEND_GAP_PX = 14.0  # between the timeline and its legend
NAME_ROLES = (Role.LABEL, Role.LABEL_STRONG, Role.LABEL_MUTED)
CLEAR_PX = 3.0  # the least gap between a name that was made longer and its neighbours
MAX_NOTE_GAP_PX = 12.0  # a note that begins further behind a name does not belong to it
LINE_PX = 21.0  # of the legend
SAMPLE_GAP_PX, COLUMN_GAP_PX = 7.0, 22.0
MIN_BLANK = 6  # the least number of underscores of a blank
_TITLES = (Role.LANE_TITLE, Role.LANE_SUBTITLE)
_YEAR = re.compile(r"\d{4}")


class LegendBlock(Struct, frozen=True):
    """Entries of a legend in columns, down and then across, in the pixels of the scene they explain."""

    columns: tuple[tuple[Entry, ...], ...]
    lefts: tuple[float, ...]  # the left edge of each column
    gap_px: float = LEGEND_GAP_PX  # between the scene and the entries

    @property
    def height(self) -> float:
        """With the gap above it."""
        return self.gap_px + max((len(column) for column in self.columns), default=0) * LINE_PX

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the columns below a scene that ends at the painter's origin, which moves past the gap."""
        painter.translate(0, self.gap_px)
        _metrics, ascent, descent = metrics_for(Role.NOTE)
        baseline = (SAMPLE_HEIGHT - ascent - descent) / 2 + ascent
        for left, column in zip(self.lefts, self.columns, strict=True):
            for row, entry in enumerate(column):
                painter.save()
                painter.translate(left, row * LINE_PX)
                paint_shapes(painter, entry.shapes, theme, NO_GRID)
                painter.setFont(font_for(Role.NOTE))
                painter.setPen(pen(theme.palette["foreground"]))
                painter.drawText(QPointF(SAMPLE_WIDTH + SAMPLE_GAP_PX, baseline), entry.words)
                painter.restore()


def legend_block(entries: tuple[Entry, ...], width: float, gap_px: float = LEGEND_GAP_PX) -> LegendBlock:
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
            return LegendBlock(columns, lefts, gap_px)
    return LegendBlock((entries,), (0.0,), gap_px) if entries else LegendBlock((), (), gap_px)


class ScenePage(Struct, frozen=True):
    """A scene on one page, painted at `scale`, and its legend where there is one."""

    scene: Scene
    scale: float
    legend: LegendBlock | None = None


class ScenePages(PageSection):
    """The pages of the timeline, each with a frame around its scene, or of a chart."""

    def __init__(
        self, job: PrintJob, title: str, subtitle: str, pages: tuple[ScenePage, ...], framed: bool = False
    ) -> None:
        self._job, self._title, self._subtitle, self._framed = job, title, subtitle, framed
        self.pages, self.count = pages, len(pages)

    def paint(self, painter: QPainter, page: int) -> None:
        theme, scene_page = self._job.theme, self.pages[page]
        scene = scene_page.scene
        draw_head(painter, self._job, self._title, self._subtitle)
        painter.save()
        painter.translate(0, HEAD_PX)
        painter.scale(scene_page.scale, scene_page.scale)
        paint_scene(painter, scene, theme)
        if self._framed:
            painter.setPen(pen(theme.palette["hairline"]))
            painter.drawRect(QRectF(0, 0, scene.width, scene.height))
        if scene_page.legend is not None:
            painter.translate(0, scene.height)
            scene_page.legend.paint(painter, theme)
        painter.restore()

    def links(self) -> Iterator[tuple[int, PageLink]]:
        for number, page in enumerate(self.pages):
            for link in scene_links(page.scene, page.scale, 0.0, HEAD_PX):
                yield number, link

    def outline(self) -> Iterator[PageAnchor]:
        yield PageAnchor(0, 0.0, _("Timeline") if self._title == self._job.request.title else self._title)


def scene_links(scene: Scene, scale: float, left: float, top: float) -> Iterator[PageLink]:
    """The links of a scene that is painted at `scale` with its origin at (`left`, `top`)."""
    for shape in scene.shapes:
        if isinstance(shape, (Bar, Mark, Label)) and kind_of(shape.ref) in ("event", "mission", "partner"):
            x1, x2 = max(shape.box.x, scene.header_px), min(shape.box.right, scene.width)
            y1, y2 = max(shape.box.y, scene.axis_px), min(shape.box.bottom, scene.height)
            if x1 < x2 and y1 < y2:
                yield PageLink(left + x1 * scale, top + y1 * scale, (x2 - x1) * scale, (y2 - y1) * scale, shape.ref)


def cropped(scene: Scene, box: QRectF) -> Scene:
    """The scene without the shapes that lie outside `box`."""
    shapes = []
    for shape in scene.shapes:
        if isinstance(shape, (Band, Bar, Mark, Cluster, Label)):
            area = QRectF(shape.box.x, shape.box.y, max(shape.box.width, 0.1), max(shape.box.height, 0.1))
            margin = 0 if isinstance(shape, Label) else 12  # badges and strokes reach beyond the box
            if not area.adjusted(-margin, -margin, margin, margin).intersects(box):
                continue
        shapes.append(shape)
    return replace(scene, shapes=tuple(shapes))


def on_paper(job: PrintJob, scenes: Iterable[Scene]) -> list[Scene]:
    """The scenes as they are printed: names whole or left out, for a worksheet with blanks to write on."""
    printed = [with_whole_names(scene, font_measure()) for scene in scenes]
    numbers = event_numbers(job.programme, printed) if job.blank else {}
    return [blanked(scene, job.blank, numbers) for scene in printed] if job.blank else printed


def with_whole_names(scene: Scene, measure: Measure) -> Scene:
    """The scene without names that are cut short: each takes the free room beside it, else it is left out.

    The note that follows a name moves or goes with it. The mark stays, and the words give the name.
    """
    shapes: list[Shape | None] = list(scene.shapes)
    for index, label in enumerate(scene.shapes):
        if isinstance(label, Label) and label.full not in ("", label.text) and kind_of(label.ref) == "event":
            _lengthen(scene, shapes, index, measure)
    remaining = (shape for shape in shapes if shape is not None and not is_chevron(shape))
    return replace(scene, shapes=tuple(_whole_title(scene, shape, measure) for shape in remaining))


def _lengthen(scene: Scene, shapes: list[Shape | None], index: int, measure: Measure) -> None:
    """Replace the label at `index` by its full text, in its own size or a smaller one, or by None."""
    label = shapes[index]
    assert isinstance(label, Label)
    note, gap = _note_after(shapes, index, label)
    new: tuple[Label | None, Label | None] = (None, None)
    for role in (label.role, Role.NOTE):
        box = replace(label.box, width=measure(label.full, role))
        whole = replace(label, box=box, text=label.full, role=role, full="")
        moved = replace(note, box=replace(note.box, x=box.right + gap)) if note else None
        if all(_is_free(scene, shapes, (label, note), shape) for shape in (whole, moved) if shape):
            new = whole, moved
            break
    shapes[index] = new[0]
    if note is not None:
        shapes[index + 1] = new[1]


def _whole_title(scene: Scene, shape: Shape, measure: Measure) -> Shape:
    """The title of a lane to its end, where it has room now that no chevron stands beside it."""
    if not isinstance(shape, Label) or not shape.full or shape.role not in _TITLES:
        return shape
    text = shape.full[max(shape.full.find(shape.text.rstrip("…")), 0) :]
    width = measure(text, shape.role)
    if shape.box.x + width > scene.header_px - 1:
        return shape
    return replace(shape, box=replace(shape.box, width=width), text=text, full="")


def is_chevron(shape: Shape) -> bool:
    """Whether the shape is the arrow that opens a lane in the window."""
    return isinstance(shape, Rule) and shape.role is Role.LANE_NOTE


def _note_after(shapes: list[Shape | None], index: int, label: Label) -> tuple[Label | None, float]:
    """The note that follows a name on its line, and the gap between them; None without one."""
    following = shapes[index + 1] if index + 1 < len(shapes) else None
    if isinstance(following, Label) and following.role is Role.NOTE and following.ref == label.ref:
        gap = following.box.x - label.box.right
        if 0 <= gap <= MAX_NOTE_GAP_PX and abs(following.box.y - label.box.y) < label.box.height:
            return following, gap
    return None, 0.0


def _is_free(scene: Scene, shapes: list[Shape | None], replaced: tuple[Label | None, ...], label: Label) -> bool:
    """Whether a label lies within the lanes and touches no shape of another event but those it replaces."""
    box = label.box
    if box.x < scene.header_px or box.right > scene.width:
        return False
    area = Box(box.x - CLEAR_PX, box.y + 1, box.width + 2 * CLEAR_PX, box.height - 2)
    return not any(
        isinstance(shape, (Bar, Mark, Cluster, Label))
        and not any(shape is label for label in replaced)
        and not (shape.ref == label.ref and not isinstance(shape, Label))
        and shape.box.overlaps(area)
        for shape in shapes
    )


def event_numbers(programme: Programme, scenes: Iterable[Scene]) -> Mapping[str, int]:
    """The address of each event that is named in `scenes`, and its number from 1 in the programme's order."""
    named = {shape.ref for scene in scenes for shape in scene.shapes if _is_name(shape)}
    addresses = (event_ref(event.id) for event in programme.events)
    return {address: number for number, address in enumerate(filter(named.__contains__, addresses), 1)}


def blanked(scene: Scene, blank: str, numbers: Mapping[str, int]) -> Scene:
    """The scene with blanks to write on in place of the "dates" (notes that name a year) or the "titles"."""

    def without_answer(shape: Shape) -> Shape:
        if blank == "titles":
            return _blank(shape, f"{numbers[shape.ref]} ") if _is_name(shape) and shape.ref in numbers else shape
        if isinstance(shape, Label) and shape.role is Role.NOTE and _YEAR.search(shape.text):
            return _blank(shape)
        return shape

    return replace(scene, shapes=tuple(map(without_answer, scene.shapes)))


def _is_name(shape: Shape) -> TypeGuard[Label]:
    return isinstance(shape, Label) and shape.role in NAME_ROLES and kind_of(shape.ref) == "event"


def _blank(label: Label, prefix: str = "") -> Label:
    """The label with underscores instead of its text, as wide as the text was."""
    measure = font_measure()
    room = label.box.width - measure(prefix, label.role)
    text = prefix + "_" * max(int(room / measure("_", label.role)), MIN_BLANK)
    return replace(label, text=text, full="")
