"""The cells of the matrix as shapes: contributions, totals with what was offered, names, heads of columns.

The table on the screen and the Scene on paper ask the same functions, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from viewer.i18n import _, kilograms
from viewer.model.edtf import Edge
from viewer.model.entities import EventKind
from viewer.report.contributions import (
    Allotment,
    Fate,
    Tally,
    count_parts,
    count_words,
    mass_sign,
)
from viewer.report.matrix import Cell, Column, Contribution, Row
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Band, Bar, Box, Label, Mark, Role, Rule, Shape, Style
from viewer.timeline.symbols import SHAPE_OF
from viewer.timeline.text_fit import elided, folded

LINE_PX, PAD_PX = 20.0, 5.0
NAME_LINE_PX = 16.0  # a further line of a name
NOTE_PX = 15.0  # a line of small type
SIDE_PX, MARK_PX, INDENT_PX = 10.0, 15.0, 14.0
BAR_PX = 9.0
MOST_LINES, ROLE_LINES = 5, 2
LEAST_NAME_PX = 56.0  # a mass gives way to a name that would have less

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


def mark(fate: Fate, box: Box, accent: int, ref: str) -> Mark:
    """The mark of `fate` in the accent of a lane (-1: none)."""
    shape, style = MARKS[fate]
    return Mark(box, shape, ref, Role.EVENT, Style(accent, style.filled, style.dotted, style.status))


def cell_shapes(
    cell: Cell, box: Box, accent: int, partner: str, measure: Measure, name_lines: int = 1
) -> Iterator[Shape]:
    """What a partner brings to a mission: a mark, a name and a mass a payload; else its roles; else a faint dot.

    A name has at most `name_lines`: one on a screen, which has tooltips, more on paper.
    """
    left, room = box.x + SIDE_PX, box.width - 2 * SIDE_PX
    y = box.y + PAD_PX
    if cell.empty:
        yield Label(Box(box.x, box.y, box.width, box.height), "·", Role.HAIRLINE, align="centre")
        return
    if not cell.items:
        for words in _role_lines(cell, box.width, measure, name_lines):
            yield Label(
                Box(left, y + 2, room, NOTE_PX),
                words,
                Role.NOTE,
                f"partner/{partner}",
                full="; ".join(cell.roles),
            )
            y += NOTE_PX
        return
    items = _first(cell)
    for item in items:
        lines, _mass = _item_words(item, room, measure, name_lines)
        high = LINE_PX + NAME_LINE_PX * (len(lines) - 1)
        yield from _item_shapes(item, Box(left, y, room, high), accent, measure, name_lines)
        y += high
    if len(items) < len(cell.items):
        more = _("{n} more", n=len(cell.items) - len(items))
        words_x = left + MARK_PX + 4
        yield Label(Box(words_x, y, room - MARK_PX - 4, LINE_PX), more, Role.NOTE, f"partner/{partner}")


def _first(cell: Cell) -> tuple[Contribution, ...]:
    """The payloads that are named; of more than MOST_LINES the last line says how many there are."""
    return cell.items if len(cell.items) <= MOST_LINES else cell.items[: MOST_LINES - 1]


def _item_words(
    item: Contribution, room: float, measure: Measure, name_lines: int
) -> tuple[tuple[str, ...], str]:
    """The lines of a payload's name beside its mark, and its mass; "" where that would leave the name no room."""
    room -= MARK_PX + 4
    wide = measure(item.mass, Role.NOTE) + 8 if item.mass else 0.0
    fits = room - wide >= min(LEAST_NAME_PX, measure(item.name, Role.LABEL))
    mass = item.mass if fits else ""
    lines = folded(item.name, Role.LABEL, room - wide if mass else room, name_lines, measure)
    return lines or ("",), mass


def _item_shapes(
    item: Contribution, box: Box, accent: int, measure: Measure, name_lines: int
) -> Iterator[Shape]:
    yield mark(item.fate, Box(box.x - 2, box.y + 2.5, MARK_PX, MARK_PX), accent, item.address)
    lines, mass = _item_words(item, box.width, measure, name_lines)
    if mass:
        wide = measure(mass, Role.NOTE)
        yield Label(Box(box.right - wide, box.y, wide, LINE_PX), mass, Role.NOTE, item.address)
    left, y, high = box.x + MARK_PX + 4, box.y, LINE_PX
    gone = item.fate is Fate.WITHDRAWN
    full = item.full if " ".join(lines) != item.full else ""
    for words in lines:
        wide = measure(words, Role.LABEL)
        role = Role.LABEL_MUTED if gone else Role.LABEL
        yield Label(Box(left, y, wide, high), words, role, item.address, full=full)
        if gone:
            yield Rule(left, y + high / 2 + 1, left + wide, y + high / 2 + 1, Role.CONFLICT)
        y, high = y + high, NAME_LINE_PX


def _role_lines(cell: Cell, width: float, measure: Measure, name_lines: int) -> tuple[str, ...]:
    text = "; ".join(role.rstrip(".。") for role in cell.roles)
    return folded(text, Role.NOTE, width - 2 * SIDE_PX, ROLE_LINES * name_lines, measure)


def tally_shapes(
    counted: Tally, box: Box, ref: str, accent: int, measure: Measure, offer: Allotment | None = None
) -> Iterator[Shape]:
    """A total: how many and, as far as known, how heavy; below it what else there is.

    With an offer a bar as wide as what is offered, of which the share known to be allotted is full.
    """
    left, room, y = box.x + SIDE_PX, box.width - 2 * SIDE_PX, box.y + PAD_PX
    parts = count_parts(counted)
    if not parts and offer is None:
        yield Label(box, "·", Role.HAIRLINE, align="centre")
        return
    small = list(parts[1:])
    mass = mass_sign(counted) if offer is None else ""
    beside = measure(mass, Role.NOTE)
    if mass and measure(parts[0], Role.LABEL) + 8 + beside <= room:
        yield Label(Box(left + room - beside, y, beside, LINE_PX), mass, Role.NOTE, ref)
    elif mass:
        small.append(mass)
    if parts:
        main = elided(parts[0], Role.LABEL, room, measure)
        yield Label(Box(left, y, room, LINE_PX), main, Role.LABEL, ref, full=count_words(counted))
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


def cell_height(cell: Cell, width: float, measure: Measure, name_lines: int = 1) -> float:
    """What `cell_shapes` needs, without the space above and below."""
    if not cell.items:
        return NOTE_PX * len(_role_lines(cell, width, measure, name_lines)) + 4
    words = [_item_words(item, width - 2 * SIDE_PX, measure, name_lines)[0] for item in _first(cell)]
    more = LINE_PX if len(words) < len(cell.items) else 0.0
    return sum(LINE_PX + NAME_LINE_PX * (len(lines) - 1) for lines in words) + more


def tally_height(counted: Tally, width: float, measure: Measure, offer: Allotment | None = None) -> float:
    """What `tally_shapes` needs in a box of this width, without the space above and below."""
    shapes = tally_shapes(counted, Box(0, 0, width, 0), "", -1, measure, offer)
    return max(shape.box.bottom for shape in shapes if isinstance(shape, (Label, Bar))) - PAD_PX
