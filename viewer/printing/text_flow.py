"""Text for paper: a QTextDocument laid out in one long column, then broken into columns of equal height.

The layout is made for 96 dots an inch, whatever device it is painted on, so columns break at the same line on
screen, printer and PDF.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct
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
    QTextFragment,
    QTextListFormat,
    QTextOption,
    QTextTable,
)

from viewer.paint.fonts import sized_font
from viewer.paint.pens import colour, pen
from viewer.progress import STRIDE, ProgressCallback, ignore_progress, part_of
from viewer.theme import Theme

DOTS_PER_METRE = 3780  # 96 dots an inch
FONT_PX = 11
LIST_INDENT_PX = 24.0
HANGING_INDENT_PX = 10.0
ROW_PADDING_PX = 3.0  # between the text of a table row and the line below it
WHOLE_LINES = 3  # a paragraph of up to this many lines is not broken
MAX_LIST_ITEMS = 500
COLUMN_WIDTHS = {"4": (25, 43, 20, 12), "facts": (30, 70), "questions": (6, 47, 47)}
"""Widths of the columns of a table in percent, by its class or else by the number of columns."""

Span = tuple[float, float]  # top and bottom in px from the top of the text


class Strip(Struct, frozen=True):
    """A part of the text that is not broken: a line, two lines of a paragraph, a row of a table."""

    top: float
    bottom: float
    with_next: bool = False  # stays in the column of the next strip: a heading, the head of a table
    head: Span | None = None  # the head of its table, to be repeated where a column starts with this strip


class Column(Struct, frozen=True):
    """The part of the text in one column, and the head of its table above it where it starts within one."""

    top: float
    bottom: float
    head: Span | None = None

    @property
    def head_px(self) -> float:
        return self.head[1] - self.head[0] if self.head else 0.0

    def y(self, text_y: float) -> float:
        """The distance from the top of the column of a place in the text."""
        return text_y - self.top + self.head_px


def break_columns(strips: Sequence[Strip], height: float) -> tuple[Column, ...]:
    """Columns of at most `height` px. Only a strip that is higher than a column is broken."""
    strips, columns, first = list(strips), list[Column](), 0
    while first < len(strips):
        start = strips[first]
        head = start.head if start.head and start.head[1] - start.head[0] < height / 3 else None
        room = height - (head[1] - head[0] if head else 0.0)
        end = first
        while end < len(strips) and strips[end].bottom - start.top <= room + 0.01:
            end += 1
        if end == first:
            columns.append(Column(start.top, start.top + room, head))
            strips[first] = Strip(start.top + room, start.bottom, start.with_next, start.head)
            continue
        last = end
        while last < len(strips) and last > first and strips[last - 1].with_next:
            last -= 1
        end = last if last > first else end
        columns.append(Column(start.top, strips[end - 1].bottom, head))
        first = end
    return tuple(columns)


class Heading(Struct, frozen=True):
    """A heading and its place: column from 0, distance from the top of the column in px."""

    text: str
    level: int
    column: int
    y: float


class TextFlow:
    """HTML in columns of one size. Paint it on the thread that created it: Qt keeps the fonts of a text there."""

    def __init__(
        self, html: str, css: str, size: tuple[float, float], theme: Theme, progress: ProgressCallback = ignore_progress
    ) -> None:
        """`size` is width and height of a column in px."""
        self.width, height = size
        self._theme = theme
        self._device = QImage(8, 8, QImage.Format.Format_RGB32)  # the layout keeps a bare pointer to it
        self._device.setDotsPerMeterX(DOTS_PER_METRE)
        self._device.setDotsPerMeterY(DOTS_PER_METRE)
        self._document = self._new_document(css)
        progress(0.0)
        self._document.setHtml(with_short_lists(with_column_widths(html)))
        self._set_line_spacing(part_of(progress, 0.2, 0.4))
        self._set_link_colours(part_of(progress, 0.4, 0.5))
        self._document.setTextWidth(self.width)
        self._row_lines: list[float] = []  # the y of the line below each row of a table
        self._columns = break_columns(tuple(self._strips(part_of(progress, 0.7, 1.0))), height)
        self._bottoms = [column.bottom for column in self._columns]

    def _new_document(self, css: str) -> QTextDocument:
        document = QTextDocument(documentMargin=0, defaultStyleSheet=css, indentWidth=LIST_INDENT_PX)
        document.documentLayout().setPaintDevice(self._device)
        document.setDefaultFont(QFont(sized_font(FONT_PX)))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        return document

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self._columns)

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint one column at the painter's origin; links become links of a PDF."""
        column = self._columns[number]
        if column.head is not None:
            self._paint_span(painter, *column.head, 0.0)
        self._paint_span(painter, column.top, column.bottom, column.head_px)

    def _paint_span(self, painter: QPainter, top: float, bottom: float, y: float) -> None:
        painter.save()
        painter.translate(0, y - top)
        painter.setPen(pen(self._theme.palette["hairline"], 0.5))
        first = bisect_right(self._row_lines, top)
        last = bisect_right(self._row_lines, bottom + ROW_PADDING_PX + 0.5)
        painter.drawLines([QLineF(0, line, self.width, line) for line in self._row_lines[first:last]])
        area = QRectF(0, top, self.width, bottom - top)
        painter.setClipRect(area)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = area.adjusted(0, 0.5, 0, -0.5)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, colour(self._theme.palette["foreground"]))
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

    def anchors(self) -> dict[str, tuple[int, float]]:
        """Column and y of every address: of the element with that id, else of the first link to it."""
        ids: dict[str, tuple[int, float]] = {}
        links: dict[str, tuple[int, float]] = {}
        for block in self._blocks():
            for fragment in _fragments(block):
                char_format = fragment.charFormat()
                for name in char_format.anchorNames():
                    ids.setdefault(name, self._place(block))
                if char_format.anchorHref():
                    links.setdefault(char_format.anchorHref(), self._place(block))
        return {**links, **ids}

    def _blocks(self, progress: ProgressCallback = ignore_progress) -> Iterator[QTextBlock]:
        block, count = self._document.begin(), self._document.blockCount()
        while block.isValid():
            if block.blockNumber() % STRIDE == 0:
                progress(block.blockNumber() / count)
            yield block
            block = block.next()

    def _top(self, block: QTextBlock) -> float:
        return self._document.documentLayout().blockBoundingRect(block).y()

    def _place(self, block: QTextBlock) -> tuple[int, float]:
        """The column of a block and its distance from the top there."""
        top = self._top(block)
        number = bisect_right(self._bottoms, top)
        if number < len(self._columns):
            return number, max(self._columns[number].y(top), 0.0)
        return max(len(self._columns) - 1, 0), 0.0

    def _strips(self, progress: ProgressCallback) -> Iterator[Strip]:
        block, count, reported = self._document.begin(), self._document.blockCount(), 0
        while block.isValid():
            if block.blockNumber() >= reported:
                progress(block.blockNumber() / count)
                reported = block.blockNumber() + STRIDE
            table: QTextTable | None = QTextCursor(block).currentTable()
            if table is not None:
                yield from self._table_strips(table)
                block = table.lastCursorPosition().block().next()
            else:
                yield from self._paragraph_strips(block)
                block = block.next()

    def _paragraph_strips(self, block: QTextBlock) -> Iterator[Strip]:
        """The lines of a paragraph; the first two stay together, and the last two."""
        layout, top = block.layout(), self._top(block)
        if not block.text().strip() or not layout.lineCount():
            return
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        tops = [top + line.y() - lines[0].y() for line in lines]
        spans = [(y, y + line.height()) for y, line in zip(tops, lines, strict=True)]
        is_heading = block.blockFormat().headingLevel() > 0
        if is_heading or len(spans) <= WHOLE_LINES:
            yield Strip(spans[0][0], spans[-1][1], is_heading)
            return
        yield Strip(spans[0][0], spans[1][1])
        for span in spans[2:-2]:
            yield Strip(*span)
        yield Strip(spans[max(len(spans) - 2, 2)][0], spans[-1][1])

    def _table_strips(self, table: QTextTable) -> Iterator[Strip]:
        """The rows of a table."""
        head_rows = table.format().headerRowCount() if table.format().isTableFormat() else 0
        head: Span | None = None
        for row in range(table.rows()):
            rects = [
                self._document.documentLayout().blockBoundingRect(block)
                for column in range(table.columns())
                for block in _cell_blocks(table, row, column)
            ]
            top, bottom = min(rect.top() for rect in rects), max(rect.bottom() for rect in rects)
            if row < head_rows:
                head = (head[0] if head else top, bottom + 2 * ROW_PADDING_PX)
            self._row_lines.append(bottom + ROW_PADDING_PX)
            yield Strip(top, bottom, row < head_rows, head if row >= head_rows else None)

    def _set_line_spacing(self, progress: ProgressCallback) -> None:
        """Wider line spacing; items of lists without bullets, with a hanging indent."""
        cursor = QTextCursor(self._document)
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        cursor.beginEditBlock()
        for block in list(self._blocks(progress)):
            block_format = QTextBlockFormat()
            block_format.setLineHeight(116.0, proportional)
            text_list = block.textList() if block.blockFormat().objectIndex() >= 0 else None
            if text_list and text_list.format().style() is QTextListFormat.Style.ListDisc:
                text_list.remove(block)
                block_format.setIndent(0)
                block_format.setLeftMargin(HANGING_INDENT_PX)
                block_format.setTextIndent(-HANGING_INDENT_PX)
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(block_format)
        cursor.endEditBlock()

    def _set_link_colours(self, progress: ProgressCallback) -> None:
        """Links within the document look like the text around them; only web addresses are coloured."""
        spans = [
            (fragment.position(), fragment.length())
            for block in self._blocks(progress)
            for fragment in _fragments(block)
            if (href := fragment.charFormat().anchorHref()) and not href.startswith("http")
        ]
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for position, length in spans:
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            char_format = QTextCharFormat()
            is_small = 0 < cursor.charFormat().fontPointSize() < 8
            char_format.setForeground(colour(self._theme.palette["muted" if is_small else "foreground"]))
            cursor.mergeCharFormat(char_format)
        cursor.endEditBlock()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    iterator = block.begin()
    while not iterator.atEnd():
        yield iterator.fragment()
        iterator += 1


def _cell_blocks(table: QTextTable, row: int, column: int) -> Iterator[QTextBlock]:
    cell = table.cellAt(row, column)
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    while block != last:
        yield block
        block = block.next()
    yield last


def with_short_lists(html: str) -> str:
    """The HTML with lists of more than MAX_LIST_ITEMS split: Qt's time to build a list grows with its square."""

    def split(match: re.Match[str]) -> str:
        items = match[1].split("<li>")
        parts = [items[first : first + MAX_LIST_ITEMS] for first in range(0, len(items), MAX_LIST_ITEMS)]
        return f"<ul>{'</ul><ul><li>'.join('<li>'.join(part) for part in parts)}</ul>"

    return re.sub(r"<ul>(.*?)</ul>", split, html, flags=re.DOTALL)


def with_column_widths(html: str) -> str:
    """The HTML with tables as wide as the column and COLUMN_WIDTHS: Qt reads widths from attributes only."""

    def with_widths(match: re.Match[str]) -> str:
        row = match[3]
        cells = re.findall(r"<t[hd][ >]", row)
        for width in COLUMN_WIDTHS.get(match[1] or str(len(cells)), ()):
            row = re.sub(r"<(t[hd])(?=[ >])(?! width)", rf'<\1 width="{width}%"', row, count=1)
        name = f' class="{match[1]}"' if match[1] else ""
        return f'<table{name} width="100%" cellspacing="0" cellpadding="0">{match[2]}{row}'

    return re.sub(
        r'<table(?: class="(\w+)")?>((?:\s|<thead>|<tbody>)*)(<tr>.*?</tr>)', with_widths, html, flags=re.DOTALL
    )
