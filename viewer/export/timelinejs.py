"""The JSON of TimelineJS, by Knight Lab of Northwestern University.

https://timeline.knightlab.com/docs/json-format.html. Every slide needs a start; `display_date` replaces the date in
TimelineJS's own words. Texts are HTML: everything is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from math import isfinite
from typing import Any

from viewer.export.ics import undated_warning
from viewer.export.json import object_json
from viewer.export_request import ExportedFile, ExportRequest
from viewer.i18n import _, day_words, language, localized
from viewer.model.calendar import Days, date_of, day_number, last_day
from viewer.model.claims import known_day
from viewer.model.edtf_date import EdtfDate
from viewer.model.entities import Claim, Event
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, tracked
from viewer.report.citations import safe_url
from viewer.report.document import data_line
from viewer.report.sentences import claim_sources, event_date, event_date_sentence, source_sentence

Slide = Mapping[str, Any]


def write(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    return slides(request.shown, progress)


def slides(programme: Programme, progress: ProgressCallback = ignore_progress) -> ExportedFile:
    """A title and a slide for each event of a snapshot (ValueError for another programme)."""
    head, lang = programme.head, language()
    lines = (_("As known on {day}", day=day_words(programme.as_of_day)), data_line(programme))
    days = " ".join(_("{sentence}.", sentence=line) for line in lines)
    undated = sum(not programme.status(event.id).current_claim.when.is_dated for event in programme.events)
    data = object_json(
        {
            "scale": "human",
            "title": {
                "unique_id": "programme",
                "text": {
                    "headline": escape(head.title(lang)),
                    "text": f"<p>{escape(localized(head.about))}</p><p>{escape(days)}</p>",
                },
            },
            "events": (
                _slide(programme, event, *ends)
                for event in tracked(programme.events, progress)
                if (ends := _ends(programme, programme.status(event.id).current_claim)) is not None
            ),
        }
    )
    return ExportedFile(data, (undated_warning(undated),) if undated else ())


def _slide(programme: Programme, event: Event, start: Slide, end: Slide | None) -> Slide:
    lang, event_status = language(), programme.status(event.id)
    lines = [escape(_("{sentence}.", sentence=event_date_sentence(programme, event)))]
    if event.summary is not None:
        lines.append(escape(event.summary(lang)))
    for source in claim_sources(programme, event_status.current_claim):
        sentence, url = escape(source_sentence(source)), safe_url(source.url)
        lines.append(f'<a href="{escape(url)}">{sentence}</a>' if url else sentence)
    lanes = {lane.id: lane.title(lang) for lane in programme.head.lanes}
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": start,
        "display_date": escape(event_date(programme, event)),
        "group": lanes.get(programme.lane_of(event), ""),
        "text": {"headline": escape(event.title(lang)), "text": "".join(f"<p>{line}</p>" for line in lines)},
    }
    return slide if end is None else {**slide, "end_date": end}


def _ends(programme: Programme, claim: Claim) -> tuple[Slide, Slide | None] | None:
    """The start and the end of a claim; the end is None for a moment or an open end. None without a date.

    `[..b]` starts on the day it was said; `../b` and `/b` start at their only end.
    """
    when = claim.when
    if not when.is_dated:
        return None
    start = when.earliest
    if when.is_upper_bound and (said := known_day(claim, programme.current_to)) is not None:
        start = min(day_number(said), when.latest - 1.0)
    if not isfinite(start):
        return _moment(when.latest, when, is_last=True), None
    if not isfinite(when.latest):
        return _moment(start, when), None
    is_moment = when.is_exact and not when.approximate
    return _moment(start, when), None if is_moment else _moment(when.latest, when, is_last=True)


def _moment(days: Days, when: EdtfDate, is_last: bool = False) -> Slide:
    """A date, with its time of day (UTC) where it is known to the hour."""
    day = last_day(days) if is_last else date_of(days)
    moment = {"year": day.year, "month": day.month, "day": day.day}
    if when.is_instant and not is_last:
        seconds = round((days - day_number(day)) * 86400)
        moment |= {"hour": seconds // 3600, "minute": seconds // 60 % 60, "second": seconds % 60}
    return moment
