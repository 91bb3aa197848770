"""The charts on paper: how dates moved, and which partner brings what to which mission."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QPainter

from viewer.i18n import _
from viewer.page_options import PARTS
from viewer.paint.fonts import font_measure
from viewer.paint.qt_painter import paint_scene
from viewer.printing.legend_block import LegendBlock, laid_out
from viewer.printing.print_job import HEAD_PX, Job, Link, Place, head, scene_links
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Scene

SCALE = 0.8
MATRIX_SCALES = (0.72, 0.68)
"""The first at which it needs the fewest sheets is taken."""
LEGEND_GAP_PX = 12.0
CHART_RATIO = 0.72
"""Height to width: a chart upright on a tall sheet says no more."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture on one sheet, and what explains it."""

    scene: Scene
    scale: float
    legend: LegendBlock | None = None


class Charts:
    """The sheets of one kind of chart."""

    footed = True

    def __init__(self, job: Job, name: str, charts: tuple[Chart, ...], below: str) -> None:
        self._job, self._title, self._below = job, _(PARTS[name]), below
        self._charts = charts

    @property
    def sheets(self) -> int:
        return len(self._charts)

    def paint(self, painter: QPainter, sheet: int) -> None:
        chart = self._charts[sheet]
        head(painter, self._job, self._title, self._below)
        painter.save()
        painter.translate(0, HEAD_PX)
        painter.scale(chart.scale, chart.scale)
        paint_scene(painter, chart.scene, self._job.theme)
        if chart.legend is not None:
            painter.translate(0, chart.scene.height + LEGEND_GAP_PX)
            chart.legend.paint(painter, self._job.theme)
        painter.restore()

    def links(self) -> Iterator[tuple[int, Link]]:
        for sheet, chart in enumerate(self._charts):
            for link in scene_links(chart.scene, chart.scale, 0.0, HEAD_PX):
                yield sheet, link

    def places(self) -> dict[str, Place]:
        return {}

    def outline(self) -> Iterator[Place]:
        yield Place(0, 0.0, self._title)


def slips_chart(job: Job) -> Charts | None:
    """The milestone trend chart of every event whose date moved; None where none did."""
    from viewer.timeline.trend_data import moved_events
    from viewer.timeline.trend_scene import TrendOptions, trend_scene

    moved = moved_events(job.programme)
    if not moved:
        return None
    height = min(job.height - HEAD_PX, job.width * CHART_RATIO)
    size = Size(job.width / SCALE, height / SCALE)
    scene = trend_scene(job.programme, moved, TrendOptions(size, font_measure(), job.today))
    return Charts(
        job, "slips", (Chart(scene, SCALE),), _("the day it was said across, the day it promised up")
    )


def matrix_chart(job: Job) -> Charts | None:
    """The matrix of wholes, over as many sheets as it needs; None where no partner brings anything.

    The parts of a whole are told in the words: what they bring is counted and named in its row.
    """
    from viewer.report.matrix import build_matrix
    from viewer.timeline.matrix_scene import (
        PAPER_NAME_LINES,
        MatrixLayout,
        column_widths,
        matrix_legend,
        matrix_scene,
        paginate,
    )

    matrix = build_matrix(job.programme)
    if not matrix.columns or not matrix.rows:
        return None
    lanes = tuple(lane.id for lane in job.programme.head.lanes)
    measure = font_measure()

    def layout(width: float) -> MatrixLayout:
        widths = column_widths(matrix, width, measure)
        return MatrixLayout(matrix, widths, lanes, measure, name_lines=PAPER_NAME_LINES)

    def at(scale: float) -> tuple[Chart, ...]:
        scale = min(scale, job.width / layout(1.0).width)
        page_layout = layout(job.width / scale)
        block = laid_out(matrix_legend(matrix), job.width / scale)
        height = (job.height - HEAD_PX) / scale - block.height - LEGEND_GAP_PX
        return tuple(
            Chart(matrix_scene(page_layout, lines), scale, block) for lines in paginate(page_layout, height)
        )

    charts = min((at(scale) for scale in MATRIX_SCALES), key=len)
    return Charts(job, "matrix", charts, _("what each partner brings to each mission"))


CHARTS: Mapping[str, Callable[[Job], Charts | None]] = {"slips": slips_chart, "matrix": matrix_chart}
"""The parts that are pictures of their own, by their name in PARTS."""
