"""The words on paper: the sections that are wanted, their sources numbered anew, set in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace as with_fields

from msgspec.structs import replace
from PySide6.QtGui import QPainter

from viewer.printing.print_job import Job, Link, Place, without_colour
from viewer.printing.text_flow import Essay
from viewer.report.citations import Cited
from viewer.report.document import Document, Section, html_body
from viewer.report.summary import summarise, summary_document
from viewer.report.templates import style

COLUMN_GAP_PX = 34.0
COLUMN_PX = 480.0
"""A column is about so wide: some 90 letters."""
LARGE_PX = 1123.0
"""Sheets whose short side is longer (from A2 on) have larger type instead of more columns."""
PART_OF: dict[str, str] = {
    "missions": "missions",
    "payloads": "partners",
    "roles": "partners",
    "agreements": "partners",
    "slips": "slips",
    "chains": "slips",
}
"""The part that a section of the summary belongs to; all others to "events"."""


def chosen(told: Document, parts: tuple[str, ...]) -> Document:
    """The document with the sections of `parts` alone; its sources are those that these cite, in that order."""
    sections = [section for section in told.sections if PART_OF.get(section.id, "events") in parts]
    numbers: dict[int, int] = {}
    renumbered = tuple(_renumbered(section, numbers) for section in sections)
    by_number = {source.number: source for source in told.sources}
    sources: tuple[Cited, ...] = ()
    if "sources" in parts:
        sources = tuple(replace(by_number[old], number=new) for old, new in numbers.items())
    return replace(told, sections=renumbered, sources=sources)


def _renumbered(section: Section, numbers: dict[int, int]) -> Section:
    def cites(old: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(numbers.setdefault(number, len(numbers) + 1) for number in old)

    return replace(
        section,
        paragraphs=tuple(
            replace(part, lines=tuple(replace(line, cites=cites(line.cites)) for line in part.lines))
            for part in section.paragraphs
        ),
        payloads=tuple(replace(row, cites=cites(row.cites)) for row in section.payloads),
        items=tuple(replace(item, cites=cites(item.cites)) for item in section.items),
    )


class Wording:
    """Sheets of words in columns."""

    footed = True

    def __init__(self, job: Job, html: str, sources: tuple[Cited, ...] = (), css: str = "") -> None:
        self._job = job
        short = min(job.width, job.height)
        self._zoom = max(short / LARGE_PX, 1.0)
        width, height = job.width / self._zoom, job.height / self._zoom
        self._across = max(round(width / COLUMN_PX), 1)
        column = (width - COLUMN_GAP_PX * (self._across - 1)) / self._across
        sheet = style("paper.css") + css
        if job.options.black:
            sheet = re.sub(r"#[0-9a-fA-F]{6}", lambda match: without_colour(match[0]), sheet)
        self._sources = {f"source/{source.id}": f"source-{source.number}" for source in sources}
        self._essay = Essay(html, sheet, column, height - 4, theme=job.theme)

    @property
    def sheets(self) -> int:
        return -(-self._essay.columns // self._across)

    def paint(self, painter: QPainter, sheet: int) -> None:
        painter.save()
        painter.scale(self._zoom, self._zoom)
        first = sheet * self._across
        for column in range(first, min(first + self._across, self._essay.columns)):
            painter.save()
            painter.translate((column % self._across) * (self._essay.width + COLUMN_GAP_PX), 0)
            self._essay.paint(painter, column)
            painter.restore()
        painter.restore()

    def links(self) -> Iterator[tuple[int, Link]]:
        return iter(())

    def places(self) -> dict[str, Place]:
        """An event's entry, a mission's part, "source/ID" in the list of sources."""
        told = {name: self._place(column, y) for name, (column, y) in self._essay.places().items()}
        listed = {address: told[name] for address, name in self._sources.items() if name in told}
        return told | listed

    def outline(self) -> Iterator[Place]:
        """Every heading."""
        for heading in self._essay.headings():
            place = self._place(heading.column, heading.y)
            yield with_fields(place, title=heading.text, level=heading.level)

    def _place(self, column: int, y: float) -> Place:
        return Place(column // self._across, y * self._zoom)


def wording(job: Job) -> Wording | None:
    """The summary's words in the parts that are wanted; None where nothing of it is."""
    told = chosen(summary_document(summarise(job.programme, job.day)), job.options.parts)
    if not told.sections:
        return None
    return Wording(job, html_body(told), told.sources)
