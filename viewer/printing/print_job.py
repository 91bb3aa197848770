"""What is put on paper, and the parts that it is put together from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from viewer.i18n import _, day_words, language
from viewer.model.calendar import date_of
from viewer.model.programme import Programme
from viewer.page_options import PageOptions
from viewer.paint.fonts import sized_font
from viewer.paint.pens import pen
from viewer.report.facets import shown_words
from viewer.state import ViewState
from viewer.theme import PRINT, REGULAR, SEMIBOLD, Theme, channels
from viewer.timeline.scene import Band, Bar, Cluster, Label, Mark, Scene, Shape

HEAD_PX, FOOT_PX = 50.0, 26.0

Progress = Callable[[int, int], bool]
"""Called before each step (a sheet, a part) with how many are done, of how many; an answer of False stops."""


class Stopped(Exception):
    """The user wanted no more of it; nothing was written."""


@dataclass(frozen=True, slots=True)
class Job:
    """A programme as of its day, seen through a state, for an area of `width` × `height` sheet pixels (96 an inch).

    `height` is that above the foot. `data` is the number of the data and `version` Farside's, for the foot.
    """

    programme: Programme
    state: ViewState
    today: date
    width: float
    height: float
    options: PageOptions = PageOptions()
    data: str = ""
    version: str = ""
    of_events: int = 0  # how many there are before the filter of the state; 0: it asks nothing

    @property
    def day(self) -> date:
        assert self.programme.day is not None
        return self.programme.day

    @property
    def title(self) -> str:
        return self.programme.head.title(language())

    @property
    def theme(self) -> Theme:
        return grey() if self.options.black else PRINT

    @property
    def known(self) -> str:
        return _("As known on {day}", day=day_words(self.day))

    @property
    def span(self) -> str:
        """The first and the last day in sight, and how many events a filter leaves."""
        window = self.state.window
        span = f"{day_words(date_of(window.start))} – {day_words(date_of(window.end - 1e-6))}"
        if not self.of_events:
            return span
        return f"{span} · {shown_words(len(self.programme.events), self.of_events)}"

    @property
    def foot(self) -> str:
        """What it is, of which day, made of which data by which version."""
        made = [self.title, self.known]
        made += [_("data {number}", number=self.data)] * bool(self.data)
        return " · ".join([*made, f"Farside {self.version}".strip()])


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle of a sheet, in sheet pixels, that leads to an address such as "event/ce7-launch"."""

    x: float
    y: float
    width: float
    height: float
    address: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a sheet: number from 0, distance from its top in sheet pixels; for the outline a title."""

    sheet: int
    y: float
    title: str = ""
    level: int = 1


class Part(Protocol):
    """Some sheets in a row. Sheets are counted from 0 within the part."""

    @property
    def sheets(self) -> int: ...

    @property
    def footed(self) -> bool:
        """Whether the pages put their foot below these sheets; else the part does something of its own."""
        ...

    def paint(self, painter: QPainter, sheet: int) -> None:
        """One sheet, its top left corner at the painter's origin, sheet pixels as unit."""
        ...

    def links(self) -> Iterator[tuple[int, Link]]:
        """Sheet and link of every drawn shape that stands for something told elsewhere."""
        ...

    def places(self) -> dict[str, Place]:
        """Where each address is told in words."""
        ...

    def outline(self) -> Iterator[Place]:
        """Its bookmarks in order."""
        ...


def scene_links(scene: Scene, scale: float, left: float, top: float) -> Iterator[Link]:
    """The links of a scene painted at `scale` with its origin at (left, top)."""
    for shape in scene.shapes:
        if isinstance(shape, (Bar, Mark, Label)) and shape.ref.startswith(("event/", "mission/", "partner/")):
            x1, x2 = max(shape.box.x, scene.header_px), min(shape.box.right, scene.width)
            y1, y2 = max(shape.box.y, scene.axis_px), min(shape.box.bottom, scene.height)
            if x1 < x2 and y1 < y2:
                yield Link(
                    left + x1 * scale, top + y1 * scale, (x2 - x1) * scale, (y2 - y1) * scale, shape.ref
                )


def with_shapes(scene: Scene, shapes: Iterable[Shape]) -> Scene:
    """The scene with other shapes, its sizes as they are."""
    return Scene(scene.width, scene.height, scene.header_px, scene.axis_px, scene.content_px, tuple(shapes))


def part_of_scene(scene: Scene, box: QRectF) -> Scene:
    """The scene with only those shapes that reach into `box`: what one sheet of several needs."""
    kept = []
    for shape in scene.shapes:
        if isinstance(shape, (Band, Bar, Mark, Cluster, Label)):
            own = QRectF(shape.box.x, shape.box.y, max(shape.box.width, 0.1), max(shape.box.height, 0.1))
            if not own.adjusted(-12, -12, 12, 12).intersects(box):  # badges and strokes stand out
                continue
            if isinstance(shape, Label) and not own.intersects(box):
                continue
        kept.append(shape)
    return with_shapes(scene, kept)


def head(painter: QPainter, job: Job, title: str, below: str) -> None:
    """The head of a sheet: what it shows on the left, of which day on the right."""
    ink, muted = job.theme.palette["ink"], job.theme.palette["muted"]
    reach = _("Data as of {day}", day=day_words(job.programme.current_to))
    write(painter, title, 0, 19, 19, SEMIBOLD, ink)
    write(painter, below, 0, 37, 12, REGULAR, muted)
    write(painter, job.known, job.width, 17, 12, SEMIBOLD, ink, right=True)
    write(painter, reach, job.width, 37, 12, REGULAR, muted, right=True)


def write(
    painter: QPainter,
    words: str,
    x: float,
    y: float,
    size_px: int,
    weight: int,
    tone: str,
    right: bool = False,
) -> None:
    """One line with its baseline at `y`, from `x` on or up to it."""
    font = sized_font(size_px, weight, tabular=right)
    painter.setFont(font)
    painter.setPen(pen(tone))
    if right:
        x -= QFontMetricsF(font).horizontalAdvance(words)
    painter.drawText(QPointF(x, y), words)


# ── black and white ─────────────────────────────────────────────────────────────────────────────


@cache
def grey() -> Theme:
    """The theme of paper without colours."""
    return replace(
        PRINT,
        name="print-grey",
        palette={name: without_colour(tone) for name, tone in PRINT.palette.items()},
        accents=tuple(without_colour(tone) for tone in PRINT.accents),
        inks={role: replace(ink, colour=without_colour(ink.colour)) for role, ink in PRINT.inks.items()},
    )


def without_colour(tone: str) -> str:
    """The grey that is as bright as `tone` ("#rrggbb"), by the luma of Rec. 709."""
    red, green, blue = channels(tone)
    level = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{level:02X}{level:02X}{level:02X}"
