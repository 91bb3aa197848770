"""The timeline on sheets: all lanes on one at the largest scale at which they fit, else cut between lanes.

┌ title ······················· as known on … ┐
│ lanes                                       │
│ legend of the forms in view                 │
└─────────────────────────────────────────────┘
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from viewer.i18n import _
from viewer.paint.fonts import font_measure
from viewer.paint.pens import pen
from viewer.paint.qt_painter import paint_scene
from viewer.printing.legend_block import LegendBlock, laid_out
from viewer.printing.names import whole_names
from viewer.printing.print_job import HEAD_PX, Job, Link, Place, head, scene_links
from viewer.printing.worksheet import blanked, numbers_in
from viewer.timeline.legend import legend
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Band, Role, Scene
from viewer.timeline.scene_builder import build_scene

SCALES = (0.8, 0.75, 0.7, 0.66, 0.62)
"""The painter's scales for the timeline, largest first: 13 px type comes out at 7.8 to 6 points."""
LEGEND_GAP_PX = 14.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of the timeline on one sheet: the lanes in `scene`, painted at `scale`; the legend where it fits."""

    scene: Scene
    scale: float
    legend: LegendBlock | None


class Lanes:
    """The sheets of the timeline."""

    footed = True

    def __init__(self, job: Job, title: str = "") -> None:
        """`title` stands in the head instead of the programme's."""
        self._job, self._title = job, title or job.title
        self._body = job.programme.head.body
        self.pictures = tuple(
            replace(picture, scene=whole_names(picture.scene, font_measure())) for picture in self._pictures()
        )
        self.numbers = numbers_in(job.programme, (picture.scene for picture in self.pictures))
        if job.options.blank:
            self.pictures = tuple(
                replace(picture, scene=blanked(picture.scene, job.options.blank, self.numbers))
                for picture in self.pictures
            )

    @property
    def sheets(self) -> int:
        return len(self.pictures)

    def paint(self, painter: QPainter, sheet: int) -> None:
        head(painter, self._job, self._title, self._job.span)
        self.paint_picture(painter, self.pictures[sheet])

    def paint_picture(self, painter: QPainter, picture: Picture) -> None:
        """A picture below the head."""
        theme = self._job.theme
        painter.save()
        painter.translate(0, HEAD_PX)
        painter.scale(picture.scale, picture.scale)
        paint_scene(painter, picture.scene, theme)
        painter.setPen(pen(theme.palette["hairline"]))
        painter.drawRect(QRectF(0, 0, picture.scene.width, picture.scene.height))
        if picture.legend is not None:
            painter.translate(0, picture.scene.height + LEGEND_GAP_PX)
            picture.legend.paint(painter, theme)
        painter.restore()

    def links(self) -> Iterator[tuple[int, Link]]:
        for sheet, picture in enumerate(self.pictures):
            for link in scene_links(picture.scene, picture.scale, 0.0, HEAD_PX):
                yield sheet, link

    def places(self) -> dict[str, Place]:
        return {}

    def outline(self) -> Iterator[Place]:
        yield Place(0, 0.0, _("Timeline") if self._title == self._job.title else self._title)

    # ── cut to sheets ───────────────────────────────────────────────────────────────────────────

    def _pictures(self) -> Iterator[Picture]:
        room = self._job.height - HEAD_PX
        for scale in SCALES:
            tall = room / scale
            block = laid_out(legend(self._scene(scale, tall, 0.0), self._body), self._job.width / scale)
            lanes = self._scene(scale, tall - LEGEND_GAP_PX - block.height, 0.0)
            if lanes.content_px + lanes.axis_px <= lanes.height + 0.5:
                yield Picture(lanes, scale, block)
                return
        cuts = [(len(self._stretches(scale, room)), -scale) for scale in SCALES[:-1]]
        yield from self._cut(-min(cuts)[1], room)

    def _natural(self, scale: float) -> Scene:
        """All lanes, each as high as it needs."""
        first = self._scene(scale, 1.0, 0.0)
        return self._scene(scale, first.content_px + first.axis_px, 0.0)

    def _stretches(self, scale: float, room: float) -> list[tuple[float, float]]:
        """Where the lanes are cut: from … to in scene pixels below the axis; between lanes where that can be."""
        whole = self._natural(scale)
        axis, end = whole.axis_px, whole.content_px
        usable = room / scale - axis
        stripes = (shape for shape in whole.shapes if isinstance(shape, Band) and _is_lane(shape))
        tops = sorted({band.box.y - axis for band in stripes} | {end})
        found: list[tuple[float, float]] = []
        start = 0.0
        while start < end - 1:
            fitting = [top for top in tops if start + 1 < top <= start + usable]
            found.append((start, fitting[-1] if fitting else min(start + usable, end)))
            start = found[-1][1]
        return found

    def _cut(self, scale: float, room: float) -> Iterator[Picture]:
        """Several sheets; the legend below the last lanes, on a sheet of its own where it has no room there."""
        whole = self._natural(scale)
        block, axis = laid_out(legend(whole, self._body), self._job.width / scale), whole.axis_px
        stretches = self._stretches(scale, room)
        for start, end in stretches:
            scene = self._scene(scale, end - start + axis, start)
            last = (start, end) == stretches[-1]
            fits = scene.height + LEGEND_GAP_PX + block.height <= room / scale
            yield Picture(scene, scale, block if last and fits else None)
            if last and not fits:
                yield Picture(self._scene(scale, axis, 0.0), scale, block)

    def _scene(self, scale: float, height: float, scroll_px: float) -> Scene:
        state, size = replace(self._job.state, scroll_px=scroll_px), Size(self._job.width / scale, height)
        return build_scene(self._job.programme, state, size, font_measure(), self._job.today)


def _is_lane(band: Band) -> bool:
    """The stripe of accent that runs along a lane's header."""
    return band.role is Role.HEADER and band.accent >= 0
