"""Pages of charts: how dates moved, and what each partner brings to each mission."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from PySide6.QtGui import QPainter

from viewer.i18n import _
from viewer.limits import LARGE
from viewer.page_options import PARTS
from viewer.paint.fonts import font_measure
from viewer.paint.qt_painter import paint_scene
from viewer.printing.print_job import HEAD_PX, PageAnchor, PageLink, PrintJob, draw_head, scene_links
from viewer.printing.timeline_pages import LegendBlock, legend_block
from viewer.progress import ProgressCallback, part_of
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Scene

TREND_SCALE = 0.8
MATRIX_SCALES = (0.72, 0.68)  # of these the one that needs the fewest pages is taken, the first of equals
LEGEND_GAP_PX = 12.0
TREND_RATIO = 0.72  # the most height for a width: a higher chart says no more


class ChartPage(Struct, frozen=True):
    """A chart on one page, and its legend."""

    scene: Scene
    scale: float
    legend: LegendBlock | None = None


class ChartPages:
    """The pages of one kind of chart."""

    has_foot = True

    def __init__(self, job: PrintJob, part: str, pages: tuple[ChartPage, ...], subtitle: str) -> None:
        """`part` is one of PARTS."""
        self._job, self._title, self._subtitle, self._pages = job, _(PARTS[part]), subtitle, pages

    @property
    def count(self) -> int:
        return len(self._pages)

    def paint(self, painter: QPainter, page: int) -> None:
        chart = self._pages[page]
        draw_head(painter, self._job, self._title, self._subtitle)
        painter.save()
        painter.translate(0, HEAD_PX)
        painter.scale(chart.scale, chart.scale)
        paint_scene(painter, chart.scene, self._job.theme)
        if chart.legend is not None:
            painter.translate(0, chart.scene.height + LEGEND_GAP_PX)
            chart.legend.paint(painter, self._job.theme)
        painter.restore()

    def links(self) -> Iterator[tuple[int, PageLink]]:
        for number, chart in enumerate(self._pages):
            for link in scene_links(chart.scene, chart.scale, 0.0, HEAD_PX):
                yield number, link

    def anchors(self) -> dict[str, PageAnchor]:
        return {}

    def outline(self) -> Iterator[PageAnchor]:
        yield PageAnchor(0, 0.0, self._title)


def trend_pages(job: PrintJob, progress: ProgressCallback) -> ChartPages | None:
    """The trend chart of every event whose date moved; None where none did.

    Of a programme with more than LARGE events the chart shows the most important, as in the window.
    """
    from viewer.report.slip_report import date_change_list
    from viewer.timeline.trend_data import moved_events
    from viewer.timeline.trend_scene import TrendOptions, trend_scene

    if len(job.programme.events) > LARGE:
        events, _count = date_change_list(job.programme, part_of(progress, 0.0, 0.5)).charted()
    else:
        events = moved_events(job.programme)
    if not events:
        return None
    progress(0.5)
    height = min(job.height - HEAD_PX, job.width * TREND_RATIO)
    size = Size(job.width / TREND_SCALE, height / TREND_SCALE)
    options = TrendOptions(size, font_measure(), job.request.today)
    scene = trend_scene(job.programme, events, options)
    subtitle = _("the day it was said across, the day it promised up")
    return ChartPages(job, "slips", (ChartPage(scene, TREND_SCALE),), subtitle)


def matrix_pages(job: PrintJob, progress: ProgressCallback) -> ChartPages | None:
    """The matrix of partners and missions on as many pages as it needs; None where no partner brings anything.

    Members of a partner have no rows of their own: the row of the whole counts and names what they bring.
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
    measure = font_measure()

    def layout(width: float) -> MatrixLayout:
        widths = column_widths(matrix, width, measure)
        return MatrixLayout(matrix, widths, measure, name_lines=PAPER_NAME_LINES)

    def pages_at(scale: float) -> tuple[ChartPage, ...]:
        progress(0.5)
        scale = min(scale, job.width / layout(1.0).width)
        page_layout = layout(job.width / scale)
        block = legend_block(matrix_legend(matrix), job.width / scale)
        height = (job.height - HEAD_PX) / scale - block.height - LEGEND_GAP_PX
        return tuple(
            ChartPage(matrix_scene(page_layout, lines), scale, block) for lines in paginate(page_layout, height)
        )

    pages = min((pages_at(scale) for scale in MATRIX_SCALES), key=len)
    return ChartPages(job, "matrix", pages, _("what each partner brings to each mission"))


CHARTS: Mapping[str, Callable[[PrintJob, ProgressCallback], ChartPages | None]] = {
    "slips": trend_pages,
    "matrix": matrix_pages,
}
"""What lays out each part that is a chart, by its name in PARTS."""
