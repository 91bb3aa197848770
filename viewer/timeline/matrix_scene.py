"""The matrix of partners and missions laid out: cells as shapes for a table, the whole as a Scene for paper.

0            header_px   all                 width
├────────────┼───────────┼─────────┬─────────┤ 0
│            │           │ mission │ mission │
├────────────┼───────────┼─────────┴─────────┤ axis_px
│ all        │ 23 payl…  │ 5 payl… │ 6 payl… │
│ ▸ partner  │ 2 payl…   │ ▲ DORN 4.5 kg     │
└────────────┴───────────┴───────────────────┘

"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from viewer.i18n import _
from viewer.report.contributions import fate_words
from viewer.report.matrix import Matrix, Row, Section, shown
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
    mark,
    name_shapes,
    tally_height,
    tally_shapes,
)
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Band, Box, Label, Role, Rule, Scene, Shape

NAME_PX, ALL_PX, LEAST_PX, MOST_PX = 168.0, 126.0, 126.0, 260.0
LEAST_ROLES_PX = 110.0  # a column without payloads
PAPER_LINES = 3  # of a name, where no tooltip tells the whole
HEAD_PX, TITLE_PX = 46.0, 30.0  # mission names; a section's title


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table below the names of the missions: a section's title, or a partner."""

    title: str = ""
    row: Row | None = None  # neither: the line of all partners


def lines(matrix: Matrix, opened: frozenset[str]) -> tuple[Line, ...]:
    """All partners, then each section's title and its rows in sight."""
    found = [Line()]
    for section in matrix.sections:
        found.append(Line(title=section.title))
        found.extend(Line(row=row) for row in shown(section, opened))
    return tuple(found)


def widths(matrix: Matrix, width: float, measure: Measure) -> tuple[float, ...]:
    """Of the columns of missions, to fill `width` beside names and totals; wider than that where they must be.

    Each gets what its longest line needs, within bounds; what is left over, or lacking, is shared out.
    """
    room = width - NAME_PX - ALL_PX
    needs: list[float] = []
    least: list[float] = []
    for index in range(len(matrix.columns)):
        wanted = list(_needs(matrix.sections, index, measure))
        cells = (row.cells[index] for section in matrix.sections for row in section.rows)
        least.append(LEAST_PX if any(cell.items for cell in cells) else LEAST_ROLES_PX)
        needs.append(min(MOST_PX, max([least[-1], *wanted])))
    if not needs:
        return ()
    spare = room - sum(needs)
    if spare >= 0:
        return tuple(need + spare / len(needs) for need in needs)
    slack = sum(needs) - sum(least)
    share = min(1.0, -spare / slack) if slack else 0.0
    return tuple(need - (need - low) * share for need, low in zip(needs, least, strict=True))


def _needs(sections: Sequence[Section], index: int, measure: Measure) -> Iterator[float]:
    for section in sections:
        for row in section.rows:
            for item in row.cells[index].items:
                mass = measure(item.mass, Role.NOTE) + 8 if item.mass else 0.0
                yield measure(item.name, Role.LABEL) + mass + 2 * SIDE_PX + MARK_PX + 4
            if not row.cells[index].items:
                yield max([measure(role, Role.NOTE) / 2 for role in row.cells[index].roles], default=0.0)


def line_height(
    matrix: Matrix, line: Line, columns: Sequence[float], measure: Measure, name_lines: int = 1
) -> float:
    """How high a line is, for its fullest cell."""
    if line.title:
        return TITLE_PX
    if line.row is None:
        heights = [
            tally_height(column.tally, width, measure, column.allotment)
            for column, width in zip(matrix.columns, columns, strict=True)
        ]
        heights.append(tally_height(matrix.tally, ALL_PX, measure))
    else:
        heights = [
            cell_height(cell, width, measure, name_lines)
            for cell, width in zip(line.row.cells, columns, strict=True)
        ]
        heights.append(tally_height(line.row.tally, ALL_PX, measure))
    return max([LINE_PX, *heights]) + 2 * PAD_PX


def matrix_scene(
    matrix: Matrix,
    lanes: Sequence[str],
    width: float,
    measure: Measure,
    opened: frozenset[str] = frozenset(),
    part: Sequence[Line] | None = None,
    name_lines: int = PAPER_LINES,
) -> Scene:
    """The matrix as a picture, as high as it needs; of all its lines in sight, or of `part` of them.

    `lanes` are the ids of the lanes in order: their accents. Wider than `width` where the missions need it.
    """
    columns = widths(matrix, width, measure)
    chosen = lines(matrix, opened) if part is None else tuple(part)
    whole = NAME_PX + ALL_PX + sum(columns)
    accents = [lanes.index(column.lane) if column.lane in lanes else -1 for column in matrix.columns]
    shapes: list[Shape] = [Band(Box(0, 0, whole, HEAD_PX), Role.HEADER)]
    x = NAME_PX + ALL_PX
    for column, accent, wide in zip(matrix.columns, accents, columns, strict=True):
        shapes.extend(head_shapes(column, Box(x, 0, wide, HEAD_PX), accent, measure))
        x += wide
    y = HEAD_PX
    for line in chosen:
        height = line_height(matrix, line, columns, measure, name_lines)
        shapes.append(Rule(0, y, whole, y, Role.HAIRLINE if line.title else Role.GRID))
        shapes.extend(_line_shapes(matrix, line, y, height, columns, accents, opened, measure, name_lines))
        y += height
    shapes.append(Rule(0, y, whole, y, Role.HAIRLINE))
    return Scene(whole, y + 1, 0.0, 0.0, y + 1, tuple(shapes))


def sheets(
    matrix: Matrix,
    width: float,
    height: float,
    measure: Measure,
    opened: frozenset[str] = frozenset(),
    name_lines: int = PAPER_LINES,
) -> Iterator[tuple[Line, ...]]:
    """The lines in portions for `matrix_scene(…, part=…)`, each no higher than `height` with its heads.

    A section's title never stands last; a line higher than a sheet has one to itself.
    """
    columns = widths(matrix, width, measure)
    portion: list[Line] = []
    used = HEAD_PX + 1
    waiting = list(lines(matrix, opened))
    while waiting:
        line = waiting.pop(0)
        high = line_height(matrix, line, columns, measure, name_lines)
        if portion and used + high > height:
            if portion[-1].title and len(portion) > 1:
                waiting[:0] = [portion.pop(), line]
            else:
                waiting.insert(0, line)
            yield tuple(portion)
            portion, used = [], HEAD_PX + 1
            continue
        portion.append(line)
        used += high
    yield tuple(portion)


def _line_shapes(
    matrix: Matrix,
    line: Line,
    y: float,
    height: float,
    columns: Sequence[float],
    accents: Sequence[int],
    opened: frozenset[str],
    measure: Measure,
    name_lines: int,
) -> Iterator[Shape]:
    if line.title:
        yield Label(Box(SIDE_PX, y + 4, NAME_PX + ALL_PX, height - 4), line.title, Role.LANE_SUBTITLE)
        return
    total = Box(NAME_PX, y, ALL_PX, height)
    x = NAME_PX + ALL_PX
    if line.row is None:
        words = _("All partners")
        yield Label(Box(SIDE_PX, y + PAD_PX, NAME_PX, LINE_PX), words, Role.LABEL_STRONG)
        yield from tally_shapes(matrix.tally, total, "", -1, measure)
        for column, accent, wide in zip(matrix.columns, accents, columns, strict=True):
            ref, box = f"mission/{column.mission}", Box(x, y, wide, height)
            yield from tally_shapes(column.tally, box, ref, accent, measure, column.allotment)
            x += wide
        return
    row = line.row
    yield from name_shapes(row, Box(0, y, NAME_PX, height), row.partner in opened, measure)
    yield from tally_shapes(row.tally, total, f"partner/{row.partner}", -1, measure)
    for cell, accent, wide in zip(row.cells, accents, columns, strict=True):
        yield from cell_shapes(cell, Box(x, y, wide, height), accent, row.partner, measure, name_lines)
        x += wide


def matrix_legend(matrix: Matrix) -> tuple[Entry, ...]:
    """The marks in use, in the order of Fate, each with its words."""
    used = {
        item.fate
        for section in matrix.sections
        for row in section.rows
        for cell in row.cells
        for item in cell.items
    }
    return tuple(
        Entry((mark(fate, Box(12, 2, 16, 16), -1, ""),), fate_words(fate)) for fate in MARKS if fate in used
    )
