"""Pages of charts: the timeline, how dates moved, and what each partner brings to each mission."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from viewer.i18n import _
from viewer.limits import LARGE
from viewer.page_options import PARTS
from viewer.paint.fonts import font_measure
from viewer.printing.print_job import HEAD_PX, PrintJob
from viewer.printing.scene_pages import LegendBlock, ScenePage, ScenePages, legend_block, on_paper
from viewer.progress import ProgressCallback, ignore_progress, part_of
from viewer.timeline.legend import legend
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Band, Role, Scene
from viewer.timeline.scene_builder import build_scene

SCALES = (0.8, 0.75, 0.7, 0.66, 0.62)
"""The scales of the timeline that are tried, largest first: 13 px type is printed at 7.8 to 6 points."""
TREND_SCALE = 0.8
TREND_RATIO = 0.72  # the most height for a width: a higher chart says no more
MATRIX_LEGEND_GAP_PX = 12.0
MATRIX_SCALES = (0.72, 0.68)  # of these the one that needs the fewest pages is taken, the first of equals


def timeline_pages(job: PrintJob, progress: ProgressCallback = ignore_progress, title: str = "") -> ScenePages:
    """All lanes on one page at the largest scale at which they fit, else on several pages.

    `title` replaces that of the programme in the head.
    """
    pages = list(_TimelineLayout(job, progress).pages())
    scenes = on_paper(job, (page.scene for page in pages))
    printed = tuple(replace(page, scene=scene) for page, scene in zip(pages, scenes, strict=True))
    return ScenePages(job, title or job.request.title, job.subtitle, printed, framed=True)


class _TimelineLayout(Struct, frozen=True):
    """Breaks the lanes into pages."""

    job: PrintJob
    progress: ProgressCallback

    def pages(self) -> Iterator[ScenePage]:
        height = self.job.height - HEAD_PX
        for scale in SCALES:
            block = self._legend(self._scene(scale, height / scale), scale)
            lanes = self._scene(scale, height / scale - block.height)
            if lanes.content_px + lanes.axis_px <= lanes.height + 0.5:
                yield ScenePage(lanes, scale, block)
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
        headers = (shape for shape in scene.shapes if isinstance(shape, Band) and shape.role is Role.HEADER)
        tops = sorted({header.box.y - axis for header in headers if header.accent >= 0} | {end})  # stripes of accent
        breaks: list[tuple[float, float]] = []
        start = 0.0
        while start < end - 1:
            fitting = [top for top in tops if start + 1 < top <= start + room]
            breaks.append((start, fitting[-1] if fitting else min(start + room, end)))
            start = breaks[-1][1]
        return breaks

    def _split(self, scale: float, height: float) -> Iterator[ScenePage]:
        """Several pages; the legend follows the last lanes, on a page of its own where it has no room there."""
        scene = self._full_height(scale)
        block, axis = self._legend(scene, scale), scene.axis_px
        breaks = self._breaks(scale, height)
        for number, (start, end) in enumerate(breaks, 1):
            part = self._scene(scale, end - start + axis, start)
            is_last = number == len(breaks)
            fits = part.height + block.height <= height / scale
            yield ScenePage(part, scale, block if is_last and fits else None)
            if is_last and not fits:
                yield ScenePage(self._scene(scale, axis), scale, block)

    def _legend(self, scene: Scene, scale: float) -> LegendBlock:
        return legend_block(legend(scene, self.job.programme.head.body), self.job.width / scale)

    def _scene(self, scale: float, height: float, scroll_px: float = 0.0) -> Scene:
        self.progress(0.0)
        request, size = self.job.request, Size(self.job.width / scale, height)
        state = replace(request.state, scroll_px=scroll_px)
        return build_scene(self.job.programme, state, size, font_measure(), request.today)


def trend_pages(job: PrintJob, progress: ProgressCallback) -> ScenePages | None:
    """The trend chart of every event whose date moved; None where none did.

    Of a programme with more than LARGE events the chart shows the most important, as in the window.
    """
    from viewer.report.slip_report import date_change_list
    from viewer.timeline.trend_scene import TrendOptions, trend_scene

    changes = date_change_list(job.programme, part_of(progress, 0.0, 0.5))
    is_large = len(job.programme.events) > LARGE
    events = changes.charted()[0] if is_large else tuple(event.id for event in changes.major_events)
    if not events:
        return None
    progress(0.5)
    height = min(job.height - HEAD_PX, job.width * TREND_RATIO)
    size = Size(job.width / TREND_SCALE, height / TREND_SCALE)
    scene = trend_scene(job.programme, events, TrendOptions(size, font_measure(), job.request.today))
    subtitle = _("the day it was said across, the day it promised up")
    return ScenePages(job, _(PARTS["slips"]), subtitle, (ScenePage(scene, TREND_SCALE),))


def matrix_pages(job: PrintJob, progress: ProgressCallback) -> ScenePages | None:
    """The matrix of partners and missions on as many pages as it needs; None where no partner brings anything.

    Members of a partner have no rows of their own: the row of the whole counts and names what they bring.
    """
    from viewer.report.matrix import build_matrix
    from viewer.timeline.matrix_scene import MatrixLayout, matrix_legend, matrix_scene, paginate

    matrix = build_matrix(job.programme)
    if not matrix.columns or not matrix.rows:
        return None

    def pages_at(scale: float) -> tuple[ScenePage, ...]:
        progress(0.5)
        scale = min(scale, job.width / MatrixLayout.on_paper(matrix, 1.0, font_measure()).width)
        layout = MatrixLayout.on_paper(matrix, job.width / scale, font_measure())
        block = legend_block(matrix_legend(matrix), job.width / scale, MATRIX_LEGEND_GAP_PX)
        height = (job.height - HEAD_PX) / scale - block.height
        return tuple(ScenePage(matrix_scene(layout, lines), scale, block) for lines in paginate(layout, height))

    pages = min((pages_at(scale) for scale in MATRIX_SCALES), key=len)
    return ScenePages(job, _(PARTS["matrix"]), _("what each partner brings to each mission"), pages)
