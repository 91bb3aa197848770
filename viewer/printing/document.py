"""The pages of a programme on paper: the timeline as seen, its charts, then the words with their sources.

One set of pages serves print, print preview and PDF. They are laid out once in sheet pixels (96 an inch,
the margins left off) and painted through the device's own scale, so nothing moves between devices.

    ┌ title ······················· as known on … ┐   ┌ words ······ │ words ······ ┐
    │ timeline, charts                            │   │              │              │
    └ foot ································ 1 / 9 ┘   └ foot ·························┘
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from viewer.i18n import _, language
from viewer.model.programme import Programme
from viewer.page_options import PageOptions
from viewer.paint.pens import pen
from viewer.printing.chart_pages import CHARTS
from viewer.printing.poster import Poster
from viewer.printing.print_job import FOOT_PX, Job, Link, Part, Place, Progress, Stopped, write
from viewer.printing.text_pages import Wording, wording
from viewer.printing.timeline_pages import Lanes
from viewer.printing.worksheet import questions
from viewer.state import ViewState
from viewer.theme import REGULAR

__all__ = ["Link", "Pages", "Place"]


class Pages:
    """All sheets of what `state` shows of a programme, for an area of `width` × `height` sheet pixels.

    `data` is the number of the data (`viewer.load.fingerprint`), `version` Farside's: both stand in the foot.
    Laying out takes most of a second: `progress` is called before each part (Stopped when it says so).
    """

    def __init__(
        self,
        programme: Programme,
        state: ViewState,
        today: date,
        width: float = 1032.0,
        height: float = 703.0,
        options: PageOptions = PageOptions(),
        data: str = "",
        version: str = "",
        progress: Progress | None = None,
    ) -> None:
        self.day = state.as_of or today
        seen = programme if programme.day == self.day else programme.as_of(self.day)
        self.programme = state.filter.programme(seen)
        self.width, self.height = width, height
        self.title = self.programme.head.title(language())
        self.job = Job(
            self.programme,
            state,
            today,
            width,
            height - FOOT_PX,
            options,
            data=data,
            version=version,
            of_events=len(seen.events) if state.filter else 0,
        )
        self._parts = _laid_out(self.job, progress)
        self._firsts = [sum(part.sheets for part in self._parts[:index]) for index in range(len(self._parts))]
        self.count = sum(part.sheets for part in self._parts)

    def paint(self, painter: QPainter, sheet: int) -> None:
        """One sheet, its top left corner at the painter's origin, sheet pixels as unit."""
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for first, part in zip(self._firsts, self._parts, strict=True):
            if first <= sheet < first + part.sheets:
                part.paint(painter, sheet - first)
                if part.footed:
                    self._paint_foot(painter, sheet)

    def _paint_foot(self, painter: QPainter, sheet: int) -> None:
        palette, y = self.job.theme.palette, self.height - 2
        painter.setPen(pen(palette["hairline"], 0.75))
        painter.drawLine(QPointF(0, self.height - 17), QPointF(self.width, self.height - 17))
        write(painter, self.job.foot, 0, y, 10, REGULAR, palette["muted"])
        number = f"{sheet + 1} / {self.count}"
        write(painter, number, self.width, y, 10, REGULAR, palette["muted"], right=True)

    # ── what a PDF adds ─────────────────────────────────────────────────────────────────────────

    def links(self) -> Iterator[tuple[int, Link]]:
        """Sheet and link of every drawn shape that stands for an event, a mission, a partner."""
        for first, part in zip(self._firsts, self._parts, strict=True):
            for sheet, link in part.links():
                yield first + sheet, link

    def places(self) -> dict[str, Place]:
        """Where each address is told: an event's entry, a mission's part, "source/ID" in the list of sources.

        An event of which the words say nothing stands where its shape is.
        """
        found: dict[str, Place] = {}
        for sheet, link in self.links():
            found.setdefault(link.address, Place(sheet, link.y))
        for first, part in zip(self._firsts, self._parts, strict=True):
            found |= {
                name: replace(place, sheet=first + place.sheet) for name, place in part.places().items()
            }
        return found

    def outline(self) -> Iterator[Place]:
        """The bookmarks in order: the pictures, then every heading of the words."""
        for first, part in zip(self._firsts, self._parts, strict=True):
            for place in part.outline():
                yield replace(place, sheet=first + place.sheet)


def _laid_out(job: Job, progress: Progress | None) -> tuple[Part, ...]:
    """What the options ask for, in the order of reading."""
    made: list[Part] = []
    makers = _class_makers(job) if job.options.blank else _makers(job)
    for done, maker in enumerate(makers):
        if progress is not None and not progress(done, len(makers)):
            raise Stopped
        if (part := maker()) is not None:
            made.append(part)
    return tuple(made)


Maker = Callable[[], Part | None]


def _makers(job: Job) -> list[Maker]:
    makers: list[Maker] = []
    if "timeline" in job.options.parts:
        makers.append(lambda: Poster(job) if job.options.poster != (0, 0) else Lanes(job))
    makers += [partial(chart, job) for name, chart in CHARTS.items() if name in job.options.parts]
    return [*makers, lambda: wording(job)]


def _class_makers(job: Job) -> list[Maker]:
    """The timeline with blanks and its questions, then both with the answers."""
    blank = job.options.blank
    told = replace(job, options=replace(job.options, blank=""))
    lanes = Lanes(job, _("Worksheet: {title}", title=job.title))
    numbers, answers = lanes.numbers, _("Answers: {title}", title=job.title)
    poster = job.options.poster != (0, 0)
    return [
        lambda: Poster(job) if poster else lanes,
        lambda: Wording(job, questions(job.programme, numbers, blank, answers=False)),
        lambda: Poster(told) if poster else Lanes(told, answers),
        lambda: Wording(told, questions(job.programme, numbers, blank, answers=True)),
    ]
