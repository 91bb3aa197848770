"""The matrix of partners and missions laid out: cells as shapes for a table, the whole as a Scene for paper.

    0            header_px   all                 width
    ├────────────┼───────────┼─────────┬─────────┤ 0
    │            │           │ mission │ mission │
    ├────────────┼───────────┼─────────┴─────────┤ axis_px
    │ all        │ 23 payl…  │ 5 payl… │ 6 payl… │
    │ ▸ partner  │ 2 payl…   │ ▲ DORN 4.5 kg     │
    └────────────┴───────────┴───────────────────┘

The screen's table and the Scene ask the same functions for the same cells, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from viewer.i18n import _, kilograms
from viewer.model.edtf import Edge
from viewer.model.entities import EventKind
from viewer.report.contributions import (
    Allotment,
    Fate,
    Tally,
    count_parts,
    count_words,
    fate_words,
    mass_sign,
)
from viewer.report.matrix import Cell, Column, Contribution, Matrix, Row, Section, shown
from viewer.timeline.forms import SHAPE_OF
from viewer.timeline.legend import Entry
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Band, Bar, Box, Label, Mark, Role, Rule, Scene, Shape, Style

NAME_PX, ALL_PX, LEAST_PX, MOST_PX = 168.0, 126.0, 126.0, 260.0
LEAST_ROLES_PX = 110.0  # a column without payloads
HEAD_PX, TITLE_PX = 46.0, 30.0  # mission names; a section's title
LINE_PX, PAD_PX = 20.0, 5.0
NOTE_PX = 15.0  # a line of small type
SIDE_PX, MARK_PX, INDENT_PX = 10.0, 15.0, 14.0
BAR_PX = 9.0
MOST_LINES, ROLE_LINES = 5, 2
LEAST_NAME_PX = 56.0  # a mass gives way to a name that would have less
ELLIPSIS = "…"

MARKS: dict[Fate, tuple[str, Style]] = {
    Fate.FLOWN: (SHAPE_OF[EventKind.LAUNCH], Style(filled=True, status="done")),
    Fate.DELIVERED: (SHAPE_OF[EventKind.DELIVERY], Style(filled=False)),
    Fate.PREPARED: (SHAPE_OF[EventKind.TEST], Style(filled=False)),
    Fate.SELECTED: (SHAPE_OF[EventKind.SELECTION], Style(filled=False)),
    Fate.HANDED_OVER: (SHAPE_OF[EventKind.SAMPLES], Style(filled=True, status="done")),
    Fate.OFFERED: ("diamond", Style(filled=False, dotted=True)),
    Fate.WITHDRAWN: (SHAPE_OF[EventKind.WITHDRAWAL], Style(filled=False, status="cancelled")),
}
"""The mark of each fate: the form of the event that tells it, filled where it flew."""


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
        least.append(LEAST_PX if wanted else LEAST_ROLES_PX)
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


def line_height(matrix: Matrix, line: Line, columns: Sequence[float], measure: Measure) -> float:
    """How high a line is, for its fullest cell."""
    if line.title:
        return TITLE_PX
    if line.row is None:
        heights = [
            _tally_height(column.tally, width, measure, column.allotment)
            for column, width in zip(matrix.columns, columns, strict=True)
        ]
        heights.append(_tally_height(matrix.tally, ALL_PX, measure))
    else:
        heights = [
            _cell_height(cell, width, measure) for cell, width in zip(line.row.cells, columns, strict=True)
        ]
        heights.append(_tally_height(line.row.tally, ALL_PX, measure))
    return max([LINE_PX, *heights]) + 2 * PAD_PX


def _cell_height(cell: Cell, width: float, measure: Measure) -> float:
    if cell.items:
        return LINE_PX * min(len(cell.items), MOST_LINES)
    return NOTE_PX * len(_role_lines(cell, width, measure)) + 4


# ── cells ───────────────────────────────────────────────────────────────────────────────────────


def cell_shapes(cell: Cell, box: Box, accent: int, partner: str, measure: Measure) -> Iterator[Shape]:
    """What a partner brings to a mission: a mark, a name and a mass a payload; else its roles; else a faint dot."""
    left, room = box.x + SIDE_PX, box.width - 2 * SIDE_PX
    y = box.y + PAD_PX
    if cell.empty:
        yield Label(Box(box.x, box.y, box.width, box.height), "·", Role.HAIRLINE, align="centre")
        return
    if not cell.items:
        for words in _role_lines(cell, box.width, measure):
            yield Label(
                Box(left, y + 2, room, NOTE_PX),
                words,
                Role.NOTE,
                f"partner/{partner}",
                full="; ".join(cell.roles),
            )
            y += NOTE_PX
        return
    items = cell.items if len(cell.items) <= MOST_LINES else cell.items[: MOST_LINES - 1]
    for item in items:
        yield from _item_shapes(item, Box(left, y, room, LINE_PX), accent, measure)
        y += LINE_PX
    if len(items) < len(cell.items):
        more = _("{n} more", n=len(cell.items) - len(items))
        words_x = left + MARK_PX + 4
        yield Label(Box(words_x, y, room - MARK_PX - 4, LINE_PX), more, Role.NOTE, f"partner/{partner}")


def _item_shapes(item: Contribution, box: Box, accent: int, measure: Measure) -> Iterator[Shape]:
    shape, style = MARKS[item.fate]
    yield Mark(
        Box(box.x - 2, box.y + 2.5, MARK_PX, MARK_PX),
        shape,
        item.address,
        Role.EVENT,
        replace(style, accent=accent),
    )
    left, right = box.x + MARK_PX + 4, box.right
    wide = measure(item.mass, Role.NOTE)
    if item.mass and right - wide - 8 - left >= min(LEAST_NAME_PX, measure(item.name, Role.LABEL)):
        yield Label(Box(right - wide, box.y, wide, box.height), item.mass, Role.NOTE, item.address)
        right -= wide + 8
    words = elided(item.name, Role.LABEL, right - left, measure)
    gone = item.fate is Fate.WITHDRAWN
    wide = measure(words, Role.LABEL)
    yield Label(
        Box(left, box.y, wide, box.height),
        words,
        Role.LABEL_MUTED if gone else Role.LABEL,
        item.address,
        full=item.full if words != item.full else "",
    )
    if gone:
        yield Rule(left, box.y + box.height / 2 + 1, left + wide, box.y + box.height / 2 + 1, Role.CONFLICT)


def _role_lines(cell: Cell, width: float, measure: Measure) -> tuple[str, ...]:
    text = "; ".join(role.rstrip(".。") for role in cell.roles)
    return folded(text, Role.NOTE, width - 2 * SIDE_PX, ROLE_LINES, measure)


def tally_shapes(
    counted: Tally, box: Box, ref: str, accent: int, measure: Measure, offer: Allotment | None = None
) -> Iterator[Shape]:
    """A total: how many and, as far as known, how heavy; below it what else there is.

    With an offer a bar as wide as what is offered, of which the share known to be allotted is full.
    """
    left, room, y = box.x + SIDE_PX, box.width - 2 * SIDE_PX, box.y + PAD_PX
    parts = count_parts(counted)
    if not parts:
        yield Label(box, "·", Role.HAIRLINE, align="centre")
        return
    words, small = count_words(counted), [*parts[1:]]
    mass = mass_sign(counted) if offer is None else ""
    beside = measure(mass, Role.NOTE)
    if mass and measure(parts[0], Role.LABEL) + 8 + beside <= room:
        yield Label(Box(left + room - beside, y, beside, LINE_PX), mass, Role.NOTE, ref)
    elif mass:
        small.append(mass)
    main = elided(parts[0], Role.LABEL, room, measure)
    yield Label(Box(left, y, room, LINE_PX), main, Role.LABEL, ref, full=words)
    if offer is not None:
        small.insert(0, short_allotment(offer))
    y += LINE_PX
    for text in small:
        yield Label(
            Box(left, y, room, NOTE_PX), elided(text, Role.NOTE, room, measure), Role.NOTE, ref, full=text
        )
        y += NOTE_PX
        if offer is not None and text is small[0]:
            yield from _offer_bar(offer, Box(left, y + 2, room, BAR_PX), accent, ref)
            y += BAR_PX + 6


def _tally_height(counted: Tally, width: float, measure: Measure, offer: Allotment | None = None) -> float:
    """What `tally_shapes` needs in a box of this width."""
    shapes = tally_shapes(counted, Box(0, 0, width, 0), "", -1, measure, offer)
    return max(shape.box.bottom for shape in shapes if isinstance(shape, (Label, Bar))) - PAD_PX


def short_allotment(offer: Allotment) -> str:
    """ "45 kg + ? of 200 kg"."""
    if not offer.chosen.payloads:
        return _("{mass} offered", mass=kilograms(offer.offered_kg))
    return _("{known} of {mass}", known=mass_sign(offer.chosen), mass=kilograms(offer.offered_kg))


def _offer_bar(offer: Allotment, box: Box, accent: int, ref: str) -> Iterator[Shape]:
    """The mass offered as a bar, its known share full; dotted and with a ragged edge where nothing is known."""
    yield Bar(box, box.x, box.right, ref, Role.EVENT, Style(accent, False, True))
    if known := box.width * offer.known_share:
        edge = Edge.KNOWN if offer.chosen.complete else Edge.UNKNOWN
        part = Box(box.x, box.y, max(known, 3.0), box.height)
        yield Bar(part, part.x, part.right, ref, Role.EVENT, Style(accent, True, status="done", end=edge))


def name_shapes(row: Row, box: Box, opened: bool, measure: Measure, indented: bool = True) -> Iterator[Shape]:
    """A partner's name; a triangle before it where parts stand below."""
    left = box.x + SIDE_PX + MARK_PX + (len(row.above) * INDENT_PX if indented else 0.0)
    middle = box.y + PAD_PX + LINE_PX / 2
    if row.parts:
        yield from _opener(left - 10, middle, opened)
    role = Role.LABEL_MUTED if row.above else Role.LABEL_STRONG
    room = box.right - left - 6
    words = elided(row.name, role, room, measure)
    place = Box(left, box.y + PAD_PX, room, LINE_PX)
    yield Label(place, words, role, f"partner/{row.partner}", full=row.full)


def _opener(x: float, y: float, opened: bool) -> Iterator[Shape]:
    """A small angle, to the right or down."""
    if opened:
        yield Rule(x - 3.5, y - 1.5, x, y + 2, Role.CONFLICT)
        yield Rule(x, y + 2, x + 3.5, y - 1.5, Role.CONFLICT)
    else:
        yield Rule(x - 1.5, y - 3.5, x + 2, y, Role.CONFLICT)
        yield Rule(x + 2, y, x - 1.5, y + 3.5, Role.CONFLICT)


def head_shapes(column: Column, box: Box, accent: int, measure: Measure) -> Iterator[Shape]:
    """A mission's name below a stripe of its lane's accent."""
    yield Band(Box(box.x + SIDE_PX, box.y, box.width - 2 * SIDE_PX, 3.0), Role.HEADER, accent)
    room = box.width - 2 * SIDE_PX
    words = folded(column.name, Role.LABEL_STRONG, room, 2, measure)
    y = box.y + 3 + (box.height - 3 - 17.0 * len(words)) / 2
    for text in words:
        place = Box(box.x + SIDE_PX, y, room, 17.0)
        yield Label(place, text, Role.LABEL_STRONG, f"mission/{column.mission}", full=column.name)
        y += 17.0


# ── the whole ───────────────────────────────────────────────────────────────────────────────────


def matrix_scene(
    matrix: Matrix,
    lanes: Sequence[str],
    width: float,
    measure: Measure,
    opened: frozenset[str] = frozenset(),
    part: Sequence[Line] | None = None,
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
        height = line_height(matrix, line, columns, measure)
        shapes.append(Rule(0, y, whole, y, Role.HAIRLINE if line.title else Role.GRID))
        shapes.extend(_line_shapes(matrix, line, y, height, columns, accents, opened, measure))
        y += height
    shapes.append(Rule(0, y, whole, y, Role.HAIRLINE))
    return Scene(whole, y + 1, 0.0, 0.0, y + 1, tuple(shapes))


def sheets(
    matrix: Matrix, width: float, height: float, measure: Measure, opened: frozenset[str] = frozenset()
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
        high = line_height(matrix, line, columns, measure)
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
        yield from cell_shapes(cell, Box(x, y, wide, height), accent, row.partner, measure)
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
        Entry((Mark(Box(12, 2, 16, 16), shape, "", Role.EVENT, replace(style, accent=-1)),), fate_words(fate))
        for fate, (shape, style) in MARKS.items()
        if fate in used
    )


# ── words in a room ─────────────────────────────────────────────────────────────────────────────


def elided(text: str, role: Role, room_px: float, measure: Measure) -> str:
    """`text`, or as much of it as fits with an ellipsis; "" where not even one character does."""
    if measure(text, role) <= room_px:
        return text
    for length in range(len(text) - 1, 0, -1):
        short = text[:length].rstrip() + ELLIPSIS
        if measure(short, role) <= room_px:
            return short
    return ""


def folded(text: str, role: Role, room_px: float, most: int, measure: Measure) -> tuple[str, ...]:
    """`text` in at most `most` lines, the last elided; broken at spaces, or anywhere where there are none."""
    found: list[str] = []
    rest = text
    while rest and len(found) < most - 1 and measure(rest, role) > room_px:
        length = len(rest) - 1
        while length > 1 and measure(rest[:length].rstrip(), role) > room_px:
            length -= 1
        space = rest.rfind(" ", 0, length + 1)
        cut = space if space > 0 else length
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*found, elided(rest, role, room_px, measure)) if rest else tuple(found)
