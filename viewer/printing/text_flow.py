"""The words for paper: a QTextDocument laid out in one long column, and cut into columns of one height.

The layout is made against a picture of 96 dots an inch, whatever device it is painted on, so pages end
at the same line on screen, printer and PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF
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
    QTextListFormat,
    QTextOption,
    QTextTable,
)

from viewer.paint.fonts import sized_font
from viewer.paint.pens import colour, pen
from viewer.printing.columns import Column, Strip, cut
from viewer.theme import PRINT, Theme

DOTS_PER_METRE = 3780  # 96 an inch
INDENT_PX = 24.0  # of numbered items
HANG_PX = 10.0
ROW_PX = 3.0  # below the words of a row, down to its line
WHOLE_LINES = 3  # a paragraph of so many lines is not cut
SHARES = {"4": (25, 43, 20, 12), "facts": (30, 70), "questions": (6, 47, 47)}
"""Of a table's columns in percent, by its class or the number of its columns."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and where it stands: column from 0, distance from the column's top in px."""

    text: str
    level: int
    column: int
    y: float


class Essay:
    """HTML set in columns of `width` × `height` px. Keeps its own device: it must live as long as it is painted."""

    def __init__(
        self, html: str, css: str, width: float, height: float, size_px: int = 11, theme: Theme = PRINT
    ) -> None:
        self.width, self.height, self._theme = width, height, theme
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
        self._document.setTextWidth(width)
        self._rows: list[float] = []
        self._cut = cut(tuple(self._strips()), height)

    @property
    def columns(self) -> int:
        return len(self._cut)

    def paint(self, painter: QPainter, column: int) -> None:
        """The words of one column at the painter's origin; their links become links where the device has such."""
        place = self._cut[column]
        if place.head is not None:
            self._paint_stretch(painter, *place.head, 0.0)
        self._paint_stretch(painter, place.top, place.bottom, place.head_px)

    def _paint_stretch(self, painter: QPainter, top: float, bottom: float, y: float) -> None:
        painter.save()
        painter.translate(0, y - top)
        painter.setPen(pen(self._theme.palette["hairline"], 0.5))
        lines = [
            QLineF(0, line, self.width, line) for line in self._rows if top < line <= bottom + ROW_PX + 0.5
        ]
        painter.drawLines(lines)
        area = QRectF(0, top, self.width, bottom - top)
        painter.setClipRect(area)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = area.adjusted(0, 0.5, 0, -0.5)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, colour(self._theme.palette["ink"]))
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

    def column_of(self, column: int) -> Column:
        """Which stretch of the text stands in a column."""
        return self._cut[column]

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self._document.begin()
        while block.isValid():
            yield block
            block = block.next()

    def _top(self, block: QTextBlock) -> float:
        return self._document.documentLayout().blockBoundingRect(block).y()

    def _place(self, block: QTextBlock) -> tuple[int, float]:
        top = self._top(block)
        for number, column in enumerate(self._cut):
            if top < column.bottom:
                return number, max(column.y(top), 0.0)
        return max(len(self._cut) - 1, 0), 0.0

    # ── what is never cut ───────────────────────────────────────────────────────────────────────

    def _strips(self) -> Iterator[Strip]:
        block = self._document.begin()
        while block.isValid():
            table: QTextTable | None = QTextCursor(block).currentTable()
            if table is not None:
                yield from self._table(table)
                block = table.lastCursorPosition().block().next()
            else:
                yield from self._paragraph(block)
                block = block.next()

    def _paragraph(self, block: QTextBlock) -> Iterator[Strip]:
        layout, top = block.layout(), self._top(block)
        if not block.text().strip() or not layout.lineCount():
            return
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        first = lines[0].y()
        reaches = [(top + line.y() - first, top + line.y() - first + line.height()) for line in lines]
        keeps = block.blockFormat().headingLevel() > 0
        if keeps or len(reaches) <= WHOLE_LINES:
            yield Strip(reaches[0][0], reaches[-1][1], keeps)
            return
        yield Strip(reaches[0][0], reaches[1][1])
        for reach in reaches[2:-2]:
            yield Strip(*reach)
        yield Strip(reaches[max(len(reaches) - 2, 2)][0], reaches[-1][1])

    def _table(self, table: QTextTable) -> Iterator[Strip]:
        heads = table.format().headerRowCount() if table.format().isTableFormat() else 0
        head: tuple[float, float] | None = None
        for row in range(table.rows()):
            rects = []
            for column in range(table.columns()):
                cell = table.cellAt(row, column)
                block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
                while True:
                    rects.append(self._document.documentLayout().blockBoundingRect(block))
                    if block == last:
                        break
                    block = block.next()
            top, bottom = min(rect.top() for rect in rects), max(rect.bottom() for rect in rects)
            if row < heads:
                head = (head[0] if head else top, bottom + 2 * ROW_PX)
            self._rows.append(bottom + ROW_PX)
            yield Strip(top, bottom, row < heads, head if row >= heads else None)

    # ── looks ───────────────────────────────────────────────────────────────────────────────────

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
            plain.setForeground(colour(self._theme.palette["muted" if 0 < size < 8 else "ink"]))
            cursor.mergeCharFormat(plain)
        cursor.endEditBlock()


def _widened(html: str) -> str:
    """Tables over the whole column, their columns in SHARES: Qt reads widths from attributes only."""

    def opened(match: re.Match[str]) -> str:
        row = match[3]
        cells = re.findall(r"<t[hd][ >]", row)
        for share in SHARES.get(match[1] or str(len(cells)), ()):
            row = re.sub(r"<(t[hd])(?=[ >])(?! width)", rf'<\1 width="{share}%"', row, count=1)
        named = f' class="{match[1]}"' if match[1] else ""
        return f'<table{named} width="100%" cellspacing="0" cellpadding="0">{match[2]}{row}'

    return re.sub(
        r'<table(?: class="(\w+)")?>((?:\s|<thead>|<tbody>)*)(<tr>.*?</tr>)', opened, html, flags=re.DOTALL
    )
