"""What is told of an event from close by: the date, the kind, the place, the partners, as far as there is room.

::

         ┌──────────────────────────────┐
         ┃ Landing of Chang'e-6         │         a card beside its mark, in what the names of a lane left free
      ▼──┃ 1 June 2024, 22:23:16 UTC    │
         ┃ landing on the Moon · Apollo │
         ┃ CNSA, ESA                    │
         └──────────────────────────────┘
      Landing of Chang'e-6  22:23:16 · landing on the Moon …      a line beside its name, where no card has room
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from viewer.i18n import language
from viewer.model.calendar import Days
from viewer.model.edtf_date import Precision
from viewer.model.entities import Event
from viewer.ref import id_of
from viewer.report.dates import clock_time, date_words, zone_times
from viewer.report.labels import label_of_event
from viewer.timeline.label_space import LaneRoom
from viewer.timeline.layout_context import LayoutContext, label_role
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_shapes import Name
from viewer.timeline.scene import Bar, Box, Label, Role, Rule, Shape, Style

CLOSE: Days = 120.0
"""A longer window shows names only."""
NEAR: Days = 45.0
"""A longer one has no cards."""
LEAST_PX = 56.0
"""Facts with less room are left out."""
MOST = 60
"""So many events are told of in one picture,"""
MOST_CARDS = 24
"""so many of them on cards."""
PARTNERS = 4
LINE_GAP_PX = 5.0

GAP_PX, PAD_PX, STRIP_PX = 9.0, 8.0, 3.0
"""Between a mark and its card; around the words; the strip of accent at its left."""
TITLE_PX, LINE_PX, MARGIN_PX = 16.0, 14.0, 4.0
WIDEST_PX, NARROWEST_PX = 380.0, 150.0
CLEAR_PX = 6.0
"""Between a card and whatever else is drawn."""


def _clock(event: Event, context: LayoutContext) -> str:
    """The time of day of an event that is known so exactly, "" of others."""
    when = context.programme.status(event.id).current_claim.when
    if not when.is_instant:
        return ""
    return clock_time(when.core_earliest, when.precision is Precision.SECOND)


def _what(event: Event, context: LayoutContext) -> str:
    """The kind, and the place where there is one."""
    place = "" if event.place is None else event.place.name(language())
    return " · ".join(part for part in (label_of_event(context.programme, event), place) if part)


def _who(event: Event, context: LayoutContext) -> str:
    """The first of the partners, by their short names."""
    named = (context.programme.partner(it) for it in event.partners)
    return ", ".join(islice(((it.short or it.name)(language()) for it in named if it is not None), PARTNERS))


def fact_words(context: LayoutContext, event: Event) -> str:
    """The facts of an event in one line: what time of day it was, what kind of thing, where, who."""
    return " · ".join(part for part in (_clock(event, context), _what(event, context), _who(event, context)) if part)


def facts(context: LayoutContext, last: Label, room_px: float) -> Label | None:
    """The facts right of the `last` label of an event, within `room_px` from its end; None where they do not fit."""
    event = context.programme.event(id_of(last.ref, "event"))
    assert event is not None
    x = last.box.right + METRICS.clear_px
    ahead = [line - LINE_GAP_PX for line in context.lines_x if line > x]
    room = min([last.box.right + room_px, *ahead]) - x
    if room < LEAST_PX:
        return None
    full = fact_words(context, event)
    text = context.elided(full, Role.NOTE, room)
    box = Box(x, last.box.y, context.measure(text, Role.NOTE), last.box.height)
    return Label(box, text, Role.NOTE, last.ref, full if text != full else "")


def card_lines(context: LayoutContext, event: Event, note: str) -> tuple[str, ...]:
    """What stands below the title of a card, line by line: the date with what is noted, what and where, who."""
    event_status = context.programme.status(event.id)
    date = date_words(event_status.current_claim.when, event_status.doubted)
    noted = (part for part in note.split(" · ") if part not in ("", "?", date))
    clocks = zone_times(context.programme, event_status.current_claim.when, short=True)[:1]
    lines = (" · ".join((*noted, date, *clocks)), _what(event, context), _who(event, context))
    return tuple(line for line in lines if line)


class Card(Struct, frozen=True):
    """A card that has found a place."""

    box: Box
    shapes: tuple[Shape, ...]


def card(context: LayoutContext, name: Name, middle: float, room: LaneRoom) -> Card | None:
    """The card of an event whose mark stands at `middle`: right of it, else left; None where there is no room."""
    event = context.programme.event(id_of(name.ref, "event"))
    assert event is not None
    lines = card_lines(context, event, name.note)
    role = label_role(name.importance)
    role = Role.LABEL if role is Role.LABEL_MUTED else role
    for count in range(len(lines), 0, -1):
        widths = [context.measure(name.text, role), *(context.measure(it, Role.NOTE) for it in lines[:count])]
        wished = min(max(widths) + STRIP_PX + 2 * PAD_PX, WIDEST_PX)
        height = TITLE_PX + LINE_PX * count + 2 * MARGIN_PX
        for box in _places(context, name, wished, height, middle, room):
            return Card(box, tuple(_inked(context, name, box, role, lines[:count], middle)))
    return None


def _places(
    context: LayoutContext, name: Name, wished: float, height: float, middle: float, room: LaneRoom
) -> Iterator[Box]:
    """Free places beside a mark, the best first: right of it, its middle at the mark's, or up or down from there."""
    if room.bottom - room.top < height:
        return
    least = min(wished, NARROWEST_PX)
    for wanted in (middle - height / 2, middle - height + TITLE_PX / 2, middle - TITLE_PX / 2):
        y = min(max(wanted, room.top), room.bottom - height)
        x = name.x2 + GAP_PX
        ahead = [line - CLEAR_PX - x for line in context.lines_x if line > x]
        width = min([wished, room.room_right(x, y, y + height, CLEAR_PX), *ahead])
        if width >= least:
            yield Box(x, y, width, height)
        x = name.x1 - GAP_PX - wished
        if room.free(x, x + wished, y, y + height, CLEAR_PX) and not any(
            x - CLEAR_PX < line < x + wished + CLEAR_PX for line in context.lines_x
        ):
            yield Box(x, y, wished, height)


def _inked(
    context: LayoutContext, name: Name, box: Box, role: Role, lines: Sequence[str], middle: float
) -> Iterator[Shape]:
    x1, x2 = (name.x2, box.x) if box.x > name.x1 else (box.right, name.x1)
    yield Rule(x1 + 1.0, middle, x2 - 1.0, middle, role, name.accent)
    yield Bar(box, box.x, box.right, name.ref, Role.CARD, Style(name.accent, False))
    left, room = box.x + STRIP_PX + PAD_PX, box.width - STRIP_PX - 2 * PAD_PX
    top = box.y + MARGIN_PX
    for text, of, height in ((name.text, role, TITLE_PX), *((it, Role.NOTE, LINE_PX) for it in lines)):
        shown = context.elided(text, of, room)
        place = Box(left, top, context.measure(shown, of), height)
        yield Label(place, shown, of, name.ref, text if shown != text else "")
        top += height
