"""A programme as an iCalendar: what holds of each event, as whole days, or at its time where that is known.

iCalendar knows neither "around" nor "no earlier than". A window becomes the days that it covers, what was
written (EDTF), the status and the day it is told from go along as X-properties, and what has no two ends is left
out and counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from viewer.i18n import language, ngettext_
from viewer.model.claims import Status
from viewer.model.edtf_date import Precision
from viewer.model.entities import Event
from viewer.model.programme import Programme
from viewer.report.citations import safe_url
from viewer.report.labels import label_of_event
from viewer.report.sentences import claim_sources, event_date_sentence, source_sentence
from viewer.report.tables import day_after, first_and_last

if TYPE_CHECKING:
    from icalendar import Component

DOMAIN = "farside.programme"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STATUS = {
    Status.DONE: "CONFIRMED",
    Status.PARTIAL: "CONFIRMED",
    Status.FAILED: "CONFIRMED",
    Status.UNDER_WAY: "CONFIRMED",
    Status.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True, slots=True)
class Agenda:
    """The bytes of an .ics file, and the events that it could not hold."""

    data: bytes
    without_end: tuple[str, ...]  # ids: `[a..]`, `[..b]`, `a/..` …
    without_date: tuple[str, ...]
    spread: tuple[str, ...]  # those that are shown as more days than one, because they are known no better


def agenda(programme: Programme, data: str = "", made_by: str = "Farside") -> Agenda:
    """The calendar of a programme seen from a day (ValueError without one); events in its order.

    An event keeps its UID over versions and days; SEQUENCE counts the claims before the last, so that a
    calendar that has it already takes the newer one.
    """
    if programme.day is None:
        raise ValueError("a calendar needs a programme seen from a day")
    from icalendar import Calendar

    calendar = Calendar()
    title = programme.head.title(language())
    calendar.add("prodid", f"-//{made_by}//Programme//{language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-farside-as-of", programme.day.isoformat())
    if data:
        calendar.add("x-farside-data", data)
    without_end: list[str] = []
    without_date: list[str] = []
    spread: list[str] = []
    for event in programme.events:
        when = programme.standing(event.id).holder.when
        first, last = first_and_last(when)
        if not when.is_dated:
            without_date.append(event.id)
        elif not (first and last):
            without_end.append(event.id)
        else:
            calendar.add_component(_entry(programme, event, first, last))
            if not when.is_interval and first != last:
                spread.append(event.id)
    return Agenda(calendar.to_ical(), tuple(without_end), tuple(without_date), tuple(spread))


def _entry(programme: Programme, event: Event, first: str, last: str) -> Component:
    from icalendar import Event as Entry

    assert programme.day is not None
    standing = programme.standing(event.id)
    held, sources = standing.holder, claim_sources(programme, standing.holder)
    entry = Entry()
    entry.add("uid", f"{event.id}@{DOMAIN}")
    entry.add("dtstamp", datetime.combine(programme.day, time(), UTC))
    entry.add("sequence", len(standing.claims) - 1)
    if held.when.is_single and held.when.precision >= Precision.MINUTE:
        entry.add("dtstart", _EPOCH + timedelta(seconds=round(held.when.core_earliest * 86400)))
    else:
        entry.add("dtstart", date.fromisoformat(first))
        entry.add("dtend", day_after(last))
    entry.add("summary", event.title(language()))
    lines = [event_date_sentence(programme, event), event.summary(language()) if event.summary else ""]
    lines += [source_sentence(source) for source in sources]
    entry.add("description", "\n".join(line for line in lines if line))
    entry.add("status", _STATUS.get(standing.status, "TENTATIVE"))
    entry.add("transp", "TRANSPARENT")
    missions = (programme.mission(name) for name in event.missions)
    names = [mission.name(language()) for mission in missions if mission is not None]
    entry.add("categories", [label_of_event(programme, event), *names])
    if event.place is not None:
        entry.add("location", event.place.name(language()))
        if event.place.body == "earth" and event.place.latitude is not None:
            entry.add("geo", (event.place.latitude, event.place.longitude))
    if url := next(filter(None, (safe_url(source.url) for source in sources)), ""):
        entry.add("url", url)
    entry.add("x-farside-edtf", held.when.text)
    entry.add("x-farside-status", standing.status.value)
    entry.add("x-farside-as-of", programme.day.isoformat())
    if standing.doubted:
        entry.add("x-farside-doubted", "TRUE")
    for claim in standing.conflicts:
        entry.add("x-farside-conflict", claim.when.text)
    return entry


def warnings(agenda: Agenda) -> tuple[str, ...]:
    """What a calendar cannot say of this programme, in a sentence each; empty where nothing was lost."""
    lines: list[str] = []
    if number := len(agenda.without_end):
        lines.append(
            ngettext_(
                "{n} event is left out: its date has no two ends, and a calendar needs both",
                "{n} events are left out: their dates have no two ends, and a calendar needs both",
                number,
            )
        )
    if number := len(agenda.without_date):
        lines.append(
            ngettext_(
                "{n} event is left out: it has no date", "{n} events are left out: they have no date", number
            )
        )
    if number := len(agenda.spread):
        lines.append(
            ngettext_(
                "{n} event covers all the days of its window; its date as written stands in X-FARSIDE-EDTF",
                "{n} events cover all the days of their windows; their dates as written stand in X-FARSIDE-EDTF",
                number,
            )
        )
    return tuple(lines)
