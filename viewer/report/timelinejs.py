"""A programme as the JSON that TimelineJS of Northwestern University's Knight Lab reads.

https://timeline.knightlab.com/docs/json-format.html. It wants a start for every event and tells dates by its own
words unless `display_date` gives others; ours always do. Texts are HTML there: everything is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from math import isfinite
from typing import Any

from viewer.i18n import _, day_words, language, ngettext_
from viewer.model.calendar import Days, date_of, last_day
from viewer.model.claims import known_day
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Claim, Event
from viewer.model.programme import Programme
from viewer.report.citations import safe_url
from viewer.report.document import data_line, json_text
from viewer.report.sentences import claim_sources, event_date, event_date_sentence, source_sentence

Slide = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Slides:
    """The JSON, and the ids of the events that have no date to stand at."""

    text: str
    without_date: tuple[str, ...]


def slides(programme: Programme) -> Slides:
    """The slides of a programme seen from a day (ValueError without one): a title, then every event."""
    if programme.day is None:
        raise ValueError("slides need a programme seen from a day")
    head, lang = programme.head, language()
    about = head.about(lang) if head.about else ""
    lines = (_("As known on {day}", day=day_words(programme.day)), data_line(programme))
    days = " ".join(_("{sentence}.", sentence=line) for line in lines)
    events = [slide for event in programme.events if (slide := _slide(programme, event)) is not None]
    told = {slide["unique_id"] for slide in events}
    whole = {
        "scale": "human",
        "title": {
            "unique_id": "programme",
            "text": {
                "headline": escape(head.title(lang)),
                "text": f"<p>{escape(about)}</p><p>{escape(days)}</p>",
            },
        },
        "events": events,
    }
    left = tuple(event.id for event in programme.events if event.id not in told)
    return Slides(json_text(whole), left)


def _slide(programme: Programme, event: Event) -> Slide | None:
    lang, standing = language(), programme.standing(event.id)
    ends = _ends(programme, standing.holder)
    if ends is None:
        return None
    start, end = ends
    lines = [escape(_("{sentence}.", sentence=event_date_sentence(programme, event)))]
    if event.summary is not None:
        lines.append(escape(event.summary(lang)))
    for source in claim_sources(programme, standing.holder):
        cited, url = escape(source_sentence(source)), safe_url(source.url)
        lines.append(f'<a href="{escape(url)}">{cited}</a>' if url else cited)
    lanes = {lane.id: lane.title(lang) for lane in programme.head.lanes}
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": start,
        "display_date": escape(event_date(programme, event)),
        "group": lanes.get(programme.lane_of(event), ""),
        "text": {
            "headline": escape(event.title(lang)),
            "text": "".join(f"<p>{line}</p>" for line in lines),
        },
    }
    return slide if end is None else {**slide, "end_date": end}


def _ends(programme: Programme, claim: Claim) -> tuple[Slide, Slide | None] | None:
    """Where it starts and ends; without an end None; without a date nothing.

    `[..b]` begins on the day it was said, `../b` and `/b` have only their end to stand at.
    """
    when = claim.when
    if not when.is_dated:
        return None
    start = when.earliest
    if when.is_upper_bound and (said := known_day(claim, programme.current_to)) is not None:
        from viewer.model.calendar import day_number

        start = min(day_number(said), when.latest - 1.0)
    if not isfinite(start):
        return _moment(when.latest, when, last=True), None
    if not isfinite(when.latest):
        return _moment(start, when), None
    one = when.is_exact and not when.approximate
    return _moment(start, when), None if one else _moment(when.latest, when, last=True)


def _moment(days: Days, when: EdtfDate, last: bool = False) -> Slide:
    """A date as TimelineJS writes it; its time of day (UTC) where the date is an instant."""
    day = last_day(days) if last else date_of(days)
    found = {"year": day.year, "month": day.month, "day": day.day}
    if when.is_instant and not last:
        seconds = round((days - date_of(days).toordinal() + _EPOCH) * 86400)
        found |= {"hour": seconds // 3600, "minute": seconds // 60 % 60, "second": seconds % 60}
    return found


_EPOCH = 719163
"""The ordinal of 1970-01-01."""


def warnings(slides: Slides) -> tuple[str, ...]:
    """What TimelineJS cannot show of this programme, in a sentence each."""
    number = len(slides.without_date)
    if not number:
        return ()
    return (
        ngettext_(
            "{n} event is left out: it has no date", "{n} events are left out: they have no date", number
        ),
    )
