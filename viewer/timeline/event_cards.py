"""The facts of an event from close by: the date, the kind, the place, the partners, as far as there is room.

::

         ┌──────────────────────────────┐
         ┃ Landing of Chang'e-6         │         a card next to its mark, where the labels of a lane left room
      ▼──┃ 1 June 2024, 22:23:16 UTC    │
         ┃ landing on the Moon · Apollo │
         ┃ CNSA, ESA                    │
         └──────────────────────────────┘
      Landing of Chang'e-6  22:23:16 · landing on the Moon …      a line next to its label, where no card has room
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from viewer.i18n import language
from viewer.model.calendar import Days
from viewer.model.edtf_date import Precision
from viewer.model.entities import Event
from viewer.report.dates import clock_time, date_words, zone_times
from viewer.report.labels import label_of_event
from viewer.timeline.label_space import LaneSpace
from viewer.timeline.layout_context import LABEL_ROLES, LayoutContext, remarks
from viewer.timeline.metrics import METRICS
from viewer.timeline.row_shapes import LabelRequest
from viewer.timeline.scene import Bar, Box, Label, Role, Rule, Shape, Style

FACTS_DAYS: Days = 120.0  # a longer window shows labels only
CARDS_DAYS: Days = 45.0  # a longer window has no cards
MAX_FACTS, MAX_CARDS = 60, 24  # so many events of a scene show facts, so many of them on cards
MAX_PARTNERS = 4
MIN_FACTS_PX = 56.0  # facts with less room are left out
LINE_GAP_PX = 5.0  # between facts and the line of a day
GAP_PX, PAD_PX, CARD_ACCENT_PX = 9.0, 8.0, 3.0  # to the mark; around the text; the accent at the left
TITLE_PX, LINE_PX, MARGIN_PX = 16.0, 14.0, 4.0
MAX_CARD_PX, MIN_CARD_PX = 380.0, 150.0
CLEAR_PX = 6.0  # between a card and everything else


def _facts(context: LayoutContext, event: Event) -> tuple[str, str]:
    """The kind and the place of an event, and the first of its partners by their short names."""
    place = "" if event.place is None else event.place.name(language())
    partners = filter(None, map(context.programme.partner, event.partners))
    names = ((partner.short or partner.name)(language()) for partner in partners)
    kind_and_place = " · ".join(filter(None, (label_of_event(context.programme, event), place)))
    return kind_and_place, ", ".join(islice(names, MAX_PARTNERS))


def facts_label(context: LayoutContext, event: Event, last: Label, until: float) -> Label | None:
    """The facts of an event in one line right of its `last` label, up to `until`; None if they do not fit.

    The time of day, the kind and the place, the partners.
    """
    x = last.box.right + METRICS.clear_px
    width = min([until, *(line - LINE_GAP_PX for line in context.lines_x if line > x)]) - x
    if width < MIN_FACTS_PX:
        return None
    when = context.programme.status(event.id).current_claim.when
    clock = clock_time(when.core_earliest, when.precision is Precision.SECOND) if when.is_instant else ""
    full = " · ".join(filter(None, (clock, *_facts(context, event))))
    text = context.elided(full, Role.NOTE, width)
    box = Box(x, last.box.y, context.measure(text, Role.NOTE), last.box.height)
    return Label(box, text, Role.NOTE, last.ref, full if text != full else "")


def card_lines(context: LayoutContext, event: Event) -> tuple[str, ...]:
    """The lines below the title of a card: remarks and date, kind and place, partners."""
    status = context.programme.status(event.id)
    when = status.current_claim.when
    clocks = zone_times(context.programme, when, short=True)[:1]
    date = " · ".join((*remarks(status), date_words(when, status.doubted), *clocks))
    return tuple(filter(None, (date, *_facts(context, event))))


def card(
    context: LayoutContext, request: LabelRequest, middle: float, space: LaneSpace
) -> tuple[Box, list[Shape]] | None:
    """The card of an event whose mark stands at the height `middle`: right of it, else left, else with fewer lines.

    None if there is no room.
    """
    lines = card_lines(context, request.event)
    role = Role.LABEL if request.event.importance < 4 else LABEL_ROLES[request.event.importance]
    for count in range(len(lines), 0, -1):
        texts = [(request.text, role, TITLE_PX), *((line, Role.NOTE, LINE_PX) for line in lines[:count])]
        text_px = max(context.measure(text, text_role) for text, text_role, _height in texts)
        width = min(text_px + CARD_ACCENT_PX + 2 * PAD_PX, MAX_CARD_PX)
        height = TITLE_PX + LINE_PX * count + 2 * MARGIN_PX
        for box in _card_boxes(context, request, (width, height), middle, space):
            return box, list(_card_shapes(context, request, box, texts, middle))
    return None


def _card_boxes(
    context: LayoutContext, request: LabelRequest, size: tuple[float, float], middle: float, space: LaneSpace
) -> Iterator[Box]:
    """The free boxes next to a mark, the best first: right of it, level with the mark, or higher or lower."""
    width, height = size
    if space.bottom - space.top < height:
        return
    for top in (middle - height / 2, middle - height + TITLE_PX / 2, middle - TITLE_PX / 2):
        y = min(max(top, space.top), space.bottom - height)
        x = request.x2 + GAP_PX
        lines = [line - CLEAR_PX - x for line in context.lines_x if line > x]
        free_px = min([width, space.free_until(x, y, y + height, CLEAR_PX) - x, *lines])
        if free_px >= min(width, MIN_CARD_PX):
            yield Box(x, y, free_px, height)
        x = request.x1 - GAP_PX - width
        is_free = space.is_free(x, x + width, y, y + height, CLEAR_PX)
        if is_free and not context.crosses_line(x, x + width, CLEAR_PX):
            yield Box(x, y, width, height)


def _card_shapes(
    context: LayoutContext, request: LabelRequest, box: Box, texts: Sequence[tuple[str, Role, float]], middle: float
) -> Iterator[Shape]:
    """The line from mark to card, the ground, and the texts with role and height."""
    x1, x2 = (request.x2, box.x) if box.x > request.x1 else (box.right, request.x1)
    yield Rule(x1 + 1.0, middle, x2 - 1.0, middle, texts[0][1], request.accent)
    yield Bar(box, box.x, box.right, request.ref, Role.CARD, Style(request.accent, False))
    left, width, y = box.x + CARD_ACCENT_PX + PAD_PX, box.width - CARD_ACCENT_PX - 2 * PAD_PX, box.y + MARGIN_PX
    for text, role, height in texts:
        shown = context.elided(text, role, width)
        text_box = Box(left, y, context.measure(shown, role), height)
        yield Label(text_box, shown, role, request.ref, text if shown != text else "")
        y += height
