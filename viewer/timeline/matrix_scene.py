"""The matrix of partners and missions laid out, for the table on screen and as a scene for paper.

::

    0            NAME_PX     + TOTALS_PX         width
    ├────────────┼───────────┼─────────┬─────────┤ 0
    │            │           │ mission │ mission │
    ├────────────┼───────────┼─────────┴─────────┤ HEAD_PX
    │ all        │ 23 payl…  │ 5 payl… │ 6 payl… │
    │ ▸ partner  │ 2 payl…   │ ▲ DORN 4.5 kg     │
    └────────────┴───────────┴───────────────────┘

The table and the scene show the shapes of the same cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from msgspec import Struct
from msgspec.structs import replace

from viewer.i18n import _
from viewer.model.edtf_date import Edge
from viewer.model.kinds import KINDS, EventKind, PayloadStatus
from viewer.ref import make_ref
from viewer.report.contributions import (
    MassAllocation,
    PayloadTotals,
    count_parts,
    count_words,
    payload_status_words,
    short_allocation_words,
    short_mass_words,
)
from viewer.report.matrix import Contribution, Matrix, MatrixCell, MatrixRow
from viewer.timeline.legend import Entry
from viewer.timeline.metrics import Measure, elided, wrapped
from viewer.timeline.scene import Band, Bar, Box, Label, Mark, Role, Rule, Scene, Shape, Style

NAME_PX, TOTALS_PX, MIN_COLUMN_PX, MAX_COLUMN_PX = 168.0, 126.0, 126.0, 260.0
MIN_ROLES_COLUMN_PX = 110.0  # a column without payloads
PAPER_NAME_LINES = 3  # of a name, where no tooltip shows the whole
HEAD_PX, TITLE_PX = 46.0, 30.0  # mission names; a section's title
LINE_PX, PAD_PX = 20.0, 5.0
NAME_LINE_PX = 16.0  # each further line of a name
NOTE_PX = 15.0  # a line of small type
SIDE_PX, MARK_PX, INDENT_PX = 10.0, 15.0, 14.0
BAR_PX = 9.0
MAX_LINES, ROLE_LINES = 5, 2
MIN_NAME_PX = 56.0  # a mass is left out where the name would have less
TOTALS = 0  # the number of the column of all missions; the missions count from 1

MARKS: dict[PayloadStatus, tuple[str, Style]] = {
    PayloadStatus.FLOWN: (KINDS[EventKind.LAUNCH].symbol, Style(filled=True, status="done")),
    PayloadStatus.DELIVERED: (KINDS[EventKind.DELIVERY].symbol, Style(filled=False)),
    PayloadStatus.PREPARED: (KINDS[EventKind.TEST].symbol, Style(filled=False)),
    PayloadStatus.SELECTED: (KINDS[EventKind.SELECTION].symbol, Style(filled=False)),
    PayloadStatus.HANDED_OVER: (KINDS[EventKind.SAMPLES].symbol, Style(filled=True, status="done")),
    PayloadStatus.OFFERED: ("diamond", Style(filled=False, dotted=True)),
    PayloadStatus.WITHDRAWN: (KINDS[EventKind.WITHDRAWAL].symbol, Style(filled=False, status="cancelled")),
}
"""The mark of each status: the symbol of the event that reports it, filled where the payload flew."""


def status_mark(status: PayloadStatus, box: Box, accent: int, ref: str) -> Mark:
    """The mark of `status` in the accent of a lane (-1: none)."""
    shape, style = MARKS[status]
    return Mark(box, shape, ref, Role.EVENT, replace(style, accent=accent))


def cell_shapes(
    cell: MatrixCell, box: Box, accent: int, partner: str, measure: Measure, name_lines: int = 1
) -> Iterator[Shape]:
    """What a partner contributes to a mission: for each payload a mark, its name and its mass.

    Without payloads the partner's roles; without roles a faint dot. A name has at most `name_lines` lines: one on
    screen, where a tooltip shows the whole name, more on paper.
    """
    left, width, y = box.x + SIDE_PX, box.width - 2 * SIDE_PX, box.y + PAD_PX
    address = make_ref("partner", partner)
    if cell.is_empty:
        yield Label(box, "·", Role.HAIRLINE, align="centre")
    elif not cell.contributions:
        text = "; ".join(role.rstrip(".。") for role in cell.roles)
        for line in wrapped(text, Role.NOTE, width, ROLE_LINES * name_lines, measure):
            yield Label(Box(left, y + 2, width, NOTE_PX), line, Role.NOTE, address, full="; ".join(cell.roles))
            y += NOTE_PX
    else:
        items = cell.contributions
        named = items if len(items) <= MAX_LINES else items[: MAX_LINES - 1]
        for item in named:
            lines, mass = _name_and_mass(item, width, measure, name_lines)
            item_box = Box(left, y, width, LINE_PX + NAME_LINE_PX * (len(lines) - 1))
            yield from _contribution_shapes(item, lines, mass, item_box, accent, measure)
            y = item_box.bottom
        if len(named) < len(items):
            more = _("{n} more", n=len(items) - len(named))
            yield Label(Box(left + MARK_PX + 4, y, width - MARK_PX - 4, LINE_PX), more, Role.NOTE, address)


def _name_and_mass(item: Contribution, width: float, measure: Measure, name_lines: int) -> tuple[tuple[str, ...], str]:
    """The lines of a payload's name, and its mass; "" where the mass would leave the name too little room."""
    width -= MARK_PX + 4
    mass_px = measure(item.mass, Role.NOTE) + 8 if item.mass else 0.0
    fits = width - mass_px >= min(MIN_NAME_PX, measure(item.short_name, Role.LABEL))
    mass = item.mass if fits else ""
    lines = wrapped(item.short_name, Role.LABEL, width - mass_px if mass else width, name_lines, measure)
    return lines or ("",), mass


def _contribution_shapes(
    item: Contribution, lines: tuple[str, ...], mass: str, box: Box, accent: int, measure: Measure
) -> Iterator[Shape]:
    yield status_mark(item.status, Box(box.x - 2, box.y + 2.5, MARK_PX, MARK_PX), accent, item.address)
    if mass:
        mass_px = measure(mass, Role.NOTE)
        yield Label(Box(box.right - mass_px, box.y, mass_px, LINE_PX), mass, Role.NOTE, item.address)
    left, y, height = box.x + MARK_PX + 4, box.y, LINE_PX
    withdrawn = item.status is PayloadStatus.WITHDRAWN
    role = Role.LABEL_MUTED if withdrawn else Role.LABEL
    full = item.name if " ".join(lines) != item.name else ""
    for text in lines:
        text_px = measure(text, Role.LABEL)
        yield Label(Box(left, y, text_px, height), text, role, item.address, full=full)
        if withdrawn:
            middle = y + height / 2 + 1
            yield Rule(left, middle, left + text_px, middle, Role.CONFLICT)
        y, height = y + height, NAME_LINE_PX


def cell_height(cell: MatrixCell, width: float, measure: Measure, name_lines: int = 1) -> float:
    """The height of `cell_shapes` in px, without the padding above and below."""
    height = _height(cell_shapes(cell, Box(0, 0, width, 0), -1, "", measure, name_lines))
    return height if cell.contributions else height + 2


def _height(shapes: Iterator[Shape]) -> float:
    """The height of the shapes of a cell whose top is at 0, without padding."""
    return max(shape.box.bottom for shape in shapes if isinstance(shape, (Label, Bar))) - PAD_PX


def totals_shapes(
    totals: PayloadTotals, box: Box, ref: str, accent: int, measure: Measure, allocation: MassAllocation | None = None
) -> Iterator[Shape]:
    """How many payloads and, as far as known, how heavy; below that withdrawn payloads and samples.

    With an allocation a dotted bar as wide as the mass offered, filled up to the share that is known to be allocated,
    with a ragged end if some mass is unknown.
    """
    left, width, y = box.x + SIDE_PX, box.width - 2 * SIDE_PX, box.y + PAD_PX
    parts = count_parts(totals)
    if not parts and allocation is None:
        yield Label(box, "·", Role.HAIRLINE, align="centre")
        return
    notes = list(parts[1:])
    if allocation is not None:
        notes.insert(0, short_allocation_words(allocation))
    elif mass := short_mass_words(totals):
        mass_px = measure(mass, Role.NOTE)
        if measure(parts[0], Role.LABEL) + 8 + mass_px <= width:
            yield Label(Box(left + width - mass_px, y, mass_px, LINE_PX), mass, Role.NOTE, ref)
        else:
            notes.append(mass)
    if parts:
        count = elided(parts[0], Role.LABEL, width, measure)
        yield Label(Box(left, y, width, LINE_PX), count, Role.LABEL, ref, full=count_words(totals))
    y += LINE_PX
    for number, note in enumerate(notes):
        text = elided(note, Role.NOTE, width, measure)
        yield Label(Box(left, y, width, NOTE_PX), text, Role.NOTE, ref, full=note)
        y += NOTE_PX
        if number == 0 and allocation is not None:
            offered, known_px = Box(left, y + 2, width, BAR_PX), width * allocation.known_share
            yield Bar(offered, offered.x, offered.right, ref, Role.EVENT, Style(accent, False, True))
            if known_px:
                known = Box(left, y + 2, max(known_px, 3.0), BAR_PX)
                end = Edge.KNOWN if allocation.selected.is_complete else Edge.UNKNOWN
                yield Bar(known, known.x, known.right, ref, Role.EVENT, Style(accent, True, status="done", end=end))
            y += BAR_PX + 6


def totals_height(
    totals: PayloadTotals, width: float, measure: Measure, allocation: MassAllocation | None = None
) -> float:
    """The height of `totals_shapes` in px in a box of this width, without the padding above and below."""
    return _height(totals_shapes(totals, Box(0, 0, width, 0), "", -1, measure, allocation))


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
        cells = [row.cells[index] for row in matrix.rows]
        minimums.append(MIN_COLUMN_PX if any(cell.contributions for cell in cells) else MIN_ROLES_COLUMN_PX)
        widest = max((_preferred_width(cell, measure) for cell in cells), default=0.0)
        preferred.append(min(MAX_COLUMN_PX, max(minimums[-1], widest)))
    spare = width - NAME_PX - TOTALS_PX - sum(preferred)
    if spare >= 0:
        return tuple(column + spare / len(preferred) for column in preferred)
    slack = sum(preferred) - sum(minimums)
    share = min(1.0, -spare / slack) if slack else 0.0
    return tuple(column - (column - minimum) * share for column, minimum in zip(preferred, minimums, strict=True))


def _preferred_width(cell: MatrixCell, measure: Measure) -> float:
    """What the longest name with its mass needs on one line; of roles half, since they are wrapped."""
    if not cell.contributions:
        return max([measure(role, Role.NOTE) / 2 for role in cell.roles], default=0.0)
    masses_px = [measure(item.mass, Role.NOTE) + 8 if item.mass else 0.0 for item in cell.contributions]
    names_px = [measure(item.short_name, Role.LABEL) for item in cell.contributions]
    return max(map(sum, zip(names_px, masses_px, strict=True))) + 2 * SIDE_PX + MARK_PX + 4


class MatrixLayout(Struct, frozen=True):
    """A matrix with the widths of its columns: what stands in every cell, and how high its lines are."""

    matrix: Matrix
    widths: tuple[float, ...]  # of the missions' columns
    measure: Measure
    expanded: frozenset[str] = frozenset()
    name_lines: int = 1  # of a payload's name

    @classmethod
    def on_paper(cls, matrix: Matrix, width: float, measure: Measure) -> MatrixLayout:
        """The layout that fills `width`, or needs more, with PAPER_NAME_LINES."""
        return cls(matrix, column_widths(matrix, width, measure), measure, name_lines=PAPER_NAME_LINES)

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
            totals, columns = self.matrix.totals, zip(self.matrix.columns, self.widths, strict=True)
            heights = [totals_height(column.totals, width, measure, column.allocation) for column, width in columns]
        else:
            totals, cells = line.row.totals, zip(line.row.cells, self.widths, strict=True)
            contents = ((cell, width) for cell, width in cells if not cell.is_empty)
            heights = [cell_height(cell, width, measure, self.name_lines) for cell, width in contents]
        return max([LINE_PX, totals_height(totals, TOTALS_PX, measure), *heights]) + 2 * PAD_PX

    def head_shapes(self, column: int, box: Box) -> Iterator[Shape]:
        """A mission's name below a stripe in its lane's accent."""
        mission, left, width = self.matrix.columns[column - 1], box.x + SIDE_PX, box.width - 2 * SIDE_PX
        yield Band(Box(left, box.y, width, 3.0), Role.HEADER, mission.accent)
        lines = wrapped(mission.name, Role.LABEL_STRONG, width, 2, self.measure)
        y, ref = box.y + 3 + (box.height - 3 - 17.0 * len(lines)) / 2, make_ref("mission", mission.mission)
        for index, text in enumerate(lines):
            line_box = Box(left, y + 17.0 * index, width, 17.0)
            yield Label(line_box, text, Role.LABEL_STRONG, ref, full=mission.name)

    def name_shapes(self, line: MatrixLine, box: Box) -> Iterator[Shape]:
        """The title of a section, "All partners", or a partner's name, indented by its ancestors.

        A partner that has parts has a branch indicator: a chevron that points down if expanded, else to the right.
        """
        row, y = line.row, box.y + PAD_PX
        if line.title:
            title_box = Box(box.x + SIDE_PX, box.y + 4, box.width, box.height - 4)
            yield Label(title_box, line.name, Role.LANE_SUBTITLE)
        elif row is None:
            yield Label(Box(box.x + SIDE_PX, y, box.width, LINE_PX), line.name, Role.LABEL_STRONG)
        else:
            left = box.x + SIDE_PX + MARK_PX + len(row.ancestors) * INDENT_PX
            if row.has_parts:
                points = ((-1.5, -3.5), (2, 0), (-1.5, 3.5))
                if row.partner in self.expanded:
                    points = ((-3.5, -1.5), (0, 2), (3.5, -1.5))
                x, middle = left - 10, y + LINE_PX / 2
                for (x1, y1), (x2, y2) in pairwise(points):
                    yield Rule(x + x1, middle + y1, x + x2, middle + y2, Role.CONFLICT)
            role, width = Role.LABEL_MUTED if row.ancestors else Role.LABEL_STRONG, box.right - left - 6
            text = elided(row.short_name, role, width, self.measure)
            yield Label(Box(left, y, width, LINE_PX), text, role, line.address, full=row.name)

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
    lefts = list(accumulate((NAME_PX, TOTALS_PX, *layout.widths)))
    shapes: list[Shape] = [Band(Box(0, 0, layout.width, HEAD_PX), Role.HEADER)]
    for column, column_px in enumerate(layout.widths, 1):
        shapes.extend(layout.head_shapes(column, Box(lefts[column], 0, column_px, HEAD_PX)))
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
    for line in matrix_lines(layout.matrix, layout.expanded):
        line_px = layout.line_height(line)
        if page and used + line_px > height:
            titles = [page.pop()] if page[-1].title and len(page) > 1 else []
            yield tuple(page)
            page, used = titles, HEAD_PX + 1 + TITLE_PX * len(titles)
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
