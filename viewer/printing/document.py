"""All pages of a document: the timeline as seen, the charts, then the words with their sources.

Print, print preview and PDF share one document. It is laid out once in page pixels (96 an inch, within the
margins) and painted at the scale of the device, so a page is the same on every device.

    ┌ title ······················· as known on … ┐   ┌ words ······ │ words ······ ┐
    │ timeline, charts                            │   │              │              │
    └ foot ································ 1 / 9 ┘   └ foot ·························┘
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate

from msgspec.structs import replace
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from viewer.export_request import ExportRequest
from viewer.i18n import _
from viewer.paint.pens import pen
from viewer.printing.chart_pages import matrix_pages, timeline_pages, trend_pages
from viewer.printing.poster import Poster
from viewer.printing.print_job import FOOT_PX, PageAnchor, PageLink, PageSection, PrintJob, draw_text
from viewer.printing.scene_pages import event_numbers
from viewer.printing.text_pages import TextPages, questions_html, summary_pages
from viewer.progress import ProgressCallback, ignore_progress, part_of

Chart = Callable[[PrintJob, ProgressCallback], PageSection | None]
LayOut = Callable[[ProgressCallback], PageSection | None]  # lays a section out; None where it has no content


class PrintDocument:
    """The pages of a request, for an area of `width` × `height` px within the margins.

    The constructor lays everything out, which takes about a second for a small programme.
    """

    def __init__(
        self, request: ExportRequest, width: float, height: float, progress: ProgressCallback = ignore_progress
    ) -> None:
        self.request, self.width, self.height = request, width, height
        self.job = PrintJob(request, width, height - FOOT_PX, request.pages.blank)
        self._sections = _laid_out(self.job, progress)
        counts = [section.count for section in self._sections]
        *self._first_pages, self.count = accumulate(counts, initial=0)

    def page_numbers(self) -> tuple[int, ...]:
        """The numbers, from 0, of the pages that the options name. ValueError where there are none of them."""
        pages = self.request.pages
        numbers = pages.page_numbers(self.count)
        if not numbers:
            raise ValueError(_("there is no page {pages}: there are {n}", pages=pages.pages, n=self.count))
        return numbers

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint one page with its top left corner at the painter's origin."""
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for first, section in zip(self._first_pages, self._sections, strict=True):
            if first <= page < first + section.count:
                section.paint(painter, page - first)
                if section.has_foot:
                    self._paint_foot(painter, page)

    def _paint_foot(self, painter: QPainter, page: int) -> None:
        style, y = self.job.small_print(10), self.height - 2
        painter.setPen(pen(self.job.theme.palette["hairline"], 0.75))
        painter.drawLine(QPointF(0, self.height - 17), QPointF(self.width, self.height - 17))
        draw_text(painter, self.job.foot, 0, y, style)
        draw_text(painter, f"{page + 1} / {self.count}", self.width, y, style, right=True)

    def links(self) -> Iterator[tuple[int, PageLink]]:
        """Page and link of every shape that stands for an event, a mission, a partner."""
        for first, section in zip(self._first_pages, self._sections, strict=True):
            for page, link in section.links():
                yield first + page, link

    def anchors(self) -> dict[str, PageAnchor]:
        """Where each address is described: the entry of an event or mission, "source/ID" in the list of sources.

        An event without an entry has its anchor at its shape.
        """
        anchors: dict[str, PageAnchor] = {}
        for page, link in self.links():
            anchors.setdefault(link.address, PageAnchor(page, link.y))
        for first, section in zip(self._first_pages, self._sections, strict=True):
            for address, anchor in section.anchors().items():
                anchors[address] = replace(anchor, page=first + anchor.page)
        return anchors

    def outline(self) -> Iterator[PageAnchor]:
        """The bookmarks in order: the pictures, then every heading of the words."""
        for first, section in zip(self._first_pages, self._sections, strict=True):
            for anchor in section.outline():
                yield replace(anchor, page=first + anchor.page)


def _laid_out(job: PrintJob, progress: ProgressCallback) -> tuple[PageSection, ...]:
    """The sections that the options ask for, in order."""
    charts: dict[str, Chart] = {"timeline": _timeline, "slips": trend_pages, "matrix": matrix_pages}
    parts = job.request.pages.parts
    steps: list[LayOut] = [partial(chart, job) for name, chart in charts.items() if name in parts]
    steps = _worksheet_steps(job) if job.blank else [*steps, partial(summary_pages, job)]
    sections = []
    for number, lay_out in enumerate(steps):
        share = part_of(progress, number / len(steps), (number + 1) / len(steps))
        share(0.0)
        sections.append(lay_out(share))
    return tuple(section for section in sections if section is not None)


def _worksheet_steps(job: PrintJob) -> list[LayOut]:
    """The timeline with blanks and its questions, then both with the answers."""
    answered, title = replace(job, blank=""), job.request.title
    timeline = timeline_pages(job, title=_("Worksheet: {title}", title=title))
    numbers = event_numbers(job.programme, (page.scene for page in timeline.pages))

    def questions(of: PrintJob, answers: bool, progress: ProgressCallback) -> PageSection:
        return TextPages(of, questions_html(of.programme, numbers, job.blank, answers), (), progress)

    return [
        lambda progress: timeline if job.request.pages.poster == (0, 0) else Poster(job, progress),
        partial(questions, job, False),
        partial(_timeline, answered, title=_("Answers: {title}", title=title)),
        partial(questions, answered, True),
    ]


def _timeline(job: PrintJob, progress: ProgressCallback, title: str = "") -> PageSection:
    return Poster(job, progress) if job.request.pages.poster != (0, 0) else timeline_pages(job, progress, title)
