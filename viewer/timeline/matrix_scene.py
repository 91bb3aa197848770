"""The matrix of partners and missions laid out, for the table on screen and as a scene for paper.

::

    0            NAME_PX     + TOTALS_PX         width
    ├────────────┼───────────┼─────────┬─────────┤ 0
    │            │           │ mission │ mission │
    ├────────────┼───────────┼─────────┴─────────┤ HEAD_PX
    │ all        │ 23 payl…  │ 5 payl… │ 6 payl… │
    │ ▸ partner  │ 2 payl…   │ ▲ DORN 4.5 kg     │
    └────────────┴───────────┴───────────────────┘
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from viewer.i18n import _
from viewer.ref import make_ref
from viewer.report.contributions import payload_status_words
from viewer.report.matrix import Matrix, MatrixRow
from viewer.timeline.legend import Entry
from viewer.timeline.matrix_cells import (
    LINE_PX,
    MARK_PX,
    MARKS,
    PAD_PX,
    SIDE_PX,
    cell_height,
    cell_shapes,
    head_shapes,
    name_shapes,
    status_mark,
    totals_height,
    totals_shapes,
)
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Band, Box, Label, Role, Rule, Scene, Shape

NAME_PX, TOTALS_PX, MIN_COLUMN_PX, MAX_COLUMN_PX = 168.0, 126.0, 126.0, 260.0
MIN_ROLES_COLUMN_PX = 110.0  # a column without payloads
PAPER_NAME_LINES = 3  # of a name, where no tooltip shows the whole
HEAD_PX, TITLE_PX = 46.0, 30.0  # mission names; a section's title
TOTALS = 0
"""The number of the column of all missions; the missions count from 1."""


class MatrixLine(Struct, frozen=True):
    """A line below the mission names: the title of a section, or a partner; without either, all partners."""

    title: str = ""
    row: MatrixRow | None = None

    @property
    def partner(self) -> str:
        """The id of the partner; "" for a title and for all partners."""
        return self.row.partner if self.row is not None else ""

    @property
    def address(self) -> str:
        return make_ref("partner", self.partner) if self.partner else ""

    @property
    def name(self) -> str:
        """What the line is about, in full."""
        return self.title or (self.row.name if self.row is not None else _("All partners"))


def matrix_lines(matrix: Matrix, expanded: frozenset[str]) -> tuple[MatrixLine, ...]:
    """The line of all partners, then each section's title and its visible rows."""
    lines = [MatrixLine()]
    for title, rows in groupby(matrix.visible_rows(expanded), lambda row: row.section):
        lines.append(MatrixLine(title=title))
        lines.extend(MatrixLine(row=row) for row in rows)
    return tuple(lines)


def column_widths(matrix: Matrix, width: float, measure: Measure) -> tuple[float, ...]:
    """The widths of the missions' columns in px: they fill `width` beside names and totals, or need more.

    Each column gets what its longest line needs, within bounds; what is left over, or missing, is shared out.
    """
    if not matrix.columns:
        return ()
    minimums, preferred = [], []
    for index in range(len(matrix.columns)):
        has_payloads = any(row.cells[index].contributions for row in matrix.rows)
        minimums.append(MIN_COLUMN_PX if has_payloads else MIN_ROLES_COLUMN_PX)
        widest = max(_line_widths(matrix, index, measure), default=0.0)
        preferred.append(min(MAX_COLUMN_PX, max(minimums[-1], widest)))
    spare = width - NAME_PX - TOTALS_PX - sum(preferred)
    if spare >= 0:
        return tuple(column + spare / len(preferred) for column in preferred)
    slack = sum(preferred) - sum(minimums)
    share = min(1.0, -spare / slack) if slack else 0.0
    return tuple(column - (column - minimum) * share for column, minimum in zip(preferred, minimums, strict=True))


def _line_widths(matrix: Matrix, index: int, measure: Measure) -> Iterator[float]:
    """What each line of a column needs on one line; of roles half, since they are wrapped."""
    for row in matrix.rows:
        for item in row.cells[index].contributions:
            mass_px = measure(item.mass, Role.NOTE) + 8 if item.mass else 0.0
            yield measure(item.short_name, Role.LABEL) + mass_px + 2 * SIDE_PX + MARK_PX + 4
        if not row.cells[index].contributions:
            yield max([measure(role, Role.NOTE) / 2 for role in row.cells[index].roles], default=0.0)


class MatrixLayout(Struct, frozen=True):
    """A matrix with the widths of its columns: what stands in every cell, and how high its lines are."""

    matrix: Matrix
    widths: tuple[float, ...]  # of the missions' columns
    measure: Measure
    expanded: frozenset[str] = frozenset()
    name_lines: int = 1  # of a payload's name

    @property
    def width(self) -> float:
        return NAME_PX + TOTALS_PX + sum(self.widths)

    def accent(self, column: int) -> int:
        """The index of the lane of a column's mission; -1 for the totals, and without a lane."""
        return -1 if column == TOTALS else self.matrix.columns[column - 1].accent

    def line_height(self, line: MatrixLine) -> float:
        """The height of a line in px: that of its highest cell."""
        if line.title:
            return TITLE_PX
        measure = self.measure
        if line.row is None:
            totals = self.matrix.totals
            heights = [
                totals_height(column.totals, width, measure, column.allocation)
                for column, width in zip(self.matrix.columns, self.widths, strict=True)
            ]
        else:
            totals = line.row.totals
            heights = [
                cell_height(cell, width, measure, self.name_lines)
                for cell, width in zip(line.row.cells, self.widths, strict=True)
            ]
        return max([LINE_PX, totals_height(totals, TOTALS_PX, measure), *heights]) + 2 * PAD_PX

    def head_shapes(self, column: int, box: Box) -> Iterator[Shape]:
        """The name of a column's mission."""
        return head_shapes(self.matrix.columns[column - 1], box, self.accent(column), self.measure)

    def name_shapes(self, line: MatrixLine, box: Box) -> Iterator[Shape]:
        """The partner's name at the left end of a line, or the title of a section."""
        if line.title:
            title_box = Box(box.x + SIDE_PX, box.y + 4, box.width, box.height - 4)
            yield Label(title_box, line.name, Role.LANE_SUBTITLE)
        elif line.row is None:
            name_box = Box(box.x + SIDE_PX, box.y + PAD_PX, box.width, LINE_PX)
            yield Label(name_box, line.name, Role.LABEL_STRONG)
        else:
            yield from name_shapes(line.row, box, line.row.partner in self.expanded, self.measure)

    def cell_shapes(self, line: MatrixLine, column: int, box: Box) -> Iterator[Shape]:
        """The contributions of a partner to a mission, or totals; nothing in the line of a title."""
        matrix, measure, accent = self.matrix, self.measure, self.accent(column)
        if line.title:
            return
        if column == TOTALS:
            totals = matrix.totals if line.row is None else line.row.totals
            yield from totals_shapes(totals, box, line.address, accent, measure)
        elif line.row is None:
            mission = matrix.columns[column - 1]
            ref = make_ref("mission", mission.mission)
            yield from totals_shapes(mission.totals, box, ref, accent, measure, mission.allocation)
        else:
            cell = line.row.cells[column - 1]
            yield from cell_shapes(cell, box, accent, line.row.partner, measure, self.name_lines)


def matrix_scene(layout: MatrixLayout, lines: Sequence[MatrixLine]) -> Scene:
    """These lines of the matrix below the names of the missions, as wide and as high as they need."""
    columns = range(TOTALS + 1, len(layout.widths) + 1)
    lefts = [NAME_PX, NAME_PX + TOTALS_PX]
    for column_px in layout.widths:
        lefts.append(lefts[-1] + column_px)
    shapes: list[Shape] = [Band(Box(0, 0, layout.width, HEAD_PX), Role.HEADER)]
    for column in columns:
        box = Box(lefts[column], 0, layout.widths[column - 1], HEAD_PX)
        shapes.extend(layout.head_shapes(column, box))
    y = HEAD_PX
    for line in lines:
        height = layout.line_height(line)
        shapes.append(Rule(0, y, layout.width, y, Role.HAIRLINE if line.title else Role.GRID))
        name_px = NAME_PX + TOTALS_PX if line.title else NAME_PX
        shapes.extend(layout.name_shapes(line, Box(0, y, name_px, height)))
        for column, column_px in enumerate((TOTALS_PX, *layout.widths)):
            shapes.extend(layout.cell_shapes(line, column, Box(lefts[column], y, column_px, height)))
        y += height
    shapes.append(Rule(0, y, layout.width, y, Role.HAIRLINE))
    return Scene(layout.width, y + 1, 0.0, 0.0, y + 1, tuple(shapes))


def paginate(layout: MatrixLayout, height: float) -> Iterator[tuple[MatrixLine, ...]]:
    """All visible lines in portions for `matrix_scene`, each at most `height` px high with the mission names.

    A section's title never stands last on a page; a line higher than a page has a page of its own.
    """
    page: list[MatrixLine] = []
    used = HEAD_PX + 1
    waiting = list(matrix_lines(layout.matrix, layout.expanded))
    while waiting:
        line = waiting.pop(0)
        line_px = layout.line_height(line)
        if page and used + line_px > height:
            waiting.insert(0, line)
            if page[-1].title and len(page) > 1:
                waiting.insert(0, page.pop())
            yield tuple(page)
            page, used = [], HEAD_PX + 1
            continue
        page.append(line)
        used += line_px
    yield tuple(page)


def matrix_legend(matrix: Matrix) -> tuple[Entry, ...]:
    """The marks in use, in the order of `MARKS`, each with its meaning."""
    used = {item.status for row in matrix.rows for cell in row.cells for item in cell.contributions}
    return tuple(
        Entry((status_mark(status, Box(12, 2, 16, 16), -1, ""),), payload_status_words(status))
        for status in MARKS
        if status in used
    )
