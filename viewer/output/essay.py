"""The summary's words set in columns for paper: a QTextDocument cut into columns of one size.

The layout is made against a picture of 96 dots an inch, whatever device it is painted on, so pages end
at the same line on screen, printer and PDF. A heading never stands last in a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QImage,
    QPainter,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
    QTextOption,
)

from viewer.paint.measure import sized_font
from viewer.paint.pens import colour
from viewer.theme import PRINT

KEEP_LINES = 2  # a heading wants so many lines of what follows in its column
DOTS_PER_METRE = 3780  # 96 an inch
INDENT_PX = 24.0  # of numbered items
HANG_PX = 10.0
TABLE_PX = 60.0  # what a heading wants of a table below its first row
SHARES = {4: (25, 43, 20, 12)}
"""Of a table's columns in percent, by their number."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and where it stands: column from 0, distance from the column's top in px."""

    text: str
    level: int
    column: int
    y: float


class Essay:
    """HTML set in columns of `width` × `height` px. Keeps its own device: it must live as long as it is painted."""

    def __init__(self, html: str, css: str, width: float, height: float, size_px: int = 11) -> None:
        self.width, self.height = width, height
        self._device = QImage(8, 8, QImage.Format.Format_RGB32)
        self._device.setDotsPerMeterX(DOTS_PER_METRE)
        self._device.setDotsPerMeterY(DOTS_PER_METRE)
        self._document = QTextDocument()
        self._document.documentLayout().setPaintDevice(self._device)
        self._document.setDocumentMargin(0)
        font = QFont(sized_font(size_px))
        self._document.setDefaultFont(font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        self._document.setDefaultStyleSheet(css)
        self._document.setIndentWidth(INDENT_PX)
        self._document.setHtml(_widened(html))
        self._space_lines()
        self._quiet_links()
        self._document.setPageSize(QSizeF(width, height))
        self._keep_headings()

    @property
    def columns(self) -> int:
        return self._document.pageCount()

    def paint(self, painter: QPainter, column: int) -> None:
        """The words of one column at the painter's origin; their links become links where the device has such."""
        painter.save()
        painter.translate(0, -column * self.height)
        area = QRectF(0, column * self.height, self.width, self.height)
        painter.setClipRect(area)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = area
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, colour(PRINT.palette["ink"]))
        context.palette = palette
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    def headings(self) -> Iterator[Heading]:
        """All headings in order."""
        for block in self._blocks():
            level = block.blockFormat().headingLevel()
            if level and block.text().strip():
                column, y = self._place(block)
                yield Heading(" ".join(block.text().split()), level, column, y)

    def places(self) -> dict[str, tuple[int, float]]:
        """Column and y of every address: where its name (`id`) stands, else where it is first linked from."""
        named: dict[str, tuple[int, float]] = {}
        linked: dict[str, tuple[int, float]] = {}
        for block in self._blocks():
            iterator = block.begin()
            while not iterator.atEnd():
                form = iterator.fragment().charFormat()
                for name in form.anchorNames():
                    named.setdefault(name, self._place(block))
                if form.anchorHref():
                    linked.setdefault(form.anchorHref(), self._place(block))
                iterator += 1
        return {**linked, **named}

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self._document.begin()
        while block.isValid():
            yield block
            block = block.next()

    def _place(self, block: QTextBlock) -> tuple[int, float]:
        top = self._document.documentLayout().blockBoundingRect(block).y()
        column = int(top // self.height)
        return column, top - column * self.height

    def _space_lines(self) -> None:
        """Lines further apart than the face asks for; items without bullets, their further lines set in."""
        cursor = QTextCursor(self._document)
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        cursor.beginEditBlock()
        for block in list(self._blocks()):
            form = QTextBlockFormat()
            form.setLineHeight(116.0, proportional)
            listed = block.textList() if block.blockFormat().objectIndex() >= 0 else None
            if listed and listed.format().style() is QTextListFormat.Style.ListDisc:
                listed.remove(block)
                form.setIndent(0)
                form.setLeftMargin(HANG_PX)
                form.setTextIndent(-HANG_PX)
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(form)
        cursor.endEditBlock()

    def _quiet_links(self) -> None:
        """Links within the pages look like the words around them; only addresses of the web are coloured."""
        spans: list[tuple[int, int]] = []
        for block in self._blocks():
            iterator = block.begin()
            while not iterator.atEnd():
                fragment = iterator.fragment()
                href = fragment.charFormat().anchorHref()
                if href and not href.startswith("http"):
                    spans.append((fragment.position(), fragment.length()))
                iterator += 1
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for position, length in spans:
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            plain = QTextCharFormat()
            size = cursor.charFormat().fontPointSize()
            plain.setForeground(colour(PRINT.palette["muted" if 0 < size < 8 else "ink"]))
            cursor.mergeCharFormat(plain)
        cursor.endEditBlock()

    def _keep_headings(self) -> None:
        """Begin a new column at a heading that would stand on a column's last lines.

        From the top down: each break moves what follows, so the whole is laid out anew after it.
        """
        numbers = [block.blockNumber() for block in self._blocks() if block.blockFormat().headingLevel()]
        total = self._document.blockCount()
        for number in numbers:
            block = self._document.findBlockByNumber(number)
            after = number + 1  # a heading right after a heading goes with it
            while after < total and self._document.findBlockByNumber(after).blockFormat().headingLevel():
                after += 1
            column, y = self._place(block)
            if after >= total or y < 1:
                continue
            follower = self._document.findBlockByNumber(after)
            least = TABLE_PX if QTextCursor(follower).currentTable() is not None else 0.0
            if self._end_of(follower) + least > (column + 1) * self.height:
                form = QTextBlockFormat()
                form.setTopMargin(0)
                form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(block).mergeBlockFormat(form)
                self._document.markContentsDirty(0, self._document.characterCount())

    def _end_of(self, block: QTextBlock) -> float:
        """Where the first KEEP_LINES lines of a block end, in px from the document's top."""
        layout = block.layout()
        lines = min(layout.lineCount(), KEEP_LINES)
        top = self._document.documentLayout().blockBoundingRect(block).y()
        if not lines:
            return top
        line = layout.lineAt(lines - 1)
        return top + line.y() + line.height()


def _widened(html: str) -> str:
    """Tables over the whole column, their columns in SHARES: Qt reads widths from attributes only."""

    def header(match: re.Match[str]) -> str:
        row = match[2]
        for share in SHARES.get(row.count("<th"), ()):
            row = row.replace("<th>", f'<th width="{share}%">', 1)
        return f'<table width="100%" cellspacing="0" cellpadding="0">{match[1]}{row}'

    return re.sub(r"<table>(\s*)(<tr>.*?</tr>)", header, html, flags=re.DOTALL)
