"""What is printed, and what the sections of a document have in common.

Lengths are page pixels (96 an inch); the origin of a page is the top left corner within its margins.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainter

from viewer.export_request import MADE_BY, ExportRequest
from viewer.model.programme import Programme
from viewer.paint.fonts import sized_font
from viewer.paint.pens import pen
from viewer.theme import PRINT, REGULAR, SEMIBOLD, Theme, channels

HEAD_PX, FOOT_PX = 50.0, 26.0


class PrintJob(Struct, frozen=True):
    """A request, laid out on pages of `width` × `height` px within the margins and above the foot."""

    request: ExportRequest
    width: float
    height: float
    blank: str = ""  # what is left out for a worksheet: "", "dates" or "titles"

    @property
    def page_height(self) -> float:
        """The height with the foot."""
        return self.height + FOOT_PX

    @property
    def programme(self) -> Programme:
        return self.request.shown

    @property
    def theme(self) -> Theme:
        return grey_theme() if self.request.pages.black else PRINT

    def small_print(self, size_px: int) -> TextStyle:
        return TextStyle(size_px, REGULAR, self.theme.palette["muted"])

    @property
    def subtitle(self) -> str:
        """The window of time, and how many events a filter leaves."""
        return " · ".join(filter(None, (self.request.period, self.request.shown_count)))

    @property
    def foot(self) -> str:
        """The title, the day, the hash of the data, the version of the program."""
        request = self.request
        return " · ".join(filter(None, (request.title, request.known_on, request.data_words, MADE_BY)))


class PageLink(Struct, frozen=True):
    """A rectangle of a page that links to an address such as "event/ce7-launch"."""

    x: float
    y: float
    width: float
    height: float
    address: str


class PageAnchor(Struct, frozen=True):
    """A place on a page: number from 0, distance from the top; for the outline also a title."""

    page: int
    y: float
    title: str = ""
    level: int = 1


class PageSection:
    """Some consecutive pages, counted from 0 within the section."""

    count: int  # how many pages there are
    has_foot = True  # whether the document draws its foot on these pages

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint one page, its origin at that of the painter."""
        raise NotImplementedError

    def links(self) -> Iterator[tuple[int, PageLink]]:
        """Page and link of every shape that stands for something which is described elsewhere."""
        return iter(())

    def anchors(self) -> dict[str, PageAnchor]:
        """Where each address is described in words."""
        return {}

    def outline(self) -> Iterator[PageAnchor]:
        """The bookmarks in order."""
        raise NotImplementedError


class TextStyle(Struct, frozen=True):
    """Size in px, weight and colour of a line of text."""

    size_px: int
    weight: int
    colour: str


def draw_text(painter: QPainter, text: str, x: float, y: float, style: TextStyle, right: bool = False) -> None:
    """Draw one line with its baseline at `y`, starting at `x`, or with `right` ending there."""
    font = sized_font(style.size_px, style.weight, tabular=right)
    painter.setFont(font)
    painter.setPen(pen(style.colour))
    if right:
        x -= QFontMetricsF(font).horizontalAdvance(text)
    painter.drawText(QPointF(x, y), text)


def draw_head(painter: QPainter, job: PrintJob, title: str, subtitle: str, width: float = 0.0) -> None:
    """Draw the head of a page over `width` px (default: that of the job): titles left, days right."""
    request, right = job.request, width or job.width
    foreground, small = job.theme.palette["foreground"], job.small_print(12)
    draw_text(painter, title, 0, 19, TextStyle(19, SEMIBOLD, foreground))
    draw_text(painter, subtitle, 0, 37, small)
    draw_text(painter, request.known_on, right, 17, TextStyle(12, SEMIBOLD, foreground), right=True)
    draw_text(painter, request.current_to, right, 37, small, right=True)


@cache
def grey_theme() -> Theme:
    """The print theme without colours."""
    return replace(
        PRINT,
        name="print-grey",
        palette={name: to_grey(colour) for name, colour in PRINT.palette.items()},
        accents=tuple(to_grey(colour) for colour in PRINT.accents),
        styles={role: replace(style, colour=to_grey(style.colour)) for role, style in PRINT.styles.items()},
    )


def to_grey(colour: str) -> str:
    """The grey ("#rrggbb") that is as bright as `colour`, by the luma of Rec. 709."""
    red, green, blue = channels(colour)
    level = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{level:02X}{level:02X}{level:02X}"
