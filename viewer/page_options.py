"""The options of pages: paper, margins, colour, content; the same for preview, PDF, printer and command line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from viewer.i18n import N_, _

PAPERS: Mapping[str, tuple[float, float]] = {
    "A5": (148.0, 210.0),
    "A4": (210.0, 297.0),
    "A3": (297.0, 420.0),
    "A2": (420.0, 594.0),
    "A1": (594.0, 841.0),
    "A0": (841.0, 1189.0),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "Tabloid": (279.4, 431.8),
}
"""Width and height in mm in portrait: ISO 216 and ANSI/ASME Y14.1, with the US legal size."""

PARTS: Mapping[str, str] = {
    "timeline": N_("Timeline"),
    "slips": N_("How dates moved"),
    "matrix": N_("Partners and missions"),
    "events": N_("What has happened, what is promised"),
    "missions": N_("Missions"),
    "partners": N_("What partners bring"),
    "sources": N_("Sources"),
}
"""The parts of a document, in their order on paper, with their titles."""

BLANKS = ("", "dates", "titles")  # what a worksheet leaves blank: nothing, the dates, the names of the events

MIN_MARGIN_MM, MAX_MARGIN_MM = 5.0, 40.0
MAX_POSTER_PAGES = 8  # the most pages of a poster in each direction
PX_PER_MM = 96 / 25.4


class PageOptions(Struct, frozen=True):
    """Equal options make equal pages. ValueError, with a sentence for the user, for values that make no page.

    `parts` are sorted into the order of PARTS.
    """

    paper: str = "A4"
    portrait: bool = False
    margin_mm: float = 12.0
    black: bool = False  # black and white
    parts: tuple[str, ...] = tuple(PARTS)
    pages: str = ""  # a range such as "1-3,5", "" for all
    poster: tuple[int, int] = (0, 0)  # columns and rows of pages that the timeline is spread over; (0, 0): no poster
    blank: str = ""  # one of BLANKS

    def __post_init__(self) -> None:
        if self.paper not in PAPERS:
            papers = ", ".join(PAPERS)
            raise ValueError(_("there is no paper “{name}”; known are {names}", name=self.paper, names=papers))
        if not MIN_MARGIN_MM <= self.margin_mm <= MAX_MARGIN_MM:
            limits = {"least": MIN_MARGIN_MM, "most": MAX_MARGIN_MM}
            raise ValueError(_("a margin is {least:g} to {most:g} mm wide, not {mm:g}", **limits, mm=self.margin_mm))
        for part in self.parts:
            if part not in PARTS:
                raise ValueError(_("there is no part “{name}”; known are {names}", name=part, names=", ".join(PARTS)))
        if not self.parts:
            raise ValueError(_("nothing was chosen to be on the pages"))
        force_setattr(self, "parts", tuple(part for part in PARTS if part in self.parts))
        if self.poster != (0, 0) and not all(1 <= count <= MAX_POSTER_PAGES for count in self.poster):
            raise ValueError(_("a poster has 1 to {most} sheets in each direction", most=MAX_POSTER_PAGES))
        if self.blank not in BLANKS:
            raise ValueError(_("blank are “dates” or “titles”, not “{text}”", text=self.blank))
        _page_spans(self.pages)

    @property
    def page_mm(self) -> tuple[float, float]:
        """Width and height of the paper in its orientation."""
        width, height = PAPERS[self.paper]
        return (width, height) if self.portrait else (height, width)

    @property
    def area_px(self) -> tuple[float, float]:
        """Width and height within the margins, in pixels of 96 an inch."""
        width, height = self.page_mm
        return (width - 2 * self.margin_mm) * PX_PER_MM, (height - 2 * self.margin_mm) * PX_PER_MM

    def page_numbers(self, count: int) -> tuple[int, ...]:
        """The numbers, from 0, of those of `count` pages that `pages` names, in order, each once."""
        spans = _page_spans(self.pages) or ((1, None),)
        return tuple(n for n in range(count) if any(first <= n + 1 <= (last or count) for first, last in spans))

    def with_text(self, name: str, value: str) -> PageOptions:
        """Change one option, whose value is written as on the command line: "A3", "yes", "20", "timeline,slips".

        ValueError for another name or value.
        """
        match name:
            case "portrait" | "black":
                if value not in ("yes", "no"):
                    raise ValueError(_("{name} is yes or no, not “{text}”", name=name, text=value))
                return replace(self, **{name: value == "yes"})
            case "margin":
                return replace(self, margin_mm=_number(value))
            case "parts":
                return replace(self, parts=tuple(part.strip() for part in value.split(",") if part.strip()))
            case "poster":
                return with_poster(self, value)
            case "paper":
                return replace(self, paper=_paper(value))
            case "pages" | "blank":
                return replace(self, **{name: value})
        raise ValueError(_("no option of pages: “{name}”", name=name))


def with_poster(options: PageOptions, text: str) -> PageOptions:
    """`options` with the poster that `text` describes.

    "A1": one page of A1; "A3x2": two pages of A3 side by side; "A3x3x2": three columns and two rows of A3;
    "3x2": the same on the paper of `options`; "" or "0x0": no poster.
    """
    match = re.fullmatch(r"(?:([Aa]\d|[A-Za-z]+?)(?:x(?=\d)|$))?(?:(\d+)(?:x(\d+))?)?", text.strip())
    if match is None:
        raise ValueError(_("a poster is written A1, A3x2 or A3x3x2 (columns, rows), not “{text}”", text=text))
    if not text.strip() or text.strip() == "0x0":
        return replace(options, poster=(0, 0))
    paper = _paper(match[1]) if match[1] else options.paper
    return replace(options, paper=paper, poster=(int(match[2] or 1), int(match[3] or 1)))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(_("a margin is a number of millimetres, not “{text}”", text=text)) from None


def _paper(text: str) -> str:
    """The name of the paper that `text` names in any case; `text` itself where there is none."""
    return next((name for name in PAPERS if name.lower() == text.strip().lower()), text)


def _page_spans(text: str) -> tuple[tuple[int, int | None], ...]:
    """First and last page of each part of "1-3,5,8-"; the last is None for "to the end"."""
    spans: list[tuple[int, int | None]] = []
    for piece in filter(None, (piece.strip() for piece in text.replace("–", "-").split(","))):
        match = re.fullmatch(r"(\d+)\s*(-)?\s*(\d+)?", piece)
        first, last = (int(match[1]), int(match[3]) if match[3] else None) if match else (0, None)
        if match is None or first < 1 or (last is not None and (not match[2] or last < first)):
            raise ValueError(_("pages are written 1-3, 5, not “{text}”", text=text))
        spans.append((first, last if match[2] else first))
    return tuple(spans)
