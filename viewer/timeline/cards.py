"""What is told beside a name from close by: the time, the kind, the place, the partners, as far as there is room.

::

    Landing of Chang'e-6  22:23:16 · landing on the Moon · Apollo basin · CNSA, ESA
    │
    ▼
"""

from __future__ import annotations

from itertools import islice

from viewer.i18n import language
from viewer.model.edtf import Days, Precision
from viewer.model.entities import Event
from viewer.report.kinds import kind_words
from viewer.timeline.frame import Frame
from viewer.timeline.metrics import METRICS
from viewer.timeline.scene import Box, Label, Role

CLOSE: Days = 120.0
"""A longer window shows names only."""
LEAST_PX = 56.0
"""A card with less room is left out."""
MOST = 60
"""So many cards are drawn in one picture."""
PARTNERS = 4
LINE_GAP_PX = 5.0


def card_words(frame: Frame, event: Event) -> str:
    """The facts of an event in one line: what time of day it was, what kind of thing, where, who."""
    programme, lang = frame.programme, language()
    when = programme.standing(event.id).holder.when
    parts = []
    if when.precision >= Precision.HOUR and when.members == () and when.core_earliest > -1e9:
        seconds = round(when.core_earliest % 1.0 * 86400)
        text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
        parts.append(f"{text}:{seconds % 60:02}" if when.precision is Precision.SECOND else text)
    parts.append(kind_words(event.kind))
    if event.place is not None:
        parts.append(event.place.name(lang))
    named = (programme.partner(it) for it in event.partners)
    partners = islice(((it.short or it.name)(lang) for it in named if it is not None), PARTNERS)
    parts.append(", ".join(partners))
    return " · ".join(part for part in parts if part)


def card(frame: Frame, last: Label, room_px: float) -> Label | None:
    """The card right of the `last` label of an event, within `room_px` from its end; None where it does not fit."""
    event = frame.programme.event(last.ref.removeprefix("event/"))
    assert event is not None
    x = last.box.right + METRICS.clear_px
    ahead = [line - LINE_GAP_PX for line in frame.lines_x if line > x]
    room = min([last.box.right + room_px, *ahead]) - x
    if room < LEAST_PX:
        return None
    full = card_words(frame, event)
    text = frame.elided(full, Role.NOTE, room)
    box = Box(x, last.box.y, frame.width(text, Role.NOTE), last.box.height)
    return Label(box, text, Role.NOTE, last.ref, full if text != full else "")
