"""The pages of a programme on paper: the timeline as seen, its legend, then the summary with its sources.

One set of pages serves print, print preview and PDF. They are laid out once in sheet pixels (96 an inch,
the margins left off) and painted through the device's own scale, so nothing moves between devices.

    ┌ title ······················· as known on … ┐   ┌ words ······ │ words ······ ┐
    │ timeline: all lanes                         │   │              │              │
    │ legend of the forms in view                 │   │              │              │
    └ foot ································ 1 / 9 ┘   └ foot ·························┘
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from viewer.i18n import _, day_words, language
from viewer.model.calendar import date_of
from viewer.model.programme import Programme
from viewer.output.essay import Essay
from viewer.output.legend_block import LegendBlock, laid_out
from viewer.paint.measure import font_measure, sized_font
from viewer.paint.painter import paint_scene
from viewer.paint.pens import pen
from viewer.report.render import html_body
from viewer.report.sections import document
from viewer.report.summary import summarise
from viewer.report.templates import style
from viewer.state import ViewState
from viewer.theme import PRINT, REGULAR, SEMIBOLD
from viewer.timeline.build import build_scene
from viewer.timeline.legend import legend
from viewer.timeline.metrics import Size
from viewer.timeline.scene import Band, Bar, Label, Mark, Role, Scene

HEAD_PX, FOOT_PX = 50.0, 26.0
COLUMN_GAP_PX = 34.0
SCALES = (0.8, 0.75, 0.7, 0.66, 0.62)
"""The painter's scales for the timeline, largest first: 13 px type comes out at 7.8 to 6 points."""


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


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of the timeline on one sheet: the lanes in `scene`, painted at `scale`; the legend where it fits."""

    scene: Scene
    scale: float
    legend: LegendBlock | None


class Pages:
    """All sheets of a programme as `state` shows it, for an area of `width` × `height` sheet pixels."""

    def __init__(
        self,
        programme: Programme,
        state: ViewState,
        today: date,
        width: float = 1032.0,
        height: float = 703.0,
    ) -> None:
        self.day = state.as_of or today
        self.programme = programme if programme.day == self.day else programme.as_of(self.day)
        self.width, self.height = width, height
        self.title = self.programme.head.title(language())
        self._state, self._today = state, today
        self._pictures = tuple(self._timeline())
        self._across = 2 if width > height else 1
        column = (width - COLUMN_GAP_PX * (self._across - 1)) / self._across
        told = document(summarise(self.programme, self.day))
        self._sources = {f"source/{source.id}": f"source-{source.number}" for source in told.sources}
        self._essay = Essay(html_body(told), style("paper.css"), column, height - FOOT_PX - 4)
        self.count = len(self._pictures) + -(-self._essay.columns // self._across)

    # ── ink ─────────────────────────────────────────────────────────────────────────────────────

    def paint(self, painter: QPainter, sheet: int) -> None:
        """One sheet, its top left corner at the painter's origin, sheet pixels as unit."""
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        if sheet < len(self._pictures):
            self._paint_timeline(painter, self._pictures[sheet])
        else:
            first = (sheet - len(self._pictures)) * self._across
            for column in range(first, min(first + self._across, self._essay.columns)):
                painter.save()
                painter.translate(self._left(column), 0)
                self._essay.paint(painter, column)
                painter.restore()
        self._paint_foot(painter, sheet)

    def _paint_timeline(self, painter: QPainter, picture: Picture) -> None:
        known = _("As known on {day}", day=day_words(self.day))
        reach = _("Data as of {day}", day=day_words(self.programme.current_to))
        window = self._state.window
        span = f"{day_words(date_of(window.start))} – {day_words(date_of(window.end - 1e-6))}"
        ink, muted = PRINT.palette["ink"], PRINT.palette["muted"]
        _text(painter, self.title, 0, 19, 19, SEMIBOLD, ink)
        _text(painter, span, 0, 37, 12, REGULAR, muted)
        _text(painter, known, self.width, 17, 12, SEMIBOLD, ink, right=True)
        _text(painter, reach, self.width, 37, 12, REGULAR, muted, right=True)
        painter.save()
        painter.translate(0, HEAD_PX)
        painter.scale(picture.scale, picture.scale)
        paint_scene(painter, picture.scene, PRINT)
        painter.setPen(pen(PRINT.palette["hairline"]))
        painter.drawRect(QRectF(0, 0, picture.scene.width, picture.scene.height))
        if picture.legend is not None:
            painter.translate(0, picture.scene.height + 14)
            picture.legend.paint(painter, PRINT)
        painter.restore()

    def _paint_foot(self, painter: QPainter, sheet: int) -> None:
        muted, y = PRINT.palette["muted"], self.height - 2
        painter.setPen(pen(PRINT.palette["hairline"], 0.75))
        painter.drawLine(QPointF(0, self.height - 17), QPointF(self.width, self.height - 17))
        known = _("As known on {day}", day=day_words(self.day))
        _text(painter, f"{self.title} · {known}", 0, y, 10, REGULAR, muted)
        _text(painter, f"{sheet + 1} / {self.count}", self.width, y, 10, REGULAR, muted, right=True)

    # ── what a PDF adds ─────────────────────────────────────────────────────────────────────────

    def links(self) -> Iterator[tuple[int, Link]]:
        """Sheet and link of every shape of the timeline that stands for an event."""
        for sheet, picture in enumerate(self._pictures):
            scene, scale = picture.scene, picture.scale
            for shape in scene.shapes:
                if isinstance(shape, (Bar, Mark, Label)) and shape.ref.startswith("event/"):
                    x1, x2 = (
                        max(shape.box.x, scene.header_px),
                        min(shape.box.x + shape.box.width, scene.width),
                    )
                    y1, y2 = (
                        max(shape.box.y, scene.axis_px),
                        min(shape.box.y + shape.box.height, scene.height),
                    )
                    if x1 < x2 and y1 < y2:
                        where = (x1 * scale, HEAD_PX + y1 * scale, (x2 - x1) * scale, (y2 - y1) * scale)
                        yield sheet, Link(*where, shape.ref)

    def places(self) -> dict[str, Place]:
        """Where each address is told: an event's entry, a mission's part, "source/ID" in the list of sources.

        An event of which the words say nothing stands where its shape is.
        """
        drawn: dict[str, Place] = {}
        for sheet, link in self.links():
            drawn.setdefault(link.address, Place(sheet, link.y))
        told = {name: self._place(column, y) for name, (column, y) in self._essay.places().items()}
        listed = {address: told[name] for address, name in self._sources.items() if name in told}
        return drawn | told | listed

    def outline(self) -> Iterator[Place]:
        """The bookmarks in order: the timeline, then every heading of the first three levels."""
        yield Place(0, 0.0, _("Timeline"))
        for heading in self._essay.headings():
            place = self._place(heading.column, heading.y)
            yield replace(place, title=heading.text, level=heading.level)

    def _place(self, column: int, y: float) -> Place:
        return Place(len(self._pictures) + column // self._across, y)

    def _left(self, column: int) -> float:
        return (column % self._across) * (self._essay.width + COLUMN_GAP_PX)

    # ── the timeline, cut to sheets ─────────────────────────────────────────────────────────────

    def _timeline(self) -> Iterator[Picture]:
        """All lanes on one sheet at the largest scale at which they fit, else cut between lanes."""
        room = self.height - HEAD_PX - FOOT_PX
        for scale in SCALES:
            tall = room / scale
            block = laid_out(legend(self._scene(scale, tall, 0.0)), self.width / scale)
            lanes = self._scene(scale, tall - 14 - block.height, 0.0)
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
        block, axis = laid_out(legend(whole), self.width / scale), whole.axis_px
        stretches = self._stretches(scale, room)
        for start, end in stretches:
            scene = self._scene(scale, end - start + axis, start)
            last = (start, end) == stretches[-1]
            fits = scene.height + 14 + block.height <= room / scale
            yield Picture(scene, scale, block if last and fits else None)
            if last and not fits:
                yield Picture(self._scene(scale, axis, 0.0), scale, block)

    def _scene(self, scale: float, height: float, scroll_px: float) -> Scene:
        state = replace(self._state, scroll_px=scroll_px)
        return build_scene(
            self.programme, state, Size(self.width / scale, height), font_measure(), self._today
        )


def _is_lane(band: Band) -> bool:
    """The stripe of accent that runs along a lane's header."""
    return band.role is Role.HEADER and band.accent >= 0


def _text(
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
